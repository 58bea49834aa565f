"""Areas of one's own choice: a named group, or one sentence that says why not."""

import datetime as dt

import pytest

from dashboard.core.areas import ComparatorModel, neighbours, own_group
from dashboard.core.rules import ImpossibleValueError
from dashboard.errors import ComparisonError, UnknownNameError
from tests import factories
from tests.lists_factories import PLACES

HERTFORDSHIRE = PLACES["E10000015"]


def test_a_group_keeps_the_order_of_choosing_and_counts_each_area_once():
    group = own_group(HERTFORDSHIRE, ["E10000016", "E10000012", "E10000016"], PLACES)

    assert group.area_codes == ("E10000016", "E10000012")
    assert (group.model, group.title) == ("own", "Areas of your own choice")
    assert group.noun == "chosen areas"


def test_a_chosen_group_may_be_of_services():
    group = own_group(PLACES["F00HE00"], ["F00ES00", "F00ES01"], PLACES | _another_service())

    assert len(group.area_codes) == 2


def _another_service():
    place = factories.area("F00ES01", area_type=PLACES["F00ES00"].area_type)
    return {place.code: place}


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ([], "A group of your own needs 2 to 60 areas, and 0 were chosen"),
        (["E10000012"], "needs 2 to 60 areas, and 1 were chosen"),
        (["E10000012", "E10000012"], "needs 2 to 60 areas"),
        (["E10000012", "E10000015"], "Hertfordshire cannot be compared with itself"),
        (["E10000012", "F00ES00"], "Essex is a youth justice service, and this figure"),
        (["E10000012", "E12000006"], "East of England is a region"),
    ],
)
def test_what_is_no_group_is_refused_in_one_sentence(codes, sentence):
    with pytest.raises(ComparisonError, match=sentence):
        own_group(HERTFORDSHIRE, codes, PLACES)


def test_an_unknown_code_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match='There is no area "E1000001": did you mean'):
        own_group(HERTFORDSHIRE, ["E1000001", "E10000012"], PLACES)


@pytest.mark.parametrize(("number", "allowed"), [(60, True), (61, False)])
def test_sixty_areas_are_the_most(number, allowed):
    many = {str(n): factories.area(str(n)) for n in range(number)}
    if allowed:
        assert len(own_group(HERTFORDSHIRE, many, many).area_codes) == 60
        return
    with pytest.raises(ComparisonError, match="and 61 were chosen"):
        own_group(HERTFORDSHIRE, many, many)


def supplied(**changed):
    about = {"id": "x", "title": "X", "publisher": "Y", "explanation": "Z", "source_url": ""}
    day = dt.date(2026, 11, 21)
    lists = {"E10000015": ("E10000012",)}
    return ComparatorModel(**(about | changed), published_on=day, lists=lists)


def test_a_supplied_list_needs_no_address_and_its_group_has_no_date():
    group = neighbours(HERTFORDSHIRE, supplied(supplied=True))

    assert group is not None
    assert group.published_on is None


def test_a_published_list_needs_its_address():
    with pytest.raises(ImpossibleValueError, match="source_url"):
        supplied()
