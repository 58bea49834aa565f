"""By which address somebody is recognised: who sets it, one for each, and never in the history."""

from dataclasses import replace

import pytest

from dashboard.core.history import Search
from dashboard.core.people import DASHBOARD, Actor, Role, Signature
from dashboard.core.rooms import Admission, Membership
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.narrative.history import change_words
from dashboard.usecases.upkeep.accounts import account_of, set_account_email, unbind_account
from dashboard.usecases.upkeep.signing_in import Admitted, TurnedAway, admit
from tests.databases import on_both_databases
from tests.people_factories import AT, actor, person
from tests.signing_factories import NOW, terms, verified

ADMIN = Signature(actor(Role.ADMINISTRATOR, name="Dev Patel", person_id="dev"), AT)
OF_KENT = Signature(replace(ADMIN.actor, room="kent"), AT)
ASK_ONE_OF_ALL = "belongs to more than your board: ask an administrator of every service to"
ANN, BOB = (person(name, Role.CHAIR, service="kent") for name in ("Ann Lee", "Bob Ray"))


@pytest.fixture
def store(empty_store):
    with empty_store.writing(Signature(DASHBOARD, AT)) as work:
        for one in (ANN, BOB, person("Dev Patel", Role.ADMINISTRATOR)):
            work.add(one)
    return empty_store


def history_of(store):
    with store.reading() as held:
        return list(held.entries(Search(kind="account")))


@on_both_databases
def test_an_administrator_sets_an_address_and_the_history_says_so_without_it(store):
    assert set_account_email(store, ADMIN, "ann", " Ann@Council.example ")
    assert not set_account_email(store, ADMIN, "ann", "ann@council.example")

    account = account_of(store, ADMIN.actor, "ann")
    assert account is not None
    assert account.email == "ann@council.example"
    (entry,) = history_of(store)
    assert change_words(entry.change, lambda _: None) == (
        'e-mail address of the account "Ann Lee": set to a new one'
    )
    assert "council" not in str(entry)
    with store.reading() as held:
        assert held.verify()[0] == entry.number


def test_an_address_can_be_taken_away(store):
    set_account_email(store, ADMIN, "ann", "ann@council.example")

    set_account_email(store, ADMIN, "ann", "")

    assert "nobody has registered you" in sentence_of(store)


def sentence_of(store):
    found = admit(store, verified(), terms(), NOW)
    assert isinstance(found, TurnedAway)
    return found.sentence


@on_both_databases
def test_two_people_cannot_share_an_address(store):
    set_account_email(store, ADMIN, "ann", "ann@council.example")

    with pytest.raises(ChangeRefusedError, match="give them roles here too"):
        set_account_email(store, ADMIN, "bob", "ANN@council.example")

    assert account_of(store, ADMIN.actor, "bob") is None


@on_both_databases
def test_whoever_is_unbound_is_signed_out_and_recognised_anew(store):
    set_account_email(store, ADMIN, "ann", "ann@council.example")
    admit(store, verified(), terms(), NOW)

    assert unbind_account(store, ADMIN, "ann")
    assert not unbind_account(store, ADMIN, "ann")

    anew = verified(subject="another at login", key="2" * 64)
    assert isinstance(admit(store, anew, terms(), NOW), Admitted)
    assert "Somebody else signed in" in sentence_of(store)
    assert change_words(history_of(store)[0].change, lambda _: None) == (
        'sign-in of the account "Ann Lee": set to the next one'
    )


@pytest.mark.parametrize(
    "signed",
    [
        Signature(actor(Role.CHAIR, Role.OFFICER), AT),
        Signature(replace(ADMIN.actor, room="essex"), AT),
    ],
)
@pytest.mark.parametrize(
    "deed",
    [
        lambda store, signed: set_account_email(store, signed, "bob", "bob@council.example"),
        lambda store, signed: unbind_account(store, signed, "bob"),
        lambda store, signed: account_of(store, signed.actor, "bob"),
    ],
)
def test_nobody_but_an_administrator_of_that_board_sees_or_sets_how_somebody_signs_in(
    store, signed, deed
):
    with pytest.raises(NotAllowedError):
        deed(store, signed)


def test_an_administrator_of_one_board_cannot_become_who_belongs_to_another_too(store):
    set_account_email(store, OF_KENT, "ann", "ann@council.example")
    with store.writing(ADMIN) as work:
        work.add(Membership("essex", "ann", "Ann Lee", (Role.ADMINISTRATOR,)))

    with pytest.raises(NotAllowedError):
        set_account_email(store, OF_KENT, "ann", "mine@council.example")


def test_saying_that_somebody_left_does_not_open_the_way_into_their_other_board(store):
    set_account_email(store, OF_KENT, "ann", "ann@council.example")
    with store.writing(ADMIN) as work:
        work.add(Membership("essex", "ann", "Ann Lee", (Role.CHAIR,)))
        # An administrator of Kent may say so, and take it back once the address is their own.
        work.change(replace(ANN, active=False), 1)

    for deed in (
        lambda: set_account_email(store, OF_KENT, "ann", "mine@council.example"),
        lambda: unbind_account(store, OF_KENT, "ann"),
    ):
        with pytest.raises(NotAllowedError, match=ASK_ONE_OF_ALL):
            deed()


def test_who_is_not_registered_has_no_account(store):
    with pytest.raises(UnknownNameError):
        account_of(store, Actor("Dev", (Role.ADMINISTRATOR,), "test"), "nobody")


def test_also_where_the_other_board_is_not_open_to_them(store):
    with store.writing(ADMIN) as work:
        work.add(Membership("essex", "ann", "Ann Lee", (Role.READER,)))

    with pytest.raises(NotAllowedError, match=ASK_ONE_OF_ALL):
        set_account_email(
            store.admitting(Admission(frozenset({"kent"}))), OF_KENT, "ann", "mine@council.example"
        )
