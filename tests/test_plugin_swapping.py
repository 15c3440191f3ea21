"""A new site takes the place of the last one whole or not at all, even where a build was cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.swapping import fresh_folder, recover

if TYPE_CHECKING:
    from pathlib import Path


def site(folder: Path, word: str) -> None:
    """Write a site of one page."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(word)


def word(folder: Path) -> str:
    """Return what a site says."""
    return (folder / "index.html").read_text()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A built site with a `.gitignore` of its own, and a file that the next one will not have."""
    site(tmp_path / "output", "old")
    (tmp_path / "output" / ".gitignore").write_text("*\n")
    (tmp_path / "output" / "gone.html").touch()
    return tmp_path / "output"


def test_the_new_site_replaces_the_old_one(output: Path) -> None:
    with fresh_folder(output) as folder:
        assert not list(folder.iterdir())
        site(folder, "new")
        assert word(output) == "old"
    assert sorted(file.name for file in output.iterdir()) == [".gitignore", "index.html"]
    assert word(output) == "new"
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_a_build_that_fails_changes_nothing(output: Path) -> None:
    def build() -> None:
        with fresh_folder(output) as folder:
            site(folder, "new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build()
    assert word(output) == "old"
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    with fresh_folder(tmp_path / "deep" / "output") as folder:
        site(folder, "new")
    assert word(tmp_path / "deep" / "output") == "new"


def test_a_link_to_the_folder_stays_one(output: Path) -> None:
    link = output.parent / "link"
    link.symlink_to(output)
    with fresh_folder(link) as folder:
        site(folder, "new")
    assert link.is_symlink()
    assert word(output) == "new"


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ({"output": "old", ".output.new": "half"}, "old"),
        ({".output.old": "old", ".output.new": "new"}, "new"),
        ({".output.old": "old"}, "old"),
        ({"output": "new", ".output.old": "old"}, "new"),
        ({"output": "old"}, "old"),
    ],
)
def test_what_a_cut_build_left_is_mended(tmp_path: Path, left: dict[str, str], expected: str) -> None:
    for name, text in left.items():
        site(tmp_path / name, text)
    recover(tmp_path / "output")
    assert word(tmp_path / "output") == expected
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


@pytest.mark.parametrize("name", [".output.new", ".output.old"])
@pytest.mark.parametrize("kind", ["file", "link", "broken link"])
def test_what_stands_in_the_way_is_removed_and_nothing_behind_it(output: Path, name: str, kind: str) -> None:
    behind = output.parent / "letters"
    site(behind, "a letter")
    if kind == "file":
        (output.parent / name).touch()
    else:
        (output.parent / name).symlink_to(behind if kind == "link" else output.parent / "nowhere")
    with fresh_folder(output) as folder:
        site(folder, "new")
    assert (word(output), word(behind)) == ("new", "a letter")
    assert sorted(path.name for path in output.parent.iterdir()) == ["letters", "output"]


def test_a_link_in_the_site_is_no_way_to_publish_another_file(output: Path) -> None:
    (output.parent / "secret").write_text("secret")
    (output / ".gitignore").unlink()
    (output / ".gitignore").symlink_to(output.parent / "secret")
    with fresh_folder(output) as folder:
        site(folder, "new")
    assert (output / ".gitignore").is_symlink()
