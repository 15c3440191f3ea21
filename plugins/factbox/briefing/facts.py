"""Chooses the key facts: the sentences and clauses that tell most of what happened, in the text's own words.

A sentence counts by its place, by how much it tells of what the article and its headline are about, by its figures, and
by how new it is beside those chosen before. What points back, is spoken, or speaks to the reader counts less.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from factbox.briefing.five_w import answer, once_by, times
from factbox.briefing.rows import find_rows
from factbox.briefing.statements import opened, state
from factbox.briefing.telling import finite_verbs, has_verb, words_of
from factbox.briefing.terms import count_terms, speaks
from factbox.briefing.whole import has_all_marks, has_main_verb
from factbox.ids import name_ids
from factbox.lexicons import lexicon
from factbox.model import EntityKind, KeyFact, QuotationKind, Slot
from factbox.spans import Span, SpanIndex

if TYPE_CHECKING:
    from factbox.briefing.rows import Row
    from factbox.briefing.terms import Terms
    from factbox.model import Annotations, Event, FiveW, Quotation
    from factbox.options import Options

__all__ = ["choose_facts"]

# How many facts are sentences or clauses at least, and how many places are kept for rows.
_LEAST, _ROWS = 3, 2
# No sentence further down is looked at.
_READ = 40
# A fact has this many terms at least; a sentence of more words than this counts less.
_TERMS, _LONG = 3, 40
# A first sentence of less than this share of the words that a sentence of its article has, without a day, a place or a
# figure, counts less: it is a line above the text, or only leads up to the news.
_SHORT = 0.7
# A sentence of which more than this share is quoted is no fact: it stands with the quotations.
_SPOKEN = 0.5
# How much a sentence loses of which all was told before, and from which share of its terms told before it is left out.
_TOLD, _SAME = 0.8, 0.9
# What a sentence behind the first three counts for at least, less what they told of it.
_WORTH = 0.7
# A lower-case word that is more than a particle of a name; without one a sentence is a row of names.
_PLAIN = re.compile(r"\b[a-z]{4}")
# What begins a piece of a sentence: "As did ", "Not in ", "14:32 Ferries ", "And so it did "; or what only leads on:
# "Here is how ", "Please note "; "Ostley is 9 miles from Larne."; and "The one encrusted ", where no verb is behind it.
_PIECE = re.compile(
    r"(?:And\s)?[Ss]o\s(?:he|it|she|they)\s(?:did|had|has|have|is|was|were)\b|(?:As|Nor|So)\s(?:are|can|could|did|do|does|had|has|have|is|was|were|will|would)\b"
    r"|Not\s(?:at|by|for|from|in|on|so|to|with|yet)\b|Here(?:[’']s|\s(?:are|is))\b|Please\s"
    r"|(?:Click|Follow|Join|Listen\sto|Read|Scroll|Sign\sup|Stay\swith|Subscribe|Watch)\s(?:along|below|here|more|our|the\slatest|this|us)\b"
    r"|\d{1,2}[:.]\d\d\s(?:[ap]\.?m\.?\s)?[A-Z]"
    r"|(?:\w[\w’'-]*\s){1,6}(?:is|lies|sits)\s(?:[a-z]+\s){0,2}\d[\d.,]*\s(?:km|kilomet(?:re|er)s|miles?)\b"
    r"[^,.;]*\b(?:from|of)\b[^,.;]*\.$"
)
# What may stand around the same words told twice.
_STOPS = " .!“”\"'"
# Who tells it: "I was"; not "World War I".
_PERSONAL = re.compile(r"(?<![A-Z]\w\w )\bI(?: [a-z]|[’'])")
# Marks that close what somebody said, and how many characters stand at most between them and the next sentence.
_CLOSING, _GAP = ('"', "”", "’", "'"), 4
_ONE = re.compile(r"(?:The|That|Those|These)\sones?\s[a-z]+ed\b")
# What opens a clause that leans on another, which a comma parts from it.
_LEANING = re.compile(r"(?:Although|Because|Though|Whereas|While)\s[^,]*$")
# A line in capitals that runs into a sentence, as among the headlines of other articles: "THE LONG SHIFT Bakers ".
_HEADED = re.compile(r"(?:[A-Z’'&-]{2,}:?\s){3,}(?=[A-Z][a-z])")
# What a sentence opens with that stands for what the one before names: "They ", "Some of them ". Not "It is likely
# that", "This week".
_BACK = re.compile(
    r"[\"“'‘(]*(?:(?i:he|she|they|his|her|their|its|that|these|those|such|both|another|others|(?:one|some)\sof\s(?:them|these|those)"
    r"|the\s(?:latter|others|rest)|(?:the\s)?(?:two|three|four|five|six|seven|eight|nine|ten)(?=\s(?:are|had|have|were)\b)"
    r"|this(?!\s(?:week|month|year|morning|afternoon|evening|weekend|season|spring|summer|autumn|fall|winter|quarter)\b)"
    r"|it(?!(?:\s(?:is|was|has\sbeen|will\sbe|remains)|['’]s)\s(?:\w+\s){0,2}(?:that|to|whether|how|when|why|what|if)\b))\b)"
)
# Who is told of behind an opening that names nobody: "In 2018 she ", "A former pilot, he ".
_LATER = re.compile(
    r"(?P<opening>(?:After|Afterwards|At|By|During|Earlier|Eventually|For|From|Hopefully|In|Initially|Instead|Last|Later|Meanwhile"
    r"|(?:More\s)?[Rr]ecently|Now|On|Once|Perhaps|Since|Soon|Then|This|Today)\b[^,.;:“\"]{0,40},?|(?:An?|Born)\s[^,.;:“\"]{2,80},)"
    r"\s(?:he|she|they)\s[a-z]"
)
# What a sentence's first word is: "The", "“We".
_FIRST = re.compile(r"[\"“'‘(]*([^\W_]+(?:[’'][a-z]+)?)")


class _Candidate(NamedTuple):
    """A sentence that may become a fact."""

    sentence: int
    terms: frozenset[str]
    weight: float
    """What its terms weigh together."""
    score: float
    back: bool
    """Whether it opens with what stands for something in the sentence before."""
    quotations: list[Quotation]


def choose_facts(
    annotations: Annotations, events: tuple[Event, ...], options: Options
) -> tuple[tuple[KeyFact, ...], FiveW]:
    """Return the key facts of an article, best first, and who, what, where and when.

    Args:
        annotations: everything found in one document.
        events: its timeline.
        options: `key_facts` bounds the statements.

    Returns:
        Statements first, whose spans are sentences or clauses, one a sentence; then who, where and when, where told.
    """
    terms = count_terms(annotations)
    chosen = _pick(
        _candidates(annotations, terms), terms, min(options.key_facts, max(_LEAST, options.key_facts - _ROWS))
    )
    if not chosen:
        return (), answer(annotations, events, ())
    named = _placed(annotations)
    facts = _together(chosen, [_statement(annotations, named, item, first=item is chosen[0]) for item in chosen])
    facts = once_by(facts, lambda fact: fact.text.strip(_STOPS).casefold())
    told = answer(annotations, events, tuple(facts))
    rows = find_rows(annotations, told, [item.sentence for item in chosen])
    facts += [_row(annotations, named, row) for row in rows]
    names = name_ids("f", [fact.text for fact in facts])
    chosen_facts = tuple(replace(fact, id=name) for fact, name in zip(facts, names, strict=True))
    return chosen_facts, replace(told, when=times(annotations, events, chosen_facts))


def _candidates(annotations: Annotations, terms: Terms) -> list[_Candidate]:
    """Return the sentences that may become facts, scored."""
    text, met = annotations.document.text, _quotations(annotations)
    figures = _holding(
        annotations.sentences, sorted(each.span for each in annotations.quantities if not each.is_duration)
    )
    places = (entity for entity in annotations.entities if entity.kind is EntityKind.PLACE)
    placed = _holding(annotations.sentences, sorted(mention for entity in places for mention in entity.mentions))
    people = SpanIndex((m, m) for e in annotations.entities if e.kind is not EntityKind.PLACE for m in e.mentions)
    leads_up = _is_short(annotations) and not any(0 in spans for spans in (figures, placed))
    out = []
    for index, sentence in enumerate(annotations.sentences[:_READ]):
        if _is_fact(annotations, sentence, terms.sentences[index], met[index]):
            weight = sum(map(terms.weight.__getitem__, terms.sentences[index]))
            score = _score(annotations, index, terms, met[index], weight)
            score += 0.3 * (index in figures) + 0.2 * (index in placed) - 0.5 * (not index and leads_up)
            back = _points_back(text, opened(text, sentence), people)
            out.append(_Candidate(index, terms.sentences[index], weight, score, back, met[index]))
    return out


def _points_back(text: str, sentence: Span, people: SpanIndex[Span]) -> bool:
    """Return whether a sentence begins with what stands for something, or has "he" behind an opening of nobody."""
    later = _LATER.match(text, sentence.start, sentence.end)
    if later is None:
        return _BACK.match(text, sentence.start) is not None
    opening = Span(*later.span("opening"))
    return _BACK.match(text, sentence.start) is not None or not (people.meeting(opening) or _has_verb(text, opening))


def _is_short(annotations: Annotations) -> bool:
    """Return whether the first sentence is short among its article's, and has no day."""
    text, sentences = annotations.document.text, annotations.sentences
    if not sentences or any(sentences[0].holds(each.span) for each in annotations.timexes[:1]):
        return False
    words = text.count(" ", sentences[0].start, sentences[0].end) + 1
    return words * len(sentences) < _SHORT * text.count(" ")


