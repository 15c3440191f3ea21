"""Key facts: the case file, what may be cut, and that no claim stands as a fact."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cases import Case, read_cases
from factbox import Metadata, Options, annotate, brief, document_from_text
from factbox.lexicons import lexicon
from factbox.model import Briefing, KeyFact, QuotationKind, Slot
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = Path(__file__).parent.parent / "seeds"

# How many real articles are read for a claim that became a fact.
REAL = 300
# The share of a sentence's characters that makes it a claim.
CLAIMED = 0.5


def read(text: str, **options: int) -> Briefing:
    """Return the briefing of a text."""
    chosen = Options(**options)
    return brief(annotate(document_from_text(text), chosen), chosen)


def shown(fact: KeyFact) -> Iterator[Span]:
    """Yield the stretches of a fact that are shown."""
    bounds = [fact.span.start, *(edge for cut in fact.cuts for edge in (cut.start, cut.end)), fact.span.end]
    return (Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def speaker(briefing: Briefing, fact: KeyFact) -> str:
    """Return whose claim a fact is, as the text writes it."""
    return next((item.speaker.text for item in briefing.quotations if item.id == fact.by and item.speaker), "")


def lines(text: str) -> str:
    """Return the facts of a text as the case file writes them."""
    briefing = read(text)
    out = []
    for fact in briefing.key_facts:
        said = " … ".join(span.of(text).strip() for span in shown(fact))
        by = speaker(briefing, fact)
        out.append(f"{fact.slot} | {said}" + (f" | by {by}" if by else ""))
    return "\n".join(out)


@pytest.mark.parametrize("case", read_cases("facts"), ids=str)
def test_case(case: Case) -> None:
    assert lines(case.input) == case.expected


@pytest.mark.parametrize("case", read_cases("facts"), ids=str)
def test_facts_are_the_texts_own_words_with_their_cuts_inside(case: Case) -> None:
    for fact in read(case.input).key_facts:
        assert fact.text == fact.span.of(case.input)
        assert all(fact.span.holds(cut) for cut in fact.cuts)
        assert all(span.of(case.input).strip() for span in shown(fact))


LONG = "\n".join(
    f"The {name} Board {verb} the quay at {place} on Friday, and {number} crews went home."
    for name, verb, place, number in (
        ("Harbour", "closed", "Norrow", "12"),
        ("Ferry", "painted", "Ostley", "30"),
        ("Coal", "bought", "Vask", "45"),
        ("Fish", "flooded", "Callow", "51"),
        ("Grain", "mended", "Brackwater", "66"),
    )
)


@pytest.mark.parametrize("most", [0, 1, 3, 4, 6, 9])
def test_there_are_no_more_statements_than_asked_for(most: int) -> None:
    facts = read(LONG, key_facts=most).key_facts
    statements = [fact for fact in facts if fact.slot in {Slot.WHAT, Slot.NUMBER}]
    assert min(most, 3) <= len(statements) <= most
    assert bool(facts) == bool(most)


def test_facts_refer_to_what_they_show() -> None:
    briefing = read("Ana Ruiz, the harbour master, closed the port of Norrow to 12 boats on Friday.")
    kinds = {item.id: type(item).__name__ for item in (*briefing.entities, *briefing.timexes, *briefing.quantities)}
    assert sorted({kinds[name] for name in briefing.key_facts[0].refs}) == ["Entity", "Quantity", "Timex"]


def test_the_headline_decides_between_two_facts() -> None:
    body = "The council sold a field near the town.\nThe council bought a ferry for the town."
    headed = document_from_text(body, metadata=Metadata(title="Ferry bought"))
    assert "field" in read(body).key_facts[0].text
    assert "ferry" in brief(annotate(headed)).key_facts[0].text


def claims_without_a_claimant(briefing: Briefing) -> Iterator[str]:
    """Yield the statements whose words are somebody's and show neither in the row nor in `by` whose."""
    statements = [fact for fact in briefing.key_facts if fact.slot in {Slot.WHAT, Slot.NUMBER}]
    for fact in statements:
        for quotation in briefing.quotations:
            meets = (min(fact.span.end, part.end) - max(fact.span.start, part.start) for part in quotation.parts)
            shared = sum(max(0, length) for length in meets)
            if quotation.speaker is None or shared < CLAIMED * len(fact.span) or fact.by is not None:
                continue
            told = quotation.cue is not None and any(span.holds(quotation.cue.span) for span in shown(fact))
            if not (told and any(span.meets(quotation.speaker.span) for span in shown(fact))):
                yield f"{fact.text!r} is {quotation.speaker.text}'s"


def cut_doubts(briefing: Briefing) -> Iterator[str]:
    """Yield the cuts that take away a denial or a doubt, the attribution of a claim with `by` apart."""
    kept = lexicon("facts").words("kept") | lexicon("cues").words("negation")
    text = briefing.text or ""
    for fact in briefing.key_facts:
        sentence = briefing.sentences[fact.sentence]
        cuts = [*fact.cuts, Span(sentence.start, fact.span.start), Span(fact.span.end, sentence.end)]
        if fact.slot not in {Slot.WHAT, Slot.NUMBER} or fact.rule == "reported-statement":
            cuts = list(fact.cuts) if fact.rule == "sentence" else []
        for cut in cuts:
            words = re.findall(r"[a-z]+(?:'[a-z]+)?", cut.of(text).lower().replace("’", "'"))
            if kept.intersection(words):
                yield f"{cut.of(text)!r} is cut from {fact.text!r}"


def test_no_real_claim_becomes_a_fact(shared: Path) -> None:
    with gzip.open(shared / "bench" / "facts" / "salience.jsonl.gz", "rt", encoding="utf-8") as handle:
        texts = [json.loads(line)["text"] for line in handle][:REAL]
    briefings = [read(text) for text in texts]
    assert sum(len(briefing.key_facts) for briefing in briefings) > REAL
    assert [fault for briefing in briefings for fault in claims_without_a_claimant(briefing)] == []
    assert [fault for briefing in briefings for fault in cut_doubts(briefing)] == []


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_samples_claim_becomes_a_fact(path: Path) -> None:
    briefing = read(path.read_text(encoding="utf-8"))
    assert briefing.key_facts
    assert [*claims_without_a_claimant(briefing), *cut_doubts(briefing)] == []


def test_no_fact_is_wholly_in_marks(shared: Path) -> None:
    with gzip.open(shared / "bench" / "facts" / "salience.jsonl.gz", "rt", encoding="utf-8") as handle:
        texts = [json.loads(line)["text"] for line in handle][:100]
    for briefing in map(read, texts):
        parts = [part for q in briefing.quotations if q.kind is not QuotationKind.INDIRECT for part in q.parts]
        spans = [fact.span for fact in briefing.key_facts if fact.slot in {Slot.WHAT, Slot.NUMBER}]
        assert not [span for span in spans if any(part.holds(span) for part in parts)]
