"""Editing in the preview: in a browser with keys alone, by its addresses, and by those who must not."""

from __future__ import annotations

import datetime as dt
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.preview.desk import Desk
from pelican.plugins.briefing.preview.editing import Editor, RefusedError
from plugin_site import ARTICLE, build_site, everything
from test_preview import SECONDS, Preview, previewed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SIDECAR = 'licence = "own"  # ours\npublished = 2026-03-04\n'
PAGE = "briefings/ferry/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a built site with one seed."""
    folder = tmp_path_factory.mktemp("built")
    build_site(folder, {"ferry.txt": ARTICLE, "ferry.toml": SIDECAR})
    return folder


@pytest.fixture
def site(built: Path) -> tuple[Editor, Path]:
    """An editor of that site, and the seed's sidecar as it was."""
    file = built / "seeds" / "ferry.toml"
    file.unlink()
    file.write_text(SIDECAR, encoding="utf-8")
    desk = Desk()
    desk.folder = built / "output"
    return Editor(built / "siteconf.py", desk), file


def item_of(editor: Editor, prefix: str) -> str:
    """Return the first item of a kind."""
    items: list[str] = editor.page(PAGE)["items"]
    return next(name for name in items if name.startswith(prefix))


@pytest.mark.parametrize(
    ("prefix", "table", "values", "written"),
    [
        ("q", "quotation", {"role": "the mayor", "reason": "We know."}, 'role = "the mayor"\nreason = "We know."'),
        ("e", "event", {"date": "2026-03-01", "reason": "The council’s letter."}, "date = 2026-03-01"),
        ("e", "event", {"date": "2026", "modality": "planned"}, 'date = "2026"\nmodality = "planned"'),
        ("f", "fact", {"slot": "where"}, 'slot = "where"'),
        ("n", "figure", {"value": "90.5", "unit": "pound", "reason": "x"}, 'value = 90.5\nunit = "pound"'),
        ("u", "unknown", {"kind": "disputed"}, 'kind = "disputed"'),
        ("f", "hide", {}, 'kind = "fact"'),
        ("n", "note", {"text": "The council  said so."}, 'kind = "figure"\ntext = "The council said so."'),
        ("e", "note", {"text": "The council said so."}, 'kind = "event"'),
        ("f", "note", {"text": "The council said so."}, 'kind = "fact"'),
        ("", "person", {"text": "Ana Ruiz", "role": "mayor", "reason": "x"}, 'text = "Ana Ruiz"\nrole = "mayor"'),
        ("", "place", {"text": "HARROW BAY", "coordinates": "50.1, -9", "reason": "x"}, "coordinates = [50.1, -9.0]"),
        ("", "unknown", {"add": "the council said on Monday"}, 'add = "the council said on Monday"'),
        ("", "correction", {"date": "2026-03-05", "wrong": "A", "right": "B"}, 'date = 2026-03-05\nwrong = "A"'),
    ],
)
def test_a_change_is_written_and_taken_back(
    prefix: str, table: str, values: dict[str, str], written: str, site: tuple[Editor, Path]
) -> None:
    editor, file = site
    version = editor.page(PAGE)["version"]
    item = {"item": item_of(editor, prefix)} if prefix else {}
    version = editor.change(PAGE, version, {"table": table, "values": values, **item})
    text = file.read_text("utf-8")
    assert text.startswith(SIDECAR)
    assert f"\n[[{table}]]\n" in text
    assert written in text
    (made,) = editor.page(PAGE)["made"]
    assert (made["table"], made["wrong"]) == (table, "")
    editor.change(PAGE, version, {"remove": made["line"]})
    assert file.read_text("utf-8") == SIDECAR


def test_keys_and_the_order_of_facts_are_written(site: tuple[Editor, Path]) -> None:
    editor, file = site
    facts = [name for name in editor.page(PAGE)["items"] if name.startswith("f-")]
    version = editor.change(PAGE, editor.page(PAGE)["version"], {"order": [facts[1], facts[0]]})
    version = editor.change(PAGE, version, {"key": "title", "value": "The wall"})
    version = editor.change(PAGE, version, {"key": "published", "value": "2026-03-05T10:00+01:00"})
    version = editor.change(PAGE, version, {"key": "tags", "value": "walls, the sea"})
    text = file.read_text("utf-8")
    assert re.search(r'^order = \["[^"]+", "[^"]+"\]$', text, re.MULTILINE)
    assert 'title = "The wall"\n' in text
    assert "published = 2026-03-05T10:00:00+01:00\n" in text
    assert 'tags = ["walls", "the sea"]\n' in text
    assert editor.page(PAGE)["keys"]["tags"]["value"] == "walls, the sea"
    assert [made["table"] for made in editor.page(PAGE)["made"]] == ["order"]
    version = editor.change(PAGE, version, {"order": []})
    editor.change(PAGE, version, {"key": "title", "value": ""})
    assert "title" not in file.read_text("utf-8")
    assert "order" not in file.read_text("utf-8")


