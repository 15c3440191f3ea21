"""Real articles in their hundreds: each is built, no page has a fault, no link leads nowhere. `make scale` takes 3,000.

The articles are their publishers' and are read where they are; without BRIEFING_SHARED there are none.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML

from plugin_site import make_site
from site_links import Links, addresses, broken, ids

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNT = os.environ.get("BRIEFING_SCALE", "60")
# What a build warns of with right: some of the articles were damaged before they came.
DAMAGED = ("garbled", "Windows-1252 quotation marks", "characters as HTML writes them")
# How far a long build is: "Reading articles: 12 of 3000".
PROGRESS = re.compile(r"[A-Z][a-z ]+: \d+ of \d+")
ROOT = "https://site.example.org/news"


def read(file: Path) -> tuple[Links, list[str]]:
    """Return the links of a page, and the faults of its HTML."""
    tree = JustHTML(file.read_text(encoding="utf-8"), sanitize=False, collect_errors=True)
    found = ids(tree)
    return Links(found, addresses(tree)), [
        *map(str, tree.errors),
        *sorted({name for name in found if found.count(name) > 1}),
    ]


def read_all(files: Iterable[Path]) -> list[tuple[Links, list[str]]]:
    """Return the same of many pages, by all cores."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(read, files, chunksize=32))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The settings file of a site of real articles."""
    shared = os.environ.get("BRIEFING_SHARED")
    if not shared:
        pytest.skip("BRIEFING_SHARED names no folder of articles")
    config = make_site(tmp_path, {}, SITEURL=ROOT, RELATIVE_URLS=False)
    script = Path(shared) / "bench" / "corpus" / "make_seeds.py"
    subprocess.run([sys.executable, script, tmp_path / "seeds", "-n", COUNT], check=True, capture_output=True)
    return config


def test_real_articles_are_built_whole(site: Path) -> None:
    command = [sys.executable, "-m", "pelican_briefing", "build", "--verify", "--settings", site]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    lines = [line for line in done.stderr.splitlines() if not PROGRESS.fullmatch(line)]
    wrong = [line for line in lines if not any(words in line for words in DAMAGED)]
    assert (done.returncode, wrong) == (0, [])
    assert re.match(rf"{COUNT} briefings, \d+ warnings?, 0 failures\.", done.stdout)
    output = site.with_name("output")
    files = sorted(output.rglob("*.html"))
    names = [file.relative_to(output).as_posix().removesuffix("index.html") for file in files]
    pages = dict(zip(names, read_all(files), strict=True))
    assert {name: faults[:3] for name, (_, faults) in pages.items() if faults} == {}
    assert broken(output, {name: links for name, (links, _) in pages.items()}, ROOT) == []
