"""The history, opened through app.py: in plain words, filtered, checked, and never as code."""

import datetime as dt

import pytest
from sqlalchemy import text

from dashboard.core.people import Person, Role
from dashboard.usecases.upkeep.leaving import pseudonymise
from tests.history_factories import NOON, action, added, changed, signature, update
from tests.memory_store import recording, records_anew
from tests.pages.opening import open_page, words
from tests.people_factories import person
from tests.people_factories import signature as by_role

ENTRY = '<article class="yj-entry">'
ATTACK = "<script>alert(1)</script> =SUM(A1) "


@pytest.fixture
def opened(shipped_holdings, empty_store):
    today = shipped_holdings.as_of
    held = recording(shipped_holdings, records_anew(empty_store, today))
    return lambda **address: open_page("history", held, empty_store, **address)


@pytest.fixture
def filled(empty_store):
    ann = Person("ann", "Ann Smith", (Role.OFFICER,))
    added(empty_store, ann, who=signature("Cy", NOON - dt.timedelta(days=9)))
    added(empty_store, action(), update(text=ATTACK))
    changed(empty_store, action(owner="ann", due=dt.date(2027, 3, 31)))
    return empty_store


def test_each_change_is_told_in_plain_words_newest_first(opened, filled):
    shown = words(opened())

    assert shown.count(ENTRY) == 4
    assert "<strong>Due date</strong>: from 31 January 2027 to 31 March 2027" in shown
    assert "<strong>Owner</strong>: set to Ann Smith" in shown
    assert "Why: Illness" in shown
    assert "Entry 4 to 5" in shown
    assert "Added the action &quot;Train staff&quot;" in shown
    assert "Ann, identity not verified, 21 November 2026, 12:00 UTC" in shown
    assert shown.index("Why: Illness") < shown.index("Added the action")
    assert "2027-03-31" not in shown
    assert "hertfordshire-2018-3" not in shown


def test_whose_changes_were_looked_for_in_one_board_is_not_asked_of_another(opened, filled):
    page = opened(who="Cy", part="1")

    page = page.selectbox(key="choice_service").select("leeds").run()

    assert page.selectbox(key="choice_who").value == "all"
    assert not page.info


def test_a_name_that_was_replaced_is_told_as_what_happened(opened, empty_store):
    added(empty_store, person("Dev Patel"), person("Cy Brown", Role.CHAIR, active=False))
    pseudonymise(empty_store, by_role(Role.ADMINISTRATOR), "cy")

    shown = words(opened())

    assert "Replaced the name of somebody who left, now &quot;Former chair 1&quot;" in shown
    assert "<strong>Old name</strong>: replaced for good" in shown
    assert "Cy Brown" not in shown


def test_what_people_typed_is_shown_as_text(opened, filled):
    shown = words(opened())

    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =SUM(A1)" in shown


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ({"kind": "person"}, 1),
        ({"who": "Cy"}, 1),
        ({"text": "illness"}, 1),
        ({"service": "essex"}, 1),
        ({"service": "essex", "scope": "all"}, 4),
        ({"as_of": "2026-11-20"}, 1),
    ],
)
def test_the_address_narrows_what_is_shown(opened, filled, address, number):
    page = opened(**address)

    assert words(page).count(ENTRY) == number
    assert not page.error


def test_a_search_without_result_says_how_to_widen_it(opened, filled):
    shown = words(opened(text="unicorn"))

    assert "None of the 5 entries fits" in shown
    assert ENTRY not in shown


def test_a_kind_that_is_not_there_is_one_sentence(opened, filled):
    page = opened(kind="unicorn")

    assert len(page.error) == 1
    assert words(page).count(ENTRY) == 4


def test_the_last_hash_stands_there_with_what_it_is_for(opened, filled):
    with filled.database.reading() as connection:
        sealed = connection.scalar(text("SELECT hash FROM history WHERE number = 5"))
        earlier = connection.scalar(text("SELECT hash FROM history WHERE number = 1"))

    now, then = words(opened()), words(opened(as_of="2026-11-20"))

    assert f"<strong>{sealed[:16]}</strong>{sealed[16:]}" in now
    assert "Note the first 16 characters in the minutes" in now
    assert "Entry 1 is the last by 20 November 2026" in then
    assert earlier[16:] in then


def test_a_whole_history_says_so_and_an_edited_one_names_the_entry(opened, filled):
    page = opened()
    assert (
        "The history of all boards is whole: its 5 entries follow from one another"
        in page.success[0].value
    )

    with filled.database.writing() as connection:
        of = " ON history" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER history_update_guard{of}"))
        connection.execute(text("UPDATE history SET why = 'x' WHERE number = 3"))
    page = opened()

    assert not page.success
    assert page.error[0].value.startswith("Entry 3 (")


def test_everything_is_checked_at_the_press_of_a_button(opened, filled):
    page = opened()
    button = next(b for b in page.button if b.label == "Check everything now")

    assert "evidence too" in button.click().run().success[0].value


def test_a_long_history_comes_fifty_entries_at_a_time(opened, empty_store):
    added(empty_store, *(action(id=f"a{n}", title=f"Step {n}") for n in range(101)))

    first, last = words(opened()), words(opened(part="3"))

    assert first.count(ENTRY) == 50
    assert "Step 100" in first
    assert (last.count(ENTRY), "Step 0&quot;" in last) == (1, True)


def test_an_empty_history_says_what_will_stand_there(opened):
    page = opened()

    assert "Nobody has changed anything yet." in words(page)
    assert not page.error
