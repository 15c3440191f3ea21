"""The project's own site, built as it is published: valid pages, no lost link, each with a title of its own."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.building import Request, build
from site_links import broken_links, read_pages

if TYPE_CHECKING:
    from justhtml import Element

ROOT = Path(__file__).resolve().parent.parent
URL = "https://user.example.org/repo"
# A year, month, week or day, or a day with a time and perhaps an offset: "2025", "2025-W10", "2025-03-04T18:00+01:00".
HTML_TIME = re.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?)?)?|-W[0-5]\d)?"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, published under a folder of a host."""
    output = tmp_path_factory.mktemp("published") / "site"
    outcome = build(Request(ROOT / "publishconf.py", output, URL))
    assert not outcome.failures
    return output


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    """Its pages."""
    return read_pages(site)


def test_no_link_is_lost(site: Path, pages: dict[str, Element]) -> None:
    assert broken_links(site, pages, URL) == []


def test_titles_differ(pages: dict[str, Element]) -> None:
    titles = Counter(page.query("title")[0].to_text() for page in pages.values())
    assert not [title for title, count in titles.items() if count > 1]


def test_every_sample_says_that_it_is_one(pages: dict[str, Element]) -> None:
    briefings = [page for name, page in pages.items() if name.startswith("briefings/")]
    assert len(briefings) > 10
    for page in briefings:
        assert page.query('meta[name="robots"]')
        assert "Sample:" in page.to_text()


def test_every_pointer_leads_to_the_words_it_is_of(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        pointers = page.query(".brief-event .brief-pointer, .brief-quote .brief-pointer, .brief-figure .brief-pointer")
        assert all(pointer.attrs["href"].startswith("#src-") for pointer in pointers), name


def test_times_have_a_form_that_html_knows(pages: dict[str, Element]) -> None:
    times = {time.attrs["datetime"] for page in pages.values() for time in page.query("time")}
    assert [time for time in times if not HTML_TIME.fullmatch(time)] == []
