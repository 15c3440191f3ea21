"""The search: an index of what the pages show and nothing else, made where Pagefind is installed."""

from __future__ import annotations

import gzip
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pelican.plugins.briefing import index_order
from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.verifying import verify
from plugin_site import ARTICLE, PUBLISHED, build_site, everything, make_site

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"pagefind_dcd"
# A sentence that no item is read from: under an excerpt's licence it is nowhere.
UNSHOWN = "Gulls quarrelled over marmalade."
WALL = ARTICLE + f"\n{UNSHOWN}\n"
SIDECAR = 'published = 2026-03-04\ntags = ["harbours"]\nlicence = "own"\n'


def fragments(output: Path) -> dict[str, dict[str, Any]]:
    """Return what the index knows of each page, by address."""
    files = (output / "pagefind" / "fragment").iterdir()
    read = [json.loads(gzip.decompress(file.read_bytes()).removeprefix(MAGIC)) for file in files]
    return {page["url"]: page for page in read}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site of one briefing, which may be shown whole."""
    seeds: dict[str, str | bytes] = {"wall.txt": WALL, "wall.toml": SIDECAR}
    return build_site(tmp_path_factory.mktemp("search"), seeds, BRIEFING_SOURCE_TEXT="full", **PUBLISHED).output


def test_a_page_can_be_found_and_narrowed_down(output: Path) -> None:
    page = fragments(output)["/briefings/wall/"]
    assert "The old wall has stood for ninety years" in page["content"]
    assert page["meta"] == {"title": "Harbour wall to be rebuilt", "date": "Wednesday 4 March 2026"}
    assert page["filters"] == {"person": ["Ana Ruiz"], "topic": ["harbours"], "year": ["2026"]}
    assert {"q", "f"} <= {anchor["id"][0] for anchor in page["anchors"]}


def test_what_is_said_by_the_machine_is_not_found(output: Path) -> None:
    content = fragments(output)["/briefings/wall/"]["content"]
    for words in ("SHA-256", "@online", "Key facts", "On this page", "Paragraph", "#", "Structured by machine"):
        assert words not in content


def test_lists_are_not_found_and_a_persons_page_once(output: Path) -> None:
    assert fragments(output).keys() == {"/briefings/wall/", "/people/ana-ruiz/"}


def test_words_that_may_not_be_shown_are_in_no_index(output: Path, tmp_path: Path) -> None:
    assert "marmalade" in fragments(output)["/briefings/wall/"]["content"]
    unlicensed = build_site(tmp_path, {"wall.txt": WALL}, BRIEFING_KEY_FACTS=0, **PUBLISHED).output
    assert "/briefings/wall/" in fragments(unlicensed)
    assert "marmalade" not in everything(unlicensed)


def test_words_of_the_index_that_no_page_shows_are_found(output: Path) -> None:
    settings = read_settings({"PATH": str(output.parent / "content"), "BRIEFING_NOW": "2026-06-01"})
    assert verify(output, settings).faults == ()
    file = next(
        file for file in (output / "pagefind/fragment").iterdir() if b"/wall/" in gzip.decompress(file.read_bytes())
    )
    before = file.read_bytes()
    file.write_bytes(gzip.compress(gzip.decompress(before).replace(b"ninety years", b"eighty years")))
    try:
        (fault,) = verify(output, settings).faults
    finally:
        file.write_bytes(before)
    assert str(fault).endswith("#/briefings/wall/: “eighty” is in the index and not on the page")


def test_a_text_that_speaks_of_html_is_its_index_too(tmp_path: Path) -> None:
    text = ARTICLE.replace("The old wall", "The caf&amp;#233; &lt;b&gt; &amp;amp; wall").replace(
        "Harbour wall", "Wall &amp;eacute;"
    )
    outcome = build(Request(make_site(tmp_path, {"wall.txt": text, "wall.toml": SIDECAR}, **PUBLISHED), verify=True))
    assert (outcome.failures, outcome.proved is not None) == (0, True)
    assert "/briefings/wall/" in fragments(outcome.output)


def test_without_pagefind_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind", None)
    output = build_site(tmp_path, {"wall.txt": WALL, "wall.toml": SIDECAR}).output
    page = (output / "search/index.html").read_text(encoding="utf-8")
    assert "The search is off" in page
    assert "data-search" not in page
    assert not (output / "pagefind").exists()
    for address in ("../people/ana-ruiz/", "../topics/harbours/"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("size", [0, 23, 24, 255, 256, 65_535, 65_536, 2**32])
def test_numbers_are_read_as_they_were_written(tmp_path: Path, size: int) -> None:
    file = tmp_path / "a.pf_filter"
    file.write_bytes(index_order._packed(["year", [["ä" * 30, [size, 1]], ["", list(range(300))]]]))  # noqa: SLF001
    assert index_order._read(file) == ["year", [["ä" * 30, [size, 1]], ["", list(range(300))]]]  # noqa: SLF001


@pytest.mark.parametrize("data", [b"", b"\xa0", b"\x9f\x01\xff", b"\x01\x01", b"\x18\x01", b"\x82\x01"])
def test_what_is_not_pagefinds_is_left_alone(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.pf_filter"
    file.write_bytes(gzip.compress(MAGIC + data))
    assert index_order._read(file) is None  # noqa: SLF001


def test_the_values_of_filters_are_in_order_and_can_be_read(output: Path) -> None:
    folder = output / "pagefind"
    (language,) = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))["languages"].values()
    meta = index_order._read(folder / f"pagefind.{language['hash']}.pf_meta")  # noqa: SLF001
    named = {name: index_order._read(folder / "filter" / f"{file}.pf_filter") for name, file in meta[3]}  # noqa: SLF001
    assert list(named) == sorted(named) == [filtered[0] for filtered in named.values()]
    assert len(named) == len(list((folder / "filter").iterdir()))
    assert all(values == sorted(values) for _, values in named.values())


def test_a_site_without_the_page_gets_no_index(tmp_path: Path) -> None:
    output = build_site(tmp_path, {"wall.txt": WALL}, DIRECT_TEMPLATES=["index"]).output
    assert not (output / "pagefind").exists()


def test_a_build_can_leave_the_index_out(tmp_path: Path) -> None:
    output = build(Request(make_site(tmp_path, {"wall.txt": WALL}), index=False)).output
    assert "data-search" in (output / "search/index.html").read_text(encoding="utf-8")
    assert not (output / "pagefind").exists()
