"""The dated events of a briefing as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from dataclasses import dataclass
from typing import TYPE_CHECKING

import factbox
from factbox import Certainty, Modality, Precision
from pelican.plugins.briefing.presenting.pointing import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox import Event
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.presenting.citing import Place
    from pelican.plugins.briefing.view import BriefingView, EventView

# The name of the file.
CALENDAR = "timeline.ics"
# A line is folded before so many bytes of UTF-8 (RFC 5545, 3.1).
_LINE = 75
# What a text must not hold as it is (RFC 5545, 3.3.11).
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
# Only these stand on one day: "in May" would fill a month of somebody's calendar.
_DATED = frozenset((Precision.DAY, Precision.HOUR, Precision.MINUTE))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The events of a briefing that are on known days."""

    view: BriefingView
    """What the page shows."""
    shown: Shown
    """The same before it was put in words."""
    place: Place
    """Where the page stands; links to it need the site's address."""
    language: Language
    """What the site speaks."""

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return has_days(self.shown)

    def text(self) -> str:
        """Return them as a calendar, its lines folded and ended by a line feed.

        An event without a time of day fills its day; one with a time stands in universal time where its zone is known,
        else in the reader's own, as a paper's "at 3 p.m." names no zone. When the site is built makes no difference.
        """
        view, place, source = self.view, self.place, self.shown.briefing.source
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//pelican-briefing//{factbox.__version__}//EN"]
        lines += ["CALSCALE:GREGORIAN", f"NAME:{_escaped(view.title)}"]
        pairs = zip(self.shown.timeline, view.timeline, strict=True)
        for event, seen in (pair for pair in pairs if _is_dated(pair[0])):
            stamp = source.updated or source.published or dt.date.fromisoformat(event.value[:10])
            address = f"{place.address}#{event.id}"
            lines += ["BEGIN:VEVENT", f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, address)}", f"DTSTAMP:{_stamp(stamp)}"]
            lines += [f"URL:{address}"] if place.root else []
            told = " ".join(_told(event, seen, view, self.language))
            lines += [*_event(event, told, self.language), "END:VEVENT"]
        lines.append("END:VCALENDAR")
        return "\n".join(folded for line in lines for folded in _folded(line))


def has_days(shown: Shown) -> bool:
    """Return whether a page tells of events on known days."""
    return any(_is_dated(event) for event in shown.timeline)


def _is_dated(event: Event) -> bool:
    """Return whether an event is on a known day."""
    return bool(event.value) and event.precision in _DATED


def _event(event: Event, told: str, language: Language) -> Iterator[str]:
    """Yield the lines that say what an event is and when."""
    sort = language.gettext("Planned") if event.modality is Modality.PLANNED else language.gettext("Reported")
    yield f"DTSTART{_start(event.value, event.zone)}"
    yield f"SUMMARY:{_escaped(one_line(event.text))}"
    yield f"DESCRIPTION:{_escaped(told)}"
    yield f"CATEGORIES:{_escaped(sort)}"
    yield f"STATUS:{'CONFIRMED' if event.certainty is Certainty.SURE else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"


def _told(event: Event, seen: EventView, view: BriefingView, language: Language) -> Iterator[str]:
    """Yield what is said of an event beside its own words."""
    day = view.published.text if view.published else ""
    yield ", ".join(filter(None, (f"“{view.title}”", view.publisher, day))) + "."
    if seen.claim:
        yield language.gettext("Said by %(name)s.", name=seen.claim.name)
    if event.certainty is not Certainty.SURE:
        yield language.gettext("The date is only likely.")


def _start(value: str, zone: str | None) -> str:
    """Return the rest of a start's line: ";VALUE=DATE:20260304", ":20260304T203000Z"; without "Z" in no known zone."""
    day, _, clock = value.partition("T")
    if not clock:
        return f";VALUE=DATE:{_digits(dt.date.fromisoformat(day))}"
    hours, _, minutes = clock.partition(":")
    # The midnight that ends a day is 24:00 in TIMEX3.
    begins = dt.datetime.fromisoformat(day) + dt.timedelta(hours=int(hours), minutes=int(minutes[:2] or 0))
    known = _zone(zone)
    if known is None:
        return f":{_digits(begins)}T{begins:%H%M%S}"
    return f":{_stamp(begins.replace(tzinfo=known))}"


def _zone(name: str | None) -> dt.tzinfo | None:
    """Return a time zone: an offset such as "-05:00", or a name where the system knows it."""
    if name is None:
        return None
    if name[0] in "+-":
        return dt.time.fromisoformat(f"00:00{name}").tzinfo
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return None


def _stamp(moment: dt.date) -> str:
    """Return a moment in universal time; a day's is its first."""
    if not isinstance(moment, dt.datetime):
        return f"{_digits(moment)}T000000Z"
    known = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    universal = known.astimezone(dt.UTC)
    return f"{_digits(universal)}T{universal:%H%M%S}Z"


def _digits(day: dt.date) -> str:
    """Return a day as "20260304"; `strftime` gives years before 1000 fewer digits."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """Return a text as a value."""
    return text.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, none of which cuts a letter; all but the first begin with a space."""
    if line.isascii():
        yield line[:_LINE]
        yield from (f" {line[at : at + _LINE - 1]}" for at in range(_LINE, len(line), _LINE - 1))
        return
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece
