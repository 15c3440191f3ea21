"""Whatever comes from outside is read, or refused in words: sidecars, kept briefings, names, changes, marked pages.

The properties of texts stand in test_properties.py. `make fuzz` runs these and those for as long as one likes.
"""

from __future__ import annotations

import atexit
import copy
import datetime as dt
import functools
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from justhtml import JustHTML
from pelican.settings import DEFAULT_CONFIG

import factbox
from factbox import Briefing, DataError, Metadata, from_dict, to_dict
from pelican.plugins.briefing.content import content_html
from pelican.plugins.briefing.injection import slugify_with
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.licensing import choose_shown
from pelican.plugins.briefing.presenting import present
from pelican.plugins.briefing.preview.desk import Desk
from pelican.plugins.briefing.preview.editing import Editor, RefusedError
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.sidecar import KEYS, Sidecar, make_sidecar, read_toml
from plugin_site import ARTICLE, build_site
from test_properties import texts

TABLES = ("hide", "quotation", "event", "fact", "figure", "person", "place", "unknown", "note", "correction", "checked")
FIELDS = ("text", "kind", "add", "about", "speaker", "role", "date", "modality", "value", "unit", "reason", "slot")
# Data as JSON and TOML have it, wrong types and large numbers among them.
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
words = st.sampled_from(("Ana Ruiz", "the council said on Monday", "nearly 200 days", "nothing of it")) | st.text()


def toml_value(value: object) -> str:
    """Return a value in TOML, where it has a form there that JSON has too."""
    return json.dumps(value) if isinstance(value, (str, bool, int)) else "2026-03-04"


lines = st.one_of(
    st.sampled_from([f"[[{table}]]" for table in TABLES]),
    st.builds("{} = {}".format, st.sampled_from((*KEYS, *FIELDS, "order")), values.map(toml_value)),
    st.text(max_size=30),
)
SPAN, ZONE = re.compile(r"^any\.toml:\d+$"), dt.UTC


@settings(deadline=None)
@given(st.lists(lines, max_size=12).map(lambda found: "\n".join(found).encode("utf-8", "replace")) | st.binary())
def test_any_sidecar_is_read_or_its_faults_are_named(data: bytes) -> None:
    found, amendments, errors = read_toml(data, "any.toml")
    assert all(SPAN.match(error.place) for error in errors)
    sidecar = make_sidecar(found, ZONE, amendments)
    briefing = factbox.read_briefing(ARTICLE.encode(), path="a.txt", metadata=sidecar.metadata)
    edited, unfit = factbox.apply_edits(briefing, sidecar.amendments)
    assert all(SPAN.match(error.place) for error in unfit)
    assert from_dict(json.loads(json.dumps(to_dict(edited)))) == edited


@functools.cache
def kept() -> dict[str, Any]:
    """Return a briefing as it is kept."""
    made = to_dict(factbox.read_briefing(ARTICLE.encode(), path="a.txt", metadata=Metadata(licence="own")))
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to each value under one."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


def spoiled(path: tuple[Any, ...], value: object, *, drop: bool) -> object:
    """Return what is kept with one value put in place of another, or with it gone."""
    data = copy.deepcopy(kept())
    if not path:
        return value
    holder = functools.reduce(lambda found, key: found[key], path[:-1], data)
    if drop:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return data


@settings(deadline=None)
@given(st.deferred(lambda: st.sampled_from(places(kept()))), values, st.booleans())
def test_any_data_is_a_briefing_or_refused_by_its_place(
    path: tuple[Any, ...],
    value: object,
    drop: bool,  # noqa: FBT001 - Hypothesis gives it by position
) -> None:
    found, refused = None, ""
    try:
        found = from_dict(spoiled(path, value, drop=drop))
    except DataError as error:
        refused = str(error)
    if found is None:
        assert refused.startswith("$")
    else:
        assert isinstance(found, Briefing)
        assert from_dict(to_dict(found)) == found


@given(
    st.text()
    | st.lists(st.sampled_from(("..", "/", "\\", "%2e", "\0", "C:", "~", "\u202e", "a", "İ", "ß", "漢"))).map("".join)
)
def test_any_name_makes_an_address_that_stays_in_its_folder(name: str) -> None:
    slugify = slugify_with(DEFAULT_CONFIG)
    made = slugify(name)
    assert re.fullmatch(r"[a-z0-9_-]*", made)
    assert slugify(made) == made


@functools.cache
def editor() -> tuple[Editor, Path]:
    """Return the editor of a built site, and the sidecar that it changes."""
    place = tempfile.TemporaryDirectory()
    atexit.register(place.cleanup)
    folder = Path(place.name)
    build_site(folder, {"ferry.txt": ARTICLE})
    desk = Desk()
    desk.folder = folder / "output"
    return Editor(folder / "siteconf.py", desk), folder / "seeds" / "ferry.toml"


def contents(file: Path) -> bytes:
    """Return a file's bytes, none of one that is not there."""
    return file.read_bytes() if file.exists() else b""


