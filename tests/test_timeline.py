"""The timeline: which event has which date, how sure that is, and the forms that a date is given in."""

from __future__ import annotations

import datetime as dt

import pytest

from cases import Case, read_cases
from factbox import Annotations, Briefing, Metadata, annotate, brief, document_from_text
from factbox.briefing.dates import calendar_point, relative_words, sorting_day

PUBLISHED = dt.date(2026, 3, 4)


def briefing_of(text: str, published: dt.date | None) -> Briefing:
    return brief(annotate(document_from_text(text, metadata=Metadata(published=published, language="en"))))


def lines(briefing: Briefing) -> list[str]:
    """Return the timeline as the case file writes it."""
    return [
        f"{event.value or event.relative} | {event.precision} | {event.modality} | {event.certainty} | {event.text}"
        for event in briefing.timeline
    ]


@pytest.mark.parametrize("case", read_cases("timeline"), ids=str)
def test_case(case: Case) -> None:
    published = None if case.title.startswith("undated") else PUBLISHED
    assert lines(briefing_of(case.input, published)) == case.expected.splitlines()


@pytest.mark.parametrize(
    ("value", "edtf", "precision"),
    [
        ("2024-08-13", "2024-08-13", "day"),
        ("2024-08-13TNI", "2024-08-13", "day"),
        ("2024-08-13T14:30", "2024-08-13T14:30", "minute"),
        ("2024-08-13T14", "2024-08-13T14", "hour"),
        ("2024-W32", "2024-08-05/2024-08-11", "week"),
        ("2024-W32-WE", "2024-08-10/2024-08-11", "week"),
        ("2024-08", "2024-08", "month"),
        ("2024-SU", "2024-22", "season"),
        ("2024-Q3", "2024-35", "quarter"),
        ("2024-H2", "2024-41", "half"),
        ("2024", "2024", "year"),
        ("199", "199X", "decade"),
        ("19", "19XX", "century"),
    ],
)
def test_a_point_has_its_iso_form(value: str, edtf: str, precision: str) -> None:
    point = calendar_point(value)
    assert point is not None
    assert (point.edtf, point.precision) == (edtf, precision)


@pytest.mark.parametrize(
    "value", ["", "P2Y", "PAST_REF", "XXXX-WXX-1", "2024-02-30", "2024-13", "2024-W54", "2024-08-13T25:00", "000", "00"]
)
def test_what_no_calendar_has_is_no_point(value: str) -> None:
    assert calendar_point(value) is None


@pytest.mark.parametrize(
    ("value", "mod", "day"),
    [
        ("2024", None, "2024-01-01"),
        ("2024", "START", "2024-01-01"),
        ("2024", "MID", "2024-07-01"),
        ("2024-02", "END", "2024-02-29"),
        ("2024-WI", "END", "2025-02-28"),
    ],
)
def test_events_are_ordered_by_a_day(value: str, mod: str | None, day: str) -> None:
    point = calendar_point(value)
    assert point is not None
    assert sorting_day(point, mod) == day


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("on Monday", -2, "Monday before publication"),
        ("next Friday", 3, "Friday after publication"),
        ("today", 0, "day of publication"),
        ("yesterday", -1, "day before publication"),
        ("last week", -7, "week before publication"),
        ("three months ago", -90, "3 months before publication"),
        ("two years ago", -730, "2 years before publication"),
    ],
)
def test_distance_in_words(text: str, offset: int, words: str) -> None:
    assert relative_words(text, offset) == words


def test_a_date_time_counts_by_its_own_day() -> None:
    late = dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert [event.value for event in briefing_of("The ferry stopped today.", late).timeline] == ["2026-03-04"]


def test_an_event_names_the_claim_it_rests_on() -> None:
    briefing = briefing_of("Two boats sank on Monday, the coastguard said.", PUBLISHED)
    assert [event.by for event in briefing.timeline] == [briefing.quotations[0].id]


def test_a_text_in_another_language_has_no_events() -> None:
    document = document_from_text("Das Schiff sank am Montag.", metadata=Metadata(published=PUBLISHED, language="de"))
    found = annotate(document)
    assert isinstance(found, Annotations)
    assert brief(found).timeline == ()


def test_an_event_that_is_told_twice_points_to_both_tellings() -> None:
    text = "Two boats sank off Tern Island on Tuesday. It rained. On Tuesday two boats sank off Tern Island in a storm."
    (event,) = (event for event in briefing_of(text, PUBLISHED).timeline if event.timex)
    (other,) = event.also
    assert event.text.startswith("On Tuesday")
    assert other.of(text) == "Two boats sank off Tern Island on Tuesday."


def test_a_span_of_time_has_both_its_ends() -> None:
    (event,) = briefing_of("The fair ran from 3 to 5 February.", PUBLISHED).timeline
    assert (event.value, event.edtf) == ("2026-02-03", "2026-02-03/2026-02-05")
