"""What Python loads first in a test's build: another clock, folders listed backwards, no way to the network.

Each by a variable of the environment, which the processes that a build starts have too.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path
from typing import Any

DAYS = int(os.environ.get("TEST_DAYS_LATER", "0"))
BACKWARDS = "TEST_FOLDERS_BACKWARDS" in os.environ
TOLD = os.environ.get("TEST_NETWORK_TOLD")
# Events of Python's own audit that lead to another machine.
ASKED = {
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "socket.sendmsg",
}

if DAYS:
    _now, _time = dt.datetime, time.time

    class Later(dt.datetime):
        """A moment; now is some days later."""

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Any:  # noqa: ANN401 - the class is the tests' own
            """Return the later moment."""
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def today(cls) -> Any:  # noqa: ANN401 - as above
            """Return the later moment."""
            return cls.now()

    time.time = lambda: _time() + DAYS * 86_400
    dt.datetime = Later  # type: ignore[misc]

if BACKWARDS:
    _list, _scan = os.listdir, os.scandir

    class Backwards:
        """Entries of a folder, as what `scandir` gives."""

        def __init__(self, *args: Any) -> None:  # noqa: ANN401 - as above
            with _scan(*args) as entries:
                self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

        def __iter__(self) -> Any:  # noqa: ANN401 - as above
            return self._entries

        def __next__(self) -> Any:  # noqa: ANN401 - as above
            return next(self._entries)

        def __enter__(self) -> Any:  # noqa: ANN401 - as above
            return self

        def __exit__(self, *_: object) -> None: ...

        def close(self) -> None:
            """Nothing is open."""

    os.listdir = lambda *args: sorted(_list(*args), reverse=True)  # type: ignore[assignment]
    os.scandir = Backwards  # type: ignore[assignment]

if TOLD:

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        """Tell of what would leave the machine, and refuse it."""
        if event in ASKED:
            # What a pool of processes has among its own stands in the file system.
            if event == "socket.connect" and isinstance(args[1], (str, bytes)):
                return
            with Path(str(TOLD)).open("a") as file:
                file.write(f"{event} {args!r}\n")
            raise OSError("there is no network")

    sys.addaudithook(refuse)
