"""Time expressions: what is one, its TIMEX3 value, and what stays open where the publication day is not known."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from cases import Case, read_cases
from factbox import Metadata, Timex, annotate, document_from_text

PUBLISHED = dt.date(2026, 3, 4)


def found(text: str, published: dt.date | None = PUBLISHED) -> tuple[Timex, ...]:
    return annotate(document_from_text(text, metadata=Metadata(published=published, language="en"))).timexes


@pytest.mark.parametrize("case", read_cases("timexes"), ids=str)
def test_case(case: Case) -> None:
    lines = [
        " | ".join(part for part in (timex.text, timex.type.value, timex.value, timex.mod) if part)
        for timex in found(case.input)
    ]
    assert lines == case.expected.splitlines()


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("It sank today.", 0),
        ("It sank yesterday.", -1),
        ("It sank last week.", -7),
        ("It sank two years ago.", -730),
        ("It sank on Monday.", -1),
        ("It will sail on Friday.", 5),
    ],
)
def test_without_a_publication_day_there_is_an_order_and_no_value(text: str, offset: int) -> None:
    (timex,) = found(text, None)
    assert timex.value == ""
    assert (timex.offset is not None and timex.offset < 0) == (offset < 0)


def test_weekdays_of_an_undated_text_stand_close_together() -> None:
    offsets = [timex.offset for timex in found("It sank on Tuesday. It had sailed on Monday.", None)]
    assert offsets == [-1, -2]


def test_a_date_in_the_text_is_a_date_without_a_publication_day() -> None:
    assert [timex.value for timex in found("It sank on 3 May 2019. A day later it was raised.", None)] == [
        "2019-05-03",
        "2019-05-04",
    ]


def test_what_is_counted_from_the_time_last_spoken_of_names_it() -> None:
    first, second = found("It sank on 3 May 2019. It was raised two days later.")
    assert (first.anchor, second.anchor) == (None, first.id)


def test_what_is_counted_from_publication_says_so() -> None:
    assert [timex.anchor for timex in found("It sank yesterday.")] == ["published"]


def test_a_datelines_day_is_read() -> None:
    text = "TARVEL, March 3 (KPA) — The ferry to Tern Island stopped after a fire, the council said.\n"
    assert [timex.value for timex in found(text)] == ["2026-03-03"]


def test_expressions_do_not_overlap_and_are_verbatim() -> None:
    text = "On Monday 3 May 2019 at 10 a.m., early last week, two years ago and every Friday night it sank."
    timexes = found(text)
    assert len(timexes) > 3
    assert all(timex.span.of(text) == timex.text for timex in timexes)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(timexes))


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("LONDON, March 4 (KPA) — The ferry left at 3 p.m. on Monday.\n", "Europe/London"),
        ("OAKRIDGE, Calif., March 4 (KPA) — The ferry left at 3 p.m. local time on Monday.\n", "America/Los_Angeles"),
        ("LONDON, March 4 (KPA) — The ferry left at 3 p.m. EST on Monday.\n", "-05:00"),
        ("TARVEL, March 4 (KPA) — The ferry left at 3 p.m. on Monday.\n", None),
        ("MOSCOW, March 4 (KPA) — The ferry left on Monday.\n", None),
    ],
)
def test_a_time_of_day_is_in_the_zone_that_it_names_or_in_the_datelines(text: str, zone: str | None) -> None:
    assert found(text)[-1].zone == zone


def test_a_day_with_its_weekday_and_year_tells_the_weekdays_behind_it() -> None:
    text = (
        "The council met on Tuesday, 13 August 2024. It had met on Monday. It will meet on Friday. It sank on Thursday."
    )
    day, monday, friday, thursday = found(text, None)
    assert (monday.value, friday.value, thursday.value) == ("2024-08-12", "2024-08-16", "")
    assert (monday.anchor, friday.anchor) == (day.id, day.id)


def test_a_day_without_its_weekday_tells_none() -> None:
    assert [timex.value for timex in found("She was born on 13 August 1974. She sang on Monday.", None)][1] == ""
