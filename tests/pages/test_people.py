"""People, opened through app.py: who is registered, added, changed, refused with nothing lost."""

import re
from dataclasses import replace

import pytest

from dashboard.core.people import Actor, Person, Role
from dashboard.core.rooms import Membership
from dashboard.store.writing import Writing
from tests.conftest import TODAY
from tests.memory_store import recording, records_anew
from tests.pages.opening import open_page, words
from tests.people_factories import actor, person, signature
from tests.stored import records_in


@pytest.fixture
def held(shipped_holdings, own_store):
    return recording(shipped_holdings, records_anew(own_store, TODAY))


@pytest.fixture
def opened(held, own_store):
    def of(*people, acting=None, **address):
        with own_store.database.writing() as connection:
            for one in people:
                Writing(connection, signature()).add(one)
        return open_page("people", held, own_store, acting or actor(), **address)

    return of


def field(kind, name):
    return next(each for each in kind if str(each.key).startswith(name))


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def add(page, name, *roles, body=""):
    field(page.text_input, "new_person_name").set_value(name)
    field(page.multiselect, "new_person_roles").set_value(list(roles))
    field(page.selectbox, "new_person_body").set_value(body)
    return press(page, "Add this person")


def changing(page, person_id):
    return field(page.selectbox, "person_to_change").select(person_id).run()


def people(store):
    return records_in(store).of(Person)


def test_where_nobody_is_registered_the_page_says_how_to_begin(held, own_store):
    page = open_page("people", held, own_store)

    assert "Nobody is registered here yet." in words(page)
    assert "The first person registers themself" in words(page)
    assert "Register me" in [button.label for button in page.button]


def test_it_says_who_has_which_role_and_what_each_may_do(opened):
    shown = words(
        opened(person("Ann Lee", Role.ADMINISTRATOR), person("Bob Ray", Role.CHAIR, body="Police"))
    )

    assert "2 people are registered here. Chair: Bob Ray. Administrator: Ann Lee." in shown
    assert "Police" in shown
    assert "edits the register, reports progress, loads files, prepares meetings" in shown
    assert "small numbers only where the board says so" in shown


def test_a_person_is_added_and_the_form_is_empty_again(opened, own_store):
    page = add(opened(person()), "Bob Ray", Role.CHAIR, body="Police")

    assert "Bob Ray was added" in page.success[0].value
    bob = list(people(own_store).values())[-1]
    assert (bob.name, bob.roles, bob.body) == ("Bob Ray", (Role.CHAIR,), "Police")
    assert field(page.text_input, "new_person_name").value == ""


@pytest.mark.parametrize(
    ("name", "roles", "acting", "sentence"),
    [
        ("", [Role.CHAIR], None, "The name is missing"),
        ("Bob Ray", [], None, "has no role"),
        ("ann lee", [Role.CHAIR], None, "is registered already"),
        ("Bob Ray", [Role.CHAIR], actor(Role.OFFICER), "may not change who has which role"),
    ],
)
def test_a_refused_person_is_one_sentence_and_what_was_typed_stays(
    opened, own_store, name, roles, acting, sentence
):
    page = add(opened(person(), acting=acting), name, *roles)

    assert [sentence in error.value for error in page.error] == [True]
    assert field(page.text_input, "new_person_name").value == name
    assert list(people(own_store)) == ["ann"]


def test_a_person_who_leaves_stays_in_the_list_marked_so(opened, own_store):
    page = changing(opened(person(), person("Bob Ray", Role.CHAIR)), "bob")
    field(page.checkbox, "person_bob_active").uncheck()

    page = press(page, "Save this change")

    assert not page.error
    assert not people(own_store)["bob"].active
    assert "left" in words(page)


def test_the_last_administrator_cannot_leave(opened, own_store):
    page = changing(opened(person()), "ann")
    field(page.checkbox, "person_ann_active").uncheck()

    page = press(page, "Save this change")

    assert "There must always be an administrator" in page.error[0].value
    assert people(own_store)["ann"].active


