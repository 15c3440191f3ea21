"""Changes items, and adds new ones: quotations, events, facts, figures and what is not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from factbox.briefing.dates import calendar_point, event_order, sorting_day
from factbox.edits.amendment import EDITOR
from factbox.edits.finding import (
    Item,
    Kind,
    called,
    find_marked,
    find_one,
    find_words,
    new_words,
    sentence_of,
    source_words,
)
from factbox.ids import name_ids
from factbox.model import (
    Certainty,
    Event,
    KeyFact,
    MentionKind,
    Modality,
    Precision,
    Quantity,
    QuantityKind,
    Quotation,
    QuotationKind,
    Slot,
    Speaker,
    Unknown,
    UnknownKind,
)
from factbox.quantities.numbers import find_numbers
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.edits.amendment import Amendment
    from factbox.model import Briefing, Edit


# How far the value of a part of a whole may be from it.
_ROUNDED = 0.005


def change_quotation(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Change who says something, in which role and how it is given; or add a quotation."""
    quotation = _new_quotation(found, amendment) if amendment.add else find_one(found, found.quotations, amendment)
    quotation = _current(now.quotations, quotation)
    own: list[str] = []
    if "speaker" in amendment.values:
        speaker = _speaker(found, amendment, quotation.span)
        quotation = replace(quotation, speaker=speaker, rule=EDITOR)
        own += [] if speaker.text else ["speaker"]
    if "role" in amendment.values:
        if quotation.speaker is None:
            raise amendment.error("the quotation has no speaker whose role this could be", "speaker too")
        span = source_words(found, amendment, "role", quotation.span.start)
        role = span.of(found.text or "") if span else str(amendment.values["role"])
        quotation = replace(quotation, speaker=replace(quotation.speaker, role=role, role_span=span))
        own += [] if span else ["role"]
    if "kind" in amendment.values:
        kind = QuotationKind(str(amendment.values["kind"]))
        own += _own_kind(found, amendment, quotation, kind)
        quotation = replace(quotation, kind=kind)
    quotations = sorted(_with(now.quotations, quotation), key=lambda item: item.span)
    return replace(now, quotations=tuple(quotations)), amendment.edit(quotation.id, own=tuple(own))


def _own_kind(found: Briefing, amendment: Amendment, quotation: Quotation, kind: QuotationKind) -> list[str]:
    """Return `kind` where a page is to put words in quotation marks that the text does not.

    Raises:
        EditError: no reason is given for it.
    """
    quoted = kind is QuotationKind.INDIRECT or quotation.kind is not QuotationKind.INDIRECT
    if quoted or all(find_marked(found, part) == part for part in quotation.parts):
        return []
    if amendment.reason is None:
        expected = 'kind = "indirect", or reason = "…" for what you know from elsewhere'
        raise amendment.error("not all of its words stand in quotation marks", expected)
    return ["kind"]


