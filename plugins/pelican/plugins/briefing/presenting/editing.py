"""What an editor changed of a briefing, and says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.presenting.times import day_view
from pelican.plugins.briefing.view import Change

if TYPE_CHECKING:
    from factbox import Briefing, Correction


class Editing:
    """An editor's changes and notes, by the item they are of."""

    def __init__(self, briefing: Briefing) -> None:
        """Take a briefing whose corrections are applied."""
        self._edits: dict[str, set[str]] = {}
        self._remarks: dict[str, list[str]] = {}
        for edit in briefing.edits:
            if edit.action != "note":
                self._edits.setdefault(edit.item, set()).update(edit.fields)
            if edit.own:
                said = f"Editor’s own statement ({', '.join(edit.own)}): {edit.reason}"
                self._remarks.setdefault(edit.item, []).append(said)
        for note in briefing.notes:
            if note.item:
                self._remarks.setdefault(note.item, []).append(f"Editor’s note: {note.text}")

    @property
    def items(self) -> int:
        """How many items were changed."""
        return len(self._edits.keys() - {""})

    def marks(self, item: str) -> dict[str, Any]:
        """Return an item's view's fields of these: whether it was changed, and what the editor says of it."""
        return {"edited": item in self._edits, "remarks": self.remarks(item)}

    def remarks(self, item: str) -> tuple[str, ...]:
        """Return what the editor says of an item."""
        return tuple(self._remarks.get(item, ()))

    def changed(self, item: str, field: str) -> bool:
        """Return whether a field of an item was changed."""
        return field in self._edits.get(item, ())


def correction_text(correction: Correction) -> str:
    """Return what was wrong and what is right, one behind the other."""
    return f"{correction.wrong} {correction.right}"


def correction_changes(briefing: Briefing) -> tuple[Change, ...]:
    """Return the editor's corrections as entries of the page's history, oldest first."""
    return tuple(
        Change(day_view(correction.date), "Correction", correction_text(correction), own=True)
        for correction in sorted(briefing.corrections, key=lambda correction: correction.date.isoformat())
    )
