"""What somebody thinks, and what somebody praises, rejects or announces: opinions, which are no statements.

Where such a statement ends is seldom sure, so that none of them ever is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.clauses import subject
from factbox.attribution.indirect import CLAUSE, Reported, content_end, is_made, is_statement, is_supposed
from factbox.attribution.verbs import is_passive
from factbox.attribution.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.attribution.tags import Line

# What is judged or announced: a noun phrase, a preposition of the verb before it ("railed against the plan").
_OBJECT = re.compile(r"I?(?=[DHnN#])")
# How many units it has at most.
_LONGEST = 60
# Where it ends: a comma, a dash, a conjunction with a verb behind it.
_ENDS = re.compile(r"[,;-]|C[BA]{0,2}[VvG]")


def find_opinions(line: Line, used: set[tuple[int, int]]) -> Iterator[Reported]:
    """Yield what a paragraph says that somebody thinks, judges or announces, in text order.

    Args:
        line: the paragraph.
        used: paragraph and unit of each cue that has a quotation or a reported statement already.
    """
    for start, end in line.sentences:
        stop = end
        while stop > start and line.tags[stop - 1] in ".x":
            stop -= 1
        for at in line.cues(start, stop - 1):
            cue = line.units[at].cue
            if cue is None or (line.index, at) in used:
                continue
            if cue.lemma in words("thinks"):
                content = _thought(line, at + 1, stop)
            elif cue.lemma in words("judges"):
                content = _judged(line, at + 1, stop)
            else:
                continue
            if content is None or not is_made(line, at, start) or is_passive(line, at, start):
                continue
            found = subject(line, at, start)
            if found is None or found.end > at + 1:
                continue
            told = Reported(line, (content[:2],), found, (at, at + 1), "thought" if content[2] else "judged")
            if is_statement(told, least=1) and not is_supposed(told, start):
                yield told


def _thought(line: Line, first: int, stop: int) -> tuple[int, int, bool] | None:
    """Return where what is thought starts and ends: a clause, with or without "that"."""
    if line.tags[first] == "T":
        first += 1
    elif not CLAUSE.match(line.tags, first, stop):
        return None
    return (first, content_end(line, first, stop), True) if first < stop else None


def _judged(line: Line, first: int, stop: int) -> tuple[int, int, bool] | None:
    """Return where what is judged or announced starts and ends: a noun phrase with what belongs to it."""
    match = _OBJECT.match(line.tags, first, stop)
    if match is None:
        return None
    near = min(stop, first + _LONGEST)
    ends = _ENDS.search(line.tags, match.end() + 1, near)
    return match.end(), ends.start() if ends else near, False
