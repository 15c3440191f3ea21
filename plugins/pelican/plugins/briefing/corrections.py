"""Reads an editor's corrections: which tables a sidecar can have, and what can stand in each."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factbox import Amendment, Modality, QuotationKind, Slot, UnknownKind
from pelican.plugins.briefing.errors import SidecarError
from pelican.plugins.briefing.values import WrongError, date_value, matching, one_of, text_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Reader = Callable[[Any], Any]

# A month or a year of a date that is not known to the day: "2024-08", "2024".
_COARSE = re.compile(r"\d{4}(?:-\d\d)?")
# The greatest latitude and longitude, in degrees.
_FURTHEST = (90, 180)


def _when(value: Any) -> dt.date | str:  # noqa: ANN401 - a file holds anything
    """Return a day, or a month or year as TIMEX3 has it."""
    if isinstance(value, str) and _COARSE.fullmatch(value):
        return value
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise WrongError('a date such as 2024-08-13, "2024-08" or "2024"')
    return value


def _number(value: Any) -> float:  # noqa: ANN401 - as above
    """Return a number."""
    try:
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise WrongError("a number such as 12 or 4.5")
    return number


def _coordinates(value: Any) -> tuple[float, float]:  # noqa: ANN401 - as above
    """Return latitude and longitude."""
    numbers = value if isinstance(value, list) and all(type(part) in {int, float} for part in value) else []
    if len(numbers) != len(_FURTHEST) or not all(
        -far <= number <= far for number, far in zip(numbers, _FURTHEST, strict=True)
    ):
        raise WrongError("latitude and longitude such as [50.45, 30.52]")
    return float(numbers[0]), float(numbers[1])


@dataclass(frozen=True, slots=True)
class Field:
    """What a table can say of an item."""

    read: Reader = text_value
    """Takes the file's value and returns ours, or raises what was expected."""
    form: str = "text"
    """How it is asked for: `text`, `long` (of several lines), `choice`, `day`, `date` (a month or a year too), `number`
    or `coordinates`."""
    choices: tuple[str, ...] = ()
    """What it can be, where that is a choice."""


def _choice(names: Iterable[str]) -> Field:
    """Return the field of a choice."""
    known = tuple(map(str, names))
    return Field(one_of(known), "choice", known)


_KINDS = ("quotation", "event", "fact", "figure", "unknown")
_TEXT = Field()
_LONG = Field(form="long")
_NAMES: Mapping[str, Field] = {"name": _TEXT, "same_as": _TEXT}
# What each table can change beside the words that name its item.
TABLES: Mapping[str, Mapping[str, Field]] = {
    "hide": {"kind": _choice(_KINDS)},
    "quotation": {"speaker": _TEXT, "role": _TEXT, "kind": _choice(QuotationKind)},
    "event": {"words": _LONG, "date": Field(_when, "date"), "modality": _choice(Modality)},
    "fact": {"words": _LONG, "slot": _choice(Slot)},
    "figure": {"words": _LONG, "value": Field(_number, "number"), "unit": _TEXT},
    "person": {**_NAMES, "role": _TEXT},
    "place": {
        **_NAMES,
        "country": Field(matching(re.compile("[A-Z]{2}"), 'a code of ISO 3166 such as "PT"')),
        "coordinates": Field(_coordinates, "coordinates"),
    },
    "unknown": {"words": _LONG, "kind": _choice(UnknownKind)},
    "checked": {"kind": _choice(_KINDS)},
    "note": {"about": _TEXT, "kind": _choice(_KINDS)},
    "correction": {"date": Field(date_value, "day"), "wrong": _LONG, "right": _LONG},
}
# Tables whose items can be new ones, and those that can say what the text does not.
ADDING = frozenset(("quotation", "event", "fact", "figure", "unknown"))
REASONED = frozenset(("quotation", "event", "fact", "figure", "person", "place"))
# Tables that name an item, which another may have the words of.
NAMING = ADDING | {"hide", "checked", "note"}
# Tables that say something by their words alone.
_TELLING = frozenset(("hide", "checked", "note"))


def read_table(
    name: str,
    entries: Any,  # noqa: ANN401 - as above
    path: str,
    lines: list[int],
) -> tuple[list[Amendment], list[SidecarError]]:
    """Return the corrections of one table, and what is wrong with others.

    Args:
        name: a key of `TABLES`.
        entries: what the file has under it.
        path: the file, for messages.
        lines: where its entries begin, from 1.
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        wrong = f"{name} is {shown_value(entries)}"
        return [], [SidecarError(f"{path}:{lines[0]}", wrong, f"[[{name}]] and below it {_wanted(name)}")]
    amendments, errors = [], []
    for number, entry in enumerate(entries):
        try:
            amendments.append(_amendment(name, entry, path, lines[min(number, len(lines) - 1)]))
        except SidecarError as error:
            errors.append(error)
    return amendments, errors


def read_order(value: Any, path: str, line: int) -> Amendment:  # noqa: ANN401 - as above
    """Return the correction that puts key facts in another order."""
    try:
        if isinstance(value, list) and value:
            return Amendment(path, line, "order", values={"order": "\n".join(text_value(words) for words in value)})
    except WrongError:
        pass
    expected = 'words of facts such as ["the ferry stopped", "12 boats"]'
    raise SidecarError(f"{path}:{line}", f"order is {shown_value(value)}", expected)


def shown_value(value: Any) -> str:  # noqa: ANN401 - as above
    """Return a value as the file has it, shortened; what cannot be printed, as it may steer a terminal, in its code."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    written = json.dumps(value, ensure_ascii=False, default=str)[:80]
    return "".join(letter if letter.isprintable() else json.dumps(letter)[1:-1] for letter in written)


def _amendment(name: str, entry: dict[str, Any], path: str, line: int) -> Amendment:
    """Return one correction."""
    place = f"{path}:{line}"
    naming = _naming(name)
    more = [*(["near"] if name in NAMING else []), *(["reason"] if name in REASONED else [])]
    known = [*naming, *TABLES[name], *more]
    told: dict[str, Any] = {}
    for key, value in entry.items():
        if key not in known:
            raise SidecarError(place, f"{key} is no key of [[{name}]]", "one of " + ", ".join(known))
        try:
            told[key] = TABLES[name].get(key, _TEXT).read(value)
        except WrongError as error:
            raise SidecarError(place, f"{key} is {shown_value(value)}", str(error)) from None
    given = [key for key in naming if key in told]
    if len(given) != (1 if naming else 0):
        raise SidecarError(place, f"has {'both text and add' if given else 'no text'}", _wanted(name))
    changes = {key: value for key, value in told.items() if key in TABLES[name]}
    if not changes and "add" not in given and name not in _TELLING:
        raise SidecarError(place, "changes nothing", "one of " + ", ".join(TABLES[name]))
    if name == "correction" and len(changes) < len(TABLES[name]):
        raise SidecarError(place, "does not say all", "date, wrong and right")
    text = told[given[0]] if given else ""
    return Amendment(path, line, name, text, given == ["add"], changes, told.get("reason"), told.get("near", ""))


def _naming(name: str) -> list[str]:
    """Return the keys by which a table names its item."""
    return [] if name == "correction" else ["text", "add"] if name in ADDING else ["text"]


def _wanted(name: str) -> str:
    """Return in words what a table cannot do without."""
    return {
        "correction": "date, wrong and right",
        "note": "text, the words of the note",
        "hide": "text, words of the item to hide",
        "checked": "text, words of the item that is right",
    }.get(name, "text, words of the item" + (", or add, words of a new one" if name in ADDING else ""))
