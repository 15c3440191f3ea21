"""Who says what: every quotation and reported statement with its speaker, cue and venue.

Paragraphs become rows of tags (`tags`), clauses give noun phrases and subjects (`clauses`), each quoted stretch gets
candidates with points (`candidates`, `points`), the best are joined (`joining`); `indirect` reads what is reported
without marks, `pronouns`, `speakers` and `venue` say who, as what and where.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.atoms import Atom, find_atoms
from factbox.attribution.indirect import find_reported
from factbox.attribution.joining import Group, Weighed, join
from factbox.attribution.layouts import answering
from factbox.attribution.opinions import find_opinions
from factbox.attribution.places import find_places
from factbox.attribution.pronouns import Resolver
from factbox.attribution.quoting import Scene, make_indirect, make_quotation
from factbox.attribution.reported import told_within
from factbox.attribution.tags import Line, tag_line
from factbox.ids import name_ids
from factbox.model import EntityKind
from factbox.quotations import find_quotations

if TYPE_CHECKING:
    from factbox.attribution.points import Candidate
    from factbox.attribution.reported import Reported
    from factbox.model import Annotations, Document, Entity, Quotation, Stretch, Timex
    from factbox.spans import Span

__all__ = ["Answer", "attribute", "weigh"]


def attribute(  # noqa: PLR0913 - what five stages found, and one choice
    document: Document,
    sentences: tuple[Span, ...],
    stretches: tuple[Stretch, ...],
    entities: tuple[Entity, ...],
    timexes: tuple[Timex, ...],
    *,
    opinions: bool = True,
) -> tuple[Quotation, ...]:
    """Return the quotations, direct, mixed and indirect, in text order.

    Args:
        document: the text and its paragraphs.
        sentences: half-open character offsets into `document.text`, as `split_sentences` gives them.
        stretches: what `find_quotations` returned.
        entities: what `link_entities` returned.
        timexes: what `find_timexes` returned.
        opinions: whether what is no statement is given too: what somebody thinks, wants, judges.

    Returns:
        Quotations with speaker, cue and venue as far as the text gives them. A quoted stretch that is a title, a
        nickname or a doubted word is none; one that nobody is named for has no speaker.
    """
    text = document.text
    lines = _tagged(document, sentences, stretches, entities, timexes)
    groups = join(find_places(text, stretches, lines), lines, answering=answering(lines, entities, stretches))
    used = {
        (group.winner.cue[0].index, at)
        for group in groups
        if group.winner.cue
        for at in range(group.winner.cue[1], group.winner.cue[2])
    }
    items: list[tuple[int, Group | Reported]] = [(group.places[0].stretch.span.start, group) for group in groups]
    for line in lines.values():
        reported = told_within(list(find_reported(line, used)))
        if opinions:
            taken = used | {(line.index, item.cue[0]) for item in reported}
            reported += find_opinions(line, taken, [part for item in reported for part in item.parts])
        items += [(line.units[item.parts[0][0]].start, item) for item in reported]
    items.sort(key=lambda item: item[0])
    scene = Scene(text, [sentence.start for sentence in sentences], entities, timexes, Resolver(lines, entities))
    out = [make_quotation(scene, item) if isinstance(item, Group) else make_indirect(scene, item) for _, item in items]
    named = sorted(range(len(out)), key=lambda number: out[number].opinion)  # a statement's id is the same without them
    for number, name in zip(named, name_ids("q", [out[number].text for number in named]), strict=True):
        out[number] = replace(out[number], id=name)
    return tuple(out)


class Answer(NamedTuple):
    """One answer to who said a stretch."""

    rule: str
    """What found it; `null` for a title, a nickname, a doubted word."""
    points: float
    """What speaks for it."""
    speaker: str
    """The mention as written; empty for nobody."""
    cue: str
    """The word that says that somebody speaks, where there is one."""


def weigh(annotations: Annotations) -> tuple[tuple[Span, tuple[Answer, ...]], ...]:
    """Return for every stretch in quotation marks the answers to who said it, the one that was taken first.

    Args:
        annotations: what `annotate` returned.

    Returns:
        Pairs in text order: half-open character offsets into the document's text, and the answers, best first.
    """
    document, entities, timexes = annotations.document, annotations.entities, annotations.timexes
    stretches = find_quotations(document)
    lines = _tagged(document, annotations.sentences, stretches, entities, timexes)
    weighed: list[Weighed] = []
    join(find_places(document.text, stretches, lines), lines, weighed, answering(lines, entities, stretches))
    weighed.sort(key=lambda one: one.place.stretch.span)
    return tuple((one.place.stretch.span, tuple(map(_answer, (one.winner, *one.others)))) for one in weighed)


def _answer(candidate: Candidate) -> Answer:
    """Return what a candidate says, in words of the text."""
    phrase, cue = candidate.phrase, candidate.cue
    if phrase is None:
        return Answer(candidate.rule, candidate.points, "", "")
    units = phrase.line.units
    who = phrase.line.text[units[phrase.start].start : units[phrase.end - 1].end]
    verb = cue[0].text[cue[0].units[cue[1]].start : cue[0].units[cue[2] - 1].end] if cue else ""
    return Answer(candidate.rule, candidate.points, who, verb)


def _tagged(
    document: Document,
    sentences: tuple[Span, ...],
    stretches: tuple[Stretch, ...],
    entities: tuple[Entity, ...],
    timexes: tuple[Timex, ...],
) -> dict[int, Line]:
    """Return every paragraph's line, by its number, with what is one unit in each."""
    surnames = frozenset(e.name.split()[-1].lower() for e in entities if e.kind is EntityKind.PERSON)
    return _lines(document, sentences, find_atoms(stretches, entities, timexes), surnames)


def _lines(
    document: Document, sentences: tuple[Span, ...], atoms: list[Atom], surnames: frozenset[str]
) -> dict[int, Line]:
    """Return every paragraph's line, by its number."""
    stops = [sentence.start for sentence in sentences]
    starts = [atom.start for atom in atoms]
    out = {}
    for number, paragraph in enumerate(document.paragraphs):
        inside = atoms[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        out[number] = tag_line(number, document.text, paragraph, inside, stops, surnames)
    return out
