"""Makes the two sites that `build.py` times: one of ours, and one of plain Pelican with the same texts in Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
OURS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
from pathlib import Path
HERE = Path(__file__).resolve().parent
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
BRIEFING_SEEDS = str(HERE / "seeds")
BRIEFING_CACHE = str(HERE / "cache")
"""
# What has neither cards nor an index: the pages alone, which is what plain Pelican makes.
PAGES = f"""{OURS}
sys.modules["PIL"] = None
"""
PLAIN = """
SITENAME = "Plain"
PATH = "content"
TIMEZONE = "UTC"
THEME = "simple"
PLUGINS = []
DEFAULT_PAGINATION = 20
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


class Sites(NamedTuple):
    """Settings files of sites with the same texts."""

    pages: Path
    """Ours, without cards."""
    whole: Path
    """Ours, with all that is installed."""
    plain: Path
    """Plain Pelican's."""

    def seeds(self) -> list[Path]:
        """Return the seeds of ours, in order."""
        return sorted((self.pages.parent / "seeds").glob("*.txt"))


def make_sites(place: Path, source: Path, number: int) -> Sites:
    """Write the sites.

    Args:
        place: a folder for them.
        source: a folder of seeds, with their sidecars where they have any.
        number: how many seeds the sites have.
    """
    ours, plain = place / "ours", place / "plain"
    for folder in (ours / "seeds", ours / "content", plain / "content"):
        folder.mkdir(parents=True)
    for at, (text, sidecar) in enumerate(_texts(source, number)):
        day = f"20{10 + at % 15:02}-{1 + at % 12:02}-{1 + at % 28:02}"
        seed = ours / "seeds" / f"{day}-{at:06}.txt"
        seed.write_text(text, encoding="utf-8")
        if sidecar:
            seed.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
        title, *lines = text.split("\n")
        body = "\n\n".join(line for line in lines if line.strip())
        head = f"Title: {title}\nDate: {day}\nCategory: News\nSlug: a{at:06}\n\n"
        (plain / "content" / f"{at:06}.md").write_text(head + body, encoding="utf-8")
    made = Sites(ours / "page_settings.py", ours / "site_settings.py", plain / "pelicanconf.py")
    for file, settings in zip(made, (PAGES, OURS, PLAIN), strict=True):
        file.write_text(settings, encoding="utf-8")
    return made


def _texts(folder: Path, number: int) -> Iterator[tuple[str, str]]:
    """Yield as many texts as wanted, each with its sidecar.

    A folder's come over and over, with their paragraphs turned so that none is there twice.
    """
    found = sorted(folder.rglob("*.txt"))
    for at in range(number):
        file, turn = found[at % len(found)], at // len(found)
        sidecar = file.with_suffix(".toml")
        head, *paragraphs = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        cut = turn % max(1, len(paragraphs))
        headline = f"{head} ({turn + 1})" if turn else head
        # A slug or corrections of the sidecar's would be another article's on the second turn.
        told = sidecar.read_text(encoding="utf-8") if sidecar.is_file() and not turn else ""
        yield "\n".join([headline, "", *paragraphs[cut:], *paragraphs[:cut]]), told
