"""What is known of a recommendation that nobody has taken up yet."""

import datetime as dt

from tests.inspection_factories import shipped

FIRST, SECOND, THIRD = shipped("hertfordshire-2018").recommendations


def test_age_counts_from_publication():
    assert FIRST.age_days(dt.date(2018, 9, 20)) == 0
    assert FIRST.age_days(dt.date(2019, 9, 20)) == 365


def test_a_recommendation_without_any_action_is_not_started_and_lacks_everything():
    assert FIRST.status == "Not started"
    assert FIRST.missing == ("owner", "date", "measure")


def test_a_search_ignores_case_and_reads_the_wording():
    assert SECOND.mentions(" SIMILAR local ")
    assert not THIRD.mentions("similar local")
