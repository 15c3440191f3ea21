"""What the plugin writes or changes beside the articles' pages: their JSON, the feeds, names for templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import factbox
from factbox import to_dict
from pelican.plugins.briefing.injection import is_undated, json_place
from pelican.plugins.briefing.presenting import day_view

if TYPE_CHECKING:
    from pelican.plugins.briefing.injection import Site
    from pelican.plugins.briefing.settings import Settings


def template_names(settings: Settings, *, searched: bool) -> dict[str, Any]:
    """Return what every template may use, made once a build.

    Args:
        settings: what the build goes by.
        searched: whether the site gets an index for its search page.
    """
    today = settings.now.astimezone(settings.timezone).date()
    return {
        "BRIEFING_VERSION": factbox.__version__,
        "BRIEFING_NAV": settings.nav,
        "BRIEFING_NOW": day_view(today, settings.language) if settings.drafts else None,
        "BRIEFING_LOCAL": settings.drafts,
        "BRIEFING_INDEX": settings.index,
        "BRIEFING_SEARCH": searched,
    }


def write_briefings(output: str, site: Site) -> None:
    """Write each page's `briefing.json`, with no more of the text in it than may be published."""
    for article, page in site.articles:
        file = Path(output, json_place(article.save_as))
        data = json.dumps(to_dict(page.shown.published()), ensure_ascii=False, separators=(",", ":"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(data + "\n", encoding="utf-8")


def mend_feed(feed: Any, site: Site) -> None:  # noqa: ANN401 - feedgenerator has no types
    """Take articles without a date, and those that are not published, out of a feed.

    A feed without entries says when the build was instead of what the clock says.
    """
    left_out = tuple(f"/{article.url}" for article, page in site.articles if is_undated(article) or page.standing)
    feed.items = [item for item in feed.items if not item["link"].removesuffix("?ref=feed").endswith(left_out)]
    if not feed.items:
        feed.latest_post_date = lambda: site.settings.now
