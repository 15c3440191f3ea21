"""What the text says is not known: the case file, and what only looks like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cases import Case, read_cases
from factbox import annotate, brief, document_from_text
from factbox.lexicons import Rule, lexicon

if TYPE_CHECKING:
    from factbox.model import Unknown


def read(text: str) -> tuple[Unknown, ...]:
    """Return what a text says is not known."""
    return brief(annotate(document_from_text(text))).unknowns


def lines(text: str) -> str:
    """Return the unknowns of a text as the case file writes them."""
    return "\n".join(f"{item.kind} | {item.text}" for item in read(text))


@pytest.mark.parametrize("case", read_cases("unknowns"), ids=str)
def test_case(case: Case) -> None:
    assert lines(case.input) == case.expected


@pytest.mark.parametrize("case", read_cases("unknowns"), ids=str)
def test_spans_are_verbatim_and_ids_apart(case: Case) -> None:
    found = read(case.input)
    assert all(item.text == item.span.of(case.input) for item in found)
    assert len({item.id for item in found}) == len(found)


@pytest.mark.parametrize("rule", lexicon("unknowns").rules, ids=lambda rule: rule.name)
def test_each_rule_has_a_trigger_in_each_of_its_examples(rule: Rule) -> None:
    triggers = set(lexicon("unknowns").tables["trigger"][rule.name])
    for example in rule.examples:
        assert triggers & set(re.findall(r"[a-z]+", example.lower())), example


def test_an_unnamed_source_is_given_once() -> None:
    text = "A harbour official said the quay was safe.\nThe harbour official said it would open on Friday."
    assert [item.kind for item in read(text)] == ["anonymous_source"]
