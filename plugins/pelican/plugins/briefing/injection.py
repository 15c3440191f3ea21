"""Makes Pelican articles of pages, and keeps what is made up about them out of archives and feeds."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from pelican.contents import Article, Category, Tag
from pelican.plugins import signals
from pelican.readers import BaseReader
from pelican.utils import order_content, slugify

from pelican.plugins.briefing.content import content_html
from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.identities import Identities
from pelican.plugins.briefing.incremental.compiled import Compiled
from pelican.plugins.briefing.incremental.digests import Digests
from pelican.plugins.briefing.later import Lately
from pelican.plugins.briefing.presenting import Place, addressed, as_linked
from pelican.plugins.briefing.settings import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pelican.plugins.briefing.gathering import Gathered, Page
    from pelican.plugins.briefing.incremental.kept import Kept
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.settings import Settings

# What seeds are read as. With its dot it is no suffix that a file can have, so that no file is claimed.
FORMAT = "briefing.seed"
# Stands in for a date that is not known, which Pelican needs: before all that is dated, printed nowhere.
SENTINEL = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


@dataclass(slots=True)
class Site:
    """What the plugin knows of one build."""

    settings: Settings
    """What it goes by."""
    articles: list[tuple[Any, Page]] = field(default_factory=list)
    """Each seed's article and page, by path."""
    warnings: list[str] = field(default_factory=list)
    """What an editor may want to know, one line each."""
    failures: list[str] = field(default_factory=list)
    """What is wrong with seeds, one line each."""
    gathered: Gathered | None = None
    """What the seeds gave, when they have been read."""
    identities: Identities = field(default_factory=Identities)
    """The people whom files describe, when the pages across briefings are gathered."""
    ahead: list[dt.datetime] = field(default_factory=list)
    """Moments with which a build comes out otherwise than this one."""
    indexed: bool = True
    """Whether the search's index is made with the site."""
    kept: Kept | None = None
    """What the last build left; None where every page is made."""
    put_off: bool = False
    """Whether pages are written when all are known."""
    digests: Digests = field(default_factory=Digests)
    """What pages are known by."""
    compiled: Compiled = field(default_factory=Compiled)
    """What the templates were compiled to."""

    def begin(self, settings: Settings) -> None:
        """Forget what an earlier run with the same settings left."""
        self.settings, self.gathered, self.digests = settings, None, Digests()
        self.identities = Identities()
        for found in (self.articles, self.warnings, self.failures, self.ahead):
            found.clear()

    def until(self) -> int | None:
        """Return when the clock makes a build come out otherwise, in nanoseconds since 1970, or None."""
        ahead = [*self.ahead]
        if self.settings.ticking:
            zone = self.settings.timezone
            tomorrow = self.settings.now.astimezone(zone).date() + dt.timedelta(1)
            days = (tomorrow, *(self.gathered.ahead if self.gathered else ()))
            ahead += [moment(day, zone) for day in days]
        return min((int(day.timestamp()) * 10**9 for day in ahead), default=None)


class SeedReader(BaseReader):
    """Hands out what was prepared for a seed."""

    file_extensions: list[str] = []  # noqa: RUF012 - Pelican's form

    def __init__(self, settings: dict[str, Any]) -> None:
        """Begin without any."""
        super().__init__(settings)
        self.prepared: dict[str, tuple[str, dict[str, Any]]] = {}
        self._wrapped: dict[tuple[type[Any], str], Any] = {}

    def one_of(self, found: Any) -> Any:  # noqa: ANN401 - an author or a section
        """Return the first of those that are called the same."""
        return self._wrapped.setdefault((type(found), found.name), found)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return content and metadata of the seed at a path."""
        return self.prepared[source_path]

    def process_metadata(self, name: str, value: Any) -> Any:  # noqa: ANN401 - as above
        """Return what a file's name says, as Pelican reads it, but for its date: ours stands in place of that.

        "2026-02-30-wall" would end the build.
        """
        return value if name == "date" else super().process_metadata(name, value)


class SeedArticle(Article):
    """An article whose content is made when somebody reads it: feeds and other themes do, ours does not."""

    make_content: Callable[[], str] | None = None
    known_save_as: str | None = None
    known_source: str | None = None
    _made: str = ""

    @property
    def _content(self) -> str:
        """The content as HTML."""
        if self.make_content is not None and not self._made:
            self._made = self.make_content()
        return self._made

    @_content.setter
    def _content(self, content: str) -> None:
        """Take a content from Pelican or another plugin."""
        self._made = content

    @property
    def save_as(self) -> str:
        """Where it is written; computed once, when its address is known."""
        known = self.known_save_as
        return str(super().save_as) if known is None else known

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return the path of its seed from the content's folder, as Pelican does; computed once."""
        if source_path or self.known_source is None:
            found: str | None = super().get_relative_source_path(source_path)
            if source_path:
                return found
            self.known_source = found
        return self.known_source


