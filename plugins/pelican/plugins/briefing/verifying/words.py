"""Holds words against the text that they are said to be of."""

from __future__ import annotations

import difflib
import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pelican.plugins.briefing.sidecar import Sidecar

# Where words were left out of what is shown.
_GAP = "…"
# The end of a sentence, roughly, for finding what is near.
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is shown and not as its source has it."""

    page: str
    """The file under the site's folder."""
    item: str
    """The item's id, or what else of the page it is; may be empty."""
    words: str
    """What is shown."""
    nearest: str = ""
    """What of the source is nearest to it."""
    wrong: str = "is not in its source"
    """What is wrong with it."""

    def __str__(self) -> str:
        """Return the fault on one line."""
        place = self.page + (f"#{self.item}" if self.item else "")
        said = f" “{self.words}”" if self.words else ""
        return f"{place}:{said} {self.wrong}" + (f"; the nearest is “{self.nearest}”" if self.nearest else "")


# What of a correction can be the editor's own words where it has a reason.
_NAMING = frozenset(("speaker", "role", "name"))


@dataclass(slots=True)
class Source:
    """A seed's text, for asking whether it has some words."""

    shown: str
    """How messages call the seed."""
    text: str
    """The cleaned text that the JSON's offsets point into."""
    sidecar: Sidecar
    """What the editor says, which is the editor's own."""
    asked: int = 0
    """How often words were looked for."""
    flat: str = field(init=False)
    """The text with one space for each run of white space."""
    editors_own: tuple[str, ...] = field(init=False)
    """What an editor says in place of the text: a headline, a summary, a correction, whom and what a reason is for."""

    def __post_init__(self) -> None:
        """Make the text's words comparable."""
        self.flat = flat(self.text)
        given = [self.sidecar.metadata.title, self.sidecar.summary]
        for amendment in self.sidecar.amendments:
            if amendment.reason:
                given += [value for key, value in amendment.values.items() if key in _NAMING and isinstance(value, str)]
            if amendment.table == "correction":
                given.append(f"{amendment.values['wrong']} {amendment.values['right']}")
        self.editors_own = tuple(flat(words) for words in given if words)

    def holds(self, words: str) -> bool:
        """Return whether the text has the words, each stretch between two gaps of them by itself."""
        self.asked += 1
        return holds(self.flat, words)

    def named_faults(self, page: str, item: str, name: str) -> Iterator[Fault]:
        """Yield a fault where neither the text nor the editor has a name."""
        if flat(name) not in self.editors_own:
            yield from self.faults(page, item, name)

    def nearest(self, words: str) -> str:
        """Return the sentence that is most like some words."""
        sentences = _SENTENCE_END.split(self.flat)
        return next(iter(difflib.get_close_matches(flat(words), sentences, n=1, cutoff=0.0)), "")

    def faults(self, page: str, item: str, words: str) -> Iterator[Fault]:
        """Yield a fault where the text does not have the words."""
        if not self.holds(words):
            yield Fault(page, item, flat(words), self.nearest(words))


def flat(words: str) -> str:
    """Return words with one space for each run of white space."""
    return " ".join(words.split())


def holds(text: str, words: str) -> bool:
    """Return whether a flat text has some words, each stretch between two gaps of them by itself."""
    whole = flat(words)
    return whole in text or all(part.strip() in text for part in whole.split(_GAP))


class Texts:
    """The texts of all seeds, for asking whether one has some words: in a time that does not grow with their number."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts, flat as `flat` makes them."""
        self._texts = texts
        # A line each: words of a page are on one line, so that none are found across two seeds.
        self._all = "\n".join(texts)
        self._having: dict[str, array[int]] = {}
        for number, text in enumerate(texts):
            for word in set(text.split(" ")):
                self._having.setdefault(word, array("L")).append(number)

    def hold(self, words: str) -> bool:
        """Return whether a text has the words, each stretch between two gaps of them by itself."""
        # The first and the last may be parts of words; one between them is a word of each text that has them all.
        inner = (word for part in words.split(_GAP) for word in part.split()[1:-1])
        rare = min((self._having.get(word, ()) for word in inner), key=len, default=())
        return any(holds(self._texts[number], words) for number in rare) or holds(self._all, words)
