"""No pattern runs away: on what its own repeats take, again and again, none takes longer than the square of the length.

What is looked at in a text from one place on, or in a window, may take that; that a whole text takes time in proportion
is held by `test_growth`.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
import time
from typing import TYPE_CHECKING

from pelican.plugins import briefing

import factbox
from factbox.lexicons import lexicon, names
from pumping import pumps

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT, LONG = 400, 1_600
# The square is 16, the cube 64; noise on a busy machine stays well below the bound.
BOUND = 40
# Below this many seconds a measurement says nothing.
FLOOR = 0.001


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every pattern of the lexicons and the modules, those that a function compiles when first asked too."""
    for name in names():
        yield from ((f"{name}: {rule.name}", rule.pattern) for rule in lexicon(name).rules)
    found = (
        part
        for package in (factbox, briefing)
        for part in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    )
    for module in (importlib.import_module(part.name) for part in found if not part.name.endswith("__main__")):
        for name, value in vars(module).items():
            made = getattr(value, "__wrapped__", None) if isinstance(value, functools._lru_cache_wrapper) else None  # noqa: SLF001 - no public name
            given = getattr(made, "__annotations__", {}).get("return", "")
            if "Pattern[str]" in str(given) and not getattr(made, "__code__", pumps.__code__).co_argcount:
                value = value()  # noqa: PLW2901 - what the function makes
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.__name__}.{name}", value


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the processor time of finding all that a pattern finds."""
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


def texts(start: str, unit: str, lengths: tuple[int, int]) -> tuple[str, str]:
    """Return what leads up to a repeat, then what it takes as long as it goes: a short text and a long one."""
    return tuple(start + (unit * (length // len(unit) + 1))[:length] + "\n" for length in lengths)  # type: ignore[return-value]


def growth(pattern: re.Pattern[str], lengths: tuple[int, int] = (SHORT, LONG)) -> float:
    """Return how many times as long four times as long a text takes at worst."""
    worst = 0.0
    for before, body in pumps(pattern):
        for short, long in (texts(before, body, lengths), texts("", before + body, lengths)):
            first = max(seconds(pattern, short), FLOOR)
            # What takes a second already is not asked for more.
            worst = max(worst, seconds(pattern, long) / first if first < 1 else BOUND * 2)
    return worst


def test_no_pattern_takes_longer_than_the_square_of_the_length() -> None:
    found = dict(patterns())
    assert len(found) > 400
    slow = {name for name, pattern in found.items() if growth(pattern) > BOUND}
    assert {name for name in slow if min(growth(found[name]) for _ in range(2)) > BOUND} == set()


def test_one_that_does_is_found() -> None:
    assert growth(re.compile(r"\d+\d+!"), (200, 800)) > BOUND
