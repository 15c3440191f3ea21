"""Finds what is wrong with a site's seeds, and what an editor may want to look at, without building it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pelican.plugins.briefing.checking.alike import alike_texts
from pelican.plugins.briefing.checking.checked import check_page
from pelican.plugins.briefing.checking.namesakes import possible_namesakes
from pelican.plugins.briefing.checking.spellings import other_spellings
from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.findings import CODES, Level, of_error
from pelican.plugins.briefing.gathering import gather
from pelican.plugins.briefing.identities import read_identities
from pelican.plugins.briefing.injection import slugify_with
from pelican.plugins.briefing.pelicans import read_site
from pelican.plugins.briefing.settings import is_used, read_settings
from pelican.plugins.briefing.stories.described import read_descriptions, unused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pelican.plugins.briefing.errors import SidecarError
    from pelican.plugins.briefing.findings import Finding
    from pelican.plugins.briefing.gathering import Gathered, Page
    from pelican.plugins.briefing.identities import Identities
    from pelican.plugins.briefing.settings import Settings


def check(settings: Path, now: str = "", seeds: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Return what is wrong with the seeds of a site, and what an editor may want to look at, the gravest first.

    Drafts, hidden and future seeds are looked at too, whatever the settings say of them.

    Args:
        settings: Pelican's settings file.
        now: the moment that decides what is due; empty for the settings' own.
        seeds: seeds or sidecars to which the findings are narrowed down, or folders of them; every one where empty.

    Raises:
        SettingsError: a setting of the plugin is wrong.
        BriefingError: one of `seeds` is none.
    """
    ours, _, found = look(settings, now)
    wanted = [_under(path, ours.seeds) for path in seeds]
    return tuple(finding for finding in found if not wanted or any(_is_of(finding.file, place) for place in wanted))


def look(settings: Path, now: str = "") -> tuple[Settings, tuple[Page, ...], list[Finding]]:
    """Return a site's settings, the pages that its seeds give, and what is to be said of them, as `check` has it."""
    given = read_site(settings, {"BRIEFING_DRAFTS": True} | ({"BRIEFING_NOW": now} if now else {}))
    ours = read_settings(given)
    if not is_used(given):
        return ours, (), []
    slugify = slugify_with(given)
    gathered = gather(ours, slugify)
    identities, errors = _descriptions(Path(given["PATH"]), gathered, slugify)
    wrong = [of_error(error) for error in errors]
    return ours, gathered.pages, [*wrong, *findings(gathered, ours, identities)]


def _descriptions(
    content: Path, gathered: Gathered, slugify: Callable[[str], str]
) -> tuple[Identities, list[SidecarError]]:
    """Return the people whom files describe, and what is wrong with those files and those of stories."""
    members: dict[str, list[str]] = {}
    for page in gathered.pages:
        if page.entry.sidecar.story:
            members.setdefault(page.entry.sidecar.story, []).append(page.slug)
    descriptions, errors = read_descriptions(content / "stories", f"{content.name}/stories")
    slugs = {page.slug for page in gathered.pages}
    identities, others = read_identities(content / "people", f"{content.name}/people", slugify, slugs)
    return identities, [*errors, *unused(descriptions, members), *others]


def findings(gathered: Gathered, settings: Settings, identities: Identities) -> list[Finding]:
    """Return everything that is to be said of what was gathered: errors, then warnings, then notices, by file and line.

    Args:
        gathered: what the seeds gave.
        settings: what they were gathered by.
        identities: the people whom files describe.
    """
    found = [of_error(error) for error in gathered.errors]
    warnings = [*gathered.notes]
    pages = [check_page(page, settings) for page in gathered.pages]
    for page in pages:
        warnings += page.findings
    warnings += alike_texts(pages)
    warnings += other_spellings(pages)
    warnings += possible_namesakes(pages, identities)
    return found + sorted(warnings, key=_order)


def _order(finding: Finding) -> tuple[int, str, int, int, str]:
    """Return what findings are ordered by."""
    rank = list(Level).index(finding.level), finding.file, finding.line or 0
    return *rank, list(CODES).index(finding.code), finding.text


def _under(path: Path, folder: Path) -> str:
    """Return how messages call a seed, its sidecar or a folder, without a suffix.

    Raises:
        BriefingError: it is none.
    """
    root = folder.resolve()
    place = path.resolve()
    if not place.is_relative_to(root) or not place.exists():
        raise BriefingError(str(path), "is no seed", f"a file in {folder.name}/")
    inside = place.relative_to(root)
    named = inside.as_posix() if place.is_dir() else inside.with_suffix("").as_posix()
    return f"{folder.name}/{named}" if named != "." else folder.name


def _is_of(file: str, place: str) -> bool:
    """Return whether a finding's file is a seed, its sidecar, or in a folder."""
    return str(Path(file).with_suffix("")) == place or file.startswith(f"{place}/")
