"""Archives: one row or one reject a document, from every form, with the same bytes however it is run."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import dask
import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import factbox
from archive_inputs import COMMAND, contents, documents, lines, rows, run, write_inputs
from factbox import Metadata, annotate, brief, document_from_text, from_dict, schema, to_dict
from factbox_archives import ArchiveError, Count, Form, Request, Ways, archive, columns
from factbox_archives.cli import main

# How often a run is killed; `make archives` does it twenty times.
KILLS = int(os.environ.get("BRIEFING_KILLS", "1"))
# Of a run that has its share killed.
MANY = 90
FORMS = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")


def made(request: Request) -> dict[str, bytes]:
    """Make an archive and return its files."""
    archive(request)
    return contents(Path(request.output))


def rejects(folder: Path) -> list[tuple[str, str | None, str]]:
    """Return place, id and code of an archive's rejects."""
    told = map(json.loads, (folder / "rejects.jsonl").read_bytes().splitlines())
    return [(one["input"], one["id"], one["code"]) for one in told]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("given", FORMS)
def test_a_row_is_the_briefing_of_its_document(tmp_path: Path, given: str, form: Form) -> None:
    articles = documents(20)
    files = write_inputs(tmp_path, articles)
    count = archive(Request((str(files[given]),), str(tmp_path / "out"), form, rows=8))
    assert count == Count(written=20, parts=3)
    found = rows(tmp_path / "out")
    for article, row in zip(articles, found, strict=True):
        told = Metadata(
            title=article["title"],
            publisher=article["publisher"],
            published=dt.date.fromisoformat(article["published"]),
        )
        expected = brief(annotate(document_from_text(article["text"], id=article["id"], metadata=told)))
        assert from_dict(row) == expected
        if form == Form.LINES:
            assert row == to_dict(expected)


def test_the_columns_are_the_schemas_fields(tmp_path: Path) -> None:
    assert columns().names == [*schema()["properties"]]
    (tmp_path / "a.jsonl").write_bytes(lines(documents(1)))
    archive(Request((str(tmp_path / "a.jsonl"),), str(tmp_path / "out")))
    table = pq.read_table(tmp_path / "out" / "part-0000000.parquet")
    assert json.loads(table.schema.metadata[b"json_schema"]) == schema()
    validator = jsonschema.Draft202012Validator(schema())
    archive(Request((str(tmp_path / "a.jsonl"),), str(tmp_path / "lines"), Form.LINES))
    for row in rows(tmp_path / "lines"):
        validator.validate(row)


