"""Finds names that are spelled in two ways in a site's briefings, in time proportional to the names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factbox import EntityKind
from pelican.plugins.briefing.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pelican.plugins.briefing.checking.checked import Checked

# Letters that transcriptions and keyboards put for each other, in this order: "Zelenskiy" and "Zelensky", "Yusuf" and
# "Yousouf", "Mohammed" and "Muhammad" as far as their consonants go, "Centre" and "Center", "Jon" stays "Jon".
_SAME = (
    (re.compile(r"[-–/]"), " "),
    (re.compile(r"[^\w\s]|_"), ""),
    (re.compile(r"\b(?:and|the|of)\b"), ""),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"tre\b"), "ter"),
    (re.compile(r"isation\b"), "ization"),
    (re.compile(r"(\w)\1+"), r"\1"),
)
# A last name of so many letters may differ in one and be the same: "Kowalczyk", "Kowalczuk".
_LONG = 7


@dataclass(slots=True)
class _Spelling:
    """One way in which a name is written."""

    name: str
    """The name."""
    uses: list[tuple[str, int]] = field(default_factory=list)
    """The seeds that have it, each with the line in which it first stands."""


def other_spellings(pages: Sequence[Checked]) -> Iterator[Finding]:
    """Yield a finding for each page that spells somebody's name in another way than more of the pages do.

    Args:
        pages: in the order of their paths.
    """
    written: dict[tuple[EntityKind, str], _Spelling] = {}
    for one in pages:
        for entity in one.names:
            name = " ".join(entity.name.split())
            if entity.kind is not EntityKind.PERSON or " " in name:
                spelling = written.setdefault((entity.kind, _cased(name)), _Spelling(name))
                spelling.uses.append((one.page.entry.seed.shown, entity.line))
    groups: dict[tuple[EntityKind, str], list[_Spelling]] = {}
    for (kind, _), spelling in written.items():
        for key in _keys(kind, spelling.name):
            groups.setdefault((kind, key), []).append(spelling)
    found: dict[tuple[str, str], Finding] = {}
    for spellings in groups.values():
        for finding in _told(spellings) if len(spellings) > 1 else ():
            found.setdefault((finding.file, finding.text.split("”")[0]), finding)
    yield from found.values()


def _told(spellings: list[_Spelling]) -> Iterator[Finding]:
    """Yield the findings for the ways in which one name is written."""
    # The one that most pages have is taken for the right one; of equal ones the first that was met.
    right, *others = sorted(spellings, key=lambda spelling: -len(spelling.uses))
    elsewhere = right.uses[0][0]
    for spelling in others:
        for file, line in spelling.uses:
            where = "here too" if elsewhere == file else f"in {elsewhere}"
            text = f"“{spelling.name}” is “{right.name}” {where}; expected one spelling, or a [[person]] or [[place]]"
            yield Finding("name", file, text, line)


def _cased(name: str) -> str:
    """Return a name by which spellings are told apart; capitals, marks and quotation marks do not make another one."""
    return name.casefold().replace("’", "'")


def _keys(kind: EntityKind, name: str) -> Iterable[str]:
    """Return what spellings of one name have in common: their letters, and those of a long last name but for one."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    for pattern, replacement in _SAME:
        folded = pattern.sub(replacement, folded)
    *first, last = folded.split() or [""]
    yield " ".join([*first, last])
    if kind is EntityKind.PERSON and len(last) >= _LONG:
        # Two words of one length that differ in one letter are alike without it, at the same place.
        for place in range(1, len(last)):
            yield " ".join([*first, f"{last[:place]}?{last[place + 1 :]}"])
            yield " ".join([*first, f"{last[:place]}+{last[place:]}"])
            yield " ".join([*first, f"{last[:place]}+{last[place + 1 :]}"])
