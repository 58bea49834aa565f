"""Figures that a table gives twice: alike they count once, else somebody has to choose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.core.own.sheets import NOTE
from dashboard.errors import Problem
from dashboard.importers.imported import ROW, SHEET, SheetChoice
from dashboard.importers.tables.columns import MOST_PROBLEMS
from dashboard.importers.tables.figure_rows import in_sheet
from dashboard.narrative import readings

# So many are named; the others are counted.
_SHOWN = 6


@dataclass(frozen=True)
class Repeats:
    """The rows of a table that repeat an earlier one: `again` marks those that give its figure.

    `note` names them, and the remarks beside them that the first row does not have, `problems` are
    the others, or of very many the first.
    """

    again: pd.Series
    note: str = ""
    problems: tuple[Problem, ...] = ()


def repeats(
    table: pd.DataFrame, meant: pd.DataFrame, keys: Sequence[str], what: str, sheets: Sequence[str]
) -> Repeats:
    """Return which rows give a figure that an earlier row gives.

    `meant` is what the rows of the table mean: the keys say which figure, the other columns what it
    is. A remark beside it may differ. `what` names the keys. A figure in two of several sheets
    leaves it open which is to be read.
    """
    nothing = pd.Series(False, index=meant.index)
    pairs = _pairs(meant, keys)
    if pairs.empty:
        return Repeats(nothing)
    told = _Told(table, meant[list(keys)], meant[NOTE].fillna(""), what)
    crossing = told.across_sheets(pairs)
    if not crossing.empty:
        return Repeats(nothing, problems=(told.choice(crossing.iloc[0], sheets),))
    alike = pairs[pairs["same"]]
    nothing[alike["later"]] = True
    others = pairs[~pairs["same"]].head(MOST_PROBLEMS + 1)
    return Repeats(nothing, told.note(alike), tuple(told.problems(others)))


def _pairs(meant: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return the places of each row that repeats an earlier one, and whether the two are the same.

    Rows whose keys are not all known are none of them.
    """
    known = meant[meant[list(keys)].notna().all(axis="columns")]
    several = known[known.duplicated(list(keys), keep=False)]
    groups = several.groupby(list(keys), sort=False).ngroup()
    places = several.index.to_series()
    first = places.groupby(groups).transform("first")
    pairs = pd.DataFrame({"first": first, "later": places})[first != places]
    figures = meant.drop(columns=NOTE)
    earlier, later = (
        figures.loc[pairs[name]].reset_index(drop=True) for name in ("first", "later")
    )
    same = (earlier == later) | (earlier.isna() & later.isna())
    return pairs.assign(same=same.all(axis="columns").to_numpy())


@dataclass(frozen=True)
class _Told:
    """How repeated rows of a table are told; `keys` say what each row is the figure of.

    `remarks` are what stands beside the figures.
    """

    table: pd.DataFrame
    keys: pd.DataFrame
    remarks: pd.Series
    what: str

    def across_sheets(self, pairs: pd.DataFrame) -> pd.DataFrame:
        if SHEET not in self.table.columns:
            return pairs.head(0)
        first, later = (self.table[SHEET].loc[pairs[each]].array for each in ("first", "later"))
        crossing = pd.Series(first != later, index=pairs.index)
        return pairs[crossing]

    def choice(self, pair: pd.Series, sheets: Sequence[str]) -> SheetChoice:
        first, later = self.table.loc[pair["first"]], self.table.loc[pair["later"]]
        reason = f'is in the sheets "{first[SHEET]}" and "{later[SHEET]}"'
        advice = "choose one sheet to read, or leave the figure in one of them"
        row, figure = int(later[ROW]), self._figure(pair["later"])
        return SheetChoice(row, "row", figure, reason, advice, str(later[SHEET]), tuple(sheets))

    def note(self, alike: pd.DataFrame) -> str:
        if alike.empty:
            return ""
        shown = alike.head(_SHOWN)
        rows = [(self._where(later), self._where(first)) for first, later, _ in shown.to_numpy()]
        exactly = not len(self._of_other_remarks(alike))
        told = readings.rows_repeated(rows, len(alike), exactly=exactly).text
        return " ".join(filter(None, (told, self._remarks_lost(alike))))

    def _of_other_remarks(self, alike: pd.DataFrame) -> pd.DataFrame:
        first, later = (self.remarks.loc[alike[each]].array for each in ("first", "later"))
        differs = pd.Series((first != later) & (later != ""), index=alike.index)
        return alike[differs]

    def _remarks_lost(self, alike: pd.DataFrame) -> str:
        lost = self._of_other_remarks(alike)
        shown = [(self._where(n), str(self.remarks.at[n])) for n in lost["later"].head(_SHOWN)]
        return readings.remarks_not_read(shown, len(lost)).text if shown else ""

    def problems(self, others: pd.DataFrame) -> Iterator[Problem]:
        for first, later, _ in others.to_numpy():
            reason = "is there twice"
            advice = f"keep one: {self._where(first)} holds the same {self.what}"
            sheet = str(self.table.at[later, SHEET]) if SHEET in self.table.columns else ""
            row = int(str(self.table.at[later, ROW]))
            yield Problem(row, "row", self._figure(later), reason, advice, sheet)

    def _where(self, place: int) -> str:
        sheet = str(self.table.at[place, SHEET]) if SHEET in self.table.columns else ""
        return in_sheet(sheet, f"row {self.table.at[place, ROW]!s}")

    def _figure(self, place: int) -> str:
        return ", ".join(str(part) for part in self.keys.loc[place] if part)