def _holding(sentences: tuple[Span, ...], spans: list[Span]) -> frozenset[int]:
    """Return which sentences hold any of the spans; both are in text order."""
    starts = [sentence.start for sentence in sentences]
    return frozenset(bisect.bisect_right(starts, span.start) - 1 for span in spans)


def _quotations(annotations: Annotations) -> list[list[Quotation]]:
    """Return for each sentence that is read the quotations that meet it."""
    placed = SpanIndex((quotation, quotation.span) for quotation in annotations.quotations)
    return [placed.meeting(sentence) for sentence in annotations.sentences[:_READ]]


def _is_fact(annotations: Annotations, sentence: Span, terms: frozenset[str], quotations: list[Quotation]) -> bool:
    """Return whether a sentence tells something: it is no question, no fragment, and not wholly spoken."""
    text = annotations.document.text
    if len(terms) < _TERMS or text[sentence.start : sentence.end].rstrip("\"”’') .").endswith(("?", ":")):
        return False
    direct = [quotation for quotation in quotations if quotation.kind is not QuotationKind.INDIRECT]
    spoken = sum(_inside(sentence, part) for quotation in direct for part in quotation.parts)
    said = sum(_inside(sentence, each.span) for q in direct for each in (q.speaker, q.cue) if each)
    if spoken > _SPOKEN * (len(sentence) - said) or any(quotation.speaker is None for quotation in direct):
        return False
    if _is_attribution(text, sentence) or _is_personal(text, sentence, direct):
        return False
    return _has_verb(text, sentence) and has_all_marks(text, sentence) and not _is_piece(text, sentence)


