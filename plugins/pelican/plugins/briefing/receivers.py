"""What the plugin does at each of Pelican's signals. In a site without seeds: nothing."""

from __future__ import annotations

import datetime as dt
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins import signals

from pelican.plugins.briefing import assets
from pelican.plugins.briefing.errors import SettingsError
from pelican.plugins.briefing.progress import step
from pelican.plugins.briefing.settings import STATE, is_used, read_settings
from pelican.plugins.briefing.stages import stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pelican.plugins.briefing.injection import Site

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connect each receiver to its signal; a second time changes nothing."""
    signals.initialized.connect(begin)
    signals.generator_init.connect(speak)
    signals.readers_init.connect(add_reader)
    signals.article_generator_pretaxonomy.connect(add_seeds)
    signals.article_generator_finalized.connect(drop_undated)
    signals.article_generator_finalized.connect(add_subjects)
    signals.article_generator_finalized.connect(add_related)
    signals.article_generator_finalized.connect(add_versions)
    signals.article_generator_finalized.connect(add_stories)
    signals.article_generator_finalized.connect(add_sources)
    signals.article_generator_finalized.connect(add_cards)
    signals.get_generators.connect(subject_pages)
    signals.get_generators.connect(story_pages)
    signals.get_generators.connect(sources_page)
    signals.get_writer.connect(writer)
    signals.static_generator_finalized.connect(leave_static)
    signals.feed_generated.connect(mend_feed)
    signals.article_generator_write_article.connect(count)
    signals.article_writer_finalized.connect(write_json)
    # After the theme's files are written: what comes behind `end` is not called where a seed failed.
    assets.connect()
    signals.all_generators_finalized.connect(look_ahead)
    signals.all_generators_finalized.connect(put_off)
    signals.finalized.connect(index)
    signals.finalized.connect(end)


def begin(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Check the settings, and keep what belongs to the build among them.

    Raises:
        SystemExit: a setting is wrong; its message says which.
    """
    given = pelican.settings
    if assets.is_ours(Path(given["THEME"])):
        # Our templates count on it; Pelican's default is off.
        given["JINJA_ENVIRONMENT"] = {**given["JINJA_ENVIRONMENT"], "autoescape": True}
    # Signals are the process's: another site in it need not have us among its plugins.
    if __package__ not in given["PLUGINS"] or not is_used(given):
        return
    try:
        settings = read_settings(given)
        assets.check_looks(given)
    except SettingsError as error:
        raise SystemExit(f"briefing: {error}") from error
    from pelican.plugins.briefing.injection import Site

    site = given[STATE] = Site(settings)
    # Each of Pelican's generators has an environment of its own, with the same templates.
    once = {"bytecode_cache": site.compiled, "auto_reload": False}
    given["JINJA_ENVIRONMENT"] = {**once, **given["JINJA_ENVIRONMENT"]}
    if "topics" in settings.feeds and not given.get("TAG_FEED_ATOM"):
        given["TAG_FEED_ATOM"] = "feeds/topics/{slug}.atom.xml"
    content = os.path.relpath(settings.seeds, given["PATH"])
    if not content.startswith(os.pardir):
        for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES"):
            given[name] = [*given[name], content]


def speak(generator: Any) -> None:  # noqa: ANN401 - as above
    """Let the templates speak the site's language."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None or assets.is_ours(Path(generator.theme)):
        from pelican.plugins.briefing.languages import Language

        (site.settings.language if site else Language()).install(generator.env)


def add_reader(readers: Any) -> None:  # noqa: ANN401 - as above
    """Give Pelican's readers one for seeds."""
    if STATE in readers.settings:
        from pelican.plugins.briefing.injection import FORMAT, SeedReader

        readers.reader_classes[FORMAT] = SeedReader


