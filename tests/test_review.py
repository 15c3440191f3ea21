"""The review list of the preview: what is most urgent comes first, and how much is checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.checking import look
from pelican.plugins.briefing.preview.reviewing import review_page, rows_of
from plugin_site import ARTICLE, PLAIN, make_site

if TYPE_CHECKING:
    from pathlib import Path

SAID = 'licence = "own"\npublished = 2026-03-04\n'
CHECKED = '[[checked]]\ntext = "The old wall has"\nkind = "quotation"\n'
SEEDS: dict[str, str | bytes] = {
    "a.txt": PLAIN,
    "a.toml": SAID + CHECKED,
    "b.txt": ARTICLE.replace("wall", "pier"),
    "b.toml": SAID + '[[hide]]\ntext = "no such words"\n',
    "c.txt": ARTICLE.replace("wall", "mole <b>").replace("harbour", "river"),
    "d.txt": b"",
}


def test_the_most_urgent_comes_first(tmp_path: Path) -> None:
    _, pages, found = look(make_site(tmp_path, SEEDS))
    rows = rows_of(pages, found, {})
    assert [row.file for row in rows] == ["seeds/b.txt", "seeds/d.txt", "seeds/c.txt", "seeds/a.txt"]
    assert [row.count("error") for row in rows] == [1, 1, 0, 0]
    assert [row.items for row in rows][1] == 0
    assert (rows[3].checked, rows[0].checked) == (1, 0)
    assert (rows[3].items, rows[0].items > 3) == (1, True)


def test_the_page_leads_to_the_briefings_and_trusts_no_text(tmp_path: Path) -> None:
    settings = make_site(tmp_path, SEEDS)
    outcome = build(Request(settings))
    page = review_page(settings, outcome.output, "/repo/")
    assert '<a href="/repo/briefings/b/">' in page
    assert "no item holds &#39;no such words&#39;" in page
    assert "<li>b.toml, line 3: no item holds" in page
    assert "<li>line 1: is empty" in page
    assert re.search(r'<li><a href="/repo/briefings/b/#e-\w+">line 3</a>: .* is probably of: ', page)
    assert "<b>" not in page.replace("<b class", "")
    assert f"1 of {sum(row.items for row in rows_of(*look(settings)[1:], {}))} items checked" in page


def test_a_wrong_setting_is_said(tmp_path: Path) -> None:
    page = review_page(make_site(tmp_path, SEEDS, BRIEFING_DRAFT=True), None, "/")
    assert "BRIEFING_DRAFT: is no setting" in page


def test_what_is_not_published_is_listed_with_why(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {
        "a.txt": PLAIN,
        "a.toml": SAID + 'status = "draft"\n',
        "b.txt": ARTICLE.replace("wall", "pier"),
        "b.toml": SAID + 'status = "hidden"\n',
        "c.txt": ARTICLE.replace("wall", "mole"),
        "c.toml": 'licence = "own"\npublished = 2999-03-04\n',
        "d.txt": ARTICLE,
        "d.toml": SAID,
    }
    settings = make_site(tmp_path, seeds, BRIEFING_DRAFTS=True)
    rows = rows_of(*look(settings)[1:], {})
    told = {row.file: row.standing for row in rows}
    assert told == {"seeds/a.txt": "draft", "seeds/b.txt": "hidden", "seeds/c.txt": "future", "seeds/d.txt": ""}
    page = review_page(settings, build(Request(settings)).output, "/")
    shown = re.findall(r"<p>seeds/(\w\.txt) · <strong>(\w+)</strong>", page)
    assert sorted(shown) == [("a.txt", "draft"), ("b.txt", "hidden"), ("c.txt", "future")]
