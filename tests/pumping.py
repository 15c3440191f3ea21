"""Makes texts that a pattern is slow on, if any are: what its repeats take, again and again, and never their end."""

from __future__ import annotations

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# From so many on, a repeat has no end that matters.
MANY = 30
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
# A letter of each class: "\\d", "\\s", "\\w".
OF_CLASS = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: ",",
}


def pumps(pattern: re.Pattern[str]) -> set[tuple[str, str]]:
    """Return for each endless repeat of a pattern what leads up to it, and what it takes."""
    return set(_pumps(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG), ""))


def _pumps(nodes: Any, before: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - of Python's own
    for code, value in nodes:
        if code in REPEATS and value[1] >= MANY and (body := sample(value[2])):
            yield before, body
            # With a second letter of what it takes: "[a-z ]+" takes words.
            yield before, f"{body} " if re.fullmatch(r"\w", body) else f"{body}a"
        for inner in _inside(code, value):
            yield from _pumps(inner, before)
        before += sample([(code, value)])


def _inside(code: Any, value: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Return the parts of a node."""
    if code in REPEATS:
        return [value[2]]
    if code is codes.BRANCH:
        return list(value[1][:6])
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code in {codes.ASSERT, codes.ASSERT_NOT}:
        return [value[1]]
    return [value] if code is codes.ATOMIC_GROUP else []


def sample(nodes: Any) -> str:  # noqa: ANN401 - as above
    """Return a short text that a pattern takes, or nearly so."""
    return "".join(_sample(code, value) for code, value in nodes)


def _sample(code: Any, value: Any) -> str:  # noqa: ANN401, PLR0911 - as above
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.NOT_LITERAL:
        return "b" if value == ord("a") else "a"
    if code is codes.ANY:
        return "a"
    if code is codes.IN:
        return _of_set(value)
    if code in REPEATS:
        return sample(value[2]) * max(1, min(value[0], MANY))
    if code is codes.BRANCH:
        return sample(value[1][0])
    if code is codes.SUBPATTERN:
        return sample(value[3])
    return sample(value) if code is codes.ATOMIC_GROUP else ""


def _of_set(items: Any) -> str:  # noqa: ANN401 - as above
    """Return a letter of a set, of one of what it is not a likely other."""
    kind, value = items[0]
    if kind is codes.NEGATE:
        refused = {chr(value) for kind, value in items[1:] if kind is codes.LITERAL}
        return next(letter for letter in "a 1,Zx" if letter not in refused)
    if kind is codes.RANGE:
        return chr(value[0])
    return OF_CLASS.get(value, "a") if kind is codes.CATEGORY else chr(value)
