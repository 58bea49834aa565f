"""Actions and updates: who may add, move, claim and drop them, and what is refused."""

import datetime as dt
from typing import Any

import pytest

from dashboard.core.people import Partner
from dashboard.core.register.actions import Action, Update
from dashboard.core.register.follow_ups import FollowUp, Response, Status
from dashboard.core.register.recommendations import Recommendation
from dashboard.errors import (
    ChangeRefusedError,
    ConflictError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.usecases.register.actions import (
    ActionToSave,
    add_action,
    drop_action,
    edit_action,
    post_update,
    report_done,
    take_back_done,
)
from dashboard.usecases.register.closing import close_not_done
from dashboard.usecases.register.follow_up import Settlement, settle
from dashboard.usecases.register.transactions import changing_item
from tests.databases import on_both_databases
from tests.register_factories import (
    NOW,
    THIRD,
    TODAY,
    action,
    signature,
    store_all,
)
from tests.stored import records_in

START, DUE = dt.date(2019, 1, 7), dt.date(2019, 9, 30)
FIRST = "hertfordshire-2018-1"


@pytest.fixture
def store(store):
    store_all(store, Partner("p1", "Police"), Partner("p2", "Council"))
    return store


def asked(**changed):
    usual: dict[str, Any] = {
        "id": "a1",
        "recommendation": THIRD,
        "title": "Ask every victim",
        "owner": "olu",
        "body": "Police",
        "start": START,
        "due": DUE,
    }
    return ActionToSave(**usual | changed)


@pytest.fixture
def added(store, holdings):
    return add_action(store, holdings, signature(), asked())


@on_both_databases
def test_an_action_keeps_its_first_due_date_when_it_moves(store, holdings, added):
    later = asked(due=dt.date(2020, 1, 31))

    moved = edit_action(store, holdings, signature(), later, 1, "The trainer is ill")

    assert (added.due, added.original_due) == (DUE, DUE)
    assert (moved.due, moved.original_due) == (dt.date(2020, 1, 31), DUE)
    assert records_in(store).of(Action)["a1"] == moved


def test_a_date_given_later_is_the_first_due_date(store, holdings):
    add_action(store, holdings, signature(), asked(due=None))

    assert edit_action(store, holdings, signature(), asked(), 1).original_due == DUE


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "The title of the action is missing"),
        ({"title": "<script>"}, "holds < or >"),
        ({"title": "a" * 201}, "shorten it to 200"),
        ({"owner": "nobody"}, 'The owner "nobody" is not known'),
        ({"due": dt.date(2019, 1, 6)}, "before it starts"),
        ({"due": dt.date(2018, 9, 1), "start": None}, "before the recommendation was published"),
        ({"due": dt.date(2109, 9, 30)}, "due date is 30 September 2109: write a year from 1990"),
        ({"start": dt.date(1019, 1, 7)}, "start is 7 January 1019: write a year"),
        ({"id": ""}, "cannot be an id"),
        ({"id": "a b"}, "cannot be an id"),
    ],
)
def test_an_action_that_cannot_be_is_refused_in_one_sentence(store, holdings, changed, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        add_action(store, holdings, signature(), asked(**changed))

    assert not records_in(store).of(Action)


def test_an_edit_is_held_to_the_same_rules_and_a_moved_date_needs_a_reason(store, holdings, added):
    for changed, sentence in (
        ({"title": ""}, "title of the action is missing"),
        ({"due": dt.date(2019, 1, 1)}, "before it starts"),
        ({"due": None}, "The due date was 30 September 2019: write why it moves"),
        ({"recommendation": FIRST}, "belongs to another recommendation"),
    ):
        with pytest.raises(ChangeRefusedError, match=sentence):
            edit_action(store, holdings, signature(), asked(**changed), 1)

    assert records_in(store).of(Action)["a1"] == added


@on_both_databases
def test_two_people_who_edit_an_action_lose_nothing(store, holdings, added):
    edit_action(store, holdings, signature(), asked(title="Ask all victims"), 1)

    with pytest.raises(ConflictError) as conflict:
        edit_action(store, holdings, signature(), asked(title="Ask each victim"), 1)

    assert conflict.value.held == records_in(store).of(Action)["a1"]


def test_whoever_saw_an_earlier_due_date_meets_the_conflict(store, holdings, added):
    moved = asked(due=dt.date(2020, 1, 31))
    edit_action(store, holdings, signature(), moved, 1, "The trainer is ill")

    with pytest.raises(ConflictError):
        edit_action(store, holdings, signature(), asked(title="Ask all"), 1)


def test_a_second_submit_of_the_same_form_is_no_second_action(store, holdings, added):
    assert add_action(store, holdings, signature(), asked()) == added
    assert len(records_in(store).of(Action)) == 1


def test_the_same_id_for_another_action_is_refused(store, holdings, added):
    with pytest.raises(ChangeRefusedError, match="was stored already: reload the page"):
        add_action(store, holdings, signature(), asked(title="Something else"))


def test_unknown_recommendations_and_actions_are_refused(store, holdings):
    with pytest.raises(UnknownNameError, match="no recommendation"):
        add_action(store, holdings, signature(), asked(recommendation="nothing"))
    for change in (
        lambda: edit_action(store, holdings, signature(), asked(), 1),
        lambda: report_done(store, holdings, signature(), "a1", TODAY),
        lambda: take_back_done(store, holdings, signature(), "a1", "x"),
        lambda: drop_action(store, holdings, signature(), "a1", "x"),
        lambda: post_update(store, holdings, signature(), "u", THIRD, "x", "a1"),
    ):
        with pytest.raises(UnknownNameError, match='no action "a1"'):
            change()


@on_both_databases
def test_the_owner_reports_an_action_done_and_that_starts_the_recommendation(
    store, holdings, added
):
    done = report_done(store, holdings, signature("olu"), "a1", dt.date(2019, 5, 31))

    assert (done.done_on, done.done_by) == (dt.date(2019, 5, 31), "Olu Owner")
    assert records_in(store).of(FollowUp)[THIRD].status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (TODAY + dt.timedelta(days=1), "still to come: write a day up to 3 June 2019"),
        (START - dt.timedelta(days=1), "before it starts"),
    ],
)
def test_an_action_is_not_done_in_the_future_or_before_it_starts(
    store, holdings, added, day, sentence
):
    with pytest.raises(ChangeRefusedError, match=sentence):
        report_done(store, holdings, signature("olu"), "a1", day)

    assert not records_in(store).of(FollowUp)


