"""The measured figures on the site: those of docs/accuracy.md, typed nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pelican.plugins.briefing import accuracy as module
from pelican.plugins.briefing.accuracy import accuracy
from pelican.plugins.briefing.languages import Language, read_language
from plugin_site import ARTICLE, ROOT, build_site
from site_links import read_pages

DATA = Path(module.__file__).with_name("accuracy.json")
# A row of the table: "| whole quotations, F1 | 78.9 | 74.0 to 83.6 | 49.8 Gender Gap Tracker | 93.2 |".
ROW = re.compile(r"\| ([^|]+?) \| ([\d.]+) \| ([\d.]+) to ([\d.]+) \| [^|]* \| ([\d.]*) *\|")
KEYS = ("name", "value", "low", "high", "human")
METHOD = "Title: How it is made\nSlug: method\nTemplate: method\n\nBy machine.\n"


def table() -> str:
    """Return the table of docs/accuracy.md as data."""
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    rows = [
        dict(zip(KEYS, (name, *(float(part) if part else None for part in parts)), strict=True))
        for name, *parts in ROW.findall(page)
    ]
    return "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n"


def test_the_data_is_that_of_the_page(*, update_golden: bool) -> None:
    if update_golden:
        DATA.write_text(table(), encoding="utf-8")
    assert table() == DATA.read_text(encoding="utf-8"), "run `make golden`"


def test_every_figure_that_is_shown_is_there() -> None:
    assert len(accuracy(Language())) == len(module._SHOWN)  # noqa: SLF001 - the list of them
    german = read_language("de")
    assert german
    assert re.fullmatch(r"\d+,\d", accuracy(german)[0].value)


def test_the_method_page_shows_them(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "pages"
    folder.mkdir(parents=True)
    (folder / "method.md").write_text(METHOD, encoding="utf-8")
    page = read_pages(build_site(tmp_path, {"wall.txt": ARTICLE}).output)["method/"]
    shown = [[cell.to_text() for cell in row.query("td")] for row in page.query("tbody tr")]
    found = accuracy(Language())
    assert [row[0] for row in shown] == [f"{row.value} {row.low}–\N{WORD JOINER}{row.high}" for row in found]
