"""Pages on paper: what is printed of each, and no item of a page cut in two by the edge of a sheet."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads a PDF with pdftotext, of poppler"),
]
# What stays in one piece, wherever a sheet ends.
ITEMS = ".brief-fact, .brief-event, .brief-quote, .brief-unknown, .brief-notice, .brief-sums, .entry"
# Items in the order that they stand in; a part that paper does not have is in none.
WORDS = (
    "items => items.map(item => [...item.querySelectorAll('[data-verbatim]')].map(part => part.innerText).join(' '))"
)
FEWEST = 20


def letters(text: str) -> str:
    """Return the letters and digits of a text: a PDF has its own spaces, hyphens and ligatures."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def sheets(page: Page, file: Path) -> list[str]:
    """Return the letters of each sheet that a page is printed on."""
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True)
    return [letters(sheet) for sheet in read.stdout.split("\f")]


def cut(page: Page, file: Path) -> list[str]:
    """Return what begins on one sheet and ends on the next."""
    printed = sheets(page, file)
    assert len(printed) > 1
    items = [letters(words) for words in page.locator(ITEMS).evaluate_all(WORDS)]
    assert len(items) > FEWEST
    return [words for words in items if not any(words in sheet for sheet in printed) and words in "".join(printed)]


@pytest.mark.parametrize(
    "path",
    ["briefings/callow-dam/", "briefings/callow-dam-evacuation/", "stories/callow-dam/", "stories/pilots-strike/"],
)
def test_no_item_is_cut_in_two(samples: str, browser: Browser, tmp_path: Path, path: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(samples + path)
        page.emulate_media(media="print")
        assert cut(page, tmp_path / "page.pdf") == []


def test_no_paragraph_s_number_is_higher_than_its_first_line(samples: str, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(samples + "briefings/callow-dam/")
        page.emulate_media(media="print")
        ends = page.locator(".brief-source__number").evaluate_all(
            "all => { const line = around => parseFloat(getComputedStyle(around).lineHeight);"
            " return all.map(one => [one.offsetTop + one.offsetHeight, line(one.closest('p'))]); }"
        )
        assert len(ends) > 1
        assert all(end <= line for end, line in ends)


def test_an_item_that_is_cut_in_two_is_found(samples: str, browser: Browser, tmp_path: Path) -> None:
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(samples + "stories/callow-dam/")
        page.emulate_media(media="print")
        page.add_style_tag(content="* { break-inside: auto !important; orphans: 1 !important; widows: 1 !important }")
        for space in range(0, 600, 6):
            page.add_style_tag(content=f"main {{ padding-block-start: {space}px !important }}")
            if cut(page, tmp_path / "page.pdf"):
                return
        pytest.fail("no item is cut, wherever the page begins")