def test_the_second_of_two_who_edit_one_person_sees_both_versions_and_may_still_save(
    opened, own_store
):
    bob = person("Bob Ray", Role.CHAIR)
    page = changing(opened(person(), bob), "bob")
    field(page.text_input, "person_bob_name").set_value("Robert Ray")
    with own_store.database.writing() as connection:
        Writing(connection, signature(name="Eve")).change(replace(bob, body="Police"), 1)

    page = press(page, "Save this change")
    assert "was changed by Eve" in page.error[0].value
    assert "Robert Ray" in words(page)
    assert "Police" in words(page)
    assert people(own_store)["bob"].name == "Bob Ray"

    page = press(page, "Save mine over it")
    assert not page.error
    assert people(own_store)["bob"].name == "Robert Ray"


OF_ESSEX = Actor("Adi Nash", (Role.ADMINISTRATOR,), "", "adi", room="essex")


def test_who_belongs_to_every_service_and_who_to_this_one_is_said(opened):
    page = opened(
        person("Ann Lee", Role.ADMINISTRATOR),
        person("Bob Ray", Role.CHAIR, service="essex"),
        person("Cat Orr", Role.CHAIR, service="kent"),
        Membership("essex", "cat", "Cat Orr", (Role.READER,)),
        person("Dan Fox", Role.CHAIR, service="kent"),
        service="essex",
    )

    shown = words(page)
    assert re.findall(
        r"(Ann|Bob|Cat) \w+.*?(every service|Essex|Kent; roles here too)<", shown
    ) == [
        ("Ann", "every service"),
        ("Bob", "Essex"),
        ("Cat", "Kent; roles here too"),
    ]
    assert "Chair: Bob Ray." in shown
    assert "Dan Fox" not in shown
    assert "Dan Fox" in words(page.selectbox(key="choice_scope").select("all").run())


def test_an_administrator_of_one_service_adds_people_to_it_alone(opened, own_store):
    page = opened(person("Adi Nash", service="essex"), acting=OF_ESSEX, service="essex")

    page = add(page, "Bob Ray", Role.CHAIR)

    assert not page.error
    assert list(people(own_store).values())[-1].service == "essex"
    assert not [each for each in page.selectbox if each.label == "Belongs to"]


def test_an_administrator_of_every_service_says_where_somebody_belongs(opened, own_store):
    page = opened(person(), person("Bob Ray", Role.CHAIR, service="essex"), service="essex")
    assert field(page.selectbox, "new_person_service").value == "essex"
    field(page.selectbox, "new_person_service").select("kent")

    page = add(page, "Cat Orr", Role.MEMBER)

    assert not page.error
    assert list(people(own_store).values())[-1].service == "kent"


def test_somebody_of_every_service_is_given_roles_and_small_numbers_in_one(opened, own_store):
    cat = person("Cat Orr", Role.READER)
    page = changing(
        opened(person("Adi Nash", service="essex"), cat, acting=OF_ESSEX, service="essex"), "cat"
    )
    assert "Save this change" not in [button.label for button in page.button]
    field(page.multiselect, "membership_cat_essex_roles").set_value([Role.READER])
    field(page.checkbox, "membership_cat_essex_small").check()

    page = press(page, "Save these roles")

    assert not page.error
    (given,) = records_in(own_store).of(Membership).values()
    assert given == Membership("essex", "cat", "Cat Orr", (Role.READER,), small_numbers=True)


def test_of_who_belongs_here_only_what_a_reader_sees_is_left_to_say(opened, own_store):
    rex = person("Rex Roe", Role.READER, service="essex")
    bob = person("Bob Ray", Role.CHAIR, service="essex")
    page = changing(opened(person(), rex, bob, service="essex"), "bob")
    assert "Save these roles" not in [button.label for button in page.button]
    page = changing(page, "rex")
    field(page.checkbox, "membership_rex_essex_small").check()

    page = press(page, "Save what they see")

    assert not page.error
    assert "sees small numbers of Essex was saved" in page.success[0].value
    (given,) = records_in(own_store).of(Membership).values()
    assert given == Membership("essex", "rex", "Rex Roe", (Role.READER,), small_numbers=True)


