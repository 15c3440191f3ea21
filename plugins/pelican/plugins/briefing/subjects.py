"""Pages of people, organisations and places across briefings: what each said, and what is told of them."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

from pelican.plugins.briefing.injection import slugify_with
from pelican.plugins.briefing.languages import N_
from pelican.plugins.briefing.presenting.pointing import plain_name
from pelican.plugins.briefing.searching import most_named
from pelican.plugins.briefing.subject_view import Appearance, DatedEvent, SubjectView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.injection import Site
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.view import BriefingView, EntityView, SpeakerView

# The folder of each kind of subject, and what the kind is called.
KINDS = {
    "person": ("people", N_("People")),
    "organisation": ("organisations", N_("Organisations")),
    "place": ("places", N_("Places")),
}
# An organisation or a place that nobody quotes has a page from so many briefings on: one alone says all that it would.
_FEWEST = 2


@dataclass(slots=True)
class Subject:
    """What is gathered of one subject while the briefings are gone through, newest first."""

    kind: str
    """`person`, `organisation` or `place`."""
    slug: str
    """The last part of its address."""
    name: str
    """The name as the newest briefing has it."""
    detail: str = ""
    """The newest role that is known."""
    quoted: int = 0
    """How many quotations and statements are theirs."""
    appearances: list[Appearance] = field(default_factory=list)
    """A briefing each, newest first."""

    @property
    def has_page(self) -> bool:
        """Whether there is enough to tell: a person is quoted or has a role, others are quoted or come up again."""
        return self.quoted > 0 or (bool(self.detail) if self.kind == "person" else len(self.appearances) >= _FEWEST)

    @property
    def url(self) -> str:
        """Address under the site's root."""
        return f"{KINDS[self.kind][0]}/{self.slug}/"

    def view(self, feeds: tuple[str, ...], language: Language) -> SubjectView:
        """Return what templates see, with a feed's address where its kind has feeds."""
        folder, label = KINDS[self.kind]
        appearances = tuple(self.appearances)
        feed = f"feeds/{folder}/{self.slug}.atom.xml" if folder in feeds else ""
        label = language.gettext(label)
        return SubjectView(self.kind, label, self.name, self.detail, folder, self.url, self.quoted, appearances, feed)


def gather_subjects(
    articles: Iterable[tuple[Any, Page]], slugify: Callable[[str], str]
) -> dict[tuple[str, str], Subject]:
    """Return subjects by kind and slug, each with the briefings that name it.

    Args:
        articles: articles with their pages, newest first.
        slugify: makes the last part of an address out of a name; names of one address are one subject.
    """
    subjects: dict[tuple[str, str], Subject] = {}
    for article, page in articles:
        speakers: dict[tuple[str, str], list[SpeakerView]] = {}
        for speaker in article.briefing.speakers:
            speakers.setdefault((speaker.kind, slugify(speaker.name)), []).append(speaker)
        events = _events(article, page)
        for key, entity in _named(article.briefing, slugify):
            subject = subjects.setdefault(key, Subject(*key, entity.name))
            subject.detail = subject.detail or entity.detail
            if subject.appearances and subject.appearances[-1].article is article:
                continue
            said = speakers.get(key, [])
            quotations = tuple(quotation for speaker in said for quotation in speaker.quotations)
            reported = tuple(quotation for speaker in said for quotation in speaker.reported)
            subject.quoted += len(quotations) + len(reported)
            told = tuple(events.get(entity.name, ()))
            subject.appearances.append(Appearance(article, quotations, reported, told))
    return {key: subject for key, subject in subjects.items() if subject.has_page}


def linked(view: BriefingView, subjects: dict[tuple[str, str], Subject], slugify: Callable[[str], str]) -> BriefingView:
    """Return a view whose names lead to the pages of those who have one."""

    def address(kind: str, name: str) -> str | None:
        subject = subjects.get((kind, slugify(name)))
        return subject.url if subject else None

    def entities(kind: str, found: tuple[EntityView, ...]) -> tuple[EntityView, ...]:
        return tuple(replace(entity, href=address(kind, entity.name)) for entity in found)

    return replace(
        view,
        people=entities("person", view.people),
        organisations=entities("organisation", view.organisations),
        places=entities("place", view.places),
        speakers=tuple(replace(speaker, href=address(speaker.kind, speaker.name)) for speaker in view.speakers),
    )


def _named(view: BriefingView, slugify: Callable[[str], str]) -> Iterable[tuple[tuple[str, str], EntityView]]:
    """Yield what a briefing names, by kind and slug; a name that gives no address is left out."""
    for kind, entities in (("person", view.people), ("organisation", view.organisations), ("place", view.places)):
        for entity in entities:
            slug = slugify(entity.name)
            if slug:
                yield (kind, slug), entity


def _events(article: Any, page: Page) -> dict[str, list[DatedEvent]]:  # noqa: ANN401 - Pelican has no types
    """Return the entries of an article's timeline by the names of those whom their words name."""
    named = ((plain_name(entity), entity.mentions) for entity in page.shown.briefing.entities)
    mentions = sorted((span, name) for name, spans in named for span in spans)
    starts = [span.start for span, _ in mentions]
    found: dict[str, list[DatedEvent]] = {}
    for told, event in zip(page.shown.timeline, article.briefing.timeline, strict=True):
        first, last = (bisect.bisect_left(starts, offset) for offset in (told.span.start, told.span.end))
        for name in {name for span, name in mentions[first:last] if span.end <= told.span.end}:
            entries = found.setdefault(name, [])
            entries.append(DatedEvent(event, article, told.sort if told.edtf else f"undated {len(entries):04}"))
    return found


class SubjectsGenerator(Generator):
    """Writes a page for each subject, its feed where one is asked for, and a list of each kind."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write them."""
        subjects = self.context.get("BRIEFING_SUBJECTS", ())
        relative = self.settings["RELATIVE_URLS"]
        template = self.get_template("subject")
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
            writer.write_file(
                f"{folder}/index.html",
                self.get_template("subjects"),
                self.context,
                relative,
                url=f"{folder}/",
                label=self.env.globals["language"].gettext(label),
                kind=kind,
                subjects=[subject for subject in subjects if subject.kind == kind],
            )


def _order(subject: SubjectView) -> tuple[str, ...]:
    """Return what subjects are ordered by: people by their last names, others by their names."""
    folded = subject.name.casefold()
    return subject.kind, folded.split()[-1] if subject.kind == "person" else folded, folded, subject.url


def add_subjects(generator: Any, site: Site) -> None:  # noqa: ANN401 - as above
    """Gather the subjects of a site, and link names to them.

    Args:
        generator: Pelican's generator of articles, when it has them all.
        site: takes part with the articles that are made of seeds.
    """
    slugify = slugify_with(generator.settings)
    pages = {id(article): page for article, page in site.articles}
    newest_first = [(article, pages[id(article)]) for article in generator.articles if id(article) in pages]
    subjects = gather_subjects(newest_first, slugify)
    for article, _ in newest_first:
        article.briefing = linked(article.briefing, subjects, slugify)
    views = sorted(
        (subject.view(site.settings.feeds, site.settings.language) for subject in subjects.values()), key=_order
    )
    generator.context["BRIEFING_SUBJECTS"] = tuple(views)
    generator.context["BRIEFING_MOST_NAMED"] = most_named(views)
    # A new dict: the one that is there is the settings file's own.
    generator.settings["PAGINATED_TEMPLATES"] = {"subject": None, **generator.settings["PAGINATED_TEMPLATES"]}
