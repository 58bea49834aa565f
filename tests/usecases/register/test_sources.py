"""Recommendations that a board adds, and areas for improvement that it adopts."""

import datetime as dt
from typing import Any

import pytest

from dashboard.core.periods import PublicationDate
from dashboard.core.register.actions import Action
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.errors import (
    ChangeRefusedError,
    DashboardError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.usecases.register.recommendations import RegisterFilter, register
from dashboard.usecases.register.sources import (
    FIRST_ACTION,
    RecommendationToAdd,
    add_recommendation,
    adopt_improvement,
)
from tests.databases import on_both_databases
from tests.inspection_factories import shipped
from tests.register_factories import entry_of, held, signature
from tests.stored import records_in

INSPECTION = "hertfordshire-2018"
FINDINGS = [finding.text for finding in shipped(INSPECTION).areas_for_improvement]


def asked(**changed):
    usual: dict[str, Any] = {
        "id": "t1",
        "service": "hertfordshire",
        "kind": SourceKind.THEMATIC,
        "source": "A thematic report",
        "where": "paragraph 4",
        "wording": "Ask every victim.\n\nSay <when>.",
        "addressee": "Youth offending services",
        "published": PublicationDate("2019-02"),
    }
    return RecommendationToAdd(**usual | changed)


@on_both_databases
def test_a_recommendation_of_another_source_is_added_in_its_exact_words(store, holdings):
    first = add_recommendation(store, holdings, signature(), asked())
    second = add_recommendation(store, holdings, signature(), asked(id="t2", wording="Listen."))

    assert first.wording == "Ask every victim.\n\nSay <when>."
    assert (first.number, second.number) == (1, 2)
    ids = [e.recommendation.id for e in register(held(store, holdings), RegisterFilter()).entries]
    assert {"t1", "t2"} < set(ids)


def test_a_second_submit_is_no_second_recommendation(store, holdings):
    assert add_recommendation(store, holdings, signature(), asked()) == add_recommendation(
        store, holdings, signature(), asked()
    )
    assert len(records_in(store).of(Recommendation)) == 1


def test_its_standards_are_those_of_the_framework_in_use_and_give_the_areas_of_work(
    store, holdings
):
    found = add_recommendation(store, holdings, signature(), asked(standards=("3.4", "3.4")))

    assert found.standards == ("3.4",)
    assert found.areas_of_work == ("Out-of-court disposals",)
    entry = register(held(store, holdings), RegisterFilter(standard="3.4", text="victim.")).entries[
        0
    ]
    assert [s.title for s in entry.standards] == ["3.4 Joint working"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"wording": " "}, "The wording is missing"),
        ({"addressee": ""}, "The addressee is missing"),
        ({"source": ""}, "The source is missing"),
        ({"published": PublicationDate("2019-06-04")}, "which is not over"),
        ({"published": PublicationDate("2019")}, "published in 2019, which is not over"),
        ({"published": PublicationDate("0019-02")}, "write a year from 1990 to 2099"),
        ({"service": "narnia"}, 'no service "narnia"'),
        ({"standards": ("9.9",)}, 'no standard in hmip-2018 "9.9"'),
        ({"indicators": ("luck",)}, 'no indicator "luck"'),
        ({"inspection": "essex-2018"}, 'no inspection of this service "essex-2018"'),
        ({"id": "hertfordshire-2018-1"}, "names another recommendation"),
        ({"id": "a/b"}, "cannot be an id"),
    ],
)
def test_a_recommendation_that_cannot_be_is_one_sentence(store, holdings, changed, sentence):
    with pytest.raises(DashboardError, match=sentence):
        add_recommendation(store, holdings, signature(), asked(**changed))

    assert not records_in(store).of(Recommendation)


@on_both_databases
def test_an_area_for_improvement_becomes_a_recommendation_with_one_action(store, holdings):
    found = adopt_improvement(
        store, holdings, signature(), "i1", "hertfordshire", INSPECTION, FINDINGS[3]
    )

    assert (found.kind, found.wording) == (SourceKind.IMPROVEMENT, FINDINGS[3])
    assert (found.standards, found.areas_of_work) == (("3.4",), ("Out-of-court disposals",))
    assert found.published == PublicationDate("2018-09-20")
    assert "area for improvement 4" in found.label
    (action,) = records_in(store).of(Action).values()
    assert (action.title, action.recommendation) == (FIRST_ACTION, "i1")


@on_both_databases
def test_the_same_area_for_improvement_is_not_adopted_twice(store, holdings):
    def adopt(sid, text=FINDINGS[0]):
        return adopt_improvement(
            store, holdings, signature(), sid, "hertfordshire", INSPECTION, text
        )

    first = adopt("i1")
    assert adopt("i1") == first
    with pytest.raises(ChangeRefusedError, match=r"adopted already: find it as .* improvement 1"):
        adopt("i2")
    assert adopt("i3", FINDINGS[1]).number == 2
    assert len(records_in(store).of(Action)) == 2


def test_an_adopted_one_does_not_take_the_id_of_another(store, holdings):
    with pytest.raises(ChangeRefusedError, match="names another recommendation"):
        adopt_improvement(
            store, holdings, signature(), "essex-2018-1", "hertfordshire", INSPECTION, FINDINGS[0]
        )


def test_what_no_inspection_of_the_service_found_is_not_adopted(store, holdings):
    for service, inspection, text, sentence in (
        ("hertfordshire", INSPECTION, "Nothing", "no area for improvement"),
        ("hertfordshire", "essex-2018", FINDINGS[0], "no inspection of this service"),
        ("essex", INSPECTION, FINDINGS[0], "no inspection of this service"),
    ):
        with pytest.raises(UnknownNameError, match=sentence):
            adopt_improvement(store, holdings, signature(), "i1", service, inspection, text)


def test_only_officers_add_and_adopt(store, holdings):
    for person in ("olu", "ann"):
        who = signature(person, dt.date(2019, 6, 3))
        with pytest.raises(NotAllowedError):
            add_recommendation(store, holdings, who, asked())
        with pytest.raises(NotAllowedError):
            adopt_improvement(store, holdings, who, "i", "hertfordshire", INSPECTION, FINDINGS[0])


def test_a_recommendation_is_the_services_own_unless_it_is_marked_as_for_others(store, holdings):
    own = add_recommendation(store, holdings, signature(), asked())
    other = add_recommendation(store, holdings, signature(), asked(id="t2", for_others=True))

    assert (own.for_others, other.for_others) == (False, True)
    found = entry_of(held(store, holdings), "t2").standing
    assert (found.status, found.stuck, found.missing) == (Status.FOR_OTHERS, False, ())
