"""Verbs as cues: what class they have, which are passive, and the verb groups of a stretch of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.attribution.points import COPULA, OTHER
from factbox.attribution.words import SPEECH, letters, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.attribution.tags import Line

# Verbs that are cues of speech with a word behind them alone.
_PHRASAL = frozenset((("point", "out"), ("put", "it"), ("sum", "up")))
# What may stand behind "shot back", "fired back" where that is speech.
_SAYS_BACK = frozenset("T:,.Q")
_COPULA = frozenset(("is", "are", "was", "were", "be", "been", "being", "am", "'s"))


def verb_class(line: Line, verb: int) -> str:
    """Return the class of the verb at a unit."""
    unit = line.units[verb]
    following = line.word(verb + 1)
    if is_phrasal(line, verb):
        return SPEECH
    if unit.cue:
        ends = unit.cue.lemma == "end" and following == "up"
        if ends or (following == "to" and unit.cue.lemma in words("no_cue_before_to")):
            return OTHER
        clear = unit.cue.lemma == "make" and "clear" in {following, line.word(verb + 2)}
        goes = unit.cue.lemma == "go" and following == "on" and line.word(verb + 2) == ":"
        # a letter which read: “…”
        reads = (
            unit.cue.lemma == "read" and line.tags[verb - 1] == "R" and line.tags[verb + 1 : verb + 3] in {":Q", ",Q"}
        )
        if clear or goes or reads:
            return SPEECH
        if line.tags[verb - 1] == "t" and unit.cue.lemma == "comment":
            return COPULA
        return unit.cue.cls
    return COPULA if unit.tag == "A" else OTHER


def is_phrasal(line: Line, verb: int) -> bool:
    """Return whether the word behind a verb is part of it: "points out", "shot back"."""
    unit, following = line.units[verb], line.word(verb + 1)
    if following == "back" and unit.word in words("says_back"):
        return line.tags[verb + 2 : verb + 3] in _SAYS_BACK
    return unit.cue is not None and (unit.cue.lemma, following) in _PHRASAL


def verb_heads(line: Line, first: int, ceiling: int) -> Iterator[int]:
    """Yield the heads of the verb groups in a range, left to right; the copula where no other verb follows."""
    tags = line.tags
    for at in range(first, ceiling):
        tag = tags[at]
        if tag in "VvG":
            yield at
        elif tag == "A" and line.units[at].word in _COPULA:
            following = at + 1
            while following < ceiling and tags[following] in "BA":
                following += 1
            if following >= ceiling or tags[following] not in "VvGg":
                yield at


def is_passive(line: Line, verb: int, floor: int) -> bool:
    """Return whether a form of "be" stands right before a participle."""
    if line.tags[verb] not in "Vv" or line.units[verb].word.endswith("s"):
        return False
    following = line.word(verb + 1)
    framed = following == "as" and line.tags[verb - 1] not in "PNA" and not _is_what(line, verb, floor)
    if framed or (following == "by" and line.tags[verb - 1] == "n"):
        return True
    at = verb - 1
    while at >= floor and line.tags[at] == "B":
        at -= 1
    return at >= floor and line.units[at].word in _COPULA


def _is_what(line: Line, verb: int, floor: int) -> bool:
    """Return whether a verb tells what somebody does with what stands before: "in what fans described as"."""
    first = verb
    while first > floor and line.tags[first - 1] in "nNDHs#":
        first -= 1
    return first > floor and (line.tags[first - 1] == "R" or line.units[first - 1].word == "what")


def hears(line: Line, verb: int) -> bool:
    """Return whether the subject of a passive hears rather than speaks: "was asked", "was told"."""
    return line.units[verb].word in words("heard")


def is_participle(line: Line, verb: int) -> bool:
    """Return whether a form without an auxiliary is no finite verb: "seen", "compared with"; not "threaten"."""
    unit = line.units[verb]
    if unit.word == "compared":
        return line.word(verb + 1) in ("to", "with")
    base = unit.cue.lemma == unit.word if unit.cue else letters().get(unit.word) != "v"
    return not base and unit.word.endswith(("en", "ne", "rn", "wn"))


def is_self(line: Line, at: int) -> bool:
    """Return whether a word only stresses who acts: "the council itself called it"."""
    return line.tags[at] == "o" and line.units[at].word.endswith(("self", "selves"))
