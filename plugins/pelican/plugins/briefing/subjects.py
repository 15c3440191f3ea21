"""Pages of people, organisations and places across briefings: what each said, and what is told of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

from pelican.plugins.briefing.identities import Identity, read_identities
from pelican.plugins.briefing.injection import slugify_with
from pelican.plugins.briefing.languages import N_
from pelican.plugins.briefing.later import Later, joined
from pelican.plugins.briefing.presenting import map_of, whole_name, with_addresses
from pelican.plugins.briefing.roles import main_role
from pelican.plugins.briefing.searching import most_named
from pelican.plugins.briefing.subject_view import Appearance, DatedEvent, SubjectView
from pelican.plugins.briefing.surnames import find_surnames, fuller
from pelican.plugins.briefing.values import LONGEST_SLUG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.injection import Site
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.view import BriefingView, EntityView, SpeakerView

    # The kind and the last part of the address of a subject.
    Key = tuple[str, str]
    # Gives the key of whom a name of a kind means in an article.
    KeyOf = Callable[[str, str, Any], Key]

# The folder of each kind of subject, and what the kind is called.
KINDS = {
    "person": ("people", N_("People")),
    "organisation": ("organisations", N_("Organisations")),
    "place": ("places", N_("Places")),
}
# An organisation or a place that nobody quotes has a page from so many briefings on: one alone says all that it would.
_FEWEST = 2
# Names on a page of a list, and marks on the map of all places, those that most briefings name.
_ON_PAGE, _MOST_MARKS = 400, 40


@dataclass(slots=True)
class Subject:
    """What is gathered of one subject while the briefings are gone through, newest first."""

    kind: str
    """`person`, `organisation` or `place`."""
    slug: str
    """The last part of its address."""
    name: str
    """The name as the newest briefing has it."""
    details: list[str] = field(default_factory=list)
    """A person's role, or a place's country, as each briefing has it that has one, newest first."""
    stated: bool = False
    """Whether the newest of them is an editor's own statement."""
    quoted: int = 0
    """How many quotations and statements are theirs."""
    spots: set[tuple[float, float]] = field(default_factory=set)
    """Latitude and longitude of a place, in degrees; several where one name means several places."""
    appearances: list[Appearance] = field(default_factory=list)
    """A briefing each, newest first."""
    roles: list[tuple[str, Any]] = field(default_factory=list)
    """Their roles, newest first, each with the article of the first briefing that has it."""

    @property
    def has_page(self) -> bool:
        """Whether there is enough to tell: a person is quoted or has a role, others are quoted or come up again."""
        return self.quoted > 0 or (bool(self.details) if self.kind == "person" else len(self.appearances) >= _FEWEST)

    @property
    def url(self) -> str:
        """Address under the site's root."""
        return f"{KINDS[self.kind][0]}/{self.slug}/"

    @property
    def detail(self) -> str:
        """Their role: of the newest ones the one that most briefings have; a place's country, where all agree."""
        if self.stated or self.kind != "person":
            return self.details[0] if self.stated or len(set(self.details)) == 1 else ""
        return main_role(self.details)

    def view(self, feeds: tuple[str, ...], language: Language, identity: Identity | None = None) -> SubjectView:
        """Return what templates see, with a feed's address where its kind has feeds.

        Args:
            feeds: kinds that have feeds.
            language: what the site speaks.
            identity: what an editor says of a person.
        """
        own = identity if identity and self.kind == "person" else Identity()
        folder, label = KINDS[self.kind]
        appearances = tuple(self.appearances)
        feed = f"feeds/{folder}/{self.slug}.atom.xml" if folder in feeds else ""
        label = language.gettext(label)
        spot = next(iter(self.spots)) if len(self.spots) == 1 else None
        return SubjectView(
            kind=self.kind,
            label=label,
            name=own.names[0] if own.names else self.name,
            detail=own.title or self.detail,
            folder=folder,
            url=self.url,
            quoted=self.quoted,
            appearances=appearances,
            feed=feed,
            roles=tuple(self.roles[::-1]) if len(self.roles) > 1 else (),
            note=own.note,
            link=own.link,
            coordinates=spot,
            map=map_of([(spot, self.name)], language) if spot else None,
        )


def gather_subjects(articles: Iterable[tuple[Any, Page]], key_of: KeyOf) -> dict[tuple[str, str], Subject]:
    """Return subjects by kind and slug, each with the briefings that name it.

    Args:
        articles: articles with their pages, newest first.
        key_of: gives the kind and the last part of the address of whom a name means in an article; names of one
            address are one subject.
    """
    subjects: dict[tuple[str, str], Subject] = {}
    for article, page in articles:
        speakers: dict[tuple[str, str], list[SpeakerView]] = {}
        for speaker in article.briefing.speakers:
            speakers.setdefault(key_of(speaker.kind, speaker.name, article), []).append(speaker)
        spots = page.outline.spots
        for key, entity in _named(article, key_of):
            name = whole_name(entity.name) if key[0] == "place" else entity.name
            subject = subjects.setdefault(key, Subject(*key, name))
            subject.name = fuller(subject.name, entity.name)
            if entity.detail:
                subject.stated = subject.stated or (not subject.details and entity.own and subject.kind == "person")
                subject.details.append(entity.detail)
            subject.spots |= {spots[entity.name]} if entity.name in spots else set()
            if entity.detail and not entity.own:
                if subject.roles and subject.roles[-1][0].casefold() == entity.detail.casefold():
                    subject.roles.pop()
                subject.roles.append((entity.detail, article))
            if subject.appearances and subject.appearances[-1].article is article:
                continue
            said = speakers.get(key, [])
            quotations, reported = (joined(getattr(one, name) for one in said) for name in ("quotations", "reported"))
            subject.quoted += len(quotations) + len(reported)
            subject.appearances.append(Appearance(article, quotations, reported, _events(article, page, entity.name)))
    return {key: subject for key, subject in subjects.items() if subject.has_page}


