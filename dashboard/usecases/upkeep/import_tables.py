"""The figures of a file beside those held: judged by the gate; new, changed or unchanged."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from dashboard.core.own.figures import (
    LOCAL_COLUMNS,
    LOCAL_KEYS,
    LocalState,
    parse_local_period,
)
from dashboard.core.periods import Period, parse_period
from dashboard.core.plausibility.gate import doubts_about_own, doubts_about_published
from dashboard.core.plausibility.suspects import (
    Doubts,
    Gauge,
    Suspect,
    gauge_of_own,
    gauge_of_published,
)
from dashboard.core.plausibility.times import is_running, period_name
from dashboard.core.published.indicators import OBSERVATION_COLUMNS, Indicator, State
from dashboard.core.sentences import Clause
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.imported import ROW, Imported, Known
from dashboard.narrative.imports import marks_note, running_note
from dashboard.store.own_figures import own_figures_of
from dashboard.store.reading import Reading
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.own.area_teams import area_teams

_PUBLISHED_KEYS = ("indicator", "area_code", "period")
_MOST_REPEATED = 1000
# More figures than this nobody looks at one by one: then it is the file that is wrong.
MOST_SUSPECTS = 500
_USUAL = {State.PUBLISHED.value, LocalState.FINAL.value}
MOST_CHANGED_SHOWN = 200
# What two figures must have in common to be the same; notes and editions may differ.
_NUMBERS = ("value", "count", "denominator")


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that the file gives anew: what it is, and what is held and what would be, in words.

    `what` names indicator, place and group.
    """

    what: str
    period: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """How many figures are new, unchanged and changed, and the first of those that change.

    Those that a mark takes the place of, `changed_to_marks` in number, come before the others.
    """

    new: int = 0
    unchanged: int = 0
    changed_in_all: int = 0
    changed_to_marks: int = 0
    changed: tuple[ChangedFigure, ...] = ()

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(
            self.new + other.new,
            self.unchanged + other.unchanged,
            self.changed_in_all + other.changed_in_all,
            self.changed_to_marks + other.changed_to_marks,
            _marks_first(self, other)[:MOST_CHANGED_SHOWN],
        )


def _marks_first(one: Difference, other: Difference) -> tuple[ChangedFigure, ...]:
    marks = one.changed[: one.changed_to_marks] + other.changed[: other.changed_to_marks]
    return marks + one.changed[one.changed_to_marks :] + other.changed[other.changed_to_marks :]


class Table(Protocol):
    """Figures of a file, published or a service's own, in `rows`, with those held beside them."""

    @property
    def own(self) -> bool: ...
    @property
    def rows(self) -> pd.DataFrame: ...
    @property
    def keys(self) -> Sequence[str]: ...

    def doubts(self) -> Doubts:
        """Return what is doubtful among them."""

    def difference(self, positions: Sequence[int]) -> Difference:
        """Return how those at other positions differ from what is held."""

    def running(self) -> Iterable[Period]:
        """Return the periods of final figures that have begun and are not over, oldest first."""


@dataclass(frozen=True)
class PublishedTable:
    """Published figures of a file; see `Table`."""

    rows: pd.DataFrame
    held: pd.DataFrame
    known: Known
    today: dt.date
    own = False
    keys = _PUBLISHED_KEYS

    def doubts(self) -> Doubts:
        """Return what is doubtful among them."""
        known = self.known
        return doubts_about_published(
            self.rows, self.held, known.indicators, known.areas, self.today
        )

    def difference(self, positions: Sequence[int]) -> Difference:
        """Return how those at other positions differ from what is held."""
        to_common = {"population": "denominator"}
        sent = self.rows.drop(index=self.rows.index[list(positions)]).rename(columns=to_common)
        return difference(sent, self.held.rename(columns=to_common), self.keys, self._described)

    def running(self) -> Iterable[Period]:
        """Return the periods of final figures that have begun and are not over, oldest first."""
        final = self.rows[self.rows["state"] == State.PUBLISHED.value]
        every = final[["indicator", "period"]].drop_duplicates().itertuples(index=False, name=None)
        kinds = {name: each.period_kind for name, each in self.known.indicators.items()}
        return _running((parse_period(text, kinds[name]) for name, text in every), self.today)

    def _described(self, row: pd.Series) -> ChangedFigure:
        indicator: Indicator = self.known.indicators[row["indicator"]]
        what = f"{indicator.name}, {self.known.areas[row['area_code']].name}"
        period = parse_period(row["period"], indicator.period_kind).label
        return ChangedFigure(what, period, *_before_after(row, gauge_of_published(indicator)))


