r"""Words and patterns as data: each TOML file beside this module is read once, when a rule first asks for it.

A file holds word lists, tables and rules:

    [words]
    unit = ["day", "week"]                    # sorted, one a line

    [table.number]                            # word -> value
    one = 1

    [pieces]
    count = '\d{1,3}'                         # part of several patterns; may hold lists and other pieces

    [[rule]]
    name = "duration"
    pattern = '(?P<n>{:count}) (?P<unit>{:unit})s?'  # {:unit} is the word list, as alternatives, longest first
    value = "duration"                        # the name of a function in the stage that reads this file
    needs = ["day", "week"]                   # letters, in lower case, one of which each match holds; may be left out
    words = ["two"]                           # or one of these as a whole word
    lowered = true                            # it is written in small letters, and looks at the text in them
    examples = ["3 weeks"]                    # the pattern matches each, whole
    rejects = ["3 boats"]                     # and finds nothing in any of these
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

from factbox.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# The place of a word list or a piece in a pattern: "{:unit}".
_SLOT = re.compile(r"\{:(\w+)\}")


@dataclass(frozen=True)
class Rule:
    """A named pattern with the name of what makes a value of its groups."""

    name: str
    """Unique in its file; goes into the annotation's `rule`."""
    source: str
    """Its pattern as the file has it, word lists and pieces by name."""
    value: str
    """Name of the normaliser, known to the stage that reads the file; may be empty."""
    needs: tuple[str, ...]
    """Letters, in lower case, one of which stands in every match; empty where none are told."""
    words: frozenset[str]
    """Words one of which stands in every match that has none of the letters."""
    examples: tuple[str, ...]
    """Texts that the pattern matches whole."""
    rejects: tuple[str, ...]
    """Texts in which the pattern finds nothing."""
    lowered: bool
    """Whether it looks at the text in lower case, where it is found in half the time that ignoring case takes."""
    _compile: Callable[[str], re.Pattern[str]] = field(repr=False, compare=False)

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern with its word lists filled in, compiled when it is first asked for: most texts need few.

        Raises:
            LexiconError: it does not compile, or names a word list that there is none of.
        """
        return self._compile(self.source)

    def may_match(self, lowered: str, letters: frozenset[str] = frozenset()) -> bool:
        """Return whether a text holds what every match holds, so that the pattern is worth a search.

        Args:
            lowered: the text in lower case.
            letters: what `letters_in` returned for it.
        """
        for need in self.needs:  # no generator: asked of each rule in each sentence
            if need in lowered:
                return True
        return not self.words.isdisjoint(letters) if self.words else not self.needs


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One file's word lists, tables and rules."""

    name: str
    """The file's name without suffix."""
    lists: dict[str, tuple[str, ...]]
    """Word lists by name, as they stand in the file."""
    tables: dict[str, dict[str, Any]]
    """Tables by name."""
    rules: tuple[Rule, ...]
    """Rules in order: the first that fits wins where a stage says so."""
    _sets: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def words(self, name: str) -> frozenset[str]:
        """Return the word list `name` as a set.

        Raises:
            LexiconError: there is no such list.
        """
        found = self._sets.get(name)
        if found is not None:
            return found
        try:
            return self._sets.setdefault(name, frozenset(self.lists[name]))
        except KeyError:
            raise LexiconError(
                f"lexicons/{self.name}.toml", f"no word list {name!r}", str(sorted(self.lists))
            ) from None

    def alternatives(self, name: str) -> str:
        """Return the word list `name` as a regular expression without groups, longest word first."""
        return alternatives(self.words(name))


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression, one non-capturing group, that matches any of `words`, the longest that fits first.

    A space in a word matches any run of spaces, no-break ones included, but no line break. Words share the letters that
    they begin with, so that few are tried at a place where none stands.

    >>> alternatives(["boat", "boats", "bow"])
    '(?:bo(?:at(?:s)?|w))'
    """
    tree: dict[str, Any] = {}
    for word in sorted(words):
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _branches(tree)


# The key of a letter tree that says that a word may end there.
_END = ""


def _branches(tree: dict[str, Any]) -> str:
    """Return a regular expression of a letter tree, what goes on before what ends."""
    out = []
    for letter, node in tree.items():
        branch, step, rest = "", letter, node
        while step != _END:
            branch += r"[^\S\n]+" if step == " " else re.escape(step)
            if len(rest) != 1:
                branch += _branches(rest)
                break
            ((step, rest),) = rest.items()
        out += [branch] if letter else []
    return f"(?:{'|'.join(out)}){'?' if _END in tree else ''}"


@functools.cache
def lexicon(name: str) -> Lexicon:
    """Return the lexicon `name`, read from `name.toml` on the first call.

    Raises:
        LexiconError: the file is missing, is not TOML, or a rule lacks a field.
    """
    place = f"lexicons/{name}.toml"
    try:
        text = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise LexiconError(place, "is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(place, str(error), "TOML") from error
    lists = {key: tuple(words) for key, words in data.get("words", {}).items()}
    parts = _Parts(place, data.get("pieces", {}), lists)
    rules = tuple(_rule(place, number, entry, parts) for number, entry in enumerate(data.get("rule", []), 1))
    return Lexicon(name, lists, data.get("table", {}), rules)


def names() -> list[str]:
    """Return the names of all lexicons, sorted."""
    files = resources.files(__name__).iterdir()
    return sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


class _Parts(dict[str, str]):
    """What stands for each name in a file's patterns: its pieces, and its word lists as alternatives."""

    def __init__(self, place: str, pieces: dict[str, str], lists: dict[str, tuple[str, ...]]) -> None:
        """Take the file's name, its pieces and its lists, which hold of two of one name."""
        super().__init__({name: piece for name, piece in pieces.items() if name not in lists})
        self._place, self._lists = place, lists

    def __missing__(self, name: str) -> str:
        """Make a list's alternatives, and keep them."""
        if name not in self._lists:
            names = sorted({*self, *self._lists})
            raise LexiconError(self._place, f"a pattern names {name!r}", f"a word list or piece: {names}")
        self[name] = alternatives(self._lists[name])
        return self[name]

    def fill(self, pattern: str) -> str:
        """Return a pattern with all that it names in the places of the names."""
        return _SLOT.sub(lambda slot: self.fill(self[slot[1]]), pattern)


def _rule(place: str, number: int, entry: dict[str, Any], parts: _Parts) -> Rule:
    """Return the rule of one `[[rule]]` entry; its pattern is made of `parts` when it is first asked for."""

    def compiled(source: str) -> re.Pattern[str]:
        flags = re.VERBOSE if entry.get("verbose") else 0
        flags |= re.IGNORECASE if entry.get("ignore_case") else 0
        try:
            return re.compile(parts.fill(source), flags)
        except re.error as error:
            raise LexiconError(place, f"rule {entry['name']!r}: {error}", "a regular expression") from error

    try:
        examples, rejects = tuple(entry["examples"]), tuple(entry.get("rejects", ()))
        needs = tuple(entry.get("needs", ()))
        words = frozenset(entry.get("words", ()))
        lowered = entry.get("lowered", False)
        name, source, value = entry["name"], entry["pattern"], entry.get("value", "")
        return Rule(name, source, value, needs, words, examples, rejects, lowered, compiled)
    except KeyError as error:
        raise LexiconError(place, f"rule {number} has no {error}", "name, pattern and examples") from error
