"""Digests of what templates may read, the same in each process that has the same.

A page that stands on others is told of here too: of an article that another page lists all that its own page shows is
taken, but not what goes with it in turn.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import marshal
from enum import Enum
from operator import attrgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pelican.contents import Content
from pelican.paginator import Page as PaginatedPage
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper

from pelican.plugins.briefing.assets import Assets
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.later import Awaited, Later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PLAIN = (str, int, float, bytes, type(None), dt.date, dt.time, dt.tzinfo, Enum, PurePath)
_SIZE = 16
# Of a content: where it stands in this process, what it was read from, and what follows from these.
_PASSED_OVER = frozenset(
    ("settings", "_context", "timezone", "get_content", "get_summary", "_output_location_referenced")
)
# Of a seed's article, what its bytes decide.
_OF_SEED = frozenset(("_content", "_made", "make_content", "metadata", "_summary", "known_source"))
_ABSENT = object()
# A list of articles and what a page shows of them; the page's own article; an article that one of a list names.
LISTED, OWN, NAMED = 1, 0, 2

# What is read of some kinds: of a page of a list all on it and how long the list is; of a language which it is, for its
# words are among what all pages are made from.
_INNER: tuple[tuple[type[Any], Callable[[Any], Iterable[Any]]], ...] = (
    (URLWrapper, lambda found: (found.name, found.slug)),
    (PaginatedPage, lambda found: (*_told(found), *found.object_list)),
    (Paginator, lambda found: (found.num_pages, found.count, found.per_page, found.name, found.url)),
    (Assets, lambda found: vars(found).values()),
    (Language, lambda found: (found.code,)),
)

_READING: dict[type[Any], Callable[[Any], Iterable[Any]] | None] = {}


class UndigestibleError(Exception):
    """Something of which nobody can tell whether it is as it was: a page that may read it is made each time."""


class Digests:
    """Digests of one build's values. Nothing may change after its digest was asked for."""

    def __init__(self) -> None:
        """Begin without any."""
        # Of a seed's article its key, and what it was made with.
        self._seeds: dict[int, tuple[bytes, dict[str, Any]]] = {}
        # By level, then by id.
        self._known: tuple[dict[int, bytes], ...] = ({}, {}, {})
        # An id is an object's only as long as it lives.
        self._alive: list[Any] = []

    def add_seed(self, article: Any, key: str) -> None:  # noqa: ANN401 - Pelican has no types
        """Take a seed's article as it was made, before other briefings were looked at.

        Args:
            article: the article, with its view. What it still has of all that later is known by the key.
            key: of all that they are made from.
        """
        self._seeds[id(article)] = key.encode(), {**vars(article)}
        self._alive.append(article)

    def of(self, value: Any, level: int = OWN) -> bytes:  # noqa: ANN401 - a template may read anything
        """Return the digest of a value.

        Args:
            value: the value.
            level: how an article in it is taken: `OWN`, `LISTED` or `NAMED`.

        Raises:
            UndigestibleError: it is of a kind that is not known.
        """
        if type(value) is str:
            return b"s" + value.encode("utf-8", "surrogatepass")
        # What has a digest lives, and nothing else has its id.
        if level == OWN and not isinstance(value, Content):
            # What is in it is listed either way.
            level = LISTED
        known = self._known[level].get(id(value))
        if known is not None:
            return known
        if isinstance(value, _PLAIN):
            return f"{type(value).__name__} {value!r}".encode("utf-8", "surrogatepass")
        if type(value) is Later:
            return b"l" + value.key.encode("utf-8", "surrogatepass")
        known = self._known[level][id(value)] = hashed(self._parts(value, level))
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
        key, made = self._seeds.get(id(content), (None, {}))
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
            if name in _PASSED_OVER or (made and name in _OF_SEED):
                continue
            was = made.get(name, _ABSENT)
            # A list or a dict may hold something else by now.
            if value is was and not isinstance(value, (list, dict)):
                continue
            yield name.encode()
            # Of a seed's view, what it was given later.
            yield self.of(value.added if made and isinstance(value, Awaited) else value, inner)


def _items(value: Any) -> Iterable[Any]:  # noqa: ANN401 - as above
    """Return what a value holds that a template may read.

    Raises:
        UndigestibleError: it is of a kind that is not known.
    """
    if isinstance(value, (list, tuple)):
        return value
    for kind, inner in _INNER:
        if isinstance(value, kind):
            return inner(value)
    read = _reading(type(value))
    if read:
        return read(value)
    raise UndigestibleError(type(value).__name__)


def _told(page: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    """Return what a page of a list says of itself."""
    return page.number, page.url, page.save_as, page.paginator.num_pages, page.paginator.count


def _reading(kind: type[Any]) -> Callable[[Any], Iterable[Any]] | None:
    """Return what reads all fields of a dataclass; None for another kind."""
    if kind not in _READING:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        # Of one name it gives no tuple.
        names = [field.name for field in fields] * (2 if len(fields) == 1 else 1)
        _READING[kind] = attrgetter(*names) if names else None
    return _READING[kind]


def hashed(parts: Iterable[bytes]) -> bytes:
    """Return one digest of many."""
    # `marshal` tells how long each is; in this form it says nothing of which of them are one object.
    return hashlib.blake2b(marshal.dumps([*parts], 2), digest_size=_SIZE).digest()
