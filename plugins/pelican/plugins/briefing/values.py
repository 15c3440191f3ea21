"""The forms that values of a sidecar can have."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A character that no page or feed may hold: all controls but tab and line feed, and halves of letters.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Marks that turn what stands around them to the other direction; the parser takes them out of a text too.
_DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])

# An address on the web: "https://courier.example.org/…"; white space is in none.
_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+")
# How long the last part of an address may be: it names a folder or, with some letters more, a file.
LONGEST_SLUG = 200
# What a slug looks like: "flood-barrier", "2024_08.flood".
_SLUG = re.compile(rf"(?=.{{1,{LONGEST_SLUG}}}\Z)[a-z0-9]+(?:[-_.][a-z0-9]+)*")


class WrongError(Exception):
    """A value is not what its key wants; says what was expected."""


def text_value(value: Any) -> str:  # noqa: ANN401 - a file holds anything
    """Return a line of text."""
    line = " ".join(value.translate(_DIRECTIONS).split()) if isinstance(value, str) else ""
    if not line:
        raise WrongError("text")
    if _CONTROL.search(value):
        raise WrongError("text without control characters")
    return line


def matching(pattern: re.Pattern[str], expected: str) -> Callable[[Any], str]:
    """Return a reader of text that a pattern matches whole."""

    def read(value: Any) -> str:  # noqa: ANN401 - as above
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise WrongError(expected)
        return value

    return read


slug_value = matching(_SLUG, 'lower-case letters, digits and hyphens such as "flood-barrier"')


def _has_host(address: str) -> bool:
    """Return whether an address names a host and, where it names a port, one that there is."""
    parts = urlsplit(address)
    return bool(parts.hostname) and parts.port != 0


def address_value(value: Any) -> str:  # noqa: ANN401 - as above
    """Return an address on the web, as it is: with nothing in it that cannot be seen."""
    try:
        fits = bool(_ADDRESS.fullmatch(value) and value.isprintable() and _has_host(value))
    except (TypeError, ValueError):  # no text, "https://[" or a port that is none
        fits = False
    if not fits:
        raise WrongError("an address such as https://courier.example.org/flood-barrier")
    return str(value)


def date_value(value: Any) -> dt.date:  # noqa: ANN401 - as above
    """Return a date, or a date-time."""
    if not isinstance(value, dt.date) or not has_days(value):
        raise WrongError("a date such as 2024-08-13")
    return value


def has_days(day: dt.date) -> bool:
    """Return whether a day or moment has a day in every time zone, and one before it and after it; few have none."""
    try:
        universal = day.astimezone(dt.UTC) if isinstance(day, dt.datetime) and day.tzinfo else day
        return universal - dt.timedelta(2) < universal + dt.timedelta(2)
    except OverflowError:
        return False


def flag_value(value: Any) -> bool:  # noqa: ANN401 - as above
    """Return true or false."""
    if not isinstance(value, bool):
        raise WrongError("true or false")
    return value


def tags_value(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """Return topics, each once, in order."""
    if not isinstance(value, list):
        raise WrongError('a list such as ["flood", "council"]')
    try:
        return tuple(dict.fromkeys(text_value(tag) for tag in value))
    except WrongError:
        raise WrongError('a list such as ["flood", "council"]') from None


def one_of(names: Iterable[str]) -> Callable[[Any], str]:
    """Return a reader of one of some words."""
    known = tuple(names)

    def read(value: Any) -> str:  # noqa: ANN401 - as above
        if not isinstance(value, str) or value not in known:
            raise WrongError("one of " + ", ".join(known))
        return value

    return read
