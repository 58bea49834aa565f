"""A recommendation for others that a board makes its own action of, and takes back again."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Decision, SubjectKind
from dashboard.core.history import Search
from dashboard.core.people import Partner
from dashboard.core.register.actions import Action, Update
from dashboard.core.register.follow_ups import FollowUp, Response, Status
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.core.register.reminders import ReminderKind
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.usecases.board.adoptions import OWN_WORDS, OwnAction, adopt, take_back
from dashboard.usecases.register.actions import (
    ActionToSave,
    add_action,
    drop_action,
    post_update,
    report_done,
)
from dashboard.usecases.register.closing import close_not_done, confirm, reopen
from dashboard.usecases.register.follow_up import Settlement, move, set_measure, settle
from dashboard.usecases.register.recommendations import RegisterFilter, register
from dashboard.usecases.register.reminders import reminders
from dashboard.usecases.upkeep.history import every_entry, verify
from tests.board_factories import meeting
from tests.databases import on_both_databases
from tests.register_factories import (
    THIRD,
    TODAY,
    action,
    entry_of,
    follow_up,
    held,
    measure,
    recommendation,
    signature,
    store_all,
)
from tests.stored import records_in

OTHERS, OWN = "essex-2018-1", "own-1"
DUE = TODAY + dt.timedelta(days=60)
CHAIR = signature("ann")


def asked(**changed):
    usual = OwnAction(OWN, "Agree with Kent how we share information.", owner="olu", due=DUE)
    return replace(usual, **changed)


@pytest.fixture
def make(store, holdings):
    return lambda signed=CHAIR, of=OTHERS, **changed: adopt(
        store, holdings, signed, of, asked(**changed)
    )


@pytest.fixture
def undo(store, holdings):
    return lambda why="A slip.", signed=CHAIR, of=OWN: take_back(store, holdings, signed, of, why)


def ids(store, holdings, as_of=TODAY):
    entries = register(held(store, holdings, as_of), RegisterFilter("essex")).entries
    return [entry.recommendation.id for entry in entries]


@on_both_databases
def test_an_own_action_has_words_an_owner_and_a_date_of_its_own(store, holdings, make):
    store_all(store, Partner("p1", "Police"))
    made = make(body="Police")

    settled = records_in(store).of(FollowUp)[OWN]
    assert (made.kind, made.wording_note, made.for_others) == (SourceKind.OWN, OWN_WORDS, False)
    assert made.wording == "Agree with Kent how we share information."
    assert (made.addressee, made.published.text) == ("Essex", TODAY.isoformat())
    assert (settled.owner, settled.body, settled.due) == ("olu", "Police", DUE)
    assert (settled.response, settled.original_due) == (Response.ACCEPTED, DUE)
    assert records_in(store).of(Recommendation) == {OWN: made}


def test_the_one_for_others_keeps_its_state_and_names_the_own_action(store, holdings, make):
    made = make()

    found = entry_of(held(store, holdings), OTHERS).standing
    assert (found.status, found.adopted_as) == (Status.FOR_OTHERS, made)
    assert made.adopts == OTHERS


def test_the_own_action_is_late_stuck_and_due_like_any_other(store, holdings, make):
    make()
    after = held(store, holdings, DUE + dt.timedelta(days=40))

    found = entry_of(after, OWN).standing
    (due,) = reminders(after, DUE, "essex")
    assert (found.late, found.stuck, found.missing) == (True, True, ("measure",))
    assert (due.kind, due.id, due.owner) == (ReminderKind.RECOMMENDATION, OWN, "Olu Owner")


def test_adopting_is_a_decision_of_the_board_in_the_history(store, make):
    make()

    (decided,) = records_in(store).of(Decision).values()
    assert (decided.subject_kind, decided.subject) == (SubjectKind.RECOMMENDATION, OTHERS)
    assert decided.text == "Adopted: Agree with Kent how we share information."
    entries = [each for each in every_entry(store, Search()) if OWN in each.change.item]
    assert {each.change.kind for each in entries} == {"recommendation", "follow-up", "decision"}
    verify(store)


def test_a_second_submit_adopts_nothing_twice(store, make):
    assert make() == make()

    assert len(records_in(store).of(Recommendation)) == len(records_in(store).of(Decision)) == 1


def test_another_board_member_cannot_adopt_it_again(make):
    make()

    with pytest.raises(ChangeRefusedError, match=r"adopted already: find it as .*own action 1"):
        make(id="own-2")


@pytest.mark.parametrize("person", ["ben", "mia"])
def test_who_may_not_accept_a_draft_may_not_adopt_or_take_back(store, make, undo, person):
    with pytest.raises(NotAllowedError, match="may not record a decision of the board"):
        make(signature(person))
    make()
    with pytest.raises(NotAllowedError, match="may not record a decision of the board"):
        undo(signed=signature(person))

    assert not records_in(store).of(Recommendation)[OWN].withdrawn_because


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"wording": " "}, "Still missing: what your board will do\\."),
        ({"owner": ""}, r"Still missing: an owner \(a person or a partner\)\."),
        ({"due": None}, "Still missing: a due date\\."),
        ({"wording": "", "owner": "", "due": None}, "will do, an owner .* and a due date"),
        ({"due": TODAY - dt.timedelta(days=1)}, "is past"),
        ({"owner": "guy"}, "Guy Gone"),
        ({"body": "Nobody & Co"}, "is not a partner"),
        ({"id": OTHERS}, "names another recommendation"),
        ({"of": "hertfordshire-2018-3"}, "addressed to this service"),
    ],
)
def test_what_cannot_be_adopted_is_refused_and_stores_nothing(store, make, changed, reason):
    with pytest.raises(ChangeRefusedError, match=reason):
        make(**changed)

    assert not records_in(store).of(Recommendation)
    assert not records_in(store).of(Decision)


def test_today_is_not_past_and_a_partner_alone_will_do_for_an_owner(store, make):
    store_all(store, Partner("p1", "Police"))
    make(owner="", body="Police", due=TODAY)

    settled = records_in(store).of(FollowUp)[OWN]
    assert (settled.owner, settled.body, settled.due) == ("", "Police", TODAY)


def test_the_meeting_is_kept_and_must_be_of_this_board(store, make):
    store_all(store, meeting(service="essex", id="m1"), meeting(service="surrey", id="m2"))

    with pytest.raises(ChangeRefusedError, match="another board's"):
        make(meeting="m2")
    with pytest.raises(UnknownNameError):
        make(meeting="m3")
    make(meeting="m1")

    assert [each.meeting for each in records_in(store).of(Decision).values()] == ["m1"]


@on_both_databases
def test_an_adoption_can_be_taken_back_and_made_again(store, holdings, make, undo):
    make()
    undone = undo()

    assert undone.withdrawn_because == "A slip."
    assert ids(store, holdings) == [OTHERS]
    assert entry_of(held(store, holdings), OTHERS).standing.adopted_as is None
    again = make(id="own-2")
    assert (again.number, ids(store, holdings)) == (2, ["own-2", OTHERS])
    texts = [each.text for each in records_in(store).of(Decision).values()]
    assert texts[1].startswith("No longer adopted: Agree with Kent")
    assert texts[1].endswith("Reason: A slip.")
    verify(store)


def test_taking_back_needs_a_reason_and_is_done_once(store, make, undo):
    make()
    with pytest.raises(ChangeRefusedError, match="reason for taking it back is missing"):
        undo(" ")

    assert undo() == undo()
    with pytest.raises(ChangeRefusedError, match="taken back already"):
        undo("Again.")
    assert len(records_in(store).of(Decision)) == 2


def test_an_own_action_on_which_work_was_recorded_is_closed_and_not_taken_back(
    store, holdings, make, undo
):
    make()
    post_update(store, holdings, signature(), "u1", OWN, "We wrote to Kent.")

    with pytest.raises(ChangeRefusedError, match="Work on it was recorded"):
        undo()
    close_not_done(store, holdings, CHAIR, OWN, "Kent declined.", "Information is late.")
    assert entry_of(held(store, holdings), OWN).standing.status is Status.CLOSED


def test_what_was_not_adopted_cannot_be_taken_back(store, undo):
    store_all(store, recommendation(id="t1", service="essex"))

    with pytest.raises(ChangeRefusedError, match="did not adopt this"):
        undo(of="t1")
    with pytest.raises(UnknownNameError):
        undo(of="nothing")


def test_of_one_for_others_nothing_is_settled_and_each_refusal_says_what_to_do(store, holdings):
    place = (store, holdings)
    for refused in (
        lambda: settle(*place, signature(), OTHERS, Settlement(Response.ACCEPTED), 0),
        lambda: set_measure(*place, signature(), OTHERS, measure(), 0),
        lambda: move(*place, signature(), OTHERS, Status.IN_PROGRESS),
        lambda: add_action(*place, signature(), ActionToSave("a1", OTHERS, "Do it")),
        lambda: confirm(*place, CHAIR, OTHERS),
        lambda: close_not_done(*place, CHAIR, OTHERS, "No.", "None."),
        lambda: reopen(*place, CHAIR, OTHERS, "Yes."),
    ):
        with pytest.raises(ChangeRefusedError, match="Adopt it as your own action"):
            refused()

    assert not records_in(store).of(FollowUp)


@pytest.mark.parametrize("person", ["ann", "ben"])
def test_a_chair_or_an_officer_notes_what_comes_of_it_and_that_starts_nothing(
    store, holdings, person
):
    post_update(store, holdings, signature(person), "u1", OTHERS, "Guidance was published.")

    assert list(records_in(store).of(Update)) == ["u1"]
    assert not records_in(store).of(FollowUp)


def test_a_member_cannot_note_and_a_chair_notes_only_what_is_for_others(store, holdings):
    with pytest.raises(NotAllowedError):
        post_update(store, holdings, signature("mia"), "u1", OTHERS, "Seen.")
    with pytest.raises(NotAllowedError):
        post_update(store, holdings, signature("ann"), "u1", THIRD, "Seen.")


def test_what_was_recorded_before_it_was_for_others_stays_and_can_be_ended(store, holdings):
    begun = [action(n, service="essex", recommendation=OTHERS) for n in (1, 2)]
    store_all(store, follow_up(id=OTHERS, service="essex"), *begun)

    report_done(store, holdings, signature(), "action-1", TODAY)
    drop_action(store, holdings, signature(), "action-2", "Not ours.")

    found = entry_of(held(store, holdings), OTHERS).standing
    assert (found.status, found.follow_up.owner) == (Status.FOR_OTHERS, "olu")
    assert [each.is_open for each in found.actions] == [False, False]
    assert records_in(store).of(Action)["action-1"].done_on == TODAY


def test_before_it_was_adopted_there_was_no_own_action(store, holdings, make):
    make()

    assert ids(store, holdings, TODAY - dt.timedelta(days=1)) == [OTHERS]
