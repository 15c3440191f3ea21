"""What an editor changed of a briefing, and says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factbox import NoticeKind
from pelican.plugins.briefing.edition_view import Change
from pelican.plugins.briefing.languages import N_
from pelican.plugins.briefing.presenting.times import day_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox import Briefing, Correction
    from pelican.plugins.briefing.languages import Language

# The action of a mark that changes nothing.
_CHECKED = "checked"
# What of an item can be an editor's own statement.
_FIELDS = {
    "speaker": N_("speaker"),
    "role": N_("role"),
    "kind": N_("form"),
    "date": N_("date"),
    "modality": N_("how it is told"),
    "name": N_("name"),
    "country": N_("country"),
    "coordinates": N_("coordinates"),
    "slot": N_("question"),
    "value": N_("value"),
    "unit": N_("unit"),
}


class Editing:
    """An editor's changes and notes, by the item they are of."""

    def __init__(self, briefing: Briefing, language: Language) -> None:
        """Take a briefing whose corrections are applied, and what is spoken of them in."""
        self._edits: dict[str, set[str]] = {}
        self._remarks: dict[str, list[str]] = {}
        self._checked = {edit.item for edit in briefing.edits if edit.action == _CHECKED}
        for edit in briefing.edits:
            if edit.action not in {"note", _CHECKED}:
                self._edits.setdefault(edit.item, set()).update(edit.fields)
            if edit.own:
                fields = ", ".join(language.gettext(_FIELDS.get(field, field)) for field in edit.own)
                said = language.gettext(
                    "Editor’s own statement (%(fields)s): %(reason)s", fields=fields, reason=edit.reason
                )
                self._remarks.setdefault(edit.item, []).append(said)
        for note in briefing.notes:
            if note.item:
                self._remarks.setdefault(note.item, []).append(
                    language.gettext("Editor’s note: %(note)s", note=note.text)
                )

    @property
    def items(self) -> int:
        """How many items were changed."""
        return len(self._edits.keys() - {""})

    def looked_at(self, items: Iterable[str]) -> bool:
        """Return whether an editor checked or changed each of some items, and there are any."""
        names = set(items)
        return bool(names) and names <= self._checked | self._edits.keys()

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


def correction_changes(briefing: Briefing, language: Language) -> tuple[Change, ...]:
    """Return the editor's corrections as entries of the page's history, oldest first."""
    return tuple(
        Change(
            NoticeKind.CORRECTION.value,
            day_view(correction.date, language),
            language.gettext("Correction"),
            correction_text(correction),
            own=True,
        )
        for correction in sorted(briefing.corrections, key=lambda correction: correction.date.isoformat())
    )