@on_both_databases
def test_a_claim_is_repeated_without_change_and_corrected_only_after_it_is_taken_back(
    store, holdings, added
):
    report_done(store, holdings, signature("olu"), "a1", TODAY)
    before = records_in(store)

    report_done(store, holdings, signature("ben"), "a1", TODAY)
    assert records_in(store) == before
    with pytest.raises(ChangeRefusedError, match="was reported done on 3 June 2019: take that"):
        report_done(store, holdings, signature("olu"), "a1", dt.date(2019, 5, 31))
    with pytest.raises(ChangeRefusedError, match="reason for taking it back is missing"):
        take_back_done(store, holdings, signature("olu"), "a1", " ")

    again = take_back_done(store, holdings, signature("olu"), "a1", "One team was left out")
    assert (again.done_on, again.done_by) == (None, "")


@on_both_databases
def test_an_action_is_dropped_with_a_reason_and_then_stays_as_it_is(store, holdings, added):
    with pytest.raises(ChangeRefusedError, match="reason for dropping it is missing"):
        drop_action(store, holdings, signature(), "a1", "")

    dropped = drop_action(store, holdings, signature(), "a1", "Done by the police already")
    assert drop_action(store, holdings, signature(), "a1", dropped.dropped_because) == dropped
    for change in (
        lambda: report_done(store, holdings, signature(), "a1", TODAY),
        lambda: edit_action(store, holdings, signature(), asked(title="New"), 2),
        lambda: drop_action(store, holdings, signature(), "a1", "Another reason"),
    ):
        with pytest.raises(ChangeRefusedError, match="was dropped: add it as a new action"):
            change()


def test_what_was_done_is_not_dropped(store, holdings, added):
    report_done(store, holdings, signature("olu"), "a1", TODAY)

    with pytest.raises(ChangeRefusedError, match="cannot be dropped: take that back first"):
        drop_action(store, holdings, signature(), "a1", "No use")


