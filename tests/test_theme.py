"""The theme's pages as files: valid, linked, described, escaped and small, for every state a briefing can be in."""

from __future__ import annotations

import gzip
import itertools
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from site_links import addresses, broken_links, ids, read_pages
from theme_site import MORE, THEME
from theme_states import STATES

if TYPE_CHECKING:
    from justhtml import Element

ROOT = "https://briefings.example/repo"
# Bytes on the wire of a page with eighty quotations, forty events and sixty paragraphs, with style sheet and script.
PAGE_BYTES, STYLE_BYTES, SCRIPT_BYTES, REQUESTS = 30_000, 8_000, 5_000, 6
# Addresses that only the plugin makes.
NOT_BUILT_HERE = r"/(people|places)/|briefing\.json$|citation\.bib$"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def build_states(*arguments: object) -> None:
    """Build the states in a process of their own: Pelican keeps what is connected to its signals."""
    script = Path(__file__).with_name("theme_site.py")
    done = subprocess.run([sys.executable, script, *arguments], check=False, capture_output=True, text=True)
    assert not done.returncode, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The states as a site for a folder of a host."""
    folder = tmp_path_factory.mktemp("theme")
    build_states(folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    """Each page's tree by its address under the root."""
    return read_pages(site)


def meta(page: Element, name: str) -> str:
    """Return what a page says of itself under a name, or nothing."""
    found = page.query(f'meta[name="{name}"]') + page.query(f'meta[property="{name}"]')
    return found[0].attrs["content"] if found else ""


def test_every_state_is_built(pages: dict[str, Element]) -> None:
    assert {f"briefings/{name}/" for name in STATES} <= set(pages)
    assert {"", "page/2/", "topics/", "topics/harbours/", "sections/", "sections/news/", "archive/", "archive/2024/",
            "archive/2024/03/", "method/", "about/", "404.html"} <= set(pages)  # fmt: skip


def test_ids_are_given_once(pages: dict[str, Element]) -> None:
    twice = {name: [i for i, n in Counter(ids(page)).items() if n > 1] for name, page in pages.items()}
    assert not {name: found for name, found in twice.items() if found}