def linked(article: Any, subjects: dict[Key, Subject], key_of: KeyOf) -> BriefingView:  # noqa: ANN401 - as above
    """Return an article's view with names that lead to the pages of those who have one."""
    view: BriefingView = article.briefing

    def address(kind: str, name: str) -> str | None:
        subject = subjects.get(key_of(kind, name, article))
        return subject.url if subject else None

    return with_addresses(view, address)


def _named(article: Any, key_of: KeyOf) -> Iterable[tuple[Key, EntityView]]:  # noqa: ANN401 - as above
    """Yield what a briefing names, by kind and slug; a name that gives no address, or too long a one, is left out."""
    view: BriefingView = article.briefing
    for kind, entities in (("person", view.people), ("organisation", view.organisations), ("place", view.places)):
        for entity in entities:
            key = key_of(kind, entity.name, article)
            if 0 < len(key[1]) <= LONGEST_SLUG:
                yield key, entity


def _events(article: Any, page: Page, name: str) -> Sequence[DatedEvent]:  # noqa: ANN401 - Pelican has no types
    """Return the entries of an article's timeline whose words name somebody."""
    found = page.outline.events.get(name, ())

    def made() -> tuple[DatedEvent, ...]:
        return tuple(DatedEvent(page.outline.event(number), article, sort) for number, sort in found)

    return Later(f"{page.key} {name} events", len(found), made) if found else ()


class SubjectsGenerator(Generator):
    """Writes a page for each subject, its feed where one is asked for, and a list of each kind."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write them."""
        subjects = self.context.get("BRIEFING_SUBJECTS", ())
        relative = self.settings["RELATIVE_URLS"]
        template, language = self.get_template("subject"), self.env.globals["language"]
        for subject in subjects:
            writer.write_file(
                f"{subject.url}index.html",
                template,
                self.context,
                relative,
                paginated={"appearances": subject.appearances},
                template_name="subject",
                url=subject.url,
                subject=subject,
            )
            if subject.feed:
                articles = [found.article for found in subject.appearances]
                writer.write_feed(articles, self.context, subject.feed, subject.feed, feed_title=subject.name)
        for kind, (folder, label) in KINDS.items():
            of_kind = [subject for subject in subjects if subject.kind == kind]
            most = sorted(of_kind, key=lambda subject: -len(subject.appearances))
            spots = [(subject.coordinates, subject.name) for subject in most if subject.coordinates]
            writer.write_file(
                f"{folder}/index.html",
                self.get_template("subjects"),
                self.context,
                relative,
                url=f"{folder}/",
                label=language.gettext(label),
                kind=kind,
                paginated={"subjects": of_kind},
                template_name="subjects",
                map=map_of(spots[:_MOST_MARKS], language) if len(spots) > 1 else None,
                subjects=of_kind,
            )


def add_subjects(generator: Any, site: Site) -> None:  # noqa: ANN401 - as above
    """Gather the subjects of a site, and link names to them.

    Args:
        generator: Pelican's generator of articles, when it has them all.
        site: takes part with the articles that are made of seeds.
    """
    slugify = slugify_with(generator.settings)
    pages = {id(article): page for article, page in site.articles}
    newest_first = [(article, pages[id(article)]) for article in generator.articles if id(article) in pages]
    folder = Path(generator.settings["PATH"], "people")
    identities, errors = read_identities(folder, f"{folder.parent.name}/people", slugify)
    site.failures += map(str, errors)
    site.identities = identities

    surnames = find_surnames(newest_first, slugify)

    def key_of(kind: str, name: str, article: Any) -> Key:  # noqa: ANN401 - as above
        slug = slugify(whole_name(name) if kind == "place" else name)
        if kind != "person":
            return kind, slug
        # What a file says of the surname itself comes first.
        own = identities.slug(slug, article.slug)
        whole = surnames.get((slug, article.slug)) if own == slug else None
        return kind, identities.slug(whole, article.slug) if whole else own

    subjects = gather_subjects(newest_first, key_of)
    for article, _ in newest_first:
        article.briefing = linked(article, subjects, key_of)
    views = sorted(
        (
            subject.view(site.settings.feeds, site.settings.language, identities.people.get(subject.slug))
            for subject in subjects.values()
        ),
        key=lambda subject: (subject.kind, subject.order),
    )
    generator.context["BRIEFING_SUBJECTS"] = tuple(views)
    generator.context["BRIEFING_MOST_NAMED"] = most_named(views)
    # A new dict: the one that is there is the settings file's own.
    own = {"subject": None, "subjects": _ON_PAGE}
    generator.settings["PAGINATED_TEMPLATES"] = {**own, **generator.settings["PAGINATED_TEMPLATES"]}
