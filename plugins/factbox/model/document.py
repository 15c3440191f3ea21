"""A seed as it was read: its text, its layout, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from factbox.spans import Span


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read, in words for the editor."""

    code: str
    """A short name that does not change, such as `mojibake`."""
    message: str
    """What is wrong and what the editor can do."""
    line: int | None = None
    """Line of the seed, from 1, where one is known."""
    span: Span | None = None
    """Where in the text, where that is known."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an editor says about a seed, beside its text; None where the editor is silent."""

    title: str | None = None
    """The headline."""
    published: dt.date | None = None
    """A date, or a date-time that keeps its offset (a `datetime` is a `date`)."""
    published_origin: str = "sidecar"
    """Who says `published`: `sidecar`, `header` or `filename`."""
    updated: dt.date | None = None
    """As `published`, of the last change."""
    publisher: str | None = None
    """The outlet."""
    author: str | None = None
    """The byline."""
    url: str | None = None
    """Address of the original."""
    licence: str | None = None
    """SPDX identifier, `own`, or as given."""
    language: str | None = None
    """BCP 47 tag of the text; recognised from it where None."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from and who says so."""

    path: str
    """Path under the seeds folder; empty for a text that came without a file."""
    sha256: str
    """Hexadecimal SHA-256 of the seed's bytes."""
    title: str
    """The headline, or a working title from the lede's own words."""
    title_origin: str
    """`given` (sidecar or header), `first_line` or `lede`."""
    publisher: str | None = None
    """The outlet."""
    publisher_origin: str | None = None
    """`given`, `inferred` (from phrases such as "told the Harbour Post"), or None."""
    author: str | None = None
    """The byline as given."""
    url: str | None = None
    """Address of the original."""
    licence: str | None = None
    """SPDX identifier, `own`, or as given."""
    language: str = "en"
    """BCP 47 tag, given or recognised; `und` where neither."""
    published: dt.date | None = None
    """A date, or a date-time with its offset."""
    published_origin: str | None = None
    """`sidecar`, `header`, `filename`, `dateline`, or None."""
    updated: dt.date | None = None
    """As `published`."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, agency and date that open a wire story."""

    span: Span
    """From the place to the closing dash, without the dash."""
    place_span: Span | None
    """The place as printed; None where a dateline has only an agency."""
    place: str | None
    """The place as printed, `text[place_span]`."""
    agency: str | None
    """The news agency, such as `UPI`."""
    date: str | None
    """TIMEX3: `2024-10-04`, or `XXXX-10-04` where the year is not said."""
    rule: str
    """Name of the rule that found it."""


class NoticeKind(StrEnum):
    """What a line that is not body text says."""

    UPDATE = "update"
    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    CONTRIBUTION = "contribution"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Notice:
    """A line about the article that is not part of its prose."""

    kind: NoticeKind
    """What the line says."""
    span: Span
    """The line."""
    text: str
    """The line, word for word."""
    rule: str
    """Name of the rule that found it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A seed after it was read: the cleaned text that never changes again, and its layout."""

    id: str
    """The seed's path without suffix, or the id that was given."""
    source: Source
    """Where it comes from."""
    text: str
    """The cleaned text all spans point into."""
    title_span: Span | None
    """The headline line in the text, where there is one; it is no prose."""
    paragraphs: tuple[Span, ...]
    """The prose, in order: no headline, notice or caption; the first one starts after the dateline."""
    dateline: Dateline | None = None
    """The opening place and date."""
    notices: tuple[Notice, ...] = ()
    """Lines about the article."""
    issues: tuple[Issue, ...] = ()
    """What could not be read."""

    @property
    def english(self) -> bool:
        """Whether the text is English; of other languages nothing is extracted."""
        return self.source.language.lower().split("-")[0] == "en"
