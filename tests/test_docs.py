"""The documentation is current: its tables are the code's, its commands run, its links lead somewhere."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factbox import schema
from pelican_briefing import arguments
from plugin_site import ARTICLE, make_site

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
# A command inside a sentence: "`briefing verify OUTPUT`", "`make html`".
INLINE = re.compile(r"`((?:make|factbox|briefing)\s[^`]+)`")
GENERATED = "<!-- From here on `make golden` writes this page, out of the model's own descriptions. -->\n"
COMMANDS = sorted(
    {
        (page.name, " ".join(command.split()))
        for page in PAGES
        for pattern in (COMMAND, INLINE)
        for command in pattern.findall(page.read_text("utf-8"))
    }
)
# What stands for a value in the pages, and a value.
STANDS_FOR = {
    "OUTPUT": "output",
    "FROM": "article.txt",
    "…": "https://site.example.org",
    "ARCHIVE": "archive",
    "SQL": "true",
}
# The exit status of a command that is not called as it says.
WRONG_USAGE = 2


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
def test_a_command_runs(page: str, command: str, tmp_path: Path) -> None:
    """`briefing` and `factbox` are run on a small site and article; make says what it would do for a target."""
    words = shlex.split(command)
    program = Path(words[0]).name
    if program == "make":
        done = shell(command.replace("make", "make -n", 1), ROOT)
        assert done.returncode == 0, f"{page}: {done.stderr}"
    elif program in {"factbox", "briefing"}:
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{page}: {done.stderr}"
    elif program == "pip":
        assert words[1] == "install", page
        assert words[-1].partition("[")[0] in {"pelican-briefing", "."}, page
    else:
        assert program in {"cd", "git", "rsync"}, f"{page}: nothing here tries {command}"


@pytest.mark.parametrize("command", ["briefing show", "briefing check --all", "factbox show", "factbox annotate --all"])
def test_a_command_that_is_not_there_is_found(command: str, tmp_path: Path) -> None:
    assert run(command, tmp_path).returncode == WRONG_USAGE


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder with a small site, an article and lines of articles, as a reader of the pages would."""
    words = command.split()
    if words[:2] == ["briefing", "preview"] or "--scheduler" in words:
        return shell(f"{command} --help", folder)
    seeds: dict[str, str | bytes] = {"wall.txt": ARTICLE, "wall.toml": 'licence = "own"\npublished = 2026-03-04\n'}
    make_site(folder, seeds).rename(folder / arguments.LOCAL)
    text = (ROOT / "seeds" / "norrow-glacier.txt").read_text("utf-8")
    (folder / "article.txt").write_text(text, encoding="utf-8")
    line = {"id": "a", "text": text, "publisher": "Callow Post", "published": "2026-03-04"}
    (folder / "articles.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    if words in (["factbox", "annotate"], ["briefing", "add"]):
        words.append("article.txt")
    if words == ["briefing", "archive"]:
        words += ["articles.jsonl", "--output", "archive"]
    if "--from" in words:
        assert shell("briefing archive articles.jsonl --output archive", folder).returncode == 0
    if words[:2] == ["briefing", "verify"]:
        assert shell("briefing build --quiet", folder).returncode == 0
    return shell(" ".join(STANDS_FOR.get(word, word) for word in words), folder)


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell that finds the project's programs, without what make hands to a make inside it."""
    kept = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]])
    return subprocess.run(  # noqa: S602
        command, shell=True, cwd=folder, env={**kept, "PATH": path}, capture_output=True, text=True, check=False
    )


def test_the_library_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = [block for block in PYTHON.findall((ROOT / "README.md").read_text("utf-8")) if "from factbox" in block]
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {"data": (ROOT / "seeds" / "norrow-glacier.txt").read_bytes()})  # noqa: S102
    assert "Hanne Corvin" in capsys.readouterr().out
