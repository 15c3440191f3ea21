"""The command `briefing`: the site from the command line."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from pelican.plugins.briefing.building import Request
from pelican.plugins.briefing.errors import BriefingError, is_of_settings
from pelican_briefing.arguments import add_build, add_shared, settings_file
from pelican_briefing.outcome import told
from pelican_briefing.values import SettingsFileError, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
# What an editor can say of an article when it is added, beside that it is a draft.
_SAID = {
    "title": "the headline",
    "published": "publication date: 2026-03-04, or 2026-03-04T18:05:00+01:00",
    "publisher": "the outlet",
    "author": "the byline",
    "url": "address of the original",
    "licence": "an SPDX identifier such as CC-BY-4.0, or own",
    "category": "the section",
    "tags": "the topics, parted by commas",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1 where something failed, or 2 where it was called wrongly.

    Args:
        argv: the arguments after the command's name; those of the process where None.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["archive"]:
        from factbox_archives.cli import main as archive
        from pelican.plugins.briefing.formats import MARKUP, unmark

        return archive(given[1:], MARKUP, unmark)
    args = _parser().parse_args(given)
    settings = settings_file(args)
    if not settings.is_file():
        print(f"briefing: {settings} is not there; expected a Pelican settings file", file=sys.stderr)
        return 2
    try:
        return _COMMANDS[args.command](args, settings)
    except (BriefingError, SettingsFileError) as error:
        print(f"briefing: {error}", file=sys.stderr)
        return 1
    except Exception as error:
        # What is the owner's, as a filter that fails in a page, is told by its line in the settings; all else goes on.
        line = line_of(settings, error)
        if line is None and not is_of_settings(error):
            raise
        told = f"{settings}:{line}: {type(error).__name__}" if line else settings
        print(f"briefing: {told}: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="briefing", description="Build a site of briefing pages out of articles.")
    commands = parser.add_subparsers(dest="command", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    add_shared(shared)
    commands.add_parser("archive", add_help=False, help="make briefings of many documents, for a database")
    add_build(commands.add_parser("build", parents=[shared], help="build the site"))
    _add_options(commands.add_parser("add", parents=[shared], help="make a seed of a file, a web page or a pipe"))
    command = commands.add_parser("check", parents=[shared], help="list what is wrong with the seeds, one line each")
    command.add_argument("seeds", nargs="*", type=Path, metavar="SEED", help="seeds or folders (default: all)")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="form of the list")
    command.add_argument("--strict", action="store_true", help="end with status 1 on warnings too")
    command = commands.add_parser("verify", parents=[shared], help="prove a built site word for word")
    command.add_argument("output", nargs="?", type=Path, metavar="OUTPUT", help="the site (default: the settings')")
    commands.add_parser("stories", parents=[shared], help="suggest which briefings are one story, with the evidence")
    command = commands.add_parser("cache", parents=[shared], help="show what is kept between builds, or remove it")
    command.add_argument("--clear", action="store_true", help="remove it: the next build reads every article again")
    command = commands.add_parser("preview", parents=[shared], help="serve the site and rebuild it on each change")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    command.add_argument(
        "--port", type=int, default=8000, help="port to listen on, or the next free one (default 8000)"
    )
    command.add_argument("--base-path", default="/", metavar="PATH", help="folder of the host that it is served under")
    return parser


def _add_options(command: argparse.ArgumentParser) -> None:
    """Give `add` its arguments."""
    about = "a text, Markdown, HTML, mail or Word file, an address, or - for standard input"
    command.add_argument("article", metavar="FROM", help=about)
    command.add_argument("--name", default="", help="the seed's name (default: words of the headline)")
    for key, about in _SAID.items():
        command.add_argument(f"--{key}", metavar="TEXT", help=about)
    command.add_argument("--draft", dest="status", action="store_const", const="draft", help="publish it nowhere yet")
    command.add_argument("--again", action="store_true", help="add it although a seed has its text or address")
    command.add_argument("--no-input", action="store_true", help="ask for nothing")


def _build(args: argparse.Namespace, settings: Path) -> int:
    """Build the site, and say where it is and what came of it."""
    from pelican.plugins.briefing.building import build
    from pelican.plugins.briefing.progress import shown

    if args.where and not args.archive:
        raise BriefingError("--where", "needs --from", "the archive whose documents are meant")
    asked = {"verify": args.verify, "index": not args.no_index, "check": not args.quiet}
    selected = {"archive": args.archive, "where": args.where}
    with _uncollected(), nullcontext() if args.quiet else shown():
        outcome = build(Request(settings, args.output, args.siteurl or "", args.now, **asked, **selected))
    if not args.quiet:
        print(told(outcome))
    if args.profile:
        from pelican.plugins.briefing.stages import profile

        print(profile(), file=sys.stderr)
    return 1 if outcome.failures else 0


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cycles while the block runs: a build makes few, and looking for them takes a tenth of its time.

    Nor afterwards in all that it made, which goes with the process.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.enable()


def _add(args: argparse.Namespace, settings: Path) -> int:
    """Make a seed, and say where it is and what to do next."""
    from pelican.plugins.briefing.adding import Addition, add, find_article
    from pelican.plugins.briefing.injection import slugify_with
    from pelican.plugins.briefing.pelicans import read_site
    from pelican.plugins.briefing.settings import read_settings as check

    given = read_site(settings)
    checked = check(given)
    article = find_article(args.article, checked, sys.stdin.buffer.read)
    said = {key: value for key in (*_SAID, "status") if (value := getattr(args, key)) is not None}
    ask = None if args.no_input or not (sys.stdin.isatty() and sys.stdout.isatty()) else input
    try:
        files = add(Addition(article, said, args.name, args.again), checked, slugify_with(given), ask)
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was written.", file=sys.stderr)
        return 1
    shown = [os.path.relpath(file) for file in files]
    print(f"Wrote {' and '.join(shown)}.\nNext: briefing check {shown[0]}, then look at it: briefing preview")
    return 0


def _check(args: argparse.Namespace, settings: Path) -> int:
    """Print what is wrong with the seeds, and what an editor may want to look at."""
    from pelican.plugins.briefing.checking import check
    from pelican.plugins.briefing.checking.reports import report
    from pelican.plugins.briefing.findings import Level

    findings = check(settings, args.now, args.seeds)
    said = report(findings, args.format, settings.resolve().parent)
    if said:
        print(said)
    failing = {Level.ERROR, Level.WARNING} if args.strict else {Level.ERROR}
    return 1 if any(finding.level in failing for finding in findings) else 0


def _verify(args: argparse.Namespace, settings: Path) -> int:
    """Print what of a built site is not as its seeds have it, or that all of it is."""
    from pelican.plugins.briefing.pelicans import read_site
    from pelican.plugins.briefing.settings import read_settings as check
    from pelican.plugins.briefing.verifying import verify

    given = read_site(settings)
    checked = check(given)
    output = args.output or Path(given["OUTPUT_PATH"])
    if not output.is_dir():
        raise BriefingError(str(output), "is not there", "the folder of a built site")
    verified = verify(output.resolve(), checked)
    for fault in verified.faults:
        print(fault)
    if not verified.faults:
        print(f"Verified {verified.words} stretches of words on {verified.pages} pages, each as its source has it.")
    return 1 if verified.faults else 0


def _stories(args: argparse.Namespace, settings: Path) -> int:
    """Print which briefings may be one story."""
    from pelican.plugins.briefing.stories.suggesting import lines, suggestions

    found = suggestions(settings, args.now)
    for suggestion in found:
        print("\n".join(lines(suggestion)))
    if not found:
        print("No briefings look like one story that are not yet.")
    return 0


def _cache(args: argparse.Namespace, settings: Path) -> int:
    """Print what builds keep between them, or remove it."""
    from pelican.plugins.briefing.keeping import clear, kept
    from pelican.plugins.briefing.pelicans import read_site
    from pelican.plugins.briefing.settings import read_settings as check

    folder = check(read_site(settings)).cache
    if not folder:
        print("Nothing is kept: BRIEFING_CACHE is empty.")
    elif args.clear:
        print(f"Removed {clear(folder)} files from {os.path.relpath(folder)}.")
    else:
        print(f"In {os.path.relpath(folder)}:")
        for part in kept(folder):
            print(f"{part.files:>8} files {part.size / 1000:>10,.0f} kB  {part.kind}")
    return 0


def _preview(args: argparse.Namespace, settings: Path) -> int:
    """Serve the site until interrupted."""
    from pelican.plugins.briefing.preview import PreviewOptions, preview

    settings = settings.resolve()
    return preview(PreviewOptions(settings.parent, settings, args.host, args.port, args.base_path, args.now))


_COMMANDS = {
    "add": _add,
    "build": _build,
    "cache": _cache,
    "check": _check,
    "verify": _verify,
    "stories": _stories,
    "preview": _preview,
}


if __name__ == "__main__":
    from pelican_briefing.__main__ import main as answer

    sys.exit(answer())
