"""The page of a sample seed, kept as HTML; `make golden` rewrites it, by hand and never in CI."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plugin_site import ROOT, build_site

if TYPE_CHECKING:
    from pytest import TempPathFactory  # noqa: PT013 - the type alone

GOLDEN = Path(__file__).parent / "golden"
# An asset's name and the parser's version change without the page doing so: "site.1f366e2b.css".
_ASSET = re.compile(r"\.[0-9a-f]{8}\.(css|js)\b")


@pytest.fixture(scope="module")
def output(tmp_path_factory: TempPathFactory) -> Path:
    """A site of two sample seeds, one dated and one not."""
    seeds: dict[str, str | bytes] = {
        path.name: path.read_bytes()
        for name in ("2025-03-04-callow-dam", "norrow-glacier")
        for path in sorted((ROOT / "seeds").glob(f"{name}.*"))
    }
    return build_site(tmp_path_factory.mktemp("golden") / "site", seeds).output


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("briefings/callow-dam/index.html", "callow-dam.html"),
        ("briefings/norrow-glacier/index.html", "norrow-glacier.html"),
        ("index.html", "index.html"),
    ],
)
def test_page_is_the_kept_one(output: Path, page: str, kept: str, *, update_golden: bool) -> None:
    made = _ASSET.sub(r".\1", (output / page).read_text(encoding="utf-8"))
    if update_golden:
        (GOLDEN / kept).write_text(made, encoding="utf-8")
    assert made.splitlines() == (GOLDEN / kept).read_text(encoding="utf-8").splitlines()
