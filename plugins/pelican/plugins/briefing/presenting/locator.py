"""The map of a briefing's places: those whose coordinates are sure, on the countries around them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from factbox import EntityKind
from pelican.plugins.briefing.languages import N_
from pelican.plugins.briefing.picture_view import Map, Spot
from pelican.plugins.briefing.presenting.outlines import Window, drawn
from pelican.plugins.briefing.presenting.pointing import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbox import Entity
    from pelican.plugins.briefing.languages import Language

# The picture, in units; a page shows it as wide as its text. A map of more degrees than these from north to south has
# units of twice the size.
_WIDTH, _HEIGHT, _COARSE = 640, 360, 18.0
# The least that a map shows from north to south, in degrees, and what it leaves around its places, as a share.
_LEAST, _AROUND = 9.0, 0.2
# No map shows more of the poles' seas than to here, in degrees.
_POLE = 84.0
# Widths in pixels that a page shows the picture in, where narrow and where wide; names must not touch in any.
_NARROW, _WIDE = (276, 340, 420, 500, 560, 660), (560, 600, 660)
# Size of a letter, a capital and a line, room of a mark, and from a mark to its name, in pixels.
_LETTER, _CAPITAL, _LINE, _MARK, _OFF = 9.5, 12, 17, 6, 9
_SIDES, _ON = ("right", "left", "above", "below"), "on"
# Names of countries on one map at most.
_MOST_COUNTRIES = 8
# A degree of latitude, and lengths that a scale's bar can stand for, in kilometres.
_DEGREE, _LENGTHS = 111.2, (1000, 500, 200, 100, 50)
# The scale's bar takes at most this share of the width; where the map is of more degrees than these from north to
# south, a length is not the same everywhere on it, and there is none.
_BAR, _FLAT = 0.25, 30.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Located:
    """Places to be marked on a map, which is drawn where a page shows it."""

    places: tuple[tuple[tuple[float, float], str], ...]
    """Latitude and longitude of each, in degrees, and its name."""
    language: Language
    """What the map speaks."""

    @property
    def drawn(self) -> Map:
        """The map."""
        places, language = dict(self.places), self.language
        window = _window(list(places))
        seen = drawn(window)
        marks = [_Name(name, *window.place(longitude, latitude)) for (latitude, longitude), name in places.items()]
        spots, countries = _named(
            marks, [_Name(name, x, y) for name, (x, y) in seen.centres if name not in places.values()]
        )
        return Map(
            language.ngettext("Map with %(num)s place marked", "Map with %(num)s places marked", len(places)),
            _description(places, [name for name, _ in seen.centres], language),
            seen.path,
            window.width,
            window.height,
            spots,
            countries,
            _scale(window),
        )


def map_view(entities: Iterable[Entity], language: Language) -> Located | None:
    """Return the map of the places among entities whose coordinates are sure; None where there are none."""
    found = ((entity.coordinates, one_line(entity.name)) for entity in entities if entity.kind is EntityKind.PLACE)
    return map_of(((coordinates, name) for coordinates, name in found if coordinates), language)


def map_of(located: Iterable[tuple[tuple[float, float], str]], language: Language) -> Located | None:
    """Return the map of places; None where there are none.

    Args:
        located: latitude and longitude of each, in degrees, and its name; of two at one spot the first is named.
        language: what the map speaks.
    """
    places: dict[tuple[float, float], str] = {}
    for coordinates, name in located:
        # In capitals it is as a dateline prints it.
        places.setdefault(coordinates, name.title() if name.isupper() else name)
    return Located(tuple(places.items()), language) if places else None


def _window(places: Sequence[tuple[float, float]]) -> Window:
    """Return the rectangle of the world that shows places, given as latitude and longitude, with some room around."""
    latitudes = [latitude for latitude, _ in places]
    longitudes = sorted({longitude for _, longitude in places})
    # They lie in what is left of the circle without its longest stretch that has none.
    turns = [*longitudes, longitudes[0] + 360]
    gap, west = max((b - a, b) for a, b in pairwise(turns))
    wide, tall = 360 - gap, max(latitudes) - min(latitudes)
    middle = (max(latitudes) + min(latitudes)) / 2
    # A degree of longitude is shorter than one of latitude, the more the farther from the equator.
    narrowing = math.cos(math.radians(min(abs(middle), 70)))
    room = 1 + 2 * _AROUND
    down = min(_HEIGHT / max(tall * room, _LEAST), _WIDTH / (max(wide * room, 1) * narrowing))
    down = max(down, _WIDTH / (360 * narrowing))
    half = _HEIGHT / down / 2
    middle = max(min(middle, _POLE - half), half - _POLE) if half < _POLE else 0
    across = down * narrowing
    left = west + wide / 2 - _WIDTH / across / 2
    unit = 2 if 2 * half > _COARSE else 1
    size = (_WIDTH // unit, _HEIGHT // unit)
    return Window((left + 180) % 360 - 180, middle + half, across / unit, down / unit, *size)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name with what it belongs to."""

    text: str
    """The name."""
    x: float
    """Place from left, from 0 to 1."""
    y: float
    """Place from above, from 0 to 1."""

    def spot(self, side: str, *, wide: bool, shown: bool = True) -> Spot:
        """Return it as a template sees it."""
        return Spot(round(100 * self.x, 1), round(100 * self.y, 1), self.text if shown else "", side, wide)

    def mark(self, width: int) -> Box:
        """Return the room of its mark on a picture of a width, in pixels."""
        left, top = self.x * width, self.y * width * _HEIGHT / _WIDTH
        return left - _MARK, top - _MARK, left + _MARK, top + _MARK

    def box(self, side: str, width: int) -> Box:
        """Return its own room on a picture of a width, in pixels."""
        length = sum(_CAPITAL if letter.isupper() else _LETTER for letter in self.text)
        left = self.x * width + {"right": _OFF, "left": -_OFF - length}.get(side, -length / 2)
        fall = {"above": -_OFF - _LINE / 2, "below": _OFF + _LINE / 2}.get(side, 0)
        middle = self.y * width * _HEIGHT / _WIDTH + fall
        return left, middle - _LINE / 2, left + length, middle + _LINE / 2


