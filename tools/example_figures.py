"""Invented quarterly figures, made by chance from a fixed seed: the same files every time.

Children are invented one by one and then only counted, so that groups add up to all children, area
teams to the service, and whoever is offered help is among those who needed it.
"""

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from dashboard.core.own.figures import WHOLE_SERVICE, LocalState, parse_local_period
from dashboard.core.own.groups import ALL_CHILDREN, Groups
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.own.sheets import LOCAL_SHEET, WHOLE_SERVICE_WORDS
from dashboard.core.periods import Period
from dashboard.definitions.catalogue import Catalogue
from tools import example_profiles as profiles
from tools.example_profiles import Profile, Stream

LAST_QUARTER = parse_local_period("2026-27 Q2")
QUARTERS, QUARTERS_OF_AUDITS = 16, 8
# By area team and group at once only where it is needed, because the cells become small.
_BY_TEAM_AND_GROUP = ("local-first-time-entrants",)
_Key = tuple[str, str, str]


@dataclass
class _Invented:
    """Somebody or something counted: the groups it belongs to, and which indicators it meets."""

    groups: tuple[str, ...] = ()
    met: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Cell:
    count: int
    denominator: int | None = None
    # Printed only where it is to be wrong: count and denominator make it otherwise.
    value: str = ""


def example_files(catalogue: Catalogue) -> dict[str, str]:
    """Return the text of each file of invented figures, in the dashboard's own layout, by name."""
    own = catalogue.local_indicators.values()
    measures = [each for each in own if each.kind is LocalKind.MEASURE]
    kpis = [each for each in own if each.kind is LocalKind.KPI]
    audits = [each for each in own if each.kind is LocalKind.AUDIT]
    living = [each for each in own if each.kind is LocalKind.POPULATION]
    groups = catalogue.groups
    return {
        "children-in-the-area.csv": _text(_population_rows(living, groups), groups),
        "measures.csv": _text(_counted_rows(measures, groups), groups),
        "key-performance-indicators.csv": _text(_counted_rows(kpis, groups), groups),
        "case-audits.csv": _text(_audit_rows(audits), groups),
    }


_Row = tuple[str, str, Period, str, _Cell]


def _text(rows: Iterator[_Row], groups: Groups) -> str:
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow([column.heading for column in LOCAL_SHEET.columns])
    for indicator, team, quarter, group, right in rows:
        is_last_of_all = quarter == LAST_QUARTER and group == ALL_CHILDREN
        cell = _mistaken(right, (indicator, team)) if is_last_of_all else right
        state = LocalState.PROVISIONAL.value if quarter == LAST_QUARTER else ""
        place = team or WHOLE_SERVICE_WORDS
        of = "" if cell.denominator is None else cell.denominator
        named = (indicator, place, quarter.id, groups.written(group))
        lines.writerow((*named, cell.value, cell.count, of, state, ""))
    return written.getvalue()


def _mistaken(cell: _Cell, named: tuple[str, str]) -> _Cell:
    """Return a cell as it is, or with the mistake that it has on purpose."""
    if named == profiles.SLIPPED:
        return replace(cell, count=cell.count * 10)
    if named == profiles.TURNED_ROUND and cell.denominator:
        whole, decimal = f"{cell.count / cell.denominator * 100:.1f}".split(".")
        return replace(cell, value=f"{whole[:-1]}{decimal}.{whole[-1]}")
    return cell


def _quarters(number: int) -> list[Period]:
    return [LAST_QUARTER.before(steps) for steps in reversed(range(number))]


def _counted_rows(indicators: list[LocalIndicator], groups: Groups) -> Iterator[_Row]:
    for quarter in _quarters(QUARTERS):
        cells = _cells_of(indicators, quarter, groups)
        for indicator in (each for each in indicators if _is_counted(each, quarter)):
            for team in (WHOLE_SERVICE, *profiles.TEAMS):
                for group in _groups_shown(indicator, team, groups):
                    cell = cells[indicator.id, team, group]
                    # Of nobody there is no share.
                    if cell.denominator != 0:
                        yield indicator.id, team, quarter, group, cell


