"""What the gate doubts in a small file, beside what is held: for published and for own figures."""

import pytest

from dashboard.core.plausibility.gate import doubts_about_own, doubts_about_published
from tests.conftest import TODAY
from tests.import_factories import own, team

NO_OWN = own()
TEAMS = {name.lower(): team(name) for name in ("North", "South")}


@pytest.fixture(scope="module")
def catalogue(shipped_holdings):
    return shipped_holdings.catalogue


@pytest.fixture
def judged(catalogue):
    """Suspects among published figures beside those held, by area and period."""

    def judge(rows, held):
        if "row" not in rows:
            rows = rows.assign(row=range(2, len(rows) + 2))
        found = doubts_about_published(rows, held, catalogue.indicators, catalogue.areas, TODAY)
        return {
            (rows["area_code"].iloc[one.position], rows["period"].iloc[one.position]): one
            for one in found.suspects()
        }

    return judge


@pytest.fixture
def judged_own(catalogue):
    """Suspects among own figures beside those held, by place, period and group."""

    def judge(rows, held=NO_OWN, teams=TEAMS):
        found = doubts_about_own(
            rows, held, catalogue.local_indicators, teams, catalogue.groups, TODAY
        )
        keys = ["place", "period", "group"]
        return {tuple(rows[keys].iloc[one.position]): one for one in found.suspects()}

    return judge
