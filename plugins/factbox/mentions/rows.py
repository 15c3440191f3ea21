"""Rows of results and tables, whose names no sentence explains: "Brackwater 2 Ostley 1", "Ostley 4 3 1 0 7 4 10"."""

from __future__ import annotations

import re

from factbox.mentions.pieces import Piece
from factbox.mentions.runs import UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span
from factbox.tokens import has_digit

# A side's name: "Queen of the Vale", "St Mirren", "OSTLEY CITY".
_SIDE = rf"[{UPPER}][\w.'’-]*(?:[^\S\n](?:of[^\S\n](?:the[^\S\n])?)?[{UPPER}][\w.'’-]*){{0,3}}"
# Two sides with a score each: "Brackwater 2 Ostley 1 (halftime 1-0)".
_RESULT = re.compile(rf"({_SIDE})[^\S\n]\d{{1,3}}[^\S\n]({_SIDE})[^\S\n]\d{{1,3}}(?=\s|$)")
# A side with three figures or more, as tables have it: "Brackwater 4 3 1 0 7 4 10", "OSTLEY 75 59 .560 -".
_STANDING = re.compile(rf"({_SIDE})(?:[^\S\n]\.?\d{{1,3}}){{3,}}(?=\s|$)")
# The rule that finds them.
ROW = "row"
# How far a row's names speak for a body, or of a country for a place.
_SURE = 6.0


def read_row(text: str, sentence: Span) -> list[tuple[Piece, Span]] | None:
    """Return the sides of a row with where they stand, or None where a sentence is no such row.

    A country's side goes by the country's name and stays a place.
    """
    if not has_digit(sentence.of(text)):
        return None
    match = _RESULT.match(text, sentence.start, sentence.end) or _STANDING.match(text, sentence.start, sentence.end)
    if match is None:
        return None
    spans = [Span(*match.span(number)) for number in range(1, len(match.groups()) + 1)]
    names = [_words(span.of(text)) for span in spans]
    if any(len(words) > 1 and words[0] in vocabulary().given for words in names):
        return None
    return [(_piece(words, len(span)), span) for words, span in zip(names, spans, strict=True)]


def _words(name: str) -> tuple[str, ...]:
    """Return a side's words, brought down where they shout."""
    return tuple(word.title() if name.isupper() and len(name) > 3 else word for word in name.split())  # noqa: PLR2004 - "USA"


def _piece(words: tuple[str, ...], end: int) -> Piece:
    """Return the piece of a side."""
    country = " ".join(words) in vocabulary().countries
    return Piece(0, end, words, 0.0, 0.0 if country else _SURE, _SURE if country else 0.0, ROW)
