"""Documents for archives, in every form that an archive is made from; all of it is invented."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

COMMAND = [sys.executable, "-m", "pelican_briefing", "archive"]


def documents(number: int) -> list[dict[str, str]]:
    """Return short articles, each with a speaker, an unnamed one and a figure."""
    return [
        {
            "id": f"harbour/{n}",
            "text": f"The wall is {n} metres long.\n\n“It will stay so,” said Ana Ruiz, the harbour master, on Monday. "
            f"An official said {n} boats had left — without their crews.\n",
            "published": f"2026-{1 + n % 12:02}-11",
            "publisher": ("Harrow Bay Courier", "Callow Post")[n % 2],
            "title": f"Wall {n}",
        }
        for n in range(number)
    ]


def lines(documents: Iterable[dict[str, Any]]) -> bytes:
    """Return them as lines of JSON."""
    return b"".join(json.dumps(document).encode() + b"\n" for document in documents)


def write_zstandard(file: Path, data: bytes) -> None:
    """Write packed bytes, in two frames, as tools that append do."""
    half = len(data) // 2
    codec = pa.Codec("zstd")
    file.write_bytes(b"".join(codec.compress(part, asbytes=True) for part in (data[:half], data[half:])))


def write_inputs(folder: Path, documents: list[dict[str, str]]) -> dict[str, Path]:
    """Write the same documents in each form and return the files by form."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {form: folder / f"articles.{form}" for form in ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")}
    data = lines(documents)
    half = len(data) // 2
    files["jsonl"].write_bytes(data)
    files["jsonl.gz"].write_bytes(gzip.compress(data[:half]) + gzip.compress(data[half:]))
    write_zstandard(files["jsonl.zst"], data)
    pq.write_table(pa.Table.from_pylist(documents), files["parquet"], row_group_size=7)
    return files


def rows(archive: Path) -> list[dict[str, Any]]:
    """Return the rows of an archive, in order."""
    found = []
    for part in sorted(archive.glob("part-*")):
        if part.suffix == ".parquet":
            found += pq.read_table(part).to_pylist()
        else:
            found += [json.loads(line) for line in part.read_bytes().splitlines()]
    return found


def contents(archive: Path) -> dict[str, bytes]:
    """Return the files of an archive by their paths."""
    return {path.relative_to(archive).as_posix(): path.read_bytes() for path in archive.rglob("*") if path.is_file()}


def run(*arguments: object, cwd: Path, limit: Callable[[], object] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, which a limit is set for before it begins."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, check=False, capture_output=True, text=True, preexec_fn=limit)
