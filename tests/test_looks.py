"""A site's own look: sections, colours, faces, logo and links, as settings and in a built site."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.errors import SettingsError
from pelican.plugins.briefing.looks import SECTIONS, colours_of
from pelican.plugins.briefing.settings import read_settings
from plugin_site import ARTICLE, ROOT, make_site
from site_links import broken_links, read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from pelican.plugins.briefing.building import Outcome

TOKENS = (ROOT / "theme/static/css/tokens.css").read_text(encoding="utf-8")
URL = "https://site.example.org/news"
SEED = {"wall.txt": ARTICLE, "wall.toml": 'published = 2026-03-04\nlicence = "own"\n'}


def site(folder: Path, **settings: object) -> Outcome:
    """Build a site of one seed."""
    return build(Request(make_site(folder, dict(SEED), SITEURL=URL, RELATIVE_URLS=False, **settings)))


def headings(page: str) -> list[str]:
    """Return the names of a page's sections, in order."""
    return re.findall(r'<section class="[^"]*" id="([a-z-]+)"', page)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BRIEFING_SECTIONS", ["timeline", "comments"]),
        ("BRIEFING_SECTIONS", ["timeline", "timeline"]),
        ("BRIEFING_COLOURS", {"accent": "red"}),
        ("BRIEFING_COLOURS", {"accent": ["#064", "#8fc", "#fff"]}),
        ("BRIEFING_FACES", {"serif": "Georgia; } body { display: none"}),
        ("BRIEFING_FACES", {"display": "Georgia"}),
        ("BRIEFING_LOGO", ["images/logo.svg"]),
        ("BRIEFING_LOGO", ["images/logo.svg", 0, 32]),
        ("BRIEFING_FOOT", [("Contact",)]),
    ],
)
def test_what_is_wrong_is_named(name: str, value: object) -> None:
    with pytest.raises(SettingsError, match=f"^{name}: is "):
        read_settings({"PATH": "/site/content", name: value})


def test_colours_that_cannot_be_read_are_an_error() -> None:
    wrong = r"BRIEFING_COLOURS: light colours: link on bg has a contrast of 1\.3; expected 4\.5 or more"
    with pytest.raises(SettingsError, match=wrong):
        colours_of(TOKENS, {"BRIEFING_COLOURS": {"link": ("#eda", "#8ab8f0")}})
    with pytest.raises(SettingsError, match="dark colours: text on bg"):
        colours_of(TOKENS, {"BRIEFING_COLOURS": {"bg": "#fff"}})
    with pytest.raises(SettingsError, match="has 'ink'; expected some of accent, bg, "):
        colours_of(TOKENS, {"BRIEFING_COLOURS": {"ink": "#000"}})


def test_the_theme_s_own_colours_can_be_read() -> None:
    """The site's check holds for the theme as it is."""
    assert colours_of(TOKENS, {"BRIEFING_COLOURS": {"bg": ("#fff", "#15171a")}})["accent"] == ("#8a1f2b", "#f0909a")


def test_a_site_has_its_own_look(tmp_path: Path) -> None:
    outcome = site(
        tmp_path,
        BRIEFING_COLOURS={"accent": ("#006644", "#88ffcc"), "bg": ("#fefefe", "#000")},
        BRIEFING_FACES={"serif": "Georgia, serif"},
        BRIEFING_LOGO=("images/logo.svg", 40, 20),
        BRIEFING_FOOT=[("Contact", "about/"), ("Code", "https://code.example.org/")],
    )
    assert not outcome.failures
    page = (outcome.output / "briefings/wall/index.html").read_text(encoding="utf-8")
    assert f'<img src="{URL}/images/logo.svg" width="40" height="20" alt="">' in page
    assert f'<li><a href="{URL}/about/">Contact</a></li>' in page
    assert '<li><a href="https://code.example.org/">Code</a></li>' in page
    assert '<meta name="theme-color" content="#fefefe" media="(prefers-color-scheme: light)">' in page
    sheet = re.search(r'href="([^"]+\.css)"', page)[1]
    css = (outcome.output / sheet.removeprefix(f"{URL}/")).read_text(encoding="utf-8")
    assert "--accent: light-dark(#006644, #88ffcc);" in css
    assert css.endswith("--serif: Georgia, serif; } }\n")
    assert headings(page) == [name for name in SECTIONS if name in headings(page)]


def test_unreadable_colours_stop_the_build(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="briefing: BRIEFING_COLOURS: light colours: accent on bg"):
        site(tmp_path, BRIEFING_COLOURS={"accent": "#ff0"})


def test_sections_stand_in_the_site_s_order(tmp_path: Path) -> None:
    output = site(tmp_path, BRIEFING_SECTIONS=["cite", "who-said-what", "key-facts", "source"]).output
    page = (output / "briefings/wall/index.html").read_text(encoding="utf-8")
    assert headings(page) == ["cite", "who-said-what", "key-facts", "source"]
    assert re.findall(r'<li><a href="#([a-z-]+)">', page) == headings(page)


@pytest.mark.parametrize("left_out", [name for name in SECTIONS if name not in ("history", "story", "related")])
def test_nothing_leads_to_a_section_that_is_left_out(tmp_path: Path, left_out: str) -> None:
    output = site(tmp_path, BRIEFING_SECTIONS=[name for name in SECTIONS if name != left_out]).output
    pages = read_pages(output)
    assert left_out not in headings((output / "briefings/wall/index.html").read_text(encoding="utf-8"))
    assert broken_links(output, pages, URL, leave="about/$") == []


def test_what_is_left_out_is_published_nowhere(tmp_path: Path) -> None:
    output = site(tmp_path, BRIEFING_SECTIONS=["key-facts", "timeline"], BRIEFING_SOURCE_TEXT="excerpts").output
    data = json.loads((output / "briefings/wall/briefing.json").read_bytes())
    assert data["key_facts"]
    assert not data["quotations"]
    assert not data["quantities"]
    # A claim whose maker is not named would read as a fact.
    assert not [fact for fact in data["key_facts"] if fact["by"] and fact["by"].startswith("q-")]
    for file in output.rglob("*.html"):
        assert "ninety years" not in file.read_text(encoding="utf-8")
