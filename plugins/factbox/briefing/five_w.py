"""Answers who, what, where and when in the text's own words, best first; silent where the text is.

Who is the subject of the first fact, then the people and bodies named most; where, what `places` finds; when, the days
and times of the story, none that lies far from its publication.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, TypeVar

from factbox.briefing.dates import calendar_point, day_of
from factbox.briefing.dating import is_posted, is_stamp
from factbox.briefing.places import find_places
from factbox.briefing.relatives import stands_aside
from factbox.lexicons import lexicon
from factbox.model import EntityKind, FiveW, FiveWItem, Precision, Slot, TimexType
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factbox.model import Annotations, Entity, Event, KeyFact, Timex

__all__ = ["answer", "once_by", "times"]

Item = TypeVar("Item")

# How many answers to a question are given.
_MOST = 3
# How many sentences are read for a time.
_READ = 30
# How many days before or after publication the story's day may lie.
_FRESH = 8
# How far down, in sentences, a day counts half of what it counts at the top.
_NEAR = 5
# A time of day with its day: "6.10am on Wednesday", "12:47 a.m. Nov. 3".
_CLOCK = re.compile(r"\d\s?[ap]\.?m\b.*[A-Z]|\d[.:]\d\d\b.*[A-Z]")
# A subject has this many words at most.
_SUBJECT = 7
# How far in front of a name is looked, in characters.
_REACH = 30
# What a subject of people may begin with: "At least ".
_AT_LEAST = re.compile(r"(?:At|A)\sleast\s|Up\sto\s|More\sthan\s|Fewer\sthan\s")
# A name that stands this often is whom an article is about.
_OFTEN = 3
# What stands before a name that is no actor: an open bracket, as of a photographer; the venue's "on ", "via ".
_BY_THE_WAY = re.compile(r"\([^()]*$|\b(?:on|via)\s$")
# What makes a venue of the name in front of it: "its Facebook page".
_PAGE = re.compile(r"\s(?:page|account|post|group)\b")
# A day that only the sentence before tells: "early in the day", "that night".
_POINTS_BACK = re.compile(
    r"\b(?:that|the(?:\s(?:following|next|previous|same))?)\s(?:afternoon|day|evening|morning|night)$"
)
# A word of a subject: "tram", "Ruiz’s", "54,".
_WORD = re.compile(r"[^\s,;:.()\"“”]+(?:\.(?=\w)[^\s,;:.()\"“”]+)*")


def answer(annotations: Annotations, events: tuple[Event, ...], facts: tuple[KeyFact, ...]) -> FiveW:
    """Return the answers to the four questions.

    Args:
        annotations: everything found in one document.
        events: its timeline.
        facts: its key facts, best first.

    Returns:
        At most three answers a question, best first; none where the text does not say.
    """
    text = annotations.document.text
    what = [fact.span for fact in facts if fact.slot is Slot.WHAT]
    return FiveW(
        who=_items(text, _who(annotations, facts)),
        what=_items(text, what),
        where=_items(text, find_places(annotations)),
        when=times(annotations, events, facts),
    )


def times(annotations: Annotations, events: tuple[Event, ...], facts: tuple[KeyFact, ...]) -> tuple[FiveWItem, ...]:
    """Return the answers to when alone, as `answer` has them: rows among the facts change those and no others."""
    found = _when(annotations, events, facts)[:_MOST]
    return tuple(FiveWItem(timex.span, timex.text, timex.value) for timex in found)


def _items(text: str, spans: list[Span]) -> tuple[FiveWItem, ...]:
    """Return the first of the spans as answers."""
    return tuple(FiveWItem(span, span.of(text)) for span in [span for span in spans if len(span)][:_MOST])


def _who(annotations: Annotations, facts: tuple[KeyFact, ...]) -> list[Span]:
    """Return whom the article is about: the first fact's subject, where it is somebody, and who is named most."""
    text = annotations.document.text
    told = [annotations.sentences[fact.sentence] for fact in facts if fact.slot in {Slot.WHAT, Slot.NUMBER}]
    named = _named(annotations, told)
    subject = _subject(text, facts[0].span) if facts else None
    if subject is None:
        return [entity.name_span for entity in named]
    others = [entity for entity in named if not any(subject.meets(mention) for mention in entity.mentions)]
    spans = [entity.name_span for entity in others]
    often = others[:1] == named[:1] and len(named) > 0 and len(named[0].mentions) >= _OFTEN
    ahead = 1 if often and len(others) == len(named) and not _is_somebody(text, subject) else 0
    if len(others) == len(named) and _is_thing(text, subject):
        return spans
    return [*spans[:ahead], subject, *spans[ahead:]]


def _is_thing(text: str, subject: Span) -> bool:
    """Return whether a subject without a name is of no people: "the crane"; "Marigold" may be a name."""
    words = [match[0] for match in _WORD.finditer(text, subject.start, subject.end)]
    plain = words[0].lower() in lexicon("cues").words("determiner") and not any(word[0].isupper() for word in words[1:])
    return plain and not _is_somebody(text, subject)


def _named(annotations: Annotations, told: list[Span]) -> list[Entity]:
    """Return the people and bodies that are named often or in the facts, those named most and first ahead."""
    text = annotations.document.text

    def acts(mention: Span) -> bool:
        before = text[max(0, mention.start - _REACH) : mention.start]
        return not _BY_THE_WAY.search(before) and not _PAGE.match(text, mention.end)

    def rank(entity: Entity) -> tuple[float, int]:
        first = entity.mentions[0].start
        return -len(entity.mentions) / (1 + first / 300), first

    named = [
        entity
        for entity in annotations.entities
        if entity.kind is not EntityKind.PLACE
        and (len(entity.mentions) >= _OFTEN or any(span.holds(each) for each in entity.mentions for span in told))
        and any(acts(mention) for mention in entity.mentions)
    ]
    return sorted(named, key=rank)


