"""Bars: who is quoted how much, and figures that can be compared."""

from __future__ import annotations

import pytest

import factbox
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.licensing import choose_shown
from pelican.plugins.briefing.picture_view import Share
from pelican.plugins.briefing.presenting import present
from pelican.plugins.briefing.presenting.bars import compared, shares
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.sidecar import Sidecar
from theme_states import quotation, speaker

OWN = factbox.Metadata(licence="own")


def words(number: int, name: str = "q-1") -> object:
    """Return a quotation of so many words."""
    return quotation(name, "it’s " * number, 1)


def lengths(text: str) -> dict[str, int]:
    """Return the length of the bar of each figure of a text, by the figure's words."""
    briefing = factbox.read_briefing(text.encode(), path="a.txt", metadata=OWN)
    found = compared(briefing.quantities, briefing.sentences)
    return {figure.text: found[figure.id] for figure in briefing.quantities if figure.id in found}


def test_speakers_are_told_by_how_many_of_their_words_are_quoted() -> None:
    found = shares([
        speaker("Ana Ruiz", "", words(10, "q-1"), words(10, "q-2")),
        speaker("Jo Marsh", "", words(40, "q-3")),
        speaker("Ida Holm", "", words(1, "q-4")),
        speaker("Not attributed", "", words(90, "q-5"), attributed=False),
        speaker("Per Lund", "", reported=(words(50, "q-6"),)),
    ])  # fmt: skip
    assert found.rows == (
        Share("Jo Marsh", "#q-3", 40, 100),
        Share("Ana Ruiz", "#q-1", 20, 50),
        Share("Ida Holm", "#q-4", 1, 2),
    )
    assert found.others == 0


def test_many_speakers_are_counted() -> None:
    found = shares(speaker(f"Speaker {n}", "", words(n, f"q-{n}")) for n in range(10, 31))
    assert [row.words for row in found.rows] == list(range(30, 22, -1))
    assert found.others == 13


def test_there_is_none_where_it_would_say_nothing() -> None:
    two = [speaker("Ana Ruiz", "", words(90)), speaker("Jo Marsh", "", words(50))]
    assert shares(two) is None
    assert shares([*two, speaker("Ida Holm", "", words(1))])
    assert shares(speaker(name, "", words(5)) for name in ("Ana Ruiz", "Jo Marsh", "Ida Holm")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Support rose from 25 per cent to 50 per cent.\n", {"25 per cent": 50, "50 per cent": 100}),
        ("The cost fell from £8m to £6m, or $9m.\n", {"£8m": 100, "£6m": 75}),
        ("It took 300 boats and 150 boats.\n", {"300 boats": 100, "150 boats": 50}),
        ("It took 300 boats and 150 lorries.\n", {}),
        ("It cost £2m.\n\nIt now costs £4m.\n", {}),
        ("It cost £1m and then £900m.\n", {}),
        ("It cost £3m and then £3m.\n", {}),
        ("It took two years and then ten years.\n", {}),
    ],
)
def test_figures_are_compared_of_one_sort_in_one_sentence(text: str, expected: dict[str, int]) -> None:
    assert lengths(text) == expected


def test_a_page_has_them() -> None:
    text = "Support rose from 25 per cent to 50 per cent, Ana Ruiz, the mayor, said on Monday.\n"
    briefing = factbox.read_briefing(text.encode(), path="a.txt", metadata=OWN)
    view = present(choose_shown(briefing, read_settings({"PATH": "/site/content"})), Sidecar(), Language())
    assert [figure.length for figure in view.figures] == [50, 100]
    assert view.shares is None
