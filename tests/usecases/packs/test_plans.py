"""Which sections the packs of a service have is chosen once and remembered, with a note."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.packs.sections import PackPlan, PackSection
from dashboard.core.people import Role
from dashboard.errors import (
    ChangeRefusedError,
    ConflictError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.reports.packs.document import clauses
from dashboard.usecases.packs.making import make_pack
from dashboard.usecases.packs.plans import LONGEST_COVERING_NOTE, choose_sections, plan_of
from dashboard.usecases.packs.reading import PackAsked
from tests.board_factories import signed, stored
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.issued_packs import NEXT, SERVICE, holdings_in
from tests.stored import records_in

RATING, NEEDS = PackSection.RATING, PackSection.NEEDS


@pytest.fixture
def plan(empty_store, shipped_holdings):
    """The choice of a service now."""
    return lambda service=SERVICE: plan_of(holdings_in(empty_store, shipped_holdings), service)


@pytest.fixture
def choose(empty_store, shipped_holdings):
    stored(empty_store, NEXT, day="2026-11-01")

    def chosen(sections=(RATING, NEEDS), note="", note_for="", version=0, **changed):
        return choose_sections(
            empty_store,
            holdings_in(empty_store, shipped_holdings),
            signed(*changed.get("roles", (Role.OFFICER,))),
            changed.get("service", SERVICE),
            sections,
            note,
            note_for,
            version,
        )

    return chosen


def test_the_pack_of_a_past_meeting_has_what_was_chosen_for_it_afterwards(
    choose, empty_store, shipped_holdings
):
    past = replace(NEXT, id="past", on=TODAY - dt.timedelta(days=60))
    stored(empty_store, past, day="2026-11-01")
    choose(note="For that meeting.", note_for="past")

    held = holdings_in(empty_store, shipped_holdings)
    made = make_pack(empty_store, held, PackAsked(SERVICE, "past"))

    assert [each.id for each in made.document.sections] == ["rating", "needs"]
    assert "For that meeting." in {clause.text for clause in clauses(made.document)}


def test_every_section_is_there_where_nobody_chose(plan):
    assert plan() == PackPlan(SERVICE, SERVICE, tuple(PackSection))


@on_both_databases
def test_a_choice_is_remembered_in_its_order_and_for_its_service_alone(choose, plan):
    choose(note="Please read\x00 page 2.\n\n\n\nThank you.", note_for="m1")

    assert plan() == PackPlan(
        SERVICE, SERVICE, (RATING, NEEDS), "Please read page 2.\n\nThank you.", "m1"
    )
    assert plan("essex").sections == tuple(PackSection)


@on_both_databases
def test_two_who_choose_at_once_are_told(choose, plan, empty_store):
    choose()
    choose([NEEDS], version=1)

    for version in (0, 1):
        with pytest.raises(ConflictError, match='"pack plan" was changed by Ann Lee'):
            choose([RATING], version=version)
    assert plan().sections == (NEEDS,)
    assert records_in(empty_store).version_of(plan()) == 2


def test_without_a_note_no_meeting_is_noted(choose):
    assert choose(note=" ", note_for="m1").note_for == ""


@pytest.mark.parametrize(
    ("asked", "kind", "match"),
    [
        ({"sections": ()}, ChangeRefusedError, "No section is chosen"),
        (
            {"sections": (NEEDS, RATING, NEEDS)},
            ChangeRefusedError,
            "needs to know.* is chosen twice",
        ),
        (
            {"note": "x" * (LONGEST_COVERING_NOTE + 1)},
            ChangeRefusedError,
            "covering note is 1001 characters long: shorten it to 1000",
        ),
        ({"note": "x", "note_for": "m2"}, UnknownNameError, 'no meeting "m2": did you mean m1'),
        ({"note": "x", "note_for": "m1", "service": "essex"}, UnknownNameError, 'no meeting "m1"'),
        ({"service": "narnia"}, UnknownNameError, 'no service "narnia"'),
        ({"roles": (Role.MEMBER,)}, NotAllowedError, "may not choose what is in a board pack"),
        ({"roles": (Role.ADMINISTRATOR,)}, NotAllowedError, "chair or performance officer"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(choose, empty_store, asked, kind, match):
    with pytest.raises(kind, match=match):
        choose(**asked)

    assert records_in(empty_store).of(PackPlan) == {}
