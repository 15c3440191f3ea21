"""What is made only when somebody reads it: most pages of a build are taken over, and nobody reads their views."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pelican.plugins.briefing.view import BriefingView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Made = TypeVar("Made")
_FIELDS = frozenset(field.name for field in fields(BriefingView))
_set = object.__setattr__
# Of so many things that were made the last are there: a page is read several times in a row.
_MOST = 64


class Lately(Generic[Made]):
    """Makes something when it is asked for it, and has it until many others were made: a site has no room for all."""

    __slots__ = ("_found", "_make")

    def __init__(self, make: Callable[[], Made], found: Made | None = None) -> None:
        """Take what makes it.

        Args:
            make: makes it, the same each time.
            found: what it makes, where that is there already.
        """
        self._make, self._found = make, found
        if found is not None:
            self._remember()

    def __call__(self) -> Made:
        """Return it."""
        if self._found is None:
            self._found = self._make()
            self._remember()
        return self._found

    def _remember(self) -> None:
        """Forget the one that was made longest ago, where there are many."""
        if len(_LATELY) == _MOST:
            _LATELY.popleft()._found = None  # noqa: SLF001 - one of these
        _LATELY.append(self)


_LATELY: deque[Lately[Any]] = deque()


class Later(Sequence[Any]):
    """A tuple of which the length is known, and what decides about the rest.

    >>> later = Later("a key", 2, lambda: (1, 2))
    >>> len(later), [*later], later + (3,)
    (2, [1, 2], (1, 2, 3))
    """

    __slots__ = ("_length", "_make", "key")

    def __init__(self, key: str, length: int, make: Callable[[], tuple[Any, ...]]) -> None:
        """Take what is known.

        Args:
            key: the same key gives the same items, in every process.
            length: how many there are.
            make: gives them, each time that they are read.
        """
        self.key, self._length, self._make = key, length, make

    def __len__(self) -> int:
        """Return how many there are."""
        return self._length

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - a number or a slice
        """Return one of them, or some."""
        return self._make()[at]

    def __iter__(self) -> Iterator[Any]:
        """Go through them."""
        return iter(self._make())

    def __add__(self, other: Iterable[Any]) -> tuple[Any, ...]:
        """Return them with others."""
        return (*self, *other)

    def __radd__(self, other: Iterable[Any]) -> tuple[Any, ...]:
        """Return others with them."""
        return (*other, *self)

    def __eq__(self, other: object) -> bool:
        """Return whether they are the same as others."""
        return tuple(self) == (tuple(other) if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        """Return what a tuple of them would have."""
        return hash(tuple(self))


def joined(parts: Iterable[Sequence[Any]]) -> Sequence[Any]:
    """Return several in a row as one."""
    found = [part for part in parts if part]
    if len(found) < 2:  # noqa: PLR2004 - there is nothing to join
        return found[0] if found else ()
    if not all(isinstance(part, Later) for part in found):
        return tuple(item for part in found for item in part)
    key = " ".join(part.key for part in found if isinstance(part, Later))
    return Later(key, sum(map(len, found)), lambda: tuple(item for part in found for item in part))


class Awaited(BriefingView):
    """A view with some of its fields; the others are made when one of them is read, and not held."""

    __slots__ = ("_held", "_make", "added")

    added: dict[str, Any]
    """What was given to it later, by field; for all else there is the key of what it was made from."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field's
        """Return a field that is made."""
        if name not in _FIELDS:
            raise AttributeError(name)
        return getattr(self._make(), name)


def awaited(
    held: dict[str, Any], make: Callable[[], BriefingView], added: dict[str, Any] | None = None
) -> BriefingView:
    """Return a view that is made when it is read.

    Args:
        held: fields that are known.
        make: gives the view with all others.
        added: what of the fields is not decided by what it is made from.
    """
    view = object.__new__(Awaited)
    for name, value in held.items():
        _set(view, name, value)
    for name, value in (("_held", held), ("_make", make), ("added", added or {})):
        _set(view, name, value)
    return view


def changed(view: BriefingView, told: Mapping[str, Any] | None = None, **changes: Any) -> BriefingView:  # noqa: ANN401
    """Return a view with some fields otherwise.

    Args:
        view: the view.
        told: by any names what the fields follow from, where that is shorter than they are.
        changes: the fields.
    """
    if not isinstance(view, Awaited):
        return replace(view, **changes)
    return awaited({**view._held, **changes}, view._make, {**view.added, **(changes if told is None else told)})  # noqa: SLF001
