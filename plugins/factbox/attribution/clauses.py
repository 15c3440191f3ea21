"""The subjects of verbs, found by walking over a line's tags to the left; every walk is capped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.appositives import over_commas
from factbox.attribution.coordination import coordinated
from factbox.attribution.finite import ING, finite
from factbox.attribution.phrases import (
    DEPTH,
    REACH,
    Phrase,
    is_letter,
    named,
    phrase_left,
    phrase_right,
)
from factbox.attribution.relatives import antecedent, relative_before, that_before, whose_before
from factbox.attribution.silent import is_sent, is_thing, is_venue, sent_to
from factbox.attribution.verbs import is_self
from factbox.attribution.words import FRAMING, SPEECH, is_person, words
from factbox.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from factbox.attribution.tags import Line

# What is said stands behind it: ": “", " that", " the paper: “".
_STATES = re.compile("(?:o|[DH]?[nN]{0,3})[:TQ]")
# How many units a subject has at most; captions run together have more.
_ENDLESS = 18
# What opens a question inside a clause: "gave no details of how the tapes were lost, but said".
_ASKED = frozenset(("how", "whether", "why"))
# What things do, too: "the blast claimed lives", "the slip suggests that".
_THINGS = frozenset(("claim", "reveal", "show", "suggest"))
# What may stand before a thing or before a clause: "after birth", "after it was born".
_LATE = frozenset(("after", "before", "since", "until"))
# Where somebody turns to, saying something: "went to the hospital complaining of", "wrote to the board calling it".
_WENT = frozenset(
    ("came", "gone", "replied", "returned", "rushed", "spoke", "spoken", "turned", "went", "written", "wrote")
)
_IS = frozenset(("is", "are", "was", "were"))


class _Walk(NamedTuple):
    """A verb whose subject is looked for."""

    line: Line
    verb: int
    """The verb's unit."""
    floor: int
    """No unit before this one is looked at."""
    depth: int
    """Through how many other verbs the way led."""


def subject(line: Line, verb: int, floor: int, depth: int = 0) -> Phrase | None:
    """Return the subject of a verb, by the units to its left.

    Args:
        line: the paragraph.
        verb: the verb's unit.
        floor: the sentence's first unit.
        depth: through how many other verbs the way led.
    """
    walk = _Walk(line, verb, max(floor, verb - REACH), depth)
    at = verb - 1
    while at >= walk.floor and (line.tags[at] in "ABd" or line.tags[at : at + 2] == "Id" or is_self(line, at)):
        at -= 1
    there = at + 1 < verb and line.units[at + 1].word == "there" and line.tags[at + 2 : at + 3] == "A"
    return None if at < walk.floor or depth > DEPTH or there else _WAYS.get(line.tags[at], _beside)(walk, at)


def _beside(walk: _Walk, at: int) -> Phrase | None:
    """Return the phrase that ends right before the verb, or what it is part of."""
    line, tags, floor = walk.line, walk.line.tags, walk.floor
    seen = tags[walk.verb] == "G" and tags[at] == "N"
    found = _ending(line, at, floor, DEPTH if seen else 0)
    if found and _is_left_out(walk, found):
        found = Phrase(line, at, at + 1, at)  # "a move fans described as", "a plan critics say will"
    outer = phrase_left(line, at, floor) if seen else None
    people = outer and outer.kind is MentionKind.NOMINAL and is_person(line.units[outer.head].word)
    if outer and (people or (outer.start > floor and line.units[outer.start - 1].word == "with")):
        found = outer  # "members of the club at Ostley chanting", "with the Union of Divers calling it"
    if found is None or found.start <= floor:
        return found and coordinated(found, floor)
    before = found.start - 1
    if tags[walk.verb] in ING and line.units[before].word in {"with", "of"}:
        return found
    if tags[before] == "I" and tags[walk.verb] in "Vv" and before > floor and tags[before - 1] in "CUT":
        return _WAYS.get(tags[before - 1], _beside)(walk, before - 1)
    whose = whose_before(line, found.start, floor)
    hangs = _antecedent(walk, whose) if whose >= 0 else _hanging(walk, found)
    if hangs:
        return hangs
    cue = line.units[before].cue
    sees = tags[before] == "V" and cue is not None and cue.cls != SPEECH  # "a team that saw the papers said"
    late = line.units[before].word in _LATE and is_thing(found)  # "a woman whose baby died after birth has told"
    if late or tags[before] in "vAIt" or tags[before - 1 : before + 1] == "tV" or sees:
        relative = relative_before(line, found.start, floor)
        if relative < 0:
            relative = that_before(line, before, floor)
        if relative >= 0:
            return _antecedent(walk, relative) or found
    return _opener(walk, found) or coordinated(found, floor)


