"""A bundle: the whole database as CSV files that anything can read, and back with nothing lost."""

import csv
import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.definitions.catalogue import DATA_FOLDER
from dashboard.definitions.data_dictionary import load_data_dictionary
from dashboard.definitions.loader import validated
from dashboard.errors import BrokenHistoryError, ChangeRefusedError, DefinitionError
from dashboard.store import bundle
from dashboard.store.backup import is_empty
from dashboard.store.engine import Store, open_store
from dashboard.usecases.upkeep.backup import copied_into_empty
from dashboard.usecases.upkeep.drafts import draft_beside

MANIFEST, DICTIONARY = "manifest.json", "data-dictionary.csv"
_MEANINGS = DATA_FOLDER / "definitions" / "data_dictionary.toml"
_FORMAT = "youth justice board dashboard, whole database"
_HOW_TO_READ = (
    "Every table is a CSV file in UTF-8; data-dictionary.csv says what each column means.",
    "An empty cell is an absent value; in a text column that is never absent it is an empty text.",
    "An apostrophe at the beginning of a text is not part of it: it keeps spreadsheets from "
    "running the text as a formula, and tells an empty text from an absent one.",
    "Moments are in UTC. Attached files lie in the folder files, each under its SHA-256.",
    "Small numbers stand here as they were loaded: keep this folder as you keep the database.",
)
_BYTES_AT_ONCE = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself: its version, its rows by table, the SHA-256 of each file.

    `version` is that of the tables; `entries` and `head` are the number and the hash of the last
    entry of the history.
    """

    format: str
    version: str
    written_at: dt.datetime
    entries: int
    head: str
    rows: Mapping[str, int]
    sha256: Mapping[str, str]
    how_to_read: tuple[str, ...] = ()


def export_bundle(store: Store, folder: Path, at: dt.datetime) -> Manifest:
    """Write everything of one moment into a new folder, while others go on writing.

    The folder appears only when it is whole, so there is never half a bundle.

    Raises:
        ChangeRefusedError: if there is something in the folder already, or nothing to export.
        SetupError: if the folder cannot be written.
        BrokenHistoryError: if the history or a record is not as it was written.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise ChangeRefusedError(f"{folder.name} is there already: name a new folder.")
    with draft_beside(folder) as draft:
        with store.reading() as held:
            if is_empty(held):
                raise ChangeRefusedError(
                    "The database holds nothing, so there is nothing to export: check DATABASE_URL."
                )
            entries, head = held.verify()
            rows = bundle.write_tables(held, draft)
        _write_dictionary(draft / DICTIONARY)
        found = Manifest(
            _FORMAT, bundle.version(), at, entries, head, rows, _checksums(draft), _HOW_TO_READ
        )
        _write_manifest(draft / MANIFEST, found)
        _take_place(draft, folder)
    return found


def load_bundle(store: Store, folder: Path) -> Manifest:
    """Load a bundle into an empty database, of whichever kind, and return what it says of itself.

    One that an earlier version wrote is brought up to date on the way.

    Raises:
        ChangeRefusedError: if the database holds something already, or the bundle lacks a file, or
            one is not as it was written, or it comes from a newer version; nothing is stored.
        BrokenHistoryError: if the history or a record is not as it was written; nothing is stored.
    """
    manifest = _manifest(folder)
    _require_whole(folder, manifest)
    with tempfile.TemporaryDirectory() as name:
        staged = Path(name) / "bundle.sqlite3"
        bundle.stage(folder, manifest.version, manifest.rows, staged)
        with closing(open_store(f"sqlite:///{staged}")) as source:
            _require_head(source, manifest)
            copied_into_empty(source, store, "the bundle")
    return manifest


def dictionary_rows() -> Iterator[tuple[str, ...]]:
    """Yield a row for each column of each table: what it holds, whether it may be absent, its unit.

    Raises:
        DefinitionError: if a column has no meaning.
    """
    meanings = load_data_dictionary(_MEANINGS)
    for table, column, kind, may_be_absent in bundle.columns():
        if column not in meanings.get(table, {}):
            where = f"tables.{table}.{column}"
            raise DefinitionError.at(_MEANINGS.name, where, "has no meaning", "write one")
        found = meanings[table][column]
        yield table, column, kind, may_be_absent, found.meaning, found.unit


def _write_dictionary(path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow(("table", "column", "type", "may be absent", "meaning", "unit"))
        lines.writerows(dictionary_rows())


def _write_manifest(path: Path, manifest: Manifest) -> None:
    plain = {**vars(manifest), "written_at": manifest.written_at.isoformat()}
    path.write_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _manifest(folder: Path) -> Manifest:
    try:
        found: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ChangeRefusedError(
            f"{folder.name} holds no {MANIFEST} that can be read, so it is no bundle: name a "
            "folder that export wrote."
        ) from error
    try:
        manifest = validated(found, Manifest, MANIFEST)
    except (DefinitionError, TypeError) as error:
        raise _refused(f"{MANIFEST} is not as it was written ({error})") from error
    if manifest.format != _FORMAT:
        raise ChangeRefusedError(f"{folder.name} is a bundle of something else: name another.")
    return manifest


def _require_whole(folder: Path, manifest: Manifest) -> None:
    tables = [f"{table}.csv" for table in manifest.rows]
    for name in dict.fromkeys([*tables, *manifest.sha256]):
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            raise _refused(f"{name} is missing from it")
        if manifest.sha256.get(name) != _sha256(path):
            raise _refused(f"{name} is not as it was written")


def _require_head(source: Store, manifest: Manifest) -> None:
    with source.reading() as held:
        if held.history_head() != (manifest.entries, manifest.head):
            raise BrokenHistoryError(
                "The history of the bundle does not end as its manifest says: find out who had it "
                "in hands, and export it again."
            )


def _refused(wrong: str) -> ChangeRefusedError:
    return ChangeRefusedError(
        f"The bundle was refused and nothing was stored: {wrong}; copy the whole folder again."
    )


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _take_place(draft: Path, folder: Path) -> None:
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
