"""Who a bare surname is in a briefing of a story: "Renn", where another briefing of it has Tobias Renn and nobody else.

A surname stays by itself where the story has two people of it, where its own briefing has the full name too, which the
parser then kept apart, and where the roles that the two are given have no word in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factbox import text_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pelican.plugins.briefing.gathering import Page


def fuller(name: str, other: str) -> str:
    """Return the first of two names of one person, unless it is a surname and the second is none."""
    return other if " " in other and " " not in name else name


def find_surnames(briefings: Iterable[tuple[Any, Page]], slugify: Callable[[str], str]) -> dict[tuple[str, str], str]:
    """Return whose surnames are, by the surname's slug and the briefing's: the slug of the full name.

    Args:
        briefings: a site's articles with their pages.
        slugify: makes the last part of an address out of a name.
    """
    stories: dict[str, list[Any]] = {}
    for article, page in briefings:
        if page.entry.sidecar.story:
            stories.setdefault(page.entry.sidecar.story, []).append(article)
    found: dict[tuple[str, str], str] = {}
    for articles in stories.values():
        found |= _of_story(articles, slugify)
    return found


def _of_story(articles: list[Any], slugify: Callable[[str], str]) -> dict[tuple[str, str], str]:
    """Return the same for one story."""
    # By surname and full name, and by surname and briefing: the words of their roles.
    full: dict[str, dict[str, set[str]]] = {}
    bare: dict[tuple[str, str], set[str]] = {}
    for article in articles:
        people = article.briefing.people
        whole = {slugify(person.name.rpartition(" ")[2]) for person in people if " " in person.name}
        for person in people:
            surname, words = slugify(person.name.rpartition(" ")[2]), text_terms(person.detail)
            if " " in person.name:
                full.setdefault(surname, {}).setdefault(slugify(person.name), set()).update(words)
            elif surname not in whole:
                bare.setdefault((surname, article.slug), set()).update(words)
    found = {}
    for (surname, slug), own in bare.items():
        if len(full.get(surname, ())) == 1:
            ((name, roles),) = full[surname].items()
            if not own or not roles or own & roles:
                found[surname, slug] = name
    return found
