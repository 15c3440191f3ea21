"""What is said of a site's seeds: one finding a line, each with a code that does not change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from factbox import EditError
from pelican.plugins.briefing.errors import AddressError, SidecarError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factbox import FactboxError
    from pelican.plugins.briefing.errors import BriefingError


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a seed, or that an editor may want to look at."""

    code: str
    """A key of `CODES`."""
    file: str
    """The file, as messages call it: `seeds/flood.toml`."""
    text: str
    """What is wrong, and what was expected."""
    line: int | None = None
    """Its line, from 1, where one is known."""
    item: str = ""
    """The item's id, where it is of one that the page shows."""

    @property
    def level(self) -> Level:
        """How much it weighs."""
        return CODES[self.code][0]

    def __str__(self) -> str:
        """Return the line that a build prints: "seeds/flood.toml:3: what is wrong"."""
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.text}"


# Every code with its weight and what it says, in the order in which an editor would go at them.
CODES: Mapping[str, tuple[Level, str]] = {
    "seed": (Level.ERROR, "The article cannot be read or has no page: empty, no text, a name used twice."),
    "sidecar": (Level.ERROR, "The sidecar or header does not say what it must: an unknown key, a date that is none."),
    "correction": (Level.ERROR, "A correction fits no item, or more than one; the nearest ones are named."),
    "address": (Level.ERROR, "Two articles have one address, or a topic gives none."),
    "folder": (Level.WARNING, "The seeds folder is not there."),
    "encoding": (Level.WARNING, "Characters were read in another encoding than UTF-8, or were lost or mended."),
    "duplicate": (Level.WARNING, "Most of the text stands in another seed too."),
    "licence": (Level.WARNING, "The settings publish full texts, which the licence forbids: excerpts are shown."),
    "undated": (Level.WARNING, "Nothing says when it was published, so it is in no archive and no feed."),
    "headline": (Level.WARNING, "There is no headline, so the page has a working title."),
    "metadata": (Level.WARNING, "No licence is said; or, of a text that is not your own, no publisher or no address."),
    "speaker": (Level.WARNING, "A quotation has no speaker, or one that is only “he” or “she”."),
    "date": (Level.WARNING, "A date in figures can be read in two ways, so that its year alone was taken."),
    "unsure": (Level.NOTICE, "A speaker or a date is only likely; the page says “probably”."),
    "name": (Level.WARNING, "A name is spelled in another way in another briefing."),
    "namesake": (Level.NOTICE, "People of one name in two briefings may be two: their roles and company do not meet."),
    "omitted": (Level.NOTICE, "Items are left out of the page, to show no more of the text than is allowed."),
}  # fmt: skip
# An error's place: "seeds/flood.toml:3".
_PLACE = re.compile(r"(.*?)(?::(\d+))?", re.DOTALL)
_OF_ERRORS = {EditError: "correction", SidecarError: "sidecar", AddressError: "address"}


def of_error(error: BriefingError | FactboxError) -> Finding:
    """Return the finding that an error is."""
    place = _PLACE.fullmatch(error.place)
    file, line = place.groups() if place else (error.place, None)
    text = error.wrong + (f"; expected {error.expected}" if error.expected else "")
    return Finding(_OF_ERRORS.get(type(error), "seed"), file, text, int(line) if line else None)
