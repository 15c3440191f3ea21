"""What an archive costs a document: processor time by stage, bytes and memory, out of a file of lines of JSON.

python benchmarks/archives.py articles.jsonl --jobs 1 2 4
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from factbox import annotate, brief, document_from_text, to_dict
from factbox_archives import Form, Request, archive, columns
from factbox_archives.records import Ways
from factbox_archives.sources import find_inputs, points

if TYPE_CHECKING:
    from collections.abc import Callable


def processor(work: Callable[[], object]) -> float:
    """Return the processor time of a call, its processes' included, in seconds."""
    began = spent()
    work()
    return spent() - began


def spent() -> float:
    """Return the processor time that this process and those it began took so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def stages(file: Path) -> None:
    """Print what each stage takes of one process, a document."""
    lines = file.read_bytes().splitlines()
    documents = [document_from_text(data["text"], id=str(data["id"])) for data in map(json.loads, lines)]
    brief(annotate(documents[0]))
    briefings = [*map(annotate, documents)]
    data = [to_dict(brief(one)) for one in briefings]
    named: dict[str, Callable[[], object]] = {
        "plan": lambda: points(find_inputs([str(file)], Ways())[0], 1000),
        "read": lambda: [document_from_text(json.loads(line)["text"]) for line in lines],
        "annotate": lambda: [*map(annotate, documents)],
        "brief": lambda: [*map(brief, briefings)],
        "to_dict": lambda: [to_dict(brief(one)) for one in briefings],
        "to columns": lambda: pa.RecordBatch.from_pylist(data, columns()),
        "to lines": lambda: [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in data],
    }
    for name, work in named.items():
        print(f"{name:12}{1000 * processor(work) / len(lines):9.3f} ms a document")


def runs(file: Path, jobs: list[int], folder: Path) -> None:
    """Print what whole runs take."""
    documents = len(file.read_bytes().splitlines())
    for form in Form:
        for number in jobs:
            output = folder / f"{form}-{number}"
            request = Request((str(file),), str(output), form, rows=100, jobs=number)
            began = time.perf_counter()
            took = processor(lambda request=request: archive(request))  # type: ignore[misc]
            passed = time.perf_counter() - began
            size = sum(part.stat().st_size for part in output.glob("part-*"))
            print(
                f"{form:8} --jobs {number}: {1000 * took / documents:6.2f} ms of processor and "
                f"{size // documents} bytes a document, {documents / passed:.0f} documents a second"
            )
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory of one process: {peak // 1024} MB")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="lines of JSON with id and text")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        runs(args.file, args.jobs, folder)
        stages(args.file)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
