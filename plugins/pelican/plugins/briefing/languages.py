"""The language that a site speaks: its own words, dates and numbers. What a source says stays in its own language."""

from __future__ import annotations

import functools
import gettext
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pelican.plugins.briefing.catalogues import read_catalogue
from pelican.plugins.briefing.roles import opening, shown_role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

SHIPPED = Path(__file__).resolve().parent / "translations"
# The language that the templates and the code are written in, and that articles are read in.
ENGLISH = "en"
# Languages whose writing runs from right to left (Unicode CLDR, layout/orientation).
_FROM_RIGHT = frozenset(("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))

# A tag of BCP 47: "en", "pt-BR", "zh-Hant-TW".
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark words that are translated where they are shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark words that are translated by a number."""
    return one, many


def P_(context: str, message: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark words that are translated by where they stand."""
    return context, message


_DAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_SHORT_MONTHS = (
    *(P_("month in short", "Jan"), P_("month in short", "Feb"), P_("month in short", "Mar")),
    *(P_("month in short", "Apr"), P_("month in short", "May"), P_("month in short", "Jun")),
    *(P_("month in short", "Jul"), P_("month in short", "Aug"), P_("month in short", "Sep")),
    *(P_("month in short", "Oct"), P_("month in short", "Nov"), P_("month in short", "Dec")),
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its catalogue. Each of its words is found by the English ones."""

    code: str = ENGLISH
    """BCP 47 tag, for `lang`: "de", "de-AT"."""
    words: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    """The catalogue."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, for `dir`."""
        return direction(self.code)

    def gettext(self, message: str, **values: object) -> str:
        """Return words, with values for what is written as `%(name)s` in them."""
        return _filled(self.words.gettext(message), values)

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return words that mean different things in different places, by the place."""
        return _filled(self.words.pgettext(context, message), values)

    def ngettext(self, one: str, many: str, num: int, **values: object) -> str:
        """Return words in the form that goes with a number, which is written `%(num)s` in them."""
        return _filled(self.words.ngettext(one, many, num), {"num": self.number(num), **values})

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with its thousands apart and so many digits behind the decimal sign."""
        signs = {",": self.pgettext("between thousands", ","), ".": self.pgettext("decimal sign", ".")}
        return "".join(signs.get(sign, sign) for sign in f"{value:,.{digits}f}")

    def weekday(self, day: dt.date) -> str:
        """Return a day's name: "Monday"."""
        return self.gettext(_DAYS[day.weekday()])

    def month(self, number: int, year: int | None = None) -> str:
        """Return a month, from 1, alone or of a year: "August", "August 2024"."""
        name = self.gettext(_MONTHS[number - 1])
        return name if year is None else self.gettext("%(month)s %(year)s", month=name, year=year)

    def short_month(self, number: int) -> str:
        """Return a month's name in short: "Aug"."""
        return self.pgettext(*_SHORT_MONTHS[number - 1])

    def day(self, day: dt.date) -> str:
        """Return a date: "13 August 2024"."""
        first = self.pgettext("first day of a month", "1")
        number = first if day.day == 1 else str(day.day)
        return self.gettext("%(day)s %(month)s %(year)s", day=number, month=self.month(day.month), year=day.year)

    def date(self, day: dt.date) -> str:
        """Return a date with its weekday: "Tuesday 13 August 2024"."""
        return self.gettext("%(weekday)s %(date)s", weekday=self.weekday(day), date=self.day(day))

    def of(self, tag: str = ENGLISH) -> Markup:
        """Return the attributes of an element whose words are in a language: none where it is the page's.

        >>> Language("de").of("en"), Language("de").of("de"), Language("ar").of("en")
        (Markup(' lang="en"'), Markup(''), Markup(' lang="en" dir="ltr"'))
        """
        return _of(tag, self.code)

    def named(self, tag: str = ENGLISH) -> Markup:
        """Return the same without the direction, for an element that has one of its own."""
        return _named(tag, self.code)

    def directed(self, tag: str) -> Markup:
        """Return them for words of a text in a language, whose direction holds where they begin with a foreign name.

        >>> Language("en").directed("en"), Language("en").directed("ar"), Language("en").directed("")
        (Markup(' dir="ltr"'), Markup(' lang="ar" dir="rtl"'), Markup(' dir="auto"'))
        """
        return _directed(tag, self.code)

    def catalogue(self) -> tuple[object, ...]:
        """Return all its words, in an order of their own: with them another language or another translation shows."""
        found: list[object] = [self.code]
        words: Any = self.words
        while words is not None:
            found.append(sorted(getattr(words, "_catalog", {}).items(), key=repr))
            # A rule for plurals that differs stands in the head, which is one of the words.
            words = getattr(words, "_fallback", None)
        return tuple(found)

    def install(self, environment: Any) -> None:  # noqa: ANN401 - Jinja's, imported late
        """Let templates speak it: `_`, `gettext`, `ngettext`, `pgettext`, `{% trans %}`, and itself as `language`."""
        from pelican.plugins.briefing.folding import folding
        from pelican.plugins.briefing.rendering import QuickContext

        environment.add_extension("jinja2.ext.i18n")
        environment.install_gettext_translations(self.words, newstyle=True)
        environment.globals["language"] = self
        environment.filters.update(opening=opening, alone=shown_role)
        environment.code_generator_class = folding(self.words.gettext)
        environment.context_class = QuickContext


@functools.lru_cache(maxsize=256)
def _named(tag: str, page: str) -> Markup:
    """Return the attribute that tells a language, none where it is the page's."""
    return Markup() if not tag or tag.casefold() == page.casefold() else Markup(' lang="{}"').format(tag)


@functools.lru_cache(maxsize=256)
def _of(tag: str, page: str) -> Markup:
    """Return the same with the direction, where it is another than the page's."""
    turned = direction(page) != direction(tag)
    return _named(tag, page) + (Markup(' dir="{}"').format(direction(tag)) if turned else Markup())


@functools.lru_cache(maxsize=256)
def _directed(tag: str, page: str) -> Markup:
    """Return both; words of no known language find their direction themselves."""
    return _named(tag, page) + Markup(' dir="{}"').format(direction(tag) if tag else "auto")


def direction(tag: str) -> str:
    """Return `rtl` for the tag of a language that is written from right to left, else `ltr`."""
    return "rtl" if tag.casefold().split("-")[0] in _FROM_RIGHT else "ltr"


def read_language(code: str, folders: Sequence[Path] = ()) -> Language | None:
    """Return a language; None where there is no catalogue of it.

    Args:
        code: BCP 47 tag; where it has no catalogue of its own, that of its language is taken: "de" for "de-AT".
        folders: where catalogues are looked for before those that come with the plugin; what one lacks, the next has.

    Raises:
        BriefingError: a file is no catalogue.
    """
    names = dict.fromkeys((code, code.split("-", maxsplit=1)[0])) if TAG.fullmatch(code) else {}
    found = []
    for file in (folder / f"{name}.po" for name in names for folder in (*folders, SHIPPED)):
        # Opened, not asked for: what a build opens is what the next one looks at again, there or not.
        with suppress(FileNotFoundError, NotADirectoryError):
            found.append(read_catalogue(file))
    if not found:
        return Language(code) if ENGLISH in names else None
    words, *others = found
    for other in others:
        words.add_fallback(other)
    return Language(code, words)


def _filled(words: str, values: dict[str, object]) -> str:
    """Return words with the values in them."""
    return words % values if values else words
