"""The forms that values of a sidecar can have."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A character that no page or feed may hold: all controls but tab and line feed.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")

# What a slug looks like: "flood-barrier", "2024_08.flood".
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


class WrongError(Exception):
    """A value is not what its key wants; says what was expected."""


def text_value(value: Any) -> str:  # noqa: ANN401 - a file holds anything
    """Return a line of text."""
    if not isinstance(value, str) or not value.strip():
        raise WrongError("text")
    if _CONTROL.search(value):
        raise WrongError("text without control characters")
    return " ".join(value.split())


def matching(pattern: re.Pattern[str], expected: str) -> Callable[[Any], str]:
    """Return a reader of text that a pattern matches whole."""

    def read(value: Any) -> str:  # noqa: ANN401 - as above
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise WrongError(expected)
        return value

    return read


slug_value = matching(_SLUG, 'lower-case letters, digits and hyphens such as "flood-barrier"')


def date_value(value: Any) -> dt.date:  # noqa: ANN401 - as above
    """Return a date, or a date-time."""
    if not isinstance(value, dt.date):
        raise WrongError("a date such as 2024-08-13")
    return value


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
