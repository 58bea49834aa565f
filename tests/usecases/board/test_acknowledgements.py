"""A member acknowledges a warning; who may, what it must be, and what is shown of it later."""

import datetime as dt

import pytest

from dashboard.core.board.meetings import Acknowledgement
from dashboard.core.people import Role
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.usecases.board.acknowledgements import (
    acknowledge,
    attentions,
    who_knew,
)
from dashboard.usecases.published.warnings import scan
from tests.board_factories import (
    STANDS_NOW,
    STOOD_IN_2018,
    acknowledgement,
    board_of,
    decision,
    meeting,
    members,
    signed,
    stored,
)
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.stored import records_in

IN_2018 = dt.date(2018, 12, 31)


@pytest.fixture
def board(own_store, shipped_holdings):
    stored(own_store, *members())
    return board_of(own_store, shipped_holdings)


def seen(store, board, sid="s1", **changed):
    signature = changed.pop("signature", signed(Role.CHAIR))
    warning = changed.pop("warning", STANDS_NOW)
    asked = (store, board, signature, sid, "hertfordshire", (warning,))
    return acknowledge(*asked, **changed)[0]


def held(store):
    return list(records_in(store).of(Acknowledgement).values())


@on_both_databases
def test_a_member_acknowledges_a_warning_in_the_words_they_read(own_store, board):
    made = seen(own_store, board, note="Ask the police.")

    (kept,) = held(own_store)
    assert kept == made
    assert (kept.by, kept.person, kept.note) == ("Ann Lee", "ann", "Ask the police.")
    assert kept.period == "2024-25"
    assert kept.sentence.startswith("Children cautioned or sentenced: 46% above")


def test_it_then_stands_as_acknowledged(own_store, board):
    seen(own_store, board)

    (found,) = attentions(board, scan(board, "hertfordshire").warnings)

    assert found.is_acknowledged


def test_a_second_submit_of_the_same_form_adds_nothing(own_store, board):
    first = seen(own_store, board)

    assert seen(own_store, board) == first
    assert len(held(own_store)) == 1


@on_both_databases
def test_the_same_person_cannot_acknowledge_the_same_figure_twice(own_store, board):
    seen(own_store, board)

    with pytest.raises(ChangeRefusedError, match="Ann Lee acknowledged this already"):
        seen(own_store, board, "s2")
    assert len(held(own_store)) == 1


def test_another_person_can(own_store, board):
    seen(own_store, board)
    seen(own_store, board, "s2", signature=signed(Role.MEMBER, name="Bo Bell"))

    assert [each.by for each in held(own_store)] == ["Ann Lee", "Bo Bell"]


def test_a_figure_of_an_earlier_year_does_not_stand_in_the_way(own_store, board):
    stored(own_store, acknowledgement("2023-24", service="hertfordshire", warning=STANDS_NOW))

    seen(own_store, board)

    assert len(held(own_store)) == 2


@on_both_databases
def test_warnings_acknowledged_together_are_stored_together(own_store, shipped_holdings):
    stored(own_store, *members())
    then = board_of(own_store, shipped_holdings, IN_2018)
    both = [warning.id for warning in scan(then, "hertfordshire").warnings]

    made = acknowledge(own_store, then, signed(Role.CHAIR), "s1", "hertfordshire", both)

    assert [each.warning for each in made] == both
    assert len({each.id for each in held(own_store)}) == 2


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
def test_who_is_no_member_may_not(own_store, board, role):
    with pytest.raises(NotAllowedError, match="may not acknowledge a warning"):
        seen(own_store, board, signature=signed(role))
    assert not held(own_store)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("Nobody Known", "is not among the people registered here"), ("Di Dunn", "Di Dunn left")],
)
def test_who_is_not_registered_or_left_cannot(own_store, board, name, sentence):
    with pytest.raises((ChangeRefusedError, NotAllowedError), match=sentence):
        seen(own_store, board, signature=signed(Role.MEMBER, name=name))


