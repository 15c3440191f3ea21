"""Decides what of a text may be published: all of it, or the shown items' own words up to a share of its words."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from factbox import Certainty, FiveW, QuotationKind, Slot, Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from factbox import Briefing, Entity, Event, KeyFact, Quantity, Quotation
    from pelican.plugins.briefing.settings import Settings

MAX_FIGURES = 8
# With so many figures, "two" and "three" of something stand there only where a key fact has them.
_ENOUGH = 4
# Where there is no room for all, everybody is heard once before more key facts than these.
_LEADING = 2
# A longer sentence is not shown around a figure, in characters: its own words say enough.
_CONTEXT = 240
# Between an item's words as many characters are shown with them as make the whole readable.
_NEAR = 40
# A word, for counting: "Ruiz", "1,000" counts as two.
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page may show of a briefing."""

    briefing: Briefing
    """With the items that may be shown alone; its `text` is still all of it, for cutting words out."""
    text: str
    """The whole cleaned text."""
    mode: str
    """`full`, `excerpts` or `none`: how much of the text the page shows."""
    bottom_line: Span | None
    """The sentence at the head of the page."""
    figures: tuple[Quantity, ...]
    """The figures that matter, in text order."""
    stretches: tuple[Span, ...]
    """What of the text is published, in order, none touching the next; under `full` all of it."""
    left_out: int
    """How many items were left out, being too many words."""

    def holds(self, span: Span) -> bool:
        """Return whether all of a span is published."""
        index = bisect.bisect_right(self.stretches, span.start, key=lambda stretch: stretch.start) - 1
        return index >= 0 and self.stretches[index].holds(span)

    @property
    def timeline(self) -> tuple[Event, ...]:
        """The events that a page lists: those that an expression of their own dates.

        Of the others the data says the story's day; a page that repeated that day for each would hide the rest.
        """
        return _dated(self.briefing)

    def items(self) -> tuple[str, ...]:
        """Return the ids of all that a page lists: facts, figures, events, quotations and what is not known."""
        briefing = self.briefing
        listed: tuple[tuple[Any, ...], ...] = (
            briefing.key_facts, self.figures, self.timeline, self.quotations, briefing.unknowns,
        )  # fmt: skip
        return tuple(item.id for items in listed for item in items)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations that a page lists: of reported statements those that are sure, and whose claim an item is.

        Where it is not clear where a statement ends the data has it, and the page is silent.
        """
        claims = {fact.by for fact in self.briefing.key_facts} | {event.by for event in self.briefing.timeline}
        return tuple(
            found
            for found in self.briefing.quotations
            if found.kind is not QuotationKind.INDIRECT
            or found.speaker is None
            or found.speaker.certainty is Certainty.SURE
            or found.id in claims
        )

    def published(self) -> Briefing:
        """Return the briefing as it may be published: without its text, unless all of it may be."""
        if self.mode == "full":
            return self.briefing
        return replace(self.briefing, text=None, issues=())


def choose_shown(briefing: Briefing, settings: Settings) -> Shown:
    """Return what a page may show of a briefing.

    Args:
        briefing: with its text, and an editor's corrections applied.
        settings: `source_text`, `licences` and `share` decide, and which sections there are.
    """
    line, briefing = _bottom_line(briefing), _of_sections(briefing, settings.looks.sections)
    text, mode = briefing.text or "", settings.source_text if "source" in settings.looks.sections else "none"
    if mode == "full" and not _allows(briefing.source.licence, settings.licences):
        mode = "excerpts"
    if mode == "full":
        return Shown(briefing, text, mode, line, _figures(briefing), (Span(0, len(text)),), 0)
    budget = _Budget(text, settings.share)
    budget.take(_always(briefing))
    if line and not budget.offer([line]):
        line = None
    ranked = list(_ranked(briefing))
    kept = {
        item.name
        for item in ranked
        if budget.offer(_joined(text, item.spans)) or (item.least and budget.offer(_joined(text, [*item.least])))
    }
    figures = tuple(figure for figure in _figures(briefing) if figure.id in kept)
    shown = Shown(briefing, text, mode, line, figures, budget.stretches(), len({item.name for item in ranked} - kept))
    return replace(shown, briefing=_reduced(shown, kept))


def _of_sections(briefing: Briefing, sections: Container[str]) -> Briefing:
    """Return a briefing without the items of sections that the site does not have."""
    quotations = briefing.quotations if "who-said-what" in sections else ()
    claims = {item.id for item in quotations} | {entity.id for entity in briefing.entities}
    quantities = briefing.quantities if "in-numbers" in sections else ()
    gone = {item.id for item in briefing.quantities} - {item.id for item in quantities}
    facts = briefing.key_facts if "key-facts" in sections else ()
    events = briefing.timeline if "timeline" in sections else ()
    return replace(
        briefing,
        quotations=quotations,
        key_facts=tuple(
            replace(item, refs=tuple(name for name in item.refs if name not in gone))
            for item in facts
            if _claimed(item, claims)
        ),
        timeline=tuple(item for item in events if _claimed(item, claims)),
        quantities=quantities,
        unknowns=briefing.unknowns if "not-known" in sections else (),
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """An item with the words that it needs on the page."""

    name: str
    """Its id."""
    spans: list[Span]
    """Where they stand."""
    least: tuple[Span, ...] = ()
    """Those that do where there is no room for all."""


class _Budget:
    """How many words of a text may still be published."""

    def __init__(self, text: str, share: float) -> None:
        self._words = [match.start() for match in _WORD.finditer(text)]
        # A byte for each word, 1 where it is published: counting them costs next to nothing however many there are.
        self._published = bytearray(len(self._words))
        self._taken: list[Span] = []
        self._left = int(len(self._words) * share)

    def take(self, spans: Iterable[Span]) -> None:
        """Publish spans whatever they cost."""
        self._publish(_merged(spans))

    def offer(self, spans: Iterable[Span]) -> bool:
        """Publish spans if enough words are left, and return whether that is so."""
        merged = _merged(spans)
        if sum(self._published.count(0, *self._range(span)) for span in merged) > max(self._left, 0):
            return False
        self._publish(merged)
        return True

    def stretches(self) -> tuple[Span, ...]:
        """Return what is published, in order."""
        return tuple(_merged(self._taken))

    def _publish(self, spans: list[Span]) -> None:
        """Publish spans that do not meet, and pay for the words in them that were not published before."""
        for span in spans:
            first, last = self._range(span)
            self._left -= self._published.count(0, first, last)
            self._published[first:last] = b"\1" * (last - first)
        self._taken += spans

    def _range(self, span: Span) -> tuple[int, int]:
        """Return the numbers of the first word that begins in a span and of the first one behind it."""
        return bisect.bisect_left(self._words, span.start), bisect.bisect_left(self._words, span.end)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch made into one."""
    out: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _allows(licence: str | None, licences: Iterable[str]) -> bool:
    """Return whether a licence is one of those, by its identifier or as people write it: "CC BY 4.0"."""
    return licence is not None and _identifier(licence) in map(_identifier, licences)


