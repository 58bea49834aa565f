"""A service's own figures in the store: the newest edition in use counts, also on a past day."""

import datetime as dt

import pandas as pd
import pytest

from dashboard.core.editions import EditionStatus
from dashboard.core.own.figures import LOCAL_COLUMNS, LocalState, parse_local_period
from dashboard.definitions.catalogue import load_catalogue
from dashboard.store.editions import add_local_edition, supersede
from tests.figures_factories import provenance
from tests.stored import editions_in, own_figures_in, own_indicators_in, tokens_in

FIRST, SECOND, THIRD = (dt.datetime(2026, 7, day, 9, tzinfo=dt.UTC) for day in (1, 2, 3))
QUARTER = parse_local_period("2026-27 Q1")
NAME = "local-first-time-entrants"


@pytest.fixture(scope="module")
def counted():
    return load_catalogue().local_indicator(NAME)


def rows(count, place="", group=""):
    state = "not recorded" if count is None else "final"
    row = (NAME, place, QUARTER.id, group, count, count, None, state, "As typed.", None)
    return pd.DataFrame([row], columns=["indicator", *LOCAL_COLUMNS])


def add(store, key, content, at, service="hertfordshire"):
    with store.database.writing() as connection:
        return add_local_edition(connection, key, service, provenance(), content, at)


def withdraw(store, key, at):
    with store.database.writing() as connection:
        supersede(connection, key, at, withdrawn=True)


def read(store, indicator, until=None, service="hertfordshire"):
    return own_figures_in(store, indicator, service, until).at("", QUARTER)


def test_what_is_stored_comes_back_as_it_was(empty_store, counted):
    number = add(empty_store, "one", rows(12), FIRST)
    found = read(empty_store, counted)
    assert (found.value, found.count, found.denominator) == (12, 12, None)
    assert (found.note, found.edition_id) == ("As typed.", number)


def test_of_two_editions_that_speak_of_a_figure_the_newer_counts(empty_store, counted):
    add(empty_store, "one", rows(12), FIRST)
    add(empty_store, "two", rows(13), SECOND)
    assert read(empty_store, counted).count == 13


def test_an_edition_leaves_what_it_does_not_speak_of(empty_store, counted):
    add(empty_store, "one", rows(12), FIRST)
    add(empty_store, "two", rows(5, place="north"), SECOND)
    held = own_figures_in(empty_store, counted, "hertfordshire")
    assert held.places == ("", "north")
    assert held.at("", QUARTER).count == 12


def test_withdrawing_an_edition_brings_back_what_was_there_before(empty_store, counted):
    add(empty_store, "one", rows(12), FIRST)
    number = add(empty_store, "two", rows(13), SECOND)
    withdraw(empty_store, "two", THIRD)
    assert read(empty_store, counted).count == 12
    edition = editions_in(empty_store)[number]
    assert edition.status is EditionStatus.WITHDRAWN
    assert edition.ended_at == THIRD


def test_a_past_day_is_shown_with_the_editions_of_that_day(empty_store, counted):
    add(empty_store, "one", rows(12), FIRST)
    add(empty_store, "two", rows(13), SECOND)
    withdraw(empty_store, "two", THIRD)
    before = FIRST - dt.timedelta(hours=1)
    shown = [read(empty_store, counted, until).count for until in (before, FIRST, SECOND, THIRD)]
    assert shown == [None, 12, 13, 12]


def test_a_figure_that_a_newer_edition_does_not_record_is_absent(empty_store, counted):
    add(empty_store, "one", rows(12), FIRST)
    add(empty_store, "two", rows(None), SECOND)
    assert read(empty_store, counted).state is LocalState.NOT_RECORDED


def test_a_service_has_its_own_figures_only(empty_store, counted):
    add(empty_store, "one", rows(12), FIRST)
    assert read(empty_store, counted, service="essex").count is None
    assert own_indicators_in(empty_store, "essex") == frozenset()
    assert own_indicators_in(empty_store, "hertfordshire") == {NAME}


def test_each_change_of_what_is_in_use_is_told_by_the_token(empty_store):
    tokens = [tokens_in(empty_store).editions]
    add(empty_store, "one", rows(12), FIRST)
    tokens.append(tokens_in(empty_store).editions)
    withdraw(empty_store, "one", SECOND)
    tokens.append(tokens_in(empty_store).editions)
    assert tokens[1] not in (tokens[0], tokens[2])