def _is_counted(indicator: LocalIndicator, quarter: Period) -> bool:
    since = profiles.COUNTED_SINCE.get(indicator.id)
    return since is None or quarter >= parse_local_period(since)


def _groups_shown(indicator: LocalIndicator, team: str, groups: Groups) -> list[str]:
    if team != WHOLE_SERVICE and indicator.id not in _BY_TEAM_AND_GROUP:
        return [ALL_CHILDREN]
    if not _stream(_profile(indicator)).traits:
        return [ALL_CHILDREN]
    counted = [each for each in groups.dimensions if each.id in indicator.groups]
    return [ALL_CHILDREN, *(group.id for each in counted for group in each.groups)]


def _cells_of(
    indicators: list[LocalIndicator], quarter: Period, groups: Groups
) -> Mapping[_Key, _Cell]:
    counts: Counter[_Key] = Counter()
    among: Counter[_Key] = Counter()
    by_stream: dict[str, list[LocalIndicator]] = {}
    for indicator in indicators:
        by_stream.setdefault(_profile(indicator).stream, []).append(indicator)
    for stream, counted in by_stream.items():
        for team in profiles.TEAMS:
            rng = _chance(stream, team, quarter)
            for one in _invented(rng, stream, team, quarter, groups):
                _count(rng, one, team, counted, quarter, counts, among)
    keys = {
        (each.id, team, group)
        for each in indicators
        for team in (WHOLE_SERVICE, *profiles.TEAMS)
        for group in _groups_shown(each, team, groups)
    }
    shares = {each.id for each in indicators if not each.is_count}
    return {key: _Cell(counts[key], among[key] if key[0] in shares else None) for key in keys}


def _count(
    rng: Random,
    one: _Invented,
    team: str,
    indicators: list[LocalIndicator],
    quarter: Period,
    counts: Counter[_Key],
    among: Counter[_Key],
) -> None:
    # Those that others are counted among come first, whatever the order of the lists.
    for indicator in sorted(indicators, key=_depth):
        profile = _profile(indicator)
        if profile.of and profile.of not in one.met:
            continue
        met = rng.random() < _share(indicator, quarter)
        things = _things(rng, profile) if met else 0
        if met:
            one.met.add(indicator.id)
        for place in (WHOLE_SERVICE, team):
            for group in (ALL_CHILDREN, *one.groups):
                counts[indicator.id, place, group] += things
                among[indicator.id, place, group] += 1


def _depth(indicator: LocalIndicator) -> tuple[int, str]:
    depth, profile = 0, _profile(indicator)
    while profile.of:
        depth, profile = depth + 1, profiles.PROFILES[profile.of]
    return depth, indicator.id


def _things(rng: Random, profile: Profile) -> int:
    number = 1
    while profile.each > 1 and rng.random() < 1 - 1 / profile.each:
        number += 1
    return number


def _invented(
    rng: Random, stream: str, team: str, quarter: Period, groups: Groups
) -> Iterator[_Invented]:
    known = profiles.STREAMS[stream]
    mean = known.by_team[profiles.TEAMS.index(team)] * (1 + known.growth * _years(quarter))
    begins, factor = profiles.LASTING_CHANGE.get((stream, team), (LAST_QUARTER.id, 1))
    mean *= factor if quarter >= parse_local_period(begins) else 1
    for _ in range(_poisson(rng, mean)):
        yield _Invented(_traits(rng, groups) if known.traits else ())


def _traits(rng: Random, groups: Groups) -> tuple[str, ...]:
    chosen = []
    for dimension in groups.dimensions:
        names = [group.id for group in dimension.groups]
        weights = [profiles.WORKED_WITH.get(name, 1 / len(names)) for name in names]
        chosen.append(_drawn(rng, names, weights))
    return tuple(chosen)


def _drawn(rng: Random, names: list[str], weights: list[float]) -> str:
    point = rng.random() * sum(weights)
    for name, weight in zip(names, weights, strict=True):
        point -= weight
        if point < 0:
            return name
    return names[-1]


