"""Holds the entries of feeds against the seeds of the pages that they lead to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pelican.plugins.briefing.verifying.page import read_marks
from pelican.plugins.briefing.verifying.words import Fault, flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pelican.plugins.briefing.verifying.words import Source

_ATOM = "{http://www.w3.org/2005/Atom}"
_JSON_FEED = "https://jsonfeed.org/version/"
_RSS_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def feed_faults(output: Path, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Yield what of a site's feeds is not as the seeds have it.

    Args:
        output: the site's folder.
        sources: the seed of each page, by the page's file under it.
    """
    by_address = {f"/{page.removesuffix('index.html')}": source for page, source in sources.items()}
    files = (*output.rglob("*.xml"), *output.rglob("*.json"))
    for file in sorted(file for file in files if file.is_file()):
        name = file.relative_to(output).as_posix()
        try:
            entries = list(_xml_entries(file) if file.suffix == ".xml" else _json_entries(file))
        except (ET.ParseError, ValueError, TypeError, AttributeError):
            yield Fault(name, "", "", wrong="is no feed that can be read")
            continue
        for link, contents in entries:
            source = next((found for address, found in by_address.items() if link.endswith(address)), None)
            if source is not None:
                for marks in map(read_marks, contents):
                    for _, words in marks.words:
                        yield from source.faults(name, link, words)
                    for origin, words in marks.borrowed:
                        if origin not in sources or not sources[origin].holds(words):
                            yield Fault(name, link, flat(words), wrong=f"is not in the source of {origin}")


def _xml_entries(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the link of each entry of an Atom or RSS feed, and the HTML in it; none of another file."""
    root = ET.fromstring(file.read_bytes())  # noqa: S314 - the site's own file, which Pelican wrote
    for entry in (*root.iter(f"{_ATOM}entry"), *root.iter("item")):
        yield _read(entry)


def _json_entries(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the link of each entry of a JSON Feed, and the HTML in it; none of another file."""
    data = json.loads(file.read_bytes())
    if isinstance(data, dict) and str(data.get("version", "")).startswith(_JSON_FEED):
        for entry in data["items"]:
            yield entry.get("url", ""), [entry.get("content_html", "")]


def _read(entry: ET.Element) -> tuple[str, list[str]]:
    """Return an entry's link and the HTML in it."""
    found = entry.find(f"{_ATOM}link")
    link = found.get("href", "") if found is not None else entry.findtext("link", "")
    names = (f"{_ATOM}content", f"{_ATOM}summary", "description", _RSS_CONTENT)
    return link.removesuffix("?ref=feed"), [entry.findtext(name, "") for name in names]
