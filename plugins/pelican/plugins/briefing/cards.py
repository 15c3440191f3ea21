"""Draws the picture that stands for a page where somebody shares it: the headline, and the site's name.

It needs the extra `cards`, Pillow and a typeface. Without it, and for a headline in letters that the typeface does not
have, the theme's own card stands for the page.
"""

from __future__ import annotations

import functools
import hashlib
import io
import unicodedata
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.looks import colours_of
from pelican.plugins.briefing.stages import stage
from pelican_briefing.places import CARDS, beside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.ImageFont import FreeTypeFont

    from pelican.plugins.briefing.injection import Site

# Goes into each picture's name: a new way to draw gives new names.
_VERSION = "2"
# OpenGraph's size, in pixels.
SIZE = (1200, 630)
_MARGIN, _BAR = 90, 24
# Sizes of the headline's letters, largest first: the first in which it needs no more lines than there is room for.
_LETTERS = (84, 72, 62, 54, 46)
_NAME, _LEADING, _FOOT = 38, 1.2, 130
# Steps from the ground to a colour, at the edges of letters.
_SHADES = 16
# What of the theme's colours a card has, those for light.
_COLOURS = frozenset({"bg", "text", "muted", "accent"})
# What the cache's pictures are called.
_NAMES = "[0-9a-f]" * 12 + ".png"
# Letters that a picture of plain glyphs in a row would show wrongly: those from right to left.
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws the cards of one site."""

    typeface: Path
    """A TrueType file."""
    colours: dict[str, str]
    """Colours of the theme by name: `bg`, `text`, `muted`, `accent`."""
    site: str
    """The site's name."""

    def name(self, headline: str) -> str:
        """Return the file's name of a card, by all that it shows."""
        shown = (_VERSION, self.typeface.name, *sorted(self.colours.items()), self.site, headline)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:12] + ".png"

    def can_write(self, words: str) -> bool:
        """Return whether the typeface has every letter of some words, and they run from left to right."""
        return all(letter.isspace() or _has_glyph(self.typeface, letter) for letter in set(words))

    def draw(self, headline: str) -> bytes:
        """Return the card of a headline, as PNG."""
        from PIL import Image, ImageDraw

        # Drawn in numbers of the palette, so that no colour must be looked for afterwards: that took ten times as long.
        image = Image.new("L", SIZE, 0)
        pen = ImageDraw.Draw(image)
        font, lines = self._fitted(headline)
        for number, line in enumerate(lines):
            pen.text((_MARGIN, _MARGIN + number * font.size * _LEADING), line, font=font, fill=255)
        image = image.point([shade * (_SHADES - 1) // 255 for shade in range(256)])
        small = self._font(_NAME)
        (name,) = _wrapped(self.site, small, 1)
        foot = Image.new("L", (SIZE[0], _FOOT), 0)
        ImageDraw.Draw(foot).text((_MARGIN, _NAME), name, font=small, fill=255)
        image.paste(foot.point([_SHADES + shade * (_SHADES - 1) // 255 for shade in range(256)]), (0, SIZE[1] - _FOOT))
        image.paste(2 * _SHADES, (0, 0, _BAR, SIZE[1]))
        image.putpalette(self._palette())
        file = io.BytesIO()
        image.save(file, "PNG", compress_level=6)
        return file.getvalue()

    def _palette(self) -> list[int]:
        """Return red, green and blue of each number: from the ground to the text, to the muted text, the accent."""
        from PIL.ImageColor import getrgb

        rgb = {name: getrgb(colour) for name, colour in self.colours.items()}
        steps = [(name, step / (_SHADES - 1)) for name in ("text", "muted") for step in range(_SHADES)]
        shades = [
            round(ground + (full - ground) * part)
            for name, part in steps
            for ground, full in zip(rgb["bg"], rgb[name], strict=True)
        ]
        return [*shades, *rgb["accent"]]

    def _font(self, size: int) -> FreeTypeFont:
        """Return the typeface in a size."""
        return _font(self.typeface, size)

    def _fitted(self, headline: str) -> tuple[FreeTypeFont, list[str]]:
        """Return the largest letters that a headline fits in, and its lines; in the smallest it may be cut."""
        for size in _LETTERS:
            font = self._font(size)
            room = int((SIZE[1] - _MARGIN - _FOOT) / (size * _LEADING))
            lines = _wrapped(headline, font, room)
            if not lines[-1].endswith("…") or headline.endswith("…"):
                break
        return font, lines


@functools.cache
def _font(typeface: Path, size: int) -> FreeTypeFont:
    """Return a typeface in a size."""
    from PIL import ImageFont

    return ImageFont.truetype(typeface, size, layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def _has_glyph(typeface: Path, letter: str) -> bool:
    """Return whether a typeface has a letter, and it runs from left to right."""
    font = _font(typeface, _NAME)
    drawn, nothing = (bytes(font.getmask(told)) for told in (letter, "\uffff"))
    return drawn != nothing and unicodedata.bidirectional(letter) not in _RIGHT_TO_LEFT


def _wrapped(words: str, font: FreeTypeFont, room: int) -> list[str]:
    """Return words in lines of the card's width, at most `room` of them; what does not fit becomes "…"."""
    width = SIZE[0] - 2 * _MARGIN
    lines = [""]
    for word in words.split():
        rest = word
        while rest and len(lines) <= room:
            longer = f"{lines[-1]} {rest}".strip()
            if len(longer) <= width and font.getlength(longer) <= width:
                lines[-1], rest = longer, ""
            elif lines[-1]:
                lines.append("")
            else:
                # A word wider than the card is broken where the line ends; no letter is less than a point wide.
                ends = range(1, min(len(rest), width) + 1)
                fits = max(1, bisect_right(ends, width, key=lambda end: ceil(font.getlength(rest[:end]))))
                lines[-1], rest = rest[:fits], rest[fits:]
    if len(lines) <= room:
        return lines
    last = lines[room - 1]
    while font.getlength(last + "…") > width:
        last = last[:-1]
    return [*lines[: room - 1], last.rstrip() + "…"]


def painter(theme: Path, given: Mapping[str, Any]) -> Painter | None:
    """Return what draws the cards of a site; None without the extra, or for a theme without colours to draw in.

    Args:
        theme: the theme's folder.
        given: Pelican's settings: the site's name, and colours of its own.
    """
    package = find_spec("font_source_sans_pro")
    tokens = theme / "static" / "css" / "tokens.css"
    if find_spec("PIL") is None or package is None or package.origin is None or not tokens.is_file():
        return None
    found = colours_of(tokens.read_text(encoding="utf-8"), given)
    if not found.keys() >= _COLOURS:
        return None
    colours = {name: found[name][0] for name in _COLOURS}
    made = Painter(Path(package.origin).with_name("files") / "SourceSansPro-Bold.ttf", colours, given["SITENAME"])
    return made if made.can_write(made.site) else None


@stage("card images drawn")
def add_cards(generator: Any, site: Site) -> None:  # noqa: ANN401 - Pelican has no types
    """Write a card for each briefing, and tell its article the address; those drawn before are taken from the cache.

    Args:
        generator: Pelican's generator of articles, when it has them all.
        site: has the briefings.
    """
    made = painter(Path(generator.theme), generator.settings)
    if made is None:
        return
    cache = beside(site.settings.cache, CARDS) if site.settings.cache else None
    drawn: set[str] = set()
    for article, page in site.articles:
        headline = page.outline.fields["title"]
        if address := _address(made, headline):
            article.card = address
            file = Path(generator.output_path, article.card)
            # Its name says all that it shows.
            if article.card in drawn:
                continue
            drawn.add(article.card)
            if site.kept and site.kept.take(article.card, b""):
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_kept(made, headline, cache))
    for kept in cache.glob(_NAMES) if cache else ():
        # Of headlines that have changed: the cache holds no more than one build draws.
        if f"cards/{kept.name}" not in drawn:
            kept.unlink(missing_ok=True)


def card_address(generator: Any, headline: str) -> str:  # noqa: ANN401 - as above
    """Return the address of the card that a headline has, or will have; empty where it has none."""
    made = painter(Path(generator.theme), generator.settings)
    return _address(made, headline) if made else ""


def _address(made: Painter, headline: str) -> str:
    """Return the address of a headline's card; empty where it cannot be written."""
    return f"cards/{made.name(headline)}" if made.can_write(headline) else ""


def _kept(made: Painter, headline: str, cache: Path | None) -> bytes:
    """Return the card of a headline, out of the cache where it is there whole."""
    kept = cache / made.name(headline) if cache else None
    data = kept.read_bytes() if kept and kept.is_file() else b""
    if data.endswith(b"IEND\xaeB`\x82"):
        return data
    data = made.draw(headline)
    if kept:
        # A cache that cannot be written to is no error.
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
    return data
