"""Published figures as a layout collects them, with all that keeps them from being taken."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.core.areas import Area
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Indicator, State
from dashboard.errors import Problem
from dashboard.importers.imported import PUBLISHED_COLUMNS, Imported
from dashboard.importers.official.places import OfficialPlaces, place_in
from dashboard.importers.official.printed import Printed, why_not
from dashboard.importers.tables.columns import refuse_problems

_PER = r"\bper (\d[\d,]{0,14}\d)\b"
_NOT_YET_OR_NO_LONGER = "of areas that did not exist in the year"


@dataclass(frozen=True)
class _Figure:
    row: int
    indicator: Indicator
    area: Area
    period: Period
    found: Printed
    count: int | None
    population: int | None

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.indicator.id, self.area.code, self.period.id)

    @property
    def said(self) -> tuple[object, ...]:
        found = self.found
        return (found.value, self.count, self.population, found.state.value, found.note, None)


class Collected:
    """The figures, problems and omissions of one file, in the order in which they are met."""

    def __init__(self, file: str, places: OfficialPlaces, problems: Iterable[Problem] = ()) -> None:
        self._file, self._places = file, places
        self.problems = list(problems)
        self.notes: list[str] = []
        self._figures: dict[tuple[str, str, str], _Figure] = {}
        self._after_the_end: list[_Figure] = []
        self._left_out: Counter[str] = Counter()

    def add(
        self,
        row: int,
        indicator: Indicator,
        namesakes: Collection[Area],
        period: Period,
        found: Printed,
        count: int | None = None,
        population: int | None = None,
    ) -> None:
        """Take a figure of the one of some namesakes that its period decides on.

        Where it has no value, no count stands beside it either. A nought of an area that did not
        exist in the year is as good as none.
        """
        if found.is_share and (indicator.unit.per or indicator.unit.is_money):
            self.problems.append(_no_share(row, indicator, found))
            return
        area = place_in(namesakes, period)
        existed = area is not None and area.existed_in(period)
        if not existed and not found.value:
            what = "figures without a value" if found.value is None else "noughts"
            self.leave_out(f"{what} {_NOT_YET_OR_NO_LONGER}")
        elif area is None:
            self.problems.append(year_problem(row, namesakes, period))
        else:
            counts = (None, population) if found.value is None else (count, population)
            figure = _Figure(row, indicator, area, period, _doubted(found, indicator), *counts)
            if not existed and self._places.renewed(area):
                self._after_the_end.append(figure)
            else:
                self._take(figure)

    def _take(self, figure: _Figure) -> None:
        """Take a figure, unless the file has it already; a number stands before a mark."""
        held = self._figures.setdefault(figure.key, figure)
        if held is figure:
            return
        if held.said == figure.said:
            self.leave_out("figures that repeat another of the file")
        elif held.found.value is None or figure.found.value is None:
            self.leave_out("marks beside a figure, or another mark, of the same area and period")
            if held.found.value is None and figure.found.value is not None:
                self._figures[figure.key] = figure
        else:
            where = f"keep one: row {held.row} gives another figure of the same area and period"
            given = f"{figure.area.name}, {figure.period.id}"
            self.problems.append(Problem(figure.row, "area", given, "is there twice", where))

    def leave_out(self, what: str, number: int = 1) -> None:
        """Count rows or figures that are left out; `what` says which they are and why."""
        self._left_out[what] += number

    def say(self, sentence: str) -> None:
        """Add a note of the file, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def imported(
        self, title: str, publisher: str, edition: str = "", sheets: tuple[str, ...] = ()
    ) -> Imported:
        """Return everything collected, from these sheets.

        Raises:
            ImportRefusedError: with every problem by row, or if there is no figure at all.
        """
        self._hand_on()
        problems, notes = self._places.settled()
        problems = [*problems, *self.problems]
        counted = [
            f"Left out: {what} ({number:,})." for what, number in self._left_out.items() if number
        ]
        if not self._figures and not problems:
            problems.append(_no_figure([*self.notes, *notes, *counted]))
        refuse_problems(self._file, problems, ())
        return Imported(
            published=_frame(self._figures.values()),
            notes=(*self.notes, *notes, *counted),
            title=title,
            publisher=publisher,
            edition=edition,
            sheets=sheets,
        )

    def _hand_on(self) -> None:
        """Give figures of years after an area's end to the area that took over its name."""
        for figure in self._after_the_end:
            newer = self._places.renewed(figure.area)
            if newer is None or not newer.existed_in(figure.period):
                self._take(figure)
                continue
            note = f"Printed on the row of {figure.area.name}. {figure.found.note}".strip()
            moved = replace(figure, area=newer, found=replace(figure.found, note=note))
            held = self._figures.get(moved.key)
            if held is not None and held.found.value is not None:
                self.leave_out(
                    f"figures of {figure.area.name} for years after its end, because the file has "
                    f"those of {newer.name}"
                )
                continue
            self._figures[moved.key] = moved
            self.say(
                f"Figures of {figure.area.name} for years after its end were taken as those of "
                f"{newer.name}."
            )


def _doubted(found: Printed, indicator: Indicator) -> Printed:
    if found.value == 0 and indicator.doubt_of_nought:
        return replace(found, state=State.DOUBTFUL, note=indicator.doubt_of_nought)
    return found


def _no_share(row: int, indicator: Indicator, found: Printed) -> Problem:
    reason = f"has a percent sign, and {indicator.id} is {indicator.unit.long}"
    return Problem(row, "value", f"{found.value:g}%", reason, "correct the number or its sign")


def _no_figure(notes: Iterable[str]) -> Problem:
    reason = " ".join(["holds no figure that can be taken.", *notes]).rstrip(".")
    return Problem(None, "file", "", reason, "load another file")


def _frame(figures: Iterable[_Figure]) -> pd.DataFrame:
    rows = _in_order(figures)
    frame = pd.DataFrame(rows, columns=PUBLISHED_COLUMNS)
    numbers = ("value", "count", "population")
    return frame.astype({"row": int} | dict.fromkeys(numbers, float))


def _in_order(figures: Iterable[_Figure]) -> Iterator[tuple[object, ...]]:
    return ((each.row, *each.key, *each.said) for each in sorted(figures, key=lambda f: f.row))


def year_problem(row: int, namesakes: Collection[Area], period: Period) -> Problem:
    """Return the problem of a figure whose place its year does not decide."""
    names = " or ".join(f"{area.code} ({area.name})" for area in namesakes)
    given = next(iter(namesakes)).name
    reason = f"stands for none or for several areas in the {period.label}"
    return Problem(row, "area", given, reason, f"write the code or name of {names}")


def not_printed(row: int, column: str, cell: str) -> Problem:
    """Return the problem of a cell that is neither a number nor a known mark."""
    return Problem(row, column, cell, *why_not(cell))


def unit_problem(row: int, column: str, words: str, indicator: Indicator) -> Problem | None:
    """Return the problem of a description whose "per so many" is not the indicator's, or None."""
    said = {int(found.replace(",", "")) for found in re.findall(_PER, words)}
    if not said or indicator.unit.per is None or indicator.unit.per in said:
        return None
    reason = f"is counted otherwise than {indicator.id}, which is {indicator.unit.long}"
    return Problem(row, column, words, reason, "load an edition with that unit")


def worked_out(count: int, population: int, indicator: Indicator, note: str) -> Printed:
    """Return a rate worked out here, rounded as the indicator is printed."""
    rate = count / population * indicator.unit.multiplier
    return Printed(round(rate, indicator.unit.decimals), State.DERIVED, note)
