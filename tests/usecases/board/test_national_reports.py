"""The thematic radar: reports that wait, drafts accepted into the register or declined."""

import datetime as dt

import pytest

from dashboard.core.board.meetings import Decision
from dashboard.core.board.national_reports import NationalReport
from dashboard.core.people import Role
from dashboard.core.periods import PublicationDate
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.errors import (
    ChangeRefusedError,
    DashboardError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.usecases.board.national_reports import (
    ReportToAdd,
    accept_draft,
    add_report,
    decline_draft,
    radar,
)
from dashboard.usecases.register.recommendations import RegisterFilter, register
from tests.board_factories import REPORT, board_of, meeting, signed, stored
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.register_factories import entry_of
from tests.stored import records_in

JULY = dt.date(2018, 7, 31)


@pytest.fixture
def board(own_store, shipped_holdings):
    return board_of(own_store, shipped_holdings)


@pytest.fixture
def accept(own_store, board):
    def of(draft=1, report=REPORT, meeting="", signature=None):
        by = signature or signed(Role.CHAIR)
        return accept_draft(own_store, board, by, "hertfordshire", report, draft, meeting)

    return of


@pytest.fixture
def decline(own_store, board):
    def of(reason="We do it already.", draft=1, signature=None):
        by = signature or signed(Role.CHAIR)
        return decline_draft(own_store, board, by, "hertfordshire", REPORT, draft, reason)

    return of


def asked(**changed):
    usual = {
        "id": "r1",
        "title": "A review of girls in custody",
        "publisher": "An inspectorate",
        "published": "2026-07",
        "drafts": "Do this.\n\n Do that. \n",
    }
    return ReportToAdd(**(usual | changed))


def on_radar(board):
    return next(each for each in radar(board, "hertfordshire") if each.report.id == REPORT)


def test_the_march_report_with_no_board_entry_by_july_is_4_months_old(own_store, shipped_holdings):
    (found,) = radar(board_of(own_store, shipped_holdings, JULY), "hertfordshire")

    assert found.report.id == REPORT
    assert found.months_not_considered == 4


@on_both_databases
def test_an_accepted_draft_stands_in_the_register_as_a_thematic_recommendation(
    own_store, board, accept
):
    made = accept()

    entries = register(board, RegisterFilter("hertfordshire")).entries
    assert made in [entry.recommendation for entry in entries]
    assert made.kind is SourceKind.THEMATIC
    assert made.published.text == "2018-03"
    assert made.addressee == "Hertfordshire youth justice service"
    assert "this project's own" in made.wording_note


def test_accepting_is_a_decision_of_the_board_and_considers_the_report(own_store, board, accept):
    accept()

    found = on_radar(board)
    assert found.is_considered
    (made,) = found.decisions
    assert found.decision_on(1) == made
    assert made.text.startswith("Accepted as a recommendation: Decide on")
    assert found.decision_on(2) is None


def test_a_second_submit_accepts_nothing_twice(own_store, accept):
    assert accept() == accept()

    records = records_in(own_store)
    assert len(records.of(Recommendation)) == len(records.of(Decision)) == 1


@on_both_databases
def test_a_declined_draft_keeps_its_reason_and_makes_no_recommendation(own_store, board, decline):
    decline()

    found = on_radar(board)
    (made,) = found.decisions
    assert found.decision_on(1) == made
    assert made.text.endswith("Reason: We do it already.")
    assert not records_in(own_store).of(Recommendation)


def test_declining_without_a_reason_is_refused(own_store, decline):
    with pytest.raises(ChangeRefusedError, match="reason for declining is missing"):
        decline("")
    assert not records_in(own_store).of(Decision)


def test_a_second_submit_declines_nothing_twice(own_store, decline):
    assert decline() == decline()
    assert len(records_in(own_store).of(Decision)) == 1


@on_both_databases
def test_a_board_decides_once_on_each_draft(accept, decline):
    decline()
    with pytest.raises(ChangeRefusedError, match="Draft 1 was declined by the board before"):
        accept()
    with pytest.raises(ChangeRefusedError, match="was declined"):
        decline("Another reason.")
    accept(2)
    with pytest.raises(ChangeRefusedError, match="Draft 2 was accepted as a recommendation"):
        decline(draft=2)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICER])
