"""Makes an archive: plans its parts, has them made wherever there is a worker, and puts together what became of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from factbox_archives.errors import ArchiveError
from factbox_archives.parts import BESIDE, Count, Form, Made, Stretch, beside_name, make
from factbox_archives.records import Ways
from factbox_archives.running import runner
from factbox_archives.sources import Input, Point, find_inputs, points
from factbox_archives.stores import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factbox_archives.running import Run

RECORD, REJECTS = "archive.json", "rejects.jsonl"
ROWS = 1000
# A packed file is read from its beginning by each process that makes some of it: so many at most.
_READERS = 16


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be archived."""

    inputs: tuple[str, ...]
    """Files, patterns and folders, or their addresses."""
    output: str
    """The folder, or its address, that the archive becomes."""
    form: Form = Form.PARQUET
    """What files it has."""
    rows: int = ROWS
    """Documents of one file."""
    ways: Ways = field(default_factory=Ways)
    """How the inputs are read."""
    jobs: int = 1
    """Processes of this machine."""
    scheduler: str = ""
    """Address of a Dask scheduler, whose workers are used instead."""


def archive(request: Request, progress: Callable[[Count], None] = lambda _: None) -> Count:
    """Make an archive, or what is not made of it yet, and return what became of all documents.

    One document is one row or one reject, however often the run was cut; the bytes are the same for any number of
    processes, on any number of machines.

    Args:
        request: what is to be archived.
        progress: is told what was made so far.

    Raises:
        ArchiveError: an input is not there, or the folder has another archive.
        StoppedError: workers were lost; the same request goes on.
    """
    output = Store(request.output)
    inputs = find_inputs(request.inputs, request.ways)
    record = _record(request, inputs)
    done = _begin(output, record)
    if done:
        return done
    count = Count()
    with runner(request.jobs, request.scheduler) as run:
        for made in run(make, _stretches(request, inputs, output, run)):
            count += made
            progress(count)
    _finish(output, record, count)
    return count


def _record(request: Request, inputs: tuple[Input, ...]) -> dict[str, Any]:
    """Return what an archive is made from and with, which must not change while it is made."""
    digest = hashlib.sha256()
    for source in inputs:
        files = [(seed.file.path, seed.file.size) for seed in source.seeds] or [(source.name, source.size)]
        digest.update(json.dumps([source.kind, files]).encode())
    return {
        "archive": 1,
        "made": asdict(Made()),
        "form": request.form,
        "rows": request.rows,
        "fields": dict(request.ways.fields),
        "inputs": digest.hexdigest(),
    }


def _begin(output: Store, record: dict[str, Any]) -> Count | None:
    """Write what an archive is made from; return what became of it where it is done already.

    Raises:
        ArchiveError: another archive stands there, or something else.
    """
    names = output.names()
    if RECORD in names:
        kept = json.loads(output.read(RECORD))
        for key, value in record.items():
            if kept.get(key) != value:
                wrong = f"is an archive with other {key} ({kept.get(key)})"
                raise ArchiveError(output.url, wrong, f"{value}, or another folder")
        if "done" in kept:
            _clean(output)
            return Count(**kept["done"], found=kept["done"]["parts"])
    elif others := sorted(name for name in names if not name.startswith(".")):
        raise ArchiveError(output.url, f"is no archive, but holds {others[0]}", "an empty folder, or one to go on with")
    else:
        output.write(RECORD, [json.dumps(record, indent=2).encode() + b"\n"])
    return None


def _stretches(request: Request, inputs: tuple[Input, ...], output: Store, run: Run) -> Iterator[Stretch]:
    """Yield the work: the parts of the inputs in order, those of one packed file in a few stretches."""
    number, made = 0, Made()
    for source, found in zip(inputs, run(partial(points, rows=request.rows), inputs), strict=True):
        parts = len(found) - 1
        at_once = max(-(-parts // _READERS), 1) if source.kind.packed else 1
        for first in range(0, parts, at_once):
            some, marks = _cut(source, found[first : first + at_once + 1])
            yield Stretch(some, number + first, marks, output, request.form, made)
        number += parts


def _cut(source: Input, marks: list[Point]) -> tuple[Input, tuple[Point, ...]]:
    """Return what a worker must know of an input to read between points: of a folder of seeds, those alone."""
    if not source.seeds:
        return source, tuple(marks)
    start = marks[0].record
    some = replace(source, seeds=source.seeds[start : marks[-1].record])
    return some, tuple(Point(mark.record - start) for mark in marks)


def _finish(output: Store, record: dict[str, Any], count: Count) -> None:
    """Put the rejects of all parts into one file, and say that the archive is done."""
    parts = (output.read(beside_name(number)).partition(b"\n")[2] for number in range(count.parts))
    output.write(REJECTS, parts)
    done = {"written": count.written, "rejected": count.rejected, "parts": count.parts}
    output.write(RECORD, [json.dumps({**record, "done": done}, indent=2).encode() + b"\n"])
    _clean(output)


def _clean(output: Store) -> None:
    """Remove what is needed only while an archive is made, and what killed runs left."""
    output.remove(BESIDE)
    output.sweep()