def _identifier(licence: str) -> str:
    """Return a licence's name in one form: "cc-by-4.0"."""
    return "-".join(licence.replace("-", " ").casefold().split())


def _dated(briefing: Briefing) -> tuple[Event, ...]:
    """Return the events that an expression of their own dates, or an editor, oldest first."""
    return tuple(event for event in briefing.timeline if event.timex or event.rule == "editor")


def _bottom_line(briefing: Briefing) -> Span | None:
    """Return the sentence of the first fact that says what happened, or the first sentence."""
    if not briefing.sentences:
        return None
    told = (fact.sentence for fact in briefing.key_facts if fact.slot is Slot.WHAT)
    return briefing.sentences[next(told, 0)]


def _figures(briefing: Briefing) -> tuple[Quantity, ...]:
    """Return the figures that matter: those of key facts first, then in text order, a "two" or "three" last.

    None is without a unit, or without words that tell what it is about; where there is enough else, none is few.
    """
    used = {name for fact in briefing.key_facts for name in fact.refs}
    of_fact = {fact.span for fact in briefing.key_facts if fact.slot is Slot.NUMBER}

    def rank(figure: Quantity) -> bool:
        return not (figure.id in used or any(span.holds(figure.span) for span in of_fact))

    counted = [
        figure
        for figure in briefing.quantities
        if (figure.unit or figure.currency) and (not figure.is_duration or figure.id in used)
        if not figure.is_label and (not _is_time(briefing, figure) if figure.is_duration else not figure.is_minor)
        if figure.rule == "editor" or _counted(figure) or context(briefing, figure)
    ]
    few = [figure.is_few and figure.rule != "editor" for figure in counted]
    plenty = few.count(False) >= _ENOUGH
    enough = [one for one, is_few in zip(counted, few, strict=True) if not (plenty and is_few and rank(one))]
    chosen = sorted(enough, key=lambda figure: (rank(figure), figure.is_few))[:MAX_FIGURES]
    return tuple(sorted(chosen, key=lambda figure: figure.span))


def _is_time(briefing: Briefing, figure: Quantity) -> bool:
    """Return whether a figure only says when: "three months" of "the last three months"."""
    return any(timex.span.holds(figure.span) and timex.span.start < figure.span.start for timex in briefing.timexes)


def _always(briefing: Briefing) -> Iterator[Span]:
    """Yield what every page shows of its text: headline, dateline and notices."""
    if briefing.source.title_origin != "given" and briefing.text:
        start = briefing.text.find(briefing.source.title)
        if start >= 0:
            yield Span(start, start + len(briefing.source.title))
    if briefing.dateline:
        yield briefing.dateline.span
    for notice in briefing.notices:
        yield notice.span


