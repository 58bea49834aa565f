"""Two accounts of one inspection."""

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.inspections import StandardResult
from dashboard.core.inspection.loaded_inspections import together
from tests.inspection_factories import inspection


def test_a_fuller_account_does_not_lose_that_only_part_of_the_work_was_rated():
    shipped = inspection(standards=(), covers="work with victims")
    fuller = inspection(standards=(StandardResult("1.1", Rating.GOOD),))

    (held,) = together([shipped], [fuller])

    assert held.covers == "work with victims"
    assert held.standards
