"""What the preview knows of a page that somebody edits, and how a change gets into the sidecar."""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from factbox import FactboxError, apply_edits, read_briefing, words_for
from pelican.plugins.briefing.corrections import TABLES
from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.formats.markdown import from_text
from pelican.plugins.briefing.parsing import options_of
from pelican.plugins.briefing.presenting import file_beside
from pelican.plugins.briefing.preview.filling import KINDED, page_state
from pelican.plugins.briefing.preview.sidecars import NotChangedError, with_entry, with_key, without_entry
from pelican.plugins.briefing.reading import read_entry
from pelican.plugins.briefing.seeds import find_seeds
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.sidecar import checked, read_toml
from pelican.plugins.briefing.writing import ChangedError, write_whole
from pelican_briefing.places import absolute
from pelican_briefing.values import SettingsFileError, run_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from factbox import Briefing
    from pelican.plugins.briefing.preview.desk import Desk
    from pelican.plugins.briefing.seeds import Seed
    from pelican.plugins.briefing.settings import Settings
    from pelican.plugins.briefing.sidecar import Sidecar


class RefusedError(Exception):
    """A change that is not made; says why, with the status of the answer."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        """Keep both."""
        self.status, self.why = status, why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Opened:
    """A seed that is edited."""

    seed: Seed
    """Its files."""
    file: Path
    """Its sidecar, which need not be there."""
    text: str
    """What the sidecar holds."""
    mark: bytes
    """The byte-order mark that it begins with, or nothing."""
    version: str
    """A digest of the sidecar's bytes; of a file that is not there, of none."""
    sidecar: Sidecar
    """What is said beside the text, in its header too."""
    briefing: Briefing
    """As the parser finds it, without corrections."""


class Editor:
    """Reads and changes the sidecars of one site."""

    def __init__(self, settings: Path, desk: Desk) -> None:
        """Take the site.

        Args:
            settings: its settings file.
            desk: which site the browser is shown.
        """
        self.file, self._desk = settings, desk

    @property
    def awaited(self) -> int:
        """Number of the first round that surely has a change made now."""
        return self._desk.begun + 1

    def page(self, path: str) -> dict[str, Any]:
        """Return what a browser needs to edit a page.

        Args:
            path: the page's address under the site's root: `briefings/flood/`.

        Raises:
            RefusedError: it is the page of no seed, or the seed cannot be read.
        """
        return page_state(self._open(path))

    def change(self, path: str, version: str, change: Mapping[str, Any]) -> str:
        """Make a change to the sidecar of a page, and return the sidecar's new version.

        Args:
            path: the page's address under the site's root.
            version: of the sidecar, as the browser knows it.
            change: `table` with `values` and `item` (an id), or `key` with `value`, `order` (ids;
                none takes it back), `remove` (a line).

        Raises:
            RefusedError: the file changed meanwhile, or the change fits nothing or breaks something.
        """
        opened = self._open(path)
        if opened.version != version:
            raise self._conflict(opened)
        try:
            text = _changed(opened, change)
        except (BriefingError, FactboxError, NotChangedError) as error:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
        self._prove(opened, text)
        data = opened.mark + text.encode() if text.strip() else b""
        try:
            write_whole(opened.file, data, opened.mark + opened.text.encode())
        except ChangedError:
            raise self._conflict(opened) from None
        if not data:
            opened.file.unlink()
        return _digest(data)

    def _conflict(self, opened: Opened) -> RefusedError:
        """Return the answer for a file that is not as the browser knows it."""
        why = f"{opened.seed.shown_sidecar} was changed meanwhile; look at the page again before you change it"
        return RefusedError(HTTPStatus.CONFLICT, why)

    def _prove(self, opened: Opened, text: str) -> None:
        """Refuse a text that says something wrong which the old one did not say."""
        place = opened.seed.shown_sidecar
        _, before, old = read_toml(opened.text.encode(), place)
        _, after, new = read_toml(text.encode(), place)
        faults = [str(error) for error in new] if len(new) > len(old) else []
        known = {error.wrong for error in apply_edits(opened.briefing, before)[1]}
        faults += [str(error) for error in apply_edits(opened.briefing, after)[1] if error.wrong not in known]
        if faults:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, faults[-1])

    def _open(self, path: str) -> Opened:
        """Return the seed of a page with its sidecar and briefing."""
        settings = self.settings()
        seed = self._seed(path, settings)
        file = seed.file.with_suffix(".toml")
        data = file.read_bytes() if file.is_file() else b""
        try:
            text = data.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, f"{seed.shown_sidecar} is no UTF-8") from None
        entry, errors = read_entry(seed, settings)
        if entry is None:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(errors[0]))
        try:
            told = entry.sidecar.metadata
            briefing = read_briefing(entry.data, path=seed.path, metadata=told, options=options_of(settings))
        except FactboxError as error:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        return Opened(seed, file, text, mark, _digest(data), entry.sidecar, briefing)

    def _seed(self, path: str, settings: Settings) -> Seed:
        """Return the seed that a page was made of, as the JSON beside the page says."""
        folder = self._desk.folder
        path = path.replace("\0", "").encode("utf-8", "replace").decode()
        save_as = f"{path}index.html" if path.endswith("/") or not path else path
        place = (folder / file_beside(save_as, "briefing.json")).resolve() if folder else None
        if folder and place and not place.is_relative_to(folder.resolve()):
            raise RefusedError(HTTPStatus.FORBIDDEN, f"{path} leads out of the site")
        try:
            source = json.loads(place.read_bytes() if place else b"")["source"]["path"]
        except (OSError, ValueError, KeyError, TypeError):
            raise RefusedError(HTTPStatus.NOT_FOUND, f"{path or '/'} is the page of no seed") from None
        seeds, errors = find_seeds(settings.seeds)
        found = next((seed for seed in seeds if seed.path == source), None)
        if found is None:
            shown = PurePosixPath(settings.seeds.name, source)
            for error in errors:
                if error.place in {str(shown), str(shown.with_suffix(".toml"))}:
                    raise RefusedError(HTTPStatus.FORBIDDEN, str(error))
            raise RefusedError(HTTPStatus.NOT_FOUND, f"{source} is no seed any more")
        return found

    def settings(self) -> Settings:
        """Return the plugin's settings as the site has them now."""
        try:
            return read_settings(absolute(run_settings(self.file), self.file))
        except (SettingsFileError, BriefingError, TypeError, ValueError) as error:  # the last two: a folder is no path
            why = f"{self.file.name} cannot be read: {error}"
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, why) from error


