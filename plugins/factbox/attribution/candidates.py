"""Who could have said a quoted stretch: every clause, phrase and layout that can name a speaker, with its points."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from factbox.attribution import points as worth
from factbox.attribution.clauses import subject
from factbox.attribution.contexts import behind_context, by_context, is_told, left_context, tells
from factbox.attribution.earlier import find_earlier
from factbox.attribution.layouts import (
    overheard,
    phrases_before,
    phrases_behind,
    posted,
    replied,
    signed,
    speech_nouns,
    told_next,
)
from factbox.attribution.phrases import REACH, Phrase, phrase_right
from factbox.attribution.points import Candidate
from factbox.attribution.silent import is_thing
from factbox.attribution.verbs import is_passive, is_phrasal, verb_class, verb_heads
from factbox.attribution.words import FRAMING, SPEECH, WEAK, is_body, is_person, words
from factbox.model import MentionKind
from factbox.unmarked import POST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.attribution.places import Place
    from factbox.attribution.tags import Line

# What opens a clause that says how somebody put it.
_HOW = frozenset(("how", "what"))
# What a paper does to its words.
_READS = frozenset(("read", "reads"))
# A verb of its own: read, of "a note left by staff read “…”".
_FINITE = re.compile(r"[VvA]")
# A noun with a verb of no list behind it, read as one phrase.
_ACTS = re.compile(r"[nN]v")
# What the clause of a reported speaker hangs on: "said that he told", "said he told", "spoke of a man who told".
_HANGS = frozenset("TVvGgAIntNodB")
# What sets a clause against the one before it.
_AGAINST = frozenset(("but", "however", "yet"))
_WHILE = frozenset(("although", "though", "whereas", "while"))
# How many words may stand before a participle that opens a sentence: "And after citing".
_OPENING = 3
# What makes one verb of two: "vowed to call", "said in calling".
_CHAINED = frozenset("tIUVvT")
# Behind a stretch, verbs are looked for within this many units; in front of it, within REACH and five verb groups.
_AHEAD = 30
_GROUPS = 5
_LATE_VERBS = 3


def find_candidates(place: Place, before: Line | None, behind: Line | None) -> list[Candidate]:
    """Return the candidates that a stretch's own sentence and its neighbours give, `null` first.

    Args:
        place: the stretch.
        before: the paragraph in front of its own.
        behind: the paragraph behind it.
    """
    if place.stretch.rule == POST:
        return [*posted(place, behind)] or [Candidate("null", 0.0, None)]
    out = [Candidate("null", worth.null_points(place), None)]
    out += _inverted(place)
    out += _after(place)
    out += _how(place)
    out += _closing(place)
    out += _nearest(list(_left(place)))
    out += _according(place)
    out += phrases_behind(place)
    out += phrases_before(place)
    out += speech_nouns(place)
    out += overheard(place)
    out += replied(place)
    out += told_next(place)
    out += find_earlier(place, before)
    if behind and place.whole and place.end == len(place.line.units):
        out += signed(behind)
    return out


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
    after = first + 1 + is_phrasal(line, first)
    while after < ceiling and line.tags[after] == "B":
        after += 1
    found = phrase_right(line, after, ceiling)
    cls = verb_class(line, first)
    if found is None or (found.end < ceiling and line.tags[found.end] in "AvV" and not _is_known(place, found, cls)):
        return
    if cls == worth.OTHER and found.kind is MentionKind.NOMINAL:
        return
    yield Candidate("inverted", worth.after_points(place, cls), found, (line, first, first + 1), cls)


def _how(place: Place) -> Iterator[Candidate]:
    """Yield who speaks or frames so in a sentence that the stretch is the subject of: "“…” was how Ruiz put it"."""
    line, first = place.line, place.unit + 3
    if place.unit + 5 > place.end or line.tags[place.unit + 1] != "A" or line.word(place.unit + 2) not in _HOW:
        return
    for verb in verb_heads(line, first, place.end):
        found = subject(line, verb, first)
        if found and found.start == first and verb_class(line, verb) in {SPEECH, FRAMING}:
            yield Candidate("subject_verb", worth.RULES["how"], found, (line, verb, verb + 1), verb_class(line, verb))
        return


def _is_known(place: Place, found: Phrase, cls: str) -> bool:
    """Return whether a participle behind a subject only describes it: "“…,” said the keeper known as Bob"."""
    line, tags = place.line, place.line.tags
    told = place.ending == "comma" and cls == SPEECH
    return told and (tags[found.end : found.end + 2] in {"vI", "vt"} or line.word(found.end + 1) in {"as", "by"})


def _after(place: Place) -> Iterator[Candidate]:
    """Yield the verbs behind the stretch with their subjects in front of them: "…," Ana Ruiz said."""
    line = place.line
    first, ceiling = _behind(place)
    seen, told = 0, False
    for verb in verb_heads(line, first, min(ceiling, first + _AHEAD)):
        found = subject(line, verb, first)
        cls = verb_class(line, verb)
        if found is None or found.start < first or (line.tags[verb - 1] == "t" and line.tags[verb - 2] in "noN"):
            told = told or (cls == SPEECH and (verb == place.unit + 1 or (found is not None and found.start < first)))
            continue  # "a pilot who hired him to write said"
        if not _speaks(found, cls) or (cls == FRAMING and line.tags[verb + 1 : verb + 2] == "Q"):
            continue  # "… “sad” – with the new one called “…”"
        points = worth.after_points(place, cls) + seen * worth.LATER_VERB + behind_context(place, verb, found, first)
        points += worth.OTHER_CLAUSE if told else 0.0  # "Ruiz, citing “papers,” said Holm had indicated"
        yield Candidate("subject_verb", points, found, (line, verb, verb + 1), cls)
        seen += 1
        if seen == _LATE_VERBS:
            return


def _speaks(found: Phrase, cls: str) -> bool:
    """Return whether a noun phrase may speak by a verb that is no cue: "the pilot shrugged", not "last passed"."""
    if cls != worth.OTHER or found.kind is not MentionKind.NOMINAL:
        return cls != worth.OTHER or found.line.units[found.head].word != "it"
    return found.line.tags[found.start] in "DH" or is_person(found.line.units[found.head].word)


def _closing(place: Place) -> Iterator[Candidate]:
    """Yield the attribution that closes the sentence: "a “small” rise, said Ana Ruiz.", "…, the board said."."""
    line, tags = place.line, place.line.tags
    for verb in range(place.unit + 2, min(place.end, place.unit + REACH)):
        if tags[verb] != "V":
            continue
        is_speech = verb_class(line, verb) == SPEECH
        found = phrase_right(line, verb + 1, place.end) if tags[verb - 1] == "," and is_speech else None
        if found is None or is_thing(found):  # "…, announced the decision"
            found = subject(line, verb, place.unit + 1)
            if found is None or found.start <= place.unit + 1 or "C" in tags[found.end : verb]:
                continue  # "…, Ruiz was glad and said Holm had left"
            before = found.start - 1
            is_as = line.units[before].word == "as"
            reads = line.units[verb].word in _READS and is_body(line.units[found.head].word)  # "…, the letter read."
            finds = line.units[verb].word in words("finds") and tags[verb + 1 : verb + 2] in {"", "."}
            if not (is_speech or is_as or reads or finds) or not _is_closed(line, before - is_as):
                continue
        points = worth.RULES["closing"] + (
            worth.STOPPED_WITH_COMMA if not is_speech and place.ending == "comma" else 0.0
        )
        yield Candidate("closing", points, found, (line, verb, verb + 1), SPEECH)


def _is_closed(line: Line, before: int) -> bool:
    """Return whether a comma stands in front of a closing attribution, in the marks or behind them."""
    return line.tags[before] == "," or (line.tags[before] == "Q" and line.units[before].word[-2:-1] == ",")


def _left(place: Place) -> Iterator[Candidate]:
    """Yield up to five verb groups to the left of the stretch, each with its subject."""
    line, unit = place.line, place.unit
    nearer = 0
    verbs = list(verb_heads(line, max(place.start, unit - REACH), unit))[-_GROUPS:]
    speech = [verb for verb in verbs if verb_class(line, verb) == SPEECH]
    for verb in reversed(verbs):
        cls = verb_class(line, verb)
        cue = line.units[verb].cue
        going = cls == SPEECH and cue is not None and cue.lemma in words("goes_on")
        if going and line.tags[unit - 1] not in ",:" and "T" not in line.tags[verb + 1 : verb + 4]:
            cls = worth.OTHER
        agent = _agent(line, verb, unit)
        if agent and nearer and place.introduced:
            continue  # "to be written by poets, Ana Ruiz said, “…”"
        if agent:
            points = worth.LEFT[FRAMING] + by_context(place, agent, cls)
            yield Candidate("by_agent", points, agent, (line, verb, verb + 1), cls)
            continue
        found = subject(line, verb, place.start)
        spent = 0.0
        if found is None:
            found = _inverted_left(line, verb, unit)
            spent = worth.SPENT_BEHIND if found and "Q" in line.tags[max(0, verb - 2) : verb] else 0.0
            found = found or _main_subject(place, verb)
        if found and _is_gloss(place, verb, found):
            yield Candidate("null", worth.GLOSS, None)
        elif found and cls == FRAMING and _is_framed(place, verb, found):
            yield Candidate("null", worth.FRAMED, None)
        elif found and not _names_it(place, verb, found):
            points = (
                worth.LEFT[cls] + nearer * worth.NEARER_SPEECH + spent + left_context(place, verb, found, cls, nearer)
            )
            rule = "verb_colon" if line.tags[unit - 1] == ":" and cls == SPEECH and not nearer else "verb_left"
            within = any(said < found.start for said in speech) and _is_embedded(line, verb, found, cls)
            within = within and not (rule == "verb_colon" and tells(place, verb))
            within = within and not (place.subordinate and line.tags[found.start - 1] == ",")  # "When Ruiz spoke, he"
            if within or any(_is_aside(line, found.end, said) for said in speech if said < verb):
                points += worth.EMBEDDED
            yield Candidate(rule, points, found, (line, verb, verb + 1), cls)
        apart = found is not None and cls == FRAMING and _is_apart(line, found.start)
        nearer += 2 if apart else cls == SPEECH


def _nearest(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates of verbs in front; of one subject's verbs the nearest takes what speaks for all.

    "Ruiz lamented the “sad” state of the quay and called it “…”": she is the speaker by both, by the second the words.
    """
    out: list[Candidate] = []
    for number, one in enumerate(found):
        others = [other.points for other in found[number + 1 :] if _same(one, other)]
        out.append(replace(one, points=max(one.points, *others) + worth.NEAREST) if others else one)
    return out


