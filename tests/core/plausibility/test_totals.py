"""Totals are judged as a plain reading, figure by figure, of the same rules would judge them."""

from functools import cache
from itertools import product
from random import Random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.plausibility.suspects import HELD, gauge_of_own
from dashboard.core.plausibility.totals import doubtful_totals, own_relations
from dashboard.definitions.catalogue import load_catalogue
from tests.import_factories import ENTRANTS, team

TEAMS = {name.lower(): team(name) for name in ("North", "South")}
QUARTER, MONTHS = "2025-26 Q1", ("2025-04", "2025-05", "2025-06")


@cache
def catalogue():
    return load_catalogue()


UNIT = catalogue().local_indicators[ENTRANTS].unit


def plainly_doubted(sent, held, groups):
    """The keys of figures that contradict their whole or their parts, one relation at a time."""
    every = held | sent
    covered = _teams_cover(every)
    dimensions = [[group.id for group in each.groups] for each in groups.dimensions]
    found: set[tuple[str, str, str]] = set()
    for key, whole in every.items():
        place, period, group = key
        relations = []
        if place == "":
            relations.append(([(name, period, group) for name in TEAMS], covered))
        if group == "":
            relations += [([(place, period, one) for one in names], True) for names in dimensions]
        if period == QUARTER:
            relations.append(([(place, month, group) for month in MONTHS], True))
        for parts, is_all in relations:
            known = {each: every[each] for each in parts if each in every}
            if known and _contradict(whole, list(known.values()), len(parts), is_all):
                found |= {key} if key in sent else set(known) & set(sent)
    return found


def _teams_cover(every):
    """Whether the teams make up the whole in at least half of the periods that can tell."""
    fits = []
    for (place, period, group), whole in every.items():
        parts = [every.get((name, period, group)) for name in TEAMS]
        if place == group == "" and None not in parts:
            fits.append(_is_sum(whole, parts))
    return bool(fits) and 2 * sum(fits) >= len(fits)


def _is_sum(whole, parts):
    # What is rounded in each part may add up.
    return abs(whole - sum(parts)) <= len(parts) * UNIT.smallest


def _contradict(whole, known, number, is_all):
    if whole < max(known):
        return True
    full = len(known) == number and not _is_sum(whole, known)
    return full and (is_all or whole < sum(known))


@cache
def keys():
    """Every place, period and group that figures may have here."""
    sex = next(each for each in catalogue().groups.dimensions if each.id == "sex")
    groups = ["", *(group.id for group in sex.groups)]
    return list(product(["", *TEAMS], [QUARTER, *MONTHS], groups))


def as_figures(sent, held):
    rows = [(*key, float(value)) for key, value in (held | sent).items()]
    frame = pd.DataFrame(rows, columns=["place", "period", "group", "value"])
    given = {key: position for position, key in enumerate(sent)}
    keys = zip(frame["place"], frame["period"], frame["group"], strict=True)
    position = [given.get(key, HELD) for key in keys]
    found = frame.assign(count=frame["value"], denominator=float("nan"), position=position)
    return found.astype(dict.fromkeys(["place", "period", "group"], "category"))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_totals_are_judged_as_a_plain_reading_would(seed):
    rng = Random(seed)
    sent, held = (
        {key: rng.randint(1, 9) for key in rng.sample(keys(), rng.randint(1, 30))} for _ in "ab"
    )
    figures, indicator = as_figures(sent, held), catalogue().local_indicators[ENTRANTS]

    relations = own_relations(figures, indicator, TEAMS.values(), catalogue().groups)
    doubts = [each for one in relations for each in doubtful_totals(one, gauge_of_own(indicator))]

    given_keys = list(sent)
    found = {given_keys[position] for each in doubts for position in each.positions}
    assert found == plainly_doubted(sent, held, catalogue().groups)
