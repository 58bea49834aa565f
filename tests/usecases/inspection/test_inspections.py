"""Loaded inspections: beside those that ship, each once, never contradicting, withdrawn whole."""

from dataclasses import replace

import pytest

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.inspections import StandardResult
from dashboard.core.inspection.loaded_inspections import LoadedInspection
from dashboard.core.periods import PublicationDate
from dashboard.errors import ImportRefusedError
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.inspection.inspections import (
    add_inspections,
    compare_inspections,
    withdraw_inspections,
)
from dashboard.usecases.inspection.ratings import RatingsReading, read_ratings
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.people_factories import signature

EDITION = "loaded/inspection-list/0123456789abcdef"


@pytest.fixture
def holdings(own_store, shipped_holdings):
    def now():
        return holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)

    return now


@pytest.fixture
def slough(shipped_holdings):
    (found,) = [i for i in shipped_holdings.catalogue.inspections if i.id == "slough-2025"]
    return found


@pytest.fixture
def later(slough):
    """An inspection that nobody holds yet."""
    published = PublicationDate("2026-03-01")
    return replace(
        slough,
        id="slough-2026",
        published=published,
        overall=Rating.GOOD,
        score=None,
        max_score=None,
        framework="hmip-2025",
    )


def add(store, *inspections, edition=EDITION):
    with store.writing(signature()) as work:
        add_inspections(work, inspections, edition)


def reading_of(holdings):
    found = read_ratings(holdings, "slough")
    assert isinstance(found, RatingsReading)
    return found


def test_a_loaded_inspection_is_shown_as_the_newest(own_store, holdings, later):
    add(own_store, later)
    reading = reading_of(holdings())
    assert reading.inspection.id == "slough-2026"
    assert reading.inspection == later
    assert [one.inspection.id for one in reading.earlier] == ["slough-2025"]


@on_both_databases
def test_withdrawing_an_edition_takes_its_inspections_back(own_store, holdings, later):
    add(own_store, later)
    with own_store.writing(signature()) as work:
        count = withdraw_inspections(work, EDITION, "wrong file")
    assert count == 1
    assert reading_of(holdings()).inspection.id == "slough-2025"
    (kept,) = holdings().records.of(LoadedInspection).values()
    assert kept.withdrawn_because == "wrong file"


def dated(shipped_holdings, **changes):
    """The inspection of Trafford, which ships without its day, as a list with its day has it."""
    (undated,) = [i for i in shipped_holdings.catalogue.inspections if i.service == "trafford"]
    return replace(undated, id="trafford", published=PublicationDate("2025-11-04"), **changes)


def trafford_of(holdings):
    return [i for i in holdings.inspections if i.service == "trafford"]


def test_an_inspection_that_ships_without_its_day_takes_the_day_of_one_that_is_loaded(
    own_store, holdings, shipped_holdings
):
    add(own_store, dated(shipped_holdings))

    (held,) = trafford_of(holdings())
    assert held.published.text == "2025-11-04"
    assert held.id == "trafford-2025-2026"


def test_one_of_another_rating_is_another_inspection(own_store, holdings, shipped_holdings):
    add(own_store, dated(shipped_holdings, overall=Rating.INADEQUATE))

    assert len(trafford_of(holdings())) == 2


def test_what_is_held_already_is_unchanged(holdings, slough):
    found = compare_inspections(holdings(), [slough], "list.csv")
    assert (found.to_store, found.unchanged) == ((), 1)


def test_what_nobody_holds_is_new(holdings, later):
    assert compare_inspections(holdings(), [later], "list.csv").new == (later,)


def test_an_account_with_standards_takes_the_place_of_one_without(own_store, holdings, slough):
    fuller = replace(slough, id="other", standards=(StandardResult("1.1", Rating.INADEQUATE),))
    assert compare_inspections(holdings(), [fuller], "one.toml").fuller == (fuller,)
    add(own_store, fuller)
    reading = reading_of(holdings())
    assert [one.code for one in reading.inspection.standards] == ["1.1"]
    assert reading.inspection.id == "slough-2025"
    assert reading.earlier == ()


@on_both_databases
def test_an_account_that_contradicts_what_is_held_is_refused_whole(holdings, slough, later):
    other = replace(slough, overall=Rating.GOOD)
    with pytest.raises(ImportRefusedError) as refused:
        compare_inspections(holdings(), [later, other], "list.csv")
    (problem,) = refused.value.problems
    assert '"Good" here and "Inadequate" in what we have' in problem.reason
    assert "withdraw what we have" in problem.advice


def test_an_unknown_rating_does_not_contradict_and_takes_nothing_away(own_store, holdings, slough):
    unknown = replace(slough, overall=None, score=None, max_score=None)
    found = compare_inspections(holdings(), [unknown], "list.csv")
    assert found.unchanged == 1
    add(own_store, unknown)
    assert reading_of(holdings()).inspection.overall is Rating.INADEQUATE
