"""Records in the database: added once, changed from a known version, and never without history."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.core.board.meetings import Attendance, Meeting, Presence, WarningShown
from dashboard.core.board.national_reports import NationalReport
from dashboard.core.history import WHOLE, end_of
from dashboard.core.periods import PublicationDate
from dashboard.core.register.actions import Action, Update
from dashboard.core.register.follow_ups import Closing, FollowUp, Status
from dashboard.core.register.success_measures import MeasureKind, SuccessMeasure
from dashboard.core.rooms import EVERYWHERE
from dashboard.errors import ChangeRefusedError, ConflictError
from dashboard.store import history, records
from dashboard.store.writing import Writing
from tests.history_factories import (
    NOON,
    action,
    added,
    changed,
    evidence,
    signature,
    update,
)
from tests.stored import records_by, records_in


def entries(store):
    with store.database.reading() as connection:
        return list(history.entries(connection))


def held(store, kind=Action, record_id="a1"):
    with store.database.reading() as connection:
        return records.held(connection, EVERYWHERE, kind, record_id)


def test_what_is_added_comes_back_as_it_was_with_one_entry_that_holds_the_whole(empty_store):
    added(empty_store, action())

    assert held(empty_store) == (action(), 1)
    (entry,) = entries(empty_store)
    assert (entry.change.field, entry.change.before) == (WHOLE, None)
    assert json.loads(entry.change.after)["title"] == "Train staff"
    assert (entry.who, entry.person, entry.identity) == ("Ann", "ann", "identity not verified")


def test_a_second_submit_of_the_same_form_stores_nothing(empty_store):
    later = signature(at=NOON + dt.timedelta(seconds=3))
    with empty_store.database.writing() as connection:
        assert Writing(connection, signature()).add(update())
    with empty_store.database.writing() as connection:
        assert not Writing(connection, later).add(update(at=later.at))

    assert len(entries(empty_store)) == 1
    assert held(empty_store, Update, "u1") == (update(), 1)


def test_another_item_under_an_id_that_is_taken_is_refused(empty_store):
    added(empty_store, action())

    with pytest.raises(ChangeRefusedError, match="stored already: reload the page"):
        added(empty_store, action(title="Something else"))

    assert len(entries(empty_store)) == 1


def test_each_changed_field_has_its_entry_with_both_values_and_the_reason(empty_store):
    added(empty_store, action())

    assert changed(empty_store, action(due=dt.date(2027, 3, 31), owner="p1"))

    assert held(empty_store) == (action(due=dt.date(2027, 3, 31), owner="p1"), 2)
    told = {e.change.field: e.change for e in entries(empty_store)[1:]}
    assert set(told) == {"due", "owner"}
    assert (told["due"].before, told["due"].after) == ('"2027-01-31"', '"2027-03-31"')
    assert told["owner"].why == "Illness"


def test_a_change_that_changes_nothing_leaves_no_trace_even_from_an_old_version(empty_store):
    added(empty_store, action())
    changed(empty_store, action(title="Train everybody"))

    assert not changed(empty_store, action(title="Train everybody"), version=1)

    assert len(entries(empty_store)) == 2
    assert held(empty_store)[1] == 2


def test_a_conflict_carries_what_is_stored_and_says_who_changed_it_and_when(empty_store):
    added(empty_store, action())
    changed(empty_store, action(title="Train everybody"), who=signature("Bob"))

    with pytest.raises(ConflictError) as refused:
        changed(empty_store, action(title="Train nobody"), version=1)

    assert (refused.value.held, refused.value.version) == (action(title="Train everybody"), 2)
    assert "changed by Bob on 21 November 2026, 12:00 UTC, while you" in str(refused.value)
    assert len(entries(empty_store)) == 2


def test_what_is_not_there_or_is_never_changed_is_refused(empty_store):
    added(empty_store, update())

    for record in (action(), update(text="Other words")):
        with pytest.raises(ChangeRefusedError, match="cannot be changed"):
            changed(empty_store, record)


def test_a_failure_after_a_change_stores_neither_the_change_nor_its_entries(empty_store):
    added(empty_store, action())

    def change_much_and_fail():
        with empty_store.database.writing() as connection:
            Writing(connection, signature()).add(update())
            Writing(connection, signature()).change(action(title="Gone"), 1)
            records.add_file(connection, b"gone")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_much_and_fail()

    assert held(empty_store) == (action(), 1)
    assert held(empty_store, Update, "u1") is None
    assert len(entries(empty_store)) == 1


def test_a_record_of_every_shape_comes_back_as_it_was(empty_store):
    measure = SuccessMeasure(MeasureKind.AUDIT, "Victims", 80.5, baseline=69)
    closing = Closing(Status.CONFIRMED, dt.date(2027, 1, 1), "Cy", measured_to=dt.date(2026, 12, 1))
    given_records = (
        FollowUp("r1", "essex", measure=measure, closings=(closing,), indicators=("a", "b")),
        Meeting(
            "m1",
            "essex",
            dt.date(2026, 11, 21),
            attendance=(Attendance("Police", Presence.DEPUTY),),
            warnings=(WarningShown("w", "2017", '23% "above" <b>&amp;</b>'),),
        ),
        NationalReport("n1", "Victims", "HMI Probation", PublicationDate("2018-03"), drafts=("x",)),
        evidence(file_sha256="f" * 64),
    )
    added(empty_store, *given_records)

    stored = records_in(empty_store)

    assert [stored.of(type(one))[one.id] for one in given_records] == list(given_records)
    assert all(stored.version_of(one) == 1 for one in given_records)


def test_a_file_is_stored_once_and_comes_back(empty_store):
    with empty_store.database.writing() as connection:
        first = records.add_file(connection, b"\x00minutes")
        again = records.add_file(connection, b"\x00minutes")

    with empty_store.database.reading() as connection:
        assert records.file_content(connection, first) == b"\x00minutes"
        assert records.file_content(connection, "0" * 64) is None
    assert first == again


def test_records_as_at_a_day_are_those_of_its_last_moment(empty_store):
    midnight = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    added(empty_store, action(), who=signature(at=NOON))
    changed(empty_store, action(title="Late"), who=signature(at=midnight))

    def title_on(day):
        found = records_by(empty_store, day).of(Action)
        return found["a1"].title if found else None

    assert title_on(dt.date(2026, 11, 20)) is None
    assert title_on(dt.date(2026, 11, 21)) == "Train staff"
    assert title_on(dt.date(2026, 11, 22)) == "Late"


def test_a_clock_that_was_put_back_never_leaves_a_change_without_what_it_changes(empty_store):
    added(empty_store, action(), who=signature(at=NOON))
    changed(empty_store, action(title="Late"), who=signature(at=NOON - dt.timedelta(days=2)))

    found = records_by(empty_store, dt.date(2026, 11, 20)).of(Action)

    assert found["a1"].title == "Late"


def test_a_reader_sees_one_moment_whatever_is_stored_meanwhile(empty_store):
    with empty_store.database.reading() as connection:
        before = records.records(connection, EVERYWHERE)
        added(empty_store, action())
        assert records.records(connection, EVERYWHERE) == before
    assert records_in(empty_store) != before


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["a1", "a2", "a3"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),
        st.one_of(st.none(), st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1))),
    ),
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_the_history_replayed_to_its_end_is_what_is_stored(empty_store, deeds):
    for record_id, title, due in deeds:
        record = action(id=record_id, title=title, due=due)
        there = held(empty_store, Action, record_id)
        if there is None:
            added(empty_store, record)
        else:
            changed(empty_store, replace(record, owner="p1"), there[1])

    stored = records_in(empty_store)
    with empty_store.database.reading() as connection:
        again = records.records_as_at(connection, EVERYWHERE, end_of(NOON.date()))

    assert again.by_kind == stored.by_kind
    assert list(again.of(Action)) == list(stored.of(Action))
