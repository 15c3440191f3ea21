"""Reads what an editor says about a seed: the TOML file beside it, or the header of a Markdown seed."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from factbox import Hide, Metadata
from pelican.plugins.briefing.errors import SidecarError

if TYPE_CHECKING:
    import zoneinfo
    from collections.abc import Callable, Mapping

__all__ = ["HIDE_KINDS", "KEYS", "Sidecar", "Status", "checked", "make_sidecar", "read_toml"]


class Status(StrEnum):
    """What is to become of a seed."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HIDDEN = "hidden"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What an editor says about one seed."""

    metadata: Metadata = field(default_factory=Metadata)
    """What the parser is told."""
    category: str | None = None
    """The section it belongs to."""
    tags: tuple[str, ...] = ()
    """Its topics."""
    slug: str | None = None
    """The last part of the page's address."""
    summary: str | None = None
    """One line for lists."""
    status: Status = Status.PUBLISHED
    """What is to become of it."""
    hidden_until: dt.date | None = None
    """Day or moment before which nobody sees it."""
    developing: bool = False
    """Whether the story still goes on."""
    sample: bool = False
    """Whether it is an invented sample."""
    hide: tuple[Hide, ...] = ()
    """Items that were read wrongly."""


HIDE_KINDS = ("quotation", "event", "fact", "figure", "unknown")
# What a slug looks like: "flood-barrier", "2024_08.flood".
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
# A language tag of BCP 47: "en", "pt-BR", "zh-Hant-TW".
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
# The start of an address on the web: "https://courier.example.org/…"; white space is in none.
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# A character that no page or feed may hold: all controls but tab and line feed.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


class _WrongError(Exception):
    """A value is not what its key wants; says what was expected."""


def _text(value: Any) -> str:  # noqa: ANN401 - a file holds anything
    """Return a line of text."""
    if not isinstance(value, str) or not value.strip():
        raise _WrongError("text")
    if _CONTROL.search(value):
        raise _WrongError("text without control characters")
    return " ".join(value.split())


def _matching(pattern: re.Pattern[str], expected: str) -> Callable[[Any], str]:
    """Return a reader of text that a pattern matches whole."""

    def read(value: Any) -> str:  # noqa: ANN401 - as above
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _WrongError(expected)
        return value

    return read


def _date(value: Any) -> dt.date:  # noqa: ANN401 - as above
    """Return a date, or a date-time."""
    if not isinstance(value, dt.date):
        raise _WrongError("a date such as 2024-08-13")
    return value


def _flag(value: Any) -> bool:  # noqa: ANN401 - as above
    """Return true or false."""
    if not isinstance(value, bool):
        raise _WrongError("true or false")
    return value


def _tags(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """Return topics, each once, in order."""
    if not isinstance(value, list):
        raise _WrongError('a list such as ["flood", "council"]')
    try:
        return tuple(dict.fromkeys(_text(tag) for tag in value))
    except _WrongError:
        raise _WrongError('a list such as ["flood", "council"]') from None


def _status(value: Any) -> Status:  # noqa: ANN401 - as above
    """Return the status."""
    try:
        return Status(value)
    except ValueError:
        raise _WrongError("one of " + ", ".join(Status)) from None


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "title": _text,
    "published": _date,
    "updated": _date,
    "publisher": _text,
    "author": _text,
    "url": _matching(_ADDRESS, "an address such as https://courier.example.org/flood-barrier"),
    "licence": _text,
    "language": _matching(_LANGUAGE, 'a language such as "en"'),
    "category": _text,
    "tags": _tags,
    "slug": _matching(_SLUG, 'lower-case letters, digits and hyphens such as "flood-barrier"'),
    "summary": _text,
    "status": _status,
    "hidden_until": _date,
    "developing": _flag,
    "sample": _flag,
}
_TOLD = ("title", "published", "updated", "publisher", "author", "url", "licence", "language")


def checked(key: str, value: Any, place: str) -> Any:  # noqa: ANN401 - as above
    """Return the value of a key in the form that `Sidecar` holds.

    Raises:
        SidecarError: the key is unknown, or its value has another form.
    """
    if key not in KEYS:
        raise SidecarError(place, f"{key} is no key", "one of " + ", ".join([*KEYS, "[[hide]]"]))
    try:
        return KEYS[key](value)
    except _WrongError as error:
        raise SidecarError(place, f"{key} is {_shown(value)}", str(error)) from None


