"""The template of a service: its measures first, its teams at work, rows ready to fill in."""

import pytest

from dashboard.core.people import Role
from dashboard.errors import UnknownNameError
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.own.area_teams import add_area_teams, close_area_team
from dashboard.usecases.own.template import own_template
from tests.conftest import TODAY
from tests.import_factories import ENTRANTS, load, own_file
from tests.people_factories import signature

HERE, OFFICER, KPI = "hertfordshire", signature(Role.OFFICER), "kpi-2-education"


@pytest.fixture
def held(own_store, shipped_holdings):
    """All that is held, read anew each time."""

    def now():
        return holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)

    names = {name.lower(): name for name in ("North", "South", "Old")}
    add_area_teams(own_store, now(), OFFICER, HERE, names)
    close_area_team(own_store, OFFICER, "old", "Merged.")
    return now


def test_measures_used_come_first_with_rows_for_the_next_quarter(own_store, held):
    rows = (f"{KPI},,2026-27 Q1,,50,,,,", f"{ENTRANTS},North,2026-27 Q1,,,7,,,")
    load(own_store, held(), own_file(*rows))

    found = own_template(held(), HERE)

    assert list(found.indicators)[:2] == [ENTRANTS, KPI]
    assert set(found.indicators) == set(held().catalogue.local_indicators)
    assert [team.name for team in found.teams] == ["North", "South"]
    assert [(row.indicator, row.place, row.period) for row in found.rows] == [
        (ENTRANTS, "north", "2026-27 Q2"),
        (ENTRANTS, "south", "2026-27 Q2"),
        (KPI, "", "2026-27 Q2"),
    ]


def test_a_figure_that_waits_is_not_asked_for_again(own_store, held):
    rows = (f"{ENTRANTS},,2026-27 Q1,,,7,,,", f"{ENTRANTS},,2026-27 Q2,,,99999,,,")
    load(own_store, held(), own_file(*rows))

    assert [row.period for row in own_template(held(), HERE).rows] == ["2026-27 Q3"]


def test_without_earlier_figures_no_row_is_begun(held):
    assert own_template(held(), HERE).rows == ()


def test_there_is_no_template_of_an_unknown_service(held):
    with pytest.raises(UnknownNameError, match='no service "nowhere"'):
        own_template(held(), "nowhere")
