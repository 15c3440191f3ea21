"""Briefings go to JSON and come back equal, fit their schema, and faults in the data are named by their path."""

from __future__ import annotations

import copy
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

import factbox
from factbox import Metadata, annotate, brief, from_dict, read_document, schema, to_dict

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SEEDS = sorted(ROOT.glob("seeds/**/*.txt"))
OFFSET = dt.timezone(dt.timedelta(hours=2))


def briefing_of(path: Path, published: dt.date | None = None) -> factbox.Briefing:
    return brief(annotate(read_document(path.read_bytes(), path=path.name, metadata=Metadata(published=published))))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "published", [None, dt.date(2026, 3, 4), dt.datetime(2026, 3, 4, 18, 5, tzinfo=OFFSET)], ids=str
)
def test_a_briefing_survives_json_and_fits_the_schema(path: Path, published: dt.date | None) -> None:
    briefing = briefing_of(path, published)
    data = json.loads(json.dumps(to_dict(briefing)))
    assert from_dict(data) == briefing
    jsonschema.Draft202012Validator(schema()).validate(data)


def test_the_shipped_schema_is_the_models(*, update_golden: bool) -> None:
    shipped = ROOT / "plugins" / "factbox" / "briefing.schema.json"
    if update_golden:
        shipped.write_text(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert json.loads(shipped.read_text(encoding="utf-8")) == schema(), "run `make golden`"


def test_every_field_of_the_schema_is_described() -> None:
    made = schema()
    for record in [made, *made["$defs"].values()]:
        for name, field in record["properties"].items():
            assert name in {"schema", "end"} or field.get("description"), (record["description"], name)


def test_spans_have_the_form_the_contract_says() -> None:
    data = to_dict(briefing_of(SEEDS[0], dt.date(2026, 3, 4)))
    text = data["text"]
    assert all(text[item["start"] : item["end"]] == item["text"] for item in data["quotations"])
    assert all(text[slice(*part)] for item in data["quotations"] for part in item["parts"])
    person = data["people"][0]
    assert text[person["name_span"]["start"] : person["name_span"]["end"]] in person["name"]
    assert all(isinstance(start, int) and isinstance(end, int) for start, end in data["paragraphs"])
    assert data["source"]["published"] == "2026-03-04"


def test_a_place_keeps_its_coordinates() -> None:
    briefing = briefing_of(SEEDS[0], dt.date(2026, 3, 4))
    place = replace(briefing.entities[0], coordinates=(51.0, -0.25))
    data = json.loads(json.dumps(to_dict(replace(briefing, entities=(place,)))))
    assert json.dumps(data["entities"][0]["coordinates"]) == "[51, -0.25]"
    assert [type(item) for item in from_dict(data).entities[0].coordinates or ()] == [float, float]
    data["entities"][0]["coordinates"][1] = "west"
    with pytest.raises(factbox.DataError, match=r"\$\.entities\[0\]\.coordinates\[1\]: is 'west'; expected float"):
        from_dict(data)


def without_kind(data: dict[str, Any]) -> None:
    del data["quotations"][0]["kind"]


def wrong_kind(data: dict[str, Any]) -> None:
    data["quotations"][0]["kind"] = "spoken"


def wrong_start(data: dict[str, Any]) -> None:
    data["timexes"][0]["start"] = "0"


def wrong_pair(data: dict[str, Any]) -> None:
    data["paragraphs"][0] = [1, 2, 3]


def wrong_date(data: dict[str, Any]) -> None:
    data["source"]["published"] = "13 August"


def wrong_schema(data: dict[str, Any]) -> None:
    data["schema"] = "factbox/0"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (without_kind, r"\$\.quotations\[0\]\.kind: is missing"),
        (wrong_kind, r"\$\.quotations\[0\]\.kind: is 'spoken'; expected one of direct"),
        (wrong_start, r"\$\.timexes\[0\]: .*expected start and end"),
        (wrong_pair, r"\$\.paragraphs\[0\]: is \[1, 2, 3\]; expected \[start, end\]"),
        (wrong_date, r"\$\.source\.published: is '13 August'; expected a date"),
        (wrong_schema, r"\$\.schema: is 'factbox/0'; expected 'factbox/1'"),
    ],
)
def test_a_fault_is_named_by_its_path(spoil: Callable[[dict[str, Any]], None], expected: str) -> None:
    data = copy.deepcopy(to_dict(briefing_of(SEEDS[0], dt.date(2026, 3, 4))))
    spoil(data)
    with pytest.raises(factbox.DataError, match=expected):
        from_dict(data)


@pytest.mark.parametrize("data", [None, [], "x", {}])
def test_what_is_no_briefing_is_refused(data: object) -> None:
    with pytest.raises(factbox.DataError):
        from_dict(data)


def test_a_field_that_came_later_may_be_missing() -> None:
    briefing = briefing_of(SEEDS[0], dt.date(2026, 3, 4))
    data = to_dict(replace(briefing, timeline=tuple(replace(event, zone=None) for event in briefing.timeline)))
    assert data["timeline"]
    for event in data["timeline"]:
        del event["also"], event["zone"]
    assert all(event.also == () and event.zone is None for event in from_dict(data).timeline)
    jsonschema.Draft202012Validator(schema()).validate(data)
