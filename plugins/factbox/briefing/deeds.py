"""Whether a date is that of a deed which its clause names by the way: "jailed for robbing a bank in 2012"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.briefing.clauses import is_verb, last_clause, where_led_up, words_before
from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from factbox.spans import Span

# They lead up to what somebody did: "accused of taking", "jailed for taking"; and what does behind a perfect.
_DID, _AFTER = frozenset(("for", "of", "over", "with")), frozenset(("after", "since"))
# They lead up to what was done: "jailed for the murder of", "an inquiry into the death of".
_DONE = frozenset(("for", "into", "over", "to", "with"))
# They end like a form in "-ing" and are none.
_NOT_DOING = frozenset(("bring", "during", "evening", "king", "morning", "nothing", "something", "spring", "string"))


def is_of_deed(text: str, sentence: Span, date: Span) -> bool:
    """Return whether a date is that of a deed that a clause names: "accused of taking £30 in 2012".

    It may be the clause's all the same, but never behind a perfect: "has been jailed after fleeing in 2012".
    """
    words = words_before(text, sentence, date)
    clause = last_clause(words)
    near = max(0, where_led_up(words) - len(words) + len(clause))
    for place in range(near - 1, 0, -1):
        word = clause[place]
        if (_is_doing(clause, place) and place < near - 1) or (word == "of" and _is_done(clause[:place])):
            return True
        if is_verb(word):
            return False
    return False


def _is_doing(clause: list[str], place: int) -> bool:
    """Return whether a form in "-ing" at a place is what somebody did: "of taking", "for wilfully taking"."""
    if not clause[place].endswith("ing") or clause[place] in _NOT_DOING:
        return False
    sign = clause[place - 2] if clause[place - 1].endswith("ly") and place > 1 else clause[place - 1]
    return sign in _DID or (sign in _AFTER and not {"has", "have"}.isdisjoint(clause[:place]))


def _is_done(words: list[str]) -> bool:
    """Return whether words end in a deed and what was done over it: "for the murder", "over the sexual abuse"."""
    deed = bool(words) and words[-1] in lexicon("timexes").words("deed_noun")
    return deed and not _DONE.isdisjoint(words[-4:-1])
