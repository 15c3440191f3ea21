"""Whole builds: a seed becomes an article among the site's others, with all that Pelican makes of one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import feedparser
import jsonschema
import pytest

import factbox
from pelican.plugins.briefing.building import Request, build
from plugin_site import ARTICLE, PUBLISHED, ROOT, build_site, everything, make_site, written

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = {
    "2026-03-04-harbour-wall.txt": ARTICLE,
    "2026-03-04-harbour-wall.toml": (
        'publisher = "The Bay Post"\nlicence = "own"\ncategory = "Harbours"\ntags = ["walls", "council"]\n'
    ),
    "old/ferry.md": (
        "Title: Ferry stops\nDate: 2025-12-31T23:30:00+01:00\nTags: walls\nLicence: own\n\nThe ferry stopped Monday.\n"
    ),
    "undated.txt": "A market opens\n\nThe market opened on Monday, the mayor said.\n",
    "undated.toml": 'licence = "own"\ntags = ["walls"]\n',
}
PAGES = ("harbour-wall", "ferry", "undated")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds above beside a hand-written article and page, built to be published."""
    folder = tmp_path_factory.mktemp("published")
    content = {
        "articles/note.md": (
            "Title: A note\nDate: 2026-02-01\n\nSee [it]({filename}/../seeds/2026-03-04-harbour-wall.txt).\n"
        ),
        "pages/about.md": "Title: About\n\nAbout [the ferry]({filename}/../seeds/old/ferry.md).\n",
    }
    outcome = build(Request(make_site(folder, SEEDS, content, **PUBLISHED)))
    assert (outcome.briefings, outcome.warnings, outcome.failures) == (3, 0, 0)
    return outcome.output


def test_each_seed_has_its_page_and_its_json(published: Path) -> None:
    for slug in PAGES:
        assert (published / "briefings" / slug / "index.html").is_file()
        data = json.loads((published / "briefings" / slug / "briefing.json").read_bytes())
        jsonschema.validate(data, factbox.schema())
        assert factbox.from_dict(data).source.path in SEEDS


def test_each_page_can_be_cited_by_a_file(published: Path) -> None:
    for slug in PAGES:
        page = (published / "briefings" / slug / "index.html").read_text(encoding="utf-8")
        assert f'/briefings/{slug}/citation.ris" download>' in page
        assert (published / "briefings" / slug / "citation.bib").read_text(encoding="utf-8").startswith("@online{")
        lines = (published / "briefings" / slug / "citation.ris").read_bytes().split(b"\r\n")
        assert (lines[0], lines[-2:]) == (b"TY  - ELEC", [b"ER  - ", b""])
        assert not any(b"\n" in line for line in lines)


def test_categories_and_tags_list_it(published: Path) -> None:
    assert 'briefings/harbour-wall/"' in (published / "sections" / "harbours" / "index.html").read_text(
        encoding="utf-8"
    )
    topic = (published / "topics" / "walls" / "index.html").read_text(encoding="utf-8")
    assert all(f'briefings/{slug}/"' in topic for slug in PAGES)
    assert not (published / "sections" / "old").exists()
    assert not (published / "sections" / "seeds").exists()


def test_archives_hold_dated_ones_by_the_publishers_day(published: Path) -> None:
    names = sorted(path.name for path in (published / "archive").iterdir() if path.is_dir())
    assert names == ["2025", "2026", "undated"]
    assert 'briefings/ferry/"' in (published / "archive" / "2025" / "12" / "index.html").read_text(encoding="utf-8")
    for file in (published / "archive").rglob("*/index.html"):
        listed = 'briefings/undated/"' in file.read_text(encoding="utf-8")
        assert listed == (file.parent.name == "undated")


def test_feeds_hold_dated_ones(published: Path) -> None:
    feed = feedparser.parse((published / "feeds" / "all.atom.xml").read_bytes())
    assert not feed.bozo
    root = "https://site.example.org/news/"
    assert [entry.link for entry in feed.entries] == [
        f"{root}briefings/harbour-wall/",
        f"{root}briefings/note/",
        f"{root}briefings/ferry/",
    ]
    assert "undated" not in (published / "feeds" / "news.atom.xml").read_text(encoding="utf-8")


def test_the_index_lists_undated_ones_last(published: Path) -> None:
    index = (published / "index.html").read_text(encoding="utf-8")
    places = [index.index(f'briefings/{slug}/"') for slug in ("harbour-wall", "note", "ferry", "undated")]
    assert places == sorted(places)


