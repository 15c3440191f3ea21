"""How a clause tells of something: with a verb or none, as past, as planned, as supposed."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from factbox.lexicons import alternatives, lexicon

if TYPE_CHECKING:
    from factbox.spans import Span

# A word of the text, in letters: "didn’t".
_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_WAS = frozenset(("was", "were", "had", "did"))
# With them a sentence tells of now or of what may come, no past event.
_NOT_TOLD = frozenset(
    ("has", "have", "will", "would", "shall", "won't", "may", "might", "should", "could", "is", "are")
)
# What makes a date in somebody's own words a wish or a guess, no event.
_WISHED = frozenset(("should", "could", "might", "may", "must", "can", "if", "would"))
# Up to a date, what makes it a condition or what would have been: "if the wall breaks on ", "could have sunk on ".
_SUPPOSED = re.compile(
    r"\b(?:if|unless|whether)\b[^,;.]*$|\b(?:would|could|might|should)(?:\s+not|n[’']t)?\s+have\s[^,;.]*$",
    re.IGNORECASE,
)
# What only may come: "may reach a deal next week".
_DOUBTED = re.compile(r"\b(?:may|might|could)\b")


def words_of(text: str, span: Span) -> list[str]:
    """Return the words of a span in lower case."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text, span.start, span.end)]


def has_verb(text: str, span: Span) -> bool:
    """Return whether a span has a finite verb."""
    verbs = finite_verbs()
    return any(word in verbs or _looks_past(word) for word in words_of(text, span))


def tells_past(text: str, span: Span) -> bool:
    """Return whether a sentence tells in the simple past: its first verb is one, no perfect, present or future."""
    past = _simple_pasts()
    for word in words_of(text, span):
        if word in _NOT_TOLD:
            return False
        if word in past or _looks_past(word):
            return True
    return False


def is_wish(text: str, span: Span) -> bool:
    """Return whether somebody's own words wish, guess or allow."""
    return not _WISHED.isdisjoint(words_of(text, span))


def is_planned(text: str, span: Span) -> bool:
    """Return whether a clause is put ahead: "will", "is expected to", "plans to", "is due to"."""
    return _planned().search(text, span.start, span.end) is not None


def is_supposed(text: str, start: int, end: int) -> bool:
    """Return whether the clause between two indexes, up to a date, is a condition, or tells what would have been."""
    return _SUPPOSED.search(text, start, end) is not None


def is_doubted(text: str, span: Span) -> bool:
    """Return whether a clause says only what may come."""
    return _DOUBTED.search(text, span.start, span.end) is not None


@functools.cache
def finite_verbs() -> frozenset[str]:
    """Return the forms that show a clause has a verb: auxiliaries, irregular pasts, common presents."""
    cues = lexicon("cues")
    return cues.words("auxiliary") | cues.words("irregular") | cues.words("present")


@functools.cache
def function_words() -> frozenset[str]:
    """Return the words that can follow a date without being its noun."""
    cues = lexicon("cues")
    lists = ("preposition", "conjunction", "subordinator", "determiner", "subject_pronoun", "possessive", "relative")
    return frozenset().union(*(cues.words(name) for name in lists)) | cues.words("adverb")


@functools.cache
def _simple_pasts() -> frozenset[str]:
    """Return the past tenses that do not end in -ed."""
    return lexicon("cues").words("irregular") | lexicon("timexes").words("past_verb") | _WAS


def _looks_past(word: str) -> bool:
    """Return whether a word in lower case ends like a past tense and is one: "landed", not "need"."""
    return word.endswith("ed") and word not in _not_past()


@functools.cache
def _not_past() -> frozenset[str]:
    """Return the words that end in -ed and are no past tense."""
    return lexicon("timexes").words("no_past")


@functools.cache
def _planned() -> re.Pattern[str]:
    """Return the pattern of what puts a clause ahead."""
    return re.compile(
        r"\b(?:will|won[’']t|shall|is|are|was|were)\s+(?:\w+\s+)?"
        + alternatives(("due", "expected", "planned", "scheduled", "set", "slated", "going", "likely"))
        + r"\s+(?:to|for)\b|\b(?:is|are)\s+to\s+[a-z]|\bwill\b|\bwon[’']t\b"
        r"|(?<!\bthe)(?<!\bits)(?<!\bhis)(?<!\bher)(?<!\bour)(?<!\btheir)\s(?:expects?|plans?|intends?|aims?|hopes?)"
        r"\s+(?:\w+\s+){0,3}to\b",
        re.IGNORECASE,
    )
