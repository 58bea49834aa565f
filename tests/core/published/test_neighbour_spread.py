"""Beside more than chance: is a figure unusual among its own neighbours?"""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import State
from dashboard.narrative.published.evidence import (
    both_answers,
    neighbours_answer,
    usual_range_words,
)
from tests.factories import OWN, area, compared, figures, group, percentage, service, year

ALIKE = dict(zip("BCDEFGHIJK", (100, 101, 99, 100, 102, 98, 100, 101, 99, 100), strict=True))
APART = dict(zip("BCDEFGHIJK", (40, 160, 70, 130, 100, 55, 145, 100, 85, 115), strict=True))


def beside(own, peers, children=100_000):
    values = {code: {"2017": value} for code, value in {OWN: own, **peers}.items()}
    areas = {code: area(code) for code in values}
    populations = {code: {2017: children} for code in values}
    among = GroupFigures(figures(values), group(tuple(peers)), areas, populations=populations)
    return compare(among, service(), area(), year(2017))


def test_the_same_gap_is_unusual_among_neighbours_alike_and_not_among_neighbours_apart():
    assert beside(150, ALIKE).unusual_among_neighbours is True
    assert beside(150, APART).unusual_among_neighbours is False
    assert beside(150, APART).clear_of_chance is True


def test_the_two_answers_are_told_in_different_sentences():
    far, within = both_answers(beside(150, ALIKE)).text, both_answers(beside(150, APART)).text

    assert far.startswith("Chance alone seldom makes such a gap. It is far above similar areas")
    assert "It is above similar areas, but they differ a lot among themselves." in within


def test_the_usual_range_is_that_of_such_an_area_and_a_level_figure_is_on_no_side():
    c = beside(150, APART)

    assert usual_range_words(c).text == "Usual range for such an area: 26 to 174."
    assert not neighbours_answer(beside(100, APART))


def test_the_usual_range_is_wider_for_a_smaller_area_and_never_below_nought():
    large, small = beside(150, ALIKE), beside(150, ALIKE, children=3_000)

    assert small.spread.upper > large.spread.upper
    assert small.spread.lower >= 0


def test_without_a_known_chance_the_plain_spread_of_the_figures_counts():
    peers = dict(zip("BCDEFGHIJK", range(25, 35), strict=True))
    c = compared({OWN: 60, **peers}, percentage())

    assert c.spread is not None
    reach = 1.833 * (np.var(range(25, 35), ddof=1) * 1.1) ** 0.5
    assert c.spread.upper == pytest.approx(29.5 + reach, abs=0.01)
    assert c.unusual_among_neighbours is True


def test_a_size_that_is_not_known_is_taken_as_the_median_of_the_others():
    c = beside(150, ALIKE)
    some = {code: held for code, held in c.among.populations.items() if code != "B"}
    among = replace(c.among, populations=some)

    found = compare(among, c.service, c.area, c.period).spread

    assert found == c.spread


@pytest.mark.parametrize("peers", [{"B": 100, "C": 110}, dict.fromkeys("BCDEF", State.SUPPRESSED)])
def test_too_few_neighbours_give_no_answer(peers):
    c = compared({OWN: 160, **peers})

    assert c.unusual_among_neighbours is None
    assert not neighbours_answer(c)
