"""The register of recommendations and its filters."""

import datetime as dt

import pytest

from dashboard.errors import UnknownNameError
from dashboard.usecases.recommendations import Choice, register
from tests.inspection_factories import holdings


def ids(choice, as_of=dt.date(2026, 1, 1)):
    return [e.recommendation.id for e in register(holdings(as_of), choice).entries]


def test_a_service_has_its_own_recommendations_in_their_order():
    assert ids(Choice("hertfordshire")) == [f"hertfordshire-2018-{n}" for n in (1, 2, 3)]


def test_all_services_together_show_the_newest_source_first():
    assert ids(Choice())[0] == "essex-2018-1"
    assert len(ids(Choice())) == 4


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (Choice("hertfordshire", area_of_work="Court disposals"), [3]),
        (Choice("hertfordshire", area_of_work="Out-of-court disposals"), [1, 3]),
        (Choice("hertfordshire", text="SIMILAR local"), [2]),
        (Choice("hertfordshire", text="no such words"), []),
    ],
)
def test_filters_narrow_the_register(choice, numbers):
    assert ids(choice) == [f"hertfordshire-2018-{n}" for n in numbers]


def test_the_addressee_need_not_be_the_service():
    assert ids(Choice(addressee="Youth Justice Board")) == ["essex-2018-1"]


def test_a_recommendation_is_unknown_before_its_publication():
    assert ids(Choice("hertfordshire"), dt.date(2018, 9, 19)) == []


def test_each_entry_has_its_standards_by_name_and_its_age():
    entry = register(holdings(dt.date(2018, 10, 20)), Choice("hertfordshire")).entries[0]

    assert [s.title for s in entry.standards] == [
        "1.3 Partnerships and services",
        "3.4 Joint working",
    ]
    assert entry.age_days == 30


def test_an_unknown_filter_is_refused_with_what_there_is():
    with pytest.raises(UnknownNameError, match='no area of work "Courts"'):
        register(holdings(), Choice("hertfordshire", area_of_work="Courts"))
    with pytest.raises(UnknownNameError, match="no addressee"):
        register(holdings(), Choice("hertfordshire", addressee="Santa"))
