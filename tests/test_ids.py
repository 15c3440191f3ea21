"""Identifiers follow the words and nothing else."""

from __future__ import annotations

from factbox.ids import name_ids


def test_ids_do_not_see_case_marks_or_spacing() -> None:
    first, second = name_ids("q", ["“The wall  held.”"]), name_ids("q", ["the wall held"])
    assert first == second


def test_ids_do_not_depend_on_what_stands_before() -> None:
    assert name_ids("q", ["one", "two"])[1] == name_ids("q", ["two"])[0]


def test_equal_texts_are_counted_from_two() -> None:
    one, two, three = name_ids("e", ["Rain fell.", "rain fell", "Rain fell!"])
    assert (two, three) == (f"{one}-2", f"{one}-3")
    assert one.startswith("e-")
