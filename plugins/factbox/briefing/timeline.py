"""Which event happened when: the timeline of an article.

An expression dates its clause. A sentence without one has the story's day, the first one near the top, at most a week
before publication, or that of a sentence just before it. Nothing else dates an event, least of all the publication day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factbox.briefing.cutting import days_told, pieces
from factbox.briefing.dates import CalendarPoint, calendar_point, day_of, event_order, relative_words, sorting
from factbox.briefing.dating import can_date, is_bare_clock, is_plain, names_event
from factbox.briefing.days import (
    CARRIED,
    Article,
    as_written,
    can_carry,
    clause_start,
    is_claimed,
    is_unreal,
    led_away,
    published_day,
    said_in,
    speaks_on_story_day,
    story_day,
    tells_of_life,
)
from factbox.briefing.joining import join_events
from factbox.briefing.telling import (
    comes_before,
    has_verb,
    is_doubted,
    is_negated,
    is_of_any_time,
    is_planned,
    looks_ahead_to,
    only_attributes,
    tells_past,
)
from factbox.briefing.whole import heads_list, with_marks
from factbox.ids import name_ids
from factbox.model import Certainty, Event, Modality, Precision, QuotationKind, TimexType
from factbox.records import quick
from factbox.spans import Span, SpanIndex
from factbox.timexes.tense import Tense, find_tense

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factbox.model import Annotations, Quotation, Timex, Unknown

__all__ = ["find_events"]

# How many days a weekday lies from publication at most.
_FRESH = 7
# The rule of "three days after the vote", which has a day of its own, known or not.
_FROM_EVENT = "unit_ago"
# The rules of expressions that name a part of some year.
_OF_A_YEAR = frozenset(("month", "season", "holiday", "quarter"))
# A day and those listed behind it, up to their month: "20 and 27 April".
_LISTED = re.compile(r"[\d,\s]+(?:and|or|to|until|[-–—/])\s*\d{1,2}\s+(?P<month>[A-Z][a-z]+)")
# "this year" has no distance from publication, which it holds, nor has "the end of this year".
_THIS = re.compile(r"(?:(?:the )?\w+ (?:of )?)?(?:the )?(?:this|current)\b", re.IGNORECASE)
# What is longer than a day: "last week".
_LONGER = re.compile(r"\b(?:week|weekend|fortnight|month|quarter|year)s?\b", re.IGNORECASE)
# What only says around when something was that has its own day.
_AROUND = frozenset(("this season", "this year"))
# How many characters the marks may take before a quotation's first word.
_MARKS = 3


@quick
@dataclass(frozen=True, slots=True)
class _Draft:
    """An event before it has its place in the order."""

    span: Span
    sentence: int
    timex: Timex | None
    point: CalendarPoint | None
    certainty: Certainty
    rule: str
    until: Timex | None = None


def find_events(annotations: Annotations, unknowns: Iterable[Unknown] = ()) -> tuple[Event, ...]:
    """Return the events of an article, oldest first.

    Args:
        annotations: everything found in one document.
        unknowns: what the text says is not known.

    Returns:
        Events whose spans are clauses or sentences with a verb. One that rests on an expression names it in `timex`;
        one that has the story's day or the day of the sentence before has None there, and is only likely. Where the
        publication date is not known, those counted from it have no value, and stand behind those that have one. What
        is told twice is one event.
    """
    article = Article(
        annotations,
        annotations.document.text,
        SpanIndex((timex, timex.span) for timex in annotations.timexes),
        SpanIndex((quotation, quotation.span) for quotation in annotations.quotations),
    )
    timexes = {timex.id: timex for timex in annotations.timexes}
    events = join_events(
        article.text, _events(article, list(_with_marks(article.text, _drafts(article, as_written(unknowns))))), timexes
    )
    return tuple(sorted(events, key=event_order))


def _drafts(article: Article, unknown: frozenset[int]) -> Iterator[_Draft]:
    """Yield the events in text order; what a sentence has as `unknown` is so when it is written."""
    story = story_day(article)
    published = published_day(article.annotations)
    unfound = unknown if story and story.first != published else frozenset[int]()
    carried: tuple[Timex, int] | None = None
    apart = Span(0, 0)
    for index, sentence in enumerate(article.annotations.sentences):
        dated = _dates(article, sentence)
        if dated and is_of_any_time(article.text, sentence):
            continue
        dated = [timex for timex in dated if not is_unreal(article, sentence, timex)]
        if dated:
            yield from _dated(article, sentence, index, dated)
            carried = (dated[-1], index) if can_carry(article, sentence, dated, story) else None
            apart = led_away(article, index, dated, story) if not carried else Span(0, 0)
            if story and speaks_on_story_day(article, sentence, dated, story):
                yield _Draft(sentence, index, None, story, Certainty.LIKELY, "story_day")
            continue
        said = said_in(article, sentence)
        if not said and (_is_quoted(article, sentence) or not tells_past(article.text, sentence)):
            continue
        if tells_of_life(article.text, sentence):
            continue
        if any(timex.rule == _FROM_EVENT or _is_dayless(timex) for timex in article.timexes.meeting(sentence)):
            continue
        if not said and carried and index - carried[1] <= CARRIED:
            yield _Draft(sentence, index, None, calendar_point(carried[0].value), Certainty.LIKELY, "day_carried")
        elif story is not None and index not in unfound and (said or not sentence.meets(apart)):
            yield _Draft(sentence, index, None, story, Certainty.LIKELY, "story_day")


def _is_dayless(timex: Timex) -> bool:
    """Return whether an expression is a time of some day that the text does not tell: "at 7.30pm" in an inquest."""
    return timex.type is TimexType.TIME and not timex.value and timex.offset is None


def _dates(article: Article, sentence: Span) -> list[Timex]:
    """Return the expressions that date what a sentence tells; where none does, those that name an event it tells of."""
    text, found = article.text, article.timexes.meeting(sentence)
    dated = [timex for timex in found if can_date(text, sentence, timex)]
    return dated or [timex for timex in found if names_event(text, sentence, timex)]


def _with_marks(text: str, drafts: Iterable[_Draft]) -> Iterator[_Draft]:
    """Yield the events that a page shows with the partner of each quotation mark, less those that go on too far."""
    known: dict[Span, Span | None] = {}
    for draft in drafts:
        if draft.timex and draft.span not in known:
            known[draft.span] = with_marks(text, draft.span)
        shown = known[draft.span] if draft.timex else draft.span
        if shown is not None:
            yield draft if shown is draft.span else replace(draft, span=shown)


def _is_quoted(article: Article, sentence: Span) -> bool:
    """Return whether a sentence opens inside somebody's words."""
    opening = Span(sentence.start, sentence.start + _MARKS)
    return bool(article.quotations.meeting(opening))


