"""Which day a sentence that names none has: the story's, or that of the sentence before it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbox.briefing.dates import CalendarPoint, calendar_point, day_of
from factbox.briefing.dating import is_bare_clock, is_of_each_year, tells_of_now
from factbox.briefing.relatives import restricted
from factbox.briefing.telling import is_called_off, is_supposed, is_wish, tells_past
from factbox.model import Precision, QuotationKind, TimexType, UnknownKind
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.model import Annotations, Quotation, Timex, Unknown
    from factbox.spans import SpanIndex

# The story's day stands in one of the first sentences, and this many days before publication at most.
_HEAD, _FRESH = 4, 7
# For how many sentences a day is carried on.
CARRIED = 2
# How far before a date the word that makes it a condition stands, in characters.
_CLAUSE = 200
# Before a day of which nothing else is told: "born on", "Ana Ruiz (", "said on ".
_BORN = re.compile(r"\b(?:born|founded)\b[^,;.]*$|\([^()]*$|\b(?:said|says|told\s\w+)\s(?:on\s)?$")
# What may stand before a day that opens its sentence: "(But on ".
_OPENING = re.compile(r"\(?(?:(?:And|But|Late|Early)\s+)?(?:[Oo]n\s+)?")
# Before a day, what makes it a paper's and not the story's: "a study published in the journal Cold Biology on ".
_OF_PAPER = re.compile(r"\b(?:article|book|paper|report|research|study|survey) (?:published|released)\b[^,.;]{0,60}\Z")
# Before a day on which only something began or ends: "since Friday", "since breaking out on ".
_BEGAN = re.compile(r"\b(?:before|by|since|till|until)\s(?:\w+ing\s(?:out\s|up\s)?(?:on\s)?)?\Z")
# Before a day that a clause beside the main one has: "just before the jet fell on ", "a man who left on ".
_BESIDE = re.compile(
    r"\S\s(?:after|although|as|because|before|if|since|than|that|until|when|where|which|while|who)\s[^,;:]*\Z"
)
# Before a day that names its noun: "hurt in the " of "hurt in the 12 May ambush".
_NAMES = re.compile(r"\b(?:an?|the)\s\Z")
# Before a day that is not carried on.
_NOT_CARRIED = (_BORN, _OF_PAPER, _BEGAN, _BESIDE, _NAMES)
# What opens a sentence about somebody's life, which is of no day of the story's: "Born in Tarvel, she".
_LIFE = re.compile(r"(?:Born|Brought\sup|Educated|Raised|Schooled)\b[^,;.]*,\s")
# What the writer could not find out is so when the text is written.
_AS_WRITTEN = frozenset((UnknownKind.NO_COMMENT, UnknownKind.UNCLEAR))


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its expressions and quotations by place."""

    annotations: Annotations
    text: str
    timexes: SpanIndex[Timex]
    quotations: SpanIndex[Quotation]


def story_day(article: Article) -> CalendarPoint | None:
    """Return the story's day, as one of the first sentences names it."""
    published = published_day(article.annotations)
    if published is None:
        return None
    for sentence in article.annotations.sentences[:_HEAD]:
        for timex in article.timexes.meeting(sentence):
            point = calendar_point(day_of(timex.value))
            known = timex.anchor in (None, "published") and not is_bare_clock(timex)
            told = known and not is_unreal(article, sentence, timex)
            before = (article.text, clause_start(sentence, timex), timex.span.start)
            aside = _OF_PAPER.search(*before) or _BEGAN.search(*before)
            counted = told and not aside and restricted(article.text, sentence, timex.span) is None
            if counted and point and point.precision is Precision.DAY and 0 <= (published - point.first).days <= _FRESH:
                return point
    return None


def clause_start(sentence: Span, timex: Timex) -> int:
    """Return where the words begin that may tell of what an expression dates."""
    return max(sentence.start, timex.span.start - _CLAUSE)


def published_day(annotations: Annotations) -> dt.date | None:
    """Return the publication day."""
    published = annotations.document.source.published
    return published.date() if isinstance(published, dt.datetime) else published


def can_carry(article: Article, sentence: Span, dated: list[Timex], story: CalendarPoint | None) -> bool:
    """Return whether what follows a sentence may be of its last day.

    That is one that is over, no birthday, in nobody's words and no clause beside the main one, in a sentence that does
    not have the story's day.
    """
    timex = dated[-1]
    before = (article.text, clause_start(sentence, timex), timex.span.start)
    if any(pattern.search(*before) for pattern in _NOT_CARRIED) or is_claimed(article, timex):
        return False
    point, published = calendar_point(timex.value), published_day(article.annotations)
    if timex.type is not TimexType.DATE or point is None or point.precision is not Precision.DAY:
        return False
    new = story is None or story.value not in {day_of(found.value) for found in dated}
    return new and (published is None or point.first < published)


