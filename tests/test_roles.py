"""What a page says of somebody's role where the sentence that gives it is not there."""

from __future__ import annotations

import pytest

from pelican.plugins.briefing.roles import opening, shown_role


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("Its chief engineer", "chief engineer"),
        ("His daughter", ""),
        ("her own brother-in-law", ""),
        ("Her counterpart", ""),
        ("The town’s chief engineer", "The town’s chief engineer"),
        ("daughter of the mayor", "daughter of the mayor"),
    ],
)
def test_a_role_says_who_somebody_is_without_its_sentence(role: str, shown: str) -> None:
    assert shown_role(role) == shown


@pytest.mark.parametrize(
    ("words", "first"), [("The mayor", "The"), ("In a statement", "In"), ("Theatre director", ""), ("a pilot", "")]
)
def test_a_word_that_only_opened_a_sentence_is_known(words: str, first: str) -> None:
    assert opening(words) == first
