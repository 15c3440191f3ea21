"""`briefing add`: makes a seed, and what is said beside it, out of a file, a web page or what is piped in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.adding.twins import find_twin
from pelican.plugins.briefing.errors import BriefingError, SidecarError
from pelican.plugins.briefing.formats import FORMS, read_contents
from pelican.plugins.briefing.formats.markdown import from_text
from pelican.plugins.briefing.sidecar import checked
from pelican.plugins.briefing.writing import toml_bytes, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pelican.plugins.briefing.settings import Settings

    # Shows a question and returns the answer.
    Ask = Callable[[str], str]

__all__ = ["ASKED", "Addition", "Article", "add", "find_article"]

# What is asked for where nobody says it, with the form of an answer.
ASKED: Mapping[str, str] = {
    "title": "the headline; empty: as the text has it",
    "published": "such as 2024-08-13 or 2024-08-13T18:05+01:00",
    "publisher": "the outlet",
    "url": "the original's address",
    "licence": 'such as CC-BY-4.0, or "own"',
}
# Forms that stay what they are; of others the words are kept.
_KEPT = (".txt", ".md")
_OTHER_NAMES = {".htm": ".html", ".xhtml": ".html", ".markdown": ".md"}
# What a file's name keeps of a headline, in characters.
_LONGEST = 60
_WEB = re.compile(r"https?://", re.IGNORECASE)
# A page has so many times the bytes of its article at most.
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Article:
    """What was found where an article is."""

    data: bytes
    """Its bytes."""
    suffix: str
    """Its form: a key of `FORMS`."""
    place: str
    """Where it is, for messages: a file, an address, "standard input"."""
    found: Mapping[str, Any] = field(default_factory=dict)
    """What its place says of it, by the keys of a sidecar."""


@dataclass(frozen=True, slots=True)
class Addition:
    """An article that is to become a seed."""

    article: Article
    """What was found."""
    said: Mapping[str, str]
    """What an editor says of it, by the keys of a sidecar, as it is typed."""
    name: str = ""
    """The seed's path under the seeds folder without suffix; made of the headline where empty."""
    again: bool = False
    """Whether it is added although a seed has its text or address."""


def find_article(given: str, settings: Settings, stdin: Callable[[], bytes]) -> Article:
    """Return what an argument names.

    Args:
        given: a file, an address on the web, or `-` for standard input.
        settings: how much may be read.
        stdin: gives what is piped in.

    Raises:
        BriefingError: there is no such thing, or it is of no form that a seed can have.
    """
    if given == "-":
        return Article(stdin(), ".txt", "standard input")
    if _WEB.match(given):
        from pelican.plugins.briefing.adding.fetching import fetch

        data, suffix, address = fetch(given, _AROUND * settings.max_bytes)
        return Article(data, suffix, given, {"url": address})
    suffix = Path(given).suffix.lower()
    suffix = _OTHER_NAMES.get(suffix, suffix)
    if suffix not in FORMS:
        raise BriefingError(given, "is of no form that can be read", "one of " + ", ".join(FORMS))
    try:
        return Article(Path(given).read_bytes(), suffix, given)
    except OSError as error:
        raise BriefingError(given, f"cannot be read ({error.strerror})") from None


def add(
    addition: Addition, settings: Settings, slugify: Callable[[str], str], ask: Ask | None = None
) -> tuple[Path, ...]:
    """Write a seed, and a sidecar where there is anything to say; return the files.

    Args:
        addition: what is to be added.
        settings: where the seeds are.
        slugify: makes a file's name of a headline.
        ask: asks somebody for what is missing; None where nobody is there.

    Raises:
        BriefingError: it cannot be read, is a seed already, or has a name that is taken.
    """
    article = addition.article
    contents = read_contents(article.data, article.suffix, article.place)
    if contents.errors:
        raise contents.errors[0]
    text = contents.data.decode("utf-8", "replace")
    if not text.strip():
        raise BriefingError(article.place, "is empty", "an article")
    said = {key: _stated(key, value, f"--{key}") for key, value in addition.said.items()}
    known = {**article.found, **contents.values, **said}
    twin = None if addition.again else find_twin(text, known.get("url"), settings)
    if twin:
        raise BriefingError(article.place, f"has the {twin[0]} of {twin[1]}", "another article, or --again to add it")
    answers = _answers(known, ask) if ask else {}
    suffix = article.suffix if article.suffix in _KEPT else ".txt"
    name = addition.name or _name({**known, **answers}.get("title") or text, slugify)
    seed = _free(settings.seeds, name, suffix)
    beside = {**known, **answers}
    if suffix == ".md":
        beside = {key: value for key, value in beside.items() if contents.values.get(key) != value}
    written = []
    if beside:
        # First, so that a draft's text is never there without the word that it is one.
        written.append(seed.with_suffix(".toml"))
        write_whole(written[0], toml_bytes(beside))
    write_whole(seed, article.data if article.suffix in _KEPT else contents.data.rstrip(b"\n") + b"\n")
    return (seed, *written)


def _stated(key: str, value: str, place: str) -> Any:  # noqa: ANN401 - each key has its own form
    """Return what somebody typed for a key, in the form that a sidecar has for it."""
    return checked(key, from_text(key, value), place)


def _answers(known: Mapping[str, Any], ask: Ask) -> dict[str, Any]:
    """Return what somebody says of what is missing; an answer that cannot be taken is asked for again."""
    answers = {}
    for key, form in ASKED.items():
        wrong = ""
        while key not in known and (typed := ask(f"{wrong}{key} ({form}): ").strip()):
            try:
                answers[key] = _stated(key, typed, key)
                break
            except SidecarError as error:
                wrong = f"{error.wrong}; expected {error.expected}\n"
    return answers


def _name(title: str, slugify: Callable[[str], str]) -> str:
    """Return a file's name made of a headline, or of a text's first line."""
    first = next((line for line in title.splitlines() if line.strip()), "")
    slug = slugify(first).strip("-")
    return (
        slug if len(slug) <= _LONGEST else slug[: slug.rfind("-", 0, _LONGEST) if "-" in slug[:_LONGEST] else _LONGEST]
    )


def _free(folder: Path, name: str, suffix: str) -> Path:
    """Return the file of a new seed.

    Raises:
        BriefingError: the name leads nowhere, out of the folder, or to a seed that is there.
    """
    seed = folder / f"{name}{suffix}"
    if not name or Path(name).name.startswith(".") or not seed.resolve().is_relative_to(folder.resolve()):
        raise BriefingError("--name", f'is "{name}"', f"a name in {folder.name}/ such as harbour-wall")
    taken = [seed.with_name(seed.name.removesuffix(suffix) + other) for other in (*FORMS, ".toml")]
    for file in taken:
        if file.exists():
            raise BriefingError(f"{folder.name}/{file.relative_to(folder)}", "is there already", "another --name")
    return seed
