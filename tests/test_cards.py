"""Card images: the headline in the site's colours, drawn once, and the theme's own card where that cannot be."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.cards import SIZE, Painter, painter
from plugin_site import ARTICLE, PUBLISHED, ROOT, build_site, make_site
from timing import processor_seconds

if TYPE_CHECKING:
    from pathlib import Path

SITE = PUBLISHED["SITEURL"]
OWN = f"{SITE}/theme/images/card.png"


def image_of(output: Path, page: str = "briefings/wall/index.html") -> str:
    """Return the address of the picture that a page names."""
    return re.findall(r'property="og:image" content="([^"]+)"', (output / page).read_text(encoding="utf-8"))[0]


@pytest.fixture
def made() -> Painter:
    """What draws this project's cards."""
    found = painter(ROOT / "theme", {"SITENAME": "Harrow Briefings"})
    assert found is not None
    return found


def test_a_briefing_has_its_own_card(tmp_path: Path) -> None:
    output = build_site(tmp_path, {"wall.txt": ARTICLE}, **PUBLISHED).output
    address = image_of(output)
    with Image.open(output / address.removeprefix(f"{SITE}/")) as card:
        assert (card.size, card.format) == (SIZE, "PNG")
    assert image_of(output, "index.html") == OWN
    assert f'"image": "{address}"' in (output / "briefings/wall/index.html").read_text(encoding="utf-8")


def test_a_card_is_drawn_once(tmp_path: Path) -> None:
    file = make_site(tmp_path, {"wall.txt": ARTICLE}, **PUBLISHED)
    build(Request(file, index=False))
    (kept,) = (tmp_path / ".cache/briefing-cards").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(b"marked" + whole)
    output = build(Request(file, tmp_path / "second", index=False)).output
    assert (output / "cards" / kept.name).read_bytes() == b"marked" + whole
    # One that was cut short is drawn anew.
    kept.write_bytes(whole[:-5])
    output = build(Request(file, tmp_path / "third", index=False)).output
    assert (output / "cards" / kept.name).read_bytes() == whole


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry stops",
        "The council of Harrow Bay has put off a decision on the future of its fish market " * 5,
        "Überschwemmungsgebietsausweisungsverordnungsänderungsverfahrensbeschleunigungsgesetzesentwurf",
    ],
)
def test_a_headline_stays_inside(made: Painter, headline: str) -> None:
    with Image.open(io.BytesIO(made.draw(headline))) as card:
        ground = card.convert("L").point(lambda value: 255 if value < 250 else 0)
    left, top, right, bottom = ground.crop((60, 0, *SIZE)).getbbox()
    assert left >= 20
    assert top >= 60
    assert 60 + right <= SIZE[0] - 60
    assert bottom <= SIZE[1] - 30


def test_a_headline_of_any_length_takes_no_longer(made: Painter) -> None:
    short, long = (processor_seconds(lambda n=n: made.draw("x" * n)) for n in (2_000, 200_000))  # type: ignore[misc]
    assert long < 20 * max(short, 0.02), (short, long)


def test_colours_are_the_themes(made: Painter) -> None:
    with Image.open(io.BytesIO(made.draw("Ferry stops"))) as card:
        bar = card.convert("RGB").getpixel((5, 300))
    assert "#{:02x}{:02x}{:02x}".format(*bar) == made.colours["accent"]


@pytest.mark.parametrize(("words", "can"), [("Fährt „später“ – für 5 £", True), ("العربية", False), ("中文", False)])
def test_only_letters_that_there_are_can_be_written(made: Painter, words: str, *, can: bool) -> None:
    assert made.can_write(words) is can


def test_a_headline_in_other_letters_gets_the_themes_card(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {"wall.txt": ARTICLE, "wall.toml": 'title = "中文"\n'}
    assert image_of(build_site(tmp_path, seeds, **PUBLISHED).output) == OWN


def test_the_cache_holds_what_the_last_build_drew(tmp_path: Path) -> None:
    kept = []
    for title in ("Wall stands", "Wall falls"):
        seeds: dict[str, str | bytes] = {"wall.txt": ARTICLE, "wall.toml": f'title = "{title}"\n'}
        build_site(tmp_path, seeds, **PUBLISHED)
        kept.append([file.name for file in (tmp_path / ".cache" / "briefing-cards").iterdir()])
    assert [len(names) for names in kept] == [1, 1]
    assert kept[0] != kept[1]


def test_without_the_extra_all_have_the_themes_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    output = build_site(tmp_path, {"wall.txt": ARTICLE}, **PUBLISHED).output
    assert image_of(output) == OWN
    assert not (output / "cards").exists()
