"""Decisions and challenges: about something that is there, by a chair, never changed."""

import datetime as dt

import pytest

from dashboard.core.board.meetings import Decision, DecisionKind, SubjectKind
from dashboard.core.people import Role
from dashboard.core.register.actions import Action
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.usecases.board.decisions import (
    decide_on_warning,
    decisions_of,
    record_decision,
    subjects,
)
from dashboard.usecases.board.national_reports import radar
from tests.board_factories import REPORT, STANDS_NOW, board_of, meeting, signed, stored
from tests.databases import on_both_databases
from tests.stored import records_in

MEETING = meeting("2026-10-12", None, id="m1", service="hertfordshire")


@pytest.fixture
def board(own_store, shipped_holdings):
    stored(own_store, MEETING)
    return board_of(own_store, shipped_holdings)


@pytest.fixture
def record(own_store, board):
    def of(subject_kind=SubjectKind.WARNING, subject=STANDS_NOW, text="Why?", **changed):
        by, sid = changed.pop("signature", signed(Role.CHAIR)), changed.pop("sid", "d1")
        at = changed.pop("meeting", "m1")
        kind = DecisionKind.CHALLENGE
        return record_decision(own_store, board, by, sid, at, kind, subject_kind, subject, text)

    return of


def kept(store):
    return list(records_in(store).of(Decision).values())


@on_both_databases
def test_a_challenge_of_a_warning_keeps_the_words_it_was_about(own_store, board, record):
    made = record()

    assert kept(own_store) == [made]
    assert made.subject_words.startswith("Children cautioned or sentenced: 46% above")
    assert decisions_of(board.records, "m1") == (made,)


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        (SubjectKind.RECOMMENDATION, "hertfordshire-2018-3", "number 3, Develop its victim"),
        (SubjectKind.ACTION, "a1", "Train the panel"),
        (SubjectKind.NATIONAL_REPORT, REPORT, "Joint thematic review of out-of-court disposals"),
    ],
)
def test_a_decision_can_be_about_each_kind_of_thing(own_store, record, kind, subject, words):
    stored(own_store, Action("a1", "hertfordshire", "hertfordshire-2018-3", "Train the panel"))

    assert record(kind, subject).subject_words.startswith(words)


@pytest.mark.parametrize("kind", list(SubjectKind))
def test_what_is_not_there_cannot_be_decided_on(own_store, record, kind):
    with pytest.raises(UnknownNameError, match=f"no {kind.value}"):
        record(kind, "nothing")
    assert not kept(own_store)


def test_a_warning_that_only_stood_at_the_meeting_can_be_decided_on(own_store, board):
    old = meeting(id="old", service="hertfordshire")
    stored(own_store, old)

    found = subjects(board, old, SubjectKind.WARNING)

    assert found["placeshire:first-time-entrants"] == "A gap."
    assert STANDS_NOW in found


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICER, Role.ADMINISTRATOR])
def test_only_a_chair_records_a_decision(own_store, record, role):
    with pytest.raises(NotAllowedError, match="may not record a decision of the board"):
        record(signature=signed(role))
    assert not kept(own_store)


def test_an_empty_decision_is_refused(record):
    with pytest.raises(ChangeRefusedError, match="text of what was decided is missing"):
        record(text="  ")


def test_a_decision_of_a_meeting_to_come_is_refused(own_store, record):
    coming = meeting("2027-01-18", None, id="m2", service="hertfordshire", held=False)
    stored(own_store, coming)

    with pytest.raises(ChangeRefusedError, match="still to come"):
        record(meeting="m2")


def test_a_decision_without_a_meeting_is_refused(record):
    with pytest.raises(UnknownNameError, match='no meeting "m9"'):
        record(meeting="m9")


def test_a_second_submit_adds_no_second_decision(own_store, record):
    record()
    record()

    assert len(kept(own_store)) == 1


@on_both_databases
def test_another_text_under_the_same_id_changes_nothing(own_store, record):
    record()

    with pytest.raises(ChangeRefusedError, match="was stored already"):
        record(text="Something else.")
    assert [each.text for each in kept(own_store)] == ["Why?"]


def test_a_decision_about_a_national_report_makes_it_considered(board, record):
    record(SubjectKind.NATIONAL_REPORT, REPORT, "We read it and ask for a plan.")

    considered = [each.report.id for each in radar(board, "hertfordshire") if each.is_considered]
    assert considered == [REPORT]
    assert not any(each.is_considered for each in radar(board, "essex"))


def test_a_report_of_later_cannot_be_decided_on_yet(own_store, shipped_holdings):
    stored(own_store, MEETING)
    then = board_of(own_store, shipped_holdings, dt.date(2018, 3, 1))

    assert subjects(then, MEETING, SubjectKind.NATIONAL_REPORT) == {}


# A decision on a warning, made where the warning is shown.


@pytest.fixture
def decide(own_store, board):
    def of(warning=STANDS_NOW, text="Ask them.", meeting="", by=None, service="hertfordshire"):
        signature, kind = by or signed(Role.CHAIR), DecisionKind.DECISION
        asked = (own_store, board, signature, "d1", service, warning, kind, text, meeting)
        return decide_on_warning(*asked)

    return of


@on_both_databases
def test_a_warning_that_stands_is_decided_on_between_meetings_or_at_one(own_store, decide):
    made = decide()

    assert kept(own_store) == [made]
    assert (made.meeting, made.service) == ("", "hertfordshire")
    assert made.subject_words.startswith("Children cautioned or sentenced: 46% above")
    assert decide() == made


@on_both_databases
def test_what_cannot_be_decided_between_meetings_stores_nothing(own_store, decide):
    with pytest.raises(NotAllowedError, match="may not record a decision of the board"):
        decide(by=signed(Role.MEMBER))
    with pytest.raises(UnknownNameError, match="no warning"):
        decide("essex:first-time-entrants")
    with pytest.raises(UnknownNameError, match="no service"):
        decide(service="nowhere")
    with pytest.raises(ChangeRefusedError, match="text of what was decided is missing"):
        decide(text=" ")
    assert not kept(own_store)


def test_at_a_meeting_it_is_the_decision_of_that_meeting(own_store, decide):
    assert decide(meeting="m1").meeting == "m1"


def test_a_warning_is_not_decided_on_at_a_meeting_of_another_board(own_store, decide):
    stored(own_store, meeting("2026-10-05", None, id="m5", service="essex", held=False))

    with pytest.raises(UnknownNameError, match="no warning"):
        decide(meeting="m5")
    assert not kept(own_store)
