"""Signing in, opened through app.py: strangers, who signed in, and who no longer is."""

import datetime as dt
import logging
import re
import time
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.people import DASHBOARD, Person, Role, Signature
from dashboard.errors import NotAllowedError
from dashboard.settings import settings
from dashboard.ui import visits
from dashboard.ui.local_person import SAY_WHO
from dashboard.ui.navigation import PRODUCT
from dashboard.ui.operator_log import REFUSALS
from dashboard.ui.wiring import HOLDINGS_KEY, STORE_KEY
from dashboard.usecases.holdings import holdings_of
from tests.conftest import TODAY
from tests.lists_factories import targets_held
from tests.local_factories import figure, load_own
from tests.memory_store import recording, records_anew
from tests.pages.opening import go_to, open_page_signed_in, words
from tests.people_factories import AT, person
from tests.register_factories import action
from tests.signing_factories import CLAIMS, SETTINGS
from tests.stored import records_in

ANN = person("Ann Lee", Role.OFFICER, service="hertfordshire")
ANNS = "ann@council.example"
SMALL = {"local-first-time-entrants": [figure(3)]}


@pytest.fixture(autouse=True)
def given(monkeypatch):
    """Settings under which people sign in with a provider; a function that changes some."""

    def change(**changed):
        for name, value in changed.items():
            monkeypatch.setenv(f"DASHBOARD_{name}", value)
        settings.cache_clear()

    change(**SETTINGS)
    yield change
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def store(own_store):
    with own_store.writing(Signature(DASHBOARD, AT)) as work:
        work.add(ANN)
        work.set_account_email(ANN, ANNS)
    return own_store


@pytest.fixture
def opened(shipped_holdings, store):
    """A function that opens a page as somebody whom the provider verified, or as nobody."""
    usual = recording(shipped_holdings, records_anew(store, TODAY))

    def of(subject="lists", claims=CLAIMS, held=usual, **address):
        now = {"is_logged_in": True, "iat": time.time()} if claims else {}
        return open_page_signed_in({**claims, **now}, subject, held, store, **address)

    return of


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def labels(page):
    return [button.label for button in page.button]


def set_target(page, value):
    field = next(f for f in page.text_input if str(f.key).startswith("target_value"))
    field.set_value(value)
    return press(page, "Set this target")


def change(store, record, version):
    with store.writing(Signature(DASHBOARD, AT)) as work:
        work.change(record, version)


@pytest.mark.parametrize("subject", ["overview", "comparison", "people", "history"])
def test_a_stranger_sees_the_sign_in_page_at_every_address_and_nothing_else(opened, subject):
    page = opened(subject, {}, service="hertfordshire")

    assert [title.value for title in page.title] == [PRODUCT]
    assert labels(page) == ["Sign in with login.example"]
    assert not [*page.get("page_link"), *page.selectbox, *page.error]
    assert "Sign in to see what your board sees." in words(page)
    assert not [each for each in ("Ann", "Hertfordshire", SAY_WHO) if each in str(page.main)]


def test_who_signed_in_is_named_with_their_roles_and_who_verified_them(opened):
    page = opened()

    who = "Ann Lee (Performance officer), identity verified by login.example."
    assert words(page).count(who) == 1
    assert labels(page).count("Sign out") == 1
    assert SAY_WHO not in str(page.main)


def test_a_change_is_signed_with_the_verified_identity(opened, store):
    page = set_target(opened(), "100")

    assert not page.error
    assert targets_held(store)[1].recorded_by == "Ann Lee"
    with store.reading() as held:
        last = held.last_entry("target", next(iter(targets_held(store).values())).id)
    assert last is not None
    assert (last.person, last.identity) == ("ann", "identity verified by login.example")


def test_in_another_boards_service_one_has_no_role_and_is_offered_no_form(opened, store):
    page = opened(service="essex")

    assert "Ann Lee (no role in this service), identity verified by login.example." in words(page)
    assert labels(page) == ["Stay signed in", "Sign out"]


def test_a_form_sent_after_the_last_role_was_taken_away_keeps_what_was_typed(opened, store):
    page = opened()
    change(store, replace(ANN, service="essex"), 1)

    page = set_target(page, "100")

    assert next(f.value for f in page.text_input if "target_value" in str(f.key)) == "100"
    assert ["You have no role in this service" in error.value for error in page.error] == [True]
    assert targets_held(store) == {}


def test_a_role_that_was_taken_away_counts_at_the_next_run_of_an_open_page(opened, store):
    page = opened()
    change(store, replace(ANN, roles=(Role.MEMBER,)), 1)

    page = set_target(page, "100")

    assert "Ann Lee (Board member), identity verified by login.example." in words(page)
    assert ["Ann Lee may not edit the register" in error.value for error in page.error] == [True]

    change(store, replace(ANN, active=False), 2)
    page = page.run()
    assert f"You are signed in as {ANNS}, and nobody has registered you here" in words(page)
    assert labels(page) == ["Sign out"]
    assert not page.get("page_link")


