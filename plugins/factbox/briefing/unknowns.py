"""Finds what the text itself says is not known: unverified, unclear, disputed, without a name or a comment."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from factbox.briefing.telling import lacks_subject
from factbox.briefing.whole import with_marks
from factbox.ids import name_ids
from factbox.lexicons import alternatives, lexicon
from factbox.model import EntityKind, MentionKind, Unknown, UnknownKind
from factbox.quantities.units import singular
from factbox.spans import Span, SpanIndex, trimmed
from factbox.tokens import letters_in, lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.lexicons import Rule
    from factbox.model import Annotations, Quotation

__all__ = ["find_unknowns"]

_UNNAMED = UnknownKind.ANONYMOUS_SOURCE
# A word that only ties a clause to the one before: "but "; within a sentence also "though ".
_TIE = re.compile(r"\s*(?:and|but|But|And)\s")
_TIE_WITHIN = re.compile(r"\s*(?:although|and|but|though|whereas|while|yet)\s")
# What points back to what stands before a clause; not the "it" of "it is not clear".
_BACK = re.compile(
    r"(?!it(?:\s(?:is|was|remain\w*)|[’']s)\s(?:\w+\s){0,3}(?:clear|known|unclear|unknown|uncertain)\b)"
    r"(?:he|her|his|it|its|she|that|their|these|they|this|those)\b"
)
# What opens a noun phrase and does not tell two sources apart: "a ", "the ".
_ARTICLE = re.compile(r"^(?:an?|the|one|another)\s+")
# A name behind a comma: ", Ana Ruiz" of "an aide, Ana Ruiz".
_NAMED = re.compile(r",\s[A-Z]")
# A crowd, which nobody could name: "many", "some voters", "a majority of", "four in 10".
_CROWD = re.compile(r"^(?i:many|most|some|any|all|few|a\s(?:few|host|majority|minority|number))\b|^.{0,20}\d")
# What stands behind a noun phrase's own noun: " of the board", " who asked", " briefed on it".
_BEHIND = re.compile(r",|\s(?:of|for|from|in|on|at|with|to|near|under|who|that|close|familiar|privy|briefed)\s")
# A word of a noun phrase: "vice-president".
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# What takes back what stands behind it: "nor does he " of "nor does he deny it"; words within words: "say, ‘Look, ".
_UNSAID = re.compile(r"\bn(?:either|or)\s(?:can|could|did|do|does|would)\s[^,;:]{1,40}$|[^\w\s]\s‘[^’]{0,80}$")
# Who a text has in mind and not who told it something: "a potential president".
_IMAGINED = re.compile(r"\b(?:future|hypothetical|potential|prospective|sitting|typical|would-be)\s")
# Nouns behind "a" that stand in front of a plural: "a dozen members".
_NUMBERS = frozenset(("couple", "dozen", "group", "handful", "host", "hundred", "number", "pair", "range", "series"))
# In front of somebody whom a text supposes: "when a captain says"; behind somebody whom it tells of: "a captain’s
# view", "a captain who had said", "a rival, which says".
_SUPPOSED = re.compile(r"\b(?:if|when|whenever)\s$")
_TOLD_OF = re.compile(r"[’']s?\b|,?\swhich\b|\swho\s(?:(?:had|has|have)\s)?(?P<cue>)")
# A part of those who were asked: "four voters in a poll".
_POLLED = re.compile(r"\s(?:poll|survey)\b")
# Nouns of people that are nouns of things as well.
_THINGS = frozenset(("count",))
# A question tells nothing, so that whoever asks is no source.
_ASKING = frozenset(("ask", "inquire", "wonder"))
# Between a crowd and those of it who have names: ", including ".
_AMONG = re.compile(r",?\s(?:among\sthem|including|like|such\sas)\s|,\s")
# How far in front of a source a word is looked for, in characters.
_BEFORE = 12
# Who decides on a claim and does not dispute it: "the court rejected the claim".
_RULING = re.compile(r"\b(?:courts?|judges?|jury|justices?|magistrates?|panel|tribunal)\b[^,;:]{0,40}$")
# What asks and leaves the rest to the clause before: "it is not clear by how much".
_ASKS = re.compile(r"\b(?:how(?:\s(?:long|many|much|often|soon))?|what|when|where|which|who|why)\W*$")
# Marks of quotation; a clause is not cut out of a sentence that has any.
_MARKS = re.compile(r"[\"“”]")
# A semicolon that ends a clause: "… was not clear; the police said …".
_SEMICOLON = re.compile(r";\s")


def find_unknowns(annotations: Annotations) -> tuple[Unknown, ...]:
    """Return what the text says is not known, in text order.

    Args:
        annotations: everything found in one document.

    Returns:
        Unknowns whose spans are clauses or sentences, or of an unnamed source the words that mention it;
        one of each kind a sentence, and each unnamed source once.
    """
    text = annotations.document.text
    told = list(_unnamed(annotations))
    spoken = SpanIndex((span, span) for _, span, _, _ in told)
    said = (item for item in _said(annotations) if item[0] is not _UNNAMED or not spoken.meeting(item[1]))
    found = sorted({*said, *told}, key=lambda item: (item[1], item[0], item[3]))
    ids = name_ids("u", [f"{kind} {span.of(text)}" for kind, span, _, _ in found])
    return tuple(
        Unknown(name, kind, span, span.of(text), sentence, rule)
        for name, (kind, span, sentence, rule) in zip(ids, found, strict=True)
    )


def _said(annotations: Annotations) -> Iterator[tuple[UnknownKind, Span, int, str]]:
    """Yield what the lexicon's rules find, the first of each kind in a sentence."""
    text = annotations.document.text
    triggers, rules = _triggers(), _rules()
    words, small = frozenset(triggers), lower(text)
    for index, sentence in enumerate(annotations.sentences):
        shown = words & letters_in(text[sentence.start : sentence.end])
        kinds = set()
        for number in sorted({number for word in shown for number in triggers[word]}):
            kind, rule = rules[number]
            if kind in kinds:
                continue
            match = rule.pattern.search(small if rule.lowered else text, sentence.start, sentence.end)
            if match is not None and not _is_unsaid(text, kind, sentence, match.start()):
                kinds.add(kind)
                named = kind is _UNNAMED
                span = Span(*match.span())
                yield kind, span if named else _clause(text, sentence, span), index, rule.name


