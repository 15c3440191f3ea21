"""Holds the search's index against the pages that it was made of."""

from __future__ import annotations

import gzip
import html
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.searching import FOLDER
from pelican.plugins.briefing.verifying.words import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What Pagefind writes before the data in each of its files.
_MAGIC = b"pagefind_dcd"
_WORD = re.compile(r"\w+")
_SILENT = frozenset({"script", "style"})


def index_faults(output: Path) -> Iterator[Fault]:
    """Yield what the index of a site has that the pages it leads to do not show.

    Args:
        output: the site's folder.
    """
    for file in sorted((output / FOLDER).glob("fragment/*")):
        name = file.relative_to(output).as_posix()
        try:
            data: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()).removeprefix(_MAGIC))
            page = output / data["url"].strip("/")
            page = page / "index.html" if page.is_dir() else page
            text = _text_of(page.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError):
            yield Fault(name, "", "", wrong="is of no page that can be read")
            continue
        missing = _missing(data, text)
        if missing:
            yield Fault(name, data["url"], missing[0], wrong="is in the index and not on the page")


def _missing(data: dict[str, Any], text: str) -> list[str]:
    """Return the words that the index has of a page and the page has not, or not in that order."""
    # Pagefind reads a page's content once more when it has read it: a text's own "&lt;" becomes "<" in the index.
    readings = [_WORD.findall(text), _WORD.findall(html.unescape(text))]
    missing = min((_out_of_order(data["content"], shown) for shown in readings), key=len)
    told = [*data["meta"].values(), *data["filters"].values(), *(anchor["text"] for anchor in data["anchors"])]
    return missing + sorted(set(_WORD.findall(json.dumps(told, ensure_ascii=False))).difference(*readings))


def _out_of_order(content: str, shown: list[str]) -> list[str]:
    """Return the words that do not come among those that are shown, in their order."""
    rest = iter(shown)
    return [word for word in _WORD.findall(content) if word not in rest]


class _Text(HTMLParser):
    """Takes the words out of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Go into an element."""
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        """Come out of one."""
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        """Take what can be read."""
        if not self._silent:
            self.text.append(data)


def _text_of(page: str) -> str:
    """Return what can be read of a page."""
    reader = _Text()
    reader.feed(page)
    reader.close()
    return " ".join(reader.text)
