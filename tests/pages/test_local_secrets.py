"""Nothing that a page of own figures sends depends on what is withheld.

Two services' worlds look the same in public and differ in withheld numbers only. All that a page
sends (words, tables, charts with what their points carry, alternative texts) must then be the same.
"""

import datetime as dt
import re

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.store.engine import open_store
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.own.performance import own_figures
from tests.local_factories import add_teams, load_own, quarters, series_of
from tests.pages.opening import open_page
from tests.people_factories import actor

TODAY = dt.date(2026, 11, 21)
COUNTS, SHARES = "local-first-time-entrants", "kpi-2-education"
NUMBER = 13
VIEWS = [
    {},
    {"indicator": COUNTS},
    {"indicator": COUNTS, "team": "north"},
    {"indicator": COUNTS, "team": "south"},
    {"indicator": COUNTS, "group": "sex-girls"},
    {"indicator": COUNTS, "by": "months"},
    {"indicator": SHARES},
    {"indicator": SHARES, "team": "north"},
]


def figures(small):
    """Return figures in which `small` children are in the north; as many fewer in the south."""
    of_service, of_east = [45 + n % 3 for n in range(NUMBER)], [25] * NUMBER
    north = [small] * NUMBER
    south = [all_of_them - 25 - small for all_of_them in of_service]
    months = [
        [{**row, "period": quarter.months[month].id} for row, quarter in rows]
        for month, rows in (
            (n, list(zip(series_of(numbers), quarters(NUMBER), strict=True)))
            for n, numbers in enumerate((north, of_east, south))
        )
    ]
    counts = [
        *series_of(of_service),
        *series_of(north, place="north"),
        *series_of(of_east, place="east"),
        *series_of(south, place="south"),
        *series_of(north, group="sex-girls"),
        *series_of([a - small for a in of_service], group="sex-boys"),
        *(row for rows in months for row in rows),
    ]
    shares = [
        *series_of([30] * NUMBER, 60),
        *series_of(north, 20, place="north"),
        *series_of([10] * NUMBER, 20, place="east"),
        *series_of([20 - small] * NUMBER, 20, place="south"),
    ]
    return {COUNTS: counts, SHARES: shares}


def holdings_with(store, catalogue, small):
    add_teams(store, "North", "East", "South")
    load_own(store, figures(small), sha256="abcd"[small] * 64)
    return holdings_of(catalogue, store, TODAY, TODAY)


@pytest.fixture
def worlds(sqlite, shipped_holdings):
    with sqlite.shipped() as one, sqlite.shipped() as other:
        stores = [open_store(url) for url in (one, other)]
        held = [
            holdings_with(store, shipped_holdings.catalogue, small)
            for store, small in zip(stores, (3, 2), strict=True)
        ]
        yield list(zip(held, stores, strict=True))
        for store in stores:
            store.close()


def sent(page):
    """Return all that a page sends to the browser, but for names made up anew each time."""
    assert not page.exception
    texts = [str(element.proto) for element in page.main if hasattr(element, "proto")]
    return re.sub(r"[0-9a-f]{32,}", "", "\n".join(texts))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(view.values()) or "all")
def test_a_page_sends_the_same_whatever_the_withheld_numbers_are(worlds, view):
    one, other = (
        sent(open_page("local_performance", held, store, **view)) for held, store in worlds
    )

    assert len(one) > 1000
    assert one == other
    assert "d" * 12 not in one


def test_the_comparison_would_notice_since_the_board_sees_two_different_worlds(worlds):
    def as_board(held, store):
        page = open_page("local_performance", held, store, actor(), indicator=COUNTS, team="north")
        return sent(page.toggle(key="choice_small_numbers").set_value(True).run())

    one, other = (as_board(held, store) for held, store in worlds)

    assert one != other


@pytest.mark.parametrize("indicator", [COUNTS, SHARES])
def test_the_two_worlds_are_the_same_in_public(worlds, indicator):
    tables = [
        own_figures(held, "hertfordshire", indicator, Mode.PUBLIC).figures.table
        for held, _ in worlds
    ]

    assert tables[0].equals(tables[1])
    assert (tables[0]["state"] == "withheld").any()
