"""Names in the prose: the case files, spans, titles, genders, and texts that must not hurt."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from cases import Case, read_cases
from factbox.mentions import find_mentions
from factbox.model import Dateline, Document, EntityKind, Gender, Mention, Source
from factbox.sentences import split_sentences
from factbox.spans import Span
from timing import processor_seconds


def document_of(text: str) -> Document:
    """Return a document that is prose from end to end, a paragraph a line."""
    lines = tuple(Span(*match.span()) for match in re.finditer(r"[^\n]+", text))
    return Document("", Source("", "", "", "lede"), text, None, lines)


def mentions_of(text: str) -> tuple[Mention, ...]:
    """Return the mentions of a text."""
    document = document_of(text)
    return find_mentions(document, split_sentences(document))


@pytest.mark.parametrize("case", read_cases("mentions"), ids=str)
def test_names(case: Case) -> None:
    found = mentions_of(case.input)
    assert "\n".join(f"{mention.kind} {mention.text}" for mention in found) == case.expected


@pytest.mark.parametrize("case", [*read_cases("mentions"), *read_cases("roles")], ids=str)
def test_spans_are_verbatim_in_order_and_apart(case: Case) -> None:
    found = mentions_of(case.input)
    for mention in found:
        assert mention.span.of(case.input) == mention.text
        assert mention.rule
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start


@pytest.mark.parametrize("case", read_cases("roles"), ids=str)
def test_roles(case: Case) -> None:
    found = mentions_of(case.input)
    said = [f"{mention.text} <- {mention.role_span.of(case.input)}" for mention in found if mention.role_span]
    assert "\n".join(said) == case.expected


def test_titles_are_kept_beside_the_name() -> None:
    first, second = mentions_of("Ms Adeyemi thanked Dr. Pell.")
    assert (first.text, first.title, first.role_span) == ("Adeyemi", "Ms", None)
    assert (second.text, second.title) == ("Pell", "Dr.")


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("They met Mrs Vask.", Gender.FEMALE),
        ("They met Mr Vask.", Gender.MALE),
        ("They met Elena Vask.", Gender.FEMALE),
        ("They met Henry Vask.", Gender.MALE),
        ("They met Robin Vask.", Gender.UNKNOWN),
        ("They met Dr Vask.", Gender.UNKNOWN),
        ("They met Ms Robin Vask.", Gender.FEMALE),
    ],
)
def test_gender_is_shown_by_title_and_given_name(text: str, gender: Gender) -> None:
    assert [mention.gender for mention in mentions_of(text)] == [gender]


def test_the_datelines_place_is_a_mention_and_the_headline_is_none() -> None:
    text = "Kenya votes\n\nOSTLEY — Rain fell in Ghana."
    start = text.index("OSTLEY")
    dateline = Dateline(Span(start, start + 6), Span(start, start + 6), "OSTLEY", None, None, "dateline")
    body = Span(text.index("Rain"), len(text))
    document = replace(document_of(text), title_span=Span(0, 11), paragraphs=(body,), dateline=dateline)
    found = find_mentions(document, split_sentences(document))
    assert [(mention.text, mention.kind) for mention in found] == [
        ("OSTLEY", EntityKind.PLACE),
        ("Ghana", EntityKind.PLACE),
    ]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "’s", "A", "Mr", "Mr.", "U.S.", "of The of", "É", "- & -", "Sen. of the"]
)
def test_scraps_raise_nothing(text: str) -> None:
    for mention in mentions_of(text):
        assert mention.span.of(text) == mention.text


@pytest.mark.parametrize(
    "text",
    [
        *("Aa " * 20_000, "Aa de " * 10_000, "A." * 20_000, "a, the " * 10_000, "Mr " * 20_000, "Bank of " * 10_000),
        "the police know Kim Holm, an official at the court said to them and " * 30_000,
    ],
)
def test_time_grows_with_length_alone(text: str) -> None:
    document = document_of(text)
    assert processor_seconds(lambda: find_mentions(document, (Span(0, len(text)),))) < 5
