"""What the board is asked to decide and can ask: each from a fact, and gone when it clears."""

import datetime as dt

import pytest

from dashboard.core.board.acknowledgements import attention
from dashboard.core.register.follow_ups import Closing, Status
from dashboard.narrative.packs.questions import (
    MOST_QUESTIONS,
    asked_of_the_board,
    late_questions,
    warning_questions,
)
from tests.board_factories import acknowledgement, meeting, warning
from tests.register_factories import action, follow_up, recommendation, standing, update

DAY = dt.date(2018, 10, 31)


def held(acknowledgements=(), meetings=()):
    return attention(warning(), acknowledgements, meetings, DAY)


def texts(clauses):
    return [clause.text for clause in clauses]


def test_a_warning_has_one_to_three_questions_of_its_own_facts():
    asked = texts(warning_questions(held()))

    assert 1 <= len(asked) <= MOST_QUESTIONS
    assert all(each.endswith("?") for each in asked)
    assert asked[1] == "Area D is like us and has 190 per 100,000: what does it do differently?"


def test_a_warning_that_was_passed_over_asks_who_takes_it_up_and_an_acknowledgement_clears_that():
    overlooked = texts(warning_questions(held(meetings=[meeting()])))
    acknowledged = texts(warning_questions(held([acknowledgement()], [meeting()])))

    asked = (
        "It was before the board on 12 October 2018, and nobody acknowledged it: who takes it up?"
    )
    assert asked in overlooked
    assert asked not in acknowledged


def late_action(**changed):
    return action(due=dt.date(2019, 5, 1), **changed)


def test_a_late_action_is_asked_about_with_its_owner_and_its_first_date():
    late = late_action(original_due=dt.date(2019, 2, 1))
    held = standing(follow_up(), actions=[late], updates=[update()])

    assert texts(late_questions(held, {late.id: "Olu Owner"})) == [
        f"“{late.title}” was due 1 May 2019 (first 1 February 2019): what does Olu Owner need to "
        "finish it?"
    ]


def test_a_late_action_without_an_owner_says_that_nobody_is_named():
    held = standing(follow_up(), actions=[late_action()], updates=[update()])

    assert "whom nobody has named" in texts(late_questions(held, {}))[0]


def test_a_question_goes_when_the_action_is_done():
    done = late_action(done_on=dt.date(2019, 5, 20))

    assert late_questions(standing(follow_up(), actions=[done], updates=[update()]), {}) == ()


def test_a_recommendation_that_is_late_itself_is_asked_about_once():
    held = standing(follow_up(due=dt.date(2019, 5, 1)), updates=[update()])

    assert len(late_questions(held, {})) == 1


def reopened():
    closing = Closing(
        Status.CONFIRMED,
        dt.date(2019, 1, 1),
        "Ann",
        reopened_on=dt.date(2019, 3, 1),
        reopened_because="It fell.",
    )
    return standing(follow_up(status=Status.REOPENED, closings=(closing,)), updates=[update()])


@pytest.mark.parametrize(
    ("warned", "standings", "reports", "asked"),
    [
        ([held()], [], 0, "Acknowledge the early warning, and say what follows"),
        ([], [reopened()], 0, "Agree what follows where it was re-opened"),
        (
            [],
            [standing(follow_up(status=Status.DONE), updates=[update()])],
            0,
            "Confirm or refuse what is said to be done",
        ),
        ([], [], 2, "Record what the board makes of 2 national reports."),
        ([], [], 1, "Record what the board makes of 1 national report."),
    ],
)
def test_each_fact_that_waits_for_the_board_is_asked(warned, standings, reports, asked):
    found = texts(asked_of_the_board(warned, standings, reports))

    assert [each for each in found if each.startswith(asked)] == found[:1]


def test_what_lacks_an_owner_a_date_or_a_measure_is_named_with_what_it_lacks():
    lacking = standing(follow_up(owner="", body="", due=None), of=recommendation(2))

    found = texts(asked_of_the_board([], [lacking], 0))

    assert found == ["Agree on an owner and a date for number 2 of A report."]


def test_where_nothing_waits_nothing_is_asked():
    moving = standing(follow_up(due=dt.date(2099, 1, 1)), updates=[update()])

    assert asked_of_the_board([held([acknowledgement()])], [moving], 0) == ()