@dataclass(frozen=True)
class OwnTable:
    """A service's own figures of a file; see `Table`."""

    rows: pd.DataFrame
    held: pd.DataFrame
    known: Known
    today: dt.date
    own = True
    keys = tuple(LOCAL_KEYS)

    def doubts(self) -> Doubts:
        """Return what is doubtful among them."""
        known = self.known
        return doubts_about_own(
            self.rows, self.held, known.local_indicators, known.teams, known.groups, self.today
        )

    def difference(self, positions: Sequence[int]) -> Difference:
        """Return how those at other positions differ from what is held."""
        sent = self.rows.drop(index=self.rows.index[list(positions)])
        return difference(sent, self.held, self.keys, self._described)

    def running(self) -> Iterable[Period]:
        """Return the periods of final figures that have begun and are not over, oldest first."""
        final = self.rows[self.rows["state"] == LocalState.FINAL.value]
        return _running(map(parse_local_period, final["period"].unique()), self.today)

    def _described(self, row: pd.Series) -> ChangedFigure:
        known = self.known
        indicator = known.local_indicators[row["indicator"]]
        team = known.teams.get(row["place"])
        group = [known.groups.written(row["group"])] if row["group"] else []
        what = ", ".join([indicator.name, team.name if team else "whole service", *group])
        period = parse_local_period(row["period"]).label
        return ChangedFigure(what, period, *_before_after(row, gauge_of_own(indicator)))


def _running(periods: Iterable[Period], today: dt.date) -> list[Period]:
    return sorted({each for each in periods if is_running(each, today)})


def known_of(holdings: Holdings, service_id: str) -> Known:
    """Return what a file that is loaded for a service may name.

    Raises:
        UnknownNameError: if there is no such service.
    """
    catalogue = holdings.catalogue
    service = catalogue.service(service_id)
    return Known(
        service=service,
        areas=catalogue.real_areas,
        services=catalogue.services,
        indicators=catalogue.indicators,
        frameworks=catalogue.frameworks,
        local_indicators=catalogue.local_indicators,
        groups=catalogue.groups,
        teams=area_teams(holdings, service.id),
    )


def tables_of(
    store: Reading, known: Known, imported: Imported, today: dt.date
) -> tuple[Table, ...]:
    """Return the tables of a file that have figures, each with all that is held beside them.

    `today` decides which periods have begun.
    """
    found: list[Table] = []
    if len(imported.published):
        rows = imported.published.reset_index(drop=True)
        held = [
            store.figures(known.indicators[name]).table.assign(indicator=name)
            for name in rows["indicator"].unique()
        ]
        columns = ["indicator", *OBSERVATION_COLUMNS]
        found.append(PublishedTable(rows, pd.concat(held)[columns], known, today))
    if len(imported.own):
        rows = imported.own.reset_index(drop=True)
        held = [
            own_figures_of(store, known.local_indicators[name], known.service.id).table.assign(
                indicator=name
            )
            for name in rows["indicator"].unique()
        ]
        found.append(OwnTable(rows, pd.concat(held)[["indicator", *LOCAL_COLUMNS]], known, today))
    return tuple(found)


def require_each_once(file_name: str, tables: Iterable[Table]) -> None:
    """Refuse a file that gives a figure twice, which its layout should have refused before.

    Raises:
        ImportRefusedError: naming each row that repeats another.
    """
    for table in tables:
        repeated = table.rows[table.rows.duplicated(list(table.keys))]
        problems = [
            Problem(int(row), "row", "", "gives the same figure as an earlier row", "keep one")
            for row in repeated[ROW].head(_MOST_REPEATED)
        ]
        if problems:
            raise ImportRefusedError(file_name, problems)


