"""Own figures read for a page: protected, by place and group, with the published beside them."""

import datetime as dt

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.figures import AreaTeam
from dashboard.core.own.targets import LocalTarget
from dashboard.core.people import Role
from dashboard.core.periods import PeriodKind
from dashboard.core.rooms import EVERYWHERE
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.store import records
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.overview import read_overview
from dashboard.usecases.own.performance import (
    Asked,
    group_names,
    indicators_held,
    place_names,
    read_all_local,
    read_local,
)
from dashboard.usecases.own.targets import (
    LocalTargetToSet,
    local_targets,
    set_local_target,
    withdraw_local_target,
)
from tests.databases import on_both_databases
from tests.history_factories import added
from tests.local_factories import add_teams, load_own, series_of
from tests.people_factories import signature

TODAY = dt.date(2026, 11, 21)
ENTRANTS, KPI = "local-first-time-entrants", "kpi-2-education"
STEADY = [20, 22, 19, 21, 23, 20, 18, 22, 21, 19, 20, 22]
HERE = "hertfordshire"


@pytest.fixture
def store(own_store):
    add_teams(own_store, "North", "South")
    rows = [
        *series_of([*STEADY, 40]),
        *series_of([3, 8, 9], place="north"),
        *series_of([7, 8, 9], place="south"),
        *series_of([6, 7, 8], group="sex-girls"),
    ]
    load_own(own_store, {ENTRANTS: rows, KPI: series_of([30, 31], 60)})
    return own_store


@pytest.fixture
def held(store, shipped_holdings):
    def as_at(day=TODAY):
        return holdings_of(shipped_holdings.catalogue, store, day, TODAY)

    return as_at


def asked(indicator=ENTRANTS, mode=Mode.PUBLIC, kind=PeriodKind.QUARTER, **where):
    return Asked(HERE, indicator, mode, kind, **where)


def test_measures_and_key_performance_indicators_held_are_listed_in_order(held):
    assert list(indicators_held(held(), HERE)) == [ENTRANTS, KPI]
    assert indicators_held(held(), "essex") == {}


def test_before_they_were_loaded_none_are_held(held):
    assert indicators_held(held(dt.date(2025, 12, 31)), HERE) == {}


@on_both_databases
def test_a_reading_has_the_teams_by_name_and_small_numbers_withheld(held):
    reading = read_local(held(), asked())

    assert list(reading.teams) == ["North", "South"]
    assert reading.teams["North"].points[-3].why_absent == "withheld"
    assert reading.series.latest is not None
    assert reading.series.latest.value == 40
    assert [edition.provenance.title for edition in reading.editions] == ["Own figures"]


def test_the_board_sees_small_numbers(held):
    north = read_local(held(), asked(mode=Mode.BOARD)).teams["North"]

    assert north.points[-3].value == 3


def test_a_team_or_a_group_is_a_series_of_its_own(held):
    girls = read_local(held(), asked(group="sex-girls"))
    south = read_local(held(), asked(place="south"))

    assert girls.series.latest is not None
    assert girls.series.latest.value == 8
    assert [point.value for point in south.series.known] == [8, 9]
    assert south.whole.latest is not None
    assert south.whole.latest.value == 40


def test_what_can_be_chosen_is_what_is_held(held):
    protected = read_local(held(), asked()).series.protected

    assert place_names(held(), protected) == {"north": "North", "south": "South"}
    assert group_names(held(), protected) == {"sex-girls": "Sex: Girls"}


def test_a_team_that_was_wound_up_can_be_chosen_and_is_no_news(held, store):
    load_own(store, {ENTRANTS: series_of([9, 9], place="west")})
    added(store, AreaTeam("west", HERE, "West", active=False))
    reading = read_local(held(), asked())

    assert "West" in place_names(held(), reading.series.protected).values()
    assert "West" not in reading.teams


def test_the_published_figure_stands_beside_the_local_one(held):
    reading = read_local(held(), asked())

    assert reading.published is not None
    assert reading.published.comparison.indicator.id == "first-time-entrants"
    assert read_local(held(), asked(KPI)).published is None