def _chance(of: str, team: str, quarter: Period) -> Random:
    # Each has its own, so that a new indicator changes no figure of another.
    return Random(f"{profiles.SEED} {of} {team} {quarter.id}")  # noqa: S311


def _poisson(rng: Random, mean: float) -> int:
    # Knuth's way: it uses nothing but random(), which no version of Python draws differently.
    limit, product, number = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        number += 1
    return number


def _profile(indicator: LocalIndicator) -> Profile:
    usual = profiles.UNKNOWN_COUNT if indicator.is_count else profiles.UNKNOWN_SHARE
    return profiles.PROFILES.get(indicator.id, usual)


def _stream(profile: Profile) -> Stream:
    return profiles.STREAMS[profile.stream]


def _share(indicator: LocalIndicator, quarter: Period) -> float:
    begins, share = profiles.LASTING_FALL.get(indicator.id, (LAST_QUARTER.id, None))
    if share is not None and quarter >= parse_local_period(begins):
        return share
    profile = _profile(indicator)
    return min(max(profile.share + profile.drift * _years(quarter), 0), 1)


def _years(quarter: Period) -> float:
    """Return the years from the middle of the series to a quarter, negative before it."""
    middle = LAST_QUARTER.before(QUARTERS // 2)
    return (quarter.end - middle.end).days / 365.25


def _population_rows(indicators: list[LocalIndicator], groups: Groups) -> Iterator[_Row]:
    firsts = [each for each in _quarters(QUARTERS + 2) if each.id.endswith("Q1")]
    for indicator in indicators:
        counted = [each for each in groups.dimensions if each.id in indicator.groups]
        for quarter in firsts:
            cells = _living(quarter, [[g.id for g in each.groups] for each in counted])
            for (team, group), number in cells.items():
                yield indicator.id, team, quarter, group, _Cell(number)


def _living(quarter: Period, dimensions: list[list[str]]) -> dict[tuple[str, str], int]:
    cells: Counter[tuple[str, str]] = Counter()
    for team, children in profiles.CHILDREN.items():
        number = round(children * (1 + profiles.GROWTH_PER_YEAR * _years(quarter)))
        parts = {ALL_CHILDREN: number}
        for names in dimensions:
            parts |= _parted(number, names)
        for group, part in parts.items():
            cells[WHOLE_SERVICE, group] += part
            cells[team, group] += part
    return {key: number for key, number in sorted(cells.items()) if number}


def _parted(number: int, names: list[str]) -> dict[str, int]:
    """Part a number of children into groups, so that they add up to it."""
    weights = [profiles.LIVING.get(name, 1 / len(names)) for name in names]
    parts = [round(number * weight / sum(weights)) for weight in weights]
    largest = parts.index(max(parts))
    parts[largest] += number - sum(parts)
    return dict(zip(names, parts, strict=True))


def _audit_rows(indicators: list[LocalIndicator]) -> Iterator[_Row]:
    for quarter in _quarters(QUARTERS_OF_AUDITS):
        for indicator in indicators:
            cells = {team: _audited(indicator, team, quarter) for team in profiles.TEAMS}
            whole = _Cell(
                sum(cell.count for cell in cells.values()),
                sum(cell.denominator or 0 for cell in cells.values()),
            )
            for team, cell in {WHOLE_SERVICE: whole, **cells}.items():
                yield indicator.id, team, quarter, ALL_CHILDREN, cell


def _audited(indicator: LocalIndicator, team: str, quarter: Period) -> _Cell:
    code = indicator.key_question
    # The cases of a domain are the same whatever is asked of them.
    drawn = _chance(f"audit {code[:1]}", team, quarter)
    fewest, most = profiles.AUDITED[team]
    cases = fewest + int(drawn.random() * (most - fewest + 1))
    rng = _chance(f"audit {code}", team, quarter)
    share = profiles.AUDIT_SHARES.get(code[:3], profiles.AUDIT_SHARES[""])
    yes = sum(rng.random() < share + 0.03 * _years(quarter) for _ in range(cases))
    return _Cell(yes, cases)
