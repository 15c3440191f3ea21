"""A site that is built on its last build is byte for byte the one that is built from nothing, whatever was changed."""

from __future__ import annotations

import marshal
import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Environment

from pelican.plugins.briefing import building
from pelican.plugins.briefing.building import Request
from plugin_site import PUBLISHED, ROOT, make_site, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# How many edits in a row; `make edits` makes a hundred of each.
EDITS = int(os.environ.get("BRIEFING_EDITS", "6"))
PEOPLE = ("Ana Ruiz", "Tom Okoro", "Lena Marsh", "Piet Vos")
PLACES = ("Lisbon", "Nairobi", "Oslo")
PAGES = {
    "pages/about.md": "Title: About\n\nSee [a seed]({filename}/../seeds/s1.txt) and ![one]({static}/images/one.svg).\n",
    "pages/method.md": "Title: Method\n\nBy machine.\n",
    "articles/note.md": "Title: A note\nDate: 2026-02-01\n\nBy hand, on [that]({filename}/../seeds/s2.txt).\n",
}


def text(chance: random.Random, number: int) -> str:
    """Return a seed's text, which shares people, places and words with others."""
    who, other, place = chance.choice(PEOPLE), chance.choice(PEOPLE), chance.choice(PLACES)
    return (
        f"Harbour wall of {place} grows {number}\n\n{place.upper()} — The wall will cost {number} million pounds, the "
        f"council said on Monday.\n\n“It was {number} metres long,” said {who}, the harbour master. “It will grow.”\n\n"
        f"{other}, a mayor of {place}, said the work began on 3 March 2024. It was not clear who will pay.\n"
    )


def sidecar(chance: random.Random, number: int) -> str:
    """Return a sidecar."""
    lines = [f"published = 2026-0{chance.randint(1, 5)}-0{chance.randint(1, 9)}", 'licence = "own"']
    lines += (chance.choice(['tags = ["wall"]', 'tags = ["wall", "harbour"]', 'category = "Works"', "sample = true"]),)
    lines += (chance.choice(['story = "the-wall"', 'status = "draft"', f'summary = "In short {number}."', ""]),)
    return "\n".join(lines) + "\n"


def edit_text(site: Path, chance: random.Random) -> None:
    seed = chance.choice(sorted((site / "seeds").glob("*.txt")))
    seed.write_text(text(chance, chance.randint(10, 99)))


def edit_sidecar(site: Path, chance: random.Random) -> None:
    seed = chance.choice(sorted((site / "seeds").glob("*.txt")))
    seed.with_suffix(".toml").write_text(sidecar(chance, chance.randint(10, 99)))


def add(site: Path, chance: random.Random) -> None:
    number = chance.randint(100, 999)
    (site / "seeds" / f"n{number}.txt").write_text(text(chance, number))


def delete(site: Path, chance: random.Random) -> None:
    seed = chance.choice([path for path in sorted((site / "seeds").glob("*.txt")) if path.stem not in {"s1", "s2"}])
    seed.unlink()
    seed.with_suffix(".toml").unlink(missing_ok=True)


def rename(site: Path, chance: random.Random) -> None:
    seed = chance.choice([path for path in sorted((site / "seeds").glob("*.txt")) if path.stem not in {"s1", "s2"}])
    for path in (seed.with_suffix(".toml"), seed):
        if path.exists():
            path.rename(path.with_stem(f"{path.stem}x"))


def readdress(site: Path, chance: random.Random) -> None:
    (site / "seeds" / "s1.toml").write_text(f'slug = "elsewhere-{chance.randint(1, 9)}"\nlicence = "own"\n')


def set_otherwise(site: Path, chance: random.Random) -> None:
    line = chance.choice(
        ["DEFAULT_PAGINATION = 3", "BRIEFING_KEY_FACTS = 2", "SITENAME = 'Other'", "BRIEFING_DRAFTS = False"]
    )
    file = site / "siteconf.py"
    file.write_text(f"{file.read_text()}{line}\n")


def edit_template(site: Path, chance: random.Random) -> None:
    name = chance.choice(["base", "index", "subject", "components/entry", "components/time", "components/related"])
    file = site / "theme" / "templates" / f"{name}.html"
    file.write_text(f"{file.read_text()}{{# {chance.random()} #}}\n")


def edit_theme(site: Path, chance: random.Random) -> None:
    file = site / "theme" / "static" / chance.choice(["css/base.css", "js/site.js", "images/icon.svg"])
    file.write_text(f"{file.read_text()}\n")


def translate(site: Path, chance: random.Random) -> None:
    folder = site / "translations"
    folder.mkdir(exist_ok=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / "en.po").write_text(f'{head}\nmsgid "Key facts"\nmsgstr "In short {chance.randint(1, 99)}"\n')


