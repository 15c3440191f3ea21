"""A site is built of the documents of an archive that meet a condition."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from archive_inputs import documents, lines
from factbox_archives import Form, Request, archive
from factbox_archives.selecting import select
from pelican.plugins.briefing.selections import seed_name
from pelican_briefing.__main__ import main
from plugin_site import make_site, written

if TYPE_CHECKING:
    from pathlib import Path

WHERE = "source.publisher = 'Callow Post' AND len(quotations) > 1"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a seed of its own and an archive beside it, which is where commands are run."""
    make_site(tmp_path, {"own.txt": "Own\n\nThe gate is shut.\n"}, BRIEFING_EXCERPT_SHARE=1)
    extra = {"id": "2026-03-05 Wall", "text": "Wall opened\n\nThe wall is open.\n", "licence": "own"}
    (tmp_path / "a.jsonl").write_bytes(lines([*documents(8), extra]))
    for form in Form:
        archive(Request((str(tmp_path / "a.jsonl"),), str(tmp_path / form), form, rows=4))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(*arguments: str) -> int:
    """Run the command."""
    return main(["build", "--no-index", "--quiet", "--settings", "siteconf.py", *arguments])


@pytest.mark.parametrize("form", ["parquet", "jsonl", "parquet/part-*.parquet"])
def test_a_selection_becomes_a_site(site: Path, form: str) -> None:
    assert build("--from", form, "--where", WHERE, "--verify") == 0
    pages = {path.parent.name: json.loads(path.read_bytes()) for path in site.glob("output/briefings/*/briefing.json")}
    assert pages.keys() == {seed_name(f"harbour/{n}") for n in (1, 3, 5, 7)}
    page = pages[seed_name("harbour/3")]
    assert page["source"]["publisher"] == "Callow Post"
    assert page["source"]["published"] == "2026-04-11"
    assert page["source"]["title"] == "Wall 3"
    assert [quotation["speaker"]["name"] for quotation in page["quotations"]][:1] == ["Ana Ruiz"]


def test_another_selection_takes_the_place_of_the_last(site: Path) -> None:
    assert build("--from", "parquet", "--where", WHERE) == 0
    first = written(site / "output")
    assert build("--from", "parquet", "--where", "id = '2026-03-05 Wall'") == 0
    (page,) = site.glob("output/briefings/*/index.html")
    assert page.parent.name.startswith("2026-03-05-wall-")
    assert build("--from", "parquet", "--where", WHERE) == 0
    assert written(site / "output") == first
    # The seeds are what they were, and the next build is of them.
    assert build() == 0
    assert [page.parent.name for page in site.glob("output/briefings/*/index.html")] == ["own"]


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["--from", "parquet", "--where", "id = 'nobody'"], "has no document that meets --where"),
        (["--from", "parquet", "--where", "colour = 'red'"], "--where: cannot be answered"),
        (["--from", "parquet", "--where", "id = 'nobody"], "--where: cannot be answered"),
        (["--from", "nowhere"], "nowhere: is not there"),
        (["--from", "seeds"], "is no archive"),
        (["--where", "true"], "--where: needs --from"),
    ],
)
def test_what_cannot_be_selected_leaves_the_last_site(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], wrong: str
) -> None:
    assert build() == 0
    before = written(site / "output")
    assert build(*arguments) == 1
    assert wrong in capsys.readouterr().err
    assert written(site / "output") == before


def test_two_documents_of_one_id_are_an_error(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build("--from", "*/part-*.parquet") == 0
    archive(Request((str(site / "a.jsonl"),), str(site / "again")))
    assert build("--from", "*/part-*.parquet") == 1
    assert "has harbour/0 twice" in capsys.readouterr().err


def test_both_forms_hold_the_same(site: Path) -> None:
    found = [[*select(str(site / form), "quantities[1].value > 3")] for form in Form]
    assert found[0] == found[1]
    assert [selected.id for selected in found[0]] == [f"harbour/{n}" for n in range(4, 8)]


def test_an_address_follows_from_the_id_alone() -> None:
    names = ["flood-barrier", "Flood barrier", "flood/barrier", "дамба", "a" * 200, "a" * 201, "..", "-"]
    made = [seed_name(name) for name in names]
    assert made[0] == "flood-barrier"
    assert len({*made}) == len(names)
    assert all(len(name) < 100 and name.strip("-") == name for name in made)


def test_what_a_selection_was_written_into_is_shown_and_removed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build("--from", "parquet", "--where", WHERE) == 0
    command = ["cache", "--settings", "siteconf.py"]
    assert main(command) == 0
    assert re.search(r" 8 files +\d+ kB  documents of archives$", capsys.readouterr().out, re.MULTILINE)
    (site / ".cache" / "notes.txt").write_text("mine", encoding="utf-8")
    assert main([*command, "--clear"]) == 0
    assert [path.name for path in (site / ".cache").rglob("*")] == ["notes.txt"]