def add_articles(generator: Any, site: Site, pages: Iterable[Page]) -> None:  # noqa: ANN401 - Pelican has no types
    """Put an article for each page among those of the generator, in their total order.

    Args:
        generator: Pelican's generator of articles, before it looks at tags and categories.
        site: takes the articles, and a failure for each whose place another article has.
        pages: seeds that become pages.
    """
    taken = {article.save_as: article for article in _all_articles(generator)}
    for page in pages:
        article = _article(generator, page, site.settings)
        other = taken.get(article.save_as)
        if other is not None:
            shown = other.get_relative_source_path()
            seed = page.entry.seed
            wrong = f"has the address {article.save_as} of {shown}"
            site.failures.append(str(BriefingError(seed.shown, wrong, f"another slug in {seed.shown_sidecar}")))
            continue
        taken[article.save_as] = article
        _address(article, page, generator.settings, site.settings.language)
        generator.articles.append(article)
        generator.add_source_path(article)
        site.digests.add_seed(article, page.key)
        site.articles.append((article, page))
    generator.articles = in_order(generator.articles, generator.settings["ARTICLE_ORDER_BY"])


def article_anew(generator: Any, site: Site, old: Any, page: Page) -> Any:  # noqa: ANN401 - as above
    """Return an article for a page that has changed since a build, with what that build made of all pages together.

    Args:
        generator: the build's generator of articles.
        site: the build's.
        old: the article that the page had.
        page: the page as it is now.
    """
    article = _article(generator, page, site.settings)
    _address(article, page, generator.settings, site.settings.language)
    for name, value in vars(old).items():
        vars(article).setdefault(name, value)
    article.briefing = as_linked(article.briefing, old.briefing)
    return article