def suspects_of(file_name: str, tables: Iterable[Table]) -> tuple[Suspect, ...]:
    """Return the figures of a file that need checking, with the reasons.

    Raises:
        ImportRefusedError: if there are more than 500, because then the file itself is wrong.
    """
    found = [table.doubts() for table in tables]
    number = sum(len(doubts.positions) for doubts in found)
    if number > MOST_SUSPECTS:
        most = max(found, key=lambda doubts: len(doubts.positions))
        problem = Problem(
            row=None,
            column="file",
            value=f"{number:,} figures",
            reason="need checking, so the file itself must be wrong",
            advice=f"look for a shifted column or another unit; the usual reason: "
            f"{most.usual_reason()}",
        )
        raise ImportRefusedError(file_name, [problem])
    return tuple(each for doubts in found for each in doubts.suspects())


def difference_of(tables: Iterable[Table], suspects: Iterable[Suspect]) -> Difference:
    """Return how the figures of a file that are no suspects differ from those held."""
    held_back = list(suspects)
    found = Difference()
    for table in tables:
        positions = [each.position for each in held_back if each.own is table.own]
        found += table.difference(positions)
    return found


def notes_on(tables: Iterable[Table], changes: Difference) -> tuple[str, ...]:
    """Return what an officer must know of figures that would be stored, in a sentence each.

    Marks that would take the place of numbers come first, then periods that are not over.
    """
    notes: list[Clause] = []
    if changes.changed_to_marks:
        notes.append(marks_note(changes.changed_to_marks, **vars(changes.changed[0])))
    running = dict.fromkeys(period_name(each) for table in tables for each in table.running())
    if running:
        notes.append(running_note(list(running)))
    return tuple(note.text for note in notes)


def difference(
    sent: pd.DataFrame,
    held: pd.DataFrame,
    keys: Sequence[str],
    described: Callable[[pd.Series], ChangedFigure],
) -> Difference:
    """Return how figures of a file differ from those held; suspects must be left out before.

    Both have the keys, `value`, `count`, `denominator` and `state`. `described` puts a pair in
    words: the row of the file, with what is held in columns that end in `_held`.
    """
    columns = [*keys, *_NUMBERS, "state"]
    pairs = sent[columns].merge(
        held[columns], on=list(keys), how="left", suffixes=("", "_held"), indicator="found"
    )
    known = (pairs["found"] == "both").to_numpy()
    same = (pairs["state"] == pairs["state_held"]).to_numpy()
    for name in _NUMBERS:
        ours, theirs = (pairs[each].astype(np.float64) for each in (name, f"{name}_held"))
        same = same & np.isclose(ours, theirs, rtol=1e-12, atol=1e-12, equal_nan=True)
    to_mark = pairs["value"].isna() & pairs["value_held"].notna()
    changed = pairs.assign(to_mark=to_mark)[known & ~same]
    changed = changed.sort_values("to_mark", ascending=False, kind="stable")
    shown = (described(row) for _, row in changed.head(MOST_CHANGED_SHOWN).iterrows())
    marks = int(changed["to_mark"].sum())
    counts = int((~known).sum()), int((known & same).sum()), len(changed), marks
    return Difference(*counts, tuple(shown))


def _before_after(row: pd.Series, gauge: Gauge) -> tuple[str, str]:
    before, after = _words(row, "_held", gauge), _words(row, "", gauge)
    if before == after and pd.notna(row["value"]) and pd.notna(row["value_held"]):
        # They differ by less than is printed.
        return f"{row['value_held']:.10g}", f"{row['value']:.10g}"
    return before, after


def _words(row: pd.Series, suffix: str, gauge: Gauge) -> str:
    value, count, denominator, state = (
        row[f"{name}{suffix}"] for name in ("value", "count", "denominator", "state")
    )
    words = [state if pd.isna(value) else gauge.words(value)]
    if not gauge.is_amount and pd.notna(count):
        of = f" of {denominator:,.0f}" if pd.notna(denominator) else ""
        words.append(f"({count:,.0f}{of})")
    if pd.notna(value) and state not in _USUAL:
        words.append(f"({state})")
    return " ".join(words)
