"""What is held about a person is told whole, and of open rooms only."""

import json

import pytest
from sqlalchemy import insert

from dashboard.core.people import Role
from dashboard.core.reads import Read, ReadKind
from dashboard.core.rooms import Admission, Membership
from dashboard.errors import NotAllowedError, UnknownNameError
from dashboard.reports.held import held_bytes
from dashboard.store import reads
from dashboard.store.tables import accounts, sign_ins
from dashboard.usecases.upkeep.held import held_about
from dashboard.usecases.upkeep.leaving import pseudonymise
from tests.databases import on_both_databases
from tests.history_factories import action, added, changed, update
from tests.people_factories import AT, actor, person
from tests.people_factories import signature as by_role

HERE, THERE = "hertfordshire", "essex"
CY = person("Cy Brown", Role.MEMBER, service=HERE)
BY = actor(Role.ADMINISTRATOR)


@pytest.fixture
def filled(empty_store):
    added(empty_store, person("Ann Lee"), CY, Membership(THERE, "cy", "Cy Brown", (Role.READER,)))
    added(empty_store, action(owner="cy"), action(id="a2"), action(id="a3", service=THERE))
    added(empty_store, update(text="Said by Cy Brown."), update(id="u2", recommendation="r"))
    changed(empty_store, action(id="a3", service=THERE, title="Cy Brown trains staff"))
    added(empty_store, update(id="u3", by="Cy Brown"), who=by_role(name="Cy Brown", person_id="cy"))
    with empty_store.database.writing() as connection:
        account = {"person": "cy", "issuer": "", "subject": "", "email": "cy@board.example"}
        connection.execute(insert(accounts).values(account))
        session = {"key": "k" * 64, "person": "cy", "begun_at": AT, "seen_at": AT}
        connection.execute(insert(sign_ins).values(session))
    for service in (HERE, THERE):
        seen = Read(AT, "cy", "Cy Brown", service, ReadKind.PAGE, "Case audits")
        reads.note(empty_store, seen)
    return empty_store


def told(store, person_id="cy"):
    return json.loads(held_bytes(held_about(store, BY, person_id)))


@on_both_databases
def test_it_is_the_person_their_account_what_they_did_and_all_that_names_them(filled):
    found = told(filled)

    assert (found["name"], found["roles"], found["service"]) == ("Cy Brown", ["Board member"], HERE)
    ids = [each["fields"].get("id", "membership") for each in found["records"]]
    assert sorted(ids) == ["a1", "a3", "cy", "membership", "u1", "u3"]
    assert [row["email"] for row in found["account"]] == ["cy@board.example"]
    assert found["sign_ins"][0]["begun_at"].startswith("2026-11-21T09:30")
    assert "key" not in found["sign_ins"][0]
    assert {row["service"] for row in found["reads"]} == {HERE, THERE}
    assert len(found["history"]) == 6
    assert [each["item"] for each in found["history"]][:2] == ["u3", "a3"]


def test_an_administrator_of_one_board_is_told_what_its_room_has(filled):
    found = told(filled.admitting(Admission(frozenset({HERE}))))

    assert "a3" not in [each["item"] for each in found["history"]]
    assert {row["service"] for row in found["reads"]} == {HERE}
    assert all(each["fields"].get("service") != THERE for each in found["records"])


@on_both_databases
def test_nothing_of_the_name_or_account_is_left_once_it_was_replaced(filled):
    left = person("Cy Brown", Role.MEMBER, service=HERE, active=False)
    changed(filled, left)

    pseudonymise(filled, by_role(Role.ADMINISTRATOR), "cy", "asked for it")

    found = told(filled)
    assert "Cy Brown" not in json.dumps(found)
    assert (found["name"], found["account"], found["sign_ins"]) == ("Former member 1", [], [])
    assert {row["who"] for row in found["reads"]} == {"Former member 1"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_is_told_or_may_replace_a_name(filled, role):
    with pytest.raises(NotAllowedError):
        held_about(filled, actor(role), "cy")
    with pytest.raises(NotAllowedError):
        pseudonymise(filled, by_role(role), "cy")


def test_of_nobody_nothing_is_told(filled):
    with pytest.raises(UnknownNameError):
        held_about(filled, BY, "nobody")
