"""Bodies whose letters stand in brackets behind them: "the Divers Union of Orrin (DUO)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.evidence import Candidate
from factbox.mentions.initials import spelled_from
from factbox.mentions.lexical import is_body
from factbox.mentions.pieces import Piece
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# The letters behind a body.
_LETTERS = re.compile(r"(?<=\w)[^\S\n]\((?P<letters>[A-Z]{3,7})\)")
# What a body is, which may have no letter of its own: " union" of "the Rail, Tram and Maritime union (RTM)".
_HEAD = re.compile(r"\s(?:[Aa]ssociation|[Ff]ederation|[Pp]arty|[Uu]nion|Workers)$")
# How far in front of the letters a body begins, in characters.
_BACK = 120
# What the letters say for a body.
_BODY = 6.0


def join_abbreviated(text: str, sentence: Span, candidates: list[Candidate]) -> list[Candidate]:
    """Return a sentence's possible names, with bodies as long as their letters say.

    Args:
        text: the document's text.
        sentence: the sentence.
        candidates: the possible names, in text order.
    """
    if "(" not in sentence.of(text):
        return candidates
    for body in _bodies(text, sentence):
        within = [one for one in candidates if one.span.start < body.end and one.span.end > body.start]
        words = tuple(body.of(text).split())
        named = words[-1] == "union" or is_body(list(words))
        if not named or any(one.span.start <= body.start and one.span.end >= body.end for one in within):
            continue
        piece = Piece(0, len(body), words, 0.0, _BODY, 0.0, "acronym")
        whole = Candidate(piece, body, sentence, headline=False, initial=body.start == sentence.start)
        candidates = sorted(
            (*(one for one in candidates if one not in within), whole), key=lambda candidate: candidate.span
        )
    return candidates


def _bodies(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the words whose initials the letters in brackets behind them are."""
    for found in _LETTERS.finditer(text, sentence.start, sentence.end):
        low, letters = max(sentence.start, found.start() - _BACK), found["letters"]
        start = spelled_from(text, low, found.start(), letters)
        head = _HEAD.search(text[low : found.start()]) if start is None else None
        if head:
            start = spelled_from(text, low, low + head.start(), letters)
        body = text[start : found.start()] if start is not None else ""
        if start is not None and (", " not in body or " and " in body.rpartition(", ")[2]):
            yield Span(start, found.start())
