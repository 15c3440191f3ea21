"""The text of a sidecar, changed: comments, order and line ends stay; taking a change back gives the bytes back."""

from __future__ import annotations

import signal
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican.plugins.briefing.corrections import TABLES
from pelican.plugins.briefing.preview.sidecars import NotChangedError, with_entry, with_key, without_entry
from pelican.plugins.briefing.writing import ChangedError, write_whole

if TYPE_CHECKING:
    from pathlib import Path

KEPT = """# The ferry's own file.
title = "Ferry stops" # from the paper
published = 2026-03-04

# Read wrongly.
[[hide]]
text = "no choice"
kind = "quotation"   # not the fact

[[event]]
text = '''stopped
[[hide]] on Monday'''
date = 2026-03-03

[[hide]]
text = "a week"

# The end.
"""
PARTS = [
    "# a comment\n",
    "\n",
    '[[note]]\ntext = "It goes on."\n',
    "[[hide]]\ntext = \"a\"\nkind = 'fact'\n",
    '  [[ event ]]\n  text = "b" # why\n  date = "2026"\n',
]
ENTRIES = st.fixed_dictionaries({"text": st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1)})


def line_of(text: str, table: str) -> int:
    """Return the line of the last table of a name."""
    return max(number for number, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{table}]]")


@given(st.lists(st.sampled_from(PARTS)), st.sampled_from(sorted(TABLES)), ENTRIES, st.booleans())
def test_a_change_taken_back_gives_the_bytes_back(
    parts: list[str],
    table: str,
    entry: dict[str, str],
    windows: bool,  # noqa: FBT001
) -> None:
    text = 'title = "A"\n' + "".join(parts)
    text = text.replace("\n", "\r\n") if windows else text
    changed = with_entry(text, table, {**entry, "text": f"new {entry['text']}"})
    assert changed.startswith(text)
    assert ("\n" in changed.replace("\r\n", "")) != windows
    assert without_entry(changed, line_of(changed, table)) == text


def test_one_change_of_an_item_is_made_one_with_the_next() -> None:
    kept = KEPT.replace("[[event]]", "[[fact]]").replace("date = 2026-03-03\n", 'slot = "who"   # both\n')
    item = {"text": "stopped\n[[hide]] on Monday"}
    changed = with_entry(kept, "fact", {**item, "slot": "what"})
    assert changed == kept.replace('slot = "who"   #', 'slot = "what"   #')
    again = with_entry(changed, "fact", {**item, "words": "It stopped"})
    assert again == changed.replace("# both\n", '# both\nwords = "It stopped"\n')
    assert with_entry(kept, "hide", {"text": "no choice", "kind": "quotation"}) == kept
    first, second = ({"text": "a", "near": near} for near in ("on Monday", "on Sunday"))
    assert with_entry(with_entry("", "checked", first), "checked", second).count("[[checked]]") == 2
    for table in ("hide", "checked"):
        fact, event = ({"text": "a", "kind": kind} for kind in ("fact", "event"))
        assert with_entry(with_entry("", table, fact), table, event).count(f"[[{table}]]") == 2
    notes = with_entry(with_entry("", "note", {"text": "A"}), "note", {"text": "A"})
    assert notes == '[[note]]\ntext = "A"\n\n[[note]]\ntext = "A"\n'


def test_a_table_in_the_middle_goes_and_the_rest_stays() -> None:
    line = KEPT[: KEPT.index("[[event]]")].count("\n") + 1
    gone = KEPT[: KEPT.index("\n[[event]]")] + KEPT[KEPT.index('\n[[hide]]\ntext = "a week"') :]
    assert without_entry(KEPT, line) == gone
    assert without_entry(KEPT, line_of(KEPT, "hide")) == KEPT.replace('\n[[hide]]\ntext = "a week"\n', "")


@pytest.mark.parametrize("line", [1, 2, 11, 99])
def test_a_line_that_begins_no_correction_is_said(line: int) -> None:
    """That one too which only looks like one, in a text of several lines."""
    with pytest.raises(NotChangedError, match=f"no correction begins in line {line}"):
        without_entry(KEPT, line)


def test_a_key_is_set_where_the_keys_are() -> None:
    order = with_key(KEPT, "order", ["a", "b"])
    assert order.splitlines()[3:5] == ['order = ["a", "b"]', ""] or 'order = ["a", "b"]\n' in order[: order.index("[[")]
    assert order.replace('order = ["a", "b"]\n', "") == KEPT
    renamed = with_key(KEPT, "title", 'The "ferry"')
    assert renamed == KEPT.replace('"Ferry stops" #', '"The \\"ferry\\"" #')
    assert with_key(KEPT, "published", None) == KEPT.replace("published = 2026-03-04\n", "")
    assert with_key("[[hide]]\ntext = 'a'\n", "title", "T").endswith("[[hide]]\ntext = 'a'\n")
    assert tomllib.loads(with_key("", "title", "T")) == {"title": "T"}


@given(st.lists(st.sampled_from(PARTS)), st.booleans())
def test_a_first_key_stands_apart_from_the_tables_and_goes_without_a_trace(parts: list[str], windows: bool) -> None:  # noqa: FBT001 - drawn
    text = "".join(parts)
    text = text.replace("\n", "\r\n") if windows else text
    titled = with_key(text, "title", "T")
    assert with_key(titled, "title", None) == text
    lines = [line.strip() for line in titled.splitlines()]
    after = lines[lines.index('title = "T"') + 1 :]
    assert not after or not after[0].startswith("[")


def test_a_form_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(NotChangedError, match="expected a change by hand"):
        with_entry('hide = [{ text = "a" }]\n', "hide", {"text": "b"})


def test_a_writer_that_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"old")
    script = (
        "import os, pathlib, sys\n"
        "from pelican.plugins.briefing.writing import write_whole\n"
        "os.fsync = lambda _: os.kill(os.getpid(), 9)\n"
        "write_whole(pathlib.Path(sys.argv[1]), b'new' * 9999)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(file)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert file.read_bytes() == b"old"
    assert all(left.name.startswith(".") for left in tmp_path.iterdir() if left != file)


def test_a_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a.toml", tmp_path / "b.toml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, b"new", b"old")
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    with pytest.raises(ChangedError):
        write_whole(file, b"newer", b"old")
    assert file.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.toml", "b.toml"]