def test_whoever_lost_a_role_is_offered_its_forms_no_more_after_leaving_the_page(opened, store):
    page = opened()
    change(store, replace(ANN, roles=(Role.MEMBER,)), 1)

    assert "Set this target" in labels(page.run())
    page = go_to(go_to(page, "partners"), "lists")

    assert labels(page) == ["Stay signed in", "Sign out"]
    assert "To set a target, ask a performance officer." in words(page)
    # Which no officer of one service may: every service shares the lists.
    assert "add a list" not in words(page)


def test_what_an_owner_typed_stays_when_somebody_else_owns_it_as_it_is_sent(opened, store):
    change(store, replace(ANN, roles=(Role.MEMBER,)), 1)
    step = action(owner=ANN.id, service="hertfordshire")
    with store.writing(Signature(DASHBOARD, AT)) as work:
        work.add(step)
    page = opened("recommendation")
    change(store, replace(step, owner=""), 1)

    field = next(each for each in page.text_area if each.label.startswith("Post an update"))
    field.set_value("It goes well.")
    page = press(page, "Post the update")

    assert ["Ann Lee may not report progress" in error.value for error in page.error] == [True]
    assert "It goes well." in [each.value for each in page.text_area]


def test_what_a_chair_typed_stays_when_they_are_chair_no_longer_as_it_is_sent(opened, store):
    change(store, replace(ANN, roles=(Role.CHAIR,)), 1)
    page = opened("overview")
    change(store, replace(ANN, roles=(Role.MEMBER,)), 2)

    page.text_area[0].set_value("Ask the police.")
    page = press(page, "Record it")

    assert ["Ann Lee may not record a decision" in error.value for error in page.error] == [True]
    assert page.text_area[0].value == "Ask the police."


@pytest.mark.parametrize(
    ("role", "doors"),
    [
        (Role.MEMBER, {"Acknowledge"}),
        (Role.CHAIR, {"Acknowledge", "Decide"}),
        (Role.OFFICER, set()),
    ],
)
def test_beside_a_warning_stand_only_the_doors_that_lead_somewhere(opened, store, role, doors):
    change(store, replace(ANN, roles=(role,)), 1)

    page = opened("overview")

    found = {each.proto.popover.label for each in page.get("popover")}
    assert found & {"Acknowledge", "Decide"} == doors
    assert ('<div class="yj-muted"><strong>' in words(page)) is bool(doors)


@pytest.mark.parametrize(
    ("role", "subject", "whom"),
    [
        (Role.OFFICER, "national_reports", "To accept or decline a draft, ask the chair."),
        (Role.CHAIR, "recommendation", "To set its owner, due date or measure, ask a performance"),
    ],
)
def test_whoever_may_do_some_things_on_a_page_is_told_whom_to_ask_for_the_rest(
    opened, store, role, subject, whom
):
    change(store, replace(ANN, roles=(role,)), 1)

    shown = words(opened(subject))

    assert whom in shown
    assert "record a decision at a meeting" not in shown


def folded(page):
    return [each.label for each in page.expander]


def menu(page):
    first = next(each for each in page.main.children.values() if each.get("page_link"))
    return [each.proto.label for each in first.get("page_link")]


def test_a_reader_is_told_that_they_change_nothing(opened, store):
    change(store, replace(ANN, roles=(Role.READER,)), 1)

    page = opened("register_exchange")

    assert "As a reader you change nothing here." in words(page)
    assert "only while" not in words(page)


def test_a_reader_who_owns_something_may_report_on_it(opened, store):
    change(store, replace(ANN, roles=(Role.READER,)), 1)
    with store.writing(Signature(DASHBOARD, AT)) as work:
        work.add(action(owner=ANN.id, service="hertfordshire"))

    page = opened("recommendation")

    assert "Post the update" in labels(page)


def test_only_an_administrator_is_offered_forms_for_people_and_only_one_of_all_how_it_runs(
    opened, store
):
    shown = opened("people")
    assert folded(shown) == []
    assert ANNS not in str(shown.main)
    assert "Only an administrator adds and changes people" in words(shown)
    assert "Running it" not in menu(shown)

    change(store, replace(ANN, roles=(Role.ADMINISTRATOR,), service=""), 1)
    shown = opened("people")
    assert folded(shown)[0] == "Add a person"
    assert "Running it" in menu(shown)


