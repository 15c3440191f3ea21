"""What a build has to know of a seed whose page it takes over, and no more: a page's view has a thousand parts."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.edition_view import Change
from pelican.plugins.briefing.later import Later, awaited
from pelican.plugins.briefing.presenting.calendars import has_days
from pelican.plugins.briefing.presenting.pointing import plain_name
from pelican.plugins.briefing.view import (
    Claim,
    EntityView,
    EventView,
    Piece,
    Pointer,
    QuotationView,
    SpeakerView,
    State,
    TimeView,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.view import BriefingView

# Fields of a view that lists and pages across briefings show, or which those are made of.
_WORDS = (
    *("title", "working_title", "english", "language", "publisher", "publisher_inferred", "author", "url", "licence"),
    *("people_quoted", "minutes", "summary", "sample", "dateline", "edits", "checked"),
)
_NAMED = ("people", "organisations", "places")
# What a speaker says, by the view's fields.
_SAID = ("quotations", "reported")
# An outline's words as they are read: a page has several entries of one.
_read = functools.lru_cache(maxsize=64)(json.loads)
# What other briefings decide; a seed alone has none of it.
_LATER = {"editions": (), "history_json": "", "apart": "", "related": (), "story": None}


@dataclass(slots=True)
class Outline:
    """What is known of a seed's page, in JSON's own kinds where it is kept."""

    published: dt.date | None
    """The publication date."""
    updated: dt.date | None
    """The last change."""
    issues: tuple[tuple[str, int | None], ...]
    """What the parser remarked, each with its line."""
    fields: dict[str, Any]
    """Of the view."""
    speakers: tuple[tuple[Any, ...], ...]
    """Its speakers' fields, numbers in the place of what they say."""
    spots: dict[str, tuple[float, float]]
    """Latitude and longitude by the names of places, in degrees."""
    events: dict[str, tuple[tuple[int, str], ...]]
    """By names, numbers of the timeline's entries whose words name them, each with what orders it among others."""
    words: str
    """What pages of people, bodies and places show of its words, as JSON, since most builds read none of it: fields of
    those entries by their numbers, and of what each speaker who is known says."""
    calendar: bool
    """Whether it tells of days that a calendar can have."""
    checked: list[Any] | None = None
    """What `checking.checked` found, in JSON's kinds; None where nobody looked."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes the outline anew in another process: JSON is written and read faster than objects are."""
        return from_text, (json.dumps(to_plain(self)),)

    def view(self, key: str, make: Callable[[], BriefingView]) -> BriefingView:
        """Return the view, which is made where it is read.

        Args:
            key: of all that it is made from.
            make: makes it.
        """

        def said(number: int, length: int, name: str) -> Later:
            def read() -> tuple[QuotationView, ...]:
                rows = _read(self.words)["said"].get(str(number))
                if rows is None:
                    return tuple(getattr(make().speakers[number], name))
                return tuple(map(_quotation, rows[_SAID.index(name)]))

            return Later(f"{key} {number} {name}", length, read)

        speakers = tuple(
            SpeakerView(name, role, anonymous, None, said(at, quoted, "quotations"), said(at, told, "reported"), *rest)
            for at, (name, role, anonymous, quoted, told, *rest) in enumerate(self.speakers)
        )
        return awaited({**_LATER, **self.fields, "speakers": speakers}, make)

    def event(self, number: int) -> EventView:
        """Return an entry of the timeline whose words name somebody."""
        row = _read(self.words)["events"][str(number)]
        name, when, text, planned, claim, probable, pointer, edited, remarks, also, fresh = row
        return EventView(
            *(name, TimeView(*when), text, planned, Claim(*claim) if claim else None, probable, Pointer(*pointer)),
            *(edited, tuple(remarks), tuple(Pointer(*one) for one in also), fresh),
        )


def outline_of(shown: Shown, view: BriefingView) -> Outline:
    """Return the outline of a page.

    Args:
        shown: what the page may show.
        view: the same as templates see it.
    """
    source = shown.briefing.source
    events = _events(shown)
    numbers = {number for entries in events.values() for number, _ in entries}
    names = (*_WORDS, *_NAMED, "counts", "states", "published", "updated", "history")
    return Outline(
        # As they are when they are kept, so that it makes no difference whether they were.
        published=_day(_iso(source.published)),
        updated=_day(_iso(source.updated)),
        issues=tuple((issue.message, issue.line) for issue in shown.briefing.issues),
        fields={name: getattr(view, name) for name in names},
        speakers=tuple(
            (
                *(one.name, one.role, one.anonymous, len(one.quotations), len(one.reported)),
                *(one.kind, one.attributed, one.role_own, one.remarks),
            )
            for one in view.speakers
        ),
        spots={entity.name: entity.coordinates for entity in shown.briefing.entities if entity.coordinates},
        events=events,
        words=json.dumps(
            {
                "events": {number: _event_row(view.timeline[number]) for number in sorted(numbers)},
                "said": {at: _said_row(one) for at, one in enumerate(view.speakers) if one.kind},
            },
            separators=(",", ":"),
        ),
        calendar=has_days(shown),
    )


