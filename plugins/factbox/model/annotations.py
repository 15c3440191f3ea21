"""What the stages find in a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from factbox.records import quick

if TYPE_CHECKING:
    from factbox.spans import Span

# Marks a field that came after the data's form was published, so that older data may lack it.
ADDED = {"added": True}


class Certainty(StrEnum):
    """How far an annotation can be trusted; what is less than likely is left out."""

    SURE = "sure"
    LIKELY = "likely"


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class MentionKind(StrEnum):
    """How somebody or something is mentioned."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


class Gender(StrEnum):
    """What the text shows of a person's gender, by title, given name or pronoun."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a person, an organisation or a place."""

    span: Span
    """The name without its title or role: "Ruiz" of "Ms Ruiz"."""
    text: str
    """The name, word for word."""
    kind: EntityKind
    """What it names."""
    rule: str
    """Name of the rule that found it."""
    title: str | None = None
    """A title in front of the name ("Ms", "Dr"), word for word."""
    gender: Gender = Gender.UNKNOWN
    """What its title or given name shows; pronouns near it do not count here."""
    role_span: Span | None = None
    """The role printed beside this mention: "a harbour pilot" of "Ana Ruiz, a harbour pilot,"."""


@quick
@dataclass(frozen=True, slots=True)
class Entity:
    """Everything in one text that names the same person, organisation or place."""

    id: str
    """`person-…`, `organisation-…` or `place-…`."""
    kind: EntityKind
    """What it is."""
    name: str
    """The fullest form in the text, word for word."""
    name_span: Span
    """Where that form first stands."""
    mentions: tuple[Span, ...]
    """All its names in the text, in order; no pronouns."""
    rule: str
    """Name of the rule that found its fullest form."""
    gender: Gender = Gender.UNKNOWN
    """Of a person, what the text shows."""
    role: str | None = None
    """The first role printed beside any of its mentions, word for word."""
    role_span: Span | None = None
    """Where that role stands."""
    country: str | None = None
    """ISO 3166 alpha-2 code of a place, where the lexicon knows it."""
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees of a place, only where sure."""


@quick
@dataclass(frozen=True, slots=True)
class Stretch:
    """The text inside one pair of quotation marks."""

    span: Span
    """The content, without the marks."""
    outer: Span
    """The content with its marks; an unclosed one runs to the end of its paragraph, or to where it is opened anew."""
    closed: bool
    """Whether the closing mark stands in the text."""
    paragraph: int
    """Index into `Document.paragraphs`."""
    rule: str
    """Name of the rule that paired the marks."""


# The rules whose indirect quotation is no statement that somebody made: nothing else is read from those.
OPINIONS = frozenset(("asked", "expected", "judged", "thought", "topic", "wanted", "withheld"))


class QuotationKind(StrEnum):
    """How the words of a speaker are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@quick
@dataclass(frozen=True, slots=True)
class Cue:
    """The words that say that somebody speaks."""

    span: Span
    """The verb, noun or phrase."""
    text: str
    """The words, as written."""
    lemma: str
    """The dictionary form: `say`, `according to`."""


@quick
@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as mentioned and as known."""

    span: Span
    """The mention as written: "he", "a spokesman", "Ana Ruiz"."""
    text: str
    """The mention, word for word."""
    kind: MentionKind
    """Name, pronoun or nominal."""
    name: str | None
    """The full form of who a name or a pronoun stands for; None if unknown, and of a description."""
    entity: str | None
    """Id of the entity, of a description ("the senator") too where one person alone has that role."""
    role: str | None
    """The role printed in this article, near or far."""
    role_span: Span | None
    """Where that role stands."""
    anonymous: bool
    """Whether the text hides the name ("a senior official")."""
    certainty: Certainty
    """How sure the attribution is."""
    described: Span | None = field(default=None, metadata=ADDED)
    """Where the text says without a name who that is, for a pronoun too: "a miner who did not want to be named"."""


@quick
@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one speaker under one attribution, however often it breaks them."""

    id: str
    """`q-…`."""
    kind: QuotationKind
    """Direct: no word outside the marks; mixed; indirect: no marks."""
    span: Span
    """From its first stretch to its last, or the indirect content."""
    text: str
    """The span, word for word."""
    parts: tuple[Span, ...]
    """The stretches inside the marks; for an indirect one its content."""
    speaker: Speaker | None
    """Who speaks; None where the text does not say."""
    cue: Cue | None
    """The words that say so; None where there are none."""
    venue: Span | None
    """Where or to whom it was said: "on Ruritanian TV", "the Harbour Post"."""
    said_on: str | None
    """Id of the timex that dates the speaking."""
    sentence: int
    """Index into the sentences, of the first stretch."""
    rule: str
    """Name of the rule that attributed it."""

    @property
    def opinion(self) -> bool:
        """Whether it is no statement, but what somebody thinks, asks, wants, judges or speaks of."""
        return self.rule in OPINIONS


