"""Pictures of the gallery against kept ones: what nobody meant to change in a component's looks.

All is set in Source Sans, which the cards are set in too, so that a picture is the same on any computer. It is kept in
grey and in a quarter of its size, where a font's hinting and a browser's smoothing leave next to nothing.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING

import font_source_sans_pro
import pytest
from PIL import Image, ImageChops

from gallery.gallery import ELSEWHERE, examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

KEPT = Path(__file__).parent / "gallery" / "kept"
FONT = Path(font_source_sans_pro.__file__).with_name("files") / "SourceSansPro-Regular.ttf"
COMPONENTS = sorted(examples().keys() - {ELSEWHERE})
WIDTH, SCALE = 640, 4
# In letters that the typeface does not have, each computer shows another one.
OTHERS = ":lang(ar), :lang(he), :lang(fa) { visibility: hidden }"
# A point of a small picture is another one from so much of 255 on, and a picture from so many points in a thousand on.
POINT, POINTS = 48, 3
# How much higher or lower a picture may be, in points of the small one.
HEIGHT = 2


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A window that all are looked at in."""
    with browser.new_context(bypass_csp=True, viewport={"width": WIDTH, "height": 900}) as context:
        yield context.new_page()


def picture(page: Page, style: str = "") -> Image.Image:
    """Return what a page shows, small and grey, with a style sheet besides."""
    font = base64.b64encode(FONT.read_bytes()).decode()
    face = f"@font-face {{ font-family: Kept; src: url(data:font/ttf;base64,{font}) }}"
    page.add_style_tag(content=f"{face} :root {{ --serif: Kept; --sans: Kept; --mono: Kept }} {OTHERS} {style}")
    page.evaluate("document.fonts.load('16px Kept')")
    shown = Image.open(io.BytesIO(page.locator("main").screenshot(animations="disabled"))).convert("L")
    return shown.resize((shown.width // SCALE, shown.height // SCALE), Image.Resampling.BOX)


def differs(one: Image.Image, other: Image.Image) -> bool:
    """Return whether two pictures show something else."""
    if one.width != other.width or abs(one.height - other.height) > HEIGHT:
        return True
    size = one.width, min(one.height, other.height)
    apart = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size))).histogram()
    return sum(apart[POINT:]) * 1000 > POINTS * size[0] * size[1]


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_looks_as_it_did(site: str, window: Page, name: str, *, update_golden: bool) -> None:
    window.goto(f"{site}gallery/{name}/")
    shown, kept = picture(window), KEPT / f"{name}.png"
    if update_golden:
        kept.parent.mkdir(exist_ok=True)
        if not kept.is_file() or differs(shown, Image.open(kept).convert("L")):
            shown.quantize(16).save(kept, optimize=True)
        return
    assert not differs(shown, Image.open(kept).convert("L")), f"look at {name}, then `make golden`"


def test_there_is_no_picture_of_what_is_gone() -> None:
    assert {file.stem for file in KEPT.glob("*.png")} == set(COMPONENTS)


@pytest.mark.parametrize(
    ("style", "changed"),
    [
        ("main { -webkit-text-stroke: 0.2px }", False),
        (".brief-quote { border: 0 !important }", True),
        (".brief-quote blockquote { font-size: 1rem !important }", True),
        ("main { color: #bbb !important }", True),
    ],
    ids=["hinting", "a border", "a size", "a colour"],
)
def test_a_change_is_seen_and_hinting_is_not(site: str, window: Page, style: str, changed: bool) -> None:  # noqa: FBT001
    window.goto(f"{site}gallery/quotation/")
    before = picture(window)
    window.goto(f"{site}gallery/quotation/")
    assert differs(picture(window, style), before) is changed
