"""The languages that a site can speak: whole catalogues, dates and numbers as they are written there, whole builds."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from babel.dates import format_date, format_skeleton
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from justhtml import Element, Text

from factbox import Span, Timex, TimexType
from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.catalogues import read_catalogue
from pelican.plugins.briefing.errors import BriefingError, SettingsError
from pelican.plugins.briefing.languages import SHIPPED, Language, read_language
from pelican.plugins.briefing.presenting.times import day_view, timex_view
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.verifying import verify
from plugin_site import ARTICLE, ROOT, build_site
from site_links import read_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages import Catalog

CODES = sorted(file.stem for file in SHIPPED.glob("*.po"))
DAYS = [dt.date(2024, month, 11 + month) for month in range(1, 13)]
SIDECAR = 'published = 2026-03-04\nlicence = "own"\npublisher = "The Bay Post"\ndeveloping = true\n'
# A language with a catalogue of one word, which is read from right to left.
ARABIC = 'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgid "Key facts"\nmsgstr "حقائق"\n'


@pytest.fixture(scope="module")
def strings(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All that is marked for translation in the templates and the code, as `make strings` finds it."""
    file = tmp_path_factory.mktemp("strings") / "strings.pot"
    marks = ["--keyword", "NN_:1,2", "--keyword", "P_:1c,2"]
    config = ["--mapping", str(ROOT / "pyproject.toml"), "--input-dirs", str(ROOT)]
    CommandLineInterface().run(["pybabel", "-q", "extract", *config, *marks, "--output", str(file)])
    with file.open("rb") as opened:
        return read_po(opened)


def shipped(code: str) -> Catalog:
    """Return a catalogue as Babel reads it."""
    with (SHIPPED / f"{code}.po").open("rb") as opened:
        return read_po(opened, locale=code)


def language(code: str) -> Language:
    """Return a language that is there."""
    found = read_language(code)
    assert found
    return found


def test_there_are_languages() -> None:
    assert {"de", "fr"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_has_every_string_and_no_other(code: str, strings: Catalog) -> None:
    wanted = {(message.context, message.id) for message in strings if message.id}
    assert len(wanted) > 200
    there = {(message.context, message.id): message for message in shipped(code) if message.id}
    assert wanted - there.keys() == set(), "run `make strings`"
    assert there.keys() - wanted == set(), "run `make strings`"
    forms = {
        key: [message.string] if isinstance(message.string, str) else message.string for key, message in there.items()
    }
    assert [key for key, words in forms.items() if not all(words)] == [], "not translated"
    assert [key for key, message in there.items() if message.fuzzy] == []


@pytest.mark.parametrize("code", CODES)
def test_what_is_filled_in_is_the_same_in_every_form(code: str) -> None:
    wrong = [(message.id, [str(error) for error in errors]) for message, errors in shipped(code).check()]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_read_as_babel_reads_it(code: str) -> None:
    words = read_catalogue(SHIPPED / f"{code}.po")
    for message in shipped(code):
        if isinstance(message.id, tuple):
            one, many = message.id
            assert [words.ngettext(one, many, number) for number in (1, 5)] == list(message.string)
        elif message.id:
            found = words.pgettext(message.context, message.id) if message.context else words.gettext(message.id)
            assert found == message.string


@pytest.mark.parametrize("code", CODES)
def test_dates_are_written_as_in_the_unicode_cldr(code: str) -> None:
    spoken = language(code)
    assert [spoken.date(day) for day in DAYS] == [format_date(day, "full", locale=code) for day in DAYS]
    months = [spoken.month(day.month, day.year) for day in DAYS]
    assert months == [format_skeleton("yMMMM", day, locale=code) for day in DAYS]
    assert [spoken.short_month(day.month) for day in DAYS] == [format_date(day, "MMM", locale=code) for day in DAYS]


@pytest.mark.parametrize("code", ["en", *CODES])
def test_numbers_are_written_as_in_the_unicode_cldr(code: str) -> None:
    spoken = language(code)
    assert spoken.number(1234567) == format_decimal(1234567, locale=code)
    assert spoken.number(75.5, 1) == format_decimal(75.5, "0.0", locale=code)


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert language("fr").date(dt.date(2024, 8, 1)) == "jeudi 1er août 2024"


@pytest.mark.parametrize(
    ("value", "mod", "german", "french"),
    [
        ("2024-08", "MID", "Mitte August 2024", "mi-août 2024"),
        ("2024-W32", None, "Woche vom 5. August 2024", "semaine du 5 août 2024"),
        ("198", "START", "Anfang der 1980er-Jahre", "début des années 1980"),
        ("19", None, "20. Jahrhundert", "20e siècle"),
        ("2024-Q3", None, "drittes Quartal 2024", "troisième trimestre 2024"),
        ("2024-08-13TEV", "APPROX", "etwa Dienstag, 13. August 2024, abends", "vers mardi 13 août 2024, soir"),
    ],
)
def test_points_in_time_in_words(value: str, mod: str | None, german: str, french: str) -> None:
    timex = Timex("t-1", Span(0, 3), "one day", TimexType.DATE, value, mod, None, "test")
    found = [timex_view(timex, language(code)) for code in ("de", "fr")]
    assert [view.text for view in found if view] == [german, french]


def test_a_region_speaks_its_language() -> None:
    austrian = language("de-AT")
    assert (austrian.code, austrian.gettext("Who")) == ("de-AT", "Wer")
    assert day_view(dt.date(2024, 8, 13), austrian).text == "Dienstag, 13. August 2024"


@pytest.mark.parametrize("line", ["msgid Who", 'words "Who"', '"Who"', "msgid 'Who'"])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "xx.po"
    file.write_text(f'msgid "When"\nmsgstr "x"\n\n{line}\n', encoding="utf-8")
    with pytest.raises(BriefingError, match=re.escape(f"{file}:4: is {line!r}; expected a line of a catalogue")):
        read_catalogue(file)


def test_a_guessed_translation_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "xx.po").write_text(
        '#, fuzzy\nmsgid "Who"\nmsgstr "Wo"\n\nmsgid "When"\nmsgstr "Wan"\n', encoding="utf-8"
    )
    spoken = read_language("xx", [tmp_path])
    assert spoken
    assert (spoken.gettext("Who"), spoken.gettext("When")) == ("Who", "Wan")


