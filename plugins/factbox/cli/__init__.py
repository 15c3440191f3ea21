"""`factbox annotate`: briefings of files, or of lines of JSON, on standard output."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import io
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from factbox.attribution import weigh
from factbox.briefing import brief
from factbox.cli.report import explain, report
from factbox.document import document_from_text, read_document
from factbox.errors import FactboxError
from factbox.model import Metadata
from factbox.pipeline import annotate
from factbox.serialize import schema, to_dict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


T = TypeVar("T")
R = TypeVar("R")

# The exit status of a command whose output nobody reads any more, as shells have it.
_CLOSED = 141
# Lines that one process gets at a time: enough that handing them over costs little.
_CHUNK = 8

# Files whose markup would be read as prose; a site reads those that it knows.
_MARKUP = {".md": "Markdown", ".html": "HTML", ".htm": "HTML", ".docx": "a word processor's", ".pdf": "PDF"}

# How programs write that there is no date.
_NO_DATE = (None, "", "None", "null")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, or 1 where a file or line could not be read.

    Args:
        argv: the arguments after the command's name; those of the process where None.
    """
    try:
        status = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has had enough: `factbox annotate … | head`. What is left must not be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED
    return status


def _run(argv: Sequence[str] | None) -> int:
    """Run the command and return its exit status."""
    args = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if args.command == "schema":
        print(json.dumps(schema(), indent=2))
        return 0
    if args.jsonl:
        return _annotate_lines(sys.stdin.buffer, args.published, args.jobs)
    return _annotate_files(args)


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="factbox", description="Read news text into quotations, dates and facts.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("annotate", help="print the briefing of each article as JSON")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="text files, one article each")
    command.add_argument(
        "--jsonl", action="store_true", help='read lines {"id", "text", "published"} from standard input'
    )
    command.add_argument(
        "--published", type=_day, metavar="DATE", help="publication date of texts that come without one"
    )
    command.add_argument("--format", choices=["json", "text"], default="json", help="JSON (default) or a page of text")
    command.add_argument(
        "--explain",
        action="store_true",
        help="print who else might have said a quotation, and why each time and event has its date",
    )
    command.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes to use (default 1)")
    commands.add_parser("schema", help="print the JSON Schema of a briefing")
    return parser


def _day(value: str) -> dt.date:
    """Return the date, or the date-time with its offset, of an argument."""
    try:
        return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no date; expected a date such as 2024-08-13") from None


def _positive(value: str) -> int:
    """Return the number of an argument that must be one or more."""
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of processes; expected 1 or more")
    return int(value)


def _annotate_files(args: argparse.Namespace) -> int:
    """Print the briefing of each file, and each file's error on standard error."""
    if not args.files:
        print("factbox: no files; expected FILE…, or --jsonl and lines on standard input", file=sys.stderr)
        return 2
    failed = 0
    form = "explain" if args.explain else args.format
    work = partial(_annotate_file, published=args.published, form=form, indent=2 if len(args.files) == 1 else None)
    for error, text in _each(work, args.files, args.jobs):
        if error:
            failed = 1
            print(f"factbox: {error}", file=sys.stderr)
        else:
            print(text)
    return failed


def _annotate_file(path: Path, published: dt.date | None, form: str, indent: int | None) -> tuple[str, str]:
    """Return in words why a file cannot be read, or nothing, and what to print of it."""
    if path.suffix.lower() in _MARKUP:
        return f"{path}: is {_MARKUP[path.suffix.lower()]}; expected plain text", ""
    try:
        document = read_document(path.read_bytes(), path=path.name, metadata=Metadata(published=published))
        annotations = annotate(document)
        briefing = brief(annotations)
    except OSError as error:
        return f"{path}: {error.strerror}", ""
    except FactboxError as error:
        return str(error), ""
    if form == "explain":
        return "", explain(briefing, str(path), weigh(annotations))
    if form == "text":
        return "", report(briefing, str(path))
    return "", json.dumps(to_dict(briefing), ensure_ascii=False, indent=indent)


def _annotate_lines(lines: Iterable[bytes], published: dt.date | None, jobs: int) -> int:
    """Print one line of JSON for each line read, in order."""
    failed = 0
    given = (line for line in lines if line.strip())
    for result in _each(partial(_annotate_line, published=published), given, jobs):
        failed |= "error" in result
        print(json.dumps(result))
    return int(failed)


def _annotate_line(line: bytes, published: dt.date | None) -> dict[str, Any]:
    """Return the object that answers one line of JSON: a briefing, or an id and an error."""
    name: str | None = None
    try:
        data = json.loads(line)
        name = data.get("id") if isinstance(data, dict) else None
        name = name if name is None else str(name)
        if not isinstance(data, dict) or not isinstance(data.get("text"), str):
            return {"id": name, "error": 'no text; expected {"id", "text", "published"}'}
        given = data.get("published")
        metadata = Metadata(published=published if given in _NO_DATE else _day(str(given)))
        document = document_from_text(data["text"], id=name or "", metadata=metadata)
        return to_dict(brief(annotate(document)))
    except (ValueError, argparse.ArgumentTypeError, FactboxError) as error:
        return {"id": name, "error": str(error)}


def _each(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """Yield the result of each item, in order, from this process or from several.

    No cycles are looked for meanwhile: the parser makes none, and looking for them takes a twentieth of its time.
    """
    if jobs > 1:
        with ProcessPoolExecutor(jobs, initializer=gc.disable) as pool:
            yield from pool.map(work, items, chunksize=_CHUNK)
        return
    was = gc.isenabled()
    gc.disable()
    try:
        yield from map(work, items)
    finally:
        if was:
            gc.enable()