def _is_left_out(walk: _Walk, found: Phrase) -> bool:
    """Return whether the last word of a phrase is who speaks of the rest: "a move fans described as “…”"."""
    line, at, behind = walk.line, found.end - 1, walk.verb + 1
    cue, noun = line.units[walk.verb].cue, line.units[at].word
    if cue is None or found.head != at or at - 1 <= found.start or line.tags[found.start : found.start + 2] != "Dn":
        return False
    open_ = line.tags[behind : behind + 1] == "Q" or line.word(behind) == "as"
    lacks = open_ if cue.cls == FRAMING else cue.cls == SPEECH and line.tags[behind : behind + 1] in {"A", "v"}
    return lacks and noun[-1:] == "s" and is_person(noun) and not is_person(line.units[at - 1].word)


def _hanging(walk: _Walk, found: Phrase) -> Phrase | None:
    """Return whose participle stands behind a thing that is no speaker: "criticised the raid saying", "going into"."""
    line, tags, before = walk.line, walk.line.tags, found.start - 1
    owned = tags[found.start] in "DH" or "s" in tags[found.start : found.end]
    if owned and tags[before] in ING and tags[before - 1] in "nN" and is_person(line.units[before - 1].word):
        return phrase_left(line, before - 1, walk.floor)  # "officers searching the flat said"
    if tags[walk.verb] != "G":
        going = tags[before - 2 : before + 1] in {"AgI", "AGI"} and relative_before(line, before, walk.floor) < 0
        return _through(walk, before - 2) if going else None  # "Ruiz is going into the vote pledged to"
    paper = sent_to(found, walk.floor)
    if paper:
        found, before = paper, paper.start - 1
    went = tags[before] == "t" and line.units[before - 1].word in _WENT
    if went or is_sent(found, walk.floor):
        return _through(walk, before - went)
    if tags[before] not in "vVIA":
        return paper
    says = line.units[walk.verb].word != "reading" and tags[found.head] != "#"
    thing = is_venue(found) or (tags[before] in "vV" and says and is_thing(found))
    bare = tags[before] == "A" and tags[found.start] not in "DHNP"  # "he was reluctant saying"
    if thing or bare or tags[before - 1 : before + 1] == ",I":
        return _through(walk, before + 1) or (found if thing else None)
    return None


def _ending(line: Line, last: int, floor: int, depth: int) -> Phrase | None:
    """Return the phrase that ends with unit `last`, its innermost one where the whole has no end."""
    found = phrase_left(line, last, floor, depth)
    return phrase_left(line, last, floor, DEPTH) if found and found.end - found.start > _ENDLESS else found


def _opener(walk: _Walk, found: Phrase) -> Phrase | None:
    """Return the name that opens the sentence, where its appositive or its place lacks the second comma.

    "Ana Ruiz, a spokeswoman for the board said the …", "Ana Ruiz of Ostley, Kestria said …"; or one behind ", but".
    """
    line, comma = walk.line, found.start - 1
    if line.tags[comma] == "C":  # "Ana Ruiz, owner and manager of the mill said the …"
        other = phrase_left(line, comma - 1, walk.floor)
        comma = other.start - 1 if other and other.start > walk.floor else comma
    if line.tags[comma] != "," or line.tags[walk.verb + 1 : walk.verb + 2] in {"", ",", "."}:
        return None
    name = phrase_left(line, comma - 1, walk.floor)
    if name is None or name.kind is not MentionKind.NAME:
        return None
    if name.start != walk.floor and line.tags[max(walk.floor, name.start - 2) : name.start] != ",C":
        return None
    placed = found.kind is MentionKind.NAME and line.tags[name.head + 1 : comma] == "IN"
    return name if placed or (found.kind is MentionKind.NOMINAL and is_person(line.units[found.head].word)) else None


