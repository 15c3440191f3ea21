"""The plugin's settings: their names, forms and defaults, and the check of what a site sets."""

from __future__ import annotations

import datetime as dt
import os
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.errors import SettingsError
from pelican.plugins.briefing.languages import ENGLISH, Language, read_language
from pelican.plugins.briefing.looks import SECTIONS, Looks, are_colours, are_faces, are_sections, is_logo, read_looks
from pelican_briefing.places import CACHE, cache_folder, site_root

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "BRIEFING_"
# Where the plugin keeps what it knows of the running build, among Pelican's settings.
STATE = "BRIEFING_STATE"
SOURCE_TEXTS = ("full", "excerpts", "none")
FEEDS = ("topics", "people", "organisations", "places", "stories")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting that a site can make."""

    name: str
    """Its name, with `BRIEFING_`."""
    kinds: tuple[type, ...]
    """Types that its value may have."""
    default: Any
    """Its value where the site says nothing."""
    expected: str
    """Its form, in words for an error message."""
    about: str
    """What it does, for the documentation."""


SETTINGS = (
    Setting(
        "BRIEFING_SEEDS",
        (str, Path),
        "seeds",
        'a folder such as "seeds"',
        "Folder of the seeds. A relative one stands beside Pelican's `PATH`.",
    ),
    Setting(
        "BRIEFING_DRAFTS",
        (bool,),
        default=False,
        expected="True or False",
        about="Whether seeds that are drafts, hidden or not yet due are built too, marked as such, as a local build "
        "wants it. A published build writes them nowhere.",
    ),
    Setting(
        "BRIEFING_NOW",
        (str, dt.date),
        "",
        "a date such as 2024-08-13, or a date-time with its offset",
        "The moment of the build, which decides what is due. Empty: `SOURCE_DATE_EPOCH` of the environment, else the "
        "clock. A date is the start of its day.",
    ),
    Setting(
        "BRIEFING_TIMEZONE",
        (str,),
        "",
        'a time zone such as "Europe/Warsaw"',
        "Where dates and times without an offset hold. Empty: Pelican's `TIMEZONE`.",
    ),
    Setting(
        "BRIEFING_SOURCE_TEXT",
        (str,),
        "excerpts",
        "one of " + ", ".join(f'"{mode}"' for mode in SOURCE_TEXTS),
        "How much of the text a page shows: all of it where its licence allows (`full`), the items' own words "
        "(`excerpts`), or the items without a source section (`none`).",
    ),
    Setting(
        "BRIEFING_FULL_TEXT_LICENCES",
        (list, tuple),
        ("own", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "public-domain"),
        'a list of licences such as ["own", "CC-BY-4.0"]',
        "Licences under which `full` shows the whole text; under any other it shows excerpts.",
    ),
    Setting(
        "BRIEFING_EXCERPT_SHARE",
        (int, float),
        0.5,
        "a number from 0 to 1",
        "How much of a text's words its page may show where it does not show all of it; past that the lowest-ranked "
        "items are left out.",
    ),
    Setting("BRIEFING_KEY_FACTS", (int,), 6, "a number of 0 or more", "How many key facts a page shows at most."),
    Setting(
        "BRIEFING_INDIRECT",
        (bool,),
        default=True,
        expected="True or False",
        about="Whether reported statements without quotation marks are shown.",
    ),
    Setting(
        "BRIEFING_INDEX",
        (bool,),
        default=True,
        expected="True or False",
        about="Whether search engines may index the pages. Pages of invented samples are never indexed.",
    ),
    Setting(
        "BRIEFING_INDEX_PEOPLE",
        (bool,),
        default=False,
        expected="True or False",
        about="Whether search engines may index the pages of people too.",
    ),
    Setting(
        "BRIEFING_NAV",
        (list, tuple, type(None)),
        None,
        'pairs of a label and an address under the site\'s root, such as [("About", "about/")]',
        "The links at the head of each page. `None`: the lists that the site's settings let Pelican write.",
    ),
    Setting(
        "BRIEFING_FEEDS",
        (list, tuple),
        (),
        "a list of some of " + ", ".join(f'"{kind}"' for kind in FEEDS),
        "Of what each has an Atom feed of its own, beside the site's: `feeds/topics/NAME.atom.xml`, "
        "`feeds/people/NAME.atom.xml` and so on. Feeds need a `SITEURL`.",
    ),
    Setting(
        "BRIEFING_LANGUAGE",
        (str,),
        "",
        'a language that there is a catalogue of, such as "de"',
        "What the site speaks where it is not an article that does: labels, dates, numbers. Empty: Pelican's "
        "`DEFAULT_LANG`, or English where there is no catalogue of that. Translated are `de` and `fr`.",
    ),
    Setting(
        "BRIEFING_TRANSLATIONS",
        (str, Path),
        "translations",
        'a folder such as "translations"',
        "Folder of the site's own catalogues, `CODE.po`, beside `PATH` where it is relative. They stand before those "
        "that come with the plugin.",
    ),
    Setting(
        "BRIEFING_SECTIONS",
        (list, tuple),
        SECTIONS,
        "a list of some of " + ", ".join(f'"{name}"' for name in SECTIONS),
        "The sections of a briefing, in their order. What is not listed is not read into the page, its feeds and its "
        "`briefing.json` either; a claim is left out where `who-said-what` is.",
    ),
    Setting(
        "BRIEFING_COLOURS",
        (dict,),
        {},
        'colours by name, for light and dark, such as {"accent": ("#006644", "#88ffcc")}',
        "Colours in place of the theme's, by the names in its `tokens.css`, each for light and dark, or one for both. "
        "Too little contrast to be read is an error.",
    ),
    Setting(
        "BRIEFING_FACES",
        (dict,),
        {},
        'typefaces by use (serif, sans, mono), such as {"serif": "Georgia, serif"}',
        "Typefaces in place of the theme's: `serif` for text, `sans` for headings and labels, `mono` for code.",
    ),
    Setting(
        "BRIEFING_LOGO",
        (list, tuple),
        (),
        'an address under the site\'s root, width and height in pixels, such as ("images/logo.svg", 32, 32)',
        "A picture before the site's name.",
    ),
    Setting(
        "BRIEFING_FOOT",
        (list, tuple),
        (),
        'pairs of a label and an address, such as [("Contact", "contact/"), ("Code", "https://example.org/")]',
        "More links at the foot of each page, under the site's root or elsewhere.",
    ),
    Setting("BRIEFING_MAX_BYTES", (int,), 5_000_000, "a number of 0 or more", "A larger seed is an error, in bytes."),
    Setting(
        "BRIEFING_JOBS",
        (int,),
        0,
        "a number of 0 or more",
        "How many processes parse seeds. 0: as many as there are processors, where there is enough to parse.",
    ),
    Setting(
        "BRIEFING_CACHE",
        (str, Path),
        CACHE,
        f'a folder such as "{CACHE}"',
        "Folder of the parser's results, beside `PATH` where it is relative. Empty: none are kept.",
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build goes by, checked."""

    seeds: Path
    """Folder of the seeds."""
    drafts: bool
    """Whether drafts, hidden and future seeds are built too."""
    now: dt.datetime
    """The moment of the build, with its offset."""
    ticking: bool
    """Whether that is the clock's, so that another build has another."""
    timezone: zoneinfo.ZoneInfo
    """Where dates and times without an offset hold."""
    source_text: str
    """`full`, `excerpts` or `none`."""
    licences: frozenset[str]
    """Licences that allow the full text."""
    share: float
    """Share of a text's words that excerpts may show, from 0 to 1."""
    key_facts: int
    """How many key facts at most."""
    indirect: bool
    """Whether reported statements are shown."""
    index: bool
    """Whether pages may be indexed."""
    nav: tuple[tuple[str, str], ...]
    """Label and address of each link at the head of a page."""
    feeds: tuple[str, ...]
    """Kinds of pages that have a feed each: `topics`, `people`, `organisations`, `places`, `stories`."""
    language: Language
    """What the site speaks."""
    looks: Looks
    """What of the look the site decides itself."""
    max_bytes: int
    """A larger seed is an error."""
    jobs: int
    """Processes to parse with; 0 to choose."""
    cache: Path | None
    """Folder of the parser's results."""


