"""What a board settles, how a recommendation moves, and the gate before it is confirmed."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.history import WHOLE, Search
from dashboard.core.people import Partner, Role
from dashboard.core.register.actions import Action, EvidenceKind
from dashboard.core.register.follow_ups import FollowUp, Response, Status
from dashboard.core.register.success_measures import (
    Better,
    MeasureKind,
    RecordedReading,
    SuccessMeasure,
)
from dashboard.core.rooms import EVERYWHERE
from dashboard.errors import (
    ChangeRefusedError,
    ConflictError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.store import history, records
from dashboard.usecases.register.actions import (
    ActionToSave,
    add_action,
    edit_action,
    post_update,
    report_done,
)
from dashboard.usecases.register.closing import (
    close_not_done,
    confirm,
    reopen,
    reopen_where_effect_lost,
)
from dashboard.usecases.register.evidence import EvidenceToAdd, add_evidence
from dashboard.usecases.register.follow_up import (
    Settlement,
    move,
    set_measure,
    settle,
)
from dashboard.usecases.register.readings import record_reading, withdraw_reading
from tests.databases import on_both_databases
from tests.inspection_factories import shipped
from tests.register_factories import (
    NOW,
    THIRD,
    TODAY,
    done_action,
    entry_of,
    evidence,
    follow_up,
    held,
    measure,
    signature,
    store_all,
    store_people,
    store_roles,
)
from tests.stored import records_in

PROPOSED, *_, EARLIER = shipped("hertfordshire-2018").recommendations[2].proposals
DUE = dt.date(2019, 12, 31)
AGREED = Settlement(Response.ACCEPTED, owner="olu", body="Police", due=DUE)


@pytest.fixture
def store(store):
    store_all(store, Partner("p1", "Police"), Partner("p2", "Elsewhere", "essex"))
    return store


def standing(store, holdings, as_of=TODAY):
    return entry_of(held(store, holdings, as_of), THIRD).standing


def work_done(store, holdings, sid="a"):
    """Olu does what the recommendation asks for, claims it and shows it."""
    add_action(store, holdings, signature(), ActionToSave(f"{sid}1", THIRD, "Ask victims", "olu"))
    report_done(store, holdings, signature("olu"), f"{sid}1", dt.date(2019, 3, 20))
    audit = EvidenceToAdd(
        f"{sid}2", THIRD, "Audit", EvidenceKind.AUDIT, TODAY, link="https://example.org/a"
    )
    add_evidence(store, holdings, signature("olu"), audit)
    move(store, holdings, signature("olu"), THIRD, Status.DONE)


def read(store, holdings, sid, day, value, at=NOW):
    words = f"quarter to {day}"
    return record_reading(
        store, holdings, signature("ben", at), sid, THIRD, day, words, value, "audit"
    )


def confirmed(store, holdings):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    work_done(store, holdings)
    read(store, holdings, "r1", dt.date(2018, 12, 31), 81)
    read(store, holdings, "r2", dt.date(2019, 3, 31), 80)
    return confirm(store, holdings, signature("ann"), THIRD)


def test_confirming_is_refused_while_the_measure_is_not_met_and_the_condition_is_named(
    store, holdings
):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    set_measure(store, holdings, signature(), THIRD, EARLIER, 1)
    work_done(store, holdings)

    with pytest.raises(ChangeRefusedError) as refused:
        confirm(store, holdings, signature("ann"), THIRD)

    assert str(refused.value) == (
        "It cannot be confirmed yet: “Key question 3.3.3, others kept safe in out-of-court work” "
        "is at 69% (inspection of 20 September 2018), target at least 80%, met for "
        "0 of 2 periods in a row since the recommendation."
    )
    assert standing(store, holdings).status is Status.EFFECT_NOT_SHOWN


def test_a_refused_confirmation_names_every_condition_that_is_not_met(store, holdings):
    with pytest.raises(ChangeRefusedError) as refused:
        confirm(store, holdings, signature("ann"), THIRD)

    for words in (
        "no action is recorded",
        "no evidence is recorded",
        "has no reading since its baseline",
    ):
        assert words in str(refused.value)
    assert not records_in(store).of(FollowUp)


def test_a_register_that_took_up_the_earlier_proposal_keeps_it(store, holdings):
    store_all(store, follow_up(measure=EARLIER))

    progress = standing(store, holdings).progress
    assert progress is not None
    assert (progress.measure, progress.latest.value) == (EARLIER, 69)


def unnamed_reading():
    day = dt.date(2019, 3, 31)
    return RecordedReading("r8", "hertfordshire", THIRD, day, "to March", 50, "audit", "Ben")


def test_readings_recorded_before_they_named_their_measure_stay_readings_of_the_earlier_proposal(
    store, holdings
):
    store_all(store, unnamed_reading())

    found = standing(store, holdings)
    assert found.follow_up.measure == EARLIER
    assert [each.value for each in found.progress.readings] == [69, 50]


def test_a_reading_recorded_now_is_of_the_proposal_of_today(store, holdings):
    found = read(store, holdings, "r1", dt.date(2019, 3, 31), 81)

    shown = standing(store, holdings)
    assert found.measure == shown.follow_up.measure.name == PROPOSED.name
    assert [each.value for each in shown.progress.readings] == [81]


def test_earlier_readings_that_were_all_withdrawn_leave_the_proposal_of_today(store, holdings):
    store_all(store, replace(unnamed_reading(), withdrawn_because="Typed wrongly"))

    assert standing(store, holdings).follow_up.measure == PROPOSED


@on_both_databases
def test_it_is_confirmed_with_the_measure_met_the_evidence_and_another_person(store, holdings):
    found = confirmed(store, holdings)

    assert found.status is Status.CONFIRMED
    (closing,) = found.closings
    assert (closing.by, closing.on) == ("Ann Chair", TODAY)
    assert closing.measured_to == dt.date(2019, 3, 31)
    assert standing(store, holdings).status is Status.CONFIRMED


def test_an_owner_who_chairs_the_board_cannot_confirm(store, holdings):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    work_done(store, holdings)
    read(store, holdings, "r1", dt.date(2018, 12, 31), 81)
    read(store, holdings, "r2", dt.date(2019, 3, 31), 80)

    store_roles(store, "olu", Role.MEMBER, Role.CHAIR)

    with pytest.raises(ChangeRefusedError, match=r"Olu Owner owns it .* somebody else confirms"):
        confirm(store, holdings, signature("olu", NOW, Role.CHAIR), THIRD)


def ready(store, holdings):
    """All is done and shown, and somebody claimed it."""
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    work_done(store, holdings)
    read(store, holdings, "r1", dt.date(2018, 12, 31), 81)
    read(store, holdings, "r2", dt.date(2019, 3, 31), 80)


def test_an_owner_who_hands_it_over_after_the_claim_still_cannot_confirm(store, holdings):
    ready(store, holdings)
    handed_over = replace(AGREED, owner="mia")
    version = records_in(store).version_of(records_in(store).of(FollowUp)[THIRD])
    settle(store, holdings, signature(), THIRD, handed_over, version)
    edit_action(store, holdings, signature(), ActionToSave("a1", THIRD, "Ask victims", "mia"), 2)
    store_roles(store, "olu", Role.MEMBER, Role.CHAIR)

    with pytest.raises(ChangeRefusedError, match=r"Olu Owner said that it is done, or owned it"):
        confirm(store, holdings, signature("olu", NOW, Role.CHAIR), THIRD)


def test_who_claimed_it_for_the_owner_cannot_confirm_it(store, holdings):
    ready(store, holdings)
    move(store, holdings, signature("ann"), THIRD, Status.IN_PROGRESS, "Look again")
    assert records_in(store).of(FollowUp)[THIRD].claimants == ()
    move(store, holdings, signature("ben"), THIRD, Status.DONE)
    store_roles(store, "ben", Role.OFFICER, Role.CHAIR)

    with pytest.raises(ChangeRefusedError, match=r"Ben Officer said that it is done"):
        confirm(store, holdings, signature("ben", NOW, Role.CHAIR), THIRD)
    assert confirm(store, holdings, signature("ann"), THIRD).status is Status.CONFIRMED


@on_both_databases
def test_a_chair_who_lost_the_role_meanwhile_cannot_confirm(store, holdings):
    ready(store, holdings)
    store_roles(store, "ann", Role.MEMBER)

    with pytest.raises(NotAllowedError, match="Ann Chair is no longer chair, so nothing was"):
        confirm(store, holdings, signature("ann"), THIRD)


def test_the_target_does_not_move_once_it_was_claimed_to_be_reached(store, holdings):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    work_done(store, holdings)
    now = records_in(store).of(FollowUp)[THIRD]
    assert now.measure
    lower = replace(now.measure, target=69, periods_needed=1)

    for wanted in (lower, None):
        with pytest.raises(ChangeRefusedError, match="claimed as done against this measure"):
            set_measure(store, holdings, signature(), THIRD, wanted, 3, "Easier")


def test_readings_of_one_measure_never_count_for_another(store, holdings):
    set_measure(store, holdings, signature(), THIRD, measure(), 0)
    read(store, holdings, "r1", dt.date(2019, 3, 31), 81)
    other = SuccessMeasure(MeasureKind.AUDIT, "Victims content", 80)

    for wanted in (other, None):
        with pytest.raises(ChangeRefusedError, match=r"What is measured stays .* recorded \(1\)"):
            set_measure(store, holdings, signature(), THIRD, wanted, 1, "A better one")
    withdraw_reading(store, holdings, signature(), "r1", "Of the other measure")

    assert set_measure(store, holdings, signature(), THIRD, other, 1, "A better one").measure


def test_nobody_knows_whether_somebody_unregistered_is_the_owner(store, holdings):
    chair = signature("ann")
    unknown = replace(chair, actor=replace(chair.actor, person_id=""))

    with pytest.raises(NotAllowedError, match="not on the list of people"):
        confirm(store, holdings, unknown, THIRD)


def test_what_nobody_claimed_is_done_cannot_be_confirmed(store, holdings):
    confirmed(store, holdings)
    reopen(store, holdings, signature("ann"), THIRD, "The audit was of the wrong cases.")

    with pytest.raises(ChangeRefusedError, match='"Re-opened" and cannot become "Confirmed"'):
        confirm(store, holdings, signature("ann"), THIRD)


def test_a_later_reading_below_target_reopens_it_and_the_closing_stays(store, holdings):
    before = confirmed(store, holdings)
    later = dt.datetime(2019, 8, 1, 9, tzinfo=dt.UTC)

    read(store, holdings, "r3", dt.date(2019, 6, 30), 74, later)

    found = records_in(store).of(FollowUp)[THIRD]
    assert found.status is Status.REOPENED
    (closing,) = found.closings
    assert replace(closing, reopened_on=None, reopened_because="") == before.closings[0]
    assert closing.reopened_on == dt.date(2019, 8, 1)
    assert "fell to 74%" in closing.reopened_because
    with store.database.reading() as connection:
        last = next(history.found(connection, EVERYWHERE, Search(), most=1))
    assert (last.who, last.identity) == ("the dashboard", "automatic")


def test_what_reopened_by_itself_is_worked_on_and_confirmed_again(store, holdings):
    confirmed(store, holdings)
    later = dt.datetime(2020, 2, 1, 9, tzinfo=dt.UTC)
    read(store, holdings, "r3", dt.date(2019, 6, 30), 74, later)
    read(store, holdings, "r4", dt.date(2019, 9, 30), 85, later)
    read(store, holdings, "r5", dt.date(2019, 12, 31), 85, later)

    move(store, holdings, signature("olu", later), THIRD, Status.DONE)
    found = confirm(store, holdings, signature("ann", later), THIRD)

    assert [closing.status for closing in found.closings] == [Status.CONFIRMED] * 2
    assert found.closings[0].reopened_on == later.date()
    assert found.closings[1].measured_to == dt.date(2019, 12, 31)


def test_a_loss_that_nobody_wrote_down_is_written_before_the_next_change(store, holdings):
    before = confirmed(store, holdings)
    lost = records_of_loss()
    store_all(store, lost)
    at = dt.datetime(2019, 8, 1, 9, tzinfo=dt.UTC)
    seen = records_in(store).version_of(before)

    later = replace(AGREED, due=dt.date(2020, 6, 30))
    settle(store, holdings, signature("ben", at), THIRD, later, seen, "It takes longer")

    found = records_in(store).of(FollowUp)[THIRD]
    assert (found.status, found.due, found.original_due) == (Status.REOPENED, later.due, DUE)


def records_of_loss():

    day = dt.date(2019, 6, 30)
    return RecordedReading("r9", "hertfordshire", THIRD, day, "a quarter", 50, "audit", "Ben")


@on_both_databases
def test_every_loss_is_written_down_once(store, holdings):
    confirmed(store, holdings)
    store_all(store, records_of_loss())
    at = dt.datetime(2019, 8, 1, 9, tzinfo=dt.UTC)

    assert reopen_where_effect_lost(store, holdings, signature("mia", at)) == (THIRD,)
    assert reopen_where_effect_lost(store, holdings, signature("mia", at)) == ()


def test_a_reading_that_a_confirmation_rests_on_is_not_withdrawn(store, holdings):
    confirmed(store, holdings)

    with pytest.raises(ChangeRefusedError, match="confirmed on this reading: re-open it first"):
        withdraw_reading(store, holdings, signature(), "r1", "A slip")


def test_withdrawing_the_reading_that_reopened_it_does_not_close_it_again(store, holdings):
    confirmed(store, holdings)
    later = dt.datetime(2019, 8, 1, 9, tzinfo=dt.UTC)
    read(store, holdings, "r3", dt.date(2019, 6, 30), 74, later)

    withdraw_reading(store, holdings, signature("ben", later), "r3", "A slip")

    assert standing(store, holdings, later.date()).status is Status.REOPENED


def test_a_board_settles_response_owner_body_and_date_and_the_first_date_stays(store, holdings):
    first = settle(store, holdings, signature(), THIRD, AGREED, 0)
    moved = replace(AGREED, due=dt.date(2020, 3, 31))

    second = settle(store, holdings, signature(), THIRD, moved, 1, "The panel meets in March")

    assert (first.response, first.owner, first.body, first.original_due) == (
        Response.ACCEPTED,
        "olu",
        "Police",
        DUE,
    )
    assert (second.due, second.original_due) == (dt.date(2020, 3, 31), DUE)
    assert first.measure is not None
    assert first.measure.proposed


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"response": Response.PARTLY}, 'The reason is missing: "Partly accepted" needs one'),
        ({"response": Response.REJECTED}, 'The reason is missing: "Rejected" needs one'),
        ({"owner": "nobody"}, 'The owner "nobody" is not known here'),
        ({"owner": "guy"}, 'The owner "Guy Gone" left'),
        ({"owner": "sue"}, 'The owner "Sue Elsewhere" belongs to another service'),
        ({"due": dt.date(2018, 9, 19)}, "19 September 2018 lies before .* published"),
        ({"body": "The Moon"}, '"The Moon" is not a partner of this board: choose one of Police'),
        ({"due": None}, "The due date was 31 December 2019: write why it moves"),
        ({"due": dt.date(2020, 1, 1)}, "The due date was 31 December 2019: write why it moves"),
    ],
)
def test_what_cannot_be_settled_is_one_sentence_and_nothing_is_stored(
    store, holdings, changed, sentence
):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    before = records_in(store)

    with pytest.raises(ChangeRefusedError, match=sentence):
        settle(store, holdings, signature(), THIRD, replace(AGREED, **changed), 1)

    assert records_in(store) == before


def test_an_unknown_recommendation_or_indicator_is_refused(store, holdings):
    with pytest.raises(UnknownNameError, match='no recommendation "hertfordshire-2018-9"'):
        settle(store, holdings, signature(), "hertfordshire-2018-9", AGREED, 0)
    with pytest.raises(UnknownNameError, match='no indicator "luck"'):
        settle(store, holdings, signature(), THIRD, replace(AGREED, indicators=("luck",)), 0)


@on_both_databases
def test_a_second_person_who_settles_the_same_gets_what_the_first_stored(store, holdings):
    settle(store, holdings, signature(), THIRD, AGREED, 0)

    with pytest.raises(ConflictError, match="was changed by Ben Officer") as conflict:
        settle(store, holdings, signature(), THIRD, Settlement(Response.ACCEPTED), 0, "x")

    assert conflict.value.held == records_in(store).of(FollowUp)[THIRD]
    assert conflict.value.version == 1


@on_both_databases
def test_whoever_saw_an_earlier_due_date_meets_the_conflict_and_no_question_why(store, holdings):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    later = replace(AGREED, due=dt.date(2020, 3, 31))
    settle(store, holdings, signature(), THIRD, later, 1, "The panel meets in March")
    set_measure(store, holdings, signature(), THIRD, measure(), 2)

    with pytest.raises(ConflictError):
        settle(store, holdings, signature(), THIRD, replace(AGREED, body="Police", owner="mia"), 1)
    with pytest.raises(ConflictError):
        set_measure(store, holdings, signature(), THIRD, measure(target=90), 2)


def test_a_second_submit_of_the_same_settlement_changes_nothing(store, holdings):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    before = records_in(store)

    settle(store, holdings, signature(), THIRD, AGREED, 0)

    assert records_in(store) == before


def test_settling_nothing_stores_nothing(store, holdings):
    settle(store, holdings, signature(), THIRD, Settlement(Response.NONE), 0)

    assert not records_in(store).of(FollowUp)


@pytest.mark.parametrize("person", ["olu", "ann", "mia"])
def test_only_an_officer_edits_the_register(store, holdings, person):
    with pytest.raises(NotAllowedError, match="may not edit the register"):
        settle(store, holdings, signature(person), THIRD, AGREED, 0)
    with pytest.raises(NotAllowedError, match="may not edit the register"):
        set_measure(store, holdings, signature(person), THIRD, measure(), 0)


@pytest.mark.parametrize("person", ["olu", "ben", "mia"])
def test_only_a_chair_confirms_closes_and_reopens(store, holdings, person):
    who = signature(person)
    for change in (
        lambda: confirm(store, holdings, who, THIRD),
        lambda: close_not_done(store, holdings, who, THIRD, "a", "b"),
        lambda: reopen(store, holdings, who, THIRD, "a"),
    ):
        with pytest.raises(NotAllowedError, match="may not confirm or close"):
            change()


def test_a_measure_that_a_board_sets_is_no_proposal_any_more(store, holdings):
    found = set_measure(store, holdings, signature(), THIRD, measure(proposed=True, target=85), 0)

    assert found.measure == measure(target=85)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"target": 101}, "The target cannot be 101%: write a number from 0 to 100"),
        ({"baseline": -1}, "The baseline cannot be -1%"),
        ({"name": "<b>"}, "holds < or >"),
        ({"subject": "9.9.9"}, 'no key question "9.9.9"'),
    ],
)
def test_a_measure_that_cannot_be_is_refused(store, holdings, changed, sentence):
    with pytest.raises((ChangeRefusedError, UnknownNameError), match=sentence):
        set_measure(store, holdings, signature(), THIRD, measure(**changed), 0)


def test_an_agreed_measure_changes_only_with_a_reason(store, holdings):
    set_measure(store, holdings, signature(), THIRD, measure(), 0)

    for wanted in (measure(target=60), None):
        with pytest.raises(ChangeRefusedError, match="This measure was agreed: write why"):
            set_measure(store, holdings, signature(), THIRD, wanted, 1)

    found = set_measure(store, holdings, signature(), THIRD, measure(target=85), 1, "Higher aim")
    assert found.measure == measure(target=85)


@on_both_databases
def test_the_owner_claims_it_is_done_and_the_chair_sends_it_back_with_a_reason(store, holdings):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    move(store, holdings, signature("olu"), THIRD, Status.IN_PROGRESS)
    move(store, holdings, signature("olu"), THIRD, Status.DONE)

    with pytest.raises(NotAllowedError):
        move(store, holdings, signature("olu"), THIRD, Status.IN_PROGRESS, "not yet")
    with pytest.raises(ChangeRefusedError, match="reason for sending it back is missing"):
        move(store, holdings, signature("ann"), THIRD, Status.IN_PROGRESS)
    found = move(store, holdings, signature("ann"), THIRD, Status.IN_PROGRESS, "One case <is> open")

    assert found.status is Status.IN_PROGRESS


def test_a_member_who_owns_nothing_of_it_cannot_move_it(store, holdings):
    with pytest.raises(NotAllowedError, match="Mia Member may not report progress"):
        move(store, holdings, signature("mia"), THIRD, Status.IN_PROGRESS)


@pytest.mark.parametrize(
    "to", [Status.NOT_STARTED, Status.CONFIRMED, Status.CLOSED, Status.REOPENED]
)
def test_nobody_moves_to_a_status_that_has_a_gate_of_its_own(store, holdings, to):
    with pytest.raises(ChangeRefusedError, match="confirm, close or re-open it"):
        move(store, holdings, signature("ann"), THIRD, to)


def test_a_second_submit_of_a_move_or_a_closing_changes_nothing(store, holdings):
    confirmed(store, holdings)
    before = records_in(store)

    confirm(store, holdings, signature("ann"), THIRD)

    assert records_in(store) == before


def test_closing_what_was_not_done_needs_a_reason_and_the_accepted_risk(store, holdings):
    for reason, risk in (("", "some"), ("No money", " ")):
        with pytest.raises(ChangeRefusedError, match="is missing: closing what was not done"):
            close_not_done(store, holdings, signature("ann"), THIRD, reason, risk)

    found = close_not_done(store, holdings, signature("ann"), THIRD, "No money", "Victims wait")

    assert found.status is Status.CLOSED
    assert (found.closings[0].reason, found.closings[0].accepted_risk) == (
        "No money",
        "Victims wait",
    )


@on_both_databases
def test_a_closed_recommendation_takes_no_change_but_a_reopening(store, holdings):
    close_not_done(store, holdings, signature("ann"), THIRD, "No money", "Victims wait")

    with pytest.raises(ChangeRefusedError, match='"Closed - not done": re-open it first'):
        settle(store, holdings, signature(), THIRD, AGREED, 1)
    with pytest.raises(ChangeRefusedError, match="re-open it first"):
        set_measure(store, holdings, signature(), THIRD, measure(target=10), 1, "easier")
    with pytest.raises(ChangeRefusedError, match="reason for re-opening is missing"):
        reopen(store, holdings, signature("ann"), THIRD, " ")

    found = reopen(store, holdings, signature("ann"), THIRD, "There is money now")
    assert found.status is Status.REOPENED
    assert found.closings[0].reopened_because == "There is money now"
    assert reopen(store, holdings, signature("ann"), THIRD, "There is money now") == found
    with pytest.raises(ChangeRefusedError, match='It is "Re-opened"'):
        reopen(store, holdings, signature("ann"), THIRD, "Another reason")


@on_both_databases
def test_every_change_of_a_follow_up_is_in_the_history_with_its_why(store, holdings):
    settle(store, holdings, signature(), THIRD, AGREED, 0)
    move(store, holdings, signature("olu"), THIRD, Status.IN_PROGRESS, "We began")

    with store.database.reading() as connection:
        found = list(
            history.found(connection, EVERYWHERE, Search(kind="follow-up", items=(THIRD,)))
        )

    assert [(e.change.field, e.who, e.change.why) for e in found] == [
        ("status", "Olu Owner", "We began"),
        (WHOLE, "Ben Officer", ""),
    ]


@on_both_databases
def test_a_refused_change_stores_nothing_of_what_came_before_it(store, holdings):
    confirmed(store, holdings)
    store_all(store, records_of_loss())
    before = records_in(store)

    with pytest.raises(ChangeRefusedError):
        confirm(store, holdings, signature("ann", dt.date(2019, 8, 1)), THIRD)

    assert records_in(store) == before


def test_the_first_update_and_the_first_action_done_start_it(store, holdings):
    post_update(store, holdings, signature(), "u1", THIRD, "We began.")

    assert records_in(store).of(FollowUp)[THIRD].status is Status.IN_PROGRESS


def test_records_of_actions_are_not_touched_by_a_closing(store, holdings):
    confirmed(store, holdings)

    with store.database.reading() as connection:
        stored = records.records(connection, EVERYWHERE).of(Action)
    assert [action.done_by for action in stored.values()] == ["Olu Owner"]


@on_both_databases
def test_new_figures_that_miss_the_target_reopen_what_earlier_ones_had_confirmed(
    own_store, shipped_holdings
):
    # Hertfordshire's rate was 129 in 2021 and 138 in 2022; each was published the next autumn.
    store_people(own_store)
    aim = SuccessMeasure(
        MeasureKind.INDICATOR,
        "First-time entrants",
        135,
        "per 100,000",
        Better.LOWER,
        "first-time-entrants",
    )
    store_all(
        own_store,
        follow_up(status=Status.DONE, measure=aim),
        done_action(),
        evidence(),
    )
    autumn_2022, autumn_2023 = dt.date(2022, 11, 1), dt.date(2023, 11, 1)

    found = confirm(own_store, shipped_holdings, signature("ann", autumn_2022), THIRD)

    assert found.closings[0].measured_to == dt.date(2021, 12, 31)
    for day, reopened in ((autumn_2022, ()), (autumn_2023, (THIRD,))):
        who = signature("ann", day)
        assert reopen_where_effect_lost(own_store, shipped_holdings, who) == reopened
    last = records_in(own_store).of(FollowUp)[THIRD].closings[0]
    assert "“First-time entrants” rose to 138 per 100,000" in last.reopened_because
