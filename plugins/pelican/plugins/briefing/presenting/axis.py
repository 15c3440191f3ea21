"""The marks of the timeline's axis."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from factbox import Modality
from pelican.plugins.briefing.view import Tick

if TYPE_CHECKING:
    from factbox import Event
    from pelican.plugins.briefing.view import EventView

# With fewer dates than these the list alone says it better.
_FEWEST = 4
# Two labels nearer than this, in per cent of the axis, would run into each other.
_APART = 20.0


def axis_ticks(events: tuple[Event, ...], views: tuple[EventView, ...]) -> tuple[Tick, ...]:
    """Return a mark for each dated event, placed by its date; none where there are fewer than four dates."""
    dated = []
    for event, view in zip(events, views, strict=True):
        try:
            dated.append((dt.date.fromisoformat(event.sort[:10]).toordinal(), event, view))
        except ValueError:
            continue
    days = sorted({day for day, _, _ in dated})
    if len(days) < _FEWEST:
        return ()
    first, length = days[0], days[-1] - days[0]
    ticks, last = [], -_APART
    for day, event, view in sorted(dated, key=lambda entry: entry[0]):
        x = round(100 * (day - first) / length, 2)
        # The last mark keeps its label: one before it that would run into it goes without.
        room = x - last >= _APART and (x <= 100 - _APART or day == days[-1])
        last = x if room else last
        ticks.append(Tick(x, view.when.text if room else "", event.modality is Modality.PLANNED, f"#{event.id}"))
    return tuple(ticks)
