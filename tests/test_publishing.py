"""`make github` puts the built site, and nothing else, on a branch of a remote; tried with one on this disk."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("Makefile", "pyproject.toml", "pelicanconf.py", "publishconf.py", "requirements", "content", "theme")
SITEURL = "https://user.example.org/news"


def run(*command: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command without the caller's git settings and make's variables."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    environment |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    return subprocess.run(command, cwd=cwd, env=environment, check=check, capture_output=True, text=True, timeout=120)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with one seed, in a git repository whose origin is a bare one beside it."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy2(source, folder / name)
    (folder / "output").mkdir()
    shutil.copy2(ROOT / "output" / ".gitignore", folder / "output")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "2026-03-04-ferry.txt").write_text(
        "Ferry halted\n\nHARROW BAY — The ferry to Tern Island stopped on Monday, the council said.\n", encoding="utf-8"
    )
    run("git", "init", "--quiet", "--bare", str(tmp_path / "origin.git"), cwd=tmp_path)
    run("git", "init", "--quiet", "--initial-branch", "main", ".", cwd=folder)
    run("git", "remote", "add", "origin", str(tmp_path / "origin.git"), cwd=folder)
    return folder


def make(project: Path, *args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run make in the copy with the tools that are set up already."""
    return run("make", f"VENV={ROOT / '.venv'}", *args, cwd=project, check=check)


def test_the_branch_holds_the_site_alone(project: Path) -> None:
    make(project, "github", f"SITEURL={SITEURL}", "CNAME=news.example.org")
    origin = project.parent / "origin.git"
    files = run("git", "ls-tree", "-r", "--name-only", "gh-pages", cwd=origin).stdout.splitlines()
    assert {".nojekyll", "CNAME", "index.html", "404.html", "briefings/ferry/index.html"} <= set(files)
    assert ".gitignore" not in files
    assert not [name for name in files if name.endswith((".py", ".toml", ".txt")) and name != "robots.txt"]
    assert run("git", "show", "gh-pages:CNAME", cwd=origin).stdout.strip() == "news.example.org"
    page = run("git", "show", "gh-pages:briefings/ferry/index.html", cwd=origin).stdout
    assert f'href="{SITEURL}/briefings/ferry/"' in page
    assert (project / "output" / ".gitignore").is_file()


def test_publishing_asks_for_the_sites_address(project: Path) -> None:
    done = make(project, "publish", check=False)
    assert done.returncode
    assert "SITEURL=https://" in done.stderr
