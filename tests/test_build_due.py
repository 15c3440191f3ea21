"""What is not due stays out of a published build, whatever it writes; a local build shows it, marked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.building import Request, build
from plugin_site import PUBLISHED, build_site, everything, make_site, written

if TYPE_CHECKING:
    from pathlib import Path

WORD = "zanzibarine"
TEXT = (
    f"Wall falls in {WORD.title()}\n\nThe {WORD} wall fell on Monday, said Ana {WORD.title()}, the mayor of Harrow.\n"
)
SEEDS = {"plain.txt": "Ferry stops\n\nThe ferry stopped on Monday, said Jo Marsh, the mayor of Harrow.\n"}

# Sidecars of seeds that are not due on NOW, 2026-06-01, in UTC; and what a local build calls them.
NOT_DUE = {
    'status = "draft"': "Draft",
    'status = "hidden"': "Hidden",
    "hidden_until = 2026-06-02": "Hidden",
    "hidden_until = 2026-06-01T00:00:01Z": "Hidden",
    "published = 2026-06-02": "Not yet due",
    "published = 2026-06-01T00:00:01Z": "Not yet due",
    "published = 2026-06-01T01:00:00-01:00": "Not yet due",
}
DUE = (
    "",
    "published = 2026-06-01",
    "published = 2026-06-01T00:00:00Z",
    "published = 2026-06-01T01:00:00+01:00",
    "hidden_until = 2026-06-01",
    "hidden_until = 2026-05-31T23:59:59Z",
)
TAGGED = f'\nlicence = "own"\ntags = ["{WORD}"]\ncategory = "{WORD}"\npublisher = "The {WORD}"\n'


@pytest.mark.parametrize("sidecar", NOT_DUE)
def test_a_published_build_says_nothing_of_it(tmp_path: Path, sidecar: str) -> None:
    seeds = {**SEEDS, "secret.txt": TEXT, "secret.toml": sidecar + TAGGED}
    outcome = build_site(tmp_path, seeds, **PUBLISHED)
    assert (outcome.briefings, outcome.failures) == (1, 0)
    text = everything(outcome.output).casefold()
    assert WORD not in text
    assert "secret" not in text


@pytest.mark.parametrize("sidecar", DUE)
def test_a_published_build_says_all_of_what_is_due(tmp_path: Path, sidecar: str) -> None:
    seeds = {**SEEDS, "secret.txt": TEXT, "secret.toml": sidecar + TAGGED}
    outcome = build_site(tmp_path, seeds, **PUBLISHED)
    assert outcome.briefings == 2
    files = written(outcome.output)
    for path in (
        "index.html",
        "sitemap.xml",
        "briefings/secret/index.html",
        "briefings/secret/briefing.json",
        f"topics/{WORD}/index.html",
        f"sections/{WORD}/index.html",
    ):
        assert b"secret" in files[path]
    for feed in ("feeds/all.atom.xml", "feeds/all.json"):
        assert (b"secret" in files[feed]) is ("published" in sidecar)


@pytest.mark.parametrize(("sidecar", "state"), NOT_DUE.items())
def test_a_local_build_shows_it_marked(tmp_path: Path, sidecar: str, state: str) -> None:
    feeds = {"FEED_ALL_ATOM": "all.xml", "SITEURL": "https://x.example.org", "RELATIVE_URLS": False}
    seeds = {**SEEDS, "secret.txt": TEXT, "secret.toml": sidecar + TAGGED}
    outcome = build_site(tmp_path, seeds, **feeds)
    assert outcome.briefings == 2
    page = (outcome.output / "briefings" / "secret" / "index.html").read_text(encoding="utf-8")
    assert state in page
    assert 'briefings/secret/"' in (outcome.output / "index.html").read_text(encoding="utf-8")
    assert "secret" not in (outcome.output / "all.xml").read_text(encoding="utf-8")


def test_a_skipped_seed_is_in_no_build(tmp_path: Path) -> None:
    outcome = build_site(tmp_path, {**SEEDS, "secret.txt": TEXT, "secret.toml": 'status = "skip"'})
    assert WORD not in everything(outcome.output).casefold()


def test_now_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds: dict[str, str | bytes] = {"secret.txt": TEXT, "secret.toml": "published = 2026-06-02"}
    file = make_site(tmp_path, seeds, **PUBLISHED)
    assert build(Request(file)).briefings == 0
    assert build(Request(file, now="2026-06-02")).briefings == 1
    assert build(Request(file, now="2026-06-01T23:59:59Z")).briefings == 0
    file.write_text(file.read_text() + "BRIEFING_NOW = ''\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780358400")
    assert build(Request(file)).briefings == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780358399")
    assert build(Request(file)).briefings == 0


@pytest.mark.parametrize(("zone", "is_due"), [("Asia/Tokyo", True), ("UTC", False), ("America/Lima", False)])
def test_a_day_begins_where_the_publisher_is(tmp_path: Path, zone: str, is_due: bool) -> None:  # noqa: FBT001
    seeds: dict[str, str | bytes] = {"secret.txt": TEXT, "secret.toml": "published = 2026-06-02"}
    settings = {**PUBLISHED, "BRIEFING_TIMEZONE": zone, "BRIEFING_NOW": "2026-06-01T15:00:00Z"}
    assert build_site(tmp_path, seeds, **settings).briefings == int(is_due)


def test_a_date_stays_a_date_and_an_offset_an_offset(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {}
    for slug, published in (
        ("day", "2026-05-04"),
        ("late", "2026-05-04T23:30:00-05:00"),
        ("bare", "2026-05-04T01:30:00"),
    ):
        seeds |= {
            f"{slug}.txt": "Wall falls\n\nThe wall fell today, said Jo Marsh.\n",
            f"{slug}.toml": f"published = {published}",
        }
    output = build_site(tmp_path, seeds, BRIEFING_TIMEZONE="Asia/Tokyo", BRIEFING_EXCERPT_SHARE=1.0).output
    for slug, printed in (
        ("day", "2026-05-04"),
        ("late", "2026-05-04T23:30:00-05:00"),
        ("bare", "2026-05-04T01:30:00+09:00"),
    ):
        data = json.loads((output / "briefings" / slug / "briefing.json").read_bytes())
        assert data["source"]["published"] == printed
        assert [timex["value"] for timex in data["timexes"]] == ["2026-05-04"]
        assert f'datetime="{printed}"' in (output / "briefings" / slug / "index.html").read_text(encoding="utf-8")


def test_drafts_of_hand_written_pages_stay_out_too(tmp_path: Path) -> None:
    content = {
        "pages/secret.md": f"Title: Secret\nStatus: draft\n\n{WORD}\n",
        "articles/secret.md": f"Title: S\nDate: 2026-01-01\nStatus: draft\n\n{WORD}\n",
    }
    settings = {**PUBLISHED, "DRAFT_SAVE_AS": "", "DRAFT_PAGE_SAVE_AS": ""}
    outcome = build(Request(make_site(tmp_path, SEEDS, content, **settings)))
    assert WORD not in everything(outcome.output)
