"""An area's own past is a verdict of its own, and only where five years carry one."""

import pytest

from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import (
    State,
)
from dashboard.core.published.past import Course
from dashboard.core.verdicts import Polarity, Verdict
from tests.factories import (
    OWN,
    area,
    figures,
    group,
    indicator,
    percentage,
    service,
    with_break,
    year,
)

FALLING = {"2013": 500, "2014": 440, "2015": 380, "2016": 320, "2017": 260}
STEADY = dict.fromkeys(FALLING, 300)


def own(values, of=None, children=100_000):
    held = figures({OWN: values}, of)
    among = GroupFigures(held, group(()), {OWN: area()}, populations={OWN: {2017: children}})
    return compare(among, service(), area(), year(2017)).past


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [
        (Polarity.LOWER, Verdict.BETTER),
        (Polarity.HIGHER, Verdict.WORSE),
        (Polarity.NONE, Verdict.LOWER),
    ],
)
def test_a_fall_is_read_by_the_polarity(polarity, expected):
    assert own(FALLING, indicator(polarity=polarity)).verdict is expected


def test_a_rise_of_what_should_be_low_is_worse():
    rising = dict(zip(FALLING, reversed(FALLING.values()), strict=True))

    assert own(rising).verdict is Verdict.WORSE


def test_years_without_a_direction_are_not_clear():
    assert own(STEADY).verdict is Verdict.UNCLEAR


def test_what_chance_could_make_of_few_children_is_not_clear():
    assert own(FALLING, children=1_000).verdict is Verdict.UNCLEAR


def test_four_years_are_too_few_for_a_verdict():
    past = own({period: value for period, value in FALLING.items() if period != "2013"})

    assert past.verdict is Verdict.NONE
    assert past.is_too_short
    assert past.first is not None
    assert past.first.value == 440


def test_a_withheld_year_ends_the_past_and_is_not_zero():
    past = own({**FALLING, "2015": State.SUPPRESSED})

    assert [year.value for year in past.years] == [320, 260]


def test_no_trend_is_tested_across_a_change_of_definition():
    past = own(FALLING, with_break("2016"))

    assert [year.observed.period.id for year in past.years] == ["2016", "2017"]
    assert past.verdict is Verdict.NONE


def test_without_a_number_of_children_there_is_no_verdict():
    past = own(FALLING, percentage())

    assert past.verdict is Verdict.NONE
    assert "not published" in past.why_no_verdict


def test_the_change_goes_back_further_than_the_five_years_that_are_tested():
    past = own({"2012": 900, **FALLING})

    assert past.change.first.value == 900
    assert past.recent_change.first.value == past.first.value == 500


ONE_DECIDES = {"2013": 500, "2014": 250, "2015": 255, "2016": 250, "2017": 260}
OVERALL = {"2013": 300, "2014": 500, "2015": 400, "2016": 250, "2017": 300}
UP_AND_DOWN = {"2013": 300, "2014": 340, "2015": 300, "2016": 340, "2017": 260}


@pytest.mark.parametrize(
    ("values", "children", "course"),
    [
        (FALLING, 100_000, Course.STEADY),
        ({**FALLING, "2015": 320}, 100_000, Course.MOSTLY),
        (FALLING, 1_000, Course.TOO_FEW_CHILDREN),
        (STEADY, 100_000, Course.NO_DIRECTION),
        (ONE_DECIDES, 100_000, Course.ONE_YEAR_DECIDES),
        (OVERALL, 100_000, Course.OVERALL),
        (UP_AND_DOWN, 10_000, Course.UP_AND_DOWN),
        ({**STEADY, "2017": 271}, 10_000, Course.NO_DIRECTION),
    ],
)
def test_how_five_years_went_says_why_a_visible_change_is_no_direction(values, children, course):
    past = own(values, children=children)

    assert past.course is course
    beyond_chance = (Course.STEADY, Course.MOSTLY, Course.OVERALL)
    assert (past.verdict is Verdict.UNCLEAR) is (course not in beyond_chance)


def test_years_that_are_not_tested_have_no_course():
    assert own({"2016": 300, "2017": 200}).course is None
    assert own(FALLING, percentage()).course is None
