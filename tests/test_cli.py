"""`factbox annotate`: files, lines of JSON, errors and exit status, through the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "HARROW BAY — The ferry to Tern Island stopped on Monday, the council said.\n"
    "“We had no choice,” said Ana Ruiz, the harbour master. “The engine was on fire.”\n"
)


def run(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "factbox.cli", *args]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False, timeout=60)


def lines(*rows: dict[str, Any] | str) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_explain_says_why_times_and_events_have_their_dates(seed: Path) -> None:
    done = run("annotate", "--explain", str(seed), "--published", "2026-03-04")
    assert done.returncode == 0
    assert "“Monday” DATE 2026-03-02 [weekday_alone, counted from publication]" in done.stdout
    assert "[the only date of its sentence “Monday”]" in done.stdout


def test_explain_says_where_a_days_event_has_it_from_and_what_stays_open(tmp_path: Path) -> None:
    seed = tmp_path / "boats.txt"
    seed.write_text(
        "Two boats sank on Tuesday. A third lost its mast. The letter of 07/02/2026 was lost.", encoding="utf-8"
    )
    done = run("annotate", "--explain", str(seed), "--published", "2026-03-04")
    assert "A third lost its mast. [the story's day “Tuesday”]" in done.stdout
    assert "2026-XX-XX, day or month first is not known [numeric_year_last]" in done.stdout


def test_explain_says_where_an_event_is_told_again_and_a_times_zone(tmp_path: Path) -> None:
    seed = tmp_path / "boats.txt"
    told = "Two boats sank off Tern Island on Tuesday. It rained. On Tuesday two boats sank off Tern Island in a storm."
    seed.write_text(f"Boats sink\n\n{told} A third left at 3 p.m. GMT on Monday.\n", encoding="utf-8")
    done = run("annotate", "--explain", str(seed), "--published", "2026-03-04")
    assert "“Tuesday”, told again at 12]" in done.stdout
    assert "TIME 2026-03-02T15:00 (+00:00)" in done.stdout


def test_explain_says_who_else_might_have_said_a_quotation(tmp_path: Path) -> None:
    seed = tmp_path / "wall.txt"
    seed.write_text(
        "“It held,” said Ana Ruiz. She called the wall “a patch on a patch”. The film “Low Water” opens. "
        "Ben Okafor said the pier would close.",
        encoding="utf-8",
    )
    done = run("annotate", "--explain", str(seed))
    assert "“It held,” Ana Ruiz said [inverted 9.5, sure]; then nobody [null" in done.stdout
    assert "“a patch on a patch” She = Ana Ruiz called [verb_left" in done.stdout
    assert "; then Ana Ruiz said [carry_piece" in done.stdout
    assert "“Low Water” nobody, no quotation [null" in done.stdout
    assert "Ben Okafor said: the pier would close [verb_clause, sure]" in done.stdout


def test_one_file_is_one_object(seed: Path) -> None:
    done = run("annotate", str(seed), "--published", "2026-03-04")
    briefing = json.loads(done.stdout)
    assert (done.returncode, briefing["schema"], briefing["id"]) == (0, "factbox/1", "ferry")
    assert briefing["source"]["published"] == "2026-03-04"
    assert briefing["dateline"]["place"] == "HARROW BAY"
    assert briefing["quotations"][-1]["speaker"]["name"] == "Ana Ruiz"


def test_several_files_are_a_line_each_and_a_bad_one_does_not_stop_them(seed: Path, tmp_path: Path) -> None:
    binary = tmp_path / "picture.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    done = run("annotate", str(seed), str(binary), str(tmp_path / "none.txt"), str(seed))
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["ferry", "ferry"]
    assert "picture.txt" in done.stderr
    assert "none.txt" in done.stderr


def test_text_format_names_speaker_and_rule(seed: Path) -> None:
    done = run("annotate", str(seed), "--format", "text")
    assert "Ana Ruiz said" in done.stdout
    assert "publication date not known" in done.stdout


def test_jsonl_answers_each_line_in_order_and_keeps_the_text() -> None:
    rows = [
        {"id": "a", "text": TEXT, "published": "2026-03-04"},
        {"id": "b", "text": "Two.\r\n\r\nWords", "published": None},
        {"id": "c", "text": "Three.", "published": "None"},
        {"id": "d", "text": "Four.", "published": ""},
    ]
    done = run("annotate", "--jsonl", stdin=lines(*rows) + "\n \n")
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [(row["id"], row["text"]) for row in out] == [(row["id"], row["text"]) for row in rows]


def test_an_article_leaves_no_cycles_which_the_command_does_not_look_for() -> None:
    program = (
        "import gc, sys\n"
        "from factbox import annotate, brief, document_from_text, to_dict\n"
        "for _ in range(2):\n"
        "    gc.collect()\n"
        "    gc.disable()\n"
        "    to_dict(brief(annotate(document_from_text(sys.argv[1]))))\n"
        "    found = gc.collect()\n"
        "print(found)"
    )
    done = subprocess.run([sys.executable, "-c", program, TEXT], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "0\n"


def test_jsonl_line_that_cannot_be_read_gives_an_error_in_its_place() -> None:
    bad = [
        "{not json",
        {"id": "x"},
        {"id": "y", "text": "Rain.", "published": "13 August"},
        "[]",
    ]
    done = run("annotate", "--jsonl", stdin=lines({"id": "a", "text": TEXT}, *bad, {"id": "b", "text": ""}))
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [row["id"] for row in out] == ["a", None, "x", "y", None, "b"]
    assert [("error" in row) for row in out] == [False, True, True, True, True, False]
    assert "2024-08-13" in out[3]["error"]


def test_jsonl_ids_that_are_numbers_become_words() -> None:
    done = run("annotate", "--jsonl", stdin=lines({"id": 7, "text": TEXT}, {"id": 8}))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["7", "8"]


def test_a_file_of_markup_is_not_read_as_prose(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("Title: A\n\nIt *fell*, said Jo Marsh.\n")
    done = run("annotate", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"factbox: {file}: is Markdown; expected plain text\n"


def test_jsonl_is_the_same_for_any_number_of_processes() -> None:
    rows = lines(*({"id": str(n), "text": TEXT.replace("Monday", f"May {n + 1}")} for n in range(20)))
    one, two = run("annotate", "--jsonl", stdin=rows), run("annotate", "--jsonl", "--jobs", "2", stdin=rows)
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 20


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["annotate"], "no files"),
        (["annotate", "x", "--published", "soon"], "2024-08-13"),
        (["annotate", "x", "--jobs", "0"], "1 or more"),
    ],
)
def test_wrong_use_is_explained(args: list[str], expected: str) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert expected in done.stderr


def test_a_reader_that_has_had_enough_ends_it_without_a_traceback(seed: Path) -> None:
    source, target = os.pipe()
    os.close(source)
    command = [sys.executable, "-m", "factbox.cli", "annotate", str(seed)]
    with os.fdopen(target, "w") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (141, b"")


def test_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout)["title"] == "factbox/1"
