"""Speakers named without a verb: by a phrase, a layout, or the owner of a noun of speech."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from factbox.attribution.phrases import DEPTH, Phrase, phrase_left, phrase_right
from factbox.attribution.points import ADJACENT, INTRODUCED, LEFT, RULES, Candidate
from factbox.attribution.words import FRAMING, SPEECH, cue_forms, is_body, is_person, words
from factbox.model import EntityKind, MentionKind
from factbox.unmarked import ANSWER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbox.attribution.places import Place
    from factbox.attribution.tags import Line
    from factbox.model import Entity, Stretch

# A signature of its own line has at most this many units.
_SIGNATURE = 12
# A name with who that is behind a comma, and what no such line holds.
_SIGNED = re.compile(r"n{0,2}N,[DHnN]")
_VERBS = re.compile(r"[VvAPQT]|[.:].")
# How many units before a stretch the noun stands that it belongs to.
_NEAR = 8
# How many words behind a name alone are what somebody said.
_SAID = 5
# What makes somebody say what follows: leaving the manager “lost for words”.
_LEAVING = frozenset(("leave", "leaves", "leaving", "left"))
# What goes on with a row of stretches: “sad” and “wrong”.
_NEXT, _ROW = frozenset(("CQ", ",Q")), 3
# What somebody does who is there when words are said.
_PERCEIVED = frozenset(("hear", "heard", "hearing", "hears", "saw", "see", "seeing", "seen", "watched", "watching"))
# What words do that are an answer, and what they are then.
_COMES = frozenset(("came", "comes"))
_REPLY = frozenset(("answer", "call", "chant", "cry", "reply", "response", "retort", "shout", "voice"))
# What points at the words before it, and how.
_POINTING = frozenset(("so", "that", "these", "this", "those"))
_BE = frozenset(("are", "is", "was", "were"))
_WHOSE = frozenset(("from", "of"))
_NAMED = frozenset((MentionKind.NAME, MentionKind.PRONOUN))


def phrases_behind(place: Place) -> Iterator[Candidate]:
    """Yield the speakers that a phrase behind the stretch names without a verb: "“…” by Ana Ruiz", "“…” — Ana Ruiz"."""
    line, after = place.line, place.unit + 1
    if after + 1 >= place.end:
        return
    agent = after
    for _ in range(_ROW):
        agent += 2 if line.tags[agent : agent + 2] in _NEXT else 0
    if line.word(agent) == "by" and place.ending != "stop":
        found = phrase_right(line, agent + 1, place.end)
        if found:
            verb = place.unit - 1
            cue = (line, verb, verb + 1) if verb >= place.start and line.tags[verb] == "V" else None
            yield Candidate("by_phrase", RULES["by_phrase"], found, cue)
    if place.ending == "comma" and not place.introduced and line.tags[after] in "nN":
        found = phrase_right(line, after, place.end)
        if found and found.kind is MentionKind.NAME and found.end >= place.end - 1:
            yield Candidate("signature", RULES["signature"], found)
    if line.tags[after] in "-:":
        found = phrase_right(line, after + 1, place.end)
        apposed = (
            found and line.tags[found.end : found.end + 1] == "," and not _VERBS.search(line.tags, found.end, place.end)
        )
        ends = found and (line.tags[after] == ":" or found.end >= place.end - 1 or apposed)  # "— Ana Ruiz, a pilot"
        if found and ends and found.kind is MentionKind.NAME:
            yield Candidate("signature", RULES["signature"], found)


def _speech_noun(place: Place) -> int:
    """Return the noun of speech whose words the stretch is: "a call to “wait” from Ana Ruiz"; 0 where there is none."""
    line = place.line
    for at in range(place.unit - 1, max(place.start, place.unit - _NEAR), -1):
        if line.tags[at] in "VA,;Q":
            return 0
        if line.tags[at] == "n" and line.units[at].word in words("speech_noun"):
            return at
    return 0


def posted(place: Place, behind: Line | None) -> Iterator[Candidate]:
    """Yield who signs a post, in its own paragraph or in the next: "— Bo Lind (@BoLind) May 3, 2024"."""
    line = place.line if "-" in place.line.tags[place.unit :] else behind
    if line is not None:
        found = phrase_right(line, line.tags.rfind("-") + 1, len(line.units))
        if found:
            yield Candidate("signature", RULES["signature"], found)


def answering(lines: dict[int, Line], entities: Sequence[Entity], stretches: Sequence[Stretch]) -> Phrase | None:
    """Return who gives the answers of an interview: the person whom most is told of before them, if one is.

    Args:
        lines: every paragraph by its number.
        entities: all of the text.
        stretches: all of the text.
    """
    first = next((stretch.paragraph for stretch in stretches if stretch.rule == ANSWER), 0)
    ahead = [(lines[at], unit) for at in range(first) for unit in re.finditer("N", lines[at].tags)]
    told = [(line, match.start()) for line, match in ahead if line.units[match.start()].ref >= 0]
    people = [(line, at) for line, at in told if entities[line.units[at].ref].kind is EntityKind.PERSON]
    times = Counter(line.units[at].ref for line, at in people).most_common(2)
    if not times or times[0][1] == (times[1:] and times[1][1]):
        return None
    return next(Phrase(line, at, at + 1, at) for line, at in people if line.units[at].ref == times[0][0])


def signed(behind: Line) -> Iterator[Candidate]:
    """Yield the name that signs the paragraph before, on a line of its own: "— Ana Ruiz", "Ana Ruiz, harbour pilot"."""
    if _SIGNED.match(behind.tags) and len(behind.units) <= _SIGNATURE and not _VERBS.search(behind.tags):
        found = phrase_right(behind, 0, len(behind.units))
        if found and found.kind is MentionKind.NAME:
            yield Candidate("signature", RULES["signature"], found)
    if behind.tags[:1] == "-" and len(behind.units) <= _SIGNATURE:
        found = phrase_right(behind, 1, len(behind.units))
        if found and found.kind is MentionKind.NAME and "V" not in behind.tags:
            yield Candidate("signature", RULES["signature"], found)


def overheard(place: Place) -> Iterator[Candidate]:
    """Yield whom somebody hears or sees say the words: "she heard a man shout, “…”"."""
    line, verb = place.line, place.unit - 1
    verb -= line.tags[verb] in ",:"
    cue = cue_forms().get(line.units[verb].word) if verb > place.start + 1 else None
    if cue is None or cue.cls != SPEECH or cue.lemma != line.units[verb].word:
        return
    found = phrase_left(line, verb - 1, place.start, DEPTH)
    if found and found.start > place.start and line.units[found.start - 1].word in _PERCEIVED:
        points = LEFT[SPEECH] + INTRODUCED + ADJACENT
        yield Candidate("verb_left", points, found, (line, verb, verb + 1), SPEECH)


def replied(place: Place) -> Iterator[Candidate]:
    """Yield whose words come as a reply: "“Try harder!” came the reply from the back", "… came a voice"."""
    line, verb = place.line, place.unit + 1
    found = phrase_right(line, verb + 1, place.end) if line.word(verb) in _COMES else None
    if found is None or line.units[found.head].word not in _REPLY:
        return
    source = next((at for at in range(found.head + 1, found.end) if line.units[at].word == "from"), -1)
    whose = phrase_right(line, source + 1, place.end) if source >= 0 else None
    yield Candidate("inverted", RULES["replied"], whose or found, (line, verb, verb + 1), SPEECH)


def told_next(place: Place) -> Iterator[Candidate]:
    """Yield whom the next sentence gives the words to: "“…” That was Ana Ruiz", "So said …", "That is the view of"."""
    line, at = place.line, place.end
    if not place.whole or at + 2 >= len(line.units) or line.units[at].word not in _POINTING:
        return
    so, at, cue = line.units[at].word == "so", at + 1, None
    was = not so and line.units[at].word in _BE
    if was:
        at += 1 + (line.tags[at + 1 : at + 2] == "D")
    said = line.units[at].cue if at < len(line.units) else None
    if (so and said and said.cls == SPEECH) or (line.word(at) in words("speech_noun") and line.word(at + 1) in _WHOSE):
        cue = (line, at, at + 1)
        at += 2 - so
    elif so or not was:
        return
    found = phrase_right(line, at, line.sentence(place.end)[1])
    if found and (cue or found.kind is MentionKind.NAME):
        yield Candidate("told_next", RULES["told_next"], found, cue)


def phrases_before(place: Place) -> Iterator[Candidate]:
    """Yield the speakers that a phrase before the stretch names without a verb: "Ruiz’s “…”", "Ruiz: “…”"."""
    line, before, tags = place.line, place.unit - 1, place.line.tags
    last = before if tags[before] in "nN" else before - 1
    found = phrase_left(line, last, place.start) if before > place.start and tags[before] in "s:,nN" else None
    if found is None:
        return
    first = found.start - 1
    person = found.kind is MentionKind.NAME or is_person(line.units[found.head].word)
    if tags[before] in ",nN" and first >= place.start and line.units[first].word in _LEAVING and person:
        yield Candidate("left_object", RULES["left_object"], found)
    elif tags[before] == "s":
        yield Candidate("possessor", RULES["possessor"], found)
    elif _is_headed(place, found):
        yield Candidate("name_colon", RULES["name_colon"], found)  # "– Manager Ana Ruiz “We won.”"
    elif tags[before] == ":" and _opens(line, found.start, place.start) and _is_label(line, found):
        yield Candidate("name_colon", RULES["name_colon"], found)
    elif tags[before] == ":" and found.kind is MentionKind.NAME and place.capital:
        yield Candidate("object_colon", RULES["object_colon"], found)
    elif tags[before] == "," and tags[place.start] == "I" and found.start == place.start + 1 and found.kind in _NAMED:
        yield Candidate("opener", RULES["opener"], found)


def _is_headed(place: Place, found: Phrase) -> bool:
    """Return whether nothing but a known name stands before what somebody said: "– Manager Ana Ruiz “We won.”"."""
    line, name = place.line, place.unit - 1
    known = found.head == name > found.start and line.tags[name] == "N" and line.units[name].ref >= 0
    return known and place.capital and place.words >= _SAID and _opens(line, found.start, place.start)


def headed(before: Line, start: int) -> Iterator[Candidate]:
    """Yield the name that heads the paragraph: "From Chairwoman Ana Ruiz:" on a line of its own."""
    found = phrase_left(before, len(before.units) - 2, start)
    if found and _opens(before, found.start, start) and _is_label(before, found):
        yield Candidate("name_colon", RULES["name_colon"], found)


def _is_label(line: Line, found: Phrase) -> bool:
    """Return whether a phrase before a colon is a name, or a transcript's label in capitals: "REPORTER:"."""
    return (
        found.kind is MentionKind.NAME
        or (line.tags[found.start] == "D" and is_person(line.units[found.head].word))  # "A police spokesman: “…”"
        or (line.word(found.start - 1) == "from" and is_body(line.units[found.head].word))  # "From the report: “…”"
        or line.text[line.units[found.start].start : line.units[found.head].end].isupper()
    )


