"""`briefing verify`: proves that what a built site shows as a source's words are its words.

It reads the site as a visitor gets it, and the seeds as they stand, and takes nothing from the build: pages with their
structured data, feeds, the JSON and the calendar beside each page, and the index of the search. What the editor or the
machine says itself is no source's words; templates mark what is (`data-verbatim`, or the class `verbatim` in feeds).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import factbox
from pelican.plugins.briefing.reading import read_entry
from pelican.plugins.briefing.seeds import find_seeds
from pelican.plugins.briefing.verifying.calendar import calendar_faults
from pelican.plugins.briefing.verifying.data import data_faults, items_of, speakers_of
from pelican.plugins.briefing.verifying.feeds import feed_faults
from pelican.plugins.briefing.verifying.index import index_faults
from pelican.plugins.briefing.verifying.page import other_faults, page_faults
from pelican.plugins.briefing.verifying.words import Fault, Source

if TYPE_CHECKING:
    from pathlib import Path

    from pelican.plugins.briefing.seeds import Seed
    from pelican.plugins.briefing.settings import Settings

__all__ = ["Fault", "Verified", "verify"]

_JSON, _CALENDAR = "briefing.json", "timeline.ics"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what is not as it should be."""

    pages: int
    """How many pages were held against their seeds."""
    words: int
    """How many stretches of words."""
    faults: tuple[Fault, ...]
    """What is not word for word, page by page."""


def verify(output: Path, settings: Settings) -> Verified:
    """Return what of a built site is not word for word as in its seeds.

    Args:
        output: the site's folder.
        settings: where the seeds are.
    """
    seeds = {seed.path: seed for seed in find_seeds(settings.seeds)[0]}
    sources: dict[str, Source] = {}
    faults: list[Fault] = []
    files = sorted(file for file in output.rglob(f"*{_JSON}") if file.is_file())
    for file in files:
        name = file.relative_to(output).as_posix()
        data = _data(file)
        if data is None:
            faults.append(Fault(name, "", "", wrong="is no briefing's JSON"))
            continue
        source = _source(data, seeds, settings)
        if isinstance(source, str):
            faults.append(Fault(name, "", data["source"]["path"], wrong=source))
            continue
        page = _page_of(file)
        shown = page.relative_to(output).as_posix()
        sources[shown] = source
        faults += data_faults(name, data, source)
        faults += page_faults(page, shown, items_of(data), speakers_of(data), source)
        beside = file.with_name(file.name.removesuffix(_JSON) + _CALENDAR)
        faults += calendar_faults(beside, beside.relative_to(output).as_posix(), source)
    faults += feed_faults(output, sources)
    faults += index_faults(output)
    asked = sum(source.asked for source in sources.values())
    if len(sources) == len(files):
        # Pages that quote several briefings cannot be judged where the seed of one is not known.
        others, more = other_faults(output, sources)
        faults, asked = [*faults, *others], asked + more
    return Verified(len(sources), asked, tuple(faults))


def _source(data: dict[str, Any], seeds: dict[str, Seed], settings: Settings) -> Source | str:
    """Return the seed of a page's JSON, as it is now, or in words why there is none to hold the page against."""
    seed = seeds.get(data["source"]["path"])
    entry, _ = read_entry(seed, settings) if seed else (None, ())
    if entry is None:
        return "its seed is not there or cannot be read"
    if entry.sha256 != data["source"]["sha256"]:
        return "its seed has changed since the site was built"
    document = factbox.read_document(entry.data, path=entry.seed.path, metadata=entry.sidecar.metadata)
    return Source(entry.seed.shown, document.text, entry.sidecar)


def _data(file: Path) -> dict[str, Any] | None:
    """Return a page's JSON; None where it is none."""
    try:
        data: dict[str, Any] = json.loads(file.read_bytes())
        factbox.from_dict(data)
    except (OSError, ValueError, RecursionError, factbox.DataError):
        return None
    return data


def _page_of(file: Path) -> Path:
    """Return the page that a JSON file stands beside."""
    if file.name == _JSON:
        return file.with_name("index.html")
    return file.with_name(file.name.removesuffix("." + _JSON) + ".html")
