"""What the benchmarks measure with: a database like one in use, and tables that can be pasted."""

import datetime as dt

import pytest

from benchmarks.database import QUARTERS, RECOMMENDATIONS, TEAMS, fill
from benchmarks.report import Table
from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.register.recommendations import Recommendation
from dashboard.definitions.catalogue import load_catalogue
from dashboard.store.engine import open_store
from tests.stored import own_figures_in, records_in

TODAY = dt.date(2026, 11, 29)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    url = f"sqlite:///{(tmp_path_factory.mktemp('filled') / 'filled.sqlite3').as_posix()}"
    return url, fill(url, 1, TODAY)


@pytest.fixture(scope="module")
def store(filled):
    opened = open_store(filled[0])
    yield opened
    opened.close()


def test_a_filled_database_has_a_long_register_and_figures_of_the_service_and_its_teams(
    filled, store
):
    indicator = load_catalogue().local_indicator("local-first-time-entrants")
    figures = own_figures_in(store, indicator, "hertfordshire")

    assert filled[1].services == 1
    assert len(records_in(store).of(Recommendation)) == RECOMMENDATIONS
    assert len(figures.places) == 1 + len(TEAMS)
    assert len(figures.periods) == QUARTERS


def test_in_a_filled_database_groups_and_teams_add_up_so_that_small_numbers_are_protected_as_usual(
    store,
):
    indicator = load_catalogue().local_indicator("local-first-time-entrants")
    table = own_figures_in(store, indicator, "hertfordshire").table
    whole = table["place"] == WHOLE_SERVICE
    everybody = table["group"] == ALL_CHILDREN
    by_sex = table["group"].str.startswith("sex-")

    assert table[whole & everybody]["count"].sum() == table[~whole & everybody]["count"].sum()
    assert table[whole & everybody]["count"].sum() == table[whole & by_sex]["count"].sum()


def test_a_table_of_the_report_can_be_pasted_into_a_page_of_the_docs():
    table = Table(["Page", "ms"], [["Overview", "35"]])

    assert table.markdown() == "| Page | ms |\n| --- | ---: |\n| Overview | 35 |"
    assert table.plain() == "Page      ms\n------------\nOverview  35"
