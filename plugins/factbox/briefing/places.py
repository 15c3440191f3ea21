"""Where it happened: places that the text puts something in, each with what belongs to its name."""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from factbox.briefing.telling import finite_verbs, function_words, looks_past
from factbox.lexicons import alternatives, lexicon
from factbox.model import EntityKind
from factbox.spans import Span
from factbox.tokens import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.model import Annotations, Entity

__all__ = ["find_places", "stands_in"]

# Where a place that is named once must stand, and how many sentences are read.
_TOP, _READ = 5, 30
# A place that is named this often need not stand at the top.
_AGAIN = 2
# What stands before a place where something happens: "in ", "near the ", "outside central ".
_AT = re.compile(
    r"\b(?:in|at|near|outside|inside|across|around|off|throughout|over)"
    r"\s(?:the\s)?(?:(?:\w+ern|central|north|south|east|west|north-east|downtown|nearby|\w+\sof)\s)?$"
)
# The same before what a place is: "on the volcanic island of ", "off the southern coast of ".
_AT_THE = r"\b(?:in|on|at|near|off|outside|around)\s(?:the|an?)\s(?:[\w-]+\s){{0,2}}(?:{})\sof\s(?:the\s)?$"
# "Over" a side that lost is no place: "a win over ".
_OVER = re.compile(r"\b(?:advantage|defeat|lead|success|triumph|victory|wins?)\sover\s$")
_REACH = 30
# A spot with a name, in front of the place that it is in: "near the Maskell Road stop in ".
_SPOT = re.compile(
    r"\b(?:[Aa]t|[Nn]ear|[Oo]utside)\sthe\s"
    r"((?:[A-Z][\w’'-]*\s){1,3}[a-z]+(?:\s[a-z]+){0,2}\s(?:in|on)\s)$"
)
# Between a place and the wider one behind it: ", ", ", northern ".
_WIDER = re.compile(r",\s(?:\w+ern\s|(?:north|south|east|west|central)\s)?")
# Words in capitals in a row: "THE FIRST ".
_SHOUTED = re.compile(r"\b(?:[A-Z’']{2,}\s){2}")
# What makes one of several of that: "England, Italy and France".
_LISTED = re.compile(r",? and [A-Z]")
# A small word behind a name, and "of" behind that: " valley", " suburb of ".
_BEHIND = re.compile(r"\s(?P<word>[a-z]+)\b(?P<of>\sof\s(?:the\s)?)?")


def find_places(annotations: Annotations) -> list[Span]:
    """Return the places where it happened: behind "in" or "near" at the top, or there and named again; else none.

    A place comes with the spot in it and the wider place behind it ("Tern Island, Ruritania") and with its noun ("Isk
    valley"). A name that only tells of a noun ("in the Ostley strike") is no place there. Where there is none, the
    event at the top that is called by its place is one ("at the Kestrian Open").
    """
    text, document = annotations.document.text, annotations.document
    ends = [sentence.end for sentence in annotations.sentences]
    top, reach = (ends[min(count, len(ends)) - 1] if ends else 0 for count in (_TOP, _READ))
    found: list[tuple[float, Span]] = []
    seldom: list[Span] = []
    for entity in annotations.entities:
        if entity.kind is not EntityKind.PLACE or entity.mentions[0].start >= reach:
            continue
        placed = [mention for mention in entity.mentions if _put_in(text, mention) or _spot(text, mention)]
        plain = [
            mention
            for mention in placed
            if not _tells_of_noun(text, mention) and not _is_among_headlines(annotations, mention)
        ]
        if plain and (len(entity.mentions) >= _AGAIN or plain[0].end <= top):
            weight = (1 + 2 * len(placed) + 0.5 * len(entity.mentions)) / (1 + placed[0].start / 400)
            found.append((-weight, plain[0]))
        elif plain:
            seldom.append(plain[0])
    if not found and len(seldom) == 1:
        found.append((0.0, seldom[0]))
    named = {mention.start: mention for entity in _places(annotations) for mention in entity.mentions}
    spans = [_whole(text, mention, named) for _, mention in sorted(found)]
    spans = [span for number, span in enumerate(spans) if not any(span.meets(other) for other in spans[:number])]
    if document.dateline is not None and document.dateline.place_span is not None:
        spans.append(document.dateline.place_span)
    return spans or [*_events(text, top)][:1]


