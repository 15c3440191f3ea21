"""Runs a settings file and tells whether its settings are as they were."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import re
import sys
import sysconfig
import traceback
from datetime import date, time, timedelta, tzinfo
from enum import Enum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# What of the environment a build goes by.
_ENVIRONMENT = re.compile(r"SOURCE_DATE_EPOCH|TZ|LANG|LANGUAGE|LC_\w+|PYTHONPATH")
_PLAIN = (str, int, float, bytes, bool, type(None), PurePath, date, time, timedelta, tzinfo, Enum)


class SettingsFileError(Exception):
    """A settings file that gives no settings: what its code raised, with the file and line."""


class UnknownValueError(Exception):
    """A value of a kind that cannot be compared between two processes."""


def run_settings(file: Path) -> dict[str, Any]:
    """Return the settings that a file makes now, as Pelican takes them: its names in capitals.

    What it imports from beside itself is read anew too, as publishconf.py's `from pelicanconf import *`.
    The file is code of the site's owner and may raise anything; this is the one place that meets it.

    Raises:
        SettingsFileError: it raised something, or is no Python file.
    """
    name = file.stem
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise SettingsFileError(f"{file}: is no Python file")
    module = importlib.util.module_from_spec(spec)
    for beside, loaded in list(sys.modules.items()):
        source = getattr(loaded, "__file__", None)
        if source and beside != "__main__" and Path(source).parent == file.parent:
            del sys.modules[beside]
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        line = line_of(file, error)
        raise SettingsFileError(f"{file}{f':{line}' if line else ''}: {type(error).__name__}: {error}") from error
    return {name: getattr(module, name) for name in sorted(dir(module)) if name.isupper()}


def line_of(file: Path, error: BaseException) -> int | None:
    """Return the line of a Python file that an error was raised at, or on the way to; None where it has no part.

    A settings file is its owner's code, so what it raises is told by its line and not by ours.
    """
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).resolve() == file.resolve():
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if Path(frame.filename).resolve() == file.resolve()), None)


def digest(values: Mapping[str, Any]) -> str:
    """Return a digest of settings, of the environment, and of which Python and packages there are.

    Raises:
        UnknownValueError: a setting cannot be compared between two processes.
    """
    environment = sorted(pair for pair in os.environ.items() if _ENVIRONMENT.fullmatch(pair[0]))
    told = (form(dict(values)), environment, sys.version, os.getcwd(), _packages())
    return hashlib.sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()


def form(value: Any) -> object:  # noqa: ANN401 - a site's settings hold anything
    """Return a value in a form whose `repr` is the same in each process that has the same value.

    >>> form({"b": [1, ("x",)], "a": re.compile("y")})
    ('dict', (("'a'", ('re', 'y', 32)), ("'b'", ('list', (1, ('tuple', ('x',)))))))
    """
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, dict):
        return "dict", tuple(sorted(((repr(form(key)), form(item)) for key, item in value.items()), key=repr))
    if isinstance(value, (set, frozenset)):
        return "set", tuple(sorted(repr(form(item)) for item in value))
    if isinstance(value, (list, tuple)):
        return type(value).__name__, tuple(form(item) for item in value)
    if isinstance(value, re.Pattern):
        return "re", value.pattern, value.flags
    if isinstance(value, type) and _is_installed(getattr(sys.modules.get(value.__module__), "__file__", None)):
        return value.__module__, value.__qualname__
    # A function among them: it may ask the clock, or anything else.
    raise UnknownValueError(f"{type(value).__name__} {value!r}")


@functools.cache
def installed_folders() -> tuple[str, ...]:
    """Return the folders of Python and its packages, whose files change only with their versions."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    return tuple(sorted({sysconfig.get_path(name) + os.sep for name in names}))


def own_modules() -> set[str]:
    """Return the files of modules that are loaded and not installed: a site's settings and what they import."""
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return {os.path.abspath(file) for file in files if file and not _is_installed(file)}


def _is_installed(file: str | None) -> bool:
    """Return whether a module's file changes with its package's version alone; one of Python's own may have none."""
    return file is None or file.startswith(installed_folders())


def _packages() -> tuple[str, ...]:
    """Return names and versions of the installed packages, as their folders are called."""
    found: set[str] = set()
    for folder in dict.fromkeys(path for path in installed_folders() if Path(path).is_dir()):
        found.update(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
    return tuple(sorted(found))
