"""Nobody gets back what is withheld: by sums, differences, percentages, or all of them at once."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.core.disclosure import DisclosureRules, Mode, protect
from dashboard.core.small_numbers import FEWEST_VALUES
from tests.attacker import Attacker
from tests.local_factories import additive_figures

RULES = DisclosureRules()
SMALL = RULES.largest_small_count


def attacked(figures, protect=protect):
    """Return what an attacker learns about small numbers: (what, key, truth, least, most)."""
    attacker = Attacker.of(figures)
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
        "missing": st.sampled_from([0, 0, 0.1]),
    }
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(CUBES)
def test_no_small_number_can_be_had_back_from_any_figures(cube):
    assert learned(attacked(additive_figures(**cube))) == []