def _reported(article: Article, sentence: Span) -> list[Span]:
    """Return what a sentence reports of somebody's words without quoting them."""
    found = (found for found in article.quotations.meeting(sentence) if found.kind is QuotationKind.INDIRECT)
    return [part for quotation in found for part in quotation.parts]


def _dated(article: Article, sentence: Span, index: int, dated: list[Timex]) -> Iterator[_Draft]:
    """Yield the events of a sentence's own dates, each with its clause; a date named twice once."""
    text = article.text
    if not has_verb(text, sentence) or heads_list(text, sentence):
        return
    told, days = days_told(text, dated), {timex.value for timex in dated}
    seen: set[tuple[Span, str]] = set()
    parts = pieces(text, sentence, [timex for timex, _ in told], _reported(article, sentence))
    for (timex, until), span in zip(told, parts, strict=True):
        same = [other for (other, _), part in zip(told, parts, strict=True) if part == span]
        if span is None or _is_wider(timex, same):
            continue
        if span.start > sentence.start and only_attributes(text, span, timex.span):
            continue
        key = (span, timex.value or str(timex.offset))
        if _is_out_of_tense(article, sentence, timex) or key in seen or is_negated(text, span, timex.span):
            continue
        seen.add(key)
        plain = len(told) == 1
        certainty = Certainty.SURE if plain and _is_sure(article, sentence, timex, days) else Certainty.LIKELY
        rule = "own_date" if plain else "nearest_date"
        yield _Draft(span, index, timex, calendar_point(timex.value), certainty, rule, until)


def _is_sure(article: Article, sentence: Span, timex: Timex, days: set[str]) -> bool:
    """Return whether a sentence's only date is surely its event's.

    Not the day of a bare time of day that is not among `days`, those that the sentence names, nor a date that names an
    event.
    """
    if is_bare_clock(timex) and day_of(timex.value) not in days:
        return False
    if names_event(article.text, sentence, timex):
        return False
    return is_plain(article.text, sentence, timex, claimed=is_claimed(article, timex))


def _is_wider(timex: Timex, beside: list[Timex]) -> bool:
    """Return whether "this year" only says around when something with its own day was: "her third win this year"."""
    point = calendar_point(timex.value)
    if point is None or timex.text not in _AROUND:
        return False
    within = (calendar_point(other.value) for other in beside if other is not timex)
    return any(other and point.first <= other.first and other.last <= point.last for other in within)


def _is_out_of_tense(article: Article, sentence: Span, timex: Timex) -> bool:
    """Return whether the verb over an expression looks the other way: "will recall May", "led before the vote"."""
    point, published = calendar_point(timex.value), published_day(article.annotations)
    if point is None or published is None or timex.rule.startswith("weekday"):
        return False
    start = clause_start(sentence, timex)
    if point.first > published:
        return tells_past(article.text, sentence) and comes_before(article.text, start, timex.span)
    return point.last < published and looks_ahead_to(article.text, start, timex.span)


