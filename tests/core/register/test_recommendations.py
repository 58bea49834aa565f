"""What is known of a recommendation that nobody has taken up yet."""

import datetime as dt

import pytest

from dashboard.core.register.recommendations import SourceKind
from dashboard.core.register.success_measures import Better, MeasureKind
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
    [(FIRST, "3.4.1", 72, 80), (SECOND, "", 0, 100), (THIRD, "", 67, 80)],
)
def test_the_three_ship_with_a_measure_that_is_marked_as_a_proposal(one, subject, baseline, target):
    measure = one.measure

    assert (measure.subject, measure.baseline, measure.target) == (subject, baseline, target)
    assert measure.proposed
    assert "A board may change it" in measure.note


def test_the_third_starts_from_attention_to_victims_at_four_steps_in_the_words_of_the_report():
    measure = THIRD.measure
    assert measure is not None

    assert "attention to victims" in measure.name
    assert measure.kind is MeasureKind.AUDIT
    assert measure.baseline_as_printed == "two-thirds"
    for step in ("court assessment", "court planning", "out-of-court planning", "delivery"):
        assert step in measure.note


def test_what_was_proposed_before_for_the_third_is_still_among_its_proposals():
    assert THIRD.proposals[0] == THIRD.measure
    assert THIRD.proposals[-1] == THIRD.earlier_measure
    assert (THIRD.proposals[-1].subject, THIRD.proposals[-1].baseline) == ("3.3.3", 69)


def test_the_first_may_be_measured_by_joint_decisions_and_by_the_part_of_the_service():
    joint, without_part = FIRST.other_measures

    assert (joint.baseline, joint.baseline_as_printed) == (67, "two-thirds")
    assert (without_part.baseline, without_part.baseline_as_printed) == (33, "a third")
    assert without_part.better is Better.LOWER


@pytest.mark.parametrize("one", [FIRST, SECOND, THIRD])
def test_every_proposal_is_marked_as_one_and_none_is_told_twice(one):
    assert all(each.proposed for each in one.proposals)
    assert len({each.name for each in one.proposals}) == len(one.proposals)


def test_a_recommendation_without_a_measure_has_no_proposal():
    assert recommendation().proposals == ()


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