def test_headings_leave_no_level_out(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        levels = [int(heading.name[1]) for heading in page.query("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), name


def test_every_link_leads_somewhere(pages: dict[str, Element], site: Path) -> None:
    assert broken_links(site, pages, ROOT, leave=NOT_BUILT_HERE) == []


def test_relative_addresses_are_used_within_a_page_alone(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        assert all(address.startswith(("#", "https://")) for address in addresses(page)), name


def test_every_page_says_what_it_is(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        for key in ("description", "viewport", "color-scheme", "theme-color", "twitter:card",
                    "og:title", "og:type", "og:image", "og:description", "og:site_name"):  # fmt: skip
            assert meta(page, key), (name, key)
        canonical = [link.attrs["href"] for link in page.query('link[rel="canonical"]')]
        assert canonical == ([] if name == "404.html" else [f"{ROOT}/{name}"])
        assert page.query("html")[0].attrs["lang"] == "en"
        assert page.query('link[rel="alternate"]')


def test_titles_differ(pages: dict[str, Element]) -> None:
    titles = Counter(page.query("title")[0].to_text() for name, page in pages.items() if "/plain-" not in name)
    assert not [title for title, count in titles.items() if count > 1]


def test_what_is_no_final_page_is_left_out_by_search_engines(pages: dict[str, Element]) -> None:
    left_out = {name for name, page in pages.items() if meta(page, "robots") == "noindex"}
    samples = {f"briefings/{name}/" for name, view in STATES.items() if view.sample}
    assert left_out == {"404.html", *samples}


def test_text_is_no_markup(site: Path, pages: dict[str, Element]) -> None:
    page = next(site.glob("briefings/an-ordinary-article*/index.html")).read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert "<em>emphasis</em>" in page
    hostile = (site / "briefings/hostile/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in hostile
    assert "&lt;script&gt;alert" in hostile
    assert not pages["briefings/hostile/"].query("[onclick]")


def test_a_date_that_is_not_known_is_not_printed(site: Path, pages: dict[str, Element]) -> None:
    for name, view in STATES.items():
        text = (site / f"briefings/{name}/index.html").read_text(encoding="utf-8")
        assert ("Publication date not known" in text) == (view.published is None)
        assert "1900" not in text
    assert "1900" not in pages[""].to_text()


def test_a_site_may_have_a_component_and_a_frame_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "components").mkdir(parents=True)
    macro = "{% macro state(state) %}<i>own {{ state.label }}</i>{% endmacro %}"
    (own / "components" / "state.html").write_text(macro, encoding="utf-8")
    frame = '{% extends "!theme/base.html" %}{% block head %}{{ super() }}<meta name="own">{% endblock %}'
    (own / "base.html").write_text(frame, encoding="utf-8")
    build_states(tmp_path / "out", ROOT, own)
    assert "<i>own Corrected</i>" in (tmp_path / "out/briefings/full/index.html").read_text(encoding="utf-8")
    for file in (tmp_path / "out").rglob("*.html"):
        assert '<meta name="own">' in file.read_text(encoding="utf-8"), file


def test_what_changed_stands_at_the_head_and_other_notes_below(pages: dict[str, Element]) -> None:
    page = pages["briefings/full/"]
    head, below = page.query("header.brief-head")[0].to_text(), page.query("#provenance")[0].to_text()
    assert "it is 300." in head
    assert "belongs to the ferry company" not in head
    assert "belongs to the ferry company" in below


def test_what_the_bottom_line_says_is_not_said_again_in_the_box(pages: dict[str, Element]) -> None:
    page = pages["briefings/full/"]
    assert page.query("header.brief-head #f-lead .brief-permalink")
    box = page.query(".brief-facts .brief-fact")
    assert len(box) == len(STATES["full"].facts) - 1
    assert STATES["full"].bottom_line not in page.query(".brief-facts")[0].to_text()


def test_lists_have_a_second_page(pages: dict[str, Element]) -> None:
    assert len(pages[""].query(".entry")) == 10
    assert len(pages["page/2/"].query(".entry")) == MORE + len(STATES) + 1 - 10
    assert [a.attrs["href"] for a in pages["page/2/"].query('a[rel="prev"]')] == [f"{ROOT}/"]
    assert [a.attrs["href"] for a in pages[""].query('a[rel="next"]')] == [f"{ROOT}/page/2/"]


def test_the_sitemap_lists_what_may_be_found(site: Path) -> None:
    tree = ET.fromstring((site / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    listed = {element.text for element in tree.iter(f"{SITEMAP}loc")}
    assert {f"{ROOT}/", f"{ROOT}/briefings/full/", f"{ROOT}/topics/harbours/", f"{ROOT}/archive/2024/03/"} <= listed
    assert f"{ROOT}/briefings/foreign/" not in listed
    assert (site / "robots.txt").read_text(encoding="utf-8").endswith(f"Sitemap: {ROOT}/sitemap.xml\n")


def test_every_style_sheet_has_a_component() -> None:
    components = {path.stem for path in (THEME / "templates/components").iterdir()}
    assert {path.stem for path in (THEME / "static/css/components").iterdir()} <= components


@pytest.mark.parametrize("path", sorted((THEME / "templates/components").iterdir()), ids=lambda path: path.stem)
def test_a_component_is_one_macro_of_its_file_s_name(path: Path) -> None:
    assert re.findall(r"{% macro (\w+)", path.read_text(encoding="utf-8")) == [path.stem]


def test_colours_stand_in_the_tokens_alone() -> None:
    for path in (THEME / "static/css").rglob("*.css"):
        if path.stem != "tokens":
            assert not re.search(r"#[0-9a-f]{3,8}\b(?=\s*[;,)])|\brgb|\bhsl", path.read_text(encoding="utf-8")), path


def test_the_style_sheets_use_what_the_nu_checker_knows() -> None:
    unknown = r"@container|@property|@view-transition|text-box|animation-timeline|vector-effect|paint-order"
    for path in (THEME / "static/css").rglob("*.css"):
        assert not re.search(unknown, path.read_text(encoding="utf-8")), path


def test_a_long_briefing_is_light(site: Path, pages: dict[str, Element]) -> None:
    page = pages["briefings/many/"]
    assets = [e.attrs.get("src") or e.attrs["href"] for e in page.query('script[src], link[rel="stylesheet"]')]
    files = [site / "briefings/many/index.html", *(site / address.removeprefix(f"{ROOT}/") for address in assets)]
    sizes = {file.suffix: len(gzip.compress(file.read_bytes())) for file in files}
    assert sizes[".css"] <= STYLE_BYTES
    assert sizes[".js"] <= SCRIPT_BYTES
    assert sum(sizes.values()) <= PAGE_BYTES
    # The icon is asked for too.
    assert len(files) + 1 <= REQUESTS