def _is_somebody(text: str, subject: Span) -> bool:
    """Return whether a subject that holds no name is of people: "at least seven people", "the police"."""
    roles, plural = lexicon("mentions").words("role"), lexicon("quantities").words("plural")
    words = [match[0].lower() for match in _WORD.finditer(text, subject.start, subject.end)]
    return any(word in roles or word.removesuffix("s") in roles or word in plural for word in words)


def _subject(text: str, span: Span) -> Span | None:
    """Return the noun phrase that a clause begins with, up to its verb, or None where no plain one does."""
    cues, verbs, small = lexicon("cues"), _verbs(), _small()
    opening = _AT_LEAST.match(text, span.start, span.end)
    start = end = opening.end() if opening else span.start
    nouns = 0
    for number, match in enumerate(_WORD.finditer(text, start, span.end)):
        word = match[0].lower().replace("’", "'")
        joined = not text[end : match.start()].strip() or not number
        stops = word in small or (word in cues.words("preposition") and word != "of")
        if not joined or (number and (stops or word in verbs or (word.endswith(("ed", "ing")) and match[0].islower()))):
            return Span(span.start, end) if nouns and not text.endswith(("’s", "'s"), start, end) else None
        if number >= _SUBJECT or stops or (not number and (word in _unfit() or match.start() > start)):
            return None
        if word not in cues.words("adverb"):
            nouns += word not in cues.words("determiner") and word not in cues.words("quantifier")
            end = match.end()
    return None


@functools.cache
def _verbs() -> frozenset[str]:
    """Return the forms of verbs that end a subject."""
    words = lexicon("cues")
    return words.words("auxiliary") | words.words("irregular") | words.words("present")


@functools.cache
def _unfit() -> frozenset[str]:
    """Return the words that no subject begins with, though it may hold them: "then", "could"."""
    return lexicon("cues").words("adverb") | lexicon("cues").words("auxiliary")


@functools.cache
def _small() -> frozenset[str]:
    """Return the words that no plain subject begins with or holds: "while", "he", "who", "there"."""
    words = lexicon("cues")
    lists = ("conjunction", "subordinator", "subject_pronoun", "object_pronoun", "relative")
    own = lexicon("facts").words("pointing") | lexicon("facts").words("personal") | {"and"}
    return frozenset().union(*(words.words(name) for name in lists)) | own


def once_by(items: Iterable[Item], key: Callable[[Item], str]) -> list[Item]:
    """Return items in their order, of those that share a key only the first."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(key(item), item)
    return list(first.values())


def _when(annotations: Annotations, events: tuple[Event, ...], facts: tuple[KeyFact, ...]) -> list[Timex]:
    """Return the story's days and times, best first.

    The facts' own days come first, those of their main clauses ahead, then the days named most and nearest the top. Of
    one day, the time of day that names its day too comes first: "6.10am on Wednesday" before "Wednesday".
    """
    found, text = _times(annotations, {event.timex for event in events}), annotations.document.text
    told = [annotations.sentences[fact.sentence] for fact in facts]

    def rank(timex: Timex) -> int:
        return next((number for number, span in enumerate(told) if span.holds(timex.span)), len(told))

    counted: dict[str | int | None, float] = {}
    held: dict[str | int | None, tuple[int, bool, int]] = {}
    for number, timex in found:
        day, place = _day(timex), rank(timex)
        counted[day] = counted.get(day, 0.0) + _NEAR / (_NEAR + number)
        if place < len(told):
            own = (place, stands_aside(text, told[place], timex.span), timex.span.start)
            held[day] = min(own, held.get(day, own))

    def order(timex: Timex) -> tuple[float, ...]:
        day = _day(timex)
        return *held.get(day, (len(told), False, -counted[day])), not _CLOCK.search(timex.text), rank(timex)

    ranked = sorted((timex for _, timex in found), key=order)
    return once_by(ranked, lambda timex: timex.text)


def _times(annotations: Annotations, used: set[str | None]) -> list[tuple[int, Timex]]:
    """Return the days and times that can be the story's, in text order, with the numbers of their sentences."""
    published = annotations.document.source.published
    day = published.date() if isinstance(published, dt.datetime) else published
    sentences = annotations.sentences[:_READ]
    starts = [sentence.start for sentence in sentences]
    found: list[tuple[int, Timex]] = []
    for timex in annotations.timexes:
        if not sentences or timex.span.end > sentences[-1].end or timex.type not in (TimexType.DATE, TimexType.TIME):
            continue
        told = timex.id in used or timex.type is TimexType.TIME or is_posted(annotations.document.text, timex)
        told = told and not is_stamp(annotations.document.text, timex)
        if told and not timex.text.isupper() and not _POINTS_BACK.search(timex.text) and _is_fresh(timex, day):
            found.append((bisect.bisect_right(starts, timex.span.start) - 1, timex))
    return found


def _day(timex: Timex) -> str | int | None:
    """Return what tells a day from others: its date, or how far it is from a publication day that is not known."""
    return day_of(timex.value) or timex.offset


def _is_fresh(timex: Timex, published: dt.date | None) -> bool:
    """Return whether an expression names a day or a time that can be the story's."""
    point = calendar_point(timex.value)
    if point is None:
        return timex.offset is not None and abs(timex.offset) <= _FRESH
    if point.precision not in (Precision.DAY, Precision.HOUR, Precision.MINUTE):
        return False
    return published is None or abs((published - point.first).days) <= _FRESH
