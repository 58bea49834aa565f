"""A backup holds everything of one moment in one file, and can be restored into either database."""

import datetime as dt
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from dashboard.core.register.actions import Action
from dashboard.core.upkeep import UpkeepKind
from dashboard.errors import BrokenHistoryError, ChangeRefusedError, SetupError
from dashboard.store.engine import open_store
from dashboard.store.upkeep import last_of_each
from dashboard.store.writing import Writing
from dashboard.usecases.upkeep.backup import back_up, back_up_into, restore
from dashboard.usecases.upkeep.history import verify
from dashboard.usecases.upkeep.noting import note_upkeep
from tests.databases import on_both_databases
from tests.figures_factories import provenance
from tests.history_factories import action, added
from tests.lists_factories import add_target, supplied_list, targets_held
from tests.people_factories import signature
from tests.store.older_databases import migrate_to
from tests.stored import add_edition, editions_in, figures_in, records_in
from tests.whole_databases import WHATEVER, copied, everything, fill, store_whatever


@pytest.fixture
def filled(own_store):
    return fill(own_store)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup of May.sqlite3"


@on_both_databases
@pytest.mark.parametrize("target_kind", ["sqlite", "postgresql"])
def test_everything_is_the_same_after_a_backup_and_a_restore(filled, file, target_kind, request):
    before = copied(filled)
    made = back_up(filled, file)
    with request.getfixturevalue(target_kind).empty() as url, closing(open_store(url)) as again:
        restored = restore(again, file)

        assert copied(again) == before
        assert (restored.entries, restored.head) == (made.entries, made.head) == verify(filled)
        assert verify(again) == verify(filled)
        assert_it_goes_on(again)
    assert made.size_bytes == file.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("source_kind", "target_kind"), [("sqlite", "postgresql"), ("postgresql", "sqlite")]
)
def test_whatever_is_stored_comes_back_exactly(source_kind, target_kind, request, tmp_path_factory):
    source, target = (request.getfixturevalue(kind) for kind in (source_kind, target_kind))

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(WHATEVER)
    def comes_back(given_values):
        file = tmp_path_factory.mktemp("whatever") / "backup.sqlite3"
        with source.empty() as url, closing(open_store(url)) as store:
            store_whatever(store, *given_values)
            before = copied(store)
            back_up(store, file)
        with target.empty() as url, closing(open_store(url)) as again:
            restore(again, file)
            assert copied(again) == before

    comes_back()


def assert_it_goes_on(store):
    """What is added next gets numbers of its own, and is chained to what was restored."""
    editions, held = set(editions_in(store)), set(targets_held(store))
    frame = figures_in(store, _indicator()).table.head(1).assign(indicator="first-time-entrants")
    added(store, action(id="a9"))
    with store.database.writing() as connection:
        number = int(add_target(connection).id)
        Writing(connection, signature()).add(supplied_list(id="2"))
    edition = add_edition(store, "own.csv", provenance(), frame.drop(columns="edition_id"))
    assert number not in held
    assert edition not in editions
    assert verify(store)[0] == 11


def _indicator():
    from tests.figures_factories import INDICATORS

    return INDICATORS["first-time-entrants"]


def test_a_backup_is_one_file_that_opens_as_a_database(filled, file):
    back_up(filled, file)

    assert [path.name for path in file.parent.iterdir() if "backup" in path.name] == [file.name]
    with closing(open_store(f"sqlite:///{file}")) as opened:
        assert records_in(opened).of(Action)["a1"].owner == "p1"


@on_both_databases
def test_it_shows_one_moment_however_much_is_written_meanwhile(filled, file):
    with filled.database.reading() as connection:
        connection.execute(text("SELECT count(*) FROM records"))
        back_up(filled, file)
        added(filled, action(id="later"))

    assert verify(filled)[0] == 9
    with closing(open_store(f"sqlite:///{file}")) as opened:
        assert verify(opened)[0] == 8


