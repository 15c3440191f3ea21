"""Subjects that say nothing: things by verbs that are no cues, and nouns with a participle behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.attribution.words import WEAK, is_agent, is_body, is_person, words
from factbox.model import MentionKind

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase


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
