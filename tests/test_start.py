"""What the parser costs before it has read anything, and how much memory many articles take: a ratio and a bound."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from plugin_site import ROOT

# The parser's import and its first article beside the import of Pelican alone: 1.6 where it was written.
MOST = 2.5
RUNS = 5
# Memory of the command over hundreds of articles, in mebibytes.
MEMORY = 100
ARTICLES = 300

FIRST = "import factbox; factbox.read_briefing(open({seed!r}, 'rb').read())"
# Processor seconds of a fresh interpreter, its own start taken off.
TIMED = "import time; start = time.process_time(); {code}; print(time.process_time() - start)"


def seconds(code: str) -> float:
    """Return the processor seconds that code takes in a fresh interpreter that has its bytecode."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", TIMED.format(code=code)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout)


def test_the_first_article_is_there_soon() -> None:
    ours = FIRST.format(seed=str(ROOT / "seeds" / "pilots-strike-vote.txt"))
    seconds(ours)  # writes the bytecode
    ratios = [seconds(ours) / seconds("import pelican") for _ in range(RUNS)]
    assert median(ratios) < MOST, ratios


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's own peak")
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    lines = (json.dumps({"id": str(number), "text": texts[number % len(texts)]}) + "\n" for number in range(ARTICLES))
    given = tmp_path / "articles.jsonl"
    given.write_text("".join(lines), encoding="utf-8")
    # Not `ru_maxrss`, which begins with what the parent had.
    code = (
        "import re, sys; from factbox.cli import main; main(['annotate', '--jsonl', '--jobs', '1']); "
        "print(*re.findall(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read()), file=sys.stderr)"
    )
    with given.open("rb") as source:
        done = subprocess.run([sys.executable, "-c", code], stdin=source, capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == ARTICLES
    assert int(done.stderr.split()[-1]) / 1024 < MEMORY, done.stderr
