"""Names joined to people, bodies and places, and the people with their roles."""

from __future__ import annotations

import pytest

from factbox.entities import find_people, link_entities
from factbox.mentions import find_mentions
from factbox.model import Document, Entity, EntityKind, Gender, Person, Source
from factbox.sentences import split_sentences
from factbox.spans import Span


def linked(text: str) -> tuple[tuple[Entity, ...], tuple[Person, ...]]:
    """Return the entities and the people of a text that is prose from end to end."""
    document = Document("", Source("", "", "", "lede"), text, None, (Span(0, len(text)),))
    mentions = find_mentions(document, split_sentences(document))
    entities = link_entities(document, mentions)
    spans = sorted(span for entity in entities for span in entity.mentions)
    assert spans == [mention.span for mention in mentions]
    return entities, find_people(document, mentions, entities)


def forms(text: str) -> list[list[str]]:
    """Return the names of each entity, in order."""
    return [[span.of(text) for span in entity.mentions] for entity in linked(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emma Brown came. Ms Brown left. Brown’s car stayed.", [["Emma Brown", "Brown", "Brown"]]),
        ("Emma Brown and Henry Brown came. Mr Brown left.", [["Emma Brown"], ["Henry Brown", "Brown"]]),
        ("Emma Brown came. Henry Brown left. Ms Brown wept.", [["Emma Brown", "Brown"], ["Henry Brown"]]),
        ("Emma Brown met Henry Brown. Brown left.", [["Emma Brown"], ["Henry Brown", "Brown"]]),
        (
            "Emma Brown ran. Brown won. Her sister Nora Brown wept. Brown waved.",
            [["Emma Brown", "Brown", "Brown"], ["Nora Brown"]],
        ),
        (
            "Emma Brown ran. Brown won. Her son Henry Brown wept. Henry left. Brown waved.",
            [["Emma Brown", "Brown", "Brown"], ["Henry Brown", "Henry"]],
        ),
        (
            "Ada Brown ran. Brown won. Former President Bill Brown wept. President Brown waved. Brown left.",
            [["Ada Brown", "Brown", "Brown"], ["Bill Brown", "Brown"]],
        ),
        (
            "Prince Charles came. Charles Vask left. Prince Charles waved. Vask wept.",
            [["Charles", "Charles"], ["Charles Vask", "Vask"]],
        ),
        ("Sam Hugo sang. King Hugo wept.", [["Sam Hugo"], ["Hugo"]]),
        ("William Vask came. Bill Vask left. Vask wept.", [["William Vask", "Bill Vask", "Vask"]]),
        ("President Vask left. Later Elena Vask came back.", [["Vask", "Elena Vask"]]),
        ("Joan and Alan Vask came. Mrs Vask wept. Mr Vask left.", [["Joan", "Vask"], ["Alan Vask", "Vask"]]),
        ("Joan & Alan Vask came. Joan said no. Joan Vask left.", [["Joan", "Joan", "Joan Vask"], ["Alan Vask"]]),
        ("E. Vask won. Elena Vask wept. Elena M. Vask left.", [["E. Vask", "Elena Vask", "Elena M. Vask"]]),
        ("Robert Vask Jr. came. Robert Vask left.", [["Robert Vask Jr.", "Robert Vask"]]),
        ("The Brackwater Angling Group (BAG) lost. The BAG wept.", [["Brackwater Angling Group", "BAG", "BAG"]]),
        (
            "Bo Lind, 14, drowned. Lind was loved. His father, Al Lind, wept. Mr Lind left.",
            [["Bo Lind", "Lind"], ["Al Lind", "Lind"]],
        ),
        ("Ruritania’s Tide Office wept. The RTO left.", [["Tide Office", "RTO"]]),
        ("Orrin State University (ORSU) won. ORSU wept.", [["Orrin State University", "ORSU", "ORSU"]]),
        ("Ostley Steel Ltd cut jobs. Ostley Steel said so.", [["Ostley Steel Ltd", "Ostley Steel"]]),
        ("The U.S. and France agreed. The United States left.", [["U.S.", "United States"], ["France"]]),
        ("He left Tampa, Fla., in May. Florida wept.", [["Tampa"], ["Fla.", "Florida"]]),
        ("The U.S. Senate met. The Senate rose. U.S. Steel fell.", [["U.S. Senate", "Senate"], ["U.S. Steel"]]),
        ("The US Senate met. The Senate Rules Committee rose.", [["US Senate"], ["Senate Rules Committee"]]),
        ("The State Department and the Department of State agreed.", [["State Department", "Department of State"]]),
        ("The Ostley Times asked. He told the Times newspaper.", [["Ostley Times", "Times"]]),
        ("They told XBC News so. The XBC aired it.", [["XBC News", "XBC"]]),
    ],
)
def test_forms_of_one_name_are_joined(text: str, expected: list[list[str]]) -> None:
    assert forms(text) == expected


