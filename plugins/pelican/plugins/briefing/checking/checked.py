"""What is to be said of one page, and what it is held against others by: found once, and kept with its outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factbox import EntityKind
from pelican.plugins.briefing.checking.alike import least_runs
from pelican.plugins.briefing.checking.lines import Lines
from pelican.plugins.briefing.checking.pages import page_findings
from pelican.plugins.briefing.findings import Finding

if TYPE_CHECKING:
    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.settings import Settings


class Named(NamedTuple):
    """Somebody or something that a page names."""

    kind: EntityKind
    """What it is."""
    name: str
    """Its name."""
    line: int
    """The line of the seed in which it first stands."""
    role: str
    """A person's role, or empty."""


class Checked(NamedTuple):
    """A page that was looked at."""

    page: Page
    """The page."""
    findings: tuple[Finding, ...]
    """What is missing or doubtful on it."""
    runs: tuple[tuple[int, int], ...]
    """What its text is known by among others; empty for a short one."""
    names: tuple[Named, ...]
    """Whom and what it names."""


def check_page(page: Page, settings: Settings) -> Checked:
    """Return a page as it was looked at, which is done where no earlier build did it.

    Args:
        page: what a seed became.
        settings: what may be published of it.
    """
    if page.outline.checked is None:
        lines, entities = Lines(page.entry.seed.file, page.shown.text), page.shown.briefing.entities
        page.outline.checked = [
            [[one.code, one.file, one.text, one.line, one.item] for one in page_findings(page, settings, lines)],
            [*map(list, least_runs(page.shown.text))],
            [[one.kind.value, one.name, lines.number(one.name_span.start), one.role or ""] for one in entities],
        ]
    findings, runs, names = page.outline.checked
    return Checked(
        page,
        tuple(Finding(*one) for one in findings),
        tuple((place, run) for place, run in runs),
        tuple(Named(EntityKind(kind), *rest) for kind, *rest in names),
    )
