"""Runs Pelican on a site's settings, into a fresh folder, and says what came of it."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins import briefing

import factbox
import pelican_briefing
from pelican.plugins.briefing import receivers
from pelican.plugins.briefing.errors import BriefingError, SettingsError
from pelican.plugins.briefing.pelicans import asking, read_site
from pelican.plugins.briefing.settings import STATE, is_used
from pelican.plugins.briefing.settings import read_settings as read_ours
from pelican.plugins.briefing.stages import stage
from pelican.plugins.briefing.swapping import fresh_folder
from pelican_briefing.locking import locked
from pelican_briefing.outcome import Outcome
from pelican_briefing.places import SELECTIONS, SPARE, beside, cache_folder
from pelican_briefing.readings import readings
from pelican_briefing.unchanged import Asked, Built, begin, leave

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pelican.plugins.briefing.incremental import Kept
    from pelican.plugins.briefing.injection import Site
    from pelican.plugins.briefing.settings import Settings


# What the programs of a build and their data are, beside Pelican.
_CODE = tuple(Path(package.__path__[0]) for package in (factbox, pelican_briefing, briefing))
# The disk is full or broken, may not be written to, or has something else where a folder or the lock is to be.
_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
_UNWRITABLE |= {errno.EISDIR, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG}
# How Pelican's message of a file that it could not copy begins; it goes on without it.
_GAP = "A problem occurred copying file"


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
    archive: str = ""
    """The archive whose documents are built instead of the seeds; empty for the seeds."""
    where: str = ""
    """A condition on the archive's columns."""

    def asked(self) -> Asked:
        """Return it in the words of the record that the build leaves."""
        output = str(self.output.resolve()) if self.output else ""
        settings = os.path.abspath(self.settings)  # noqa: PTH100 - a link to the settings stands where it stands
        return Asked(settings, output, self.siteurl, self.now, self.verify, self.index, self.check)


class Complaints(logging.Handler):
    """Prints what is complained of, a line each, on standard error, and counts what others than the plugin say."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(logging.WARNING)
        self.warnings = 0
        """How many warnings there were."""
        self.errors = 0
        """How many errors there were."""
        self.lines: list[str] = []
        """What was printed."""
        self.gaps: list[str] = []
        """Files that could not be copied."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print and count one complaint."""
        failed = record.levelno >= logging.ERROR or getattr(record, "failure", False)
        if record.name != receivers.__name__:
            self.errors += failed
            self.warnings += not failed
        raised = record.exc_info[1] if record.exc_info else None
        why = f" ({type(raised).__name__}: {raised})" if raised else ""
        if str(record.msg).startswith(_GAP):
            self.gaps.append(record.getMessage())
        self.lines.append(f"{'failed' if failed else 'warning'}: {record.getMessage()}{why}")
        sys.stderr.write(f"{self.lines[-1]}\n")

    def refuse_gaps(self) -> None:
        """Refuse a site in which a file is missing that was to be copied.

        Raises:
            BriefingError: there is such a file.
        """
        if self.gaps:
            raise BriefingError("the site", f"is not whole ({len(self.gaps)} files); the last one stays in place")


@stage("Pelican and the rest")
def build(request: Request) -> Outcome:
    """Build a site and return what came of it; where the build ends in an exception the last site stays in place.

    Another build of the same site is waited for.

    Args:
        request: what is to be built.

    Raises:
        SettingsError: a setting of the plugin is wrong, or the site does not use it.
        BriefingError: the output is a folder that holds something else than a site, or cannot be written; or the site
            was to be proved, and some of its words are not as in their sources.
    """
    began, asked = time.time_ns(), request.asked()
    with readings() as read, _complaints() as complaints:
        # First, since Pelican changes lists that the settings' modules hold.
        standing = begin(asked)
        given = read_site(Path(asked.settings), overrides(request))
        if request.archive:
            given["BRIEFING_SEEDS"] = str(_selected(request, given))
        ours = read_ours(given)
        output = _folder(given["OUTPUT_PATH"])
        with _written(output), locked(output, lambda: _wait(output)):
            _refuse_others(output, _inputs(request, given, ours))
            with fresh_folder(output, _spare(ours, output, standing)) as folder:
                kept = _kept(request, ours, output, folder, standing)
                site, proved = _fill(folder, given, ours, request, kept)
                complaints.refuse_gaps()
            outcome = _outcome(output, site, complaints, proved, check=request.check)
            if kept and site:
                kept.outlines = {page.key: page.outline for _, page in site.articles if page.fits}
                kept.leave(output)
                site.compiled.leave(kept.compiled)
            # What an archive holds is nothing that the record could tell.
            if site and ours.cache and not request.archive:
                said = tuple(complaints.lines)
                leave(Built(asked, standing, began, site.until(), read, said, outcome), ours.cache, _CODE)
    return outcome


def _selected(request: Request, given: dict[str, Any]) -> Path:
    """Return the folder of seeds that an archive's documents became."""
    from pelican.plugins.briefing.selections import select_seeds

    cache = cache_folder(given)
    if cache is None:
        raise BriefingError(
            "--from", "needs a cache to keep the documents in", "another BRIEFING_CACHE than an empty one"
        )
    return select_seeds(request.archive, request.where, beside(cache, SELECTIONS))


