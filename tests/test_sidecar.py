"""Sidecars and headers: what they say, and what is wrong with them, with file, line and what was expected."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest

from factbox import Amendment, Metadata
from pelican.plugins.briefing.formats import Contents
from pelican.plugins.briefing.formats.markdown import plain_text, read
from pelican.plugins.briefing.sidecar import Sidecar, Status, make_sidecar, read_toml

WARSAW = zoneinfo.ZoneInfo("Europe/Warsaw")

FULL = """
title = "Council approves flood barrier"
published = 2026-03-04T18:05:00+01:00
updated = 2026-03-05
publisher = "The Harrow Courier"
author = "Jo Marsh"
url = "https://courier.example.org/flood-barrier"
licence = "own"
language = "en"
category = "Environment"
tags = ["flood", "council", "flood"]
slug = "flood-barrier"
summary = "One line for the index."
status = "draft"
hidden_until = 2026-03-06
developing = true
sample = true

[[hide]]
text = "it was read wrongly"
kind = "quotation"

[[hide]]
text = "and this"
"""


def test_every_key_is_taken() -> None:
    values, amendments, errors = read_toml(FULL.encode(), "seeds/x.toml")
    assert not errors
    offset = dt.timezone(dt.timedelta(hours=1))
    assert make_sidecar(values, WARSAW, amendments) == Sidecar(
        metadata=Metadata(
            title="Council approves flood barrier",
            published=dt.datetime(2026, 3, 4, 18, 5, tzinfo=offset),
            updated=dt.date(2026, 3, 5),
            publisher="The Harrow Courier",
            author="Jo Marsh",
            url="https://courier.example.org/flood-barrier",
            licence="own",
            language="en",
        ),
        category="Environment",
        tags=("flood", "council"),
        slug="flood-barrier",
        summary="One line for the index.",
        status=Status.DRAFT,
        hidden_until=dt.date(2026, 3, 6),
        developing=True,
        sample=True,
        amendments=(
            Amendment("seeds/x.toml", 19, "hide", "it was read wrongly", values={"kind": "quotation"}),
            Amendment("seeds/x.toml", 23, "hide", "and this"),
        ),
    )


def test_an_empty_file_says_nothing() -> None:
    assert read_toml(b"", "seeds/x.toml") == ({}, (), ())
    assert make_sidecar({}, WARSAW) == Sidecar()


def test_a_date_time_without_an_offset_is_the_publishers() -> None:
    values, _, _ = read_toml(b"published = 2026-07-04T23:30:00", "seeds/x.toml")
    published = make_sidecar(values, WARSAW).metadata.published
    assert published is not None
    assert published.isoformat() == "2026-07-04T23:30:00+02:00"


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    values, _, errors = read_toml('\ufefftitle = "Flood"\r\ndeveloping = true\r\n'.encode(), "seeds/x.toml")
    assert (values, errors) == ({"title": "Flood", "developing": True}, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '# a comment\n\npublished = "13 August"',
            'seeds/x.toml:3: published is "13 August"; expected a date such as 2024-08-13',
        ),
        ("published = 07:32:00", "seeds/x.toml:1: published is 07:32:00; expected a date such as 2024-08-13"),
        ("title = 7", "seeds/x.toml:1: title is 7; expected text"),
        ('title = "  "', 'seeds/x.toml:1: title is "  "; expected text'),
        (
            'title = "a\\u0001b"',
            'seeds/x.toml:1: title is "a\\u0001b"; expected text without control characters',
        ),
        ('tags = "flood"', 'seeds/x.toml:1: tags is "flood"; expected a list such as ["flood", "council"]'),
        ("tags = [1]", 'seeds/x.toml:1: tags is [1]; expected a list such as ["flood", "council"]'),
        (
            'slug = "../flood"',
            (
                'seeds/x.toml:1: slug is "../flood"; '
                'expected lower-case letters, digits and hyphens such as "flood-barrier"'
            ),
        ),
        (
            'url = "javascript:alert(1)"',
            (
                'seeds/x.toml:1: url is "javascript:alert(1)"; '
                "expected an address such as https://courier.example.org/flood-barrier"
            ),
        ),
        *(
            (f"published = {date}", f"seeds/x.toml:1: published is {date}; expected a date such as 2024-08-13")
            for date in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31")
        ),
        *(
            (
                f'url = "{address}"',
                (
                    f'seeds/x.toml:1: url is "{address}"; '
                    "expected an address such as https://courier.example.org/flood-barrier"
                ),
            )
            for address in ("https://[", "https://?", "https://a.example:99999/", "https://a.example/\\u0000b")
        ),
        ('language = "English!"', 'seeds/x.toml:1: language is "English!"; expected a language such as "en"'),
        ('status = "live"', 'seeds/x.toml:1: status is "live"; expected one of published, draft, hidden, skip'),
        ("status = [1]", "seeds/x.toml:1: status is [1]; expected one of published, draft, hidden, skip"),
        ("developing = 1", "seeds/x.toml:1: developing is 1; expected true or false"),
        ('sample = "yes"', 'seeds/x.toml:1: sample is "yes"; expected true or false'),
        (
            'title = """\nheadlin = "x"\n"""\nheadlin = "y"',
            (
                "seeds/x.toml:4: headlin is no key; expected one of title, published, updated, publisher, author, url, "
                "licence, language, category, tags, slug, summary, status, hidden_until, developing, sample, story, "
                "order, [[hide]], [[quotation]], [[event]], [[fact]], [[figure]], [[person]], [[place]], [[unknown]], "
                "[[checked]], [[note]], [[correction]]"
            ),
        ),
        ("hide = 3", "seeds/x.toml:1: hide is 3; expected [[hide]] and below it text, words of the item to hide"),
        ("\n[[hide]]\n", "seeds/x.toml:2: has no text; expected text, words of the item to hide"),
        ("[[hide]]\ntext = 3", "seeds/x.toml:1: text is 3; expected text"),
        (
            '[[hide]]\ntext = "a"\n[[hide]]\ntext = "b"\nkind = "quote"',
            'seeds/x.toml:3: kind is "quote"; expected one of quotation, event, fact, figure, unknown',
        ),
        (
            '[[hide]]\ntext = "a"\nword = "b"',
            "seeds/x.toml:1: word is no key of [[hide]]; expected one of text, kind, near",
        ),
        ("a = 1\nb = = 2", 'seeds/x.toml:2: is no TOML (invalid value); expected lines such as title = "…"'),
        ('a = 1\nb = "2', 'seeds/x.toml:2: is no TOML (unterminated string); expected lines such as title = "…"'),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, expected: str) -> None:
    _, _, errors = read_toml(text.encode(), "seeds/x.toml")
    assert [str(error) for error in errors] == [expected]


def test_other_encodings_are_refused() -> None:
    _, _, errors = read_toml('a = 1\ntitle = "Café"'.encode("latin-1"), "seeds/x.toml")
    assert [str(error) for error in errors] == ["seeds/x.toml:2: is no UTF-8; expected a TOML file in UTF-8"]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    _, _, errors = read_toml(b'title = 1\nslug = "A B"\n[[hide]]\n', "seeds/x.toml")
    assert [error.place for error in errors] == ["seeds/x.toml:1", "seeds/x.toml:2", "seeds/x.toml:3"]


EVERY_TABLE = """
order = ["a fact", "another"]
[[note]]
text = "Ours."
about = "words"
[[quotation]]
text = "words"
speaker = "Jo  Marsh"
role = "a pilot"
kind = "direct"
reason = "She said so."
[[event]]
add = "words"
date = 2026-03-04
modality = "planned"
[[event]]
text = "words"
date = "2026-03"
[[fact]]
add = "words"
slot = "who"
[[figure]]
text = "words"
value = 12
unit = "boat"
[[person]]
text = "Marsh"
name = "Jo Marsh"
same_as = "J. Marsh"
[[place]]
text = "Harrow"
country = "PT"
coordinates = [40.5, -8]
reason = "The map."
[[unknown]]
text = "words"
kind = "disputed"
[[correction]]
date = 2026-03-05
wrong = "It said two."
right = "It was three."
"""


def test_every_table_is_taken_in_the_order_of_the_file() -> None:
    _, amendments, errors = read_toml(EVERY_TABLE.encode(), "x.toml")
    assert not errors
    assert amendments == (
        Amendment("x.toml", 2, "order", values={"order": "a fact\nanother"}),
        Amendment("x.toml", 3, "note", "Ours.", values={"about": "words"}),
        Amendment(
            "x.toml",
            6,
            "quotation",
            "words",
            values={"speaker": "Jo Marsh", "role": "a pilot", "kind": "direct"},
            reason="She said so.",
        ),
        Amendment(
            "x.toml", 12, "event", "words", add=True, values={"date": dt.date(2026, 3, 4), "modality": "planned"}
        ),
        Amendment("x.toml", 16, "event", "words", values={"date": "2026-03"}),
        Amendment("x.toml", 19, "fact", "words", add=True, values={"slot": "who"}),
        Amendment("x.toml", 22, "figure", "words", values={"value": 12.0, "unit": "boat"}),
        Amendment("x.toml", 26, "person", "Marsh", values={"name": "Jo Marsh", "same_as": "J. Marsh"}),
        Amendment(
            "x.toml",
            30,
            "place",
            "Harrow",
            values={"country": "PT", "coordinates": (40.5, -8.0)},
            reason="The map.",
        ),
        Amendment("x.toml", 35, "unknown", "words", values={"kind": "disputed"}),
        Amendment(
            "x.toml",
            38,
            "correction",
            values={"date": dt.date(2026, 3, 5), "wrong": "It said two.", "right": "It was three."},
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[quotation]]\ntext = "a"', "x.toml:1: changes nothing; expected one of speaker, role, kind"),
        (
            '[[fact]]\ntext = "a"\nadd = "b"\nslot = "who"',
            "x.toml:1: has both text and add; expected text, words of the item, or add, words of a new one",
        ),
        (
            '[[fact]]\ntext = "a"\nslot = "why"',
            'x.toml:1: slot is "why"; expected one of who, what, where, when, number',
        ),
        (
            '[[event]]\ntext = "a"\ndate = "soon"',
            'x.toml:1: date is "soon"; expected a date such as 2024-08-13, "2024-08" or "2024"',
        ),
        ('[[figure]]\ntext = "a"\nvalue = true', "x.toml:1: value is true; expected a number such as 12 or 4.5"),
        *(
            (
                f'[[figure]]\ntext = "a"\nvalue = {value}',
                f"x.toml:1: value is {shown}; expected a number such as 12 or 4.5",
            )
            for value, shown in (("9" * 400, "9" * 80), ("inf", "Infinity"), ("nan", "NaN"), ("1e999", "Infinity"))
        ),
        ('[[note]]\nabout = "a"', "x.toml:1: has no text; expected text, the words of the note"),
        ('[[correction]]\nwrong = "a"', "x.toml:1: does not say all; expected date, wrong and right"),
        ("order = []", 'x.toml:1: order is []; expected words of facts such as ["the ferry stopped", "12 boats"]'),
        (
            '[[place]]\ntext = "Tern Island"\ncoordinates = [91, 0]\nreason = "A chart."',
            "x.toml:1: coordinates is [91, 0]; expected latitude and longitude such as [50.45, 30.52]",
        ),
    ],
)
def test_a_correction_that_says_too_little_or_too_much_is_refused(text: str, expected: str) -> None:
    _, amendments, errors = read_toml(text.encode(), "x.toml")
    assert ([str(error) for error in errors], amendments) == ([expected], ())


HEADER = """Title: Night ferries to stop
Date: 2025-08-14 18:05
Modified: 2025-08-15
Tags: ferries, norrow islands
Lang: en
Status: Draft
Sample: yes
Summary: A line
    that goes on

