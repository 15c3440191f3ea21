"""What of a seed's words gets into a site: none as code, and no more of them than may be published."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import feedparser
import pytest

from plugin_site import PUBLISHED, build_site, everything, written

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = '<script>alert("x")</script> {{ 7*7 }} {% raw %} & <plaintext>'
TEXT = f"""{HOSTILE} falls

HARROW — The wall {HOSTILE} fell on Monday, said Ana Ruiz, the mayor of {HOSTILE}.

“The wall {HOSTILE} was old,” said Jo Marsh, a mason. It cost 4.5 million pounds. It was not clear why {HOSTILE} fell.
"""
SIDECAR = f"""
title = '{HOSTILE}'
publisher = '{HOSTILE}'
author = '{HOSTILE}'
licence = '{HOSTILE}'
category = 'C{HOSTILE}'
tags = ['T{HOSTILE}']
summary = '{HOSTILE}'
url = 'https://x.example.org/?a=1&b={{{{7*7}}}}'
"""
# An opening tag of a script that no template wrote.
FOREIGN_SCRIPT = re.compile(r"<script>\s*alert", re.IGNORECASE)


@pytest.mark.parametrize("sidecar", [SIDECAR, "", 'licence = "own"\n'])
def test_nothing_in_a_seed_runs(tmp_path: Path, sidecar: str) -> None:
    output = build_site(tmp_path, {"a.txt": TEXT, "a.toml": sidecar + "published = 2026-05-05\n"}, **PUBLISHED).output
    for path, data in written(output).items():
        text = data.decode("utf-8", "replace")
        if path.endswith(".html"):
            assert not FOREIGN_SCRIPT.search(text)
            assert "<plaintext>" not in text
        assert "{{ 49 }}" not in text
        # What the search brings along is not of the seed, and packed.
        if not path.startswith("pagefind/"):
            assert not re.search(r"\b49\b", re.sub(r"[0-9a-f]{8,}", "", text))
    page = (output / "briefings" / "a" / "index.html").read_text(encoding="utf-8")
    assert "{{ 7*7 }}" in page
    assert HOSTILE in html.unescape(page)


def test_titles_and_summaries_come_through_feeds_whole(tmp_path: Path) -> None:
    output = build_site(tmp_path, {"a.txt": TEXT, "a.toml": SIDECAR + "published = 2026-05-05\n"}, **PUBLISHED).output
    feed = feedparser.parse((output / "feeds" / "all.atom.xml").read_bytes())
    assert not feed.bozo
    assert html.unescape(feed.entries[0].title) == HOSTILE


def test_a_foreign_theme_gets_them_escaped(tmp_path: Path) -> None:
    """Themes for Pelican's own settings trust titles, summaries and contents as HTML."""
    theme = tmp_path / "their" / "templates"
    theme.mkdir(parents=True)
    (theme / "article.html").write_text("{{ article.title }}|{{ article.summary }}|{{ article.content }}")
    (theme / "index.html").write_text(
        "{% for article in articles %}{{ article.title }}{{ article.summary }}{% endfor %}"
    )
    settings = {**PUBLISHED, "THEME": str(theme.parent), "JINJA_ENVIRONMENT": {}, "DIRECT_TEMPLATES": ["index"]}
    settings |= {"CATEGORY_SAVE_AS": "", "TAG_SAVE_AS": "", "YEAR_ARCHIVE_SAVE_AS": "", "MONTH_ARCHIVE_SAVE_AS": ""}
    output = build_site(tmp_path, {"a.txt": TEXT, "a.toml": SIDECAR}, **settings).output
    for path in ("index.html", "briefings/a/index.html"):
        page = (output / path).read_text(encoding="utf-8")
        assert not FOREIGN_SCRIPT.search(page)
        assert html.unescape(page).count(HOSTILE) > 1
    assert "Who said what" in (output / "briefings/a/index.html").read_text(encoding="utf-8")


# A sentence that no item needs; its word must be in nothing that is published.
WORD = "quellmuth"
LONG = f"""Harbour wall to be rebuilt

The harbour wall will be rebuilt by the end of the year, the council said on Monday.

“The old wall has stood for ninety years,” said Ana Ruiz, the harbour master.

“It will not stand for ten more,” she said. The work will cost 4.5 million pounds, according to the council.

Ana Ruiz said the boats would have to leave the harbour. “There is no other way,” she said.

Boats were painted in the evening, slowly, and the gulls slept on the mud.

They were painted with a {WORD} in hand, as ever, and the water rose and fell as it does.
"""


@pytest.mark.parametrize("mode", ["excerpts", "none", "full"])
def test_what_is_not_shown_is_published_nowhere(tmp_path: Path, mode: str) -> None:
    sidecar = 'licence = "All rights reserved"\npublished = 2026-05-05\n'
    settings = {**PUBLISHED, "BRIEFING_SOURCE_TEXT": mode}
    output = build_site(tmp_path, {"a.txt": LONG, "a.toml": sidecar}, **settings).output
    assert WORD not in everything(output).casefold()
    data = json.loads((output / "briefings" / "a" / "briefing.json").read_bytes())
    assert data["text"] is None
    assert "the council said on Monday" in json.dumps(data)
    page = (output / "briefings" / "a" / "index.html").read_text(encoding="utf-8")
    assert ('id="source"' in page) is (mode != "none")


@pytest.mark.parametrize("licence", ["own", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "public-domain"])
def test_a_licence_that_allows_it_shows_the_whole_text(tmp_path: Path, licence: str) -> None:
    settings = {**PUBLISHED, "BRIEFING_SOURCE_TEXT": "full"}
    output = build_site(tmp_path, {"a.txt": LONG, "a.toml": f'licence = "{licence}"\n'}, **settings).output
    assert "the gulls slept" in (output / "briefings" / "a" / "index.html").read_text(encoding="utf-8")
    data = json.loads((output / "briefings" / "a" / "briefing.json").read_bytes())
    assert WORD in data["text"]


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6])
def test_excerpts_keep_to_their_share(tmp_path: Path, share: float) -> None:
    settings = {**PUBLISHED, "BRIEFING_EXCERPT_SHARE": share}
    output = build_site(tmp_path, {"a.txt": LONG, "a.toml": 'title = "Given"\n'}, **settings).output
    page = (output / "briefings" / "a" / "index.html").read_text(encoding="utf-8")
    sentences = [
        sentence for sentence in re.split(r"(?<=[.”])\s+", LONG.split("\n", 1)[1].strip()) if len(sentence) > 9
    ]
    words = [len(re.findall(r"\w+", sentence)) for sentence in sentences]
    shown = sum(count for sentence, count in zip(sentences, words, strict=True) if sentence in html.unescape(page))
    assert shown <= share * len(re.findall(r"\w+", LONG))
