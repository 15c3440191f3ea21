"""Digests of what templates may read, the same in each process that has the same.

A page that stands on others is told of here too: of an article that another page lists all that its own page shows is
taken, but not what goes with it in turn.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from enum import Enum
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pelican.contents import Content
from pelican.paginator import Page as PaginatedPage
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper

from pelican.plugins.briefing.assets import Assets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLAIN = (str, int, float, bytes, type(None), dt.date, dt.time, dt.tzinfo, Enum, PurePath)
_SIZE = 16
# How many bits the number of a part in its view takes, and how deep in dataclasses parts are told apart.
_BITS, _DEPTH = 24, 1
_OWN_BITS = (1 << _BITS) - 1
# Of a content: where it stands in this process, what it was read from, and what follows from these.
_PASSED_OVER = frozenset(
    ("settings", "_context", "timezone", "get_content", "get_summary", "_output_location_referenced")
)
# Of a seed's article, what its bytes decide.
_OF_SEED = frozenset(("_content", "_made", "make_content", "metadata", "_summary"))
# A list of articles and what a page shows of them; the page's own article; an article that one of a list names.
LISTED, OWN, NAMED = 1, 0, 2

_FIELDS: dict[type[Any], tuple[str, ...]] = {}


class UndigestibleError(Exception):
    """Something of which nobody can tell whether it is as it was: a page that may read it is made each time."""


class Digests:
    """Digests of one build's values. Nothing may change after its digest was asked for."""

    def __init__(self) -> None:
        """Begin without any."""
        self._seeds: dict[int, bytes] = {}
        self._keys: list[str] = []
        # Of a part of a seed's view the seed's number and its own, in one.
        self._parts_of_seeds: dict[int, int] = {}
        # By level, then by id.
        self._known: tuple[dict[int, bytes], ...] = ({}, {}, {})
        # An id is an object's only as long as it lives.
        self._alive: list[Any] = []

    def add_seed(self, article: Any, key: str, view: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Take a seed's article with the digest of the seed.

        Args:
            article: the article.
            key: of all that its view is made from.
            view: its view as it was made, before other briefings were looked at. What the article's view still has of
                it is known by the key.
        """
        self._seeds[id(article)] = key.encode()
        self._alive += [article, view]
        numbers = count(len(self._keys) << _BITS)
        self._keys.append(key)
        for name in _fields(type(view)):
            self._add_part(getattr(view, name), numbers, _DEPTH)

    def _add_part(self, value: Any, numbers: Iterator[int], depth: int) -> None:  # noqa: ANN401 - as above
        """Take a part of a view, and what is in it: a speaker with another address has the same quotations."""
        if isinstance(value, _PLAIN) or value == ():
            return
        # The same key gives the same view, hence each part the same number.
        self._parts_of_seeds.setdefault(id(value), next(numbers))
        if not depth:
            return
        if isinstance(value, tuple):
            for item in value:
                self._add_part(item, numbers, depth)
        else:
            for name in _fields(type(value)):
                self._add_part(getattr(value, name), numbers, depth - 1)

    def of(self, value: Any, level: int = OWN) -> bytes:  # noqa: ANN401 - a template may read anything
        """Return the digest of a value.

        Args:
            value: the value.
            level: how an article in it is taken: `OWN`, `LISTED` or `NAMED`.

        Raises:
            UndigestibleError: it is of a kind that is not known.
        """
        if isinstance(value, _PLAIN):
            return f"{type(value).__name__} {value!r}".encode("utf-8", "surrogatepass")
        part = self._parts_of_seeds.get(id(value))
        if part is not None:
            return f"{self._keys[part >> _BITS]} {part & _OWN_BITS}".encode()
        known = self._known[level].get(id(value))
        if known is None:
            known = self._known[level][id(value)] = _hashed(self._parts(value, level))
            self._alive.append(value)
        return known

    def _parts(self, value: Any, level: int) -> Iterable[bytes]:  # noqa: ANN401 - as above
        """Yield what a value's digest is made of."""
        kind = type(value).__name__.encode()
        if isinstance(value, Content):
            return kind, *self._content(value, level)
        inner = level or LISTED
        if isinstance(value, dict):
            return kind, *sorted(self.of(key, inner) + b"\0" + self.of(item, inner) for key, item in value.items())
        if isinstance(value, (set, frozenset)):
            return kind, *sorted(self.of(item, inner) for item in value)
        return kind, *(self.of(item, inner) for item in _items(value))

    def _content(self, content: Any, level: int) -> Iterable[bytes]:  # noqa: ANN401 - as above
        """Yield what the digest of an article, a page or a file is made of."""
        yield str(content.save_as).encode()
        if level == NAMED:
            return
        key = self._seeds.get(id(content))
        passed = _PASSED_OVER if key is None else _PASSED_OVER | _OF_SEED
        if key is not None:
            yield key
        elif "{attach}" in (content._content or ""):  # noqa: SLF001 - the text as it was written
            # The first page that is shown decides where the file goes.
            raise UndigestibleError("a file that is attached")
        else:
            # With the addresses of what it links to.
            yield self.of(content.get_content("") if content._content else "")  # noqa: SLF001 - as above
        inner = NAMED if level == LISTED else LISTED
        for name, value in sorted(vars(content).items()):
            if name not in passed:
                yield name.encode()
                yield self.of(value, inner)


def _items(value: Any) -> Iterable[Any]:  # noqa: ANN401 - as above
    """Return what a value holds that a template may read.

    Raises:
        UndigestibleError: it is of a kind that is not known.
    """
    if isinstance(value, (list, tuple)):
        return value
    if isinstance(value, URLWrapper):
        return value.name, value.slug
    if isinstance(value, PaginatedPage):
        # Of the whole list only how long it is.
        counts = value.paginator.num_pages, value.paginator.count
        return value.number, value.url, value.save_as, *counts, *value.object_list
    if isinstance(value, Paginator):
        return value.num_pages, value.count, value.per_page, value.name, value.url
    if isinstance(value, Assets):
        return vars(value).values()
    names = _fields(type(value))
    if names:
        return [getattr(value, name) for name in names]
    raise UndigestibleError(type(value).__name__)


def _fields(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of a dataclass's fields; none for another kind."""
    if kind not in _FIELDS:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        _FIELDS[kind] = tuple(field.name for field in fields)
    return _FIELDS[kind]


def _hashed(parts: Iterable[bytes]) -> bytes:
    """Return one digest of many."""
    # `repr`, which tells where each ends.
    return hashlib.blake2b(repr([*parts]).encode(), digest_size=_SIZE).digest()
