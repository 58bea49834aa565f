"""Figures that wait for a decision are told as such, and are neither counted nor called absent."""

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.people import Role
from dashboard.core.performance.series import WAITING
from dashboard.core.periods import PeriodKind
from dashboard.core.plausibility.quarantine import Decided
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.own.performance import Asked, indicators_held, read_all_local, read_local
from dashboard.usecases.own.waiting import figures_waiting, keys_waiting, waiting_by_indicator
from dashboard.usecases.upkeep.imports import withdraw_import
from dashboard.usecases.upkeep.quarantine import decide_all
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.import_factories import ENTRANTS, load, own_file
from tests.people_factories import signature

HERE, OFFICER = "hertfordshire", signature(Role.OFFICER)
# The second quarter is beyond what is plausible.
SLIPPED = own_file(f"{ENTRANTS},,2025-26 Q1,,,12,,,", f"{ENTRANTS},,2025-26 Q2,,,99999,,,")
ALL_SLIPPED = own_file(f"{ENTRANTS},,2025-26 Q1,,,99999,,,")


@pytest.fixture
def held(own_store, shipped_holdings):
    """All that is held, read anew each time."""
    return lambda: holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)


def newest(held):
    (standing,) = read_all_local(held(), HERE, Mode.BOARD)
    return standing.series.points[-1]


@on_both_databases
def test_a_figure_waits_until_it_is_released(own_store, held):
    load(own_store, held(), SLIPPED)
    (one,) = figures_waiting(held(), HERE)

    assert waiting_by_indicator(held(), HERE) == {ENTRANTS: 1}
    assert keys_waiting(held(), HERE, ENTRANTS) == {("", "2025-26 Q2", "")}
    assert newest(held).why_absent == WAITING

    decide_all(own_store, OFFICER, [one.id], "Counted again.", Decided.RELEASED)
    assert waiting_by_indicator(held(), HERE) == {}
    assert newest(held).value == 99999


def test_a_rejected_figure_no_longer_waits(own_store, held):
    load(own_store, held(), SLIPPED)
    (one,) = figures_waiting(held(), HERE)

    decide_all(own_store, OFFICER, [one.id], "A slip.", Decided.REJECTED)

    assert figures_waiting(held(), HERE) == ()
    assert newest(held).value == 12


def test_an_indicator_whose_only_figure_waits_is_shown_and_says_so(own_store, held):
    load(own_store, held(), ALL_SLIPPED)

    assert list(indicators_held(held(), HERE)) == [ENTRANTS]
    asked = Asked(HERE, ENTRANTS, Mode.PUBLIC, PeriodKind.QUARTER)
    (point,) = read_local(held(), asked).series.points
    assert point.why_absent == WAITING


def test_of_a_withdrawn_file_and_of_another_service_nothing_waits(own_store, held):
    number = load(own_store, held(), SLIPPED)
    assert figures_waiting(held(), "essex") == ()

    withdraw_import(own_store, OFFICER, number, "The wrong quarter.")

    assert figures_waiting(held(), HERE) == ()
