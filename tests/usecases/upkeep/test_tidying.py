"""What has had its time is deleted, and nothing else; what was done is noted."""

import datetime as dt
import logging
from dataclasses import replace

from sqlalchemy import insert, select

from dashboard.core.people import Role
from dashboard.core.reads import Read, ReadKind
from dashboard.core.upkeep import UpkeepKind
from dashboard.settings import Settings
from dashboard.store import reads, upkeep
from dashboard.store.engine import open_store
from dashboard.store.tables import sign_ins
from dashboard.usecases.upkeep.noting import note_upkeep
from dashboard.usecases.upkeep.reads import who_read
from dashboard.usecases.upkeep.tidying import tidy
from tests.databases import on_both_databases
from tests.history_factories import action, added
from tests.people_factories import AT, actor
from tests.stored import tokens_in

KEPT = Settings(reads_kept_days=10, sign_ins_kept_days=5, session_hours=12)
READ = Read(AT, "ann", "Ann Lee", "hertfordshire", ReadKind.PAGE, "Case audits")
# Of each session: how many days ago somebody was seen, and how many days ago it ended.
SESSIONS = {"goes on": (0, None), "left": (9, None), "ended": (9, 4), "long ended": (9, 6)}


def days_ago(days):
    return None if days is None else AT - dt.timedelta(days=days)


@on_both_databases
def test_only_reads_and_sessions_older_than_the_settings_say_are_deleted(empty_store):
    added(empty_store, action())
    before = tokens_in(empty_store)
    for days in (11, 9):
        reads.note(empty_store, replace(READ, at=days_ago(days)))
    rows = [
        {"key": key, "person": "ann", "begun_at": days_ago(9)}
        | {"seen_at": days_ago(seen), "ended_at": days_ago(ended)}
        for key, (seen, ended) in SESSIONS.items()
    ]
    with empty_store.database.writing() as connection:
        connection.execute(insert(sign_ins), rows)

    done = tidy(empty_store, KEPT, AT)

    with empty_store.database.reading() as connection:
        assert set(connection.scalars(select(sign_ins.c.key))) == {"goes on", "ended"}
    assert (done.reads, done.sign_ins) == (1, 2)
    assert done.words == (
        "1 read older than 10 days and 2 sessions that ended more than 5 days ago were deleted."
    )
    assert len(who_read(empty_store, actor(Role.CHAIR), "hertfordshire").reads) == 1
    assert tokens_in(empty_store) == before
    with empty_store.reading() as held:
        assert upkeep.last_of_each(held)[UpkeepKind.TIDY, True].outcome == done.words


def test_what_was_done_is_no_failure_only_because_it_cannot_be_noted(
    empty_store, empty_database_url, caplog
):
    impatient = open_store(empty_database_url, wait_seconds=0.05)

    with empty_store.database.writing(), caplog.at_level(logging.WARNING):
        note_upkeep(impatient, UpkeepKind.BACKUP, "written")

    impatient.close()
    assert "The backup could not be noted" in caplog.text
