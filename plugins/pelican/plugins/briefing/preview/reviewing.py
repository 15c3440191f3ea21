"""The review list: every seed with what is open about it, the most urgent first."""

from __future__ import annotations

import functools
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican.plugins.briefing.checking import look
from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.findings import Level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jinja2 import Template

    from pelican.plugins.briefing.findings import Finding
    from pelican.plugins.briefing.gathering import Page

# How many findings of a seed are listed; `briefing check` has the rest.
_LISTED = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One seed of the list."""

    title: str
    """The headline, or the file where it has no page."""
    file: str
    """The seed, as messages call it."""
    address: str
    """The page's address under the site's root, or empty."""
    standing: str
    """Why it is not published: `draft`, `hidden`, `future`; or empty."""
    findings: tuple[Finding, ...]
    """What is to be said of it, the gravest first."""
    checked: int
    """How many of its items a person has checked or changed."""
    items: int
    """How many it has."""

    def count(self, level: str) -> int:
        """Return how many findings are of a level."""
        return sum(finding.level == level for finding in self.findings)

    @property
    def listed(self) -> tuple[Finding, ...]:
        """The findings that are shown."""
        return self.findings[:_LISTED]

    def place(self, finding: Finding) -> str:
        """Return where a finding is: its line, and its file where that is not the seed."""
        line = f"line {finding.line or 1}"
        return line if finding.file == self.file else f"{finding.file.rpartition('/')[2]}, {line}"

    @property
    def urgency(self) -> tuple[int, int, int, str]:
        """What rows are ordered by, the most urgent first."""
        return -self.count(Level.ERROR), -self.count(Level.WARNING), self.checked - self.items, self.file


def review_page(settings: Path, folder: Path | None, base_path: str) -> str:
    """Return the page of the list.

    Args:
        settings: the site's settings file.
        folder: the built site, where there is one.
        base_path: the folder of the host that it is served under.
    """
    try:
        _, pages, found = look(settings)
        rows, wrong = rows_of(pages, found, _addresses(folder) if folder else {}), ""
    except BriefingError as error:
        rows, wrong = [], str(error)
    done = sum(row.checked for row in rows), sum(row.items for row in rows)
    return _template().render(rows=rows, wrong=wrong, done=done, base=base_path, levels=list(Level))


def rows_of(pages: Iterable[Page], found: Iterable[Finding], addresses: dict[str, str]) -> list[Row]:
    """Return the rows, the most urgent first.

    Args:
        pages: what the seeds became.
        found: what is to be said of seeds and sidecars.
        addresses: of the pages, by the seed's path under the seeds folder.
    """
    said: dict[str, list[Finding]] = {}
    for finding in found:
        said.setdefault(finding.file.rpartition(".")[0], []).append(finding)
    rows = []
    for page in pages:
        seed = page.entry.seed
        about = said.pop(seed.shown.rpartition(".")[0], [])
        looked_at = {edit.item for edit in page.shown.briefing.edits if edit.action != "note"}
        items = Counter(name in looked_at for name in page.shown.items())
        told = page.view.title, seed.shown, addresses.get(seed.path, ""), page.standing
        rows.append(Row(*told, tuple(about), items[True], items.total()))
    rows += [Row(about[0].file, about[0].file, "", "", tuple(about), 0, 0) for about in said.values()]
    return sorted(rows, key=lambda row: row.urgency)


def _addresses(folder: Path) -> dict[str, str]:
    """Return the address of each seed's page, by the JSON that stands beside it."""
    found = {}
    for file in (file for file in folder.rglob("*briefing.json") if file.is_file()):
        name = file.relative_to(folder).as_posix()
        path = json.loads(file.read_bytes())["source"]["path"]
        found[path] = name.removesuffix("briefing.json") if file.name == "briefing.json" else f"{name[:-14]}.html"
    return found


@functools.cache
def _template() -> Template:
    """Return the page's template."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("pelican.plugins.briefing.preview", ".")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("review.html")
