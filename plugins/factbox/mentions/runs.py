"""Runs of capitalised words, the only places where names are looked for."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.lexicons import alternatives, lexicon
from factbox.mentions.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

# Every capital letter of the Latin alphabets, for a character class.
UPPER = "A-Z" + "".join(character for character in map(chr, range(0xC0, 0x250)) if character.isupper())
# "of", "for the", "on" between two parts of a body's name: " of " in "Ministry of Health".
_OF = re.compile(rf"[^\S\n](?P<joint>of|for|on)[^\S\n](?:the[^\S\n])?(?=[{UPPER}])")
# "and" in a body's name that has an "of" already: " and " in "Ministry of Health and Welfare".
_AND = re.compile(rf"[^\S\n]and[^\S\n](?=[{UPPER}])")
# Who heads a force, and the force: "Inspector General of Police".
_HEADS, _FORCE = frozenset({"Chief", "Commissioner", "General", "Superintendent"}), re.compile(r"\sof\sPolice\b")
# What a service does beside its other task: "Fire and Rescue", "Search and Rescue".
_TASKS, _RESCUE = frozenset({"Fire", "Search"}), re.compile(r"\sand\sRescue\b")
# Bodies that are on something.
_BEFORE_ON = frozenset({"Commission", "Committee", "Council", "Subcommittee"})
# A word, whatever it is made of: "Smith-Jones".
_WORD = re.compile(r"\S+")
# "in" in such a name: " in " in "Organisation for Peace in Europe".
_IN = re.compile(rf"[^\S\n]in[^\S\n](?=[{UPPER}])")
# A possessive ending inside a body's name: "'s " in "Women's Institute", "' " in "Pilots' Union".
_OWNED = re.compile(
    rf"(?:(?<=men)|(?<=Children)|(?<=People)|(?<=King)|(?<=Queen)|(?<=Attorney)|(?<=Coroner)|(?<=General)|(?<=Governor)|(?<=Marshal)|(?<=Mayor)|(?<=Ombudsman)|(?<=Sheriff))['’]s[^\S\n](?=[{UPPER}])|(?<=s)['’][^\S\n](?=[{UPPER}])"
)
# The same behind any saint: "'s " in "St Anne's Hospital".
_SAINT = re.compile(rf"['’]s[^\S\n](?=[{UPPER}])")
# The same before what makes a firm of any name: "'s " in "Holm's Inc.".
_FIRM = re.compile(r"['’]s[^\S\n](?=(?:Inc|Corp|Ltd|PLC|plc)\b)")
# A hyphen in a word: "x-" in "ex-Minister".
_HYPHEN = re.compile(r"\w-")
# The same in front of an office that somebody has no more: " then-" in "the then-Senator Ruiz".
FORMER = re.compile(r"(?<!\w)(?:ex|now|then|Brig\.|Det\.|Lt\.|Maj\.)-$")
# A capital, to start from: "Á".
_CAPITAL = re.compile(rf"[{UPPER}]")
# What all of these begin with, but for the space.
_JOINTS = frozenset(("of", "fo", "on", "an", "in"))
# What stands in front of a network's tags and accounts: "#SaveTheMole", "@BoLind".
_TAGS = "#@"
# The beginning of an address, up to a capital in it: "pic.harbour.example/" in "pic.harbour.example/XtsId0".
_ADDRESS = re.compile(r"\w\.\w\S*/|://")
# What stands in front of a name's first capital, as part of it: "al-Amin", "d'Arc".
_PREFIXES = ("al-", "el-", "d'", "d’")
# The same as a word of its own: "al Qaeda".
_ARTICLE = re.compile(r"(?<![\w'’-])(?:al|el)\s")


class Run(NamedTuple):
    """Capitalised words in a row, with the small words that hold them together."""

    start: int
    """Index of the first character."""
    end: int
    """Index after the last character; a possessive's ending is left out."""
    text: str
    """The run, word for word."""


@functools.cache
def _patterns() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pattern of a run, and the words behind which "of" goes on with a name."""
    words, known = lexicon("mentions"), vocabulary()
    dotted = {word for word in known.titles | known.offices | known.suffixes | known.honours if word[-1] == "."}
    dotted |= {word for word in known.places if word[-1] == "." and "." not in word[:-1]} | {"St.", "Mt.", "Ft."}
    particle = words.alternatives("particle")
    # "U.S.", "J.", "Sen.", "McKay", "O'Neil", "al-Amin", "Smith-Jones", "AT&T"
    atom = (
        rf"(?:(?:[{UPPER}]\.){{1,5}}|(?=\w{{2,6}}\.){alternatives(frozenset(dotted))}(?=[^\S\n]|,)"
        rf"|(?:[aAeE]l-|[dDlLO]['’])?[{UPPER}]\w*(?:(?:['’](?!s\b)|[-&])\w+)*)"
    )
    # between two: a space, particles and "&" ("Anna van der Berg", "Marks & Miller"), or nothing behind an initial
    following = rf"(?=[{UPPER}]|(?:[ae]l-|[dl]['’])[{UPPER}])"
    gap = rf"(?:[^\S\n](?:(?:{particle}|&)[^\S\n]){{0,2}}{following}|(?<=[{UPPER}]\.)(?=[{UPPER}]))"
    return re.compile(rf"(?:{atom})(?:{gap}{atom}){{0,11}}"), known.heads | {
        "Bank", "Secretary", "Minister", "House", "Republic", "Staff", "Isle", "Gulf", "Bay", "Church"
    }  # fmt: skip


def find_runs(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of `text[start:end]`, in order."""
    pattern, before_of = _patterns()
    position = start
    while capital := _CAPITAL.search(text, position, end):
        first = capital.start()
        found = pattern.match(text, first, end)
        if found is None:
            break
        last = position = found.end()
        if first > start and not text[first - 1].isspace():
            before = text[max(start, first - 3) : first]
            prefix = next((mark for mark in _PREFIXES if before.endswith(mark)), "")
            first -= len(prefix)
            if first > start and _is_inside(text, start, first):
                continue
        if first >= start + 3 and _ARTICLE.match(text, first - 3, first):
            first -= 3
        if text[last - 1] != ".":
            last = position = _extended(text, first, last, end, before_of)
        yield Run(first, last, text[first:last])


