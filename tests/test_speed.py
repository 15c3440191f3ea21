"""A build stays near plain Pelican's: ratios of processor time, measured as benchmarks/build.py does, in a small form.

Never a wall time, and each bound is well above what is measured, so that only a clear regression fails, on a busy
machine too.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SEEDS, TRIES = 60, 3
# Each a share of plain Pelican's processor time for the same texts.
BOUNDS = {"cold": 11.0, "edited": 3.6, "unchanged": 0.5}


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """Return the script as a module."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        return loaded(ROOT / "benchmarks" / "build.py")
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def loaded(script: Path) -> ModuleType:
    """Return a script as a module."""
    spec = importlib.util.spec_from_file_location("build_benchmark", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_build_costs_so_many_times_what_plain_pelican_does(benchmark: ModuleType, tmp_path: Path) -> None:
    sites = benchmark.make_sites(tmp_path, ROOT / "seeds", SEEDS)
    found = []
    for run in range(TRIES):
        costs = benchmark.measured(sites, run)
        found.append({name: costs[name].cpu / costs["plain"].cpu for name in BOUNDS})
        least = {name: min(ratios[name] for ratios in found) for name in BOUNDS}
        over = {name: round(ratio, 2) for name, ratio in least.items() if ratio > BOUNDS[name]}
        if not over:
            return
    pytest.fail(f"times plain Pelican's processor time: {over}, at most {BOUNDS}")
