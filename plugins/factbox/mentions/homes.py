"""Where people live or work, printed behind their names: ", 34, of Mill Lane, Larne,", " from Orrin Rescue said"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.runs import UPPER
from factbox.mentions.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.mentions.evidence import Candidate

# In front of a home: ", 34, of ", " (27), both of ", ", of 4 "; and in front of where somebody is from.
_AGED = re.compile(
    r"(?:(?<!\d),\s?(?:aged\s)?\d{1,3},?|\s\(\d{1,3}\),?)\s(?:(?:all|both)\s)?(?:of|from)\s(?:\d+[A-Za-z]?\s)?$"
)
_FROM = re.compile(rf"[{UPPER}][\w'’-]*?(?P<many>s)?,?\s(?:of|from)\s(?:the\s|\d+[A-Za-z]?\s)?$")
# How far in front of a name these are looked for, in characters.
_REACH = 40
# What parts two places of a home, and what stands behind the next person of a list: ", 27", " (27)".
_NEXT, _AGE = ", ", re.compile(r",\s(?:aged\s)?\d|\s\(\d")
# What a home says for a place where an age is in front, and at most for a person.
_PLACE, _NOBODY = 3.0, -3.0
# So much says for a body that it is one.
_BODY = 5.0


def settle_homes(text: str, candidates: Iterable[Candidate]) -> None:
    """Count for places, and for nobody, the names of where somebody lives or works.

    Args:
        text: the document's text.
        candidates: every possible name, in text order and weighed.
    """
    former: Candidate | None = None
    for candidate in candidates:
        low, start = candidate.sentence.start, candidate.span.start
        goes_on = former is not None and text[former.span.end : start] == _NEXT
        aged = _AGED.search(text, max(low, start - _REACH), start) is not None
        home = goes_on and not _is_next(text, candidate)
        if aged or home or _is_from(text, candidate):
            _count(candidate, placed=aged or home)
        former = candidate if aged or home else None


def _is_from(text: str, candidate: Candidate) -> bool:
    """Return whether somebody is from there or of it: "Bo Lind from Orrin Rescue"; not "Death of Ana Ruiz"."""
    low, start = candidate.sentence.start, candidate.span.start
    sure = candidate.title or candidate.piece.words[0] in vocabulary().given
    found = None if sure else _FROM.search(text, max(low, start - _REACH), start)
    return found is not None and (found.start() > low or found["many"] is None)  # "Supporters of Vaskor said"


def _is_next(text: str, candidate: Candidate) -> bool:
    """Return whether a name behind a home is the next person's: "Ana Ruiz" of "Bo Lind, 34, of Larne, Ana Ruiz, 27"."""
    sure = candidate.title or candidate.role or candidate.piece.words[0] in vocabulary().given
    return bool(sure) or _AGE.match(text, candidate.span.end, candidate.sentence.end) is not None


def _count(candidate: Candidate, *, placed: bool) -> None:
    """Count that a name is nobody's, and a place's where it is no body."""
    candidate.role = None
    candidate.scores[0] = min(candidate.scores[0], _NOBODY)
    if placed and candidate.piece.body < _BODY:
        candidate.scores[2] += _PLACE
