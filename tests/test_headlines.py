"""Headlines that several briefings share: what their pages' titles say to be told apart."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

from justhtml import JustHTML

from pelican.plugins.briefing.headlines import add_apart
from plugin_site import PUBLISHED, build_site
from theme_states import PLAIN

if TYPE_CHECKING:
    from pathlib import Path


def article(slug: str, title: str, publisher: str) -> SimpleNamespace:
    """Return an article without a date."""
    return SimpleNamespace(slug=slug, briefing=replace(PLAIN, title=title, publisher=publisher, published=None))


def test_only_a_shared_headline_is_told_apart_and_each_in_another_way() -> None:
    same = "Ten things to know"
    articles = [
        article("first", same, "Harrow Courier"),
        article("second", same, "Bay Post"),
        article("third", same, "Bay Post"),
        article("fourth", same, ""),
        article("fifth", "Wall opens", "Bay Post"),
    ]
    add_apart(articles)
    assert [one.briefing.apart for one in articles] == ["Harrow Courier", "second", "third", "fourth", ""]


def test_pages_of_one_headline_have_two_titles(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {}
    for name, day in (("one", 3), ("two", 4)):
        seeds[f"{name}.txt"] = f"Ten things to know\n\nThe harbour of Wick opened to {day} boats on Monday.\n"
        seeds[f"{name}.toml"] = f"published = 2026-03-0{day}\n"
    build_site(tmp_path, seeds, **PUBLISHED)
    pages = [tmp_path / "output/briefings" / name / "index.html" for name in ("one", "two")]
    titles = [JustHTML(page.read_text(encoding="utf-8")).query("title")[0].to_text() for page in pages]
    assert titles[0].startswith("Ten things to know (Tuesday 3 March 2026)")
    assert titles[1].startswith("Ten things to know (Wednesday 4 March 2026)")