def test_the_forms_are_filled_with_what_the_page_says(site: tuple[Editor, Path]) -> None:
    editor, _ = site
    quoted, event, figure = (item_of(editor, prefix) for prefix in "qen")
    version = editor.page(PAGE)["version"]
    role = {"role": "the mayor", "reason": "We know."}
    version = editor.change(PAGE, version, {"table": "quotation", "item": quoted, "values": role})
    name = {"text": "HARROW BAY", "name": "Harrow", "coordinates": "50, -9.5", "reason": "The chart."}
    editor.change(PAGE, version, {"table": "place", "values": name})
    state = editor.page(PAGE)
    speaker = {"speaker": "the council", "role": "the mayor", "kind": "indirect", "reason": "We know."}
    assert state["now"][quoted] == speaker
    assert state["now"][event]["date"] in {"2026-03-02", "2026", ""}
    assert state["now"][figure]["value"] == "90"
    assert (state["keys"]["title"]["value"], state["keys"]["title"]["now"]) == ("", "Harbour wall to be rebuilt")
    assert [state["keys"]["licence"][key] for key in ("value", "now")] == ["own", "own"]
    (place,) = [name for name in state["names"] if name["kind"] == "place"]
    assert (place["name"], place["shown"]) == ("HARROW BAY", "Harrow")
    assert (place["now"]["coordinates"], place["now"]["reason"]) == ("50, -9.5", "The chart.")


def test_an_item_that_was_put_in_is_corrected_and_taken_off(site: tuple[Editor, Path]) -> None:
    editor, file = site
    put = {"table": "unknown", "values": {"add": "the council said on Monday"}}
    version = editor.change(PAGE, editor.page(PAGE)["version"], put)
    ((item, named),) = editor.page(PAGE)["added"].items()
    assert (item[0], named["table"], named["add"]) == ("u", "unknown", "the council said on Monday")
    version = editor.change(PAGE, version, {"table": "unknown", "values": {"add": named["add"], "kind": "disputed"}})
    assert file.read_text("utf-8").count("[[unknown]]") == 1
    assert editor.page(PAGE)["now"][item]["kind"] == "disputed"
    editor.change(PAGE, version, {"remove": named["line"]})
    assert file.read_text("utf-8") == SIDECAR


@pytest.mark.parametrize(
    ("change", "status", "why"),
    [
        (
            {"table": "quotation", "values": {"text": "old wall", "speaker": "Bob"}},
            422,
            "speaker 'Bob' is not in the t",
        ),
        ({"table": "hide", "values": {"text": "no such words"}}, 422, "no item holds 'no such words'"),
        ({"table": "event", "values": {"add": "the council said on Monday"}}, 422, "a new event has no date"),
        ({"table": "event", "values": {"add": "the council", "date": "soon"}}, 422, 'date is "soon"'),
        ({"table": "nothing", "values": {}}, 422, "nothing is no table"),
        ({"table": "fact", "item": "f-000000", "values": {"slot": "who"}}, 422, "f-000000 has the words of another"),
        ({"key": "url", "value": "javascript:evil()"}, 422, 'url is "javascript:evil()"'),
        ({"key": "nothing", "value": "x"}, 422, "nothing is no key"),
        ({"remove": 1}, 422, "no correction begins in line 1"),
        ({"remove": "x"}, 422, "None is no table"),
        ({"table": "hide", "values": ["x"]}, 422, "hide is no table"),
    ],
)
def test_what_would_be_wrong_is_not_written(
    change: dict[str, Any], status: int, why: str, site: tuple[Editor, Path]
) -> None:
    editor, file = site
    with pytest.raises(RefusedError) as refused:
        editor.change(PAGE, editor.page(PAGE)["version"], change)
    assert (refused.value.status, why in refused.value.why) == (status, True), refused.value.why
    assert file.read_text("utf-8") == SIDECAR


