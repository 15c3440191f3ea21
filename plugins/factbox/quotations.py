"""Stretches of text inside quotation marks, paired paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from factbox.model import Stretch
from factbox.spans import Span, trimmed
from factbox.unmarked import find_unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbox.model import Document

__all__ = ["find_quotations"]

# A double mark in any of its forms, or a tag whose attributes may hold some: `<tweet id="7">`.
_DOUBLE = re.compile(r"[<“”„\"«»`'‘’](?:(?<=<)/?[A-Za-z][^<>\n]*>|(?<=[“”„\"«»])|(?<=`)`|(?<=')'|(?<=‘)‘|(?<=’)’)")
# A single mark that is not inside a word: ‘ in "a ‘gift’ to us", ’ there too, but not the one of "isn’t".
_SINGLE = re.compile(r"[‘’'](?:(?<=[‘'])(?<!\w.)(?=[^\s'’])|(?<=\S[’'])(?!\w))")
# A single mark that opens a shortened word, not a quotation: "’90s", "'em", "’til".
_SHORTENED = re.compile(r"[‘’'](?:\d0s|em|til|tis|twas|cause|bout|n)\b", re.IGNORECASE)
# What closes a shortened word of one letter: "rock 'n' roll".
_AND = frozenset(("'n", "’n", "‘n"))
# Feet and inches before a straight mark: 6'2" or 5’ 11".
_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
# What a paragraph that takes up a quotation anew starts with: “We went on …
_OPENS = re.compile(r"\s*(?:[“\"«]|``|''|‘‘)\S")
_OPENS_SINGLE = re.compile(r"\s*[‘'](?!\d)\S")
# How many spaces what a single mark opens without closing it has at least.
_WORDS = 3
_OPENING = frozenset(("“", "„", "«", "``", "‘‘"))
_CLOSING = frozenset(("”", "»", "''", "’’"))
# What stands right behind a mark that closes, wherever its spaces are: " it held ".
_BEHIND = frozenset(".,;:!?)")
# An unclosed mark in mid-paragraph stands for a quotation up to this many characters; a longer one is a slip.
_SLIP = 700
# What a sentence ends in.
_SENTENCE_END = ".?!…"
# A straight mark that stands before who speaks, a space too early: 'We lost, "said Petra Holm', 'Why? "she asked'.
_SAID = re.compile(
    r"(?:(?:he|she|they|it|I|we|(?:[Tt]he|[Aa]n?)(?:\s[\w-]+){1,6}|[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3})\s)?"
    r"(?:said|says|added|adds|asked|told|wrote|replied|insisted)\b"
)
# A verb of speech: where none stands, a mark at a paragraph's end closes what nothing opened.
_TELLS = re.compile(r"\b(?:said|says|added|adds|asked|told|wrote|replied|insisted)\b")
# Who speaks, behind the words: "the wall held, he said".
_ATTRIBUTED = re.compile(rf",\s{_SAID.pattern}")
# Somebody named who speaks, behind a comma: " Petra Holm said", " said Petra Holm".
_BY_NAME = re.compile(r"\s(?:[a-z]+\s)?(?!I\s)[A-Z]")
# What more of that stands before the sentence's end: " Petra Holm on Monday."
_SAID_SO = re.compile(r"[^,.;:!?“”\"]{0,60}\.")


class _Paragraph(NamedTuple):
    """A paragraph by its number."""

    number: int
    span: Span
    runs_on: bool
    """Whether the next one opens with a quotation mark."""


class _Mark(NamedTuple):
    """A quotation mark by its place and what it can be."""

    start: int
    end: int
    opens: bool
    closes: bool
    may_close: bool = False
    """Whether it closes where nothing else does: ’ behind an s, which may own what follows."""
    reaches_back: bool = False
    """Whether it closes what the paragraph opens with where no mark does: 'We lost, "said Petra Holm'."""


def find_quotations(document: Document) -> tuple[Stretch, ...]:
    """Return the text inside each pair of quotation marks, nested ones left to the outer, in text order.

    Double marks may be curly, straight, typed as two single ones, or guillemets; single marks are read where the text
    quotes with them. A mark without its partner costs no more than its own paragraph. Turns of a transcript and posts
    that a page shows with their signature stand without marks.

    Args:
        document: the text and its paragraphs.

    Returns:
        Stretches with half-open character offsets into `document.text`. One that runs over paragraphs is a stretch in
        each; those not closed in their own paragraph have `closed` false and end where it ends, or where they are taken
        up anew.
    """
    text = document.text
    out = [*_doubles(document)]
    unmarked = [*find_unmarked(document, {stretch.outer.start for stretch in out})]
    if unmarked:
        # What is in marks inside a turn or a post is left to it.
        out = sorted([*unmarked, *(s for s in out if not _inside(s, unmarked))], key=lambda stretch: stretch.span)
    if "‘" not in text and "'" not in text:
        return tuple(out)
    singles = _singles(document, out)
    if len(singles) <= len(out):
        return tuple(out)
    outside = [stretch for stretch in out if not _inside(stretch, singles)]
    return tuple(sorted([*singles, *outside], key=lambda stretch: stretch.span))


def _doubles(document: Document) -> Iterator[Stretch]:
    """Yield the stretches in double marks; where the paragraph before was left open, its close is read here."""
    text, left_open, awaited = document.text, False, False
    for number, paragraph in enumerate(document.paragraphs):
        at = _Paragraph(number, paragraph, _runs_on(document, number, _OPENS))
        marks = [*_double_marks(text, paragraph)]
        if left_open and marks and marks[0].closes:
            marks[0] = marks[0]._replace(opens=False, reaches_back=True)
        elif awaited and not marks:
            marks = [_Mark(paragraph.start, paragraph.start, opens=True, closes=False)]
        found = [*_paired(text, at, marks, "double_marks")]
        yield from found
        awaited = _awaits(text, at, marks, found)
        left_open = awaited or bool(found and not found[-1].closed)


def _awaits(text: str, at: _Paragraph, marks: list[_Mark], found: list[Stretch]) -> bool:
    """Return whether a paragraph ends in the mark that opens the next one: 'Ruiz said the wall was safe. "'."""
    last = marks[-1] if marks and _TELLS.search(text, at.span.start, at.span.end) else None
    taken = bool(found) and found[-1].outer.end == at.span.end
    return last is not None and last.opens and last.end == at.span.end and text[last.start - 1].isspace() and not taken


def _runs_on(document: Document, number: int, opens: re.Pattern[str]) -> bool:
    """Return whether the paragraph after this one opens with a quotation mark."""
    following = number + 1
    return following < len(document.paragraphs) and bool(
        opens.match(document.text, document.paragraphs[following].start)
    )


def _double_marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """Yield a paragraph's double marks; straight ones are told by what stands on either side."""
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark, start, end = match[0], match.start(), match.end()
        if mark[0] == "<":
            continue
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if mark in _OPENING:
            yield _Mark(start, end, opens=True, closes=before in ",?!" and after.isspace())
        elif mark == "”" or (mark in _CLOSING and not before.isspace()):
            yield _Mark(start, end, opens=False, closes=True)
        elif not _INCHES.search(text, max(paragraph.start, start - 6), start):
            if before.isspace() and (after.isspace() or after in _BEHIND):
                yield _Mark(start, end, opens=after in " .\t", closes=True)  # " it held " is told by what is open
                continue
            if before.isspace() and _is_late(text, start, end):
                yield _Mark(start, end, opens=True, closes=True, reaches_back=True)
                continue
            opens = not after.isspace() and not before.isalnum()
            yield _Mark(start, end, opens=opens, closes=not (before.isspace() and not after.isspace()))


