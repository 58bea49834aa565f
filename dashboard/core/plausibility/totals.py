"""Wholes that do not fit their parts: a nation its areas, a service its teams, a year its parts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.areas import ENGLAND, WALES, Area, AreaType
from dashboard.core.own.figures import WHOLE_SERVICE, AreaTeam, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN, Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.plausibility.suspects import HELD, Doubt, Gauge, Positions, doubt
from dashboard.core.published.indicators import Indicator
from dashboard.core.sentences import Clause, fill

Cells: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Say: TypeAlias = Callable[[pd.Series], Clause]
# The key of a figure that is no whole, or no part of any.
NONE = -1

# A nation or region is held against its areas where so many of them are known.
SHARE_OF_AREAS = 0.8


@dataclass(frozen=True)
class Relation:
    """Which of the figures are wholes and which are their parts, by a number that they share.

    `wholes` has the key of each figure that is a whole, `parts` that of the whole it is a part of.
    `expected` says how many parts wholes have, by their rows; `needed` is the share of them that
    must be known before a rate is compared with its parts. `parts_are` is what they are called.
    `exact` is False where parts can be missing unseen. `may_be_more` says that a whole can hold
    something that is in none of its parts, such as children of no area team.
    """

    figures: pd.DataFrame
    wholes: Positions
    parts: Positions
    expected: Callable[[Positions], Cells]
    needed: float
    parts_are: str
    exact: bool = True
    may_be_more: bool = False


@dataclass(frozen=True)
class _Compared:
    """Wholes that have parts, by row of the figures, and what their parts are together.

    `parts` has the rows of the parts, and `of` the index of the whole of each. Of `known` parts
    with a value, `amounts` say how many they count. `out_of` is what a whole is counted among, and
    `among` what its parts are together.
    """

    wholes: Positions
    parts: Positions
    of: Positions
    value: Cells
    known: Cells
    low: Cells
    high: Cells
    added: Cells
    amount: Cells
    amounts: Cells
    largest: Cells
    summed: Cells
    out_of: Cells
    among: Cells

    def doubted(self, figures: pd.DataFrame, flags: Flags, say: Say) -> Iterator[Doubt]:
        """Yield the doubt about some wholes, whose rows get what their parts are together."""
        if flags.any():
            names = ("known", "low", "high", "added", "amount", "amounts", "largest", "summed")
            facts = {name: getattr(self, name)[flags] for name in names}
            yield doubt(figures.iloc[self.wholes[flags]].assign(**facts), say)


def doubtful_totals(relation: Relation, gauge: Gauge) -> Iterator[Doubt]:
    """Yield the wholes of a file that their parts contradict, and parts that exceed a whole held.

    A rate, percentage or mean lies between those of its parts. A number is at least as large as
    each part, and where parts add up and all are known, it is their sum. Where a whole may be more
    than its parts, a number below their sum is doubted all the same; one above it, or a rate
    outside theirs, only if they cover the whole: see `_covered`.
    """
    known = _compared(relation, gauge)
    if known is None:
        return
    figures, expected = relation.figures, relation.expected(known.wholes)
    is_sent = figures["position"].to_numpy()[known.wholes] != HELD
    rounding = known.amounts * gauge.unit.smallest if gauge.is_amount else 0
    full, more = known.amounts == expected, known.amount - known.summed
    covered = _covered(known, full & (np.abs(more) <= rounding), full, relation, gauge)
    if not gauge.is_amount:
        outside = is_sent & _outside(known, expected, relation, gauge, covered)
        yield from known.doubted(figures, outside, lambda row: _outside_words(row, relation, gauge))
    small = known.amount < known.largest
    yield from known.doubted(figures, is_sent & small, lambda row: _too_small_words(row, relation))
    wrong = np.zeros_like(small)
    if gauge.adds_up and relation.exact:
        wrong = full & ((more < -rounding) | (covered & (more > rounding))) & ~small
        not_the_sum = is_sent & wrong
        yield from known.doubted(figures, not_the_sum, lambda row: _sum_words(row, relation))
    yield from _parts_of_held(known, ~is_sent & (small | wrong), relation)


def _covered(known: _Compared, fit: Flags, full: Flags, relation: Relation, gauge: Gauge) -> Flags:
    """Return of which wholes the parts known are all that there is.

    Where a whole may be more than its parts, the figures themselves must show it. Of a share or
    rate, what the parts are counted among adds up to what the whole is counted among. Of a number,
    two parts or more were its sum in at least half of the periods, for all children, in which all
    of them are known. Periods with nothing to count show nothing.
    """
    if not relation.may_be_more:
        return np.ones_like(full)
    if not gauge.is_amount:
        return np.asarray(np.isclose(known.out_of, known.among))
    everybody = (relation.figures["group"] == ALL_CHILDREN).to_numpy()[known.wholes]
    telling = full & everybody & (known.amount > 0) & (known.amounts > 1)
    shown = telling.any() and 2 * (fit & telling).sum() >= telling.sum()
    return full & (known.amounts > 1) & shown


def _compared(relation: Relation, gauge: Gauge) -> _Compared | None:
    """Return the wholes that have parts beside them; None where there is none."""
    wholes, parts = np.flatnonzero(relation.wholes != NONE), np.flatnonzero(relation.parts != NONE)
    if not len(wholes) or not len(parts):
        return None
    keys = relation.wholes[wholes]
    order = np.argsort(keys)
    of = order[np.searchsorted(keys, relation.parts[parts], sorter=order).clip(max=len(keys) - 1)]
    matched = keys[of] == relation.parts[parts]
    if not matched.any():
        return None
    parts, found = parts[matched], np.unique(of[matched], return_inverse=True)
    wholes, of = wholes[found[0]], found[1]
    values = relation.figures["value"].to_numpy()
    amounts = values if gauge.is_amount else relation.figures["count"].to_numpy()
    known, low, high, added = _together(values[parts], of, len(wholes))
    counted, _, largest, summed = _together(amounts[parts], of, len(wholes))
    of_wholes = (values[wholes], known, low, high, added, amounts[wholes], counted, largest, summed)
    out_of = relation.figures["denominator"].to_numpy()
    among: Cells = np.bincount(of, weights=out_of[parts], minlength=len(wholes)).astype(np.float64)
    return _Compared(wholes, parts, of, *of_wholes, out_of[wholes], among)


def _together(cells: Cells, of: Positions, number: int) -> tuple[Cells, Cells, Cells, Cells]:
    """Return how many cells are known of each whole, the lowest, the highest and their sum."""
    known = ~np.isnan(cells)
    cells, of = cells[known], of[known]
    low: Cells = np.full(number, np.nan)
    high: Cells = np.full(number, np.nan)
    np.fmin.at(low, of, cells)
    np.fmax.at(high, of, cells)
    counted = np.bincount(of, minlength=number).astype(np.float64)
    added: Cells = np.bincount(of, weights=cells, minlength=number).astype(np.float64)
    return counted, low, high, added


def _outside(
    known: _Compared, expected: Cells, relation: Relation, gauge: Gauge, covered: Flags
) -> Flags:
    enough = (known.known >= relation.needed * expected) & (known.known > 1)
    slack = gauge.unit.smallest
    beyond = (known.value < known.low - slack) | (known.value > known.high + slack)
    return np.asarray(enough & beyond & (covered | _is_sum_of_rates(known.value, known.added)))


def _is_sum_of_rates(value: Cells | float, added: Cells | float) -> Flags:
    """Return where a rate is what those of its parts add up to, which no rate can be."""
    return np.asarray(np.isclose(value, added, rtol=0.005))


def _parts_of_held(known: _Compared, wrong: Flags, relation: Relation) -> Iterator[Doubt]:
    """Yield the parts in a file of wholes that are held and no longer fit."""
    is_sent = relation.figures["position"].to_numpy()[known.parts] != HELD
    flags = wrong[known.of] & is_sent
    if flags.any():
        of = known.of[flags]
        facts = {"amount": known.amount[of], "summed": known.summed[of]}
        rows = relation.figures.iloc[known.parts[flags]].assign(**facts)
        yield doubt(rows, lambda row: _part_words(row, relation))


def _outside_words(row: pd.Series, relation: Relation, gauge: Gauge) -> Clause:
    value, parts = gauge.words(row["value"]), relation.parts_are
    if _is_sum_of_rates(row["value"], row["added"]):
        return fill(
            "{value} is what the {number} {parts} add up to, and a rate cannot be added up: take "
            "the rate of the whole from the source.",
            value=value,
            number=f"{row['known']:,.0f}",
            parts=parts,
        )
    return fill(
        "{value} cannot be the figure of the whole. All {number} {parts} known lie between {low} "
        "and {high}: check whether a sum was taken for a rate.",
        value=value,
        number=f"{row['known']:,.0f}",
        parts=parts,
        low=gauge.number(row["low"]),
        high=gauge.number(row["high"]),
    )


def _too_small_words(row: pd.Series, relation: Relation) -> Clause:
    return fill(
        "The whole counts {whole}, and one of its {parts} alone {largest}: check both.",
        whole=_number(row["amount"]),
        parts=relation.parts_are,
        largest=_number(row["largest"]),
    )


def _sum_words(row: pd.Series, relation: Relation) -> Clause:
    return fill(
        "The whole counts {whole}, and its {number} {parts} add up to {sum}: check which is right.",
        whole=_number(row["amount"]),
        number=_number(row["amounts"]),
        parts=relation.parts_are,
        sum=_number(row["summed"]),
    )


def _part_words(row: pd.Series, relation: Relation) -> Clause:
    return fill(
        "With this figure the {parts} known add up to {sum}. We have {whole} for the whole. "
        "Check which is right, or load the whole with its {parts}.",
        parts=relation.parts_are,
        sum=_number(row["summed"]),
        whole=_number(row["amount"]),
    )


def _number(value: float) -> str:
    return f"{value:,.10g}"


def nations(
    known: pd.DataFrame,
    indicator: Indicator,
    areas: Mapping[str, Area],
    periods: Mapping[str, Period],
) -> Iterator[Relation]:
    """Yield England beside its regions, then England and each region beside their areas.

    Text columns of the figures are categories; `periods` has those periods, by their text.
    """
    places = [a for a in areas.values() if a.area_type is indicator.published_for]
    within = {a.code: a.region for a in places if a.region not in (None, WALES)}
    regions = {
        a.name: a.code
        for a in areas.values()
        if a.area_type is AreaType.REGION and a.name in within.values()
    }
    in_england = dict.fromkeys(regions.values(), ENGLAND)
    yield _nation(known, in_england, lambda *_: len(regions), "regions", exact=True)
    of_region = {code: regions[name] for code, name in within.items() if name in regions}
    for wholes in (of_region, dict.fromkeys(of_region, ENGLAND)):
        number = _number_of(wholes, areas, periods)
        yield _nation(known, wholes, number, "areas", exact=False)


def own_relations(
    known: pd.DataFrame, indicator: LocalIndicator, teams: Iterable[AreaTeam], groups: Groups
) -> Iterator[Relation]:
    """Yield the service and its area teams, all children and groups, quarters and months.

    Text columns of the figures are categories. A service may count children whom none of its area
    teams counts: a single team is never all of it.
    """
    codes = _Codes(known)
    place, period, group = codes.place, codes.period, codes.group
    service, everybody = codes.at("place", [WHOLE_SERVICE])[0], codes.at("group", [ALL_CHILDREN])[0]
    keys, is_whole = codes.keys(place, period, group), place == service
    parts = codes.keys(np.where(is_whole, NONE, service), period, group)
    yield _of_teams(known, np.where(is_whole, keys, NONE), parts, teams)
    wholes = np.where(group == everybody, keys, NONE)
    for dimension in groups.dimensions:
        if dimension.id in indicator.groups:
            inside = np.isin(group, codes.at("group", [each.id for each in dimension.groups]))
            parts = codes.keys(place, period, np.where(inside, everybody, NONE))
            words = f"groups by {dimension.name.lower()}"
            yield _own(known, wholes, parts, len(dimension.groups), words)
    quarters = codes.at("period", [_quarter(name) for name in codes.names("period")])[period]
    is_month = np.array([" Q" not in name for name in codes.names("period")])[period]
    parts = codes.keys(place, np.where(is_month, quarters, NONE), group)
    yield _own(known, np.where(is_month, NONE, keys), parts, 3, "months")


class _Codes:
    """Figures' places, periods and groups as numbers, and keys of all three together."""

    def __init__(self, figures: pd.DataFrame) -> None:
        self._figures = figures
        self.place, self.period, self.group = (
            np.asarray(figures[name].cat.codes, dtype=np.int64)
            for name in ("place", "period", "group")
        )

    def names(self, column: str) -> list[str]:
        return list(self._figures[column].cat.categories)

    def at(self, column: str, names: Iterable[str]) -> Positions:
        """Return the numbers of names, NONE where no figure has that name."""
        categories = self._figures[column].cat.categories
        return np.asarray(
            categories.get_indexer(pd.Index(list(names), dtype=categories.dtype)), dtype=np.int64
        )

    def keys(self, place: Positions, period: Positions, group: Positions) -> Positions:
        """Return a number for each place, period and group; NONE where one of them is."""
        periods, groups = (len(self._figures[name].cat.categories) for name in ("period", "group"))
        absent = (place == NONE) | (period == NONE) | (group == NONE)
        return np.where(absent, NONE, (place * periods + period) * groups + group)