def test_an_entity_has_its_fullest_form_gender_and_first_role() -> None:
    text = "Vask, a pilot, left. Mayor Elena Vask came. Ms Vask wept."
    (entity,), (person,) = linked(text)
    assert (entity.name, entity.name_span.of(text)) == ("Elena Vask", "Elena Vask")
    assert (entity.kind, entity.gender) == (EntityKind.PERSON, Gender.FEMALE)
    assert entity.role == "a pilot"
    assert entity.id.startswith("person-")
    assert (person.name, person.name_span.of(text), person.role, person.entity) == (
        "Elena Vask",
        "Vask",
        "a pilot",
        entity.id,
    )
    assert person.role_span == entity.role_span


def test_a_nickname_is_no_part_of_the_name_that_stands_without_it() -> None:
    (entity,), _ = linked("William “Bill” Vask came. William Vask left. Vask wept.")
    assert entity.name == "William Vask"
    (entity,), _ = linked("William “Bill” Vask came. Vask wept.")
    assert entity.name == "William “Bill” Vask"


def test_a_person_without_a_role_is_given_with_none() -> None:
    _, (person,) = linked("They met Elena Vask there.")
    assert (person.name, person.role, person.role_span) == ("Elena Vask", None, None)


def test_places_have_their_country_where_the_lexicon_knows_it() -> None:
    entities, people = linked("They flew from Nairobi to Scotland, then to the village of Brackwater in Africa.")
    assert [(entity.name, entity.country) for entity in entities] == [
        ("Nairobi", "KE"),
        ("Scotland", "GB"),
        ("Brackwater", None),
        ("Africa", None),
    ]
    assert people == ()


def test_ids_come_from_the_name_and_not_from_the_order() -> None:
    one = {entity.name: entity.id for entity in linked("Emma Brown flew to Kenya.")[0]}
    other = {entity.name: entity.id for entity in linked("In Kenya they met Emma Brown.")[0]}
    assert one == other
    assert len(set(one.values())) == 2


@pytest.mark.parametrize(
    ("text", "country", "coordinates"),
    [
        ("They flew to Nairobi.", "KE", (-1.28, 36.82)),
        ("The mill in Birmingham, Alabama, closed.", "US", (33.52, -86.8)),
        ("The mill in Birmingham closed; others in England did not.", "GB", (52.48, -1.9)),
        ("The mill in Birmingham closed.", "GB", None),
        ("From Birmingham they flew to England and to Texas.", "GB", None),
        ("The mill in Brackwater closed.", None, None),
        ("They flew to Kenya.", "KE", None),
    ],
)
def test_a_city_has_coordinates_only_where_it_is_sure_which_one_is_meant(
    text: str, country: str | None, coordinates: tuple[float, float] | None
) -> None:
    place = next(entity for entity in linked(text)[0] if entity.kind is EntityKind.PLACE)
    assert (place.country, place.coordinates) == (country, coordinates)
