"""The documentation is current: its tables are the code's, its commands run, its links lead somewhere."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from factbox import cli, schema

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
# A command: a line of four spaces that begins with one of the programs, comments cut off; and lines of ```sh blocks.
COMMAND = re.compile(
    r"^ {4}((?:make|pip|python3?|factbox|briefing|git|rsync|cd|\.venv/bin/\w+)\b[^#\n]*?)\s*(?:#.*)?$", re.MULTILINE
)
# A Python block.
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A link to a file of the project: "[text](docs/data.md#fields)".
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)(#[\w-]+)?\)")
GENERATED = "<!-- From here on `make golden` writes this page, out of the model's own descriptions. -->\n"
COMMANDS = sorted({(page.name, command) for page in PAGES for command in COMMAND.findall(page.read_text("utf-8"))})


def form(field: dict[str, Any]) -> str:
    """Return a field's form in words."""
    if not field:
        return ""
    if "anyOf" in field:
        return ", or ".join(form(part) for part in field["anyOf"])
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in field:
        return " ".join(f"`{value}`" for value in field["enum"])
    if "const" in field or field.get("maxItems") == 2:
        return f"`{field.get('const', '[start, end]')}`" if "items" not in field else "pair of numbers"
    named = {"object": "`start`, `end`", "integer": "number", "array": f"list of {form(field.get('items', {}))}"}
    return named.get(field["type"], field["type"])


def tables() -> str:
    """Return the tables of all fields."""
    made, out = schema(), []
    for name, record in [("Briefing", made), *made["$defs"].items()]:
        out += [f"\n### {name}\n", f"{record['description']}\n", "| field | form | what |", "|---|---|---|"]
        for key, field in record["properties"].items():
            if key == "end" and "start" in record["properties"]:
                continue
            shown, words = ("start`, `end", "numbers") if key == "start" else (key, form(field))
            about = (
                field.get("description", "The format's name and number.").replace("|", "\\|").replace("None", "null")
            )
            out.append(f"| `{shown}` | {words} | {about} |")
    return "\n".join(out) + "\n"


def test_the_fields_are_the_models(*, update_golden: bool) -> None:
    page = ROOT / "docs" / "data.md"
    before, mark, after = page.read_text("utf-8").partition(GENERATED)
    assert mark
    if update_golden:
        page.write_text(before + mark + tables(), encoding="utf-8")
        return
    assert after == tables(), "run `make golden`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    for target, _ in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 10


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_a_command_is_one_that_runs(page: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each `make` target is there, run by CI or the tests of publishing; the library's commands are run here."""
    words = shlex.split(command.replace("…", ""))
    program = Path(words[0]).name
    if program == "make":
        targets = re.findall(r"^\.PHONY: (\w+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        named = [word for word in words[1:] if "=" not in word]
        assert set(named) <= set(targets), page
    elif program == "factbox":
        monkeypatch.chdir(tmp_path)
        run_factbox(words, tmp_path)
    elif program == "briefing":
        assert words[1] in {"build", "check", "verify", "preview", "add", "cache"}, page
    elif program == "pip":
        assert words[1] == "install", page
        assert words[-1].partition("[")[0] in {"pelican-briefing", "."}, page


def run_factbox(words: list[str], folder: Path) -> None:
    """Run a command of the library as a shell does, on a small article."""
    text = (ROOT / "seeds" / "norrow-glacier.txt").read_text("utf-8")
    (folder / "article.txt").write_text(text, encoding="utf-8")
    (folder / "articles.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    arguments, source = words[1:], None
    for mark in ("<", ">"):
        if mark in arguments:
            at = arguments.index(mark)
            source = folder / arguments[at + 1] if mark == "<" else source
            arguments = arguments[:at] + arguments[at + 2 :]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.ExitStack() as stack:
        if source:
            stack.callback(setattr, sys, "stdin", sys.stdin)
            sys.stdin = stack.enter_context(source.open(encoding="utf-8"))
        assert cli.main(arguments) == 0
    assert out.getvalue()


def test_the_library_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = [block for block in PYTHON.findall((ROOT / "README.md").read_text("utf-8")) if "from factbox" in block]
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {"data": (ROOT / "seeds" / "norrow-glacier.txt").read_bytes()})  # noqa: S102
    assert "Hanne Corvin" in capsys.readouterr().out
