"""Nobody gets back what is withheld: by sums, differences, percentages, or all of them at once."""

import os
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures, protect
from dashboard.core.disclosure.small_numbers import FEWEST_VALUES
from dashboard.core.own.figures import LocalState, parse_local_period
from dashboard.core.performance.derived_figures import total
from tests.attacker import Attacker
from tests.local_factories import (
    MONTHS,
    QUARTER,
    additive_figures,
    figure,
    many_quarters,
    own,
    plain_count,
    share,
)

RULES = DisclosureRules()
SMALL = RULES.largest_small_count
# Each takes a quarter of a second; `make soak` tries many more.
EXAMPLES = 300 if os.environ.get("SOAK") else 16


def attacked(figures, protect=protect, whole=None):
    """Return what an attacker learns about small numbers: (what, key, truth, least, most).

    `whole` are the same figures with none missing: the attacker knows which there would be.
    """
    attacker = Attacker.of(figures if whole is None else whole)
    attacker.look_at(protect(figures, RULES, Mode.PUBLIC).figures)
    return [
        (what, key, truth, *attacker.range_of(what, key))
        for what, key, truth in small_numbers(figures)
    ]


def small_numbers(figures):
    table = figures.table
    rest = table["denominator"] - table["count"]
    for what, numbers in (
        ("count", table["count"]),
        ("denominator", table["denominator"]),
        ("rest", rest),
    ):
        for place, period, group, truth in zip(
            table["place"], table["period"], table["group"], numbers, strict=True
        ):
            if 1 <= truth <= SMALL:
                yield what, (place, period, group), truth


def learned(found):
    """Return those of which the attacker knows too much."""
    return [
        one
        for one in found
        if one[4] - one[3] + 1 < FEWEST_VALUES or (one[3] >= 1 and one[4] <= SMALL)
    ]


CUBES = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 10**6),
        "teams": st.integers(0, 3),
        "months": st.booleans(),
        "dimensions": st.integers(0, 2),
        "mean": st.sampled_from([0.5, 1.5, 4, 9]),
        "is_share": st.booleans(),
        "crossed": st.booleans(),
        "missing": st.sampled_from([0, 0, 0.1, 0.3]),
    }
)

# Three times the solver is asked of these, so they are small.
SMALL_CUBES = CUBES.map(lambda cube: cube | {"months": False, "teams": min(cube["teams"], 2)})


def attacked_cube(cube):
    return attacked(additive_figures(**cube), whole=additive_figures(**cube | {"missing": 0}))


def cube(seed, mean, missing, *, teams=2, months=True, dimensions=1, is_share=False, crossed=True):
    return locals()


# In each of these, sums that meet in missing figures once told a withheld number.
TOLD_BY_WHAT_IS_MISSING = [
    cube(0, 4, 0.1, dimensions=2),
    cube(775878, 4, 0.2, dimensions=2),
    cube(720196, 1.5, 0.05, months=False, is_share=True, crossed=False),
    cube(428059, 1.5, 0.05, teams=1, months=False, is_share=True),
    cube(466025, 9, 0.2, teams=0),
    cube(484921, 4, 0.2, dimensions=0, is_share=True),
    cube(978236, 9, 0.2, is_share=True),
    cube(196533, 4, 0.2, teams=3, crossed=False),
    cube(243340, 4, 0.4, teams=3, dimensions=0, is_share=True),
    cube(275151, 9, 0.4, teams=3, dimensions=2, is_share=True, crossed=False),
    cube(865860, 9, 0.4, teams=3, dimensions=2, is_share=True),
    cube(338763, 9, 0.6, teams=3, dimensions=2, is_share=True),
]


@pytest.mark.parametrize("cube", TOLD_BY_WHAT_IS_MISSING, ids=lambda cube: str(cube["seed"]))
def test_sums_that_meet_in_missing_figures_tell_no_small_number(cube):
    assert learned(attacked_cube(cube)) == []


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(CUBES)
def test_no_small_number_can_be_had_back_from_any_figures(cube):
    found = attacked_cube(cube)

    assert all(least <= truth <= most for _, _, truth, least, most in found)
    assert learned(found) == []


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(CUBES, st.randoms(use_true_random=False))
def test_what_the_sender_withheld_gives_no_small_number_away(cube, random):
    figures = additive_figures(**cube)
    kept = np.array([random.random() < 0.15 for _ in range(len(figures.table))], dtype=bool)
    sent = figures.table.copy()
    sent.loc[kept, ["value", "count", "denominator"]] = np.nan
    sent.loc[kept, "state"] = LocalState.WITHHELD.value
    attacker = Attacker.of(additive_figures(**cube | {"missing": 0}))
    attacker.look_at(protect(replace(figures, table=sent), RULES, Mode.PUBLIC).figures)

    found = [(w, k, n, *attacker.range_of(w, k)) for w, k, n in small_numbers(figures)]
    assert learned(found) == []


