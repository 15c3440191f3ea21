"""When two readings of a text agree: spans that overlap, names that name the same, words that say the same."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Pair = tuple[int, int]

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
PRONOUNS = frozenset(_WORDS["pronouns"])
TITLES = frozenset(_WORDS["titles"])
SMALL = frozenset(_WORDS["small"])
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"))
# Marks and dashes in one form: "’" is "'", "—" is "-".
_FORMS = str.maketrans("’‘“”—–", "''\"\"--")
# A word with what may stand inside it: "o'hara", "u.s", "jean-luc".
_WORD = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*")
# A possessive's end: "'s", or the apostrophe after an s.
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s|$)")
_MARKS = frozenset("“”\"`'‘’")
# Two words have a name in common when one is longer than an initial.
_INITIAL = 2


def flat(text: str | None) -> str:
    """Return a text with single spaces, plain marks and plain dashes."""
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_FORMS).split())


def tokens(text: str | None) -> list[str]:
    """Return the words of a text in lower case, without possessives."""
    return _WORD.findall(_POSSESSIVE.sub("", flat(text).lower()))


def bare_name(text: str | None) -> str:
    """Return a name without its article, to compare it by."""
    words = tokens(text)
    while words and words[0] in {"the", "a", "an"}:
        words = words[1:]
    return " ".join(words)


def is_pronoun(text: str) -> bool:
    """Return whether a mention is pronouns and nothing else."""
    words = tokens(text)
    return bool(words) and all(word in PRONOUNS for word in words)


def same_name(said: str, name: str) -> bool:
    """Return whether a mention holds a name's last word, and no other first name before it."""
    words, wanted = tokens(said), [word for word in tokens(name) if word not in _SUFFIXES]
    last = wanted[-1] if wanted else ""
    if last not in words:
        return False
    at = len(words) - 1 - words[::-1].index(last)
    first = [word for word in tokens(name) if word != last]
    if not first or not at or len(first[0]) <= _INITIAL or len(words[at - 1]) <= _INITIAL:
        return True
    capitals = {word.strip(",.'\"").lower() for word in flat(said).split() if word[:1].isupper()}
    if words[at - 1] not in capitals or words[at - 1] in TITLES:
        return True
    return words[at - 1] in first or words[0] in first


def same_mention(said: str | None, source: dict[str, Any]) -> bool:
    """Return whether a mention agrees with the one that a gold speaker stands in the text as."""
    if not said:
        return False
    if bare_name(said) in {bare_name(form) for form in (source["text"], *source["names"])}:
        return True
    if source["type"] == "pronoun":
        return len(tokens(said)) <= _INITIAL and bool({*tokens(said)} & {*tokens(source["text"])})
    if source["type"] == "name" and any(same_name(said, name) for name in source["names"]):
        return True
    one, other = {*tokens(said)} - SMALL, {*tokens(source["text"])} - SMALL
    near = bool(one and other) and 2 * len(one & other) >= len(one | other)
    head = source.get("head") if source["type"] == "nominal" else None
    return near or bool(head and flat(head).lower() in tokens(said))


def same_person(said: str | None, source: dict[str, Any]) -> bool | None:
    """Return whether a mention names the gold speaker, pronouns resolved; None where the gold names nobody."""
    referents = source.get("referent")
    if source["type"] == "pronoun":
        if not referents:
            return None
        if not said or is_pronoun(said):
            return False
        return any(same_name(said, name) or bare_name(name) == bare_name(said) for name in referents)
    if not said or (is_pronoun(said) and source["type"] != "nominal"):
        return False
    named = source["type"] == "name" and bool(source.get("entity"))
    return (named and any(same_name(said, name) for name in source["names"])) or same_mention(said, source)


def trimmed(text: str, start: int, end: int) -> Pair:
    """Return a span without white space and quotation marks at its ends."""
    start, end = max(0, start), min(len(text), end)
    while start < end and (text[start].isspace() or text[start] in _MARKS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _MARKS):
        end -= 1
    return start, end


def shared(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many characters two spans have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def overlap(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the share of the longer of two spans that both have."""
    return shared(one, other) / max(1, one[1] - one[0], other[1] - other[0])


def pairs(gold: Sequence[Pair], made: Sequence[Pair], fits: Callable[[Pair, Pair], bool]) -> dict[int, int]:
    """Return which of `made` goes with which of `gold`, one to one, in the gold's order, the best overlap first."""
    out: dict[int, int] = {}
    for number, want in enumerate(gold):
        free = [at for at, got in enumerate(made) if at not in out.values() and fits(want, got)]
        if free:
            out[number] = max(free, key=lambda at: overlap(want, made[at]))
    return out
