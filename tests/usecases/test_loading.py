"""The shipped figures: every one loads, once, and the published checks come out again."""

import datetime as dt
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from pandas.testing import assert_frame_equal

from dashboard.core.areas import neighbours
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.published.indicators import State
from dashboard.errors import DefinitionError, ImportRefusedError
from dashboard.store.engine import open_store
from dashboard.usecases.loading import load_shipped_figures, open_store_with_shipped_figures
from tests.databases import on_both_databases
from tests.figures_factories import AREAS, DATA, INDICATORS, template, write_sidecar
from tests.stored import editions_in, figures_in, tokens_in

NO_MATTER_WHEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
ROW = "first-time-entrants,E10000015,2017,{},,,,"


@pytest.fixture
def shipped(supply, shipped_holdings):
    """The catalogue and a store with every shipped figure."""
    store = open_store(supply.everything_shipped())
    yield shipped_holdings.catalogue, store
    store.close()


@pytest.fixture
def store(empty_store):
    return empty_store


@pytest.fixture
def folder(tmp_path):
    """A folder with one table of figures and its sidecar."""
    write_sidecar(template(tmp_path / "figures", ROW.format(287), name="publisher/table.csv"))
    return tmp_path / "figures"


def test_who_opens_the_store_says_how_long_to_wait_for_another_writer(supply):
    _, store = open_store_with_shipped_figures(supply.everything_shipped(), wait_seconds=0.5)

    assert store.database.wait_seconds == 0.5
    store.close()


def load(store, folder):
    return load_shipped_figures(store, INDICATORS, AREAS, folder)


def series(shipped, area, indicator="first-time-entrants"):
    catalogue, store = shipped
    return figures_in(store, catalogue.indicator(indicator)).values.loc[area].dropna().tolist()


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("E10000015", [313, 314, 287, 210, 192, 152, 129, 138, 134, 111]),
        ("E10000012", [372, 277, 141, 153, 140, 124, 105, 138, 138, 121]),
        ("E92000001", [375, 333, 299, 243, 215, 172, 149, 152, 143, 138]),
    ],
)
def test_first_time_entrants_2015_to_2024_are_the_published_ones(shipped, area, expected):
    assert series(shipped, area) == expected


@pytest.mark.parametrize(("model", "mean"), [("dfe-2021", 233.2), ("dfe-2025", 251.9)])
def test_the_mean_of_hertfordshires_ten_neighbours_in_2017_comes_out_again(shipped, model, mean):
    catalogue, store = shipped
    group = neighbours(catalogue.areas["E10000015"], catalogue.comparator_models[model])
    assert group is not None
    figures = figures_in(store, catalogue.indicator("first-time-entrants"))

    values = figures.values.loc[list(group.area_codes), "2017"].dropna()

    assert len(values) == 10
    assert round(values.mean(), 1) == mean


def test_every_indicator_has_figures_and_each_names_its_edition(shipped):
    catalogue, store = shipped
    editions = editions_in(store)

    for indicator in catalogue.indicators.values():
        table = figures_in(store, indicator).table
        assert table.empty is indicator.loaded_only, indicator.id
        assert set(table["edition_id"]) <= set(editions)


def test_englands_derived_rate_says_so(shipped):
    catalogue, store = shipped
    figures = figures_in(store, catalogue.indicator("first-time-entrants"))

    derived = figures.at("E92000001", Period(PeriodKind.CALENDAR_YEAR, 2024))

    assert (derived.state, derived.value) == (State.DERIVED, 138)
    assert derived.note.startswith("Derived: the nine regional rates")


@pytest.mark.parametrize(
    ("area", "year", "value"), [("E10000021", 2021, 170), ("E10000006", 2023, 175)]
)
def test_part_year_figures_of_abolished_counties_were_replaced(shipped, area, year, value):
    catalogue, store = shipped
    figures = figures_in(store, catalogue.indicator("first-time-entrants"))

    assert figures.value(area, Period(PeriodKind.CALENDAR_YEAR, year)) == value


@pytest.mark.parametrize(
    ("indicator", "area", "period"),
    [
        ("first-time-entrants", "E09000021", Period(PeriodKind.CALENDAR_YEAR, 2015)),
        ("youth-justice-spending", "E06000018", Period(PeriodKind.FINANCIAL_YEAR, 2024)),
        ("children-cautioned-or-sentenced", "E10000006", Period(PeriodKind.FINANCIAL_YEAR, 2025)),
    ],
)
def test_doubtful_figures_are_held_with_a_reason_and_used_for_nothing(
    shipped, indicator, area, period
):
    catalogue, store = shipped
    figures = figures_in(store, catalogue.indicator(indicator))

    assert figures.at(area, period).state is State.DOUBTFUL
    assert figures.at(area, period).note
    assert figures.value(area, period) is None


def test_a_published_zero_of_a_tiny_area_stays_a_zero(shipped):
    assert 0 in series(shipped, "E09000001", "permanent-exclusions")


