"""Finds documents of an archive by a condition on their briefings, which DuckDB answers from the files as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from factbox_archives.columns import columns
from factbox_archives.errors import ArchiveError
from factbox_archives.stores import file_system, find_files

if TYPE_CHECKING:
    from collections.abc import Iterator

# Documents that are in memory at a time.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Selected:
    """A document of an archive."""

    id: str
    """Its id."""
    text: str
    """Its text."""
    source: dict[str, Any]
    """Where it comes from, as a briefing's JSON has it."""


def select(archive: str, where: str = "") -> Iterator[Selected]:
    """Yield the documents of an archive that meet a condition, in its order.

    Args:
        archive: its folder, or Parquet files or files of lines by path, pattern or address.
        where: a condition of SQL on its columns, as `source.publisher = 'Callow Post'`; empty for all.

    Raises:
        ArchiveError: there is no archive, or the condition cannot be understood.
    """
    found = [file.url for file in find_files(archive)]
    tables = [url for url in found if url.endswith(".parquet")]
    # Beside parts of lines an archive has other files of lines.
    files = tables or [url for url in found if url.rpartition("/")[2].startswith("part-") or url == archive]
    if not files:
        raise ArchiveError(archive, "is no archive", "a folder that `briefing archive` made, or a Parquet file")
    reader = "read_parquet($files)" if tables else f"read_json($files, format='newline_delimited', columns={_types()})"
    # The condition is the caller's, who may read what this process may read.
    query = f"SELECT id, text, source FROM {reader} WHERE text IS NOT NULL AND (\n{where or 'true'}\n)"  # noqa: S608
    with duckdb.connect() as database:
        if "://" in files[0]:
            database.register_filesystem(file_system(files[0]))
        try:
            answer = database.execute(query, {"files": files})
            while rows := answer.fetchmany(_BATCH):
                yield from (Selected(*row) for row in rows)
        except duckdb.Error as error:
            expected = "a condition such as source.published >= '2026-03'"
            raise ArchiveError("--where", f"cannot be answered ({str(error).splitlines()[0]})", expected) from None


def _types() -> str:
    """Return the columns of lines of JSON, as DuckDB has them: it would guess them from the first lines."""
    with duckdb.connect() as database:
        database.register("empty", columns().empty_table())
        told = database.execute("DESCRIBE empty").fetchall()
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind, *_ in told) + "}"