def add_seeds(generator: Any) -> None:  # noqa: ANN401 - as above
    """Turn the seeds into articles, and tell templates what they need of the build."""
    site: Site | None = generator.settings.get(STATE)
    if site is None:
        return
    from pelican.plugins.briefing.gathering import gather
    from pelican.plugins.briefing.injection import add_articles, slugify_with
    from pelican.plugins.briefing.pages import template_names
    from pelican.plugins.briefing.searching import is_searched

    site.begin(read_settings(generator.settings))
    slugs = slugify_with(generator.settings)
    if site.kept:
        slugs.known, site.kept.slugs = site.kept.slugs, slugs.made
    gathered = gather(site.settings, slugs, site.kept.outlines if site.kept else None)
    site.failures += [str(error) for error in gathered.errors]
    site.warnings += [str(note) for note in gathered.notes]
    site.gathered = gathered
    add_articles(generator, site, gathered.pages)
    generator.context.update(template_names(site.settings, searched=is_searched(generator.settings)))
    # No errors: `--fatal=errors` would stop at the first of them and leave the site empty.
    for line in site.failures:
        logger.warning("%s", line, extra={"failure": True})
    for line in site.warnings:
        logger.warning("%s", line)


def drop_undated(generator: Any) -> None:  # noqa: ANN401 - as above
    """Take articles without a date out of the archives."""
    if STATE in generator.settings:
        from pelican.plugins.briefing.injection import drop_undated as drop

        drop(generator)


def add_subjects(generator: Any) -> None:  # noqa: ANN401 - as above
    """Gather the people, organisations and places that the articles name, and link their names to their pages."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None and _has(generator.theme, "subject"):
        from pelican.plugins.briefing.subjects import add_subjects as add

        _adding(add, generator, site)


@stage("pages across briefings prepared")
def _adding(add: Callable[[Any, Site], None], generator: Any, site: Site) -> None:  # noqa: ANN401 - as above
    """Add something to a site, and say what failed."""
    told = len(site.failures)
    add(generator, site)
    for line in site.failures[told:]:
        logger.warning("%s", line, extra={"failure": True})


@stage("pages across briefings prepared")
def add_related(generator: Any) -> None:  # noqa: ANN401 - as above
    """Tell each article which others go with it, and what tells it from those of the same headline."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None and assets.is_ours(Path(generator.theme)):
        from pelican.plugins.briefing.headlines import add_apart
        from pelican.plugins.briefing.injection import slugify_with
        from pelican.plugins.briefing.related import add_related as add

        ours = {id(article) for article, _ in site.articles}
        articles = [article for article in generator.articles if id(article) in ours]
        add_apart(articles)
        add(articles, slugify_with(generator.settings))


@stage("pages across briefings prepared")
def add_versions(generator: Any) -> None:  # noqa: ANN401 - as above
    """Tell each article what its versions in git changed, where the site wants that."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None and site.settings.history:
        from pelican.plugins.briefing.versions import add_versions as add

        add(site)


def add_stories(generator: Any) -> None:  # noqa: ANN401 - as above
    """Gather the stories that the sidecars name."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None and _has(generator.theme, "story"):
        from pelican.plugins.briefing.stories import add_stories as add

        _adding(add, generator, site)


@stage("pages across briefings prepared")
def add_sources(generator: Any) -> None:  # noqa: ANN401 - as above
    """Count who is quoted how often."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None and _has(generator.theme, "sources"):
        from pelican.plugins.briefing.sources import add_sources as add

        add(generator, site)


def add_cards(generator: Any) -> None:  # noqa: ANN401 - as above
    """Draw the pictures that stand for the briefings where they are shared."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None and assets.is_ours(Path(generator.theme)):
        from pelican.plugins.briefing.cards import add_cards as add

        add(generator, site)


