"""The replay counts what a rule picked and how it stood a year later, and nothing it cannot."""

from pathlib import Path

import pytest

from benchmarks.replay import TOGETHER, replay_by_indicator, tables
from benchmarks.warning_rules import Rule, replay
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import FEWEST_PLACES_FOR_A_FIFTH, compare
from dashboard.core.published.indicators import (
    State,
)
from dashboard.core.verdicts import Polarity
from tests.factories import OWN, area, figures, group, indicator, service, year

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}
# Enough further places for a fifth of all of them.
OTHERS = {f"P{number}": 120 for number in range(FEWEST_PLACES_FOR_A_FIFTH)}


def two_years(first, second, of=None, england=None):
    values = {code: {"2016": value, "2017": value} for code, value in (FIVE | OTHERS).items()}
    values |= {OWN: {"2016": first, "2017": second}}
    areas = {code: area(code) for code in values}
    if england is not None:
        values["E92000001"] = {"2016": england, "2017": england}
        areas["E92000001"] = area("E92000001")
    populations = {OWN: {2017: 100_000}}
    among = GroupFigures(figures(values, of), group(), areas, populations=populations)
    return tuple(compare(among, service(), area(), year(end)) for end in (2016, 2017))


def found(rule, *pairs):
    (record,) = [record for record in replay(pairs) if record.rule is rule]
    return record.picked, record.adverse, record.material


def test_a_warning_that_stood_a_year_later_counts_as_adverse_and_material():
    assert found(Rule.EARLY_WARNING, two_years(160, 165)) == (1, 1, 1)


def test_one_that_shrank_below_the_threshold_is_adverse_and_not_material():
    assert found(Rule.EARLY_WARNING, two_years(160, 125)) == (1, 1, 0)


def test_one_that_turned_is_neither():
    assert found(Rule.EARLY_WARNING, two_years(160, 100)) == (1, 0, 0)


def test_where_higher_is_better_a_low_figure_is_the_adverse_one():
    of = indicator(polarity=Polarity.HIGHER)

    assert found(Rule.EARLY_WARNING, two_years(80, 80, of)) == (1, 1, 1)
    assert found(Rule.WORST_FIFTH, two_years(80, 80, of), two_years(160, 160, of)) == (1, 1, 1)


def test_every_figure_is_the_measure_for_the_rules():
    pairs = (two_years(160, 165), two_years(90, 95))

    assert found(Rule.EVERY_FIGURE, *pairs) == (2, 1, 1)
    assert found(Rule.WORST_FIFTH, *pairs) == (1, 1, 1)


def test_worse_than_england_needs_a_figure_of_england():
    assert found(Rule.WORSE_THAN_ENGLAND, two_years(160, 165)) == (0, 0, 0)
    assert found(Rule.WORSE_THAN_ENGLAND, two_years(160, 165, england=150)) == (1, 1, 1)
    assert found(Rule.WORSE_THAN_ENGLAND, two_years(160, 165, england=170)) == (0, 0, 0)


def test_a_year_without_a_figure_is_not_counted_as_a_turn_for_the_better():
    assert found(Rule.EVERY_FIGURE, two_years(160, State.SUPPRESSED)) == (0, 0, 0)


def test_an_indicator_that_nobody_judges_is_not_counted():
    of = indicator(polarity=Polarity.NONE)

    assert found(Rule.EVERY_FIGURE, two_years(160, 165, of)) == (0, 0, 0)


def test_a_rule_that_picked_nothing_has_no_share():
    (record,) = [r for r in replay([]) if r.rule is Rule.EARLY_WARNING]

    assert (record.adverse_share, record.material_share, record.adverse_interval) == (None,) * 3


def test_as_many_of_the_widest_gaps_are_picked_as_there_are_warnings():
    pairs = (two_years(160, 165), two_years(200, 100), two_years(125, 130))

    assert found(Rule.EARLY_WARNING, *pairs)[0] == 2
    assert found(Rule.WIDEST_GAPS, *pairs) == (2, 1, 1)


@pytest.fixture(scope="module")
def shipped(shipped_holdings):
    """The replay of everything that ships."""
    return replay_by_indicator(shipped_holdings)


def test_years_are_never_paired_across_a_change_of_definition(shipped):
    records = shipped["children-cautioned-or-sentenced"]

    # 2024-25 is the first year of a new definition, and 2023-24 was not published.
    assert max(record.picked for record in records) < 900


def test_our_warnings_are_still_worse_more_often_than_figures_are(shipped):
    records = {each.rule: each for each in shipped[TOGETHER]}

    ours, everything = records[Rule.EARLY_WARNING], records[Rule.EVERY_FIGURE]
    assert 0 < ours.picked < everything.picked
    assert ours.adverse / ours.picked > everything.adverse / everything.picked


def test_the_tables_in_the_methods_are_what_the_replay_prints(shipped, shipped_holdings):
    methods = (Path(__file__).resolve().parents[2] / "docs" / "methods.md").read_text("utf-8")

    for table in tables(shipped, shipped_holdings.catalogue.indicators):
        assert table in methods, "run python -m benchmarks.replay and copy its tables"
