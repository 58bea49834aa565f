"""A service's own word on the national standards: recorded once, taken back, never invented."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.national_standards import Answer, StandardAssessment
from dashboard.core.people import Role
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.usecases.board.national_standards import (
    AssessmentToRecord,
    read_standards,
    record_assessment,
    withdraw_assessment,
)
from dashboard.usecases.upkeep.history import verify
from tests.board_factories import board_of, members, signed, stored
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.stored import records_in

ASKED = AssessmentToRecord(
    "s1",
    "hertfordshire",
    "at-court",
    Answer.MET,
    "Ann Lee, chair",
    dt.date(2026, 11, 1),
    "Audit of 20 reports for court",
    "https://example.org/audit",
    "Agreed by the court user group",
)


@pytest.fixture
def board(own_store, shipped_holdings):
    stored(own_store, *members())
    return lambda as_of=TODAY: board_of(own_store, shipped_holdings, as_of)


def record(store, board, day="2026-11-20", **changed):
    return record_assessment(store, board(), signed(Role.CHAIR, day=day), replace(ASKED, **changed))


def standings(board, service="hertfordshire", as_of=TODAY):
    found = read_standards(board(as_of), service).standings
    return {each.standard.code: each for each in found}


def answers(board, **asked):
    return {code: each.answer for code, each in standings(board, **asked).items()}


@on_both_databases
def test_an_assessment_is_stored_as_it_was_said(own_store, board):
    made = record(own_store, board)

    assert standings(board)["at-court"].latest == made
    assert (made.by, made.standard_words) == ("Ann Lee", "At court")
    assert records_in(own_store).of(StandardAssessment)["s1"] == made


def test_a_standard_that_nobody_assessed_has_no_answer(board):
    assert answers(board) == dict.fromkeys(
        (
            "out-of-court-disposals",
            "at-court",
            "in-the-community",
            "in-secure-settings",
            "transition-and-resettlement",
        )
    )
    assert all(each.days_old is None and not each.is_old for each in standings(board).values())


def test_a_second_submit_stores_nothing_more(own_store, board):
    record(own_store, board)
    record(own_store, board, day="2026-11-21")

    assert len(standings(board)["at-court"].assessments) == 1


def test_the_assessment_made_last_counts_however_late_another_is_recorded(own_store, board):
    record(own_store, board)
    record(own_store, board, id="s2", answer=Answer.NOT_MET, on=dt.date(2025, 5, 1))

    held = standings(board)["at-court"]
    assert held.answer is Answer.MET
    assert [each.answer for each in held.assessments] == [Answer.MET, Answer.NOT_MET]


@on_both_databases
def test_an_assessment_that_was_withdrawn_stays_and_the_one_before_it_counts(own_store, board):
    record(own_store, board, id="s0", answer=Answer.PARTLY_MET, on=dt.date(2025, 5, 1))
    record(own_store, board)

    gone = withdraw_assessment(own_store, board(), signed(Role.CHAIR), "s1", "Wrong standard.")

    assert gone.withdrawn_because == "Wrong standard."
    held = standings(board)["at-court"]
    assert held.answer is Answer.PARTLY_MET
    assert len(held.assessments) == 2
    with pytest.raises(ChangeRefusedError, match="withdrawn already"):
        withdraw_assessment(own_store, board(), signed(Role.CHAIR), "s1", "Again.")


def test_the_only_assessment_withdrawn_leaves_the_standard_not_assessed(own_store, board):
    record(own_store, board)
    withdraw_assessment(own_store, board(), signed(Role.CHAIR), "s1", "Wrong standard.")

    assert answers(board)["at-court"] is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"answer": None}, "The answer is missing"),
        ({"on": None}, "The day of the assessment is missing"),
        ({"assessed_by": " "}, "name of who assessed it is missing"),
        ({"on": dt.date(2026, 11, 22)}, "22 November 2026, which is still to come"),
        ({"link": "example.org/audit"}, 'link to the evidence "example.org/audit" is not a web'),
        ({"link": "javascript:alert(1)"}, "is not a web address"),
        ({"id": ""}, "cannot be an id"),
        ({"evidence": "x" * 3001}, "evidence is 3001 characters long"),
    ],
)
def test_an_assessment_that_cannot_be_is_one_sentence(own_store, board, changed, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        record(own_store, board, **changed)

    assert not records_in(own_store).of(StandardAssessment)


def test_an_unknown_standard_or_service_names_the_nearest(own_store, board):
    with pytest.raises(UnknownNameError, match="did you mean at-court"):
        record(own_store, board, standard="at-courts")
    with pytest.raises(UnknownNameError, match="did you mean Hertfordshire"):
        record(own_store, board, service="hertfordshir")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CHAIR])
def test_only_who_may_decide_for_the_board_may_assess_or_withdraw(own_store, board, role):
    record(own_store, board)

    with pytest.raises(NotAllowedError, match="may not record a decision of the board"):
        record_assessment(own_store, board(), signed(role), replace(ASKED, id="s2"))
    with pytest.raises(NotAllowedError, match="may not record a decision of the board"):
        withdraw_assessment(own_store, board(), signed(role), "s1", "No.")

    assert answers(board)["at-court"] is Answer.MET


def test_an_unknown_assessment_or_a_missing_reason_is_refused(own_store, board):
    record(own_store, board)

    with pytest.raises(UnknownNameError, match='no standard assessment "s9"'):
        withdraw_assessment(own_store, board(), signed(Role.CHAIR), "s9", "Wrong.")
    with pytest.raises(ChangeRefusedError, match="reason for withdrawing it is missing"):
        withdraw_assessment(own_store, board(), signed(Role.CHAIR), "s1", " ")


def test_an_earlier_day_shows_only_what_had_been_recorded_by_then(own_store, board):
    record(own_store, board)

    assert answers(board, as_of=dt.date(2026, 11, 19))["at-court"] is None
    assert answers(board, as_of=dt.date(2026, 11, 20))["at-court"] is Answer.MET


def test_before_the_standards_were_published_there_are_none(board):
    assert standings(board, as_of=dt.date(2019, 2, 27)) == {}
    assert len(standings(board, as_of=dt.date(2019, 2, 28))) == 5


def test_no_service_sees_the_word_of_another(own_store, board):
    record(own_store, board)

    assert set(answers(board, service="essex").values()) == {None}


@pytest.mark.parametrize(
    ("on", "is_old"), [(dt.date(2025, 11, 21), False), (dt.date(2025, 11, 20), True)]
)
def test_an_assessment_is_old_once_a_year_has_passed(own_store, board, on, is_old):
    record(own_store, board, on=on)

    assert standings(board)["at-court"].is_old is is_old


@on_both_databases
def test_the_history_holds_every_step_and_verifies(own_store, board):
    record(own_store, board)
    before, _ = verify(own_store)
    withdraw_assessment(own_store, board(), signed(Role.CHAIR), "s1", "Wrong standard.")

    after, _ = verify(own_store)
    assert after == before + 1
