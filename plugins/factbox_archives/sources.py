"""Inputs: lines of JSON, packed or not, tables and folders of seeds, read one record after another from any point."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple, cast

import pyarrow as pa
import pyarrow.parquet as pq

from factbox import Options
from factbox_archives.errors import ArchiveError, RejectError
from factbox_archives.records import FIELDS, Record, Ways
from factbox_archives.stores import Found, find_files, has_file, open_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A longer line is no article; in bytes. JSON may write each byte of a text as six.
_LONGEST = 6 * Options().max_bytes
# Rows of a table that are in memory at a time, and bytes of it that are read at a time.
_BATCH, _BUFFER = 64, 1 << 20
# What a damaged file raises while it is unpacked; an error of the disk or network, which is raised on, has a number.
_DAMAGES = (EOFError, OSError, zlib.error, pa.ArrowException)


class Kind(StrEnum):
    """What a file holds."""

    LINES = "jsonl"
    GZIP = "jsonl.gz"
    ZSTANDARD = "jsonl.zst"
    TABLE = "parquet"
    SEEDS = "seeds"

    @property
    def packed(self) -> bool:
        """Whether it can be read from its beginning only."""
        return self in {Kind.GZIP, Kind.ZSTANDARD}


_SUFFIXES = {
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".jsonl.gz": Kind.GZIP,
    ".jsonl.zst": Kind.ZSTANDARD,
    ".parquet": Kind.TABLE,
    ".txt": Kind.SEEDS,
}


@dataclass(frozen=True, slots=True)
class Seed:
    """An article's file of its own."""

    file: Found
    """Where it is."""
    sidecar: str | None
    """The address of the TOML file beside it."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file of documents, or the seeds of a folder."""

    url: str
    """Its address."""
    kind: Kind
    """What it holds."""
    size: int
    """In bytes."""
    name: str
    """How messages and ids call it: its path under the folder that was given, or its name."""
    seeds: tuple[Seed, ...] = ()
    """Of a folder of seeds: those, by path."""
    ways: Ways = field(default_factory=Ways)
    """How it is read."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where to begin to read."""

    record: int = 0
    """How many records come before: lines, rows or seeds."""
    offset: int = 0
    """How many bytes come before, in a file that can be read from anywhere."""


def find_inputs(given: Sequence[str], ways: Ways) -> tuple[Input, ...]:
    """Return the inputs that paths and addresses mean, in the order given, those of a folder sorted.

    Args:
        given: files, patterns, or folders, of which every file of a known kind is taken.
        ways: how they are read.

    Raises:
        ArchiveError: one is not there, or no file of it is of a known kind.
    """
    return tuple(one for url in given for one in _inputs(url, ways))


def _inputs(url: str, ways: Ways) -> list[Input]:
    """Return the inputs that one path or address means, its seeds first."""
    found = find_files(url)
    known = [(file, kind) for file in found if (kind := _kind(file.path, ways))]
    if not known:
        raise ArchiveError(url, "holds no articles", "files that end in " + ", ".join([*_SUFFIXES, *ways.markup]))
    addresses = {file.url for file in found}
    seeds, tables = [], []
    for file, kind in known:
        if kind == Kind.SEEDS:
            beside = file.url[: file.url.rindex(".")] + ".toml"
            seeds.append(Seed(file, beside if beside in addresses or (len(found) == 1 and has_file(beside)) else None))
        else:
            tables.append(Input(file.url, kind, file.size, file.path, ways=ways))
    size = sum(seed.file.size for seed in seeds)
    return [*([Input(url, Kind.SEEDS, size, url, tuple(seeds), ways)] if seeds else []), *tables]


def points(source: Input, rows: int) -> list[Point]:
    """Return where each part of an input begins, and behind them where it ends.

    Args:
        source: the input, of which a file of lines is read through.
        rows: records of a part.

    Raises:
        ArchiveError: a table has no column with texts.
    """
    if source.kind == Kind.SEEDS:
        return _every(rows, len(source.seeds))
    if source.kind == Kind.TABLE:
        return _every(rows, _count_rows(source))
    found, offset, count = [], 0, 0
    for count, line in enumerate(_lines(source, Point()), 1):
        if (count - 1) % rows == 0:
            found.append(Point(count - 1, offset))
        offset += line.size
    return [*found, Point(count, offset)]


def records(source: Input, start: Point, end: Point) -> Iterator[Record]:
    """Yield the records of an input between two points; where it cannot be read any further, the last one says so.

    Args:
        source: the input.
        start: where to begin.
        end: where to end.
    """
    count = end.record - start.record
    if source.kind == Kind.SEEDS:
        yield from (_seed(seed, source.ways) for seed in source.seeds[start.record : end.record])
    elif source.kind == Kind.TABLE:
        yield from _rows(source, start.record, count)
    else:
        for number, line in enumerate(islice(_lines(source, start), count), start.record + 1):
            if line.fault or line.data.strip():
                place = f"{source.name}:{number}"
                yield Record(place, line=line.data, fault=line.fault, ways=source.ways)


