"""Identifiers made from what an item says, so that they outlive other edits and new versions."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from factbox.tokens import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

# What counts in "the same words": "Said:  “Yes”" and "said yes" are one key.
_WORD = re.compile(r"[^\W_]+")
# In ASCII the same is found sooner by putting spaces for all else. It has the letters too, as a miss takes longer.
_NOISE = {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}


def name_ids(prefix: str, texts: Iterable[str]) -> list[str]:
    """Return one identifier for each text, in order: the prefix and six hexadecimal digits of its words.

    Case, punctuation and spacing do not count; of equal texts the second gets `-2`, the third `-3`.

    >>> name_ids("q", ["Yes.", "yes", "No"])
    ['q-8a7988', 'q-8a7988-2', 'q-939029']
    """
    seen: dict[str, int] = {}
    out = []
    for text in texts:
        plain = unmarked(text).casefold()
        key = " ".join(plain.translate(_NOISE).split() if plain.isascii() else _WORD.findall(plain))
        name = f"{prefix}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return out
