"""What is known of a recommendation that nobody has taken up yet."""

import datetime as dt

import pytest

from dashboard.core.register.recommendations import SourceKind
from dashboard.core.rules import ImpossibleValueError
from tests.inspection_factories import shipped
from tests.register_factories import recommendation

FIRST, SECOND, THIRD = shipped("hertfordshire-2018").recommendations


def test_age_counts_from_publication():
    assert FIRST.age_days(dt.date(2018, 9, 20)) == 0
    assert FIRST.age_days(dt.date(2019, 9, 20)) == 365


def test_a_search_ignores_case_and_reads_the_wording():
    assert SECOND.mentions(" SIMILAR local ")
    assert not THIRD.mentions("similar local")


@pytest.mark.parametrize(
    ("one", "subject", "baseline", "target"),
    [(FIRST, "3.4.1", 72, 80), (SECOND, "", 0, 100), (THIRD, "3.3.3", 69, 80)],
)
def test_the_three_ship_with_a_measure_that_is_marked_as_a_proposal(one, subject, baseline, target):
    measure = one.measure

    assert (measure.subject, measure.baseline, measure.target) == (subject, baseline, target)
    assert measure.proposed
    assert "A board may change it" in measure.note


def test_its_name_says_from_which_source_and_whether_it_is_an_area_for_improvement():
    assert recommendation().label == "A report, recommendation 3"
    improvement = recommendation(kind=SourceKind.IMPROVEMENT)
    assert improvement.label == "A report, area for improvement 3"


@pytest.mark.parametrize("changed", [{"wording": " "}, {"addressee": ""}, {"number": 0}])
def test_a_recommendation_without_words_addressee_or_number_is_refused(changed):
    with pytest.raises(ImpossibleValueError, match="recommendations"):
        recommendation(**changed)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (SourceKind.AUDIT, "recommendation 3"),
        (SourceKind.IMPROVEMENT, "area for improvement 3"),
        (SourceKind.OWN, "own action 3"),
    ],
)
def test_it_is_called_by_what_it_is(kind, name):
    assert recommendation(kind=kind).name == name


def test_an_adoption_that_was_taken_back_stands_in_no_register():
    assert recommendation(adopts="essex-2018-1").counts
    assert not recommendation(adopts="essex-2018-1", withdrawn_because="A slip.").counts
