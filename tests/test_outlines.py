"""What a build knows of a page that it takes over is what the page itself would tell it, also out of the cache."""

from __future__ import annotations

import json
import shutil
import sys
import weakref
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from pelican.plugins.briefing import building, injection, preparing
from pelican.plugins.briefing.building import Request
from pelican.plugins.briefing.checking import checked
from pelican.plugins.briefing.gathering import gather
from pelican.plugins.briefing.later import Lately, Later, awaited, changed, joined
from pelican.plugins.briefing.outline import from_plain, to_plain
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.view import BriefingView
from plugin_site import ARTICLE, ROOT, make_site, written
from theme_states import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from factbox import Briefing
    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.settings import Settings

CORRECTED = """
published = 2026-03-04T18:05:00+01:00
updated = 2026-03-05
status = "draft"
tags = ["wall"]
sample = true

[[person]]
text = "Ana Ruiz"
role = "the harbour master"
"""


def build(settings: Path) -> dict[str, bytes]:
    """Build a site as a process of its own would, and return it."""
    sys.modules.pop("pelicanconf", None)
    return written(building.build(Request(settings, index=False)).output)


@pytest.fixture(scope="module", name="pages")
def fixture_pages() -> tuple[Page, ...]:
    """Return the pages of the project's own seeds."""
    settings = read_settings({"PATH": str(ROOT / "content"), "BRIEFING_NOW": "2026-06-01", "BRIEFING_CACHE": ""})
    return gather(settings, str.lower).pages


def test_an_outline_comes_back_out_of_json(pages: tuple[Page, ...]) -> None:
    assert len(pages) > 10
    for page in pages:
        assert from_plain(json.loads(json.dumps(to_plain(page.outline)))) == page.outline


def test_a_view_that_is_made_later_is_the_same(pages: tuple[Page, ...]) -> None:
    for page in pages:
        view = from_plain(json.loads(json.dumps(to_plain(page.outline)))).view(page.key, lambda page=page: page.view)
        for field in fields(BriefingView):
            told, wanted = getattr(view, field.name), getattr(page.view, field.name)
            if field.name == "speakers":
                assert [len(one.quotations) for one in told] == [len(one.quotations) for one in wanted]
                assert [len(one.reported) for one in told] == [len(one.reported) for one in wanted]
            assert told == wanted, field.name


def test_entries_that_name_somebody_are_known(pages: tuple[Page, ...]) -> None:
    told = 0
    for page in pages:
        outline = from_plain(json.loads(json.dumps(to_plain(page.outline))))
        for number in {number for entries in outline.events.values() for number, _ in entries}:
            assert outline.event(number) == page.view.timeline[number]
            told += 1
    assert told > 10


def test_a_view_is_made_only_where_it_is_read_and_once_for_all_of_its_fields() -> None:
    made = []

    def make() -> BriefingView:
        made.append(1)
        return PLAIN

    lately = Lately(make)
    view = changed(awaited({"title": "Other"}, lately), apart="today")
    assert (view.title, view.apart, made) == ("Other", "today", [])
    assert view.facts == PLAIN.facts
    assert (view.title, view.apart) == ("Other", "today")
    assert changed(view, related=()).summary == PLAIN.summary
    assert made == [1]
    with pytest.raises(AttributeError):
        view.colour  # noqa: B018 - it is to fail  # type: ignore[attr-defined]


def test_what_was_made_long_ago_is_not_held() -> None:
    class Thing:
        """What a reference can tell of."""

    first = Lately(Thing)
    seen = weakref.ref(first())
    assert seen() is first()
    for _ in range(100):
        Lately(Thing)()
    assert seen() is None
    assert isinstance(first(), Thing)
    assert first() is first()


