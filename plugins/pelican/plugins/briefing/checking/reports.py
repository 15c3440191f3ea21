"""Findings for people, for programs, and as annotations of a pull request."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING

from pelican.plugins.briefing.findings import CODES, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from pelican.plugins.briefing.findings import Finding


def report(findings: Iterable[Finding], form: str, root: Path) -> str:
    """Return findings in a form, without a line end behind the last.

    Args:
        findings: in the order in which they are to be shown.
        form: a key of `FORMS`.
        root: the folder that the seeds folder stands in; annotations name files by their path from where they are made.
    """
    return FORMS[form](findings, root)


def summary(findings: Sequence[Finding]) -> str:
    """Return how much was found, in words: "2 errors, 3 warnings (2 correction, 3 speaker)"; empty for nothing."""
    if not findings:
        return ""
    levels = Counter(finding.level for finding in findings)
    counted = ", ".join(f"{levels[level]} {level}{'s' * (levels[level] > 1)}" for level in Level if levels[level])
    codes = Counter(finding.code for finding in findings)
    listed = ", ".join(f"{codes[code]} {code}" for code in CODES if codes[code])
    return f"{counted} ({listed})"


def _lines(findings: Iterable[Finding], root: Path) -> str:
    """Return a line each: "seeds/flood.toml:3: what is wrong [code]"."""
    del root
    return "\n".join(f"{one.file}:{one.line or 1}: {one.text} [{one.code}]" for one in findings)


def _json(findings: Iterable[Finding], root: Path) -> str:
    """Return a list of objects."""
    del root
    listed = [
        {"file": one.file, "line": one.line or 1, "level": one.level.value, "code": one.code, "text": one.text}
        for one in findings
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1)


# What a value of GitHub's workflow commands is written with; a property has more of them.
_VALUE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY = (*_VALUE, (":", "%3A"), (",", "%2C"))


def _github(findings: Iterable[Finding], root: Path) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a pull request."""
    lines = []
    for one in findings:
        file = _escaped(os.path.relpath(root / one.file), _PROPERTY)
        place = f"file={file},line={one.line or 1},title={_escaped(one.code, _PROPERTY)}"
        lines.append(f"::{one.level} {place}::{_escaped(one.text, _VALUE)}")
    return "\n".join(lines)


def _escaped(text: str, table: tuple[tuple[str, str], ...]) -> str:
    """Return text as a workflow command takes it."""
    for character, code in table:
        text = text.replace(character, code)
    return text


FORMS: Mapping[str, Callable[[Iterable[Finding], Path], str]] = {"text": _lines, "json": _json, "github": _github}
