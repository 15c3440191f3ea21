"""Reads a page's words that are marked as a source's, and holds them against it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.verifying.words import Fault, Texts, flat, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pelican.plugins.briefing.verifying.words import Source

# The id of an item: "q-7f3a9c", the second of two equal ones "q-7f3a9c-2".
_ITEM = re.compile(r"[a-z]-[0-9a-f]{6}(?:-\d+)?")
# Elements without an end tag.
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_LINKED = "application/ld+json"


@dataclass(slots=True)
class _Element:
    """An element that is open."""

    tag: str
    item: str
    """The item around it."""
    marked: bool
    """Whether its words are said to be a source's."""
    speaker: bool
    """Whether it holds a speaker with everything they say."""
    origin: str
    """The page of the briefing that its words are said to be of, where that is another one."""
    words: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    """The items in it, of a speaker's."""


class Marks(HTMLParser):
    """Takes out of HTML what is marked as a source's words, with the item it belongs to."""

    def __init__(self) -> None:
        """Begin before the first element."""
        super().__init__(convert_charrefs=True)
        self.words: list[tuple[str, str]] = []
        """Item, or an empty text, and words of each mark, in order."""
        self.borrowed: list[tuple[str, str]] = []
        """The same of words that are said to be of another briefing: its page, and the words."""
        self.items: list[str] = []
        """The ids of items, in order."""
        self.around: dict[str, str] = {}
        """Of each item that stands with its speaker, all words of the element that holds both."""
        self.description = ""
        """What the page says of itself in its head."""
        self.linked: list[str] = []
        """Its structured data."""
        self._open: list[_Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = dict(attrs)
        name = given.get("id") or ""
        if tag == "meta" and given.get("name") == "description":
            self.description = given.get("content") or ""
        item = name if _ITEM.fullmatch(name) else self._open[-1].item if self._open else ""
        if item == name and name:
            self.items.append(name)
            for element in self._open:
                element.items.append(name)
        marked = "data-verbatim" in given or "verbatim" in (given.get("class") or "").split()
        if tag not in _VOID:
            linked = tag == "script" and given.get("type") == _LINKED
            origin = given.get("data-from") or (self._open[-1].origin if self._open else "")
            self._open.append(_Element(tag, item, marked or linked, "data-speaker" in given, origin))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those in it that nobody closed."""
        if tag not in {element.tag for element in self._open}:
            return
        while self._open:
            element = self._open.pop()
            words = "".join(element.words)
            if element.speaker:
                self.around |= dict.fromkeys(element.items, flat(words))
            if element.marked and element.tag == "script":
                self.linked.append(words)
            elif element.marked and element.origin:
                self.borrowed.append((element.origin, words))
            elif element.marked:
                self.words.append((element.item, words))
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        """Give words to every mark that they stand in."""
        for element in self._open:
            if element.marked or element.speaker:
                element.words.append(data)


def read_marks(html: str) -> Marks:
    """Return what is marked in HTML."""
    marks = Marks()
    marks.feed(html)
    marks.close()
    return marks


def page_faults(
    file: Path, page: str, items: dict[str, str], speakers: dict[str, str], source: Source
) -> Iterator[Fault]:
    """Yield what of a page is not as its seed has it.

    Args:
        file: the page.
        page: its name, for messages.
        items: the words of each item of its JSON, by id.
        speakers: the speaker's name of each quotation that has one.
        source: the seed.
    """
    try:
        marks = read_marks(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        yield Fault(page, "", "", wrong="cannot be read")
        return
    for item, words in marks.words:
        yield from source.faults(page, item, words)
    for item in marks.items:
        yield from _item_faults(page, item, marks, items, source)
    for item, name in speakers.items():
        if item in marks.around and flat(name).casefold() not in marks.around[item].casefold():
            yield Fault(
                page, item, flat(name), marks.around[item][:80], wrong="is its speaker, whom the page does not name"
            )
    description = flat(marks.description).removesuffix("...").removesuffix("…").strip()
    if not any(own.startswith(description) for own in source.editors_own):
        yield from source.faults(page, "description", description)
    for linked in marks.linked:
        yield from _linked_faults(page, linked, source)


def other_faults(output: Path, sources: Mapping[str, Source]) -> tuple[list[Fault], int]:
    """Return what of a site no seed has, beside each briefing's own words, and how many stretches were looked for.

    Words that are said to be of a briefing must be in its seed, others in some seed.

    Args:
        output: the site's folder.
        sources: the seed of each briefing's page, which was looked at already, by the page's file under the folder.
    """
    texts = Texts([source.flat for source in sources.values()])
    faults, asked = [], 0
    # A slug may have a dot, and then its folder has the name of a file.
    for file in sorted(file for file in output.rglob("*.html") if file.is_file()):
        page = file.relative_to(output).as_posix()
        marks = read_marks(file.read_text(encoding="utf-8", errors="replace"))
        for origin, words in marks.borrowed:
            asked += 1
            if origin not in sources or not sources[origin].holds(words):
                faults.append(Fault(page, "", flat(words), wrong=f"is not in the source of {origin}"))
        for item, words in marks.words if page not in sources else ():
            asked += 1
            if not texts.hold(words):
                faults.append(Fault(page, item, flat(words), wrong="is in none of the sources"))
    return faults, asked


def _item_faults(page: str, item: str, marks: Marks, items: dict[str, str], source: Source) -> Iterator[Fault]:
    """Yield a fault where an item is not the one that the JSON has under its id."""
    said = [words for name, words in marks.words if name == item]
    if item not in items:
        yield Fault(page, item, " ".join(map(flat, said)), wrong="is no item of its JSON")
    elif not said:
        yield Fault(page, item, "", wrong="shows no words of its source", nearest=flat(items[item]))
    elif not any(holds(flat(items[item]), words) for words in said if source.holds(words)):
        yield Fault(page, item, " ".join(map(flat, said)), flat(items[item]), wrong="is not what its JSON says")


def _linked_faults(page: str, linked: str, source: Source) -> Iterator[Fault]:
    """Yield what of a page's structured data is not as its seed has it."""
    try:
        data: Any = json.loads(linked)
    except ValueError:
        yield Fault(page, "json-ld", "", wrong="is no JSON")
        return
    data = data if isinstance(data, dict) else {}
    for part in data.get("hasPart", []):
        yield from source.faults(page, "json-ld", part["text"])
    for part in data.get("mentions", []):
        yield from source.faults(page, "json-ld", part["name"])
    for part in data.get("correction", []):
        yield from source.named_faults(page, "json-ld", part["text"])
