"""Finds what a correction names: an item by words of its text, and words in the text itself."""

from __future__ import annotations

import bisect
import difflib
import re
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from factbox.model import Document, Event
from factbox.quotations import find_quotations
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbox.edits.amendment import Amendment
    from factbox.errors import EditError
    from factbox.model import Briefing, Entity, EntityKind

# What an item can be called in a correction, and where it stands in a briefing.
KINDS = {
    "quotation": "quotations",
    "event": "timeline",
    "fact": "key_facts",
    "figure": "quantities",
    "unknown": "unknowns",
}
# Marks that a keyboard has, for those that print has; one character for one, so that offsets stay.
_TYPED = str.maketrans("“”„«»‘’‚–—", '"""""\'\'\'--')
# How alike the words of a message's candidates are at least, and how much of them it quotes.
_ALIKE, _QUOTED = 0.3, 80
# How many of them it names at most.
_NEAREST = 3
# How many words are tried to name an item, before all of them.
_FEW = (4, 7, 12, 20)


class Item(Protocol):
    """What quotations, events, facts, figures and unknowns have in common."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def text(self) -> str:
        """Its words."""


Kind = TypeVar("Kind", bound=Item)


def find_item(briefing: Briefing, amendment: Amendment, kinds: Sequence[str]) -> Item:
    """Return the one item that a correction names.

    Args:
        briefing: with the items as the parser found them.
        amendment: names it by `text`.
        kinds: keys of `KINDS` that it can be of.

    Raises:
        EditError: no item holds the words, or several do.
    """
    items: list[tuple[str, Item]] = [(kind, item) for kind in kinds for item in getattr(briefing, KINDS[kind])]
    return _one(briefing, items, amendment)


def words_for(briefing: Briefing, name: str) -> tuple[str, str, str] | None:
    """Return the kind of an item, and as few of its first words as name it in a correction.

    Args:
        briefing: with the items as the parser found them.
        name: the item's id.

    Returns:
        Kind, words, and words beside it where another item has the same, else none; None where no item has the id, or
        nothing tells it from another.
    """
    for kind, field in KINDS.items():
        items: tuple[Item, ...] = getattr(briefing, field)
        for item in items:
            if item.id == name:
                words = item.text.split()
                tried = (" ".join(words[:count]) for count in (*_FEW, len(words)))
                alone = next((some for some in tried if _names_alone(items, item, some)), None)
                if alone:
                    return kind, alone, ""
                same = [one for one in items if _flat(one.text) == _flat(item.text)]
                beside = (near for near in _beside(briefing, item) if _closest(briefing, same, near) == [item])
                return next(((kind, " ".join(words), near) for near in beside), None)
    return None


def _beside(briefing: Briefing, item: Item) -> Iterator[str]:
    """Yield words that may tell an item from another of the same words: its date, and words behind and before it."""
    text, anchor = briefing.text or "", _anchor(briefing, item)
    if anchor != item.span:
        yield " ".join(anchor.of(text).split())
    for paragraph in briefing.paragraphs:
        if paragraph.holds(anchor):
            after, before = text[anchor.end : paragraph.end].split(), text[paragraph.start : anchor.start].split()
            yield from (" ".join(after[:count]) for count in _FEW)
            yield from (" ".join(before[-count:]) for count in _FEW)


def _closest(briefing: Briefing, items: Sequence[Kind], near: str) -> list[Kind]:
    """Return those of some items that words of their own paragraph are closest to; none where they stand in none."""
    found = places(briefing.text or "", near) if near else []
    away: list[tuple[tuple[int, int], Kind]] = []
    for item in items:
        anchor = _anchor(briefing, item)
        around = next((paragraph for paragraph in briefing.paragraphs if paragraph.holds(anchor)), anchor)
        gaps = [max(0, place.start - anchor.end, anchor.start - place.end) for place in found if around.holds(place)]
        # Words inside both the date of one and all of another, which has none, are the first one's.
        away += [((min(gaps), anchor.end - anchor.start), item)] if gaps else []
    least = min((gap for gap, _ in away), default=None)
    return [item for gap, item in away if gap == least]


def _anchor(briefing: Briefing, item: Item) -> Span:
    """Return where an item is told from others: an event by its date, since one sentence may have several of a text."""
    if isinstance(item, Event):
        return next((timex.span for timex in briefing.timexes if timex.id == item.timex), item.span)
    return item.span


def _names_alone(items: Sequence[Item], item: Item, words: str) -> bool:
    """Return whether words name an item and no other."""
    found = [one for one in items if places(one.text, words)]
    exact = [one for one in found if _flat(one.text) == _flat(words)]
    return (exact if len(exact) == 1 else found) == [item]


def find_one(briefing: Briefing, items: tuple[Kind, ...], amendment: Amendment) -> Kind:
    """Return the one of some items that a correction names; raises as `find_item` does."""
    return _one(briefing, [(amendment.table, item) for item in items], amendment)


def _one(briefing: Briefing, items: list[tuple[str, Kind]], amendment: Amendment) -> Kind:
    """Return the item that holds the words of a correction, or is made of them, each item with its kind."""
    found = [(kind, item) for kind, item in items if places(item.text, amendment.text)]
    exact = [(kind, item) for kind, item in found if _flat(amendment.text) == _flat(item.text)]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) > 1 and amendment.near:
        closest = _closest(briefing, [item for _, item in exact or found], amendment.near)
        if not closest:
            wrong = f"near {amendment.near!r} stands beside no {amendment.text!r}"
            raise amendment.error(wrong, "words of its paragraph, or the date of an event")
        chosen = [(kind, item) for kind, item in chosen if item in closest]
    if len(chosen) == 1:
        return chosen[0][1]
    if chosen:
        listed = ", ".join(f"{kind} {_flat(item.text)[:_QUOTED]!r}" for kind, item in chosen)
        expected = 'words, or a kind, that name one item, or near = "…", words beside it or its date'
        raise amendment.error(f"{amendment.text!r} stands in {listed}", expected)
    sought = amendment.table if amendment.table in KINDS else amendment.values.get("kind", "item")
    raise _missing(amendment, f"no {sought} holds {amendment.text!r}", [item.text for _, item in items])


def find_entity(briefing: Briefing, amendment: Amendment, kind: EntityKind, name: str) -> Entity:
    """Return the one person or place that a name of the text stands for.

    Raises:
        EditError: nobody has the name, or several have.
    """
    entities = [entity for entity in briefing.entities if entity.kind is kind]
    exact = [entity for entity in entities if _flat(name) in called(briefing, entity)]
    found = exact or [entity for entity in entities if places(entity.name, name)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(repr(entity.name) for entity in found)
        raise amendment.error(f"{name!r} may be {listed}", "a name that only one has")
    raise _missing(amendment, f"no {kind} is called {name!r}", [entity.name for entity in entities])


def called(briefing: Briefing, entity: Entity) -> set[str]:
    """Return every name that a text has for somebody, with marks as typed."""
    text = briefing.text or ""
    return {_flat(entity.name), *(_flat(mention.of(text)) for mention in entity.mentions)}


def find_words(briefing: Briefing, words: str, near: int) -> Span | None:
    """Return where words stand in the text, the place nearest to an offset; None where they do not."""
    found = places(briefing.text or "", words)
    return min(found, key=lambda span: (abs(span.start - near), span), default=None)


def new_words(briefing: Briefing, amendment: Amendment) -> tuple[Span, int]:
    """Return where the words of a new item stand, and in which sentence.

    Raises:
        EditError: they stand nowhere, several times, or outside the prose.
    """
    found = places(briefing.text or "", amendment.text)
    sentences = [span.of(briefing.text or "") for span in briefing.sentences]
    if not found:
        raise _missing(amendment, f"{amendment.text!r} is not in the text", sentences)
    if len(found) > 1:
        wrong = f"{amendment.text!r} stands {len(found)} times in the text"
        raise amendment.error(wrong, "more words, which stand in it once")
    index = sentence_of(briefing, found[0])
    if index is None:
        raise amendment.error(f"{amendment.text!r} is no part of the article's prose", "words of its paragraphs")
    return found[0], index


def find_marked(briefing: Briefing, span: Span) -> Span | None:
    """Return what stands in quotation marks of words that do, without the marks; None where a part stands outside."""
    document = Document(briefing.id, briefing.source, briefing.text or "", None, briefing.paragraphs)
    for stretch in find_quotations(document):
        start, end = max(span.start, stretch.span.start), min(span.end, stretch.span.end)
        if stretch.outer.holds(span) and start < end:
            return Span(start, end)
    return None


def source_words(briefing: Briefing, amendment: Amendment, key: str, near: int) -> Span | None:
    """Return where the words of a field stand in the text; None where the editor knows them from elsewhere.

    Raises:
        EditError: they are not in the text, and no reason is given.
    """
    words = str(amendment.values[key])
    span = find_words(briefing, words, near)
    if span is None and amendment.reason is None:
        expected = 'words of it, or reason = "…" for what you know from elsewhere'
        raise amendment.error(f"{key} {words!r} is not in the text", expected)
    return span


def sentence_of(briefing: Briefing, span: Span) -> int | None:
    """Return the number of the sentence that a span begins in."""
    index = bisect.bisect_right(briefing.sentences, span.start, key=lambda sentence: sentence.start) - 1
    return index if index >= 0 and span.start < briefing.sentences[index].end else None


def places(text: str, words: str) -> list[Span]:
    """Return where words stand, whole, whatever white space parts them and whichever marks they have.

    >>> places("the “old  wall”", 'the "old wall"')
    [Span(start=0, end=15)]
    """
    parts = words.translate(_TYPED).split()
    if not parts:
        return []
    first = r"(?<!\w)" if parts[0][0].isalnum() else ""
    last = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    pattern = first + r"\s+".join(map(re.escape, parts)) + last
    return [Span(*match.span()) for match in re.finditer(pattern, text.translate(_TYPED))]


def _flat(words: str) -> str:
    """Return words with typed marks and one space for each run of white space."""
    return " ".join(words.translate(_TYPED).split())


def _missing(amendment: Amendment, wrong: str, candidates: Sequence[str]) -> EditError:
    """Return the error for words that fit nothing, with what is nearest to them."""
    near = _nearest(_flat(amendment.text), list(dict.fromkeys(map(_flat, candidates))))
    hint = "; the nearest are " + ", ".join(repr(text[:_QUOTED]) for text in near) if near else ""
    return amendment.error(wrong + hint)


def _nearest(words: str, texts: Sequence[str]) -> list[str]:
    """Return the texts that are most like some words; where none is as a whole, those with the longest part in common.

    >>> _nearest("Pavel Drum", ["Pavle Drum, who owns a bakery beside the long bridge, said so", "on Monday", "12"])[0]
    'Pavle Drum, who owns a bakery beside the long bridge, said so'
    """
    alike = difflib.get_close_matches(words, texts, n=_NEAREST, cutoff=_ALIKE)
    common = difflib.SequenceMatcher(a="", b=words, autojunk=False)

    def size(text: str) -> int:
        common.set_seq1(text)
        return common.find_longest_match().size

    return alike or sorted(texts, key=size, reverse=True)[:_NEAREST]