def test_whom_nobody_registered_reads_so_and_can_sign_out(opened, caplog):
    caplog.set_level(logging.INFO, logger=REFUSALS)
    bob = {**CLAIMS, "sub": "bob", "email": "bob@council.example"}

    page = opened(claims=bob)

    assert (
        "You are signed in as bob@council.example, and nobody has registered you here: ask the "
        "administrator of your board."
    ) in words(page)
    assert labels(page) == ["Sign out"]
    assert not [*page.get("page_link"), *page.selectbox]
    assert {each.getMessage() for each in caplog.records if each.name == REFUSALS} == {"not let in"}
    assert press(page, "Sign out").user == {"is_logged_in": False}


def test_who_signed_out_is_a_stranger_and_their_cookie_opens_nothing(opened):
    page = opened()
    claims = dict(page.user)

    page = press(page, "Sign out")

    assert page.user == {"is_logged_in": False}
    assert labels(page.run()) == ["Sign in with login.example"]
    page.user = claims
    page = page.run()
    assert "You signed out." in words(page)
    assert labels(page) == ["Sign in with login.example"]


def test_nothing_of_one_person_is_left_on_the_page_to_the_next_even_after_a_stranger(opened, store):
    bob = person("Bob Ray", Role.OFFICER, service="hertfordshire")
    with store.writing(Signature(DASHBOARD, AT)) as work:
        work.add(bob)
        work.set_account_email(bob, "bob@council.example")
    page = opened()
    page.session_state["typed"] = "what Ann typed"
    anns = dict(page.user)

    # Who is turned away and comes back is the same person; as with a proxy, the page stays open.
    for claims, kept in [
        ({}, True),
        (anns, True),
        ({}, True),
        ({**anns, "sub": "bob-at-login", "email": "bob@council.example"}, False),
    ]:
        page.user = claims
        page.run()
        assert ("typed" in page.session_state) == kept
    assert "Bob Ray (Performance officer), identity verified" in words(page)


def test_a_page_sends_files_only_while_somebody_is_signed_in_on_it(opened):
    # So Streamlit calls the session of each test.
    session = "test session id"

    page = opened()
    assert visits.may_send_files(session)
    press(page, "Sign out")
    assert not visits.may_send_files(session)


def test_a_page_left_open_is_closed_at_the_next_press(opened, store):
    page = opened()
    with store.database.writing() as connection:
        long_ago = dt.datetime.now(tz=dt.UTC) - dt.timedelta(minutes=31)
        connection.exec_driver_sql("UPDATE sign_ins SET seen_at = ?", (str(long_ago)[:-6],))

    page = set_target(page, "100")

    assert "Nothing was pressed for 30 minutes, so you were signed out." in words(page)
    assert labels(page) == ["Sign in with login.example"]
    assert targets_held(store) == {}


def hiding_of(page):
    """The animation that hides a page, and after how many seconds it is told and is done."""
    hiding = (
        r"body > div { animation: (\S+) 0s (\d+)s forwards; }\nbody::after { content: .This page"
    )
    ((name, hidden),) = re.findall(hiding, words(page))
    ((told),) = re.findall(rf"hides_soon .* {name}-shown 0s (\d+)s forwards", words(page))
    return name, int(told), int(hidden)


def test_a_page_left_open_hides_what_it_shows_after_the_idle_limit_since_the_last_press(opened):
    page = opened()
    first, *_ = hiding_of(page)

    second, told, hidden = hiding_of(page.run())

    assert 29 * 60 < hidden <= 30 * 60
    assert hidden - told == 5 * 60
    assert "hides itself within 5 minutes: press &quot;Stay signed in&quot; to keep" in words(page)
    assert "Stay signed in" in labels(page)

    # Only an animation of another name begins anew.
    assert first != second
    assert f"@keyframes {second} " in words(page)
    assert "animation:" not in words(press(page, "Sign out").run())


def test_a_page_left_open_shows_nothing_longer_than_the_session_lasts(opened, store):
    page = opened()
    with store.database.writing() as connection:
        begun = dt.datetime.now(tz=dt.UTC) - dt.timedelta(hours=11, minutes=50)
        connection.exec_driver_sql("UPDATE sign_ins SET begun_at = ?", (str(begun)[:-6],))

    _, told, hidden = hiding_of(page.run())

    assert 9 * 60 < hidden <= 10 * 60
    assert hidden - told == 5 * 60
    assert "Your time is up within 5 minutes: save what you typed, then sign in" in words(page)
    assert "Stay signed in" not in labels(page)


def test_a_press_keeps_a_session_alive_that_was_about_to_be_over(opened, store):
    page = opened()
    with store.database.writing() as connection:
        seen = dt.datetime.now(tz=dt.UTC) - dt.timedelta(minutes=29)
        connection.exec_driver_sql("UPDATE sign_ins SET seen_at = ?", (str(seen)[:-6],))

    _, _, hidden = hiding_of(press(page, "Stay signed in"))

    assert 29 * 60 < hidden <= 30 * 60


