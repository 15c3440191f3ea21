"""Lets a site stand that nothing was changed of since it was built.

Beside the parser's results, a build leaves a record: a digest of what it was asked and of the settings, each file and
folder that it read, each file that it wrote, and what it said. The next build compares those with what is there now,
by size, times and inode, and does nothing but say the same again where all of it is as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican_briefing.arguments import settings_file
from pelican_briefing.outcome import Outcome, told
from pelican_briefing.places import BUILDS, absolute, cache_folder, cache_folders
from pelican_briefing.readings import names_in
from pelican_briefing.values import (
    SettingsFileError,
    UnknownValueError,
    digest,
    installed_folders,
    own_modules,
    run_settings,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from pelican_briefing.readings import Readings

_FORM = 1
# A file that changed this long before a build began, in nanoseconds, may have changed again without its times telling.
_TICK = 50_000_000
# How many records are kept: one for each way to call the command.
_RECORDS = 8
# What they are called, and what a killed build left of one: their folder stands in one that a site's settings name.
_RECORD = re.compile(r"[0-9a-f]{16}\.(?:json|code|\d+\.part)|tmp\w{8}\.part")
_OURS = ("briefing", "pelican.plugins.briefing")

Stamp = list[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for, as far as its outcome goes by it."""

    settings: str
    """The settings file, absolute."""
    output: str
    """Where the site goes; empty for the settings' own place."""
    siteurl: str
    """The address that it is published at."""
    now: str
    """The moment of the build."""
    verify: bool
    """Whether it is proved."""
    index: bool
    """Whether the search's index is made."""
    check: bool
    """Whether the seeds are checked."""

    def record(self, cache: Path) -> Path:
        """Return the file of the record."""
        name = hashlib.sha256(repr((os.getcwd(), self)).encode("utf-8", "surrogateescape"))
        return cache / BUILDS / f"{name.hexdigest()[:16]}.json"


def answer(args: argparse.Namespace) -> int | None:
    """Return the exit status of a build that would change nothing, having said what it would say; None for any other.

    Args:
        args: what was asked for.
    """
    if args.archive or args.where:
        return None
    settings = settings_file(args)
    output = str(args.output.resolve()) if args.output else ""
    asked = Asked(
        os.path.abspath(settings),
        output,
        args.siteurl or "",
        args.now,
        args.verify,
        not args.no_index,
        not args.quiet,
    )
    try:
        values = run_settings(settings)
        cache = cache_folder(absolute(values, settings))
        kept = json.loads(asked.record(cache).read_bytes()) if cache else None
        if not kept or kept["form"] != _FORM or any(changes(kept, digest(values))):
            return None
        outcome = Outcome(Path(kept["output"]), **kept["outcome"])
        said = [str(line) for line in kept["said"]]
    except (SettingsFileError, UnknownValueError):
        return None  # the build itself tells what is wrong
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # there is no record, or a damaged one; or a folder of the settings is none
    for line in said:
        sys.stderr.write(f"{line}\n")
    if not args.quiet:
        print(f"Nothing was changed since the last build.\n{told(outcome)}")  # noqa: T201 - the command's answer
    return 1 if outcome.failures else 0


def can_stand(values: dict[str, Any]) -> bool:
    """Return whether all that a site is made of is known: other plugins may read anything, and the clock too."""
    plugins = values.get("PLUGINS")
    ours = isinstance(plugins, (list, tuple)) and list(plugins) in [[name] for name in _OURS]
    return ours and values.get("DEFAULT_DATE") != "fs"


def begin(asked: Asked) -> str:
    """Return the digest of the settings that a build begins with; empty where it can leave no record."""
    settings = Path(asked.settings)
    values = run_settings(settings)
    try:
        return digest(values) if can_stand(values) and cache_folder(absolute(values, settings)) else ""
    except (UnknownValueError, TypeError):  # the latter of a folder that is no path, which the build tells
        return ""


@dataclass(frozen=True, slots=True)
class Built:
    """A build that has ended."""

    asked: Asked
    """What it was asked for."""
    settings: str
    """The digest of its settings, from before it began."""
    began: int
    """When it began, in nanoseconds since 1970."""
    until: int | None
    """When it would come out otherwise by the clock, likewise; None where it never would."""
    read: Readings
    """What it read."""
    said: tuple[str, ...]
    """What it complained of, a line each."""
    outcome: Outcome
    """What came of it."""


