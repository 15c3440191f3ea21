"""Who, what, where and when: the case file, the order of the answers, and silence where the text is silent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cases import Case, read_cases
from factbox import Metadata, annotate, brief, document_from_text

if TYPE_CHECKING:
    from factbox.model import FiveW

# A Friday.
PUBLISHED = dt.date(2026, 3, 6)


def read(text: str, published: dt.date | None = PUBLISHED) -> FiveW:
    """Return the answers of a text."""
    return brief(annotate(document_from_text(text, metadata=Metadata(published=published)))).five_w


def lines(text: str) -> str:
    """Return the answers of a text but for what, a question a line, best first."""
    told = read(text)
    named = (("who", told.who), ("where", told.where), ("when", told.when))
    return "\n".join(f"{name} | {' | '.join(item.text for item in items)}" for name, items in named if items)


@pytest.mark.parametrize("case", read_cases("five_w"), ids=str)
def test_case(case: Case) -> None:
    assert lines(case.input) == case.expected


@pytest.mark.parametrize("case", read_cases("five_w"), ids=str)
def test_answers_are_the_texts_own_words_three_at_most(case: Case) -> None:
    told = read(case.input)
    for items in (told.who, told.what, told.where, told.when):
        assert len(items) <= 3
        assert all(item.text == item.span.of(case.input) for item in items)


def test_when_has_its_value() -> None:
    (item,) = read("A bus left the road on Wednesday.").when
    assert (item.text, item.value) == ("Wednesday", "2026-03-04")


def test_when_has_no_value_without_a_publication_date() -> None:
    (item,) = read("A bus left the road on Wednesday.", None).when
    assert (item.text, item.value) == ("Wednesday", "")


def test_what_is_the_facts_that_are_no_figures() -> None:
    told = read("A storm broke the wall at Norrow.\nThe wall cost 3 million crowns when the harbour was new.")
    assert [item.text for item in told.what] == ["A storm broke the wall at Norrow."]
