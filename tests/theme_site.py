"""Builds the pages of `theme_states` with Pelican and the theme, beside an ordinary article and a page.

python tests/theme_site.py OUTPUT [SITEURL [TEMPLATES]]
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined
from pelican import Pelican
from pelican.contents import Article, Category, Tag
from pelican.plugins import signals
from pelican.settings import read_settings

from gallery.gallery import TEMPLATES, GalleryGenerator
from pelican.plugins.briefing import assets
from pelican.plugins.briefing.receivers import speak
from theme_states import STATES

if TYPE_CHECKING:
    from pelican.generators import ArticlesGenerator

THEME = Path(__file__).resolve().parent.parent / "theme"
NAV = (("Briefings", ""), ("Topics", "topics/"), ("Archive", "archive/"), ("About", "about/"))
JINJA = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
# How many plain briefings there are beside the states, so that lists have a second page.
MORE = 12

ARTICLE = """title: An ordinary article <script>alert(1)</script>
date: 2024-02-01
category: news

With *emphasis* and {{ 7*7 }}.
"""
PAGES = {
    "about.md": "title: About\n\nWhat this is.\n",
    "method.md": "title: How it is made\nslug: method\n\n## Parts\n\nThe parser.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
}


def settings_of(content: Path, output: Path, siteurl: str, overrides: str) -> dict[str, Any]:
    """Return Pelican's settings, as a site with the theme has them."""
    here = {
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "THEME": str(THEME),
        "PLUGINS": [states_plugin(with_gallery=not siteurl)],
    }
    addresses = {
        "ARTICLE_URL": "briefings/{slug}/",
        "TAG_URL": "topics/{slug}/",
        "CATEGORY_URL": "sections/{slug}/",
        "PAGE_URL": "{slug}/",
        "YEAR_ARCHIVE_URL": "archive/{date:%Y}/",
        "MONTH_ARCHIVE_URL": "archive/{date:%Y}/{date:%m}/",
        "TAGS_URL": "topics/",
        "CATEGORIES_URL": "sections/",
        "ARCHIVES_URL": "archive/",
    }
    saved = {name.replace("_URL", "_SAVE_AS"): f"{address}index.html" for name, address in addresses.items()}
    return read_settings(
        override={
            **here,
            **addresses,
            **saved,
            "INDEX_URL": "",
            "AUTHOR_SAVE_AS": "",
            "AUTHORS_SAVE_AS": "",
            "SITENAME": "Skerrow Briefings",
            "SITEURL": siteurl,
            "RELATIVE_URLS": not siteurl,
            "TIMEZONE": "UTC",
            "LOCALE": ["C"],
            "DEFAULT_PAGINATION": 10,
            "PAGINATION_PATTERNS": [
                (1, "{url}", "{save_as}"),
                (2, "{url}page/{number}/", "{base_name}/page/{number}/index.html"),
            ],
            "DIRECT_TEMPLATES": ["index", "tags", "categories", "authors", "archives"],
            "TEMPLATE_PAGES": {name: name for name in ("404.html", "robots.txt", "sitemap.xml")},
            "FEED_ALL_ATOM": "feeds/all.atom.xml",
            "CATEGORY_FEED_ATOM": None,
            "JINJA_ENVIRONMENT": JINJA,
            "BRIEFING_VERSION": "0.1.0",
            "BRIEFING_NAV": NAV,
            "BRIEFING_INDEX": True,
            "THEME_TEMPLATES_OVERRIDES": [*([overrides] if overrides else []), str(TEMPLATES)],
        }
    )


def states_plugin(*, with_gallery: bool) -> SimpleNamespace:
    """Return a plugin for Pelican that adds an article for each state, and pages of the theme's components."""

    def register() -> None:
        signals.article_generator_pretaxonomy.connect(add_articles)
        assets.connect()
        if with_gallery:
            signals.get_generators.connect(gallery)
        signals.generator_init.connect(speak)

    return SimpleNamespace(__name__="theme_states", register=register)


def gallery(_pelican: Pelican) -> type[GalleryGenerator]:
    """Return the generator of the components' pages."""
    return GalleryGenerator


def add_articles(generator: ArticlesGenerator) -> None:
    """Add the states to Pelican's articles, and some plain ones, all with topics."""
    more = {f"plain-{number}": STATES["plain"] for number in range(1, MORE + 1)}
    for name, view in {**STATES, **more}.items():
        metadata = {
            "title": view.title,
            "slug": name,
            "date": dt.datetime(2024, 3, 4, tzinfo=dt.UTC)
            if view.published
            else dt.datetime(1900, 1, 1, tzinfo=dt.UTC),
            "category": Category("news", generator.settings),
            "tags": [Tag("Harbours", generator.settings), Tag("Lärm & Wind", generator.settings)],
            "summary": view.summary,
        }
        article = Article(view.summary, metadata, settings=generator.settings, context=generator.context)
        article.briefing = view
        generator.articles.append(article)


def build(output: Path, siteurl: str = "", overrides: str = "") -> None:
    """Build the site into a folder.

    Args:
        output: the folder.
        siteurl: address of the site; empty for relative links.
        overrides: a folder of templates that stand before the theme's.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        (content / "pages").mkdir()
        (content / "news.md").write_text(ARTICLE, encoding="utf-8")
        for name, text in PAGES.items():
            (content / "pages" / name).write_text(text, encoding="utf-8")
        Pelican(settings_of(content, output, siteurl, overrides)).run()


if __name__ == "__main__":
    build(Path(sys.argv[1]), *sys.argv[2:])