def _opens(line: Line, first: int, start: int) -> bool:
    """Return whether a unit opens its sentence or a part of it behind a dash."""
    return first == start or line.tags[first - 1] in "-)x" or (first == start + 1 and line.units[start].word == "from")


def speech_nouns(place: Place) -> Iterator[Candidate]:
    """Yield whose a noun of speech before the stretch is: "Ruiz’s claim that", "a call to “wait” from Ruiz"."""
    line, unit, tags = place.line, place.unit, place.line.tags
    noun = _speech_noun(place) if line.word(unit + 1) == "from" else 0
    found = phrase_right(line, unit + 2, place.end) if noun else None
    if found:
        yield Candidate("speech_noun", RULES["speech_noun_that"], found, (line, noun, noun + 1), FRAMING)
        return
    for at in range(unit - 1, max(place.start, unit - 12), -1):
        if tags[at] in "Q;" or (tags[at] in "Vv" and "T" not in tags[max(place.start, at - 6) : at]):
            return
        if tags[at] == "n" and line.units[at].word in words("speech_noun"):
            joint = line.units[at + 1].word
            if joint in {"by", "from"} or (joint == "of" and line.units[at].word == "words"):
                found = phrase_right(line, at + 2, unit)
            else:
                found = _owner(line, at, place.start)
            if found:
                said_so = tags[at + 1] == "T" or (found.start > at and tags[found.end] == "T")
                rule = "speech_noun_that" if said_so else "speech_noun"
                yield Candidate(rule, RULES[rule], found, (line, at, at + 1), FRAMING)
            return


def _owner(line: Line, noun: int, floor: int) -> Phrase | None:
    """Return whose a noun is: "Ruiz’s last claim", "her claim"."""
    at = noun - 1
    while at > floor and line.tags[at] == "n":
        at -= 1
    if at >= floor and line.tags[at] == "H" and line.units[at].word != "whose":
        return Phrase(line, at, at + 1, at)
    if at <= floor or line.tags[at] != "s":
        return None
    found = phrase_left(line, at - 1, floor, DEPTH)  # of "a rebuff to Ana Ruiz’s claim" she, not the rebuff
    return phrase_left(line, at - 1, floor) if found and line.word(found.start - 1) == "of" else found
