"""What another table has of the same matter: a published number is used, a rate never mixed."""

import datetime as dt

import pytest

from dashboard.core.areas import ENGLAND, AreaType
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import State
from dashboard.core.published.same_matter import SameMatter
from dashboard.core.verdicts import Verdict
from tests.factories import OWN, area, figures, group, indicator, percentage, service, year

FIVE = dict.fromkeys("BCDEF", 100)
SHIRE = area("F00", name="Placeshire", area_type=AreaType.SERVICE, service="placeshire")


def other(values, counts, populations=None, **changed):
    """Return another table of the same matter, of 2017."""
    of = indicator(id="counted", name="Counted", **changed)
    held = {code: {"2017": value} for code, value in values.items()}
    return figures(held, of, counts, populations)


def beside(*tables, own=150, of=None, as_of=dt.date.max, service_areas=OWN):
    """Return area A of 2017 at a rate of 150 among five at 100, with other tables of the matter."""
    areas = {code: area(code) for code in (OWN, *FIVE, ENGLAND)}
    areas |= {code: area(code, service="placeshire") for code in service_areas}
    held = figures({code: {"2017": value} for code, value in {OWN: own, **FIVE}.items()}, of)
    among = GroupFigures(
        held,
        group(),
        {**areas, "F00": SHIRE},
        populations={OWN: {2017: 100_000}},
        same_matter=SameMatter(tables, as_of),
    )
    return compare(among, service(), areas[OWN], year(2017))


def test_a_published_number_of_another_table_stands_before_any_estimate():
    result = beside(other({OWN: 120}, {OWN: 143}))

    assert (result.children, result.children_are_estimated) == (143, False)
    assert result.count_is_from_another_table


def test_without_one_the_number_is_the_rate_times_the_population():
    assert (beside().children, beside().children_are_estimated) == (150, True)
    assert not beside().count_is_from_another_table


def test_the_rate_stays_its_own_and_only_its_interval_rests_on_the_number():
    result = beside(other({OWN: 120}, {OWN: 143}))

    assert result.value == 150
    assert result.interval is not None
    assert not result.interval.approximate
    # A third more than the mean is a third of the children that the number and the rate imply.
    assert result.gap_children == round(143 / 3)


def test_the_number_of_a_service_is_that_of_its_only_area():
    result = beside(other({"F00": 1.4}, {"F00": 139}, published_for=AreaType.SERVICE))

    assert result.children == 139


def test_the_number_of_a_service_is_not_that_of_one_of_its_areas():
    result = beside(other({"F00": 1.4}, {"F00": 139}), service_areas=(OWN, "Z"))

    assert result.children == 150


def test_a_withheld_or_later_number_is_not_used():
    withheld = other({OWN: State.SUPPRESSED}, {})
    unknown_then = beside(other({OWN: 120}, {OWN: 143}), as_of=dt.date(2018, 9, 29))

    assert beside(withheld).children_are_estimated
    assert unknown_then.children_are_estimated


def test_the_first_table_that_has_a_number_is_taken():
    assert beside(other({OWN: 120}, {OWN: 143}), other({OWN: 120}, {OWN: 1})).children == 143


def test_an_absent_figure_gets_no_number_of_another_table():
    result = beside(other({OWN: 120}, {OWN: 143}), own=State.SUPPRESSED)

    assert result.children is None


def test_a_percentage_has_its_interval_from_both_numbers_of_the_other_table():
    counted = other({OWN: 2.3}, {OWN: 12}, {OWN: 521})

    result = beside(counted, own=2, of=percentage())

    assert result.children == 12
    assert result.interval is not None
    assert result.interval.lower == pytest.approx(1.32, abs=0.01)


def test_england_in_another_table_is_context_and_hides_nothing():
    result = beside(other({ENGLAND: 160}, {ENGLAND: 8_000}))

    assert result.national is None
    assert result.national_elsewhere is not None
    assert result.national_elsewhere.value == 160
    assert result.national_elsewhere.indicator.id == "counted"
    assert result.verdict is Verdict.WORSE
    assert result.national_gap_percent is None
    assert not result.hidden_by_national


def test_where_no_table_has_england_nothing_is_elsewhere():
    assert beside(other({OWN: 120}, {OWN: 143})).national_elsewhere is None
    assert beside().national_elsewhere is None


def test_england_in_its_own_table_needs_no_other():
    held = figures({code: {"2017": 100} for code in (OWN, *FIVE, ENGLAND)})
    areas = {code: area(code) for code in (OWN, *FIVE, ENGLAND)}
    tables = SameMatter((other({ENGLAND: 160}, {}),))
    among = GroupFigures(held, group(), areas, same_matter=tables)

    assert compare(among, service(), areas[OWN], year(2017)).national_elsewhere is None
