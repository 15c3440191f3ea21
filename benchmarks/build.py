"""Times a build beside plain Pelican, which makes pages of the same texts: `build.py --seeds FOLDER 1000x5 3000x5`.

Each pair of builds runs one after the other, so that both meet the same machine; a figure is the median of as many
runs as its size says, and a ratio the median of each pair's. CPU is that of all processes together, memory that of the
largest one. `--write` puts the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from sites import ROOT, Sites, make_sites

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures: written by benchmarks/build.py -->\n", "<!-- end of figures -->\n"
NOW = "2030-01-01"
# What `--profile` tells of a stage: "    0.12 s   3%  search index made".
STAGE = re.compile(r"^ *(\d+\.\d+) s +\d+%  (.+)$", re.MULTILINE)
# A figure's name and its digits after the point.
ROWS = {
    "cold build: CPU, to plain Pelican’s": 2,
    "cold build: wall, to plain Pelican’s": 2,
    "cold build: CPU a seed, ms": 1,
    "plain Pelican: CPU an article, ms": 1,
    "one seed edited, new process: wall, s": 2,
    "one seed edited, new process: CPU, s": 2,
    "nothing changed: wall, s": 2,
    "nothing changed: CPU, s": 2,
    "peak memory, MiB": 0,
    "plain Pelican: peak memory, MiB": 0,
    "CPU a seed, to the smallest site’s": 2,
    "preview, one seed edited: saved to told to reload, s": 2,
    "the same, to a cold build’s wall": 3,
    "search index: ms a page": 1,
    "search index: to plain Pelican’s build, wall": 2,
    "card images: ms a page": 1,
    "card images: to plain Pelican’s build, wall": 2,
    "card images out of the cache: ms a page": 2,
}


class Size(NamedTuple):
    """How much is measured how often: `1000x5`."""

    seeds: int
    """How many seeds a site has."""
    runs: int
    """How often each build runs."""

    @classmethod
    def read(cls, told: str) -> Size:
        """Return a size as the command line has it."""
        seeds, _, runs = told.partition("x")
        return cls(int(seeds), int(runs or 5))


class Cost(NamedTuple):
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processes together."""
    peak: float
    """Memory of the largest process, in MiB."""
    said: str
    """What it wrote on standard error."""

    def stage(self, name: str) -> float:
        """Return the seconds of a stage, 0 where there was none."""
        return sum(float(seconds) for seconds, stage in STAGE.findall(self.said) if stage == name)


