"""Related briefings: what two must share to be so, in what order, and what it takes on a large site."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML

from pelican.plugins.briefing.related import relate
from pelican.plugins.briefing.view import EntityView
from plugin_site import PUBLISHED, build_site
from theme_states import PLAIN
from timing import processor_seconds

if TYPE_CHECKING:
    from pathlib import Path

WALL = """Harbour wall {0}

HARROW BAY — “The old wall has stood for ninety years,” said Ana Ruiz, the harbour master, on 3 March 2026.

Ana Ruiz told the Tide Institute that {0}. The Tide Institute agreed with Ana Ruiz. So did the Tide Institute’s board.
"""


def article(
    title: str, people: str = "", organisations: str = "", places: str = "", tags: str = "", **told: object
) -> SimpleNamespace:
    """Return an article that names some once and some, with a `*`, three times."""

    def entities(names: str) -> tuple[EntityView, ...]:
        found = filter(None, map(str.strip, names.split(",")))
        return tuple(EntityView(name.strip("*"), "", None, 3 if "*" in name else 1) for name in found)

    named = {"people": entities(people), "organisations": entities(organisations), "places": entities(places)}
    topics = [SimpleNamespace(slug=tag.strip(), name=tag.strip()) for tag in tags.split(",") if tag]
    return SimpleNamespace(briefing=replace(PLAIN, title=title, **named, **told), tags=topics)


def related(*articles: SimpleNamespace) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Return titles and reasons of what goes with each article."""
    found = relate(articles, lambda name: name.casefold().replace(" ", "-"))
    return [[(one.article.briefing.title, one.shared) for one in goes_with] for goes_with in found]


OTHERS = [article(f"Nothing {word}", f"{word} Falk*", places="Skerrow") for word in ("one", "two", "six", "ten")]


def test_two_that_share_names_are_related_both_ways() -> None:
    first = article("Wall opens", "Ana Ruiz*, Tom Vale", places="Harrow Bay")
    second = article("Pier closes", "Ana Ruiz*", places="Harrow Bay*")
    found = related(first, *OTHERS, second)
    assert found[0] == [("Pier closes", ("Ana Ruiz", "Harrow Bay"))]
    assert found[-1] == [("Wall opens", ("Ana Ruiz", "Harrow Bay"))]
    assert found[1:-1] == [[], [], [], []]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("Wall opens", "Ana Ruiz*"), article("Pier closes", "Ana Ruiz*")),
        (article("Wall", places="Harrow Bay*, Norrow*"), article("Pier", places="Harrow Bay*, Norrow*")),
        (article("Skerrow", places="Norrow*"), article("Skerrow", places="Norrow*")),
        (article("Harbour master resigns"), article("Harbour master returns")),
        (
            article("Wall", "Ana Ruiz, Eva Holm*, Ida Brandt*, Per Vik*", "Tide Institute"),
            article("Pier", "Ana Ruiz, Jan Moe*, Liv Dahl*, Ole Krag*", "Tide Institute"),
        ),
        (
            article("Wall", "Ana Ruiz*", "Skerrow Gazette"),
            article("Pier", "Ana Ruiz*", "Skerrow Gazette", publisher="Skerrow Gazette"),
        ),
        (article("Hafen Hafen", places="Harrow Bay", english=False), article("Hafen", places="Harrow Bay")),
    ],
    ids=[
        "one name",
        "places alone",
        "a place and a word",
        "words alone",
        "mentioned by the way",
        "the outlet",
        "words of another language",
    ],
)
def test_too_little_is_no_relation(one: SimpleNamespace, other: SimpleNamespace) -> None:
    assert related(one, *OTHERS, other)[0] == []


def test_the_rarer_is_first_and_counts_more() -> None:
    common = [article(f"Market {word}", organisations="Fish Board*, Boat Union*") for word in ("one", "two", "six")]
    rare = article("Wall opens", "Ana Ruiz*, Eva Holm*")
    both = article("Pier closes", "Ana Ruiz*, Eva Holm*", "Fish Board*, Boat Union*")
    found = related(both, *common, rare, *OTHERS)[0]
    assert found[0] == ("Wall opens", ("Ana Ruiz", "Eva Holm"))
    assert [title for title, _ in found[1:]] == ["Market one", "Market two", "Market six"]


def test_a_topic_of_an_editor_counts_and_no_thing_is_named_twice() -> None:
    found = related(article("A", places="Harrow*", tags="harrow"), article("B", places="Harrow*", tags="harrow"))
    assert found[0] == [("B", ("harrow",))]


def test_what_everybody_names_relates_nobody() -> None:
    everywhere = [article(f"No {number}", "Ana Ruiz*", "Tide Institute*") for number in range(60)]
    assert related(*everywhere) == [[]] * 60


def test_time_grows_with_the_site_and_no_faster() -> None:
    def seconds(size: int) -> float:
        made = [article(f"No {n}", f"Ana {n // 9}*, Tom {n % 7}", places=f"Bay {n // 30}*") for n in range(size)]
        return processor_seconds(lambda: related(*made))

    assert min(seconds(2000) / seconds(500) for _ in range(3)) < 9


def test_a_page_says_what_both_share(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {
        "a.txt": WALL.format("opens"),
        "b.txt": WALL.format("closes"),
        "c.txt": WALL.format("waits"),
        "c.toml": 'status = "draft"\n',
    }
    output = build_site(tmp_path, seeds, **PUBLISHED).output
    page = JustHTML((output / "briefings/a/index.html").read_text(encoding="utf-8"), sanitize=False)
    (entry,) = page.query("#related .entry")
    assert entry.query("a")[0].attrs["href"] == "https://site.example.org/news/briefings/b/"
    assert "Shared: Tide Institute , harbour , Harrow Bay" in " ".join(entry.to_text().split())
