"""Gathers what a build publishes: reads and parses the seeds, decides which are due, and makes their views."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from factbox import FactboxError, apply_edits
from pelican.plugins.briefing.corrections import shown_value
from pelican.plugins.briefing.errors import AddressError, BriefingError
from pelican.plugins.briefing.findings import Finding
from pelican.plugins.briefing.licensing import choose_shown
from pelican.plugins.briefing.parsing import job_of, parse_all
from pelican.plugins.briefing.presenting import present
from pelican.plugins.briefing.reading import read_entry
from pelican.plugins.briefing.seeds import find_seeds
from pelican.plugins.briefing.settings import moment
from pelican.plugins.briefing.sidecar import Status
from pelican.plugins.briefing.stages import stage
from pelican.plugins.briefing.values import LONGEST_SLUG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factbox import Briefing
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.reading import Entry
    from pelican.plugins.briefing.settings import Settings
    from pelican.plugins.briefing.sidecar import Sidecar
    from pelican.plugins.briefing.view import BriefingView

# The day in front of a file's name: "2024-08-13-harbour" is the slug "harbour".
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}[-_. ]+(?=.)")
DRAFT, HIDDEN, FUTURE = "draft", "hidden", "future"


@dataclass(frozen=True, slots=True)
class Page:
    """A seed that becomes a page."""

    entry: Entry
    """The seed as it was read."""
    slug: str
    """The last part of its address."""
    standing: str
    """Why a published build would leave it out: a state's name; empty where it is published."""
    shown: Shown
    """What the page may show."""
    view: BriefingView
    """What templates see, without what depends on its address."""

    @property
    def key(self) -> str:
        """What changes with everything that the page is made from, but for settings and programs."""
        return f"{self.entry.key} {self.standing}"

    @property
    def published(self) -> dt.date | None:
        """The publication date, as it is known."""
        return self.shown.briefing.source.published


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a build has to work with."""

    pages: tuple[Page, ...]
    """Seeds that become pages, by path."""
    errors: tuple[BriefingError | FactboxError, ...]
    """What is wrong with others, by the order in which it was found."""
    notes: tuple[Finding, ...]
    """What the parser remarked on the pages' texts."""
    ahead: tuple[dt.date, ...] = ()
    """Days and moments that have not come, and with which other seeds are due."""


@stage("seeds gathered and their pages prepared")
def gather(settings: Settings, slugify: Callable[[str], str]) -> Gathered:
    """Return the pages of a build and what is wrong with its seeds.

    Args:
        settings: where the seeds are, what is due, what may be shown.
        slugify: makes the last part of an address out of a file's name.
    """
    seeds, found = find_seeds(settings.seeds)
    errors: list[BriefingError | FactboxError] = [*found]
    entries, days = [], []
    for seed in seeds:
        entry, wrong = read_entry(seed, settings)
        errors += wrong
        if entry:
            days.append(entry.sidecar.hidden_until)
        if entry and is_wanted(entry.sidecar, settings):
            entries.append(entry)
    jobs = [job_of(entry) for entry in entries]
    pages = []
    for entry, result in zip(entries, parse_all(jobs, settings), strict=True):
        if isinstance(result, FactboxError):
            errors.append(BriefingError(entry.seed.shown, result.wrong, result.expected))
            continue
        days.append(result.source.published)
        if not is_wanted(entry.sidecar, settings, result.source.published):
            continue
        try:
            page, unfit = make_page(entry, result, settings, slugify)
        except BriefingError as error:
            errors.append(error)
            continue
        errors += unfit
        pages.append(page)
    distinct, collisions = _distinct(pages)
    gone = Finding("folder", f"{settings.seeds.name}/", "is not there, so there are no briefings")
    notes = () if settings.seeds.is_dir() else (gone,)
    ahead = tuple(day for day in days if day is not None and not is_due(day, settings))
    return Gathered(distinct, (*errors, *collisions), (*notes, *_notes(distinct)), ahead)