def to_plain(outline: Outline) -> list[Any]:
    """Return an outline as JSON has it."""
    fields = outline.fields
    return [
        _iso(outline.published),
        _iso(outline.updated),
        outline.issues,
        [fields[name] for name in _WORDS],
        [[_values(entity) for entity in fields[name]] for name in _NAMED],
        [fields["counts"], [_values(state) for state in fields["states"]]],
        [_values(fields[name]) for name in ("published", "updated")],
        [[one.kind, _values(one.when), one.label, one.text, one.own] for one in fields["history"]],
        *(outline.speakers, outline.spots, outline.events, outline.words, outline.calendar, outline.checked),
    ]


def from_plain(plain: list[Any]) -> Outline:
    """Return an outline out of JSON.

    Raises:
        ValueError, TypeError, AttributeError: it is none.
    """
    published, updated, issues, lines, named, (counts, states), times, history, *rest = plain
    speakers, spots, events, words, calendar, checked = rest
    fields = dict(zip(_WORDS, lines, strict=True))
    fields |= {
        name: tuple([EntityView(*(*rest, tuple(remarks))) for *rest, remarks in entities])
        for name, entities in zip(_NAMED, named, strict=True)
    }
    fields |= {"counts": tuple(counts), "states": tuple(State(*state) for state in states)}
    fields |= dict(zip(("published", "updated"), map(_time, times), strict=True))
    fields["history"] = tuple(Change(kind, _time(when), *rest) for kind, when, *rest in history)
    return Outline(
        published=_day(published),
        updated=_day(updated),
        issues=tuple((message, line) for message, line in issues),
        fields=fields,
        speakers=tuple((*rest, tuple(remarks)) for *rest, remarks in speakers),
        spots={name: (latitude, longitude) for name, (latitude, longitude) in spots.items()},
        events={name: tuple((number, sort) for number, sort in found) for name, found in events.items()},
        words=words,
        calendar=calendar,
        checked=checked,
    )


def from_text(text: str) -> Outline:
    """Return an outline out of JSON that is not read yet."""
    return from_plain(json.loads(text))


def _values(found: Any) -> list[Any] | None:  # noqa: ANN401 - a small dataclass of a view
    """Return the fields of something, in order; None of nothing."""
    return [getattr(found, name) for name in found.__dataclass_fields__] if found else None


def _event_row(event: EventView) -> list[Any]:
    """Return the fields of a timeline's entry, in order."""
    return [
        *(event.id, _values(event.when), event.text, event.planned, _values(event.claim), event.probable),
        *(_values(event.pointer), event.edited, [*event.remarks], [_values(one) for one in event.also], event.fresh),
    ]


def _said_row(speaker: SpeakerView) -> list[Any]:
    """Return the fields of what a speaker says, with quotation marks and without."""
    return [[_quotation_row(one) for one in getattr(speaker, name)] for name in _SAID]


def _quotation_row(one: QuotationView) -> list[Any]:
    """Return the fields of a quotation, in order."""
    return [
        *(
            one.id,
            one.kind,
            [[piece.text, piece.gap, piece.begins] for piece in one.pieces],
            one.in_part,
            one.cue,
            one.venue,
        ),
        *(one.mention, one.probable, _values(one.said_on), _values(one.pointer), one.edited, [*one.remarks]),
        one.resolved,
    ]


def _quotation(row: list[Any]) -> QuotationView:
    """Return a quotation out of its fields."""
    name, kind, pieces, in_part, cue, venue, mention, probable, said_on, pointer, edited, remarks, resolved = row
    return QuotationView(
        *(name, kind, tuple(Piece(*piece) for piece in pieces), in_part, cue, venue, mention, probable),
        *(_time(said_on), Pointer(*pointer), edited, tuple(remarks), resolved),
    )


def _time(values: list[Any] | None) -> TimeView | None:
    """Return a time out of its fields."""
    return TimeView(*values) if values else None


def _iso(day: dt.date | None) -> str | None:
    """Return a day, or a moment, in its ISO form."""
    return day.isoformat() if day else None


def _day(told: str | None) -> dt.date | None:
    """Return a day, or a moment, out of its ISO form."""
    if told is None:
        return None
    return dt.datetime.fromisoformat(told) if "T" in told else dt.date.fromisoformat(told)


def _events(shown: Shown) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return the numbers of a timeline's entries by the names of those whom their words name."""
    named = ((plain_name(entity), entity.mentions) for entity in shown.briefing.entities)
    mentions = sorted((span, name) for name, spans in named for span in spans)
    starts = [span.start for span, _ in mentions]
    found: dict[str, list[tuple[int, str]]] = {}
    for number, told in enumerate(shown.timeline):
        first, last = (bisect.bisect_left(starts, offset) for offset in (told.span.start, told.span.end))
        for name in sorted({name for span, name in mentions[first:last] if span.end <= told.span.end}):
            entries = found.setdefault(name, [])
            entries.append((number, told.sort if told.edtf else f"undated {len(entries):04}"))
    return {name: tuple(entries) for name, entries in found.items()}
