"""The script that measures accuracy counts as it says, and as the measure beside the project does."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "benchmarks" / "accuracy.py"
# The first and third figure of a row of the table: its name, precision, recall, F1.
LINE = re.compile(r"^\| ([^|]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|", re.MULTILINE)
TEXT = "LARNE — “Nobody slept,” Ana Ruiz said on Monday. “I did,” he said. Rain fell in Vale."


def measured(file: Path, *arguments: str) -> dict[str, tuple[float, ...]]:
    """Return the figures of a gold file by name: precision, recall, F1."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(file), *arguments], check=True, capture_output=True, text=True
    )
    return {name: tuple(map(float, figures)) for name, *figures in LINE.findall(done.stdout)}


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    """Write rows as a gold file."""
    file = folder / "gold.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def item(number: int, words: str, speaker: dict[str, Any], cue: str) -> dict[str, Any]:
    """Return a gold quotation of one stretch."""
    start = TEXT.index(words)
    return {
        "id": number,
        "kind": "direct",
        "parts": [[start, start + len(words)]],
        "content": [[start, start + len(words)]],
        "source": {"names": [], "entity": None, **speaker},
        "cue": {"text": cue},
    }


def test_a_wrong_speaker_costs_and_a_right_one_counts(tmp_path: Path) -> None:
    ana = {"type": "name", "text": "Ana Ruiz", "names": ["Ana Ruiz"], "entity": "e1"}
    he = {"type": "pronoun", "text": "he", "referent": ["Bo Marsh"]}
    row = {"id": "a", "text": TEXT, "items": [item(1, "Nobody slept,", ana, "said"), item(2, "I did,", he, "said")]}
    ours = {
        "id": "a",
        "quotations": [
            {"kind": "direct", "start": 0, "end": 9, "parts": item(1, "Nobody slept,", ana, "said")["parts"]}
            | {"speaker": {"name": "Ana Ruiz", "text": "Ana Ruiz"}, "cue": {"text": "said"}},
            {"kind": "direct", "start": 0, "end": 9, "parts": item(2, "I did,", he, "said")["parts"]}
            | {"speaker": {"name": "Ana Ruiz", "text": "he"}, "cue": None},
        ],
    }
    made = tmp_path / "made.jsonl"
    made.write_text(json.dumps(ours), encoding="utf-8")
    figures = measured(written(tmp_path, row), "--made", str(made))
    assert figures["quotation and speaker"] == (50.0, 50.0, 50.0)
    assert figures["the same, pronouns resolved"] == (50.0, 50.0, 50.0)
    assert figures["whole quotations"] == (100.0, 100.0, 100.0)
    assert figures["cue"] == (50.0, 50.0, 50.0)


def test_the_parser_is_scored_on_datelines_and_dates(tmp_path: Path) -> None:
    assert measured(written(tmp_path, {"id": "a", "text": TEXT, "place": "LARNE"}))["dateline, place"][2] == 100.0
    monday = {"start": TEXT.index("Monday"), "end": TEXT.index("Monday") + 6, "text": "Monday", "type": "DATE"}
    gold = {"id": "a", "text": TEXT, "published": "2025-03-04", "timexes": [monday | {"value": "2025-03-03"}]}
    assert measured(written(tmp_path, gold))["time expressions, value"][2] == 100.0
    gold["timexes"][0]["value"] = "2025-03-10"
    assert measured(written(tmp_path, gold))["time expressions, value"][2] == 0.0


@pytest.mark.parametrize(
    ("task", "file", "theirs"),
    [
        (
            "timex",
            "timeline/dev",
            {"time expressions, value": "value", "calendar points": "point", "same ends": "strict"},
        ),
        ("dateline", "facts/dateline", {"dateline, place": "dateline place F1"}),
        (
            "quotes",
            "quotes/train",
            {
                "quotation and speaker": "quote+speaker F1",
                "the same, pronouns resolved": "quote+speaker F1, resolved",
                "whole quotations": "whole-quotation F1",
                "cue": "cue accuracy",
                "indirect statements": "indirect F1 (0.8)",
            },
        ),
    ],
)
def test_the_figures_agree_with_the_measure_beside_the_project(
    task: str, file: str, theirs: dict[str, str], shared: Path, tmp_path: Path
) -> None:
    with gzip.open(shared / "bench" / f"{file}.jsonl.gz", "rt", encoding="utf-8", newline="") as lines:
        gold = written(tmp_path, *(json.loads(line) for _, line in zip(range(25), lines, strict=False)))
    script = ROOT / "benchmarks" / "mentions.py" if task == "quotes" else ""
    command = f"{sys.executable} {script or '-m factbox.cli annotate --jsonl'}"
    measure = [sys.executable, str(shared / "bench" / "measure.py"), task, "--gold", str(gold), "--cmd", command]
    printed = subprocess.run(measure, check=True, capture_output=True, text=True).stdout
    ours = measured(gold)
    for name, label in theirs.items():
        line = next(
            line for line in printed.splitlines() if line.startswith(label) and not line.startswith(label + ",")
        )
        figure = float(
            re.findall(r"\d+\.\d+", line.partition("F1  ")[2] if "F1  " in line else line.removeprefix(label))[0]
        )
        assert abs(ours[name][2] - figure) <= 0.11, name
