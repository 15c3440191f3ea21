"""Sentences: the case file, tiling, and texts that must not hurt."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, read_cases
from factbox.model import Document, Source
from factbox.sentences import split_sentences
from factbox.spans import Span


def document_of(text: str) -> Document:
    """Return a document with a paragraph for each line."""
    lines = tuple(Span(*match.span()) for match in re.finditer(r"[^\n]+", text))
    return Document("", Source("", "", "", "lede"), text, None, lines)


@pytest.mark.parametrize("case", read_cases("sentences"), ids=str)
def test_sentences(case: Case) -> None:
    found = split_sentences(document_of(case.input))
    assert "\n".join(span.of(case.input) for span in found) == case.expected


@given(st.text(alphabet="aB .?!…”“\"')(1\n", max_size=200))
def test_sentences_tile_their_paragraphs(text: str) -> None:
    document = document_of(text)
    found = split_sentences(document)
    for before, after in pairwise(found):
        assert before.end <= after.start
    kept = "".join(span.of(text) for span in found)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)
    for span in found:
        assert span.of(text) == span.of(text).strip()
        assert any(paragraph.holds(span) for paragraph in document.paragraphs)
