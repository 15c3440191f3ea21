"""Whole briefings of some sample seeds, kept as JSON; `make golden` rewrites them, by hand and never in CI."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest

from factbox import Metadata, annotate, brief, read_document, to_dict

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
# Dated by its name, dated by its dateline, undated, and without headline in one line.
SEEDS = ("2025-03-04-callow-dam", "bank-verdict", "callow-dam-return", "norrow-glacier")
TOLD = {field.name for field in dataclasses.fields(Metadata)}


def made(name: str) -> str:
    """Return a seed's briefing as the golden file has it, told what its sidecar says."""
    seed = ROOT / "seeds" / f"{name}.txt"
    said = tomllib.loads(seed.with_suffix(".toml").read_text(encoding="utf-8"))
    metadata = Metadata(**{key: value for key, value in said.items() if key in TOLD})
    data = to_dict(brief(annotate(read_document(seed.read_bytes(), path=seed.name, metadata=metadata))))
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", SEEDS)
def test_briefing_is_the_kept_one(name: str, *, update_golden: bool) -> None:
    kept = GOLDEN / f"{name}.json"
    if update_golden:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made(name), encoding="utf-8")
    assert json.loads(made(name)) == json.loads(kept.read_text(encoding="utf-8")), "run `make golden` and read its diff"


def test_no_golden_file_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == sorted(SEEDS)