def describe(site: Path, chance: random.Random) -> None:
    folder = site / "content" / "stories"
    folder.mkdir(exist_ok=True)
    status = chance.choice(["developing", "ended"])
    (folder / "the-wall.toml").write_text(f'title = "The wall {chance.randint(1, 99)}"\nstatus = "{status}"\n')


def retell(site: Path, chance: random.Random) -> None:
    """Move a briefing to another story, or out of its own."""
    file = chance.choice(sorted((site / "seeds").glob("*.txt"))).with_suffix(".toml")
    told = file.read_text().splitlines() if file.exists() else ['licence = "own"']
    told = [line for line in told if not line.startswith("story")]
    story = chance.choice(['story = "the-wall"', 'story = "other"', ""])
    file.write_text("\n".join([*told, story]) + "\n")


def edit_page(site: Path, chance: random.Random) -> None:
    file = site / "content" / chance.choice(sorted(PAGES))
    file.write_text(f"{file.read_text()}\nMore {chance.random()}.\n")


def tamper(site: Path, chance: random.Random) -> None:
    files = [path for path in sorted((site / "output").rglob("*")) if path.is_file() and path.name != "index.html"]
    file = chance.choice([*files, site / "output" / "index.html"])
    file.write_text("Not what was built.")


KINDS: tuple[Callable[[Path, random.Random], None], ...] = (
    *(edit_text, edit_sidecar, add, delete, rename, readdress),
    *(set_otherwise, edit_template, edit_theme, edit_page, tamper),
    *(translate, describe, retell),
)


def build(site: Path) -> dict[str, bytes]:
    """Build a site as a process of its own would, and return it."""
    sys.modules.pop("pelicanconf", None)
    building.build(Request(site / "siteconf.py", index=False))
    return written(site / "output")


def clean(site: Path) -> dict[str, bytes]:
    """Return what is built from nothing, in the same place."""
    aside = site.with_name("aside")
    aside.mkdir()
    for name in ("output", ".cache"):
        (site / name).rename(aside / name)
    try:
        return build(site)
    finally:
        for name in ("output", ".cache"):
            shutil.rmtree(site / name)
            (aside / name).rename(site / name)
        aside.rmdir()


def make(folder: Path, chance: random.Random, settings: dict[str, Any]) -> Path:
    """Make a site with a theme of its own."""
    shutil.copytree(ROOT / "theme", folder / "theme")
    seeds: dict[str, str | bytes] = {}
    for number in range(1, 10):
        seeds[f"s{number}.txt"] = text(chance, number)
        if number % 3:
            seeds[f"s{number}.toml"] = sidecar(chance, number)
    make_site(folder, seeds, PAGES, THEME=str(folder / "theme"), **settings)
    (folder / "content" / "images").mkdir()
    (folder / "content" / "images" / "one.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return folder


@pytest.mark.parametrize("published", [False, True], ids=["local", "published"])
def test_edits_give_what_a_clean_build_gives(tmp_path: Path, *, published: bool) -> None:
    chance = random.Random(EDITS)  # noqa: S311 - nothing is kept secret by it
    site = make(tmp_path / "site", chance, PUBLISHED if published else {})
    build(site)
    kinds = [*KINDS] * (EDITS // len(KINDS) + 2)
    chance.shuffle(kinds)
    for kind in kinds[EDITS * published :][:EDITS]:
        kind(site, chance)
        built, wanted = build(site), clean(site)
        wrong = [path for path in {**built, **wanted} if built.get(path) != wanted.get(path)]
        assert not wrong, (kind.__name__, wrong)


def test_another_parser_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    site = make(tmp_path / "site", random.Random(2), {})  # noqa: S311 - as above
    shutil.copytree(ROOT / "plugins" / "factbox", tmp_path / "parser" / "factbox")
    before = built_by(tmp_path / "parser", site)
    cues = tmp_path / "parser" / "factbox" / "lexicons" / "cues.toml"
    words = cues.read_text(encoding="utf-8")
    assert '"said"' in words
    cues.write_text(words.replace('"said"', '"sayd"'), encoding="utf-8")
    after = built_by(tmp_path / "parser", site)
    assert {path for path in after if after[path] != before.get(path)} > {"briefings/s1/index.html"}
    for name in ("output", ".cache"):
        shutil.rmtree(site / name)
    assert built_by(tmp_path / "parser", site) == after


def built_by(parser: Path, site: Path) -> dict[str, bytes]:
    """Build a site with a parser in a folder of its own, and return it."""
    command = [sys.executable, "-m", "pelican_briefing", "build", "--quiet", "--no-index"]
    subprocess.run(
        [*command, "--settings", str(site / "siteconf.py")],
        check=True,
        env={**os.environ, "PYTHONPATH": str(parser)},
        capture_output=True,
    )
    return written(site / "output")


def test_what_an_edit_does_not_change_is_not_written_again(tmp_path: Path) -> None:
    site = make(tmp_path / "site", random.Random(1), {})  # noqa: S311 - as above
    (site / "seeds" / "apart.txt").write_text("Snow in Petrov\n\nIt snowed for three hours on Sunday.\n")
    build(site)
    before = inodes(site)
    (site / "seeds" / "apart.txt").write_text("Snow in Petrov\n\nIt snowed for four hours on Sunday.\n")
    build(site)
    again = {path for path, inode in inodes(site).items() if before[path] != inode}
    assert {path for path in again if path.startswith("briefings/")} == {
        "briefings/apart/briefing.json",
        "briefings/apart/index.html",
    }
    assert "index.html" in again
    assert not [path for path in again if path.startswith(("people/a", "places/", "about/"))]


def test_templates_are_compiled_once_for_all_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_one = Environment._generate  # noqa: SLF001 - what compiling calls, and nothing else

    def generate(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's
        compiled.append(args[2])
        return compile_one(*args, **kwargs)

    monkeypatch.setattr(Environment, "_generate", generate)
    site = make(tmp_path / "site", random.Random(3), {})  # noqa: S311 - as above
    first = build(site)
    assert len(compiled) == len(set(compiled)) > 20
    compiled.clear()
    edit_text(site, random.Random(3))  # noqa: S311 - as above
    assert build(site) != first
    assert not compiled
    edit_template(site, random.Random(3))  # noqa: S311 - as above
    build(site)
    assert len(compiled) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-100] + bytes(100),
        lambda data: data[:32] + marshal.dumps({}),
        lambda data: bytes([data[0] ^ 1]) + data[1:],
    ],
)
def test_damaged_templates_are_compiled_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    site = make(tmp_path / "site", random.Random(4), {})  # noqa: S311 - as above
    before = build(site)
    (file,) = (site / ".cache" / "briefing" / "templates").iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    shutil.rmtree(site / "output")
    assert build(site) == before
    # Without those that no page is made from: what they read is known by now.
    assert len(whole) // 2 < len(file.read_bytes()) <= len(whole)


