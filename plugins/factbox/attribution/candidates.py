"""Who could have said a quoted stretch: every clause, phrase and layout that can name a speaker, with its points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factbox.attribution import points as worth
from factbox.attribution.clauses import subject
from factbox.attribution.phrases import REACH, Phrase, phrase_left, phrase_right
from factbox.attribution.words import FRAMING, SPEECH, words
from factbox.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.attribution.places import Place
    from factbox.attribution.tags import Line

# Behind a stretch, verbs are looked for within this many units; in front of it, within REACH and five verb groups.
_AHEAD = 30
_GROUPS = 5
_COPULA = frozenset(("is", "are", "was", "were", "be", "been", "being", "am", "'s"))
_LATE_VERBS = 3
_NAMED = frozenset((MentionKind.NAME, MentionKind.PRONOUN))


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


def find_candidates(place: Place, before: Line | None) -> list[Candidate]:
    """Return the candidates that a stretch's own sentence and the one before give, `null` first.

    Args:
        place: the stretch.
        before: the paragraph in front of its own.
    """
    out = [Candidate("null", worth.null_points(place), None)]
    out += _inverted(place)
    out += _after(place)
    out += _closing(place)
    out += _left(place)
    out += _according(place)
    out += _behind_phrases(place)
    out += _before_phrases(place)
    out += _speech_nouns(place)
    out += _earlier(place, before)
    return out


def verb_class(line: Line, verb: int) -> str:
    """Return the class of the verb at a unit."""
    unit = line.units[verb]
    if unit.cue:
        following = line.units[verb + 1].word if verb + 1 < len(line.units) else ""
        if following == "to" and unit.cue.lemma in words("no_cue_before_to"):
            return worth.OTHER
        if unit.cue.lemma == "point" and following == "out":
            return SPEECH
        return unit.cue.cls
    return worth.COPULA if unit.tag == "A" else worth.OTHER


def _behind(place: Place) -> tuple[int, int]:
    """Return the units behind the stretch, up to the next one: half open, its own comma passed over."""
    tags = place.line.tags
    first = place.unit + 1
    if first < place.end and tags[first] in ",-":
        first += 1
    following = tags.find("Q", first, place.end)
    return first, place.end if following < 0 else following


def _inverted(place: Place) -> Iterator[Candidate]:
    """Yield the verb right behind the stretch with its subject behind it: "…," said Ana Ruiz."""
    line = place.line
    first, ceiling = _behind(place)
    while first < ceiling and line.tags[first] == "B":
        first += 1
    if first >= ceiling or line.tags[first] not in "Vv":
        return
    after = first + 1
    while after < ceiling and line.tags[after] == "B":
        after += 1
    found = phrase_right(line, after, ceiling)
    if found is None or (found.end < ceiling and line.tags[found.end] in "AvV"):
        return
    cls = verb_class(line, first)
    if cls == worth.OTHER and found.kind is MentionKind.NOMINAL:
        return
    yield Candidate("inverted", worth.after_points(place, cls), found, (line, first, first + 1), cls)


def _after(place: Place) -> Iterator[Candidate]:
    """Yield the verbs behind the stretch with their subjects in front of them: "…," Ana Ruiz said."""
    line = place.line
    first, ceiling = _behind(place)
    seen = 0
    for verb in _verbs(line, first, min(ceiling, first + _AHEAD)):
        found = subject(line, verb, first)
        if found is None or found.start < first:
            continue
        cls = verb_class(line, verb)
        points = worth.after_points(place, cls) + seen * worth.LATER_VERB
        between = line.tags[first : found.start]
        if any(tag in "CUTR;" for tag in between):
            points += worth.OTHER_CLAUSE
        elif between:
            points += worth.FAR
        yield Candidate("subject_verb", points, found, (line, verb, verb + 1), cls)
        seen += 1
        if seen == _LATE_VERBS:
            return


def _closing(place: Place) -> Iterator[Candidate]:
    """Yield the attribution that closes the sentence: "a “small” rise, said Ana Ruiz.", "…, the board said."."""
    line, tags = place.line, place.line.tags
    for verb in _verbs(line, place.unit + 2, min(place.end, place.unit + REACH)):
        if tags[verb] != "V" or verb_class(line, verb) != SPEECH:
            continue
        found = phrase_right(line, verb + 1, place.end) if tags[verb - 1] == "," else None
        if found is None:
            found = subject(line, verb, place.unit + 1)
            if found is None or found.start <= place.unit + 1 or not _is_closed(line, found.start - 1):
                continue
        yield Candidate("closing", worth.RULES["closing"], found, (line, verb, verb + 1), SPEECH)


def _is_closed(line: Line, before: int) -> bool:
    """Return whether a comma stands in front of a closing attribution: ", the board said", ", as the board said"."""
    if line.tags[before] == "U" and line.units[before].word == "as":
        before -= 1
    return line.tags[before] == "," or (line.tags[before] == "Q" and line.units[before].word[-2:-1] == ",")


def _verbs(line: Line, first: int, ceiling: int) -> Iterator[int]:
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


def _left(place: Place) -> Iterator[Candidate]:
    """Yield up to five verb groups to the left of the stretch, each with its subject."""
    line, unit = place.line, place.unit
    nearer = 0
    verbs = list(_verbs(line, max(place.start, unit - REACH), unit))[-_GROUPS:]
    speech = [verb for verb in verbs if verb_class(line, verb) == SPEECH]
    for verb in reversed(verbs):
        cls = verb_class(line, verb)
        cue = line.units[verb].cue
        if cls == SPEECH and cue and cue.lemma in words("goes_on") and line.tags[unit - 1] not in ",:":
            cls = worth.OTHER
        agent = _agent(line, verb, unit)
        if agent:
            yield Candidate("by_agent", worth.LEFT[FRAMING], agent, (line, verb, verb + 1), cls)
            continue
        found = subject(line, verb, place.start)
        if found is None:
            found = _inverted_left(line, verb, unit)
        if found and not _names_it(place, verb, found):
            points = worth.LEFT[cls] + nearer * worth.NEARER_SPEECH + _left_context(place, verb, found, cls, nearer)
            if any(said < found.start for said in speech) and _is_embedded(line, verb, found, cls):
                points += worth.EMBEDDED
            rule = "verb_colon" if line.tags[unit - 1] == ":" and cls == SPEECH and not nearer else "verb_left"
            yield Candidate(rule, points, found, (line, verb, verb + 1), cls)
        nearer += cls == SPEECH


def _agent(line: Line, verb: int, unit: int) -> Phrase | None:
    """Return who does what a participle says: "seen by organisers as"."""
    if verb + 2 >= unit or line.units[verb + 1].word != "by" or line.tags[verb] == "G":
        return None
    return phrase_right(line, verb + 2, unit)


def _is_embedded(line: Line, verb: int, found: Phrase, cls: str) -> bool:
    """Return whether a clause may be part of what an earlier verb of speech reports: "said the board had “lied”"."""
    if cls == SPEECH and line.units[verb - 1].word not in words("unreal"):
        return False
    before = line.units[found.start - 1]
    return before.tag not in "-;" and before.word != "but"


def _names_it(place: Place, verb: int, found: Phrase) -> bool:
    """Return whether a participle gives its noun the stretch for a name: "a film called “Low Water”"."""
    line, before = place.line, found.start - 1
    cue = line.units[verb].cue
    if verb + 1 != place.unit or found.end != verb or cue is None or cue.lemma not in words("naming"):
        return False
    return found.kind is MentionKind.NOMINAL and (before < place.start or line.tags[before] not in "nNRU")


def _inverted_left(line: Line, verb: int, unit: int) -> Phrase | None:
    """Return the subject behind a verb that opens its clause: Said Ana Ruiz: "…"."""
    if verb and line.tags[verb - 1] not in ".Q" and line.tags[max(0, verb - 2) : verb] != "Q,":
        return None
    return phrase_right(line, verb + 1, unit)


def _left_context(place: Place, verb: int, found: Phrase, cls: str, nearer: int) -> float:
    """Return what stands between a verb to the left and the stretch is worth."""
    line, unit, points = place.line, place.unit, 0.0
    tags = line.tags
    if tags[unit - 1] in ":,":
        points += worth.INTRODUCED
    between = tags[verb + 1 : unit]
    if between in ("", "B", "o", "T", "I", "U", "BT") or (between[:1] == "T" and not nearer):
        points += worth.ADJACENT
    if "Q" in between:
        points += worth.FAR
    if cls in (worth.COPULA, worth.OTHER) and line.units[found.head].word in words("no_speaker"):
        points += worth.NOBODY
    if found.start > place.start and "," in between and cls != SPEECH:
        opener = line.units[found.start - 1]
        if opener.tag == "U":
            points += worth.SUBORDINATE
    hears = cls == SPEECH and line.units[verb].word in words("heard")
    if (cls != SPEECH or hears) and _passive(line, verb, place.start):
        points += worth.PASSIVE
    return points


def _passive(line: Line, verb: int, floor: int) -> bool:
    """Return whether a form of "be" stands right before a participle."""
    if line.tags[verb] not in "Vv" or line.units[verb].word.endswith("s"):
        return False
    if line.units[verb + 1].word == "as":
        return True
    at = verb - 1
    while at >= floor and line.tags[at] == "B":
        at -= 1
    return at >= floor and line.units[at].word in _COPULA


def _according(place: Place) -> Iterator[Candidate]:
    """Yield "according to" and whom it names, on either side of the stretch."""
    line = place.line
    for at in range(max(place.start, place.unit - REACH), min(place.end - 2, place.unit + REACH)):
        if line.units[at].word == "according" and line.units[at + 1].word == "to":
            found = phrase_right(line, at + 2, place.end)
            if found:
                yield Candidate("according_to", worth.RULES["according_to"], found, (line, at, at + 2), SPEECH)


def _behind_phrases(place: Place) -> Iterator[Candidate]:
    """Yield the speakers that a phrase behind the stretch names without a verb: "“…” by Ana Ruiz", "“…” — Ana Ruiz"."""
    line, after = place.line, place.unit + 1
    if after + 1 >= place.end:
        return
    if line.units[after].word == "by" and place.ending == "none":
        found = phrase_right(line, after + 1, place.end)
        if found:
            yield Candidate("by_phrase", worth.RULES["by_phrase"], found)
    if line.tags[after] == "-":
        found = phrase_right(line, after + 1, place.end)
        if found and found.kind is MentionKind.NAME and found.end >= place.end - 1:
            yield Candidate("signature", worth.RULES["signature"], found)


def _before_phrases(place: Place) -> Iterator[Candidate]:
    """Yield the speakers that a phrase before the stretch names without a verb: "Ruiz’s “…”", "Ruiz: “…”"."""
    line, before, tags = place.line, place.unit - 1, place.line.tags
    found = phrase_left(line, before - 1, place.start) if before > place.start and tags[before] in "s:," else None
    if found is None:
        return
    if tags[before] == "s":
        yield Candidate("possessor", worth.RULES["possessor"], found)
    elif tags[before] == ":" and found.kind is MentionKind.NAME and _opens(line, found.start, place.start):
        yield Candidate("name_colon", worth.RULES["name_colon"], found)
    elif tags[before] == "," and tags[place.start] == "I" and found.start == place.start + 1 and found.kind in _NAMED:
        yield Candidate("opener", worth.RULES["opener"], found)


def _opens(line: Line, first: int, start: int) -> bool:
    """Return whether a unit opens its sentence or a part of it behind a dash."""
    return first == start or line.tags[first - 1] in "-)"


def _speech_nouns(place: Place) -> Iterator[Candidate]:
    """Yield the owner of a noun of speech before the stretch: "Ruiz’s claim that", "a statement by Ruiz"."""
    line, unit, tags = place.line, place.unit, place.line.tags
    for at in range(unit - 1, max(place.start, unit - 12), -1):
        if tags[at] in "Q;" or (tags[at] in "Vv" and "T" not in tags[max(place.start, at - 6) : at]):
            return
        if tags[at] == "n" and line.units[at].word in words("speech_noun"):
            if at + 1 < unit and line.units[at + 1].word in {"by", "from"}:
                found = phrase_right(line, at + 2, unit)
            else:
                found = _owner(line, at, place.start)
            if found:
                rule = "speech_noun_that" if tags[at + 1] == "T" else "speech_noun"
                yield Candidate(rule, worth.RULES[rule], found, (line, at, at + 1), FRAMING)
            return


def _owner(line: Line, noun: int, floor: int) -> Phrase | None:
    """Return whose a noun is: "Ruiz’s last claim", "her claim"."""
    at = noun - 1
    while at > floor and line.tags[at] == "n":
        at -= 1
    if at >= floor and line.tags[at] == "H" and line.units[at].word != "whose":
        return Phrase(line, at, at + 1, at)
    return phrase_left(line, at - 1, floor) if at > floor and line.tags[at] == "s" else None


def _earlier(place: Place, before: Line | None) -> Iterator[Candidate]:
    """Yield who speaks in the sentence before, or in the paragraph before where that ends in a colon."""
    line = place.line
    if place.start > 0:
        start, end = line.sentence(place.start - 1)
        yield from _told(line, start, end, place)
    elif before and before.units:
        start, end = before.sentences[-1]
        if before.tags[-1] == ":":
            for candidate in _told(before, start, end, place):
                yield replace(candidate, rule="previous_colon", points=worth.RULES["previous_colon"])
        elif place.whole:
            for candidate in _told(before, start, end, place):
                yield replace(candidate, points=candidate.points - 1)


def _told(line: Line, start: int, end: int, place: Place) -> Iterator[Candidate]:
    """Yield the subject of a sentence's last verb of speech, else of its first verb."""
    if "Q" in line.tags[start:end]:
        return
    verbs = list(_verbs(line, start, min(end, start + REACH)))
    speech = [verb for verb in verbs if verb_class(line, verb) == SPEECH]
    for verb in [*speech[-1:], *verbs[:1]][:1]:
        found = subject(line, verb, start)
        if found:
            rule = "previous_said" if speech else "previous_sentence"
            points = worth.RULES[rule] + (0.0 if place.whole else -2.0)
            yield Candidate(rule, points, found, (line, verb, verb + 1) if speech else None, SPEECH if speech else "")
