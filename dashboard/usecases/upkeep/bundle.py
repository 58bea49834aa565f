"""A bundle: the whole database as CSV files that anything can read."""

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.definitions.catalogue import DATA_FOLDER
from dashboard.definitions.data_dictionary import load_data_dictionary
from dashboard.errors import ChangeRefusedError, DefinitionError
from dashboard.store import bundle
from dashboard.store.backup import is_empty
from dashboard.store.engine import Store
from dashboard.store.versions import newest_version
from dashboard.usecases.upkeep.drafts import draft_beside

_MANIFEST, _DICTIONARY = "manifest.json", "data-dictionary.csv"
_MEANINGS = DATA_FOLDER / "definitions" / "data_dictionary.toml"
_FORMAT = "youth justice board dashboard, whole database"
_HOW_TO_READ = (
    "Every table is a CSV file in UTF-8; data-dictionary.csv says what each column means.",
    "An empty cell is an absent value; in a text column that is never absent it is an empty text.",
    "An apostrophe at the beginning of a text is not part of it. It keeps spreadsheets from "
    "running the text as a formula. Alone in its cell it is an empty text.",
    "Moments are in UTC. Attached files lie in the folder files, each under its SHA-256.",
    "Small numbers stand here as they were loaded: keep this folder as you keep the database.",
)


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
    how_to_read: tuple[str, ...]


def export_bundle(store: Store, folder: Path, at: dt.datetime) -> Manifest:
    """Write everything of one moment into a new folder, while others go on writing.

    The folder appears only when it is whole, so there is never half a bundle.

    Raises:
        ChangeRefusedError: if there is something in the folder already, or nothing to export.
        SetupError: if the folder cannot be written.
        BrokenHistoryError: if the history or a record is not as it was written.
        NotAllowedError: unless every room is open.
    """
    store.admission.require(None)
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
        _write_dictionary(draft / _DICTIONARY)
        found = Manifest(
            _FORMAT, newest_version(), at, entries, head, rows, _checksums(draft), _HOW_TO_READ
        )
        _write_manifest(draft / _MANIFEST, found)
        _take_place(draft, folder)
    return found


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
