"""Quotation marks: the case file, and what holds for any row of marks."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, read_cases
from factbox.model import Document, Source
from factbox.quotations import find_quotations
from factbox.spans import Span


def document_of(text: str) -> Document:
    """Return a document with a paragraph for each line."""
    lines = tuple(Span(*match.span()) for match in re.finditer(r"[^\n]+", text))
    return Document("", Source("", "", "", "lede"), text, None, lines)


@pytest.mark.parametrize("case", read_cases("quotations"), ids=str)
def test_stretches(case: Case) -> None:
    found = find_quotations(document_of(case.input))
    said = [stretch.span.of(case.input) + ("" if stretch.closed else " (open)") for stretch in found]
    assert "\n".join(said) == case.expected


@given(st.text(alphabet="ab .,s“”‘’\"'`«»(1\n", max_size=120))
def test_stretches_are_apart_in_order_and_inside_their_paragraph(text: str) -> None:
    document = document_of(text)
    found = find_quotations(document)
    for before, after in pairwise(found):
        assert before.outer.end <= after.outer.start
    for stretch in found:
        assert stretch.outer.holds(stretch.span)
        assert document.paragraphs[stretch.paragraph].holds(stretch.outer)
        assert stretch.rule.endswith("_unclosed") is not stretch.closed
