"""Where the sentences of a line of units end: behind a stop, or behind a quoted stretch that holds one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.words import SPEECH

if TYPE_CHECKING:
    from factbox.attribution.tags import Line

# What may end a sentence: a stop, or a quoted stretch.
_ENDS = re.compile("[.Q]")
# A quoted stretch that ends a sentence by itself: “We won.”
_STOPPED = re.compile(r"[.?!…][\s)\]’'”\"]*$")
# What opens a sentence where it has a capital: “Why?” The man left.
_ANEW = frozenset("BCDHITU")
# What follows a stretch in the same sentence: a verb, or a name or pronoun and a verb: "“Why?” Ms Ruiz asked".
_GOES_ON = re.compile(r"[VvA]|B?V|[nDN]{0,4}(?:N|P)(?:,[^.;Q]{1,25},)?[BA]{0,2}V|[DHn]n{0,3}V|[BUCIRT,:;)-]|s")
# A sentence that is nothing but an attribution.
_SAID = re.compile(r"(?:[DH]?[nN]{1,4}|P)V")


def find_sentences(line: Line) -> list[tuple[int, int]]:
    """Return the sentences of a line: unit ranges that end behind a stop, or behind a stretch that holds one."""
    out, start, units, tags = [], 0, line.units, line.tags
    for match in _ENDS.finditer(tags):
        number = match.start()
        unit = units[number]
        ends = unit.tag == "." or (
            bool(_STOPPED.search(line.text, max(unit.start, unit.end - 6), unit.end)) and _starts(line, number)
        )
        if ends and number + 1 < len(units) and tags[number + 1] == ".":
            ends = False
        if ends and number + 1 > start:
            out.append((start, number + 1))
            start = number + 1
    if start < len(units) or not out:
        out.append((start, len(units)))
    return out


def _is_said(line: Line, following: int) -> bool:
    """Return whether a sentence only says who spoke, behind a stop for a comma: “We won.” Ana Ruiz said."""
    match = _SAID.match(line.tags, following)
    if match is None:
        return False
    cue, after = line.units[match.end() - 1].cue, line.tags[match.end() : match.end() + 1]
    return cue is not None and cue.cls == SPEECH and after in {".", ""}


def _starts(line: Line, number: int) -> bool:
    """Return whether a new sentence starts behind a stretch that ends in a stop."""
    following = number + 1
    if following >= len(line.units):
        return True
    unit = line.units[following]
    if unit.tag == "Q":
        return True
    mark = line.text[line.units[number].start : line.units[number].end].rstrip("\"”’'»` ")[-1:]
    if not line.text[unit.start].isupper():
        return mark == "." and line.text[unit.start].isdigit()
    if mark == "." and _is_said(line, following):
        return False
    return mark in ".…" or unit.tag in _ANEW or not _GOES_ON.match(line.tags, following)