def test_what_comes_later_is_a_tuple_to_whoever_reads_it() -> None:
    one, other = Later("a", 2, lambda: (1, 2)), Later("b", 1, lambda: (3,))
    both = joined([one, (), other])
    assert isinstance(both, Later)
    assert (len(both), both.key, tuple(both), both[1:], bool(Later("c", 0, tuple))) == (
        3,
        "a b",
        (1, 2, 3),
        (2, 3),
        False,
    )
    assert (one + other, (0, *one), one == (1, 2), joined([()]), joined([one])) == ((1, 2, 3), (0, 1, 2), True, (), one)


def test_pages_that_stand_are_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = ARTICLE.replace("Harbour", "Northern harbour").replace("wall", "dam").replace("Ana Ruiz", "Tom Okoro")
    file = make_site(
        tmp_path, {"wall.txt": ARTICLE, "wall.toml": CORRECTED, "dam.txt": other, "note.txt": "Snow\n\nIt fell.\n"}
    )
    build(file)
    made, choose = [], preparing.choose_shown

    def chosen(briefing: Briefing, settings: Settings) -> Shown:
        made.append(briefing.source.path)
        return choose(briefing, settings)

    monkeypatch.setattr(preparing, "choose_shown", chosen)
    (tmp_path / "seeds" / "note.txt").write_text("Snow\n\nIt fell again.\n")
    build(file)
    assert made == ["note.txt"]


def test_slugs_of_names_are_made_once_for_all_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = make_site(tmp_path, {"wall.txt": ARTICLE, "note.txt": "Snow\n\nIt fell.\n"})
    made, slugify = [], injection.slugify

    def noted(name: str, *rest: Any) -> str:  # noqa: ANN401 - whatever it takes
        made.append(name)
        return slugify(name, *rest)

    monkeypatch.setattr(injection, "slugify", noted)
    injection._slugifier.cache_clear()  # noqa: SLF001 - as another process would begin
    first = build(file)
    assert "Ana Ruiz" in made
    injection._slugifier.cache_clear()  # noqa: SLF001 - as another process would begin
    made.clear()
    (tmp_path / "seeds" / "note.txt").write_text(ARTICLE.replace("Ana Ruiz", "Tom Okoro"))
    assert build(file) != first
    assert made == ["Tom Okoro"]


@pytest.mark.parametrize("outlines", [None, [], {"x": []}, {"x": None}, 1, {"x": [None] * 12}])
def test_damaged_outlines_are_made_again(tmp_path: Path, outlines: object) -> None:
    file = make_site(tmp_path, {"wall.txt": ARTICLE, "wall.toml": CORRECTED})
    first = build(file)
    (record,) = (tmp_path / ".cache" / "briefing" / "pages").iterdir()
    kept = json.loads(record.read_bytes())
    assert len(kept["outlines"]) == 1
    record.write_text(json.dumps({**kept, "outlines": outlines}))
    assert build(file) == first
    assert json.loads(record.read_bytes())["outlines"] == kept["outlines"]


def test_a_page_is_looked_at_once_and_what_was_found_is_said_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = ARTICLE.replace("HARROW BAY", "HARROW BAI")
    other = ARTICLE.replace("Ana Ruiz, the harbour master", "Anna Ruiz, a bassoonist").replace("wall", "dam")
    seeds = {"wall.txt": ARTICLE, "twin.txt": twin, "dam.txt": other, "note.txt": "Snow\n\nIt fell.\n"}
    file = make_site(tmp_path, seeds)

    def found() -> str:
        sys.modules.pop("pelicanconf", None)
        return building.build(Request(file, index=False, check=True)).found

    found()
    looked, look = [], checked.page_findings

    def looking(page: Page, *args: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        looked.append(page.slug)
        return look(page, *args)

    monkeypatch.setattr(checked, "page_findings", looking)
    (tmp_path / "seeds" / "note.txt").write_text("Snow\n\n“It fell again,” he said.\n")
    build(file)
    assert looked == []
    said = found()
    assert looked == ["note"]
    shutil.rmtree(tmp_path / ".cache")
    assert found() == said
    assert "2 duplicate" in said
    assert "2 name" in said
