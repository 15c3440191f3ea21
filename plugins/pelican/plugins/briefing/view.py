"""What a template sees of a briefing: everything ready to print, nothing left to parse, sort or compute.

A seed's article has a `BriefingView` as `article.briefing`. Strings are plain text; addresses with `#` are on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pelican.plugins.briefing.edition_view import Change, EditionView
    from pelican.plugins.briefing.picture_view import Axis, Shares
    from pelican.plugins.briefing.presenting.calendars import Calendar
    from pelican.plugins.briefing.presenting.locator import Located
    from pelican.plugins.briefing.related import Related
    from pelican.plugins.briefing.source_view import ParagraphView
    from pelican.plugins.briefing.stories.view import StoryLink


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where an item was read: the number of its paragraph, as the page shows it behind `¶`."""

    paragraph: int
    """Number of the paragraph, from 1."""
    href: str | None
    """`#src-f-1` where the page marks the item's words, `#p3` where it only shows the paragraph, else the original's
    address with a text fragment, or None."""
    original: str | None = None
    """Address of the words in the original, with a text fragment; None where it has no address."""


@dataclass(frozen=True, slots=True)
class TimeView:
    """A point in time in words, and for machines where HTML has a form for it."""

    text: str
    """In words: "Monday 12 August 2024", "week of 5 August 2024", "early 2022", "Monday before publication"."""
    datetime: str | None = None
    """For `<time datetime>`: day, week, month, year or date-time; None for seasons, decades, intervals, vague ones."""
    own: bool = False
    """Whether the words are the source's own, in its language."""


@dataclass(frozen=True, slots=True)
class State:
    """What a page is besides published."""

    name: str
    """`draft`, `hidden`, `future` (local builds alone), `developing`, `updated` or `corrected`."""
    label: str
    """The same in words."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who makes a claim that a fact or event rests on."""

    name: str
    """The speaker as the page names them: "Ana Ruiz", "a council official"."""
    href: str
    """The claim's place on the page: `#q-7f3a9c`; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an item's words, or the gap where words were left out."""

    text: str
    """Word for word; "…" for a gap."""
    gap: bool = False
    """Whether words were left out here."""
    begins: bool = False
    """Whether a new paragraph of the same words begins here."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A row of the key-facts box."""

    id: str
    """The permalink's fragment."""
    slot: str
    """`who`, `what`, `where`, `when` or `number`."""
    label: str
    """The slot in words: "Who", "What", "How much"."""
    pieces: tuple[Piece, ...]
    """The words shown."""
    claim: Claim | None
    """Whose claim it is."""
    pointer: Pointer
    """Where it was read."""
    edited: bool = False
    """Whether an editor changed it."""
    remarks: tuple[str, ...] = ()
    """What the editor says of it, in the editor's own words."""
    leads: tuple[str, str, str] | None = None
    """The bottom line before, in and after its words, where that says it, so that the box need not say it again."""
    when: TimeView | None = None
    """The day that a "when" means, where its words alone do not tell it."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure that matters."""

    id: str
    """The permalink's fragment."""
    text: str
    """As printed, modifier and unit included: "nearly 200 boats"."""
    value: str
    """For `<data value>`: "200", "4500000"."""
    context: tuple[Piece, ...]
    """The clause or sentence around it, the figure itself included; empty where it says no more than `text`."""
    pointer: Pointer
    """Where it was read."""
    claim: Claim | None = None
    """Who gives it, where it stands in somebody's words."""
    length: int = 0
    """Length of its bar, in per cent of the longest of those it can be compared with; 0 where there are none."""
    edited: bool = False
    """Whether an editor changed it."""
    remarks: tuple[str, ...] = ()
    """What the editor says of it, in the editor's own words."""


