"""The place, agency and date in front of a wire story's first sentence."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.model import Dateline
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.lexicons import Rule

# A dateline with place, region, date and agency is shorter than this, in characters.
_REACH = 160
# A dateline stands in one of the first blocks: after a photo's caption, or a line about the story.
_BLOCKS = 5
# Rules that hold for the first block alone.
_FIRST = ("first", "city")
# A date that is a whole line stands in one of so many blocks, and is not longer.
_ALONE, _HEAD, _LINE = "date", 3, 60
# Its rule.
_DATE_LINE = "dateline-date"
# A place's name has so many letters at least.
_LETTERS = 3
# A word of so many letters is a longer one.
_LONG = 4
# The year that a day of a month without one is looked up in, since it has them all.
_LEAP_YEAR = 2024
# A label in capitals before a colon: "MODERATOR: ", as in transcripts.
_LABEL = re.compile(r"[A-Z][A-Z .'’-]{1,30}:\s")
# The parts of a date: "Oct. 4", "4 October 2026", "Tuesday, March 3, 2026".
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_YEAR = re.compile(r"\d{4}")
# A date in figures: "2026-03-04".
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_]+")
# The mark between a dateline and its story: " — ", ": ".
_DASH = re.compile(r"[\s—–―:_-]+$")


def find_dateline(text: str, blocks: Sequence[Span]) -> tuple[Dateline, int, int] | None:
    """Return the dateline, the index of its block, and where that block's prose begins; None without one.

    Args:
        text: the document's text.
        blocks: the candidates for prose, in order.

    >>> found, block, start = find_dateline("KYIV — Rain fell.", [Span(0, 17)])
    >>> found.place, block, start
    ('KYIV', 0, 7)
    """
    alone: tuple[Dateline, int, int] | None = None
    for number in range(min(_BLOCKS, len(blocks))):
        found = _read(text, blocks, number, first=not number or alone is not None)
        if found and alone:
            day = found[0].date if found[0].date and found[0].date[0].isdigit() else alone[0].date
            return replace(found[0], date=day), *found[1:]
        if found and found[0].rule != _DATE_LINE:
            return found
        alone = found or alone
    return alone


def _read(text: str, blocks: Sequence[Span], number: int, *, first: bool) -> tuple[Dateline, int, int] | None:
    """Return the dateline of one block, its index, and where its prose begins; `first` where prose begins with it."""
    block = blocks[number]
    # A text that is taken as it is may hold no-break spaces; the patterns know the plain one.
    head = text[block.start : min(block.end, block.start + _REACH)].replace("\xa0", " ")
    marks = head.lower()
    for rule in lexicon("datelines").rules:
        if (not first and rule.value in _FIRST) or not rule.may_match(marks):
            continue
        match = rule.pattern.match(head)
        if match and rule.value == _ALONE and not _stands_alone(rule, text, blocks):
            continue
        if match and _fits(match, head, rule, text, blocks):
            return _made(match, rule.name, block.start, text), number, block.start + match.end()
    return None


def _fits(match: re.Match[str], head: str, rule: Rule, text: str, blocks: Sequence[Span]) -> bool:
    """Return whether what looks like a dateline is none of its doubles: a label, a transcript, a subject."""
    groups = match.groupdict()
    rest = head[match.end() :]
    if rule.value in {"line", _ALONE}:
        return match.end() == len(head)
    if not rest:
        return rule.value not in _FIRST and bool(_DASH.search(match[0]))
    place = groups.get("place") or ""
    name = place.split(",")[0]
    # A label: "EXCLUSIVE: ", "FACT CHECK — "; and what is no city: "Pilots — ".
    known = not lexicon("places").tables["city"].keys().isdisjoint((name, name.title()))
    if (rule.value == "city" and not known) or name.upper() in lexicon("datelines").words("label"):
        return False
    # A subject, a range of days: "(CNN) said no", "Ana Ruiz, March 3 – 5".
    if groups.get("agency") or groups.get("date"):
        return not rest[0].islower() if groups.get("agency") else rest[0].isupper() or not rest[0].isalnum()
    # A subject, a list, a headline: "NATO — the alliance — ", "A — B", "ROWING - ORRIN WIN THREE GOLDS".
    if rest[0].islower() or sum(map(str.isalpha, place)) < _LETTERS or not (known or _is_prose(rest)):
        return False
    labels = (_LABEL.match(text, block.start) for block in blocks[1:30])
    return rule.value not in _FIRST or not any(labels)


def is_date(line: str) -> bool:
    """Return whether a line is a full date and no more: "Published on 4 March 2026"."""
    rules = (rule for rule in lexicon("datelines").rules if rule.value == _ALONE)
    return len(line) < _LINE and any(rule.pattern.match(line) for rule in rules)


def _stands_alone(rule: Rule, text: str, blocks: Sequence[Span]) -> bool:
    """Return whether a line that is a date is the only one, at the text's head: a diary has one above each entry."""
    dated = [number for number, block in enumerate(blocks) if len(block) < _LINE and rule.pattern.match(block.of(text))]
    return len(dated) == 1 and dated[0] < _HEAD


def _is_prose(words: str) -> bool:
    """Return whether words read like a sentence and not like a headline in capitals."""
    longer = [word for word in _WORD.findall(words)[1:] if len(word) >= _LONG]
    capitals = [word for word in longer if word[0].isupper()]
    return len(capitals) <= 0.6 * len(longer)


def _made(match: re.Match[str], rule: str, offset: int, text: str) -> Dateline:
    """Return the dateline of a match whose first character stands at `offset`."""
    groups = match.groupdict()
    dash = _DASH.search(match[0])
    end = match.end() if dash is None else dash.start()
    place = None
    if groups.get("place"):
        place = trimmed(text, offset + match.start("place"), offset + match.end("place"))
    start = place.start if place else offset + match.start("opening")
    return Dateline(
        span=trimmed(text, start, offset + end),
        place_span=place,
        place=place.of(text) if place else None,
        agency=groups.get("agency"),
        date=_timex(groups.get("date")),
        rule=rule,
    )


def _timex(date: str | None) -> str | None:
    """Return the TIMEX3 value of a printed date; None where no calendar has it."""
    if date is None:
        return None
    if _ISO.fullmatch(date):
        return date
    day, year = _DAY.search(date), _YEAR.search(date)
    month = next((_months()[word.lower()] for word in _WORD.findall(date) if word.lower() in _months()), None)
    if day is None or month is None:
        return None
    try:
        dt.date(int(year[0]) if year else _LEAP_YEAR, month, int(day[0]))
    except ValueError:
        return None
    return f"{year[0] if year else 'XXXX'}-{month:02}-{int(day[0]):02}"


@functools.cache
def _months() -> dict[str, int]:
    """Return the numbers of the months, by name in lower case."""
    return {name.lower(): number for name, number in lexicon("datelines").tables["month"].items()}