changes = st.one_of(
    st.fixed_dictionaries(
        {"table": st.sampled_from(TABLES) | st.text(max_size=9)},
        optional={
            "values": st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=9), words | values, max_size=4)
            | values,
            "item": st.deferred(lambda: st.sampled_from(editor()[0].page("briefings/ferry/")["items"])) | st.text(),
        },
    ),
    st.fixed_dictionaries({"key": st.sampled_from(sorted(KEYS)) | st.text(), "value": words | values}),
    st.fixed_dictionaries({"order": st.lists(words)}),
    st.fixed_dictionaries({"remove": st.integers(-2, 40) | values}),
    st.dictionaries(st.text(max_size=9), values, max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(changes, max_size=3))
@example([{"key": "title", "value": 'a"\n[[hide]]\ntext = "b'}])
def test_any_change_is_made_whole_or_refused(asked: list[dict[str, Any]]) -> None:
    desk, file = editor()
    file.unlink(missing_ok=True)
    for change in asked:
        before, refused = contents(file), ""
        try:
            desk.change("briefings/ferry/", desk.page("briefings/ferry/")["version"], change)
        except RefusedError as error:
            refused = error.why
        if refused:
            assert contents(file) == before
        else:
            assert read_toml(contents(file), "ferry.toml")[2] == ()
    assert sorted(path.name for path in file.parent.iterdir()) == sorted({"ferry.txt", *([file.name] * file.exists())})


# A change for each table, that fits the article.
FITTING = {
    "hide": {"text": "ninety years"},
    "quotation": {"text": "The old wall has", "role": "the pilot", "reason": "She told us."},
    "event": {"add": "It will not stand for ten more", "date": "2026-03-01", "reason": "The log."},
    "fact": {"add": "the harbour master", "slot": "who"},
    "figure": {"text": "nearly 200 days", "unit": "day"},
    "person": {"text": "Ana Ruiz", "role": "the harbour master"},
    "place": {"text": "HARROW BAY", "country": "PT", "coordinates": "39.4, -9.5", "reason": "The chart."},
    "unknown": {"text": "not clear who will pay", "kind": "disputed"},
    "note": {"text": "“It goes on.”"},
    "correction": {"date": "2026-03-05", "wrong": "It said \\ and #.", "right": 'It was "so".'},
    "checked": {"text": "4.5 million pounds", "kind": "figure"},
}
SIDECARS = (
    "",
    'title = "A" # ours\n',
    'title = "A"',
    "# Nothing yet.\n\n",
    '\ufefftitle = "A"\r\n\r\n# Said twice.\r\n[[note]]\r\ntext = "B"\r\n',
    'title = "A"\n\n[[note]]\n# Why.\ntext = "B"\n\n# The end.\n',
    'title = "A"\n[[note]]\ntext = "B"',
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SIDECARS), st.permutations(sorted(FITTING)), st.integers(1, 4), st.data())
def test_changes_taken_back_in_any_order_give_the_bytes_back(
    text: str, order: list[str], count: int, data: st.DataObject
) -> None:
    desk, file = editor()
    file.write_bytes(text.encode())
    if not text:
        file.unlink()
    page, made = "briefings/ferry/", order[:count]
    kept = [one["table"] for one in desk.page(page)["made"]]
    for table in made:
        desk.change(page, desk.page(page)["version"], {"table": table, "values": FITTING[table]})
    assert sorted(one["table"] for one in desk.page(page)["made"]) == sorted(kept + made)
    assert not any(one["wrong"] for one in desk.page(page)["made"])
    for table in data.draw(st.permutations(made)):
        state = desk.page(page)
        # What was there before stands before what was put in.
        line = max(one["line"] for one in state["made"] if one["table"] == table)
        desk.change(page, state["version"], {"remove": line})
    assert contents(file) == text.encode()


@settings(max_examples=50, deadline=None)
@given(texts, st.sampled_from(("full", "excerpts", "none")))
@example('"<b>“</b>&amp;<!--" said Ana Ruiz</p><script>', "full")
@example("\x00“No\x01,” said Ana Ruiz\ufffe.", "full")
def test_any_text_is_shown_in_well_formed_html(text: str, mode: str) -> None:
    given_ = {"PATH": "/site/content", "BRIEFING_NOW": "2026-06-01", "BRIEFING_SOURCE_TEXT": mode}
    metadata = Metadata(licence="own", published=dt.date(2026, 3, 3))
    try:
        briefing = factbox.read_briefing(text.encode(errors="replace"), metadata=metadata)
    except factbox.SeedError:
        return
    view = present(choose_shown(briefing, read_settings(given_)), Sidecar(), Language())
    html = content_html(view, Language())
    tree = JustHTML(html, fragment=True, strict=True, sanitize=False)
    assert not tree.query("script, style, iframe, [onerror], [onclick]")
    assert all(re.match(r"#|https?://|$", link.attrs.get("href") or "") for link in tree.query("a"))