def _same(near: Candidate, far: Candidate) -> bool:
    """Return whether two verbs in front have one subject, and the nearer one is a cue."""
    if near.cue is None or near.cls not in {SPEECH, FRAMING, WEAK}:
        return False
    line, verb, _ = near.cue
    inner = line.tags[verb] == "G" and near.cls == WEAK and line.tags[verb - 1] not in ",Q"  # "said holding it was “…”"
    chained = line.tags[verb - 1] in _CHAINED or inner
    return not chained and near.phrase is not None and far.phrase is not None and near.phrase.key == far.phrase.key


def _agent(line: Line, verb: int, unit: int) -> Phrase | None:
    """Return who does what a participle says: "seen by organisers as"."""
    if verb + 2 >= unit or line.units[verb + 1].word != "by" or line.tags[verb] == "G":
        return None
    found = phrase_right(line, verb + 2, unit)
    told = verb_class(line, verb) == SPEECH
    return None if found and not told and _FINITE.search(line.tags, found.end, unit) else found


def _is_embedded(line: Line, verb: int, found: Phrase, cls: str) -> bool:
    """Return whether a clause may be part of what an earlier verb of speech reports: "said the board had “lied”"."""
    if found.relative >= 0 and line.tags[found.relative - 1] == ",":
        return False  # "…, who called it “sad”"
    before, inverted = line.units[found.start - 1], line.tags[max(0, found.start - 2)] in "Q,"
    if (before.tag == "V" and inverted) or before.word == "with":
        return False
    if cls == SPEECH and line.units[verb - 1].word not in words("unreal"):
        return before.tag in _HANGS
    if before.word == "what" and found.kind is not MentionKind.PRONOUN:
        return False
    return before.tag not in "-;R" and not _is_apart(line, found.start)


