"""What stands between commas beside a name: "Ana Ruiz, a pilot of 45 who lives in Ostley, said"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.coordination import coordinated
from factbox.attribution.phrases import Phrase, named, phrase_left
from factbox.attribution.words import is_person, words

if TYPE_CHECKING:
    from factbox.attribution.tags import Line

# What no walk over an appositive passes: a stop, or a quotation of its own; a title inside, "author of “Tides,”", is
# none.
_BARRIER = re.compile(r"[.;:]|(?<![nNIDHs])Q")
# What a sentence opens with in front of its subject: "In Ostley, ", "Back in Ostley, ", "Speaking to the Post, ".
_LEADS_UP = re.compile(r"B?(?:[IU]|U?[gG][^AVvCQ,]{0,3})D?")
# Over how many commas a walk goes.
_MOST = 5


def over_commas(line: Line, at: int, floor: int) -> Phrase | None:
    """Return the phrase before an appositive or relative clause that closes with a comma.

    Args:
        line: the paragraph.
        at: the comma.
        floor: the sentence's first unit.
    """
    tags, comma = line.tags, at
    for _ in range(_MOST):
        opened = tags.rfind(",", floor, comma)
        if opened <= floor or _BARRIER.search(tags, opened, comma):
            return None
        comma = opened
        last = comma - 1 if tags[comma - 1] != "d" else comma - 2
        some = tags[last] == "#" and line.units[last].word.isalpha()  # "a few, including Ana Ruiz, said"
        if not some and tags[last] not in "nNP)":
            continue
        found = phrase_left(line, last, floor)
        if found and _modifies(line, comma + 1) and not _modifies_itself(line, found, floor):
            return coordinated(named(found), floor)
    return None


def _modifies(line: Line, first: int) -> bool:
    """Return whether what starts behind a comma can stand beside a name: "a pilot", "45", "who chairs …"."""
    if line.tags[first] == "V":
        cue = line.units[first].cue
        if cue and cue.noun and line.tags[first + 1] == "n" and is_person(line.units[first + 1].word):
            return True  # "campaigns director"
        named = cue is not None and cue.lemma in words("naming")  # "nicknamed the Wall"
        return (named or line.tags[first + 1] in "ItU") and line.units[first].word.endswith(("ed", "wn"))
    return line.tags[first] in "DHRInN#gGvBUsd" or line.units[first].word in {"whose", "one"}


def _modifies_itself(line: Line, found: Phrase, floor: int) -> bool:
    """Return whether a phrase before a comma is part of an appositive too: "…, of Tarvel, said"."""
    before = found.start - 1
    if before < floor:
        return False
    given = line.tags[max(0, before - 2) : before] == ",D" and is_person(line.units[found.head].word)
    if line.tags[before] in "IRgA" or (line.tags[before : found.start + 1] == "nD" and not given):
        return True  # "…, spokesman for the ruling body the IAF, which"; not "…, a figure the lawyer, Ana Ruiz, called"
    if line.tags[before] != "," or before - 1 < floor or line.tags[before - 1] not in "N#":
        return False
    opener = phrase_left(line, before - 1, floor)
    return not (opener and _LEADS_UP.fullmatch(line.tags, floor, opener.start))