def test_links_to_a_seed_lead_to_its_page(published: Path) -> None:
    note = (published / "briefings" / "note" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://site.example.org/news/briefings/harbour-wall/"' in note
    about = (published / "about" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://site.example.org/news/briefings/ferry/"' in about


def test_the_stand_in_for_a_date_is_printed_nowhere(published: Path) -> None:
    assert "1900" not in everything(published)
    page = (published / "briefings" / "undated" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] != "NewsArticle"
    assert "datePublished" not in data


def test_a_build_gives_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    made = []
    for number, seed in enumerate(("1", "77")):
        file = make_site(tmp_path / ("site" + "x" * number), SEEDS, **PUBLISHED)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if number else "UTC", "LC_ALL": "C"}
        command = [sys.executable, "-m", "pelican.plugins.briefing.cli", "build", "--settings", str(file)]
        subprocess.run(command, check=True, env=environment, cwd=tmp_path, capture_output=True)
        made.append(written(file.parent / "output"))
    assert made[0] == made[1]


def test_a_second_build_out_of_the_cache_gives_the_same_bytes(tmp_path: Path) -> None:
    file = make_site(tmp_path, SEEDS, **PUBLISHED)
    first = written(build(Request(file)).output)
    kept = sorted((tmp_path / ".cache" / "briefing").glob("*.json"))
    assert len(kept) == len(PAGES)
    for entry in kept:
        data = json.loads(entry.read_bytes())
        data["briefing"]["source"]["publisher"] = "Out of the cache"
        entry.write_text(json.dumps(data))
    # What is known of the pages would do without.
    shutil.rmtree(tmp_path / ".cache" / "briefing" / "pages")
    marked = everything(build(Request(file)).output)
    assert "Out of the cache" in marked
    for entry in kept:
        entry.write_bytes(entry.read_bytes()[:-20])
    shutil.rmtree(tmp_path / ".cache" / "briefing" / "pages")
    assert written(build(Request(file)).output) == first


def test_what_is_hidden_is_on_no_page(tmp_path: Path) -> None:
    figure = "4.5 million pounds"
    sidecar = f'[[hide]]\ntext = "{figure}"\nkind = "figure"\n'
    seeds = {"a.txt": ARTICLE, "a.toml": sidecar, "b.txt": ARTICLE}
    output = build_site(tmp_path, seeds, BRIEFING_EXCERPT_SHARE=1.0).output
    for slug, is_there in (("a", False), ("b", True)):
        data = json.loads((output / "briefings" / slug / "briefing.json").read_bytes())
        assert (figure in [item["text"] for item in data["quantities"]]) is is_there
        assert [edit["action"] for edit in data["edits"]] == ([] if is_there else ["hide"])
        page = (output / "briefings" / slug / "index.html").read_text(encoding="utf-8")
        assert ('value="4500000"' in page) is is_there


def test_a_correction_that_fits_nothing_fails_with_its_line(tmp_path: Path) -> None:
    file = make_site(tmp_path, {"a.txt": ARTICLE, "a.toml": '\n[[hide]]\ntext = "never said"\n', "b.txt": ARTICLE})
    outcome = build(Request(file))
    assert (outcome.briefings, outcome.failures) == (2, 1)


CORRECTED = """licence = "own"
[[quotation]]
text = "The old wall"
speaker = "Ines Baldo"
role = "the diver"
reason = "She told this desk."
[[person]]
text = "Ana Ruiz"
role = "port captain"
reason = "Her own page."
[[fact]]
add = "The work will cost 4.5 million pounds"
[[note]]
text = "A running story."
[[note]]
text = "The council confirmed it."
about = "nearly 200 days"
[[correction]]
date = 2026-03-05
wrong = "We had five million."
right = "It is 4.5 million."
"""


def test_corrections_are_shown_as_the_editors_and_the_site_is_proved(tmp_path: Path) -> None:
    file = make_site(tmp_path, {"2026-03-04-a.txt": ARTICLE, "2026-03-04-a.toml": CORRECTED}, **PUBLISHED)
    outcome = build(Request(file, verify=True))
    assert (outcome.failures, outcome.warnings) == (0, 0)
    page = (outcome.output / "briefings/a/index.html").read_text(encoding="utf-8")
    for words in (
        "Editor’s own statement (speaker, role): She told this desk.",
        "Editor’s own statement (role): Her own page.",
        "Editor’s note: The council confirmed it.",
        "<b>Editor’s note:</b>",
        "<span>the diver</span>",
        "<bdi>Ines Baldo</bdi>",
        "3 items changed by an editor",
    ):
        assert words in page, words
    said = "We had five million. It is 4.5 million."
    for shown in ("briefings/a/index.html", "corrections/index.html", "feeds/all.atom.xml", "feeds/all.json"):
        assert said in (outcome.output / shown).read_text(encoding="utf-8"), shown
    assert f'"text": "{said}"' in page


def test_a_correction_that_is_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    file = make_site(tmp_path, {"2026-03-04-a.txt": ARTICLE, "2026-03-04-a.toml": 'licence = "own"\n'})
    before = written(build(Request(file)).output)
    sidecar = tmp_path / "seeds/2026-03-04-a.toml"
    sidecar.write_text(CORRECTED, encoding="utf-8")
    assert written(build(Request(file)).output) != before
    sidecar.write_text('licence = "own"\n', encoding="utf-8")
    assert written(build(Request(file)).output) == before


def test_a_sample_says_so_and_is_not_indexed(tmp_path: Path) -> None:
    output = build_site(tmp_path, {"a.txt": ARTICLE, "a.toml": "sample = true\n", "b.txt": ARTICLE}, **PUBLISHED).output
    sample, other = (output / "briefings" / slug / "index.html" for slug in ("a", "b"))
    assert '<meta name="robots" content="noindex">' in sample.read_text(encoding="utf-8")
    assert "invented" in sample.read_text(encoding="utf-8").lower()
    assert '<meta name="robots" content="noindex">' not in other.read_text(encoding="utf-8")


def test_a_text_that_is_not_english_has_its_page(tmp_path: Path) -> None:
    text = "Der Hafen wird gebaut\n\n„Die Mauer ist alt“, sagte Anna Roth am Montag. Die Arbeiten dauern 200 Tage.\n"
    output = build_site(tmp_path, {"a.txt": text, "a.toml": 'licence = "own"\nlanguage = "de"\n'}).output
    data = json.loads((output / "briefings" / "a" / "briefing.json").read_bytes())
    assert data["source"]["language"] == "de"
    assert not data["quotations"]
    assert "Die Mauer ist alt" in (output / "briefings" / "a" / "index.html").read_text(encoding="utf-8")


def test_many_seeds_are_parsed_in_several_processes(tmp_path: Path) -> None:
    seeds: dict[str, Any] = {
        f"a{number:02}.txt": f"Heading {number}\n\nThe wall {number} fell on Monday.\n" for number in range(45)
    }
    seeds["a07.txt"] = b""
    one = build(Request(make_site(tmp_path / "one", seeds, BRIEFING_JOBS=1, BRIEFING_CACHE="")))
    two = build(Request(make_site(tmp_path / "two", seeds, BRIEFING_JOBS=2, BRIEFING_CACHE="")))
    assert (one.briefings, one.failures) == (two.briefings, two.failures) == (44, 1)
    assert written(one.output) == written(two.output)


def test_pelicans_own_command_builds_the_same(tmp_path: Path) -> None:
    file = make_site(tmp_path, {"a.txt": ARTICLE, "b.toml": ""})
    build(Request(file, output=tmp_path / "ours"))
    command = [sys.executable, "-m", "pelican", "-s", str(file), "-o", str(tmp_path / "pelicans")]
    environment = {**os.environ, "COLUMNS": "200"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "seeds/b.toml: has no seed; expected b.txt or b.md beside it" in " ".join(
        (done.stdout + done.stderr).split()
    )
    assert written(tmp_path / "pelicans") == written(tmp_path / "ours")


@pytest.mark.parametrize("address", ["", "https://user.example.org/repo"])
def test_the_projects_own_site_is_built_and_proved(tmp_path: Path, address: str) -> None:
    command = [
        sys.executable,
        "-m",
        "pelican.plugins.briefing.cli",
        "build",
        "--verify",
        "--output",
        str(tmp_path / "o"),
    ]
    command += ["--siteurl", address] if address else []
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert " 0 failures. " in done.stdout
    assert "verified against their sources" in done.stdout


def test_a_site_of_undated_articles_lists_them_a_page_at_a_time(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {f"s{number}.txt": f"A wall falls\n\nWall {number} fell.\n" for number in range(3)}
    assert not build_site(tmp_path, seeds, **PUBLISHED, DEFAULT_PAGINATION=2).failures
    archive = tmp_path / "output" / "archive"
    text = (archive / "index.html").read_text(encoding="utf-8")
    assert 'archive/undated/">3 briefings<' in text
    assert 'briefings/s0/"' not in text
    pages = [archive / "undated" / "index.html", archive / "undated" / "page" / "2" / "index.html"]
    assert [page.read_text(encoding="utf-8").count('class="entry"') for page in pages] == [2, 1]
