"""Tells a story out of its briefings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from pelican.plugins.briefing.languages import N_
from pelican.plugins.briefing.roles import stands_alone
from pelican.plugins.briefing.sources import by_publisher, tally
from pelican.plugins.briefing.stories.counting import counts_of, find_series
from pelican.plugins.briefing.stories.likeness import Index, Likeness, words_of
from pelican.plugins.briefing.stories.merging import merge_events, moments_of
from pelican.plugins.briefing.stories.view import (
    StoryChange,
    StorySource,
    StorySpeaker,
    StoryUnknown,
    StoryView,
    Told,
)
from pelican.plugins.briefing.surnames import fuller
from pelican.plugins.briefing.view import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.stories.described import Description
    from pelican.plugins.briefing.stories.merging import Moment
    from pelican.plugins.briefing.stories.view import Series, StoryEvent
    from pelican.plugins.briefing.view import EventView, FactView, QuotationView, UnknownView

    Briefings = Sequence[tuple[Any, Page]]

# So many key facts stand under "What is known now".
_KNOWN = 8
# Facts that tell something by themselves; the others name who, where and when.
_TELLING = ("what", "number")
# An earlier fact that is as like a newer one says nothing beside it.
_REPEATED = 0.4
# What a later briefing tells of the same matter as something not known has so much, and so many words, in common.
_ANSWER, _WORDS = 0.5, 2
_STATUS = {"developing": N_("Developing"), "ended": N_("Ended")}


@dataclass(frozen=True, slots=True)
class Naming:
    """How a story is called and where it stands."""

    name: str
    """The last part of its address."""
    description: Description | None
    """What the editor says of it."""
    language: Language
    """What the site speaks."""
    feed: str = ""
    """Address of its feed under the site's root, or empty."""


def tell(naming: Naming, briefings: Briefings, slugify: Callable[[str], str]) -> StoryView:
    """Return a story.

    Args:
        naming: what it is called.
        briefings: its articles with their pages, oldest first.
        slugify: names that give one address are one speaker.
    """
    described = naming.description
    briefings = _ordered(briefings, described.order if described else ())
    articles = tuple(article for article, _ in briefings)
    moments = [moments_of(article, page) for article, page in briefings]
    counts = [counts_of(article, page) for article, page in briefings]
    facts = [Told(fact, article) for article in articles[::-1] for fact in article.briefing.facts]
    likeness = Likeness(
        chain(
            (moment.words for moment in chain.from_iterable(moments)),
            (count.words for count in chain.from_iterable(counts)),
            (_words(fact.item) for fact in facts),
            (words_of(unknown.text) for article in articles for unknown in article.briefing.unknowns),
        )
    )
    merged = merge_events(chain.from_iterable(moments), likeness)
    sources, timeline = _sources(articles, merged, naming.language)
    series = find_series(chain.from_iterable(counts), likeness)
    unknowns = tuple(_unknowns(articles, moments, likeness))
    return StoryView(
        name=naming.name,
        title=(described and described.title) or naming.name.replace("-", " ").capitalize(),
        introduction=described.introduction if described else (),
        status=_status(described, naming.language),
        url=f"stories/{naming.name}/",
        articles=articles,
        known=_known(facts, likeness),
        timeline=timeline,
        speakers=_speakers(articles, slugify),
        series=series,
        unknowns=unknowns,
        sources=sources,
        changes=tuple(_changes(articles, timeline, series, unknowns)),
        feed=naming.feed,
    )


def _status(described: Description | None, language: Language) -> State | None:
    """Return whether a story goes on or has ended, in words."""
    name = described.status if described else None
    return State(name, language.gettext(_STATUS[name])) if name else None


def _ordered(briefings: Briefings, order: Sequence[str]) -> Briefings:
    """Return briefings in the editor's order, those that it does not name behind the others by date."""
    places = {slug: number for number, slug in enumerate(order)}
    return sorted(briefings, key=lambda briefing: places.get(briefing[1].slug, len(places)))


def _words(fact: FactView) -> frozenset[str]:
    """Return what a fact is compared by."""
    return words_of(" ".join(piece.text for piece in fact.pieces))


def _known(facts: Iterable[Told[FactView]], likeness: Likeness) -> tuple[Told[FactView], ...]:
    """Return what is known now, given all facts by the newest briefing first."""
    chosen: list[Told[FactView]] = []
    taken: list[tuple[Any, frozenset[str]]] = []
    for fact in facts:
        words = _words(fact.item)
        repeated = any(other is not fact.article and likeness.of(words, told) > _REPEATED for other, told in taken)
        if len(chosen) < _KNOWN and fact.item.slot in _TELLING and not repeated:
            chosen.append(fact)
            taken.append((fact.article, words))
    return tuple(chosen)


