"""`briefing archive`: an archive from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, TypeAlias

from factbox_archives.errors import ArchiveError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from factbox_archives.parts import Count

Unmark: TypeAlias = "Callable[[bytes, str], tuple[Mapping[str, Any], bytes]]"

_FORMS = ("parquet", "jsonl")
# Exit statuses beside 0: some documents were rejected; called wrongly; ended before its end.
REJECTED, WRONG, STOPPED = 1, 2, 3


def main(argv: Sequence[str] | None = None, markup: Sequence[str] = (), unmark: Unmark | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        argv: the arguments after `archive`; those of the process where None.
        markup: suffixes of seeds that are no plain text.
        unmark: reads those, as `Ways` says.

    Returns:
        0: each document is a row; 1: some are rejects; 2: it was called wrongly, or an input is not there; 3: it ended
        before its end, and the same command goes on with it.
    """
    args = _parser().parse_args(argv)
    try:
        from factbox_archives.archiving import Request, archive
        from factbox_archives.parts import Form
        from factbox_archives.records import Ways
    except ImportError as error:
        expected = "pip install 'pelican-briefing[archives]'"
        print(f"briefing archive: {error.name} is not installed; expected {expected}", file=sys.stderr)
        return WRONG
    ways, jobs = Ways(dict(args.field), tuple(markup), unmark), args.jobs or _processors()
    request = Request(tuple(args.inputs), args.output, Form(args.format), args.rows, ways, jobs, args.scheduler)
    try:
        count = archive(request, _Progress(args.quiet))
    except (StoppedError, OSError, KeyboardInterrupt) as error:
        why = "interrupted" if isinstance(error, KeyboardInterrupt) else str(error)
        print(f"briefing archive: {why}; the same command goes on where it ended", file=sys.stderr)
        return STOPPED
    except ArchiveError as error:
        print(f"briefing archive: {error}", file=sys.stderr)
        return WRONG
    if not args.quiet:
        print(_told(count, args.output))
    return REJECTED if count.rejected else 0


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="briefing archive", description="Make briefings of many documents.")
    add = parser.add_argument
    add("inputs", nargs="+", metavar="INPUT", help=".jsonl, .jsonl.gz, .jsonl.zst, .parquet, .txt; or folders of them")
    add("--output", required=True, metavar="DIR", help="the folder that the archive becomes")
    add("--format", choices=_FORMS, default=_FORMS[0], help="what files it has (default parquet)")
    add("--rows", type=_positive, default=1000, metavar="N", help="documents of one file (default 1000)")
    add("--field", type=_field, action="append", default=[], metavar="NAME=COLUMN", help="where the inputs have it")
    add("--jobs", type=_positive, default=0, metavar="N", help="processes of this machine (default: one a processor)")
    add("--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler, whose workers do it: tcp://10.0.0.1:8786")
    add("-q", "--quiet", action="store_true", help="say only what is wrong")
    return parser


def _positive(value: str) -> int:
    """Return the number of an argument that must be one or more."""
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number; expected 1 or more")
    return int(value)


def _field(value: str) -> tuple[str, str]:
    """Return name and column of an argument such as `text=body`."""
    known = ("id", "text", "title", "publisher", "author", "url", "licence", "language", "published", "updated")
    name, found, column = value.partition("=")
    if name not in known or not found or not column:
        raise argparse.ArgumentTypeError(
            f"{value!r} is no field; expected NAME=COLUMN with a NAME of {', '.join(known)}"
        )
    return name, column


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _told(count: Count, output: str) -> str:
    """Return in words what came of a run."""
    resumed = f" ({count.found} of them were there)" if count.found else ""
    rejects = f"; {count.rejected} rejects, with reasons in {output}/rejects.jsonl" if count.rejected else ""
    return f"{output}: {count.written} rows in {count.parts} files{resumed}{rejects}."


class _Progress:
    """Shows how far a run is, where somebody looks."""

    def __init__(self, quiet: bool) -> None:  # noqa: FBT001 - a switch of the command's
        """Begin with nothing."""
        self._shown = not quiet and sys.stderr.isatty()

    def __call__(self, count: Count) -> None:
        """Show it."""
        if self._shown:
            print(f"\r{count.written} rows, {count.rejected} rejects", end="", file=sys.stderr, flush=True)
