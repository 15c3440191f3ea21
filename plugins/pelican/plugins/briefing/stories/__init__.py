"""Stories: what several briefings tell of one matter, side by side.

A briefing belongs to the story that its sidecar names; nothing is grouped that no editor grouped. What is joined across
briefings is joined by the words that they share (`likeness`), and each item keeps its own words and its own place.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

from pelican.plugins.briefing.content import content_html
from pelican.plugins.briefing.injection import SENTINEL, slugify_with
from pelican.plugins.briefing.later import changed
from pelican.plugins.briefing.stories.described import read_descriptions
from pelican.plugins.briefing.stories.telling import Naming, tell
from pelican.plugins.briefing.stories.view import StoryLink, StoryView

if TYPE_CHECKING:
    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.injection import Site

__all__ = ["StoriesGenerator", "add_stories"]


def add_stories(generator: Any, site: Site) -> None:  # noqa: ANN401 - Pelican has no types
    """Gather the stories of a site, and tell each briefing of its own.

    Args:
        generator: Pelican's generator of articles, when it has them all.
        site: takes part with the articles that are made of seeds, and takes what is wrong with descriptions.
    """
    folder = Path(generator.settings["PATH"], "stories")
    descriptions, errors = read_descriptions(folder, f"{folder.parent.name}/stories")
    slugify = slugify_with(generator.settings)
    feed = "stories" in site.settings.feeds
    stories = []
    for name, briefings in sorted(_grouped(site).items()):
        address = f"feeds/stories/{name}.atom.xml" if feed else ""
        story = tell(Naming(name, descriptions.get(name), site.settings.language, address), briefings, slugify)
        stories.append(story)
        _link(story, site)
    site.failures += [str(error) for error in errors]
    generator.context["BRIEFING_STORIES"] = tuple(sorted(stories, key=_newest, reverse=True))


def _grouped(site: Site) -> dict[str, list[tuple[Any, Page]]]:
    """Return the briefings of each story, oldest first; those of one day, and those without one, by path."""
    grouped: dict[str, list[tuple[Any, Page]]] = {}
    for article, page in site.articles:
        if page.entry.sidecar.story:
            grouped.setdefault(page.entry.sidecar.story, []).append((article, page))
    for briefings in grouped.values():
        briefings.sort(key=lambda briefing: (briefing[0].date, briefing[0].get_relative_source_path() or ""))
    return grouped


def _newest(story: StoryView) -> tuple[Any, str]:
    """Return what stories are ordered by: the day of the newest briefing."""
    return max((article.date for article in story.articles), default=SENTINEL), story.name


def _link(story: StoryView, site: Site) -> None:
    """Tell the briefings of a story of it, and their feeds' entries."""
    changes = {id(change.article): change for change in story.changes}
    for article in story.articles:
        link = StoryLink(story.title, story.url, len(story.articles), changes.get(id(article)))
        article.briefing = changed(article.briefing, story=link)
        # None where Pelican has had the content already, for a setting of its own.
        if article.make_content is not None:
            article.make_content = partial(content_html, article.briefing, site.settings.language)


class StoriesGenerator(Generator):
    """Writes a page for each story, its feed where feeds are asked for, and the list of stories."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write them."""
        stories = self.context.get("BRIEFING_STORIES", ())
        relative = self.settings["RELATIVE_URLS"]
        for story in stories:
            writer.write_file(
                f"{story.url}index.html",
                self.get_template("story"),
                self.context,
                relative,
                template_name="story",
                url=story.url,
                story=story,
            )
            if story.feed:
                writer.write_feed(story.newest_first, self.context, story.feed, story.feed, feed_title=story.title)
        template = self.get_template("stories")
        writer.write_file("stories/index.html", template, self.context, relative, url="stories/", stories=stories)