def test_where_nothing_is_published_for_the_service_the_reason_is_told(store, held):
    load_own(store, {ENTRANTS: series_of([9, 9])}, service="cardiff")
    reading = read_local(held(), Asked("cardiff", ENTRANTS, Mode.PUBLIC, PeriodKind.QUARTER))

    assert reading.published is None
    assert "covers England only" in reading.why_not_published


def test_all_indicators_are_read_for_the_whole_service(held):
    standings = read_all_local(held(), HERE, Mode.PUBLIC)

    assert [each.indicator.id for each in standings] == [ENTRANTS, KPI]
    assert standings[0].series.is_unusual


def test_the_first_page_tells_of_own_figures_only_where_some_are_held(held):
    subjects = [each.subject for each in read_overview(held(), HERE).own.sentences]

    assert subjects[0] == "local_performance"
    assert read_overview(held(), "essex").own.sentences == ()


# Targets


def to_set(value=25.0, tolerance=3.0, indicator=ENTRANTS, **changed):
    return LocalTargetToSet(HERE, indicator, value, tolerance, **changed)


@on_both_databases
def test_a_target_is_in_force_from_its_day_and_read_with_the_series(store, held):
    made = set_local_target(store, held(), signature(), "t1", to_set(note="agreed"))

    assert (made.set_on, made.note) == (TODAY, "agreed")
    assert read_local(held(), asked()).standing.target == made
    assert read_local(held(), asked(place="north")).standing.target is None
    assert read_local(held(), asked(group="sex-girls")).standing.target is None
    assert read_local(held(dt.date(2026, 11, 20)), asked()).standing.target is None


def test_a_second_submit_of_the_same_form_stores_nothing_more(store, held):
    for _ in range(2):
        set_local_target(store, held(), signature(), "t1", to_set())

    assert list(local_targets(held(), HERE, ENTRANTS)) == ["t1"]


def test_an_area_team_has_a_target_of_its_own_and_an_unknown_one_none(store, held):
    set_local_target(store, held(), signature(), "t1", to_set(place="north"))

    assert read_local(held(), asked(place="north")).standing.target is not None
    with pytest.raises(UnknownNameError, match='no area team "west"'):
        set_local_target(store, held(), signature(), "t2", to_set(place="west"))


def test_a_key_performance_indicator_is_refused_a_target(store, held):
    with pytest.raises(ChangeRefusedError, match="not yet fit for decisions"):
        set_local_target(store, held(), signature(), "t1", to_set(indicator=KPI))


def test_only_who_may_edit_sets_or_withdraws_a_target(store, held):
    with pytest.raises(NotAllowedError):
        set_local_target(store, held(), signature(Role.MEMBER), "t1", to_set())
    set_local_target(store, held(), signature(), "t1", to_set())
    with pytest.raises(NotAllowedError):
        withdraw_local_target(store, held(), signature(Role.CHAIR), "t1", "a slip")


@on_both_databases
def test_a_withdrawn_target_counts_no_more_and_stays_with_its_reason(store, held):
    set_local_target(store, held(), signature(), "t1", to_set())
    withdraw_local_target(store, held(), signature(), "t1", "a slip")

    assert read_local(held(), asked()).standing.target is None
    assert local_targets(held(), HERE, ENTRANTS)["t1"].withdrawn_because == "a slip"
    with store.database.writing() as connection:
        assert records.held(connection, EVERYWHERE, LocalTarget, "t1") is not None


@on_both_databases
def test_withdrawing_needs_a_reason_and_something_in_use(store, held):
    set_local_target(store, held(), signature(), "t1", to_set())

    with pytest.raises(ChangeRefusedError, match="The reason for withdrawing it is missing"):
        withdraw_local_target(store, held(), signature(), "t1", " ")
    with pytest.raises(UnknownNameError, match='no local target "t9"'):
        withdraw_local_target(store, held(), signature(), "t9", "a slip")
    withdraw_local_target(store, held(), signature(), "t1", "a slip")
    assert withdraw_local_target(store, held(), signature(), "t1", "a slip").id == "t1"
    with pytest.raises(ChangeRefusedError, match="withdrawn already"):
        withdraw_local_target(store, held(), signature(), "t1", "another reason")
