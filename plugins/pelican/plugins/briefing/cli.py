"""`briefing build`, `check`, `verify` and `preview`: the site from the command line."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pelican.plugins.briefing.building import LOCAL, PUBLISHED, Request
from pelican.plugins.briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pelican.plugins.briefing.building import Outcome

# An address that a site can have: "https://user.example/repo".
_SITEURL = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1 where something failed, or 2 where it was called wrongly.

    Args:
        argv: the arguments after the command's name; those of the process where None.
    """
    args = _parser().parse_args(argv)
    settings = args.settings or _settings(published=bool(getattr(args, "siteurl", None)))
    if not settings.is_file():
        print(f"briefing: {settings} is not there; expected a Pelican settings file", file=sys.stderr)
        return 2
    try:
        return _COMMANDS[args.command](args, settings)
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="briefing", description="Build a site of briefing pages out of articles.")
    commands = parser.add_subparsers(dest="command", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("-s", "--settings", type=Path, metavar="FILE", help=f"settings file (default {LOCAL})")
    shared.add_argument("--now", default="", metavar="DATE", help="the moment that decides what is due")
    command = commands.add_parser("build", parents=[shared], help="build the site")
    command.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: the settings')")
    command.add_argument(
        "--siteurl", type=_siteurl, metavar="URL", help=f"build it to be published there ({PUBLISHED})"
    )
    command.add_argument("--verify", action="store_true", help="prove it word for word before it replaces the last one")
    command.add_argument("--no-index", action="store_true", help="make no index for the search page")
    command.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    command = commands.add_parser("check", parents=[shared], help="list what is wrong with the seeds, one line each")
    command.add_argument("seeds", nargs="*", type=Path, metavar="SEED", help="seeds or folders (default: all)")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="form of the list")
    command.add_argument("--strict", action="store_true", help="end with status 1 on warnings too")
    command = commands.add_parser("verify", parents=[shared], help="prove a built site word for word")
    command.add_argument("output", nargs="?", type=Path, metavar="OUTPUT", help="the site (default: the settings')")
    command = commands.add_parser("preview", parents=[shared], help="serve the site and rebuild it on each change")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    command.add_argument(
        "--port", type=int, default=8000, help="port to listen on, or the next free one (default 8000)"
    )
    command.add_argument("--base-path", default="/", metavar="PATH", help="folder of the host that it is served under")
    return parser


def _siteurl(value: str) -> str:
    """Return the address of an argument."""
    if not _SITEURL.fullmatch(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no address; expected one such as https://user.example/repo")
    return value


def _settings(*, published: bool) -> Path:
    """Return the settings file that is meant where none is named."""
    return Path(PUBLISHED if published and Path(PUBLISHED).is_file() else LOCAL)


def _build(args: argparse.Namespace, settings: Path) -> int:
    """Build the site, and say where it is and what came of it."""
    from pelican.plugins.briefing.building import build

    asked = {"verify": args.verify, "index": not args.no_index, "check": not args.quiet}
    outcome = build(Request(settings, args.output, args.siteurl or "", args.now, **asked))
    if not args.quiet:
        print(_told(outcome))
    return 1 if outcome.failures else 0


def _told(outcome: Outcome) -> str:
    """Return where to look and what came of a build, in words."""
    output = outcome.output
    shown = output.relative_to(Path.cwd()) if output.is_relative_to(Path.cwd()) else output
    counts = ", ".join(
        f"{number} {word if number == 1 else word + 's'}"
        for number, word in (
            (outcome.briefings, "briefing"),
            (outcome.warnings, "warning"),
            (outcome.failures, "failure"),
        )
    )
    proved = "" if outcome.proved is None else f" {outcome.proved} stretches of words verified against their sources."
    found = f"\n`briefing check` lists {outcome.found}." if outcome.found else ""
    look = f"Look at {shown}/index.html, or serve it: python3 -m http.server --directory {shown}"
    return f"{counts}.{proved}{found}\n{look}"


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
    from pelican.settings import read_settings

    from pelican.plugins.briefing.settings import read_settings as check
    from pelican.plugins.briefing.verifying import verify

    given = read_settings(str(settings))
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


def _preview(args: argparse.Namespace, settings: Path) -> int:
    """Serve the site until interrupted."""
    from pelican.plugins.briefing.preview import PreviewOptions, preview

    settings = settings.resolve()
    return preview(PreviewOptions(settings.parent, settings, args.host, args.port, args.base_path, args.now))


_COMMANDS = {"build": _build, "check": _check, "verify": _verify, "preview": _preview}


if __name__ == "__main__":
    sys.exit(main())
