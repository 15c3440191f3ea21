"""Who is told of just before a stretch: in the sentence before, or in the paragraph before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factbox.attribution import points as worth
from factbox.attribution.clauses import subject
from factbox.attribution.layouts import headed
from factbox.attribution.phrases import REACH, is_described, phrase_right
from factbox.attribution.points import Candidate
from factbox.attribution.silent import is_thing
from factbox.attribution.verbs import verb_class, verb_heads
from factbox.attribution.words import SPEECH, is_person
from factbox.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.attribution.places import Place
    from factbox.attribution.tags import Line

# Who asks rather than answers: I asked Ruiz about the wall. “It held.”
_WRITERS = frozenset(("i", "we"))
# What that is worth more than a subject.
_CONCERNED = 1.0
# Pronouns of what did something and does not go on to speak: They went home. “…”
_NO_PERSON = frozenset(("it", "they", "we", "you"))


def find_earlier(place: Place, before: Line | None) -> Iterator[Candidate]:
    """Yield who speaks in the sentence before, or in the paragraph before where that ends in a colon."""
    line = place.line
    if place.start > 0:
        start, end = line.sentence(place.start - 1)
        yield from filter(_goes_on, _told(line, start, end, place))
        yield from _concerned(line, start, end, place)
    elif before and before.units:
        start, end = before.sentences[-1]
        if len(before.sentences) > 1 and before.tags[start:end] == "x":
            start, end = before.sentences[-2]  # a mark behind the last sentence, which opens this paragraph
        if before.tags[-1] == ":":
            for candidate in _told(before, start, end, place):
                yield replace(candidate, rule="previous_colon", points=worth.RULES["previous_colon"])
            yield from headed(before, start)
        elif place.whole:
            for candidate in filter(_goes_on, _told(before, start, end, place)):
                yield replace(candidate, points=candidate.points - 1)


def _concerned(line: Line, start: int, end: int, place: Place) -> Iterator[Candidate]:
    """Yield whom a sentence that somebody's words follow is about: "For Ana Ruiz, the sea was a comfort. “…”"."""
    start += line.tags[start] == "C"  # "But for Ana Ruiz, …"
    found = phrase_right(line, start + 1, end) if line.word(start) == "for" and place.whole else None
    if found and found.kind is MentionKind.NAME and line.tags[found.end : found.end + 1] == ",":
        yield Candidate("previous_sentence", worth.RULES["previous_sentence"] + _CONCERNED, found)


def _goes_on(told: Candidate) -> bool:
    """Return whether who is told of in the sentence before may speak in the next: who said something, or a person."""
    found = told.phrase
    if found is None or told.rule == "previous_said":
        return found is not None
    word = found.line.units[found.head].word
    named = (
        found.kind is MentionKind.NAME
        and found.line.tags[found.start] == "D"
        and not is_described(found.line, found.head)
    )
    if named and found.start + 1 == found.head:
        return False  # "The Beacon Adapter"
    return word not in _NO_PERSON and (found.kind is not MentionKind.NOMINAL or (is_person(word) and word[-1] != "s"))


def _is_of_another(place: Place) -> bool:
    """Return whether somebody's words start with "he" or "she", who was told of and does not speak."""
    return place.line.text.startswith(("He ", "She ", "He’s", "She’s", "He's", "She's"), place.stretch.span.start)


def _is_done(line: Line, verb: int) -> bool:
    """Return whether a verb tells what was really said: not "hopes to say", but "went on to say"."""
    return line.tags[verb - 1] != "t" or line.word(verb - 2) == "on"


def _told(line: Line, start: int, end: int, place: Place) -> Iterator[Candidate]:
    """Yield the subject of a sentence's last verb of speech, else of its first verb."""
    if "Q" in line.tags[start:end]:
        return
    verbs = list(verb_heads(line, start, min(end, start + REACH)))
    last = verb_heads(line, max(start, end - REACH), end) if end - start > REACH else verbs
    speech = [verb for verb in last if verb_class(line, verb) == SPEECH and _is_done(line, verb)]
    for verb in [*reversed(speech), *verbs[:1]]:
        found = subject(line, verb, start)
        if found is None and verb in speech and verb == start:
            found = phrase_right(line, verb + 1, end)  # "Said Ana Ruiz:"
        if found is None or (verb in speech and is_thing(found) and found.end > start + 1):
            continue  # "Ruiz said the pier would appeal to"
        if line.units[found.head].word not in _WRITERS:
            rule = "previous_said" if verb in speech else "previous_sentence"
            another = line.tags[end - 1] != ":" and found.kind is not MentionKind.PRONOUN and _is_of_another(place)
            if another and verb not in speech:
                return  # "Her father wanted her to stay. “He came to my debut.”"
            points = worth.RULES[rule] + (0.0 if place.whole else -2.0)
            cue = (line, verb, verb + 1) if line.tags[verb] == "V" else None
            yield Candidate(rule, points, found, cue, SPEECH if verb in speech else "")
        return
