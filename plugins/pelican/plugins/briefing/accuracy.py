"""How right the parser was when it was measured: the figures of docs/accuracy.md that a reader wants, for a page.

`accuracy.json` holds that page's table; `make golden` writes it anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pelican.plugins.briefing.languages import N_

if TYPE_CHECKING:
    from pelican.plugins.briefing.languages import Language

_FILE = Path(__file__).with_name("accuracy.json")
# Rows of the table that a reader wants, in plain words.
_SHOWN = {
    "speaker, where the gold reads the marks, F1": N_("Quotations with the right speaker"),
    "whole quotations, where the gold reads the marks, F1": N_("Quotations, whole"),
    "indirect statements, F1": N_("Statements without quotation marks"),
    "calendar points, F1": N_("Dates in the text"),
    "dated sentences, exact F1": N_("Events with the right date"),
    "names of people, F1": N_("Names of people"),
    "names of places, F1": N_("Names of places"),
    "names of organisations, F1": N_("Names of organisations"),
    "names with the right role": N_("People with the right role"),
    "figures, value F1": N_("Figures"),
}


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often one thing was right, in a hundred."""

    label: str
    """What was counted."""
    value: str
    """How often, as the language writes it: "75.5"."""
    low: str
    """The least that it would be in 95 of 100 draws of other articles."""
    high: str
    """The most."""
    human: str
    """How far a second person agrees with the first; empty where none was asked."""


def accuracy(language: Language) -> tuple[Accuracy, ...]:
    """Return the figures, in a language."""

    def words(value: float | None) -> str:
        return "" if value is None else language.number(value, 1)

    rows = {row["name"]: row for row in json.loads(_FILE.read_text(encoding="utf-8"))}
    return tuple(
        Accuracy(language.gettext(label), *(words(rows[name][key]) for key in ("value", "low", "high", "human")))
        for name, label in _SHOWN.items()
        if name in rows
    )
