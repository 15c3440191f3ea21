"""One correction, as an editor gives it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factbox.errors import EditError
from factbox.model import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping

    Value = str | float | tuple[float, float] | dt.date

# The rule of what a person put in or decided.
EDITOR = "editor"
# The action of a mark that changes nothing.
CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction that names an item and says what is to become of it."""

    path: str
    """File the correction stands in."""
    line: int
    """Its line, from 1."""
    table: str
    """`hide`, `quotation`, `event`, `fact`, `figure`, `unknown`, `person`, `place`, `checked`, `note`, `correction` or
    `order`."""
    text: str = ""
    """Words of the item's text, as many as make it unique; of a new item its words in the text; the words of a note."""
    add: bool = False
    """Whether the item is a new one."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """What is to be changed, by field: `speaker`, `role`, `date`, …"""
    reason: str | None = None
    """How the editor knows what the text does not say; without it, only words of the text are taken."""
    near: str = ""
    """Words beside the item, where another one has the same words; of an event, those of its date."""

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.path}:{self.line}"

    @property
    def day(self) -> dt.date:
        """Its date."""
        day = self.values["date"]
        if not isinstance(day, dt.date):
            raise self.error(f"date is {day!r}", "a date such as 2024-08-13")
        return day

    def error(self, wrong: str, expected: str = "") -> EditError:
        """Return an error of this correction."""
        return EditError(self.place, wrong, expected)

    def edit(self, item: str, *fields: str, own: tuple[str, ...] = ()) -> Edit:
        """Return the record of what it did to an item, by default to all its fields.

        Args:
            item: the item's id; empty for the page.
            fields: what it changed.
            own: those of the fields that the text does not say.
        """
        action = "add" if self.add else self.table
        return Edit(self.path, self.line, action, item, fields or tuple(self.values), own, self.reason if own else None)
