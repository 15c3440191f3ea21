"""Reads a Markdown seed: Pelican's header of `Key: value` lines, and below it the body, as plain text."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from typing import Any

from pelican.plugins.briefing.errors import SidecarError
from pelican.plugins.briefing.formats import Contents
from pelican.plugins.briefing.sidecar import KEYS, checked

# A line of the header: "Title: Ferry timetable".
_KEY = re.compile(r"([A-Za-z][A-Za-z_-]*)[ \t]*:[ \t]*(.*)")
# What goes on with the value of the line above: four spaces or a tab, then more.
_MORE = re.compile(r"(?: {4,}|\t+)(\S.*)")
# What Pelican calls some keys.
_NAMES = {
    "date": "published",
    "modified": "updated",
    "lang": "language",
    "authors": "author",
    "license": "licence",
    "keywords": "tags",
}
# A longer header says nothing that a reader is told, in characters.
_LONGEST = 50_000
_DATES = {"published", "updated", "hidden_until"}
_FLAGS = {"developing", "sample"}
# Elements that begin a line of their own.
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td", "th", "dt", "dd", "div", "section")
)
_SILENT = frozenset(("script", "style", "template", "title"))


def read(data: bytes, path: str) -> Contents:
    """Return what a Markdown seed says: values of its header, its body as plain text, and what is wrong with it.

    Args:
        data: the file's bytes.
        path: the file, for messages.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Contents(b"", errors=(SidecarError(f"{path}:{line}", "is no UTF-8", "a Markdown file in UTF-8"),))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header, start = _header(lines)
    if (size := sum(map(len, lines[:start]))) > _LONGEST:
        wrong = SidecarError(f"{path}:1", f"has a header of {size} characters", f"at most {_LONGEST}")
        return Contents(b"", errors=(wrong,))
    values: dict[str, Any] = {}
    errors: list[SidecarError] = []
    for name, value, number in header:
        key = _NAMES.get(name.lower(), name.lower().replace("-", "_"))
        place = f"{path}:{number}"
        if key not in KEYS:
            expected = "a key such as Title or Date; a text that begins so has an empty line above it"
            errors.append(SidecarError(place, f"{name} is no key of the header", expected))
            continue
        try:
            values[key] = checked(key, from_text(key, value), place)
        except SidecarError as error:
            errors.append(error)
    return Contents(plain_text("\n".join(lines[start:])).encode(), values, tuple(errors))


def plain_text(body: str) -> str:
    """Return Markdown as plain text: a line for each paragraph, heading and list item, no marks, no HTML."""
    from markdown import markdown

    return html_text(markdown(body))


def html_text(html: str) -> str:
    """Return the words of HTML: a line for each paragraph, heading and list item, nothing that is not for readers."""
    text = _Text()
    text.feed(html)
    text.close()
    return "\n\n".join(text.lines())


class _Text(HTMLParser):
    """Takes the words out of HTML, a line a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[list[str]] = [[]]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a block, or a part that is not for readers."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self._blocks.append([])
        elif tag == "br":
            self._blocks[-1].append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a block, or a part that is not for readers."""
        self._silent = max(self._silent - (tag in _SILENT), 0)
        if tag in _BLOCKS:
            self._blocks.append([])

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._silent:
            self._blocks[-1].append(data)

    def lines(self) -> list[str]:
        """Return the blocks that have words, each on one line."""
        return [line for line in (" ".join("".join(block).split()) for block in self._blocks) if line]


def _header(lines: list[str]) -> tuple[list[tuple[str, str, int]], int]:
    """Return the header's keys with value and line, from 1, and how many lines it takes."""
    found: list[tuple[str, str, int]] = []
    fenced = bool(lines) and lines[0].strip() == "---"
    number = int(fenced)
    while number < len(lines):
        line = lines[number]
        key, more = _KEY.fullmatch(line.rstrip()), _MORE.fullmatch(line.rstrip())
        if key:
            found.append((key[1], key[2].strip(), number + 1))
        elif more and found:
            name, value, place = found[-1]
            found[-1] = (name, f"{value} {more[1]}".strip(), place)
        else:
            break
        number += 1
    if found and number < len(lines) and lines[number].strip() in {"---", "..."}:
        number += 1
    return found, number if found else 0


def from_text(key: str, value: str) -> Any:  # noqa: ANN401 - as a TOML file would have it
    """Return what somebody wrote for a key in the form that a sidecar has for it; as it is where it has none."""
    if key in _DATES:
        return _date(value)
    if key in _FLAGS:
        return {"true": True, "yes": True, "false": False, "no": False}.get(value.lower(), value)
    if key == "tags":
        parts = value.split(";" if ";" in value else ",")
        return [part.strip() for part in parts if part.strip()]
    return value.lower() if key == "status" else value


def _date(value: str) -> dt.date | str:
    """Return a date or a date-time; the value itself where it is none."""
    for kind in (dt.date, dt.datetime):
        try:
            return kind.fromisoformat(value)
        except ValueError:
            continue
    return value