def _is_unsaid(text: str, kind: UnknownKind, sentence: Span, start: int) -> bool:
    """Return whether what stands before an index takes back what is said there, or has it ruled on."""
    if kind is UnknownKind.DISPUTED and _RULING.search(text, sentence.start, start):
        return True
    return _UNSAID.search(text, sentence.start, start) is not None


@functools.cache
def _rules() -> tuple[tuple[UnknownKind, Rule], ...]:
    """Return the lexicon's rules with the kinds that they find."""
    return tuple((UnknownKind(rule.value), rule) for rule in lexicon("unknowns").rules)


@functools.cache
def _triggers() -> dict[str, list[int]]:
    """Return for each word that a rule needs the numbers of the rules that it may be of."""
    out: dict[str, list[int]] = {}
    for number, (_, rule) in enumerate(_rules()):
        for word in lexicon("unknowns").tables["trigger"][rule.name]:
            out.setdefault(word, []).append(number)
    return out


def _clause(text: str, sentence: Span, match: Span) -> Span:
    """Return the clause around a match, with what it leans on, or its sentence where that holds a quotation.

    A mark at the sentence's end whose partner is in another sentence goes.
    """
    if _MARKS.search(text, sentence.start, sentence.end):
        shown = with_marks(text, sentence)
        return shown if shown and sentence.holds(shown) else sentence
    start, end = sentence.start, sentence.end
    for pattern in (_joint(), _SEMICOLON):
        for cut in pattern.finditer(text, sentence.start, match.start):
            start = max(start, cut.end())
        after = pattern.search(text, match.end, sentence.end)
        end = min(end, after.start()) if after else end
    inside = start > sentence.start
    part = inside and "," not in text[start : match.start]
    tie = (_TIE_WITHIN if part else _TIE).match(text, start, end)
    clause = trimmed(text, tie.end() if tie else start, end)
    leans = inside and (
        _BACK.match(text, clause.start, clause.end)
        or _ASKS.search(text, clause.start, clause.end)
        or lacks_subject(text, clause)
    )
    return trimmed(text, sentence.start, end) if leans else clause


