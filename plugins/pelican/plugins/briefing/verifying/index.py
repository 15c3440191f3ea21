"""Holds the search's index against the pages that it was made of."""

from __future__ import annotations

import gzip
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
            html = page.read_text(encoding="utf-8")
        except (OSError, ValueError, KeyError):
            yield Fault(name, "", "", wrong="is of no page that can be read")
            continue
        missing = _missing(data, _words_of(html))
        if missing:
            yield Fault(name, data["url"], missing[0], wrong="is in the index and not on the page")


def _missing(data: dict[str, Any], shown: list[str]) -> list[str]:
    """Return the words that the index has of a page and the page has not, or not in that order."""
    rest = iter(shown)
    missing = [word for word in _WORD.findall(data["content"]) if word not in rest]
    told = [*data["meta"].values(), *data["filters"].values(), *(anchor["text"] for anchor in data["anchors"])]
    return missing + sorted(set(_WORD.findall(json.dumps(told, ensure_ascii=False))).difference(shown))


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


def _words_of(html: str) -> list[str]:
    """Return the words of a page in order."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return _WORD.findall(" ".join(reader.text))