def look_ahead(generators: Any) -> None:  # noqa: ANN401 - as above
    """Note when hand-written articles and pages will be due, which Pelican decides by its own clock."""
    for generator in generators:
        site: Site | None = generator.settings.get(STATE)
        if site is not None:
            lists = (getattr(generator, name, ()) for name in ("drafts", "drafts_translations", "draft_pages"))
            dates = (getattr(content, "date", None) for contents in lists for content in contents)
            now = dt.datetime.now(dt.UTC)
            # The year 9999 is Pelican's for a draft without a date.
            site.ahead += [date for date in dates if date and date.year < dt.MAXYEAR and date > now]


def put_off(generators: Any) -> None:  # noqa: ANN401 - as above
    """Have the pages written together where all are new: there may be enough for several processes."""
    site: Site | None = generators[0].settings.get(STATE)
    if site is not None and site.kept is not None and site.kept.is_empty:
        from pelican.plugins.briefing.incremental.sharing import put_off as put

        site.put_off = put(generators)


def subject_pages(pelican: Any) -> Any:  # noqa: ANN401 - as above
    """Return the generator of their pages."""
    if STATE not in pelican.settings or not _has(pelican.theme, "subject"):
        return None
    from pelican.plugins.briefing.subjects import SubjectsGenerator

    return SubjectsGenerator


def story_pages(pelican: Any) -> Any:  # noqa: ANN401 - as above
    """Return the generator of the stories' pages."""
    if STATE not in pelican.settings or not _has(pelican.theme, "story"):
        return None
    from pelican.plugins.briefing.stories import StoriesGenerator

    return StoriesGenerator


def sources_page(pelican: Any) -> Any:  # noqa: ANN401 - as above
    """Return the generator of the page that counts who is quoted."""
    if STATE not in pelican.settings or not _has(pelican.theme, "sources"):
        return None
    from pelican.plugins.briefing.sources import SourcesGenerator

    return SourcesGenerator


def _has(theme: str, template: str) -> bool:
    """Return whether a theme has a template: for pages that Pelican has none of."""
    return Path(theme, "templates", f"{template}.html").is_file()


def writer(pelican: Any) -> Any:  # noqa: ANN401 - as above
    """Return the writer that takes pages over from the last build, where that is known."""
    site: Site | None = pelican.settings.get(STATE)
    if site is None or site.kept is None:
        return None
    from pelican.plugins.briefing.incremental.writer import IncrementalWriter

    return IncrementalWriter


def leave_static(generator: Any) -> None:  # noqa: ANN401 - as above
    """Have the files that are copied as they are copied each time: they may be written over pages."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None and site.kept is not None:
        paths = (static.save_as for static in generator.staticfiles)
        site.kept.give_up(paths, generator.settings["THEME_STATIC_DIR"])


def mend_feed(context: Any, feed: Any) -> None:  # noqa: ANN401 - as above
    """Take articles without a date, and those that are not published, out of a feed."""
    site: Site | None = context.get(STATE)
    if site is not None:
        from pelican.plugins.briefing.pages import mend_feed as mend

        mend(feed, site)


def count(generator: Any, content: Any) -> None:  # noqa: ANN401, ARG001 - as above
    """Tell how many of the articles are written."""
    site: Site | None = generator.settings.get(STATE)
    if site is None or not site.put_off:
        step("Writing pages", len(generator.articles))


def write_json(generator: Any, writer: Any) -> None:  # noqa: ANN401 - as above
    """Write the JSON of each page beside it."""
    site: Site | None = generator.settings.get(STATE)
    if site is not None:
        from pelican.plugins.briefing.pages import write_briefings

        write_briefings(writer, site)


def index(pelican: Any) -> None:  # noqa: ANN401 - as above
    """Make the index that the search page looks in."""
    if STATE in pelican.settings:
        from pelican.plugins.briefing.searching import add_index

        add_index(pelican)


def end(pelican: Any) -> None:  # noqa: ANN401 - as above
    """End the run with status 1 where a seed failed; the rest of the site is written by now.

    Raises:
        SystemExit: a seed failed.
    """
    site: Site | None = pelican.settings.get(STATE)
    if site is not None and site.failures:
        raise SystemExit(1)
