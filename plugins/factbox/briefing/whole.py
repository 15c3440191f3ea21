"""Whether a part of a text can stand alone in a row: a clause with its own verb, and marks that have their partners."""

from __future__ import annotations

import functools
import re

from factbox.briefing.clauses import may_be_participle
from factbox.briefing.telling import clause_verbs, doing, looks_past, simple_pasts, words_and_names, words_of
from factbox.lexicons import lexicon
from factbox.spans import Span, trimmed

# What parts the clauses of a sentence: ", ", "; ", " - ", "!” "; no comma of a figure ("1,000").
_PARTED = re.compile(r"[,;:!?][”\"’']{0,2}(?=\s)|\s[–—-]+\s|[()—]")
# A pronoun and its verb: "she's", "they've".
_CONTRACTED = re.compile(r"(?:i|you|he|she|it|we|they|that|there|who|what|here)'(?:s|re|ve|ll|d|m)")
# With them a clause begins that leans on another: "when the wall broke", "who left".
_LEANS = frozenset(("after", "although", "as", "because", "before", "if", "once", "since", "though", "unless", "until"))
_RELATIVE = frozenset(("that", "where", "which", "who", "whom", "whose"))
# Forms of auxiliaries that make no clause of words.
_NOT_FINITE = frozenset(("be", "been", "being", "having"))
# Opening and closing marks: “ ”, straight ones that are both, and two apostrophes for one.
_MARK = re.compile(r"[“”\"`'](?:(?<=[“”\"])|(?<=`)`|(?<=')')")
# What stands before a mark that opens a sentence.
_ENDS = '.!?:…”"\n'
# How far a row is stretched to the partner of a mark, in characters.
_REACH = 300


def has_main_verb(text: str, span: Span) -> bool:
    """Return whether a part has a verb that no "who" or "when" before it takes away.

    "The head of the port, who left in 2023" and "in a dispute that has lasted since January" have none.
    """
    parted = [match.span() for match in _PARTED.finditer(text, span.start, span.end)]
    starts, ends = [span.start, *(end for _, end in parted)], [*(start for start, _ in parted), span.end]
    segments = [trimmed(text, start, max(start, end)) for start, end in zip(starts, ends, strict=True)]
    for number, segment in enumerate(segments):
        reduced = number == 1 and _opens_reduced(text, segment)
        aside = text[max(0, segment.start - 1) : segment.start] == "("
        if not reduced and not aside and _tells(text, segment):
            return True
    return False


def _opens_reduced(text: str, segment: Span) -> bool:
    """Return whether a stretch opens with a participle: the "passed in 2011" of "The law, passed in 2011, was"."""
    first = next(iter(words_of(text, segment)), "")
    return text[segment.start : segment.start + 1].islower() and may_be_participle(first)


def _tells(text: str, segment: Span) -> bool:
    """Return whether a stretch without a comma has a finite verb before any "who", "which" or "that"."""
    words = words_and_names(text, segment)
    if not words or words[0] in _leaning():
        return False
    former = ""
    if doing().match(text, segment.start, segment.end):
        return True
    for word in words:
        if _CONTRACTED.fullmatch(word):
            return True
        if word in _RELATIVE:
            return word == "that" and _reports(former)
        if word in _verbs() or (looks_past(word) and former not in _determiners()):
            return True
        former = word
    return False


def _reports(word: str) -> bool:
    """Return whether a word before "that" tells that somebody says so: "notes that"."""
    verbs = lexicon("cues").words("reports_clause")
    return any(word.removesuffix(ending) in verbs for ending in ("", "s", "d", "ed"))


@functools.cache
def _verbs() -> frozenset[str]:
    """Return the finite verbs that do not end in -ed."""
    return (clause_verbs() | simple_pasts()) - _NOT_FINITE


@functools.cache
def _leaning() -> frozenset[str]:
    """Return the words that open a clause which cannot stand alone."""
    return _LEANS | _RELATIVE | frozenset(("when", "whether", "while"))


@functools.cache
def _determiners() -> frozenset[str]:
    """Return the words behind which a form in -ed is no verb: "a heated dispute"."""
    return lexicon("cues").words("determiner") | lexicon("cues").words("possessive")


def heads_list(text: str, sentence: Span) -> bool:
    """Return whether a sentence only says what a list behind it is: "The stories that will be talked about today:"."""
    return text.endswith(":", sentence.start, sentence.end) and not has_main_verb(text, sentence)


def has_all_marks(text: str, span: Span) -> bool:
    """Return whether each quotation mark of a part has its partner there."""
    return _lone(text, span) is None


def with_marks(text: str, span: Span) -> Span | None:
    """Return a row with the partner of each quotation mark in it; None where that is too far away.

    A mark that opens or closes what is longer than the row is left out at its ends: "“He left. He came back.”"
    """
    for _ in range(2):
        lone = _lone(text, span)
        if lone is None:
            return span
        place, size, opens = lone
        if opens and place == span.start:
            span = trimmed(text, place + size, span.end)
        elif not opens and place + size == span.end:
            span = trimmed(text, span.start, place)
        elif opens:
            end = _closing(text, span.end)
            if end is None:
                return None
            span = Span(span.start, end)
        else:
            start = _opening(text, span.start)
            if start is None:
                return None
            span = Span(start, span.end)
    return span if has_all_marks(text, span) else None


def _lone(text: str, span: Span) -> tuple[int, int, bool] | None:
    """Return the first mark without a partner: its place, its length, and whether it opens."""
    opened: list[tuple[int, int, bool]] = []
    for match in _MARK.finditer(text, span.start, span.end):
        opens = _opens(text, match)
        if opens is None:
            opens = not opened
        if opens:
            opened.append((match.start(), len(match[0]), True))
        elif opened:
            opened.pop()
        else:
            return match.start(), len(match[0]), False
    return opened[0] if opened else None


def _opens(text: str, match: re.Match[str]) -> bool | None:
    """Return whether a mark opens: by its form, of a straight one by the space at one side; None where none tells."""
    mark = match[0]
    if mark in {"“", "``", "”"}:
        return mark != "”"
    before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    spaced, led = not before.strip(" \n(—–-["), not behind.strip(" \n,.;:?!)—–-]")
    return None if spaced == led else spaced


def _closing(text: str, start: int) -> int | None:
    """Return where the mark behind a row closes; None where none does near."""
    limit = text.find("\n", start, start + _REACH)
    for match in _MARK.finditer(text, start, limit if limit >= 0 else min(len(text), start + _REACH)):
        return None if _opens(text, match) else match.end()
    return None


def _opening(text: str, end: int) -> int | None:
    """Return where the mark before a row opens; None where none does near, or opens in the midst of a sentence."""
    start = max(0, end - _REACH, text.rfind("\n", 0, end) + 1)
    found = list(_MARK.finditer(text, start, end))
    if not found or _opens(text, found[-1]) is False:
        return None
    before = text[start : found[-1].start()].rstrip(" ")
    return found[-1].start() if not before or before[-1] in _ENDS else None
