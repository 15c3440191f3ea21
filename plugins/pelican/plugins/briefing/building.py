"""Runs Pelican on a site's settings, into a fresh folder, and says what came of it."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing import receivers
from pelican.plugins.briefing.errors import BriefingError, SettingsError
from pelican.plugins.briefing.settings import STATE, is_used
from pelican.plugins.briefing.swapping import fresh_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pelican.plugins.briefing.injection import Site
    from pelican.plugins.briefing.settings import Settings

LOCAL, PUBLISHED = "pelicanconf.py", "publishconf.py"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built."""

    settings: Path
    """The settings file."""
    output: Path | None = None
    """Where the site goes; None for the settings' own place."""
    siteurl: str = ""
    """The address that the site will be published at, without a slash at its end; empty for a local build."""
    now: str = ""
    """The moment of the build, a date or a date-time; empty for the settings' own."""
    verify: bool = False
    """Whether the site is proved word for word before it takes the place of the last one."""
    index: bool = True
    """Whether the search's index is made, where Pagefind is installed."""
    check: bool = False
    """Whether what an editor may want to look at is counted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build."""

    output: Path
    """Where the site is."""
    briefings: int
    """How many pages were made of seeds."""
    warnings: int
    """How many lines an editor may want to read."""
    failures: int
    """How many seeds and other files could not be made into pages."""
    proved: int | None = None
    """How many stretches of words were proved; None where none were to be."""
    found: str = ""
    """What `briefing check` finds, counted in words; empty for nothing, and where it was not asked for."""


class Complaints(logging.Handler):
    """Prints what is complained of, a line each, on standard error, and counts what others than the plugin say."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(logging.WARNING)
        self.warnings = 0
        """How many warnings there were."""
        self.errors = 0
        """How many errors there were."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print and count one complaint."""
        failed = record.levelno >= logging.ERROR or getattr(record, "failure", False)
        if record.name != receivers.__name__:
            self.errors += failed
            self.warnings += not failed
        raised = record.exc_info[1] if record.exc_info else None
        why = f" ({type(raised).__name__}: {raised})" if raised else ""
        sys.stderr.write(f"{'failed' if failed else 'warning'}: {record.getMessage()}{why}\n")


def build(request: Request) -> Outcome:
    """Build a site and return what came of it; where the build ends in an exception the last site stays in place.

    Args:
        request: what is to be built.

    Raises:
        SettingsError: a setting of the plugin is wrong, or the site does not use it.
        BriefingError: the output is a folder that holds something else than a site; or the site was to be proved, and
            some of its words are not as in their sources.
    """
    import pelican as engine
    from pelican.log import console
    from pelican.settings import read_settings

    from pelican.plugins.briefing.settings import read_settings as check

    complaints = Complaints()
    root = logging.getLogger()
    root.addHandler(complaints)
    quiet, console.quiet = console.quiet, True
    try:
        settings = read_settings(str(request.settings), override=overrides(request))
        ours = check(settings)
        output = Path(settings["OUTPUT_PATH"]).resolve()
        _refuse_others(output, (request.settings, Path(settings["PATH"]), Path(settings["THEME"]), ours.seeds))
        with fresh_folder(output) as folder:
            settings["OUTPUT_PATH"] = str(folder)
            # The folder is fresh; emptying it would take nothing away.
            settings["DELETE_OUTPUT_DIRECTORY"] = False
            pelican = engine.Pelican(settings)  # type: ignore[attr-defined]
            if is_used(settings) and STATE not in settings:
                raise SettingsError("PLUGINS", "gives no plugin for the seeds", 'PLUGINS = ["briefing"]')
            if STATE in settings:
                settings[STATE].indexed = request.index
            _run(pelican)
            proved = _prove(folder, ours) if request.verify else None
        site = pelican.settings.get(STATE)
        # Pelican's log passes over a line that it had before, so what the plugin says is counted where it is kept.
        made, warned, failed = (len(site.articles), len(site.warnings), len(site.failures)) if site else (0, 0, 0)
        found = _found(site) if request.check and site else ""
        return Outcome(output, made, complaints.warnings + warned, complaints.errors + failed, proved, found)
    finally:
        console.quiet = quiet
        root.removeHandler(complaints)


def overrides(request: Request) -> dict[str, Any]:
    """Return the settings that a request replaces."""
    replaced: dict[str, Any] = {}
    if request.output:
        replaced["OUTPUT_PATH"] = str(request.output.resolve())
    if request.siteurl:
        root = request.siteurl.rstrip("/")
        replaced |= {"SITEURL": root, "FEED_DOMAIN": root, "RELATIVE_URLS": False, "BRIEFING_DRAFTS": False}
    if request.now:
        replaced["BRIEFING_NOW"] = request.now
    return replaced


def _refuse_others(output: Path, inputs: Iterable[Path]) -> None:
    """Refuse a folder that a site must not replace: one that it is built from, or with anything else in it.

    Raises:
        BriefingError: it is such a folder.
    """
    place = f"{output}"
    for path in (Path.cwd(), *inputs):
        if path.resolve().is_relative_to(output):
            raise BriefingError(place, f"holds {path}, from which the site is built", "a folder of its own")
    if output.is_dir() and not any((output / page).is_file() for page in ("index.html", "404.html")):
        others = sorted(path.name for path in output.iterdir() if path.name != ".gitignore")
        if others:
            raise BriefingError(place, f"is no site, but holds {others[0]}", "an empty folder, or a site to replace")


def _found(site: Site) -> str:
    """Return in words what of a site's seeds an editor may want to look at."""
    from pelican.plugins.briefing.checking import findings
    from pelican.plugins.briefing.checking.reports import summary

    return summary(findings(site.gathered, site.settings)) if site.gathered else ""


def _prove(folder: Path, settings: Settings) -> int:
    """Return how many stretches of words of a site are as in their sources, which all must be."""
    from pelican.plugins.briefing.verifying import verify

    verified = verify(folder, settings)
    for fault in verified.faults:
        sys.stderr.write(f"failed: {fault}\n")
    if verified.faults:
        wrong = f"shows words that are not its sources’ ({len(verified.faults)} faults); the last one stays in place"
        raise BriefingError("the site", wrong)
    return verified.words


def _run(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Run Pelican; that seeds failed, which ends it with status 1, was counted already."""
    try:
        pelican.run()
    except SystemExit as end:
        site = pelican.settings.get(STATE)
        if not (site and site.failures and end.code == 1):
            raise
