"""Percentages that are likely fractions are held back, and ordinary small percentages are not."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.plausibility.fractions import doubtful_fractions
from dashboard.core.plausibility.suspects import HELD, gauge_of_own
from dashboard.definitions.catalogue import load_catalogue
from tests.import_factories import ENTRANTS, QUARTERS, own, published

KPI, NEET, EXCLUDED = "kpi-2-education", "not-in-education-16-17", "permanent-exclusions"
HERTFORDSHIRE, ESSEX, KENT = "E10000015", "E10000012", "E10000016"
GAUGE = gauge_of_own(load_catalogue().local_indicators[KPI])


def shares(*values, place="", group="", first=0, **columns):
    """Quarters of a percentage, one value each."""
    rows = zip(QUARTERS[first:], values, strict=False)
    return own(*((KPI, place, quarter, group, value) for quarter, value in rows), **columns)


def as_stored(rows):
    return rows.drop(columns="row")


def together(*frames):
    return pd.concat(frames, ignore_index=True)


@pytest.mark.parametrize(
    ("values", "doubted"),
    [
        ([0.78, 0.8, 0.76, 0.79], 4),
        ([0.78], 1),
        ([1, 0.8, 0.76], 3),
        ([0, 0.8, 0.76], 2),
        ([0, 1, 1], 0),
        ([0], 0),
        ([78, 80, 76], 0),
        ([1.5, 0.9, 1.2], 0),
    ],
)
def test_percentages_of_a_file_between_nought_and_one_are_likely_fractions(
    judged_own, values, doubted
):
    assert len(judged_own(shares(*values))) == doubted


def test_each_says_what_would_fit_and_all_are_one_line(judged_own):
    found = judged_own(shares(0.78, 0.8, 0.153))

    texts = [reason for one in found.values() for reason in one.reasons]
    assert texts == [
        "0.78% is likely a fraction: 78% would fit.",
        "0.8% is likely a fraction: 80% would fit.",
        "0.153% is likely a fraction: 15.3% would fit.",
    ]
    assert [one.value for one in found.values()] == ["0.78%", "0.8%", "0.153%"]
    assert len({one.alike for one in found.values()}) == 1


@pytest.mark.parametrize("where", [{"place": "south"}, {"group": "sex-girls"}])
def test_one_team_or_group_of_fractions_among_ordinary_percentages_is_held_back(judged_own, where):
    found = judged_own(together(shares(78, 80, 76), shares(0.7, 0.8, 1, **where)))

    assert len(found) == 3
    assert {key[0] or key[2] for key in found} == set(where.values())


def test_a_single_fraction_in_a_series_of_percentages_is_held_back(judged_own):
    found = judged_own(shares(78, 80, 0.79, 76))

    assert [one.reasons[0] for one in found.values()] == [
        "0.79% is likely a fraction: 79% would fit."
    ]


@pytest.mark.parametrize(
    ("held", "sent", "doubted"),
    [
        ([0.7, 0.9], [0.8], False),
        ([78, 80], [0.8], True),
        ([5, 6], [0.8], False),
        ([5, 6], [0.05, 0.06], True),
        ([0, 0], [0.8], True),
    ],
)
def test_what_is_held_of_the_same_size_lets_small_percentages_pass(judged_own, held, sent, doubted):
    found = judged_own(shares(*sent, first=2), as_stored(shares(*held)))

    assert bool(found) is doubted
    assert all("likely a fraction" in one.reasons[0] for one in found.values())


def test_fractions_are_said_to_be_fractions_where_much_is_held_to_compare_with(judged_own):
    held = as_stored(shares(78, 80, 76, 79, 81, 77))

    found = judged_own(shares(0.78, 0.8, 0.76, 0.79, 0.81, 0.77), held)

    assert len(found) == 6
    assert all(len(one.reasons) == 1 and "fraction" in one.reasons[0] for one in found.values())


def test_a_figure_that_its_count_and_denominator_bear_out_is_no_fraction(judged_own):
    assert judged_own(shares(0.5, count=[1], denominator=[200])) == {}


def test_a_figure_that_its_count_and_denominator_contradict_says_both(judged_own):
    (found,) = judged_own(shares(0.78, count=[39], denominator=[50])).values()

    assert found.reasons[0] == "0.78% is likely a fraction: 78% would fit."


def test_the_whole_is_not_held_against_teams_that_are_fractions(judged_own):
    rows = together(shares(78), shares(0.7, place="north"), shares(0.8, place="south"))

    assert {key[0] for key in judged_own(rows)} == {"north", "south"}


def test_published_percentages_that_are_fractions_are_held_back(judged):
    rows = published(*((NEET, code, "2024", 0.03) for code in (HERTFORDSHIRE, ESSEX, KENT)))

    assert len(judged(rows, rows.iloc[:0])) == 3


def test_a_small_area_with_small_percentages_beside_others_passes(judged):
    usual = ((NEET, ESSEX, "2024", 2.8), (NEET, KENT, "2024", 3.1), (NEET, ESSEX, "2023", 2.6))
    rows = published(*usual, (NEET, HERTFORDSHIRE, "2024", 0.7))

    assert judged(rows, rows.iloc[:0]) == {}


def test_rates_and_numbers_are_never_taken_for_fractions(judged, judged_own):
    rates = published((EXCLUDED, ESSEX, "2022-23", 0.15), (EXCLUDED, KENT, "2022-23", 0.2))

    assert judged(rates, rates.iloc[:0]) == {}
    assert judged_own(own((ENTRANTS, "", QUARTERS[0], "", 1.0))) == {}


def test_no_shipped_percentage_is_taken_for_a_fraction(shipped_holdings, judged):
    for indicator in shipped_holdings.catalogue.indicators.values():
        if indicator.unit.is_percentage:
            held = shipped_holdings.figures(indicator.id).table.assign(indicator=indicator.id)
            sent = held[held["state"].isin(["published", "derived"])].reset_index(drop=True)
            reasons = [r for one in judged(sent, held.iloc[:0]).values() for r in one.reasons]
            assert not [reason for reason in reasons if "fraction" in reason]


def doubted_positions(values, held):
    """The positions of a series' values that are doubted, beside those held before."""
    every = [*values, *held]
    figures = pd.DataFrame(
        {
            "place": "",
            "group": "",
            "value": every,
            "count": float("nan"),
            "denominator": float("nan"),
            "position": [*range(len(values)), *([HELD] * len(held))],
        }
    ).astype({"place": "category", "group": "category"})
    found = list(doubtful_fractions(figures, GAUGE))
    return {int(position) for each in found for position in each.positions}


PERCENTAGES = st.lists(st.integers(11, 99), min_size=1, max_size=6)


@settings(max_examples=30, deadline=None)
@given(PERCENTAGES, PERCENTAGES)
def test_whatever_the_percentages_as_fractions_they_are_doubted_and_as_they_are_not(sent, held):
    fractions = [each / 100 for each in sent]

    assert doubted_positions(sent, held) == set()
    assert doubted_positions(fractions, []) == set(range(len(sent)))
    assert doubted_positions(fractions, fractions) == set()