def _is_personal(text: str, sentence: Span, direct: list[Quotation]) -> bool:
    """Return whether a writer speaks of herself: who "I" is stands in no box."""
    held = SpanIndex((part, part) for quotation in direct for part in quotation.parts)
    found = _PERSONAL.finditer(text, sentence.start, sentence.end)
    return any(not held.meeting(Span(*match.span())) for match in found)


def _is_attribution(text: str, sentence: Span) -> bool:
    """Return whether a sentence only tells who said the one before: "Ana Ruiz asked." behind “Is it shut?”.

    Not the first of a paragraph: a headline ends in a mark, too.
    """
    before = text[max(0, sentence.start - _GAP) : sentence.start].rstrip(" ")
    return before.endswith(_CLOSING) and not _spoken().isdisjoint(words_of(text, sentence)[-1:])


def _has_verb(text: str, sentence: Span) -> bool:
    """Return whether a sentence has a finite verb, of speech or other."""
    return has_verb(text, sentence) or not _spoken().isdisjoint(words_of(text, sentence))


@functools.cache
def _spoken() -> frozenset[str]:
    """Return the finite forms of verbs of speech."""
    tables = lexicon("cues").tables["speech"].values()
    return frozenset(form for forms in tables for form in forms if not form.endswith("ing"))


def _is_piece(text: str, sentence: Span) -> bool:
    """Return whether a sentence is a row of names, stands in brackets or behind a headline, or leans on one before."""
    if not _PLAIN.search(text, sentence.start, sentence.end) or _PIECE.match(text, sentence.start, sentence.end):
        return True
    if _HEADED.match(text, sentence.start, sentence.end):
        return True
    if text[sentence.start] == "(" and text[sentence.end - 1] == ")":
        return True
    one = _ONE.match(text, sentence.start, sentence.end)
    if one and finite_verbs().isdisjoint(words_of(text, Span(one.end(), sentence.end))):
        return True
    leans = text[sentence.start].islower() or _LEANING.match(text, sentence.start, sentence.end)
    return bool(leans) and not has_main_verb(text, sentence)


def _inside(sentence: Span, part: Span) -> int:
    """Return how many characters of a part stand in a sentence."""
    return max(0, min(sentence.end, part.end) - max(sentence.start, part.start))


def _score(annotations: Annotations, index: int, terms: Terms, quotations: list[Quotation], weight: float) -> float:
    """Return how much a sentence counts whose terms have that weight together."""
    text, sentence = annotations.document.text, annotations.sentences[index]
    own, words = terms.sentences[index], lexicon("facts")
    match = _FIRST.match(text, sentence.start)
    first = match[1].lower().replace("’", "'") if match else ""
    titled = len(own & terms.title) / len(terms.title) if terms.title else 0.0
    place = 1.5 / (1 + index * 0.35) + max(0.0, 0.5 - index / 60)
    about = 2.8 * weight / (len(own) + 4)
    less = (
        0.5 * (first in words.words("personal"))
        + 0.3 * (not quotations and speaks(text, sentence))
        + 0.2 * (first in words.words("pointing"))
        + 0.2 * (first in words.words("opener"))
        + 0.3 * (text.count(" ", sentence.start, sentence.end) >= _LONG)
        + 0.3 * any(quotation.kind is not QuotationKind.INDIRECT for quotation in quotations)
    )
    return place + about + 0.6 * titled - less


