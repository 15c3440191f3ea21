"""Which body a word stands for: "they" and "it" the one the sentence before tells of, "the BTF union" the BTF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.attribution.clauses import subject
from factbox.attribution.phrases import DEPTH, phrase_left
from factbox.attribution.verbs import verb_heads
from factbox.attribution.words import is_body, is_person
from factbox.model import MentionKind

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.pronouns import Resolver
    from factbox.attribution.tags import Line

# What a body is, behind its name: "the BTF union".
_BODIES = frozenset(("agency", "broadcaster", "charity", "group", "network", "party", "union"))
# What has words of its own, and what it does with them.
_PAPERS = frozenset(("email", "letter", "memo", "message", "note", "notice", "petition", "post", "statement", "tweet"))
_READS = frozenset(("read", "reads", "went"))
# How many sentences back such a pronoun reaches, and how many verbs of each are asked for their subjects.
_BACK, _VERBS = 2, 6


def body_of(phrase: Phrase, resolver: Resolver) -> Phrase | None:
    """Return what a speaking "they" or "it" stands for: a body, several people; None where two may be meant.

    Args:
        phrase: the pronoun.
        resolver: who is named in the text.
    """
    word = phrase.line.units[phrase.head].word.split("'")[0]
    if phrase.kind is not MentionKind.PRONOUN or word not in {"they", "it"}:
        return None
    for line, start, end in _before(phrase, resolver.lines):
        paper = _paper(line, start, end) if word == "it" else None
        if paper and phrase.line.word(phrase.end) in _READS:
            return paper
        verbs = list(verb_heads(line, start, end))[:_VERBS]
        subjects = {found.key: found for found in (subject(line, verb, start) for verb in verbs) if found}
        fitting = [found for found in subjects.values() if _fits(found, word, resolver)]
        if len({_word(found) for found in fitting}) == 1:
            return fitting[0]
        if fitting:
            return None
        if paper:
            return paper
    return None


def named_body(phrase: Phrase, resolver: Resolver) -> Phrase | None:
    """Return the name in a phrase that says what a body is: "BTF" of "the BTF union".

    Args:
        phrase: the noun phrase.
        resolver: who is named in the text.
    """
    units, head = phrase.line.units, phrase.head
    if units[head].word not in _BODIES or head - 1 < phrase.start or units[head - 1].ref < 0:
        return None
    name = phrase._replace(head=head - 1, end=head)
    return name if resolver.is_body(name) else None


def _paper(line: Line, start: int, end: int) -> Phrase | None:
    """Return the paper with words of its own that a sentence tells of last: "issued a statement", "in a letter to"."""
    for at in range(end - 1, start, -1):
        if line.units[at].word in _PAPERS and line.tags[at] == "n" and line.tags[at - 1] in "DHns":
            return phrase_left(line, at, start, DEPTH)
    return None


def _before(phrase: Phrase, lines: dict[int, Line]) -> list[tuple[Line, int, int]]:
    """Return the sentences before a phrase's own that are not all quotation, nearest first."""
    out: list[tuple[Line, int, int]] = []
    line, number = phrase.line, phrase.line.number(phrase.head) - 1
    while len(out) < _BACK:
        if number < 0:
            before = lines.get(line.index - 1)
            if before is None or not before.units or line.index < phrase.line.index:
                break
            line, number = before, len(before.sentences) - 1
        start, end = line.sentences[number]
        if line.tags[start:end].strip("Q.,-"):
            out.append((line, start, end))
        number -= 1
    return out


def _fits(found: Phrase, word: str, resolver: Resolver) -> bool:
    """Return whether a subject may be what "they" or "it" means: a body; of "they", several people too."""
    if found.kind is MentionKind.PRONOUN:
        return False
    noun = found.line.units[found.head].word
    if found.kind is MentionKind.NAME:
        several = "C" in found.line.tags[found.start : found.head]
        letters = found.line.units[found.head]
        short = letters.ref < 0 and found.line.text[letters.start : letters.end].isupper()  # "TCA said", of no list
        return word == "they" if several else short or resolver.is_body(found)
    if is_person(noun):
        return word == "they" and noun.endswith("s")
    return is_body(noun)


def _word(found: Phrase) -> str:
    """Return a phrase's head."""
    return found.line.units[found.head].word