def test_a_folder_of_seeds_is_read_with_what_is_said_beside_them(tmp_path: Path) -> None:
    site = tmp_path / "seeds"
    (site / "world").mkdir(parents=True)
    (site / "world" / "wall.txt").write_text("Wall opened\n\nThe wall is open.\n", encoding="utf-8")
    (site / "world" / "wall.toml").write_text('publisher = "Callow Post"\npublished = 2026-03-04\n', encoding="utf-8")
    (site / "2026-03-05-ferry.md").write_text("title: A ferry\n\nThe *ferry* sails again.\n", encoding="utf-8")
    (site / "empty.txt").write_text("", encoding="utf-8")
    (site / ".hidden.txt").write_text("Nothing.", encoding="utf-8")
    done = run("seeds", "--output", "out", "--jobs", 1, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    found = {row["id"]: row for row in rows(tmp_path / "out")}
    assert found.keys() == {"world/wall", "2026-03-05-ferry"}
    assert found["world/wall"]["source"]["publisher"] == "Callow Post"
    assert found["world/wall"]["source"]["published"] == "2026-03-04"
    assert found["2026-03-05-ferry"]["source"]["title"] == "A ferry"
    assert "*" not in found["2026-03-05-ferry"]["text"]
    assert rejects(tmp_path / "out") == [("empty.txt", "empty", "seed")]


@pytest.mark.parametrize("form", Form)
def test_the_bytes_are_the_same_for_any_number_of_processes(tmp_path: Path, form: Form) -> None:
    files = write_inputs(tmp_path / "in", [*documents(40), {"text": ""}])
    given = tuple(str(files[name]) for name in FORMS)
    alone = made(Request(given, str(tmp_path / "alone"), form, rows=6))
    assert made(Request(given, str(tmp_path / "three"), form, rows=6, jobs=3)) == alone
    assert len(alone) == 4 * 7 + 2
    # What is there is not made again, and nothing of it changes.
    assert archive(Request(given, str(tmp_path / "alone"), form, rows=6)) == Count(160, 4, 28, 28)
    assert contents(tmp_path / "alone") == alone


def test_a_run_that_is_killed_goes_on_as_if_it_had_not_been(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines([*documents(MANY), {"id": "none"}])))
    arguments = ["a.jsonl.gz", "--rows", "4", "--jobs", "2", "--quiet", "--output"]
    assert run(*arguments, "whole", cwd=tmp_path).returncode == 1
    whole = contents(tmp_path / "whole")
    cut = tmp_path / "cut"
    for kill in range(KILLS):
        with subprocess.Popen([*COMMAND, *arguments, "cut"], cwd=tmp_path) as process:
            wanted = min(1 + 3 * kill, MANY // 4 - 2)
            while process.poll() is None and len([*cut.glob("part-*")]) < wanted:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
    there = len([*cut.glob("part-*")])
    # Were the run to begin anew, or to make a part twice, the rest of the test would not hold.
    assert 0 < there < MANY // 4
    done = run(*[word for word in arguments if word != "--quiet"], "cut", cwd=tmp_path)
    assert done.returncode == 1
    assert "were there" in done.stdout
    assert contents(cut) == whole
    assert [row["id"] for row in rows(cut)] == [f"harbour/{n}" for n in range(MANY)]


BAD = {
    b"": None,
    b"   ": None,
    b"nothing": ("json", None),
    b'"text"': ("json", None),
    b"\xff\xfe{}": ("encoding", None),
    b'{"id": "a"}': ("no_text", "a"),
    b'{"id": "b", "text": ""}': ("no_text", "b"),
    b'{"id": "c", "text": 7}': ("no_text", "c"),
    b'{"id": "d", "text": "A wall.", "published": "yesterday"}': ("date", "d"),
    b'{"id": "e", "text": "A wall \\ud800."}': ("encoding", "e"),
    b'{"id": "f", "text": "A wall.", "title": "\\ud800"}': ("encoding", "f"),
    b'{"id": "g", "text": "' + b"a" * 5_000_001 + b'"}': ("too_long", "g"),
    b'{"id": "h", "text": "' + b"a" * 31_000_000 + b'"}': ("too_long", None),
    b"[" * 100_000: ("json", None),
    b'{"text": "A wall.", "published": NaN}': ("date", "a.jsonl:16"),
}


@pytest.mark.parametrize("form", Form)
def test_what_cannot_be_read_is_a_reject_with_its_reason(tmp_path: Path, form: Form) -> None:
    good = documents(2)
    data = lines(good[:1]) + b"\n".join([*BAD, lines(good[1:])])
    (tmp_path / "a.jsonl").write_bytes(data)
    count = archive(Request((str(tmp_path / "a.jsonl"),), str(tmp_path / "out"), form, rows=5))
    expected = [(f"a.jsonl:{number}", bad[1], bad[0]) for number, bad in enumerate(BAD.values(), 2) if bad]
    assert rejects(tmp_path / "out") == expected
    assert [row["id"] for row in rows(tmp_path / "out")] == [article["id"] for article in good]
    assert (count.written, count.rejected) == (2, len(expected))


@pytest.mark.parametrize("form", ["jsonl.gz", "jsonl.zst", "parquet"])
def test_a_file_that_is_cut_off_gives_what_it_holds(tmp_path: Path, form: str) -> None:
    file = write_inputs(tmp_path / "in", documents(60))[form]
    file.write_bytes(file.read_bytes()[:-60])
    archive(Request((str(file),), str(tmp_path / "out"), rows=10))
    found = [row["id"] for row in rows(tmp_path / "out")]
    assert found == [f"harbour/{n}" for n in range(len(found))]
    assert [code for _, _, code in rejects(tmp_path / "out")][-1] == "damaged"


def test_a_table_may_call_its_columns_otherwise(tmp_path: Path) -> None:
    days = [dt.date(2026, 3, 4), dt.datetime(2026, 3, 4, 6, tzinfo=dt.UTC)]
    for number, day in enumerate(days):
        table = pa.table({"body": ["The wall is open."], "date": [day], "key": [number], "unread": [b"\x00"]})
        pq.write_table(table, tmp_path / f"{number}.parquet")
    given = str(tmp_path / "*.parquet")
    archive(Request((given,), str(tmp_path / "out"), ways=Ways({"text": "body", "published": "date", "id": "key"})))
    found = rows(tmp_path / "out")
    assert [row["id"] for row in found] == ["0", "1"]
    assert [row["source"]["published"] for row in found] == ["2026-03-04", "2026-03-04T06:00:00+00:00"]
    with pytest.raises(ArchiveError, match="has no column text, only body, date, key, unread"):
        archive(Request((given,), str(tmp_path / "other")))


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (["missing.jsonl"], "missing.jsonl: is not there"),
        (["picture.png"], "picture.png: holds no articles"),
        (["a.jsonl", "--scheduler", "tcp://127.0.0.1:9"], "no scheduler that answers"),
        (["a.jsonl", "--rows", "5"], "with other rows (1000)"),
        (["a.jsonl", "--format", "jsonl"], "with other form (parquet)"),
        (["a.jsonl", "a.jsonl"], "with other inputs"),
        (["a.jsonl", "--field", "text=body"], "with other fields"),
    ],
)
def test_a_wrong_call_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: list[str], wrong: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(lines(documents(3)))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    assert main(["a.jsonl", "--output", "out", "--jobs", "1"]) == 0
    before = contents(tmp_path / "out")
    output = "other" if "--scheduler" in given else "out"
    assert main([*given, "--output", output, "--jobs", "1"]) == 2
    assert wrong in capsys.readouterr().err
    assert contents(tmp_path / "out") == before