@functools.cache
def _joint() -> re.Pattern[str]:
    """Return the pattern of what parts two clauses: ", though ", ", but "."""
    return re.compile(rf",\s(?={alternatives(lexicon('unknowns').words('joint'))}\s)")


def _unnamed(annotations: Annotations) -> Iterator[tuple[UnknownKind, Span, int, str]]:
    """Yield each unnamed source once, where it is first mentioned as a speaker."""
    seen = set()
    people = [e for e in annotations.entities if e.kind is EntityKind.PERSON]
    named = {span.start: span.end for entity in people for span in entity.mentions}
    for quotation in annotations.quotations:
        speaker = quotation.speaker
        if speaker is None or not speaker.anonymous or speaker.kind is not MentionKind.NOMINAL:
            continue
        if quotation.cue is not None and quotation.cue.lemma in _ASKING:
            continue
        text = annotations.document.text
        if _has_name(text, quotation, speaker.span, named) or _is_told_of(text, quotation, speaker.span):
            continue
        key = _ARTICLE.sub("", speaker.text.casefold())
        if key not in seen and _is_source(speaker.text):
            seen.add(key)
            index = _sentence_of(annotations, speaker.span, quotation.sentence)
            yield _UNNAMED, speaker.span, index, "unnamed-speaker"


def _has_name(text: str, quotation: Quotation, source: Span, named: dict[int, int]) -> bool:
    """Return whether a name stands beside a source: "Ana Ruiz, an analyst", "two officials, Bo Lind and Ana Ruiz,".

    Not where the comma parts it from who speaks: "Ruiz, a senior official said, will go", "to an aide, Ruiz will go".

    Args:
        text: the document's text.
        quotation: what the source says.
        source: the noun phrase.
        named: where people's names start and end.
    """
    cue = quotation.cue.span if quotation.cue else None
    if source.start - 2 in named.values() and text[source.start - 2 : source.start] == ", ":
        return cue is None or not 0 < cue.start - source.end <= 1
    among = _AMONG.match(text, source.end)
    if among is None or among.end() not in named:
        return False
    return among[0] != ", " or (cue is not None and cue.start > source.end and text[named[among.end()]] in ", ")


def _is_told_of(text: str, quotation: Quotation, source: Span) -> bool:
    """Return whether a text tells of somebody, who told it nothing: "a woman’s view", "a chief who had said".

    Not "a chief who had left said".
    """
    if _SUPPOSED.search(text, max(0, source.start - _BEFORE), source.start):
        return True
    behind = _TOLD_OF.match(text, source.end)
    if behind is None:
        return False
    return behind["cue"] is None or (quotation.cue is not None and quotation.cue.span.start == behind.end())


def _is_source(text: str) -> bool:
    """Return whether a noun phrase is of somebody with a name: "a senior official", not "a poll", "many"."""
    if any(pattern.search(text) for pattern in (_NAMED, _CROWD, _IMAGINED, _POLLED)):
        return False
    words = _WORD.findall(_BEHIND.split(text, maxsplit=1)[0].lower())
    if words and words[0] in ("a", "an") and singular(words[-1]) != words[-1] and _NUMBERS.isdisjoint(words):
        return False  # "a fact sheet lawmakers" of "a fact sheet lawmakers released"
    return bool(words) and words[-1] not in _THINGS and not _people().isdisjoint((words[-1], singular(words[-1])))


@functools.cache
def _people() -> frozenset[str]:
    """Return the nouns of people: offices, trades, kin and those of the lexicon."""
    return lexicon("mentions").words("role") | lexicon("unknowns").words("person")


def _sentence_of(annotations: Annotations, span: Span, near: int) -> int:
    """Return the index of the sentence that holds a span, looked for around `near`."""
    for index in (near, near - 1, near + 1):
        if 0 <= index < len(annotations.sentences) and annotations.sentences[index].holds(span):
            return index
    return near
