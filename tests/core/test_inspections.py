"""What an inspection may not say."""

import pytest

from dashboard.core.frameworks import Rating
from dashboard.core.inspections import CaseScore, Finding, StandardResult, require_fit
from dashboard.errors import RatingError, UnknownNameError
from tests.inspection_factories import framework, inspection, result, standard

RULES = framework(standard("1.1", 0), standard("2.1", 3))


@pytest.mark.parametrize("percentage", [-1, 101])
def test_a_percentage_outside_0_to_100_is_refused(percentage):
    with pytest.raises(RatingError, match=r"2\.1\.1 cannot be"):
        result("2.1", percentage)


def test_a_score_above_its_maximum_is_refused():
    with pytest.raises(RatingError, match="37 does not lie in 0 to 36"):
        inspection(score=37, max_score=36)


def test_a_score_without_its_maximum_is_refused():
    with pytest.raises(RatingError, match="needs its max_score"):
        inspection(score=31)


@pytest.mark.parametrize(
    "unfit",
    [
        inspection(result("9.9")),
        inspection(StandardResult("2.1", None, {"2.1.9": 50})),
        inspection(strengths=(Finding("Good work.", standards=("9.9",)),)),
        inspection(strengths=(Finding("Good work.", domain="9"),)),
        inspection(case_scores=(CaseScore("kindness", 80),)),
    ],
)
def test_what_the_framework_does_not_define_is_refused_by_name(unfit):
    with pytest.raises(UnknownNameError, match="There is no"):
        require_fit(unfit, RULES)


def test_percentages_for_a_judgement_are_refused():
    with pytest.raises(RatingError, match=r"1\.1 is a judgement"):
        require_fit(inspection(result("1.1", 80)), RULES)


def test_a_standard_listed_twice_is_refused():
    with pytest.raises(RatingError, match="listed twice"):
        require_fit(inspection(result("1.1"), result("1.1")), RULES)


def test_an_overall_rating_where_none_was_given_is_refused():
    ungraded = framework(grades=False, arithmetic=False, key_question_scale=None, overall_scales=())
    with pytest.raises(RatingError, match="no overall rating"):
        require_fit(inspection(overall=Rating.GOOD), ungraded)
