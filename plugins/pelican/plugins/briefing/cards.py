"""Draws the picture that stands for a page where somebody shares it: the headline, and the site's name.

It needs the extra `cards`, Pillow and a typeface. Without it, and for a headline in letters that the typeface does not
have, the theme's own card stands for the page.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.looks import colours_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.ImageFont import FreeTypeFont

    from pelican.plugins.briefing.injection import Site

# Goes into each picture's name: a new way to draw gives new names.
_VERSION = "1"
# OpenGraph's size, in pixels.
SIZE = (1200, 630)
_MARGIN, _BAR = 90, 24
# Sizes of the headline's letters, largest first: the first in which it needs no more lines than there is room for.
_LETTERS = (84, 72, 62, 54, 46)
_NAME, _LEADING, _FOOT = 38, 1.2, 130
# What of the theme's colours a card has, those for light.
_COLOURS = frozenset({"bg", "text", "muted", "accent"})
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
        font = self._font(_NAME)
        nothing = bytes(font.getmask("\uffff"))
        return all(
            letter.isspace()
            or (bytes(font.getmask(letter)) != nothing and unicodedata.bidirectional(letter) not in _RIGHT_TO_LEFT)
            for letter in set(words)
        )

    def draw(self, headline: str) -> bytes:
        """Return the card of a headline, as PNG."""
        from PIL import Image, ImageDraw

        image = Image.new("RGB", SIZE, self.colours["bg"])
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 0, _BAR, SIZE[1]), fill=self.colours["accent"])
        font, lines = self._fitted(headline)
        for number, line in enumerate(lines):
            place = (_MARGIN, _MARGIN + number * font.size * _LEADING)
            pen.text(place, line, font=font, fill=self.colours["text"])
        small = self._font(_NAME)
        (name,) = _wrapped(self.site, small, 1)
        pen.text((_MARGIN, SIZE[1] - _FOOT + _NAME), name, font=small, fill=self.colours["muted"])
        file = io.BytesIO()
        image.quantize(32).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _font(self, size: int) -> FreeTypeFont:
        """Return the typeface in a size."""
        from PIL import ImageFont

        return ImageFont.truetype(self.typeface, size, layout_engine=ImageFont.Layout.BASIC)

    def _fitted(self, headline: str) -> tuple[FreeTypeFont, list[str]]:
        """Return the largest letters that a headline fits in, and its lines; in the smallest it may be cut."""
        for size in _LETTERS:
            font = self._font(size)
            room = int((SIZE[1] - _MARGIN - _FOOT) / (size * _LEADING))
            lines = _wrapped(headline, font, room)
            if not lines[-1].endswith("…") or headline.endswith("…"):
                break
        return font, lines


def _wrapped(words: str, font: FreeTypeFont, room: int) -> list[str]:
    """Return words in lines of the card's width, at most `room` of them; what does not fit becomes "…"."""
    width = SIZE[0] - 2 * _MARGIN
    lines = [""]
    for word in words.split():
        rest = word
        while rest:
            longer = f"{lines[-1]} {rest}".strip()
            if font.getlength(longer) <= width:
                lines[-1], rest = longer, ""
            elif lines[-1]:
                lines.append("")
            else:
                # A word wider than the card is broken where the line ends.
                fits = max(1, sum(font.getlength(rest[:end]) <= width for end in range(1, len(rest) + 1)))
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


def add_cards(generator: Any, site: Site) -> None:  # noqa: ANN401 - Pelican has no types
    """Write a card for each briefing, and tell its article the address; those drawn before are taken from the cache.

    Args:
        generator: Pelican's generator of articles, when it has them all.
        site: has the briefings.
    """
    made = painter(Path(generator.theme), generator.settings)
    if made is None:
        return
    cache = site.settings.cache.with_name(site.settings.cache.name + "-cards") if site.settings.cache else None
    drawn: set[str] = set()
    for article, page in site.articles:
        headline = page.view.title
        if made.can_write(headline):
            article.card = f"cards/{made.name(headline)}"
            file = Path(generator.output_path, article.card)
            # Its name says all that it shows.
            if article.card in drawn:
                continue
            drawn.add(article.card)
            if site.kept and site.kept.take(article.card, b""):
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_kept(made, headline, cache))
    for kept in cache.glob("*.png") if cache else ():
        # Of headlines that have changed: the cache holds no more than one build draws.
        if f"cards/{kept.name}" not in drawn:
            kept.unlink(missing_ok=True)


def _kept(made: Painter, headline: str, cache: Path | None) -> bytes:
    """Return the card of a headline, out of the cache where it is there whole."""
    kept = cache / made.name(headline) if cache else None
    data = kept.read_bytes() if kept and kept.is_file() else b""
    if data.endswith(b"IEND\xaeB`\x82"):
        return data
    data = made.draw(headline)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(data)
    return data