def _speakers(articles: Sequence[Any], slugify: Callable[[str], str]) -> tuple[StorySpeaker, ...]:
    """Return who said what, those who are quoted most first."""
    said: dict[str, list[Told[QuotationView]]] = {}
    newest: dict[str, Any] = {}
    names: dict[str, str] = {}
    roles: dict[str, str] = {}
    for article in articles:
        for speaker in article.briefing.speakers:
            key = speaker.href or slugify(speaker.name)
            if speaker.anonymous or not speaker.kind or not key:
                continue
            words = (*speaker.quotations, *speaker.reported)
            said.setdefault(key, []).extend(Told(quotation, article) for quotation in words)
            newest[key] = speaker
            names[key] = fuller(speaker.name, names.get(key, ""))
            roles[key] = speaker.role if stands_alone(speaker.role) and speaker.role else roles.get(key, "")
    found = [
        StorySpeaker(names[key], roles[key], newest[key].href, tuple(quotations)) for key, quotations in said.items()
    ]
    return tuple(sorted(found, key=lambda speaker: (-len(speaker.said), speaker.name)))


def _unknowns(
    articles: Sequence[Any], moments: Sequence[Sequence[Moment]], likeness: Likeness
) -> Iterable[StoryUnknown]:
    """Yield what was said not to be known, newest first, with what later briefings tell of it."""
    later: Index[tuple[int, int, Moment]] = Index()
    for number in reversed(range(len(articles))):
        for unknown in articles[number].briefing.unknowns:
            words = words_of(unknown.text)
            since = [
                moment
                for *_, moment in sorted(later.sharing(words), key=itemgetter(0, 1))
                if len(words & moment.words) >= _WORDS and likeness.of(words, moment.words) >= _ANSWER
            ]
            yield StoryUnknown(Told(unknown, articles[number]), tuple(moment.told for moment in _whole(since)))
        # Behind all that is told later, so that of what is told often the first is found.
        for place, moment in reversed(list(enumerate(moments[number]))):
            later.add(moment.words, (number, place, moment))


def _whole(moments: Sequence[Moment]) -> Iterable[Moment]:
    """Yield moments without those that are a part of another one's sentence, and a sentence with two dates once."""
    for number, moment in enumerate(moments):
        span, article = moment.event.span, moment.told.article
        same = ((place, other.event.span) for place, other in enumerate(moments) if other.told.article is article)
        if not any(other.holds(span) and (other != span or place > number) for place, other in same):
            yield moment


def _sources(
    articles: Sequence[Any], timeline: Iterable[StoryEvent], language: Language
) -> tuple[tuple[StorySource, ...], tuple[StoryEvent, ...]]:
    """Return what each publisher contributes, in the order in which they first appear, and who tells each event."""
    publishers = by_publisher(articles, language.gettext("Publisher not known"))
    numbers = {id(article): number for number, (_, own) in enumerate(publishers, 1) for article in own}
    events = tuple(
        replace(event, sources=tuple(sorted({numbers[id(told.article)] for told in event.told}))) for event in timeline
    )
    told = Counter(number for event in events for number in event.sources)
    alone = Counter(event.sources[0] for event in events if len(event.sources) == 1)
    sources = tuple(
        StorySource(number, tally(name, "", own), told[number], alone[number])
        for number, (name, own) in enumerate(publishers, 1)
    )
    return sources, events


def _changes(
    articles: Sequence[Any],
    timeline: Sequence[StoryEvent],
    series: Sequence[Series],
    unknowns: Sequence[StoryUnknown],
) -> Iterable[StoryChange]:
    """Yield what each briefing but the first added, newest first."""
    events: dict[int, list[EventView]] = {}
    places = {id(article): number for number, article in enumerate(articles)}
    for event in timeline:
        earliest = min(event.told, key=lambda told: places[id(told.article)])
        events.setdefault(id(earliest.article), []).append(earliest.item)
    answers: dict[int, list[tuple[Told[UnknownView], EventView]]] = {}
    for unknown in unknowns:
        for told in unknown.since:
            answers.setdefault(id(told.article), []).append((unknown.told, told.item))
    figures: dict[int, list[tuple[Any, Any]]] = {}
    for found in series:
        for before, after in zip(found.points, found.points[1:], strict=False):
            if before.told.item.value != after.told.item.value and before.told.article is not after.told.article:
                figures.setdefault(id(after.told.article), []).append((before.told, after.told))
    for article in articles[:0:-1]:
        key = id(article)
        yield StoryChange(article, tuple(events.get(key, ())), tuple(figures.get(key, ())), tuple(answers.get(key, ())))