def _is_late(text: str, start: int, end: int) -> bool:
    """Return whether a mark before a word closes what stands before it: 'We lost, "said Petra Holm'."""
    return text[max(0, start - 3) : start].rstrip()[-1:] in frozenset(",?!") and _SAID.match(text, end) is not None


def _single_marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """Yield a paragraph's single marks, those inside words left out."""
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        if _SHORTENED.match(text, start) or text[start - 2 : start] in _AND:
            continue
        before = text[start - 1] if start > paragraph.start else " "
        if match[0] == "‘" or before.isspace() or before in '(—–“"[':
            yield _Mark(start, end, opens=True, closes=False)
        else:
            owns = before == "s" and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
            yield _Mark(start, end, opens=False, closes=not owns, may_close=owns)


def _paired(text: str, at: _Paragraph, marks: Sequence[_Mark], rule: str) -> Iterator[Stretch]:
    """Yield the stretches between a paragraph's marks."""
    opened: _Mark | None = None
    maybe: _Mark | None = None
    marks = _outer(text, marks)
    for number, mark in enumerate(marks):
        if opened is None and mark.reaches_back and number == 0 and (len(marks) == 1 or not mark.opens):
            yield from _reaching_back(text, at, mark, rule)
        elif opened is None:
            opened = mark if mark.opens else None
        elif mark.closes:
            if text[opened.end : mark.start].strip():
                yield _closed(text, at, opened, mark, rule)
            opened = maybe = None
        elif mark.opens:
            yield from _left_open(text, at, opened, maybe or mark, rule)
            opened, maybe = mark, None
        elif mark.may_close:
            maybe = maybe or mark
    if opened and maybe:
        yield _closed(text, at, opened, maybe, rule)
    elif opened and opened.end < at.span.end:
        yield from _to_the_end(text, at, opened, rule)


