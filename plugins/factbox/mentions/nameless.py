"""Capitals that name nobody and nothing: adverbs, numbers of things, works of a year, letters of shares and plates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.mentions.vocabulary import vocabulary

if TYPE_CHECKING:
    from factbox.mentions.evidence import Candidate
    from factbox.spans import Span

# Words in front of letters that are looked at, in characters.
_NEAR = 48
# How long a word in -ly is at least that is no name ("Kelly").
_ADVERB = 7
# Where a firm's shares are traded, and by what letters: "(NASDAQ: HLM)"; so far in front of the letters at most.
_TICKER = re.compile(r"\([A-Z][A-Za-z ]{1,14}:\s?[A-Z][A-Z.]{0,5}\)")
_LISTING = 20
# A number behind a word: " 9" of "Junction 9".
_NUMBERED = re.compile(r"[^\S\n]\d")
# More figures behind letters that are a currency: ",000" of "PS5,000"; letters of a state behind its town: "Holm, KY".
_AMOUNT = re.compile(r"(?<=\d)(?:,\d{3}|\.\d+)\b")
# In front of letters that a vehicle bears: "with the registration KX19 ".
_PLATE = re.compile(
    r"\b(?:registration|(?:number|licen[cs]e)\splates?|reg)(?:\s(?:is|mark|number|plate|of|was))*[,:]?\s(?:[\w-]*\d[\w-]*\s)?$"
)
_FIGURES = re.compile(r"\s\d{2,4}\s?[A-Z]{0,2}\b")
_TOWN_BEFORE = re.compile(r"[a-z],\s$")
# A year that owns a work: "1941's Major Ruiz".
_OF_YEAR = re.compile(r"\b(?:1[89]|20)\d[1-9]['’]s\s$")


def is_no_name(text: str, candidate: Candidate) -> bool:
    """Return whether a possible name is none, whatever stands around it.

    Args:
        text: the document's text.
        candidate: the possible name.
    """
    return (
        (candidate.initial and _is_adverb(candidate.piece.words))
        or _is_numbered(text, candidate)
        or _is_work(text, candidate)
        or _is_listed(text, candidate.span)
    )


def _is_listed(text: str, name: Span) -> bool:
    """Return whether a name stands in brackets that tell where a firm's shares are traded: "(NYSE: HLM)"."""
    start = text.rfind("(", max(0, name.start - _LISTING), name.start)
    listing = _TICKER.match(text, start) if start >= 0 else None
    return listing is not None and name.end < listing.end()


def _is_work(text: str, candidate: Candidate) -> bool:
    """Return whether a name of no known body or place is a year's: "1941's Major Ruiz" is a film."""
    start = min(part.start for part in (candidate.span, candidate.title, candidate.role) if part)
    known = candidate.piece.body > 0 or candidate.piece.place > 0
    return not known and _OF_YEAR.search(text, max(0, start - len("1941's ")), start) is not None


def _is_adverb(words: tuple[str, ...]) -> bool:
    """Return whether a sentence's first word is an adverb as far as its ending shows: "Collectively"."""
    return (
        len(words) == 1 and len(words[0]) >= _ADVERB and words[0].endswith("ly") and words[0] not in vocabulary().given
    )


def _is_numbered(text: str, candidate: Candidate) -> bool:
    """Return whether a name is a noun for places with a number behind it, a sum, or a state's letters: "Junction 9"."""
    words, span = candidate.piece.words, candidate.span
    if len(words) > 1:
        return False
    if candidate.piece.rule == "acronym":
        state = words[0] in lexicon("mentions").words("state_letters")
        plate = _PLATE.search(text, max(candidate.sentence.start, span.start - _NEAR), span.start)
        if plate or (text.endswith(" number ", 0, span.start) and _FIGURES.match(text, span.end)):
            return True
        return bool(_AMOUNT.match(text, span.end) or (state and _TOWN_BEFORE.search(text, span.start - 3, span.start)))
    return words[0].lower() in lexicon("mentions").words("place_noun") and bool(_NUMBERED.match(text, span.end))
