"""Finds out what a template can read: its own source, the templates it reaches, and the names that they use."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound

from pelican.plugins.briefing.rendering import said_by

if TYPE_CHECKING:
    from jinja2 import Environment

# All that a page of a list is known to tell of the whole list: "page.paginator.num_pages".
_COUNTS = re.compile(r"\.paginator\.(?:num_pages|count)\b")

# What is known of a source: names that it reads, templates that it reaches, by name or pattern, whether it looks into
# whole lists.
Known = dict[str, tuple[list[str], list[str], bool]]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a template can read."""

    sources: bytes
    """A digest of all sources, its own among them."""
    names: frozenset[str]
    """What they take from the context."""


class Reaches:
    """What the templates of a site can read, each source looked into once."""

    def __init__(self, known: Known) -> None:
        """Begin with what is known from earlier builds.

        Args:
            known: by digests of sources; it grows.
        """
        self.known = known
        self._found: dict[str, Reach | None] = {}

    def of(self, template: Any) -> Reach | None:  # noqa: ANN401 - Jinja's, which knows its environment
        """Return what a template can read; None where only its rendering tells."""
        name = template.name
        if name not in self._found:
            self._found[name] = self._reach(template.environment, name)
        return self._found[name]

    def _reach(self, environment: Environment, name: str) -> Reach | None:
        """Return the same for a template's name."""
        digest, names = hashlib.sha256(), set[str]()
        waiting, seen = [name], {name}
        while waiting:
            source = self._source(environment, waiting.pop())
            if source is None:
                return None
            key, (read, reached, whole) = source
            if whole:
                return None
            digest.update(key.encode())
            names.update(read)
            others = {other for told in reached for other in self._named(environment, told)} - seen
            waiting += sorted(others)
            seen |= others
        return Reach(digest.digest(), frozenset(names))

    def _named(self, environment: Environment, told: str) -> list[str]:
        """Return the templates that a name or a pattern stands for."""
        first, star, last = told.partition("*")
        if not star:
            return [told]
        return [name for name in environment.list_templates() if name.startswith(first) and name.endswith(last)]

    def _source(self, environment: Environment, name: str) -> tuple[str, tuple[list[str], list[str], bool]] | None:
        """Return digest and reach of one source; None where it is not there, or says by a value what it reaches."""
        if environment.loader is None:
            return None
        try:
            text, _, _ = environment.loader.get_source(environment, name)
        except TemplateNotFound:
            return None
        key = hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()
        if key not in self.known:
            try:
                names, reached = said_by(environment.get_template(name))
            except KeyError:
                return None
            if "" in reached:
                return None
            self.known[key] = (names, reached, "paginator" in _COUNTS.sub("", text))
        return key, self.known[key]
