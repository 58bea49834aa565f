"""A backup: everything in one SQLite file, made while the dashboard runs, verified, restorable."""

import datetime as dt
import re
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dashboard.core.people import DASHBOARD, Signature
from dashboard.core.upkeep import UpkeepKind
from dashboard.errors import BrokenHistoryError, ChangeRefusedError, SetupError
from dashboard.store.addresses import file_url
from dashboard.store.backup import copy_everything, is_empty
from dashboard.store.engine import Store, open_store
from dashboard.usecases.upkeep.drafts import draft_beside
from dashboard.usecases.upkeep.noting import note_upkeep

# What a scheduled backup is called, by which it is known when it is old.
_NAMED = re.compile(r"dashboard-\d{4}-\d\d-\d\dT\d{4}\.sqlite3")


@dataclass(frozen=True)
class Copied:
    """What was copied: the history's entries, the hash of the last, and the size of the file."""

    entries: int
    head: str
    size_bytes: int


@dataclass(frozen=True)
class Kept:
    """A backup among others: its file, what was copied, and how many older ones were removed."""

    file: Path
    copied: Copied
    removed: int


def back_up(store: Store, file: Path, *, replace: bool = False) -> Copied:
    """Write everything of one moment into a new SQLite file, while others go on writing.

    The file appears only when it is whole and verified, so there is never half a backup.

    Raises:
        ChangeRefusedError: if the file is there and is not to be replaced, or is a database in
            use, or if there is nothing to back up.
        SetupError: if its folder cannot be written.
        BrokenHistoryError: if the history or a record is not as it was written.
        NotAllowedError: unless every room is open.
    """
    store.admission.require(None)
    _require_free(store, file, replace)
    try:
        copied = _written(store, file)
    except BrokenHistoryError:
        _note_failure(store, "Refused: the history is not whole.")
        raise
    except SetupError:
        _note_failure(store, f"{file.name} could not be written.")
        raise
    # The name alone: whoever reads it need not know where the operator keeps backups.
    note_upkeep(store, UpkeepKind.BACKUP, f"{file.name}, {copied.entries:,} entries, verified.")
    return copied


def back_up_into(store: Store, folder: Path, keep: int, now: dt.datetime) -> Kept:
    """Write a backup into a folder, named by its minute, and remove the oldest of those beyond.

    Only files of that naming are removed, never the new one, and none before it is verified.

    Raises:
        ChangeRefusedError: if there is nothing to back up, or one was made in this minute.
        SetupError: if the folder cannot be written, or an old backup cannot be removed.
        BrokenHistoryError: if the history or a record is not as it was written.
    """
    if not folder.is_dir():
        # Perhaps a disk that is not mounted tonight: whoever watches over it has to learn of it.
        _note_failure(store, f"{folder.name} is no folder.")
        raise SetupError(f"{folder.name} is no folder: make it first, or name another.")
    file = folder / f"dashboard-{now.astimezone(dt.UTC):%Y-%m-%dT%H%M}.sqlite3"
    copied = back_up(store, file)
    return Kept(file, copied, _remove_oldest(file, keep))


def _note_failure(store: Store, outcome: str) -> None:
    note_upkeep(store, UpkeepKind.BACKUP, outcome, sound=False)


def _remove_oldest(newest: Path, keep: int) -> int:
    """Remove all but so many backups, the new one included; return how many were removed."""
    beside = newest.parent.iterdir()
    # By name, in which the moment stands: the time of a file changes when it is copied.
    others = sorted(
        each for each in beside if _NAMED.fullmatch(each.name) and each.name != newest.name
    )
    surplus = [each for each in others[: max(0, len(others) - keep + 1)] if each.is_file()]
    try:
        for each in surplus:
            each.unlink()
    except OSError as error:
        raise SetupError(
            f"{newest.name} was written, and an older backup cannot be removed "
            f"({error.strerror}): see who may write in the folder."
        ) from error
    return len(surplus)


def _written(store: Store, file: Path) -> Copied:
    with draft_beside(file) as folder:
        draft = folder / file.name
        with closing(open_store(file_url(draft))) as copy:
            entries, head = _copied_into(store, copy)
            copy.database.become_one_file()
        size = draft.stat().st_size
        draft.replace(file)
    return Copied(entries, head, size)


def restore(store: Store, file: Path) -> Copied:
    """Copy everything of a backup into an empty database, of whichever kind.

    The backup is left as it is, one of an older version too.

    Raises:
        ChangeRefusedError: if the database holds something already.
        SetupError: if the file cannot be read or is no backup.
        BrokenHistoryError: if the history or a record is not as it was written; nothing is stored.
        NotAllowedError: unless every room is open.
    """
    store.admission.require(None)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(_opened(file, Path(folder))) as source,
    ):
        entries, head = _copied_into_empty(source, store, file.name)
    note_upkeep(store, UpkeepKind.RESTORE, f"{file.name}, {entries:,} entries, verified.")
    return Copied(entries, head, file.stat().st_size)


def _copied_into_empty(source: Store, store: Store, name: str) -> tuple[int, str]:
    with source.reading() as read, store.writing(_by_itself()) as written:
        if is_empty(read):
            raise ChangeRefusedError(f"{name} holds nothing: name another.")
        if not is_empty(written):
            raise ChangeRefusedError(
                f"The database holds something already, and {name} goes into an empty one only: "
                "name a new database with DATABASE_URL."
            )
        return copy_everything(read, written)


def _by_itself() -> Signature:
    # Nothing is recorded under it: a copy has the history of what was copied.
    return Signature(DASHBOARD, dt.datetime.now(tz=dt.UTC))


def _require_free(store: Store, file: Path, replace: bool) -> None:
    own = store.database.file
    if own and own.resolve() == file.resolve():
        raise ChangeRefusedError(f"{file.name} is the database itself: name another file.")
    _require_not_in_use(file)
    if file.exists() and not (replace and file.is_file()):
        raise ChangeRefusedError(
            f"{file.name} is there already: name another file, or replace it with --replace."
        )


def _require_not_in_use(file: Path) -> None:
    # What stands beside a database that is open holds changes that the file itself lacks.
    if file.with_name(f"{file.name}-wal").exists():
        raise ChangeRefusedError(f"{file.name} is a database in use: name another file.")


def _copied_into(store: Store, copy: Store) -> tuple[int, str]:
    with store.reading() as read, copy.writing(_by_itself()) as written:
        if is_empty(read):
            raise ChangeRefusedError(
                "The database holds nothing, so there is nothing to back up: check DATABASE_URL."
            )
        return copy_everything(read, written)


def _opened(file: Path, folder: Path) -> Store:
    _require_not_in_use(file)
    try:
        copy = Path(shutil.copyfile(file, folder / "backup.sqlite3"))
    except OSError as error:
        raise SetupError(f"{file.name} cannot be read ({error.strerror}): name another.") from error
    try:
        return open_store(file_url(copy))
    except SetupError as error:
        reason = "is damaged, no backup, or of a newer version of the dashboard"
        raise SetupError(f"{file.name} {reason}: name another.") from error