def test_a_dash_in_the_source_is_held_as_not_published(shipped):
    catalogue, store = shipped
    figures = figures_in(store, catalogue.indicator("first-time-entrants"))
    absent = figures.table[figures.table["state"] == "not published"]

    assert not absent.empty
    assert absent["value"].isna().all()


def test_rates_printed_per_thousand_are_held_per_ten_thousand(shipped):
    assert series(shipped, "E10000015", "children-cautioned-or-sentenced") == [
        54, 57, 45, 40, 38, 28, 28, 27, 24.5
    ]  # fmt: skip


def test_figures_per_service_include_wales(shipped):
    assert len(series(shipped, "F00CR00", "offences-by-service")) == 2


@on_both_databases
def test_loading_twice_stores_nothing_new(store, folder):
    first, token = load(store, folder), tokens_in(store).editions

    second = load(store, folder)

    assert first.added == ("publisher/table.csv",)
    assert not second.changed
    assert tokens_in(store).editions == token


@on_both_databases
def test_a_changed_file_becomes_a_new_edition(store, folder):
    load(store, folder)
    write_sidecar(template(folder, ROW.format(290), name="publisher/table.csv"))

    report = load(store, folder)

    assert report.replaced == ("publisher/table.csv",)
    assert [edition.status for edition in editions_in(store).values()] == ["superseded", "current"]
    assert figures_in(store, INDICATORS["first-time-entrants"]).table["value"].tolist() == [290.0]


def test_a_corrected_sidecar_becomes_a_new_edition_too(store, folder):
    load(store, folder)
    write_sidecar(folder / "publisher" / "table.csv", title="A better title")

    assert load(store, folder).replaced == ("publisher/table.csv",)


@on_both_databases
def test_a_file_that_is_no_longer_shipped_is_superseded(store, folder):
    load(store, folder)
    write_sidecar(template(folder, "reoffending,E10000015,2016-17,30,,,,", name="other.csv"))
    shutil.rmtree(folder / "publisher")

    assert load(store, folder).withdrawn == ("publisher/table.csv",)
    assert figures_in(store, INDICATORS["first-time-entrants"]).table.empty


def test_losing_the_sqlite_file_loses_no_shipped_figure(tmp_path, folder):
    file = tmp_path / "lost.sqlite3"
    for _ in range(2):
        store = open_store(f"sqlite:///{file}")
        assert load(store, folder).added == ("publisher/table.csv",)
        store.close()
        file.unlink()


@on_both_databases
def test_a_file_with_a_problem_stores_nothing_of_any_file(store, folder):
    write_sidecar(template(folder, ROW.format(2746), name="publisher/wrong.csv"))

    with pytest.raises(ImportRefusedError, match=r"wrong\.csv"):
        load(store, folder)

    assert editions_in(store) == {}


def test_a_file_without_its_checksum_is_refused(store, folder):
    write_sidecar(folder / "publisher" / "table.csv", sha256="0" * 64)

    with pytest.raises(DefinitionError, match="sha256"):
        load(store, folder)


def test_every_shipped_table_says_its_licence_and_where_it_was_published(shipped):
    _, store = shipped

    for edition in editions_in(store).values():
        assert edition.provenance.licence == "Open Government Licence v3.0"
        assert edition.provenance.address.startswith("https://")
        assert edition.provenance.changes or edition.provenance.known_defects


def test_every_shipped_table_is_in_the_store(shipped):
    _, store = shipped

    folder = DATA / "figures"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert {edition.key for edition in editions_in(store).values()} == files


@on_both_databases
def test_two_that_load_a_new_database_at_once_store_each_table_once(new_database_url, folder):
    together = threading.Barrier(2)

    def start():
        together.wait()
        store = open_store(new_database_url)
        load(store, folder)
        found = len(editions_in(store))
        store.close()
        return found

    with ThreadPoolExecutor(2) as pool:
        assert [each.result() for each in [pool.submit(start) for _ in range(2)]] == [1, 1]


@pytest.mark.parametrize("lost", ["publisher/table.csv", "publisher"])
def test_a_lost_table_is_refused_and_the_edition_held_of_it_stays(store, folder, lost):
    write_sidecar(template(folder, ROW.format(287), name="publisher/table.csv"))
    load(store, folder)
    path = folder / lost
    path.unlink() if path.is_file() else shutil.rmtree(path)

    with pytest.raises(DefinitionError, match=r"table\.csv is missing|holds no table of figures"):
        load(store, folder)

    assert not figures_in(store, INDICATORS["first-time-entrants"]).table.empty


def test_postgresql_holds_everything_shipped_exactly_as_sqlite_does(
    sqlite, postgresql, shipped_holdings
):
    one, other = (open_store(supply.everything_shipped()) for supply in (sqlite, postgresql))

    for indicator in shipped_holdings.catalogue.indicators.values():
        held, same = figures_in(one, indicator).table, figures_in(other, indicator).table
        assert_frame_equal(held, same, check_exact=True)
    assert _without_time(one) == _without_time(other)
    one.close()
    other.close()


def _without_time(store):
    return [replace(each, loaded_at=NO_MATTER_WHEN) for each in editions_in(store).values()]