def _kept(request: Request, ours: Settings, output: Path, folder: Path, standing: str) -> Kept | None:
    """Return what may be taken over from the last build; None where a page may stand on what nobody knows.

    Args:
        request: what is to be built.
        ours: the plugin's settings.
        output: where the last site is.
        folder: where the new one is written.
        standing: the digest of the settings; empty where they hold what cannot be compared.
    """
    from pelican.plugins.briefing.cache import program
    from pelican.plugins.briefing.incremental import Kept

    if not ours.cache or not standing:
        return None
    words = repr(ours.language.catalogue()).encode()
    told = (standing, request.siteurl, str(ours.seeds))
    premises = hashlib.sha256(b"\0".join((*(part.encode() for part in told), program(_CODE), words)))
    return Kept(ours.cache, output, folder, premises.digest())


def _spare(ours: Settings, output: Path, standing: str) -> Path | None:
    """Return where the site before the last is kept; None where its files are of no use."""
    if not ours.cache or not standing:
        return None
    return beside(ours.cache, SPARE) / hashlib.sha256(os.fsencode(output)).hexdigest()[:16]


def _fill(
    folder: Path, settings: dict[str, Any], ours: Settings, request: Request, kept: Kept | None
) -> tuple[Site | None, int | None]:
    """Write a site into a folder; return what the plugin knows of it, and how many stretches of words were proved."""
    import pelican as engine

    settings["OUTPUT_PATH"] = str(folder)
    # The folder is fresh; emptying it would take nothing away.
    settings["DELETE_OUTPUT_DIRECTORY"] = False
    pelican = engine.Pelican(settings)  # type: ignore[attr-defined]
    if is_used(settings) and STATE not in settings:
        raise SettingsError("PLUGINS", "gives no plugin for the seeds", 'PLUGINS = ["briefing"]')
    site: Site | None = settings.get(STATE)
    if site:
        site.indexed, site.kept = request.index, kept
        if kept:
            site.compiled.begin(kept.compiled)
    _run(pelican)
    if kept:
        kept.spare.finish()
    return site, _prove(folder, ours) if request.verify else None


def _outcome(output: Path, site: Site | None, complaints: Complaints, proved: int | None, *, check: bool) -> Outcome:
    """Return what came of a build."""
    # Pelican's log passes over a line that it had before, so what the plugin says is counted where it is kept.
    made, warned, failed = (len(site.articles), len(site.warnings), len(site.failures)) if site else (0, 0, 0)
    found = _found(site) if check and site else ""
    return Outcome(output, made, complaints.warnings + warned, complaints.errors + failed, proved, found)


@contextmanager
def _complaints() -> Iterator[Complaints]:
    """Have what Pelican and the plugin complain of printed our way, and nothing else, while the block runs."""
    from pelican.log import console

    complaints = Complaints()
    root = logging.getLogger()
    root.addHandler(complaints)
    quiet, console.quiet = console.quiet, True
    try:
        yield complaints
    finally:
        console.quiet = quiet
        root.removeHandler(complaints)


@contextmanager
def _written(output: Path) -> Iterator[None]:
    """Say that a site cannot be written where the disk is full, say, or may not be written to.

    Raises:
        BriefingError: it cannot.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        where = f": {error.filename}" if error.filename else ""
        wrong = f"cannot be written ({error.strerror}{where}); the last site stays in place"
        raise BriefingError(str(output), wrong) from error


def _wait(output: Path) -> None:
    """Say that another build is waited for."""
    sys.stderr.write(f"waiting: another build writes {output}\n")


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


def _folder(named: str) -> Path:
    """Return the folder that a site goes into, there or not; two folders change places, and so would anything else.

    Raises:
        BriefingError: no folder can stand there.
    """
    try:
        output = Path(named).resolve()
        other = next((path for path in (output, *output.parents) if path.exists() and not path.is_dir()), None)
    except (OSError, ValueError):  # too long a name, or one with a NUL
        raise BriefingError(repr(named), "is no folder's name", "a folder of its own for the site") from None
    if other or not output.name:
        raise BriefingError(str(other or output), "is no folder that a site can be", "a folder of its own for the site")
    return output


def _inputs(request: Request, given: Mapping[str, Any], ours: Settings) -> Iterator[Path]:
    """Yield the files and folders that a site is built from."""
    yield from (request.settings, Path(given["PATH"]), Path(given["THEME"]), ours.seeds)
    if ours.cache:
        # What is kept of an article is all of it, and would be published with the site.
        yield ours.cache


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


@stage("what an editor may want to look at")
def _found(site: Site) -> str:
    """Return in words what of a site's seeds an editor may want to look at."""
    from pelican.plugins.briefing.checking import findings
    from pelican.plugins.briefing.checking.reports import summary

    return summary(findings(site.gathered, site.settings, site.identities)) if site.gathered else ""


@stage("proof, word for word")
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
    """Run Pelican; that seeds failed, which ends it with status 1, was counted already.

    Raises:
        SettingsError: the settings ask for a template that the theme has not, or for a field that a page has not.
    """
    from pelican.generators import PelicanTemplateNotFound

    try:
        pelican.run()
    except PelicanTemplateNotFound as error:
        raise SettingsError("THEME", f"has no template that the settings or an article ask for: {error}") from error
    except KeyError as error:
        names = asking(pelican.settings, str(error.args[0]))
        if not names:
            raise
        raise SettingsError(" or ".join(names), f"asks for {{{error.args[0]}}}, which a page has not") from error
    except SystemExit as end:
        site = pelican.settings.get(STATE)
        if not (site and site.failures and end.code == 1):
            raise
