"""What changed between a briefing's published versions, as git has them: items added, changed and gone.

Of what is gone no word is told: it may be gone because it was wrong, or must not be published any more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from factbox import Briefing, apply_edits
from pelican.plugins.briefing.due import standing
from pelican.plugins.briefing.later import changed
from pelican.plugins.briefing.parsing import Job, parse_all
from pelican.plugins.briefing.presenting.editions import edition_views
from pelican.plugins.briefing.reading import make_entry
from pelican.plugins.briefing.settings import moment
from pelican.plugins.briefing.versions.repository import Repository
from pelican_briefing.places import VERSIONS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.injection import Site
    from pelican.plugins.briefing.reading import Entry
    from pelican.plugins.briefing.settings import Settings
    from pelican.plugins.briefing.versions.repository import Commit

# How many of a seed's latest commits are looked at.
_MOST = 40
_SCHEMA = "factbox-history/1"
# What is compared of each kind of item, beside whether it is there.
_COMPARED = {
    "quotation": lambda item: {
        "speaker": item.speaker and item.speaker.name,
        "role": item.speaker and item.speaker.role,
    },
    "fact": lambda item: {"slot": item.slot},
    "event": lambda item: {"date": item.edtf},
}


@dataclass(frozen=True, slots=True)
class Changed:
    """An item that a version has otherwise than the one before."""

    kind: str
    """`quotation`, `fact` or `event`."""
    id: str
    """Its id."""
    fields: tuple[str, ...] = ()
    """What of it differs: `speaker`, `role`, `slot`, `date`; empty for one that came or went."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version and what it changed."""

    commit: str
    """Its commit's hash."""
    when: dt.datetime
    """When it was committed or came due, whichever is later."""
    added: tuple[Changed, ...]
    """Items that came."""
    changed: tuple[Changed, ...]
    """Items that are otherwise."""
    gone: tuple[Changed, ...]
    """Items that went."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A seed as a commit left it."""

    commit: Commit
    """The commit."""
    entry: Entry
    """The seed."""
    until: dt.datetime | None
    """When the next one came; None for the last."""


def add_versions(site: Site) -> None:
    """Give each article's view what its versions changed.

    Args:
        site: the build's, with its articles.
    """
    pages = [page for _, page in site.articles]
    for (article, page), found in zip(site.articles, editions(pages, site.settings), strict=True):
        if found:
            views = edition_views(found, page.shown, site.settings.language)
            article.briefing = changed(article.briefing, editions=views, history_json=history_json(found))


def editions(pages: Sequence[Page], settings: Settings) -> list[tuple[Edition, ...]]:
    """Return for each page what its published versions changed, the oldest first; the first one is not among them."""
    repository = Repository(settings.seeds)
    commits = repository.commits()
    if not commits:
        return [() for _ in pages]
    states = [list(_states(page, commits))[-_MOST:] for page in pages]
    contents = repository.contents(blob for found in states for _, *blobs in found for blob in blobs if blob)
    versions = [list(_versions(page, found, contents, settings)) for page, found in zip(pages, states, strict=True)]
    jobs = [
        Job(version.entry.data, version.entry.seed.path, version.entry.sidecar.metadata)
        for found in versions
        for version in found
    ]
    # In a folder of its own: the other one keeps what this build's seeds gave, and nothing else.
    results = iter(parse_all(jobs, replace(settings, cache=settings.cache / VERSIONS if settings.cache else None)))
    return [tuple(_editions([(version, next(results)) for version in found], settings)) for found in versions]


def history_json(found: Iterable[Edition]) -> str:
    """Return what versions changed as JSON: ids alone, no words."""

    def listed(items: tuple[Changed, ...]) -> list[dict[str, Any]]:
        return [{"kind": item.kind, "id": item.id} | ({"fields": item.fields} if item.fields else {}) for item in items]

    versions = [
        {
            "commit": edition.commit,
            "date": edition.when.isoformat(),
            "added": listed(edition.added),
            "changed": listed(edition.changed),
            "gone": listed(edition.gone),
        }
        for edition in found
    ]
    return json.dumps({"schema": _SCHEMA, "versions": versions}, separators=(",", ":"))


def _states(page: Page, commits: Iterable[Commit]) -> Iterator[tuple[Commit, str, str]]:
    """Yield each commit that changed a seed or its sidecar, with the hashes of both as it left them."""
    seed = page.entry.seed
    sidecar = seed.path[: -len(seed.file.suffix)] + ".toml"
    now = {seed.path: "", sidecar: ""}
    for commit in commits:
        touched = {path: blob for path, blob in commit.blobs.items() if path in now}
        if touched:
            now |= touched
            yield commit, now[seed.path], now[sidecar]


def _versions(
    page: Page, states: Sequence[tuple[Commit, str, str]], contents: dict[str, bytes], settings: Settings
) -> Iterator[_Version]:
    """Yield the versions that can be read; of a commit that leaves no seed, or a wrong sidecar, there is none."""
    nexts = [commit.moment for commit, *_ in states[1:]]
    for (commit, seed, sidecar), until in zip(states, [*nexts, None], strict=True):
        if seed in contents:
            entry, _ = make_entry(page.entry.seed, contents[seed], contents.get(sidecar, b""), settings)
            if entry:
                yield _Version(commit, entry, until)


def _editions(versions: list[tuple[_Version, Any]], settings: Settings) -> Iterator[Edition]:
    """Yield what each published version changed against the published one before it."""
    before: Briefing | None = None
    for version, found in versions:
        if not isinstance(found, Briefing):
            continue
        sidecar = version.entry.sidecar
        days = [day for day in (sidecar.hidden_until, found.source.published) if day]
        when = max([version.commit.moment, *(moment(day, settings.timezone) for day in days)])
        # One that was replaced before its hour came was never seen.
        if standing(sidecar, found.source.published, settings) or (version.until and version.until <= when):
            continue
        after, _ = apply_edits(found, sidecar.amendments)
        if before is not None:
            edition = _compared(version.commit.name, when, before, after)
            if edition.added or edition.changed or edition.gone:
                yield edition
        before = after


def _compared(commit: str, when: dt.datetime, before: Briefing, after: Briefing) -> Edition:
    """Return what one version changed against another."""
    old, new = _items(before), _items(after)
    changed = []
    for key in (key for key in new if key in old):
        fields = tuple(name for name, value in new[key].items() if old[key][name] != value)
        if fields:
            changed.append(Changed(*key, fields))
    added = tuple(Changed(*key) for key in new if key not in old)
    return Edition(commit, when, added, tuple(changed), tuple(Changed(*key) for key in old if key not in new))


def _items(briefing: Briefing) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what is compared of a briefing's items, by kind and id."""
    listed: dict[str, tuple[Any, ...]] = {
        "quotation": briefing.quotations,
        "fact": briefing.key_facts,
        "event": briefing.timeline,
    }
    return {(kind, item.id): _COMPARED[kind](item) for kind, items in listed.items() for item in items}
