"""A SQLite file that is taken away while it is open: no change is acknowledged, and all say so."""

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from dashboard.core.register.actions import Action
from dashboard.errors import UnusableDatabaseError
from dashboard.store.engine import open_store
from dashboard.store.faults import MOVED, OVERWRITTEN
from dashboard.usecases.upkeep.backup import back_up
from tests.history_factories import action, added, signature
from tests.refusals import operator_told
from tests.stored import records_in

NAME = "board.sqlite3"


@pytest.fixture
def file(tmp_path):
    """Where a database is, in a folder whose name an address must not take for its own signs."""
    return tmp_path / "a %41?b" / NAME


@pytest.fixture
def store(sqlite, file, monkeypatch):
    file.parent.mkdir()
    with sqlite.empty() as empty:
        shutil.copyfile(empty.removeprefix("sqlite:///"), file)
    # Such a name does not go into an address, but a path from here does.
    monkeypatch.chdir(file.parent)
    opened = open_store(f"sqlite:///{NAME}")
    added(opened, action())
    yield opened
    opened.close()


def log(file):
    return file.with_name(f"{NAME}-wal")


def replace_by_a_copy(path):
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


TAKEN = {
    "it is deleted": Path.unlink,
    "it is renamed": lambda file: file.rename(file.with_name("other")),
    "another takes its name": replace_by_a_copy,
    "a folder takes its name": lambda file: (file.unlink(), file.mkdir()),
    "its folder is renamed": lambda file: file.parent.rename(file.parent.with_name("other")),
    "its folder is deleted": lambda file: shutil.rmtree(file.parent),
    "its log is deleted": lambda file: log(file).unlink(),
    "another takes the name of its log": lambda file: replace_by_a_copy(log(file)),
}


@contextmanager
def refused(name=NAME):
    with operator_told(rf"{NAME} cannot be used \({name}.* was moved.*: put back") as told:
        yield
    assert str(told.value) == MOVED.sentence


@pytest.mark.parametrize("take", TAKEN.values(), ids=TAKEN)
def test_nothing_is_stored_or_shown_and_everything_says_so_after(take, file, store):
    assert store.trouble() is None
    take(file)
    left = sorted(file.parent.glob("*"))

    with refused():
        added(store, action(id="a2"))
    with refused():
        records_in(store)
    assert store.trouble() == MOVED.sentence
    assert sorted(file.parent.glob("*")) == left


def test_a_change_in_the_middle_of_which_the_file_goes_is_not_acknowledged(file, store):
    with refused(), store.writing(signature()) as work:
        work.add(action(id="a2"))
        file.rename(file.with_name("other"))

    file.with_name("other").rename(file)
    assert set(records_in(store).of(Action)) == {"a1"}


def test_once_the_file_is_put_back_all_goes_on(file, store):
    file.rename(file.with_name("other"))
    assert store.trouble() == MOVED.sentence
    file.with_name("other").rename(file)

    assert store.trouble() is None
    added(store, action(id="a2"))
    assert set(records_in(store).of(Action)) == {"a1", "a2"}


@pytest.mark.parametrize("take", [Path.unlink, replace_by_a_copy])
def test_no_further_connection_is_to_a_new_or_another_file(take, file, store):
    with store.database.engine.connect():
        take(file)
        there = file.exists()
        with pytest.raises(Exception, match=r"unable to open database file|not where it was"):
            store.database.engine.connect()

    assert file.exists() is there


def test_further_connections_are_to_the_same_file_whatever_its_name_has_in_it(file, store):
    with store.reading(), store.reading() as held:
        assert set(held.records().of(Action)) == {"a1"}
    assert file.exists()


def test_a_new_start_finds_all_that_was_acknowledged_before_the_log_was_deleted(file, store):
    log(file).unlink()
    store.close()

    opened = open_store(f"sqlite:///{NAME}")
    assert set(records_in(opened).of(Action)) == {"a1"}
    opened.close()


def written_through(file):
    """Have what was stored so far written into the file itself, as happens now and then."""
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("PRAGMA wal_checkpoint").fetchone()[0] == 0


def added_at_length(store, *ids):
    added(store, *(action(id=one, title="Train staff " * 20_000) for one in ids))


@pytest.fixture
def backup(tmp_path, store):
    """A backup of the open database, which goes on to change."""
    made = tmp_path / "backup"
    back_up(store, made)
    added(store, action(id="a2"))
    return made


@contextmanager
def refused_for_good():
    with operator_told(rf"{NAME} cannot be used \(it was overwritten.*: stop the dash") as told:
        yield
    assert str(told.value) == OVERWRITTEN.sentence


@pytest.mark.parametrize("later", [lambda _: None, written_through])
def test_a_backup_that_is_copied_over_the_open_file_is_noticed_until_a_new_start(
    later, file, store, backup
):
    """Pages would be a mixture of the two."""
    later(file)
    was = file.read_bytes()
    shutil.copyfile(backup, file)

    with refused_for_good():
        records_in(store)
    file.write_bytes(was)
    with refused_for_good():
        added(store, action(id="a3"))
    assert store.trouble() == OVERWRITTEN.sentence


def test_a_larger_backup_is_noticed_too(file, store, tmp_path):
    added_at_length(store, "long")
    back_up(store, tmp_path / "larger")
    shutil.copyfile(tmp_path / "larger", file)

    with refused_for_good():
        records_in(store)


def test_what_is_copied_over_it_in_the_middle_of_a_change_is_noticed(file, store, backup):
    with refused_for_good(), store.writing(signature()) as work:
        work.add(action(id="a3"))
        shutil.copyfile(backup, file)


def test_any_smaller_file_that_is_copied_over_it_is_noticed(file, store, tmp_path):
    older = shutil.copyfile(file, tmp_path / "older")
    added_at_length(store, "long")
    written_through(file)
    assert store.trouble() is None
    shutil.copyfile(older, file)

    with refused_for_good():
        records_in(store)


def test_what_the_database_writes_into_its_own_file_is_no_overwriting(file, store):
    before = file.stat().st_size
    for turn in ("b", "c"):
        with closing(open_store(f"sqlite:///{NAME}")) as other:
            added_at_length(other, f"{turn}1")
            written_through(file)
            added_at_length(store, f"{turn}2")
        assert store.trouble() is None

    assert set(records_in(store).of(Action)) == {"a1", "b1", "b2", "c1", "c2"}
    assert file.stat().st_size > before


def test_a_link_that_is_laid_to_another_file_is_noticed(tmp_path):
    link, first, second = (tmp_path / name for name in (NAME, "first", "second"))
    first.touch()
    second.touch()
    os.symlink(first, link)
    opened = open_store(f"sqlite:///{link}")
    added(opened, action())
    link.unlink()
    os.symlink(second, link)

    with pytest.raises(UnusableDatabaseError):
        added(opened, action(id="a2"))
    opened.close()
