"""What is installed from the wheel works without this folder: the plugin, the theme, the commands, the parser alone."""

from __future__ import annotations

import email
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plugin_site import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
NEEDED = {
    "factbox/py.typed",
    "factbox/briefing.schema.json",
    "factbox/lexicons/cues.toml",
    "factbox_archives/cli.py",
    "factbox_archives/py.typed",
    "pelican_briefing/__main__.py",
    "pelican/plugins/briefing/__init__.py",
    "pelican/plugins/briefing/py.typed",
    "pelican/plugins/briefing/theme/templates/base.html",
    "pelican/plugins/briefing/theme/static/css/tokens.css",
}
# A namespace of Pelican's own: a file here would hide the real one.
FORBIDDEN = {"pelican/__init__.py", "pelican/plugins/__init__.py"}
SETTINGS = """
SITENAME = "Theirs"
SITEURL = "https://theirs.example.org"
PATH = "content"
TIMEZONE = "Europe/Rome"
FEED_ALL_ATOM = "feeds/all.atom.xml"
"""
WITH_BRIEFINGS = """
from pelican.plugins.briefing import theme_path
PLUGINS = ["briefing"]
THEME = theme_path()
BRIEFING_SEEDS = "seeds"
BRIEFING_SOURCE_TEXT = "full"
"""
BARE_PARSER = """
import sys
for name in ("pelican", "jinja2", "markdown", "blinker"):
    sys.modules[name] = None
from factbox import annotate, brief, read_document, to_dict
data = to_dict(brief(annotate(read_document(sys.stdin.buffer.read()))))
print(len(data["quotations"]), data["dateline"]["place"])
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment of its own, with or without what the wheel holds."""

    folder: Path

    def run(self, *arguments: str, cwd: Path, text: str = "") -> str:
        """Run its Python far from the project's folder and return what it prints."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment |= {"SOURCE_DATE_EPOCH": "1780000000"}
        command = [str(self.folder / "bin" / "python"), *arguments]
        done = subprocess.run(
            command, cwd=cwd, env=environment, input=text, check=False, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def environment(folder: Path, wheels: Iterable[Path]) -> Installed:
    """Make an environment of what the wheels hold and of this one's dependencies, its editable install left out."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--disable-pip-version-check"]
    for wheel in wheels:
        subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    # A path in a .pth file is taken in without the .pth files of that folder: the editable install stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(folder)


def build(source: Path, target: str, folder: Path) -> Path:
    """Build a distribution and return its file."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (made,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution."""
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as an index would have it."""
    folder = tmp_path_factory.mktemp("unpacked")
    # Python's own reader wants a filter, which no Python before 3.11.4 has.
    subprocess.run(["tar", "-xzf", sdist, "-C", folder], check=True)
    (source,) = folder.iterdir()
    return build(source, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment with what the wheel holds."""
    return environment(tmp_path_factory.mktemp("environment"), [wheel])


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment with Pelican alone."""
    return environment(tmp_path_factory.mktemp("plain"), [])


def site(folder: Path, settings: str, *, seeds: bool) -> Path:
    """Write somebody else's Pelican site and return its folder."""
    files = {"pelicanconf.py": settings, "content/hello.md": "Title: Hello\nDate: 2026-01-02\n\nText & more.\n"}
    if seeds:
        files |= {"seeds/wall.txt": ARTICLE, "seeds/wall.toml": 'published = 2026-03-04\nlicence = "own"\n'}
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return a built site's files by path."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_wheel_holds_what_runs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = email.message_from_bytes(archive.read(next(name for name in names if name.endswith("/METADATA"))))
    assert names >= NEEDED
    assert not names & FORBIDDEN
    roots = {name.split("/")[0] for name in names}
    assert {root for root in roots if not root.endswith(".dist-info")} == {
        "factbox",
        "factbox_archives",
        "pelican",
        "pelican_briefing",
    }
    assert all(name.startswith("pelican/plugins/briefing/") for name in names if name.startswith("pelican/"))
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name or "seeds/" in name]
    assert metadata["License-Expression"] == "MIT"
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in names}
    needs = [need for need in metadata.get_all("Requires-Dist", []) if "extra" not in need]
    assert sorted(need.split(">")[0] for need in needs) == ["jinja2", "markdown", "pelican", "python-dateutil"]


def test_the_source_distribution_holds_what_builds_and_explains(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "docs/data.md", "tests/test_package.py"} <= names
    assert {"Makefile", "pelicanconf.py", "requirements/dev.txt", "content/pages/about.md", ".ci/run"} <= names
    assert not [name for name in names if name.startswith((".venv", "output", ".git/"))]


def test_pelican_lists_the_plugin(installed: Installed, tmp_path: Path) -> None:
    listed = installed.run("-c", "from pelican.plugins._utils import list_plugins; list_plugins()", cwd=tmp_path)
    assert "pelican.plugins.briefing" in listed
    place = installed.run("-c", "import pelican.plugins.briefing as b; print(b.__file__, b.theme_path())", cwd=tmp_path)
    assert all(Path(path).is_relative_to(installed.folder) for path in place.split())


def test_a_foreign_site_gets_its_briefings(installed: Installed, tmp_path: Path) -> None:
    folder = site(tmp_path, SETTINGS + WITH_BRIEFINGS, seeds=True)
    installed.run("-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "out", cwd=folder)
    files = contents(folder / "out")
    assert {"hello.html", "wall.html", "wall.briefing.json", "index.html", "feeds/all.atom.xml"} <= files.keys()
    assert json.loads(files["wall.briefing.json"])["source"]["published"] == "2026-03-04"
    assert b"Ana Ruiz" in files["wall.html"]
    assert b"wall.html" in files["feeds/all.atom.xml"]


@pytest.mark.parametrize("settings", [SETTINGS, SETTINGS + 'PLUGINS = ["briefing"]\n'], ids=["unset", "set"])
def test_a_site_without_seeds_builds_as_if_we_were_not_there(
    installed: Installed, plain: Installed, tmp_path: Path, settings: str
) -> None:
    ours = site(tmp_path / "ours" / "site", settings, seeds=False)
    theirs = site(tmp_path / "theirs" / "site", SETTINGS, seeds=False)
    for place, folder in ((installed, ours), (plain, theirs)):
        place.run("-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "out", cwd=folder)
    assert contents(ours / "out") == contents(theirs / "out")


def test_the_parser_needs_nothing_of_the_site(installed: Installed, tmp_path: Path) -> None:
    assert installed.run("-c", BARE_PARSER, cwd=tmp_path, text=ARTICLE).split() == ["3", "HARROW", "BAY"]


def test_the_commands_are_there(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text(ARTICLE, encoding="utf-8")
    scripts = installed.folder / "bin"
    assert json.loads(installed.run(str(scripts / "factbox"), "annotate", "wall.txt", cwd=tmp_path))["id"] == "wall"
    assert "preview" in installed.run(str(scripts / "briefing"), "--help", cwd=tmp_path)


def test_the_environments_are_their_own(plain: Installed, tmp_path: Path) -> None:
    found = plain.run(
        "-c", "import importlib.util as u; print(u.find_spec('factbox'), u.find_spec('pelican').origin)", cwd=tmp_path
    )
    assert found.split()[0] == "None"
    assert shutil.which("python", path=str(plain.folder / "bin"))
