"""Every rule of every lexicon matches its examples whole and finds nothing in its rejects; word lists are sorted."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbox.errors import LexiconError
from factbox.lexicons import Rule, lexicon, names
from factbox.tokens import letters_in, lower

FOLDER = Path(lexicon.__wrapped__.__code__.co_filename).parent
RULES = [pytest.param(rule, id=f"{name}-{rule.name}") for name in names() for rule in lexicon(name).rules]


@pytest.mark.parametrize("rule", RULES)
def test_rule_matches_its_examples(rule: Rule) -> None:
    assert rule.examples
    for example in rule.examples:
        assert rule.pattern.fullmatch(lower(example) if rule.lowered else example), example
        assert rule.may_match(example.lower(), letters_in(example)), example


@pytest.mark.parametrize("rule", RULES)
def test_rule_finds_nothing_in_its_rejects(rule: Rule) -> None:
    for reject in rule.rejects:
        assert not rule.pattern.search(lower(reject) if rule.lowered else reject), reject


@pytest.mark.parametrize("name", names())
def test_rule_names_are_unique(name: str) -> None:
    found = [rule.name for rule in lexicon(name).rules]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", names())
def test_word_lists_are_sorted_and_hold_no_word_twice(name: str) -> None:
    for listed, words in lexicon(name).lists.items():
        assert list(words) == sorted(set(words)), listed


def test_there_are_lexicons_and_each_is_read_once() -> None:
    assert names()
    assert lexicon(names()[0]) is lexicon(names()[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[rule]\n", "TOML"),
        ("[[rule]]\nname = 'x'\n", "pattern"),
        ("[[rule]]\nname = 'x'\npattern = '('\nexamples = []\n", "regular expression"),
        ("[[rule]]\nname = 'x'\npattern = '{:nowhere}'\nexamples = []\n", "nowhere"),
    ],
)
def test_a_faulty_lexicon_is_named(text: str, expected: str) -> None:
    path = FOLDER / "faulty_for_a_test.toml"
    path.write_text(text, encoding="utf-8")
    try:
        with pytest.raises(LexiconError, match=expected) as caught:
            [rule.pattern for rule in lexicon.__wrapped__("faulty_for_a_test").rules]
    finally:
        path.unlink()
    assert "lexicons/faulty_for_a_test.toml" in str(caught.value)


def test_a_missing_lexicon_is_named() -> None:
    with pytest.raises(LexiconError, match=r"lexicons/none\.toml: is missing"):
        lexicon("none")


def test_every_number_in_words_may_open_a_stretch_of_time() -> None:
    rule = next(rule for rule in lexicon("timexes").rules if rule.name == "unit_stretch")
    numbers = lexicon("timexes").words("number")
    assert [word for word in numbers if not rule.may_match(f"for {word} days", letters_in(word))] == []