@dataclass(frozen=True, slots=True)
class EventView:
    """An entry of the timeline."""

    id: str
    """The permalink's fragment."""
    when: TimeView
    """When it happened."""
    text: str
    """What happened, word for word."""
    planned: bool
    """Whether it is still to come."""
    claim: Claim | None
    """Who says so, where it is only said."""
    probable: bool
    """Whether its date is only likely."""
    pointer: Pointer
    """Where it was read."""
    edited: bool = False
    """Whether an editor changed it."""
    remarks: tuple[str, ...] = ()
    """What the editor says of it, in the editor's own words."""
    also: tuple[Pointer, ...] = ()
    """The other paragraphs that tell of it."""
    fresh: bool = False
    """Whether it is of the day of publication."""


@dataclass(frozen=True, slots=True)
class QuotationView:
    """Words of a speaker, or a reported statement."""

    id: str
    """The permalink's fragment."""
    kind: str
    """`direct`, `mixed` or `indirect`."""
    pieces: tuple[Piece, ...]
    """The words inside the marks, with gaps where the attribution breaks in; of an indirect one its content."""
    in_part: bool
    """Whether it is a fragment of a sentence, to be marked "in part"."""
    cue: str
    """The verb as written ("told"), or empty."""
    venue: str
    """Where or to whom, word for word ("on Harrow TV"), or empty."""
    mention: str
    """How the text mentions the speaker where it is not the name shown ("he", "a spokesman"), or empty."""
    probable: bool
    """Whether the speaker is only likely."""
    said_on: TimeView | None
    """When it was said, where the text tells."""
    pointer: Pointer
    """Where it was read."""
    edited: bool = False
    """Whether an editor changed it."""
    remarks: tuple[str, ...] = ()
    """What the editor says of it, in the editor's own words."""
    resolved: bool = True
    """Whether it is known for whom the mention stands."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker with everything they say, in text order."""

    name: str
    """Full name, or the words for an unnamed one ("a council official"); "Speaker not clear" for a "he" that may be
    several, "Not attributed" where nobody is mentioned."""
    role: str
    """The role as printed, or empty."""
    anonymous: bool
    """Whether the text hides the name."""
    href: str | None
    """Address of the speaker's own page."""
    quotations: Sequence[QuotationView]
    """With quotation marks in the text."""
    reported: Sequence[QuotationView]
    """Without."""
    kind: str = ""
    """`person` or `organisation` where that is known, else empty."""
    attributed: bool = True
    """Whether the text says who speaks."""
    role_own: bool = False
    """Whether the role is the editor's own statement."""
    remarks: tuple[str, ...] = ()
    """What the editor says of who it is, in the editor's own words."""


@dataclass(frozen=True, slots=True)
class UnknownView:
    """Something the text says is not known."""

    id: str
    """The permalink's fragment."""
    label: str
    """Its kind in words: "Not verified", "Unnamed source"."""
    text: str
    """Word for word."""
    pointer: Pointer
    """Where it was read."""
    claim: Claim | None = None
    """Who says so, where it stands in somebody's words."""
    edited: bool = False
    """Whether an editor changed it."""
    remarks: tuple[str, ...] = ()
    """What the editor says of it, in the editor's own words."""


@dataclass(frozen=True, slots=True)
class EntityView:
    """A person, an organisation or a place."""

    name: str
    """The fullest form."""
    detail: str
    """Role of a person, country of a place, or empty."""
    href: str | None
    """Address of its own page, or None where it has none."""
    mentions: int
    """How often it is named."""
    own: bool = False
    """Whether the detail, where there is one, is no words of the source: the editor's own statement, a country."""
    edited: bool = False
    """Whether an editor changed it."""
    remarks: tuple[str, ...] = ()
    """What the editor says of it, in the editor's own words."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A line about the article."""

    kind: str
    """`update`, `correction`, `clarification`, `contribution` or `disclaimer`."""
    label: str
    """"Update", "Correction", …"""
    text: str
    """Word for word."""


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite the briefing, in one format."""

    label: str
    """"Plain text", "BibTeX", "RIS"."""
    text: str
    """The citation."""
    file: str = ""
    """Name of the file that holds it, beside the page, or empty."""
    href: str = ""
    """Address of that file, relative to the site's root like `article.url`."""


