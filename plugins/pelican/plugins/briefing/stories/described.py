"""Reads what an editor says about a story: `content/stories/NAME.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.descriptions import read_folder
from pelican.plugins.briefing.errors import SidecarError
from pelican.plugins.briefing.values import WrongError, one_of, slug_value, text_value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
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
    files, errors = read_folder(folder, shown, KEYS)
    return {file.name: Description(file.place, **file.values, lines=file.lines) for file in files}, errors


def unused(descriptions: Mapping[str, Description], members: Mapping[str, Collection[str]]) -> list[SidecarError]:
    """Return an error for each description without a story, and for each briefing that one orders and does not have.

    A published build leaves out drafts, and with them what may be described, so this is for all seeds together.

    Args:
        descriptions: by the stories' names.
        members: the slugs of each story's briefings.
    """
    errors = []
    for name, described in descriptions.items():
        if name not in members:
            errors.append(SidecarError(described.place, "is of no story", f'a sidecar that says story = "{name}"'))
            continue
        at = f"{described.place}:{described.lines.get('order', [1])[0]}"
        expected = "one of " + ", ".join(sorted(members[name]))
        errors += [
            SidecarError(at, f'order names "{slug}", which is no briefing of the story', expected)
            for slug in described.order
            if slug not in members[name]
        ]
    return errors
