"""Words, numbers and marks of a text, each with its span: the units that rules walk over."""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """One word, number or mark."""

    text: str
    """As written."""
    start: int
    """Index of its first character in the document's text."""
    end: int
    """Index after its last character."""

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()


_TOKEN = re.compile(
    r"""
    (?:[A-Z]\.){2,}            # initials in one: "U.S.", "J.R."
  | \d+(?:[.,:]\d+)*           # numbers: "1,000", "3.5", "10:30"
  | ['’]s\b                    # the possessive's ending: "Ruiz" + "’s"
  | \w+(?:[-'’](?!s\b)\w+)*    # words: "harbour", "well-known", "O'Neil", "don’t"
  | [^\w\s]                    # any single mark
    """,
    re.VERBOSE,
)

# Makes a token of a tuple at once, as there are very many.
_new = tuple.__new__


def find_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, in order, white space left out.

    >>> [token.text for token in find_tokens("Ms Ruiz’s well-known 3.5m boat.")]
    ['Ms', 'Ruiz', '’s', 'well-known', '3.5', 'm', 'boat', '.']
    """
    stop = len(text) if end is None else end
    return [_new(Token, (match[0], match.start(), match.end())) for match in _TOKEN.finditer(text, start, stop)]
