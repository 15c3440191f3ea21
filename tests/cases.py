"""The reader of case files: `tests/cases/*.md`, where a case is a title, an input and what is expected.

Title of the case
.
input lines
.
expected lines
.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a case file."""

    title: str
    """What the case is about; the nearest line above the first dot line that is not blank."""
    input: str
    """The input lines, joined by line feeds, without one at the end."""
    expected: str
    """The expected lines, joined by line feeds, without one at the end."""
    line: int
    """The title's line in the file, from 1."""

    def __str__(self) -> str:
        """Return the name that pytest shows."""
        return f"{self.line}: {self.title}"


def read_cases(name: str) -> list[Case]:
    """Return the cases of `tests/cases/NAME.md`, in order; prose between two cases is passed over.

    Raises:
        ValueError: a case lacks its title, or its third dot line.
    """
    lines = (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("\n")
    dots = [number for number, line in enumerate(lines) if line == "."]
    if not dots or len(dots) % 3:
        message = f"{name}.md: {len(dots)} dot lines; expected three a case"
        raise ValueError(message)
    cases, end = [], -1
    for first, second, third in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
        titles = [number for number in range(end + 1, first) if lines[number].strip()]
        if not titles:
            message = f"{name}.md:{first + 1}: a case without a title"
            raise ValueError(message)
        title = titles[-1]
        body, expected = "\n".join(lines[first + 1 : second]), "\n".join(lines[second + 1 : third])
        cases.append(Case(lines[title].strip("# "), body, expected, title + 1))
        end = third
    return cases
