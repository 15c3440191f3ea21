"""A site's own look: sections and their order, colours, faces, a logo, links at the foot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

# The sections of a briefing, in the order of the theme.
SECTIONS = (
    "key-facts",
    "in-numbers",
    "timeline",
    "who-said-what",
    "not-known",
    "named",
    "story",
    "source",
    "provenance",
    "history",
    "cite",
    "related",
)
FACES = ("serif", "sans", "mono")
# A token of the theme: "--accent: light-dark(#8a1f2b, #f0909a);".
_TOKEN = re.compile(r"--([a-z]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)")
# A colour as the settings write it: "#8a1f2b", "#064".
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
# Typefaces by name: `"Source Serif 4", Georgia, serif`.
_FACE = re.compile(r"[\w\s,.'\"-]+")
# Least contrast of what is read, and of lines that carry meaning (WCAG 2.2, 1.4.3 and 1.4.11), on either ground.
_CONTRAST = {**dict.fromkeys(("text", "muted", "link", "visited", "accent", "warn"), 4.5), "line": 3.0}
_GROUNDS = ("bg", "surface")
# Up to here a colour's parts count in proportion (sRGB, IEC 61966-2-1).
_DIM = 0.04045


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture before the site's name."""

    url: str
    """Its address under the site's root."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What of the look a site decides itself."""

    sections: tuple[str, ...]
    """The sections of a briefing that are shown, in order."""
    logo: Logo | None
    """A picture before the site's name."""
    foot: tuple[tuple[str, str], ...]
    """Label and address of links at the foot of each page."""


def read_looks(values: Mapping[str, Any]) -> Looks:
    """Return the look that checked settings ask for."""
    logo = values["BRIEFING_LOGO"]
    return Looks(
        tuple(values["BRIEFING_SECTIONS"]),
        Logo(*logo) if logo else None,
        tuple(map(tuple, values["BRIEFING_FOOT"])),
    )


def are_sections(value: Any) -> bool:  # noqa: ANN401 - a site's settings hold anything
    """Return whether a value is a list of sections, none twice."""
    return all(name in SECTIONS for name in value) and len(set(value)) == len(value)


def are_colours(value: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether a value gives names one colour each, or one for light and one for dark."""
    return all(
        isinstance(name, str)
        and len(pair) in {1, 2}
        and all(isinstance(part, str) and _COLOUR.fullmatch(part) for part in pair)
        for name, given in value.items()
        for pair in [given if isinstance(given, (list, tuple)) else [given]]
    )


def are_faces(value: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether a value gives typefaces for some of the theme's three uses."""
    return all(name in FACES and isinstance(face, str) and _FACE.fullmatch(face) for name, face in value.items())


def is_logo(value: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether a value is an address, a width and a height."""
    return not value or ([type(part) for part in value] == [str, int, int] and min(value[1:]) > 0)


def colours_of(tokens: str, given: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the colours of a site for light and dark, by name: the theme's, and its own in place of some.

    Args:
        tokens: the theme's style sheet of tokens.
        given: Pelican's settings.

    Raises:
        SettingsError: a colour has no use in the theme, or too little contrast to be read.
    """
    colours = {name: (light, dark) for name, light, dark in _TOKEN.findall(tokens)}
    own = {name: _pair(value) for name, value in given.get("BRIEFING_COLOURS", {}).items()}
    for name in own:
        if name not in colours:
            raise SettingsError("BRIEFING_COLOURS", f"has {name!r}", "some of " + ", ".join(sorted(colours)))
    colours.update(own)
    if own:
        _check_contrast(colours)
    return colours


def style_of(given: Mapping[str, Any]) -> str:
    """Return the rules that give a site its own colours and faces; empty where it has none."""
    colours = {name: _pair(value) for name, value in given.get("BRIEFING_COLOURS", {}).items()}
    rules = [f"--{name}: light-dark({light}, {dark});" for name, (light, dark) in colours.items()]
    rules += [f"--{name}: {face};" for name, face in given.get("BRIEFING_FACES", {}).items()]
    return f"@layer tokens {{ :root {{ {' '.join(rules)} }} }}\n" if rules else ""


def _pair(value: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    """Return a colour for light and one for dark of what a site gives."""
    light, *dark = [value] if isinstance(value, str) else value
    return light, dark[0] if dark else light


def _check_contrast(colours: Mapping[str, tuple[str, str]]) -> None:
    """Hold the colours against both grounds, in light and in dark."""
    for (name, least), ground, scheme in product(_CONTRAST.items(), _GROUNDS, (0, 1)):
        found = _contrast(colours[name][scheme], colours[ground][scheme])
        if found < least:
            where = f"{('light', 'dark')[scheme]} colours: {name} on {ground} has a contrast of {found:.1f}"
            raise SettingsError("BRIEFING_COLOURS", where, f"{least} or more, so that all can read it")


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= _DIM else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
