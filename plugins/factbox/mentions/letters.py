"""Letters behind a person's name: degrees, orders and memberships, "MD, PhD", "OBE", "F.A.C.P."."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from factbox.lexicons import alternatives, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.mentions.evidence import Candidate
    from factbox.spans import Span


@functools.cache
def _letters() -> re.Pattern[str]:
    """Return the pattern of such letters in a row, from the comma or space behind the name."""
    known = alternatives(form for word in lexicon("mentions").words("letters") for form in _forms(word))
    # Behind one that is known the list goes on with any of three letters and stops or more: "M.D., F.A.C.P.".
    person = r"(?![\w-])(?!\s(?:candidate|graduate|researcher|student|supervisor|thesis)\b)"
    return re.compile(rf",?[^\S\n]{known}{person}(?:,?[^\S\n](?:{known}(?![\w-])|(?:[A-Z]\.){{3,6}}))*")


def _forms(word: str) -> tuple[str, str, str]:
    """Return letters without their stops and with them: "PhD", "Ph.D", "Ph.D."."""
    dotted = ".".join(re.findall(r"[A-Z][a-z]*", word))
    return word, dotted, f"{dotted}."


def letters_end(text: str, end: int, high: int) -> int:
    """Return where the letters behind a name end, or where the name does.

    Args:
        text: the document's text.
        end: where the name ends.
        high: where its sentence ends.

    >>> letters_end("Ana Ruiz, M.D., F.A.C.P., a surgeon", 8, 35)
    24
    """
    if not text.startswith((" ", ", ", "\xa0"), end):
        return end
    found = _letters().match(text, end, high)
    return found.end() if found else end


def without_letters(text: str, sentence: Span, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return a sentence's possible names without those that are letters behind a name.

    Args:
        text: the document's text.
        sentence: the sentence.
        candidates: the possible names, in text order.
    """
    out: list[Candidate] = []
    end = sentence.start
    for candidate in candidates:
        if candidate.span.end > end:
            out.append(candidate)
            end = letters_end(text, candidate.span.end, sentence.end)
    return out
