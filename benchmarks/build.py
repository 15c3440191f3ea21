"""Times a build of N seeds beside plain Pelican, which makes pages of the same texts: `build.py -n 1000 --runs 5`.

Each pair of builds runs one after the other, so that both meet the same machine; the figures are medians. "cold" has no
cache, "unchanged" is a second build in a new process, "one edited" a build after one seed has changed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NOW = "2030-01-01"
OURS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
from pathlib import Path
HERE = Path(__file__).resolve().parent
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
BRIEFING_SEEDS = str(HERE / "seeds")
BRIEFING_CACHE = str(HERE / "cache")
"""
PLAIN = """
SITENAME = "Plain"
PATH = "content"
TIMEZONE = "UTC"
THEME = "simple"
PLUGINS = []
DEFAULT_PAGINATION = 20
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


class Cost(NamedTuple):
    """What a build took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processes together."""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=300, help="how many seeds (default 300)")
    parser.add_argument("--runs", type=int, default=3, help="how often each build runs (default 3)")
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="articles to take texts from")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        ours, plain = make_sites(Path(place), texts(args.seeds, args.n))
        costs = [measured(ours, plain) for _ in range(args.runs)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    reference = {key: median(getattr(cost["plain"], key) for cost in costs) for key in Cost._fields}
    print(f"{args.n} articles, {args.runs} runs, {os.cpu_count()} processors, peak {peak:.0f} MiB a process\n")
    print("| build | wall s | to plain | CPU s | to plain |\n|---|---|---|---|---|")
    for name in costs[0]:
        cost = {key: median(getattr(cost[name], key) for cost in costs) for key in Cost._fields}
        parts = (f"{cost[key]:.2f} | {cost[key] / reference[key]:.2f}" for key in Cost._fields)
        print(f"| {name} | {' | '.join(parts)} |")
    return 0


def texts(folder: Path, number: int) -> list[str]:
    """Return as many texts as wanted: a folder's over and over, their paragraphs turned so that none comes twice."""
    found = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
    out = []
    for at in range(number):
        head, *paragraphs = [line for line in found[at % len(found)].split("\n") if line.strip()]
        turn = at // len(found)
        cut = turn % max(1, len(paragraphs))
        out.append("\n".join([f"{head} ({turn + 1})" if turn else head, "", *paragraphs[cut:], *paragraphs[:cut]]))
    return out


def make_sites(place: Path, articles: list[str]) -> tuple[Path, Path]:
    """Write a site of ours and one of plain Pelican, and return their settings files."""
    ours, plain = place / "ours", place / "plain"
    for folder in (ours / "seeds", ours / "content", plain / "content"):
        folder.mkdir(parents=True)
    for number, text in enumerate(articles):
        day = f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}"
        (ours / "seeds" / f"{day}-{number:06}.txt").write_text(text, encoding="utf-8")
        title, *lines = text.split("\n")
        body = "\n\n".join(line for line in lines if line)
        head = f"Title: {title}\nDate: {day}\nCategory: News\nSlug: a{number:06}\n\n"
        (plain / "content" / f"{number:06}.md").write_text(head + body, encoding="utf-8")
    (ours / "site_settings.py").write_text(OURS, encoding="utf-8")
    (plain / "pelicanconf.py").write_text(PLAIN, encoding="utf-8")
    return ours / "site_settings.py", plain / "pelicanconf.py"


def measured(ours: Path, plain: Path) -> dict[str, Cost]:
    """Return the cost of each kind of build, once."""
    for folder in (ours.parent / "cache", ours.parent / "output", plain.parent / "output"):
        shutil.rmtree(folder, ignore_errors=True)
    briefing = [
        sys.executable,
        "-m",
        "pelican_briefing",
        "build",
        "-q",
        "--now",
        NOW,
        "--settings",
        str(ours),
    ]
    out = {"plain": timed([sys.executable, "-m", "pelican", "-q", "-s", str(plain)], plain.parent)}
    out["cold"] = timed(briefing, ours.parent)
    out["unchanged"] = timed(briefing, ours.parent)
    seed = next((ours.parent / "seeds").iterdir())
    seed.write_text(seed.read_text(encoding="utf-8") + "\nA line was added.\n", encoding="utf-8")
    out["one edited"] = timed(briefing, ours.parent)
    return out


def timed(command: list[str], folder: Path) -> Cost:
    """Run a command and return what it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own arguments
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    sys.exit(main())
