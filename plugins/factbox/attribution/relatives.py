"""Relative clauses: where the pronoun of one stands, and whom or what it stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.phrases import DEPTH, Phrase, phrase_left
from factbox.attribution.words import is_body, is_person
from factbox.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.attribution.tags import Line

_OF_PEOPLE = frozenset(("who", "whom", "whose"))
_WHERE = frozenset(("at", "in", "near", "on", "outside"))
# What somebody does somewhere, in front of "who": "living in " of "a person living in a house opposite who".
_LIVES, _NEAR = re.compile("g[BIDHnN]{0,4}$"), 6
# What is said of somebody whom others speak of: "the subject of criticism from anglers, who".
_OF_WHOM = frozenset(("subject", "target"))
# How many phrases that hang on one are looked at.
_HANGING = 4
_COPULA = frozenset(("is", "are", "was", "were", "'s"))


def relative_before(line: Line, at: int, floor: int) -> int:
    """Return the relative pronoun whose clause holds unit `at`, -1 where there is none near."""
    for back in range(at, max(floor, at - 15) - 1, -1):
        tag = line.tags[back]
        if tag == "R":
            return back
        if tag in ",;:Q." or (tag == "V" and back != at and line.tags[back - 1] not in "RABt"):
            return -1
    return -1


def whose_before(line: Line, start: int, floor: int) -> int:
    """Return the "whose" in front of what its noun does, by a verb of no list, to the phrase that starts there.

    "Families whose children attend | the school"; -1 for none.
    """
    if line.tags[start] not in "DH" or line.tags[start - 1] != "n":
        return -1
    relative = relative_before(line, start - 1, floor)
    return relative if relative >= 0 and line.units[relative].word == "whose" else -1


def that_before(line: Line, verb: int, floor: int) -> int:
    """Return the "that" which is the subject of a verb, behind its noun: "the charity that runs"; -1 for none."""
    at = verb - 1
    while at > floor and line.tags[at] in "AB":
        at -= 1
    return at if at > floor and line.tags[at] == "T" and line.tags[at - 1] in "nN" else -1


def antecedent(line: Line, at: int, verb: int, floor: int) -> Phrase | None:
    """Return what the relative pronoun at `at` stands for; by it speaks who is named before it in its own clause."""
    found = _before_relative(line, at, floor)
    if found is None or found.kind is not MentionKind.NAME or _is_behind_clause(line, at, verb):
        return found
    return found._replace(relative=at)


def _is_behind_clause(line: Line, at: int, verb: int) -> bool:
    """Return whether a verb stands behind the whole relative clause, not in it: "Ruiz, who chairs the board said"."""
    last = verb - 1
    while last > at and line.tags[last] in "AB":
        last -= 1
    between = line.tags[at + 1 : last + 1]
    return any(tag in "VvGg" for tag in between) or any(unit.word in _COPULA for unit in line.units[at + 1 : last + 1])


def _may_act(inner: Phrase, relative: str) -> bool:
    """Return whether a phrase behind a preposition may be what a relative clause is about: "of the Harbour Board"."""
    line = inner.line
    if relative == "which":
        return inner.kind is MentionKind.NAME and line.units[inner.start - 1].word not in _WHERE
    return inner.kind is MentionKind.NAME or is_person(line.units[inner.head].word)


def _before_relative(line: Line, at: int, floor: int) -> Phrase | None:
    """Return the phrase that the relative pronoun at `at` stands behind."""
    before = at - 1
    if before >= floor and line.tags[before] == "I":
        before -= 1
    if before >= floor and line.tags[before] in ",-":
        before -= 1
    if before < floor:
        return None
    found, word = phrase_left(line, before, floor), line.units[at].word
    if found and found.kind is MentionKind.NOMINAL:
        himself = found.start > floor and line.units[found.start - 1].word.endswith("self")  # ", himself a pilot, who"
        comma = found.start - 1 - himself
        if line.tags[max(0, comma - 1) : comma + 1] == "N,":
            found = phrase_left(line, comma - 1, floor)
    if word == "who" and found and found.kind is MentionKind.NOMINAL and not is_person(line.units[before].word):
        lives = _LIVES.search(line.tags, max(floor, found.start - _NEAR), found.start)
        whose = phrase_left(line, lives.start() - 1, floor) if lives and lives.start() > floor else None
        if whose and is_person(line.units[whose.head].word):
            return whose
    fits = is_person if word in _OF_PEOPLE else is_body if word == "which" else None
    if found is None or fits is None or found.head == found.end - 1 or line.tags[found.head] == "N":
        return found
    if fits(line.units[found.head].word) and line.units[found.head].word not in _OF_WHOM:
        return found
    hanging = [inner for inner in _inner(found, floor) if _may_act(inner, word)]
    near = next((inner for inner in hanging if not _is_placed(inner)), hanging[0] if hanging else found)
    return near._replace(end=found.end)


def _is_placed(inner: Phrase) -> bool:
    """Return whether a name only says where somebody is from: "a talk with Ana Ruiz of Ostley, who"."""
    line, before = inner.line, inner.start - 1
    of_somebody = line.units[before].word == "of" and line.tags[before - 1] == "N"
    return inner.kind is MentionKind.NAME and (line.units[before].word in _WHERE or of_somebody)


def _inner(found: Phrase, floor: int) -> Iterator[Phrase]:
    """Yield the phrases that hang on one, the last first: "the left", "opponents" of "derision from opponents on …"."""
    line, last = found.line, found.end - 1
    for _ in range(_HANGING):
        inner = phrase_left(line, last, floor, DEPTH)
        if inner is None or inner.start <= found.head:
            return
        yield inner
        if line.tags[inner.start - 1] != "I" or line.tags[inner.start - 2] not in "nN":
            return
        last = inner.start - 2
