"""What came of a build, and how the command tells it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build."""

    output: Path
    """Where the site is."""
    briefings: int
    """How many pages were made of seeds."""
    warnings: int
    """How many lines an editor may want to read."""
    failures: int
    """How many seeds and other files could not be made into pages."""
    proved: int | None = None
    """How many stretches of words were proved; None where none were to be."""
    found: str = ""
    """What the checks found, in words."""


def told(outcome: Outcome) -> str:
    """Return where to look and what came of a build, in words."""
    output = outcome.output
    shown = output.relative_to(Path.cwd()) if output.is_relative_to(Path.cwd()) else output
    counts = ", ".join(
        f"{number} {word if number == 1 else word + 's'}"
        for number, word in (
            (outcome.briefings, "briefing"),
            (outcome.warnings, "warning"),
            (outcome.failures, "failure"),
        )
    )
    proved = "" if outcome.proved is None else f" {outcome.proved} stretches of words verified against their sources."
    found = f"\n`briefing check` lists {outcome.found}." if outcome.found else ""
    look = f"Look at {shown}/index.html, or serve it: python3 -m http.server --directory {shown}"
    return f"{counts}.{proved}{found}\n{look}"
