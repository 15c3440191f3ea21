"""One build after another, each in a process of its own, into one folder that a good one alone replaces."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_briefing.places import PREVIEW, absolute, beside, cache_folder
from pelican_briefing.values import SettingsFileError, run_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pelican.plugins.briefing.preview import PreviewOptions

# How much of a failed build's output the browser is shown, in lines.
_LINES = 30


@dataclass(frozen=True, slots=True)
class Round:
    """A build that has ended."""

    number: int
    """From 1, counting failed ones."""
    folder: Path | None
    """The built site, or None where the build gave none."""
    problems: tuple[str, ...]
    """What it complained of, a line each; empty where all went well."""
    seconds: float
    """How long it took, by the clock."""


class Builder:
    """Builds the site of one folder again and again.

    The process of a build stays until the next has ended, for it knows all that is around a page: it gives single pages
    anew, as they will look, long before the next build has.
    """

    def __init__(self, options: PreviewOptions, place: Path) -> None:
        """Take where to build from and where to put the site.

        Args:
            options: what the preview was asked for.
            place: a folder of the preview's own.
        """
        self._options, self._place = options, place
        self._site = _kept_place(options) or place / "site"
        self._number = 0
        self._built: int | None = None
        self._standing: asyncio.subprocess.Process | None = None
        self._looking = asyncio.Lock()

    async def build(self) -> Round:
        """Return the next round."""
        self._number += 1
        started = time.monotonic()
        with tempfile.TemporaryFile(dir=self._place) as said:
            process = await asyncio.create_subprocess_exec(
                *self._command(),
                cwd=self._options.root,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=said,
                # Ctrl-C is for the preview, which ends the build: one that was interrupted too would be told as failed.
                process_group=0,
            )
            try:
                status = await _status(process)
            except asyncio.CancelledError:
                await _end(process)
                raise
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").splitlines()
        last, self._built = self._built, _identity(self._site)
        built = self._built is not None and (status == 0 or self._built != last)
        await self._let_stand(process, built=built)
        problems = () if built and status == 0 else _problems(lines)
        return Round(self._number, self._site if built else None, problems, time.monotonic() - started)

    async def look(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the pages of some changed files as they will look, by their paths in the site.

        What is around them is as the last build has it. A page that may come out otherwise, or stand elsewhere, is not
        among them: the next build tells.
        """
        async with self._looking:
            standing = self._standing
            if standing is None or standing.stdin is None or standing.stdout is None:
                return {}
            with tempfile.TemporaryDirectory(dir=self._place) as folder:
                try:
                    standing.stdin.write(json.dumps({"paths": sorted(paths), "folder": folder}).encode() + b"\n")
                    await standing.stdin.drain()
                    answer = json.loads(await standing.stdout.readline())
                    return _pages(folder, answer["pages"])
                except (OSError, ValueError):
                    # It was ended meanwhile.
                    return {}

    async def close(self) -> None:
        """End what is left of the last build."""
        if self._standing is not None:
            await _end(self._standing)

    async def _let_stand(self, process: asyncio.subprocess.Process, *, built: bool) -> None:
        """Let a build's process be the one that is asked for pages, where it gave a site, and end the one before."""
        async with self._looking:
            former, self._standing = (self._standing, process) if built else (process, self._standing)
        if former is not None:
            await _end(former)

    def _command(self) -> list[str]:
        """Return the command of one build."""
        command = [sys.executable, "-m", "pelican.plugins.briefing.preview.standing"]
        command += ["--output", str(self._site), "--settings", str(self._options.settings)]
        return command + (["--now", self._options.now] if self._options.now else [])


def _kept_place(options: PreviewOptions) -> Path | None:
    """Return where the site is kept for the next preview, so that it need not be built anew; None where nothing is."""
    with suppress(SettingsFileError, OSError, TypeError, ValueError):
        cache = cache_folder(absolute(run_settings(options.settings), options.settings))
        if cache is not None:
            name = hashlib.sha256(repr((str(options.settings), options.now)).encode("utf-8", "surrogateescape"))
            place = beside(cache, PREVIEW) / name.hexdigest()[:16]
            place.mkdir(parents=True, exist_ok=True)
            return place / "site" if os.access(place, os.W_OK) else None
    return None


def _identity(site: Path) -> int | None:
    """Return what each build gives a site anew; None where there is no site."""
    try:
        return site.stat().st_ino if (site / "index.html").is_file() else None
    except OSError:
        return None


async def _status(process: asyncio.subprocess.Process) -> int:
    """Return the status of a build that has ended, although its process may not have."""
    told = await process.stdout.readline() if process.stdout else b""
    return int(told) if told.strip().isdigit() else await process.wait()


def _pages(folder: str, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it."""
    return {path: Path(folder, path).read_bytes() for path in paths}


async def _end(process: asyncio.subprocess.Process) -> None:
    """End a process."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()


def _problems(lines: list[str]) -> tuple[str, ...]:
    """Return what a build that failed said: its last lines, of a traceback the site's own last file and the error."""
    own = [number for number, line in enumerate(lines) if line.startswith("  File ") and "site-packages" not in line]
    traced = any(line.startswith("Traceback ") for line in lines)
    told, shown = [], True
    for line in lines[own[-1] :] if traced and own else lines[-_LINES:]:
        if not line.startswith("    "):
            shown = not (traced and own and line.startswith("  File ") and "site-packages" in line)
        if shown:
            told.append(line)
    return tuple(told) or ("the build failed and said nothing",)