def main() -> int:
    """Measure, and print the table or write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=Size.read, default=[Size(300, 5)], help="seeds x runs (300x5)")
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="articles to take texts from")
    about = "largest site of which the preview, the index and the cards are measured too (default: any)"
    parser.add_argument("--extras", type=int, default=sys.maxsize, metavar="SEEDS", help=about)
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE.relative_to(ROOT)}")
    args = parser.parse_args()
    columns = []
    for size in sorted(args.sizes):
        columns.append(column(args.seeds, size, extras=size.seeds <= args.extras))
        print(table(args.sizes[: len(columns)], columns), flush=True)
    if args.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}{table(sorted(args.sizes), columns)}\n{END}{after}", encoding="utf-8")
    return 0


def column(source: Path, size: Size, *, extras: bool = True) -> dict[str, float]:
    """Return the figures of a size.

    Args:
        source: a folder of seeds to take texts from.
        size: how many seeds, and how many runs.
        extras: whether the preview, the search index and the cards are measured too.
    """
    with tempfile.TemporaryDirectory() as place:
        sites = make_sites(Path(place), source, size.seeds)
        found = [figures(sites, size.seeds, run, extras=extras) for run in range(size.runs)]
    return {name: median(run[name] for run in found) for name in found[0]}


def figures(sites: Sites, seeds: int, run: int, *, extras: bool) -> dict[str, float]:
    """Return the figures of one round of builds."""
    cost = measured(sites, run)
    plain, cold, edited, unchanged = (cost[name] for name in ("plain", "cold", "edited", "unchanged"))
    found = [cold.cpu / plain.cpu, cold.wall / plain.wall, cold.cpu / seeds * 1000, plain.cpu / seeds * 1000]
    found += [edited.wall, edited.cpu, unchanged.wall, unchanged.cpu, cold.peak, plain.peak]
    out = dict(zip(ROWS, found, strict=False))
    if extras:
        previewed = preview(sites, sites.seeds()[run % seeds])
        found = [previewed, previewed / cold.wall, *apart(sites, seeds, plain)]
        out |= dict(zip(list(ROWS)[11:], found, strict=True))
    return out


def measured(sites: Sites, run: int) -> dict[str, Cost]:
    """Return what each build of one round took: plain Pelican's, and ours without index and cards.

    Args:
        sites: what is built.
        run: the round's number; another seed is edited in each.
    """
    for name in ("cache", "cache-cards", "cache-spare", "output"):
        shutil.rmtree(sites.pages.parent / name, ignore_errors=True)
    shutil.rmtree(sites.plain.parent / "output", ignore_errors=True)
    # Of a file that changed just before its build, nobody can tell whether it changed again.
    time.sleep(0.1)
    ours = [*briefing("build", sites.pages), "-q", "--no-index"], sites.pages.parent
    plain = [sys.executable, "-m", "pelican", "-q", "-s", str(sites.plain)], sites.plain.parent
    # One time the one comes first, another time the other.
    cost = {name: timed(*build) for name, build in sorted({"cold": ours, "plain": plain}.items(), reverse=run % 2 > 0)}
    cost["unchanged"] = timed(*ours)
    seeds = sites.seeds()
    edit(seeds[run % len(seeds)])
    return {**cost, "edited": timed(*ours)}


def apart(sites: Sites, seeds: int, plain: Cost) -> Iterator[float]:
    """Yield what the search index and the cards take, by the stages of a cold build, and the cards that were kept."""
    whole = [*briefing("build", sites.whole), "-q", "--profile"]
    folder = sites.whole.parent
    shutil.rmtree(folder / "cache-cards", ignore_errors=True)
    shutil.rmtree(folder / "output")
    cold = timed(whole, folder)
    for name in ("search index made", "card images drawn"):
        yield cold.stage(name) / seeds * 1000
        yield cold.stage(name) / plain.wall
    shutil.rmtree(folder / "output")
    yield timed(whole, folder).stage("card images drawn") / seeds * 1000


def preview(sites: Sites, seed: Path) -> float:
    """Return the seconds from a seed's change to what tells the browser to reload."""
    folder = sites.pages.parent
    command = [*briefing("preview", sites.pages), "--port", "0"]
    with running(command, folder) as lines:
        port = next(int(found[1]) for line in lines if (found := re.search(r"http://[\d.]+:(\d+)/", line)))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3600)
        connection.request("GET", "/_preview/events")
        events = (line for line in iter(connection.getresponse().readline, b"") if line.startswith(b"data:"))
        next(event for event in events if b'"site": 0' not in event)
        # The watch begins when the first build has been told.
        time.sleep(1)
        start = time.perf_counter()
        edit(seed)
        next(events)
        took = time.perf_counter() - start
        connection.close()
        return took


@contextmanager
def running(command: Sequence[str], folder: Path) -> Iterator[Iterator[str]]:
    """Have a command run while the block does, and give the lines that it writes."""
    out, wrong = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, text=True, stdout=out, stderr=wrong) as process:  # noqa: S603 - our own arguments
        try:
            yield iter(process.stdout or ())
        finally:
            process.terminate()


def briefing(command: str, settings: Path) -> list[str]:
    """Return a command of ours."""
    return [sys.executable, "-m", "pelican_briefing", command, "--now", NOW, "--settings", str(settings)]


def edit(seed: Path) -> None:
    """Change one word's worth of a seed."""
    with seed.open("a", encoding="utf-8") as file:
        file.write("\nA line was added.\n")


def timed(command: Sequence[str], folder: Path) -> Cost:
    """Run a command and return what it took, with all that it started.

    Raises:
        CalledProcessError: it failed.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said)  # noqa: S603 - as above
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read()
    if process.returncode:
        sys.stderr.write(told)
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, told)


def table(sizes: Sequence[Size], columns: Sequence[dict[str, float]]) -> str:
    """Return the table."""
    for found in columns:
        name = list(ROWS)[2]
        found[list(ROWS)[10]] = found[name] / columns[0][name]
    head = " | ".join(f"{seeds:,}, {runs} runs" if runs > 1 else f"{seeds:,}, 1 run" for seeds, runs in sizes)
    lines = [f"| seeds, median of | {head} |", f"|---{'|---' * len(columns)}|"]
    for name, digits in ROWS.items():
        cells = [f"{found[name]:.{digits}f}" if name in found else "" for found in columns]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
