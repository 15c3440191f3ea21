"""Reads what an editor says about a story: `content/stories/NAME.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.corrections import shown_value
from pelican.plugins.briefing.errors import SidecarError
from pelican.plugins.briefing.sidecar import load_toml
from pelican.plugins.briefing.values import WrongError, one_of, slug_value, text_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# Where paragraphs of an introduction part.
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Description:
    """What an editor says about one story."""

    place: str
    """The file, for messages."""
    title: str | None = None
    """Its title."""
    introduction: tuple[str, ...] = ()
    """A few words in front of it, a paragraph each."""
    status: str | None = None
    """`developing` or `ended`."""
    order: tuple[str, ...] = ()
    """Slugs of briefings in the order in which they are told; others follow by date."""
    lines: Mapping[str, list[int]] = field(default_factory=dict)
    """The lines that each key stands in, from 1."""


def _introduction(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a file holds anything
    """Return the paragraphs of a text."""
    if not isinstance(value, str):
        raise WrongError("text, with an empty line between paragraphs")
    return tuple(text_value(paragraph) for paragraph in _PARAGRAPHS.split(value.strip()))


def _order(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """Return slugs, each once."""
    expected = 'slugs of briefings such as ["flood-barrier", "flood-inquiry"]'
    if not isinstance(value, list) or len(set(map(str, value))) < len(value):
        raise WrongError(expected)
    try:
        return tuple(slug_value(slug) for slug in value)
    except WrongError:
        raise WrongError(expected) from None


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "title": text_value,
    "introduction": _introduction,
    "status": one_of(("developing", "ended")),
    "order": _order,
}


def read_descriptions(folder: Path, shown: str) -> tuple[dict[str, Description], list[SidecarError]]:
    """Return what is said of stories, by their names, and everything that is wrong with it.

    Args:
        folder: holds a file for each; it need not be there.
        shown: the folder as messages name it.
    """
    found, errors = {}, []
    for file in sorted(folder.glob("*.toml")):
        place = f"{shown}/{file.name}"
        try:
            slug_value(file.stem)
            told, lines = load_toml(file.read_bytes(), place)
        except WrongError as error:
            errors.append(SidecarError(place, "gives no address", f"a name of {error}"))
            continue
        except OSError as error:
            errors.append(SidecarError(place, f"cannot be read ({error.strerror})", "a TOML file"))
            continue
        except SidecarError as error:
            errors.append(error)
            continue
        values, wrong = _values(told, lines, place)
        errors += wrong
        found[file.stem] = Description(place, **values, lines=lines)
    return found, errors


def _values(
    told: Mapping[str, Any], lines: Mapping[str, list[int]], place: str
) -> tuple[dict[str, Any], list[SidecarError]]:
    """Return the values of one file by key, and an error for each that is wrong."""
    values, errors = {}, []
    for key, value in told.items():
        at = f"{place}:{lines.get(key, [1])[0]}"
        if key not in KEYS:
            errors.append(SidecarError(at, f"{key} is no key", "one of " + ", ".join(KEYS)))
            continue
        try:
            values[key] = KEYS[key](value)
        except WrongError as error:
            errors.append(SidecarError(at, f"{key} is {shown_value(value)}", str(error)))
    return values, errors
