"""Writes the figures into docs/accuracy.md: runs `bench/measure.py` of the folder BRIEFING_SHARED on the parser.

Its gold may be measured with but not passed on; `accuracy.py` scores gold of your own. ROUGE needs `rouge-score` in
this Python, or the rows of it stay as they are.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures: written by benchmarks/report.py -->\n", "<!-- end of figures -->\n"
# A figure with its interval: "F1  79.4  [72.8, 85.8]", "91.89  [85.95, 96.17]".
FIGURE = re.compile(r"(\d+\.\d+)\s+\[\s*(\d+\.\d+),\s*(\d+\.\d+)\]")
# Two apostrophes that open a quotation: "''So", in an article whose quotations are all marked so.
APOSTROPHES = re.compile(r"''(?=\w)")
HELD_BACK = ("--folds", "4")


class Figure(NamedTuple):
    """One row of the table."""

    task: str
    """A task of the measure; `mentions` are its quotes with pronouns left as they stand, `plain` and `plain-mentions`
    the two in the articles whose marks the gold reads."""
    label: str
    """How its line begins there."""
    name: str
    """What the row is called."""
    tool: str
    """The best public tool that could be run, with its figure."""
    human: str = ""
    """A second person's, where one was asked."""


FIGURES = (
    Figure("mentions", "quote+speaker F1 ", "quotations with the right speaker, F1", "73.8 sayswho", "95.1"),
    Figure("quotes", "quote+speaker F1, resolved", "the same, pronouns resolved to names", "52.3 sayswho"),
    Figure("quotes", "whole-quotation F1", "whole quotations, F1", "49.8 Gender Gap Tracker", "93.2"),
    Figure("plain-mentions", "quote+speaker F1 ", "speaker, where the gold reads the marks, F1", "", "95.1"),
    Figure("plain", "quote+speaker F1, resolved", "the same, pronouns resolved to names there", ""),
    Figure("plain", "whole-quotation F1", "whole quotations, where the gold reads the marks, F1", "", "93.2"),
    Figure("quotes", "cue accuracy", "cue, accuracy", "91.8 textacy", "97.6"),
    Figure("quotes", "indirect F1 (0.8)", "indirect statements, F1", "33.1 textacy", "69.1"),
    Figure("plain", "indirect F1 (0.8)", "indirect statements, where the gold reads the marks, F1", "", "69.1"),
    Figure("timex", "value ", "time expressions, value F1", "77.2 HeidelTime"),
    Figure("timex", "point ", "calendar points, F1", "89.6 HeidelTime"),
    Figure("timex", "relaxed ", "time expressions, overlap F1", "90.7 HeidelTime"),
    Figure("timex", "strict ", "time expressions, same ends F1", "81.8 HeidelTime"),
    Figure("timeline", "exact F1", "dated sentences, exact F1", "58.0 HeidelTime, first date"),
    Figure("timeline", "off-DCT exact R", "dates off the publication day, recall", "22.9 HeidelTime, first date"),
    Figure("salience", "gold atomic facts covered", "atomic facts in three sentences", "37.6 first three sentences"),
    Figure("salience-cnn", "ROUGE-1 F1", "ROUGE-1 of three sentences", "28.7 first three sentences"),
    Figure("fivew", "who recall@1", "who, first answer", "53 spaCy and rules"),
    Figure("fivew", "where recall@1", "where, first answer", "57 spaCy and rules"),
    Figure("fivew", "when recall@1", "when, first answer", "54 spaCy and rules"),
    Figure("fivew", "where answered though", "where answered though there is none (less is better)", "83 spaCy"),
    Figure("ner", "PERSON: strict F1", "names of people, F1", "73.6 rules, 66.7 spaCy"),
    Figure("ner", "PLACE: strict F1", "names of places, F1", "75.9 rules, 75.2 spaCy"),
    Figure("ner", "ORG: strict F1", "names of organisations, F1", "37.2 rules, 35.3 spaCy"),
    Figure("quant", "value F1", "figures, value F1", "71.0 quantulum3"),
    Figure("quant", "value+unit F1", "figures, value and unit F1", "47.6 quantulum3"),
    Figure("roles", "both: name with right role", "names with the right role", "93.7 spaCy"),
    Figure("dateline", "dateline place F1", "dateline, place F1", "96.0 rules"),
)
# The kinds of time expressions that the measure tells apart, as the table calls them.
KINDS = {
    "weekday": "weekdays: “on Monday”, “last Friday night”",
    "deictic day": "“today”, “yesterday”, “last night”",
    "month-day": "days of a month: “3 May”, “Oct. 23”",
    "full date": "days with their year: “3 May 2019”",
    "month": "months alone: “in October”",
    "year": "years",
    "season/quarter": "seasons, quarters, halves of a year",
    "relative unit": "“last week”, “two years ago”, “early this month”",
    "duration": "lengths: “six weeks”",
    "vague ref": "“now”, “recently”, “in the future”",
    "set": "“every Friday”, “twice a week”",
}
# A line of them: "weekday            291   100.0    86.6".
KIND = re.compile(r"(?P<kind>[a-z/ -]+?)\s+(?P<number>\d+)\s+(?P<found>\d+\.\d)\s+(?P<value>\d+\.\d)$", re.MULTILINE)
KINDS_BEGIN, KINDS_END = "<!-- kinds of dates: written by benchmarks/report.py -->\n", "<!-- end of kinds -->\n"
# Sets of 200 articles and more, where a fifth that no rule was tuned on says enough; of the others all are taken.
LARGE = ("quotes", "mentions", "plain", "plain-mentions", "timex", "salience-cnn", "ner", "quant", "roles")