def test_it_shows_which_readers_see_small_numbers(opened):
    page = opened(
        person("Ann Lee", Role.ADMINISTRATOR),
        person("Flo Ray", Role.READER, service="essex"),
        person("Gil Orr", Role.READER, service="essex"),
        Membership("essex", "gil", "Gil Orr", (Role.READER,), small_numbers=True),
        person("Hal Fox", Role.READER, service="kent"),
        Membership("kent", "hal", "Hal Fox", (Role.READER,), small_numbers=True),
        Membership("essex", "hal", "Hal Fox", (Role.READER,)),
        person("Ida Bell", Role.CHAIR, service="kent"),
        service="essex",
    )

    assert "Essex; roles here too" not in words(page)

    def readers(shown):
        return re.findall(r"(Flo|Gil|Hal) .*?>(Reader[^<]*)<", words(shown))

    assert readers(page) == [
        ("Flo", "Reader"),
        ("Gil", "Reader (with small numbers)"),
        ("Hal", "Reader"),
    ]
    assert readers(page.selectbox(key="choice_scope").select("all").run())[-1] == (
        "Hal",
        "Reader (with small numbers)",
    )


def test_whose_further_roles_ended_is_no_chair_here_any_more(opened):
    bob = person("Bob Ray", Role.CHAIR, service="kent")
    ended = Membership("essex", "bob", "Bob Ray", (Role.MEMBER,), active=False)

    shown = words(opened(person("Ann Lee", Role.ADMINISTRATOR), bob, ended, service="essex"))

    assert "One person is registered here. Chair: nobody yet." in shown
    assert re.search(r"Bob Ray.*?Board member.*?Kent.*?left", shown, re.DOTALL)


def test_who_moved_to_where_they_had_further_roles_can_still_be_changed(opened):
    bob = person("Bob Ray", Role.CHAIR, service="essex")
    further = Membership("essex", "bob", "Bob Ray", (Role.OFFICER,))

    page = changing(opened(person(), bob, further, service="essex"), "bob")

    assert field(page.multiselect, "membership_bob_essex_roles").value == [Role.OFFICER]


def test_a_change_on_the_page_leaves_somebody_where_they_belong(opened, own_store):
    bob = person("Bob Ray", Role.CHAIR, service="essex")
    page = changing(opened(person(), bob, service="essex"), "bob")
    field(page.text_input, "person_bob_name").set_value("Robert Ray")

    page = press(page, "Save this change")

    assert not page.error
    assert people(own_store)["bob"] == replace(bob, name="Robert Ray")


def test_the_address_to_sign_in_with_is_set_by_who_administers_all_their_services(
    opened, own_store
):
    bob, whole = person("Bob Ray", Role.CHAIR, service="essex"), person("Cat Orr", Role.READER)
    adi = person("Adi Nash", service="essex")
    page = changing(opened(adi, bob, whole, acting=OF_ESSEX, service="essex"), "bob")
    field(page.text_input, "account_bob_email").set_value("Bob@Essex.example")

    page = press(page, "Save this address")

    assert not page.error
    with own_store.reading() as held:
        assert held.account_of("bob").email == "bob@essex.example"
    page = changing(page, "cat")
    assert "Save this address" not in [button.label for button in page.button]


def test_a_past_day_shows_who_was_registered_then_and_offers_no_form(opened):
    page = opened(person(), as_of="2025-12-31")

    assert "Nobody is registered here yet." in words(page)
    assert "Add this person" not in [button.label for button in page.button]


def about(page, person_id):
    return field(page.selectbox, "person_held").select(person_id).run()


def test_an_administrator_is_offered_what_is_held_and_replaces_a_name_knowingly(opened, own_store):
    page = about(opened(person(), person("Bob Ray", Role.MEMBER, active=False)), "bob")
    assert "held_about" in [button.key for button in page.get("download_button")]
    assert "It cannot be undone." in page.warning[0].value
    assert "It stays in files: evidence, loaded files, issued packs" in page.warning[0].value

    unsure = press(page, "Replace this name for good")
    assert "Tick the box first" in unsure.error[0].value
    assert people(own_store)["bob"].name == "Bob Ray"

    field(page.checkbox, "replace_sure").check()
    done = press(page, "Replace this name for good")

    assert done.success[0].value == (
        "They are called Former member 1 from now on. Files keep the old name."
    )
    assert people(own_store)["bob"].name == "Former member 1"


def test_of_somebody_who_is_with_us_no_name_is_replaced_and_nobody_else_is_offered_any(opened):
    page = about(opened(person()), "ann")
    assert not page.warning

    member = opened(acting=actor(Role.MEMBER))
    assert not [box for box in member.selectbox if str(box.key).startswith("person_held")]
