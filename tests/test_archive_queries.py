"""The queries of docs/archives.md run, and answer what the articles say."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from archive_inputs import lines, rows
from factbox_archives import Request, archive

PAGE = Path(__file__).resolve().parents[1] / "docs" / "archives.md"
# A block of SQL with the sentence above it: "Who is quoted most:\n\n```sql\nSELECT …\n```".
QUERY = re.compile(r"^(?P<said>[^\n]+):\n\n```sql\n(?P<query>.*?)^```", re.MULTILINE | re.DOTALL)
QUERIES = {found["said"].split(",")[0]: found["query"] for found in QUERY.finditer(PAGE.read_text("utf-8"))}
TEXT = """HARROW BAY — At least {} boats have left Harrow Bay, the council said.

“It will stay so,” said Ana Ruiz, the harbour master. “We know the wall.”

{} said the gate was broken.
"""
WHO = {"Courier": "A senior official", "Post": "Tom Beck, an engineer,"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of articles of two papers in two months."""
    folder = tmp_path_factory.mktemp("queries")
    articles = [
        {"id": f"{paper}-{n}", "publisher": paper, "published": f"2026-0{n}-11", "text": TEXT.format(n * 100, who)}
        for paper, who in WHO.items()
        for n in (3, 4)
    ]
    (folder / "a.jsonl").write_bytes(lines([*articles, articles[0]]))
    archive(Request((str(folder / "a.jsonl"),), str(folder / "archive"), rows=2))
    return folder


def answer(folder: Path, said: str) -> list[tuple[object, ...]]:
    """Return what a query of the page answers, the one that a word begins."""
    (query,) = (query for words, query in QUERIES.items() if words.startswith(said))
    return duckdb.sql(query.replace("archive/", f"{folder}/archive/")).fetchall()


def test_every_query_of_the_page_is_tried() -> None:
    assert [words.split()[0] for words in QUERIES] == ["Who", "The", "How", "Documents"]


def test_who_is_quoted_most(folder: Path) -> None:
    found = answer(folder, "Who")
    counted = Counter(
        (row["source"]["published"][:7], quotation["speaker"]["name"])
        for row in rows(folder / "archive")
        for quotation in row["quotations"]
        if quotation["speaker"] and quotation["speaker"]["name"]
    )
    assert {(month, name): number for month, name, number in found} == counted
    assert ("2026-03", "Ana Ruiz") in counted
    assert found == sorted(found, key=lambda row: (row[0], -row[2], row[1]))  # type: ignore[operator]


def test_the_figures_of_a_story(folder: Path) -> None:
    found = [(day, modifier, value, counted) for day, _, modifier, value, _, counted, _ in answer(folder, "The")]
    assert ("2026-03-11", "at least", 300.0, "boats") in found
    assert len(found) == 5


def test_the_share_of_unnamed_sources(folder: Path) -> None:
    shares = {publisher: share for publisher, _, share in answer(folder, "How")}
    assert shares.keys() == {"Courier", "Post"}
    assert shares["Courier"] > shares["Post"]


def test_what_was_given_twice(folder: Path) -> None:
    assert answer(folder, "Documents") == [("Courier-3", 2)]


def test_the_schema_is_in_the_file(folder: Path) -> None:
    query = f"SELECT value FROM parquet_kv_metadata('{folder}/archive/part-0000000.parquet') WHERE key = 'json_schema'"  # noqa: S608
    ((value,),) = duckdb.sql(query).fetchall()
    assert json.loads(value)["title"] == "factbox/1"
