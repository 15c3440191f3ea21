"""What holds for any text at all: it parses, every span is in range and verbatim, and JSON brings it back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbox import (
    Briefing,
    Metadata,
    SeedError,
    Span,
    annotate,
    brief,
    document_from_text,
    from_dict,
    read_document,
    to_dict,
)
from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = Path(__file__).resolve().parent.parent / "seeds" / "2025-03-04-callow-dam.txt"
# Pieces that rules look for, so that random text walks into them: marks, names, cues, dates, figures, layout.
PIECES = [
    *("Ana Ruiz", "Mr Okafor", "the council", "she", "HARROW BAY", " — ", " (UPI) ", "a senior official", "U.S."),
    *("said", "told", "according to", "added", " that ", "not clear", "By ", "This article has been updated."),
    *("“", "”", '"', "''", "‘", "’", "'s", ", ", ". ", "? ", ": ", "\n", "\n\n", "—", "(", ")", "["),
    *("on Monday", "last week", "in 2019", "3 May", "early 2022", "two years", "nearly 200 boats", "$3.5m", "12%"),
    *("at least", "1,000", "é", "\u202e", "😀", "漢字", "\t", "\u00a0"),
]
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
)
dates = st.one_of(st.none(), st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)))


def spans_of(value: object, path: str = "") -> Iterator[tuple[str, Span, str | None]]:
    """Yield every span under `value` with its path and, where the item has one, the text it must equal."""
    if isinstance(value, Span):
        yield path, value, None
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from spans_of(item, f"{path}[{index}]")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            found = getattr(value, field.name)
            if field.name == "span" and isinstance(found, Span):
                yield f"{path}.span", found, getattr(value, "text", None)
            else:
                yield from spans_of(found, f"{path}.{field.name}")


def check(briefing: Briefing) -> None:
    """Assert what must hold for every briefing."""
    text = briefing.text
    assert text is not None
    for path, span, words in spans_of(dataclasses.replace(briefing, text=None)):
        assert 0 <= span.start <= span.end <= len(text), path
        if words is not None:
            assert span.of(text) == words, path
            assert words, path
    for speaker in (item.speaker for item in briefing.quotations if item.speaker):
        assert (speaker.role is None) == (speaker.role_span is None)
        if speaker.role_span:
            assert speaker.role_span.of(text) == speaker.role
    for person in briefing.people:
        assert person.role_span is None or person.role_span.of(text) == person.role
    for entity in briefing.entities:
        assert entity.name_span.of(text) == entity.name
    in_order(briefing)
    tiles(briefing, text)
    ids_resolve(briefing)


def in_order(briefing: Briefing) -> None:
    """Assert that annotations stand in text order and the timeline in time order."""
    for items in (briefing.quotations, briefing.timexes, briefing.quantities, briefing.unknowns):
        starts = [item.span.start for item in items]
        assert starts == sorted(starts)
    assert [item.sort for item in briefing.timeline if item.value] == sorted(
        i.sort for i in briefing.timeline if i.value
    )


def tiles(briefing: Briefing, text: str) -> None:
    """Assert that sentences hold every character of the prose that is not white space, once."""
    covered = [False] * len(text)
    for sentence in briefing.sentences:
        for index in range(sentence.start, sentence.end):
            assert not covered[index]
            covered[index] = True
    for paragraph in briefing.paragraphs:
        assert all(covered[index] or text[index].isspace() for index in range(paragraph.start, paragraph.end))
    assert sum(covered) <= sum(len(paragraph) for paragraph in briefing.paragraphs)


def ids_resolve(briefing: Briefing) -> None:
    """Assert that ids are unique and that every reference finds its item."""
    groups = [briefing.quotations, briefing.timexes, briefing.timeline, briefing.entities, briefing.quantities]
    groups += [briefing.key_facts, briefing.unknowns]
    ids = [item.id for group in groups for item in group]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for item in (*briefing.timeline, *briefing.key_facts):
        assert item.by is None or item.by in known
    for event in briefing.timeline:
        assert event.timex is None or event.timex in known
    for quotation in briefing.quotations:
        assert quotation.said_on is None or quotation.said_on in known
        assert quotation.speaker is None or quotation.speaker.entity is None or quotation.speaker.entity in known
    for timex in briefing.timexes:
        assert timex.anchor in {None, "published"} | known


@settings(max_examples=200, deadline=None)
@given(texts, dates)
def test_any_text_parses_as_it_stands(text: str, published: dt.date | None) -> None:
    briefing = brief(annotate(document_from_text(text, metadata=Metadata(published=published))))
    assert briefing.text == text
    check(briefing)
    assert from_dict(json.loads(json.dumps(to_dict(briefing)))) == briefing


# Where an article was cut in the middle of a sentence.
@pytest.mark.parametrize(
    "text",
    [
        "“Yes,” Ana Ruiz told",
        "“It is not clear,” he was told",
        "“No,” said the keeper known",
        "“Yes”, according",
        "Ana Ruiz was glad that",
        "The keeper was happy to",
        "Sales rose from 4% in 2004 to 789m",
    ],
)
def test_a_text_may_break_off_anywhere(text: str) -> None:
    check(brief(annotate(document_from_text(text))))


def test_a_sample_may_break_off_behind_any_word_of_its_beginning() -> None:
    for paragraph in SAMPLE.read_text("utf-8").split("\n\n")[:6]:
        for word in re.finditer(r"\S+", paragraph):
            check(brief(annotate(document_from_text(paragraph[: word.end()]))))


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), texts.map(lambda text: text.encode("utf-8", "replace"))), dates)
def test_any_bytes_are_read_or_refused_in_words(data: bytes, published: dt.date | None) -> None:
    try:
        document = read_document(data, path="any.txt", metadata=Metadata(published=published))
    except SeedError as error:
        refused = str(error)
    else:
        refused = ""
    if refused:
        assert refused.startswith("any.txt")
        return
    check(brief(annotate(document)))
    assert not any(ord(char) < 32 and char not in "\n\t" for char in document.text)


@settings(max_examples=50, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_briefing(text: str) -> None:
    first, second = (brief(annotate(document_from_text(text))) for _ in range(2))
    assert first == second


@settings(max_examples=50, deadline=None)
@given(texts)
def test_an_undated_text_gets_no_day_from_anywhere_else(text: str) -> None:
    briefing = brief(annotate(document_from_text(text)))
    relative = [item for item in briefing.timexes if item.anchor == "published"]
    assert briefing.source.published or not any(item.value[:1].isdigit() for item in relative)


EXPRESSIONS = st.sampled_from([example for rule in lexicon("timexes").rules for example in rule.examples])
JOINTS = st.sampled_from((" ", ", ", ", on ", " and ", " after ", " (", " — ", ", which ended ", " until "))


@given(st.lists(st.tuples(EXPRESSIONS, JOINTS), min_size=1, max_size=4), dates)
def test_any_dates_in_one_sentence_are_read(told: list[tuple[str, str]], published: dt.date | None) -> None:
    dated = "".join(expression + joint for expression, joint in told)
    text = f"The harbour was shut in May 2012. The wall fell {dated}the boats left it, Ana Ruiz said."
    document = document_from_text(text, metadata=Metadata(published=published))
    for event in brief(annotate(document)).timeline:
        assert event.span.of(text) == event.text
