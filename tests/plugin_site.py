"""Small Pelican sites in temporary folders, for tests that build them."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from pelican.plugins.briefing.building import Outcome, Request, build

ROOT = Path(__file__).resolve().parent.parent
NOW = "2026-06-01"
GZIP = b"\x1f\x8b"

# An article with two quotations, a date and an unnamed source; its words are this project's own.
ARTICLE = """Harbour wall to be rebuilt

HARROW BAY — The harbour wall will be rebuilt by the end of the year, the council said on Monday.

“The old wall has stood for ninety years,” said Ana Ruiz, the harbour master. “It will not stand for ten more.”

The work will cost 4.5 million pounds and take nearly 200 days, according to the council. It was not clear who will pay.
"""

# One that nothing is to be said of: all of it is sure.
PLAIN = """Harbour wall opened

“The old wall has stood for ninety years,” said Ana Ruiz, the harbour master. “It will not stand for ten more.”
"""

# What differs from a site's own settings file: the project's is the model of the rest.
FRAME = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
from pathlib import Path
HERE = Path(__file__).resolve().parent
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
BRIEFING_SEEDS = str(HERE / "seeds")
BRIEFING_NOW = {NOW!r}
"""

# As `publishconf.py` sets it.
PUBLISHED: dict[str, Any] = {
    "SITEURL": "https://site.example.org/news",
    "RELATIVE_URLS": False,
    "FEED_DOMAIN": "https://site.example.org/news",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "FEED_SAVE_AS": "feeds/all.json",
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "BRIEFING_DRAFTS": False,
    "BRIEFING_INDEX": True,
}


def make_site(
    folder: Path, seeds: dict[str, str | bytes], content: dict[str, str] | None = None, **settings: object
) -> Path:
    """Write a site and return its settings file.

    Args:
        folder: an empty one, or one that is not there.
        seeds: contents by path under `seeds/`.
        content: contents by path under `content/`.
        settings: what differs from the project's settings.
    """
    files: dict[str, str | bytes] = {f"seeds/{path}": data for path, data in seeds.items()}
    files |= {f"content/{path}": data for path, data in (content or {}).items()}
    for path in ("seeds", "content"):
        (folder / path).mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    file = folder / "siteconf.py"
    file.write_text(FRAME + "".join(f"{name} = {value!r}\n" for name, value in settings.items()), encoding="utf-8")
    return file


def build_site(folder: Path, seeds: dict[str, str | bytes], **settings: object) -> Outcome:
    """Write a site, build it, and return what came of it."""
    return build(Request(make_site(folder, seeds, **settings)))


def written(output: Path) -> dict[str, bytes]:
    """Return every file of a built site by its path."""
    files = (file for file in sorted(output.rglob("*")) if file.is_file())
    named = ((file.relative_to(output).as_posix(), file) for file in files)
    return {path: file.read_bytes() for path, file in named}


def everything(output: Path) -> str:
    """Return the text of every file of a built site, each after its path; the index of the search unpacked."""
    files = {path: gzip.decompress(data) if data[:2] == GZIP else data for path, data in written(output).items()}
    return "\n".join(f"{path}\n{data.decode('utf-8', 'replace')}" for path, data in files.items())