def test_only_a_chair_accepts_or_declines(own_store, accept, decline, role):
    for attempt in (accept, decline):
        with pytest.raises(NotAllowedError):
            attempt(signature=signed(role))
    assert not records_in(own_store).of(Decision)


@pytest.mark.parametrize("draft", [0, 3, -1])
def test_a_draft_that_is_not_there_is_refused(accept, draft):
    with pytest.raises(UnknownNameError, match="no draft of"):
        accept(draft)


def test_a_report_that_is_not_there_is_refused(accept):
    with pytest.raises(UnknownNameError, match="no national report"):
        accept(report="nothing")


def test_the_meeting_of_a_decision_must_be_there(own_store, board, accept):
    with pytest.raises(UnknownNameError, match="no meeting"):
        accept(meeting="m9")
    stored(own_store, meeting(id="m1", service="hertfordshire"), meeting(id="theirs"))
    with pytest.raises(ChangeRefusedError, match="The meeting is another board's"):
        accept(meeting="theirs")
    accept(meeting="m1")

    assert on_radar(board).decisions[0].meeting == "m1"


@on_both_databases
def test_an_officer_adds_a_report_that_every_service_sees(own_store, board):
    made = add_report(own_store, board, signed(Role.OFFICER), asked())

    assert made.drafts == ("Do this.", "Do that.")
    assert made.drafts_note.startswith("The wording is that of Ann Lee")
    for service in ("hertfordshire", "essex"):
        assert made.id in [each.report.id for each in radar(board, service)]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER])
def test_others_may_not_add_one(own_store, board, role):
    with pytest.raises(NotAllowedError):
        add_report(own_store, board, signed(role), asked())


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        ({"title": ""}, "title of the report is missing"),
        ({"publisher": " "}, "publisher is missing"),
        ({"published": "0001-01"}, "write a year from 1990"),
        ({"published": "March"}, '"March" is not a date'),
        ({"published": "2026-02-30"}, "does not exist"),
        ({"published": "2026-12"}, "December 2026 is still to come"),
        ({"address": "ftp://example.org"}, "is not a web address"),
        ({"drafts": "x" * 1001}, "1001 characters"),
        ({"drafts": "Do it.\n" * 21}, "21 drafts"),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_nothing_is_stored(own_store, board, changed, match):
    with pytest.raises(DashboardError, match=match):
        add_report(own_store, board, signed(Role.OFFICER), asked(**changed))
    assert not records_in(own_store).of(NationalReport)


@on_both_databases
def test_the_same_report_is_refused_and_a_second_submit_is_not(own_store, board):
    for _ in range(2):
        add_report(own_store, board, signed(Role.OFFICER), asked())

    with pytest.raises(ChangeRefusedError, match="is there already"):
        add_report(own_store, board, signed(Role.OFFICER), asked(id="r2"))
    assert len(records_in(own_store).of(NationalReport)) == 1


def test_a_report_published_this_month_can_be_added(own_store, board):
    made = add_report(own_store, board, signed(Role.OFFICER), asked(published="2026-11"))

    assert made.id in [each.report.id for each in radar(board, "hertfordshire")]


@pytest.mark.parametrize(("day", "shown"), [(30, False), (31, True)])
def test_a_report_that_ships_is_on_the_radar_once_it_was_surely_published(
    own_store, shipped_holdings, day, shown
):
    then = board_of(own_store, shipped_holdings, dt.date(2018, 3, day))

    assert bool(radar(then, "hertfordshire")) is shown


def test_an_accepted_draft_of_a_report_of_this_month_is_in_the_register_at_once(own_store, board):
    report = NationalReport(
        "fresh", "A review", "HMI", PublicationDate(f"{TODAY:%Y-%m}"), drafts=("Do it.",)
    )
    stored(own_store, report)

    accepted = accept_draft(own_store, board, signed(Role.CHAIR), "hertfordshire", "fresh", 1)

    entry = entry_of(board, accepted.id)
    assert (entry.recommendation, entry.age_days) == (accepted, 0)