def test_the_setting_decides_then_pelicans_language() -> None:
    def code(**given: str) -> str:
        return read_settings({"PATH": "/site/content", **given}).language.code

    assert code() == code(DEFAULT_LANG="en") == "en"
    assert code(DEFAULT_LANG="fr") == "fr"
    assert code(DEFAULT_LANG="fr", BRIEFING_LANGUAGE="de") == "de"
    assert code(DEFAULT_LANG="xx") == "en"
    with pytest.raises(SettingsError, match="BRIEFING_LANGUAGE: is 'xx'; expected a language that there is"):
        code(BRIEFING_LANGUAGE="xx")


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that speaks German, of an English article and a German one."""
    seeds: dict[str, str | bytes] = {
        "wall.txt": ARTICLE,
        "wall.toml": SIDECAR,
        "hafen.txt": "Hafenmauer wird neu gebaut\n\n"
        "Die alte Mauer hat neunzig Jahre gestanden, und nun wird sie neu gebaut, "
        "sagte die Hafenmeisterin am Montag, und die Arbeit wird lange dauern.\n",
        "hafen.toml": 'published = 2026-03-05\nlanguage = "de"\n',
    }
    folder = tmp_path_factory.mktemp("german")
    return build_site(folder, seeds, DEFAULT_LANG="de", BRIEFING_NAV=None, BRIEFING_SOURCE_TEXT="full").output


def own_words(element: Element) -> Iterator[str]:
    """Yield the words of a page that are the site's own: not the source's, not a name, not a citation."""
    for child in element.children:
        if isinstance(child, Text):
            yield " ".join(child.data.split())
        elif isinstance(child, Element) and child.name not in {"script", "bdi", "pre", "title"}:
            if child.attrs.get("lang") in {None, "de"} and "data-verbatim" not in child.attrs:
                yield from own_words(child)
            yield from (child.attrs[name] for name in ("aria-label", "data-none") if child.attrs.get(name))


def test_no_word_of_a_german_page_is_english(german: Path) -> None:
    english = {
        part
        for message in shipped("de")
        if message.id and message.id != message.string
        for part in ([message.id] if isinstance(message.id, str) else message.id)
        if "%" not in part and any(map(str.isalpha, part))
    }
    pages = read_pages(german)
    assert len(pages) > 8
    for name, page in pages.items():
        assert page.query("html")[0].attrs["lang"] == "de"
        words = set(own_words(page.query("body")[0]))
        assert len(words) > 5
        assert words & english == set(), name


def test_the_sources_words_keep_their_language(german: Path) -> None:
    page = read_pages(german)["briefings/wall/"]
    spans = page.query("span[data-verbatim]")
    assert len(spans) > 8
    assert {span.attrs.get("lang") for span in spans} == {"en"}
    for element in (*page.query("h1"), *page.query(".brief-lead")):
        assert (element.attrs["lang"], element.attrs["dir"]) == ("en", "ltr")
    assert [quote.attrs["lang"] for quote in page.query("blockquote")] == ["en"]
    same = read_pages(german)["briefings/hafen/"]
    assert {span.attrs.get("lang") for span in [*same.query("span[data-verbatim]"), *same.query("h1")]} == {None}


def test_a_german_site_is_verified(german: Path) -> None:
    settings = read_settings(
        {"PATH": str(german.parent / "content"), "DEFAULT_LANG": "de", "BRIEFING_NOW": "2026-06-01"}
    )
    assert verify(german, settings).faults == ()


def test_citations_are_german_too(german: Path) -> None:
    page = read_pages(german)["briefings/wall/"]
    assert "Mittwoch, 4. März 2026" in page.query("#cite-1")[0].to_text()
    assert "Quelle: The Bay Post" in page.query("#cite-2")[0].to_text()


def test_a_catalogue_that_is_added_is_seen(tmp_path: Path) -> None:
    output = build_site(tmp_path, {"wall.txt": ARTICLE, "wall.toml": SIDECAR}).output
    assert read_pages(output)["briefings/wall/"].query("#key-facts-title")[0].to_text() == "Key facts"
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "en.po").write_text('msgid "Key facts"\nmsgstr "In short"\n', encoding="utf-8")
    output = build(Request(tmp_path / "siteconf.py")).output
    assert read_pages(output)["briefings/wall/"].query("#key-facts-title")[0].to_text() == "In short"


def test_a_sites_own_language_runs_from_right_to_left(tmp_path: Path) -> None:
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "ar.po").write_text(ARABIC, encoding="utf-8")
    output = build_site(tmp_path, {"wall.txt": ARTICLE, "wall.toml": SIDECAR}, BRIEFING_LANGUAGE="ar").output
    page = read_pages(output)["briefings/wall/"]
    assert page.query("html")[0].attrs == {"lang": "ar", "dir": "rtl"}
    assert page.query("#key-facts-title")[0].to_text() == "حقائق"
    assert page.query("#timeline-title")[0].to_text() == "Timeline"
    assert {span.attrs.get("dir") for span in page.query("#timeline span[data-verbatim]")} == {"ltr"}
