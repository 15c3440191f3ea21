"""What a template sees of a story: what its briefings tell together, each item with the briefing that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from pelican.plugins.briefing.sources import Tally
    from pelican.plugins.briefing.view import (
        Claim,
        EventView,
        FactView,
        FigureView,
        Piece,
        QuotationView,
        State,
        UnknownView,
    )

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Told(Generic[Item]):
    """An item of a briefing."""

    item: Item
    """The item, as the briefing's own page shows it."""
    article: Any
    """The briefing's article."""


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """An entry of the merged timeline: one event, told by one briefing or by several."""

    told: tuple[Told[EventView], ...]
    """The event in each briefing that tells it, what has happened before what was planned; the first one's
    words are shown."""
    differs: bool
    """Whether the briefings give it different dates."""
    sources: tuple[int, ...] = ()
    """The numbers of the publishers who tell it."""

    @property
    def first(self) -> Told[EventView]:
        """The event as its entry shows it."""
        return self.told[0]

    @property
    def probable(self) -> bool:
        """Whether no briefing is sure of its date."""
        return all(found.item.probable for found in self.told)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a series."""

    told: Told[FigureView]
    """The figure."""
    words: tuple[Piece, ...]
    """What surrounds it in its text, itself included."""
    claim: Claim | None
    """Who gives it, where the text names somebody."""
    x: float = 0.0
    """Its place from left in the picture, in per cent."""
    y: float = 0.0
    """Its place from above in the picture, in per cent."""


@dataclass(frozen=True, slots=True)
class Series:
    """The same thing counted again."""

    id: str
    """The permalink's fragment."""
    points: tuple[Point, ...]
    """Its figures, oldest first."""
    low: str
    """The lowest of them, as printed."""
    high: str
    """The highest of them, as printed."""
    disagree: bool
    """Whether figures of one time differ beyond what "about" and "at least" allow."""

    @property
    def latest(self) -> Point:
        """The newest figure."""
        return self.points[-1]

    @property
    def marks(self) -> tuple[str, ...]:
        """What the picture's marks stand for, from left."""
        return tuple(f"{point.told.item.text} ({point.told.article.briefing.published.text})" for point in self.points)


@dataclass(frozen=True, slots=True)
class StorySpeaker:
    """Somebody's words over time."""

    name: str
    """Full name."""
    role: str
    """The newest role that is known, or empty."""
    href: str | None
    """Address of their own page."""
    said: tuple[Told[QuotationView], ...]
    """Quotations and statements, oldest briefing first."""


@dataclass(frozen=True, slots=True)
class StoryUnknown:
    """Something that a briefing says is not known."""

    told: Told[UnknownView]
    """The statement."""
    since: tuple[Told[EventView], ...]
    """What later briefings tell of the same matter."""


@dataclass(frozen=True, slots=True)
class StorySource:
    """What one publisher contributes to a story."""

    number: int
    """Its number on the page, from 1."""
    tally: Tally
    """Its briefings, and how many statements they have."""
    events: int
    """How many events of the timeline it tells."""
    alone: int
    """How many of them nobody else tells."""


@dataclass(frozen=True, slots=True)
class StoryChange:
    """What a briefing added to its story."""

    article: Any
    """The briefing's article."""
    events: tuple[EventView, ...]
    """Events that no earlier one told."""
    figures: tuple[tuple[Told[FigureView], Told[FigureView]], ...]
    """Figures that changed: as the last one had it, and as this one has it."""
    answers: tuple[tuple[Told[UnknownView], EventView], ...]
    """What was not known, and what this one tells of it."""

    @property
    def found(self) -> bool:
        """Whether there is anything."""
        return bool(self.events or self.figures or self.answers)


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story."""

    name: str
    """The last part of its address."""
    title: str
    """Its title."""
    introduction: tuple[str, ...]
    """What the editor says of it, a paragraph each."""
    status: State | None
    """Whether it goes on or has ended, where the editor says so."""
    url: str
    """Address under the site's root."""
    articles: tuple[Any, ...]
    """Its briefings in the story's order, oldest first where the editor gives none."""
    known: tuple[Told[FactView], ...] = ()
    """What is known now: the newest briefing's key facts, then earlier ones that no newer one takes up."""
    timeline: tuple[StoryEvent, ...] = ()
    """The events of all briefings, oldest first."""
    speakers: tuple[StorySpeaker, ...] = ()
    """Who said what, those who are quoted most first."""
    series: tuple[Series, ...] = ()
    """Figures over time."""
    unknowns: tuple[StoryUnknown, ...] = ()
    """What was said not to be known, newest first."""
    sources: tuple[StorySource, ...] = ()
    """What each publisher contributes."""
    changes: tuple[StoryChange, ...] = ()
    """What each briefing added, newest first; the first of all adds nothing."""
    feed: str = ""
    """Address of its feed under the site's root, or empty."""

    @property
    def newest_first(self) -> tuple[Any, ...]:
        """Its briefings, newest first."""
        return self.articles[::-1]

    @property
    def listed(self) -> bool:
        """Whether a briefing of it is no invented sample, as search engines may then be told."""
        return any(not article.briefing.sample for article in self.articles)


@dataclass(frozen=True, slots=True)
class StoryLink:
    """What a briefing's page says of its story."""

    title: str
    """The story's title."""
    url: str
    """Address of its page under the site's root."""
    number: int
    """How many briefings it has."""
    change: StoryChange | None
    """What this briefing added; None of the first."""
