"""The gallery: every component by itself and every kind of page, laid out so that all of it can be read.

What is looked at are facts of the layout, measured in the browser, not pictures: a font's hinting changes none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery.gallery import ELSEWHERE, examples
from test_theme_browser import PAGES, SAMPLES
from theme_site import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LAYOUT = (Path(__file__).parent / "gallery" / "layout.js").read_text(encoding="utf-8")
WIDTHS = (320, 768, 1280)
COMPONENTS = sorted(examples().keys() - {ELSEWHERE})


def faults(page: Page) -> dict[int, list[str]]:
    """Return what is wrong with a page's layout at each width where something is."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(LAYOUT)
    return {width: told for width, told in found.items() if told}


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A window that all pages are looked at in, one after the other."""
    with browser.new_context(bypass_csp=True) as context:
        yield context.new_page()


def test_every_component_has_examples() -> None:
    there = {file.stem for file in (THEME / "templates" / "components").glob("*.html")}
    assert there == {*COMPONENTS, *examples()[ELSEWHERE]}


def test_every_kind_of_page_is_looked_at(samples_folder: Path) -> None:
    """A kind is a list such as `people/`, or a page under one; hand-written pages and years are of one kind each."""
    pages = [file.parent.relative_to(samples_folder).parts for file in samples_folder.rglob("index.html")]
    kinds = {(parts[0], len(parts) > 1) for parts in pages if parts}
    looked_at = {(path.split("/")[0], path.strip("/").count("/") > 0) for path in [*SAMPLES, *PAGES]}
    assert kinds - looked_at == set()


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_can_be_read(site: str, window: Page, name: str) -> None:
    window.goto(f"{site}gallery/{name}/")
    assert window.locator("main section").count() >= len(examples()[name])
    assert faults(window) == {}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_in_every_state(site: str, window: Page, path: str) -> None:
    window.goto(site + path)
    assert faults(window) == {}


@pytest.mark.parametrize("path", SAMPLES)
def test_a_page_of_the_samples_can_be_read(samples: str, window: Page, path: str) -> None:
    window.goto(samples + path)
    assert faults(window) == {}


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        (".brief-fact { margin-block-end: -2em }", "lies on other words"),
        (".brief-fact { white-space: nowrap }", "leaves the window"),
        (".brief-fact { max-block-size: 1em; overflow: hidden }", "is cut off"),
        (".brief-fact { font-size: 9px }", "too small"),
        (".brief-slot { inline-size: 200vw }", "wider than the window"),
    ],
)
def test_a_fault_is_found(site: str, window: Page, style: str, fault: str) -> None:
    window.set_viewport_size({"width": 320, "height": 900})
    window.goto(f"{site}gallery/facts/")
    window.add_style_tag(content=style)
    assert any(told.startswith(fault) for told in window.evaluate(LAYOUT))
