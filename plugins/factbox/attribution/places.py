"""Where a quoted stretch stands in its sentence, and what its own words look like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.words import SPEECH, letters

if TYPE_CHECKING:
    from factbox.attribution.tags import Line
    from factbox.model import Stretch

# A word inside a stretch: "won't", "well-known", "74".
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A sentence that is all quotation, but for a word in front: Then: “…”
_WHOLE = re.compile(r"(?:[BC](?:,[Bn]{0,2}B)?[:,])?[Q.,-]+")
# What opens a sentence with a clause that has a subject and a verb of speech: "But although Ana Ruiz said".
_SUBORDINATE = re.compile(r"[CB]{0,2}U[DHP]?[nNP]{0,5}[AB]{0,3}V")
# Small words that a title may hold in lower case.
_SMALL = frozenset("DICt")
_VERBS = frozenset("AvPo")
# How many units before a stretch the verb that opens it may stand.
_INTRODUCES = 8


class Place(NamedTuple):
    """A quoted stretch among the units of its paragraph."""

    number: int
    """Index of the stretch among all."""
    stretch: Stretch
    """The stretch itself."""
    line: Line
    """Its paragraph."""
    unit: int
    """Its unit."""
    start: int
    """First unit of its sentence."""
    end: int
    """Behind the last unit of its sentence."""
    words: int
    """How many words it holds."""
    ending: str
    """`comma` (also ? and !, and a comma behind the marks), `stop`, or `none`."""
    whole: bool
    """Whether its sentence holds nothing but quoted stretches."""
    capital: bool
    """Whether its first word has a capital."""
    title_case: bool
    """Whether it is written as a title: capitals, no verb, no pronoun."""
    introduced: bool
    """Whether a verb of speech with a comma or colon opens it: Ana Ruiz said, “…"."""
    subordinate: bool
    """Whether it stands in a clause of its own before the main one: "Although Ana Ruiz said it was “…,” the board"."""


def find_places(text: str, stretches: tuple[Stretch, ...], lines: dict[int, Line]) -> list[Place]:
    """Return where every stretch stands, in text order."""
    out = []
    for line in lines.values():
        whole: dict[int, bool] = {}
        number = line.tags.find("Q")
        while number >= 0:
            start, end = line.sentence(number)
            if start not in whole:
                whole[start] = _WHOLE.fullmatch(line.tags, start, end) is not None
            ref = line.units[number].ref
            out.append(_place(text, ref, stretches[ref], line, number, whole=whole[start]))
            number = line.tags.find("Q", number + 1)
    return out


def _place(text: str, number: int, stretch: Stretch, line: Line, unit: int, *, whole: bool) -> Place:  # noqa: PLR0913
    """Return the place of one stretch."""
    start, end = line.sentence(unit)
    inside = _WORD.findall(text, stretch.span.start, stretch.span.end)
    last = text[stretch.span.start : stretch.span.end].rstrip()[-1:]
    following = line.tags[unit + 1] if unit + 1 < end else ""
    if last in ("?", "!", ",") or (following == "," and last not in (".", "…")):
        ending = "comma"
    elif last in (".", "…", "—", "–", "-") or not stretch.closed or following == "-":
        ending = "stop"
    else:
        ending = "none"
    introduced = _introduced(line, unit, start)
    return Place(
        number=number,
        stretch=stretch,
        line=line,
        unit=unit,
        start=start,
        end=end,
        words=len(inside),
        ending=ending,
        whole=whole,
        capital=bool(inside) and inside[0][0].isupper(),
        title_case=_titled(inside, opening=unit == start or introduced or _is_said(line, unit - 1)),
        introduced=introduced,
        subordinate=_SUBORDINATE.match(line.tags, start, unit) is not None,
    )


def _introduced(line: Line, unit: int, start: int) -> bool:
    """Return whether a verb of speech opens the stretch, with a comma or a colon between."""
    if unit <= start + 1 or line.tags[unit - 1] not in ",:":
        return False
    for at in range(unit - 2, max(start, unit - _INTRODUCES) - 1, -1):
        cue = line.units[at].cue
        if line.tags[at] in "VG" and cue and cue.cls == SPEECH:
            return True
        if line.tags[at] in ",:Q;":
            return False
    return False


def _is_said(line: Line, verb: int) -> bool:
    """Return whether a unit is a verb that a sentence may follow without a comma: saying “Too many”."""
    cue = line.units[verb].cue if verb >= 0 and line.tags[verb] in "VG" else None
    return cue is not None and cue.cls == SPEECH and cue.lemma != "tell"


def _titled(inside: list[str], *, opening: bool) -> bool:
    """Return whether words are a title: each long one has a capital; one word alone not where a sentence may open."""
    if opening and len(inside) > 1 and not any(word[0].isupper() for word in inside[1:]):
        return False
    known = letters()
    for position, word in enumerate(inside):
        letter = known.get(word.lower().replace("’", "'"), "n")
        if word[0].isupper() or word[0].isdigit():
            if letter in _VERBS and position == 0 and len(inside) > 1:
                continue
            continue
        if letter not in _SMALL:
            return False
    return len(inside) > opening
