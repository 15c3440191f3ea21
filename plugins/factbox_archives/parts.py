"""A part of an archive: so many briefings in one file, the same bytes whoever makes it, and the rejects beside it."""

from __future__ import annotations

import io
import json
import platform
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

import factbox
from factbox import LexiconError, annotate, brief, to_dict
from factbox_archives.columns import columns
from factbox_archives.errors import ArchiveError, RejectError, StoppedError
from factbox_archives.sources import Input, Point, records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox_archives.records import Record
    from factbox_archives.stores import Store

# Briefings that are plain objects at a time; as columns they take a twentieth of the memory.
_BATCH = 32
# Where the count and the rejects of each part stand until the archive is whole.
BESIDE = "unfinished"


class Form(StrEnum):
    """What an archive's files are."""

    PARQUET = "parquet"
    LINES = "jsonl"


@dataclass(frozen=True, slots=True)
class Made:
    """What makes an archive's bytes."""

    factbox: str = factbox.__version__
    """The parser's version."""
    pyarrow: str = pa.__version__
    """The version of what writes Parquet."""
    python: str = platform.python_version()
    """The version of Python, by whose Unicode letters are letters."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some parts of an input, which one process makes one after another."""

    source: Input
    """The input."""
    number: int
    """The number of the first part in the whole archive."""
    points: tuple[Point, ...]
    """Where each part begins, and behind them where the last one ends."""
    output: Store
    """Where they go."""
    form: Form
    """What files they become."""
    made: Made
    """What they must be made with, to be the same everywhere."""


@dataclass(frozen=True, slots=True)
class Count:
    """What became of documents."""

    written: int = 0
    """Rows."""
    rejected: int = 0
    """Rejects."""
    parts: int = 0
    """Files of the archive."""
    found: int = 0
    """Those of the files that were there already."""

    def __add__(self, other: Count) -> Count:
        """Return both together."""
        return Count(
            self.written + other.written,
            self.rejected + other.rejected,
            self.parts + other.parts,
            self.found + other.found,
        )


def part_name(number: int, form: Form) -> str:
    """Return the name of a part's file."""
    return f"part-{number:07}.{form}"


def beside_name(number: int) -> str:
    """Return the name of the file that says what became of a part's documents: a line with the count, then rejects."""
    return f"{BESIDE}/part-{number:07}.jsonl"


def make(stretch: Stretch) -> Count:
    """Make what is not there yet of a stretch's parts, each whole or not at all, and return what became of all of them.

    Raises:
        ArchiveError: this is another parser than the archive's.
    """
    if Made() != stretch.made:
        raise ArchiveError(platform.node(), f"has {Made()}", f"{stretch.made}, as where the archive was begun")
    ends = zip(stretch.points, stretch.points[1:], strict=False)
    return sum((_make(stretch, number, *pair) for number, pair in enumerate(ends, stretch.number)), Count())


def _make(stretch: Stretch, number: int, start: Point, end: Point) -> Count:
    """Make one part if it is not there."""
    output, name, beside = stretch.output, part_name(number, stretch.form), beside_name(number)
    if output.has(name):
        counted = json.loads(output.read(beside).partition(b"\n")[0])
        return Count(**counted, parts=1, found=1)
    rejects: list[dict[str, str | None]] = []
    rows = _Rows(stretch.form)
    for record in records(stretch.source, start, end):
        try:
            rows.add(_row(record))
        except RejectError as reject:
            rejects.append({"input": record.place, "id": reject.name, "code": reject.code, "reason": reject.reason})
    counted = {"written": rows.count, "rejected": len(rejects)}
    output.write(beside, (json.dumps(line).encode() + b"\n" for line in (counted, *rejects)))
    # Last: a part that is there is done.
    output.write(name, rows.written())
    return Count(**counted, parts=1)


def _row(record: Record) -> dict[str, Any]:
    """Return the briefing of a record.

    Raises:
        RejectError: there is none.
        StoppedError: the fault is the machine's or the installation's, and would be every document's.
    """
    document = record.document()
    try:
        return to_dict(brief(annotate(document)))
    except (LexiconError, MemoryError, OSError) as error:
        raise StoppedError(record.place, f"cannot be read here ({type(error).__name__}: {error})") from error
    except Exception as error:
        # A fault of the parser's, which must not end a run of days.
        raise RejectError("parser", f"the parser fails ({type(error).__name__}: {error})", document.id) from error


class _Rows:
    """Briefings on their way into a file."""

    def __init__(self, form: Form) -> None:
        """Begin without any."""
        self.count = 0
        self._form = form
        self._waiting: list[dict[str, Any]] = []
        self._lines: list[bytes] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, row: dict[str, Any]) -> None:
        """Take one more."""
        if self._form == Form.LINES:
            self._lines.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        else:
            self._waiting.append(row)
            if len(self._waiting) == _BATCH:
                self._pack()
        self.count += 1

    def written(self) -> Iterable[bytes]:
        """Return the bytes of the file."""
        if self._form == Form.LINES:
            return self._lines
        self._pack()
        table = pa.Table.from_batches(self._batches, columns())
        out = io.BytesIO()
        # Statistics for every leaf of nested columns would take more room than they save.
        pq.write_table(table, out, compression="zstd", row_group_size=max(self.count, 1), write_statistics=_FILTERED)
        return (out.getvalue(),)

    def _pack(self) -> None:
        """Turn waiting briefings into columns."""
        if self._waiting:
            self._batches.append(pa.RecordBatch.from_pylist(self._waiting, columns()))
            self._waiting = []


# Columns that selections are made by.
_FILTERED = ["id", "source.published", "source.publisher", "source.title"]
