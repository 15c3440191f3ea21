"""The workflows have no more rights than they use, and run no code whose digest is not written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# An action with its digest and, for the reader, its version: "uses: actions/checkout@08c6… # v5.0.0". One is the Python
# packaging authority's, which alone makes a release's attestations.
PINNED = re.compile(r"uses: (?:actions/[\w-]+|pypa/gh-action-pypi-publish)@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
# Rights to write, by the workflow that has them.
RIGHTS = {"pages.yml": {"pages", "id-token"}, "release.yml": {"id-token"}}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_official_and_pinned_by_digest(file: Path) -> None:
    uses = [line.strip().removeprefix("- ") for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED.match(line)] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_rights_are_read_alone_and_more_only_where_it_is_used(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "\npermissions:\n  contents: read\n" in text
    rights = set(re.findall(r"^ +([\w-]+): write$", text, re.MULTILINE))
    assert rights == RIGHTS.get(file.name, set())
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    assert "pull_request_target" not in text


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_nothing_from_outside_is_put_into_a_command(file: Path) -> None:
    assert not [line for line in file.read_text("utf-8").splitlines() if "run:" in line and "${{" in line]


def test_one_digest_an_action() -> None:
    found = {use for file in WORKFLOWS for use in re.findall(r"uses: (\S+)", file.read_text("utf-8"))}
    assert len({use.partition("@")[0] for use in found}) == len(found)


def test_ci_runs_what_a_contributor_runs() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    for script in (ROOT / ".ci").iterdir():
        assert f"run: .ci/{script.name}" in text
        assert script.stat().st_mode & 0o111
    for version in re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8")):
        assert f'"{version}"' in text
