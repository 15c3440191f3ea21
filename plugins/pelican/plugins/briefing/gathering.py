"""Gathers what a build publishes: reads and parses the seeds, decides which are due, and makes their views."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from factbox import FactboxError
from pelican.plugins.briefing.corrections import shown_value
from pelican.plugins.briefing.due import STATES, is_due, is_wanted, standing
from pelican.plugins.briefing.errors import AddressError, BriefingError
from pelican.plugins.briefing.findings import Finding
from pelican.plugins.briefing.later import Lately
from pelican.plugins.briefing.parsing import job_of, prune
from pelican.plugins.briefing.preparing import Prepared, make_again, prepare_all
from pelican.plugins.briefing.reading import read_entry
from pelican.plugins.briefing.seeds import find_seeds
from pelican.plugins.briefing.stages import stage
from pelican.plugins.briefing.values import LONGEST_SLUG

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.outline import Outline
    from pelican.plugins.briefing.reading import Entry
    from pelican.plugins.briefing.settings import Settings
    from pelican.plugins.briefing.view import BriefingView

# The day in front of a file's name: "2024-08-13-harbour" is the slug "harbour".
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}[-_. ]+(?=.)")


@dataclass(frozen=True, slots=True)
class Page:
    """A seed that becomes a page."""

    entry: Entry
    """The seed as it was read."""
    slug: str
    """The last part of its address."""
    standing: str
    """Why a published build would leave it out: a state's name; empty where it is published."""
    outline: Outline
    """What lists and pages across briefings need of it."""
    make: Callable[[], tuple[Shown, BriefingView]]
    """Gives what the page may show, and what templates see."""
    fits: bool = True
    """Whether all corrections fit something in it."""

    @property
    def shown(self) -> Shown:
        """What the page may show."""
        return self.make()[0]

    @property
    def view(self) -> BriefingView:
        """What templates see, without what depends on its address."""
        return self.make()[1]

    @property
    def key(self) -> str:
        """What changes with everything that the page is made from, but for settings and programs."""
        return key_of(self.entry, self.standing)

    @property
    def published(self) -> dt.date | None:
        """The publication date, as it is known."""
        return self.outline.published


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
def gather(settings: Settings, slugify: Callable[[str], str], known: Mapping[str, Outline] | None = None) -> Gathered:
    """Return the pages of a build and what is wrong with its seeds.

    Args:
        settings: where the seeds are, what is due, what may be shown.
        slugify: makes the last part of an address out of a file's name.
        known: outlines of pages by their keys, made with the same settings: such a page is made when somebody reads it.
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
    outlines = [_outline(entry, settings, known or {}) for entry in entries]
    unknown = [entry for entry, outline in zip(entries, outlines, strict=True) if outline is None]
    prepared = iter(prepare_all(unknown, settings))
    pages = []
    for entry, outline in zip(entries, outlines, strict=True):
        one = Prepared(outline) if outline else next(prepared)
        if isinstance(one, FactboxError):
            errors.append(BriefingError(entry.seed.shown, one.wrong, one.expected))
            continue
        days.append(one.outline.published)
        if not is_wanted(entry.sidecar, settings, one.outline.published):
            continue
        try:
            pages.append(make_page(entry, one, settings, slugify))
        except BriefingError as error:
            errors.append(error)
            continue
        errors += one.unfit
    prune(map(job_of, entries), settings)
    distinct, collisions = _distinct(pages)
    gone = Finding("folder", f"{settings.seeds.name}/", "is not there, so there are no briefings")
    notes = () if settings.seeds.is_dir() else (gone,)
    ahead = tuple(day for day in days if day is not None and not is_due(day, settings))
    return Gathered(distinct, (*errors, *collisions), (*notes, *_notes(distinct)), ahead)


def make_page(entry: Entry, prepared: Prepared, settings: Settings, slugify: Callable[[str], str]) -> Page:
    """Return the page of a seed.

    Args:
        entry: the seed as it was read.
        prepared: what the page is made from.
        settings: what may be shown.
        slugify: makes the last part of an address out of a file's name.

    Raises:
        AddressError: it can have no address.
    """
    outline, result = prepared.outline, prepared.result
    state = standing(entry.sidecar, outline.published, settings)
    made = Lately(lambda: make_again(entry, result, settings), prepared.made)
    return Page(entry, _slug(entry, slugify), state, outline, made, not prepared.unfit)


def key_of(entry: Entry, state: str) -> str:
    """Return what changes with everything that a seed's page is made from, but for settings and programs."""
    return f"{entry.key} {state}"


def _outline(entry: Entry, settings: Settings, known: Mapping[str, Outline]) -> Outline | None:
    """Return the outline of a seed's page, where it is known and the day makes no other page of it."""
    for state in STATES if known else ():
        outline = known.get(key_of(entry, state))
        if outline and standing(entry.sidecar, outline.published, settings) == state:
            return outline
    return None


def _slug(entry: Entry, slugify: Callable[[str], str]) -> str:
    """Return the last part of a seed's address.

    Raises:
        AddressError: it, or one of its topics or its section, can have none.
    """
    sidecar = entry.sidecar
    slug = sidecar.slug or slugify(_DAY.sub("", PurePosixPath(entry.seed.path).stem, count=1)).strip("-")
    if wrong := _no_slug(slug):
        expected = f'slug = "…" in {entry.seed.shown_sidecar}'
        raise AddressError(entry.seed.shown, f"has a name that gives {wrong}", expected)
    for name in (*sidecar.tags, *([sidecar.category] if sidecar.category else [])):
        if wrong := _no_slug(slugify(name).strip("-")):
            place = entry.seed.shown_sidecar if entry.seed.sidecar else entry.seed.shown
            expected = f"a topic or section with letters or digits, {LONGEST_SLUG} at most"
            raise AddressError(place, f"{shown_value(name)} gives {wrong}", expected)
    return slug


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
        for message, line in page.outline.issues:
            yield Finding("encoding", page.entry.seed.shown, message, line)