def _ranked(briefing: Briefing) -> Iterator[_Item]:
    """Yield the items, the most important one first."""
    quotations = {quotation.id: quotation for quotation in briefing.quotations}
    entities = {entity.id: entity for entity in briefing.entities}
    times = {timex.id: timex.span for timex in briefing.timexes}

    def needed(item: KeyFact | Event) -> list[Span]:
        claim = quotations.get(item.by or "")
        return [item.span, *(_quotation_spans(claim, entities) if claim else ())]

    def of_facts(facts: Iterable[KeyFact]) -> Iterator[_Item]:
        return (_Item(fact.id, needed(fact)) for fact in facts)

    def of_quotations(found: Iterable[Quotation]) -> Iterator[_Item]:
        return (_Item(quotation.id, list(_quotation_spans(quotation, entities))) for quotation in found)

    said = [quotation for quotation in briefing.quotations if quotation.kind is not QuotationKind.INDIRECT]
    first = _first_words(said)
    yield from of_facts(briefing.key_facts[:_LEADING])
    yield from of_quotations(first)
    yield from of_facts(briefing.key_facts[_LEADING:])
    heard = {quotation.id for quotation in first}
    yield from of_quotations(quotation for quotation in said if quotation.id not in heard)
    for unknown in briefing.unknowns:
        yield _Item(unknown.id, [unknown.span])
    for event in _dated(briefing):
        timed = [times[event.timex]] if event.timex in times else []
        yield _Item(event.id, [*needed(event), *timed])
    for figure in _figures(briefing):
        around, counted = context(briefing, figure), _counted(figure)
        yield _Item(figure.id, [around] if around else [*(counted or (figure.span,))], counted)
    yield from of_quotations(quotation for quotation in briefing.quotations if quotation.kind is QuotationKind.INDIRECT)


def _first_words(said: Iterable[Quotation]) -> list[Quotation]:
    """Return the first quotation of each named speaker, in text order."""
    first: dict[str, Quotation] = {}
    for quotation in said:
        if quotation.speaker and quotation.speaker.name:
            first.setdefault(quotation.speaker.name, quotation)
    return list(first.values())


def _counted(figure: Quantity) -> tuple[Span, ...]:
    """Return a figure with what it counts, where that says more than the figure: "31 percent", "of voters"."""
    return (figure.span, figure.of) if figure.of and not figure.span.holds(figure.of) else ()


def context(briefing: Briefing, figure: Quantity) -> Span | None:
    """Return the sentence that tells what a figure is about, unless it is too long to stand beside it."""
    index = bisect.bisect_right(briefing.sentences, figure.span.start, key=lambda sentence: sentence.start) - 1
    if index < 0:
        return None
    sentence = briefing.sentences[index]
    return sentence if sentence.holds(figure.span) and len(sentence) <= _CONTEXT else None


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Return one item's spans in order, with the few words between two: "…," the pilot *later* said."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start - out[-1].end <= _NEAR and "\n" not in text[out[-1].end : span.start]:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _quotation_spans(quotation: Quotation, entities: dict[str, Entity]) -> Iterator[Span]:
    """Yield the words that a quotation needs: its own, its speaker's name and role, the verb and the venue."""
    yield quotation.span
    if quotation.cue:
        yield quotation.cue.span
    if quotation.venue:
        yield quotation.venue
    speaker = quotation.speaker
    if speaker:
        yield speaker.span
        if speaker.role_span:
            yield speaker.role_span
        if speaker.entity in entities:
            yield entities[speaker.entity].name_span


def _reduced(shown: Shown, kept: set[str]) -> Briefing:
    """Return the briefing with the kept items, and of all other annotations those whose words are published."""
    briefing, holds = shown.briefing, shown.holds
    quotations = tuple(item for item in briefing.quotations if item.id in kept)
    claims = {item.id for item in quotations} | {entity.id for entity in briefing.entities}
    entities = tuple(
        entity if entity.role_span is None or holds(entity.role_span) else replace(entity, role=None, role_span=None)
        for entity in briefing.entities
        if holds(entity.name_span)
    )
    people = tuple(
        person if person.role_span is None or holds(person.role_span) else replace(person, role=None, role_span=None)
        for person in briefing.people
        if holds(person.name_span)
    )
    five = briefing.five_w
    return replace(
        briefing,
        quotations=quotations,
        timexes=tuple(item for item in briefing.timexes if holds(item.span)),
        timeline=tuple(item for item in briefing.timeline if item.id in kept and _claimed(item, claims)),
        entities=entities,
        people=people,
        quantities=tuple(item for item in briefing.quantities if holds(item.span)),
        key_facts=tuple(item for item in briefing.key_facts if item.id in kept and _claimed(item, claims)),
        five_w=FiveW(
            who=tuple(item for item in five.who if holds(item.span)),
            what=tuple(item for item in five.what if holds(item.span)),
            where=tuple(item for item in five.where if holds(item.span)),
            when=tuple(item for item in five.when if holds(item.span)),
        ),
        unknowns=tuple(item for item in briefing.unknowns if item.id in kept),
    )


def _claimed(item: KeyFact | Event, claims: set[str]) -> bool:
    """Return whether the page still names who makes an item's claim; it would read as a fact otherwise."""
    return item.by is None or item.by in claims
