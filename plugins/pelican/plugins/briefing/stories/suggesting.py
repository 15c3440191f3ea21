"""Suggests which briefings may be one story, with the evidence; an editor decides.

Two briefings may be of one story where `related` finds them alike enough, and where they are not too far apart; a
story is what hangs together by such pairs. `docs/accuracy.md` says how many of the pairs are right.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.related import relate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.view import BriefingView

# Two briefings are suggested as one story from this likeness on, from a lesser one where an editor gave both a topic,
# and where no more days lie between them.
LEAST, LEAST_OF_A_TOPIC = 0.5, 0.35
_DAYS = 45


@dataclass(frozen=True, slots=True)
class Pair:
    """Two briefings that may be of one story."""

    one: Page
    """The one that comes first by path."""
    other: Page
    """The other."""
    likeness: float
    """How much they are about the same, from 0 to 1."""
    shared: tuple[str, ...]
    """What both are about: names, topics, words of both headlines."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Briefings that may be one story."""

    pages: tuple[Page, ...]
    """The briefings, by path."""
    pairs: tuple[Pair, ...]
    """The evidence, the strongest first."""
    story: str
    """The story that some of them are of already, or empty."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """What `related` looks at: a briefing that has no article yet."""

    page: Page
    briefing: BriefingView
    tags: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    slug: str


def suggestions(settings: Path, now: str = "") -> tuple[Suggestion, ...]:
    """Return which briefings of a site may be one story and are not yet.

    Args:
        settings: Pelican's settings file.
        now: the moment that decides what is due; empty for the settings' own.

    Raises:
        SettingsError: a setting of the plugin is wrong.
    """
    from pelican.plugins.briefing.gathering import gather
    from pelican.plugins.briefing.injection import slugify_with
    from pelican.plugins.briefing.pelicans import read_site
    from pelican.plugins.briefing.settings import is_used, read_settings

    given = read_site(settings, {"BRIEFING_NOW": now} if now else {})
    ours = read_settings(given)
    if not is_used(given):
        return ()
    slugify = slugify_with(given)
    return suggest(gather(ours, slugify).pages, slugify)


def suggest(pages: Sequence[Page], slugify: Callable[[str], str]) -> tuple[Suggestion, ...]:
    """Return which briefings may be one story and are not yet, the largest suggestions first.

    Args:
        pages: all briefings of a site, by path.
        slugify: makes the last part of an address out of a name; names of one address are one.
    """
    pairs = _pairs(pages, slugify)
    groups: dict[int, set[int]] = {}
    for pair in pairs:
        joined = groups.get(id(pair.one), {id(pair.one)}) | groups.get(id(pair.other), {id(pair.other)})
        groups |= dict.fromkeys(joined, joined)
    found = []
    for group in {id(group): group for group in groups.values()}.values():
        members = tuple(page for page in pages if id(page) in group)
        stories = {page.entry.sidecar.story for page in members}
        if stories == {None} or None in stories:
            named = sorted(story for story in stories if story)
            evidence = tuple(pair for pair in pairs if id(pair.one) in group)
            found.append(Suggestion(members, evidence, named[0] if len(named) == 1 else ""))
    return tuple(sorted(found, key=lambda suggestion: (-len(suggestion.pages), suggestion.pages[0].entry.seed.path)))


def lines(suggestion: Suggestion) -> Iterable[str]:
    """Yield the lines that tell an editor of a suggestion."""
    name = suggestion.story or suggestion.pages[0].slug
    yield f'{len(suggestion.pages)} briefings may be one story; to make them one: story = "{name}" in each sidecar'
    for page in suggestion.pages:
        yield f"  {page.entry.seed.shown}{'' if page.entry.sidecar.story is None else ' (has it)'}"
    for pair in suggestion.pairs:
        names = f"{pair.one.slug} and {pair.other.slug}"
        yield f"  {pair.likeness:.2f} {names}: both are about {', '.join(pair.shared)}"


def _pairs(pages: Sequence[Page], slugify: Callable[[str], str]) -> list[Pair]:
    """Return the pairs of briefings that may be of one story, the most alike first."""
    stands = [
        _Stand(page, page.view, tuple(_Topic(tag, slugify(tag)) for tag in page.entry.sidecar.tags)) for page in pages
    ]
    order = {id(page): number for number, page in enumerate(pages)}
    pairs: dict[tuple[int, int], Pair] = {}
    for stand, related in zip(stands, relate(stands, slugify), strict=True):
        for other in related:
            one, two = sorted((stand.page, other.article.page), key=lambda page: order[id(page)])
            topic = not set(one.entry.sidecar.tags).isdisjoint(two.entry.sidecar.tags)
            if other.likeness >= (LEAST_OF_A_TOPIC if topic else LEAST) and _are_near(one, two):
                pairs[id(one), id(two)] = Pair(one, two, other.likeness, other.shared)
    return sorted(pairs.values(), key=lambda pair: (-pair.likeness, order[id(pair.one)], order[id(pair.other)]))


def _are_near(one: Page, other: Page) -> bool:
    """Return whether two briefings are not too far apart; of one without a date that is not known."""
    if one.published is None or other.published is None:
        return True
    days = [dt.date(day.year, day.month, day.day) for day in (one.published, other.published)]
    return abs((days[0] - days[1]).days) <= _DAYS
