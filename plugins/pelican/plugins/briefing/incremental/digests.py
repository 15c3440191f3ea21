"""Digests of what templates may read, the same in each process that has the same.

A page that stands on others is told of here too: of an article that another page lists all that its own page shows is
taken, but not what goes with it in turn.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pelican.contents import Content
from pelican.paginator import Page as PaginatedPage
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper

from pelican.plugins.briefing.assets import Assets

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = (str, int, float, bytes, type(None), dt.date, dt.time, dt.tzinfo, Enum, PurePath)
_SIZE = 16
# Of a content: where it stands in this process, what it was read from, and what follows from these.
_PASSED_OVER = frozenset(
    ("settings", "_context", "timezone", "get_content", "get_summary", "_output_location_referenced")
)
# Of a seed's article, what its bytes decide.
_OF_SEED = frozenset(("_content", "_made", "make_content", "metadata", "_summary"))
# A list of articles and what a page shows of them; the page's own article; an article that one of a list names.
LISTED, OWN, NAMED = 1, 0, 2


class UndigestibleError(Exception):
    """Something of which nobody can tell whether it is as it was: a page that may read it is made each time."""


class Digests:
    """Digests of one build's values. Nothing may change after its digest was asked for."""

    def __init__(self) -> None:
        """Begin without any."""
        self._seeds: dict[int, bytes] = {}
        self._known: dict[tuple[int, int], bytes] = {}
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
        for name in (field.name for field in dataclasses.fields(view)):
            self._add_part(getattr(view, name), f"{key} {name}")

    def _add_part(self, value: Any, token: str) -> None:  # noqa: ANN401 - as above
        """Take a part of a view, and what is in it: a speaker with another address has the same quotations."""
        if isinstance(value, _PLAIN) or value == ():
            return
        for level in (OWN, LISTED, NAMED):
            self._known.setdefault((id(value), level), _hashed([token.encode()]))
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                self._add_part(item, f"{token} {number}")
        elif dataclasses.is_dataclass(value) and token.count(" ") < 3:  # noqa: PLR2004 - key, field, number
            for field in dataclasses.fields(value):
                self._add_part(getattr(value, field.name), f"{token} {field.name}")

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
        known = self._known.get((id(value), level))
        if known is None:
            known = self._known[id(value), level] = _hashed(self._parts(value, level))
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
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in dataclasses.fields(value)]
    raise UndigestibleError(type(value).__name__)


def _hashed(parts: Iterable[bytes]) -> bytes:
    """Return one digest of many."""
    # `repr`, which tells where each ends.
    return hashlib.blake2b(repr([*parts]).encode(), digest_size=_SIZE).digest()
