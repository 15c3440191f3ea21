"""What of a sentence is shown as a fact: its own words, less what can go, and whose claim it is."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.briefing.trimming import Held, trim
from factbox.briefing.whole import has_main_verb
from factbox.lexicons import lexicon
from factbox.model import Certainty, MentionKind, QuotationKind
from factbox.spans import Span, SpanIndex

if TYPE_CHECKING:
    from factbox.model import Annotations, Quotation

# A statement reported in this share of its sentence's characters or more can stand without the rest.
_MOST = 0.55
# A sentence is somebody's claim where this share of its characters or more is; of a smaller one it says so itself.
_CLAIMED, _SPOKEN = 0.3, 0.15
# What follows these, without "that" before it, is a thing as often: "announced new rules".
_MAKES = frozenset(("announce", "confirm", "declare", "report", "reveal"))


# What makes a statement itself hearsay: "the mayor has reportedly said".
_HEDGED = re.compile(r"\b(?:allegedly|apparently|purportedly|reportedly|supposedly)\b")
# What opens a statement that stands for somebody or something else: "it" of "the firm said it would close".
_BACK = re.compile(r"(?:he|she|it|they|his|her|its|their|this|that|these|those|we|our)\b", re.IGNORECASE)

# Before a verb of speech, what gives its subject another verb: "the pilot who first revealed that … was jailed".
_RELATED = re.compile(r"\b(?:that|which|who)\s(?:\w+\s){0,3}\Z")
# A second verb without a subject, which may be the speaker's as well: "and is suing" of "the firm says the sale was
# illegal and is suing the state".
_RUNS_ON = re.compile(
    r",?\s(?:and|but)\s(?:also\s|now\s)?(?:is|are|was|were|has|have|had|will|would|did|does)\b|,\s(?:and|but)\s[a-z]{3,}ed\b"
)


class Statement(NamedTuple):
    """What is shown of a sentence."""

    span: Span
    cuts: tuple[Span, ...]
    by: Quotation | None
    """The words it rests on, where it is somebody's claim."""
    rule: str


def state(annotations: Annotations, index: int, quotations: list[Quotation]) -> Statement:
    """Return what of a sentence can be shown by itself.

    Args:
        annotations: everything found in one document.
        index: the sentence.
        quotations: those that meet it, in text order.
    """
    text, sentence = annotations.document.text, annotations.sentences[index]
    claim = _claim(sentence, quotations)
    if claim and claim.cue and _RELATED.search(text, sentence.start, max(sentence.start, claim.cue.span.start)):
        claim = None  # the sentence itself says who revealed it
    if claim is not None and _stands(text, sentence, claim, quotations):
        span, cuts, rule = claim.span, _gaps(claim), "reported-statement"
    else:
        span, cuts, rule = sentence, (), "sentence"
    span = opened(text, span)
    gaps = SpanIndex((gap, gap) for gap in cuts)
    held = [q.cue.span for q in quotations if q.cue] + [q.speaker.span for q in quotations if q.speaker]
    held += [part for q in quotations for part in q.parts if q.kind is not QuotationKind.INDIRECT]
    figures = [each.span for each in annotations.quantities if each.unit or each.currency]
    within = ((figure, figure) for figure in figures if span.holds(figure))
    shorter, asides = trim(text, span, Held(SpanIndex((each, each) for each in held), SpanIndex(within)))
    cuts += tuple(cut for cut in asides if not gaps.meeting(cut))
    return Statement(shorter, tuple(sorted(cuts)), claim, rule)


def _claim(sentence: Span, quotations: list[Quotation]) -> Quotation | None:
    """Return the quotation that most of a sentence's words belong to.

    A sentence of which few words are anybody's is no claim. Where two speak, or nobody knows who "she" is, the
    sentence itself has to say so.
    """
    told = [q for q in quotations if q.speaker is not None and _shared(sentence, q.span) >= _SPOKEN * len(sentence)]
    if len({q.speaker.name or q.speaker.text for q in told if q.speaker}) != 1:
        return None
    claim = max(told, key=lambda quotation: _shared(sentence, quotation.span))
    if _shared(sentence, claim.span) < _CLAIMED * len(sentence):
        return None
    speaker = claim.speaker
    known = speaker is not None and (
        speaker.name is not None or speaker.described is not None or speaker.kind is not MentionKind.PRONOUN
    )
    return claim if known else None


def _shared(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _stands(text: str, sentence: Span, claim: Quotation, quotations: list[Quotation]) -> bool:
    """Return whether a reported statement can stand without the words that say who makes it."""
    speaker, start = claim.speaker, claim.span.start
    return (
        claim.kind is QuotationKind.INDIRECT
        and len(quotations) == 1
        and sentence.holds(claim.span)
        and len(claim.span) >= _MOST * len(sentence)
        and claim.cue is not None
        and claim.cue.lemma in lexicon("facts").words("plain_cue")
        and claim.rule != "verb_how"
        and not _HEDGED.search(text[sentence.start : start] + text[claim.span.end : sentence.end])
        and not _BACK.match(text, start)
        and not (claim.cue.span.start < start and _RUNS_ON.search(text, start, claim.span.end))
        and (claim.cue.lemma == "say" or _is_clause(text, claim))
        and speaker is not None
        and speaker.certainty is Certainty.SURE
    )


def _is_clause(text: str, claim: Quotation) -> bool:
    """Return whether what is reported has a verb: not "announced new rules made to change the way it is done"."""
    cue, start = claim.cue, claim.span.start
    bare = cue is not None and cue.lemma in _MAKES and cue.span.start < start and not text.endswith("that ", 0, start)
    return not bare and has_main_verb(text, claim.span)


def _gaps(quotation: Quotation) -> tuple[Span, ...]:
    """Return what stands between the parts of a statement: who says so."""
    parts = quotation.parts
    return tuple(Span(one.end, other.start) for one, other in itertools.pairwise(parts))


def opened(text: str, span: Span) -> Span:
    """Return a span without a list's dash and the word that only ties it to the sentence before: "But "."""
    match = _openers().match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


@functools.cache
def _openers() -> re.Pattern[str]:
    """Return the pattern of what can go at a sentence's start: "- ", "Meanwhile, ", "But ", "And indeed, "."""
    words = lexicon("facts").alternatives("opener")
    return re.compile(
        rf"(?:[-–—•*]\s+)?(?:(?:And|But|So|Yet)\s+(?:(?i:{words}),\s+)?|(?i:{words}),\s+)(?![-–—])|[-–—•*]\s+"
    )
