"""A target fits its indicator or is refused."""

import pytest

from dashboard.core.published.targets import require_fit
from dashboard.core.verdicts import Polarity
from dashboard.errors import ChangeRefusedError
from tests import factories
from tests.lists_factories import target

FTE = factories.indicator(plausible_minimum=1, plausible_maximum=1000)


@pytest.mark.parametrize("value", [1, 1000, 33.3])
def test_the_bounds_of_what_is_plausible_can_be_aimed_for(value):
    require_fit(target(value=value), FTE)


@pytest.mark.parametrize("value", [0.9, 1000.1, -5, float("nan"), float("inf")])
def test_a_value_that_is_not_plausible_is_refused(value):
    with pytest.raises(ChangeRefusedError, match=r"is outside what is plausible .*1 to 1,000 per"):
        require_fit(target(value=value), FTE)


@pytest.mark.parametrize("unit", ["%", "per 10,000", "", "Per 100,000"])
def test_another_unit_is_refused_and_the_right_one_named(unit):
    with pytest.raises(ChangeRefusedError) as refused:
        require_fit(target(unit=unit), FTE)

    assert f'not in "{unit}": give the target in "per 100,000".' in str(refused.value)


@pytest.mark.parametrize("polarity", [Polarity.LOWER, Polarity.HIGHER])
def test_an_indicator_with_a_polarity_can_have_a_target(polarity):
    require_fit(target(), factories.indicator(polarity=polarity))


def test_an_indicator_without_judgement_has_no_target():
    with pytest.raises(ChangeRefusedError, match="carries no judgement, so a target would mean"):
        require_fit(target(), factories.indicator(polarity=Polarity.NONE))
