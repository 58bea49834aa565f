"""The record of reads: once in ten minutes, of one board, for who answers for it."""

from dataclasses import replace

import pytest

from dashboard.core.people import Role
from dashboard.core.reads import NOTED_AGAIN_AFTER, Read, ReadKind
from dashboard.core.rooms import Admission
from dashboard.errors import NotAllowedError
from dashboard.store import reads
from dashboard.usecases.upkeep.reads import note_read, who_read
from tests.databases import on_both_databases
from tests.people_factories import AT, actor
from tests.stored import tokens_in

HERE = "hertfordshire"
CHAIR = actor(Role.CHAIR)
READ = Read(AT, "ann", "Ann Lee", HERE, ReadKind.PAGE, "Local performance")


def noted(store, **changed):
    reads.note(store, replace(READ, **changed))


def held(store, **asked):
    return who_read(store, CHAIR, HERE, **asked)


@on_both_databases
def test_who_read_what_is_told_newest_first_and_no_history_is_made_of_it(empty_store):
    before = tokens_in(empty_store)
    noted(empty_store)
    note_read(empty_store, actor(name="Bob Ray", person_id="bob"), HERE, ReadKind.PACK, "a.pdf")

    found = held(empty_store)

    assert [(one.who, one.kind, one.item) for one in found.reads] == [
        ("Bob Ray", ReadKind.PACK, "a.pdf"),
        ("Ann Lee", ReadKind.PAGE, "Local performance"),
    ]
    assert found.reads[1] == READ
    assert found.people == ("Ann Lee", "Bob Ray")
    assert tokens_in(empty_store) == before


@on_both_databases
def test_the_same_is_noted_again_only_after_ten_minutes(empty_store):
    for later in (0, 1, 0.5):
        noted(empty_store, at=AT + NOTED_AGAIN_AFTER * later)

    assert len(held(empty_store).reads) == 2


@pytest.mark.parametrize(
    "changed", [{"person": "bob"}, {"item": "Case audits"}, {"kind": ReadKind.DOWNLOAD}]
)
def test_another_person_or_thing_is_noted_at_once(empty_store, changed):
    noted(empty_store)
    noted(empty_store, **changed)

    assert len(held(empty_store).reads) == 2


def test_another_board_s_reads_are_not_told_and_one_person_s_can_be_chosen(empty_store):
    noted(empty_store, service="essex")
    noted(empty_store, who="Bob Ray")
    noted(empty_store)

    assert [one.who for one in held(empty_store, person="Bob Ray").reads] == ["Bob Ray"]
    assert len(held(empty_store).reads) == 2
    assert len(held(empty_store, most=1).reads) == 1


@pytest.mark.parametrize(
    "who",
    [
        None,
        actor(Role.MEMBER),
        actor(Role.OFFICER),
        actor(Role.READER),
        replace(CHAIR, room="essex"),
    ],
)
def test_nobody_but_chair_and_administrator_of_the_board_is_told(empty_store, who):
    with pytest.raises(NotAllowedError, match="Only a chair or an administrator of this board"):
        who_read(empty_store, who, HERE)


def test_the_store_itself_tells_it_in_an_open_room_only(empty_store):
    elsewhere = empty_store.admitting(Admission(frozenset({"essex"})))

    with pytest.raises(NotAllowedError):
        who_read(elsewhere, CHAIR, HERE)
