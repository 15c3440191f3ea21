"""One build after another, each in a process of its own and in a fresh folder."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pelican.plugins.briefing.preview import PreviewOptions

# How many of the latest folders stay: the one that is served, and one for requests that are still under way.
_KEPT = 2
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
    """Builds the site of one folder again and again."""

    def __init__(self, options: PreviewOptions, place: Path) -> None:
        """Take where to build from and where to put the sites.

        Args:
            options: what the preview was asked for.
            place: a folder of the preview's own, for the built sites.
        """
        self._options, self._place = options, place
        self._number = 0
        self._good: list[Path] = []

    async def build(self) -> Round:
        """Return the next round; its site's folder stays until two later good ones are there."""
        self._number += 1
        folder = self._place / str(self._number)
        started = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *self._command(folder),
            cwd=self._options.root,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            # Ctrl-C is for the preview, which ends the build: one that was interrupted too would be told as failed.
            process_group=0,
        )
        try:
            output, _ = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
        built = (folder / "index.html").is_file()
        if built:
            self._keep(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
        lines = output.decode("utf-8", "replace").splitlines()
        problems = () if built and process.returncode == 0 else _problems(lines)
        return Round(self._number, folder if built else None, problems, time.monotonic() - started)

    def _command(self, folder: Path) -> list[str]:
        """Return the command of one build."""
        command = [sys.executable, "-m", "pelican_briefing", "build", "-q", "--no-index"]
        command += ["--output", str(folder), "--settings", str(self._options.settings)]
        return command + (["--now", self._options.now] if self._options.now else [])

    def _keep(self, folder: Path) -> None:
        """Remember a good site and remove the ones that nobody is served from any more."""
        self._good.append(folder)
        while len(self._good) > _KEPT:
            shutil.rmtree(self._good.pop(0), ignore_errors=True)


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