def standing(sidecar: Sidecar, published: dt.date | None, settings: Settings) -> str:
    """Return why a seed is not published, as a state's name; empty where it is."""
    if sidecar.status is Status.DRAFT:
        return DRAFT
    if sidecar.status is Status.HIDDEN or not is_due(sidecar.hidden_until, settings):
        return HIDDEN
    return "" if is_due(published, settings) else FUTURE


def is_due(day: dt.date | None, settings: Settings) -> bool:
    """Return whether a day has begun, or a moment has come, where the publisher is."""
    if day is None:
        return True
    if isinstance(day, dt.datetime):
        return moment(day, settings.timezone) <= settings.now
    return day <= settings.now.astimezone(settings.timezone).date()


def is_wanted(sidecar: Sidecar, settings: Settings, published: dt.date | None = None) -> bool:
    """Return whether a seed becomes a page, by what is known of it; before it is parsed that is the sidecar alone."""
    return sidecar.status is not Status.SKIP and (settings.drafts or not standing(sidecar, published, settings))


def make_page(
    entry: Entry, parsed: Briefing, settings: Settings, slugify: Callable[[str], str]
) -> tuple[Page, tuple[FactboxError, ...]]:
    """Return the page of a seed, and which corrections fit nothing in it.

    Args:
        entry: the seed as it was read.
        parsed: what the parser made of it.
        settings: what may be shown.
        slugify: makes the last part of an address out of a file's name.

    Raises:
        AddressError: it can have no address.
    """
    briefing = replace(parsed, source=replace(parsed.source, sha256=entry.sha256))
    briefing, unfit = apply_edits(briefing, entry.sidecar.amendments)
    sidecar = entry.sidecar
    state = standing(sidecar, briefing.source.published, settings)
    slug = sidecar.slug or slugify(_DAY.sub("", PurePosixPath(entry.seed.path).stem, count=1)).strip("-")
    if wrong := _no_slug(slug):
        expected = f'slug = "…" in {entry.seed.shown_sidecar}'
        raise AddressError(entry.seed.shown, f"has a name that gives {wrong}", expected)
    for name in (*sidecar.tags, *([sidecar.category] if sidecar.category else [])):
        if wrong := _no_slug(slugify(name).strip("-")):
            place = entry.seed.shown_sidecar if entry.seed.sidecar else entry.seed.shown
            expected = f"a topic or section with letters or digits, {LONGEST_SLUG} at most"
            raise AddressError(place, f"{shown_value(name)} gives {wrong}", expected)
    shown = choose_shown(briefing, settings)
    view = present(shown, sidecar, settings.language, state)
    return Page(entry, slug, state, shown, view if settings.checked else replace(view, checked=False)), unfit


def _no_slug(slug: str) -> str:
    """Return why a name's slug can be no part of an address; empty where it can."""
    if not slug:
        return "no address"
    return "too long an address" if len(slug) > LONGEST_SLUG else ""


def _distinct(pages: Iterable[Page]) -> tuple[tuple[Page, ...], tuple[BriefingError, ...]]:
    """Return the pages whose slug no other page has, and an error for each pair that shares one."""
    by_slug: dict[str, list[Page]] = {}
    for page in pages:
        by_slug.setdefault(page.slug, []).append(page)
    errors = []
    for slug, sharing in by_slug.items():
        first, *others = (page.entry.seed for page in sharing)
        errors += [
            AddressError(
                other.shown,
                f'has the slug "{slug}" of {first.shown}, so neither is built',
                f"another slug in {other.shown_sidecar}",
            )
            for other in others
        ]
    return tuple(sharing[0] for sharing in by_slug.values() if len(sharing) == 1), tuple(errors)


def _notes(pages: Iterable[Page]) -> Iterable[Finding]:
    """Yield what the parser remarked."""
    for page in pages:
        for issue in page.shown.briefing.issues:
            yield Finding("encoding", page.entry.seed.shown, issue.message, issue.line)
