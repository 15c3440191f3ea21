"""Subjects that say nothing: things by verbs that are no cues, and nouns with a participle behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.attribution.phrases import DEPTH, phrase_left
from factbox.attribution.words import WEAK, is_agent, is_body, is_person, words
from factbox.model import MentionKind

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase

# What somebody does who gives another a paper.
_SENT = frozenset(("gave", "handed", "left", "send", "sends", "sending", "sent", "wrote"))


def is_reduced(found: Phrase, verb: int) -> bool:
    """Return whether a verb right behind a thing may be its participle: "an interview published"."""
    tags = found.line.tags
    return found.end == verb and tags[verb] in "Vv" and tags[found.start] in "DHn" and is_thing(found)


def is_silent(found: Phrase, verb: int, cls: str) -> bool:
    """Return whether a weak cue is seldom one, "began", "held", or has a bare number for its subject."""
    cue, number = found.line.units[verb].cue, found.line.tags[found.start : found.end] == "#"
    return cls == WEAK and cue is not None and (number or cue.lemma in words("seldom"))


def is_thing(found: Phrase) -> bool:
    """Return whether a subject says nothing by a verb that is no cue: "it", "the tram", "eleven"."""
    word = found.line.units[found.head].word
    if found.kind is MentionKind.PRONOUN or word in words("no_speaker"):
        return word in words("no_speaker")
    counted = found.line.tags[found.head] == "#" and found.line.tags[found.end - 1] == "N"  # "12 of the Kestrians"
    return found.kind is MentionKind.NOMINAL and not (counted or is_person(word) or is_body(word) or is_agent(word))


def is_venue(found: Phrase) -> bool:
    """Return whether a phrase is where somebody speaks, or what somebody says: "an interview", "a statement"."""
    noun = found.line.units[found.head].word
    return found.kind is MentionKind.NOMINAL and (noun in words("venue_noun") or noun in words("speech_noun"))


def is_sent(found: Phrase, floor: int) -> bool:
    """Return whether a paper is what somebody gives another: "sent his sister a text saying"."""
    line, before = found.line, found.start - 1
    if not is_venue(found) or line.tags[found.start] != "D" or line.tags[before] not in "nNoH":
        return False
    whom = phrase_left(line, before, floor, DEPTH)
    return line.units[(whom.start if whom else before) - 1].word in _SENT


def sent_to(found: Phrase, floor: int) -> Phrase | None:
    """Return the paper that went to several, of whom the last is given: "a letter to keepers and new members"."""
    line, joint = found.line, found.start - 1
    joint -= line.tags[joint] in "gG"  # "and ranking members"
    paper = phrase_left(line, joint - 1, floor) if joint > floor and line.tags[joint] == "C" else None
    return paper._replace(end=found.end) if paper and paper.head < joint - 1 and is_venue(paper) else None
