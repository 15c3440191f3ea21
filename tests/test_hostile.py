"""A site of hostile seeds: every page is the theme's own, nothing of a seed runs, and all that machines read is whole.

CI builds one of eleven of them; `make hostile` all.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import feedparser
import jsonschema
import pytest

import factbox
from hostile import cases, names
from plugin_site import PUBLISHED, make_site, written
from site_links import addresses, broken_links, read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from justhtml import Element
    from playwright.sync_api import Browser, Route

# Which of them are built: one of so many.
EVERY = int(os.environ.get("BRIEFING_HOSTILE", "11"))
SITE = PUBLISHED["SITEURL"]
# What nothing that is built may hold: controls, halves of letters, what is no letter, marks that turn others around.
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
# A line of a calendar, or one that goes on; a line of a citation.
ICS = re.compile(
    r"(?:(?:BEGIN|END):V(?:CALENDAR|EVENT)|VERSION:2\.0|PRODID:.+|CALSCALE:GREGORIAN|NAME:.*|UID:[0-9a-f-]+|"
    r"DTSTAMP:\d{8}T\d{6}Z|DTSTART(?:;VALUE=DATE:\d{8}|:\d{8}T\d{6}Z?)|URL:https://site\.example\.org/.+|SUMMARY:.*|"
    r"DESCRIPTION:.*|CATEGORIES:.*|STATUS:(?:CONFIRMED|TENTATIVE)|TRANSP:TRANSPARENT| .*)"
)
RIS = re.compile(r"(?:TY|TI|AU|PB|PY|DA|UR|Y2|LA|T2|N1|ER|A1|JO|AB|KW|M3|ID|SN|DP|L1|LK)  - .*")
# Tells what ran, and what failed: an address that was asked, a policy that stood in the way.
LISTEN = """window.ran = [];
window.alert = window.confirm = window.prompt = (...told) => ran.push(String(told));
addEventListener("error", (told) => ran.push(`error: ${told.message || told.target?.outerHTML}`), true)"""


class Built(NamedTuple):
    """The site."""

    output: Path
    seeds: tuple[str, ...]
    """The names of the seeds' files."""
    refused: frozenset[str]
    """Those of them that the build has said are wrong."""
    said: str
    """All that it said of what is wrong."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The seeds, built to be published with feeds of all kinds."""
    chosen = dict(list(cases().items())[::EVERY])
    files = {f"{name}{suffix}": data for name, parts in chosen.items() for suffix, data in parts.items()}
    files |= {name: text.encode() for name, text in list(names().items())[::EVERY]}
    folder = tmp_path_factory.mktemp("hostile")
    make_site(folder, files, BRIEFING_FEEDS=["topics", "people", "organisations", "places"], **PUBLISHED)  # type: ignore[arg-type]
    command = [sys.executable, "-m", "pelican_briefing", "build", "--no-index", "--settings", "siteconf.py"]
    said = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True).stderr
    seeds = tuple(name for name in files if not name.endswith(".toml"))
    refused = frozenset(name for name in seeds if f"failed: seeds/{name.rpartition('.')[0]}." in said)
    return Built(folder / "output", seeds, refused, said)


@pytest.fixture(scope="module")
def pages(built: Built) -> dict[str, Element]:
    """Its pages; a fault of their HTML fails."""
    return read_pages(built.output)


def test_each_has_its_page_or_is_refused_in_words(built: Built) -> None:
    assert "Traceback" not in built.said
    lines = built.said.splitlines()
    assert [line for line in lines if not re.match("(?:failed|warning): seeds/.+: .|Writing pages: ", line)] == []
    assert [line for line in lines if line.startswith("failed") and "; expected " not in line] == []
    made = [path for path in (built.output / "briefings").iterdir() if (path / "index.html").is_file()]
    assert len(made) == len(built.seeds) - len(built.refused)
    # What is refused has no room for what it says: in a sidecar, a name, or a file that is no text.
    assert len(built.refused) * 6 < len(built.seeds)


def forms(pages: dict[str, Element]) -> set[tuple[str, str]]:
    """Return the elements that pages consist of, each with each of its attributes."""
    found = set()
    for page in pages.values():
        for element in page.query("*"):
            found |= {(element.name, name) for name in ("", *element.attrs)}
    return found


def test_pages_consist_of_what_other_pages_consist_of(pages: dict[str, Element], samples_folder: Path) -> None:
    known = forms(read_pages(samples_folder))
    more = forms(pages) - known
    # What only some articles have: a map, words in another language, the address of their source.
    assert {name for name, attribute in more if not attribute} <= {"g"}
    drawn = {"dx", "dy", "paint-order", "preserveAspectRatio", "vector-effect", "viewBox"}
    assert {attribute for _, attribute in more} <= {attribute for _, attribute in known} | drawn | {
        "lang",
        "dir",
        "cite",
        "title",
    }
    assert {attribute for _, attribute in more} & {"src", "href", "content", "type"} == set()