# Night ferries to stop

The **night ferries** will [stop](https://x.example.org), the company said.

* One thing &amp; another
* 5 < 6

<script>alert(1)</script>
"""


def test_a_header_says_the_same_as_a_sidecar() -> None:
    contents = read(HEADER.encode(), "seeds/x.md")
    values, body, errors = contents.values, contents.data, contents.errors
    assert not errors
    assert values == {
        "title": "Night ferries to stop",
        "published": dt.datetime(2025, 8, 14, 18, 5),  # noqa: DTZ001 - the header names no offset
        "updated": dt.date(2025, 8, 15),
        "tags": ("ferries", "norrow islands"),
        "language": "en",
        "status": Status.DRAFT,
        "sample": True,
        "summary": "A line that goes on",
    }
    assert body.decode().split("\n\n") == [
        "Night ferries to stop",
        "The night ferries will stop, the company said.",
        "One thing & another",
        "5 < 6",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title: A\nDate: 13 August", 'seeds/x.md:2: published is "13 August"; expected a date such as 2024-08-13'),
        (
            "Update: the town said it was closed.",
            (
                "seeds/x.md:1: Update is no key of the header; "
                "expected a key such as Title or Date; a text that begins so has an empty line above it"
            ),
        ),
        ("Title: A\nSample: perhaps", 'seeds/x.md:2: sample is "perhaps"; expected true or false'),
    ],
)
def test_what_is_wrong_with_a_header_is_said_with_its_line(text: str, expected: str) -> None:
    errors = read(text.encode(), "seeds/x.md").errors
    assert [str(error) for error in errors] == [expected]


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("Just text: nothing else.", {}, "Just text: nothing else."),
        ("\nTitle: not a header", {}, "Title: not a header"),
        ("---\nTitle: A\n---\nThe text.", {"title": "A"}, "The text."),
        ("Title: A\nThe text.", {"title": "A"}, "The text."),
        ("\ufeffTitle: A\r\n\r\nThe text.\r\n", {"title": "A"}, "The text."),
        ("", {}, ""),
    ],
)
def test_where_a_header_ends(text: str, values: dict[str, str], body: str) -> None:
    assert read(text.encode(), "seeds/x.md") == Contents(body.encode(), values)


def test_marks_and_tags_are_no_text() -> None:
    body = "> *A* `b`<br>c\n\n    d & e\n\n1. f\n2. g\n\n<style>h</style><div>i <b>j</b></div>"
    assert plain_text(body).split("\n\n") == ["A b c", "d & e", "f", "g", "i j"]
