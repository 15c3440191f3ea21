"""The timeline's axis: marks that do not touch, labels that do not run into each other, long empty times cut out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from factbox import Certainty, Event, Modality, Precision, Span
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.presenting.axis import axis_view
from pelican.plugins.briefing.presenting.times import event_view
from pelican.plugins.briefing.view import EventView, Pointer

if TYPE_CHECKING:
    from pelican.plugins.briefing.picture_view import Axis

# A mark that stands for more than one event, in per cent of the narrowest axis: 22 of 276 pixels.
MARK = 100 * 22 / 276


def event(value: str, precision: Precision = Precision.DAY, *, planned: bool = False) -> Event:
    """Return an event of a date."""
    sort = value + "-01-01"[len(value) - 4 :] if len(value) < len("2026-01-01") else value
    modality = Modality.PLANNED if planned else Modality.REPORTED
    place = (Span(0, 4), "Rain", 0, "t-1", value, value, precision, None, sort)
    return Event("e-1", *place, None, modality, None, Certainty.SURE, "test")


def axis(*events: Event) -> Axis | None:
    """Return the axis of events."""
    told = {"planned": False, "claim": None, "probable": False, "pointer": Pointer(1, None)}
    views = tuple(EventView(item.id, event_view(item, None, Language()), item.text, **told) for item in events)
    return axis_view(events, views, Language())


def days(*values: str) -> Axis | None:
    """Return the axis of events of days."""
    return axis(*map(event, values))


def test_marks_lie_in_proportion_and_the_ends_have_labels() -> None:
    found = days("2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31", "2026-02-10")
    assert [tick.x for tick in found.ticks] == [0, 25, 50, 75, 100]
    assert [tick.label for tick in found.ticks if not tick.wide] == ["1 Jan 2026", "10 Feb 2026"]
    assert [tick.label for tick in found.ticks if tick.label] == ["1 Jan 2026", "21 Jan 2026", "10 Feb 2026"]
    assert found.title == "Time axis with 5 events, from 1 Jan 2026 to 10 Feb 2026"
    assert not found.cuts


@pytest.mark.parametrize("step", [1, 2, 5])
def test_no_two_marks_touch(step: int) -> None:
    found = days("1990-01-01", *(f"2026-01-{day:02d}" for day in range(1, 29, step)), "2026-06-01")
    assert all(b.x - a.x >= MARK for a, b in pairwise(found.ticks))
    assert sum(tick.count for tick in found.ticks) == len(range(1, 29, step)) + 2


def test_one_old_date_does_not_squeeze_the_rest() -> None:
    found = days("1912-04-15", "2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31")
    assert [tick.x for tick in found.ticks] == pytest.approx([0, 14, 42.67, 71.33, 100], abs=0.1)
    assert found.cuts == (7,)
    assert found.description.endswith("31 January 2026. A long time without events is cut out of it.")
    twice = days("1912-04-15", "1987-05-01", "2026-01-01", "2026-01-11", "2026-01-21")
    assert len(twice.cuts) == 2
    assert twice.description.endswith(" Two long times without events are cut out of it.")


def test_a_mark_says_what_its_dates_have_in_common() -> None:
    found = days("1970-01-01", "1990-01-01", "2026-01-01", "2026-01-11", "2026-03-01", "2050-01-01")
    assert [(tick.label, tick.count) for tick in found.ticks if tick.count > 1] == [("2026", 3)]
    assert "; 2026, 3 events; " in found.description


def test_planned_marks_are_hollow_and_said_to_be_so() -> None:
    told = [event("2026-01-01"), event("2026-03-01"), event("2026-06-01")]
    found = axis(*told, event("2027", Precision.YEAR, planned=True))
    assert [tick.hollow for tick in found.ticks] == [False, False, False, True]
    assert found.description.endswith("; 2027, planned.")


def test_there_is_none_where_it_would_say_nothing() -> None:
    assert days() is None
    assert days("2026-01-01", "2026-01-02", "2026-01-03") is None
    vague = event("2026-01-09", Precision.VAGUE)
    assert axis(event("2026-01-01"), event("2026-01-02"), event("2026-01-03"), vague) is None
