"""What `briefing build` can be asked for."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LOCAL, PUBLISHED = "pelicanconf.py", "publishconf.py"
# An address that a site can have: "https://user.example/repo".
_SITEURL = re.compile(r"https?://[^\s/?#\"'<>\\]+(?:/[^\s?#\"'<>\\]*)?")


def add_shared(parser: argparse.ArgumentParser) -> None:
    """Add what every command can be told."""
    parser.add_argument("-s", "--settings", type=Path, metavar="FILE", help=f"settings file (default {LOCAL})")
    parser.add_argument("--now", default="", metavar="DATE", help="the moment that decides what is due")


def add_build(parser: argparse.ArgumentParser) -> None:
    """Add what `build` alone can be told."""
    parser.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: the settings')")
    parser.add_argument("--siteurl", type=_siteurl, metavar="URL", help=f"build it to be published there ({PUBLISHED})")
    parser.add_argument("--verify", action="store_true", help="prove it word for word before it replaces the last one")
    parser.add_argument(
        "--from", dest="archive", default="", metavar="ARCHIVE", help="build it of an archive, not of seeds"
    )
    parser.add_argument("--where", default="", metavar="SQL", help="a condition that the documents must meet")
    parser.add_argument("--no-index", action="store_true", help="make no index for the search page")
    parser.add_argument("--profile", action="store_true", help="print where the time went, on standard error")
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")


def build_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what a command line asks of `build`, all of it.

    Args:
        argv: the arguments after `build`.
    """
    parser = argparse.ArgumentParser(prog="briefing build", description="Build the site.")
    add_shared(parser)
    add_build(parser)
    return parser.parse_args(argv)


def settings_file(args: argparse.Namespace) -> Path:
    """Return the settings file that is meant."""
    if args.settings:
        return Path(args.settings)
    published = bool(getattr(args, "siteurl", None))
    return Path(PUBLISHED if published and Path(PUBLISHED).is_file() else LOCAL)


def is_address(value: str) -> bool:
    """Return whether a text is an address that a site can have."""
    if not _SITEURL.fullmatch(value) or not value.isprintable():
        return False
    from urllib.parse import urlsplit

    try:
        return urlsplit(value).port != 0
    except ValueError:  # "https://[", or a port that is none
        return False


def _siteurl(value: str) -> str:
    """Return the address of an argument."""
    if not is_address(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no address; expected one such as https://user.example/repo")
    return value
