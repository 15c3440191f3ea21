"""Who is one person across briefings: names that a file joins, namesakes that it keeps apart, what it says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML

from pelican.plugins.briefing.cli import main
from plugin_site import PUBLISHED, build_site, make_site

if TYPE_CHECKING:
    from pathlib import Path

    from justhtml import Element

FIRST = """Harbour wall to be rebuilt

HARROW BAY — “The old wall has stood for ninety years,” said Ivan Novak, the harbour master.
"""
SECOND = """Harbour wall costs more

HARROW BAY — “It will cost twice as much,” said Ivan Novak-Weiss, the mayor of Harrow Bay.
"""
THIRD = """Baker wins prize

TARVEL — “It is the flour,” said Ivan Novak, a baker.
"""
SIDECAR = 'published = 2026-03-0{}\npublisher = "The Bay Post"\nlicence = "own"\n'
MASTER = """names = ["Ivan Novak-Weiss", "Ivan Novak"]
briefings = ["first", "second"]
title = "Mayor of Harrow Bay"
note = "Harbour master until March 2026."
link = "https://harrowbay.example.org/mayor"
"""


def seeds() -> dict[str, str | bytes]:
    """Three briefings with two people of one name."""
    texts = {"first": FIRST, "second": SECOND, "third": THIRD}
    found: dict[str, str | bytes] = {f"{slug}.txt": text for slug, text in texts.items()}
    return found | {f"{slug}.toml": SIDECAR.format(day) for day, slug in enumerate(texts, 1)}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that describes the mayor."""
    folder = tmp_path_factory.mktemp("identities")
    assert not build_site(folder, seeds(), content={"people/ivan-novak-mayor.toml": MASTER}, **PUBLISHED).failures
    return folder / "output"


def page(output: Path, address: str) -> Element:
    """Return a page's tree."""
    return JustHTML((output / address / "index.html").read_text(encoding="utf-8"), sanitize=False)


def test_a_file_joins_names_and_keeps_a_namesake_apart(output: Path) -> None:
    mayor, baker = (page(output, f"people/{slug}").query("blockquote") for slug in ("ivan-novak-mayor", "ivan-novak"))
    assert [quote.to_text().strip("“” ") for quote in mayor] == [
        "It will cost twice as much",
        "The old wall has stood for ninety years",
    ]
    assert [quote.to_text().strip("“” ") for quote in baker] == ["It is the flour"]
    assert not (output / "people/ivan-novak-weiss").exists()


def test_the_page_says_what_the_file_does_and_what_the_texts_do(output: Path) -> None:
    mayor = page(output, "people/ivan-novak-mayor")
    assert mayor.query("h1")[0].to_text() == "Ivan Novak-Weiss"
    assert mayor.query(".brief-lead")[0].to_text() == "Mayor of Harrow Bay"
    assert "Harbour master until March 2026." in mayor.query(".brief-head")[0].to_text()
    assert mayor.query(".brief-head a.prints-address")[0].attrs["href"] == "https://harrowbay.example.org/mayor"
    roles = [role.to_text() for role in mayor.query("#roles [data-verbatim]")]
    assert roles == ["the harbour master", "the mayor of Harrow Bay"]


def test_names_in_a_briefing_lead_to_the_right_page(output: Path) -> None:
    for slug, person in (("first", "ivan-novak-mayor"), ("second", "ivan-novak-mayor"), ("third", "ivan-novak")):
        links = [link.attrs["href"] for link in page(output, f"briefings/{slug}").query("#who-said-what h3 a")]
        assert links == [f"{PUBLISHED['SITEURL']}/people/{person}/"]


@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        ({"a": 'role = "x"'}, "content/people/a.toml:1: role is no key"),
        ({"a": 'link = "example.org"'}, "content/people/a.toml:1: link is"),
        ({"a": 'names = ["Ivan Novak"]\nbriefings = ["fourth"]'}, 'content/people/a.toml:2: names "fourth"'),
        (
            {"a": 'names = ["Ivan Novak"]', "b": 'title = "x"\nnames = ["ivan novak"]'},
            'content/people/b.toml:2: claims "ivan novak", which is of a.toml',
        ),
    ],
)
def test_what_is_wrong_is_told_by_a_build_and_by_a_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], wrong: str
) -> None:
    content = {f"people/{name}.toml": text for name, text in files.items()}
    outcome = build_site(tmp_path, seeds(), content=content)
    assert outcome.failures == (0 if "fourth" in wrong else 1)
    expected = wrong.removeprefix("content/people/")
    told = capsys.readouterr().err
    # A published build may lack a briefing that is a draft.
    assert expected in told or not outcome.failures
    assert main(["check", "-s", str(make_site(tmp_path, seeds(), content=content))]) == 1
    assert expected in capsys.readouterr().out