def led_away(article: Article, index: int, dated: list[Timex], story: CalendarPoint | None) -> Span:
    """Return what follows a sentence and may be of its time, as that is before the story's day and of no other.

    Behind a day that is as far as a day is carried; behind a month or more, one sentence of its paragraph.
    """
    points = [calendar_point(timex.value) for timex in dated]
    end = article.annotations.sentences[index].end
    if not story or not all(point and point.last < story.first for point in points):
        return Span(end, end)
    day = all(point and point.precision is Precision.DAY for point in points)
    behind = article.annotations.sentences[index + 1 : index + 1 + (CARRIED if day else 1)]
    if not day and behind and "\n" in article.text[end : behind[0].start]:
        return Span(end, end)
    return Span(end, behind[-1].end if behind else end)


def speaks_on_story_day(article: Article, sentence: Span, dated: list[Timex], story: CalendarPoint) -> bool:
    """Return whether a sentence whose dates are all what somebody tells of has the story's day as that of the telling.

    What was told on that day is of before or, as a plan, of after publication: "he left last May, she said".
    """
    said, published = said_in(article, sentence), published_day(article.annotations)
    if not said or published is None or _is_dated_speech(article, sentence, said, dated[0]):
        return False
    points = [calendar_point(timex.value) for timex in dated]
    apart = all(point and (point.last < story.first or point.first > published) for point in points)
    return apart and all(is_claimed(article, timex) for timex in dated)


def tells_of_life(text: str, sentence: Span) -> bool:
    """Return whether a sentence without a date begins with where somebody comes from: "Born in Tarvel, she"."""
    return _LIFE.match(text, sentence.start, sentence.end) is not None


def as_written(unknowns: Iterable[Unknown]) -> frozenset[int]:
    """Return the sentences that tell what the writer could not find out: "It was not clear why"."""
    return frozenset(unknown.sentence for unknown in unknowns if unknown.kind in _AS_WRITTEN)


def is_unreal(article: Article, sentence: Span, timex: Timex) -> bool:
    """Return whether an expression dates what is asked, wished, supposed, called off, always so, or denied."""
    if tells_of_now(article.text, sentence, timex) or _is_saying(article, timex):
        return True
    start = clause_start(sentence, timex)
    near = Span(start, min(sentence.end, timex.span.end + _CLAUSE))
    if is_of_each_year(article.text, near, timex, article.timexes.meeting(near)):
        return True
    if is_supposed(article.text, near, timex.span) or is_called_off(article.text, start, timex.span):
        return True
    if any(_denies(found, timex) for found in article.quotations.meeting(sentence)):
        return True
    direct = (found for found in article.quotations.meeting(timex.span) if found.kind is not QuotationKind.INDIRECT)
    parts = (part for found in direct for part in found.parts if part.meets(timex.span))
    own = (Span(max(part.start, sentence.start), min(part.end, sentence.end)) for part in parts)
    return any(is_wish(article.text, part) for part in own)


def _is_saying(article: Article, timex: Timex) -> bool:
    """Return whether "the end of the day" in somebody's words is no time: "At the end of the day, it is a game"."""
    return timex.text.lower() == "the end of the day" and is_claimed(article, timex)


def is_claimed(article: Article, timex: Timex) -> bool:
    """Return whether an expression stands in somebody's words, quoted or reported: not beside them."""
    return any(part.meets(timex.span) for found in article.quotations.meeting(timex.span) for part in found.parts)


def _denies(quotation: Quotation, timex: Timex) -> bool:
    """Return whether an expression stands in what somebody denies: "denied that he left on Monday"."""
    denied = quotation.cue is not None and quotation.cue.lemma == "deny"
    return denied and quotation.span.start < timex.span.start


def said_in(article: Article, sentence: Span) -> list[Quotation]:
    """Return the quotations and reported statements that a sentence tells of as made: "she said", not "she says"."""
    return [
        quotation
        for quotation in article.quotations.meeting(sentence)
        if quotation.cue and sentence.holds(quotation.cue.span) and tells_past(article.text, quotation.cue.span)
    ]


def _is_dated_speech(article: Article, sentence: Span, said: list[Quotation], timex: Timex) -> bool:
    """Return whether the speaking has its own day, or one opens the sentence: "On Tuesday, Ana Ruiz said that"."""
    if any(quotation.said_on for quotation in said):
        return True
    ahead = article.text[sentence.start : timex.span.start]
    point = calendar_point(timex.value)
    day = point is not None and point.precision is Precision.DAY
    return day and _OPENING.fullmatch(ahead) is not None and not is_claimed(article, timex)
