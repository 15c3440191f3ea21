"""Where what somebody is said to have said ends, and the writer's own words begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.clauses import subject
from factbox.attribution.openings import CLAUSE
from factbox.attribution.phrases import phrase_right
from factbox.attribution.reported import LEAST, LONGEST
from factbox.attribution.verbs import verb_class
from factbox.attribution.words import FRAMING, SPEECH, words
from factbox.model import MentionKind

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.tags import Line

# What makes a passive of the verb behind it.
IS = frozenset(("are", "be", "been", "being", "is", "was", "were"))
# What somebody does who says something too: "said it was late and she expressed hope".
_VOICED = frozenset(("echoed", "expressed", "thanked", "voiced"))
# What only adds to the end of a statement, in the writer's own words: ", which opened in 1920", ", a rise of 4%".
_ADDED = re.compile(r",(?:R|D[nN#sdItDH]{1,40}$)")
# What closes a relative clause: ", who said she met the mayor, has written".
_CLOSES = re.compile(r",B?[AVv]")
_VERB = re.compile(r"[AVv]")
# How many units the subject of a further attribution may take.
_NEAR = 12


def content_end(line: Line, content: int, stop: int, *, subordinate: bool = False) -> int:
    """Return where a statement ends: the sentence's end, or before what says on or leads back to the main clause.

    Args:
        line: the paragraph.
        content: the statement's first unit.
        stop: the sentence's end.
        subordinate: whether its cue stands behind "while" or the like, so that a main clause follows.
    """
    tags, end = line.tags, stop
    for at in range(content + 1, min(stop - 1, content + LONGEST)):
        clause = at + 1 + (tags[at + 1] == "C")
        main = (subordinate or clause > at + 1) and tags[at] == "," and CLAUSE.match(tags, clause, stop)
        if tags[at] == ";" or main or (tags[at] in ",C-" and says_on(line, at, stop)):
            end = at - 1 if tags[at - 1] == "," else at
            break
    if tags.count("-", content, end) == 1:
        end = tags.find("-", content, end)
    added = _ADDED.search(tags, content + LEAST, end)
    return added.start() if added else end


def says_on(line: Line, at: int, stop: int) -> bool:
    """Return whether a new attribution follows a comma or "and": ", adding", "and said", ", while others said"."""
    tags, following = line.tags, at + 1
    if line.units[following].word in {"according", "compared"}:
        return True
    while following < stop and tags[following] in "CBU":
        following += 1
    if following == stop:
        return False
    if tags[following] == "G" or line.units[following].word == "with":
        return "," in tags[at - 1 : at + 1] and _goes_on(line, following, stop)
    if tags[following] == "V":
        return verb_class(line, following) in (SPEECH, FRAMING) and tags[following - 1] in "CB,"
    other = phrase_right(line, following, min(stop, following + _NEAR))
    verb = other.end if other else stop
    while verb < stop and tags[verb] in "AB":
        word = line.units[verb].word
        if tags[at:following] == "," and (word in words("negation") or word in words("unreal")):
            return False  # ", the charge will not specify which"
        verb += 1
    pronoun = other is not None and other.kind is MentionKind.PRONOUN
    told = (SPEECH, FRAMING) if pronoun and tags[following - 1] == "U" else (SPEECH,)  # ", as she called for"
    voiced = pronoun and line.word(verb) in _VOICED
    hears = line.word(verb - 1) in IS  # "both the board and the council were told"
    return voiced or (not hears and verb < stop and tags[verb] == "V" and verb_class(line, verb) in told)


def _goes_on(line: Line, first: int, stop: int) -> bool:
    """Return whether who speaks goes on in a participle, or somebody else does: ", calling", ", with Ruiz saying"."""
    other = phrase_right(line, first + 1, min(stop, first + _NEAR)) if line.tags[first] == "I" else None
    verb = other.end if other else first
    return line.tags[verb : verb + 1] == "G" and verb_class(line, verb) in (SPEECH, FRAMING)


def said_on(line: Line, found: Phrase, places: tuple[int, int], end: int) -> int:
    """Return where the statement of a relative clause ends before its noun's verb: "one who said it held | said"."""
    at, content = places
    relative = line.tags.rfind(",R", found.end - 1, at)
    closes = _CLOSES.search(line.tags, content, end) if relative >= 0 else None
    if closes:
        return closes.start()
    if line.tags[at - 1] != "R":
        return end
    for verb in line.cues(content + LEAST, end):
        other = (
            verb_class(line, verb) == SPEECH
            and _VERB.search(line.tags, content, verb)
            and subject(line, verb, found.start)
        )
        if other and other.key == found.key:
            return verb
    return end