def leave(built: Built, cache: Path, code: Iterable[Path]) -> None:
    """Write the record of a build, if it can be told later whether anything was changed.

    Args:
        built: the build.
        cache: the cache's folder.
        code: folders of programs and lexicons that were loaded before the build began.
    """
    record = built.asked.record(cache)
    output = built.outcome.output
    own = _own(output, cache)
    places = {file for folder in code for file in _files(folder)} | built.read.files | own_modules()
    files = {path: _stamp(path) for path in sorted(places) if not _passed_over(path, own)}
    times = [time for stamp in files.values() if stamp for time in stamp[1:3]]
    if not built.settings or max(times, default=0) > built.began - _TICK:
        with suppress(OSError):
            record.unlink(missing_ok=True)
        return
    outcome = asdict(built.outcome)
    del outcome["output"]
    kept = {
        "form": _FORM,
        "settings": built.settings,
        "began": built.began,
        "until": built.until,
        "files": files,
        "folders": {
            path: _digest(path, names, own)
            for path, names in sorted(built.read.folders.items())
            if not _passed_over(path, own)
        },
        "own": list(own),
        "output": str(output),
        "site": _site(output),
        "said": built.said,
        "outcome": outcome,
    }
    with suppress(OSError):
        record.parent.mkdir(parents=True, exist_ok=True)
        part = record.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(kept), encoding="utf-8", errors="surrogateescape")
        part.replace(record)
        prune(record.parent)


def changes(kept: dict[str, Any], settings: str) -> Iterator[str]:
    """Yield what is not as a record has it: paths, and words for what has none.

    Args:
        kept: the record.
        settings: the digest of the settings now.
    """
    until, own = kept["until"], tuple(kept["own"])
    if kept["settings"] != settings:
        yield "settings"
    if not kept["began"] <= time.time_ns() < (until if until is not None else sys.maxsize):
        yield "time"
    yield from (path for path, stamp in kept["files"].items() if _stamp(path) != stamp)
    yield from (path for path, names in kept["folders"].items() if _digest(path, names_in(path), own) != names)
    # Last: mostly one of the few files that were read is what was changed.
    if _site(Path(kept["output"])) != kept["site"]:
        yield kept["output"]


def _own(output: Path, cache: Path) -> tuple[str, ...]:
    """Return the paths that builds themselves write, which are no input of theirs."""
    beside = (output, *(output.with_name(f".{output.name}.{end}") for end in ("new", "old", "lock")))
    return tuple(str(path) for path in (*beside, *cache_folders(cache)))


def _passed_over(path: str, own: tuple[str, ...]) -> bool:
    """Return whether a path that was read is no input: what builds write, what is installed, and devices."""
    return (
        any(path == place or path.startswith(place + os.sep) for place in own)
        or path.startswith((*installed_folders(), "/dev/", "/proc/", "/sys/"))
        or f"{os.sep}__pycache__" in path
    )


def _stamp(path: str) -> Stamp | None:
    """Return what changes with a file: its size, times and inode; None where it is not there."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _digest(folder: str, names: tuple[str, ...] | None, own: tuple[str, ...]) -> str:
    """Return a digest of the names in a folder, without those that builds write or lead to what they write."""
    if names is None:
        return ""
    mine = {path[len(folder) + 1 :].split(os.sep)[0] for path in own if path.startswith(folder + os.sep)}
    told = "\0".join(name for name in names if name not in mine and name != "__pycache__")
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _files(folder: Path) -> Iterable[str]:
    """Yield the paths of the files under a folder."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(place, name) for name in names)


def _site(output: Path) -> dict[str, Stamp]:
    """Return the stamps of a site's files by their paths in it."""
    found: dict[str, Stamp] = {}
    folders = [(str(output), "")]
    while folders:
        folder, path = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{path}{entry.name}/"))
                else:
                    told = entry.stat(follow_symlinks=False)
                    # Without the time of the last link, which a build sets that fails.
                    found[path + entry.name] = [told.st_size, told.st_mtime_ns, told.st_ino]
    return found


def prune(folder: Path) -> None:
    """Remove records beyond those that are kept, the oldest first, and what a cut build left; other files stay."""
    found = [file for file in folder.iterdir() if _RECORD.fullmatch(file.name)]
    files = sorted(found, key=lambda file: file.stat().st_mtime_ns, reverse=True)
    kept = [file for file in files if file.suffix != ".part"][:_RECORDS]
    for file in files:
        if file not in kept:
            file.unlink(missing_ok=True)
