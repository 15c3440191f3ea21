"""What a body's name begins with in front of an "and": "the Securities and" of "the Securities and Markets Board"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.phrases import word_list
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

if TYPE_CHECKING:
    from factbox.mentions.evidence import Candidate

# The rule of a body told by its last word, and what such a name begins with before an "and": "the Securities and ".
BODY_RULE = "organisation_word"
_FIRST_PART = re.compile(r"\b(?:[Tt]he|[Aa]n?)[^\S\n](?P<words>(?:(?:[A-Z][a-z]+|U\.?S\.?)[^\S\n]){1,3})and[^\S\n]$")
# The same with a list of fields: "Ruritanian Atmospheric, Geophysical and ".
_FIRST_FIELDS = re.compile(
    r"\b(?P<words>(?:[A-Z][a-z]+[^\S\n])?(?:[A-Z][a-z]+(?:al|ary|ic|ive),[^\S\n])+[A-Z][a-z]+(?:al|ary|ic|ive)[^\S\n]and[^\S\n])$"
)
_FIRST_REACH = 60
# Two places of one body: "Norfolk and " of "the Norfolk and Norwich University Hospital", and what is of two.
_PAIR = re.compile(r"\b(?P<words>(?:[A-Z][a-z]+[^\S\n]){1,4})and[^\S\n]$")
_OF_TWO = frozenset(
    ("Authority", "Board", "Constabulary", "Council", "Hospital", "Partnership", "Railway", "Trust", "University")
)
# It ends the names of firms, and begins those of who watches them.
_SECURITIES = "Securities"


def take_first_part(text: str, sentence: Span, body: Candidate) -> None:
    """Give a body what its name begins with before an "and": "Securities and" of "the Securities and Markets Board".

    Args:
        text: the document's text.
        sentence: the sentence.
        body: the body as far as its last run of capitals has it.
    """
    start = body.span.start
    low = max(sentence.start, start - _FIRST_REACH)
    if fields := _FIRST_FIELDS.search(text, low, start):
        more = tuple(text[fields.start("words") : start].split())
        body.span = Span(fields.start("words"), body.span.end)
        body.piece = body.piece._replace(words=(*more, *body.piece.words))
        return
    if pair := _pair_start(text, low, body):
        words = text[pair : body.span.start].split()
        body.span = Span(pair, body.span.end)
        body.piece = body.piece._replace(words=(*words, *body.piece.words))
        return
    found = _FIRST_PART.search(text, low, start)
    if found is None:
        return
    known, words = vocabulary(), found["words"].split()
    parted = "of" in body.piece.words or body.piece.words[0] in known.given
    where = words[0] in known.places and words[-1] in word_list("field")  # "the Texas Parks and Wildlife Department"
    if parted or any(_names_somebody(word) for word in words[where:] if word != _SECURITIES):
        return
    body.span = Span(found.start("words"), body.span.end)
    body.piece = body.piece._replace(words=(*words, "and", *body.piece.words))


def _pair_start(text: str, low: int, body: Candidate) -> int:
    """Return where the two places begin that a body is of: "the Norfolk and Norwich Hospital"; 0 where none do."""
    found = _PAIR.search(text, low, body.span.start)
    if found is None:
        return 0
    former, own = found["words"].split(), body.piece.words
    for length in range(len(former), 0, -1):
        first = " ".join(former[-length:])
        start = body.span.start - len(f"{first} and ")
        paired = any(f"{first} and {' '.join(own[:end])}" in word_list("place_pair") for end in range(1, len(own)))
        led = text.endswith((" the ", "The "), 0, start) and first in vocabulary().places and own[-1] in _OF_TWO
        if paired or led:
            return start
    return 0


def _names_somebody(word: str) -> bool:
    """Return whether a word with a capital is somebody's name, a place's or a body's, or ends a body's."""
    known = vocabulary()
    if word in known.given or word in known.places or word in known.organisations or word in known.stops:
        return True
    return word in known.demonyms | known.titles | known.offices | known.heads | known.suffixes | known.calendar
