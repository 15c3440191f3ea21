"""Finds the briefings that go with a briefing: those that name the same, the more the rarer it is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.later import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pelican.plugins.briefing.view import BriefingView

# How much it counts that two briefings share a name, a topic that an editor gave both, a word of their headlines.
_WEIGHTS = {"person": 1.0, "organisation": 0.8, "place": 0.6, "topic": 1.0, "word": 0.6}
# A name that is mentioned so often is what a text is about, as is one of its headline; a mention less counts less.
_OFTEN = 3
# What more briefings share than this says little about any two of them, and would take time for each pair.
_COMMON = 40
# So many are shown at most, for so many reasons each.
_MOST, _REASONS = 4, 3
# Fewer shared things than this are chance, as are places with fewer words than this; a likeness under this (1 is the
# same) is none worth following.
_FEWEST, _LEAST = 2, 0.15
# A word of a headline: "harbour" of "harbour's".
_WORD = re.compile(r"[^\W\d_]{5,}")
# Words of a headline that are of no subject.
_OF_NONE = frozenset(
    "about above across after again against ahead among another around because before behind being below between "  # noqa: SIM905 - read as words
    "beyond could despite during every first might never other should since still tells their there these those "
    "through today toward towards under until warns where which while within without would years".split()
)
# What an article is about: kind and slug.
Feature = tuple[str, str]
# With it the words to show for it, and how much the article is about it, from 0 to 1.
Features = dict[Feature, tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Related:
    """A briefing that goes with another one."""

    article: Any
    """Its article."""
    shared: tuple[str, ...]
    """What both name or are of, the rarest first: names, topics, words of both headlines."""
    likeness: float
    """How much they are about the same, from 0 to 1."""


def relate(articles: Sequence[Any], slugify: Callable[[str], str]) -> list[tuple[Related, ...]]:
    """Return for each article what goes with it, the most alike first.

    Two are the more alike the more they are about the same things, and the rarer those are on the site: the cosine of
    their weights, as search engines have it (Salton and Buckley 1988).

    Args:
        articles: those that are made of seeds, in the site's order.
        slugify: makes the last part of an address out of a name; names of one address are one.
    """
    features = [_features(article, slugify) for article in articles]
    having: dict[Feature, list[int]] = {}
    for number, found in enumerate(features):
        for feature in found:
            having.setdefault(feature, []).append(number)
    rarity = {
        feature: _WEIGHTS[feature[0]] * math.log(1 + len(articles) / len(numbers))
        for feature, numbers in having.items()
        if len(numbers) <= _COMMON
    }
    weights = [
        {feature: rarity[feature] * share for feature, (_, share) in found.items() if feature in rarity}
        for found in features
    ]
    lengths = [math.hypot(*found.values()) for found in weights]
    related = []
    for number, own in enumerate(weights):
        best = []
        for other, shared in _sharing(number, own, having).items():
            dots = [own[feature] * weights[other][feature] for feature in shared]
            likeness = round(sum(dots) / (lengths[number] * lengths[other]), 6)
            if likeness >= _LEAST and _is_enough([kind for kind, _ in shared]):
                best.append((-likeness, other, shared))
        best.sort()
        related.append(
            tuple(
                Related(articles[other], _named(shared, features[other]), -unlike)
                for unlike, other, shared in best[:_MOST]
            )
        )
    return related


def _is_enough(kinds: Sequence[str]) -> bool:
    """Return whether what two articles share is more than chance: not one thing, not a land and its adjective."""
    if len(kinds) < _FEWEST or set(kinds) == {"word"}:
        return False
    return not {"place", "word"}.issuperset(kinds) or kinds.count("word") >= _FEWEST


def _sharing(number: int, own: dict[Feature, float], having: dict[Feature, list[int]]) -> dict[int, list[Feature]]:
    """Return what each other article shares with one, the weightiest first."""
    sharing: dict[int, list[Feature]] = {}
    for feature in sorted(own, key=lambda feature: (-own[feature], feature)):
        for other in having[feature]:
            if other != number:
                sharing.setdefault(other, []).append(feature)
    return sharing


def _features(article: Any, slugify: Callable[[str], str]) -> Features:  # noqa: ANN401 - Pelican's
    """Return what an article is about."""
    view: BriefingView = article.briefing
    found: Features = {}
    for kind, entities in (("person", view.people), ("organisation", view.organisations), ("place", view.places)):
        for entity in entities:
            slug = slugify(entity.name)
            share = 1.0 if entity.name in view.title else min(entity.mentions / _OFTEN, 1.0)
            if slug and entity.name != view.publisher:
                found.setdefault((kind, slug), (entity.name, share))
    for topic in getattr(article, "tags", ()):
        found.setdefault(("topic", topic.slug), (topic.name, 1.0))
    named = {word for name, _ in found.values() for word in _words(name)}
    for word in _words(view.title) if view.english else ():
        if word not in named:
            found.setdefault(("word", word), (word, 1.0))
    return found


def _words(line: str) -> list[str]:
    """Return the words of a line that are of a subject, in small letters."""
    return [word for word in map(str.casefold, _WORD.findall(line)) if word not in _OF_NONE]


def _named(shared: Sequence[Feature], found: Features) -> tuple[str, ...]:
    """Return the words for the weightiest things that two articles share, each once."""
    names = {found[feature][0].casefold(): found[feature][0] for feature in reversed(shared)}
    return tuple(reversed(names.values()))[:_REASONS]


def add_related(articles: Sequence[Any], slugify: Callable[[str], str]) -> None:
    """Give each article's view what goes with it."""
    for article, related in zip(articles, relate(articles, slugify), strict=True):
        article.briefing = changed(article.briefing, related=related)
