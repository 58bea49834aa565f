"""How many warnings chance alone raises: `python -m benchmarks.chance` prints two tables.

The first says how many of all figures lie beyond chance, and beyond the neighbours' own spread.
For the second every area gets the same true figure, the mean of all, and its own number of
children. Figures of three years are drawn from it, and the rules of the dashboard are asked of
each. What they raise is beside what the dashboard says chance alone would raise. Both stand in
docs/methods.md.
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks.replay import markdown_table
from dashboard.core.periods import Period
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.chance import expected_warnings
from dashboard.core.published.comparison import Comparison, compare
from dashboard.core.published.indicators import OBSERVATION_COLUMNS, Figures, Indicator, State
from dashboard.core.published.pooled_years import YEARS_POOLED
from dashboard.core.published.to_watch import Doubt, expected_to_watch, to_watch
from dashboard.core.published.warnings import raises_warning
from dashboard.usecases.holdings import Holdings, open_holdings
from dashboard.usecases.published.warnings import readings_of

DRAWS, SEED = 200, 2024
WARNING, THREE_YEARS = "early warning", "of these, clearly worse over three years"
KINDS = (WARNING, Doubt.TOO_FEW.value, THREE_YEARS, Doubt.TWO_YEARS.value, Doubt.ONE_YEAR.value)


@dataclass(frozen=True)
class Alarms:
    """Of one indicator: what a rule raised in the draws, and what was said it would, a draw.

    `figures` were asked in each draw; `raised` is the number of each draw, `expected` the sum of
    the probabilities, None where the dashboard says none.
    """

    indicator: Indicator
    kind: str
    figures: int
    raised: tuple[int, ...]
    expected: float | None

    @property
    def mean(self) -> float:
        return float(np.mean(self.raised))


def main() -> None:
    """Print the tables for every core indicator of local authorities."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=DRAWS)
    draws = parser.parse_args().draws
    holdings = open_holdings(dt.datetime.now(tz=dt.UTC).date())
    print(beyond_table(holdings))
    print(f"\n{table(false_alarms(holdings, draws), draws)}")


def beyond_table(holdings: Holdings) -> str:
    """Return a table in Markdown: how many of all figures are beyond chance, and unusual."""
    heads = ("Figures of all years", "With an interval", "Beyond chance", "Beyond their spread")
    rows = []
    for indicator in holdings.indicators.values():
        judged = list(_judged(holdings, indicator)) if indicator.core else []
        if judged:
            beyond = sum(bool(each.clear_of_chance) for each in judged) / len(judged)
            unusual = sum(bool(each.unusual_among_neighbours) for each in judged) / len(judged)
            shares = (f"{beyond:.0%}", f"{unusual:.0%}")
            rows.append((indicator.subject, f"{len(judged):,}", *shares))
    return markdown_table(heads, rows)


def _judged(holdings: Holdings, indicator: Indicator) -> Iterator[Comparison]:
    """Yield every area's comparison of every year that has an interval and a benchmark."""
    for newest in _real(holdings, indicator):
        for period in newest.among.figures.periods:
            c = compare(newest.among, newest.service, newest.area, period, newest.others)
            if c.can_be_judged and c.clear_of_chance is not None:
                yield c


def table(found: Iterable[Alarms], draws: int) -> str:
    """Return a table in Markdown: each indicator and kind, simulated and as the page prints it."""
    heads = ("Every area at one true rate", "Figures", f"Raised by chance ({draws} draws)", "Said")
    rows = []
    for each in found:
        name = f"{each.indicator.subject}: {each.kind}"
        low, high = np.quantile(each.raised, (0.05, 0.95))
        raised = f"{each.mean:.1f} ({low:.0f} to {high:.0f})"
        said = "" if each.expected is None else f"{each.expected:.1f}"
        rows.append((name, str(each.figures), raised, said))
    return markdown_table(heads, rows)


def false_alarms(holdings: Holdings, draws: int = DRAWS, seed: int = SEED) -> list[Alarms]:
    """Return how many false alarms each core indicator of local authorities raises by chance."""
    chance = np.random.default_rng(seed)
    found: list[Alarms] = []
    for indicator in holdings.indicators.values():
        real = _real(holdings, indicator) if indicator.core else []
        if real:
            found.extend(_alarms(real, draws, chance))
    return found


