"""Who acts, opened through app.py: the first person, choosing, changing, nobody, and the past."""

from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Acknowledgement
from dashboard.core.people import Person, Role
from dashboard.store.writing import Writing
from dashboard.ui.acting import who_acts
from dashboard.ui.local_person import SAY_WHO
from tests.conftest import TODAY
from tests.lists_factories import targets_held
from tests.memory_store import recording, records_anew
from tests.pages.opening import open_page, words
from tests.people_factories import actor, person, signature
from tests.stored import records_in


@pytest.fixture
def held(shipped_holdings, own_store):
    return recording(shipped_holdings, records_anew(own_store, TODAY))


@pytest.fixture
def opened(held, own_store):
    return lambda **address: open_page("lists", held, own_store, **address)


@pytest.fixture
def registered(own_store):
    """A function that stores people and returns the store."""

    def of(*people):
        with own_store.database.writing() as connection:
            for one in people:
                Writing(connection, signature()).add(one)
        return own_store

    return of


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def choose(page, name):
    return page.selectbox(key="acting_choice").select(name).run()


def set_target(page, value):
    field = next(f for f in page.text_input if str(f.key).startswith("target_value"))
    field.set_value(value)
    return press(page, "Set this target")


def tick(page, *roles, form="first_person"):
    for role in roles:
        page.checkbox(key=f"{form}_{role.name.lower()}").check()


def test_the_first_person_is_given_no_role_that_they_did_not_choose(opened, own_store):
    page = opened()
    assert "You act as" not in words(page)
    assert "Nobody is registered. You will add the others." in words(page)
    assert not [box.label for box in page.checkbox if box.value]

    page.text_input(key="first_person_name").set_value("Ann Lee")
    tick(page, Role.MEMBER, Role.ADMINISTRATOR)
    page = press(page, "Register me")

    assert not page.error
    (ann,) = records_in(own_store).of(Person).values()
    assert (ann.name, ann.roles) == ("Ann Lee", (Role.MEMBER, Role.ADMINISTRATOR))
    assert (
        "You act as Ann Lee (Board member and Administrator); identity not verified (local use)."
        in words(page)
    )


@pytest.mark.parametrize(
    ("name", "roles", "sentence"),
    [
        ("", tuple(Role), "The name is missing"),
        ("Ann Lee", (Role.CHAIR,), "Somebody must add the others"),
        ("Ann Lee", (), "has no role"),
    ],
)
def test_a_first_person_that_cannot_be_is_one_sentence_and_nothing_is_stored(
    opened, own_store, name, roles, sentence
):
    page = opened()
    page.text_input(key="first_person_name").set_value(name)
    tick(page, *roles)

    page = press(page, "Register me")

    assert [sentence in error.value for error in page.error] == [True]
    assert records_in(own_store).of(Person) == {}
    assert "You act as" not in words(page)


def test_one_chooses_oneself_once_and_the_change_bears_the_name(opened, registered):
    store = registered(person("Ann Lee"), person("Bob Ray", Role.OFFICER))

    page = set_target(choose(opened(), "bob"), "100")

    assert not page.error
    assert "You act as Bob Ray (Performance officer);" in words(page)
    assert targets_held(store)[1].recorded_by == "Bob Ray"
    assert "bob" not in str(page.query_params)


def test_who_would_acknowledge_says_who_they_are_right_there(registered, held, own_store):
    registered(person("Ann Lee"), person("Bob Ray", Role.MEMBER))
    page = open_page("overview", held, own_store)
    (here,) = [box for box in page.selectbox if "_acknowledge_" in str(box.key)]

    page = here.select("bob").run()

    assert "You act as Bob Ray (Board member);" in words(page)
    assert not press(page, "I have seen this").error
    (made,) = records_in(own_store).of(Acknowledgement).values()
    assert made.by == "Bob Ray"