def _is_apart(line: Line, start: int) -> bool:
    """Return whether a clause that starts there is set against the one before it: "but she", ", while critics".

    Or hangs on a word that sums it up: ", a figure the lawyer called".
    """
    if line.tags[max(0, start - 3) : start] == ",Dn":
        return True
    before = line.units[start - 1] if start else None
    if before is None or before.word in _AGAINST:
        return before is not None
    late = line.tags[max(0, start - 4) : start - 1] == ",CB"  # ", but not before Ruiz called"
    return before.tag == "U" and (late or (line.tags[start - 2 : start - 1] == "," and before.word in _WHILE))


def _is_aside(line: Line, comma: int, said: int) -> bool:
    """Return whether an attribution stands between a subject and its verb: "the board, Ana Ruiz said, called it"."""
    if line.tags[comma] != "," or line.tags[said + 1] != ",":
        return False
    speaker = subject(line, said, comma + 1)
    return speaker is not None and speaker.start == comma + 1


def _names_it(place: Place, verb: int, found: Phrase) -> bool:
    """Return whether a participle gives its noun the stretch for a name: "a film called “Low Water”"."""
    line, before = place.line, found.start - 1
    cue = line.units[verb].cue
    if verb + 1 != place.unit or found.end != verb or cue is None or cue.lemma not in words("naming"):
        return False
    return found.kind is MentionKind.NOMINAL and (before < place.start or line.tags[before] not in "nNRU")


