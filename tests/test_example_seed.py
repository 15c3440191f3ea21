"""The parser on the real example article, held to what a careful editor takes from it.

The article is another publisher's: it is read from the shared folder and none of its text stands here.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from factbox import Briefing, Metadata, QuotationKind, Span, annotate, brief, read_document

if TYPE_CHECKING:
    from pathlib import Path

NAME = "000_ad2cadef36d78de7"


@cache
def read(folder: Path, published: dt.date | None) -> Briefing:
    data = (folder / "seeds" / f"{NAME}.txt").read_bytes()
    return brief(annotate(read_document(data, path=f"{NAME}.txt", metadata=Metadata(published=published))))


@pytest.fixture
def expected(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "seeds" / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def dated(shared: Path, expected: dict[str, Any]) -> Briefing:
    return read(shared, dt.date.fromisoformat(expected["published"]))


@pytest.fixture
def undated(shared: Path) -> Briefing:
    return read(shared, None)


def direct(briefing: Briefing) -> list[Any]:
    return [item for item in briefing.quotations if item.kind is not QuotationKind.INDIRECT]


def test_dateline_title_publisher_and_notice(dated: Briefing, expected: dict[str, Any]) -> None:
    assert dated.dateline
    assert dated.dateline.place_span == Span(*expected["dateline"]["place_span"])
    assert dated.source.title_origin == "lede"
    assert dated.source.title in dated.text
    assert dated.source.publisher_origin == "inferred"
    assert dated.source.publisher in {item["venue"] for item in expected["quotations"]}
    assert [notice.kind for notice in dated.notices] == [item["kind"] for item in expected["notices"]]
    for notice, item in zip(dated.notices, expected["notices"], strict=True):
        assert notice.span.holds(Span(*item["around"]))
        assert not any(span.meets(notice.span) for span in dated.paragraphs)


@pytest.mark.parametrize("number", range(6))
def test_quotation_has_its_stretches_speaker_role_cue_and_venue(
    dated: Briefing, expected: dict[str, Any], number: int
) -> None:
    want, quotation = expected["quotations"][number], direct(dated)[number]
    assert [[part.start, part.end] for part in quotation.parts] == want["parts"]
    assert quotation.speaker.name == want["speaker"]
    assert quotation.cue.text == want["cue"]
    assert (quotation.venue.of(dated.text) if quotation.venue else None) == want["venue"]
    if want["role"]:
        assert quotation.speaker.role == want["role"]


def test_there_are_no_other_quotations(dated: Briefing, expected: dict[str, Any]) -> None:
    assert len(direct(dated)) == len(expected["quotations"])


def test_reported_statements(dated: Briefing, expected: dict[str, Any]) -> None:
    told = [item for item in dated.quotations if item.kind is QuotationKind.INDIRECT and item.speaker]
    for want in expected["reported"]:
        span = Span(*want["speaker_span"])
        found = [item for item in told if item.speaker.span.meets(span)]
        assert found, want
        assert want["cue"] in [item.cue.text for item in found], want
        assert found[0].speaker.anonymous == want["anonymous"], want


def test_timeline(dated: Briefing, expected: dict[str, Any]) -> None:
    timexes = {item.id: item for item in dated.timexes}
    events = [(timexes[item.timex], item) for item in dated.timeline if item.timex]
    for want in expected["timeline"]:
        span = Span(*want["timex_span"])
        found = [event for timex, event in events if timex.span.meets(span)]
        assert found, want
        assert (found[0].value, found[0].precision) == (want["value"], want["precision"])
        assert found[0].mod == want.get("mod")


def test_timeline_without_a_publication_date_guesses_no_day(undated: Briefing, expected: dict[str, Any]) -> None:
    want = {item["value"] for item in expected["timeline_undated"]}
    assert {item.value for item in undated.timeline if item.value} == want
    assert all(item.relative for item in undated.timeline if not item.value)
    assert undated.source.published is None


@pytest.mark.parametrize("name", ["dated", "undated"])
def test_durations_are_no_events(name: str, expected: dict[str, Any], request: pytest.FixtureRequest) -> None:
    briefing = request.getfixturevalue(name)
    timexes = {item.id: item.span for item in briefing.timexes}
    used = [timexes[item.timex] for item in briefing.timeline if item.timex]
    for span in expected["not_events"]:
        assert not any(timex.meets(Span(*span)) for timex in used)


def test_figures(dated: Briefing, expected: dict[str, Any]) -> None:
    for want in expected["quantities"]:
        span = Span(*want["span"])
        found = [item for item in dated.quantities if item.span.meets(span)]
        assert [(item.value, item.unit) for item in found] == [(want["value"], want["unit"])]
        assert found[0].modifier == want.get("modifier")


def test_what_is_not_known(dated: Briefing, expected: dict[str, Any]) -> None:
    for want in expected["unknowns"]:
        span = Span(*want["around"])
        assert any(item.kind == want["kind"] and item.span.meets(span) for item in dated.unknowns), want


def test_people_have_their_roles_and_are_one_each(dated: Briefing, expected: dict[str, Any]) -> None:
    roles = {person.name: person.role for person in dated.people}
    for want in expected["people"]:
        assert roles.get(want["name"]) == want["role"]
    assert len(roles) == len(dated.people)


def test_places(dated: Briefing, expected: dict[str, Any]) -> None:
    places = {item.name.casefold() for item in dated.entities if item.kind == "place"}
    assert {name.casefold() for name in expected["places"]} <= places


def test_key_facts_name_who_makes_the_ledes_claim(dated: Briefing) -> None:
    what = [item for item in dated.key_facts if item.slot == "what"]
    assert what
    lede = [item for item in what if item.sentence == 0]
    assert lede
    assert lede[0].by