def test_links_lead_to_the_web_alone_and_none_is_lost(built: Built, pages: dict[str, Element]) -> None:
    schemes = {urlsplit(address).scheme for page in pages.values() for address in addresses(page)}
    assert schemes <= {"", "http", "https"}
    assert broken_links(built.output, pages, SITE) == []
    loaded = {element.attrs["src"] for page in pages.values() for element in page.query("[src]")}
    assert not [address for address in loaded if not address.startswith(f"{SITE}/")]


def test_data_for_machines_is_whole(built: Built, pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        for script in page.query('script[type="application/ld+json"]'):
            data = json.loads(script.to_text(separator="", strip=False))
            assert data["@context"] == "https://schema.org", name
    schema = jsonschema.validators.validator_for(factbox.schema())(factbox.schema())
    files = list(built.output.rglob("briefing.json"))
    assert len(files) == len(built.seeds) - len(built.refused)
    for file in files:
        data = json.loads(file.read_bytes())
        schema.validate(data)
        assert factbox.to_dict(factbox.from_dict(data)) == data


def test_feeds_and_the_map_of_the_site_are_whole(built: Built) -> None:
    feeds = list(built.output.rglob("*.atom.xml"))
    assert len(feeds) > 10
    for file in feeds:
        assert ET.fromstring(file.read_bytes()).tag == "{http://www.w3.org/2005/Atom}feed"  # noqa: S314 - our own
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, file
        assert all(entry.link.startswith(f"{SITE}/briefings/") for entry in feed.entries), file
        # Escaped markup that a reader would run were it not the theme's.
        for entry in feed.entries:
            raw = "".join(part.value for part in entry.get("content", ())) + entry.get("summary", "")
            assert not re.search(
                r"<(?!/?(?:p|ul|ol|li|h\d|blockquote|cite|a|span|b|bdi|em|strong|time|data|dl|dt|dd|br|"
                r"figure|figcaption|section|small|q|i|div)\b)[a-z!]",
                raw,
            ), file
    items = json.loads((built.output / "feeds" / "all.json").read_bytes())["items"]
    assert all(item["url"].startswith(f"{SITE}/briefings/") for item in items)
    places = ET.parse(built.output / "sitemap.xml").getroot().iter("{*}loc")  # noqa: S314 - as above
    assert all(place.text and place.text.startswith(f"{SITE}/") for place in places)
    robots = (built.output / "robots.txt").read_text("utf-8")
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}/sitemap.xml\n"


def test_calendars_and_citations_have_the_lines_of_their_kind(built: Built) -> None:
    calendars = list(built.output.rglob("*.ics"))
    assert len(calendars) > 10
    for file in calendars:
        lines = file.read_bytes().split(b"\r\n")
        assert [line for line in lines[:-1] if len(line) > 75 or not ICS.fullmatch(line.decode())] == [], file
        assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
        assert lines.count(b"BEGIN:VCALENDAR") == 1
    for file in built.output.rglob("*.ris"):
        lines = file.read_bytes().split(b"\r\n")
        assert [line for line in lines[:-1] if not RIS.fullmatch(line.decode())] == [], file
        assert [line for line in lines if line.startswith((b"TY", b"ER"))] == [b"TY  - ELEC", b"ER  - "], file
    for file in built.output.rglob("*.bib"):
        text = re.sub(r"\\[\\{}]|\\text\w+\{\}", "", file.read_text("utf-8"))
        assert text.count("{") == text.count("}"), file
        assert text.count("\n@") == 0, file


def test_nothing_that_is_built_holds_what_cannot_be_shown_or_was_never_asked(built: Built) -> None:
    for name, data in written(built.output).items():
        if not name.endswith((".png", ".woff2", ".ico")):
            text = data.decode("utf-8")
            assert not UNFIT.search(text), name
            assert "root:" not in text, name
            assert "pelican.settings" not in text, name


@pytest.mark.browser
def test_nothing_of_a_seed_runs(built: Built, browser: Browser) -> None:
    """Even where no policy stands in its way."""
    wrong: list[str] = []
    with browser.new_context(bypass_csp=True) as context:
        context.add_init_script(LISTEN)

        def answer(route: Route) -> None:
            """Answer from the built site; whatever else is asked is wrong."""
            path = route.request.url.partition("?")[0].removeprefix(f"{SITE}/")
            file = built.output / (f"{path}index.html" if path.endswith("/") or not path else path)
            if file.is_file():
                route.fulfill(path=file)
            else:
                wrong.append(f"asked: {route.request.url}")
                route.abort()

        context.route("**/*", answer)
        page = context.new_page()
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        for file in sorted(built.output.rglob("*.html")):
            address = f"{SITE}/{file.relative_to(built.output).as_posix().removesuffix('index.html')}"
            page.goto(address)
            wrong += page.evaluate("ran")
            assert (page.url, wrong) == (address, []), address
