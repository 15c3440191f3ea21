"""Frozen, slotted dataclasses that are made in half the time: a text has hundreds of them."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """Return a frozen, slotted dataclass with an `__init__` that fills its slots without asking for each by name.

    The one that `dataclass` writes looks up `object.__setattr__`, and that the slot, for every field; this one has the
    slots at hand. All else of the class stays.

    >>> from dataclasses import dataclass
    >>> @quick
    ... @dataclass(frozen=True, slots=True)
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(3)
    Point(x=3, y=0)
    """
    kind: Any = cls
    names: dict[str, Any] = {}
    given: list[str] = []
    lines: list[str] = []
    for number, field in enumerate(fields(kind)):
        names[f"set{number}"] = cls.__dict__[field.name].__set__
        names[f"default{number}"] = field.default
        given.append(field.name if field.default is MISSING else f"{field.name}=default{number}")
        lines.append(f"    set{number}(self, {field.name})")
    exec("\n".join([f"def __init__(self, {', '.join(given)}):", *lines]), names)  # noqa: S102 - of the class's own fields
    made = names["__init__"]
    made.__qualname__, made.__annotations__ = kind.__init__.__qualname__, kind.__init__.__annotations__
    kind.__init__ = made
    return cls
