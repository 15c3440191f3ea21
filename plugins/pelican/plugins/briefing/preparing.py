"""Makes of seeds what their pages show, and of that outlines, in several processes where many are new.

A page's view is large: it is made here for its outline, and again, out of the parser's kept result, where the page is
written. A build holds outlines, and the views of a few pages.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from factbox import FactboxError, apply_edits
from pelican.plugins.briefing import cache
from pelican.plugins.briefing.due import standing
from pelican.plugins.briefing.licensing import choose_shown
from pelican.plugins.briefing.outline import outline_of
from pelican.plugins.briefing.parsing import each, job_of, options_of, read_or_kept
from pelican.plugins.briefing.presenting import present
from pelican.plugins.briefing.stages import stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox import Briefing
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.outline import Outline
    from pelican.plugins.briefing.reading import Entry
    from pelican.plugins.briefing.settings import Settings
    from pelican.plugins.briefing.view import BriefingView

    # What a page may show, and what templates see.
    Made = tuple[Shown, BriefingView]


class Prepared(NamedTuple):
    """What a seed's page is made from."""

    outline: Outline
    """What lists and pages across briefings need of it."""
    unfit: tuple[FactboxError, ...] = ()
    """Corrections that fit nothing in it."""
    result: str = ""
    """What the parser made of it, in the cache's form, where it could not be kept there."""
    made: Made | None = None
    """The page, where it was made in this process."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what another process is told: not the page."""
        return Prepared, (self.outline, self.unfit, self.result, None)


def make(entry: Entry, parsed: Briefing, settings: Settings) -> tuple[Made, tuple[FactboxError, ...]]:
    """Return what a page may show and what templates see, and which corrections fit nothing.

    Args:
        entry: the seed as it was read.
        parsed: what the parser made of it.
        settings: what may be shown.
    """
    briefing = replace(parsed, source=replace(parsed.source, sha256=entry.sha256))
    briefing, unfit = apply_edits(briefing, entry.sidecar.amendments)
    shown = choose_shown(briefing, settings)
    state = standing(entry.sidecar, briefing.source.published, settings)
    view = present(shown, entry.sidecar, settings.language, state)
    return (shown, view if settings.checked else replace(view, checked=False)), unfit


def make_again(entry: Entry, result: str, settings: Settings) -> Made:
    """Return what a page may show and what templates see.

    Args:
        entry: the seed as it was read.
        result: as `Prepared` has it.
        settings: what may be shown.
    """
    job = job_of(entry)
    briefing = cache.briefing_of(result, job.key(options_of(settings))) if result else None
    return make(entry, briefing or read_or_kept(job, settings)[0], settings)[0]


@stage("articles read")
def prepare_all(entries: Sequence[Entry], settings: Settings) -> list[Prepared | FactboxError]:
    """Return what each seed's page is made from, in order, or the error that there is instead.

    Args:
        entries: seeds as they were read.
        settings: where results are kept, how many processes may be used, what may be shown.
    """
    return list(each(partial(_prepared, settings=settings), entries, settings))


def prepare(entry: Entry, settings: Settings) -> Prepared:
    """Return what a seed's page is made from.

    Args:
        entry: the seed as it was read.
        settings: where results are kept, what may be shown.

    Raises:
        SeedError: its bytes are no text, or take too long.
    """
    briefing, result = read_or_kept(job_of(entry), settings)
    made, unfit = make(entry, briefing, settings)
    return Prepared(outline_of(*made), unfit, result, made)


def _prepared(entry: Entry, settings: Settings) -> Prepared | FactboxError:
    """Return the same, or the error that there is instead."""
    try:
        return prepare(entry, settings)
    except FactboxError as error:
        return error
