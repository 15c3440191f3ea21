"""Stretches of a text that the tagger takes as one unit each: quotations, names and times."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.model import Entity, Stretch, Timex


class Atom(NamedTuple):
    """A stretch of text that becomes one unit."""

    start: int
    end: int
    tag: str
    ref: int


def find_atoms(stretches: Sequence[Stretch], entities: Sequence[Entity], timexes: Sequence[Timex]) -> list[Atom]:
    """Return all that becomes one unit, in text order, none over another: stretches before names before times."""
    # What comes first here stays first where two start at one place.
    found = [Atom(s.outer.start, s.outer.end, "Q", i) for i, s in enumerate(stretches)]
    found += [Atom(span.start, span.end, "N", i) for i, e in enumerate(entities) for span in e.mentions]
    found += [Atom(t.span.start, t.span.end, "d", i) for i, t in enumerate(timexes)]
    found.sort(key=itemgetter(0))
    out: list[Atom] = []
    for atom in found:
        if out and atom.start < out[-1].end:
            if atom.tag == "Q" and out[-1].tag != "Q":
                out[-1] = atom
            continue
        out.append(atom)
    return out
