"""Reads what an editor says about a seed: the TOML file beside it, or the header of a Markdown seed."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from factbox import Amendment, Metadata
from pelican.plugins.briefing.corrections import TABLES, read_order, read_table, shown_value
from pelican.plugins.briefing.errors import SidecarError
from pelican.plugins.briefing.languages import TAG
from pelican.plugins.briefing.values import (
    WrongError,
    address_value,
    date_value,
    flag_value,
    matching,
    slug_value,
    tags_value,
    text_value,
)

if TYPE_CHECKING:
    import zoneinfo
    from collections.abc import Callable, Mapping

__all__ = ["KEYS", "Sidecar", "Status", "checked", "load_toml", "make_sidecar", "read_toml"]


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
    story: str | None = None
    """The story that it belongs to, by the last part of its address."""
    amendments: tuple[Amendment, ...] = ()
    """Corrections of what was read, in the order of the file."""


def _status(value: Any) -> Status:  # noqa: ANN401 - as above
    """Return the status."""
    try:
        return Status(value)
    except ValueError:
        raise WrongError("one of " + ", ".join(Status)) from None


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "title": text_value,
    "published": date_value,
    "updated": date_value,
    "publisher": text_value,
    "author": text_value,
    "url": address_value,
    "licence": text_value,
    "language": matching(TAG, 'a language such as "en"'),
    "category": text_value,
    "tags": tags_value,
    "slug": slug_value,
    "summary": text_value,
    "status": _status,
    "hidden_until": date_value,
    "developing": flag_value,
    "sample": flag_value,
    "story": slug_value,
}
_TOLD = ("title", "published", "updated", "publisher", "author", "url", "licence", "language")


def checked(key: str, value: Any, place: str) -> Any:  # noqa: ANN401 - as above
    """Return the value of a key in the form that `Sidecar` holds.

    Raises:
        SidecarError: the key is unknown, or its value has another form.
    """
    if key not in KEYS:
        known = [*KEYS, "order", *(f"[[{name}]]" for name in TABLES)]
        raise SidecarError(place, f"{key} is no key", "one of " + ", ".join(known))
    try:
        return KEYS[key](value)
    except WrongError as error:
        raise SidecarError(place, f"{key} is {shown_value(value)}", str(error)) from None


def read_toml(data: bytes, path: str) -> tuple[dict[str, Any], tuple[Amendment, ...], tuple[SidecarError, ...]]:
    """Return what a sidecar says: values by key, corrections, and everything that is wrong with it.

    Args:
        data: the file's bytes.
        path: the file, for messages.
    """
    try:
        found, lines = load_toml(data, path)
    except SidecarError as error:
        return {}, (), (error,)
    values: dict[str, Any] = {}
    amendments: list[Amendment] = []
    errors: list[SidecarError] = []
    for key, value in found.items():
        at = lines.get(f"[[{key}]]", lines.get(key, [1]))
        try:
            if key in TABLES:
                told, wrong = read_table(key, value, path, at)
                amendments += told
                errors += wrong
            elif key == "order":
                amendments.append(read_order(value, path, at[0]))
            else:
                values[key] = checked(key, value, f"{path}:{at[0]}")
        except SidecarError as error:
            errors.append(error)
    return values, tuple(sorted(amendments, key=lambda amendment: amendment.line)), tuple(errors)


def load_toml(data: bytes, path: str) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Return what a TOML file has, and the lines that each key and table stands in, from 1.

    Args:
        data: the file's bytes.
        path: the file, for messages.

    Raises:
        SidecarError: it is no TOML; the message names the line.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return tomllib.loads(text), line_numbers(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SidecarError(f"{path}:{line}", "is no UTF-8", "a TOML file in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, text, str(error)) from None
    except RecursionError:
        raise SidecarError(f"{path}:1", "has lists or tables in too many others", "a value without any") from None
    except ValueError:
        # The one thing that Python refuses to read and TOML allows.
        raise SidecarError(f"{path}:1", "has a number of thousands of digits", "an ordinary number") from None


def make_sidecar(
    values: Mapping[str, Any],
    zone: zoneinfo.ZoneInfo,
    amendments: tuple[Amendment, ...] = (),
    origin: str = "sidecar",
) -> Sidecar:
    """Return a sidecar of checked values; a date-time without an offset holds in `zone`.

    Args:
        values: by key, as `checked` returned them.
        zone: the publisher's time zone.
        amendments: corrections of what was read.
        origin: who says `published`: `sidecar` or `header`.
    """
    placed: dict[str, Any] = {
        key: value.replace(tzinfo=zone) if isinstance(value, dt.datetime) and value.tzinfo is None else value
        for key, value in values.items()
    }
    told = {key: placed.pop(key) for key in _TOLD if key in placed}
    return Sidecar(Metadata(**told, published_origin=origin), **placed, amendments=amendments)


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


def line_numbers(text: str) -> dict[str, list[int]]:
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