def _events(article: Article, drafts: list[_Draft]) -> Iterator[Event]:
    """Yield the finished events, in the drafts' order."""
    text = article.text
    published = published_day(article.annotations)
    names = name_ids("e", [draft.span.of(text) for draft in drafts])
    for name, draft in zip(names, drafts, strict=True):
        modality, by = _modality(article, draft)
        now = published if modality is Modality.PLANNED else None
        point, timex = draft.point, draft.timex
        offset = (timex.offset or 0) if timex else 0
        yield Event(
            id=name,
            span=draft.span,
            text=draft.span.of(text),
            sentence=draft.sentence,
            timex=timex.id if timex else None,
            value=point.value if point else "",
            edtf=_edtf(draft),
            precision=point.precision if point else _vague(timex),
            mod=timex.mod if timex else None,
            sort=sorting(point, timex.mod if timex else None, offset, now),
            relative=None if point or timex is None else _relative(text, timex, draft.until),
            modality=modality,
            by=by,
            certainty=draft.certainty,
            rule=draft.rule,
            zone=timex.zone if timex else None,
        )


def _edtf(draft: _Draft) -> str:
    """Return when an event was in ISO 8601-2; of a span of time both its ends."""
    last = calendar_point(draft.until.value) if draft.until else None
    if draft.point is None or last is None or "/" in draft.point.edtf + last.edtf:
        return draft.point.edtf if draft.point else ""
    return f"{draft.point.edtf}/{last.edtf}"


def _relative(text: str, timex: Timex, until: Timex | None) -> str:
    """Return in words when an event was, by an expression whose day is not known, and the end of its span of time.

    A weekday or "last week" has a distance from publication; of "May 6" or "the end of the month" only the order is
    known, so that its own words stand.
    """
    if _keeps_words(timex):
        last = until or timex
        listed = last.text.isdigit() and _LISTED.match(text, last.span.start)
        words = " ".join(text[timex.span.start : last.span.end].split())
        return f"{words} {listed['month']}" if listed else words
    return relative_words(timex.text, timex.offset or 0)


def _keeps_words(timex: Timex) -> bool:
    """Return whether only the order of an expression is known: "May 6", "more than a week later"."""
    if timex.rule == "unit_edge" or timex.anchor not in (None, "published") or _THIS.match(timex.text):
        return True
    return bool(timex.mod and "_" in timex.mod) or timex.rule.partition("_")[0] in _OF_A_YEAR


def _vague(timex: Timex | None) -> Precision:
    """Return the precision of an expression whose day is not known: a weekday is a day, all else is vague."""
    if timex is None or timex.offset is None or _keeps_words(timex) or _LONGER.search(timex.text):
        return Precision.VAGUE
    return Precision.DAY if abs(timex.offset) <= _FRESH else Precision.VAGUE


def _modality(article: Article, draft: _Draft) -> tuple[Modality, str | None]:
    """Return whether an event is told as fact, said by somebody or still to come; and the claim's id."""
    by = _claim(article.quotations, draft)
    published, point = published_day(article.annotations), draft.point
    if point and published and point.first > published:
        return Modality.PLANNED, by
    if _is_ahead(draft.timex):
        return Modality.PLANNED, by
    over = point.last < published if point and published else _is_over(draft.timex)
    if draft.timex and not over and _looks_ahead(article, draft, draft.timex, known=published is not None):
        return Modality.PLANNED, by
    return (Modality.SAID, by) if by else (Modality.REPORTED, None)


def _is_over(timex: Timex | None) -> bool:
    """Return whether an expression without a day lies before publication for certain: "Sunday", told as over."""
    return timex is not None and not timex.value and (timex.offset or 0) < 0 and not _keeps_words(timex)


def _is_ahead(timex: Timex | None) -> bool:
    """Return whether an expression without a day lies behind publication: "next month"."""
    return timex is not None and not timex.value and (timex.offset or 0) > 0 and timex.anchor in (None, "published")


def _looks_ahead(article: Article, draft: _Draft, timex: Timex, *, known: bool) -> bool:
    """Return whether a clause tells of a plan, and the verb of its date is not the one that tells of it as made.

    Where the day of publication is not known, "could close in May 2027" looks ahead too, if no later year is named.
    """
    planned = is_planned(article.text, draft.span)
    if not planned and (known or not is_doubted(article.text, draft.span)):
        return False
    tense = find_tense(article.text, draft.span, timex.span.start, timex.span.end)
    return tense is not Tense.PAST if planned else tense is Tense.FUTURE and _is_latest(article, draft.point)


def _is_latest(article: Article, point: CalendarPoint | None) -> bool:
    """Return whether no expression of an article names a later year than a point's, or the point has none."""
    named = (calendar_point(timex.value) for timex in article.annotations.timexes)
    return point is None or not any(other and other.first.year > point.first.year for other in named)


def _claim(quotations: SpanIndex[Quotation], draft: _Draft) -> str | None:
    """Return the id of the quotation or reported statement that an event rests on."""
    for quotation in quotations.meeting(draft.span):
        if quotation.speaker is None:
            continue
        if draft.timex is None or quotation.said_on == draft.timex.id:
            return quotation.id
        if any(part.meets(draft.timex.span) for part in quotation.parts):
            return quotation.id
        if quotation.kind is QuotationKind.INDIRECT and draft.span.holds(quotation.span):
            return quotation.id
    return None