def _is_framed(place: Place, verb: int, found: Phrase) -> bool:
    """Return whether a subject is what somebody frames: "the sport is called “…”"; not "whom one aide called “…”"."""
    return place.line.tags[found.start - 1] != "R" and is_passive(place.line, verb, place.start)


def _is_gloss(place: Place, verb: int, found: Phrase) -> bool:
    """Return whether the stretch tells what a word means: "Ostara means “low water”"; not "he means “never”"."""
    cue = place.line.units[verb].cue
    return cue is not None and cue.lemma == "mean" and verb + 1 == place.unit and found.kind is not MentionKind.PRONOUN


def _inverted_left(line: Line, verb: int, unit: int) -> Phrase | None:
    """Return the subject behind a verb that opens its clause: Said Ana Ruiz: "…"."""
    opens = not verb or line.tags[verb - 1] in ".Q" or line.tags[max(0, verb - 2) : verb] == "Q,"
    cue = line.units[verb].cue
    bare = cue is not None and cue.lemma == line.units[verb].word  # "Mention the words “…”"
    return phrase_right(line, verb + 1, unit) if opens and line.tags[verb] != "G" and not bare else None


def _main_subject(place: Place, verb: int) -> Phrase | None:
    """Return the subject behind a participle that opens the sentence: "Citing “great need,” Ana Ruiz told the"."""
    line = place.line
    if verb - place.start > _OPENING or line.tags[verb] != "G" or line.tags[place.start : verb].strip("BCI"):
        return None
    first, _ = _behind(place)
    if line.tags[first : first + 1] in {"I", "t"}:  # "Saying it was “late” for a ship, Ana Ruiz"
        comma = line.tags.find(",", first, min(place.end, first + REACH // 3))
        first = comma + 1 if comma >= 0 and not _FINITE.search(line.tags, first, comma) else first
    found = phrase_right(line, first, place.end)
    acts = _ACTS.search(line.tags, found.start, found.end) if found else None
    if found and acts:  # "Kestria’s government exhorted citizens"
        found = Phrase(line, found.start, acts.start() + 1, acts.start())
    ends = found and line.tags[found.end : found.end + 1]
    return found if ends and ends in "ABVv" else None


def _is_heard(place: Place) -> bool:
    """Return whether the words in front tell who said so: "Marlow told a guard that", "Ruiz said the wall was"."""
    line = place.line
    cues = [(verb, line.units[verb].cue) for verb in line.cues(place.start, place.unit)]
    if any(cue is not None and cue.lemma == "tell" for _, cue in cues):
        return True
    for verb, cue in cues:
        found = subject(line, verb, place.start) if cue is not None and cue.lemma == "say" else None
        opens = found and (found.start == place.start or line.tags[found.start - 1] == ",")
        if found and opens and found.relative < 0 and line.tags[found.end] != "R":  # not "a man who said he was"
            return True
    return False


def _according(place: Place) -> Iterator[Candidate]:
    """Yield "according to" and whom it names, on either side of the stretch."""
    line = place.line
    for at in range(max(place.start, place.unit - REACH), min(place.end - 2, place.unit + REACH)):
        if line.units[at].word == "according" and line.units[at + 1].word == "to":
            found = phrase_right(line, at + 2, place.end)
            if found:
                relayed = found.end + 1 == place.unit and line.tags[found.end] == ":" and is_told(line, place.start, at)
                relayed = relayed or (at > place.unit and _is_heard(place))
                apart = at > place.unit and "VT" in line.tags[place.unit : at]  # "“…” but noted that, according to"
                points = worth.RULES["according_to"] + (worth.RELAYED if relayed or apart else 0.0)
                yield Candidate("according_to", points, found, (line, at, at + 2), SPEECH)