class _Room:
    """What of a picture is taken, in each of its widths."""

    def __init__(self, marks: Sequence[_Name]) -> None:
        """Begin with the marks alone."""
        self._taken = {width: [mark.mark(width) for mark in marks] for width in (*_NARROW, *_WIDE)}

    def place(self, name: _Name, sides: Iterable[str], widths: Iterable[int]) -> str:
        """Return the first side that a name fits on in each of some widths, and take it, else nothing."""
        for side in sides:
            if all(self._is_free(name, side, width) for width in widths):
                for width, taken in self._taken.items():
                    taken.append(name.box(side, width))
                return side
        return ""

    def _is_free(self, name: _Name, side: str, width: int) -> bool:
        """Return whether a name lies on the picture and touches nothing."""
        left, top, right, bottom = name.box(side, width)
        own = name.mark(width) if side != _ON else None
        return (
            left >= 0
            and right <= width
            and top >= 0
            and bottom <= width * _HEIGHT / _WIDTH
            and not any(
                other != own and left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
                for other in self._taken[width]
            )
        )


def _named(marks: Sequence[_Name], centres: Sequence[_Name]) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """Return the places and the countries with their names where there is room for them, places before countries."""
    room = _Room(marks)
    spots: dict[_Name, Spot] = {}
    countries: dict[_Name, Spot] = {}
    for widths, wide in ((_NARROW, False), (_WIDE, True)):
        for name in marks:
            side = room.place(name, _SIDES, widths) if name not in spots else ""
            if side:
                spots[name] = name.spot(side, wide=wide)
        for name in centres:
            if len(countries) < _MOST_COUNTRIES and name not in countries and room.place(name, [_ON], widths):
                countries[name] = name.spot(_ON, wide=wide)
    unnamed = (name.spot("right", wide=False, shown=False) for name in marks)
    return tuple(spots.get(name, bare) for name, bare in zip(marks, unnamed, strict=True)), tuple(countries.values())


def _description(places: dict[tuple[float, float], str], countries: Sequence[str], language: Language) -> str:
    """Return the map in words."""
    names = "; ".join(name for _, name in sorted(places.items(), reverse=True))
    one, many = language.gettext("Marked: %(names)s.", names=names), N_("From north to south: %(names)s.")
    told = one if len(places) == 1 else language.gettext(many, names=names)
    around = _listed(countries[:_MOST_COUNTRIES], language)
    return f"{told} {language.gettext('The map shows %(countries)s.', countries=around)}" if countries else told


def _listed(names: Sequence[str], language: Language) -> str:
    """Return names as a list in words: "A, B and C"."""
    *first, last = names or [""]
    return language.gettext("%(names)s and %(last)s", names=", ".join(first), last=last) if first else last


def _scale(window: Window) -> tuple[float, str] | None:
    """Return the scale's bar; None where one length does not hold all over the map."""
    if window.height / window.down > _FLAT:
        return None
    shares = ((window.down * length / _DEGREE / window.width, length) for length in _LENGTHS)
    share, length = next(found for found in shares if found[0] <= _BAR)
    return round(100 * share, 2), f"{length} km"
