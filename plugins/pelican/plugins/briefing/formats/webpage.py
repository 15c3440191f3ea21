"""Reads a saved web page: its article as plain text, and what the page says of it. Needs the extra `formats`."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from typing import TYPE_CHECKING, Any

from trafilatura import bare_extraction

from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.formats import Contents, told

if TYPE_CHECKING:
    from collections.abc import Iterator

# What these libraries remark is not for an editor.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
# Dates that the page states of itself, at the earliest; none is guessed from its prose or from the clock.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2200-01-01",
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
}
# The mark of a list's entry, and the bars of a table's row: "- One boat", "| Boats | 12 |".
_ENTRY = re.compile(r"^- (?=\S)")
_ROW = re.compile(r"^\|.*\|$")
# A Creative Commons licence: "CC BY-SA 4.0", as SPDX has it "CC-BY-SA-4.0".
_LICENCE = re.compile(r"CC[ -](BY(?:-(?:NC|ND|SA))*|0|ZERO)[ -](\d\.\d)", re.IGNORECASE)
# The address of one: "https://creativecommons.org/licenses/by-sa/4.0/", "https://creativecommons.org/publicdomain/zero/1.0/".
_LICENCE_ADDRESS = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]{2,8})/(\d\.\d)(?:/[\w.]*)?", re.IGNORECASE
)
# Where a page links what holds for it, in its head: '<link rel="license" href="…">'.
_LINK = re.compile(r"<link\b[^<>]{0,500}>", re.IGNORECASE)
_IS_LICENCE = re.compile(r"""rel\s*=\s*["']?licen[cs]e\b""", re.IGNORECASE)
# What a page says of itself to machines: '<script type="application/ld+json">{…}</script>'.
_DATA = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>([^<]*)", re.IGNORECASE)


def read(data: bytes, path: str) -> Contents:
    """Return the article of a web page.

    Args:
        data: the page's bytes; the encoding is taken from the page.
        path: the file or address, for messages.
    """
    found = bare_extraction(
        data,
        with_metadata=True,
        include_comments=False,
        include_formatting=False,
        date_extraction_params=_DATES,
    )
    if found is None or isinstance(found, dict) or not found.text:
        wrong = BriefingError(path, "holds no article that could be told from the page", "a page with one article")
        return Contents(b"", errors=(wrong,))
    said = {
        "title": found.title,
        "author": found.author,
        "url": found.url,
        "publisher": _publisher(found.sitename, found.hostname),
        "published": _date(found.date),
        "licence": _licence(found.license) or _linked_licence(data.decode("latin-1")),
    }
    lines = [_line(line) for line in found.text.split("\n")]
    if lines and found.title and _same(lines[0], found.title):
        lines = lines[1:]
    return Contents("\n\n".join(line for line in lines if line).encode(), told(said))


def _line(line: str) -> str:
    """Return a paragraph without the marks of lists and tables."""
    line = line.strip()
    if _ROW.match(line):
        return ", ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip(" -"))
    return _ENTRY.sub("", line)


def _same(line: str, title: str) -> bool:
    """Return whether a line is the headline once more."""
    return "".join(line.split()).casefold() == "".join(title.split()).casefold()


def _publisher(name: str | None, host: str | None) -> str | None:
    """Return the outlet's name, where it is more than the host's."""
    return None if name is None or name.casefold() == (host or "").casefold() else name


def _date(value: str | None) -> dt.date | None:
    """Return the date that a page states: a day where it gives no time."""
    if value is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.date() if moment.time() == dt.time() else moment


def _linked_licence(page: str) -> str | None:
    """Return the Creative Commons licence that a page links for itself, in its head or its structured data."""
    linked = [link for link in _LINK.findall(page) if _IS_LICENCE.search(link)]
    found = _LICENCE_ADDRESS.search(" ".join([*linked, *_structured_licences(page)]))
    return _licence(f"CC {found[1]} {found[2]}") if found else None


def _structured_licences(page: str) -> Iterator[str]:
    """Yield the licences that articles have in a page's structured data; those of its pictures are none of theirs."""
    for text in _DATA.findall(page):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        listed = data.get("@graph", data) if isinstance(data, dict) else data
        for one in listed if isinstance(listed, list) else [listed]:
            if isinstance(one, dict) and str(one.get("@type", "")).endswith("Article"):
                yield str(one.get("license", ""))


def _licence(value: Any) -> str | None:  # noqa: ANN401 - as trafilatura has it
    """Return a licence as SPDX has it, else as given."""
    found = _LICENCE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return value or None
    kind = found[1].upper()
    return "CC0-1.0" if kind in {"0", "ZERO"} else f"CC-{kind}-{found[2]}"