@pytest.mark.parametrize("warning", [STOOD_IN_2018, "", "essex:first-time-entrants"])
def test_a_warning_that_does_not_stand_is_refused(own_store, board, warning):
    with pytest.raises(ChangeRefusedError, match="does not stand today"):
        seen(own_store, board, warning=warning)


@on_both_databases
def test_of_several_one_that_does_not_stand_refuses_all(own_store, board):
    both = (STANDS_NOW, STOOD_IN_2018)

    with pytest.raises(ChangeRefusedError):
        acknowledge(own_store, board, signed(), "s1", "hertfordshire", both)
    assert not held(own_store)


def test_a_meeting_it_was_made_at_must_be_one_of_this_board(own_store, board):
    stored(own_store, meeting(id="ours", service="hertfordshire"), meeting(id="theirs"))

    assert seen(own_store, board, meeting="ours").meeting == "ours"
    bo = signed(Role.MEMBER, name="Bo Bell")
    with pytest.raises(UnknownNameError, match="no meeting"):
        seen(own_store, board, "s2", meeting="theirs", signature=bo)


def test_a_note_that_is_too_long_is_refused(own_store, board):
    with pytest.raises(ChangeRefusedError, match="501 characters"):
        seen(own_store, board, note="x" * 501)


def test_an_unknown_service_is_refused(own_store, board):
    with pytest.raises(UnknownNameError):
        acknowledge(own_store, board, signed(), "s1", "nowhere", (STANDS_NOW,))


# Who knew what on a day.


@pytest.fixture
def in_2018(own_store, shipped_holdings):
    """Two people from 2016, one who joined in 2019; the police's acknowledged in October 2018."""
    ann, bo, *others = members()
    stored(own_store, bo, *others)
    then = board_of(own_store, shipped_holdings, dt.date(2018, 10, 1))
    acknowledge(
        own_store,
        then,
        signed(Role.MEMBER, name="Bo Bell", day="2018-10-01"),
        "s1",
        "hertfordshire",
        (STOOD_IN_2018,),
        note="Known to the police.",
    )
    stored(own_store, ann, day="2019-02-01")
    return board_of(own_store, shipped_holdings, TODAY)


def known(board, day):
    found = who_knew(board, "hertfordshire", day)
    return {each.attention.warning.id: each for each in found.warnings}


def test_who_knew_is_answered_from_what_was_recorded_by_the_day(in_2018):
    found = known(in_2018, IN_2018)[STOOD_IN_2018]

    ((made, person),) = found.knowers
    assert (made.by, person.body, made.note) == ("Bo Bell", "Police", "Known to the police.")
    sentence = warning_sentence(found.attention.warning)
    assert sentence.text.startswith("First-time entrants: 23% above similar areas")
    assert found.silent == ()


def test_the_day_before_nobody_had_acknowledged_it(in_2018):
    found = known(in_2018, dt.date(2018, 9, 30))[STOOD_IN_2018]

    assert found.knowers == ()
    assert [one.name for one in found.silent] == ["Bo Bell"]


def test_who_joined_later_is_not_among_the_silent_of_the_day(in_2018):
    assert known(in_2018, IN_2018)["hertfordshire:children-cautioned-or-sentenced"].silent[
        0
    ].id == ("bo")


def test_a_decision_on_the_warning_shows_from_the_day_it_was_recorded(in_2018, own_store):
    about = decision(STOOD_IN_2018, service="hertfordshire")
    stored(own_store, about, day="2018-11-05")

    assert known(in_2018, dt.date(2018, 11, 4))[STOOD_IN_2018].decisions == ()
    assert known(in_2018, IN_2018)[STOOD_IN_2018].decisions == ((about, None),)


def test_nothing_stands_before_anything_was_published(in_2018):
    found = who_knew(in_2018, "hertfordshire", dt.date(2010, 1, 1))

    assert (found.scanned, found.warnings) == (0, ())