def test_a_file_that_changed_meanwhile_is_not_overwritten(site: tuple[Editor, Path]) -> None:
    editor, file = site
    version = editor.page(PAGE)["version"]
    file.write_text(SIDECAR + "# mine\n", encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        editor.change(PAGE, version, {"key": "title", "value": "The wall"})
    assert refused.value.status == HTTPStatus.CONFLICT
    assert file.read_text("utf-8") == SIDECAR + "# mine\n"


@pytest.mark.parametrize("path", ["", "people/", "\0", "no/"])
def test_what_is_the_page_of_no_seed_is_not_found(path: str, site: tuple[Editor, Path]) -> None:
    with pytest.raises(RefusedError) as refused:
        site[0].page(path)
    assert refused.value.status == HTTPStatus.NOT_FOUND


def test_when_every_item_is_marked_the_page_says_that_it_was_checked(tmp_path: Path) -> None:
    """Those too that have the words of another one: a fact those of an event, one event those of another."""
    article = ARTICLE + "\nThe quay that opened in 1990 was closed on Monday. The quay cost 4.5 million pounds.\n"
    outcome = build_site(tmp_path, {"ferry.txt": article, "ferry.toml": SIDECAR})
    file, desk = outcome.output / PAGE / "index.html", Desk()
    desk.folder = outcome.output
    editor = Editor(tmp_path / "siteconf.py", desk)
    before = file.read_text("utf-8")
    shown = [name for name in editor.page(PAGE)["items"] if f'id="{name}"' in before]
    assert len(shown) > 12
    version = editor.page(PAGE)["version"]
    for item in shown:
        version = editor.change(PAGE, version, {"table": "checked", "item": item})
    assert set(editor.page(PAGE)["checked"]) == set(shown)
    build(Request(tmp_path / "siteconf.py"))
    assert "Checked by an editor" not in before
    assert "Checked by an editor" in file.read_text("utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(tmp_path_factory.mktemp("editing") / "site", beside=SIDECAR) as running:
        yield running


def press(page: Page, name: str, role: Any = "button") -> None:  # noqa: ANN401 - Playwright's names of roles
    """Go to a control by its name and press Enter."""
    page.get_by_role(role, name=name).first.focus()
    page.keyboard.press("Enter")


@pytest.mark.browser
def test_a_browser_edits_with_keys_alone_and_shows_the_change(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(preview.url + PAGE)
    press(page, "Edit quotation: The old wall")
    assert page.evaluate("document.activeElement.name") == "doing"
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("the mayor")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert").filter(has_text="not in the text")
    alert.wait_for(timeout=SECONDS * 1000)
    page.get_by_label("reason").focus()
    page.keyboard.type("The town hall told us.")
    page.keyboard.press("Enter")
    page.get_by_text("The town hall told us.").first.wait_for(timeout=SECONDS * 1000)
    sidecar = preview.folder / "seeds" / "ferry.toml"
    assert 'role = "the mayor"\nreason = "The town hall told us."\n' in sidecar.read_text("utf-8")
    page.wait_for_function("() => document.activeElement?.ariaLabel?.startsWith('Edit quotation: The old wall')")

    # What changed meanwhile is shown, not overwritten.
    press(page, "Details")
    text = sidecar.read_text("utf-8")
    page.evaluate("document.querySelector('dialog input[name=title]').value = 'The wall'")
    before = preview.state()["site"]
    sidecar.write_text("# mine\n" + text, encoding="utf-8")
    page.keyboard.press("Enter")
    page.get_by_text("was changed meanwhile").wait_for(timeout=SECONDS * 1000)
    assert sidecar.read_text("utf-8") == "# mine\n" + text
    page.close()
    preview.wait(lambda: preview.state()["site"] != before)


COVERED = """() => {
    const at = document.activeElement, bar = document.querySelector(".briefing-desk-foot");
    const covers = at && !bar.contains(at) && at.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
    return covers && at.ariaLabel;
}"""


@pytest.mark.browser
def test_the_bar_covers_no_control_that_has_the_focus(preview: Preview, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 600}, reduced_motion="reduce")
    page.goto(preview.url + PAGE)
    page.get_by_role("region", name="Editing").wait_for(timeout=SECONDS * 1000)
    count = page.locator(".briefing-desk-edit").count()
    assert count > 10
    passed, covered = 0, []
    while passed < count:
        page.keyboard.press("Tab")
        passed += page.evaluate("document.activeElement?.matches('.briefing-desk-edit') ?? 0")
        covered.append(page.evaluate(COVERED))
    assert [name for name in covered if name] == []
    page.close()


@pytest.mark.browser
def test_where_an_item_is_hidden_the_next_one_has_the_focus(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(preview.url + PAGE)
    controls = page.locator(".brief-figure [data-item]")
    controls.first.wait_for(timeout=SECONDS * 1000)
    first, second = (controls.nth(number).get_attribute("data-item") for number in (0, 1))
    controls.first.click()
    page.get_by_label("What to do").select_option("hide")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(f"[data-item='{first}']").wait_for(state="detached", timeout=SECONDS * 1000)
    page.wait_for_function("name => document.activeElement?.dataset.item === name", arg=second)
    page.get_by_role("button", name="Changes (").click()
    page.get_by_role("button", name="Remove hide").click()
    page.locator(f"[data-item='{first}']").wait_for(timeout=SECONDS * 1000)
    page.close()


@pytest.mark.browser
def test_the_page_says_that_it_shows_a_change_when_it_does(preview: Preview, browser: Browser) -> None:
    """A build that began before the change ends first, and gives a page without it."""
    page = browser.new_page()
    page.goto(preview.url + PAGE)
    controls = page.locator(".brief-figure [data-item]")
    controls.first.wait_for(timeout=SECONDS * 1000)
    item = controls.first.get_attribute("data-item")
    status = page.locator(".briefing-desk-bar [role=status]")
    controls.first.click()
    page.get_by_label("What to do").select_option("note")
    page.get_by_role("textbox").fill("Counted twice.")
    seed = preview.folder / "seeds" / "ferry.txt"
    seed.write_text(ARTICLE.replace("to be rebuilt", "to be built anew"), encoding="utf-8")
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Harbour wall to be built anew").wait_for(timeout=SECONDS * 1000)
    status.filter(has_text="The page shows the change.").wait_for(timeout=SECONDS * 1000)
    assert page.get_by_text("Counted twice.").count()
    assert page.evaluate("document.activeElement.dataset.item") == item

    # A build of something else leaves the focus where it is.
    before = preview.state()["site"]
    seed.write_text(ARTICLE, encoding="utf-8")
    preview.wait(lambda: preview.state()["site"] != before)
    page.get_by_role("heading", name="Harbour wall to be rebuilt").wait_for(timeout=SECONDS * 1000)
    page.wait_for_function("item => document.activeElement?.dataset.item === item", arg=item)
    page.close()


@pytest.mark.browser
def test_what_is_being_typed_outlives_a_build(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(preview.url + PAGE)
    press(page, "Details")
    title = page.get_by_role("dialog").get_by_label("title")
    assert title.get_attribute("placeholder") == "Harbour wall to be rebuilt"
    title.fill("A wall by the sea")
    before = preview.state()["site"]
    (preview.folder / "seeds" / "ferry.txt").write_text(
        ARTICLE.replace("The old wall", "That old wall"), encoding="utf-8"
    )
    preview.wait(lambda: preview.state()["site"] != before)
    page.wait_for_timeout(500)
    assert title.input_value() == "A wall by the sea"
    page.get_by_role("button", name="Close").click()
    page.locator("#p2").get_by_text("That old wall").wait_for(timeout=SECONDS * 1000)
    (preview.folder / "seeds" / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    page.locator("#p2").get_by_text("The old wall").wait_for(timeout=SECONDS * 1000)
    page.close()


@pytest.mark.browser
def test_selected_words_become_an_item(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(preview.url + PAGE)
    page.get_by_role("region", name="Editing").wait_for(timeout=SECONDS * 1000)
    page.evaluate(
        """() => {
            const place = document.querySelector("#p2 [data-verbatim]");
            const words = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
            while (!words.nextNode().data.includes("old wall"));
            const text = words.currentNode, at = text.data.indexOf("old wall");
            getSelection().setBaseAndExtent(text, at + 1, text, at + 6);
        }"""
    )
    press(page, "Add an item")
    words = page.get_by_label("Words of the source")
    assert words.input_value() == "old wall"
    # Nothing more has to be typed; the form says what else it takes.
    page.get_by_label("It is a").select_option("figure")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").filter(has_text="a new figure has no value").wait_for(timeout=SECONDS * 1000)
    words.fill("the harbour master")
    page.get_by_label("It is a").select_option("unknown")
    page.get_by_label("kind").select_option("disputed")
    page.get_by_role("button", name="Save").click()
    page.locator("#not-known").get_by_text("the harbour master").wait_for(timeout=SECONDS * 1000)

    # It is corrected and taken off like any other, and a place that the dateline has in capitals is edited too.
    page.get_by_role("button", name="Edit unknown: the harbour master").click()
    assert page.get_by_label("kind").input_value() == "disputed"
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").filter(has_text="Nothing was changed").wait_for()
    page.get_by_label("What to do").select_option("hide")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Edit unknown: the harbour master").wait_for(state="detached")
    page.get_by_role("button", name="Edit place: Harrow Bay").wait_for()
    page.close()


@pytest.mark.browser
def test_a_fact_moves_among_the_answers_to_its_question_and_back(preview: Preview, browser: Browser) -> None:
    sidecar = preview.folder / "seeds" / "ferry.toml"
    with sidecar.open("a", encoding="utf-8") as file:
        file.write('\n[[fact]]\ntext = "The work will cost 4.5 million pounds"\nslot = "what"\n')
        file.write('\n[[fact]]\ntext = "Ana Ruiz, the harbour master"\nslot = "what"\n')
    page = browser.new_page()
    page.goto(preview.url + PAGE)
    page.locator(".brief-fact ~ .brief-fact .briefing-desk-edit").wait_for(timeout=SECONDS * 1000)
    slot = ".brief-slot:has(.brief-fact ~ .brief-fact)"
    first, last = (page.locator(f"{slot} .brief-fact").nth(place).get_attribute("id") for place in (0, 1))
    page.locator(f"#{first} [data-item]").click()
    assert page.get_by_label("What to do").locator("option[value=up]").count() == 0
    page.keyboard.press("Escape")
    page.locator(f"#{last} [data-item]").click()
    page.get_by_label("What to do").select_option("up")
    page.get_by_role("button", name="Save").click()
    page.locator(f"{slot} #{last}.brief-fact + #{first}").wait_for(timeout=SECONDS * 1000)
    page.get_by_role("button", name="Changes (").click()
    page.get_by_role("button", name="Remove order").click()
    page.locator(f"{slot} #{first}.brief-fact + #{last}").wait_for(timeout=SECONDS * 1000)
    assert "order" not in sidecar.read_text("utf-8")
    page.close()


@pytest.mark.browser
def test_an_item_is_marked_as_checked_and_the_next_one_has_the_focus(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(preview.url + PAGE)
    marks = page.get_by_role("button", name="Mark as checked: ")
    marks.first.wait_for(timeout=SECONDS * 1000)
    count, second = marks.count(), marks.nth(1).get_attribute("aria-label")
    marks.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        f"() => document.querySelectorAll('[data-check]').length == {count - 1}", timeout=SECONDS * 1000
    )
    page.wait_for_function("label => document.activeElement?.ariaLabel === label", arg=second)
    assert "[[checked]]" in (preview.folder / "seeds" / "ferry.toml").read_text("utf-8")
    page.goto(preview.url)
    page.get_by_role("link", name="Review list").click()
    page.get_by_role("heading", name="Review list").wait_for()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.get_by_role("link", name="Harbour wall to be rebuilt").click()
    page.wait_for_url(f"**/{PAGE}")
    page.close()


def test_nothing_of_it_is_in_the_site(site: tuple[Editor, Path]) -> None:
    text = everything(site[1].parent.parent / "output")
    assert "_preview" not in text
    assert "briefing-desk" not in text


@pytest.mark.browser
def test_a_correction_is_of_today_where_nobody_says_else(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(preview.url + PAGE)
    page.get_by_role("button", name="Correction").click()
    today = page.get_by_label("Date").input_value()
    assert dt.date.fromisoformat(today)
    page.get_by_label("What was wrong").fill("The wall was said to be new.")
    page.get_by_label("What is right").fill("It is old.")
    page.get_by_role("button", name="Save").click()
    page.locator(".brief-notice", has_text="It is old.").wait_for(timeout=SECONDS * 1000)
    assert f"date = {today}\n" in (preview.folder / "seeds" / "ferry.toml").read_text("utf-8")
    page.close()