def test_a_folder_with_anything_else_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(documents(1)))
    with pytest.raises(ArchiveError, match=r"is no archive, but holds a\.jsonl"):
        archive(Request((str(tmp_path / "a.jsonl"),), str(tmp_path)))


def test_a_full_disk_ends_the_run_and_the_next_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines([*documents(20), {"text": "The wall is open. " * 9000, "id": "long"}]))
    arguments = ["a.jsonl", "--rows", 5, "--format", "jsonl", "--output"]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100_000, 100_000))
    done = run(*arguments, "out", "--jobs", 2, cwd=tmp_path, limit=limit)
    assert done.returncode == 3
    assert "the same command goes on where it ended" in done.stderr
    assert run(*arguments, "out", cwd=tmp_path).returncode == 0
    assert len(rows(tmp_path / "out")) == 21


def run_with_parser(folder: Path, file: str, old: str, new: str) -> subprocess.CompletedProcess[str]:
    """Make an archive of three documents with a parser that has some words of a file otherwise."""
    (folder / "a.jsonl").write_bytes(lines(documents(3)))
    shutil.copytree(Path(factbox.__file__).parent, folder / "parser" / "factbox")
    changed = folder / "parser" / "factbox" / file
    words = changed.read_text(encoding="utf-8")
    assert old in words
    changed.write_text(words.replace(old, new, 1), encoding="utf-8")
    return subprocess.run(
        [*COMMAND, "a.jsonl", "--jobs", "1", "--format", "jsonl", "--output", "out"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder / "parser")},
    )


def test_a_fault_of_the_installation_ends_the_run_and_rejects_nothing(tmp_path: Path) -> None:
    done = run_with_parser(tmp_path, "lexicons/unknowns.toml", "[words]", "[words")
    assert done.returncode == 3
    assert "a.jsonl:1: cannot be read here (LexiconError: " in done.stderr
    assert not list((tmp_path / "out").rglob("part-*"))


def test_a_fault_of_the_parser_on_one_document_is_its_reject(tmp_path: Path) -> None:
    fault = 'assert document.id != "harbour/1"\n    sentences = split_sentences(document)'
    done = run_with_parser(tmp_path, "pipeline.py", "sentences = split_sentences(document)", fault)
    assert done.returncode == 1, done.stderr
    assert rejects(tmp_path / "out") == [("a.jsonl:2", "harbour/1", "parser")]
    assert [row["id"] for row in rows(tmp_path / "out")] == ["harbour/0", "harbour/2"]


# The most memory that a process had, in kB; `ru_maxrss` would count what the process that began it had.
PEAK = """
import pathlib, re, sys
from factbox_archives.cli import main
main(sys.argv[1:])
print(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="memory is read from Linux's /proc")
@pytest.mark.parametrize("form", ["jsonl.gz", "parquet"])
def test_memory_does_not_grow_with_the_archive(tmp_path: Path, form: str) -> None:
    peaks = []
    for number in (130, 780):
        article = {"text": "“It will stay so,” said Ana Ruiz.", "url": "https://post.example/" + "x" * 40_000}
        file = write_inputs(tmp_path / str(number), [article] * number)[form]
        command = [sys.executable, "-c", PEAK, str(file), "--jobs", "1", "--rows", "20", "--quiet"]
        done = subprocess.run(
            [*command, "--output", str(tmp_path / f"{number}-out")], check=True, capture_output=True, text=True
        )
        peaks.append(int(done.stdout))
    # Of the 26 MB of texts that the larger one has more, in kB.
    assert peaks[1] - peaks[0] < 9_000, peaks
