"""Surnames in a story: joined with the one full name that they can mean, and with nobody where that is not sure."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from justhtml import JustHTML

from pelican.plugins.briefing.surnames import find_surnames
from pelican.plugins.briefing.view import EntityView
from plugin_site import PUBLISHED, build_site
from theme_states import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from justhtml import Element

FIRST = """Inquiry into the dam

TARVEL — “We want an inquiry,” said Tobias Renn, the opposition leader.
"""
SECOND = """Inquiry delayed

TARVEL — Renn, the opposition leader, said his party would not wait. “It cannot wait,” Renn said.
"""


def briefing(slug: str, *people: tuple[str, str], story: str = "dam") -> tuple[Any, Any]:
    """Return an article that names people with their roles, and its page."""
    named = tuple(EntityView(name, role, None, 1) for name, role in people)
    page = SimpleNamespace(entry=SimpleNamespace(sidecar=SimpleNamespace(story=story)))
    return SimpleNamespace(slug=slug, briefing=replace(PLAIN, people=named)), page


def found(*briefings: tuple[Any, Any]) -> dict[tuple[str, str], str]:
    """Return whose surnames are."""
    return find_surnames(briefings, lambda name: name.casefold().replace(" ", "-"))


@pytest.mark.parametrize("role", ["opposition leader", "leader of the opposition", ""])
def test_a_surname_is_the_one_who_has_it_in_the_story(role: str) -> None:
    first = briefing("first", ("Tobias Renn", "the opposition leader"))
    assert found(first, briefing("second", ("Renn", role))) == {("renn", "second"): "tobias-renn"}


@pytest.mark.parametrize(
    "others",
    [
        [briefing("second", ("Renn", "a dyke warden"))],
        [briefing("second", ("Renn", "")), briefing("third", ("Clara Renn", ""))],
        [briefing("second", ("Renn", ""), ("Tobias Renn", ""))],
        [briefing("second", ("Renn", ""), story="strike")],
        [briefing("second", ("Tobias", ""))],
    ],
    ids=["another role", "a namesake", "both in one briefing", "another story", "a first name"],
)
def test_a_surname_stays_by_itself_where_that_is_not_sure(others: list[tuple[Any, Any]]) -> None:
    assert found(briefing("first", ("Tobias Renn", "opposition leader")), *others) == {}


def page(output: Path, address: str) -> Element:
    """Return a page's tree."""
    return JustHTML((output / address / "index.html").read_text(encoding="utf-8"), sanitize=False)


def test_one_person_has_one_page_and_one_voice(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {"first.txt": FIRST, "second.txt": SECOND}
    for day, slug in enumerate(("first", "second"), 1):
        seeds[f"{slug}.toml"] = f'published = 2026-03-0{day}\nlicence = "own"\nstory = "dam"\n'
    assert not build_site(tmp_path, seeds, **PUBLISHED).failures
    output = tmp_path / "output"
    assert not (output / "people/renn").exists()
    assert page(output, "people/tobias-renn").query("h1")[0].to_text() == "Tobias Renn"
    assert len(page(output, "people/tobias-renn").query("blockquote")) > 1
    voices = [name.to_text() for name in page(output, "stories/dam").query("#who-said-what h3 a")]
    assert voices == ["Tobias Renn"]
    assert [name.to_text() for name in page(output, "sources").query("#voices tbody th")] == ["Tobias Renn"]
    links = page(output, "briefings/second").query('a[href$="people/tobias-renn/"]')
    assert {link.to_text() for link in links} == {"Renn"}
