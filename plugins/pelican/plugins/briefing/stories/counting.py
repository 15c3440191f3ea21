"""Figures over time: the same thing counted by several briefings becomes a series."""

from __future__ import annotations

import bisect
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pelican.plugins.briefing.licensing import MAX_FIGURES
from pelican.plugins.briefing.stories.likeness import NEWEST, Index, around, people_of, same_thing, without, words_of
from pelican.plugins.briefing.stories.view import Point, Series, Told
from pelican.plugins.briefing.view import Claim

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from typing import Any

    from factbox import Quantity, Span
    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.stories.likeness import Likeness

# Two figures count the same thing from this likeness of what stands around them, and with so many words in common.
# Where they differ, so many words, so much of the longer one's, and a word close by must be in common too.
_SAME, _WORDS = 0.5, 2
_LONGER, _WORDS_OF_OTHER = 0.5, 3
# How much of a sentence tells what a figure counts, in characters before the figure and behind it, and what is close.
_AROUND, _CLOSE = 70, 30
# How far off "about" may be, as a share of the number.
_ABOUT = 0.1
# What a figure is given for, "$6 million a year": a rate tells nothing of what is counted.
_RATES = words_of("second minute hour day night week month year decade")
_LOOSE = frozenset({"about", "around", "some", "nearly", "almost", "roughly", "approximately", "close to"})
_FLOOR = frozenset({"at least", "more than", "over", "no fewer than", "no less than"})
_CEILING = frozenset({"at most", "up to", "less than", "fewer than", "under", "no more than"})


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of one briefing, ready to be compared."""

    point: Point
    """The figure."""
    quantity: Quantity
    """The same as the parser has it."""
    published: dt.date
    """The day of its briefing."""
    unit: tuple[str, str]
    """Its kind and unit."""
    words: frozenset[str]
    """What stands around it."""
    close: frozenset[str]
    """What stands close to it."""
    crowded: bool
    """Whether its sentence has other figures of its kind: what stands around one stands around all of them."""

    @property
    def value(self) -> tuple[float, float]:
        """The number, or the two of a range."""
        return self.quantity.value, self.quantity.value_max or self.quantity.value

    @property
    def bounds(self) -> tuple[float, float]:
        """Between what the number lies, as it is printed."""
        low, high = self.value
        modifier = self.quantity.modifier or ""
        if modifier in _LOOSE:
            return low - _ABOUT * abs(low), high + _ABOUT * abs(high)
        return -math.inf if modifier in _CEILING else low, math.inf if modifier in _FLOOR else high


def counts_of(article: Any, page: Page) -> list[Count]:  # noqa: ANN401 - Pelican has no types
    """Return the figures of a briefing that can be compared; of one whose day is not known, none."""
    published = page.published
    if published is None:
        return []
    day = getattr(published, "date", lambda: published)()
    people = people_of(page.shown.briefing)
    sentences = Counter((_sentence(page.shown, one).start, one.kind) for one in page.shown.briefing.quantities)
    found = []
    for quantity, view in zip(page.shown.figures, article.briefing.figures, strict=True):
        if quantity.is_duration or quantity.is_label or not quantity.unit:
            continue
        unit = quantity.kind.value, quantity.currency or same_thing(quantity.unit)
        own = words_of(quantity.text) | _RATES
        words, close = (words_of(_around(page.shown, quantity, people, far)) - own for far in (_AROUND, _CLOSE))
        crowded = sentences[_sentence(page.shown, quantity).start, quantity.kind] > 1
        point = Point(Told(view, article), view.context, _claim(page.shown, quantity))
        found.append(Count(point, quantity, day, unit, words, close, crowded))
    return found


def find_series(counts: Iterable[Count], likeness: Likeness) -> tuple[Series, ...]:
    """Return the figures that several briefings give of one thing, those with most figures first.

    Args:
        counts: figures of all briefings, in the story's order.
        likeness: compares them.
    """
    indexes: dict[tuple[str, str], Index[list[Count]]] = {}
    groups: list[list[Count]] = []
    for count in counts:
        index = indexes.setdefault(count.unit, Index())
        group = _group(count, index.sharing(count.words), likeness)
        if group is None:
            group = []
            groups.append(group)
        if not any(_again(count, other) for other in group[-MAX_FIGURES:]):
            group.append(count)
            index.add(count.words, group)
    found = [group for group in groups if len({id(count.point.told.article) for count in group}) > 1]
    return tuple(_series(group) for group in sorted(found, key=len, reverse=True))


def _group(count: Count, groups: Iterable[list[Count]], likeness: Likeness) -> list[Count] | None:
    """Return the group that counts the same thing; one with the same number before any other."""
    best: tuple[bool, float, list[Count] | None] = (False, 0.0, None)
    for group in groups:
        if any(_is_other(count, other) for other in group[-MAX_FIGURES:]):
            continue
        for other in group[-NEWEST:]:
            if len(count.words & other.words) < _WORDS:
                continue
            alike, same = likeness.of(count.words, other.words), count.value == other.value
            if alike >= _SAME and (same, alike) > best[:2] and _may_be_one(count, other, likeness):
                best = same, alike, group
    return best[2]


def _again(count: Count, other: Count) -> bool:
    """Return whether a briefing says a number a second time."""
    return other.point.told.article is count.point.told.article and count.value == other.value


def _is_other(count: Count, other: Count) -> bool:
    """Return whether two figures of one briefing are of two things: one who gives two numbers has counted two."""
    if other.point.told.article is not count.point.told.article or count.value == other.value:
        return False
    one, two = count.point.claim, other.point.claim
    return one is None or two is None or one.name == two.name


def _may_be_one(count: Count, other: Count, likeness: Likeness) -> bool:
    """Return whether figures that have words in common may count one thing: a number twice, or one that changed."""
    if count.value == other.value:
        return True
    alone = not count.crowded and not other.crowded and not count.close.isdisjoint(other.close)
    enough = len(count.words & other.words) >= _WORDS_OF_OTHER
    return alone and enough and likeness.of_longer(count.words, other.words) >= _LONGER


def _series(group: Sequence[Count]) -> Series:
    """Return a series with its picture: time from left, numbers from below."""
    group = sorted(group, key=lambda count: count.published)
    values = [count.quantity.value for count in group]
    days = [count.published.toordinal() for count in group]
    low, high = min(values), max(values)
    points = tuple(
        replace(count.point, x=_share(day, days[0], days[-1]), y=round(100 - _share(value, low, high), 2))
        for count, day, value in zip(group, days, values, strict=True)
    )
    printed = {value: count.point.told.item.text for value, count in zip(values[::-1], group[::-1], strict=True)}
    first = points[0].told
    return Series(f"{first.article.slug}-{first.item.id}", points, printed[low], printed[high], _disagree(group))


def _share(value: float, low: float, high: float) -> float:
    """Return where a value lies between two others, in per cent."""
    return round(100 * (value - low) / (high - low), 2) if high > low else 50.0


def _disagree(group: Sequence[Count]) -> bool:
    """Return whether figures of one day exclude each other; given by order of days."""
    by_day: dict[dt.date, list[tuple[float, float]]] = {}
    for count in group:
        by_day.setdefault(count.published, []).append(count.bounds)
    return any(max(low for low, _ in bounds) > min(high for _, high in bounds) for bounds in by_day.values())


def _sentence(shown: Shown, quantity: Quantity) -> Span:
    """Return the sentence that a figure stands in; of one outside all of them, its own words."""
    sentences, span = shown.briefing.sentences, quantity.span
    number = bisect.bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    return sentences[number] if number >= 0 else span


def _around(shown: Shown, quantity: Quantity, people: Sequence[Span], far: int) -> str:
    """Return what stands around a figure in its sentence, so many characters far, without who tells it."""
    span = quantity.span
    near = around(shown.text, span, _sentence(shown, quantity), far, far)
    first, last = (bisect.bisect_left(people, offset, key=lambda one: one.start) for offset in (near.start, near.end))
    left_out = sorted([span, *(one for one in people[first:last] if not one.meets(span))])
    return without(shown.text, near, left_out)


def _claim(shown: Shown, quantity: Quantity) -> Claim | None:
    """Return who gives a figure, where it stands in somebody's words."""
    for quotation in shown.briefing.quotations:
        speaker = quotation.speaker
        if speaker and quotation.span.holds(quantity.span):
            described = (speaker.described or speaker.span).of(shown.text)
            return Claim(speaker.name or " ".join(described.split()), f"#{quotation.id}")
    return None
