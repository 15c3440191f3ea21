"""Records of an input, and the documents that they are: a line of JSON, a row of a table, a seed's file."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from factbox import Document, FactboxError, Metadata, Options, document_from_text, read_document
from factbox_archives.errors import RejectError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# What is told of a document beside its text.
_WORDS = ("title", "publisher", "author", "url", "licence", "language")
_DATES = ("published", "updated")
FIELDS = ("id", "text", *_WORDS, *_DATES)
# How programs write that there is no date.
_NO_DATE = (None, "", "None", "null", "NaT")
_LIMIT = Options().max_bytes


@dataclass(frozen=True, slots=True)
class Ways:
    """How inputs are read."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """How they call what has another name here: `{"text": "body"}`."""
    markup: tuple[str, ...] = ()
    """Suffixes of seeds that are no plain text, such as `.md`."""
    unmark: Callable[[bytes, str], tuple[Mapping[str, Any], bytes]] | None = None
    """From such a seed's bytes and path to what it says of itself, by the names of `FIELDS`, and its words alone; a
    `ValueError` says what is wrong with it. Other processes import it by its name."""


@dataclass(frozen=True, slots=True)
class Record:
    """One document of an input, not yet read."""

    place: str
    """Where it is: `articles.jsonl:17`, a line or row from 1; of a seed its path."""
    line: bytes | None = None
    """A line of JSON."""
    row: dict[str, Any] | None = None
    """A row of a table."""
    seed: bytes | None = None
    """A seed's bytes."""
    beside: bytes = b""
    """The bytes of the seed's sidecar."""
    fault: RejectError | None = None
    """Why it cannot be read."""
    ways: Ways = field(default_factory=Ways)
    """How the input is read."""

    def document(self) -> Document:
        """Return the document.

        Raises:
            RejectError: it is none.
        """
        if self.fault:
            raise self.fault
        return self._from_seed() if self.seed is not None else self._from_row(self._values())

    def _values(self) -> Any:  # noqa: ANN401 - whatever the line holds
        """Return what the line or row has."""
        if self.row is not None:
            return self.row
        try:
            return json.loads(self.line or b"")
        except UnicodeDecodeError:
            raise RejectError("encoding", "is no UTF-8; expected a line of JSON in UTF-8") from None
        except (ValueError, RecursionError) as error:
            raise RejectError("json", f"is no JSON ({error}); expected one object a line") from None

    def _from_row(self, values: Any) -> Document:  # noqa: ANN401 - as above
        """Return the document of a line's or row's values, its text taken as it is."""
        if not isinstance(values, dict):
            raise RejectError("json", f"is {type(values).__name__}; expected an object with id, text, published")
        told = {name: values.get(self.ways.fields.get(name, name)) for name in FIELDS}
        name = self.place if told["id"] is None else str(told["id"])
        text = told["text"]
        if not isinstance(text, str) or not text.strip():
            wrong = "no text" if text is None else "an empty text" if text == "" else f"text is {text!r:.60}"
            raise RejectError(
                "no_text", f"{wrong}; expected the article in {self.ways.fields.get('text', 'text')}", name
            )
        _check(name + text, name)
        return document_from_text(text, id=name, metadata=_metadata(told, name))

    def _from_seed(self) -> Document:
        """Return the document of a seed, with what its sidecar says of where it comes from."""
        name = str(PurePosixPath(self.place).with_suffix(""))
        said: Mapping[str, Any] = {}
        data = self.seed or b""
        try:
            if self.ways.unmark and self.place.lower().endswith(self.ways.markup):
                said, data = self.ways.unmark(data, self.place)
        except ValueError as error:
            raise RejectError("markup", str(error), name) from None
        try:
            told = tomllib.loads(self.beside.decode("utf-8-sig"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise RejectError("sidecar", f"the TOML beside it cannot be read ({error})", name) from None
        try:
            return read_document(data, path=self.place, metadata=_metadata({**said, **told}, name))
        except FactboxError as error:
            raise RejectError(
                "seed", f"{error.wrong}" + (f"; expected {error.expected}" if error.expected else ""), name
            ) from None


def _check(text: str, name: str) -> None:
    """Refuse a text that is too long, or that no file can hold."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise RejectError("encoding", "holds half a character (a lone surrogate); expected Unicode", name) from None
    if size > _LIMIT:
        raise RejectError("too_long", f"has {size} bytes; expected at most {_LIMIT}", name)


def _metadata(told: Mapping[str, Any], name: str) -> Metadata:
    """Return what is told of a document beside its text."""
    words = {key: str(told[key]) for key in _WORDS if told.get(key) not in (None, "")}
    dates = {key: _day(key, told[key], name) for key in _DATES if told.get(key) not in _NO_DATE}
    for value in words.values():
        _check(value, name)
    return Metadata(**words, **dates)  # type: ignore[arg-type]  # by the names of its own fields


def _day(key: str, value: object, name: str) -> dt.date:
    """Return a date, or a date-time with what offset it was given."""
    if isinstance(value, dt.date):
        return value
    text = str(value)
    try:
        return dt.datetime.fromisoformat(text) if len(text) > len("2024-08-13") else dt.date.fromisoformat(text)
    except ValueError:
        raise RejectError("date", f"{key} is {text!r:.60}; expected a date such as 2024-08-13", name) from None
