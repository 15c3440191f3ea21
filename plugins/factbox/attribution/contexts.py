"""What stands around a verb that may name a speaker, and what that is worth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution import points as worth
from factbox.attribution.silent import is_reduced, is_silent, is_thing
from factbox.attribution.verbs import hears, is_passive, verb_class
from factbox.attribution.words import FRAMING, SPEECH, words

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.places import Place
    from factbox.attribution.tags import Line

# Whom or what a verb frames: called Ruiz “…”, dismissed the plan as “…”.
_OBJECT = re.compile(r"[It]?[DH]?[nNs#]{0,6}[nNo][IU]?D?")
# What stands between who frames something and its frame: "seen by anglers as a “…”".
_AS = re.compile(r"[IU]?D?")
_RECEIVES = frozenset(("get", "gets", "got", "receive", "received", "receives"))  # "received a short reply: “…”"
_GIVES = frozenset((SPEECH, FRAMING))
# How many units before a stretch a verb stands at most that shows what is written: "a sign reading: “…”".
_SIGN = 3
# A subject and its verb: "Holm spoke", "the board has called".
_CLAUSE = re.compile(r"(?:P|[DH]?[nN]{1,3})[AB]{0,2}[Vv]")
# What says of a verb that its own content follows: "he claimed they had met", "she said it was".
_CONTENT = re.compile(r"T|P[AVvB]|(?:[DH]|#n)[nN]{0,3}[AVv]")


def _is_left(line: Line, first: int, end: int) -> bool:
    """Return whether a clause of its own starts behind the comma that closes a stretch: “sad,” Holm spoke."""
    outside = line.tags[first : first + 1] == ","
    closed = outside or line.units[first - 1].word[-2:-1] == ","
    return closed and _CLAUSE.match(line.tags, first + outside, end) is not None


def behind_context(place: Place, verb: int, found: Phrase, first: int) -> float:
    """Return what stands around a verb behind the stretch is worth."""
    line, points = place.line, 0.0
    tags, between = line.tags, line.tags[first : found.start]
    asked = line.units[place.start].word == "asked" and tags[place.unit - 1] != ","  # "Asked if it was “safe,”"
    if asked or (hears(line, verb) and is_passive(line, verb, first)):
        points += worth.HEARD
    if _is_negated(line, verb, found.end):
        points += worth.HEARD  # "“Who did this?” Marlow did not respond"
    if _relays(place, verb):
        points += worth.RELAYED
    opened = tags[place.start] == "G" and tags[verb + 1 : verb + 2] not in {"", ".", ","}
    if opened or (place.subordinate and _CONTENT.match(tags, verb + 1, place.end)):
        points += worth.INTRODUCED_ELSEWHERE
    if tags[verb] == "G" and found.end == verb:
        points += worth.OTHER_CLAUSE  # "…,” the move left some wondering"
    if between[:1] == "C" and place.unit > place.start:
        points += worth.HEARD  # "called it “late,” and Ruiz said"
    elif any(tag in "CUTR;" for tag in between):
        points += worth.OTHER_CLAUSE
    elif between:
        points += worth.FAR
    return points


def _is_negated(line: Line, verb: int, floor: int) -> bool:
    """Return whether "not" stands among a verb's auxiliaries."""
    at = verb - 1
    while at >= floor and line.tags[at] in "AB":
        if line.units[at].word in words("negation"):
            return True
        at -= 1
    return False


def _relays(place: Place, verb: int) -> bool:
    """Return whether a paper only tells what somebody said: Ana Ruiz said it was “…,” the Ostley Courier reports."""
    line = place.line
    cue = line.units[verb].cue
    if cue is None or cue.lemma != "report":
        return False
    return is_told(line, place.start, place.unit)


def left_context(place: Place, verb: int, found: Phrase, cls: str, nearer: int) -> float:
    """Return what stands between a verb to the left and the stretch is worth."""
    line, unit, points = place.line, place.unit, 0.0
    tags = line.tags
    if tags[unit - 1] in ":,":
        points += worth.INTRODUCED
    between = tags[verb + 1 : unit]
    if (
        between in ("", "B", "o", "P", "T", "I", "U", "BT")
        or (between[:1] == "T" and not nearer)
        or (cls == FRAMING and not place.title_case and _OBJECT.fullmatch(between))
    ):
        points += worth.ADJACENT
    if "Q" in between:
        points += worth.FAR
    if cls in _GIVES and between[:1] == "Q" and _is_left(line, verb + 2, unit):
        points += worth.SPENT  # "a clip that Ruiz called “sad,” Holm spoke of “joy”"
    shown = line.units[unit - 1 - (tags[unit - 1] in ":,")].word == "reading" and nearer == 0  # a sign "reading: “…”"
    if shown and verb < unit - _SIGN and cls not in _GIVES:
        points += worth.NOBODY
    thing = (cls in (worth.COPULA, worth.OTHER) or is_silent(found, verb, cls)) and is_thing(found)
    if thing or (cls not in _GIVES and _says_nothing(line, verb, found)):
        points += worth.NOBODY
    if found.start > place.start and line.tags[found.start - 1] == "I" and is_reduced(found, verb):
        points += worth.WITHIN  # "in an interview published on Monday"
    if found.start > place.start and "," in between[:-1] and line.tags[found.start - 1] in "UR":
        points += worth.SUBORDINATE
    if is_passive(line, verb, place.start):
        told = hears(line, verb) or (cls == SPEECH and line.word(verb + 1) == "to")  # "is said to be"
        points += worth.HEARD if told else worth.PASSIVE if cls != SPEECH else 0.0
    return points


def _says_nothing(line: Line, verb: int, found: Phrase) -> bool:
    """Return whether a verb of no speech only tells of somebody: "Ruiz, who followed,", "about Ruiz knowing"."""
    heard = line.units[verb].word in _RECEIVES and line.tags[verb + 1 : verb + 2] == "D"
    told_of = line.tags[verb] == "G" and found.start > 0 and line.units[found.start - 1].word == "about"
    inner = verb > 0 and line.tags[verb - 1 : verb + 2] == "RvI"  # "their son, who died in a crash: “…”"
    return told_of or heard or inner or (found.relative >= 0 and line.tags[verb + 1 : verb + 2] == ",")


def is_told(line: Line, start: int, end: int) -> bool:
    """Return whether somebody speaks in a range: "Holm called her the love of his life, according to the Courier:"."""
    cues = (at for at in range(start, end) if line.tags[at] == "V" and verb_class(line, at) in (SPEECH, FRAMING))
    return any(not is_passive(line, at, start) for at in cues)


def by_context(place: Place, agent: Phrase, cls: str) -> float:
    """Return what stands around who does what a participle says is worth: "seen by anglers as a “…”"."""
    close = _AS.fullmatch(place.line.tags, agent.end, place.unit) is not None
    if close and (cls in _GIVES or place.line.word(agent.end) == "as"):
        return worth.BY_CLOSE
    return 0.0 if cls in _GIVES else worth.BY_FAR  # "posts held by visitors and efforts to “…”"


def tells(place: Place, verb: int) -> bool:
    """Return whether a verb tells somebody a whole sentence: "reports that Holm told a paper: “We won.”"."""
    cue, between = place.line.units[verb].cue, place.line.tags[verb + 1 : place.unit - 1]
    told = not between or (cue is not None and cue.lemma == "tell" and _OBJECT.fullmatch(between))
    return bool(told) and place.capital and place.ending != "none"
