"""Whether the warning rule is worth hearing: `python -m benchmarks.replay` prints two tables.

The rule is tried on every area, core indicator and year that we have, beside simpler rules.
The tables stand in docs/methods.md.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.warning_rules import Record, Rule, replay
from dashboard.core.published.comparison import Comparison, compare
from dashboard.core.published.indicators import Indicator
from dashboard.usecases.holdings import Holdings, open_holdings
from dashboard.usecases.published.comparison import ComparisonReading
from dashboard.usecases.published.warnings import readings

TOGETHER = "all"
_BESIDE = [rule for rule in Rule if rule is not Rule.EVERY_FIGURE]
_Pair = tuple[Comparison, Comparison]


def main() -> None:
    """Print how every rule fared, over all indicators and for each."""
    holdings = open_holdings(dt.datetime.now(tz=dt.UTC).date())
    found = replay_by_indicator(holdings)
    print("\n\n".join(tables(found, holdings.catalogue.indicators)))


def tables(
    found: Mapping[str, tuple[Record, ...]], indicators: Mapping[str, Indicator]
) -> tuple[str, str]:
    """Return two tables in Markdown: each rule over all indicators, and each indicator by rule."""
    subjects = {name: indicators[name].subject for name in found if name != TOGETHER}
    return _by_rule(found[TOGETHER]), _by_indicator(found, subjects)


def replay_by_indicator(holdings: Holdings) -> dict[str, tuple[Record, ...]]:
    """Return how every rule fared, by the id of each core indicator and, under "all", together.

    The lists of similar areas are those of the day the view is as at, in every year.
    """
    pairs: dict[str, list[_Pair]] = {TOGETHER: []}
    for service in holdings.catalogue.services.values():
        for reading in readings(holdings, service):
            found = list(_pairs(reading))
            pairs.setdefault(reading.comparison.indicator.id, []).extend(found)
            pairs[TOGETHER].extend(found)
    return {indicator: replay(each) for indicator, each in pairs.items()}


def _pairs(reading: ComparisonReading) -> Iterator[_Pair]:
    newest = reading.comparison
    years = [
        compare(newest.among, newest.service, newest.area, period, newest.others)
        for period in reading.periods
    ]
    for now, after in pairwise(years):
        change_between = newest.indicator.break_between(now.period, after.period)
        if after.period.follows(now.period) and change_between is None:
            yield now, after


def _by_rule(records: Iterable[Record]) -> str:
    heads = ("Rule", "Picked", "Still worse a year later", "Still materially worse")
    return markdown_table(heads, map(_shares, records))


def _shares(record: Record) -> tuple[str, ...]:
    if record.adverse_share is None or record.material_share is None:
        return record.rule.value, "none", "", ""
    low, high = record.adverse_interval or (0, 1)
    worse = f"{record.adverse_share:.0%} ({low:.0%} to {high:.0%})"
    return record.rule.value, f"{record.picked:,}", worse, f"{record.material_share:.0%}"


def _by_indicator(found: Mapping[str, Iterable[Record]], subjects: Mapping[str, str]) -> str:
    rows = []
    for name, subject in sorted(subjects.items(), key=lambda named: named[1]):
        by_rule = {record.rule: record for record in found[name]}
        if any(record.picked for record in by_rule.values()):
            rows.append((subject, *(_share(by_rule[rule]) for rule in _BESIDE)))
    return markdown_table(("Still worse a year later", *(rule.value for rule in _BESIDE)), rows)


def _share(record: Record) -> str:
    if record.adverse_share is None:
        return "none picked"
    return f"{record.adverse_share:.0%} of {record.picked:,}"


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, as docs/methods.md has it."""
    lines = [heads, *rows]
    written = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([written[0], "|---" * len(heads) + "|", *written[1:]])


if __name__ == "__main__":
    main()