def main() -> int:
    """Measure, and write the table."""
    shared = os.environ.get("BRIEFING_SHARED")
    if not shared:
        print("report: BRIEFING_SHARED is not set; expected the folder that holds bench/measure.py", file=sys.stderr)
        return 2
    printed = {task: measured(Path(shared), task) for task in dict.fromkeys(figure.task for figure in FIGURES)}
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    old, mark, after = rest.partition(END)
    after = with_kinds(after, measured(Path(shared), "timex", "--classes"))
    rows = [row(figure, printed[figure.task]) or kept(figure, old) for figure in FIGURES]
    head = "| | ours | 95% | best public tool | second person |\n|---|---|---|---|---|\n"
    PAGE.write_text(before + BEGIN + head + "".join(rows) + (mark or END) + after, encoding="utf-8")
    print(head + "".join(rows), end="")
    return 0


def with_kinds(page: str, printed: str) -> str:
    """Return a page with the table of kinds of time expressions; as it is where the measure has none."""
    found = {match["kind"]: match for match in KIND.finditer(printed)}
    if not found:
        return page
    before, _, rest = page.partition(KINDS_BEGIN)
    _, mark, after = rest.partition(KINDS_END)
    rows = [
        f"| {name} | {found[kind]['number']} | {found[kind]['found']} | {found[kind]['value']} |\n"
        for kind, name in KINDS.items()
        if kind in found
    ]
    head = "| | in the gold | found | value right |\n|---|---|---|---|\n"
    return before + KINDS_BEGIN + head + "".join(rows) + mark + after


def measured(shared: Path, task: str, *more: str) -> str:
    """Return what the measure prints for a task."""
    folds = HELD_BACK if task in LARGE else ()
    command = f"{sys.executable} -m factbox.cli annotate --jsonl"
    if task.endswith("mentions"):
        command = f"{sys.executable} {Path(__file__).with_name('mentions.py')}"
    with tempfile.TemporaryDirectory() as folder:
        if task.startswith("plain"):
            more = (*more, "--gold", str(plain_gold(shared, Path(folder))))
        task = "quotes" if task in ("plain", "plain-mentions", "mentions") else task
        measure = [sys.executable, str(shared / "bench" / "measure.py"), task, *folds, *more, "--cmd", command]
        done = subprocess.run(measure, check=False, capture_output=True, text=True)  # noqa: S603 - our own arguments
    if " 0 failed" not in done.stdout:
        print(f"report: {task}: not every article was read\n{done.stdout[:200]}{done.stderr[-500:]}", file=sys.stderr)
    return done.stdout


def plain_gold(shared: Path, folder: Path) -> Path:
    """Write the quotations' gold without the articles whose marks are two apostrophes, which it takes for none."""
    path = folder / "plain.jsonl"
    with gzip.open(shared / "bench" / "quotes" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        kept = [line for line in lines if not APOSTROPHES.search(json.loads(line)["text"])]
    path.write_text("".join(kept), encoding="utf-8")
    return path


def row(figure: Figure, printed: str) -> str:
    """Return a row of the table; empty where the measure has no such figure."""
    line = next((line for line in printed.splitlines() if line.startswith(figure.label)), "")
    found = FIGURE.search(line)
    if not found:
        return ""
    value, low, high = (f"{float(part):.1f}" for part in found.groups())
    return f"| {figure.name} | {value} | {low} to {high} | {figure.tool} | {figure.human} |\n"


def kept(figure: Figure, old: str) -> str:
    """Return the row that the page had."""
    return next((line + "\n" for line in old.splitlines() if line.startswith(f"| {figure.name} |")), "")


if __name__ == "__main__":
    sys.exit(main())