class TimexType(StrEnum):
    """TIMEX3's four types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@quick
@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression and its value, in TIMEX3 (ISO-TimeML)."""

    id: str
    """`t-…`."""
    span: Span
    """The expression."""
    text: str
    """The expression, word for word."""
    type: TimexType
    """What sort of time it is."""
    value: str
    """TIMEX3 value; empty where it needs a date that is not known."""
    mod: str | None
    """TIMEX3 modifier: `START`, `END`, `MID`, `APPROX`, `BEFORE`, `AFTER`, `MORE_THAN`, `LESS_THAN`, …"""
    anchor: str | None
    """What the value was counted from: `published`, a timex id, or None."""
    rule: str
    """Name of the rule that found it."""
    offset: int | None = None
    """Days from the publication day for ordering where it is not known: "Monday" before it is -1 to -7."""
    zone: str | None = field(default=None, metadata=ADDED)
    """Time zone of a time of day: `-05:00` of a text's "EST", `Europe/Paris` of a dateline's place."""


class QuantityKind(StrEnum):
    """What sort of figure it is."""

    COUNT = "count"
    MONEY = "money"
    PERCENTAGE = "percentage"
    MEASURE = "measure"


# So many are few.
_FEW = 3


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in the text, with its unit and what it counts."""

    id: str
    """`n-…`."""
    span: Span
    """Modifier, number and unit: "nearly 200 boats"."""
    text: str
    """The figure, word for word."""
    value: float
    """The number; whole numbers compare equal to integers."""
    value_max: float | None
    """Upper end of a range; None where it is none."""
    kind: QuantityKind
    """Count, money, percentage or measure."""
    unit: str
    """Singular, lower case: `percentage`, `dollar`, `kilometre`, the noun counted; empty for a bare number."""
    currency: str | None
    """ISO 4217 code of money, where the text decides it."""
    modifier: str | None
    """`about`, `at least`, `nearly`, `more than`, …, lower case."""
    of: Span | None
    """What is counted: "boats in the harbour"."""
    change: str | None
    """`up`, `down`, or None."""
    rule: str
    """Name of the rule that found it."""

    @property
    def is_duration(self) -> bool:
        """Whether it is a length of time, which seldom is news by itself."""
        return self.rule.startswith("duration")

    @property
    def is_minor(self) -> bool:
        """Whether it is no news by itself: a length of time, how many are spoken of ("the two firms"), or a label."""
        return self.is_duration or self.is_label or self.rule == "counted_again"

    @property
    def is_few(self) -> bool:
        """Whether it counts up to three in words, which seldom is what a sentence is about: "two tugs"."""
        plain = self.kind is QuantityKind.COUNT and self.modifier is None and self.value_max is None
        return plain and 1 <= self.value <= _FEW and self.text[:1].isalpha()

    @property
    def is_label(self) -> bool:
        """Whether it tells when or which, not how much, or a sum again in another currency.

        "Two days later", "the 60m hurdles", "a nine-page plan"; the dollars of "20m yen ($130,000)".
        """
        return self.rule in {"converted", "duration_offset", "made_of", "race"}
