"""An early warning is adverse, material, robust, beyond chance, and keeps its name."""

import pytest

from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import (
    State,
)
from dashboard.core.published.warnings import early_warnings, raises_warning
from dashboard.core.verdicts import Polarity, Verdict
from dashboard.narrative.published.warnings import warning_sentence
from tests.factories import (
    OWN,
    area,
    compared,
    figures,
    group,
    indicator,
    region,
    service,
    with_break,
    year,
)

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}


@pytest.mark.parametrize(
    ("polarity", "value", "raised"),
    [
        (Polarity.LOWER, 160, True),
        (Polarity.LOWER, 80, False),
        (Polarity.HIGHER, 160, False),
        (Polarity.HIGHER, 80, True),
        (Polarity.NONE, 160, False),
    ],
)
def test_only_a_gap_in_the_adverse_direction_is_a_warning(polarity, value, raised):
    assert raises_warning(compared({OWN: value, **FIVE}, indicator(polarity=polarity))) is raised


@pytest.mark.parametrize(("threshold", "raised"), [(10, True), (33.4, False), (33.3, True)])
def test_the_definition_says_from_where_a_gap_is_material(threshold, raised):
    of = indicator(material_gap_percent=threshold)

    assert raises_warning(compared({OWN: 160, **FIVE}, of)) is raised


def test_a_gap_of_exactly_the_threshold_is_material():
    fifty = indicator(material_gap_percent=50)

    assert raises_warning(compared({OWN: 180, **FIVE}, fifty))


def test_a_gap_that_another_list_turns_round_is_no_warning():
    others = {"G": 200, "H": 210, "I": 220, "J": 230, "K": 240}

    assert not raises_warning(compared({OWN: 160, **FIVE, **others}, lists=["BCDEF"]))


def test_a_gap_that_chance_alone_could_make_is_no_warning():
    assert not raises_warning(compared({OWN: 160, **FIVE}, populations_10_17={2018: 3_000}))


def test_too_few_areas_raise_no_warning():
    assert not raises_warning(compared({OWN: 160, "B": 100, "C": 100}))


def test_a_withheld_figure_raises_no_warning():
    of = indicator(polarity=Polarity.HIGHER)

    assert not raises_warning(compared({OWN: State.SUPPRESSED, **FIVE}, of))


def test_a_region_says_nothing_of_likeness_and_raises_no_warning():
    peers = region("BCDEF")
    held = figures({code: {"2017": value} for code, value in {OWN: 300, **FIVE}.items()})
    populations = {OWN: {2017: 100_000}}
    areas = {code: area(code) for code in "ABCDEF"}
    among = GroupFigures(held, peers, areas, populations=populations)
    compared_with_region = compare(among, service(), area(), year(2017))

    assert compared_with_region.verdict is Verdict.WORSE
    assert not raises_warning(compared_with_region)


def over_years(own, of=None, period=2017):
    values = {OWN: own} | {code: dict.fromkeys(own, value) for code, value in FIVE.items()}
    areas = {code: area(code) for code in "ABCDEF"}
    populations = {OWN: {2017: 100_000}}
    among = GroupFigures(figures(values, of), group(), areas, populations=populations)
    (warning,) = early_warnings([compare(among, service(), area(), year(period))])
    return warning.since.id, warning.before is None


def test_a_warning_has_stood_since_the_first_of_its_years_in_a_row():
    assert over_years({"2014": 160, "2015": 100, "2016": 160, "2017": 170}) == ("2016", False)


def test_a_warning_that_reaches_back_to_the_first_figure_may_be_older():
    assert over_years({"2016": 160, "2017": 170}) == ("2016", True)


def test_a_withheld_year_ends_the_row_and_may_hide_an_older_warning():
    own = {"2015": 160, "2016": State.SUPPRESSED, "2017": 170}

    assert over_years(own) == ("2017", True)


def test_no_warning_reaches_across_a_change_of_definition():
    assert over_years({"2016": 160, "2017": 170}, with_break("2017")) == ("2017", True)


def test_its_name_does_not_change_with_the_period_or_the_gap():
    (first,) = early_warnings([compared({OWN: 160, **FIVE})])
    (second,) = early_warnings([compared({OWN: 190, **FIVE})])

    assert first.id == second.id == "placeshire:first-time-entrants"


def test_areas_of_one_service_have_names_of_their_own():
    values = {code: {"2016": v, "2017": v} for code, v in {OWN: 160, **FIVE}.items()}
    areas = {code: area(code) for code in "ABCDEF"}
    among = GroupFigures(figures(values), group(), areas, populations={OWN: {2017: 100_000}})
    several = service(area_codes=(OWN, "Z"))

    (warning,) = early_warnings([compare(among, several, area(), year(2017))])

    assert warning.id == "placeshire:first-time-entrants:A"


def test_what_touches_more_children_comes_first():
    few = compared({OWN: 160, **FIVE}, populations_10_17={2018: 50_000})
    many = compared({OWN: 160, **FIVE}, populations_10_17={2018: 500_000})

    ranked = early_warnings([few, many])

    assert [warning.children for warning in ranked] == [200, 20]


def first_year(own, of=None):
    values = {OWN: own} | {code: dict.fromkeys(own, value) for code, value in FIVE.items()}
    areas = {code: area(code) for code in "ABCDEF"}
    among = GroupFigures(figures(values, of), group(), areas, populations={OWN: {2017: 100_000}})
    (warning,) = early_warnings([compare(among, service(), area(), year(2017))])
    return warning_sentence(warning).text


def test_a_first_year_says_what_was_before_it():
    assert first_year({"2016": 100, "2017": 160}).endswith("It is new this year.")
    assert first_year({"2016": 129, "2017": 160}).endswith(
        "In 2016 it was 8% above too, but raised no warning."
    )
    assert first_year({"2017": 160}).endswith("No earlier year can be compared.")
    assert first_year({"2016": 160, "2017": 160}, with_break("2017")).endswith(
        "Counted differently from 2017; earlier years don't compare."
    )
