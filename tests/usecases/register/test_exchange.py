"""A register edited in a spreadsheet: previewed, refused row by row, stored whole, never twice."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.history import Search
from dashboard.core.register.actions import Action
from dashboard.core.register.follow_ups import FollowUp, Response, Status
from dashboard.core.register.sheets import ACTIONS, RECOMMENDATIONS
from dashboard.core.rooms import EVERYWHERE
from dashboard.errors import ImportRefusedError, NotAllowedError
from dashboard.reports.register import sheet_csv_bytes, workbook_bytes
from dashboard.store import history
from dashboard.store.writing import Writing
from dashboard.usecases.register.exchange import apply, preview
from dashboard.usecases.register.export import register_sheets
from dashboard.usecases.register.follow_up import Settlement, settle
from tests.databases import on_both_databases
from tests.register_factories import (
    NOW,
    PEOPLE,
    SERVICE,
    THIRD,
    action,
    done_action,
    follow_up,
    held,
    signature,
    store_all,
    store_people,
)
from tests.sheets_factories import edited, with_row
from tests.stored import records_in

FIRST, FOR_OTHERS = "hertfordshire-2018-1", "essex-2018-1"


@pytest.fixture
def store(own_store):
    store_people(own_store)
    store_all(own_store, follow_up(), action(1), done_action(2))
    return own_store


@pytest.fixture
def now(store, shipped_holdings):
    """What is held at this moment."""
    return lambda: held(store, shipped_holdings)


@pytest.fixture
def exported(store, now):
    return workbook_bytes(register_sheets(store, now(), SERVICE, NOW))


@pytest.fixture
def look(store, now):
    return lambda content, who="ben": preview(store, now(), signature(who), content, "r.xlsx")


@pytest.fixture
def load(store, now):
    return lambda content, seen=None: apply(store, now(), signature(), content, "r.xlsx", seen)


def of(store, kind, item):
    return records_in(store).of(kind).get(item)


def fields(found):
    return [(one.field, one.before, one.after) for one in found.changes]


def reasons(found):
    return [str(one) for one in found.refused]


def test_a_file_as_it_was_exported_changes_nothing(look, exported):
    found = look(exported)

    assert (found.changes, found.refused, found.unchanged) == ((), (), 5)


def test_each_sheet_as_csv_changes_nothing_either(look, store, now):
    sheets = register_sheets(store, now(), SERVICE, NOW)

    assert look(sheet_csv_bytes(sheets, RECOMMENDATIONS)).unchanged == 3
    assert look(sheet_csv_bytes(sheets, ACTIONS)).unchanged == 2


def test_a_preview_names_each_change_and_stores_nothing(look, store, exported):
    before = records_in(store)

    found = look(
        edited(
            exported,
            "Recommendations",
            FIRST,
            response="Accepted",
            owner="Mia Member",
            due_date=dt.date(2019, 9, 30),
        )
    )

    assert fields(found) == [
        ("Response", "No response yet", "Accepted"),
        ("Owner", "", "Mia Member"),
        ("Due date", "", "30 September 2019"),
    ]
    assert found.changes[0].item.endswith("recommendation 1")
    assert records_in(store) == before


@on_both_databases
def test_what_was_previewed_is_stored_under_the_name_of_who_loads_it(look, load, store, exported):
    sent = edited(exported, "Recommendations", FIRST, response="accepted", owner="mia member")
    seen = look(sent)

    assert load(sent, seen) == seen

    stored = of(store, FollowUp, FIRST)
    assert (stored.response, stored.owner, stored.status) == (
        Response.ACCEPTED,
        "mia",
        Status.NOT_STARTED,
    )
    with store.database.reading() as connection:
        last = next(history.found(connection, EVERYWHERE, Search(), most=1))
    assert (last.who, last.change.item) == ("Ben Officer", FIRST)


@on_both_databases
def test_all_changes_are_one_transaction(load, store, exported):
    sent = edited(exported, "Recommendations", FIRST, owner="Mia Member")
    sent = edited(sent, "Recommendations", "hertfordshire-2018-2", partner="Police")

    load(with_row(sent, "Actions", recommendation_id=FIRST, action="Ask", owner="Mia Member"))

    with store.database.reading() as connection:
        moments = {entry.at for entry in history.found(connection, EVERYWHERE, Search(), most=3)}
    assert len(moments) == 1


def test_one_refused_row_does_not_stop_the_others(load, store, exported):
    sent = edited(exported, "Recommendations", THIRD, owner="Nobody Known")
    sent = edited(sent, "Recommendations", FIRST, partner="Police")

    found = load(sent)

    assert fields(found) == [("Partner", "", "Police")]
    assert reasons(found)[0].startswith('Recommendations, row 2: There is no owner "Nobody Known"')
    assert of(store, FollowUp, THIRD).owner == "olu"
    assert of(store, FollowUp, FIRST).body == "Police"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"owner": "Guy Gone"}, 'There is no owner "Guy Gone"'),
        ({"owner": "Sue Elsewhere"}, 'There is no owner "Sue Elsewhere"'),
        ({"partner": "The Moon"}, '"The Moon" is not a partner of this board'),
        ({"response": "Maybe"}, 'There is no response "Maybe"'),
        ({"response": "Rejected"}, "The reason is missing"),
        ({"due_date": dt.date(2019, 8, 1)}, "write why it moves"),
        ({"due_date": None}, "The due date was 31 December 2019"),
        ({"due_date": "31/12/2017", "why_it_changed": "typo"}, "before the recommendation was"),
        ({"due_date": "31/31/2019"}, 'The due date "31/31/2019" is a day that does not'),
        ({"wording": "Do something easier."}, "The wording is the source's own"),
        ({"version": None, "partner": "Education"}, "The version is missing: export the register"),
        ({"version": "one"}, 'The version "one" is no version'),
        ({"recommendation_id": "hertfordshire-1999-9"}, "There is no recommendation with the id"),
    ],
)
def test_a_row_that_a_rule_refuses_says_why(look, exported, cells, reason):
    found = look(edited(exported, "Recommendations", THIRD, **cells))

    assert found.changes == ()
    assert reason in reasons(found)[0]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"start": "01/06/2019"}, "before it starts on 1 June 2019"),
        ({"action": None}, "The title of the action is missing"),
        ({"done_on": "01/01/2031"}, "still to come"),
        ({"done_on": "1 Jan"}, 'The done on "1 Jan" has no year'),
        ({"owner": "Guy Gone"}, 'There is no owner "Guy Gone"'),
        ({"action_id": "action-9"}, 'There is no action with the id "action-9"'),
        ({"recommendation_id": FIRST}, "stays with its recommendation"),
        ({"due_date": "30/06/2019"}, "write why it moves"),
        ({"version": 7, "action": "New words"}, "It was changed by Ben Officer on 3 June 2019"),
    ],
)
def test_an_action_that_a_rule_refuses_says_why(look, exported, cells, reason):
    found = look(edited(exported, "Actions", "action-1", **cells))

    assert found.changes == ()
    assert reason in reasons(found)[0]


def test_a_row_that_repeats_another_exactly_is_taken_once_and_refused_nowhere(look, exported):
    sent = edited(exported, "Recommendations", FIRST, partner="Police")
    copied = {"recommendation_id": FIRST, "wording": None, "version": 0, "partner": "Police"}

    sent = edited(sent, "Recommendations", FIRST, wording=None)
    blank = dict.fromkeys(("response", "owner", "due_date"))
    row = {"response": "No response yet"}
    found = look(edited(sent, "Recommendations", THIRD, **blank | copied | row))

    assert (fields(found), reasons(found)) == ([("Partner", "", "Police")], [])


def test_a_status_that_somebody_wrote_is_never_lost_in_silence(look, exported):
    column = {"status_(shown_only)": "Done"}

    found = look(edited(exported, "Recommendations", FIRST, **column))

    (note,) = found.notes
    assert note.startswith('Recommendations, a status written here is not read: row 3 ("Done").')
    assert look(exported).notes == ()


def test_a_partner_is_known_with_a_curly_apostrophe(look, exported):
    found = look(edited(exported, "Recommendations", FIRST, partner="children\u2019s services"))

    assert fields(found) == [("Partner", "", "Children's services")]


def test_an_owner_who_is_not_registered_is_told_who_can_add_people(look, exported):
    found = look(edited(exported, "Recommendations", FIRST, owner="Zzz Qqq"))

    assert "An administrator can add people; leave it empty for nobody." in reasons(found)[0]


def test_a_row_that_stands_twice_is_taken_once(look, exported):
    copied = {"recommendation_id": FIRST, "wording": None, "version": 0, "partner": "Police"}

    found = look(edited(exported, "Recommendations", THIRD, **copied))

    assert {one.item[-1] for one in found.changes} == {"1"}
    assert reasons(found) == [
        "Recommendations, row 3: It stands in row 2 already: remove one of the two rows."
    ]


@on_both_databases
def test_a_row_that_somebody_changed_since_the_export_is_refused_by_name(
    look, load, store, now, exported
):
    settle(store, now(), signature("ben"), THIRD, Settlement(Response.PARTLY, "Costs"), 1, "moved")

    sent = edited(exported, "Recommendations", THIRD, reason_for_the_response="Ours")

    assert "It was changed by Ben Officer on 3 June 2019 since the export" in reasons(look(sent))[0]
    assert load(sent).changes == ()
    assert of(store, FollowUp, THIRD).response_reason == "Costs"


@on_both_databases
def test_what_changed_between_preview_and_storing_is_refused_and_not_overwritten(
    look, load, store, now, exported
):
    sent = edited(exported, "Recommendations", FIRST, owner="Mia Member")
    sent = edited(sent, "Recommendations", "hertfordshire-2018-2", owner="Mia Member")
    seen = look(sent)
    settle(store, now(), signature("ben"), FIRST, Settlement(Response.NONE, owner="ann"), 0)

    found = load(sent, seen)

    assert "It was changed by Ben Officer" in reasons(found)[0]
    assert of(store, FollowUp, FIRST).owner == "ann"
    assert of(store, FollowUp, "hertfordshire-2018-2").owner == "mia"


def test_a_row_refused_in_the_preview_is_not_stored_unseen(look, load, store, exported):
    sent = edited(exported, "Recommendations", FIRST, owner="Zoe Later")
    seen = look(sent)
    store_all(store, replace(PEOPLE["mia"], id="zoe", name="Zoe Later"))

    found = load(sent, seen)

    assert "It would now change something else than was shown" in reasons(found)[0]
    assert of(store, FollowUp, FIRST) is None


@on_both_databases
def test_a_second_load_of_the_same_file_changes_nothing(load, store, exported):
    sent = edited(exported, "Recommendations", FIRST, response="ACCEPTED", owner="mia  member")
    sent = edited(sent, "Actions", "action-1", done_on="31/03/2019")
    sent = with_row(
        sent, "Actions", recommendation_id=FIRST, action="Ask victims", done_on="01/02/2019"
    )
    assert len(load(sent).changes) == 4
    before = records_in(store)

    again = load(sent)

    assert (again.changes, again.refused) == ((), ())
    assert records_in(store) == before
    assert [each.title for each in before.of(Action).values()].count("Ask victims") == 1


def test_a_new_action_is_a_row_without_an_id(load, store, exported):
    sent = with_row(
        exported,
        "Actions",
        recommendation_id=FIRST,
        action="Ask victims",
        owner="olu owner",
        partner="police",
        start="1/2/2019",
        due_date="2019-07-31",
    )

    found = load(sent)

    assert fields(found) == [
        (
            "New action",
            "",
            f"recommendation id: {FIRST}; owner: Olu Owner; partner: Police; start: 1 February "
            "2019; due date: 31 July 2019",
        )
    ]
    stored = list(records_in(store).of(Action).values())[-1]
    assert (stored.title, stored.owner, stored.body) == ("Ask victims", "olu", "Police")
    assert stored.due == stored.original_due == dt.date(2019, 7, 31)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"action": "STEP  1"}, 'There is an action "Step 1" already'),
        ({"action": "Ask", "dropped_because": "no"}, "A new action cannot be dropped"),
        ({"action": "Ask", "recommendation_id": None}, "There is no recommendation with the id"),
        ({"action": None, "owner": "Olu Owner"}, "The title of the action is missing"),
    ],
)
def test_a_new_action_that_cannot_be_says_why(look, exported, cells, reason):
    found = look(with_row(exported, "Actions", **({"recommendation_id": THIRD} | cells)))

    assert found.changes == ()
    assert reason in reasons(found)[0]


def test_the_same_new_action_twice_in_a_file_is_added_once(load, exported):
    new = {"recommendation_id": FIRST, "action": "Ask victims"}

    found = load(with_row(with_row(exported, "Actions", **new), "Actions", **new))

    assert [one.field for one in found.changes] == ["New action"]
    assert "stands twice in the file" in reasons(found)[0]


def test_a_new_action_that_was_renamed_since_is_not_added_again(load, store, exported):
    sent = with_row(exported, "Actions", recommendation_id=FIRST, action="Ask victims")
    load(sent)
    added = list(records_in(store).of(Action).values())[-1]
    with store.database.writing() as connection:
        Writing(connection, signature()).change(replace(added, title="Ask every victim"), 1)

    found = load(sent)

    assert 'There is an action "Ask every victim" already' in reasons(found)[0]


def test_an_action_is_reported_done_taken_back_and_dropped(load, store, exported):
    sent = edited(exported, "Actions", "action-1", dropped_because="No longer needed")
    load(edited(sent, "Actions", "action-2", done_on=None, why_it_changed="Not done after all"))

    assert of(store, Action, "action-1").dropped_because == "No longer needed"
    assert of(store, Action, "action-2").done_on is None


def test_a_claim_starts_a_recommendation_as_the_form_does(load, store, exported):
    load(with_row(exported, "Actions", recommendation_id=FIRST, action="A", done_on="1/3/2019"))

    assert of(store, FollowUp, FIRST).status is Status.IN_PROGRESS


@on_both_databases
def test_one_refused_step_of_a_row_undoes_the_whole_row(load, store, exported):
    sent = edited(exported, "Actions", "action-1", action="New words", done_on="01/01/2031")

    assert load(sent).changes == ()
    assert of(store, Action, "action-1").title == "Step 1"


def test_a_column_that_is_left_out_changes_nothing(look):
    found = look(f"Recommendation id,Version,Response\n{THIRD},1,Accepted\n".encode())

    assert (found.changes, found.refused, found.unchanged) == ((), (), 1)


def test_an_emptied_cell_empties_what_is_stored(look, exported):
    found = look(edited(exported, "Recommendations", THIRD, partner=None))

    assert fields(found) == [("Partner", "Police", "")]


def test_an_owner_who_left_stays_where_nobody_changed_it(look, store, now):
    store_all(store, follow_up(id=FIRST, owner="guy"))
    sheets = register_sheets(store, now(), SERVICE, NOW)

    assert look(workbook_bytes(sheets)).unchanged == 5


def test_an_owner_of_a_name_that_two_people_have_is_refused(look, store, exported):
    store_all(store, replace(PEOPLE["mia"], id="mia2"))

    found = look(edited(exported, "Recommendations", FIRST, owner="Mia Member"))

    assert '2 people are called "Mia Member"' in reasons(found)[0]


@pytest.mark.parametrize("who", ["mia", "ann", "olu"])
def test_only_an_officer_loads_a_file(store, now, exported, who):
    for work in (preview, apply):
        with pytest.raises(NotAllowedError, match="may not load a file"):
            work(store, now(), signature(who), exported, "r.xlsx")


def test_a_closed_recommendation_is_refused_as_on_its_page(look, store, now):
    store_all(store, follow_up(id=FIRST, status=Status.CLOSED))
    sent = workbook_bytes(register_sheets(store, now(), SERVICE, NOW))

    found = look(edited(sent, "Recommendations", FIRST, partner="Education"))

    assert "re-open it first" in reasons(found)[0]


def test_a_file_that_cannot_be_read_is_refused_whole(look):
    with pytest.raises(ImportRefusedError, match="nothing was stored"):
        look(b"PK but no workbook")


def test_the_export_says_where_the_history_stood(store, now):
    sheets = register_sheets(store, now(), SERVICE, NOW)

    with store.database.reading() as connection:
        assert sheets.head == history.head(connection)


@pytest.fixture
def essex(store, now):
    return register_sheets(store, now(), "essex", NOW)


def test_one_for_others_is_exported_with_its_state_and_comes_back_unchanged(essex, look):
    (row,) = essex.rows[RECOMMENDATIONS.title]
    seen = look(workbook_bytes(essex))

    assert (row["id"], row["status"]) == (FOR_OTHERS, "For others: watch")
    assert b"For others: watch" in sheet_csv_bytes(essex, RECOMMENDATIONS)
    assert (seen.changes, seen.refused, seen.unchanged) == ((), (), 1)


def test_an_owner_typed_beside_one_for_others_is_refused_with_what_to_do(essex, look):
    content = workbook_bytes(essex)
    (refused,) = look(edited(content, "Recommendations", FOR_OTHERS, partner="Police")).refused

    assert "for others" in refused.reason
    assert "Adopt it as your own action" in refused.reason