def test_actions_of_a_closed_recommendation_do_not_change(store, holdings, added):
    close_not_done(store, holdings, signature("ann"), THIRD, "No money", "Victims wait")

    for change in (
        lambda: add_action(store, holdings, signature(), asked(id="a2")),
        lambda: edit_action(store, holdings, signature(), asked(title="New"), 1),
        lambda: report_done(store, holdings, signature(), "a1", TODAY),
        lambda: take_back_done(store, holdings, signature(), "a1", "x"),
        lambda: drop_action(store, holdings, signature(), "a1", "x"),
    ):
        with pytest.raises(ChangeRefusedError, match="re-open it first"):
            change()


def test_only_owners_and_officers_report_and_only_officers_edit(store, holdings, added):
    for change in (
        lambda: report_done(store, holdings, signature("mia"), "a1", TODAY),
        lambda: take_back_done(store, holdings, signature("mia"), "a1", "x"),
        lambda: post_update(store, holdings, signature("mia"), "u", THIRD, "x"),
        lambda: post_update(store, holdings, signature("ann"), "u", THIRD, "x"),
        lambda: add_action(store, holdings, signature("olu"), asked(id="a2")),
        lambda: edit_action(store, holdings, signature("olu"), asked(title="New"), 1),
        lambda: drop_action(store, holdings, signature("olu"), "a1", "x"),
    ):
        with pytest.raises(NotAllowedError):
            change()


def test_an_update_is_kept_with_its_lines_its_author_and_its_moment(store, holdings, added):
    text = "Victims are asked.\n\n<b>Not</b> all =answer\x00."

    found = post_update(store, holdings, signature("olu"), "u1", THIRD, text, "a1")

    assert found == Update(
        "u1",
        "hertfordshire",
        THIRD,
        "Victims are asked.\n\n<b>Not</b> all =answer .",
        "Olu Owner",
        NOW,
        "a1",
    )
    assert records_in(store).of(FollowUp)[THIRD].status is Status.IN_PROGRESS


@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_an_empty_update_is_refused(store, holdings, text):
    with pytest.raises(ChangeRefusedError, match="The update is missing"):
        post_update(store, holdings, signature(), "u1", THIRD, text)

    assert not records_in(store).of(Update)
    assert not records_in(store).of(FollowUp)


@on_both_databases
def test_a_second_submit_of_an_update_a_moment_later_is_no_second_one(store, holdings):
    post_update(store, holdings, signature(), "u1", THIRD, "We began.")

    later = signature("ben", NOW + dt.timedelta(seconds=2))
    assert post_update(store, holdings, later, "u1", THIRD, "We began.").at == NOW
    assert len(records_in(store).of(Update)) == 1


def test_an_update_on_the_action_of_another_recommendation_is_refused(store, holdings, added):
    with pytest.raises(ChangeRefusedError, match="belongs to another recommendation"):
        post_update(store, holdings, signature(), "u1", FIRST, "We began.", "a1")


def test_an_update_on_the_action_of_another_service_is_refused(store, holdings):
    store_all(store, action(service="essex", recommendation="essex-2018-1"))

    with pytest.raises(ChangeRefusedError, match="belongs to another recommendation"):
        post_update(store, holdings, signature(), "u1", THIRD, "We began.", "action-1")


def test_a_change_reads_the_records_of_the_service_that_its_item_belongs_to(store, holdings):
    store_all(store, action(), action(2, service="essex", recommendation="essex-2018-1"))

    for kind, item, found in (
        (Recommendation, THIRD, ["action-1"]),
        (Action, "action-2", ["action-2"]),
    ):
        with changing_item(store, holdings, signature(), kind, item) as work:
            assert list(work.records.of(Action)) == found


def test_the_owner_of_the_recommendation_reports_on_its_actions(store, holdings):
    settle(store, holdings, signature(), THIRD, Settlement(Response.ACCEPTED, owner="mia"), 0)
    add_action(store, holdings, signature(), asked())

    assert report_done(store, holdings, signature("mia"), "a1", TODAY).done_by == "Mia Member"
