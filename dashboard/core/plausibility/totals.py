"""Wholes that do not fit their parts: a nation its areas, a service its teams, a year its parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.core.narrative.sentences import Clause, fill
from dashboard.core.plausibility.gauges import Gauge
from dashboard.core.plausibility.suspects import HELD, KEYS, Doubt, doubt


@dataclass(frozen=True)
class Relation:
    """Figures that are wholes and figures that are their parts, under the keys of the whole.

    `expected` says how many parts each whole has, by its row; `needed` is the share of them that
    must be known before a rate is held against its parts. `parts_are` is what they are called, and
    `whole_is` how a sentence names the whole. `exact` is False where parts can be missing unseen.
    """

    wholes: pd.DataFrame
    parts: pd.DataFrame
    expected: Callable[[pd.DataFrame], pd.Series]
    needed: float
    parts_are: str
    exact: bool = True


def doubtful_totals(relation: Relation, gauge: Gauge) -> Iterator[Doubt]:
    """Yield the wholes of a file that their parts contradict, and parts that exceed a whole held.

    A rate, percentage or mean lies between those of its parts. A number is at least as large as
    each part, and where parts add up and all are known, it is their sum.
    """
    if relation.wholes.empty or relation.parts.empty:
        return
    known = _compared(relation, gauge)
    is_sent = known["position"] != HELD
    if not gauge.is_amount:
        outside = _outside(known[is_sent], relation, gauge)
        yield doubt(outside, lambda row: _outside_words(row, relation, gauge))
    small = known["amount"] < known["largest"]
    yield doubt(known[is_sent & small], lambda row: _too_small_words(row, relation))
    wrong = pd.Series(False, index=known.index)
    if gauge.adds_up and relation.exact:
        rounding = known["amounts"] * gauge.unit.smallest if gauge.is_amount else 0
        full = known["amounts"] == known["expected"]
        wrong = full & ((known["amount"] - known["summed"]).abs() > rounding) & ~small
        yield doubt(known[is_sent & wrong], lambda row: _not_the_sum_words(row, relation))
    held = known[~is_sent & (small | wrong)]
    yield from _parts_of_held(held, relation)


def _amounts(rows: pd.DataFrame, gauge: Gauge) -> pd.Series:
    return rows["value"] if gauge.is_amount else rows["count"]


def _compared(relation: Relation, gauge: Gauge) -> pd.DataFrame:
    parts = relation.parts.assign(amount=_amounts(relation.parts, gauge))
    made = parts.groupby(KEYS, sort=False).agg(
        known=("value", "count"),
        low=("value", "min"),
        high=("value", "max"),
        added=("value", "sum"),
        amounts=("amount", "count"),
        largest=("amount", "max"),
        summed=("amount", "sum"),
    )
    wholes = relation.wholes.assign(amount=_amounts(relation.wholes, gauge))
    found = wholes.merge(made.reset_index(), on=KEYS)
    return found.assign(expected=relation.expected(found))


def _outside(sent: pd.DataFrame, relation: Relation, gauge: Gauge) -> pd.DataFrame:
    enough = (sent["known"] >= relation.needed * sent["expected"]) & (sent["known"] > 1)
    slack = gauge.unit.smallest
    beyond = (sent["value"] < sent["low"] - slack) | (sent["value"] > sent["high"] + slack)
    return sent[enough & beyond]


def _parts_of_held(wholes: pd.DataFrame, relation: Relation) -> Iterator[Doubt]:
    """Yield the parts in a file of wholes that are held and no longer fit."""
    parts = relation.parts[relation.parts["position"] != HELD]
    facts = wholes[[*KEYS, "amount", "summed"]]
    yield doubt(parts.merge(facts, on=KEYS), lambda row: _part_words(row, relation))


def _outside_words(row: pd.Series, relation: Relation, gauge: Gauge) -> Clause:
    value, parts = gauge.words(row["value"]), relation.parts_are
    if np.isclose(row["value"], row["added"], rtol=0.005):
        return fill(
            "{value} is what the {number} {parts} add up to, and a rate cannot be added up: take "
            "the rate of the whole from the source.",
            value=value,
            number=f"{row['known']:,.0f}",
            parts=parts,
        )
    return fill(
        "{value} cannot be the figure of the whole, because all {number} {parts} known lie between "
        "{low} and {high}: check whether a sum was taken for a rate.",
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


def _not_the_sum_words(row: pd.Series, relation: Relation) -> Clause:
    return fill(
        "The whole counts {whole}, and its {number} {parts} add up to {sum}: check which is right.",
        whole=_number(row["amount"]),
        number=_number(row["amounts"]),
        parts=relation.parts_are,
        sum=_number(row["summed"]),
    )


def _part_words(row: pd.Series, relation: Relation) -> Clause:
    return fill(
        "With this figure the {parts} known add up to {sum}, which does not fit the {whole} held "
        "for the whole: check which is right, or load the whole with its {parts}.",
        parts=relation.parts_are,
        sum=_number(row["summed"]),
        whole=_number(row["amount"]),
    )


def _number(value: float) -> str:
    return f"{value:,.10g}"
