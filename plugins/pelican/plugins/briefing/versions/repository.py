"""Reads from git which bytes a seed and its sidecar had, one commit after another."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican.plugins.briefing.values import has_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# How long git may take, in seconds.
_PATIENCE = 120
# What stands before a commit in the log, before its moment, and what git calls a file that is not there.
_COMMIT, _MOMENT, _NOTHING = "\x01", "\x02", "0" * 40
_LOG = (
    *("log", "--first-parent", "-m", "--reverse", "--no-renames", "--raw", "--no-abbrev", "-z", "--relative"),
    *(f"--format={_COMMIT}%H{_MOMENT}%cI", "--", "."),
)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed something under a folder."""

    name: str
    """Its hash."""
    moment: dt.datetime
    """When it was made, with its offset."""
    blobs: dict[str, str]
    """What it changed: the hash of each file's contents by its path under the folder, empty for one that went."""


class Repository:
    """The git repository that a folder is in."""

    def __init__(self, folder: Path) -> None:
        """Take the folder.

        Args:
            folder: of the seeds.
        """
        self._folder = folder

    def commits(self) -> tuple[Commit, ...]:
        """Return the commits that changed files of the folder, the oldest first; none where there is no repository."""
        place = self._git("rev-parse", "--git-path", "logs/HEAD")
        if place is None:
            return ()
        # Read, so that a build knows that it has to look again after the next commit.
        with contextlib.suppress(OSError):
            (self._folder / os.fsdecode(place).strip()).read_bytes()
        return tuple(_commits(os.fsdecode(self._git(*_LOG) or b"")))

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of files by their hashes."""
        wanted = sorted(set(blobs))
        told = self._git("cat-file", "--batch", given="\n".join(wanted).encode() + b"\n") if wanted else b""
        found, start = {}, 0
        for name in wanted if told else ():
            end = told.index(b"\n", start)  # type: ignore[union-attr]
            _, _, size = told[start:end].partition(b" blob ")  # type: ignore[index]
            if not size:
                start = end + 1
                continue
            start = end + 1 + int(size) + 1
            found[name] = told[end + 1 : start - 1]  # type: ignore[index]
        return found

    def _git(self, *arguments: str, given: bytes = b"") -> bytes | None:
        """Return what git answers; None where it fails, or is not there."""
        program = shutil.which("git")
        if program is None or not self._folder.is_dir():
            return None
        command = [program, "-C", str(self._folder), *arguments]
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        try:
            done = subprocess.run(  # noqa: S603 - git's own program
                command, input=given, capture_output=True, check=False, timeout=_PATIENCE, env=environment
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return None if done.returncode else done.stdout


def _commits(log: str) -> Iterator[Commit]:
    """Yield the commits of a log: a header, then of each file modes, hashes and status, its path; NULs part them.

    A commit of a moment that no calendar has, as a broken clock makes one, is passed over.
    """
    fields = iter(log.split("\0"))
    commit: Commit | None = None
    for field in fields:
        told = field.lstrip("\n")
        if told.startswith(_COMMIT):
            if commit:
                yield commit
            name, _, moment = told.removeprefix(_COMMIT).strip().partition(_MOMENT)
            made = _moment(moment)
            commit = Commit(name, made, {}) if made else None
        elif told.startswith(":"):
            # Whatever a path holds, it is taken for nothing else.
            path, blob = next(fields, ""), told.split(" ")[3]
            if commit:
                commit.blobs[path] = "" if blob == _NOTHING else blob
    if commit:
        yield commit


def _moment(told: str) -> dt.datetime | None:
    """Return the moment of a commit; None where it is none, or too near the end of all days."""
    try:
        moment = dt.datetime.fromisoformat(told)
    except ValueError:
        return None
    return moment if has_days(moment) else None
