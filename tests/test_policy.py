"""The pages' Content-Security-Policy: stated first, met by every page, and what it keeps from running."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from pelican.plugins.briefing.errors import SettingsError
from pelican.plugins.briefing.policy import STILL, policy_of
from pelican.plugins.briefing.settings import read_settings
from plugin_site import ARTICLE, PUBLISHED, build_site
from site_links import read_pages
from theme_states import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# The hash of the sheet that keeps a page still; no other sheet has it.
HASH = "'sha256-0e6LFiwbSEZTYewsoLdKvKAUdru7g/YSTgVzULMmjd8='"
OWN = f"default-src 'none'; script-src 'self'; style-src 'self' {HASH}; img-src 'self'; connect-src 'self'"
SHUT = "base-uri 'none'; form-action 'none'"
SEARCH = "script-src 'self' 'wasm-unsafe-eval'"
# Notes what the browser refuses, before anything else of a page runs.
LISTEN = """window.refused = [];
    addEventListener("securitypolicyviolation", (told) => refused.push(`${told.effectiveDirective} ${told.blockedURI}`
))"""
# What would run if a page held it: a script, a handler, an address, a style, a frame, a form.
INJECTED = """() => { document.body.insertAdjacentHTML("beforeend",
    `<img src="data:," onerror="window.ran = 'a handler'">
    <iframe srcdoc="<script>parent.ran = 'a frame'<\\/script>"></iframe>
    <p style="color: red">red</p><a id="there" href="javascript:window.ran = 'an address'">there</a>
    <base href="https://elsewhere.example/"><style>body { display: none }</style>`);
    const script = document.createElement("script");
    script.textContent = "window.ran = 'a script'";
    document.body.append(script);
    document.getElementById("there").click(); }"""


def test_a_site_with_an_address_loads_its_files_from_there() -> None:
    assert policy_of({}) == f"{OWN}; {SHUT}"
    policy = policy_of({"SITEURL": "https://user.example.org/repo"})
    assert "script-src 'self' https://user.example.org;" in policy
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith(SHUT)


def test_only_the_search_page_may_run_webassembly() -> None:
    assert policy_of({}, searching=True) == (f"{OWN.replace(OWN.split('; ')[1], SEARCH)}; worker-src 'self'; {SHUT}")
    assert "wasm" not in policy_of({})


def test_a_site_allows_what_it_needs_besides() -> None:
    more = {
        "img-src": ["https://images.example.org/"],
        "frame-src": ["https://player.example.org"],
        "form-action": ["'self'"],
    }
    policy = policy_of({"BRIEFING_POLICY": more})
    assert "img-src 'self' https://images.example.org/;" in policy
    assert "frame-src https://player.example.org;" in policy
    assert policy.count("form-action") == 1
    assert "form-action 'self'" in policy


@pytest.mark.parametrize(
    "value",
    [
        {"script": ["'self'"]},
        {"script-src": "'self'"},
        {"img-src": ["a; script-src *"]},
        {"img-src": [""]},
        {"img-src": [3]},
    ],
)
def test_a_policy_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(SettingsError, match=r"BRIEFING_POLICY: is .*; expected sources by directive"):
        read_settings({"PATH": "/site/content", "BRIEFING_POLICY": value})


def test_every_page_states_it_first_and_has_nothing_inline(samples_folder: Path) -> None:
    pages = read_pages(samples_folder)
    assert len(pages) > 60
    for address, page in pages.items():
        head = page.query("head")[0]
        first = next(child for child in head.children if child.name == "meta")
        assert first is next(child for child in head.children if not child.name.startswith("#")), address
        assert first.attrs["http-equiv"] == "Content-Security-Policy"
        assert first.attrs["content"].startswith("default-src 'none'; ")
        assert ("wasm" in first.attrs["content"]) == (address == "search/")
        inline = [
            e for e in page.query("script") if "src" not in e.attrs and e.attrs.get("type") != "application/ld+json"
        ]
        styled = [e for e in page.query("*") if "style" in e.attrs or any(name.startswith("on") for name in e.attrs)]
        assert [*inline, *styled, *page.query("style")] == [], address


def refused(page: Page) -> list[str]:
    """Return what the browser refused on a page."""
    found: list[str] = page.evaluate("refused")
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what the browser refuses."""
    with browser.new_context() as context:
        context.add_init_script(LISTEN)
        yield context.new_page()


def addresses(folder: Path) -> list[str]:
    """Return the address of each page of a built site under its root."""
    return [path.relative_to(folder).as_posix().removesuffix("index.html") for path in sorted(folder.rglob("*.html"))]


@pytest.mark.browser
def test_no_page_is_refused_anything(samples: str, samples_folder: Path, site: str, page: Page) -> None:
    kinds: dict[Any, str] = {}
    for address in addresses(samples_folder):
        # Of each kind of page one, of briefings all: what they hold differs.
        kinds[address if address.startswith("briefings/") else address.count("/"), address.split("/")[0]] = address
    pages = [samples + address for address in kinds.values()] + [f"{site}briefings/{name}/" for name in STATES]
    for url in pages:
        page.goto(url)
        assert page.evaluate("document.styleSheets.length") == 1, url
        assert refused(page) == [], url


@pytest.mark.browser
def test_the_search_works_under_it(samples: str, page: Page) -> None:
    page.goto(samples + "search/?q=dam")
    expect(page.locator(".search__found li").first).to_be_visible()
    assert refused(page) == []


@pytest.mark.browser
def test_what_is_put_into_a_page_does_not_run(samples: str, page: Page) -> None:
    page.goto(samples)
    page.evaluate(INJECTED)
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    kinds = {told.split()[0] for told in refused(page)}
    assert kinds == {
        "script-src-attr",
        "script-src-elem",
        "style-src-attr",
        "style-src-elem",
        "img-src",
        "base-uri",
    }


@pytest.mark.browser
def test_a_page_in_a_folder_has_its_looks(samples_folder: Path, page: Page) -> None:
    page.goto((samples_folder / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert refused(page) == []


@pytest.mark.browser
def test_a_site_seen_from_elsewhere_loads_its_files_from_its_address(
    tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    there = serve(tmp_path / "output").rstrip("/").replace("127.0.0.1", "localhost")
    build_site(tmp_path, {"a.txt": ARTICLE}, **PUBLISHED | {"SITEURL": there, "FEED_DOMAIN": there})
    page.goto(serve(tmp_path / "output") + "briefings/a/")
    assert page.evaluate("document.styleSheets.length") == 1
    assert refused(page) == []


@pytest.mark.browser
def test_of_style_sheets_in_the_markup_only_the_still_one_holds(samples: str, page: Page) -> None:
    page.goto(samples)
    page.add_style_tag(content=STILL)
    assert refused(page) == []
    page.evaluate("sheet => document.head.insertAdjacentHTML('beforeend', `<style>${sheet}</style>`)", STILL + " ")
    assert len(refused(page)) == 1
