"""What the plugin writes or changes beside the articles' pages: their JSON, the feeds, names for templates."""

from __future__ import annotations

import json
import os
from functools import partial
from typing import TYPE_CHECKING, Any

import factbox
from factbox import to_dict
from pelican.plugins.briefing.accuracy import accuracy
from pelican.plugins.briefing.injection import is_undated
from pelican.plugins.briefing.presenting import CALENDAR, CITED, day_view, file_beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.injection import Site
    from pelican.plugins.briefing.settings import Settings
    from pelican.plugins.briefing.view import BriefingView

# RIS and iCalendar end their lines as their specifications say, on every system.
_LINE_ENDS = {".ris": "\r\n", ".ics": "\r\n"}


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
        "BRIEFING_ACCURACY": accuracy(settings.language),
        "BRIEFING_INDEX": settings.index,
        "BRIEFING_SECTIONS": settings.looks.sections,
        "BRIEFING_LOGO": settings.looks.logo,
        "BRIEFING_FOOT": settings.looks.foot,
        "BRIEFING_SEARCH": searched,
    }


def write_briefings(writer: Any, site: Site) -> None:  # noqa: ANN401 - Pelican has no types
    """Write what stands beside each page: `briefing.json`, of what may be published; calendar, history, citations."""
    # Of a site whose last build is known the writer has it done with the pages.
    write = writer.write if site.kept else _at_once
    for article, page in site.articles:
        view = article.briefing
        # What the seed alone decides is made only where it is not taken over.
        key = f"{page.key} {article.url}"
        made: dict[str, tuple[str, Callable[[], str]]] = {"briefing.json": (key, partial(_json, page))}
        if page.outline.calendar:
            made[CALENDAR] = key, partial(_text, view, CALENDAR)
        # All that a citation tells of its page: most edits of a seed change nothing of it.
        cited = repr((view.title, view.publisher, view.published, page.published, page.slug, article.url))
        made |= {name: (cited, partial(_text, view, name)) for name in CITED}
        if view.history_json:
            made["history.json"] = view.history_json, partial(str, view.history_json)
        for name, (told, content) in made.items():
            path = file_beside(article.save_as, name)
            if site.kept and site.kept.take(path, site.digests.of(told)):
                continue
            write(path, partial(_write, os.path.join(writer.output_path, path), content))  # noqa: PTH118 - thousands


def _at_once(path: str, make: Callable[[], None]) -> None:  # noqa: ARG001 - as the writer has it
    """Write a file now."""
    make()


def _write(path: str, content: Callable[[], str]) -> None:
    """Write a file, mostly into a folder that is there."""
    ends = _LINE_ENDS.get(os.path.splitext(path)[1], "\n")  # noqa: PTH122 - as above
    text = content() + "\n"
    try:
        file = open(path, "w", encoding="utf-8", newline=ends)  # noqa: PTH123, SIM115 - as above
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        file = open(path, "w", encoding="utf-8", newline=ends)  # noqa: PTH123, SIM115 - as above
    with file:
        file.write(text)


def _text(view: BriefingView, name: str) -> str:
    """Return what a file beside a page holds."""
    if name == CALENDAR and view.calendar:
        return view.calendar.text()
    return next(item.text for item in view.citations if item.file == name)


def _json(page: Page) -> str:
    """Return the JSON of a page, with what may be published alone."""
    return json.dumps(to_dict(page.shown.published()), ensure_ascii=False, separators=(",", ":"))


def mend_feed(feed: Any, site: Site) -> None:  # noqa: ANN401 - feedgenerator has no types
    """Take articles without a date, and those that are not published, out of a feed.

    A feed without entries says when the build was instead of what the clock says.
    """
    left_out = tuple(f"/{article.url}" for article, page in site.articles if is_undated(article) or page.standing)
    feed.items = [item for item in feed.items if not item["link"].removesuffix("?ref=feed").endswith(left_out)]
    if not feed.items:
        feed.latest_post_date = lambda: site.settings.now
        if site.settings.ticking:
            site.ahead.append(site.settings.now)
