"""Scores the parser, or another annotator's output, on a folder of gold: `accuracy.py GOLD [--folds 4]`.

docs/accuracy.md says what a gold file is, and how each figure is counted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factbox import Metadata, annotate, brief, to_dict
from factbox.document import document_from_text
from scoring import FIGURES, TASKS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Rounds of the bootstrap that an interval is taken from, and its seed.
ROUNDS, SEED = 300, 7
FOLDS = 5


def main() -> int:
    """Print one table for each gold file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="a gold file, or a folder of them: *.jsonl, *.jsonl.gz")
    parser.add_argument("--folds", default="01234", help="only these fifths of the articles (default all)")
    parser.add_argument("--set", default="", help="only the articles of this set, where a file holds several")
    parser.add_argument("--made", type=Path, help="briefings of another annotator, as JSON Lines by id")
    args = parser.parse_args()
    files = sorted(args.gold.rglob("*.jsonl*")) if args.gold.is_dir() else [args.gold]
    made = {row["id"]: row for row in read(args.made)} if args.made else None
    for file in files:
        rows = [row for row in read(file) if str(fold(row)) in args.folds and row.get("set", "").startswith(args.set)]
        task = next((key for key in TASKS if rows and key in rows[0]), None)
        if task is None:
            print(f"{file}: no rows of a task ({', '.join(TASKS)}); passed over", file=sys.stderr)
            continue
        print(table(file, task, rows, made))
    return 0


def read(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON Lines, compressed or not."""
    with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf-8", newline="") as lines:
        yield from map(json.loads, lines)


def fold(row: dict[str, Any]) -> int:
    """Return which fifth an article is in, from 0, by its id and nothing else."""
    name = str(row.get("source") or row["id"]).rsplit("/", 1)[-1].removesuffix(".txt")
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def briefing(row: dict[str, Any]) -> dict[str, Any]:
    """Return the parser's briefing of a gold article, its text taken as it is."""
    day = row.get("published") or row.get("dct")
    metadata = Metadata(published=dt.date.fromisoformat(day[:10]) if day else None)
    return to_dict(brief(annotate(document_from_text(row["text"], id=str(row["id"]), metadata=metadata))))


def table(file: Path, task: str, rows: list[dict[str, Any]], made: dict[str, Any] | None) -> str:
    """Return the figures of a gold file as a table."""
    start = time.process_time()
    briefings = [briefing(row) if made is None else made[row["id"]] for row in rows]
    speed = "" if made else f", {len(rows) / (time.process_time() - start):.0f} articles a CPU second"
    counts = [TASKS[task](row, ours) for row, ours in zip(rows, briefings, strict=True)]
    lines = [f"\n{file.name}: {len(rows)} articles{speed}\n", "| figure | P | R | F1 | 95% |", "|---|---|---|---|---|"]
    for name, right, gold, found in FIGURES[task]:
        total = sum(counts, Counter[str]())
        low, high = interval(counts, right, gold, found)
        recall = share(total[right], total[gold])
        precision = share(total[right], total[found]) if found else recall
        f1 = figure(total, right, gold, found)
        lines.append(f"| {name} | {precision:.1f} | {recall:.1f} | {f1:.1f} | {low:.1f} to {high:.1f} |")
    return "\n".join(lines)


def share(part: int, whole: int) -> float:
    """Return a part in a hundred."""
    return 100 * part / whole if whole else 0.0


def figure(total: Counter[str], right: str, gold: str, found: str | None) -> float:
    """Return F1, or the share that is right where nothing can be found in excess."""
    return share(2 * total[right], total[gold] + total[found]) if found else share(total[right], total[gold])


def interval(counts: list[Counter[str]], right: str, gold: str, found: str | None) -> tuple[float, float]:
    """Return the 95% interval of a figure by drawing articles anew."""
    keys = [key for key in (right, gold, found) if key]
    rows = [{key: count[key] for key in keys} for count in counts]
    chance, values = random.Random(SEED), []  # noqa: S311 - statistics
    for _ in range(ROUNDS):
        drawn = chance.choices(rows, k=len(rows))
        values.append(figure(Counter({key: sum(row[key] for row in drawn) for key in keys}), right, gold, found))
    values.sort()
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1]


if __name__ == "__main__":
    sys.exit(main())
