"""The plugin's settings: checked at start, each fault named with what was expected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pelican.plugins.briefing.errors import SettingsError
from pelican.plugins.briefing.settings import SETTINGS, is_used, moment, read_settings

ROOT = Path(__file__).resolve().parent.parent


def given(**settings: object) -> dict[str, Any]:
    """Return a site's settings."""
    return {"PATH": "/site/content", "TIMEZONE": "Europe/Warsaw", **settings}


def test_a_silent_site_gets_the_defaults() -> None:
    settings = read_settings(given(BRIEFING_NOW="2026-03-04"))
    assert settings.seeds == Path("/site/seeds")
    assert settings.cache == Path("/site/.cache/briefing")
    assert not settings.drafts
    assert settings.source_text == "excerpts"
    assert settings.now.isoformat() == "2026-03-04T00:00:00+01:00"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("BRIEFING_SEED", "seeds", "BRIEFING_SEED: is no setting; expected one of BRIEFING_SEEDS, "),
        ("BRIEFING_SEEDS", 3, 'BRIEFING_SEEDS: is 3; expected a folder such as "seeds"'),
        ("BRIEFING_DRAFTS", "yes", "BRIEFING_DRAFTS: is 'yes'; expected True or False"),
        ("BRIEFING_KEY_FACTS", True, "BRIEFING_KEY_FACTS: is True; expected a number of 0 or more"),
        ("BRIEFING_KEY_FACTS", -1, "BRIEFING_KEY_FACTS: is -1; expected a number of 0 or more"),
        ("BRIEFING_EXCERPT_SHARE", 1.5, "BRIEFING_EXCERPT_SHARE: is 1.5; expected a number from 0 to 1"),
        ("BRIEFING_SOURCE_TEXT", "all", "BRIEFING_SOURCE_TEXT: is 'all'; expected one of \"full\", "),
        ("BRIEFING_FULL_TEXT_LICENCES", [1], "BRIEFING_FULL_TEXT_LICENCES: is [1]; expected a list of licences"),
        ("BRIEFING_TIMEZONE", "Nowhere", "BRIEFING_TIMEZONE: is 'Nowhere'; expected a time zone such as"),
        ("BRIEFING_TIMEZONE", "../etc", "BRIEFING_TIMEZONE: is '../etc'; expected a time zone such as"),
        ("BRIEFING_NOW", "today", "BRIEFING_NOW: is 'today'; expected a date such as 2024-08-13"),
        ("BRIEFING_SEEDS", "a\0b", "BRIEFING_SEEDS: is 'a\\x00b'; expected a folder such as"),
        ("BRIEFING_CACHE", "x" * 5000, "BRIEFING_CACHE: is 'xxx"),
        ("BRIEFING_LANGUAGE", "../../de", "BRIEFING_LANGUAGE: is '../../de'; expected a language"),
        ("BRIEFING_LANGUAGE", "\0", "BRIEFING_LANGUAGE: is '\\x00'; expected a language"),
        ("BRIEFING_NOW", "9999-12-31T23:59:59-12:00", "BRIEFING_NOW: is '9999-12-31T23:59:59-12:00'; expected a date"),
        ("BRIEFING_NOW", "0001-01-01T00:00:00+14:00", "BRIEFING_NOW: is '0001-01-01T00:00:00+14:00'; expected a date"),
        ("TIMEZONE", 5, "BRIEFING_TIMEZONE: is 5; expected a time zone"),
        ("SITENAME", "Bay\0Post", "SITENAME: is 'Bay\\x00Post'; expected text without control characters"),
        ("SITESUBTITLE", "\ud800", "SITESUBTITLE: is '\\ud800'; expected text without control characters"),
        ("BRIEFING_NAV", [("About",)], "BRIEFING_NAV: is [('About',)]; expected pairs of a label and an address"),
        ("DEFAULT_PAGINATION", "ten", "DEFAULT_PAGINATION: is 'ten'; expected a number"),
        ("STATIC_PATHS", 5, "STATIC_PATHS: is 5; expected a list"),
        ("EXTRA_PATH_METADATA", ["x"], "EXTRA_PATH_METADATA: is ['x']; expected a table such as {}"),
        ("TAG_FEED_RSS", ["x"], "TAG_FEED_RSS: is ['x']; expected text"),
        ("ARTICLE_SAVE_AS", "../{slug}.html", "ARTICLE_SAVE_AS: is '../{slug}.html', out of the site; expected a file"),
        ("SEARCH_SAVE_AS", "/var/x.html", "SEARCH_SAVE_AS: is '/var/x.html', out of the site; expected a file"),
        ("FEED_ALL_ATOM", "a/../../x.xml", "FEED_ALL_ATOM: is 'a/../../x.xml', out of the site; expected a file"),
        ("PAGE_URL", "{slug", "PAGE_URL: is '{slug' (expected '}' before end of string); expected a pattern such as"),
    ],
)
def test_what_is_wrong_is_named(name: str, value: object, expected: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings(given(**{name: value}))
    assert str(raised.value).startswith(expected)


@pytest.mark.parametrize(
    "address",
    [
        "site.example.org",
        "javascript:alert(1)",
        "//site.example.org",
        "https://site.example.org/a b",
        "https://site.example.org/\nSitemap: x",
        "https://site.example.org/?news",
        'https://site.example.org/"><b>',
        "https://[",
        "https://site.example.org:99999",
        "http://",
        "https://site.example.org/\u202e",
        3,
    ],
)
def test_an_address_that_no_site_can_have_is_named(address: object) -> None:
    with pytest.raises(SettingsError, match=r"SITEURL: is .*; expected an address such as https://"):
        read_settings(given(SITEURL=address))


@pytest.mark.parametrize(
    "address", ["", None, "https://site.example.org", "http://[::1]:8000", "https://mü.example/news/", "/news"]
)
def test_an_address_that_a_site_can_have_is_taken(address: object) -> None:
    assert read_settings(given(SITEURL=address))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEFAULT_PAGINATION", False),
        ("DEFAULT_PAGINATION", 20),
        ("ARTICLE_ORDER_BY", str.lower),
        ("ARTICLE_PATHS", ("articles",)),
        ("LOCALE", "C"),
        ("FEED_ALL_ATOM", None),
        ("PAGE_SAVE_AS", False),
        ("PAGE_SAVE_AS", "a/../{slug}.html"),
        ("ARTICLE_URL", "../{slug}.html"),  # an address may stand above: the site's root is the server's matter
        ("THEME", Path("theme")),
        ("SUMMARY_MAX_LENGTH", None),
        ("SIDEBAR", {"of": "a theme"}),
    ],
)
def test_what_pelican_takes_is_taken(name: str, value: object) -> None:
    assert read_settings(given(**{name: value}))


