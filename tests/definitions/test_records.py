"""All records by kind and id, with the versions that changes are made from."""

from dashboard.core.register.actions import Action, Update
from dashboard.definitions.records import KINDS, NAMES, UNCHANGEABLE, Records, records_from
from tests.register_factories import action, update


def test_records_are_found_by_kind_and_id_in_the_order_of_recording():
    found = records_from([(action(2), 1), (update(1), 1), (action(1), 4)])

    assert list(found.of(Action)) == ["action-2", "action-1"]
    assert list(found.of(Update)) == ["update-1"]
    assert found.version_of(action(1)) == 4


def test_what_is_not_stored_has_version_0_and_a_kind_without_records_is_empty():
    assert Records().version_of(action()) == 0
    assert Records().of(Action) == {}


def test_every_kind_has_one_name_and_what_never_changes_is_a_kind():
    assert {NAMES[kind]: kind for kind in NAMES} == dict(KINDS)
    assert set(KINDS) >= UNCHANGEABLE
