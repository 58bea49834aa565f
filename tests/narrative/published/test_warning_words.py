"""A warning in short is two honest sentences, and several areas are told as one service."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.areas import ENGLAND
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import Comparison, compare
from dashboard.core.published.indicators import State
from dashboard.core.published.warnings import early_warnings
from dashboard.core.sentences import Tone
from dashboard.narrative.published.comparison import beside_group, short_headline
from dashboard.narrative.published.figures import some_of
from dashboard.narrative.published.service import service_sentence
from dashboard.narrative.published.warnings import warning_in_short, warning_sentence
from tests.factories import OWN, area, compared, figures, group, service, year

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}
ALIKE = dict.fromkeys("GHIJK", 150)


def only_warning(values, **changed):
    (warning,) = early_warnings([compared(values, **changed)])
    return warning


def areas_of_one_service(**values: float | State) -> list[Comparison]:
    """Return the comparisons of some areas of one service, each of 100,000 children."""
    codes = tuple(values)
    held = {code: {"2017": value} for code, value in (values | FIVE).items()}
    places = {code: area(code) for code in held}
    populations = {code: {2017: 100_000} for code in held}
    among = GroupFigures(figures(held), group(), places, populations=populations)
    mine = service(area_codes=codes)
    return [compare(among, mine, places[code], year(2017)) for code in codes]


def test_a_warning_in_short_is_its_headline_and_how_far_the_gap_reaches():
    told = warning_in_short(only_warning({OWN: 200, **FIVE}))

    assert (
        told.lead == "First-time entrants: 67% above similar areas, about 80 more children a year."
    )
    assert told.text == f"{told.lead} Whichever way we compare, it is 60 to 74% higher."
    assert told.tone is Tone.WARNING


def test_a_warning_in_short_says_that_england_hides_it():
    told = warning_in_short(only_warning({OWN: 200, **FIVE, ENGLAND: 210}))

    assert told.text.endswith(" It is 5% below England (210), so the national average hides it.")


def test_a_warning_in_short_says_by_which_list_it_is_level_before_all_else():
    warning = only_warning(
        {OWN: 152, **FIVE, **ALIKE, ENGLAND: 160}, among=group(), lists=["GHIJK"]
    )

    assert warning_in_short(warning).text.endswith(
        " 27% higher by 1 of 2 published lists, level by list G."
    )


@given(st.integers(150, 900), st.lists(st.integers(60, 140), min_size=5, max_size=9))
def test_a_warning_in_short_is_never_more_than_the_whole_and_each_sentence_is_short(own, peers):
    values = {OWN: own, **dict(zip("BCDEFGHIJ", peers, strict=False))}
    for warning in early_warnings([compared(values)]):
        told, whole = warning_in_short(warning), warning_sentence(warning)
        assert told.lead == whole.lead
        assert all(len(part.split()) <= 25 for part in told.text.split(". "))
        assert told.text.count(". ") == 1


def test_a_service_of_several_areas_is_warned_in_one_sentence_that_names_them():
    first, *also = early_warnings(areas_of_one_service(A=200, Y=180, Z=100))

    assert warning_in_short(first, also).lead == (
        "First-time entrants: above similar areas in Area A (67%) and Area Y (50%), about 140 "
        "more children a year in all."
    )


def test_a_service_of_several_areas_is_told_as_one_before_its_areas():
    told = service_sentence(areas_of_one_service(A=200, Y=122, Z=60, X=State.NOT_PUBLISHED))

    assert told is not None
    assert told.text == (
        "First-time entrants in Placeshire: worse than similar areas in Area A (67%); "
        "level in Area Y; better than similar areas in Area Z (50%); no figure in Area X."
    )
    assert told.tone is Tone.WORSE


def test_a_service_of_one_area_needs_no_sentence_of_its_own():
    assert service_sentence([compared({OWN: 200, **FIVE})]) is None


@pytest.mark.parametrize(
    ("some", "total", "said"),
    [
        (0, 4, "none of four is"),
        (1, 4, "one of four is"),
        (3, 10, "three of ten are"),
        (4, 4, "all four are"),
        (3, 12, "3 of 12 are"),
        (1, 1, "the one is"),
        (0, 1, "the one is not"),
    ],
)
def test_a_part_of_a_number_has_its_verb(some, total, said):
    assert some_of(some, total).text == said


def test_level_is_a_whole_phrase_in_a_cell_and_in_a_list():
    level = compared({OWN: 120, **FIVE})

    assert beside_group(level).text == "level with them; two of five are lower"
    assert short_headline(level).text == "first-time entrants (level)"
