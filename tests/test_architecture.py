"""The house's rules that no linter knows: sizes, names of rooms, where files are opened, what is trusted as HTML."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FACTBOX = ROOT / "plugins" / "factbox"
PLUGIN = ROOT / "plugins" / "pelican" / "plugins" / "briefing"
THEME = ROOT / "theme" / "templates"

COMMAND = ROOT / "plugins" / "pelican_briefing"
ARCHIVES = ROOT / "plugins" / "factbox_archives"
MODULES = sorted([*FACTBOX.rglob("*.py"), *ARCHIVES.rglob("*.py"), *COMMAND.rglob("*.py"), *PLUGIN.rglob("*.py")])
TEST_MODULES = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted([*(ROOT / "benchmarks").rglob("*.py"), *ROOT.glob("*.py")])
TEMPLATES = sorted(path for path in THEME.rglob("*") if path.is_file())

MODULE_LINES, TEST_MODULE_LINES, FUNCTION_LINES = 400, 500, 50
NO_ROOMS = {"utils", "util", "helpers", "helper", "common", "misc"}
READING_ROOMS = {"document", "lexicons", "cli"}
READING_CALLS = {"open", "read_text", "read_bytes"}
NOT_FOR_FACTBOX = {"pelican", "jinja2", "markdown", "blinker"}
# Pelican renders these two from the site's own files.
TRUSTED = {"article.content", "page.content"}
# An expression through `safe`: matches "article.content|safe" and "f(x) | safe", with what is before the bar.
SAFE = re.compile(r"(?P<what>[^\s{|]*)\s*\|\s*safe\b")


def place(path: Path) -> str:
    """Return a file's path in the project, as a test's name shows it."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def reading_calls(module: ast.Module) -> list[int]:
    """Return the lines of a module that open or read a file."""
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if (isinstance(call.func, ast.Name) and call.func.id in READING_CALLS)
        or (isinstance(call.func, ast.Attribute) and call.func.attr in READING_CALLS)
    ]


def imported_packages(module: ast.Module) -> set[str]:
    """Return the top-level packages that a module imports anywhere, inside functions too."""
    plain = {alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | named}


def trusted_as_html(template: str) -> list[str]:
    """Return what a template passes through `safe`, as it stands before the bar."""
    return [found["what"] for found in SAFE.finditer(template)]


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=place)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < MODULE_LINES


@pytest.mark.parametrize("path", TEST_MODULES, ids=place)
def test_a_test_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < TEST_MODULE_LINES


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS, *TEST_MODULES], ids=place)
def test_functions_are_short(path: Path) -> None:
    functions = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 >= FUNCTION_LINES]
    assert not long


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS, *TEST_MODULES], ids=place)
def test_a_room_is_named_for_what_it_does(path: Path) -> None:
    rooms = {part.strip("_") for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not rooms & NO_ROOMS


@pytest.mark.parametrize("path", sorted([*FACTBOX.rglob("*.py"), *ARCHIVES.rglob("*.py")]), ids=place)
def test_factbox_imports_nothing_of_the_site(path: Path) -> None:
    assert not imported_packages(tree(path)) & NOT_FOR_FACTBOX


@pytest.mark.parametrize("path", sorted(FACTBOX.rglob("*.py")), ids=place)
def test_files_are_read_in_three_rooms_alone(path: Path) -> None:
    room = path.relative_to(FACTBOX).with_suffix("").parts[0]
    if room in READING_ROOMS:
        return
    assert not reading_calls(tree(path))


def test_what_is_checked_is_there() -> None:
    assert MODULES
    assert TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=place)
def test_a_template_trusts_only_rendered_content(path: Path) -> None:
    template = path.read_text(encoding="utf-8")
    assert set(trusted_as_html(template)) <= TRUSTED
    assert "autoescape false" not in template


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ article.content|safe }}", ["article.content"]),
        ("{{ item.text | safe }} {{ item.text }}", ["item.text"]),
        ("{{ (a ~ b)|safe }}", ["b)"]),
        ("{{ a|upper|safe }}", ["upper"]),
        ("a safe harbour {{ title }}", []),
    ],
)
def test_what_is_trusted_is_found(template: str, expected: list[str]) -> None:
    assert trusted_as_html(template) == expected


def test_calls_that_read_are_found() -> None:
    source = 'open("a")\npath.read_text()\nreopen("a")\nfiles("b").read_bytes()\nread = open\n'
    assert reading_calls(ast.parse(source)) == [1, 2, 4]


def test_imports_are_found() -> None:
    source = "import a.b as c\ndef f():\n    from d.e import g\n    import h, i.j\n"
    assert imported_packages(ast.parse(source)) == {"a", "d", "h", "i"}


def test_the_namespace_has_no_init() -> None:
    folders = (ROOT / "plugins", ROOT / "plugins" / "pelican", ROOT / "plugins" / "pelican" / "plugins")
    assert not [folder for folder in folders if (folder / "__init__.py").exists()]


def test_pelican_is_the_real_one_and_finds_the_plugin() -> None:
    script = (
        "import pelican, pelican.plugins.briefing as ours\n"
        "from pelican.plugins._utils import get_namespace_plugins\n"
        "print(pelican.__file__, ours.__file__, *get_namespace_plugins(), sep='\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd="/")
    assert not done.returncode, done.stderr
    real, ours, *found = done.stdout.splitlines()
    assert not Path(real).is_relative_to(ROOT / "plugins")
    assert Path(ours).parent == PLUGIN
    assert "pelican.plugins.briefing" in found


def test_factbox_works_without_the_site() -> None:
    script = (
        "import sys, pkgutil, importlib\n"
        f"for name in {sorted(NOT_FOR_FACTBOX)}:\n"
        "    sys.modules[name] = None\n"
        "import factbox\n"
        "names = [m.name for m in pkgutil.walk_packages(factbox.__path__, 'factbox.') if '__main__' not in m.name]\n"
        "for name in names:\n"
        "    importlib.import_module(name)\n"
        "print(len(names))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    assert int(done.stdout) > 0
