"""What looks like a time and is none: names, titles, counts, ages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from factbox.timexes.reading import Context

# A word in capitals directly after: " Kavan" of "Jan Kavan".
_CAPITAL_AFTER = re.compile(r"\s+[A-Z][a-z]")
# A name and "and" directly before: "Hammond and ".
_NAME_AND = re.compile(r"\b(?P<name>[A-Z][a-z]+)\s+and\s+$")
# A noun in small letters directly after: " accession" of "the March accession".
_NOUN_AFTER = re.compile(r"\s+[a-z]{3,}")
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "that", "under"))
# A plural noun after a number, maybe behind one adjective: " boats", " wooden boats".
_PLURAL_AFTER = re.compile(
    r"\s+(?:(?!(?:and|but|for|in|of|or|to|with)\b)[a-z]+\s+)?(?:[a-z]{2,}[^s\W]s|people|men|women|children)\b(?!['’])"
)
# What a number may count in one word: " metres", " miles".
_UNIT_AFTER = re.compile(
    r"\s+(?:metres?|meters?|feet|foot|miles?|km|kg|people|men|women|children|troops|soldiers|homes|jobs|times|votes"
    r"|percent|per\s+cent|million|billion|points?|dollars?|euros?|pounds?|hours?|years?|days?|tons?|tonnes?|acres?)\b"
)
# A determiner that makes a year before a noun a year: "the 1995 rules".
_DETERMINER = re.compile(r"(?:^|\s)(?:the|its|their|his|her|our|this|that|a|an|\w+['’]s?)$", re.IGNORECASE)
# A word before a number that is none of a year: "flight 1990", "nearly 2000".
_COUNTED_BEFORE = re.compile(
    r"(?:no\.?|flight|room|route|number|page|channel|hill|section|article|chapter|highway|agenda|expo|windows|vision"
    r"|act|mr\.?|about|some|nearly|almost|over|than|least)$"
)
# What says of such a number that it is a year all the same: "until at least 2006", "between 1880 and 1890".
_SIGNED = re.compile(r"(?:by|since|until) at least$|\b(?:between|from) [12]\d{3} (?:and|to)$")
_OWNS = re.compile(r"['’]s\b")
# A law by its name: the "Act" of "the Terrorism Act 2000".
_LAW = re.compile(r"\b(?:Act|Bill|Order|Regulations|Measure)\s+$")
_NEAR = 16
# The end of what stands before a name: ". " of "Mrs. May".
_TITLE = re.compile(r"['’.]\s$")
# What goes on behind a month that opens a sentence: "January was", "December’s rate".
_GOES_ON = re.compile(r"\s+(?:and|brought|had|has|is|saw|was|will)\b|['’]s\b")
# "the 13th" of "Friday the 13th", a film or a feeling.
_THIRTEENTH = re.compile(r"\s+the\s+13th(?!\s+(?:of|[A-Z]))")
# A word directly before: "USA " of "USA TODAY"; the marks round "“This Week”", "“Tonight Live”".
_WORD_BEFORE = re.compile(r"[\w’']\s+$")
_MARK_BEFORE = re.compile(r"(?:[\"“‘]|``|(?<![\w’'])'')$")
_MARK_AFTER = re.compile(r"(?:(?:\s+[A-Z][a-z]+){0,3}[,.]?|['’]s)(?:[\"”’]|'')")
_SMALL_LETTER = re.compile(r"[a-z]")
# The next word in capitals: " Times" of "Sunday Times".
_NEXT = re.compile(r"\s+(?P<word>[A-Z][a-z]+)\b")
_ROUND = 10
# Years that stand without a sign, half open.
_FIRST, _LAST = 1900, 2050


def name_of_paper(word: str, context: Context) -> bool:
    """Return whether a word like "today" or "week" is part of a name: "USA TODAY", "the Today show", "“This Week”".

    It is one where it has a capital behind a word of a sentence in small letters, or opens what stands between marks.
    """
    text, first = context.text, context.sentence.start
    near = max(first, context.start - _NEAR)
    titled = _MARK_BEFORE.search(text, near, context.start) and _MARK_AFTER.match(text, context.end)
    if not word[0].isupper() or not (titled or _WORD_BEFORE.search(text, near, context.start)):
        return False
    return _SMALL_LETTER.search(text, first, context.sentence.end) is not None


def name_with_weekday(context: Context) -> bool:
    """Return whether a weekday is part of a name: "the Sunday Times", "Black Friday", "the Mail on Sunday"."""
    lists = lexicon("timexes")
    after = _NEXT.match(context.text, context.end)
    if after is not None and after["word"] in lists.words("weekday_owner"):
        return True
    if _THIRTEENTH.match(context.text, context.end):
        return True
    before = context.text[context.sentence.start : context.start].rstrip()
    return before.endswith(lists.lists["weekday_title"])


def is_titled(context: Context) -> bool:
    """Return whether a title stands directly before a name: "Mrs. May"."""
    near = context.text[max(context.sentence.start, context.start - 2) : context.start]
    return _TITLE.search(near) is not None


def month_name(name: str, context: Context, *, signed: bool) -> bool:
    """Return whether a month's name standing alone is a month and no verb or given name.

    Args:
        name: the name as written.
        context: where it stands.
        signed: whether "early", "last" or the like stands before it.
    """
    words = lexicon("timexes")
    opens = context.start == context.sentence.start and _GOES_ON.match(context.text, context.end)
    if not signed and not opens and is_titled(context):
        return False
    if name.rstrip(".") not in words.words("month_doubtful"):
        return True
    named = not name.endswith(".") and _CAPITAL_AFTER.match(context.text, context.end)
    if not signed and (named or _is_second(context)):
        return False
    if signed or context.former() in words.words("month_sign"):
        return True
    return context.former() in _DETERMINERS and _NOUN_AFTER.match(context.text, context.end) is not None


def _is_second(context: Context) -> bool:
    """Return whether a name and "and" stand before a month, which then is the next name: "Hammond and May"."""
    found = _NAME_AND.search(context.text, max(context.sentence.start, context.start - _NEAR), context.start)
    return found is not None and found["name"][:3].lower() not in lexicon("timexes").tables["month"]


def month_with_day(name: str, weekday: str | None, context: Context) -> bool:
    """Return whether a month beside a number is a date: not the "may" or "march" of "We may 5 ...", always else."""
    before = context.text[max(0, context.start - 1) : context.start]
    return bool(weekday) or (name[0].isupper() and not before.isalpha())


def year(match: re.Match[str], context: Context, *, signed: bool) -> bool:
    """Return whether a bare four-digit number is a year and no count, model or house number."""
    text, end, number = context.text, context.end, int(match["year"])
    if _UNIT_AFTER.match(text, end) or _LAW.search(text[max(0, context.start - _NEAR) : context.start]):
        return False
    if signed or _OWNS.match(text, end) or _SIGNED.search(context.former(3)):
        return True
    former = context.former()
    opened = text[max(0, context.start - 1) : context.start] in {"(", "["}
    sign = former.rstrip(",") in lexicon("timexes").words("year_sign") or opened
    if former == "a" and _CAPITAL_AFTER.match(text, end):
        return False
    counted = not _DETERMINER.search(former) and _PLURAL_AFTER.match(text, end)
    if counted and (number % _ROUND == 0 or not sign):
        return False
    if sign:
        return number >= 1500 or former in {"in", "since"}  # noqa: PLR2004 - earlier ones are rarely years in news
    return _FIRST <= number < _LAST and not _COUNTED_BEFORE.search(former)
