"""What the operator's log is told of a change: how much about what, and nothing about whom."""

import logging

import pytest

from dashboard.errors import ChangeRefusedError
from tests.history_factories import action, signature


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, logger="dashboard.changes")
    return lambda: [line for line in caplog.records if line.name == "dashboard.changes"]


def test_a_change_is_one_line_with_its_kind_its_service_and_the_number_of_its_last_entry(
    told, empty_store
):
    with empty_store.writing(signature()) as work:
        work.add(action())
        work.change(action(title="Train all staff"), 1)

    (line,) = told()
    about = {"kind": "action", "service": action().service, "entries": 2}
    assert (line.entry, line.changes) == (2, [about])
    assert not any(word in str(vars(line)) for word in ("Ann", "Train"))


def test_what_was_not_stored_is_not_told(told, empty_store):
    def refused_late():
        with empty_store.writing(signature()) as work:
            work.add(action())
            raise ChangeRefusedError("Not now.")

    with pytest.raises(ChangeRefusedError):
        refused_late()

    with empty_store.writing(signature()):
        pass

    assert told() == []
