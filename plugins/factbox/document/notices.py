"""Lines that speak of the article and not of the news: updates, corrections, contributors, advertising."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.model import Notice, NoticeKind
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.lexicons import Rule

# Notices stand in the first and the last blocks, advertising between them too; a longer block is prose.
_FIRST, _LAST, _LONGEST, _SHORT = 3, 7, 600, 200
# A label whose notice stands in the blocks below it: "CORRECTION:".
_LABEL = re.compile(r"\W{0,3}\w[\w ]{2,30}:")
# The rule of links to other stories; the sign over some, "Read also", and what ends a sentence, as no title ends.
_LINKS, _SIGN, _STOPS = "read-more", re.compile(r"\W{0,3}\w+ ?\w*:?"), '.!?…:;"”’)'
# The rule of what stands over links alone: "Related topics".
_RELATED = "related"
# The rule of what a press release ends with: "About Tarvel".
_FIRM = "about-firm"
# How far back from the end of a last paragraph its last sentences may be notices, in characters.
_TAIL = 700
# Where a sentence may start after another: "left. CNN", "left.” This"; not after an initial, "J. Ruiz".
_START = re.compile(r"(?<=[.!?…\"”’')])(?<![ .][A-Z]\.)(?<!Mr\.|Ms\.|Dr\.|St\.)(?<!Mrs\.)\s+(?=[A-Z(©])")
# The kinds that are certain even without a line of their own.
_CERTAIN = {NoticeKind.UPDATE, NoticeKind.CORRECTION, NoticeKind.CLARIFICATION, NoticeKind.CONTRIBUTION}


def find_notices(text: str, blocks: Sequence[Span]) -> tuple[tuple[Notice, ...], tuple[Span, ...]]:
    """Return the notices at the start and the end, and the blocks without them; some prose always stays.

    Args:
        text: the document's text.
        blocks: the candidates for prose, in order.
    """
    found: dict[int, Notice] = {}
    for number, block in enumerate(blocks):
        inside = _FIRST <= number < len(blocks) - _LAST
        rule = _rule(block.of(text)) if len(block) <= (_SHORT if inside else _LONGEST) else None
        if rule is None or (inside and rule.value != NoticeKind.DISCLAIMER):
            continue
        label = rule.name not in (_LINKS, _RELATED) and _LABEL.fullmatch(text, block.start, block.end)
        if number and not inside and (label or rule.name == _FIRM):
            whole = _made(text, Span(block.start, blocks[-1].end), rule)
            found |= dict.fromkeys(range(number, len(blocks)), whole)
            break
        found[number] = _made(text, block, rule)
        if rule.name == _RELATED or (rule.name == _LINKS and _SIGN.fullmatch(text, block.start, block.end)):
            most = 2 if rule.name == _RELATED or text[block.end - 1] == ":" else 1
            found |= {below: _made(text, blocks[below], rule) for below in _links(text, blocks, number, most)}
    prose = [block for number, block in enumerate(blocks) if number not in found]
    if not prose:
        return (), tuple(blocks)
    rest, tail = _cut_tail(text, prose[-1])
    notices = sorted({*found.values(), *tail}, key=lambda notice: notice.span)
    return tuple(notices), (*prose[:-1], rest)


def _links(text: str, blocks: Sequence[Span], number: int, most: int) -> list[int]:
    """Return the indexes of the titles, which end with no stop, on the lines below a bare "Read also".

    Args:
        text: the document's text.
        blocks: the candidates for prose, in order.
        number: the block that stands over them.
        most: how many line ends stand between two at most.
    """
    out = []
    for below in range(number + 1, len(blocks)):
        block, between = blocks[below], text[blocks[below - 1].end : blocks[below].start]
        if len(block) > _SHORT or between.count("\n") > most or text[block.end - 1] in _STOPS:
            break
        out.append(below)
    return out


def _cut_tail(text: str, block: Span) -> tuple[Span, list[Notice]]:
    """Return a last paragraph without the notices among its last sentences, and those."""
    out: list[Notice] = []
    end = block.end
    starts = [match.end() for match in _START.finditer(text, max(block.start, block.end - _TAIL), block.end)]
    for start in reversed(starts):
        sentence = trimmed(text, start, end)
        rule = _rule(sentence.of(text))
        if rule is not None and NoticeKind(rule.value) in _CERTAIN:
            out.append(_made(text, sentence, rule))
            end = start
        elif len(sentence) > _LONGEST // 2:
            break
    return trimmed(text, block.start, end), out


def _rule(line: str) -> Rule | None:
    """Return the first rule that fits the start of a line."""
    return next((rule for rule in lexicon("notices").rules if rule.pattern.match(line)), None)


def _made(text: str, span: Span, rule: Rule) -> Notice:
    """Return the notice of a span."""
    return Notice(NoticeKind(rule.value), span, span.of(text), rule.name)
