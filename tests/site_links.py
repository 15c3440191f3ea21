"""Reads the pages of a built site, and finds links that lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from justhtml import JustHTML

if TYPE_CHECKING:
    from pathlib import Path

    from justhtml import Element


def read_pages(site: Path) -> dict[str, Element]:
    """Return each page's tree by its address under the root; a fault in the HTML fails."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        tree = JustHTML(file.read_text(encoding="utf-8"), sanitize=False, collect_errors=True)
        assert not tree.errors, f"{file}: {tree.errors[:3]}"
        found[file.relative_to(site).as_posix().removesuffix("index.html")] = tree
    return found


def ids(page: Element) -> list[str]:
    """Return the ids of a page in order."""
    return [element.attrs["id"] for element in page.query("[id]")]


def addresses(page: Element) -> list[str]:
    """Return everything that a page links to or loads."""
    return [element.attrs.get("href") or element.attrs.get("src") or "" for element in page.query("[href], [src]")]


def broken_links(site: Path, pages: dict[str, Element], root: str, *, leave: str = "$^") -> list[tuple[str, str]]:
    """Return page and address of each link within a site whose file or fragment is not there.

    Args:
        site: its folder.
        pages: its pages, as `read_pages` gives them.
        root: its full address without a slash at its end.
        leave: a pattern of paths that are not looked at.
    """
    known = {name: set(ids(page)) for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for address in addresses(page):
            url = urlsplit(urljoin(f"{root}/{name}", address))
            if not url.geturl().startswith(f"{root}/") or re.search(leave, url.path):
                continue
            path = unquote(url.path.removeprefix(urlsplit(root).path + "/"))
            file = site / path / "index.html" if path.endswith("/") or not path else site / path
            if not file.is_file() or (url.fragment and url.fragment not in known[path]):
                broken.append((name, address))
    return broken