@dataclass(frozen=True, slots=True)
class BriefingView:
    """A briefing page's content."""

    title: str
    """The headline."""
    working_title: bool
    """Whether the headline is a working title made of the lede's own words."""
    states: tuple[State, ...]
    """What it is besides published, in words."""
    english: bool
    """Whether the text is English; of others nothing was extracted, and the page says so."""
    language: str
    """BCP 47 tag of the source text, for `lang`."""
    bottom_line: str
    """One sentence of the text, word for word; empty where there is none."""
    bottom_pointer: Pointer | None
    """Where it was read."""
    published: TimeView | None
    """None where the publication date is not known, which the page says."""
    updated: TimeView | None
    """Last change."""
    publisher: str
    """The outlet, or empty."""
    publisher_inferred: bool
    """Whether it was read from the text."""
    author: str
    """The byline, or empty."""
    url: str
    """Address of the original, or empty."""
    licence: str
    """As given, in words where its name is a code of ours; or empty."""
    people_quoted: int
    """How many named people are quoted."""
    minutes: int
    """Minutes to read the source text."""
    summary: str
    """One line for lists and descriptions."""
    counts: tuple[str, ...]
    """For lists: "5 facts", "5 events", "2 people quoted"."""
    licence_url: str = ""
    """Where the licence can be read; empty where that is not known."""
    notes: tuple[str, ...] = ()
    """What the editor says of the page, in the editor's own words."""
    notices: tuple[NoticeView, ...] = ()
    """Update and correction notices of the source."""
    facts: tuple[FactView, ...] = ()
    """Key facts, in the order of the box."""
    figures: tuple[FigureView, ...] = ()
    """The figures that matter."""
    timeline: tuple[EventView, ...] = ()
    """Oldest first."""
    axis: Axis | None = None
    """The timeline's axis; None where there are fewer than four dates."""
    speakers: tuple[SpeakerView, ...] = ()
    """Who said what; named ones first in text order, then unnamed, then not attributed."""
    shares: Shares | None = None
    """Who is quoted how much; None where it would say nothing."""
    unknowns: tuple[UnknownView, ...] = ()
    """What is not known."""
    people: tuple[EntityView, ...] = ()
    """People named."""
    organisations: tuple[EntityView, ...] = ()
    """Organisations named."""
    places: tuple[EntityView, ...] = ()
    """Places named."""
    map: Located | None = None
    """Where they are; None where that is not known for certain."""
    source_mode: str = "excerpts"
    """`full`, `excerpts` or `none`: how much of the source text the page shows."""
    source: tuple[ParagraphView, ...] = ()
    """Numbered paragraphs; empty under `none`."""
    path: str = ""
    """The seed's path under the seeds folder."""
    sha256: str = ""
    """Of the seed's bytes, hexadecimal."""
    version: str = ""
    """Version of the parser."""
    json_url: str = ""
    """Address of `briefing.json`, relative to the site's root like `article.url`."""
    calendar: Calendar | None = None
    """The events on known days; None where there are none."""
    calendar_url: str = ""
    """Address of the calendar file with the events on known days, as above; empty where there are none."""
    history: tuple[Change, ...] = ()
    """Publication, updates and corrections, oldest first."""
    editions: tuple[EditionView, ...] = ()
    """What its versions changed, the newest first."""
    history_json: str = ""
    """The same as data, for `history.json`; empty for none."""
    citations: tuple[Citation, ...] = ()
    """How to cite the page."""
    dateline: str = ""
    """The place that the text's dateline names, word for word, or empty."""
    sample: bool = False
    """Whether the sidecar marks it as an invented sample, which the page says, and which is `noindex`."""
    edits: int = 0
    """How many items an editor changed."""
    checked: bool = False
    """Whether an editor checked or changed every item."""
    apart: str = ""
    """What tells its page from others of the same headline."""
    related: tuple[Related, ...] = ()
    """Other briefings that are about the same, the most alike first."""
    story: StoryLink | None = None
    """The story that it belongs to."""
    json_ld: dict[str, Any] = field(default_factory=dict)
    """The page's structured data, for `tojson`."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What happened to the page after its publication."""
        return tuple(change for change in self.history if change.kind != "published")