def _every(rows: int, count: int) -> list[Point]:
    """Return the points of something that has so many records, each of which can be gone to."""
    return [*map(Point, range(0, count, rows)), Point(count)]


def _kind(path: str, ways: Ways) -> Kind | None:
    """Return what a file holds, by its name."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(ways.markup):
        return Kind.SEEDS
    return next((kind for suffix, kind in _SUFFIXES.items() if name.endswith(suffix)), None)


class _Line(NamedTuple):
    """A line of a file."""

    size: int
    """In bytes, its end included."""
    data: bytes
    """The line, if it can be an article's."""
    fault: RejectError | None = None
    """Why it cannot be read, or the file no further."""


def _lines(source: Input, start: Point) -> Iterator[_Line]:
    """Yield the lines of a file from a point on, and what it is damaged by."""
    try:
        with _unpacked(source) as file:
            if source.kind.packed:
                for _ in range(start.record):
                    _line(file)
            else:
                file.seek(start.offset)
            while (line := _line(file)).size:
                yield line
    except _DAMAGES as error:
        if getattr(error, "errno", None):
            raise
        yield _Line(0, b"", RejectError("damaged", f"cannot be read any further ({error or type(error).__name__})"))


def _line(file: IO[bytes]) -> _Line:
    """Return the next line of a file; one without a size at its end."""
    line = file.readline(_LONGEST)
    size = len(line)
    if size < _LONGEST or line.endswith(b"\n"):
        return _Line(size, line)
    while (more := file.readline(_LONGEST)) and not more.endswith(b"\n"):
        size += len(more)
    return _Line(size + len(more), b"", RejectError("too_long", f"is a line of more than {_LONGEST} bytes"))


@contextmanager
def _unpacked(source: Input) -> Iterator[IO[bytes]]:
    """Open a file of lines for reading what is packed in it."""
    with open_file(source.url) as file:
        if source.kind == Kind.GZIP:
            with gzip.open(file) as unpacked:
                yield cast("IO[bytes]", unpacked)
        elif source.kind == Kind.ZSTANDARD:
            with pa.CompressedInputStream(pa.PythonFile(file, "r"), "zstd") as stream:
                yield io.BufferedReader(stream, _BUFFER)
        else:
            yield file


def _count_rows(source: Input) -> int:
    """Return how many rows a table has; one that cannot be opened counts as one, which says so when it is read."""
    try:
        with open_file(source.url) as file:
            table = pq.ParquetFile(file)
            names, text = table.schema_arrow.names, source.ways.fields.get("text", "text")
            count = int(table.metadata.num_rows)
    except pa.ArrowException:
        return 1
    if text not in names:
        wrong = f"has no column {text}, only " + ", ".join(names)
        raise ArchiveError(source.name, wrong, "the name of the articles' column, as --field text=NAME")
    return count


def _rows(source: Input, start: int, count: int) -> Iterator[Record]:
    """Yield rows of a table, some of which are in memory at a time."""
    number = start
    try:
        with open_file(source.url) as file:
            table = pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
            group = 0
            while group + 1 < table.num_row_groups and start >= (size := table.metadata.row_group(group).num_rows):
                start, group = start - size, group + 1
            wanted = {source.ways.fields.get(name, name) for name in FIELDS} & {*table.schema_arrow.names}
            groups = range(group, table.num_row_groups)
            batches = table.iter_batches(_BATCH, groups, sorted(wanted), use_threads=False)
            rows = (row for batch in batches for row in batch.to_pylist())
            for row in islice(rows, start, start + count):
                number += 1
                yield Record(f"{source.name}:{number}", row=row, ways=source.ways)
    except pa.ArrowException as error:
        fault = RejectError("damaged", f"cannot be read any further ({error})")
        yield Record(f"{source.name}:{number + 1}", fault=fault)


def _seed(seed: Seed, ways: Ways) -> Record:
    """Return the record of a seed."""
    try:
        with open_file(seed.file.url) as file:
            data = file.read(_LONGEST)
        beside = b""
        if seed.sidecar:
            with open_file(seed.sidecar) as file:
                beside = file.read(_LONGEST)
    except (FileNotFoundError, PermissionError) as error:
        return Record(seed.file.path, fault=RejectError("damaged", f"cannot be read ({error.strerror})"))
    return Record(seed.file.path, seed=data, beside=beside, ways=ways)
