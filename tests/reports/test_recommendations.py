"""The contract of `recommendations --json`."""

import datetime as dt

from dashboard.reports.recommendations import recommendations_contract
from tests.inspection_factories import shipped


def test_a_recommendation_nobody_took_up_has_nulls_where_nothing_was_given():
    recommendations = shipped("hertfordshire-2018").recommendations
    second = recommendations_contract(recommendations, dt.date(2018, 9, 30))[1]

    assert second["wording"].startswith("Make sure that information provided")
    del second["wording"]
    assert second == {
        "id": "hertfordshire-2018-2",
        "addressee": "Hertfordshire youth offending service",
        "source": "An inspection of youth offending services in Hertfordshire",
        "published": "2018-09-20",
        "standards": ["1.3", "1.4"],
        "areas_of_work": ["Organisational delivery"],
        "status": "Not started",
        "late": None,
        "age_days": 10,
        "owner": None,
        "body": None,
        "due": None,
        "measure": None,
        "open_actions": 0,
        "missing": ["owner", "date", "measure"],
    }