def test_the_environment_decides_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert read_settings(given()).now == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert read_settings(given(BRIEFING_NOW="2026-03-04T10:00:00+00:00")).now.month == 3
    for wrong in ("soon", "-62135596800", "253402300799", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(SettingsError, match=f"SOURCE_DATE_EPOCH: is '{wrong}'; expected a number of seconds"):
            read_settings(given())


def test_the_publishers_zone_is_pelicans_unless_it_is_set() -> None:
    day = dt.date(2026, 7, 1)
    assert moment(day, read_settings(given()).timezone).isoformat() == "2026-07-01T00:00:00+02:00"
    tokyo = read_settings(given(BRIEFING_TIMEZONE="Asia/Tokyo")).timezone
    assert moment(day, tokyo).isoformat() == "2026-07-01T00:00:00+09:00"


def test_a_cache_can_be_switched_off() -> None:
    assert read_settings(given(BRIEFING_CACHE="")).cache is None


def test_a_site_is_ours_by_its_setting_or_its_folder(tmp_path: Path) -> None:
    content = {"PATH": str(tmp_path / "content")}
    assert not is_used(content)
    assert is_used({**content, "BRIEFING_SEEDS": "articles"})
    (tmp_path / "seeds").mkdir()
    assert is_used(content)


HEAD = """# Settings

What the plugin reads of a site's `pelicanconf.py`. They are checked when a build begins: an unknown name or a value of
another form ends it with a message that says what was expected. This page is made from the code by `make golden`.

| setting | default | what it does |
|---|---|---|
"""


def test_the_documentation_lists_every_setting(update_golden: bool) -> None:  # noqa: FBT001 - a fixture
    page = ROOT / "docs" / "settings.md"
    rows = [f"| `{setting.name}` | `{setting.default!r}` | {setting.about} |\n" for setting in SETTINGS]
    made = HEAD + "".join(rows)
    if update_golden:
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made