def change_event(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Change when something happened, in which words and how it is told; or add an event."""
    event = _new_event(found, amendment) if amendment.add else find_one(found, found.timeline, amendment)
    event = _reworded(found, amendment, _current(now.timeline, event))
    own: tuple[str, ...] = ()
    if "date" in amendment.values:
        event, own = _dated(found, amendment, event)
    if "modality" in amendment.values:
        modality = Modality(str(amendment.values["modality"]))
        if modality is Modality.SAID and event.by is None:
            raise amendment.error("nobody says this in the text", "words that stand in a quotation")
        if modality is Modality.REPORTED and event.by is not None:
            if amendment.reason is None:
                raise amendment.error("somebody says this in the text", 'reason = "…", which says how you know it')
            event, own = replace(event, by=None), (*own, "modality")
        event = replace(event, modality=modality)
    events = sorted(_with(now.timeline, event), key=event_order)
    return replace(now, timeline=tuple(events)), amendment.edit(event.id, own=own)


def change_fact(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Change the words or the question of a key fact, or add one."""
    if amendment.add:
        span, sentence = new_words(found, amendment)
        words = span.of(found.text or "")
        name = _name("f", words, found.key_facts)
        fact = KeyFact(name, Slot.WHAT, span, words, (), _claim(found, span), sentence, (), EDITOR)
    else:
        fact = find_one(found, found.key_facts, amendment)
    fact = _reworded(found, amendment, _current(now.key_facts, fact))
    if "words" in amendment.values:
        fact = replace(fact, cuts=())
    if "slot" in amendment.values:
        fact = replace(fact, slot=Slot(str(amendment.values["slot"])))
    return replace(now, key_facts=_with(now.key_facts, fact)), amendment.edit(fact.id, own=_own(amendment, "slot"))


def change_figure(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Change the words, value or unit of a figure, or add one."""
    values = amendment.values
    if amendment.add:
        if not {"value", "unit"} <= values.keys():
            raise amendment.error("a new figure has no value or no unit", 'value = 12 and unit = "boat"')
        span, _ = new_words(found, amendment)
        words = span.of(found.text or "")
        name = _name("n", words, found.quantities)
        figure = Quantity(name, span, words, 0, None, QuantityKind.COUNT, "", None, None, None, None, EDITOR)
    else:
        figure = find_one(found, found.quantities, amendment)
    figure = _reworded(found, amendment, _current(now.quantities, figure))
    if "value" in values:
        figure = replace(figure, value=_value(found, amendment, figure.span), value_max=None, rule=EDITOR)
    if "unit" in values:
        figure = replace(figure, unit=str(values["unit"]), rule=EDITOR)
    quantities = sorted(_with(now.quantities, figure), key=lambda item: item.span)
    own = _own(amendment, "value", "unit")
    return replace(now, quantities=tuple(quantities)), amendment.edit(figure.id, own=own)


def _value(found: Briefing, amendment: Amendment, span: Span) -> float:
    """Return the value of a correction: a number of the figure's words, of either sign, or one that has a reason.

    Raises:
        EditError: the words have another number, and no reason is given.
    """
    value = float(str(amendment.values["value"]))
    told = find_numbers(found.text or "", span.start, span.end)
    # A part of a whole is typed as one rounds it: 0.67.
    held = any(abs(abs(value) - abs(float(one.value))) <= (_ROUNDED if one.scale == "fraction" else 0) for one in told)
    if not held and amendment.reason is None:
        wrong = f"value {value:.15g} is no number in {span.of(found.text or '')!r}"
        raise amendment.error(wrong, 'one of them, or reason = "…" for one you know from elsewhere')
    return value


def change_unknown(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Change the words or kind of what is not known, or add to it."""
    if amendment.add:
        span, sentence = new_words(found, amendment)
        words = span.of(found.text or "")
        unknown = Unknown(_name("u", words, found.unknowns), UnknownKind.UNCLEAR, span, words, sentence, EDITOR)
    else:
        unknown = find_one(found, found.unknowns, amendment)
    unknown = _reworded(found, amendment, _current(now.unknowns, unknown))
    if "kind" in amendment.values:
        unknown = replace(unknown, kind=UnknownKind(str(amendment.values["kind"])))
    unknowns = sorted(_with(now.unknowns, unknown), key=lambda item: item.span)
    return replace(now, unknowns=tuple(unknowns)), amendment.edit(unknown.id)


def _new_quotation(found: Briefing, amendment: Amendment) -> Quotation:
    """Return a quotation of words of the text, without a speaker yet."""
    if "speaker" not in amendment.values:
        raise amendment.error("a new quotation has no speaker", 'speaker = "…"')
    span, sentence = new_words(found, amendment)
    marked = find_marked(found, span)
    kind = QuotationKind.DIRECT if marked else QuotationKind.INDIRECT
    span = marked or span
    words = span.of(found.text or "")
    name = _name("q", words, found.quotations)
    return Quotation(name, kind, span, words, (span,), None, None, None, None, sentence, EDITOR)


def _speaker(found: Briefing, amendment: Amendment, near: Span) -> Speaker:
    """Return the speaker that an editor names: somebody of the text, words of it, or somebody it does not name."""
    name = str(amendment.values["speaker"])
    span = source_words(found, amendment, "speaker", near.start)
    speaker = Speaker(
        span or Span(near.start, near.start), "", MentionKind.NAME, name, None, None, None,
        anonymous=False, certainty=Certainty.SURE,
    )  # fmt: skip
    if span is None:
        return speaker
    words = span.of(found.text or "")
    known = [entity for entity in found.entities if words in called(found, entity)]
    if len(known) != 1:
        return replace(speaker, text=words, kind=MentionKind.NOMINAL, name=None)
    who = known[0]
    return replace(speaker, text=words, name=who.name, entity=who.id, role=who.role, role_span=who.role_span)


def _new_event(found: Briefing, amendment: Amendment) -> Event:
    """Return an event of words of the text, without a date yet."""
    if "date" not in amendment.values:
        raise amendment.error("a new event has no date", "date = 2024-08-13")
    span, sentence = new_words(found, amendment)
    words, by = span.of(found.text or ""), _claim(found, span)
    modality = Modality.SAID if by else Modality.REPORTED
    return Event(
        _name("e", words, found.timeline), span, words, sentence, None, "", "", Precision.VAGUE, None, "", None,
        modality, by, Certainty.SURE, EDITOR,
    )  # fmt: skip


def _dated(found: Briefing, amendment: Amendment, event: Event) -> tuple[Event, tuple[str, ...]]:
    """Return an event with the date of a correction, and `date` where no expression of the text says it."""
    given = amendment.values["date"]
    value = given.isoformat() if isinstance(given, dt.date) else str(given)
    point = calendar_point(value)
    if point is None:
        raise amendment.error(f"date is {value!r}", "a date such as 2024-08-13")
    saying = [timex for timex in found.timexes if timex.value[: len(value)] == value]
    if not saying and amendment.reason is None:
        expected = 'a date that it names, or reason = "…" for one you know from elsewhere'
        raise amendment.error(f"no expression of the text is of {value}", expected)
    timex = min(saying, key=lambda timex: abs(timex.span.start - event.span.start), default=None)
    changed = replace(
        event,
        timex=timex.id if timex else None,
        value=value,
        edtf=point.edtf,
        precision=point.precision,
        mod=None,
        sort=sorting_day(point, None),
        relative=None,
        certainty=Certainty.SURE,
        rule=EDITOR,
    )
    return changed, () if timex else ("date",)


def _reworded(found: Briefing, amendment: Amendment, item: Kind) -> Kind:
    """Return an item in other words of the text, where the correction says which; they count as said by who says them.

    Raises:
        EditError: the text does not have them.
    """
    if "words" not in amendment.values:
        return item
    words = str(amendment.values["words"])
    span = find_words(found, words, item.span.start)
    sentence = sentence_of(found, span) if span else None
    if span is None or sentence is None:
        raise amendment.error(f"words {words!r} are not in the article's prose", "words of it")
    changed: dict[str, Any] = {"span": span, "text": span.of(found.text or "")}
    if not isinstance(item, Quantity):
        changed["sentence"] = sentence
    if isinstance(item, Event | KeyFact) and item.by is None:
        changed["by"] = _claim(found, span)
    return replace(item, **changed)


def _claim(found: Briefing, span: Span) -> str | None:
    """Return the quotation that words stand in, so that nobody's claim reads as a fact."""
    return next((quotation.id for quotation in found.quotations if quotation.span.meets(span)), None)


def _own(amendment: Amendment, *fields: str) -> tuple[str, ...]:
    """Return those of some fields that an editor states with a reason; without one they are a reading of the words."""
    return tuple(field for field in fields if amendment.reason is not None and field in amendment.values)


def _name(prefix: str, words: str, items: Sequence[Item]) -> str:
    """Return the id of a new item, which no other has."""
    taken = {item.id for item in items}
    return next(name for name in name_ids(prefix, [words] * (len(taken) + 1)) if name not in taken)


def _current(items: tuple[Kind, ...], item: Kind) -> Kind:
    """Return an item as earlier corrections left it."""
    return next((found for found in items if found.id == item.id), item)


def _with(items: tuple[Kind, ...], item: Kind) -> tuple[Kind, ...]:
    """Return items with one in the place of its former self, or behind the others."""
    if any(found.id == item.id for found in items):
        return tuple(item if found.id == item.id else found for found in items)
    return (*items, item)
