"""Figures: their values, units, modifiers, and what looks like a figure and is none."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cases import Case, read_cases
from factbox.document import document_from_text
from factbox.quantities import find_quantities
from factbox.quantities.numbers import find_numbers
from factbox.quantities.units import singular
from factbox.sentences import split_sentences

if TYPE_CHECKING:
    from factbox.model import Quantity


def found(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text."""
    document = document_from_text(text)
    return find_quantities(document, split_sentences(document))


def number(value: float) -> str:
    """Return a number as the case file writes it."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def line(quantity: Quantity) -> str:
    """Return a quantity as the case file writes it."""
    value = number(quantity.value) + ("" if quantity.value_max is None else f"..{number(quantity.value_max)}")
    parts = [quantity.text, value, quantity.kind.value, quantity.unit or "-"]
    named = (("currency", quantity.currency), ("modifier", quantity.modifier), ("change", quantity.change))
    return " | ".join(parts + [f"{name} {said}" for name, said in named if said])


@pytest.mark.parametrize("case", read_cases("quantities"), ids=str)
def test_case(case: Case) -> None:
    assert [line(quantity) for quantity in found(case.input)] == case.expected.splitlines()


@pytest.mark.parametrize("case", read_cases("quantities"), ids=str)
def test_spans_are_the_texts_own_words_in_order(case: Case) -> None:
    quantities = found(case.input)
    assert all(quantity.span.of(case.input) == quantity.text for quantity in quantities)
    ends = [quantity.span.end for quantity in quantities]
    assert all(later.span.start >= end for end, later in zip(ends, quantities[1:], strict=False))
    assert len({quantity.id for quantity in quantities}) == len(quantities)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The flood reached 1,200 new homes.", "new homes"),
        ("About 12% of the harbour's boats sank.", "harbour's boats"),
        ("They sold 30 tonnes of wheat.", "wheat"),
        ("The bank paid $3 million.", None),
    ],
)
def test_what_is_counted(text: str, counted: str | None) -> None:
    (quantity,) = found(text)
    assert (quantity.of.of(text) if quantity.of else None) == counted


@pytest.mark.parametrize(
    "text",
    [
        "Seven minutes later, the boat sank.",
        "The crew left two days before the vote.",
        "She is fastest in the women’s 60m this year.",
        "She won the 60m hurdles.",
        "A three-judge panel read the letter.",
    ],
)
def test_what_tells_when_or_which_is_a_label(text: str) -> None:
    assert [quantity.is_label for quantity in found(text)] == [True]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It costs 19,800 yen ($188; £98) in Ostley.", [False, True, True]),
        ("It costs $1 (53p) an hour.", [False, True]),
        ("The yard was sold for 7.4 billion Canadian dollars (US$6.3 billion).", [False, True]),
        ("It cost $12 (up from $10) an hour.", [False, False]),
        ("The mill lost £3m (20 per cent) and $5m in May.", [False, False, False]),
    ],
)
def test_a_sum_again_in_another_currency_is_a_label(text: str, labels: list[bool]) -> None:
    assert [quantity.is_label for quantity in found(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "He was held for six months before the trial.",
        "The strike went on for at least three weeks after the vote.",
        "The strike lasted nine days.",
        "The wall is 60m long.",
        "The council closed a 40-bed ward.",
    ],
)
def test_what_tells_how_much_is_no_label(text: str) -> None:
    assert [quantity.is_label for quantity in found(text)] == [False]


@pytest.mark.parametrize(
    ("plural", "expected"),
    [("communities", "community"), ("policewomen", "policewoman"), ("grandchildren", "grandchild"), ("boxes", "box")],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [("one hundred and five", 105), ("three and a half thousand", 3500), ("ninety-nine", 99), ("1,00,000", 100_000)],
)
def test_numbers_in_words_and_figures(text: str, value: int) -> None:
    assert [int(number.value) for number in find_numbers(text, 0, len(text))] == [value]


def test_a_long_row_of_numbers_is_read_in_linear_time() -> None:
    short, long = "1 2,000 five million or 6-7 of the 9 " * 500, "1 2,000 five million or 6-7 of the 9 " * 2000
    took = []
    for text in (short, long):
        start = time.perf_counter()
        found(text)
        took.append(time.perf_counter() - start)
    assert took[1] < 12 * took[0] + 0.5
