"""What a template sees of a person, an organisation or a place across briefings."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pelican.plugins.briefing.presenting.locator import Located
    from pelican.plugins.briefing.stories.view import StoryLink
    from pelican.plugins.briefing.view import EventView, QuotationView


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An entry of a timeline among those of other briefings."""

    event: EventView
    """The entry."""
    article: Any
    """The article of the briefing that it stands in."""
    sort: str
    """Orders entries across briefings: by date, those without one after all others."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What one briefing has of a person, an organisation or a place."""

    article: Any
    """The briefing's article."""
    quotations: Sequence[QuotationView]
    """Their words, with quotation marks in the text."""
    reported: Sequence[QuotationView]
    """Their words, reported."""
    events: Sequence[DatedEvent]
    """Entries of its timeline whose words name them."""


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A person, an organisation or a place across briefings."""

    kind: str
    """`person`, `organisation` or `place`."""
    label: str
    """The kind in words, of many: "People"."""
    name: str
    """The name as the newest briefing has it."""
    detail: str
    """The newest role that is known, a place's country, or empty."""
    folder: str
    """Folder of the kind under the site's root: `people`."""
    url: str
    """Address under the site's root."""
    quoted: int
    """How many quotations and statements are theirs."""
    appearances: tuple[Appearance, ...]
    """A briefing each, newest first."""

    feed: str = ""
    """Address of its feed under the site's root, or empty."""
    roles: tuple[tuple[str, Any], ...] = ()
    """A person's roles over time, oldest first, each with the article of the first briefing that has it; empty where
    there is one alone."""
    note: str = ""
    """What an editor says of a person."""
    link: str = ""
    """Address of a page about a person, as an editor gave it."""
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude of a place, in degrees, where all briefings that know them agree."""
    map: Located | None = None
    """Where that is."""

    def positions(
        self, appearances: Iterable[Appearance]
    ) -> tuple[tuple[StoryLink | None, tuple[Appearance, ...]], ...]:
        """Return what they said by story, that with the newest statement first; what is of no story stands last.

        Args:
            appearances: some of them or all, newest first.
        """
        found: dict[str, tuple[StoryLink | None, list[Appearance]]] = {}
        for appearance in appearances:
            if appearance.quotations or appearance.reported:
                story = appearance.article.briefing.story
                found.setdefault(story.url if story else "", (story, []))[1].append(appearance)
        ordered = sorted(found.values(), key=lambda one: one[0] is None)
        return tuple((story, tuple(said)) for story, said in ordered)

    def timeline(self, appearances: Iterable[Appearance]) -> tuple[tuple[DatedEvent, ...], ...]:
        """Return what is told of it, oldest first; what several briefings tell in the same words once, with each.

        Args:
            appearances: some of them or all, newest first.
        """
        told: dict[tuple[str, str], list[DatedEvent]] = {}
        entries = (dated for appearance in appearances for dated in appearance.events)
        for dated in sorted(entries, key=lambda entry: entry.sort):
            told.setdefault((dated.sort, dated.event.text), []).append(dated)
        return tuple(map(tuple, told.values()))

    @property
    def order(self) -> tuple[str, ...]:
        """What subjects of a kind are ordered by: people by their last names, others by their names."""
        folded = "".join(
            letter for letter in unicodedata.normalize("NFKD", self.name) if not unicodedata.combining(letter)
        )
        folded = folded.casefold()
        return folded.split()[-1] if self.kind == "person" else folded, folded, self.url

    @property
    def letter(self) -> str:
        """What it stands under in a list: the first letter of what it is ordered by, or "#" where that is none."""
        first = self.order[0][:1].upper()
        return first if first.isalpha() else "#"

    @property
    def listed(self) -> bool:
        """Whether it stands in a briefing that is no invented sample, as search engines may then be told."""
        return any(not found.article.briefing.sample for found in self.appearances)