def _past_comma(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject before a comma: over an appositive, or that of the clause a participle hangs on."""
    going = "A" in walk.line.tags[at + 1 : walk.verb]  # ", for his part, is calling"
    if walk.line.tags[walk.verb] in ING and not going:
        opener = phrase_left(walk.line, at - 1, walk.floor)
        opens = opener if opener and opener.start == walk.floor else None  # "The paper, quoting “…,” said"
        return _accompanied(walk, at) or _through(walk, at) or opens
    found = over_commas(walk.line, at, walk.floor)
    if found is None and at > walk.floor and walk.line.tags[at - 1] == "C":
        return _through(walk, at - 1)
    if found is None and walk.line.tags[walk.verb] == "v" and at + 1 == walk.verb:
        return _through(walk, at)  # "waved, leaned in and said"
    if found is None and at + 1 == walk.verb and _STATES.match(walk.line.tags, walk.verb + 1):
        relative = relative_before(walk.line, at - 1, walk.floor)  # "a man who lives nearby, said: “…”"
        return _antecedent(walk, relative) if relative > walk.floor else None
    if found is None and at + 1 == walk.verb:
        behind = phrase_left(walk.line, at - 1, walk.floor)
        if behind and (behind.kind is MentionKind.NAME or is_person(walk.line.units[behind.head].word)):
            return behind if walk.line.tags[max(0, behind.start - 1)] == "Q" else None  # "“…,” a man, said"
    return found


def _accompanied(walk: _Walk, at: int) -> Phrase | None:
    """Return who does something beside the main clause: ", with some drivers, also the winner, claiming"."""
    line, tags = walk.line, walk.line.tags
    for start in range(at - 1, walk.floor, -1):
        if tags[start] in "AVvQ":
            return None
        if line.units[start].word == "with" and tags[start - 1] == ",":
            found = phrase_right(line, start + 1, at)
            person = found and (found.kind is not MentionKind.NOMINAL or is_person(line.units[found.head].word))
            return found if person else None
    return None


def _past_to(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject of an infinitive: that of its main verb, or whom "led", "urged" moves to it."""
    line, floor = walk.line, walk.floor
    moved = phrase_left(line, at - 1, floor) if at > floor else None
    if moved and moved.start > floor and line.units[moved.start - 1].word in words("moves"):
        return moved
    return _through(walk, at)


def _past_dash(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject before what stands between dashes: "Ana Ruiz — a teacher — says"."""
    opened = walk.line.tags.rfind("-", walk.floor, at)
    found = phrase_left(walk.line, opened - 1, walk.floor) if opened > walk.floor else None
    return found and named(found)


def _past_quoted(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject before a quoted piece: "called it “…”, adding", or a title: "author of “Tides,” said"."""
    follows = walk.line.units[at].word[-2:-1] == "," and walk.line.tags[walk.verb + 1 : walk.verb + 2] == "Q"
    if walk.line.tags[walk.verb] in ING or (follows and at + 1 == walk.verb):
        return _through(walk, at)  # "backs “a rise,” opposes “a cut”"
    if is_letter(walk.line, at):
        return phrase_left(walk.line, at - 1, walk.floor)
    ends = walk.line.tags[at - 1 : at] in frozenset("nNIDHs") or walk.line.tags[at - 2 : at] in {",G", ",g"}
    closes = ends and walk.line.units[at].word[-2:-1] == ","
    return over_commas(walk.line, at, walk.floor) if closes else None


def _past_conjunction(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject of the verb before "and"; of two participles it is the first one's."""
    line, tags = walk.line, walk.line.tags
    if tags[walk.verb] == "G":
        other = tags.rfind("G", max(walk.floor, at - REACH // 3), at)
        if other >= 0 and "V" not in tags[other + 1 : at]:
            return subject(line, other, walk.floor, walk.depth + 1)
    within = relative_before(line, finite(line, at, walk.floor), walk.floor) if tags[at - 1] == "," else -1
    closed = within > walk.floor and tags[within - 1] in "nN"  # "called him a man who had left, and urged"
    return (_through(walk, within - 1) if closed else None) or _through(walk, at)


def _past_opener(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject of the clause that "after saying", "by calling" hangs on; of "quoted Ruiz as saying", Ruiz."""
    if walk.line.units[at].word == "as" and at > walk.floor:
        if walk.line.tags[at - 1] in "nN":
            found = phrase_left(walk.line, at - 1, walk.floor)
            by = found is not None and found.start > walk.floor and walk.line.units[found.start - 1].word == "by"
            return _through(walk, found.start - 1) if found and by else found  # "Ruiz was quoted by the Post as saying"
        if walk.line.tags[at - 1] in "oH" and walk.line.tags[walk.verb] == "G":
            return Phrase(walk.line, at - 1, at, at - 1)
    return _through(walk, at) if walk.line.tags[walk.verb] in ING else _beside(walk, at)


def _past_verb(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject of the verb right before a participle, or of the relative clause that holds it."""
    line, floor = walk.line, walk.floor
    if line.tags[at] in "vV" and line.tags[walk.verb] in ING:
        return subject(line, at, floor, walk.depth + 1)
    relative = relative_before(line, at, floor)
    if relative >= 0:
        return _antecedent(walk, relative)
    reduced = line.tags[at] == "v" and at > floor and line.tags[at - 1] in "nN"
    return phrase_left(line, at - 1, floor) if reduced else None


def _past_object(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject that ends in an object: "one of them"; else whose relative clause it stands in."""
    return phrase_left(walk.line, at, walk.floor) or _past_verb(walk, at)


def _through(walk: _Walk, at: int) -> Phrase | None:
    """Return the subject of the nearest finite verb to the left of `at`."""
    line, verb, floor, depth = walk
    tags = line.tags
    at = finite(line, at, floor)
    if at < floor:
        return None
    found = subject(line, at, floor, depth + 1)
    if found and found.start > floor and depth < DEPTH and _climbs(line, verb, found.start - 1):
        return _through(walk._replace(depth=depth + 1), found.start - 1) or found
    if found and found.start > floor and depth < DEPTH and _is_told_of(line, verb, found):
        other = _through(walk._replace(depth=depth + 1), found.start - 1)
        return found if other is None or is_thing(other) else other  # "told of the harm the slump did, and said"
    if found is None and tags[at] in "Vv" and at > floor and tags[at - 1] in "Q,":
        return phrase_right(line, at + 1, len(tags))
    if found is None and depth < DEPTH:
        return _through(walk._replace(depth=depth + 1), at - 1)  # "Ruiz said there were none, adding"
    return found


def _is_told_of(line: Line, verb: int, found: Phrase) -> bool:
    """Return whether a thing is the subject nearest to a verb of speech, which it says nothing by."""
    cue = line.units[verb].cue
    return cue is not None and cue.cls == SPEECH and cue.lemma not in _THINGS and is_thing(found)


def _climbs(line: Line, verb: int, before: int) -> bool:
    """Return whether a verb belongs to the clause around: "Ruiz said they had won, adding", "… may leave, but said"."""
    tags = line.tags
    own = line.units[verb].cue
    while before > 0 and (tags[before] in "dB" or tags[before : before + 2] == "Id"):
        before -= 1
    if tags[verb] in "Gg" and line.units[verb - 1].word == "by" and tags[before] == "U":
        return False  # "days after Ruiz replied by stating"
    if tags[verb] in "Gg":
        return tags[before] in "VvTURgG" or (tags[before] == "A" and line.units[before - 1].word == "there")
    if own is None or own.cls not in (SPEECH, FRAMING):
        return False
    sure = line.units[before].word in _IS  # "was confident Ruiz would come, and said"
    apart = tags[before] == "U" and tags[verb - 2 : verb] == ",C"  # "did not say when the move would come, but said"
    return sure or apart or tags[before] in "VvT" or line.units[before].word in _ASKED or _is_hearer(line, before)


def _is_hearer(line: Line, at: int) -> bool:
    """Return whether a phrase that ends there is told something: "told investors the year had been bad but said"."""
    heard = phrase_left(line, at, max(0, at - REACH // 3), DEPTH) if line.tags[at] in "nNo" else None
    verb = line.units[heard.start - 1] if heard and heard.start else None
    return verb is not None and verb.tag == "V" and verb.cue is not None and verb.cue.lemma == "tell"


def _antecedent(walk: _Walk, at: int) -> Phrase | None:
    """Return what the relative pronoun at `at` stands for."""
    return antecedent(walk.line, at, walk.verb, walk.floor)


# By the tag of the unit before a verb and its auxiliaries, the way to its subject.
_WAYS: dict[str, Callable[[_Walk, int], Phrase | None]] = {
    "t": _past_to,
    ",": _past_comma,
    "C": _past_conjunction,
    "U": _past_opener,
    "I": _past_opener,
    "-": _past_dash,
    "Q": _past_quoted,
    "R": _antecedent,
    "T": _antecedent,
    **dict.fromkeys("vVgG", _past_verb),
    "o": _past_object,
}