def test_the_first_administrator_is_asked_for_a_name_that_is_missing(opened, store, given):
    given(FIRST_ADMINISTRATOR="dev@council.example")
    page = opened(claims={**CLAIMS, "sub": "dev", "email": "dev@council.example", "name": ""})
    page.text_input[0].set_value("Dev Patel")

    page = press(page, "Register me")

    who = "Dev Patel (Administrator), identity verified by login.example."
    assert who in words(page.run())
    (dev,) = (one for one in records_in(store).of(Person).values() if one.name == "Dev Patel")
    assert (dev.roles, dev.service) == ((Role.ADMINISTRATOR,), "")


@pytest.fixture
def performance(opened, store, shipped_holdings):
    """A function that opens the own figures of a service as Ann Lee."""

    for number, service in enumerate(("hertfordshire", "essex")):
        load_own(store, SMALL, service, sha256=str(number) * 64)

    def of(service):
        held = holdings_of(shipped_holdings.catalogue, store, TODAY, TODAY)
        return opened("local_performance", held=held, service=service)

    return of


def test_the_board_sees_small_numbers_until_it_says_otherwise_in_every_browser(performance):
    page = performance("hertfordshire")
    assert page.toggle(key="choice_small_numbers").value

    page = page.toggle(key="choice_small_numbers").set_value(False).run()

    assert not page.toggle(key="choice_small_numbers").value
    assert not performance("hertfordshire").toggle(key="choice_small_numbers").value


def test_who_has_no_role_in_a_service_is_offered_no_small_numbers(performance):
    page = performance("essex")

    assert not page.toggle
    assert "Show small numbers" not in str(page.main)
    assert SAY_WHO not in str(page.main)


def _a_file():
    import streamlit as st

    from dashboard.ui import signing, visits

    if signing.let_in():
        st.session_state["made"] = visits.still(lambda: b"small numbers")


@pytest.fixture
def file_of_an_open_page(shipped_holdings, store):
    """The way to a file that a page offered to Ann Lee, which her browser keeps."""
    page = AppTest.from_function(_a_file)
    page.session_state[HOLDINGS_KEY], page.session_state[STORE_KEY] = shipped_holdings, store
    page.user = {**CLAIMS, "is_logged_in": True, "iat": time.time()}
    page.run()
    return page.session_state["made"]


def test_a_file_is_made_only_while_who_asked_is_what_they_were(file_of_an_open_page, store):
    assert file_of_an_open_page() == b"small numbers"
    change(store, replace(ANN, roles=(Role.MEMBER,)), 1)

    with pytest.raises(NotAllowedError, match="What you may see here changed"):
        file_of_an_open_page()


def test_who_signed_out_gets_no_file_from_a_page_that_is_still_open(file_of_an_open_page, store):
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE sign_ins SET ended_at = seen_at")

    with pytest.raises(NotAllowedError, match="What you may see here changed"):
        file_of_an_open_page()


def choose_to_change(page, person_id):
    return next(box for box in page.selectbox if box.label == "Person").select(person_id).run()


def fill(fields, name, value):
    next(each for each in fields if str(each.key).startswith(name)).set_value(value)


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("bob@council.example", None),
        (ANNS, "Somebody else is registered with this e-mail address"),
        ("bob", '"bob" is no e-mail address'),
    ],
)
def test_a_person_is_added_with_their_address_or_not_at_all(opened, store, address, refusal):
    change(store, replace(ANN, roles=(Role.ADMINISTRATOR,)), 1)
    page = opened("people")
    fill(page.text_input, "new_person_name", "Bob Ray")
    fill(page.multiselect, "new_person_roles", [Role.CHAIR])
    fill(page.text_input, "new_person_email", address)

    page = press(page, "Add this person")

    assert [refusal in error.value for error in page.error] == ([True] if refusal else [])
    with store.reading() as held:
        known = held.account_with_email("bob@council.example")
    assert (known is None) is bool(refusal)
    assert [one.name for one in records_in(store).of(Person).values()].count("Bob Ray") == (
        0 if refusal else 1
    )


def test_an_administrator_says_by_which_address_somebody_signs_in(opened, store):
    change(store, replace(ANN, roles=(Role.ADMINISTRATOR,)), 1)
    with store.writing(Signature(DASHBOARD, AT)) as work:
        work.add(person("Bob Ray", Role.CHAIR, service="hertfordshire"))
    page = choose_to_change(opened("people"), "bob")
    fill(page.text_input, "account_bob_email", "bob@council.example")

    page = press(page, "Save this address")

    assert not page.error
    with store.reading() as held:
        account = held.account_of("bob")
    assert account is not None
    assert account.email == "bob@council.example"
    assert "Let them sign in anew" not in labels(choose_to_change(page, "bob"))
    assert "Let them sign in anew" in labels(choose_to_change(page, "ann"))