def _is_inside(text: str, start: int, first: int) -> bool:
    """Return whether a capital stands inside a word, an account or an address."""
    before = text[first - 1]
    hyphened = _HYPHEN.match(text, max(start, first - 2)) and not FORMER.search(text, max(start, first - 6), first)
    if before.isalnum() or before in _TAGS or hyphened:
        return True
    word = max(text.rfind(" ", start, first), text.rfind("\n", start, first), start - 1) + 1
    return text.find("/", word, first) >= 0 and _ADDRESS.search(text, word, first) is not None


def _extended(text: str, start: int, last: int, end: int, before_of: frozenset[str]) -> int:
    """Return the end of the run with what "of" and "and" add to a body's name."""
    known = vocabulary()
    pattern, _ = _patterns()
    joined = by_for = False
    if text[last : last + 1] in ("'", "’"):
        saint = text.startswith(("St ", "St. ", "Saint "), start)
        owned = (_SAINT if saint else _OWNED).match(text, last, end) or _FIRM.match(text, last, end)
        more = pattern.match(text, owned.end(), end) if owned else None
        if owned and more and (owned.re is _FIRM or _is_owned(more[0].split(), saint=saint)):
            last = more.end()
    for _ in range(4):
        if text[last + 1 : last + 3] not in _JOINTS:
            break
        word = text[max(start, text.rfind(" ", start, last) + 1) : last]
        force = word in _HEADS and _FORCE.match(text, last, end) is not None
        rescue = word in _TASKS and _RESCUE.match(text, last, end) is not None
        joint = _OF.match(text, last, end) if by_for or force or word in before_of else None
        by_and = by_in = False
        if joint and not _can_join(text, word, joint):
            joint = None
        if joint is None and rescue:
            joint = _AND.match(text, last, end)
        elif joint is None and joined:
            joint = _AND.match(text, last, end)
            by_and = joint is not None
            joint = joint or _IN.match(text, last, end)
            by_in = not by_and
        more = pattern.match(text, joint.end(), end) if joint else None
        if more is None or (by_and and not _goes_on(more[0])) or (by_in and more[0] not in known.places):
            break
        by_for = joint is not None and joint.re is _OF and joint["joint"] == "for"
        last, joined = more.end(), not force
    return last


def _is_owned(words: list[str], *, saint: bool) -> bool:
    """Return whether words go on with an owner's name: "Office Lt. Bo Lind" of the sheriff's, a saint's "Lane"."""
    known = vocabulary()
    held = words[0] in known.heads and len(words) > 1 and words[1] in known.offices
    return held or words[-1] in known.heads or (saint and words[-1] in known.place_heads)


def _can_join(text: str, word: str, joint: re.Match[str]) -> bool:
    """Return whether a small word goes on with a name behind `word`: "Council on Tides"; not "Council on Monday"."""
    known = vocabulary()
    if joint["joint"] == "on":
        behind = _WORD.match(text, joint.end())
        return word in _BEFORE_ON and behind is not None and behind[0].rstrip(".,") not in known.calendar
    return joint["joint"] == "of" or word in known.before_for


def _goes_on(text: str) -> bool:
    """Return whether the words behind "and" can belong to a body's name: no person, place or other body."""
    known = vocabulary()
    words = text.split()
    return (
        len(words) <= 2  # noqa: PLR2004 - "Human Services"
        and not known.given.keys() & words[:1]
        and text not in known.places
        and text not in known.organisations
        and words[0] not in known.demonyms | known.offices | known.titles
        and (words[-1] not in known.heads or words[-1] in ("Services", "Research", "Administration"))
    )


def split_words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a run, each with its offsets into the run; an initial is parted from what it is glued to."""
    out = []
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        cut = word.rfind(".") + 1
        if 0 < cut < len(word) and word[cut].isupper() and len(word) - cut > 1:
            out.append((word[:cut], start, start + cut))
            word, start = word[cut:], start + cut
        out.append((word, start, found.end()))
    return out
