"""Who is one person across briefings, and who is not, where names alone do not tell: `content/people/NAME.toml`.

A file is a person's page: the names that are theirs, and, where namesakes are to be kept apart, the briefings in which
the name means them. Names that no file claims are one person each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.descriptions import read_folder
from pelican.plugins.briefing.errors import SidecarError
from pelican.plugins.briefing.sidecar import KEYS as SIDECAR_KEYS
from pelican.plugins.briefing.values import WrongError, slug_value, tags_value, text_value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from pelican.plugins.briefing.descriptions import Described


def _briefings(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a file holds anything
    """Return slugs."""
    try:
        return tuple(slug_value(slug) for slug in tags_value(value))
    except WrongError:
        raise WrongError('slugs of briefings such as ["flood-barrier", "flood-inquiry"]') from None


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "names": tags_value,
    "briefings": _briefings,
    "title": text_value,
    "note": text_value,
    "link": SIDECAR_KEYS["url"],
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What an editor says of one person."""

    names: tuple[str, ...] = ()
    """The names that are theirs; the first is shown."""
    briefings: tuple[str, ...] = ()
    """Slugs of the briefings in which the names mean them; empty for all."""
    title: str = ""
    """What they are, in the editor's words."""
    note: str = ""
    """What the editor says of them."""
    link: str = ""
    """Address of a page about them."""


@dataclass(slots=True)
class Identities:
    """The people whom files describe."""

    people: dict[str, Identity] = field(default_factory=dict)
    """By the last part of their address."""
    _claims: dict[tuple[str, str], str] = field(default_factory=dict)
    """Whose a name is: by its slug and a briefing's, that empty for all briefings."""

    def slug(self, name: str, briefing: str) -> str:
        """Return the last part of the address of whom a name means in a briefing.

        Args:
            name: the name's slug.
            briefing: the briefing's.
        """
        return self._claims.get((name, briefing)) or self._claims.get((name, ""), name)

    def claim(self, described: Described, slugify: Callable[[str], str]) -> list[SidecarError]:
        """Take a file in, and return an error for each name that another one has already."""
        identity = Identity(**described.values)
        self.people[described.name] = identity
        errors = []
        for name in identity.names or (described.name,):
            for briefing in identity.briefings or ("",):
                other = self._claims.setdefault((slugify(name), briefing), described.name)
                if other != described.name:
                    wrong = f'claims "{name}", which is of {other}.toml'
                    errors.append(SidecarError(described.at("names"), wrong, "briefings, to keep the two apart"))
        return errors


def read_identities(
    folder: Path, shown: str, slugify: Callable[[str], str], briefings: Collection[str] | None = None
) -> tuple[Identities, list[SidecarError]]:
    """Return the people whom files describe, and everything that is wrong with the files.

    Args:
        folder: holds a file for each; it need not be there.
        shown: the folder as messages name it.
        slugify: makes the last part of an address out of a name.
        briefings: the slugs of all briefings, drafts too, where they are known: others cannot be named.
    """
    files, errors = read_folder(folder, shown, KEYS)
    identities = Identities()
    for described in files:
        errors += identities.claim(described, slugify)
        errors += [
            SidecarError(described.at("briefings"), f'names "{slug}"', "slugs of briefings of the site")
            for slug in described.values.get("briefings", ())
            if briefings is not None and slug not in briefings
        ]
    return identities, errors