def along(axis):
    """Return 30 children by parts along one axis, of which one is small."""
    parts = {
        "place": [figure(n, place=p) for p, n in zip("abc", (3, 8, 19), strict=True)],
        "group": [figure(n, group=f"age-{n}") for n in (3, 8, 19)],
        "period": [figure(n, period=m) for m, n in zip(MONTHS, (3, 8, 19), strict=True)],
    }
    return own(plain_count(), [figure(30), *parts[axis]])


@pytest.mark.parametrize("axis", ["place", "group", "period"])
def test_without_complementary_cells_the_attacker_recovers_the_very_number(axis):
    """The attacks here would notice, were the rule for other cells left out along one axis."""

    def only_small(figures, rules, mode):
        table = figures.table.copy()
        small = table["count"].between(1, rules.largest_small_count)
        table.loc[small, ["value", "count"]] = np.nan
        return ProtectedFigures(replace(figures, table=table), mode, rules)

    ((_, _, truth, least, most),) = attacked(along(axis), only_small)

    assert (least, most) == (truth, truth)
    assert learned(attacked(along(axis))) == []


def test_the_attacker_combines_places_and_groups():
    """Each line has two withheld numbers, and yet all follow from the others: no line is enough."""
    figures = additive_figures(seed=21, teams=3, mean=9, dimensions=2)
    every_pair_but_one_box = {("team-0", "sex-0"), ("team-0", "sex-1"), ("team-1", "sex-0")}

    def stairs(figures, rules, mode):
        cells = [*zip(figures.table["place"], figures.table["group"], strict=True)]
        table = figures.table.copy()
        table.loc[[c in every_pair_but_one_box for c in cells], ["value", "count"]] = np.nan
        return ProtectedFigures(replace(figures, table=table), mode, rules)

    attacker = Attacker.of(figures)
    attacker.look_at(stairs(figures, RULES, Mode.PUBLIC).figures)

    least, most = attacker.range_of("count", ("team-0", QUARTER, "sex-1"))
    assert least == most


def test_the_attacker_recovers_a_count_from_a_percentage_that_is_left_standing():
    def with_values(figures, rules, mode):
        protected = protect(figures, rules, mode)
        table = protected.figures.table.assign(value=figures.table["value"])
        return replace(protected, figures=replace(figures, table=table))

    figures = own(share(), [figure(3, 30)])

    assert learned(attacked(figures)) == []
    assert learned(attacked(figures, with_values))


@pytest.mark.parametrize("kept", ["count", "denominator", "value"])
def test_the_attacker_recovers_a_number_from_any_two_of_three(kept):
    """Each number of a figure is worked out from the two others, so none may stand alone."""
    figures = own(share(), [figure(12, 14)])  # two were not

    def all_but_one(figures, rules, mode):
        table = figures.table.assign(**{kept: np.nan})
        return ProtectedFigures(replace(figures, table=table), mode, rules)

    assert learned(attacked(figures, all_but_one))


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(SMALL_CUBES, st.data())
def test_sums_and_changes_tell_nothing_more(cube, data):
    figures = additive_figures(**cube)
    protected = protect(figures, RULES, Mode.PUBLIC)
    attacker = Attacker.of(figures)
    attacker.look_at(protected.figures)
    before = {(w, k): attacker.range_of(w, k) for w, k, _ in small_numbers(figures)}
    for _ in range(4 if attacker.keys else 0):
        keys = data.draw(st.sets(st.sampled_from(attacker.keys), min_size=1, max_size=4))
        added = total(protected, [observed(protected, key) for key in keys])
        if added.count is not None:
            attacker.see_sum("count", dict.fromkeys(keys, 1.0), added.count)
    assert before == {(w, k): attacker.range_of(w, k) for w, k in before}


def observed(protected, key):
    place, period, group = key
    return protected.at(place, parse_local_period(period), group)


def test_a_threshold_of_five_is_kept_as_well():
    rules = DisclosureRules(largest_small_count=5)
    figures = additive_figures(seed=4, teams=3, mean=5, dimensions=1)
    attacker = Attacker.of(figures)
    attacker.look_at(protect(figures, rules, Mode.PUBLIC).figures)

    for (place, period, group), count in counts(figures):
        if 1 <= count <= 5:
            least, most = attacker.range_of("count", (place, period, group))
            assert least == 0 or most > 5


def counts(figures):
    columns = ["place", "period", "group", "count"]
    for *key, count in figures.table[columns].itertuples(index=False, name=None):
        yield tuple(key), count


@pytest.mark.parametrize("missing", [0, 0.02])
def test_a_large_service_is_protected_in_half_a_second(missing):
    """Ten area teams, five groups and sixteen quarters; the limit here is for a busy machine."""
    figures = many_quarters(16, teams=10, dimensions=2, mean=2, is_share=True, missing=missing)

    before = time.process_time()
    protect(figures, RULES, Mode.PUBLIC)

    assert time.process_time() - before < 3
