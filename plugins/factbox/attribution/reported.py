"""Reported statements: what each is, and whether it is one at all and can be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.silent import is_thing
from factbox.attribution.words import is_person, words
from factbox.model import MentionKind

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.tags import Line

# Rules whose content is no clause of its own.
_UNFINISHED = frozenset(("verb_to", "verb_whom", "verb_finds", "judged"))
# Rules whose statement is right as often as not less than four times in five: wherever it ends, and where its sentence
# ends with it.
_PLAIN = frozenset(("clause_verb", "according_to_first", "according_to_last"))
_PLAIN_TO_THE_END = frozenset(("verb_that", "verb_clause", "verb_how", "verb_to", "verb_whom", "verb_finds"))
# An answer, and what may stand behind it: "yes, with some doubt", not "no boat has sunk".
_YES = frozenset(("yes", "no"))
_BEHIND_YES = frozenset((",", "U", "C", "B", "I", "t", ""))
# What one says that is no statement: "said sorry at the gate".
_GREETINGS = frozenset(("farewell", "goodbye", "grace", "hello", "prayers", "sorry", "thanks"))
# What stands for what was said: "said this in an interview".
_POINTING = frozenset(("so", "this"))
# What hangs on a word in front of a statement: "something that he excelled at".
_HANGING = frozenset(("at", "for", "from", "into", "of", "to", "with"))
# What finds or suggests something: "the poll found Ruiz leading".
STUDIES = frozenset(
    ("analysis", "census", "data", "estimates", "evidence", "figures", "forecasts", "investigation", "investigations",
     "poll", "polls", "projections", "records", "report", "reports", "research", "results", "review", "statistics",
     "studies", "study", "survey", "surveys", "tests")
)  # fmt: skip
# How many units such a statement has at most.
_SHORT = 34
# How many units a statement has at least, and at most.
LEAST, LONGEST = 3, 150
_VERB = re.compile(r"[AVv]")


class Reported(NamedTuple):
    """One reported statement."""

    line: Line
    parts: tuple[tuple[int, int], ...]
    """Half-open unit ranges of its content."""
    phrase: Phrase | None
    """Who says so; None where an opinion has nobody named."""
    cue: tuple[int, int]
    """The cue's units, half open."""
    rule: str
    """The pattern."""
    within: bool = False
    """Whether it is part of what somebody else says."""


def is_plain(found: Reported) -> bool:
    """Return whether it is clear where a statement ends: before its attribution, or with its sentence.

    Of those at least four in five are right; where the sentence goes on, the writer may have gone on too. An answer to
    what is not shown beside it, "yes", "she does not", is none.
    """
    if _answers(found) or _hints(found):
        return False
    if found.rule in _PLAIN:
        return True
    start, end = found.parts[-1]
    _, stop = found.line.sentence(start)
    tags = found.line.tags
    goes_on = tags[end:stop].strip(".x") or ",U" in tags[start:end]
    if found.rule != "verb_that" and ",C" in tags[start:end]:
        return False
    return found.rule in _PLAIN_TO_THE_END and not goes_on and end - start <= _SHORT


def _hints(found: Reported) -> bool:
    """Return whether a thing says so that is no study: "a slip suggested"; or one that somebody else speaks of."""
    cue = found.line.units[found.cue[0]].cue
    if found.phrase is None or cue is None or not is_thing(found.phrase):
        return found.within and found.phrase is not None and not is_somebody(found.phrase)
    counted = found.phrase.line.tags[found.phrase.head] == "#"
    promised = found.rule == "verb_to" and not counted  # "the scheme promises to pay"; not "both promised to"
    return (
        found.within
        or promised
        or (cue.lemma == "suggest" and found.phrase.line.units[found.phrase.head].word not in STUDIES)
    )


def is_somebody(found: Phrase) -> bool:
    """Return whether a phrase is said of a person: a name, a pronoun, "the minister"; not "a plan"."""
    return found.kind is not MentionKind.NOMINAL or is_person(found.line.units[found.head].word)


def told_within(items: list[Reported]) -> list[Reported]:
    """Return statements, each that stands inside another marked so, in the same order."""
    if len(items) < 2:  # noqa: PLR2004 - one and another
        return items
    out = []
    for item in items:
        cue = item.cue[0]
        inside = any(start <= cue < end for other in items if other is not item for start, end in other.parts)
        out.append(item._replace(within=inside) if inside else item)
    return out


def _answers(found: Reported) -> bool:
    """Return whether a statement says nothing without a question: "yes, with some doubt", "she does not"."""
    units, (start, end) = found.line.units, found.parts[0]
    bare = end - 1 - (units[end - 1].word == "not")
    if units[end - 1].word in _HANGING:
        return True
    answer = units[start].word in _YES and found.line.tags[start + 1 : start + 2] in _BEHIND_YES
    return answer or (bare > start and units[bare].tag == "A")


def is_supposed(found: Reported, start: int) -> bool:
    """Return whether the clause of the cue only supposes that somebody speaks: "if the judge says"."""
    if found.phrase is None or found.phrase.line is not found.line:
        return False
    before = found.phrase.start - 1
    return before >= start and found.line.units[before].word in words("supposing")


def is_statement(found: Reported) -> bool:
    """Return whether the content is a clause without quoted words, long enough, and its speaker somebody."""
    tags, units = found.line.tags, found.line.units
    whole = "".join(tags[start : min(end, start + LONGEST + 1)] for start, end in found.parts)
    if "Q" in whole or found.phrase is None or not LEAST <= len(whole) <= LONGEST:
        return False
    verbless = found.rule in _UNFINISHED or found.rule.startswith("according") or units[found.cue[0]].word == "said"
    first = found.parts[0][0]
    greets = units[first].word in _GREETINGS or units[first].word == "of"  # "said that of her rival"
    if _points(found.line, first) or (greets and _VERB.search(whole) is None):
        return False
    if not verbless and (_VERB.search(whole) is None or _claims_thing(found)):
        return False
    speaker = units[found.phrase.head].word
    return speaker not in words("no_speaker")


def _points(line: Line, first: int) -> bool:
    """Return whether a statement is none but only pointed at: "said this addressing reporters"."""
    behind = line.word(first + 1)
    only = line.tags[first + 1 : first + 2] in frozenset("UId") or behind.endswith("ing")
    return line.units[first].word in _POINTING and only


def _claims_thing(found: Reported) -> bool:
    """Return whether the only verb may be the noun of the thing claimed: "claims the vital first break"."""
    (start, end), units = found.parts[0], found.line.units
    taker = units[found.cue[0]].cue
    if found.phrase and taker and taker.lemma == "claim" and is_thing(found.phrase):
        return True  # "The blasts claimed at least 217 lives"
    cue, alone = units[end - 1].cue, _VERB.search(found.line.tags, start, end - 1) is None
    return found.rule == "verb_clause" and alone and cue is not None and cue.noun
