"""The theme's pages in a browser: readable at every width, in light and dark, with script and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from theme_states import STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
BRIEFINGS = [f"briefings/{name}/" for name in STATES]
OTHERS = ["", "topics/", "topics/harbours/", "archive/", "archive/2024/03/", "sections/", "sections/news/", "method/"]
OTHERS += ["404.html"]
PAGES = [*BRIEFINGS, *OTHERS]
# Of the project's own site: what the states have none of.
SAMPLES = ["briefings/callow-dam/", "people/", "organisations/isk-water-board/", "corrections/", "about/"]
SAMPLES += ["people/ilse-marwick/", "places/", "places/isk/", "organisations/", "topics/callow-dam/", "archive/2025/"]
SAMPLES += ["stories/", "stories/callow-dam/", "sources/", "method/", "search/", "search/?q=dam"]
# How many columns of figures have to be scrolled to.
HIDDEN_COLUMNS = """() => [...document.querySelectorAll(".brief-table--counts")]
    .filter((table) => table.parentElement.scrollWidth > table.parentElement.clientWidth).length"""
# An event that one briefing of a story tells.
EVENT = "She left on March 4 with a cat"
NARROW, WIDE = 320, 1280
# WCAG 1.4.12: a reader's own spacing of lines, letters, words and paragraphs.
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
# Names of what is wider than the window, where the page can be scrolled sideways.
OVERFLOWING = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => `${element.tagName}.${element.className}`)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(site: str, open_page: Callable[..., Page], path: str, width: int, scheme: str) -> None:
    page = open_page(site + path, width, color_scheme=scheme)
    found = Axe().run(page, options=RULES)
    assert not found.violations_count, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", SAMPLES)
def test_the_samples_are_as_good(samples: str, open_page: Callable[..., Page], path: str, scheme: str) -> None:
    page = open_page(samples + path, NARROW, color_scheme=scheme)
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(HIDDEN_COLUMNS) == 0
    found = Axe().run(page, options=RULES)
    assert not found.violations_count, found.generate_report()


def test_colours_forced_by_the_reader_are_kept(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + "briefings/full/", forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    found = Axe().run(page, options=RULES)
    assert not found.violations_count, found.generate_report()


def test_a_reader_who_wants_no_motion_gets_none(site: str, open_page: Callable[..., Page]) -> None:
    scrolling = "getComputedStyle(document.documentElement).scrollBehavior"
    assert open_page(site, reduced_motion="reduce").evaluate(scrolling) == "auto"
    assert open_page(site, reduced_motion="no-preference").evaluate(scrolling) == "smooth"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_narrow_window(site: str, open_page: Callable[..., Page], path: str) -> None:
    page = open_page(site + path, NARROW, bypass_csp=True)
    assert page.evaluate(OVERFLOWING) == []
    page.add_style_tag(content=SPACING)
    assert page.evaluate(OVERFLOWING) == []


@pytest.mark.parametrize("path", ["", "briefings/full/"])
def test_the_first_stop_skips_to_the_content(site: str, open_page: Callable[..., Page], path: str) -> None:
    page = open_page(site + path)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_stop_shows_that_it_has_the_focus(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + "briefings/full/")
    order = []
    for _ in range(40):
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) == "solid", page.evaluate("document.activeElement.outerHTML")
        order.append(page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
    # The rail of contents stands beside the text; everything else comes from top to bottom.
    assert order[0] <= order[-1]


def test_dark_is_dark_and_light_is_light(site: str, open_page: Callable[..., Page]) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert open_page(site, color_scheme="light").evaluate(ground) == "rgb(255, 255, 255)"
    assert open_page(site, color_scheme="dark").evaluate(ground) == "rgb(21, 23, 26)"


def test_nothing_is_asked_of_another_site(site: str, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site + "briefings/full/", wait_until="networkidle")
        assert asked
        assert [url for url in asked if not url.startswith(site)] == []


def test_without_script_the_page_is_whole(site: str, open_page: Callable[..., Page]) -> None:
    with_script = open_page(site + "briefings/many/")
    without = open_page(site + "briefings/many/", java_script_enabled=False)
    expect(with_script.locator("[data-switch-theme]")).to_be_visible()
    for part in ("[data-switch-theme]", "[data-copy] >> nth=0", "[data-filter]"):
        expect(without.locator(part)).to_be_hidden()
    words = with_script.locator("main").inner_text().replace("Filter by name or words", "").split()
    assert [word for word in words if word != "Copy"] == without.locator("main").inner_text().split()


def test_the_colours_that_were_chosen_are_remembered(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site, color_scheme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(ground) == "rgb(21, 23, 26)"
    page.goto(site + "briefings/full/")
    assert page.evaluate(ground) == "rgb(21, 23, 26)"
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_links_and_citations_are_copied(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + "briefings/full/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#q-1 .brief-permalink").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == site + "briefings/full/#q-1"
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    assert page.evaluate("navigator.clipboard.readText()") == STATES["full"].citations[1].text


def test_quotations_are_filtered(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + "briefings/many/")
    quotes = page.locator(".brief-quote:visible")
    assert quotes.count() == 80
    page.get_by_label("Filter").fill("RUNA year 1991")
    expect(page.get_by_role("status")).to_have_text("Shown: 1")
    expect(quotes).to_have_count(1)
    page.get_by_label("Filter").fill("")
    expect(quotes).to_have_count(80)


def test_print_keeps_what_paper_can_use(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + "briefings/full/", color_scheme="dark")
    page.emulate_media(media="print")
    for part in (
        ".masthead nav",
        "[data-switch-theme]",
        ".brief-contents",
        ".brief-permalink >> nth=0",
        "[data-copy] >> nth=0",
    ):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".brief-pointer >> nth=0")).to_be_visible()
    after = "getComputedStyle(document.querySelector('.brief-meta .prints-address'), '::after').content"
    assert STATES["full"].url in page.evaluate(f"{after}") or "attr(href)" in page.evaluate(after)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate("getComputedStyle(document.querySelector('.brief-event')).breakInside") == "avoid"


def test_a_target_names_its_speaker(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + "briefings/full/#q-2")
    expect(page.locator("#q-2")).to_be_in_viewport()
    assert page.locator("#q-2 .brief-quote__name").bounding_box()["width"] > 20
    assert page.locator("#q-1 .brief-quote__name").bounding_box()["width"] <= 1


def test_the_search_points_at_the_items_and_keeps_its_question_in_the_address(
    samples: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(samples + "search/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(300)
    assert not [url for url in asked if "/pagefind/" in url]
    page.get_by_label("Words").press_sequentially("fish market")
    expect(page.get_by_role("status").first).to_have_text("Pages found: 1")
    assert any("/pagefind/" in url for url in asked)
    assert [url for url in asked if not url.startswith(samples)] == []
    assert page.url == samples + "search/?q=fish+market"
    item = page.locator(".search__found li li a").first
    assert item.locator("mark").first.inner_text() == "fish"
    page.keyboard.press("Tab")
    expect(page.get_by_label("Person")).to_be_focused()
    item.click()
    assert page.url.startswith(samples + "briefings/harrow-bay-market/#")
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_search_is_narrowed_down_by_what_is_found(samples: str, open_page: Callable[..., Page]) -> None:
    page = open_page(samples + "search/?q=dam")
    status = page.get_by_role("status").first
    expect(status).to_have_text("Pages found: 6")
    page.get_by_label("Year").select_option("2025")
    expect(page.locator(".search__found > li")).not_to_have_count(0)
    assert page.url.endswith("?q=dam&year=2025")
    page.get_by_label("Words").fill("zyzzyva")
    expect(status).to_have_text("Nothing found.")


def test_a_result_marks_what_was_typed_and_says_nothing_twice(samples: str, open_page: Callable[..., Page]) -> None:
    page = open_page(samples + "search/?q=evacuat")
    expect(page.get_by_role("status").first).to_have_text("Pages found: 3")
    marks = page.locator(".search__found mark").all_inner_texts()
    assert len(marks) > 1
    assert {mark.lower() for mark in marks} == {"evacuat"}
    for entry in page.locator(".search__found > li").all():
        words = [text.strip(" …") for text in entry.locator("li a").all_inner_texts()]
        assert [one for one in words for other in words if one is not other and one in other] == []


def test_without_script_the_search_lists_people_places_and_topics(samples: str, open_page: Callable[..., Page]) -> None:
    page = open_page(samples + "search/", java_script_enabled=False)
    expect(page.get_by_label("Words")).to_be_hidden()
    for name in ("People", "Places", "Topics"):
        expect(page.locator("main").get_by_role("link", name=name, exact=True)).to_be_visible()


def test_what_is_new_since_the_last_visit_is_marked_for_who_asks_for_it(
    samples: str, open_page: Callable[..., Page]
) -> None:
    """The first visit is to the page without one of its events."""
    page = open_page(samples + "about/")
    page.clock.set_fixed_time("2026-03-02T12:00:00Z")
    story = samples + "stories/callow-dam/"
    page.route(story, lambda route: route.fulfill(body=without_an_event(route.fetch().text())), times=2)
    remembered = "Object.keys(localStorage).length"
    page.goto(story)
    assert page.evaluate(remembered) == 0
    page.get_by_role("button", name="Mark what is new when I come back").click()
    assert page.evaluate(remembered) == 1
    page.goto(story)
    expect(page.locator(".brief-new")).to_have_count(0)
    page.clock.set_fixed_time("2026-03-05T12:00:00Z")
    for _ in "of one visit":
        page.goto(story)
        expect(page.locator(".brief-new")).to_have_count(2)
        expect(page.locator(".brief-event:has(.brief-new)")).to_contain_text(EVENT)
        told = "New since your visit on 2 March 2026: What changed (1) Timeline (1)"
        expect(page.locator(".brief-visits")).to_contain_text(told)
    page.clock.set_fixed_time("2026-03-09T12:00:00Z")
    page.goto(story)
    expect(page.locator(".brief-visits")).to_contain_text("Nothing new since your visit on 5 March 2026.")
    page.get_by_role("button", name="Forget my visits").click()
    assert page.evaluate(remembered) == 0


def test_a_storys_events_are_those_of_one_publisher_without_script(
    samples: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(samples + "stories/callow-dam/", NARROW, java_script_enabled=False)
    links = page.get_by_role("navigation", name="Events told by")
    events = page.locator(".brief-event:visible")
    every = events.count()
    links.get_by_role("link", name="Kestria Press Agency").click()
    told = page.locator(".brief-event", has=page.locator("a", has_text="Kestria Press Agency")).count()
    expect(events).to_have_count(told)
    expect(links).to_contain_text(f"Kestria Press Agency {told}")
    assert 0 < told < every
    links.get_by_role("link", name="All", exact=True).click()
    expect(events).to_have_count(every)


def without_an_event(html: str) -> str:
    """Return a story's page without one event, which stands under what changed and in the timeline."""
    return re.sub(rf"<li(?:(?!<li).)*{EVENT}.*?</li>", "", html, flags=re.DOTALL)