def in_order(articles: list[Any], order: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Return articles in the site's order, those that are equal in it by path, undated ones after all others."""
    by_path = sorted(articles, key=lambda article: article.get_relative_source_path() or "")
    ordered = order_content(by_path, order)
    return sorted(ordered, key=is_undated)


class Slugs:
    """Makes slugs of names, each once: a site has thousands of names, each in many places."""

    def __init__(self, make: Callable[[str], str]) -> None:
        """Begin with none."""
        self._make = make
        self.known: dict[str, str] = {}
        """Slugs that an earlier build made."""
        self.made: dict[str, str] = {}
        """Those that were asked for."""

    def __call__(self, name: str) -> str:
        """Return the slug of a name."""
        slug = self.made.get(name)
        if slug is None:
            slug = self.made[name] = self.known.get(name) or self._make(name)
        return slug


def slugify_with(settings: dict[str, Any]) -> Slugs:
    """Return what makes a slug of a file's name or another one, by Pelican's settings."""
    substitutions = tuple((pattern, into) for pattern, into in settings["SLUG_REGEX_SUBSTITUTIONS"])
    return _slugifier(substitutions, settings["SLUGIFY_PRESERVE_CASE"], settings["SLUGIFY_USE_UNICODE"])


@functools.lru_cache(maxsize=4)
def _slugifier(substitutions: tuple[tuple[str, str], ...], *rest: bool) -> Slugs:
    """Return it; a name's slug is made once, however many articles have the name."""
    preserve_case, use_unicode = rest
    return Slugs(lambda name: str(slugify(name, substitutions, preserve_case, use_unicode)))


def is_undated(article: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether an article's date is a stand-in."""
    return getattr(article, "undated", False)


def drop_undated(generator: Any) -> None:  # noqa: ANN401 - as above
    """Take articles without a date out of the archives, and give them one of their own."""
    dates = [article for article in generator.dates if not is_undated(article)]
    # Equal dates stand in the order of their paths, whichever way round the archives run.
    dates.sort(key=lambda article: article.get_relative_source_path() or "")
    dates.sort(key=operator.attrgetter("date"), reverse=generator.context["NEWEST_FIRST_ARCHIVES"])
    if len(dates) == len(generator.dates) and all(map(operator.is_, dates, generator.dates)):
        # Pelican made them so.
        return
    articles = [article for article in generator.articles if not is_undated(article)]
    archives = generator._build_period_archives(dates, articles, generator.settings)  # noqa: SLF001 - no public way
    undated = [article for article in generator.articles if is_undated(article)]
    if undated and any(generator.settings[f"{period}_ARCHIVE_SAVE_AS"] for period in ("YEAR", "MONTH", "DAY")):
        archives["undated"] = [_undated_archive(undated, generator.settings)]
    generator.dates, generator.period_archives = dates, archives
    generator.context["dates"], generator.context["period_archives"] = dates, archives


def _undated_archive(articles: list[Any], settings: dict[str, Any]) -> dict[str, Any]:
    """Return what Pelican writes an archive from, as it has it of a month, of articles of no month."""
    folder = PurePosixPath(settings["ARCHIVES_SAVE_AS"] or "archives.html").parent / "undated"
    return {
        "period": ("undated",),
        "period_num": (),
        "url": f"{folder}/",
        "save_as": f"{folder}/index.html",
        "articles": articles,
        "dates": articles,
    }


def _all_articles(generator: Any) -> Iterable[Any]:  # noqa: ANN401 - as above
    """Yield every article that the generator has, published or not."""
    yield from generator.articles
    yield from generator.translations
    yield from generator.hidden_articles
    yield from generator.hidden_translations
    yield from generator.drafts
    yield from generator.drafts_translations


def _article(generator: Any, page: Page, site: Settings) -> Any:  # noqa: ANN401 - as above
    """Return the article of a page, read as Pelican reads a file, so that its signals and settings hold."""
    file = str(page.entry.seed.file.absolute())
    reader = generator.readers.readers[FORMAT]

    def make() -> str:
        return content_html(page.view, site.language)

    # Where Pelican works on it at once, it must be there at once.
    at_once = generator.settings["TYPOGRIFY"] or generator.settings["CACHE_CONTENT"]
    metadata = _metadata(generator.settings, page, site.timezone)
    reader.prepared[file] = (make(), metadata) if at_once else ("", {**metadata, "make_content": make})
    article = generator.readers.read_file(
        base_path=generator.path,
        path=file,
        content_class=SeedArticle,
        fmt=FORMAT,
        context=generator.context,
        preread_signal=signals.article_generator_preread,
        preread_sender=generator,
        context_signal=signals.article_generator_context,
        context_sender=generator,
    )
    # Pelican may have made a draft of it by its own clock; what is due was decided by ours.
    article.status = "published"
    # One for all that have it: each makes its own slug.
    article.category = reader.one_of(article.category)
    if hasattr(article, "author"):
        article.author = reader.one_of(article.author)
        article.authors = [reader.one_of(author) for author in article.authors]
    return article


def _metadata(settings: dict[str, Any], page: Page, zone: dt.tzinfo) -> dict[str, Any]:
    """Return what Pelican is told of a page. Titles and summaries are HTML to it."""
    sidecar, published = page.entry.sidecar, page.published
    told = {
        "title": escape(page.outline.fields["title"]),
        "slug": page.slug,
        "date": moment(published, zone) if published else SENTINEL,
        "undated": published is None,
        "status": "published",
        "category": Category(sidecar.category or settings["DEFAULT_CATEGORY"], settings),
        "tags": [Tag(tag, settings) for tag in sidecar.tags],
        "summary": escape(page.outline.fields["summary"]),
    }
    updated = page.outline.updated
    if updated:
        told["modified"] = moment(updated, zone)
    return told


def _address(
    article: Any,  # noqa: ANN401 - as above
    page: Page,
    settings: dict[str, Any],
    language: Language,
) -> None:
    """Give an article its view, with the addresses in it; which would be computed at each use otherwise."""
    url = article.url
    article.override_url = url
    article.known_save_as = article.save_as
    place = Place(settings["SITENAME"], settings["SITEURL"].rstrip("/"), url, page.slug, article.save_as)
    make = Lately(lambda: addressed(page.view, page.shown, place, language))
    article.briefing = page.outline.view(page.key, make)
