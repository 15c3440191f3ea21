"""Who is quoted how often, by name and without one: an editor's mirror."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

from pelican.plugins.briefing.surnames import fuller

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pelican.plugins.briefing.injection import Site

# So many people and bodies stand on the page.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements some briefings have, by name and without one."""

    name: str
    """Of whom: a publisher or a story."""
    url: str
    """Address of its own page under the site's root, or empty."""
    briefings: int
    """How many briefings."""
    named: int
    """Quotations and statements whose speaker the text names."""
    described: int
    """Those of a speaker whom it describes: "the army", "engineers"."""
    unnamed: int
    """Those of a speaker whose name it withholds: "a council official"."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is quoted."""

    name: str
    """As the newest briefing has the name."""
    href: str
    """Address of their own page under the site's root, or empty."""
    statements: int
    """How many quotations and statements are theirs."""
    briefings: int
    """In how many briefings."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the page shows."""

    publishers: tuple[Tally, ...]
    """By publisher, that with most statements first."""
    stories: tuple[Tally, ...]
    """By story."""
    voices: tuple[Voice, ...]
    """Who is quoted most, the most first."""


def tally(name: str, url: str, articles: Sequence[Any]) -> Tally:
    """Return how many statements the briefings of some articles have; those that are not attributed count nowhere."""
    named = described = unnamed = 0
    for speaker in (speaker for article in articles for speaker in article.briefing.speakers):
        statements = len(speaker.quotations) + len(speaker.reported)
        unnamed += statements * speaker.anonymous
        named += statements * (bool(speaker.kind) and not speaker.anonymous)
        described += statements * (speaker.attributed and not speaker.kind and not speaker.anonymous)
    return Tally(name, url, len(articles), named, described, unnamed)


def by_publisher(articles: Iterable[Any], unknown: str) -> list[tuple[str, list[Any]]]:
    """Return each publisher with its articles; "Bay Post" and "The Bay Post" are one.

    Args:
        articles: those that are made of seeds.
        unknown: what a publisher is called that is not known.
    """
    found: dict[str, tuple[str, list[Any]]] = {}
    for article in articles:
        name = article.briefing.publisher or unknown
        key = name.casefold().removeprefix("the ")
        shown, own = found.get(key, (name, []))
        own.append(article)
        found[key] = max(shown, name, key=len), own
    return list(found.values())


def gather_sources(site: Site, articles: Sequence[Any], stories: Iterable[Any]) -> Sources:
    """Return who is quoted how often on a site.

    Args:
        site: what it speaks.
        articles: those that are made of seeds, newest first.
        stories: the site's stories.
    """
    unknown = site.settings.language.gettext("Publisher not known")
    publishers = (tally(name, "", own) for name, own in by_publisher(articles, unknown))
    found = (tally(story.title, story.url, story.articles) for story in stories)
    return Sources(_ordered(publishers), _ordered(found), _voices(articles))


def _ordered(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Return tallies, those with most statements first."""
    return tuple(sorted(tallies, key=lambda one: (-one.named - one.described - one.unnamed, one.name)))


def _voices(articles: Iterable[Any]) -> tuple[Voice, ...]:
    """Return who is quoted most, given the newest articles first."""
    counted: dict[str, list[Any]] = {}
    for article in articles:
        for speaker in article.briefing.speakers:
            if speaker.kind and not speaker.anonymous:
                said = counted.setdefault(speaker.href or speaker.name, [speaker.name, speaker.href or "", 0, 0])
                said[0] = fuller(said[0], speaker.name)
                said[2] += len(speaker.quotations) + len(speaker.reported)
                said[3] += 1
    voices = sorted((Voice(*said) for said in counted.values()), key=lambda voice: (-voice.statements, voice.name))
    return tuple(voices[:_MOST])


class SourcesGenerator(Generator):
    """Writes the page."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write it."""
        found = self.context.get("BRIEFING_SOURCES")
        if found:
            template, relative = self.get_template("sources"), self.settings["RELATIVE_URLS"]
            writer.write_file("sources/index.html", template, self.context, relative, url="sources/", sources=found)


def add_sources(generator: Any, site: Site) -> None:  # noqa: ANN401 - as above
    """Gather who is quoted how often, when the articles' names and stories are known."""
    ours = {id(article) for article, _ in site.articles}
    articles = [article for article in generator.articles if id(article) in ours]
    if articles:
        stories = generator.context.get("BRIEFING_STORIES", ())
        generator.context["BRIEFING_SOURCES"] = gather_sources(site, articles, stories)
