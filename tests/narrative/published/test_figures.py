"""How old figures are, and whom they stand against, is said where it could be taken amiss."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.published.comparison import compare
from dashboard.narrative.published.figures import against_heading, against_words, all_old_words
from tests.factories import OWN, area, compared, group, region, service, year

FIVE = dict.fromkeys("BCDEF", 100)
OF_2017 = compared({OWN: 50, **FIVE})


def among(of_group):
    return compare(replace(OF_2017.among, group=of_group), service(), area(), year(2017))


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (dt.date(2020, 12, 1), ""),
        (
            dt.date(2020, 12, 31),
            "The newest figure is 3 years old (year ending December 2017).",
        ),
        (
            dt.date(2026, 11, 29),
            "The newest figure is 8 years old (year ending December 2017).",
        ),
    ],
)
def test_figures_that_are_all_three_years_old_are_said_to_be(as_of, said):
    assert all_old_words([OF_2017], as_of).text == said


def test_one_newer_figure_keeps_the_others_from_being_called_old():
    newer = compare(OF_2017.among, service(), area(), year(2025))

    assert not all_old_words([OF_2017, newer], dt.date(2026, 11, 29))


def test_of_no_figure_no_age_is_said():
    assert not all_old_words([], dt.date(2026, 11, 29))


SIMILAR, NEAR = group("BCDEF"), region("BCDEF")
FAR = replace(NEAR, noun="others in Wales")


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([SIMILAR, SIMILAR], "against similar areas"),
        ([FAR], "against others in Wales"),
        ([NEAR, FAR], "against others in the region"),
        ([SIMILAR, FAR], "each against similar areas, or its region where no list covers it"),
    ],
)
def test_only_what_a_list_names_is_called_a_similar_area(groups, said):
    assert against_words([among(each) for each in groups]).text == said


def test_a_column_is_headed_by_similar_areas_only_where_a_list_is_behind_it():
    assert against_heading([among(FAR)]) == "Against others in Wales"
    assert against_heading([among(FAR), among(SIMILAR)]) == "Against similar areas"