def test_the_site_before_the_last_becomes_the_next_and_nothing_is_written_into_the_last(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - as above
    site = make(tmp_path / "site", chance, {})
    (site / "seeds" / "apart.txt").write_text("Snow in Petrov\n\nIt snowed for three hours on Sunday.\n")
    build(site)
    place = site / ".cache" / "briefing-spare"
    assert not place.exists()
    for kind in (edit_text, rename, edit_page, edit_theme, edit_text, delete, edit_template, tamper, set_otherwise):
        kind(site, chance)
        before = written(site / "output")
        shutil.copytree(site / "output", tmp_path / "last", copy_function=os.link)
        built, wanted = build(site), clean(site)
        assert [path for path in {**built, **wanted} if built.get(path) != wanted.get(path)] == [], kind.__name__
        assert written(tmp_path / "last") == before, kind.__name__
        shutil.rmtree(tmp_path / "last")
        (spare,) = place.iterdir()
        assert written(spare) == before
    folders = {path for path in (site / "output").rglob("*") if path.is_dir()}
    assert all(any(folder.iterdir()) for folder in folders)
    build(site)
    assert len(list(place.iterdir())) == 1


def test_a_spare_site_is_not_trusted(tmp_path: Path) -> None:
    site = make(tmp_path / "site", random.Random(6), {})  # noqa: S311 - as above
    for number in range(3):
        (site / "seeds" / "apart.txt").write_text(f"Snow in Petrov\n\nIt snowed for {number + 3} hours on Sunday.\n")
        wanted = build(site)
    (spare,) = (site / ".cache" / "briefing-spare").iterdir()
    for name, words in {"about/index.html": "another", "extra/page.html": "more", "index.html/x": "odd"}.items():
        file = spare / name
        if file.parent.is_file():
            file.parent.unlink()
        file.parent.mkdir(parents=True, exist_ok=True)
        # As a new file: the one that stands there is the last site's too.
        file.unlink(missing_ok=True)
        file.write_text(words)
    (spare / "away").symlink_to(site / "seeds")
    (site / "seeds" / "apart.txt").write_text("Snow in Petrov\n\nIt snowed for 5 hours on Sunday.\n")
    assert build(site) == wanted
    assert (site / "seeds" / "s1.txt").exists()


def inodes(site: Path) -> dict[str, int]:
    """Return the inode of each file of a built site."""
    files = (path for path in (site / "output").rglob("*") if path.is_file())
    return {path.relative_to(site / "output").as_posix(): path.stat().st_ino for path in files}
