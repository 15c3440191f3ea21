"""Feeds of topics and of people, organisations and places, where a site asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import feedparser
import pytest

from pelican.plugins.briefing.errors import SettingsError
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.verifying import verify
from plugin_site import ARTICLE, PUBLISHED, build_site, everything, written

if TYPE_CHECKING:
    from pathlib import Path

SITE = PUBLISHED["SITEURL"]
SEEDS: dict[str, str | bytes] = {
    "wall.txt": ARTICLE,
    "wall.toml": 'published = 2026-03-04\ntags = ["Sea walls"]\n',
    "undated.txt": "Ferry stops\n\n“The ferry stopped,” said Ana Ruiz, the mayor of Harrow.\n",
    "undated.toml": 'tags = ["Sea walls"]\n',
}


def test_each_topic_and_person_has_a_feed(tmp_path: Path) -> None:
    output = build_site(tmp_path, SEEDS, BRIEFING_FEEDS=["topics", "people"], **PUBLISHED).output
    for feed, page in (("topics/sea-walls", "topics/sea-walls"), ("people/ana-ruiz", "people/ana-ruiz")):
        read = feedparser.parse((output / f"feeds/{feed}.atom.xml").read_bytes())
        assert not read.bozo
        # What has no date is in no feed.
        assert [entry.link.removesuffix("?ref=feed") for entry in read.entries] == [f"{SITE}/briefings/wall/"]
        assert f'href="{SITE}/feeds/{feed}.atom.xml"' in (output / page / "index.html").read_text(encoding="utf-8")
    settings = read_settings({"PATH": str(tmp_path / "content"), "BRIEFING_NOW": "2026-06-01"})
    assert verify(output, settings).faults == ()


def test_there_is_none_that_is_not_asked_for(tmp_path: Path) -> None:
    output = build_site(tmp_path, SEEDS, BRIEFING_FEEDS=["topics"], **PUBLISHED).output
    assert not (output / "feeds/people").exists()
    assert "feeds/people" not in everything(output)


def test_a_site_that_says_where_its_topics_feeds_are_is_heard(tmp_path: Path) -> None:
    own = {"TAG_FEED_ATOM": "atom/{slug}.xml"}
    files = written(build_site(tmp_path, SEEDS, BRIEFING_FEEDS=["topics"], **PUBLISHED, **own).output)
    assert [path for path in files if path.startswith("atom/")]
    assert not [path for path in files if path.startswith("feeds/topics/")]


def test_a_site_without_an_address_has_none(tmp_path: Path) -> None:
    output = build_site(tmp_path, SEEDS, BRIEFING_FEEDS=["topics", "people"]).output
    assert not (output / "feeds").exists()


def test_another_kind_is_an_error() -> None:
    with pytest.raises(SettingsError, match="BRIEFING_FEEDS: is"):
        read_settings({"PATH": "/site/content", "BRIEFING_FEEDS": ["authors"]})


def test_a_sentence_of_two_figures_is_told_once(tmp_path: Path) -> None:
    told = "The pier cost $4 million and is 300 metres long."
    seeds: dict[str, str | bytes] = {"pier.txt": f"A pier opens\n\nIt is new.\n\n{told}\n"}
    assert not build_site(
        tmp_path, {**seeds, "pier.toml": 'published = 2026-03-04\nlicence = "own"\n'}, **PUBLISHED
    ).failures
    feed = (tmp_path / "output" / "feeds" / "all.atom.xml").read_text(encoding="utf-8")
    assert feed.partition("In numbers")[2].partition("&lt;/ul&gt;")[0].count(told) == 1