def test_a_file_that_is_there_is_kept_unless_it_is_to_be_replaced(filled, file):
    file.write_text("the minutes", encoding="utf-8")

    with pytest.raises(ChangeRefusedError, match=r"is there already: .*--replace"):
        back_up(filled, file)
    assert file.read_text(encoding="utf-8") == "the minutes"

    assert back_up(filled, file, replace=True).entries == 8


def test_a_folder_that_is_not_there_is_one_sentence(filled, file):
    with pytest.raises(SetupError, match="cannot be written"):
        back_up(filled, file.parent / "none" / "b.sqlite3")

    assert failure_of(filled) == "b.sqlite3 could not be written."


@pytest.mark.parametrize("name", ["a%41", "what?", "no #1", "?mode=memory", "100%", "a%2Fb"])
def test_a_folder_or_file_of_any_name_takes_a_backup_and_gives_it_back(
    filled, empty_store, tmp_path, monkeypatch, name
):
    folder = tmp_path / name
    folder.mkdir()
    # Where a backup is opened to be restored.
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    made = back_up(filled, folder / name)
    assert kept(filled, folder, 1, 5).file.name == named(5)

    restored = restore(empty_store, folder / name)

    assert (restored.entries, restored.head) == (made.entries, made.head)
    assert names_of(folder) == sorted([name, named(5)])
    assert names_of(tmp_path) == [name]


def failure_of(store):
    """What is noted of the last backup, which failed."""
    with store.reading() as held:
        (*_, last) = last_of_each(held).values()
    assert (last.kind, last.sound) == (UpkeepKind.BACKUP, False)
    return last.outcome


def test_a_folder_is_not_replaced(filled, file):
    with pytest.raises(ChangeRefusedError, match="is there already"):
        back_up(filled, file.parent, replace=True)


def test_the_database_never_takes_the_place_of_itself(filled, own_database_url):
    own = Path(own_database_url.removeprefix("sqlite:///"))

    with (
        closing(open_store(f"sqlite:///file:{own}?uri=true")) as named_as_a_uri,
        pytest.raises(ChangeRefusedError, match="is the database itself"),
    ):
        back_up(named_as_a_uri, own, replace=True)
    with pytest.raises(ChangeRefusedError, match="is the database itself"):
        back_up(filled, own, replace=True)


def test_another_database_in_use_is_not_replaced_or_restored_from(filled, tmp_path):
    url = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    with closing(open_store(url)) as other:
        added(other, action())
        for deed in (back_up, restore):
            with pytest.raises(ChangeRefusedError, match="in use"):
                deed(filled, tmp_path / "other.sqlite3")


def test_an_empty_database_is_no_backup(empty_store, file):
    with pytest.raises(ChangeRefusedError, match="nothing to back up: check DATABASE_URL"):
        back_up(empty_store, file)

    assert list(file.parent.glob("*backup*")) == []


