"""Pelican's own settings: read from a site's file, and those refused by name that no build can go by."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePath
from string import Formatter
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.errors import SettingsError
from pelican.plugins.briefing.values import WrongError, text_value
from pelican_briefing.arguments import is_address
from pelican_briefing.values import run_settings

if TYPE_CHECKING:
    from pathlib import Path

# A setting has its default's kind; what is no value at all stands for none in Pelican.
_KINDS: dict[type, tuple[tuple[type, ...], str]] = {
    # Several that are lists may be one word: Pelican says so, or takes it for a list of one.
    list: ((list, tuple, set, frozenset, str), "a list"),
    dict: ((Mapping,), "a table such as {}"),
    int: ((int,), "a number"),
    str: ((str, PurePath), "text"),
}
# Of these Pelican has no default that shows the kind.
_DEFAULTS = {"PLUGINS": [], "DEFAULT_PAGINATION": 0}
_FILES = ("_SAVE_AS", "_ATOM", "_RSS")
_ADDRESSES = ("_URL", *_FILES)


def read_site(file: Path, override: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return Pelican's settings as a site's file has them.

    Args:
        file: the settings file.
        override: settings that replace the file's.

    Raises:
        SettingsFileError: the file's code raised something.
        SettingsError: one of Pelican's own settings is of a kind that no build can go by.
        ValueError: Pelican refuses them, by its own words.
    """
    from pelican.settings import read_settings

    replaced = dict(override or {})
    # Pelican goes by them before it hands them over, and where it cannot it does not say by which.
    check_kinds(run_settings(file) | replaced)
    settings: dict[str, Any] = read_settings(str(file), override=replaced)
    return settings


def check_kinds(given: Mapping[str, Any]) -> None:
    """Refuse those of Pelican's settings that have another kind than their default, or lead out of the site.

    Raises:
        SettingsError: there is such a one; the message names it and what was expected.
    """
    from pelican.settings import DEFAULT_CONFIG

    for name, value in sorted(given.items()):
        default = _DEFAULTS.get(name, "" if name.endswith(_ADDRESSES) else DEFAULT_CONFIG.get(name))
        kinds, expected = _KINDS.get(type(default), ((object,), ""))
        # A function may stand where Pelican has a name for it: ARTICLE_ORDER_BY.
        if value and not isinstance(value, kinds) and not (callable(value) and isinstance(default, str)):
            raise SettingsError(name, f"is {value!r}", expected)
        if value and name.endswith(_ADDRESSES) and isinstance(value, str):
            _check_address(name, value)


def check_pelicans(given: Mapping[str, Any]) -> None:
    """Refuse those of Pelican's own settings that no build can go by, or no page, feed or map of the site can hold.

    Raises:
        SettingsError: there is such a one; the message names it and what was expected.
    """
    address = given.get("SITEURL") or ""
    # "/news" is what some sites write that stand at several hosts.
    whole = f"https://host.example{address}" if str(address).startswith("/") else address
    if address and not (isinstance(address, str) and is_address(whole) and not address.startswith("//")):
        raise SettingsError("SITEURL", f"is {address!r}", "an address such as https://site.example.org/news, or none")
    for name in ("SITENAME", "SITESUBTITLE"):
        try:
            text_value(given.get(name) or "-")
        except WrongError as error:
            raise SettingsError(name, f"is {given[name]!r}", str(error)) from None
    check_kinds(given)


def _check_address(name: str, value: str) -> None:
    """Refuse a pattern of addresses that is none, and of files one that leads out of the site's folder."""
    try:
        list(Formatter().parse(value))
    except ValueError as error:
        raise SettingsError(name, f"is {value!r} ({error})", 'a pattern such as "{slug}/index.html"') from None
    path = PurePath(os.path.normpath(value))
    if name.endswith(_FILES) and (path.is_absolute() or path.parts[:1] == (os.pardir,)):
        raise SettingsError(name, f"is {value!r}, out of the site", 'a file in the site, such as "{slug}/index.html"')


def asking(given: Mapping[str, Any], field: str) -> list[str]:
    """Return which settings that are patterns of addresses ask for a field, such as `slug`."""
    patterns = {name: value for name, value in given.items() if name.endswith(_ADDRESSES) and isinstance(value, str)}
    return sorted(name for name, value in patterns.items() if field in {part[1] for part in Formatter().parse(value)})