def read_settings(given: Mapping[str, Any]) -> Settings:
    """Return the plugin's settings out of Pelican's.

    Args:
        given: Pelican's settings, with `PATH`, and `TIMEZONE` where it is set.

    Raises:
        SettingsError: one is unknown, or of a wrong type or value; the message names it and what was expected.
    """
    for name in sorted(given):
        if name.startswith(PREFIX) and name != STATE and name not in BY_NAME:
            raise SettingsError(name, "is no setting", "one of " + ", ".join(BY_NAME))
    values = {setting.name: _checked(setting, given.get(setting.name, setting.default)) for setting in SETTINGS}
    root = site_root(given)
    zone = _zone(values["BRIEFING_TIMEZONE"] or given.get("TIMEZONE") or "UTC")
    language = _language(values["BRIEFING_LANGUAGE"], given.get("DEFAULT_LANG"), root / values["BRIEFING_TRANSLATIONS"])
    return Settings(
        seeds=root / values["BRIEFING_SEEDS"],
        drafts=values["BRIEFING_DRAFTS"],
        now=_now(values["BRIEFING_NOW"], zone),
        ticking=not (values["BRIEFING_NOW"] or os.environ.get("SOURCE_DATE_EPOCH")),
        timezone=zone,
        source_text=values["BRIEFING_SOURCE_TEXT"],
        licences=frozenset(values["BRIEFING_FULL_TEXT_LICENCES"]),
        share=float(values["BRIEFING_EXCERPT_SHARE"]),
        key_facts=values["BRIEFING_KEY_FACTS"],
        indirect=values["BRIEFING_INDIRECT"],
        index=values["BRIEFING_INDEX"],
        nav=_lists(given, language) if values["BRIEFING_NAV"] is None else tuple(map(tuple, values["BRIEFING_NAV"])),
        feeds=tuple(values["BRIEFING_FEEDS"]) if given.get("SITEURL") else (),
        language=language,
        looks=read_looks(values),
        max_bytes=values["BRIEFING_MAX_BYTES"],
        jobs=values["BRIEFING_JOBS"],
        cache=cache_folder(given),
    )


