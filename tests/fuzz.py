"""Feeds properties what their coverage leads to, by atheris: `fuzz.py [--minutes N] [NAME …]`, without a name all.

A property is a Hypothesis test of the modules below. What fails is kept twice: as bytes under `.cache/fuzz/NAME/`, and
in Hypothesis's own database, so that `make test` meets it again; write it into the test as an `@example`.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import atheris

KEPT = Path(__file__).resolve().parent.parent / ".cache" / "fuzz"
MODULES = ("test_properties", "test_any_input", "test_edits", "test_formats", "test_quotations", "test_segments")
MODULES += ("test_sentences", "test_sidecar_changes")
INSTRUMENTED = ["factbox", "pelican.plugins.briefing"]


def properties() -> dict[str, Any]:
    """Return the tests that Hypothesis feeds, by name."""
    found = [vars(importlib.import_module(module)) for module in MODULES]
    return {name: test for names in found for name, test in names.items() if hasattr(test, "hypothesis")}


def fuzz(name: str, seconds: int) -> None:
    """Feed one property; ends the process, with a status other than 0 where it failed."""
    with atheris.instrument_imports(include=INSTRUMENTED):
        feed = properties()[name].hypothesis.fuzz_one_input
    place = KEPT / name.removeprefix("test_")
    place.mkdir(parents=True, exist_ok=True)
    limits = [f"-max_total_time={seconds}", f"-artifact_prefix={place}/failed-", "-max_len=8192", "-len_control=0"]
    atheris.Setup([sys.argv[0], str(place), *limits], lambda data: feed(data) and None)
    atheris.Fuzz()


def main() -> int:
    """Feed each property in a process of its own, and say which failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="properties (default: all)")
    parser.add_argument("--minutes", type=float, default=30, help="for each property (default 30)")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        fuzz(given.names[0], int(given.minutes * 60))
    known = properties()
    if unknown := sorted(set(given.names) - set(known)):
        parser.error(f"{unknown[0]} is no property; expected one of {', '.join(known)}")
    failed = []
    for name in given.names or known:
        sys.stdout.write(f"{name}: {given.minutes:g} min\n")
        sys.stdout.flush()
        command = [sys.executable, __file__, "--here", "--minutes", str(given.minutes), name]
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    sys.stdout.write((f"Failed: {', '.join(failed)}" if failed else "None failed") + "\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