def _to_the_end(text: str, at: _Paragraph, opened: _Mark, rule: str) -> Iterator[Stretch]:
    """Yield the stretch of a mark that nothing in its paragraph closes, if it is one."""
    cut = _attribution(text, opened.end, at.span.end)
    if cut and (not at.runs_on or _BY_NAME.match(text, cut.start)):
        yield _closed(text, at, opened, cut, rule)
    elif _runs_out(text, at, opened):
        yield _unclosed(at, opened, at.span.end, rule)


def _outer(text: str, marks: Sequence[_Mark]) -> Sequence[_Mark]:
    """Return marks without the pairs that stand inside others of their kind: '"We want the "Front" to go," he said'."""
    out = list(marks)
    for at in range(len(out) - 4, -1, -1):
        if at + 4 > len(out):
            continue  # behind a pair that was left out
        first, second, third, last = out[at : at + 4]
        opens = all(mark.opens and not mark.closes for mark in (first, second))
        closes = all(mark.closes and not mark.opens for mark in (third, last))
        if opens and closes and text[first.end : second.start].strip():
            del out[at + 1 : at + 3]
    return out


def _reaching_back(text: str, at: _Paragraph, mark: _Mark, rule: str) -> Iterator[Stretch]:
    """Yield what stands from a paragraph's start to a mark that nothing opens, but no name that signs: 'Ana Ruiz."'."""
    inside = text[at.span.start : mark.start].split()
    if sum(word[0].islower() for word in inside) * 2 >= len(inside) > 1:
        yield _closed(text, at, _Mark(at.span.start, at.span.start, opens=True, closes=False), mark, rule)


def _closed(text: str, at: _Paragraph, opened: _Mark, closing: _Mark, rule: str) -> Stretch:
    """Return the stretch between two marks."""
    span, outer = trimmed(text, opened.end, closing.start), Span(opened.start, closing.end)
    return Stretch(span, outer, closed=True, paragraph=at.number, rule=rule)


def _unclosed(at: _Paragraph, opened: _Mark, end: int, rule: str) -> Stretch:
    """Return the stretch from a mark that nothing closes to where it ends all the same."""
    span, outer = Span(opened.end, end), Span(opened.start, end)
    return Stretch(span, outer, closed=False, paragraph=at.number, rule=f"{rule}_unclosed")


