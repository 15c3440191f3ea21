"""What a page says of somebody's role where the sentence that gives it is not there."""

from __future__ import annotations

import pytest

from pelican.plugins.briefing.roles import opening, short_role, shown_role


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("Its chief engineer", "chief engineer"),
        ("His daughter", ""),
        ("her own brother-in-law", ""),
        ("Her counterpart", ""),
        ("The town’s chief engineer", "The town’s chief engineer"),
        ("daughter of the mayor", "daughter of the mayor"),
        ("a cheerful man", ""),
        ("neighbour", ""),
        ("chairwoman", "chairwoman"),
    ],
)
def test_a_role_says_who_somebody_is_without_its_sentence(role: str, shown: str) -> None:
    assert shown_role(role) == shown


def test_a_long_role_tells_no_story() -> None:
    long = "an amateur pilot who flew round the world three times and whose boats lie in all the harbours of the coast"
    assert shown_role(long) == "an amateur pilot"
    assert short_role(f"Ana Ruiz, {long}") == "Ana Ruiz, an amateur pilot"
    for short in ("a pilot who flew round the world", "who chairs the club"):
        assert shown_role(short) == short


@pytest.mark.parametrize(
    ("words", "first"), [("The mayor", "The"), ("In a statement", "In"), ("Theatre director", ""), ("a pilot", "")]
)
def test_a_word_that_only_opened_a_sentence_is_known(words: str, first: str) -> None:
    assert opening(words) == first
