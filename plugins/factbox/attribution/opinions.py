"""What somebody thinks, asks, wants, judges or speaks of: opinions, which are no statements.

A word that holds one ("believes", "support", "eager") is followed by what joins the content to it: "that", a question
word, "to", a preposition, or nothing. Where such content ends is seldom sure, so that no opinion ever is.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.clauses import subject
from factbox.attribution.endings import content_end
from factbox.attribution.openings import CLAUSE
from factbox.attribution.phrases import Phrase, phrase_left, phrase_right
from factbox.attribution.reported import Reported, is_supposed
from factbox.attribution.verbs import hears, is_passive
from factbox.attribution.words import FRAMING, SPEECH, is_person, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbox.attribution.tags import Line
    from factbox.attribution.words import CueForm

# How many units a noun phrase or an infinitive has at most, a sentence behind the first word of a clause, and what
# stands between a noun and whose it is.
_LONGEST, _FAR, _NEAR = 60, 150, 8
# Where it ends: a comma, a dash, a conjunction with a verb behind it.
_ENDS = re.compile(r"[,;-]|C[BA]{0,2}[VvG]")
# What goes on behind a comma, as a series does, and no name in apposition: ", shorter hours and more leave".
_SERIES = re.compile(r"(?!,N+,)(?:,[DHnN#BI]{1,6})+,?C[DHnN#BI]{1,8}(?=[,;.x]|$)")
# Where it ends behind a noun, for it may be a subject ("support for the wall is growing"): before a verb of its own
# clause.
_FINITE = re.compile(r"[AV]|(?P<inner>[RTUPo])")
# Before a time, what makes it one when something was done.
_ON = frozenset(("at", "during", "in", "on"))
# What opens a question behind any holder, and behind few.
_QUESTIONS = frozenset(("how", "what", "whether", "why"))
_RARE_QUESTIONS = frozenset(("if", "when", "where", "which", "who"))
_WONDERS = frozenset(("ask", "decide", "know", "say", "see", "wonder"))
# Prepositions before a question that is spoken of: "talks on how to pay".
_TOPIC = frozenset(("about", "at", "of", "on", "over"))
# What opens the content behind a preposition or "to", behind "about", and behind a verb alone.
_OPENS = frozenset("DHnNogGvVbA#")
_TOPICS = frozenset("DHnNogG")
_OBJECT = frozenset("DHnNo#")
_VERBS = frozenset("VGvgb")
# What stands behind "seems" or "is expected" where a clause does.
_SEEMING = frozenset("tnvBD")
_INFINITIVE = frozenset("vVbA")
# How far back what denies a holder may stand: "did not mention".
_DENIED = 4
# Marks a unit that belongs to what is told already.
_HELD = b"\1"


# What one does to a plan by thinking well of it, and to people by touching them.
_EMBRACES = frozenset(("embrace", "embraced", "embraces", "embracing"))


class _Content(NamedTuple):
    """What is thought, asked, wanted, judged or spoken of."""

    start: int
    end: int
    rule: str
    needs: bool = True
    """Whether it is one only where the text says whose."""


def find_opinions(line: Line, used: set[tuple[int, int]], told: Sequence[tuple[int, int]]) -> Iterator[Reported]:
    """Yield what a paragraph says that somebody thinks, asks, wants, judges or speaks of, in text order.

    Args:
        line: the paragraph.
        used: paragraph and unit of each cue that has a quotation or a reported statement already.
        told: half-open unit ranges of the reported statements; an opinion in one is part of that.
    """
    tags, holders, held = line.tags, _holders(), bytearray(len(line.units))
    for first, last in told:
        held[first:last] = _HELD * (last - first)
    for start, end in line.sentences:
        stop = end
        while stop > start and tags[stop - 1] in ".x":
            stop -= 1
        for at in range(start, stop - 1):
            if held[at] or not (tags[at] in "VG" or line.units[at].word in holders) or (line.index, at) in used:
                continue
            content = _content(line, at, start, stop)
            if content is None or content.end <= content.start or "Q" in tags[content.start : content.end]:
                continue
            found = _reported(line, at, start, content) if held.find(_HELD, content.start, content.end) < 0 else None
            if found:
                yield found
                held[content.start : content.end] = _HELD * (content.end - content.start)


@functools.cache
def _holders() -> frozenset[str]:
    """Return the words that hold an opinion and are no cues."""
    joined = (pair.split()[0] for pair in words("joined"))
    return words("seems") | words("view") | words("wants") | words("weighs") | _TOPIC | frozenset(joined)


@functools.cache
def _unreal() -> frozenset[str]:
    """Return the words before a verb that is not done, or not yet."""
    return words("negation") | words("unreal") | words("refusal") | {"to"}


def _reported(line: Line, at: int, start: int, content: _Content) -> Reported | None:
    """Return an opinion with who holds it; none where nobody may be said to."""
    if content.rule == "expected":
        return Reported(line, ((content.start, content.end),), None, (at, at + 1), content.rule)
    acts = line.tags[at] in _VERBS
    passive = acts and is_passive(line, at, start)
    holder = None if passive else subject(line, at, start) if acts else _holder(line, at, start)
    if holder and holder.end > at:
        holder = None
    first = _denied(line, at, holder.end if holder else start) if acts and not passive else at
    rule = content.rule if first == at else "withheld"
    first -= line.units[at].word == "about" and line.tags[at - 1] in "nvVgG"  # "doubts about"
    last = content.start if content.start == at + 2 and line.tags[at + 1] in "It" else at + 1
    found = Reported(line, ((content.start, content.end),), holder, (first, last), rule)
    if holder is None:
        return None if content.needs else found
    unnamed = line.units[holder.head].word in words("no_speaker")
    return None if unnamed or is_supposed(found, start) else found


def _holder(line: Line, at: int, start: int) -> Phrase | None:
    """Return who has the noun or adjective: "Ruiz’s support", "his doubts", "is eager", "voiced concern"."""
    tags, before = line.tags, at - 1
    while before > max(start, at - _NEAR) and tags[before] in "nB":
        before -= 1
    if before < start:
        return None
    if tags[before] == "H":
        return Phrase(line, before, before + 1, before)
    if tags[before] == "s":
        return phrase_left(line, before - 1, start)
    if tags[before] in "D#" and before > start:
        before -= 1
    if line.units[before].word in words("provokes"):
        return None  # "prompting a warning that": whose it is stands nowhere
    if tags[before] not in "AVvGg" or (hears(line, before) and is_passive(line, before, start)):
        return None
    return subject(line, before, start)


def _denied(line: Line, at: int, floor: int) -> int:
    """Return where the words start that keep a verb from being done: "did not mention"; the verb where none do."""
    first = at
    while first > max(floor, at - _DENIED) and line.tags[first - 1] in "ABtn":
        first -= 1
    return first if any(unit.word in _unreal() for unit in line.units[first:at]) else at


def _content(line: Line, at: int, start: int, stop: int) -> _Content | None:
    """Return what a word holds, by what joins the content to it."""
    unit, first = line.units[at], at + 1
    tag = line.tags[first]
    if tag == "T":
        if first + 1 >= stop:
            return None
        holds = _cue(line, at) or (
            unit.word in words("view") and line.tags[first + 1] not in "AVv"
        )  # "rumours that flew"
        return _Content(first + 1, _clause_end(line, first + 1, stop), "thought", needs=False) if holds else None
    if tag in "UR":
        return _question(line, at, start, stop)
    if unit.word in words("seems") and tag in _SEEMING:
        return _expected(line, at, start, stop)
    return _joined(line, at, stop) if tag in "It" else _bare(line, at, start, stop)


def _cue(line: Line, at: int) -> CueForm | None:
    """Return the cue at a unit that is a verb there."""
    return line.units[at].cue if line.tags[at] in "VG" else None


def _expected(line: Line, at: int, start: int, stop: int) -> _Content | None:
    """Return the clause that nobody named vouches for: "the lock is expected to hold", "the crew seemed tired"."""
    found = subject(line, at, start) if line.units[at].word != "expected" or is_passive(line, at, start) else None
    return _Content(found.start, _clause_end(line, at, stop), "expected") if found and found.end <= at else None


def _question(line: Line, at: int, start: int, stop: int) -> _Content | None:
    """Return the question that somebody asks, knows the answer to or speaks about."""
    unit, word, cue = line.units[at], line.units[at + 1].word, _cue(line, at)
    asks = word in _QUESTIONS and (cue or (line.tags[at] == "I" and unit.word in _TOPIC))
    wonders = cue and cue.lemma in _WONDERS and word in _RARE_QUESTIONS
    if not (asks or wonders):
        return None
    opens = at == start or line.tags[at - 1] == "U"  # "Asked whether it would, Ruiz said", "When asked …"
    return _Content(at + 1, _clause_end(line, at + 1, stop, subordinate=opens), "asked", needs=False)


def _joined(line: Line, at: int, stop: int) -> _Content | None:
    """Return the content that a preposition or "to" joins to its holder: "call for", "support of", "eager to"."""
    tags, unit, cue, start = line.tags, line.units[at], _cue(line, at), at + 2
    joint = line.units[at + 1].word
    if start >= stop:
        return None
    known = f"{unit.word} {joint}" in words("joined") or (cue and f"{cue.lemma} {joint}" in words("joined"))
    if known and tags[start] in "UR":
        return _Content(start, _clause_end(line, start, stop), "asked")
    if joint == "to" and ((known and tags[start] in _INFINITIVE) or unit.word in words("wants")):
        return _Content(start - 1, _phrase_end(line, start, stop), "wanted")
    if not known or tags[start] not in _OPENS:
        return None
    end = _judged_end(line, start, stop, closed=tags[at] not in _VERBS)
    return _Content(start, end, "topic" if joint == "about" else "judged")


def _bare(line: Line, at: int, start: int, stop: int) -> _Content | None:
    """Return the content that nothing joins to its holder: a clause, or what is judged or spoken of."""
    tags, unit, cue, first = line.tags, line.units[at], _cue(line, at), at + 1
    if unit.word == "about" and tags[at] == "I":
        apart = at == start or tags[at - 1] in "I," or tags[first] not in _TOPICS
        return None if apart else _Content(first, _judged_end(line, first, stop, closed=True), "topic")
    if is_passive(line, at, start):
        return None
    if cue and (cue.cls == SPEECH or cue.lemma in words("thinks")) and CLAUSE.match(tags, first, stop):
        return _Content(first, _clause_end(line, first, stop), "thought")
    judges = cue and (cue.cls == FRAMING or cue.lemma in words("judges"))
    if unit.word in _EMBRACES and _is_somebody(line, first, stop):
        return None  # "embraced her lawyers"
    if (judges or unit.word in words("weighs")) and tags[first] in _OBJECT:
        return _Content(first, _judged_end(line, first, stop), "judged")
    return None


def _is_somebody(line: Line, first: int, stop: int) -> bool:
    """Return whether people whom no name tells stand behind a verb: "her lawyers", "them"."""
    found = phrase_right(line, first, stop)
    return line.tags[first] == "o" or (found is not None and is_person(line.units[found.head].word))


def _clause_end(line: Line, first: int, stop: int, *, subordinate: bool = False) -> int:
    """Return where a clause ends; where it starts if its sentence goes on for too long to say."""
    return content_end(line, first, stop, subordinate=subordinate) if stop - first <= _FAR else first


def _phrase_end(line: Line, first: int, stop: int, *, closed: bool = False) -> int:
    """Return where a noun phrase or an infinitive ends.

    Args:
        line: the paragraph.
        first: its first unit.
        stop: the sentence's end.
        closed: whether a verb that is not in a clause inside it ends it too.
    """
    near = min(stop, first + _LONGEST)
    match = _ENDS.search(line.tags, first + 1, near)
    end = match.start() if match else near
    series = _SERIES.match(line.tags, end, near + 1)
    end = series.end() if series else end
    finite = _FINITE.search(line.tags, first + 1, end) if closed else None
    return end if finite is None or finite["inner"] else finite.start()


def _judged_end(line: Line, first: int, stop: int, *, closed: bool = False) -> int:
    """Return where the phrase ends that is judged or spoken of, less when it was: "the ruling on Monday"."""
    end = _phrase_end(line, first, stop, closed=closed)
    before = end - 2
    if line.tags[end - 1] != "d" or before < first:
        return end
    if line.tags[before] != "I":
        return end - 1
    return before if before > first and line.units[before].word in _ON else end
