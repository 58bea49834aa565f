"""What rows of own figures are about: indicators, area teams, periods, groups and notes by name."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from dashboard.core.entries import LONGEST_NOTE, paragraphs
from dashboard.core.own.figures import WHOLE_SERVICE, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.sheets import (
    GROUP,
    INDICATOR,
    NOTE,
    PERIOD,
    PLACE,
    WHOLE_SERVICE_WORDS,
)
from dashboard.core.place_names import forms_of, plain_name
from dashboard.core.register.sheets import as_typed
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.errors import DashboardError, Problem
from dashboard.importers.columns import Says, distinct_mapped, each_row, nearest, sparingly
from dashboard.importers.imported import ROW, Known, UnknownTeam

_PERIOD_ADVICE = "write it like 2025-26 Q1, or 2025-06 for a month"
_NO_INDICATOR = ("is missing", "write the indicator's id or name")


def names_resolved(table: pd.DataFrame, known: Known) -> tuple[pd.DataFrame, Iterator[Problem]]:
    """Return what each row is about, as ids, with its note, and what names nothing.

    The columns are those of OWN_COLUMNS; a cell is missing where its text names nothing.
    """
    indicators, groups = _indicators(known), _groups(known)
    found = pd.DataFrame(
        {
            "indicator": distinct_mapped(table[INDICATOR], _in(indicators)),
            "place": distinct_mapped(table[PLACE], _places(known)),
            "period": distinct_mapped(table[PERIOD], _period),
            "group": distinct_mapped(table[GROUP], _in(groups)),
            "note": distinct_mapped(table[NOTE], _note),
        }
    )
    return found, _problems(table, found, known)


def _problems(table: pd.DataFrame, found: pd.DataFrame, known: Known) -> Iterator[Problem]:
    yield from _unknown(table, found, INDICATOR, "indicator", _unknown_indicator(known))
    yield from _unknown_places(table, found, known)
    yield from _unknown(table, found, PERIOD, "period", _no_period)
    yield from _unknown(table, found, GROUP, "group", _unknown_group(known))
    too_long = (f"is longer than {LONGEST_NOTE} characters", "shorten it")
    yield from _unknown(table, found, NOTE, "note", too_long)
    yield from _not_counted_by(table, found, known)
    yield from _repeated(table, found)


def _unknown(
    table: pd.DataFrame, found: pd.DataFrame, column: str, key: str, says: Says
) -> Iterator[Problem]:
    return each_row(table, found[key].isna(), column, says)


def _unknown_places(table: pd.DataFrame, found: pd.DataFrame, known: Known) -> Iterator[Problem]:
    names = {_key(team.name) for team in known.teams.values()}
    for each in _unknown(table, found, PLACE, "place", _unknown_team(known)):
        # A name that several teams have is known, and stands for none of them.
        is_new = _key(as_typed(each.value)) not in names
        yield UnknownTeam(**vars(each)) if is_new else each


def _in(by_key: Mapping[str, str]) -> Callable[[str], str | None]:
    return lambda text: by_key.get(_key(text))


def _indicators(known: Known) -> dict[str, str]:
    every = known.local_indicators.values()
    times = Counter(_key(each.name) for each in every)
    # The same key question may be worded alike under two frameworks; only ids tell those apart.
    by_name = {_key(each.name): each.id for each in every if times[_key(each.name)] == 1}
    return by_name | {_key(name): name for name in known.local_indicators}


def _unknown_indicator(known: Known) -> Says:
    names = {each.name: f"{each.id} ({each.name})" for each in known.local_indicators.values()}
    choices = names | {each: each for each in known.local_indicators}

    unknown = sparingly("is not a known local indicator", lambda given: nearest(given, choices))
    return lambda given: unknown(given) if given else _NO_INDICATOR


def _places(known: Known) -> Callable[[str], str | None]:
    service, teams = known.service, _teams(known)
    whole = {plain_name(name) for name in (service.id, service.name, *service.aliases)}

    def place(text: str) -> str | None:
        written = as_typed(text)
        otherwise = None if whole.isdisjoint(forms_of(written)) else WHOLE_SERVICE
        return teams.get(_key(written), otherwise)

    return place


def _teams(known: Known) -> dict[str, str]:
    whole = ("", WHOLE_SERVICE_WORDS)
    teams = known.teams.values()
    times = Counter(_key(team.name) for team in teams)
    by_name = {_key(team.name): team.id for team in teams if times[_key(team.name)] == 1}
    by_id = {_key(team.id): team.id for team in teams}
    return {_key(words): WHOLE_SERVICE for words in whole} | by_id | by_name


def _unknown_team(known: Known) -> Says:
    names = [team.name for team in known.teams.values()]

    def advice(given: str) -> str:
        alike = [t.id for t in known.teams.values() if _key(t.name) == _key(as_typed(given))]
        if alike:
            return f"more than one goes by this name: write {' or '.join(alike)}"
        close = nearest(given, names) if names else ""
        if close.startswith("did you mean"):
            return f"{close} If it is new, add it to the area teams"
        return "add it to the area teams, or leave it empty for the whole service"

    return sparingly(f"is no area team of {known.service.name}", advice)


def _groups(known: Known) -> dict[str, str]:
    ids = [group.id for dimension in known.groups.dimensions for group in dimension.groups]
    by_key = {_key(known.groups.written(each)): each for each in ids} | {_key(e): e for e in ids}
    return {"": ALL_CHILDREN, "all children": ALL_CHILDREN} | by_key


def _unknown_group(known: Known) -> Says:
    written = [known.groups.written(each) for each in _groups(known).values() if each]
    choices = list(dict.fromkeys(written))
    return sparingly("is no known group of children", lambda given: nearest(given, choices))


def _period(text: str) -> str | None:
    try:
        period = parse_local_period(text)
    except DashboardError:
        return None
    return period.id if period.end_year in SENSIBLE_YEARS else None


def _no_period(given: str) -> tuple[str, str]:
    if not given:
        return "is missing", _PERIOD_ADVICE
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        made = "is a day, which the spreadsheet made of what was typed"
        return made, f"{_PERIOD_ADVICE}, in a cell whose format is Text"
    return "is no quarter or month", _PERIOD_ADVICE


def _note(text: str) -> str | None:
    try:
        return paragraphs("note", as_typed(text), LONGEST_NOTE, may_be_empty=True)
    except DashboardError:
        return None


def _not_counted_by(table: pd.DataFrame, found: pd.DataFrame, known: Known) -> Iterator[Problem]:
    grouped = found[found["group"].notna() & (found["group"] != "") & found["indicator"].notna()]
    for pair in grouped[["indicator", "group"]].drop_duplicates().to_numpy(dtype=str):
        indicator, group = known.local_indicators[str(pair[0])], str(pair[1])
        dimension = known.groups.dimension_of(group)
        if dimension is None or dimension.id in indicator.groups:
            continue
        by = ", ".join(d.name.lower() for d in known.groups.dimensions if d.id in indicator.groups)
        advice = f"use its groups by {by}" if by else "leave it empty, as it is counted by none"
        bad = (found["indicator"] == indicator.id) & (found["group"] == group)
        reason = f"is a group by which {indicator.id} is not counted"
        yield from each_row(table, bad, GROUP, (reason, advice))


def _repeated(table: pd.DataFrame, found: pd.DataFrame) -> Iterator[Problem]:
    keys = ["indicator", "place", "period", "group"]
    whole = found[found[keys].notna().all(axis=1)]
    repeated = whole[whole.duplicated(keys)]
    if repeated.empty:
        return
    firsts = whole.drop_duplicates(keys).set_index(keys).index
    rows = table[ROW].to_numpy()
    first_rows = rows[whole.drop_duplicates(keys).index.to_numpy()]
    places = firsts.get_indexer(pd.MultiIndex.from_frame(repeated[keys]))
    for at, first in zip(repeated.index, first_rows[places], strict=True):
        what = "holds the same indicator, area team, period and group"
        given = ", ".join(str(part) for part in found.loc[at, keys] if part)
        yield Problem(
            int(rows[at]), "row", given, "is there twice", f"keep one: row {first} {what}"
        )


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