def _real(holdings: Holdings, indicator: Indicator) -> list[Comparison]:
    """Return the newest comparison of every area of every service that can be asked."""
    found = (
        reading.comparison
        for service in holdings.catalogue.services.values()
        for reading in readings_of(holdings, service, indicator.id)
        if reading.is_newest
    )
    return [each for each in found if each.benchmark.group.similar and not each.is_service_rate]


def _alarms(
    real: Sequence[Comparison], draws: int, chance: np.random.Generator
) -> Iterator[Alarms]:
    """Yield the alarms of one indicator, for each kind that the draws come to."""
    sizes = _sizes(real)
    counted = [_kinds(_drawn(real, sizes, chance)) for _ in range(draws)]
    said = _said(real)
    for kind in KINDS:
        raised = tuple(draw[kind] for draw in counted)
        if any(raised):
            yield Alarms(real[0].indicator, kind, len(real), raised, said.get(kind))


def _kinds(drawn: Sequence[Comparison]) -> Counter[str]:
    """Return how many figures of a draw raise a warning, or are to watch for each reason."""
    watched = to_watch(drawn)
    found = Counter(each.doubt.value for each in watched)
    found[THREE_YEARS] = sum(each.confirmed_by_three_years for each in watched)
    found[WARNING] = sum(map(raises_warning, drawn))
    return found


def _said(real: Sequence[Comparison]) -> dict[str, float]:
    """Return what the dashboard says chance alone would raise, by kind."""
    to_be_watched = expected_to_watch(real)
    said = {doubt.value: found.expected for doubt, found in to_be_watched.items()}
    return said | {WARNING: expected_warnings(real).expected}


def _sizes(real: Sequence[Comparison]) -> Mapping[str, int]:
    """Return how many children each area's figure is of; an unknown one is the median's."""
    among, period = real[0].among, real[0].period
    codes = among.everywhere(period)
    known = {code: size for code in codes if (size := _size(among, code, period))}
    usual = int(np.median(list(known.values())))
    return {code: known.get(code, usual) for code in codes}


def _size(among: GroupFigures, code: str, period: Period) -> int | None:
    member = among.member(code, period)
    estimated = among.cohorts.of(code, period, member.value)
    return estimated or (member.population.children_10_17 if member.population else None)


def _drawn(
    real: Sequence[Comparison], sizes: Mapping[str, int], chance: np.random.Generator
) -> list[Comparison]:
    """Return the same comparisons over figures of three years, drawn around one true figure."""
    of, period = real[0].indicator, real[0].period
    values = real[0].among.everywhere(period)
    share = float(np.mean(list(values.values()))) / of.unit.multiplier
    totals = np.array([sizes[code] for code in values])
    rows = [
        row
        for each in (period.years_before(back) for back in range(YEARS_POOLED))
        for row in _rows(of, each, list(values), totals, share, chance)
    ]
    indicator = replace(of, breaks=())
    drawn = Figures(indicator, pd.DataFrame(rows, columns=OBSERVATION_COLUMNS))
    return [_with_figures(each, drawn) for each in real]


def _rows(
    indicator: Indicator,
    period: Period,
    codes: Sequence[str],
    totals: np.ndarray,
    share: float,
    chance: np.random.Generator,
) -> list[tuple[object, ...]]:
    percentage = indicator.unit.is_percentage
    counts = chance.binomial(totals, share) if percentage else chance.poisson(totals * share)
    values = np.round(counts / totals * indicator.unit.multiplier, indicator.unit.decimals)
    return [
        (code, period.id, value, None, None, State.PUBLISHED.value, "", None)
        for code, value in zip(codes, values.tolist(), strict=True)
    ]


def _with_figures(comparison: Comparison, drawn: Figures) -> Comparison:
    among, *others = (
        replace(each, figures=drawn) for each in (comparison.among, *comparison.others)
    )
    own = among.member(comparison.area.code, comparison.period)
    return Comparison(among, comparison.service, own, tuple(others))


if __name__ == "__main__":
    main()