def test_the_first_person_registers_where_they_would_acknowledge(held, own_store):
    page = open_page("overview", held, own_store)
    (name,) = [box for box in page.text_input if "_acknowledge_" in str(box.key)]
    name.set_value("Ann Lee")
    tick(page, Role.MEMBER, Role.ADMINISTRATOR, form=str(name.key).removesuffix("_name"))

    page = press(page, "Register me")

    assert "You act as Ann Lee" in words(page)
    assert "I have seen this" in [each.label for each in page.button]


def test_who_acts_can_be_changed(opened, registered):
    registered(person("Ann Lee"), person("Bob Ray", Role.OFFICER))

    page = choose(choose(opened(), "bob"), "ann")

    assert "You act as Ann Lee" in words(page)


def test_without_a_name_a_change_is_one_sentence_and_what_was_typed_stays(opened, registered):
    store = registered(person("Ann Lee"), person("Bob Ray", Role.OFFICER))

    page = set_target(opened(), "100")
    assert [SAY_WHO in error.value for error in page.error] == [True]
    assert targets_held(store) == {}

    page = press(choose(page, "bob"), "Set this target")
    assert not page.error
    assert targets_held(store)[1].value == 100


def test_a_role_that_may_not_is_refused_in_one_sentence(opened, registered):
    store = registered(person("Ann Lee"), person("Cy Dent", Role.CHAIR))

    page = set_target(choose(opened(), "cy"), "100")

    assert ["Cy Dent may not edit the register" in error.value for error in page.error] == [True]
    assert targets_held(store) == {}


def test_those_who_left_are_not_offered_and_no_longer_act(opened, registered):
    ann, bob = person("Ann Lee"), person("Bob Ray", Role.OFFICER)
    store = registered(ann, bob, person("Cy Dent", active=False))
    page = choose(opened(), "bob")
    assert page.selectbox(key="acting_choice").options == ["Ann Lee", "Bob Ray"]

    with store.database.writing() as connection:
        Writing(connection, signature()).change(replace(bob, active=False), 1)

    assert "You act as" not in words(page.run())


def test_who_is_registered_without_an_administrator_is_offered_and_others_may_still_begin(
    opened, registered
):
    registered(person("Bob Ray", Role.MEMBER))

    page = opened().checkbox(key="not_listed").check().run()

    assert page.selectbox(key="acting_choice").options == ["Bob Ray"]
    assert "Nobody is administrator yet. You will add the others." in words(page)
    assert "Register me" in [button.label for button in page.button]


def test_people_of_another_service_neither_act_nor_are_offered_here(opened, registered):
    registered(person("Ann Lee", service="hertfordshire"), person("Bob Ray", service="essex"))

    page = choose(opened(), "ann")
    assert page.selectbox(key="acting_choice").options == ["Ann Lee"]
    assert "You act as Ann Lee" in words(page)

    page = page.selectbox(key="choice_service").select("essex").run()
    assert "You act as" not in words(page)
    assert page.selectbox(key="acting_choice").options == ["Bob Ray"]


def test_nobody_registers_themself_while_there_is_an_administrator(opened, registered):
    registered(person("Ann Lee"))

    assert "Register me" not in [button.label for button in opened().button]


def test_on_a_past_day_nothing_can_be_changed_and_it_says_why(opened, registered):
    registered(person("Ann Lee"))

    page = opened(as_of="2018-12-31")

    assert not page.exception
    assert "To change something, choose &quot;Today&quot; in the list &quot;Day&quot;." in words(
        page
    )
    assert not [b for b in page.button if b.label in ("Set this target", "Add this list")]
    assert "acting_choice" not in [box.key for box in page.selectbox]


def test_a_name_is_shown_as_text(registered, opened):
    registered(person("Ann Lee"), person("[Bob](http://x) $a$", Role.OFFICER, id="bob"))

    assert "You act as [Bob](http://x) $a$ (Performance officer)" in words(choose(opened(), "bob"))


def test_who_acts_is_said_with_roles_and_how_sure_one_can_be_of_it():
    ann = actor(Role.CHAIR)

    assert who_acts(ann) == f"You act as Ann Lee (Chair); {ann.identity}."
