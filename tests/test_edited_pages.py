"""What a page says of its editor: what was edited, and that a person checked all of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from plugin_site import ARTICLE, PLAIN, build_site

if TYPE_CHECKING:
    from pathlib import Path

SIDECAR = 'licence = "own"\npublished = 2026-03-04\n'
SAID = "Checked by an editor."


def page_of(folder: Path, sidecar: str, **settings: object) -> tuple[str, dict[str, list[dict[str, str]]]]:
    """Return the page and the JSON of a site's one seed."""
    outcome = build_site(folder, {"wall.txt": PLAIN, "wall.toml": SIDECAR + sidecar}, **settings)
    assert outcome.failures == 0
    place = outcome.output / "briefings" / "wall"
    return (place / "index.html").read_text("utf-8"), json.loads((place / "briefing.json").read_text("utf-8"))


def marks(data: dict[str, list[dict[str, str]]]) -> str:
    """Return a sidecar that marks all that a page lists as checked."""
    kinds = {"quotation": "quotations", "event": "timeline", "fact": "key_facts", "unknown": "unknowns"}
    tables = [
        f'[[checked]]\ntext = """{item["text"]}"""\nkind = "{kind}"\n'
        for kind, key in kinds.items()
        for item in data[key]
    ]
    figures = [f'[[checked]]\ntext = "{item["text"]}"\nkind = "figure"\n' for item in data["quantities"]]
    return "".join(tables + figures)


@pytest.mark.parametrize("says", [True, False])
def test_a_page_says_that_all_of_it_was_checked(says: bool, tmp_path: Path) -> None:  # noqa: FBT001
    page, data = page_of(tmp_path / "before", "")
    assert SAID not in page
    all_of_it = marks(data)
    page, checked = page_of(tmp_path / "all", all_of_it, BRIEFING_CHECKED=says)
    assert (SAID in page) == says
    assert ">edited<" not in page
    assert {edit["action"] for edit in checked["edits"]} == {"checked"}
    but_one = all_of_it[all_of_it.index("[[checked]]", 1) :]
    assert SAID not in page_of(tmp_path / "one", but_one)[0]


def test_a_person_that_was_edited_is_marked(tmp_path: Path) -> None:
    page, _ = page_of(tmp_path, '[[person]]\ntext = "Ana Ruiz"\nrole = "the pilot"\nreason = "She told us."\n')
    named = page[page.index('id="named"') :]
    assert named.index("Ana Ruiz") < named.index(">edited</span>") < named.index("She told us.")


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_what_the_editor_states_is_named_in_the_sites_language(language: str, tmp_path: Path) -> None:
    """No reader is shown a key of the sidecar."""
    told = """
[[quotation]]
text = "The old wall"
speaker = "Iris Vale"
role = "the pilot"
reason = "A"

[[quotation]]
add = "The harbour wall will be rebuilt"
speaker = "Ana Ruiz"
kind = "direct"
reason = "B"

[[event]]
add = "It will not stand for ten more"
date = 2026-03-05
modality = "reported"
reason = "C"

[[fact]]
add = "the harbour master"
slot = "who"
reason = "D"

[[figure]]
text = "ninety years"
value = 91
unit = "year"
reason = "E"
"""
    seeds: dict[str, str | bytes] = {"wall.txt": ARTICLE, "wall.toml": SIDECAR + told}
    outcome = build_site(tmp_path, seeds, DEFAULT_LANG=language)
    assert outcome.failures == 0
    page = (outcome.output / "briefings" / "wall" / "index.html").read_text("utf-8")
    named = re.findall(r"class=\"brief-remark\"[^>]*>[^<(]*\(([^)]*)\)\s?:\s", page)
    assert len(named) == 5
    names = {name for listed in named for name in listed.split(", ")}
    assert not names & {"kind", "modality", "slot"}
    assert len(names) == 8
    assert language == "en" or not names & {"speaker", "role", "form", "how it is told", "value", "unit"}
