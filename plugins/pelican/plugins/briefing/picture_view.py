"""What a template sees of a briefing's pictures; each says in words what it shows.

Places are in per cent of the picture, from its upper left corner, so that words keep their size however wide it is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the timeline's axis."""

    x: float
    """Place from left, in per cent of the axis."""
    label: str
    """Words under the mark; empty where there is no room for any."""
    wide: bool = False
    """Whether a narrow window has no room for the words."""
    count: int = 1
    """How many events it stands for."""
    hollow: bool = False
    """Whether all that it stands for is planned."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The timeline as a picture."""

    title: str
    """What it shows, in one line."""
    description: str
    """All its marks in words."""
    ticks: tuple[Tick, ...]
    """From left; no two touch each other."""
    cuts: tuple[float, ...] = ()
    """Where a long time without events is cut out, in per cent from left."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A name on a map."""

    x: float
    """Place from left, in per cent."""
    y: float
    """Place from above, in per cent."""
    label: str
    """The name; empty where there is no room for it."""
    side: str = "right"
    """Where it stands: `right`, `left`, `above`, `below` or, of what has no mark, `on` the place."""
    wide: bool = False
    """Whether a narrow window has no room for it."""


@dataclass(frozen=True, slots=True)
class Map:
    """Where a briefing's places are."""

    title: str
    """What it shows, in one line."""
    description: str
    """The same in words."""
    land: str
    """Outlines of the countries, for an SVG path in a box of `width` by `height`."""
    width: int
    """Width of the box."""
    height: int
    """Height of the box."""
    spots: tuple[Spot, ...]
    """The places, each marked."""
    countries: tuple[Spot, ...]
    """Names of countries, none of them marked."""
    scale: tuple[float, str] | None = None
    """Length of the scale's bar in per cent of the width, and what it stands for: "200 km"."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a speaker's words a page has."""

    name: str
    """The speaker as the page names them."""
    href: str
    """The first of their quotations: `#q-7f3a9c`."""
    words: int
    """How many words stand inside quotation marks."""
    length: int
    """Length of its bar, in per cent of the longest."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Who is quoted how much."""

    rows: tuple[Share, ...]
    """The most first."""
    others: int
    """How many more speakers are quoted, with fewer words each."""
