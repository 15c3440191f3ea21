"""Lines to blocks, and which block is the headline, the byline, a caption or prose."""

from __future__ import annotations

import functools
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from factbox.document.datelines import find_dateline, is_date
from factbox.lexicons import alternatives, lexicon
from factbox.spans import Span, trimmed
from factbox.tokens import lower

if TYPE_CHECKING:
    from collections.abc import Sequence

# The value of rules that find words of the page inside a paragraph.
_GLUED = "glued"
# The rule of a line that says when the text was published; where that is a full date it is the dateline.
_STAMP = "date-stamp"
# Hard-wrapped lines are this long, in characters.
_NARROW, _WIDE = 40, 100
# A headline is no longer; one that ends in a full stop is shorter still, and ledes are hardly ever as short as this.
_HEADLINE, _STOPPED, _SHORT = 160, 120, 75
# Prose has a block that is longer than this and ends as a sentence does.
_SENTENCE = 40
# Fewer lines tell nothing of their width; a longer word has so many letters; so many words that share or differ tell.
_PAIRS, _LONG, _TELLING = 3, 4, 2
# A byline stands among so many blocks.
_HEAD = 4
# Among so many blocks a headline has prose near it.
_NEAR = 8
# The end of a sentence, with what closes after it: "end.", "end?”", "end.)".
_FINAL = re.compile(r"[.!?…:]['\"”’)\]]*$")
# A full stop of any script at the end, with what closes after it: "end.", "end.“", "終了。".
_FULL_STOP = re.compile(r"[.…。．۔।]['\"”“’‘»«)\]」』]*$")
# What ends like a sentence that goes on, or leads in what follows: "the following:", "rain,".
_OPEN_END = re.compile(r"[:,]$")
# A line that starts a list's item: "- boats", "* boats", "• boats", "1. boats".
_ITEM = re.compile(r"(?:[-*•–—]|\d{1,2}[.)])\s")
# Words that ledes have and headlines seldom: "the council said on Tuesday".
_LEDE = re.compile(r"\b(?:said|told|(?:on|early|late) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
# How a story's first sentence may begin and a headline hardly does: "It was the third night."
_OPENER = re.compile(r"(?:And|But|He|I|It|She|So|Then|There|They|This|We|You)\b")
# Words that sentences have and headlines mostly do without: "has sold a mill", "the barrier".
_SMALL = re.compile(r"\b(?:a|an|the|its|had|has|have|was|were)\b")
# An outlet's name alone in its line: "The Orrin Press", "Harbour Post".
_OUTLET = re.compile(r"(?:The )?[A-ZÀ-Þ][\w.’'-]{0,24}(?: [A-ZÀ-Þ][\w.’'-]{0,24}){0,3}")
# What closes a headline and is no part of it: "Pilots end strike;", "Pilots end strike."; not "in the U.S.", "then...".
_CLOSE = re.compile(r"(?<=[\w’”)'\"]);$|(?<=\w\w|[’”)'\"]\w|\w[’”)'\"])\.$")
# A writer's name alone in its line: "Jane Doe", "J. R. van Okafor".
_NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]{0,24}(?: (?:(?:van|von|de|der|la|bin) ){0,2}[A-ZÀ-Þ][\w.’'-]{0,24}){1,3}")
# The label of a picture's caption or owner, in a line of its own.
_LABEL = re.compile(r"(?:Image|Media|Photo|Picture|Video) (?:caption|copyright|credit|source)[,:]?")
# Letters and digits of a word, to compare by.
_WORD = re.compile(r"\w+")


class Layout(NamedTuple):
    """What the blocks of a text are."""

    title: Span | None
    """The headline."""
    byline: Span | None
    """The names of a byline, without "By"."""
    prose: tuple[Span, ...]
    """The other blocks, furniture left out."""


def find_layout(text: str, title: str | None = None, *, english: bool = True) -> Layout:
    """Return the headline, byline and prose of a text.

    Args:
        text: the document's text.
        title: the title an editor gave; a first line that says the same is the headline.
        english: whether the text is English; in another language what ends in a full stop is prose, as the words that
            tell a headline from a sentence are English ones.
    """
    every = _without_glued(text, _blocks(text))
    labelled = {below for block, below in pairwise(every) if _is_label(text, block, below)}
    blocks = [block for block in every if block not in labelled and _furniture(text, block) is None] or every
    bylines = ((number, _byline(text, block)) for number, block in enumerate(every[:_HEAD]))
    number, byline = next(((number, names) for number, names in bylines if names), (0, None))
    # The outlet's name below its writer's.
    if number and number + 1 < len(every) and _OUTLET.fullmatch(text, every[number + 1].start, every[number + 1].end):
        blocks = [block for block in blocks if block != every[number + 1]]
    if byline is None and len(blocks) > 1 and _is_bare_byline(text, blocks[1:3]):
        byline = blocks[1]
        blocks = [blocks[0], *blocks[2:]]
    if len(blocks) > 1 and _section().fullmatch(text, blocks[0].start, blocks[0].end):
        blocks = blocks[1:] if _is_headline(text, blocks[1:], title, english=english) else blocks
    if blocks and is_date(blocks[0].of(text)) and _is_headline(text, blocks[1:], title, english=english):
        blocks = [blocks[1], blocks[0], *blocks[2:]]  # a press release's day stands above its headline
    if not _is_headline(text, blocks, title, english=english):
        return Layout(None, byline, tuple(blocks))
    headline = blocks[0]
    if len(blocks) > 2 and blocks[1].of(text) == headline.of(text):  # noqa: PLR2004 - the headline twice, and prose
        blocks = blocks[1:]
    close = _CLOSE.search(text, headline.start, headline.end)
    return Layout(trimmed(text, headline.start, close.start() if close else headline.end), byline, tuple(blocks[1:]))


def ends_sentence(text: str, block: Span) -> bool:
    """Return whether a block or line ends as a sentence does."""
    return _FINAL.search(text, max(block.start, block.end - 4), block.end) is not None


def _blocks(text: str) -> list[Span]:
    """Return the paragraphs: a line each, or several lines where the text is hard wrapped."""
    lines, start = [], 0
    for words in text.split("\n"):
        lines.append(Span(start, start + len(words)))
        start += len(words) + 1
    wrapped = _is_wrapped(text, lines)
    blocks: list[Span] = []
    before: Span | None = None
    for line in lines:
        span = trimmed(text, line.start, line.end)
        if not len(span):
            before = None
            continue
        if before is not None and _goes_on(text, before, line, wrapped):
            blocks[-1] = Span(blocks[-1].start, span.end)
        else:
            blocks.append(span)
        before = line
    return blocks


def _without_glued(text: str, blocks: list[Span]) -> list[Span]:
    """Return the blocks, parted where words of the page stand in them: share buttons, a form to subscribe."""
    lowered = lower(text)
    rules = [rule for rule in lexicon("document").rules if rule.value == _GLUED and rule.may_match(lowered)]
    if not rules:
        return blocks
    out: list[Span] = []
    for block in blocks:
        start = block.start
        found = (match for rule in rules for match in rule.pattern.finditer(text, block.start, block.end))
        for first, last in sorted(match.span() for match in found):
            out.append(trimmed(text, start, max(start, first)))
            start = max(start, last)
        out.append(trimmed(text, start, block.end))
    return [block for block in out if len(block)] or blocks


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Return whether most lines that another follows stop near one width, in mid-sentence."""
    pairs = [line for line, after in pairwise(lines) if len(line) and len(after)]
    if len(pairs) < _PAIRS:
        return False
    width = max(map(len, pairs))
    full = sum(len(line) > 0.7 * width for line in pairs)
    ended = sum(ends_sentence(text, line) for line in pairs)
    return _NARROW <= width <= _WIDE and full > 0.7 * len(pairs) and ended < 0.5 * len(pairs)


def _goes_on(text: str, before: Span, line: Span, wrapped: bool) -> bool:  # noqa: FBT001 - a fact about the text
    """Return whether `line` goes on with the paragraph of the line before it."""
    content = trimmed(text, line.start, line.end)
    if _ITEM.match(text, content.start) or not _NARROW <= len(before) <= _WIDE:
        return False
    ended = ends_sentence(text, before)
    if wrapped:
        indented = text[line.start].isspace() and not text[before.start].isspace()
        return not indented and not (ended and len(before) < 0.75 * max(len(line), _NARROW * 1.5))
    return not ended and text[content.start].islower()


def _furniture(text: str, block: Span) -> str | None:
    """Return the name of the rule that says a block is no prose, or None."""
    line = block.of(text)
    rules = (rule for rule in lexicon("document").rules if rule.value != _GLUED)
    found = next((rule.name for rule in rules if rule.pattern.match(line)), None)
    return None if found == _STAMP and is_date(line) else found


def _is_label(text: str, block: Span, below: Span) -> bool:
    """Return whether a line is the label of the one below it, which is no prose either: "Image caption,"."""
    alone = _LABEL.fullmatch(text, block.start, block.end) is not None
    return alone and text.count("\n", block.end, below.start) == 1


@functools.cache
def _section() -> re.Pattern[str]:
    """Return the pattern of a paper's section, which stands above a headline: "Weather", "News | World"."""
    words = alternatives(lexicon("document").words("section"))
    return re.compile(rf"(?i:{words}(?:(?:\s*[|/»>›·&,]\s*|\s(?:and\s)?){words}){{0,3}})")


def _byline(text: str, block: Span) -> Span | None:
    """Return the names of a byline, "Jane Doe" of "By Jane Doe", or None."""
    line = block.of(text)
    for rule in lexicon("document").rules:
        match = rule.pattern.match(line) if rule.value == "byline" else None
        if match:
            names = match["names"]
            end = match.end("names") - (names.endswith(".") and not names.endswith(("Jr.", "Sr.")))
            return Span(block.start + match.start("names"), block.start + end)
    return None


def _is_bare_byline(text: str, blocks: Sequence[Span]) -> bool:
    """Return whether the first of two blocks is a writer's name and no more, and the second opens with a dateline."""
    return _NAME.fullmatch(text, blocks[0].start, blocks[0].end) is not None and bool(find_dateline(text, blocks[1:]))


def _is_headline(text: str, blocks: Sequence[Span], title: str | None, *, english: bool) -> bool:
    """Return whether the first block is the headline of those after it."""
    first, others = blocks[0].of(text) if blocks else "", blocks[1:_NEAR]
    if title and others and _words(first) == _words(title):
        return True
    ended = not english and _FULL_STOP.search(first)
    if ended or not others or not _may_be_headline(text, blocks[0]):
        return False
    if find_dateline(text, others[:1]):
        return True
    if not any(len(block) > _SENTENCE and _FINAL.search(block.of(text)[-6:]) for block in others):
        return False
    if not _FINAL.search(first):
        return len(first) < 1.5 * max(map(len, others))
    # With a title given, a first sentence that stands by itself is a lede.
    return _in_title_case(first) if title else _stands_apart(text, blocks)


def _may_be_headline(text: str, block: Span) -> bool:
    """Return whether a block by itself has the form of a headline."""
    line = block.of(text)
    if len(line) > _HEADLINE or _OPEN_END.search(line) or _ITEM.match(line) or find_dateline(text, [block]):
        return False
    return not _FINAL.search(line) or (len(line) <= _STOPPED and not _LEDE.search(line))


def _stands_apart(text: str, blocks: Sequence[Span]) -> bool:
    """Return whether a first block that ends as a sentence does is set apart as a headline, and reads like one."""
    gaps = [text.count("\n", one.end, other.start) > 1 for one, other in pairwise(blocks)]
    if not gaps[0]:
        return False
    first, near = blocks[0].of(text), blocks[1:4]
    short = len(first) <= _SHORT and not _OPENER.match(first) and max(map(len, near)) > 1.5 * len(first)
    if short or not any(gaps[1:]) or _in_title_case(first):
        return True
    return not _SMALL.search(first) and _shares_words(first, text, near[:2])


def _in_title_case(line: str) -> bool:
    """Return whether nearly all longer words but the first have capitals: "Harbour Pilots End Their Strike."."""
    words = [word for word in _WORD.findall(line)[1:] if len(word) >= _LONG]
    return len(words) > _TELLING and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _shares_words(line: str, text: str, others: Sequence[Span]) -> bool:
    """Return whether the next blocks tell the same: two of the line's longer words, by their first five letters."""
    stems = {word.lower()[:5] for word in _WORD.findall(line) if len(word) >= _LONG}
    told = {word.lower()[:5] for block in others for word in _WORD.findall(block.of(text)[:800]) if len(word) >= _LONG}
    return len(stems & told) >= _TELLING and len(line) < max(map(len, others))


def _words(line: str) -> list[str]:
    """Return the words of a line, to compare it by."""
    return _WORD.findall(line.casefold())
