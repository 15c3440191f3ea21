"""Reads the pages of a built site, and finds links that lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
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


class Links(NamedTuple):
    """What a page can be linked at, and what it links to."""

    ids: list[str]
    """In the page's order."""
    addresses: list[str]
    """Of all that it links to or loads."""


def broken_links(site: Path, pages: dict[str, Element], root: str, *, leave: str = "$^") -> list[tuple[str, str]]:
    """Return page and address of each link within a site whose file or fragment is not there.

    Args:
        site: its folder.
        pages: its pages, as `read_pages` gives them.
        root: its full address without a slash at its end.
        leave: a pattern of paths that are not looked at.
    """
    return broken(site, {name: Links(ids(page), addresses(page)) for name, page in pages.items()}, root, leave)


def broken(site: Path, pages: dict[str, Links], root: str, leave: str = "$^") -> list[tuple[str, str]]:
    """Return the same of pages of which the links alone are known."""
    known = {name: set(page.ids) for name, page in pages.items()}
    there = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    wrong = []
    for name, page in pages.items():
        for address in page.addresses:
            url = urlsplit(urljoin(f"{root}/{name}", address))
            if not url.geturl().startswith(f"{root}/") or re.search(leave, url.path):
                continue
            path = unquote(url.path.removeprefix(urlsplit(root).path + "/"))
            file = f"{path}index.html" if path.endswith("/") or not path else path
            if file not in there or (url.fragment and url.fragment not in known[path]):
                wrong.append((name, address))
    return wrong
