"""Where, to whom and when something was said, by the words beside the cue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.phrases import phrase_right
from factbox.attribution.words import words
from factbox.spans import Span

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.tags import Line
    from factbox.model import Timex

# How far from the cue its place or day may stand, in units.
_NEAR = 8
_TELLING = frozenset(("tell", "inform", "assure", "remind", "warn", "notify", "brief"))
# A prepositional phrase: "in an evening statement", "on Ruritanian TV".
_PHRASE = re.compile(r"[It][DH]?[nN#sd]*[nN]")


def find_venue(line: Line, first: int, end: int, ceiling: int, lemma: str) -> Span | None:
    """Return where or to whom it was said.

    Args:
        line: the cue's paragraph.
        first: the cue's first unit.
        end: behind the cue, or behind the subject that follows it.
        ceiling: behind the last unit of its sentence.
        lemma: the cue's dictionary form.
    """
    units = line.units
    if lemma in _TELLING:
        told = phrase_right(line, end, ceiling)
        if told and line.tags[told.head] in "nN" and line.tags[told.start] != "d":
            return Span(units[told.start].start, units[told.head].end)
    at = end
    for _ in range(_NEAR):
        if at >= ceiling or line.tags[at] not in "ItdB,no":
            break
        match = _PHRASE.match(line.tags, at, ceiling)
        if match and _is_venue(line, match):
            return _span(line, match.start(), match.end(), ceiling)
        at = match.end() if match else at + 1
    start, _ = line.sentence(first)
    match = _PHRASE.match(line.tags, start, first)
    return _span(line, start, match.end(), first) if match and _is_venue(line, match) else None


def _is_venue(line: Line, match: re.Match[str]) -> bool:
    """Return whether a prepositional phrase names a place of speech."""
    opener, last = line.units[match.start()].word, line.units[match.end() - 1].word
    if opener != "to" and opener not in words("venue_preposition"):
        return False
    return last in words("venue_noun") or last.split()[-1] in words("venue_noun")


def _span(line: Line, start: int, end: int, ceiling: int) -> Span:
    """Return a venue's span, "an interview" with whom it was given to."""
    if line.units[end - 1].word in {"interview", "interviews"} and end < ceiling and line.units[end].word == "with":
        given = phrase_right(line, end + 1, ceiling)
        end = given.head + 1 if given else end
    return Span(line.units[start].start, line.units[end - 1].end)


def find_day(line: Line, first: int, end: int, timexes: tuple[Timex, ...]) -> str | None:
    """Return the id of the time expression beside a cue: "said on Tuesday", "Ruiz on Monday told".

    Args:
        line: the cue's paragraph.
        first: the cue's first unit.
        end: behind the cue, or behind the subject that follows it.
        timexes: all of the text.
    """
    for at in range(end, min(len(line.units), end + _NEAR)):
        if line.tags[at] == "d":
            return timexes[line.units[at].ref].id
        if line.tags[at] not in "InNDBtos":
            break
    for at in range(first - 1, max(-1, first - 4), -1):
        if line.tags[at] == "d":
            return timexes[line.units[at].ref].id
        if line.tags[at] not in "IBA":
            break
    return None


def signed_day(phrase: Phrase, timexes: tuple[Timex, ...]) -> str | None:
    """Return the id of the time expression behind the name that signs a post: "Bo Lind (@BoLind) May 3, 2024"."""
    line = phrase.line
    at = line.tags.find("d", phrase.end)
    return timexes[line.units[at].ref].id if at >= 0 else None
