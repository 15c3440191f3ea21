"""Every setting of the plugin: its name, form, default, and what it does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.plugins.briefing.looks import SECTIONS
from pelican_briefing.places import CACHE

PREFIX = "BRIEFING_"
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
        about="Whether reported statements without quotation marks are read; a page shows those whose end is sure.",
    ),
    Setting(
        "BRIEFING_CHECKED",
        (bool,),
        default=True,
        expected="True or False",
        about="Whether a page says “Checked by an editor” where a person has checked or changed all its items.",
    ),
    Setting(
        "BRIEFING_HISTORY",
        (bool,),
        default=False,
        expected="True or False",
        about="Whether a page tells what its published versions in git changed, and has a `history.json` beside it. "
        "Without a repository there is none.",
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
    Setting(
        "BRIEFING_POLICY",
        (dict,),
        {},
        'sources by directive, such as {"img-src": ["https://images.example.org/"]}',
        "What a page may load besides the site's own files, added to the theme's Content-Security-Policy by directive, "
        "where hand-written pages or own templates need it.",
    ),
    Setting("BRIEFING_MAX_BYTES", (int,), 5_000_000, "a number of 0 or more", "A larger seed is an error, in bytes."),
    Setting(
        "BRIEFING_MAX_SECONDS",
        (int,),
        60,
        "a number of 0 or more",
        "A seed that takes more of the processor's time is an error: no article does, and a text made to be hard may. "
        "0: it takes as long as it takes, as it does on Windows.",
    ),
    Setting(
        "BRIEFING_JOBS",
        (int,),
        0,
        "a number of 0 or more",
        "How many processes parse seeds and write pages. 0: as many as there are processors, where there is enough.",
    ),
    Setting(
        "BRIEFING_CACHE",
        (str, Path),
        CACHE,
        f'a folder such as "{CACHE}"',
        "Folder of what is kept between builds (`briefing cache`), beside `PATH` where relative. Empty: nothing is.",
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
