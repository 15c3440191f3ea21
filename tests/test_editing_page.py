"""docs/editing.md: each of its examples is a correction of the article that it shows, and nothing is without one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factbox import Metadata, annotate, apply_edits, brief, document_from_text
from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.corrections import TABLES
from pelican.plugins.briefing.identities import read_identities
from pelican.plugins.briefing.sidecar import KEYS, read_toml
from plugin_site import make_site, written

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "editing.md").read_text("utf-8")
# A block: "```toml", its lines, "```".
BLOCK = re.compile(r"^```(text|toml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
(ARTICLE,) = [text for form, text in BLOCK.findall(PAGE) if form == "text"]
*EXAMPLES, PERSON = [text for form, text in BLOCK.findall(PAGE) if form == "toml"]
FOUND = brief(annotate(document_from_text(ARTICLE, metadata=Metadata(published=dt.date(2026, 3, 4)))))


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_corrects_the_article(example: str) -> None:
    _, amendments, errors = read_toml(example.encode(), "seeds/ferry.toml")
    assert errors == ()
    assert amendments
    after, unfit = apply_edits(FOUND, amendments)
    assert [str(error) for error in unfit] == []
    assert {edit.line for edit in after.edits} == {amendment.line for amendment in amendments}


def test_together_they_make_a_site_that_is_proved(tmp_path: Path) -> None:
    """What has a key at the top of the file comes first, as the page says."""
    ordered = sorted(EXAMPLES, key=lambda example: example.startswith("[["))
    sidecar = 'licence = "own"\npublished = 2026-03-04\n' + "\n".join(ordered)
    file = make_site(tmp_path, {"ferry.txt": ARTICLE, "ferry.toml": sidecar})
    outcome = build(Request(file, verify=True))
    assert (outcome.failures, outcome.warnings) == (0, 0)
    page = (outcome.output / "briefings" / "ferry" / "index.html").read_text("utf-8")
    for words in (
        "Iris Vale",
        "The company told us who had spoken.",
        "It was 12.",
        "The sea chart.",
        "confirmed the figure",
    ):
        assert words in page, words


def test_taken_out_again_they_give_the_site_back_byte_for_byte(tmp_path: Path) -> None:
    plain = 'licence = "own"\npublished = 2026-03-04\n'
    ordered = sorted(EXAMPLES, key=lambda example: example.startswith("[["))
    file = make_site(tmp_path, {"ferry.txt": ARTICLE, "ferry.toml": plain})
    before = written(build(Request(file)).output)
    (tmp_path / "seeds" / "ferry.toml").write_text(plain + "\n".join(ordered), encoding="utf-8")
    assert written(build(Request(file)).output) != before
    (tmp_path / "seeds" / "ferry.toml").write_text(plain, encoding="utf-8")
    assert written(build(Request(file)).output) == before


def test_the_message_is_as_it_says() -> None:
    wrong = "\n" * 6 + '[[hide]]\ntext = "It would sail again"\nkind = "quotation"\n'
    _, amendments, _ = read_toml(wrong.encode(), "seeds/ferry.toml")
    _, (error,) = apply_edits(FOUND, amendments)
    assert f"    {error}\n" in PAGE


def test_nothing_is_without_an_example() -> None:
    """A field of a table stands in its example, or in a remark beside one; a key stands in the list of keys."""
    shown: dict[str, str] = {}
    for example in EXAMPLES:
        for head, body in re.findall(r"^\[\[(\w+)\]\](.*?)(?=^\[\[|\Z)", example, re.MULTILINE | re.DOTALL):
            shown[head] = shown.get(head, "") + body
    assert missing(TABLES, shown) == []
    assert [key for key in KEYS if f"| `{key}` |" not in PAGE] == []


def missing(tables: Mapping[str, Mapping[str, object]], shown: Mapping[str, str]) -> list[str]:
    """Return the fields of tables that no example shows."""
    return [f"{table}.{key}" for table in tables for key in tables[table] if key not in shown.get(table, "")]


def test_the_file_of_a_person_is_taken(tmp_path: Path) -> None:
    (tmp_path / "ivan-novak-mayor.toml").write_text(PERSON, encoding="utf-8")
    slugs = {"wall-vote", "wall-inquiry"}
    _, errors = read_identities(tmp_path, "content/people", lambda name: name.lower().replace(" ", "-"), slugs)
    assert errors == []
