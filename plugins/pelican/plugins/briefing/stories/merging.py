"""The merged timeline: one event that several briefings tell becomes one entry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factbox import Modality, Precision
from pelican.plugins.briefing.stories.likeness import NEWEST, Index, around, once_only, people_of, without, words_of
from pelican.plugins.briefing.stories.view import StoryEvent, Told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from factbox import Event
    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.stories.likeness import Likeness
    from pelican.plugins.briefing.view import EventView

# Events of one time are one event from this likeness on, where so much of the longer one is in common too, so many
# words, and one of them at least that names nobody.
_SAME, _LONGER, _WORDS = 0.5, 0.2, 3
# A deed that is done once, told of days that lie no further apart, is one event that is dated differently. Of any
# other, likeness does not tell: the police make arrests on Monday and on Tuesday.
_DAYS = 7
# What such a pair counts beside one of the same day.
_DATED_DIFFERENTLY = 0.4
# How much of a sentence tells of its date, in characters before the date and behind it.
_BEFORE, _BEHIND = 60, 25
_FINE = (Precision.MINUTE, Precision.HOUR, Precision.DAY)


@dataclass(frozen=True, slots=True)
class Moment:
    """An event of one briefing, ready to be compared."""

    told: Told[EventView]
    """The event."""
    event: Event
    """The same as the parser has it."""
    words: frozenset[str]
    """What it tells of, without its dates."""
    things: frozenset[str]
    """The same without the names and roles of people."""
    once: frozenset[tuple[str, str]]
    """The deeds beside its date that are done once."""

    @property
    def period(self) -> str:
        """The day, or the coarser time, that it is dated to; empty where it is not dated."""
        return self.event.edtf[:10] if self.event.precision in _FINE else self.event.edtf

    @property
    def day(self) -> dt.date | None:
        """Its day, where it is dated to one."""
        return dt.date.fromisoformat(self.event.sort[:10]) if self.event.precision in _FINE and self.period else None

    @property
    def sort(self) -> tuple[bool, str]:
        """Orders moments by date, those without one after all others."""
        return not self.event.edtf, self.event.sort


@dataclass(slots=True)
class _Entry:
    """An event while its tellers are gathered."""

    moments: list[Moment] = field(default_factory=list)
    differs: bool = False


def moments_of(article: Any, page: Page) -> list[Moment]:  # noqa: ANN401 - Pelican has no types
    """Return the events of a briefing's timeline."""
    shown = page.shown
    spans = [timex.span for timex in shown.briefing.timexes]
    people = people_of(shown.briefing)
    placed = {timex.id: timex.span for timex in shown.briefing.timexes}
    found = []
    for event, view in zip(shown.timeline, article.briefing.timeline, strict=True):
        dates = [span for span in spans if event.span.holds(span)]
        named = [span for span in people if event.span.holds(span)]
        own = placed.get(event.timex or "")
        whole = event.span
        near = around(shown.text, own, whole, _BEFORE, _BEHIND) if own and whole.holds(own) else whole
        words = words_of(without(shown.text, whole, dates))
        things = words_of(without(shown.text, whole, sorted([*dates, *named])))
        found.append(Moment(Told(view, article), event, words, things, once_only(near.of(shown.text))))
    return found


def merge_events(moments: Iterable[Moment], likeness: Likeness) -> tuple[StoryEvent, ...]:
    """Return the timeline of a story, by date.

    Args:
        moments: events of all briefings, in the story's order.
        likeness: compares them.
    """
    index = Index[_Entry]()
    entries: list[_Entry] = []
    for moment in moments:
        entry, differs = _teller(moment, index.sharing(moment.words), likeness)
        if entry is None:
            entry = _Entry()
            entries.append(entry)
        entry.moments.append(moment)
        entry.differs |= differs
        index.add(moment.words, entry)
    for entry in entries:
        # What has happened since says more than that it was planned.
        entry.moments.sort(key=lambda moment: moment.told.item.planned)
    entries.sort(key=lambda entry: entry.moments[0].sort)
    return tuple(StoryEvent(tuple(moment.told for moment in entry.moments), entry.differs) for entry in entries)


def _teller(moment: Moment, entries: Iterable[_Entry], likeness: Likeness) -> tuple[_Entry | None, bool]:
    """Return the entry that tells of the same event, and whether it gives it another date."""
    best: tuple[float, _Entry | None, bool] = (0.0, None, False)
    for entry in entries:
        # Briefings come one after another, and each tells an entry once.
        if entry.moments[-1].told.article is moment.told.article:
            continue
        for other in entry.moments[-NEWEST:]:
            alike, differs = _alike(moment, other, likeness)
            if alike > best[0]:
                best = alike, entry, differs
    return best[1], best[2]


def _alike(one: Moment, other: Moment, likeness: Likeness) -> tuple[float, bool]:
    """Return how likely two moments are one event, 0 where they are not, and whether their dates differ."""
    if not one.period or not other.period:
        return 0.0, False
    if one.period == other.period:
        alike = likeness.of(one.words, other.words)
        enough = len(one.words & other.words) >= _WORDS and not one.things.isdisjoint(other.things)
        both = enough and likeness.of_longer(one.words, other.words) >= _LONGER
        return (alike, False) if both and alike >= _SAME else (0.0, False)
    happened = Modality.PLANNED not in {one.event.modality, other.event.modality}
    near = one.day and other.day and abs((one.day - other.day).days) <= _DAYS
    return (_DATED_DIFFERENTLY, True) if happened and near and one.once & other.once else (0.0, False)
