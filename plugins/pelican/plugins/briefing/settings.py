"""The plugin's settings: their names, forms and defaults, and the check of what a site sets."""

from __future__ import annotations

import datetime as dt
import errno
import os
import zoneinfo
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.errors import SettingsError
from pelican.plugins.briefing.languages import ENGLISH, Language, read_language
from pelican.plugins.briefing.looks import Looks, are_colours, are_faces, are_sections, is_logo, read_looks
from pelican.plugins.briefing.pelicans import check_pelicans
from pelican.plugins.briefing.policy import are_sources
from pelican.plugins.briefing.setting_list import BY_NAME, FEEDS, PREFIX, SETTINGS, SOURCE_TEXTS, Setting
from pelican.plugins.briefing.values import has_days
from pelican_briefing.places import cache_folder, site_root

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# Where the plugin keeps what it knows of the running build, among Pelican's settings.
STATE = "BRIEFING_STATE"


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
    checked: bool
    """Whether a page says that a person checked all of it."""
    history: bool
    """Whether a page tells what its versions changed."""
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
    max_seconds: int
    """A seed that takes more of the processor is one too; 0 for no end."""
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
    check_pelicans(given)
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
        checked=values["BRIEFING_CHECKED"],
        history=values["BRIEFING_HISTORY"],
        index=values["BRIEFING_INDEX"],
        nav=_lists(given, language) if values["BRIEFING_NAV"] is None else tuple(map(tuple, values["BRIEFING_NAV"])),
        feeds=tuple(values["BRIEFING_FEEDS"]) if given.get("SITEURL") else (),
        language=language,
        looks=read_looks(values),
        max_bytes=values["BRIEFING_MAX_BYTES"],
        max_seconds=values["BRIEFING_MAX_SECONDS"],
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
        (language.gettext("Latest"), ""),
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


def _is_folder(value: str | Path) -> bool:
    """Return whether a value can name a folder, there or not."""
    try:
        os.lstat(value)
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    except ValueError:  # a NUL, or half a letter
        return False
    return True


def _is_nav(value: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether a value is a list of pairs of strings."""
    return value is None or all(
        isinstance(pair, (list, tuple)) and [type(part) for part in pair] == [str, str] for pair in value
    )


_CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("BRIEFING_SEEDS", "BRIEFING_TRANSLATIONS", "BRIEFING_CACHE"), _is_folder),
    "BRIEFING_SOURCE_TEXT": lambda value: value in SOURCE_TEXTS,
    "BRIEFING_FULL_TEXT_LICENCES": lambda value: all(isinstance(licence, str) for licence in value),
    "BRIEFING_EXCERPT_SHARE": lambda value: 0 <= value <= 1,
    "BRIEFING_NAV": _is_nav,
    "BRIEFING_FOOT": _is_nav,
    "BRIEFING_SECTIONS": are_sections,
    "BRIEFING_COLOURS": are_colours,
    "BRIEFING_FACES": are_faces,
    "BRIEFING_LOGO": is_logo,
    "BRIEFING_POLICY": are_sources,
    "BRIEFING_FEEDS": lambda value: all(kind in FEEDS for kind in value),
    **dict.fromkeys(
        ("BRIEFING_KEY_FACTS", "BRIEFING_MAX_BYTES", "BRIEFING_MAX_SECONDS", "BRIEFING_JOBS"), lambda value: value >= 0
    ),
}


def _zone(name: str) -> zoneinfo.ZoneInfo:
    """Return the time zone of a name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise SettingsError("BRIEFING_TIMEZONE", f"is {name!r}", BY_NAME["BRIEFING_TIMEZONE"].expected) from None


def _now(given: str | dt.date, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """Return the moment of the build: the setting's, the environment's or the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        now = moment(_moment_of(given), zone)
        error = SettingsError("BRIEFING_NOW", f"is {given!r}", BY_NAME["BRIEFING_NOW"].expected)
    elif epoch:
        error = SettingsError("SOURCE_DATE_EPOCH", f"is {epoch!r}", "a number of seconds since 1970")
        try:
            now = dt.datetime.fromtimestamp(int(epoch), zone)
        except (ValueError, OverflowError, OSError):
            raise error from None
    else:
        return dt.datetime.now(zone).replace(microsecond=0)
    if not has_days(now):
        raise error
    return now


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
