"""Time of one piece of work, as the ratios of the growth tests need it."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call, without the collector, whose passes cost what all other tests left."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