def is_used(given: Mapping[str, Any]) -> bool:
    """Return whether the site has anything to do with briefings: it makes one of our settings, or has seeds."""
    named = any(name.startswith(PREFIX) for name in given)
    return named or (site_root(given) / BY_NAME["BRIEFING_SEEDS"].default).is_dir()


def _lists(given: Mapping[str, Any], language: Language) -> tuple[tuple[str, str], ...]:
    """Return label and address of each list of the site, by what Pelican is told to write and where."""

    def file(template: str) -> str:
        written = template in given.get("DIRECT_TEMPLATES", ())
        return given.get(f"{template.upper()}_SAVE_AS", f"{template}.html") if written else ""

    lists = (
        (language.gettext("Topics"), file("tags")),
        (language.gettext("People"), "people/index.html"),
        (language.gettext("Archive"), file("archives")),
        (language.gettext("Search"), file("search")),
    )
    return (
        (language.gettext("Briefings"), ""),
        *((label, name.removesuffix("index.html")) for label, name in lists if name),
    )


def _language(chosen: str, default: str | None, folder: Path) -> Language:
    """Return what the site speaks: what was chosen, else Pelican's language, else English."""
    found = read_language(chosen or default or ENGLISH, [folder])
    if found is None and chosen:
        raise SettingsError("BRIEFING_LANGUAGE", f"is {chosen!r}", BY_NAME["BRIEFING_LANGUAGE"].expected)
    return found or Language()


def _checked(setting: Setting, value: Any) -> Any:  # noqa: ANN401 - a site's settings hold anything
    """Return a setting's value if it has the form it must have."""
    fits = isinstance(value, setting.kinds) and (bool in setting.kinds or not isinstance(value, bool))
    check = _CHECKS.get(setting.name)
    if not fits or (check and not check(value)):
        raise SettingsError(setting.name, f"is {value!r}", setting.expected)
    return value


def _is_nav(value: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether a value is a list of pairs of strings."""
    return value is None or all(
        isinstance(pair, (list, tuple)) and [type(part) for part in pair] == [str, str] for pair in value
    )


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "BRIEFING_SOURCE_TEXT": lambda value: value in SOURCE_TEXTS,
    "BRIEFING_FULL_TEXT_LICENCES": lambda value: all(isinstance(licence, str) for licence in value),
    "BRIEFING_EXCERPT_SHARE": lambda value: 0 <= value <= 1,
    "BRIEFING_NAV": _is_nav,
    "BRIEFING_FOOT": _is_nav,
    "BRIEFING_SECTIONS": are_sections,
    "BRIEFING_COLOURS": are_colours,
    "BRIEFING_FACES": are_faces,
    "BRIEFING_LOGO": is_logo,
    "BRIEFING_FEEDS": lambda value: all(kind in FEEDS for kind in value),
    **dict.fromkeys(("BRIEFING_KEY_FACTS", "BRIEFING_MAX_BYTES", "BRIEFING_JOBS"), lambda value: value >= 0),
}


def _zone(name: str) -> zoneinfo.ZoneInfo:
    """Return the time zone of a name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError("BRIEFING_TIMEZONE", f"is {name!r}", BY_NAME["BRIEFING_TIMEZONE"].expected) from None


def _now(given: str | dt.date, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """Return the moment of the build: the setting's, the environment's or the clock's."""
    if given:
        return moment(_moment_of(given), zone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(zone).replace(microsecond=0)
    try:
        return dt.datetime.fromtimestamp(int(epoch), zone)
    except (ValueError, OverflowError, OSError):
        raise SettingsError("SOURCE_DATE_EPOCH", f"is {epoch!r}", "a number of seconds since 1970") from None


def _moment_of(given: str | dt.date) -> dt.date:
    """Return the date or date-time that a setting names."""
    if not isinstance(given, str):
        return given
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        pass
    try:
        return dt.datetime.fromisoformat(given)
    except ValueError:
        raise SettingsError("BRIEFING_NOW", f"is {given!r}", BY_NAME["BRIEFING_NOW"].expected) from None


def moment(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return a date-time as a moment: one without an offset holds in `zone`, a date is the start of its day there."""
    if isinstance(day, dt.datetime):
        return day if day.tzinfo else day.replace(tzinfo=zone)
    return dt.datetime.combine(day, dt.time(), zone)
