"""Bands, standards and what a framework may not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.inspection.frameworks import Band, Rating, SampleSize, Scale
from dashboard.core.rules import ImpossibleValueError
from dashboard.errors import RatingError, UnknownNameError
from tests.inspection_factories import PERCENT_SCALE, SCALE_OF_36, framework, scale, standard


@pytest.mark.parametrize(
    ("percentage", "expected"),
    [
        (0, Rating.INADEQUATE),
        (49, Rating.INADEQUATE),
        (50, Rating.REQUIRES_IMPROVEMENT),
        (64, Rating.REQUIRES_IMPROVEMENT),
        (65, Rating.GOOD),
        (79, Rating.GOOD),
        (80, Rating.OUTSTANDING),
        (100, Rating.OUTSTANDING),
    ],
)
def test_a_percentage_changes_its_rating_exactly_at_the_edge_of_a_band(percentage, expected):
    assert PERCENT_SCALE.band(percentage).rating is expected


@given(st.integers(0, 36))
def test_every_total_lies_in_exactly_one_band(total):
    holding = [b for b in SCALE_OF_36.bands if b.lowest <= total <= b.highest]

    assert holding == [SCALE_OF_36.band(total)]


@pytest.mark.parametrize("outside", [-1, 37])
def test_a_total_outside_the_scale_is_refused(outside):
    with pytest.raises(RatingError, match="does not lie between 0 and 36"):
        SCALE_OF_36.band(outside)


@pytest.mark.parametrize(
    ("bands", "fault"),
    [
        ([Band(Rating.INADEQUATE, 0, 49), Band(Rating.GOOD, 51, 100)], "a gap between Inadequate"),
        ([Band(Rating.INADEQUATE, 0, 50), Band(Rating.GOOD, 50, 100)], "an overlap between"),
        ([Band(Rating.GOOD, 0, 49), Band(Rating.INADEQUATE, 50, 100)], "out of order"),
        ([Band(Rating.INADEQUATE, 1, 100)], "run from 0 to 100"),
        ([Band(Rating.INADEQUATE, 0, 99)], "run from 0 to 100"),
        ([Band(Rating.INADEQUATE, 0, 49), Band(Rating.GOOD, 50, 40)], "run from 0 to 100"),
        ([], "run from 0 to 100"),
    ],
)
def test_bands_that_do_not_adjoin_are_refused(bands, fault):
    with pytest.raises(RatingError, match=fault):
        Scale(100, tuple(bands))


def test_a_band_that_ends_before_it_begins_is_refused():
    with pytest.raises(RatingError, match="ends before it begins"):
        scale([0, 60, 50, 80], 100)


def test_ratings_are_ordered_and_earn_nought_to_three_points():
    assert sorted(Rating) == list(Rating)
    assert [rating.points for rating in Rating] == [0, 1, 2, 3]


def test_a_band_below_an_edge_is_spoken_of_as_below_it():
    assert PERCENT_SCALE.band(0).percent_words == "below 50%"


def test_no_bands_are_given_for_another_maximum():
    assert framework().overall_scale(24) is None


def test_arithmetic_without_bands_is_refused():
    with pytest.raises(RatingError, match="arithmetic needs"):
        framework(key_question_scale=None)


def test_bands_without_arithmetic_are_refused():
    with pytest.raises(RatingError, match="without arithmetic has no scales"):
        framework(arithmetic=False)


def test_arithmetic_over_some_of_the_standards_is_refused():
    with pytest.raises(RatingError, match="needs every standard"):
        framework(complete=False)


@pytest.mark.parametrize(
    ("of", "least", "most", "refused"),
    [
        ("children", 0, 91, r"least: cannot be 0"),
        ("children", 14, 13, r"most: cannot be 13: write 14 or more"),
        (" ", 14, 91, r"of: is empty"),
    ],
)
def test_a_sample_size_that_cannot_be_is_refused(of, least, most, refused):
    with pytest.raises(ImpossibleValueError, match=refused):
        SampleSize(of, least, most)


def test_a_standard_defined_twice_is_refused():
    with pytest.raises(RatingError, match=r"standard 1\.1 is defined twice"):
        framework(standard("1.1"), standard("1.1"))


def test_an_unknown_standard_or_domain_names_the_nearest():
    with pytest.raises(UnknownNameError, match=r"did you mean"):
        framework().standard("1.99")
    with pytest.raises(UnknownNameError, match="choose one of 1"):
        framework().domain("7")
