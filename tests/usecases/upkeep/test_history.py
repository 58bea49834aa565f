"""The history of one recommendation: all that was recorded about it, and nothing else."""

import datetime as dt

from dashboard.usecases.upkeep.history import names_in, recommendation_history
from tests.databases import on_both_databases
from tests.register_factories import (
    TODAY,
    action,
    evidence,
    follow_up,
    held,
    store_all,
    update,
)


def about(store, holdings, asked, as_of=TODAY, most=50):
    found = recommendation_history(store, held(store, holdings, as_of), asked, most)
    return [entry.change.kind for entry in found]


@on_both_databases
def test_all_that_was_recorded_about_it_stands_there_newest_first(own_store, shipped_holdings):
    store_all(own_store, follow_up(), action(), update(), evidence())
    store_all(own_store, action(2, recommendation="hertfordshire-2018-1"))

    found = about(own_store, shipped_holdings, follow_up().id)

    assert found == ["evidence", "update", "action", "follow-up"]


def test_of_many_the_newest_are_given(own_store, shipped_holdings):
    store_all(own_store, follow_up(), action(), update(), evidence())

    assert about(own_store, shipped_holdings, follow_up().id, most=2) == ["evidence", "update"]


def test_it_ends_with_the_day_that_is_shown(own_store, shipped_holdings):
    store_all(own_store, follow_up(), action())

    before = about(own_store, shipped_holdings, follow_up().id, TODAY - dt.timedelta(days=400))

    assert before == []


def test_one_that_nobody_touched_has_no_history(own_store, shipped_holdings):
    store_all(own_store, follow_up())

    assert about(own_store, shipped_holdings, "hertfordshire-2018-1") == []


def test_services_and_indicators_of_either_kind_are_known_by_name(shipped_holdings):
    catalogue = shipped_holdings.catalogue
    named = names_in(catalogue, shipped_holdings.records)

    for defined in (catalogue.services, catalogue.indicators, catalogue.local_indicators):
        assert all(named(one.id) == one.name for one in defined.values())
    assert named("nothing-of-that-name") is None
