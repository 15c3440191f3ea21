"""What the browser needs to edit a page: its items, what each says now, and the forms that there are."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from factbox import EntityKind, apply_edits
from pelican.plugins.briefing.corrections import ADDING, REASONED, TABLES
from pelican.plugins.briefing.sidecar import KEYS, Status, read_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factbox import Amendment, Briefing, Entity
    from pelican.plugins.briefing.preview.editing import Opened

# Tables that say of which kind the item is that they name.
KINDED = frozenset(("hide", "checked", "note"))
# What keys of a sidecar can be, where that is a choice.
_CHOICES = {"status": list(Status), "developing": ["true"], "sample": ["true"]}

# A day, month or year, which is what the date of a sidecar's event can be: "2026-03-04", "2026-03", "2026".
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")

# The fields of each kind of item, by the briefing's field that holds them.
_ITEMS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "quotations": lambda item: {
        "speaker": item.speaker and (item.speaker.name or item.speaker.text),
        "role": item.speaker and item.speaker.role,
        "kind": item.kind.value,
    },
    "timeline": lambda item: {
        "words": item.text,
        "date": item.value if _DATE.fullmatch(item.value) else "",
        "modality": item.modality.value,
    },
    "key_facts": lambda item: {"words": item.text, "slot": item.slot.value},
    "quantities": lambda item: {"words": item.text, "value": item.value, "unit": item.unit},
    "unknowns": lambda item: {"words": item.text, "kind": item.kind.value},
}


def page_state(opened: Opened) -> dict[str, Any]:
    """Return what a browser needs to edit a page, for its script.

    Args:
        opened: the page's seed with its sidecar.
    """
    values, amendments, errors = read_toml(opened.text.encode(), opened.seed.shown_sidecar)
    edited, unfit = apply_edits(opened.briefing, amendments)
    wrong = {error.place: error.wrong for error in errors} | {error.place: error.wrong for error in unfit}
    return {
        "seed": opened.seed.shown,
        "sidecar": opened.seed.shown_sidecar,
        "version": opened.version,
        "items": [item.id for field in _ITEMS for item in getattr(opened.briefing, field)],
        "ordered": next((len(str(one.values["order"]).split("\n")) for one in amendments if one.table == "order"), 0),
        "added": _added(edited, amendments),
        "now": _item_values(edited),
        "checked": sorted({edit.item for edit in edited.edits if edit.action != "note"}),
        "names": _names(opened.briefing, edited),
        "tables": {name: _fields(name) for name in TABLES},
        "keys": {
            key: {
                "value": _typed(values[key]) if key in values else "",
                "now": _typed(getattr(opened.briefing.source, key, None) or getattr(opened.sidecar, key, None)),
                "choices": _CHOICES.get(key, []),
            }
            for key in KEYS
        },
        "made": [
            {
                "line": amendment.line,
                "table": amendment.table,
                "text": amendment.text or str(amendment.values.get("wrong", amendment.values.get("order", ""))),
                "wrong": wrong.get(amendment.place, ""),
            }
            for amendment in amendments
        ],
    }


def _added(edited: Briefing, amendments: Iterable[Amendment]) -> dict[str, dict[str, Any]]:
    """Return by its id for each item that an editor put in how its correction names it, and the line of that."""
    made = {amendment.line: amendment for amendment in amendments if amendment.add}
    return {
        edit.item: {"table": made[edit.line].table, "add": made[edit.line].text, "line": edit.line}
        for edit in edited.edits
        if edit.action == "add"
    }


def _names(found: Briefing, edited: Briefing) -> list[dict[str, Any]]:
    """Return the people and places that can be edited: how corrections name them, and how they are called now."""
    now = {entity.id: entity for entity in edited.entities}
    return [
        {
            "kind": entity.kind.value,
            "name": _typed(entity.name),
            "shown": _typed(now[entity.id].name),
            "now": _name_values(now[entity.id], edited),
        }
        for entity in found.entities
        if entity.kind is not EntityKind.ORGANISATION and entity.id in now
    ]


def _item_values(edited: Briefing) -> dict[str, dict[str, str]]:
    """Return what the form of each item is filled with, by its id."""
    reasons = {edit.item: edit.reason for edit in edited.edits if edit.own}
    return {
        item.id: _all_typed({**read(item), "reason": reasons.get(item.id)})
        for field, read in _ITEMS.items()
        for item in getattr(edited, field)
    }


def _name_values(entity: Entity, edited: Briefing) -> dict[str, str]:
    """Return what the form of a person or place is filled with."""
    reason = next((edit.reason for edit in reversed(edited.edits) if edit.own and edit.item == entity.id), None)
    told = {key: getattr(entity, key) for key in ("name", "role", "country", "coordinates")}
    return _all_typed({**told, "reason": reason})


def _fields(table: str) -> dict[str, Any]:
    """Return what a table asks for, in the form that the browser makes a form of."""
    fields = [
        {"key": key, "form": field.form, "choices": list(field.choices)}
        for key, field in TABLES[table].items()
        if not (table == "note" and key == "about") and not (table in KINDED and key == "kind")
    ]
    reason = [{"key": "reason", "form": "text", "choices": []}] if table in REASONED else []
    return {"adds": table in ADDING, "fields": fields + reason}


def _typed(value: Any) -> str:  # noqa: ANN401 - a value of any field
    """Return a value as one would type it: "true", "2026-03-04", "12", "39.4, -9.5"; nothing for None."""
    if isinstance(value, tuple):
        return ", ".join(map(_typed, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else " ".join(str(value).split())


def _all_typed(values: dict[str, Any]) -> dict[str, str]:
    """Return values as one would type them."""
    return {key: _typed(value) for key, value in values.items()}
