"""Reads seeds of each form: what they say of themselves, and their words as plain text. No markup gets past here."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.errors import BriefingError, SidecarError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMS", "LARGEST_MARKUP", "MARKUP", "Contents", "read_contents", "unmark"]


# A larger web page, mail or document is not read, in bytes: it says little with more.
LARGEST_MARKUP = 20_000_000


@dataclass(frozen=True, slots=True)
class Contents:
    """What a seed holds."""

    data: bytes
    """Its words, as the parser takes them; empty where `errors` say why."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What it says of itself, by the keys of a sidecar, in the forms that a sidecar has for them."""
    errors: tuple[BriefingError, ...] = ()
    """What is wrong with it."""


# The module that reads each form, by `read(data, path)`; None where the bytes are text as they are.
FORMS: Mapping[str, str | None] = {
    ".txt": None,
    ".md": "markdown",
    ".html": "webpage",
    ".eml": "mail",
    ".docx": "word",
}
# Suffixes of those that are no text as they are.
MARKUP = tuple(suffix for suffix, module in FORMS.items() if module)


def read_contents(data: bytes, suffix: str, path: str) -> Contents:
    """Return what a file of a form says.

    Args:
        data: the file's bytes.
        suffix: a key of `FORMS`.
        path: the file, for messages.
    """
    module = FORMS[suffix]
    if module is None:
        return Contents(data)
    if module != "markdown" and len(data) > LARGEST_MARKUP:
        return _wrong(path, f"has {len(data)} bytes", f"at most {LARGEST_MARKUP}")
    try:
        read: Callable[[bytes, str], Contents] = import_module(f"{__name__}.{module}").read
    except ModuleNotFoundError as error:
        return _wrong(path, f"needs {error.name}", 'the extra that brings it: pip install "pelican-briefing[formats]"')
    try:
        return read(data, path)
    except Exception as error:  # noqa: BLE001 - of what a library raises on a damaged file no list is whole
        return _wrong(path, f"cannot be read ({type(error).__name__}: {error})"[:200], "a file that is whole")


def unmark(data: bytes, path: str) -> tuple[Mapping[str, Any], bytes]:
    """Return what a file says of itself, by the keys of a sidecar, and its words as plain text.

    Args:
        data: the file's bytes.
        path: the file, by whose suffix its form is known.

    Raises:
        ValueError: it cannot be read; the message says why.
    """
    contents = read_contents(data, PurePosixPath(path).suffix.lower(), path)
    if contents.errors:
        raise ValueError("; ".join(map(str, contents.errors)))
    return contents.values, contents.data


def told(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file says of itself that a sidecar could say too; what has no such form is left out.

    Args:
        said: values by key, None where nothing is said.
    """
    from pelican.plugins.briefing.sidecar import checked

    values = {}
    for key, value in said.items():
        try:
            values[key] = checked(key, value, "")
        except SidecarError:
            continue
    return values


def _wrong(path: str, wrong: str, expected: str) -> Contents:
    """Return the contents of a file that cannot be read."""
    return Contents(b"", errors=(BriefingError(path, wrong, expected),))
