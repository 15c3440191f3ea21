"""One entry for an event that an article tells of twice, with a pointer to each telling."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factbox.briefing.dates import day_of
from factbox.briefing.terms import terms_of
from factbox.model import Modality, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.model import Event, Timex
    from factbox.spans import Span

# Only of days can it be told: much happens in a year.
_FINE = frozenset((Precision.MINUTE, Precision.HOUR, Precision.DAY))
# Two tellings share so much of the shorter one's words, which are so many at least beside the date's.
_SHARED, _WORDS = 0.8, 3
# With how many tellings of events of its day an event is compared.
_COMPARED = 12


def join_events(text: str, events: Iterable[Event], timexes: dict[str, Timex]) -> tuple[Event, ...]:
    """Return events without those that an earlier or fuller one tells too; that one has their spans in `also`.

    Args:
        text: the document's text.
        events: in text order.
        timexes: the text's time expressions by id.
    """
    joined: list[Event] = []
    words: list[frozenset[str]] = []
    told: list[list[Span]] = []
    days: dict[tuple[str, bool], list[int]] = {}
    for event in events:
        own, same = _words(text, event, timexes), None
        if event.timex is not None and event.precision in _FINE:
            known = days.setdefault((day_of(event.value) or event.sort, event.modality is Modality.PLANNED), [])
            same = next((place for place in known[-_COMPARED:] if _is_same(own, words[place])), None)
            if same is None:
                known.append(len(joined))
        if same is None:
            joined.append(event)
            words.append(own)
            told.append([event.span])
            continue
        told[same].append(event.span)
        if len(own) > len(words[same]):
            joined[same], words[same] = event, own
    return tuple(map(_with_tellings, joined, told))


def _with_tellings(event: Event, told: list[Span]) -> Event:
    """Return an event that points to where else it is told; what only overlaps its own words is nowhere else."""
    others = tuple(sorted(span for span in set(told) if not span.meets(event.span)))
    return replace(event, also=others) if others else event


def _words(text: str, event: Event, timexes: dict[str, Timex]) -> frozenset[str]:
    """Return what an event's words say beside its date."""
    timex = timexes.get(event.timex or "")
    return terms_of(text, event.span) - (terms_of(text, timex.span) if timex else frozenset())


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two tellings of one day are of one event."""
    fewer = min(len(one), len(other))
    return fewer >= _WORDS and len(one & other) >= _SHARED * fewer
