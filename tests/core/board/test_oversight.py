"""What is told, by the oversight framework: nothing is lost, and no field is hidden."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.board.oversight import OversightField, OversightFramework
from dashboard.core.periods import PublicationDate
from dashboard.core.rules import ImpossibleValueError

DELIVERY = OversightField("delivery", "Delivery", "court work", ("ratings", "indicators"))
LEADERSHIP = OversightField("leadership", "Leadership", "governance")


def framework(*fields, **changed):
    content: dict[str, Any] = {
        "title": "A framework",
        "publisher": "A board",
        "published": PublicationDate("2025-07"),
        "source": "A law centre",
        "address": "https://example.org/",
        "authored_by": "a test",
        "reviewed_on": dt.date(2026, 1, 1),
        "fields": fields or (DELIVERY, LEADERSHIP),
    }
    return OversightFramework(**(content | changed))


def grouped(*subjects):
    return framework().grouped(subjects, lambda subject: subject)


def test_items_stand_under_the_field_of_their_subject_in_the_order_they_come_in():
    assert grouped("indicators", "ratings")[0] == (DELIVERY, ("indicators", "ratings"))


def test_a_field_with_nothing_is_still_there():
    assert grouped() == ((DELIVERY, ()), (LEADERSHIP, ()))


def test_what_no_field_names_stands_last_and_is_not_lost():
    assert grouped("weather", "ratings")[-1] == (None, ("weather",))


@given(st.lists(st.sampled_from(["ratings", "indicators", "weather", "sport"])))
def test_every_item_stands_exactly_once(subjects):
    held = [item for _, items in grouped(*subjects) for item in items]

    assert sorted(held) == sorted(subjects)


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ((DELIVERY, DELIVERY), "code delivery stands twice"),
        (
            (DELIVERY, OversightField("other", "Other", "all", ("ratings",))),
            "subject ratings stands twice",
        ),
    ],
)
def test_a_code_or_subject_in_two_fields_is_refused(fields, refused):
    with pytest.raises(ImpossibleValueError, match=refused):
        framework(*fields)


def test_a_framework_without_fields_or_source_is_refused():
    with pytest.raises(ImpossibleValueError, match="fields: holds none"):
        framework(fields=())
    with pytest.raises(ImpossibleValueError, match="source: is empty"):
        framework(source="")
    with pytest.raises(ImpossibleValueError, match="covers: is empty"):
        OversightField("a", "A", "")
