"""Partners, opened through app.py: what each owes, whether it came, and the empty beginnings."""

import datetime as dt

import pytest

from dashboard.core.board.meetings import Attendance, Meeting, Presence
from dashboard.core.people import Partner, Role
from dashboard.core.register.actions import Action
from dashboard.store.writing import Writing
from dashboard.usecases.register.recommendations import RegisterFilter, register
from tests.conftest import TODAY
from tests.memory_store import recording, records_anew
from tests.pages.opening import open_page, words
from tests.people_factories import actor, person, signature
from tests.stored import records_in

SERVICE = "hertfordshire"
LATE = TODAY - dt.timedelta(days=1)


@pytest.fixture
def held(shipped_holdings, own_store):
    return recording(shipped_holdings, records_anew(own_store, TODAY))


@pytest.fixture
def opened(held, own_store):
    def of(*stored, acting=None, **address):
        with own_store.database.writing() as connection:
            for one in stored:
                Writing(connection, signature()).add(one)
        return open_page("partners", held, own_store, acting or actor(), **address)

    return of


@pytest.fixture
def action(shipped_holdings):
    first = register(shipped_holdings, RegisterFilter(SERVICE)).entries[0].recommendation.id

    def of(number, **changed):
        usual = {"id": f"a{number}", "service": SERVICE, "recommendation": first}
        return Action(**(usual | {"title": f"Step {number}"} | changed))

    return of


def meeting(*noted):
    return Meeting("m1", SERVICE, LATE, held=True, attendance=tuple(noted))


def name_of(page):
    return next(f for f in page.text_input if str(f.key).startswith("partner_name"))


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def test_before_anything_is_settled_it_says_so_and_what_has_no_partner(opened):
    shown = words(opened())

    assert "No open recommendation or action has a partner yet" in shown
    assert "No partner answers for these" in shown
    assert "No past meeting of the board is recorded yet" in shown


def test_the_answer_names_who_is_late_and_the_table_what_each_owes(opened, action):
    noted = Attendance("Police", Presence.DEPUTY), Attendance("Housing", Presence.ATTENDED)
    shown = words(
        opened(
            action(1, body="Police", due=LATE),
            action(2, body="Housing", due=TODAY),
            meeting(*noted),
        )
    )

    assert "1 of the 2 items that partners owe is late: Police" in shown
    assert "0 of 1, and 1 by a deputy" in shown
    assert "1 late" in shown


def test_a_link_opens_one_partner_with_what_it_owes_and_its_last_meetings(opened, action):
    page = opened(
        action(1, body="Police", due=LATE),
        action(2, body="Housing"),
        meeting(Attendance("Police", Presence.APOLOGIES)),
        partner="police",
    )

    shown = words(page)
    assert "What is open with Police" in shown
    assert "Step 1" in shown
    assert "Step 2" not in shown
    assert "Sent apologies" in shown
    assert page.selectbox(key="choice_partner").value == "police"


def test_of_one_partner_nothing_is_said_of_the_others(opened, action):
    late = [action(n, body="Housing", due=LATE) for n in (1, 2)]
    shown = words(opened(*late, action(3, body="Police", due=TODAY), partner="police"))

    assert "Police owes one item; it is not late." in shown
    assert "Partners owe" not in shown


def test_a_partner_leads_to_what_it_owes_and_an_action_names_its_recommendation(opened, action):
    shown = words(opened(action(1, body="Police", due=LATE)))

    assert "Partners owe one item; it is late: Police." in shown
    assert 'partner=police" target="_self">Police</a>' in shown
    assert "Action for recommendation 1: <a" in shown


def test_a_partner_that_owes_nothing_is_said_to(opened):
    shown = words(opened(partner="housing"))

    assert "Housing owes nothing that is open." in shown


def test_a_link_opens_what_one_person_owes_and_another_choice_takes_its_place(opened, action):
    bob = person("Bob Ray", Role.MEMBER, body="Police")
    page = opened(bob, action(1, owner="bob", due=LATE), action(2, body="Housing"), person="bob")

    shown = words(page)
    assert "Bob Ray owes one item; it is late." in shown
    assert "Step 1" in shown
    assert "Step 2" not in shown

    page = page.selectbox(key="choice_partner").select("housing").run()
    assert "person" not in page.query_params
    assert "Housing owes one item; it is not late." in words(page)


def test_an_unknown_person_in_the_address_is_one_sentence(opened):
    page = opened(person="nobody")

    assert ["Nobody here is meant by this address" in e.value for e in page.error] == [True]


def links(page):
    return {each.proto.label: each.proto.query_string for each in page.get("page_link")}


@pytest.mark.parametrize("subject", ["overview", "recommendations"])
def test_one_link_leads_whoever_acts_to_what_they_owe(held, own_store, subject):
    bob = actor(Role.MEMBER, name="Bob Ray", person_id="bob")

    assert "person=bob" in links(open_page(subject, held, own_store, bob))["**See what you owe** →"]
    assert "**See who owes what** →" in links(open_page(subject, held, own_store))


def test_an_unknown_partner_in_the_address_is_one_sentence(opened):
    page = opened(partner="polise")

    assert ["did you mean police" in error.value for error in page.error] == [True]


def test_a_long_list_shows_its_beginning_and_says_how_much_there_is(opened, action):
    shown = words(opened(*(action(n, body="Police", due=LATE) for n in range(40))))

    assert "The first 10 of 40; the register holds them all." in shown


def test_what_people_typed_is_shown_as_text(opened, action):
    shown = words(opened(action(1, body="Police", title="<b>Train</b>", due=LATE)))

    assert "&lt;b&gt;Train&lt;/b&gt;" in shown
    assert "<b>Train" not in shown


def test_a_partner_is_added_and_offered_at_once(opened, own_store):
    page = opened()
    name_of(page).set_value("Youth club")

    page = press(page, "Add this partner")

    assert not page.error
    assert [one.name for one in records_in(own_store).of(Partner).values()] == ["Youth club"]
    assert "Youth club" in page.selectbox(key="choice_partner").options


def test_a_refused_partner_is_one_sentence_and_what_was_typed_stays(opened, own_store):
    page = opened(acting=actor(Role.MEMBER))
    name_of(page).set_value("Youth club")

    page = press(page, "Add this partner")

    assert "may not edit the register" in page.error[0].value
    assert name_of(page).value == "Youth club"
    assert records_in(own_store).of(Partner) == {}


def test_a_past_day_offers_no_form(opened):
    page = opened(as_of="2025-12-31")

    assert not page.exception
    assert "Add this partner" not in [button.label for button in page.button]