def read_toml(data: bytes, path: str) -> tuple[dict[str, Any], tuple[Hide, ...], tuple[SidecarError, ...]]:
    """Return what a sidecar says: values by key, items to hide, and everything that is wrong with it.

    Args:
        data: the file's bytes.
        path: the file, for messages.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        found = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return {}, (), (SidecarError(f"{path}:{line}", "is no UTF-8", "a TOML file in UTF-8"),)
    except tomllib.TOMLDecodeError as error:
        return {}, (), (_broken(path, text, str(error)),)
    lines, values, hide, errors = _lines(text), {}, [], []
    entries = found.pop("hide", [])
    for key, value in found.items():
        try:
            values[key] = checked(key, value, f"{path}:{lines.get(key, [1])[0]}")
        except SidecarError as error:
            errors.append(error)
    places = [f"{path}:{line}" for line in lines.get("[[hide]]", lines.get("hide", [1]))]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        errors.append(SidecarError(places[0], f"hide is {_shown(entries)}", "[[hide]] and below it text"))
        entries = []
    for number, entry in enumerate(entries):
        place = places[min(number, len(places) - 1)]
        try:
            hide.append(_hide(entry, place))
        except SidecarError as error:
            errors.append(error)
    return values, tuple(hide), tuple(errors)


def make_sidecar(
    values: Mapping[str, Any], zone: zoneinfo.ZoneInfo, hide: tuple[Hide, ...] = (), origin: str = "sidecar"
) -> Sidecar:
    """Return a sidecar of checked values; a date-time without an offset holds in `zone`.

    Args:
        values: by key, as `checked` returned them.
        zone: the publisher's time zone.
        hide: items to hide.
        origin: who says `published`: `sidecar` or `header`.
    """
    placed: dict[str, Any] = {
        key: value.replace(tzinfo=zone) if isinstance(value, dt.datetime) and value.tzinfo is None else value
        for key, value in values.items()
    }
    told = {key: placed.pop(key) for key in _TOLD if key in placed}
    return Sidecar(Metadata(**told, published_origin=origin), **placed, hide=hide)


def _hide(entry: dict[str, Any], place: str) -> Hide:
    """Return one correction of `[[hide]]`."""
    for key in entry:
        if key not in {"text", "kind"}:
            raise SidecarError(place, f"{key} is no key of [[hide]]", "text and, where needed, kind")
    text, kind = entry.get("text"), entry.get("kind")
    if not isinstance(text, str) or not text.strip():
        wrong = "has no text" if text is None else f"text is {_shown(text)}"
        raise SidecarError(place, wrong, "words of the item to hide")
    if kind is not None and kind not in HIDE_KINDS:
        raise SidecarError(place, f"kind is {_shown(kind)}", "one of " + ", ".join(HIDE_KINDS))
    path, _, line = place.rpartition(":")
    return Hide(path, int(line), text, kind)


def _shown(value: Any) -> str:  # noqa: ANN401 - as above
    """Return a value as the file has it, shortened."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=str)[:80]


# Where tomllib found the fault: "Invalid value (at line 3, column 5)"; at the end it names no line.
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def _broken(path: str, text: str, message: str) -> SidecarError:
    """Return the error for a file that is no TOML."""
    at = _AT.search(message)
    line = int(at[1]) if at and at[1] else text.rstrip().count("\n") + 1
    wrong = _AT.sub("", message)
    return SidecarError(f"{path}:{line}", f"is no TOML ({wrong[:1].lower()}{wrong[1:]})", 'lines such as title = "…"')


# The start of a line that gives a key a value: `title = "…"`, `"title" = …`, `hide.text = …`.
_KEY_LINE = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[.=]")
# A table's head: `[[hide]]`, `[other]`.
_HEAD_LINE = re.compile(r"\s*(\[\[?)\s*[\"']?([\w-]+)")
# What opens and closes a text of several lines.
_LONG = re.compile(r'"""|\'\'\'')


def _lines(text: str) -> dict[str, list[int]]:
    """Return the lines that each key and table stands in, from 1; those inside a text of several lines do not count."""
    found: dict[str, list[int]] = {}
    inside, top = False, True
    for number, line in enumerate(text.split("\n"), 1):
        head, key = _HEAD_LINE.match(line), _KEY_LINE.match(line)
        if not inside and head:
            top = False
            found.setdefault(f"[[{head[2]}]]" if head[1] == "[[" else head[2], []).append(number)
        elif not inside and top and key:
            found.setdefault(key[1], []).append(number)
        if len(_LONG.findall(line)) % 2:
            inside = not inside
    return found
