"""What a date is held against: "up 3% on 2024", "the lowest since 2001", "than it was in May"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from factbox.model import Timex

# What a date behind it is held against: "a fall on ".
_CHANGE = (
    r"\s+(?:[\w.%-]+\s+){0,2}(?:drop|fall|decrease|decline|increase|rise|improvement)"
    r"\s+(?:from|on|over)\s+(?:(?:[^,;.]|,(?=\d))*\s)?"
)
# A date that only serves to compare, or ends what another began: "than in ", "up 3% on ", "down from 9% in ", "last
# seen in ", "the lowest rate since ", "from 3 to ".
_COMPARED = re.compile(  # one word boundary for all, as each of its own is asked for at every letter
    r"(?:\b(?:as\s+(?:(?:they|it|he|she)\s+(?:was|were|did|had|had\s+been)\s+)?(?:back\s+)?in\s+"
    r"|(?:than|versus|against)\s+(?:(?:they|it|he|she)\s+(?:was|were|did|had|had\s+been)\s+)?"
    r"(?:(?:in|at|on|during|for|the|those\s+(?:of|in))\s+(?:\d{4}\s+(?:and|or)\s+)?)?"
    r"|(?:against|from|than|versus)\s+(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten)\s+in\s+"
    r"|(?:than(?<!more\sthan)(?<!less\sthan)|versus|against)\s+(?:the|an?|its|their)\s+(?:[^\s,;]+\s+){1,5}"
    r"|compared\s+(?:with|to)\s+(?:[^,;.]|[.,](?=\d))*|last(?<!\bwas\slast)(?<!\bwere\slast)\s+(?:seen|recorded)\s+(?:in|on)\s+"
    r"|(?:expiring|maturing)\s+(?:in|on)\s+|prior\s+to\s+(?:the\s+)?|the\s+same\s+(?:period|month|week|time|quarter|day)\s+(?:(?:of|in)\s+)?"
    r"|(?:(?:which|that)\s+dates?|dating)\s+(?:back\s+)?(?:to|from)\s+"
    r"|(?:long|well|hours|days|weeks|months|years)\s+(?:before|after)\s+"
    r"|to\s+\S*\d[^;]*\sfrom\s+\S*\d\S*\s+(?:[a-z]+\s+){1,2}in\s+"
    r"|(?:(?!t?est\b)\w{3,}est|first|most|\w+th|worst|best|fewest)\b[^,;.]*\bsince\s+(?:the\s+|[^,;.\d]*\sin\s+)?"
    r"|(?:above|below|beyond|near|under)\s+(?:its|their|the|his|her)\s+(?:[a-z]+\s+)?(?:average|high|level|low|peak|price"
    r"|rate|record|value)s?\s+(?:in|of)\s+"
    rf"|(?:an?|the|this|that|its|their|per\s?cent){_CHANGE}"
    r"|(?:months?|quarter|year|weeks?|half)\s+(?:to|ended|ending)\s+(?:on\s+)?"
    r"|(?:months?|period|quarter|season|year|weeks?|half)(?:\s+of\s+\d{4})?,?\s+(?:that|which)\s+(?:ended|ends|began|begins)\s+(?:on\s+)?"
    r"|(?:up|down)\s+(?:by\s+)?\d[\d.,]*\s?(?:%|per\s?cent|points?)\s+(?:so\s+far\s+)?"
    r"|(?:slowed|fell|fallen|rose|risen|dropped|grew|grown|increased|decreased|declined|eased|climbed|jumped)\s"
    r"(?:[^,;.]*\s)?from\s+"
    r"|(?:up|down)\s+(?:on\s+(?:[^,;.]*\d[^,;.]*\s)?|from\s+(?:[^,;.]*\s)?)"
    r"|from\s\S?\d[^;:]*,\sor\s[^,;:]*,\sin\s"
    r"|from\s+\S*\d\S*\s+(?:(?:million|billion|percent|points?|cents|to)\s+)?(?:in\s+)?)"
    rf"|%(?:{_CHANGE}|\s+(?:on|over|from)\s+))$"
)
# Something of that which all that compares has, and little else.
_COMPARING = re.compile(
    r"%|\b(?:as|above|expiring|maturing|after|against|before|below|beyond|compared|dat(?:es?|ing)|prior|declin|decreas|down|drop|fall|from|half|improve"
    r"|increas|last|month|near|period|quarter|rise|same|season|since|than|under|up\b|versus|week|year)"
)
# The rule of "a year earlier", and what makes it what a figure is held against: "rose 12 percent from ".
_AGO = "unit_ago"
_FROM = re.compile(
    r"\b(?:from|on|over|with)\s+(?:\S*\d\S*(?:\s+[a-z]+){0,2}\s+)?$|\bfrom\s+\S?\d[^;:]{0,60}$|\b(?:than|compared)\b[^,;.]*$"
    r"|(?:a\sshare|cents|[mb]illion\)?),\s\Z"
)
_RANGE = "month_range"
# Behind a date it makes a span of both: " to 2013" of "from 1989 to 2013".
_RANGES = re.compile(r"\s+(?:to|until|till|through)\s+(?:the\s+)?(?:[A-Z]|\d{4}|early|late|mid)")
# The rule of "the year-earlier quarter", which compares by itself.
_COMPARISON = "unit_year_before"
# What tells what happened at the time that something is held against: ", when 14 died" behind "since 2011".
WHEN, SINCE = (
    re.compile(r",\swhen\s"),
    re.compile(r"\b(?:compared\s(?:to|with)|from|since|than\s(?:in|on))\s(?:the\s)?\Z"),
)
# Before a day on which something changed by so much, or burned down: "rose 3% on ", "burned down on ".
_BY_SO_MUCH = re.compile(r"(?:%|\bper\s?cent|\bpoints?|\b(?:down|up))\s+on\s+\Z")
# "Since" up to its date with the clause before it, and what makes that one of what has gone on till now.
_SINCE = re.compile(r"(?P<clause>[^,;.:—“”\"]*)\bsince\s+(?:the\s+)?$", re.IGNORECASE)
# Since what of its own: "since its launch in ".
_SINCE_NOUN = re.compile(r"\bsince\s+(?:its|their|his|her|the)\s+(?:\w+\s+)?\w+\s+(?:in|on)\s+$", re.IGNORECASE)
# Since something was done: "has flown 4 million miles since setting out in ".
_SINCE_DOING = re.compile(r"\bsince\s(?:\w+ly\s)?\w+ing\s(?:[^,;.]*\s)?(?:in|on)\s(?:the\s)?$")
_OPENS_SINCE = re.compile(r"(?:\A|[.!?”\"]\s+|\n)Since\s(?:the\s)?\Z")
_PERFECT = re.compile(
    r"(?P<relative>\b(?:that|which|who)\s+)?(?:\b(?:has|have|had|hasn[’']t|haven[’']t|hadn[’']t)\b|[’'](?:ve|s|d)\b)"
)
# What makes "since" the start of a count: "has dropped 38 feet since", "have risen by a third since".
_COUNTED = re.compile(
    r"\d|\b(?:doubled|dozens|fifth|half|hundreds|million|quarter|third|thousands|times|trebled|tripled|twice)\b"
)
# How much text before a date is looked at, in characters.
_REACH = 60


def compares(text: str, timex: Timex, before: str, *, coarse: bool) -> bool:
    """Return whether a date only serves to compare, or ends what another began."""
    if timex.rule == _COMPARISON:
        return True
    if _COMPARING.search(before):
        compared = _COMPARED.search(before) is not None and not timex.rule.startswith(_RANGE)
        on_day = not coarse and _BY_SO_MUCH.search(before)
        told = is_told(text, timex, before)
        if compared and not (on_day or told or _RANGES.match(text, timex.span.end)):
            return True
    return timex.rule == _AGO and _FROM.search(before) is not None


def is_told(text: str, timex: Timex, before: str) -> bool:
    """Return whether what happened at a time that something is held against is told: "since 2011, when 14 died"."""
    return SINCE.search(before) is not None and WHEN.match(text, timex.span.end) is not None


def is_since(text: str, timex: Timex, before: str) -> bool:
    """Return whether "since" before a date belongs to a noun, or to a "that": "every report since", "that has stood".

    "It has stood since 1902" and "Since 1902 it has stood" tell when that began; "Since 1902, seven have sunk" counts.
    """
    if "since" not in before.lower():
        return False
    doing = _SINCE_DOING.search(before)
    if _SINCE_NOUN.search(before) or (doing and _PERFECT.search(before, 0, doing.start())):
        return True
    if _OPENS_SINCE.search(before):
        return _counting().match(text, timex.span.end) is not None
    # The pattern looks for where the clause begins, so that it is tried at each place.
    found = _SINCE.search(before) if "since" in before[-len("since the  ") :].lower() else None
    if found is None or not found["clause"].strip():
        return False
    perfect = _PERFECT.search(found["clause"])
    if perfect is None:
        return found.start() > 0 or len(before) < _REACH
    return perfect["relative"] is not None or _COUNTED.search(found["clause"], perfect.end()) is not None


@functools.cache
def _counting() -> re.Pattern[str]:
    """Return the pattern of what has come together till now: ", seven ships have", " sales have fallen by 3"."""
    numbers = lexicon("timexes").alternatives("number")
    count = rf"(?:\d|(?:{numbers}|dozens|hundreds|many|no|scores|several|thousands)\b)"
    near = r"(?:about|almost|at\sleast|just|more\sthan|nearly|only|over|some)\s"
    return re.compile(
        rf",?\s(?:{near})?{count}[^.;]{{0,80}}\b(?:has|have)\b"
        rf"|,?\s[^.;,]{{1,80}}\b(?:has|have)\s[a-z]+\s(?:by\s|to\s)?(?:{near})?(?:[$£€]?\d|half\b|a\s(?:third|quarter)\b)"
    )
