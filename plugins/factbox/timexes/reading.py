"""What a rule makes of a match, and what it may know for that."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.model import TimexType
from factbox.records import quick
from factbox.timexes.calendar import NOMINAL_DAYS, Point, of_grain
from factbox.timexes.signs import EARNINGS
from factbox.timexes.tense import Tense, find_tense

if TYPE_CHECKING:
    import datetime as dt

    from factbox.spans import Span
    from factbox.timexes.signs import Signs

# A year and what joins a day of it: "In 1910, on ".
_YEAR_BEFORE, _NEAR = re.compile(r"\b[Ii]n\s+(?P<year>(?:1[5-9]|20)\d\d),\s+on\s+(?:the\s+)?$"), 20
# Grains from fine to coarse.
_ORDER = ("D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "E")


@quick
@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of one expression."""

    type: TimexType
    """TIMEX3 type."""
    value: str
    """TIMEX3 value; empty where it needs a date that is not known."""
    mod: str | None = None
    """TIMEX3 modifier."""
    point: Point | None = None
    """The calendar point, which later expressions may count from."""
    offset: int | None = None
    """Days from an unknown publication day."""
    anchored: bool = False
    """Whether the value was counted from the time last spoken of, not from publication."""
    origin: int | None = None
    """Index of the timex it was counted from, if not the one last spoken of."""
    relative: bool = False
    """Whether the value was counted from publication."""
    cycle: tuple[str, int, Tense] | None = None
    """Of an undated weekday or day of a year: `("weekday", 1..7, tense)` or `("year", 1..366, tense)`."""
    extent: tuple[int, int] | None = None
    """Where the expression stands, if not where its pattern matched."""
    passing: bool = False
    """Whether the time is named only to compare, so that later expressions do not count from it."""
    then: Reading | None = None
    """The second half of a range, with its own extent."""
    zone: str | None = None
    """The time zone of a time of day."""
    yeared: bool = False
    """Whether it is a day whose year the text says, or carries on."""
    pins: bool = False
    """Whether it is a day with its weekday and year, by which other weekdays can be told."""


@dataclass(slots=True)
class Context:
    """What is known where an expression stands."""

    text: str
    """The document's text."""
    published: dt.date | None
    """The publication day."""
    signs: Signs
    """What the text shows of its kind."""
    sentence: Span
    """The sentence that holds the expression."""
    start: int = 0
    """Index of the expression's first character."""
    end: int = 0
    """Index after its last character."""
    days: list[tuple[Span, Point, int, int]] = field(default_factory=list)
    """The days spoken of, with their sentences, the index of their timex and where it starts."""
    focus: dict[str, tuple[Point, int]] = field(default_factory=dict)
    """The day, quarter, year, ... last spoken of, by grain, with the index of its timex."""
    asides: set[int] = field(default_factory=set)
    """Indexes of the timexes of those that are another event's than their sentence's."""
    clock: tuple[dt.date, str] | None = None
    """The time of day last spoken of, with its day."""
    yeared: tuple[dt.date, int] | None = None
    """The day last spoken of whose year is said, with where it ends."""
    offset: int | None = None
    """Where the publication day is not known: the offset last spoken of."""
    offset_index: int | None = None
    """Index of the timex that `offset` comes from."""
    undated: int | None = None
    """Index of the timex of a weekday or day of a year last spoken of, where it has no date of its own."""
    zone: str | None = None
    """The time zone of the dateline's place."""
    pinned: tuple[dt.date, int] | None = None
    """The day last spoken of with its weekday and year, with the index of its timex."""

    @property
    def earnings(self) -> bool:
        """Whether the text is an earnings report, where "a year ago" is the same quarter of last year."""
        return self.signs.business == EARNINGS

    @property
    def business(self) -> bool:
        """Whether the text speaks of sales, profits and the like at all."""
        return self.signs.business > 0

    @property
    def narrative(self) -> bool:
        """Whether the text is a history without a publication day, where a day is of the year last spoken of."""
        return self.published is None and self.signs.narrative

    def finer(self, grain: str) -> Point | None:
        """Return the point last spoken of that is as fine as `grain` or finer; none that a coarser one has replaced.

        "On 3 May … In August … two weeks later" counts from no day, as the day spoken of is no day of that August.
        """
        limit = _ORDER.index(grain)
        fitting = [spoken for kind, spoken in self.focus.items() if _ORDER.index(kind) <= limit]
        if not fitting:
            return None
        point, index = max(fitting, key=lambda spoken: spoken[1])
        later = (other for other, place in self.focus.values() if place > index)
        return point if all(of_grain(point.day, other.grain) == other for other in later) else None

    def last_spoken_of(self) -> Point | None:
        """Return the point last spoken of that lies in one year; None in news, where years are not carried on."""
        return self.finer("Y") if self.narrative else None

    def tense(self) -> Tense:
        """Return where the words around the expression put it."""
        return find_tense(self.text, self.sentence, self.start, self.end)

    def looks_ahead(self) -> bool:
        """Return whether the sentence has "will" before the expression."""
        return " will " in self.text[self.sentence.start : self.start]

    def is_here(self, index: int) -> bool:
        """Return whether the day of a timex stands in the expression's own sentence."""
        return any(place == index and sentence == self.sentence for sentence, _, place, _ in self.days[-3:])

    def span_year(self, month: int) -> int | None:
        """Return the year that ends a span which the expression begins: 1943 for "October" of "October to May 1944"."""
        match = _span().match(self.text, self.end)
        if match is None:
            return None
        return int(match["year"]) - (month > month_number(match["month"]))

    def year_before(self) -> int | None:
        """Return the year that stands before a day of it: 1910 for "5 October" of "In 1910, on 5 October"."""
        near = self.text[max(self.sentence.start, self.start - _NEAR) : self.start]
        match = _YEAR_BEFORE.search(near)
        return int(match["year"]) if match else None

    def now(self) -> Point | None:
        """Return the publication day as a point."""
        return None if self.published is None else Point(self.published, "D")

    def former(self, count: int = 1) -> str:
        """Return the `count` words before the expression in its sentence, in lower case."""
        return " ".join(self.text[max(self.sentence.start, self.start - 40) : self.start].lower().split()[-count:])


@functools.cache
def _span() -> re.Pattern[str]:
    """Return the pattern of a span's second half with its year: " to May 1944"."""
    return next(rule.pattern for rule in lexicon("timexes").rules if rule.name == "sign_span")


def month_number(text: str) -> int:
    """Return 1 to 12 for a month's name or its abbreviation."""
    return int(str(table("month")[text[:3].lower()]))


def table(name: str) -> dict[str, object]:
    """Return a table of the lexicon of time expressions."""
    return lexicon("timexes").tables[name]


def modifier(match: re.Match[str]) -> str | None:
    """Return the TIMEX3 modifier of the match's group `mod`: `START` of "early"."""
    words = match.groupdict().get("mod")
    if not words:
        return None
    found = table("mod").get(" ".join(words.lower().split()))
    return None if found is None else str(found)


def dated(point: Point, *, mod: str | None = None, relative: bool = False, anchored: bool = False) -> Reading:
    """Return the reading of a known calendar point."""
    return Reading(TimexType.DATE, point.value, mod, point, relative=relative, anchored=anchored)


def undated(count: int, unit: str, *, mod: str | None = None, kind: TimexType = TimexType.DATE) -> Reading:
    """Return the reading of a time `count` units from an unknown publication day."""
    return Reading(kind, "", mod, offset=count * NOMINAL_DAYS[unit])