def _is_among_headlines(annotations: Annotations, place: Span) -> bool:
    """Return whether a place's sentence has words in capitals in a row, as headlines of other articles have.

    The first sentence may have a dateline.
    """
    number = bisect.bisect_right(annotations.sentences, place.start, key=lambda sentence: sentence.start) - 1
    if number < 1:
        return False
    sentence = annotations.sentences[number]
    return _SHOUTED.search(annotations.document.text, sentence.start, sentence.end) is not None


def stands_in(text: str, place: Span) -> bool:
    """Return whether the words in front of a place say that something is there, and it tells of no other noun."""
    return _put_in(text, place) and not _tells_of_noun(text, place)


def _put_in(text: str, place: Span) -> bool:
    """Return whether the words in front of a place say that something is there: "in ", "near the "."""
    start = max(0, place.start - 2 * _REACH)
    before = lower(text)[start : place.start]
    if _AT.search(before) and not _OVER.search(text[start : place.start]):
        return True
    return _at_the().search(before) is not None


def _places(annotations: Annotations) -> Iterator[Entity]:
    """Yield the entities that are places."""
    return (entity for entity in annotations.entities if entity.kind is EntityKind.PLACE)


def _tells_of_noun(text: str, place: Span) -> bool:
    """Return whether a name behind "the" stands before a noun that is no place: "the Ostley strike"."""
    behind = _BEHIND.match(text, place.end)
    if behind is None or not text.endswith("the ", 0, place.start) or not _may_be_noun(behind["word"]):
        return False
    return _noun(text, place.end) is None


def _noun(text: str, end: int) -> re.Match[str] | None:
    """Return the place's noun behind a name, unless it tells of another noun: " valley", not " port office"."""
    found = _BEHIND.match(text, end)
    if found is None or found["word"] not in _nouns():
        return None
    following = _BEHIND.match(text, found.end("word"))
    return None if following and _may_be_noun(following["word"]) else found


def _may_be_noun(word: str) -> bool:
    """Return whether a small word can be a noun as far as lists and its ending show."""
    verbal = word in finite_verbs() or looks_past(word) or word.endswith(("ing", "ly"))
    return not verbal and word not in function_words()


@functools.cache
def _at_the() -> re.Pattern[str]:
    """Return the pattern of what says that something is at a place and what the place is."""
    return re.compile(_AT_THE.format("|".join(sorted(_nouns()))))


@functools.cache
def _nouns() -> frozenset[str]:
    """Return the nouns of places: "valley", "suburb"."""
    return lexicon("mentions").words("place_noun")


def _whole(text: str, place: Span, named: dict[int, Span]) -> Span:
    """Return a place with its noun, the named spot in it, and the wider place behind; `named` are places by start."""
    end = place.end
    behind = _noun(text, end)
    if behind:
        of = named.get(behind.end()) if behind["of"] else None
        end = of.end if of else behind.end("word")
    wider = _WIDER.match(text, end)
    if wider and wider.end() in named and place.of(text) not in lexicon("places").tables["country"]:
        outer = named[wider.end()].end
        end = end if _LISTED.match(text, outer) else outer
    start = _spot(text, place)
    return Span(place.start if start is None else start, end)


def _spot(text: str, place: Span) -> int | None:
    """Return where the named spot in a place starts that stands before it: "Maskell Road stop in Larne"."""
    start = max(0, place.start - 2 * _REACH)
    spot = _SPOT.search(text[start : place.start])
    return start + spot.start(1) if spot else None


def _events(text: str, top: int) -> Iterator[Span]:
    """Yield the events at the top that are called by their place and that something happens at."""
    places = lexicon("places")
    for match in _event().finditer(text, 0, top):
        first = match["event"].split()[0]
        if first in places.words("demonym") or any(first in places.tables[kind] for kind in ("country", "city")):
            yield Span(*match.span("event"))


@functools.cache
def _event() -> re.Pattern[str]:
    """Return the pattern of an event with a name: "at the Kestrian Open", "in Sunday's Brazilian Grand Prix"."""
    kinds = alternatives(lexicon("facts").words("event"))
    return re.compile(
        rf"\b(?:at|during|from|in|of)\s(?:(?:the|[A-Z]\w+['’]s|[a-z]+\syear['’]s)\s)?"
        rf"(?P<event>[A-Z][\w-]+\s(?:[A-Z][\w-]*\s){{0,2}}?{kinds})\b"
    )