def _changed(opened: Opened, change: Mapping[str, Any]) -> str:
    """Return a sidecar's text with a change."""
    if isinstance(change.get("remove"), int):
        return without_entry(opened.text, change["remove"])
    if isinstance(change.get("order"), list):
        return with_key(opened.text, "order", [_words(opened, str(name))[1] for name in change["order"]] or None)
    if "key" in change:
        key, value = str(change["key"]), str(change.get("value", "")).strip()
        if value:
            checked(key, from_text(key, value), opened.seed.shown_sidecar)
        return with_key(opened.text, key, from_text(key, value) if value else None)
    table, values = str(change.get("table")), change.get("values") or {}
    if table not in TABLES or not isinstance(values, dict):
        raise NotChangedError(f"{table} is no table; expected one of {', '.join(TABLES)}")
    entry: dict[str, Any] = {}
    if change.get("item"):
        kind, words, near = _words(opened, str(change["item"]))
        entry = {"about": words} if table == "note" else {"text": words}
        entry |= {"near": near} if near else {}
        entry |= {"kind": kind} if table in KINDED else {}
    for key, value in values.items():
        typed = " ".join(str(value).split())
        if typed:
            entry[str(key)] = _value(table, str(key), typed)
    return with_entry(opened.text, table, entry)


def _words(opened: Opened, name: str) -> tuple[str, str, str]:
    """Return the kind and the words that name an item, and words beside it where it takes them."""
    found = words_for(opened.briefing, name)
    if found is None:
        raise NotChangedError(
            f"{name} has the words of another item, or was put in by an editor; change it in the file"
        )
    return found


def _value(table: str, key: str, typed: str) -> Any:  # noqa: ANN401 - each field has its own form
    """Return what was typed for a field, in the form that the file has for it; as it is where it has none."""
    form = TABLES[table][key].form if key in TABLES[table] else "text"
    try:
        return _FORMS.get(form, str)(typed)
    except ValueError:
        return typed


def _number(typed: str) -> float:
    """Return a number, whole where it is."""
    number = float(typed)
    return int(number) if number.is_integer() else number


def _day(typed: str) -> dt.date:
    """Return a day."""
    return dt.date.fromisoformat(typed)


def _coordinates(typed: str) -> list[float]:
    """Return latitude and longitude: "39.42, -9.51"."""
    return [float(part) for part in typed.split(",")]


_FORMS: Mapping[str, Any] = {"number": _number, "day": _day, "date": _day, "coordinates": _coordinates}


def _digest(data: bytes) -> str:
    """Return a digest of a file."""
    return hashlib.sha256(data).hexdigest()
