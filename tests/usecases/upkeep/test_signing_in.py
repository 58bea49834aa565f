"""Signing in: whom it lets in, binding an account once, the first administrator, and sessions."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.history import Search
from dashboard.core.people import DASHBOARD, Person, Role, Signature
from dashboard.core.rooms import Membership
from dashboard.errors import NotAllowedError, SetupError
from dashboard.usecases.upkeep.signing_in import (
    Admitted,
    TurnedAway,
    admit,
    come_first,
    end,
    is_let_in,
    prefer_public,
    role_map,
)
from tests.databases import on_both_databases
from tests.people_factories import AT, person
from tests.signing_factories import LIMITS, NOW, terms, verified
from tests.stored import records_in, statements

ANN = person("Ann Lee", Role.CHAIR, service="kent")
MINUTE = dt.timedelta(minutes=1)
BY_DASHBOARD = Signature(DASHBOARD, AT)
FIRST = terms(first_administrator="ann@council.example")


@pytest.fixture
def store(empty_store):
    """A store in which Ann Lee is registered, with her address."""
    register(empty_store, ANN, "ann@council.example")
    return empty_store


def register(store, one, email=""):
    with store.writing(BY_DASHBOARD) as work:
        work.add(one)
        work.set_account_email(one, email)


def change(store, record, version=1):
    with store.writing(BY_DASHBOARD) as work:
        work.change(record, version)


def let_in(store, who=None, on=None, at=NOW):
    return admit(store, who or verified(), on or terms(), at)


def admitted(found):
    assert isinstance(found, Admitted), found
    return found.person, found.memberships, found.prefers_public


def said(found):
    assert isinstance(found, TurnedAway), found
    return found.sentence


@on_both_databases
def test_a_confirmed_address_finds_the_account_once_and_then_only_the_subject_does(store):
    assert admitted(let_in(store)) == (ANN, (), False)

    with store.reading() as held:
        account = held.account_of("ann")
    assert account is not None
    assert (account.issuer, account.subject) == ("https://login.example", "ann-at-login")
    later = verified(key="2" * 64, email="ann.lee-smith@council.example", confirmed=False)
    assert admitted(let_in(store, later)) == (ANN, (), False)
    other = verified(key="3" * 64, subject="somebody else")
    assert "Somebody else signed in with ann@council.example before" in said(let_in(store, other))
    of_another_issuer = verified(key="4" * 64, issuer="https://elsewhere.example")
    assert "Somebody else signed in" in said(let_in(store, of_another_issuer))


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (verified(confirmed=False), "it is not confirmed that this address is yours"),
        (verified(email="", confirmed=True), "signed in as Ann Lee, and nobody has registered you"),
        (
            verified(email="bob@council.example"),
            "You are signed in as bob@council.example, and nobody has registered you here: ask the "
            "administrator of your board.",
        ),
    ],
)
def test_whom_nobody_registered_is_told_so_and_gets_no_session(store, who, sentence):
    assert sentence in said(let_in(store, who))

    with store.reading() as held:
        assert held.arrival(who)[:2] == (None, None)


@on_both_databases
def test_what_was_taken_away_counts_at_the_next_look(store):
    let_in(store)
    change(store, replace(ANN, roles=(Role.MEMBER,)))
    found = let_in(store)
    assert isinstance(found, Admitted)
    assert found.person.roles == (Role.MEMBER,)

    change(store, replace(ANN, active=False), 2)

    assert "nobody has registered you here" in said(let_in(store))


def test_memberships_of_further_services_come_along_and_nobody_elses(store):
    for one in (Membership("essex", "ann", "Ann Lee", (Role.READER,)), *others()):
        with store.writing(BY_DASHBOARD) as work:
            work.add(one)

    found = let_in(store)

    assert isinstance(found, Admitted)
    assert [one.service for one in found.memberships] == ["essex"]


def others():
    yield Membership("essex", "bob", "Bob Ray", (Role.CHAIR,))


@on_both_databases
def test_a_session_ends_for_every_server_when_somebody_signs_out(store):
    let_in(store)

    end(store, verified(), NOW)

    assert said(let_in(store, at=NOW + MINUTE)) == "You signed out."
    assert isinstance(let_in(store, verified(key="2" * 64)), Admitted)


@on_both_databases
def test_a_session_lasts_while_somebody_presses_something_and_no_longer(store):
    let_in(store)
    for minutes in (25, 50, 75):
        assert isinstance(let_in(store, at=NOW + minutes * MINUTE), Admitted)

    found = let_in(store, at=NOW + 106 * MINUTE)

    assert said(found) == "Nothing was pressed for 30 minutes, so you were signed out."
    assert isinstance(found, TurnedAway)
    assert found.is_over


def test_a_click_within_three_minutes_of_the_last_writes_nothing(store):
    let_in(store)

    let_in(store, at=NOW + 2 * MINUTE)

    with store.reading() as held:
        sign_in = held.arrival(verified()).sign_in
    assert sign_in is not None
    assert sign_in.seen_at == NOW


def test_a_cookie_that_was_kept_unused_begins_no_session_later(store):
    kept = verified(signed_in_at=NOW - 31 * MINUTE)

    assert "Nothing was pressed for 30 minutes" in said(let_in(store, kept))


def test_a_session_is_over_after_its_hours_however_often_something_was_pressed(store):
    moments = [NOW + minutes * MINUTE for minutes in range(0, 12 * 60 + 1, 20)]
    assert all(isinstance(let_in(store, at=at), Admitted) for at in moments)

    late = let_in(store, at=moments[-1] + MINUTE)

    assert said(late) == "You signed in more than 12 hours ago, so please sign in again."


@on_both_databases
def test_two_servers_that_begin_the_same_session_at_once_begin_one(store):
    let_in(store)

    with store.noting() as notes:
        begun = notes.arrival(verified()).sign_in
        assert begun is not None
        notes.begin_sign_in(verified().key, replace(begun, person="bob", seen_at=NOW + MINUTE))

    with store.reading() as held:
        assert held.arrival(verified()).sign_in == begun


@on_both_databases
def test_an_account_is_found_without_a_session_and_a_session_without_its_account(store):
    let_in(store)
    at_another_computer, somebody_else = verified(key="2" * 64), verified(subject="ben")

    with store.reading() as held:
        account, begun, _ = held.arrival(verified())
        assert account is not None
        assert begun is not None
        assert held.arrival(at_another_computer)[:2] == (account, None)
        assert held.arrival(somebody_else)[:2] == (None, begun)


@on_both_databases
def test_while_nothing_changes_a_look_asks_the_database_one_question(store):
    let_in(store)
    let_in(store)

    with statements(store) as asked:
        let_in(store)

    assert len(asked) == 1


LEFT = replace(ANN, active=False)


@pytest.mark.parametrize(
    ("who", "limits", "happened", "later", "is_in"),
    [
        (verified(), LIMITS, None, MINUTE, True),
        (verified(), LIMITS, None, LIMITS.idle + MINUTE, False),
        (verified(), LIMITS, None, LIMITS.whole + MINUTE, False),
        (verified(), LIMITS, lambda store: end(store, verified(), NOW), MINUTE, False),
        (verified(), LIMITS, lambda store: change(store, LEFT), MINUTE, False),
        # A cookie with which no page was opened yet.
        (verified(key="2" * 64), LIMITS, None, MINUTE, False),
        (verified(subject="ben"), LIMITS, None, MINUTE, False),
        # A proxy ends what lasts too long by itself.
        (verified(key="2" * 64), None, None, LIMITS.whole + MINUTE, True),
        (verified(key="2" * 64), None, lambda store: change(store, LEFT), MINUTE, False),
        (verified(subject="ben"), None, None, MINUTE, False),
    ],
)
def test_beside_a_page_who_is_signed_in_is_let_in_and_no_session_begins(
    store, who, limits, happened, later, is_in
):
    let_in(store)
    if happened:
        happened(store)

    assert is_let_in(store, who, limits, NOW + later) is is_in

    with store.reading() as held:
        assert held.arrival(verified(key="2" * 64)).sign_in is None


@on_both_databases
def test_the_first_administrator_is_whom_the_operator_named_under_the_providers_name(empty_store):
    found = let_in(empty_store, on=FIRST)

    assert isinstance(found, Admitted)
    assert (found.person.name, found.person.service) == ("Ann Lee", "")
    assert found.person.roles == (Role.ADMINISTRATOR,)
    with empty_store.reading() as held:
        entries = list(held.entries(Search()))
    assert {entry.identity for entry in entries} == {"identity verified by login.example"}
    assert not any("council.example" in str(entry) for entry in entries)
    assert isinstance(let_in(empty_store, on=FIRST, at=NOW + MINUTE), Admitted)


def test_without_a_name_the_first_administrator_is_asked_for_one(empty_store):
    nameless = verified(name="")
    found = let_in(empty_store, nameless, FIRST)
    assert isinstance(found, TurnedAway)
    assert found.comes_first

    come_first(empty_store, nameless, FIRST, "Ann Lee", NOW)

    assert isinstance(let_in(empty_store, nameless, FIRST), Admitted)
    come_first(empty_store, nameless, FIRST, "Ann Lee", NOW)
    assert len(records_in(empty_store).of(Person)) == 1


def test_a_name_that_is_taken_is_asked_for_again_and_never_makes_one_of_two_people(empty_store):
    register(empty_store, person("Ann Lee", Role.CHAIR))

    found = let_in(empty_store, on=FIRST)

    assert 'Somebody called "Ann Lee" is registered already' in said(found)
    assert isinstance(found, TurnedAway)
    assert found.comes_first


def test_nobody_else_comes_first_and_nobody_second(empty_store):
    with pytest.raises(NotAllowedError, match="nobody has registered you here"):
        come_first(empty_store, verified(), terms(), "Ann Lee", NOW)
    register(empty_store, person("Dev Patel", Role.ADMINISTRATOR), "dev@council.example")

    assert "nobody has registered you here" in said(let_in(empty_store, on=FIRST))
    assert list(records_in(empty_store).of(Person)) == ["dev"]


def test_an_administrator_of_the_local_form_without_account_stops_nobody_who_was_named(empty_store):
    register(empty_store, person("Dev Patel", Role.ADMINISTRATOR))

    assert isinstance(let_in(empty_store, on=FIRST), Admitted)


ROLES = terms(
    roles={
        "Chairs": ("essex", Role.CHAIR),
        "Board": ("essex", Role.MEMBER),
        "IT": ("", Role.READER),
    }
)


@on_both_databases
def test_groups_are_written_as_memberships_at_each_sign_in_and_taken_away_again(store):
    let_in(store, verified(groups=("Chairs", "Unknown")), ROLES)
    found = let_in(store, verified(key="2" * 64, groups=("Board",)), ROLES)
    assert isinstance(found, Admitted)
    assert found.memberships == (Membership("essex", "ann", "Ann Lee", (Role.MEMBER,)),)
    with store.reading() as held:
        entries = list(held.entries(Search(kind="membership")))
    assert {(entry.who, entry.change.why) for entry in entries} == {
        ("the dashboard", "from the sign-in")
    }

    found = let_in(store, verified(key="3" * 64), ROLES)

    assert isinstance(found, Admitted)
    assert [one.active for one in found.memberships] == [False]
    assert found.person == ANN


def test_within_a_session_groups_change_nothing(store):
    let_in(store, on=ROLES)

    found = let_in(store, verified(groups=("Chairs",)), ROLES, NOW + MINUTE)

    assert isinstance(found, Admitted)
    assert found.memberships == ()


@on_both_databases
def test_the_wish_to_see_what_everybody_may_is_kept(store):
    let_in(store)

    prefer_public(store, "ann", True)

    found = let_in(store, verified(key="2" * 64))
    assert isinstance(found, Admitted)
    assert found.prefers_public


def test_a_map_of_roles_names_services_or_all_of_them():
    words = {"Chairs": "kent: chair", "IT": "every service: Administrator"}

    assert role_map(words, ["kent"]) == {
        "Chairs": ("kent", Role.CHAIR),
        "IT": ("", Role.ADMINISTRATOR),
    }


@pytest.mark.parametrize("words", ["kentt: Chair", "kent: Chief", "Chair", "", "kent", ": Chair"])
def test_a_map_that_cannot_be_is_refused_in_one_sentence(words):
    with pytest.raises(SetupError) as refused:
        role_map({"Chairs": words}, ["kent"])

    assert f'DASHBOARD_ROLES cannot be used ("{words}" is no' in refused.value.for_operator
    assert "DASHBOARD" not in str(refused.value)
