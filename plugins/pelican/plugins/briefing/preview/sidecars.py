"""Changes the text of a sidecar: what is not changed stays as it is, comments, order and line ends too.

A file is its top, which holds keys, and below it one block a table. tomlkit changes one of them at a time, since it
would bring tables of one name together that stand apart; and what comes out is read again before anybody writes it.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from pelican.plugins.briefing.sidecar import line_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

# By which of its keys a table names its item.
_NAMING = ("text", "add")


class NotChangedError(Exception):
    """A file cannot be changed without changing something else in it too."""


def with_key(text: str, key: str, value: Any) -> str:  # noqa: ANN401 - each key has its own form
    """Return a sidecar's text with a key of its top set, or without it where the value is None."""
    before = _plain(text)
    end = min(_heads(before), default=before.count("\n") + 2) - 1
    lines = before.splitlines(keepends=True)
    top, tables = tomlkit.parse("".join(lines[:end])), "".join(lines[end:])
    # An empty line parts the first key from the tables, and goes with the last one.
    first = not top and value is not None and tables
    if value is None:
        top.pop(key, None)
    else:
        top[key] = value
    told = tomlkit.dumps(top)
    if value is None and not top and tables and (told == "\n" or told.endswith("\n\n")):
        told = told[:-1]
    after = _joined(told, "\n" + tables if first else tables)
    expected = {name: told for name, told in tomllib.loads(before).items() if name != key}
    return _proved(text, after, expected if value is None else {**expected, key: value})


def with_entry(text: str, table: str, entry: Mapping[str, Any]) -> str:
    """Return a sidecar's text with a correction, made one with that of the same table and item, or as a new one.

    Args:
        text: the sidecar's.
        table: the correction's table.
        entry: its keys and values.
    """
    before = _plain(text)
    data = tomllib.loads(before)
    listed: list[dict[str, Any]] = data.get(table, [])
    naming = next((key for key in _NAMING if key in entry), "")
    # Notes, corrections and marks say something of their own each time.
    # In these two, kind says which item is meant; in others it is what a correction changes.
    telling = (naming, "near", "kind") if table in {"hide", "checked"} else (naming, "near")
    same = [
        number
        for number, old in enumerate(listed)
        if naming in old and all(old.get(key) == entry.get(key) for key in telling)
    ]
    if same and table not in {"note", "correction"}:
        start, end = _block(before, line_numbers(before)[f"[[{table}]]"][same[0]])
        lines = before.splitlines(keepends=True)
        block = tomlkit.parse("".join(lines[start:end]))
        block[table][0].update({key: value for key, value in entry.items() if listed[same[0]].get(key) != value})
        after = "".join(lines[:start]) + _joined(tomlkit.dumps(block), "".join(lines[end:]))
        changed = [{**old, **entry} if number == same[0] else old for number, old in enumerate(listed)]
        return _proved(text, after, {**data, table: changed})
    array = tomlkit.aot()
    array.append(tomlkit.item(dict(entry)))
    ended = not before or before.endswith("\n")
    after = before + "\n" * (bool(before) + (not ended)) + tomlkit.dumps({table: array})
    # A file whose last line has no end is left so, and is the same again when the correction is taken out.
    return _proved(text, after if ended else after.rstrip("\n"), {**data, table: [*listed, dict(entry)]})


def without_entry(text: str, line: int) -> str:
    """Return a sidecar's text without the correction that begins in a line, from 1; comments above it stay."""
    before = _plain(text)
    numbers = {
        (name, number): place for name, places in line_numbers(before).items() for number, place in enumerate(places)
    }
    found = next((key for key, place in numbers.items() if place == line and key[0].startswith("[[")), None)
    if found is None:
        raise NotChangedError(f"no correction begins in line {line}")
    table, number = found[0].strip("[]"), found[1]
    start, end = _block(before, line)
    lines = before.splitlines(keepends=True)
    # The empty line above it was made with it.
    start -= start > 0 and not lines[start - 1].strip()
    data = tomllib.loads(before)
    left = [old for place, old in enumerate(data[table]) if place != number]
    expected = {name: told for name, told in data.items() if name != table} | ({table: left} if left else {})
    after = "".join(lines[:start] + lines[end:])
    return _proved(text, after if before.endswith("\n") else after.removesuffix("\n"), expected)


def _heads(text: str) -> list[int]:
    """Return the lines that tables begin in, in order, from 1."""
    return sorted(place for name, places in line_numbers(text).items() if name.startswith("[[") for place in places)


def _block(text: str, line: int) -> tuple[int, int]:
    """Return the first line of a table and the first behind what it says, from 0; comments there are the next one's."""
    lines = text.splitlines()
    end = min((head - 1 for head in _heads(text) if head > line), default=len(lines))
    while end > line and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return line - 1, end


def _plain(text: str) -> str:
    """Return a text with line feeds alone."""
    return text.replace("\r\n", "\n")


def _joined(first: str, second: str) -> str:
    """Return two parts of a file, the second on a line of its own."""
    return first + ("\n" if first and second and not first.endswith("\n") else "") + second


def _proved(old: str, new: str, expected: dict[str, Any]) -> str:
    """Return a new text with the old one's line ends, once it is read to be what it must be.

    Raises:
        NotChangedError: it is not.
    """
    try:
        same = tomllib.loads(new) == expected
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise NotChangedError("the file has a form that cannot be changed here; expected a change by hand")
    return new.replace("\n", "\r\n") if "\r\n" in old else new
