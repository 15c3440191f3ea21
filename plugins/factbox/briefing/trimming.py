"""What a fact can do without: asides in brackets, dashes and commas, and background at its end.

What is left is still a sentence or a clause. Nothing goes that denies, doubts or hedges, that says whose words these
are, that is quoted, or that has a figure.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.briefing.telling import finite_verbs, looks_past
from factbox.lexicons import lexicon
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.spans import SpanIndex

__all__ = ["Held", "trim"]

# What is left of a sentence has this many words at least; what is left out inside it has these, as "…" is no shorter.
_WORDS, _CUT = 6, 3
# Words in brackets: " (the first in 20 years)".
_BRACKETS = re.compile(r"\s?\([^()\n]{1,120}\)")
# A dash, and what stands between two: " — its first since May —"; what stands behind a sentence's only one.
_DASH = re.compile(r"\s(?:--|[–—])\s")
_DASHES = re.compile(r"\s(?:--|[–—])\s[^–—;:\n]{3,140}?\s(?:--|[–—])(?=\s[a-z])")
_DASHED = re.compile(r"\s(?:--|[–—])\s[^–—;:\n]{3,140}(?=[.]?$)")
# A relative clause or a list of examples at the end: ", which opened in 1920", ", including two schools".
_TRAILING = re.compile(r",\s+(?:which|who|whose|where|including|such\sas)\s[^,;“”\"]{1,200}(?=[.]?$)")
# What opens an aside: ", who " behind any noun, ", a " behind one that is no name: who somebody is stays.
_ASIDE = re.compile(r",\s(?=(?:(?P<relative>who|which|whose|where)|an?)\s)")
# A comma with the word behind it, an adverb between them left out: ", was", ", slowly sank".
_CLOSE = re.compile(r",\s(?=(?:[a-z]+ly\s)?(?P<word>[a-z]+(?:n[’']t)?)\b)")
# Marks that a cut has as many of as of their partners.
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))
# How long an aside is at most, in characters.
_LONGEST = 160
# A word, or a word and its apostrophe: "didn’t".
_WORD = re.compile(r"[^\W_]+(?:[’'][a-z]+)?")


class Held(NamedTuple):
    """What may not be left out of a sentence."""

    spans: SpanIndex[Span]
    """Who speaks, the verb of speech, quoted words."""
    figures: SpanIndex[Span]
    """Figures that tell something."""


def trim(text: str, span: Span, held: Held) -> tuple[Span, tuple[Span, ...]]:
    """Return a statement without what can go at its end, and what can be left out inside it, in text order.

    Args:
        text: the document's text.
        span: the sentence or clause.
        held: what stays.
    """
    shorter = _ended(text, span, held)
    cuts: list[Span] = []
    for cut in sorted([*_brackets(text, shorter), *_asides(text, shorter), *_dashes(text, shorter)]):
        free = not cuts or cuts[-1].end <= cut.start
        if free and cut.end < shorter.end and _can_go(text, cut, held):
            cuts.append(cut)
    if cuts and cuts[0].start == shorter.start:
        first = cuts.pop(0)
        shorter = trimmed(text, first.end, shorter.end)
    if cuts and not text[cuts[-1].end : shorter.end].strip(".!") and _count(text, shorter) > _WORDS:
        shorter = trimmed(text, shorter.start, cuts.pop().start)
    cuts = [cut for cut in cuts if _count(text, cut) >= _CUT]
    if not cuts:
        return shorter, ()
    left = _count(text, shorter) - sum(_count(text, cut) for cut in cuts)
    return shorter, tuple(cuts) if left >= _WORDS else ()


def _ended(text: str, span: Span, held: Held) -> Span:
    """Return a span without background at its end."""
    one_dash = len(_DASH.findall(text, span.start, span.end)) == 1
    for pattern in (_TRAILING, _DASHED) if one_dash else (_TRAILING,):
        match = pattern.search(text, span.start, span.end)
        if match is None or not _can_go(text, Span(*match.span()), held):
            continue
        rest = Span(span.start, match.start())
        if _count(text, rest) >= _WORDS and _has_verb(text, rest):
            return rest
    return span


def _brackets(text: str, span: Span) -> Iterator[Span]:
    """Yield what stands in brackets."""
    return (Span(*match.span()) for match in _BRACKETS.finditer(text, span.start, span.end))


def _dashes(text: str, span: Span) -> Iterator[Span]:
    """Yield what stands between two dashes."""
    return (Span(*match.span()) for match in _DASHES.finditer(text, span.start, span.end))


def _asides(text: str, span: Span) -> Iterator[Span]:
    """Yield what stands between a subject and its verb, both commas with it: ", a pilot," of "Ruiz, a pilot, said"."""
    opening = _ASIDE.search(text, span.start, span.end)
    if opening is None or not _is_subject(text, Span(span.start, opening.start())):
        return
    named = text[text.rfind(" ", span.start, opening.start()) + 1].isupper()
    if named and not opening["relative"]:
        return
    for close in _CLOSE.finditer(text, opening.end(), min(span.end, opening.end() + _LONGEST)):
        inner = Span(opening.end(), close.start())
        if _is_verb(close["word"]) and (not opening["relative"] or _has_verb(text, inner)):
            yield Span(opening.start(), close.start() + 1)
            return


def _is_subject(text: str, span: Span) -> bool:
    """Return whether a stretch is a noun phrase that can be a subject: no comma, no verb, no preposition ahead."""
    words = [word.lower() for word in _WORD.findall(text, span.start, span.end)]
    if not words or "," in span.of(text) or words[0] in _no_subject():
        return False
    return not _has_verb(text, span)


@functools.cache
def _no_subject() -> frozenset[str]:
    """Return the words that no subject begins with."""
    cues = lexicon("cues")
    lists = ("preposition", "subordinator", "conjunction", "adverb", "subject_pronoun")
    return frozenset().union(*(cues.words(name) for name in lists))


def _is_verb(word: str) -> bool:
    """Return whether a word in lower case is a finite verb as far as its form shows."""
    return word in finite_verbs() or looks_past(word)


def _has_verb(text: str, span: Span) -> bool:
    """Return whether one of a stretch's words in lower case is a finite verb."""
    return any(_is_verb(word.replace("’", "'")) for word in _WORD.findall(text, span.start, span.end))


def _count(text: str, span: Span) -> int:
    """Return the number of words."""
    return len(_WORD.findall(text, span.start, span.end))


def _can_go(text: str, cut: Span, held: Held) -> bool:
    """Return whether words can be left out.

    Not a denial, a doubt, who says so, a quoted word, a figure, or a bracket without its partner.
    """
    if held.spans.meeting(cut) or any(cut.holds(figure) for figure in held.figures.meeting(cut)):
        return False
    if any(text.count(one, cut.start, cut.end) != text.count(other, cut.start, cut.end) for one, other in _PAIRS):
        return False
    words = lexicon("facts").words("kept") | lexicon("cues").words("negation")
    return not any(word.lower().replace("’", "'") in words for word in _WORD.findall(text, cut.start, cut.end))