def _nation(
    known: pd.DataFrame,
    wholes: Mapping[str, str],
    number: Callable[[str, str], int],
    parts_are: str,
    *,
    exact: bool,
) -> Relation:
    codes = _Codes(known)
    names = codes.names("place")
    of_parts = codes.at("place", [wholes.get(name, "") for name in names])[codes.place]
    is_whole = np.isin(codes.place, codes.at("place", set(wholes.values())))

    def expected(rows: Positions) -> Cells:
        found = known.iloc[rows]
        pairs = zip(found["place"], found["period"], strict=True)
        return np.array([number(*pair) for pair in pairs], dtype=np.float64)

    return Relation(
        figures=known,
        wholes=np.where(is_whole, codes.keys(codes.place, codes.period, codes.group), NONE),
        parts=codes.keys(of_parts, codes.period, codes.group),
        expected=expected,
        needed=SHARE_OF_AREAS,
        parts_are=parts_are,
        exact=exact,
    )


def _number_of(
    wholes: Mapping[str, str], areas: Mapping[str, Area], periods: Mapping[str, Period]
) -> Callable[[str, str], int]:
    """Return how many areas a whole had in a period."""
    parts: dict[str, list[Area]] = {}
    for code, whole in wholes.items():
        parts.setdefault(whole, []).append(areas[code])
    return cache(lambda whole, name: sum(each.existed_in(periods[name]) for each in parts[whole]))


def _of_teams(
    known: pd.DataFrame, wholes: Positions, parts: Positions, teams: Iterable[AreaTeam]
) -> Relation:
    """Return a service and its area teams at work.

    Where one that was wound up has a figure too, what counts twice cannot be known: there all parts
    are never known.
    """
    every = list(teams)
    at_work = float(sum(team.active for team in every))
    closed = known["place"].isin([team.id for team in every if not team.active]).to_numpy()
    unclear = parts[closed]

    def expected(rows: Positions) -> Cells:
        return np.where(np.isin(wholes[rows], unclear), np.inf, at_work)

    return Relation(known, wholes, parts, expected, 1, "area teams", may_be_more=True)


def _own(
    known: pd.DataFrame, wholes: Positions, parts: Positions, number: int, parts_are: str
) -> Relation:
    def expected(rows: Positions) -> Cells:
        return np.full(len(rows), float(number))

    return Relation(known, wholes, parts, expected, 1, parts_are)


def _quarter(name: str) -> str:
    """Return the quarter of a month, and a quarter as it is."""
    one = parse_local_period(name)
    if one.kind is PeriodKind.QUARTER:
        return name
    return Period(PeriodKind.QUARTER, one.end_year, -(-one.part // 3)).id