def test_a_history_that_is_not_whole_is_neither_backed_up_nor_restored(filled, empty_store, file):
    back_up(filled, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TRIGGER history_update_guard")
        connection.execute("UPDATE history SET who = 'Eve' WHERE number = 2")

    with pytest.raises(BrokenHistoryError, match="Entry 2 "):
        restore(empty_store, file)
    assert not any(everything(empty_store).values())
    with (
        closing(open_store(f"sqlite:///{file}")) as broken,
        pytest.raises(BrokenHistoryError, match="Entry 2 "),
    ):
        back_up(broken, file.with_name("again.sqlite3"))
    assert not file.with_name("again.sqlite3").exists()


@on_both_databases
def test_only_an_empty_database_is_restored_into(filled, file):
    back_up(filled, file)

    with pytest.raises(ChangeRefusedError, match="holds something already"):
        restore(filled, file)


@pytest.mark.parametrize("content", [None, b"a letter" * 900, b""])
def test_what_is_no_backup_is_one_sentence(empty_store, file, content):
    if content is not None:
        file.write_bytes(content)

    with pytest.raises((SetupError, ChangeRefusedError)) as refused:
        restore(empty_store, file)

    assert str(refused.value).startswith(file.name)
    assert str(file.parent) not in str(refused.value)


@on_both_databases
def test_a_backup_of_an_older_version_is_restored_and_left_as_it_is(empty_store, file):
    migrate_to(f"sqlite:///{file}", "0002")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO targets VALUES (7, 's', 'i', 'a', 1.5, 'u', '2018-01-01', '', "
            "'2018-01-01 00:00:00', 'Ann', NULL, 1)"
        )
    before = file.read_bytes()

    # The target is older than the history, so the migration adds it there.
    assert restore(empty_store, file).entries == 1

    assert list(targets_held(empty_store)) == [7]
    assert file.read_bytes() == before


def names_of(folder):
    return sorted(each.name for each in folder.iterdir())


def kept(store, folder, keep, minute):
    return back_up_into(store, folder, keep, dt.datetime(2026, 11, 21, 2, minute, tzinfo=dt.UTC))


def named(minute, day="21"):
    return f"dashboard-2026-11-{day}T02{minute:02}.sqlite3"


def test_of_scheduled_backups_the_newest_are_kept_and_no_other_file_is_touched(
    empty_store, tmp_path
):
    added(empty_store, action())
    others = ["board.sqlite3", "dashboard-2020-01-01.sqlite3", "x" + named(1, "01")]
    for name in (*others, named(1, "19"), named(1, "20"), named(1, "29")):
        (tmp_path / name).write_bytes(b"x")

    done = kept(empty_store, tmp_path, 2, 5)

    # The one of a later day was made under a clock that was put back since; it counts as newer.
    assert names_of(tmp_path) == sorted([*others, named(5), named(1, "29")])
    assert (done.file.name, done.removed) == (named(5), 2)
    assert kept(empty_store, tmp_path, 1, 6).removed == 2
    assert names_of(tmp_path) == sorted([*others, named(6)])


def test_no_old_backup_goes_before_the_new_one_is_verified(empty_store, tmp_path):
    added(empty_store, action())
    kept(empty_store, tmp_path, 1, 1)
    with empty_store.database.writing() as connection:
        connection.execute(text("DROP TRIGGER history_update_guard"))
        connection.execute(text("UPDATE history SET who = 'Eve'"))

    with pytest.raises(BrokenHistoryError):
        kept(empty_store, tmp_path, 1, 2)

    assert names_of(tmp_path) == [named(1)]
    assert failure_of(empty_store) == "Refused: the history is not whole."
    with empty_store.reading() as held:
        assert last_of_each(held)[UpkeepKind.BACKUP, True].outcome.startswith(named(1))


@pytest.mark.parametrize("place", ["none", "file"])
def test_where_no_backup_can_be_kept_it_is_one_sentence(empty_store, tmp_path, place):
    added(empty_store, action())
    (tmp_path / "file").write_bytes(b"x")

    with pytest.raises(SetupError, match=f"^{place} is no folder: make it first"):
        kept(empty_store, tmp_path / place, 3, 1)

    assert failure_of(empty_store) == f"{place} is no folder."


def test_a_database_of_which_only_its_upkeep_is_known_can_be_restored_into(empty_store, tmp_path):
    note_upkeep(empty_store, UpkeepKind.CHECK, "The history is whole: 0 entries.")
    with closing(open_store(f"sqlite:///{tmp_path / 'other.sqlite3'}")) as other:
        added(other, action())
        back_up(other, tmp_path / "b.sqlite3")

    assert restore(empty_store, tmp_path / "b.sqlite3").entries == 1
    with empty_store.reading() as held:
        assert set(last_of_each(held)) == {(UpkeepKind.RESTORE, True)}
