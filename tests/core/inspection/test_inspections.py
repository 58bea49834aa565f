"""What an inspection may not say."""

from dataclasses import replace

import pytest

from dashboard.core.inspection.frameworks import Basis, Rating
from dashboard.core.inspection.inspections import CaseScore, Finding, StandardResult, require_fit
from dashboard.core.periods import PublicationDate
from dashboard.core.rules import ImpossibleValueError
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


def test_percentages_for_a_standard_that_is_rated_nobody_knows_how_are_refused():
    unknown = framework(replace(standard("2.1", 3), basis=Basis.NOT_KNOWN))
    with pytest.raises(RatingError, match=r"not known how standard 2\.1 is rated"):
        require_fit(inspection(result("2.1", 80)), unknown)


def test_a_standard_listed_twice_is_refused():
    with pytest.raises(RatingError, match="listed twice"):
        require_fit(inspection(result("1.1"), result("1.1")), RULES)


def test_an_overall_rating_where_none_was_given_is_refused():
    ungraded = framework(grades=False, arithmetic=False, key_question_scale=None, overall_scales=())
    with pytest.raises(RatingError, match="no overall rating"):
        require_fit(inspection(overall=Rating.GOOD), ungraded)


@pytest.mark.parametrize("published", ["2017-06", "2018", "2021-12-20", "2022-11"])
def test_pilots_and_late_reports_are_within_a_year_of_their_framework(published):
    held = inspection(published=PublicationDate(published))

    require_fit(held, framework(used_until=PublicationDate("2021-12")))


@pytest.mark.parametrize("published", ["2016-12", "2023-01"])
def test_an_inspection_further_outside_its_frameworks_years_is_refused(published):
    held = inspection(published=PublicationDate(published))

    with pytest.raises(RatingError, match=r"in use from 2018 until December 2021, not in"):
        require_fit(held, framework(used_until=PublicationDate("2021-12")))


def test_the_fieldwork_may_be_in_the_month_of_publication_and_not_after_it():
    inspection(published=PublicationDate("2018-09-20"), fieldwork=PublicationDate("2018-09"))

    with pytest.raises(ImpossibleValueError, match="fieldwork: October 2018 is after"):
        inspection(published=PublicationDate("2018-09-20"), fieldwork=PublicationDate("2018-10"))
