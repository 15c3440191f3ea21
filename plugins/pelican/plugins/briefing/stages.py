"""Where a build's time goes: each stage adds its own, without that of the stages inside it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_spent: dict[str, float] = {}
# How long the stages inside the one that is under way took: in a list, for they add to it. Threads have their own.
_inside: ContextVar[list[float] | None] = ContextVar("_inside", default=None)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Add the time that the block takes, or the function that this decorates, to a stage's.

    Args:
        name: of the stage, in words.
    """
    began, around, inside = time.perf_counter(), _inside.get(), [0.0]
    before = _inside.set(inside)
    try:
        yield
    finally:
        _inside.reset(before)
        took = time.perf_counter() - began
        _spent[name] = _spent.get(name, 0.0) + took - inside[0]
        if around:
            around[0] += took


def profile() -> str:
    """Return what each stage has taken since the last call, the longest first, in seconds by the clock; forget it."""
    whole = sum(_spent.values()) or 1.0
    lines = [
        f"{seconds:8.2f} s {seconds / whole:4.0%}  {name}"
        for name, seconds in sorted(_spent.items(), key=lambda entry: -entry[1])
    ]
    _spent.clear()
    return "\n".join((*lines, f"{whole:8.2f} s       in all"))