def _pick(candidates: list[_Candidate], terms: Terms, most: int) -> list[_Candidate]:
    """Return the best candidates, each weighed by what it adds to those before.

    What points back stands right behind the sentence before it, or is not taken, but where nothing else is. Behind the
    first three it is taken only where that sentence is the last: the best three stay the first. Behind these nothing is
    taken that adds little.
    """
    chosen: list[_Candidate] = []
    told: frozenset[str] = frozenset()

    def worth(item: _Candidate) -> float:
        return item.score - _TOLD * sum(map(terms.weight.__getitem__, item.terms & told)) / item.weight

    while candidates and len(chosen) < most:
        shown = {item.sentence for item in (chosen if len(chosen) < _LEAST else chosen[-1:])}
        standing = [item for item in candidates if not item.back or item.sentence - 1 in shown]
        if not standing and chosen:
            break
        best = max(standing or candidates, key=worth)
        if len(chosen) >= _LEAST and worth(best) < _WORTH:
            break
        chosen.insert(_place(chosen, best), best)
        told |= best.terms
        candidates = [
            item for item in candidates if item is not best and len(item.terms & told) < _SAME * len(item.terms)
        ]
    return chosen


def _place(chosen: list[_Candidate], item: _Candidate) -> int:
    """Return where a sentence goes among those chosen: last, or where it points back right behind what it points to."""
    before = (place for place, other in enumerate(chosen, 1) if item.back and other.sentence == item.sentence - 1)
    return next(before, len(chosen))


def _together(chosen: list[_Candidate], facts: list[KeyFact]) -> list[KeyFact]:
    """Return facts with what points back in the slot of what it points to, so that it stands behind that in the box."""
    runs: list[list[KeyFact]] = []
    for item, fact in zip(chosen, facts, strict=True):
        if item.back and runs:
            runs[-1].append(fact)
        else:
            runs.append([fact])
    slots = (Slot.WHAT if any(fact.slot is Slot.WHAT for fact in run) else Slot.NUMBER for run in runs)
    return [replace(fact, slot=slot) for run, slot in zip(runs, slots, strict=True) for fact in run]


# Every mention with its entity's number and id, by place.
_Named = SpanIndex[tuple[int, str, Span]]


def _placed(annotations: Annotations) -> _Named:
    """Return where names stand."""
    return SpanIndex(
        ((number, entity.id, mention), mention)
        for number, entity in enumerate(annotations.entities)
        for mention in entity.mentions
    )


def _statement(annotations: Annotations, named: _Named, item: _Candidate, *, first: bool) -> KeyFact:
    """Return the key fact of a sentence, without its id."""
    shown = state(annotations, item.sentence, item.quotations)
    cuts = SpanIndex((cut, cut) for cut in shown.cuts)

    def within(other: Span) -> bool:
        return shown.span.holds(other) and not cuts.meeting(other)

    figures = [each for each in annotations.quantities if within(each.span) and (each.unit or each.currency)]
    inside = {(number, name) for number, name, mention in named.meeting(shown.span) if within(mention)}
    refs = [name for _, name in sorted(inside)]
    refs += [each.id for each in annotations.timexes if within(each.span)]
    return KeyFact(
        id="",
        slot=Slot.WHAT if first or all(each.is_minor or each.is_few for each in figures) else Slot.NUMBER,
        span=shown.span,
        text=shown.span.of(annotations.document.text),
        cuts=shown.cuts,
        by=shown.by.id if shown.by else None,
        sentence=item.sentence,
        refs=(*refs, *(each.id for each in figures)),
        rule=shown.rule,
    )


def _row(annotations: Annotations, named: _Named, row: Row) -> KeyFact:
    """Return the key fact of a row, without its id."""
    refs = [name for _, name in sorted({(number, name) for number, name, _ in named.meeting(row.span)})]
    refs += [each.id for each in annotations.timexes if row.span.meets(each.span)]
    behind = bisect.bisect_left(annotations.sentences, row.span.end, key=lambda sentence: sentence.start)
    return KeyFact(
        id="",
        slot=row.slot,
        span=row.span,
        text=row.span.of(annotations.document.text),
        cuts=(),
        by=None,
        sentence=max(behind - 1, 0),
        refs=tuple(refs),
        rule=f"row-{row.slot}",
    )
