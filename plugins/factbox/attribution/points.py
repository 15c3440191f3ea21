"""The points that decide between candidates; set by hand, so that each can be read as a sentence.

A candidate starts with what its rule or its verb's class is worth; what stands around it adds or takes. The most wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbox.attribution.words import FRAMING, SPEECH, WEAK, words
from factbox.records import quick

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.places import Place
    from factbox.attribution.tags import Line


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to who said a stretch."""

    rule: str
    """What found it."""
    points: float
    """What speaks for it."""
    phrase: Phrase | None
    """Who; None for no quotation at all."""
    cue: tuple[Line, int, int] | None = None
    """The cue's units, half open."""
    cls: str = ""
    """The cue verb's class."""


OTHER, COPULA = "other", "copula"

# A verb behind the stretch, with its subject: "…," Ana Ruiz said.
AFTER = {SPEECH: 8.0, FRAMING: 3.0, WEAK: 3.0, OTHER: 2.5, COPULA: -2.0}
# A verb to its left: Ana Ruiz said "…".
LEFT = {SPEECH: 5.5, FRAMING: 4.5, WEAK: 3.0, OTHER: 1.5, COPULA: 0.5}
# What else may name the speaker.
RULES = {
    "according_to": 6.5,
    "answer": 7.0,
    "closing": 5.0,
    "by_phrase": 4.0,
    "speech_noun": 4.0,
    "speech_noun_that": 6.0,
    "possessor": 1.2,
    "left_object": 4.5,
    "name_colon": 5.5,
    "signature": 5.0,
    "told_next": 5.0,
    "replied": 6.0,
    "how": 8.0,
    "object_colon": 0.5,
    "opener": 1.5,
    "previous_sentence": 1.5,
    "previous_said": 2.5,
    "previous_colon": 5.5,
    "carry_unclosed": 9.0,
    "carry_resumed": 6.0,
    "carry_whole": 5.0,
    "carry_piece": 2.5,
    "carry_short": 1.0,
    "carry_paragraph": 4.5,
    "carry_opening": 2.0,
    "carry_asked": 1.4,
}
STOPPED_WITH_COMMA = 1.5
NOT_STOPPED = -3.0
INSIDE_PHRASE = -3.0
INTRODUCED_ELSEWHERE = -5.0
LATER_VERB = -1.5
OTHER_CLAUSE = -5.0
INTRODUCED = 1.5
ADJACENT = 1.0
EMBEDDED = -3.0
NEARER_SPEECH = -0.9
SPENT = -3.0
SPENT_BEHIND = -4.5
NEAREST = 0.1
BY_CLOSE = 1.5
BY_FAR = -3.5
SUBORDINATE = -2.0
PASSIVE = -3.0
HEARD = -12.0
FRAMED = 3.0
GLOSS = 6.0
RELAYED = -5.0
NOBODY = -5.0
WITHIN = -3.0
FAR = -0.5

_NULL = 1.3
_NULL_SHORT = 0.9
_NULL_WHOLE = -1.0
_NULL_LONG = -2.5
_NULL_TITLE = 4.0
_NULL_TITLE_GIVEN = -3.5
_NULL_MODIFIER = 1.0
_NULL_SUBJECT = 3.0
_NULL_NAMED = 2.0
_SHORT, _LONG = 2, 5
# What a stretch in front of it names: her “Safe Quays Now” slogan.
_NAMED_SO = frozenset(("hashtag", "mantra", "motto", "slogan", "slogans"))
# Participles behind which a name stands, whatever follows: a paper titled “Low Water,” the group said.
_HEADED = frozenset(("entitled", "headlined", "titled"))


def after_points(place: Place, cls: str) -> float:
    """Return what a verb behind the stretch is worth."""
    points = AFTER[cls]
    if place.ending == "comma":
        points += STOPPED_WITH_COMMA
    elif place.ending == "none":
        points += NOT_STOPPED
    if place.unit > place.start and place.line.tags[place.unit - 1] in "IDHs":
        points += INSIDE_PHRASE
    if place.introduced:
        points += INTRODUCED_ELSEWHERE
    return points


def null_points(place: Place) -> float:
    """Return how much speaks for no quotation: a title, a nickname, a doubted word."""
    points = _NULL
    if place.whole:
        points += _NULL_WHOLE
    elif place.words <= _SHORT:
        points += _NULL_SHORT
    elif place.words >= _LONG:
        points += _NULL_LONG
    tags, unit = place.line.tags, place.unit
    before = tags[unit - 1] if unit > place.start else "."
    after = tags[unit + 1] if unit + 1 < place.end else "."
    spoken = place.introduced and not _is_beside(place)  # not "she wrote in her memoir, “Low Water,”"
    if place.title_case and before != ":" and not spoken and not (place.whole and place.ending == "stop"):
        points += _NULL_TITLE
        if before in "Is" or (
            before != "." and (_is_told(place) or place.line.units[unit - 1].word in words("null_before"))
        ):
            points += _NULL_TITLE
        if before in "oN" and _is_named(place):
            points += _NULL_TITLE_GIVEN
    return points + _named_points(place, before, after)


def _named_points(place: Place, before: str, after: str) -> float:
    """Return how much the words on either side speak for a name or a doubted word; their tags are given."""
    points, tags, unit = 0.0, place.line.tags, place.unit
    adjective = before == "n" and unit > place.start + 1 and tags[unit - 2] in "DH"  # "the original “big four” talks"
    if (before in "DHs" or adjective) and after in "nN":
        points += 2 * _NULL_TITLE if place.line.units[unit + 1].word in _NAMED_SO else _NULL_MODIFIER
    if before == "." and place.ending == "none" and after in "vAV":
        points += _NULL_SUBJECT
    named = before in "nv" or (before == "V" and place.line.units[unit - 1].word in _HEADED)
    told = before != "." and place.line.units[unit - 1].word in words("null_before") and named
    if told or (_is_beside(place) and (place.title_case or not place.introduced)):
        points += _NULL_NAMED
    return points


def _is_beside(place: Place) -> bool:
    """Return whether the stretch is the name of a work told of before a comma: "his new film, “Low Water,”"."""
    line, noun = place.line, place.unit - 2
    return noun > place.start and line.tags[noun : noun + 2] == "n," and line.units[noun].word in words("null_before")


def _is_named(place: Place) -> bool:
    """Return whether the stretch is what somebody is called: called Ruiz “the Wall”."""
    cue = place.line.units[place.unit - 2].cue if place.unit > place.start + 1 else None
    return cue is not None and cue.cls == FRAMING


def _is_told(place: Place) -> bool:
    """Return whether the stretch is whom somebody tells: told “Morning Harbour” that."""
    cue = place.line.units[place.unit - 1].cue
    return cue is not None and cue.lemma == "tell"
