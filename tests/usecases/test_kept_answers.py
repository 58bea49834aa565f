"""No answer from memory is older than what is stored: after each change, on each server."""

import datetime as dt
import random
from dataclasses import replace
from itertools import pairwise

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.sparkline import trend_sparkline
from dashboard.charts.spine import spine
from dashboard.core.disclosure.protection import Mode
from dashboard.core.inspection.loaded_inspections import LoadedInspection
from dashboard.core.periods import PeriodKind
from dashboard.errors import UnknownNameError
from dashboard.narrative.published.lenses import three_lenses
from dashboard.store.cache import Cache
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.inspection.ratings import RatingsReading, read_ratings, read_spread
from dashboard.usecases.own.attention import read_measures, read_own_attention
from dashboard.usecases.own.performance import Asked, read_local
from dashboard.usecases.published.comparison import ComparisonChoice, compare_service
from dashboard.usecases.published.lists import AboutList, add_list, preview_list, withdraw_list
from dashboard.usecases.published.targets import TargetToSet, set_target, withdraw_target
from dashboard.usecases.published.warnings import scan
from dashboard.usecases.upkeep.imports import withdraw_import
from dashboard.usecases.upkeep.quarantine import quarantined, release, undo_decision
from tests.conftest import TODAY
from tests.history_factories import added, changed
from tests.import_factories import ENTRANTS, FTE, load, own_file, published_file, team
from tests.lists_factories import list_file
from tests.people_factories import signature

SERVICE, HERTS = "hertfordshire", "E10000015"
FIVE = list_file(*(f"Hertfordshire,{n}" for n in ("Essex", "Kent", "Surrey", "Norfolk", "Suffolk")))
REVISED, SLIPPED = f"{FTE},{HERTS},2016,316,,,,", f"{FTE},{HERTS},2018,2100,,,,"


class Board:
    """What a board changes, one thing after another; each can be done when it is offered."""

    def __init__(self, store, catalogue):
        self.store, self.catalogue = store, catalogue
        self.held = lambda: holdings_of(catalogue, store, TODAY, TODAY)
        self.next = [
            self.load_published,
            self.load_own,
            self.set_target,
            self.supply_list,
            self.load_inspection,
            self.add_team,
        ]

    def load_published(self):
        number = load(self.store, self.held(), published_file(REVISED, SLIPPED))
        self.next.append(lambda: self.release(number))

    def release(self, number):
        (one,) = quarantined(self.store, self.held(), SERVICE)
        release(self.store, signature(), one.figure.id, "It is right.")
        self.next.append(lambda: self.hold_back(number, one.figure.id))

    def hold_back(self, number, figure):
        undo_decision(self.store, signature(), figure, "It is wrong.")
        self.next.append(lambda: withdraw_import(self.store, signature(), number, "Wrong"))

    def load_own(self):
        number = load(self.store, self.held(), own_file(f"{ENTRANTS},,2025-26 Q1,,,12,,,"))
        self.next.append(lambda: withdraw_import(self.store, signature(), number, "Wrong"))

    def set_target(self):
        asked = TargetToSet(SERVICE, FTE, "100", "per 100,000")
        number = str(set_target(self.store, self.catalogue, signature(), asked, TODAY).id)
        self.next.append(lambda: withdraw_target(self.store, signature(), number))

    def supply_list(self):
        read = preview_list(self.catalogue, FIVE, "list.csv")
        about = AboutList("Family", "Youth Justice Board")
        number = str(add_list(self.store, self.catalogue, signature(), read, about).id)
        self.next.append(lambda: withdraw_list(self.store, signature(), number))

    def load_inspection(self):
        of_today = replace(self.catalogue.inspections[-1], id="again", service=SERVICE)
        one = LoadedInspection("again", of_today, "loaded/again")
        added(self.store, one)
        withdrawn = replace(one, withdrawn_because="Wrong")
        self.next.append(lambda: changed(self.store, withdrawn))

    def add_team(self):
        added(self.store, team())
        self.next.append(lambda: changed(self.store, team(active=False)))

    def change_something(self, chance):
        self.next.pop(chance.randrange(len(self.next)))()


def another(store):
    """Another server of the same database, which has nothing in memory."""
    return replace(store, cache=Cache())


def told(server, catalogue):
    """What is kept in memory of figures, as a reader meets it, on two days."""
    for day in (TODAY, TODAY - dt.timedelta(days=1)):
        held = holdings_of(catalogue, server, day, TODAY).of_service(SERVICE)
        for each in (*scan(held, SERVICE).readings[:1], *by_supplied_list(held)):
            c = each.comparison
            yield str((three_lenses(c), c.target, spine(c), trend_sparkline(each.trend)))
            yield ranked_chart(c).title
        ratings = read_ratings(held, SERVICE)
        assert isinstance(ratings, RatingsReading)
        yield str((ratings.history, read_spread(held, SERVICE)))
        for mode in Mode:
            own = read_own_attention(held, SERVICE, mode)
            yield own.sentences, own.waiting, str(own.measures.teams)
            one = read_local(held, Asked(SERVICE, ENTRANTS, mode, PeriodKind.QUARTER))
            yield str((one.series.points, one.standing.target, one.teams, one.editions))
            yield str(read_measures(held, SERVICE, mode, team().id).signals.every)


def by_supplied_list(held):
    try:
        yield compare_service(held, ComparisonChoice(SERVICE, FTE, peers="family"))
    except UnknownNameError:
        return


def test_whatever_changes_a_server_tells_what_one_tells_that_remembers_nothing(
    own_store, shipped_holdings
):
    held = shipped_holdings.catalogue
    catalogue = replace(held, indicators={FTE: held.indicators[FTE]})
    board, server, chance = Board(own_store, catalogue), another(own_store), random.Random(16)
    found = []
    while board.next:
        board.change_something(chance)
        found.append(tuple(told(another(own_store), catalogue)))
        assert tuple(told(server, catalogue)) == found[-1]

    # Of the pairs, two are of an area team, which is told of only where it has figures.
    assert sum(before != after for before, after in pairwise(found)) == len(found) - 3
