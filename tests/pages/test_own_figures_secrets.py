"""Nothing that any page sends of own figures depends on what is withheld; see test_local_secrets.

Here are case audits, groups of children, and the pages that name the files that were loaded.
"""

import datetime as dt

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.performance.disproportionality import ALL_OTHERS
from dashboard.core.performance.group_comparisons import group_comparisons
from dashboard.pages.disproportionality.every import plain_table as every_comparison
from dashboard.pages.local_performance.overview import plain_table
from dashboard.reports.case_audits import audits_table
from dashboard.store.engine import open_store
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.own.attention import read_signals
from dashboard.usecases.own.case_audits import CaseAuditsReading, read_case_audits
from dashboard.usecases.own.disproportionality import read_every_disproportionality
from dashboard.usecases.own.performance import own_figures
from tests.local_factories import add_teams, figure, load_own, quarters, series_of
from tests.pages.opening import open_page
from tests.pages.test_local_secrets import sent
from tests.people_factories import actor
from tests.stored import own_figures_in

TODAY = dt.date(2026, 11, 21)
ENTRANTS, LIVING, NUMBER = "local-first-time-entrants", "children-10-17", 6
AUDITS = ("audit-3.3.1", "audit-3.3.2", "audit-3.3.3")
ETHNIC = "ethnicity-"
# Stands for the name of the loaded file in an address.
FILE = "the file"
ONE = {"indicator": ENTRANTS}
VIEWS = [
    ("case_audits", {}),
    ("case_audits", {"team": "north"}),
    ("case_audits", {"team": "east"}),
    ("case_audits", {"team": "south"}),
    ("disproportionality", {}),
    ("disproportionality", {"team": "north"}),
    ("disproportionality", ONE),
    ("disproportionality", ONE | {"against": ALL_OTHERS}),
    ("disproportionality", ONE | {"against": "ethnicity-mixed"}),
    ("disproportionality", ONE | {"groups": "together"}),
    ("disproportionality", ONE | {"by": "sex"}),
    ("disproportionality", ONE | {"by": "sex", "team": "north"}),
    ("data", {}),
    ("data", {"table": FILE}),
    ("imports", {"section": "loaded"}),
    ("overview", {}),
    ("meetings", {}),
    ("board_pack", {}),
    ("meeting_view", {}),
    ("meeting_view", {"section": "since"}),
]


def figures(small):
    """Return figures in which `small` are counted of some, and as many fewer of others."""
    audited = [
        *series_of([50] * NUMBER, 120),
        *series_of([small] * NUMBER, 40, place="north"),
        *series_of([30] * NUMBER, 40, place="east"),
        *series_of([20 - small] * NUMBER, 40, place="south"),
    ]
    by_group = {"white": 30, "black": 9, "asian": small, "mixed": 8 - small, "other": 6}
    counted = [
        *series_of([53] * NUMBER),
        *(r for name, n in by_group.items() for r in series_of([n] * NUMBER, group=ETHNIC + name)),
        *series_of([small] * NUMBER, group="sex-girls"),
        *series_of([53 - small] * NUMBER, group="sex-boys"),
        *series_of([small] * NUMBER, group="sex-girls", place="north"),
        *series_of([20 - small] * NUMBER, group="sex-boys", place="north"),
    ]
    living = {"white": 900, "black": 90, "asian": 80, "mixed": small, "other": 10 - small}
    first = quarters(NUMBER)[0].id
    population = [
        figure(1080, period=first),
        *(figure(n, period=first, group=ETHNIC + name) for name, n in living.items()),
        figure(540, period=first, group="sex-girls"),
        figure(540, period=first, group="sex-boys"),
    ]
    return dict.fromkeys(AUDITS, audited) | {ENTRANTS: counted, LIVING: population}


@pytest.fixture(scope="module")
def worlds(sqlite, shipped_holdings):
    with sqlite.shipped() as one, sqlite.shipped() as other:
        found = []
        for url, small in ((one, 3), (other, 2)):
            store = open_store(url)
            add_teams(store, "North", "East", "South")
            load_own(store, figures(small), sha256="abcd"[small] * 64)
            found.append((holdings_of(shipped_holdings.catalogue, store, TODAY, TODAY), store))
        yield found
        for _, store in found:
            store.close()


def loaded_into(world, name):
    """Return the figures of a world as they were loaded, small numbers and all."""
    held, store = world
    return own_figures_in(store, held.catalogue.local_indicator(name), "hertfordshire").table


@pytest.mark.parametrize(
    ("subject", "view"), VIEWS, ids=lambda each: each if isinstance(each, str) else None
)
def test_a_page_sends_the_same_whatever_the_withheld_numbers_are(worlds, subject, view):
    loaded = f"loaded-{max(worlds[0][0].editions())}"
    address = {"service": "hertfordshire"} | {
        param: loaded if value is FILE else value for param, value in view.items()
    }
    pages = [open_page(subject, held, store, **address) for held, store in worlds]
    one, other = (sent(page) for page in pages)
    assert not any(page.error for page in pages)

    assert len(one) > 1000
    assert one == other
    assert "d" * 12 not in one


@pytest.mark.parametrize("subject", ["case_audits", "disproportionality"])
def test_the_comparison_would_notice_since_the_board_sees_two_different_worlds(worlds, subject):
    def as_board(held, store):
        team = {"team": "north"} if subject == "case_audits" else {}
        page = open_page(subject, held, store, actor(), service="hertfordshire", **team)
        return sent(page.toggle(key="choice_small_numbers").set_value(True).run())

    one, other = (as_board(held, store) for held, store in worlds)

    assert one != other


@pytest.mark.parametrize("place", ["", "north", "east", "south"])
def test_the_download_of_audits_is_the_same(worlds, place):
    tables = []
    for held, _ in worlds:
        found = read_case_audits(held, "hertfordshire", Mode.PUBLIC, place)
        assert isinstance(found, CaseAuditsReading)
        tables.append(audits_table(found.ratings, found.pooled))

    assert tables[0].equals(tables[1])


def test_the_download_of_all_indicators_is_the_same(worlds):
    one, other = (
        plain_table(read_signals(held, "hertfordshire", Mode.PUBLIC).every) for held, _ in worlds
    )

    assert one.equals(other)


@pytest.mark.parametrize("place", ["", "north"])
def test_the_download_of_every_comparison_is_the_same(worlds, place):
    one, other = (
        every_comparison(
            group_comparisons(
                read_every_disproportionality(held, "hertfordshire", Mode.PUBLIC, place)
            )
        )
        for held, _ in worlds
    )

    assert len(one)
    assert one.equals(other)


@pytest.mark.parametrize("indicator", [*AUDITS, ENTRANTS, LIVING])
def test_the_two_worlds_are_the_same_in_public(worlds, indicator):
    one, other = (
        own_figures(held, "hertfordshire", indicator, Mode.PUBLIC).figures.table
        for held, _ in worlds
    )

    assert one.equals(other)
    assert (one["state"] == "withheld").any()


def test_the_files_themselves_differ(worlds):
    one, other = (loaded_into(world, ENTRANTS)["count"].sum() for world in worlds)
    shares = [loaded_into(world, AUDITS[0]) for world in worlds]

    assert one == other
    assert not shares[0].equals(shares[1])
