"""What is said of a document: the annotations together, and the briefing made from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from factbox.model.annotations import ADDED
from factbox.records import quick

if TYPE_CHECKING:
    import datetime as dt

    from factbox.model.annotations import Certainty, Entity, Quantity, Quotation, Timex
    from factbox.model.document import Dateline, Document, Issue, Notice, Source
    from factbox.spans import Span


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything the stages found in one document."""

    document: Document
    """The text they were found in."""
    sentences: tuple[Span, ...]
    """In order; they tile the paragraphs."""
    entities: tuple[Entity, ...] = ()
    """By first mention."""
    people: tuple[Person, ...] = ()
    """Names with roles, by first mention."""
    quotations: tuple[Quotation, ...] = ()
    """In text order, direct and indirect."""
    timexes: tuple[Timex, ...] = ()
    """In text order."""
    quantities: tuple[Quantity, ...] = ()
    """In text order."""


class Precision(StrEnum):
    """How finely an event is dated."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class Modality(StrEnum):
    """How an event is told."""

    REPORTED = "reported"
    SAID = "said"
    PLANNED = "planned"


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline."""

    id: str
    """`e-…`."""
    span: Span
    """The clause or sentence shown."""
    text: str
    """The span, word for word."""
    sentence: int
    """Index into the sentences."""
    timex: str | None
    """Id of the time expression that dates it."""
    value: str
    """TIMEX3 of the calendar point; empty where no date is known."""
    edtf: str
    """The same in ISO 8601-2; empty where no date is known."""
    precision: Precision
    """How finely it is dated."""
    mod: str | None
    """TIMEX3 modifier."""
    sort: str
    """A full date for ordering (`2024-08-12`), or a signed number of days from publication where no date is known."""
    relative: str | None
    """"Monday before publication", where no date is known."""
    modality: Modality
    """Reported, said or planned."""
    by: str | None
    """Id of the quotation (or entity) whose claim it is, where it is said."""
    certainty: Certainty
    """How sure the date is."""
    rule: str
    """Name of the rule that dated it."""
    also: tuple[Span, ...] = field(default=(), metadata=ADDED)
    """Where else the text tells of it."""
    zone: str | None = field(default=None, metadata=ADDED)
    """Time zone of its time of day, as a time expression has it."""


@quick
@dataclass(frozen=True, slots=True)
class Person:
    """A name with its role as given."""

    name: str
    """The fullest form in the text."""
    name_span: Span
    """Where a form of the name stands beside the role."""
    role: str | None
    """The role, word for word."""
    role_span: Span | None
    """Where the role stands."""
    entity: str
    """Id of the entity."""
    rule: str
    """Name of the rule that found the role, or the name where there is none."""


class Slot(StrEnum):
    """Which question a key fact answers."""

    WHO = "who"
    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    NUMBER = "number"


@quick
@dataclass(frozen=True, slots=True)
class KeyFact:
    """One row of the key-facts box."""

    id: str
    """`f-…`."""
    slot: Slot
    """The question it answers."""
    span: Span
    """The words shown."""
    text: str
    """The span, word for word."""
    cuts: tuple[Span, ...]
    """Parts of the span left out of it, shown as "…"."""
    by: str | None
    """Of a claim: id of the quotation (or entity) whose claim it is."""
    sentence: int
    """Index into the sentences."""
    refs: tuple[str, ...]
    """Ids of what it mentions: entities, timexes, quantities."""
    rule: str
    """Name of the rule that chose it."""


@quick
@dataclass(frozen=True, slots=True)
class FiveWItem:
    """One answer to who, what, where or when."""

    span: Span
    """The answer."""
    text: str
    """The span, word for word."""
    value: str | None = None
    """Of a `when`: its TIMEX3 value."""


@dataclass(frozen=True, slots=True)
class FiveW:
    """Who, what, where, when: best first, empty where the text does not say."""

    who: tuple[FiveWItem, ...] = ()
    """People and bodies."""
    what: tuple[FiveWItem, ...] = ()
    """What happened."""
    where: tuple[FiveWItem, ...] = ()
    """Places."""
    when: tuple[FiveWItem, ...] = ()
    """Times."""


class UnknownKind(StrEnum):
    """In what way something is not known."""

    UNVERIFIED = "unverified"
    UNCLEAR = "unclear"
    DISPUTED = "disputed"
    ANONYMOUS_SOURCE = "anonymous_source"
    VAGUE_DATE = "vague_date"
    NO_COMMENT = "no_comment"


@quick
@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the text itself says is not known."""

    id: str
    """`u-…`."""
    kind: UnknownKind
    """In what way."""
    span: Span
    """The clause or sentence that says so."""
    text: str
    """The span, word for word."""
    sentence: int
    """Index into the sentences."""
    rule: str
    """Name of the rule that found it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor changed."""

    path: str
    """File of the correction."""
    line: int
    """Its line, from 1."""
    action: str
    """`add`, or the correction's table: `hide`, `quotation`, `event`, …; `checked` changed nothing."""
    item: str
    """Id of the item; empty where it is the page."""
    fields: tuple[str, ...] = ()
    """What of the item was changed: `speaker`, `date`, …"""
    own: tuple[str, ...] = ()
    """Those of the fields that the text does not say: they are the editor's own statement, and have no span."""
    reason: str | None = None
    """How the editor knows them."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the editor's, in the editor's words."""

    text: str
    """What it says."""
    item: str | None = None
    """Id of the item it is about; None where that is the page."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What an earlier version of the page had wrong, in the editor's words."""

    date: dt.date
    """When it was put right."""
    wrong: str
    """What was wrong."""
    right: str
    """What is right."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that is known of one article: the parser's public result, field by field as in its JSON."""

    id: str
    """The document's id."""
    source: Source
    """Where it comes from."""
    text: str | None
    """The cleaned text; None in a published file unless it may be published."""
    paragraphs: tuple[Span, ...]
    """The prose."""
    sentences: tuple[Span, ...]
    """They tile the paragraphs."""
    dateline: Dateline | None = None
    """The opening place and date."""
    quotations: tuple[Quotation, ...] = ()
    """In text order."""
    timexes: tuple[Timex, ...] = ()
    """In text order."""
    timeline: tuple[Event, ...] = ()
    """Oldest first."""
    entities: tuple[Entity, ...] = ()
    """By first mention."""
    people: tuple[Person, ...] = ()
    """By first mention."""
    quantities: tuple[Quantity, ...] = ()
    """In text order."""
    key_facts: tuple[KeyFact, ...] = ()
    """Best first."""
    five_w: FiveW = field(default_factory=FiveW)
    """Who, what, where, when."""
    unknowns: tuple[Unknown, ...] = ()
    """In text order."""
    notices: tuple[Notice, ...] = ()
    """In text order."""
    issues: tuple[Issue, ...] = ()
    """What could not be read."""
    edits: tuple[Edit, ...] = ()
    """What an editor changed."""
    notes: tuple[Note, ...] = ()
    """What an editor remarks, in the sidecar's order."""
    corrections: tuple[Correction, ...] = ()
    """What an editor put right, in the sidecar's order."""
