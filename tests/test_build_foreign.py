"""In somebody else's Pelican site: other addresses, other settings, or nothing to do with briefings at all."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import factbox
from pelican.plugins.briefing import theme_path
from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.cli import main
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.verifying import verify
from plugin_site import ARTICLE, everything, written
from site_links import broken_links, read_pages

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = {
    "first.md": (
        "Title: First & post\nSlug: first\nDate: 2026-01-02\nTags: walls\n\nSee [it]({filename}/../seeds/wall.txt).\n"
    ),
    "pages/about.md": "Title: About\n\nText & more.\n",
    "extra/robots.txt": "User-agent: *\n",
    "extra/data.seed": "no seed of ours",
}


def foreign(folder: Path, seeds: dict[str, str], **settings: object) -> Path:
    """Write a site as `pelican-quickstart` would, and return its settings file."""
    files = {f"content/{path}": text for path, text in CONTENT.items()} | {
        f"seeds/{path}": text for path, text in seeds.items()
    }
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    given = {
        "SITENAME": "Theirs",
        "SITEURL": "https://theirs.example.org",
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "TIMEZONE": "Europe/Rome",
        "FEED_ALL_ATOM": "feeds/all.atom.xml",
        "STATIC_PATHS": ["extra"],
        "PLUGINS": ["briefing"],
        **settings,
    }
    file = folder / "theirconf.py"
    file.write_text("".join(f"{name} = {value!r}\n" for name, value in given.items()), encoding="utf-8")
    return file


SEEDS = {
    "wall.txt": ARTICLE,
    "wall.toml": 'published = 2026-03-04\ntags = ["walls"]\n',
    "old.txt": "A market\n\nIt opened, said Jo Marsh.\n",
}


def test_our_theme_works_with_addresses_that_end_in_html(tmp_path: Path) -> None:
    outcome = build(Request(foreign(tmp_path, SEEDS, THEME=theme_path(), BRIEFING_SEEDS="seeds")))
    assert (outcome.briefings, outcome.failures) == (2, 0)
    files = written(outcome.output)
    assert {
        "wall.html",
        "wall.briefing.json",
        "wall.citation.bib",
        "old.html",
        "first.html",
        "tag/walls.html",
        "pages/about.html",
    } <= files.keys()
    assert factbox.from_dict(json.loads(files["wall.briefing.json"])).id == "wall"
    assert b'href="https://theirs.example.org/wall.briefing.json"' in files["wall.html"]
    assert b"https://theirs.example.org/wall.html" in files["first.html"]
    assert b"First &amp; post" in files["index.html"]
    assert b"wall.html" in files["feeds/all.atom.xml"]
    assert b"old.html" not in files["feeds/all.atom.xml"]
    assert "1900" not in everything(outcome.output)
    proved = verify(outcome.output, read_settings({"PATH": str(tmp_path / "content")}))
    assert (proved.pages, proved.faults) == (2, ())


@pytest.mark.parametrize(
    ("settings", "missing"),
    [({}, ()), ({"DIRECT_TEMPLATES": ["index"]}, ("Topics", "Archive")), ({"ARCHIVES_SAVE_AS": ""}, ("Archive",))],
)
def test_no_link_leads_nowhere(tmp_path: Path, settings: dict[str, object], missing: tuple[str, ...]) -> None:
    address = {"SITEURL": "", "FEED_ALL_ATOM": None}
    outcome = build(Request(foreign(tmp_path, SEEDS, THEME=theme_path(), **address, **settings)))
    pages = read_pages(outcome.output)
    (head,) = pages["wall.html"].query(".masthead nav")
    labels = [link.to_text() for link in head.query("a")]
    assert labels == [label for label in ("Latest", "Topics", "People", "Archive") if label not in missing]
    assert broken_links(outcome.output, pages, "") == []


def test_a_misspelt_setting_is_said_in_a_site_without_seeds(tmp_path: Path) -> None:
    file = foreign(tmp_path, {}, BRIEFING_SEED="articles")
    command = [sys.executable, "-m", "pelican", "-s", str(file)]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode
    assert "BRIEFING_SEED: is no setting; expected one of BRIEFING_SEEDS, " in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        # Pelican goes by the first before it asks any plugin.
        ("DEFAULT_LANG", 5, "DEFAULT_LANG: is 5; expected text"),
        ("DIRECT_TEMPLATES", ["index", "front"], "THEME: has no template that the settings or an article ask for: "),
        ("PAGE_URL", "{folder}.html", "PAGE_URL: asks for {folder}, which a page has not"),
    ],
)
def test_a_setting_of_pelicans_that_no_site_can_go_by_is_named(
    tmp_path: Path, name: str, value: object, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = foreign(tmp_path, SEEDS, **{name: value})
    assert main(["build", "--settings", str(settings)]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"briefing: {told}")


def test_files_of_other_kinds_stay_what_they_are(tmp_path: Path) -> None:
    files = written(build(Request(foreign(tmp_path, SEEDS, THEME=theme_path()))).output)
    assert files["extra/robots.txt"] == b"User-agent: *\n"
    assert files["extra/data.seed"] == b"no seed of ours"


def test_drafts_are_written_nowhere_unless_that_is_asked_for(tmp_path: Path) -> None:
    seeds = {**SEEDS, "secret.txt": "Quellmuth falls\n\nIt fell.\n", "secret.toml": 'status = "draft"\n'}
    outcome = build(Request(foreign(tmp_path, seeds, THEME=theme_path())))
    assert "quellmuth" not in everything(outcome.output).casefold()


def test_a_slug_in_several_folders_of_addresses_is_no_collision(tmp_path: Path) -> None:
    settings = {
        "ARTICLE_URL": "{date:%Y}/{slug}.html",
        "ARTICLE_SAVE_AS": "{date:%Y}/{slug}.html",
        "THEME": theme_path(),
    }
    files = written(build(Request(foreign(tmp_path, SEEDS, **settings))).output)
    assert "2026/wall.briefing.json" in files


@pytest.mark.parametrize("plugins", [["briefing"], None])
def test_a_site_without_seeds_is_built_as_if_we_were_not_there(tmp_path: Path, plugins: list[str] | None) -> None:
    def built(name: str, given: list[str] | None) -> dict[str, bytes]:
        file = foreign(tmp_path / name, {}, PLUGINS=given)
        (tmp_path / name / "content" / "first.md").write_text("Title: First\nDate: 2026-01-02\n\nText.\n")
        command = [sys.executable, "-m", "pelican", "-s", str(file), "--fatal=warnings"]
        subprocess.run(command, cwd=tmp_path / name, check=True, capture_output=True)
        return written(tmp_path / name / "output")

    assert built("with", plugins) == built("without", [])
    assert not (tmp_path / "with" / ".cache").exists()


def test_seeds_inside_the_content_are_no_pages_of_their_own(tmp_path: Path) -> None:
    file = foreign(tmp_path, {}, THEME=theme_path(), BRIEFING_SEEDS="content/seeds")
    (tmp_path / "content" / "first.md").write_text("Title: First\nDate: 2026-01-02\n\nText.\n")
    (tmp_path / "content" / "seeds").mkdir()
    (tmp_path / "content" / "seeds" / "ferry.md").write_text(
        "Title: Ferry\nDate: 2026-01-03\n\nIt stopped, said Jo Marsh.\n"
    )
    outcome = build(Request(file))
    assert (outcome.briefings, outcome.failures) == (1, 0)
    assert "ferry.briefing.json" in written(outcome.output)


def test_an_undated_page_of_a_paginated_topic_is_listed(tmp_path: Path) -> None:
    seeds = {f"s{number}.txt": ARTICLE for number in range(3)} | {
        f"s{number}.toml": 'tags = ["walls"]' for number in range(3)
    }
    settings = {"THEME": theme_path(), "DEFAULT_PAGINATION": 1}
    files = written(build(Request(foreign(tmp_path, seeds, **settings))).output)
    pages = [files[f"tag/walls{number}.html"].decode() for number in ("", "2", "3", "4")]
    assert [name for name in ("first", "s0", "s1", "s2") if sum(f"/{name}.html" in page for page in pages) == 1] == [
        "first",
        "s0",
        "s1",
        "s2",
    ]
