"""The calendar file beside a page: which events are in it, when they are, and that RFC 5545 holds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import factbox
from factbox import Certainty, Modality
from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.licensing import choose_shown
from pelican.plugins.briefing.presenting import Place, addressed, present
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.sidecar import Sidecar
from plugin_site import PUBLISHED, make_site

if TYPE_CHECKING:
    from pathlib import Path

    from pelican.plugins.briefing.licensing import Shown

# The day of publication is a Wednesday.
DAY = dt.date(2026, 3, 4)
PLACE = Place("Site", "https://x.example.org/r", "briefings/pier/", "pier", "briefings/pier/index.html")
TEXT = """Pier burned

The pier at Tarvel burned on Monday. It was built in May 1998. The council will meet on Friday, Ana Ruiz said.
"""


def shown(text: str = TEXT, published: dt.date | None = DAY) -> Shown:
    """Return what may be shown of a text."""
    given = factbox.Metadata(published=published, licence="own", publisher="The Bay Post")
    briefing = factbox.read_briefing(text.encode(), path="pier.txt", metadata=given)
    settings = read_settings({"PATH": "/site/content", "BRIEFING_SOURCE_TEXT": "full", "BRIEFING_NOW": "2026-06-01"})
    return choose_shown(briefing, settings)


def calendar(found: Shown, place: Place = PLACE) -> str:
    """Return the calendar of it."""
    language = Language()
    told = addressed(present(found, Sidecar(), language), found, place, language)
    assert bool(told.calendar) == bool(told.calendar_url)
    return told.calendar.text() if told.calendar else ""


def changed(found: Shown, **changes: object) -> Shown:
    """Return it with the fire changed."""
    fires = (replace(event, **changes) if "burned" in event.text else event for event in found.briefing.timeline)
    return replace(found, briefing=replace(found.briefing, timeline=tuple(fires)))


def unfolded(text: str) -> list[str]:
    """Return a calendar's lines as they were before they were folded."""
    return text.replace("\n ", "").split("\n")


def events(text: str) -> list[dict[str, str]]:
    """Return the properties of each event by name, parameters left on the name."""
    blocks = re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", "\n".join(unfolded(text)), re.DOTALL)
    return [dict(line.split(":", 1) for line in block.split("\n")) for block in blocks]


def test_events_on_known_days_are_in_it_and_no_others() -> None:
    burned, meeting = events(calendar(shown()))
    assert burned["SUMMARY"] == "The pier at Tarvel burned on Monday."
    assert burned["DTSTART;VALUE=DATE"] == "20260302"
    assert (burned["CATEGORIES"], meeting["CATEGORIES"]) == ("Reported", "Planned")
    assert meeting["DTSTART;VALUE=DATE"] == "20260306"
    assert "Said by Ana Ruiz." in meeting["DESCRIPTION"].replace("\\,", ",")
    assert burned["URL"].startswith("https://x.example.org/r/briefings/pier/#e-")
    assert burned["DTSTAMP"] == "20260304T000000Z"


def test_a_text_without_known_days_has_none() -> None:
    assert not calendar(shown("Pier burned\n\nThe pier was built in May 1998.\n"))
    assert not calendar(shown("Pier burned\n\nThe pier burned on Monday.\n", None))


def test_a_time_of_day_stands_in_the_readers_own_time() -> None:
    (event, _) = events(calendar(changed(shown(), value="2026-03-02T15:30", precision=factbox.Precision.MINUTE)))
    assert event["DTSTART"] == "20260302T153000"


def test_a_time_whose_zone_is_known_stands_in_universal_time() -> None:
    for zone, start in (
        ("-05:00", "20260302T203000Z"),
        ("Europe/Paris", "20260302T143000Z"),
        ("Nowhere", "20260302T153000"),
    ):
        found = changed(shown(), value="2026-03-02T15:30", precision=factbox.Precision.MINUTE, zone=zone)
        (event, _) = events(calendar(found))
        assert event["DTSTART"] == start


def test_midnight_at_a_days_end_is_the_next_days_first_moment() -> None:
    (event, _) = events(calendar(changed(shown(), value="2026-03-02T24:00", precision=factbox.Precision.MINUTE)))
    assert event["DTSTART"] == "20260303T000000"


def test_what_is_only_likely_is_said_so() -> None:
    (event, _) = events(calendar(changed(shown(), certainty=Certainty.LIKELY, modality=Modality.PLANNED)))
    assert event["STATUS"] == "TENTATIVE"
    assert "only likely" in event["DESCRIPTION"]


def test_marks_that_mean_something_are_escaped_and_lines_folded_between_letters() -> None:
    words = "pier; “quay”, back\\slash " + "ä€🚢" * 40
    text = calendar(changed(shown(), text=words))
    assert max(len(line.encode()) for line in text.split("\n")) == 75
    (event, _) = events(text)
    assert event["SUMMARY"] == words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def test_names_stay_when_the_site_is_built_again_and_differ() -> None:
    first, second = (events(calendar(shown())) for _ in range(2))
    assert [event["UID"] for event in first] == [event["UID"] for event in second]
    assert len({event["UID"] for event in first}) == len(first)


def test_a_site_whose_address_is_not_known_links_nowhere() -> None:
    (event, _) = events(calendar(shown(), replace(PLACE, root="")))
    assert "URL" not in event


def test_it_stands_beside_the_page_which_links_to_it(tmp_path: Path) -> None:
    seeds = {
        "2026-03-04-pier.txt": TEXT,
        "2026-03-04-quay.txt": "Quay built\n\nThe quay was built in May 1998.\n",
    }
    output = build(Request(make_site(tmp_path, seeds, **PUBLISHED), index=False)).output
    page = (output / "briefings/pier/index.html").read_text(encoding="utf-8")
    (link,) = re.findall(r'href="([^"]*\.ics)"', page)
    assert link.endswith("/briefings/pier/timeline.ics")
    written = (output / "briefings/pier/timeline.ics").read_bytes()
    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert written.endswith(b"\r\nEND:VCALENDAR\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert not (output / "briefings/quay/timeline.ics").exists()
    assert ".ics" not in (output / "briefings/quay/index.html").read_text(encoding="utf-8")