def _left_open(text: str, at: _Paragraph, opened: _Mark, mark: _Mark, rule: str) -> Iterator[Stretch]:
    """Yield the stretch in front of a mark that may close it, or opens it anew behind a sentence.

    "It is late. “We go home.” is opened anew, as where paragraphs were joined; a mark inside a sentence is a slip.
    """
    if mark.may_close:
        yield _closed(text, at, opened, mark, rule)
        return
    before, inner = trimmed(text, at.span.start, opened.start), trimmed(text, opened.end, mark.start)
    starts = not len(before) or text[before.end - 1] in _SENTENCE_END + ",:"
    cut = _attribution(text, inner.start, inner.end) if starts else None
    if cut:
        yield _closed(text, at, opened, cut, rule)
    elif starts and len(inner) and text[inner.end - 1] in _SENTENCE_END:
        yield _unclosed(at, opened, inner.end, rule)


def _attribution(text: str, start: int, end: int) -> _Mark | None:
    """Return where the mark is missing in front of who says the words, if they end so: “We lost, Petra Holm said."""
    said = next(reversed([*_ATTRIBUTED.finditer(text, start, end)]), None)
    if said is None or _SAID_SO.fullmatch(text, said.end(), end) is None:
        return None
    return _Mark(said.start() + 1, said.start() + 1, opens=False, closes=True)


def _runs_out(text: str, at: _Paragraph, opened: _Mark) -> bool:
    """Return whether a mark that nothing closes opens a quotation to the paragraph's end, rather than being a slip."""
    before = text[at.span.start : opened.start].rstrip()
    if not before or before[-1] in ",:":
        return at.runs_on or not before or at.span.end - opened.end < _SLIP
    # called it “an odd thing.
    fragment = text[opened.start - 1].isspace() and not _ATTRIBUTED.search(text, opened.end, at.span.end)
    return at.runs_on and (not before[-1].isalnum() or (fragment and at.span.end - opened.end < _SLIP // 2))


def _singles(document: Document, doubles: list[Stretch]) -> list[Stretch]:
    """Return the stretches in single marks, without those that double marks hold or cut."""
    out: list[Stretch] = []
    text = document.text
    for number, paragraph in enumerate(document.paragraphs):
        at = _Paragraph(number, paragraph, _runs_on(document, number, _OPENS_SINGLE))
        out += _paired(text, at, [*_single_marks(text, paragraph)], "single_marks")
    kept = [stretch for stretch in out if stretch.closed or _is_taken_up(text, stretch.span)]
    return [stretch for stretch in kept if not _is_cut(stretch.outer, doubles)]


def _is_taken_up(text: str, span: Span) -> bool:
    """Return whether a sentence or more stands behind a single mark that nothing closes: ‘We went on. ‘It held.’."""
    whole = text[span.start].isupper() and text[span.end - 1] in _SENTENCE_END
    return whole and text.count(" ", span.start, span.end) >= _WORDS


def _is_cut(outer: Span, others: list[Stretch]) -> bool:
    """Return whether one of `others`, which are in text order, holds one end of a span or both."""
    return any(
        other and other.outer.start < place < other.outer.end and not outer.holds(other.outer)
        for place in (outer.start, outer.end)
        for other in (_before(place, others),)
    )


def _inside(stretch: Stretch, others: list[Stretch]) -> bool:
    """Return whether one of `others`, which are in text order, holds the stretch."""
    other = _before(stretch.span.start, others)
    return other is not None and other.outer.holds(stretch.span)


def _before(place: int, others: list[Stretch]) -> Stretch | None:
    """Return the last of `others`, which are in text order, that starts before an offset."""
    number = bisect_left(others, place, key=lambda stretch: stretch.outer.start)
    return others[number - 1] if number else None
