"""The outlet that a text shows by its own words: "told the Harbour Post", "the Harbour Post could not verify"."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.model import Dateline
    from factbox.spans import Span


def is_outlet(name: str) -> bool:
    """Return whether a name is an outlet's by its form: "Harbour Post", or one of the known ones."""
    return name in lexicon("publishers").words("outlet") or bool(_outlet_words() & set(re.split(r"[\s-]", name)))


def infer_publisher(text: str, prose: Sequence[Span], dateline: Dateline | None) -> str | None:
    """Return the outlet's name as printed, without an article; None where the evidence is not enough.

    What only the publisher writes ("could not independently verify") is enough for a name that is an outlet's by its
    form; otherwise two different pieces of evidence must name it, and no other outlet may have as many.

    Args:
        text: the document's text.
        prose: its paragraphs.
        dateline: its dateline, whose agency counts as a piece.
    """
    evidence: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    needs = lexicon("publishers").tables["needs"]
    rules = [rule for rule in lexicon("publishers").rules if any(word in text for word in needs[rule.name])]
    for block in prose:
        for rule in rules:
            if all(text.find(word, block.start, block.end) < 0 for word in needs[rule.name]):
                continue
            for match in rule.pattern.finditer(text, block.start, block.end):
                name = _bare(match["name"])
                names.setdefault(name.casefold(), name)
                evidence[name.casefold()].add(rule.value)
    if dateline is not None and dateline.agency:
        evidence[dateline.agency.casefold()].add("dateline")
        names.setdefault(dateline.agency.casefold(), dateline.agency)
    not_outlets = lexicon("publishers").words("not_outlet")
    found = [
        key
        for key, kinds in evidence.items()
        if names[key] not in not_outlets and (len(kinds) > 1 or ("own" in kinds and is_outlet(names[key])))
    ]
    if len(found) > 1:
        best = max(len(evidence[key]) for key in found)
        found = [key for key in found if len(evidence[key]) == best]
    return names[found[0]] if len(found) == 1 else None


def _bare(name: str) -> str:
    """Return a name with single spaces, without its article and possessive."""
    words = re.sub(r"['’]s$", "", " ".join(name.split())).rstrip(".,")
    return re.sub(r"^[Tt]he ", "", words)


@functools.cache
def _outlet_words() -> frozenset[str]:
    """Return the words that stand in outlets' names and hardly in others."""
    return lexicon("publishers").words("outlet_word")
