"""Published figures as a layout collects them, with all that keeps them from being taken.

Places are matched by code, name or alias, and never guessed.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable

import pandas as pd

from dashboard.core.area_names import AreaNameError, AreaNames
from dashboard.core.areas import Area, AreaType
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Indicator, State
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.imported import PUBLISHED_COLUMNS, Imported, Known
from dashboard.importers.official.printed import Printed, without_remarks

LOCAL_TABLES = (AreaType.LOCAL_AUTHORITY, AreaType.REGION, AreaType.COUNTRY)
# Beyond so many names the file is another than it seems, and looking for the nearest takes time.
_MOST_NEAREST = 100


class Collected:
    """The figures, problems and omissions of one file, in the order in which they are met."""

    def __init__(self, file: str, problems: Iterable[Problem] = ()) -> None:
        self._file = file
        self.problems = list(problems)
        self.notes: list[str] = []
        self._rows: list[tuple[object, ...]] = []
        self._first: dict[tuple[str, str, str], tuple[int, tuple[object, ...]]] = {}
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

        Where it has no value, no count stands beside it either.
        """
        area = place_in(namesakes, period)
        if found.value is None:
            count = None
            if area is None or not area.existed_in(period):
                self.leave_out("figures without a value of areas that did not exist in the year")
                return
        if area is None:
            self.problems.append(year_problem(row, namesakes, period))
            return
        key = (indicator.id, area.code, period.id)
        said = (found.value, count, population, found.state.value, found.note, None)
        earlier, same = self._first.setdefault(key, (row, said))
        if earlier == row:
            self._rows.append((row, *key, *said))
        elif said == same:
            self.leave_out("figures that repeat another of the file")
        else:
            where = f"keep one: row {earlier} gives another figure of the same area and period"
            given = f"{area.name}, {period.id}"
            self.problems.append(Problem(row, "area", given, "is there twice", where))

    def leave_out(self, what: str, number: int = 1) -> None:
        """Count rows or figures that are left out; `what` says which they are and why."""
        self._left_out[what] += number

    def say(self, sentence: str) -> None:
        """Add a note of the file, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def imported(self, title: str, publisher: str, edition: str = "") -> Imported:
        """Return everything collected.

        Raises:
            ImportRefusedError: with every problem by row, or if there is no figure at all.
        """
        if not self._rows and not self.problems:
            reason, advice = "holds no figure that can be taken", "load another file"
            self.problems.append(Problem(None, "file", "", reason, advice))
        if self.problems:
            raise ImportRefusedError(self._file, sorted(self.problems, key=lambda p: p.row or 0))
        counted = [
            f"Left out: {what} ({number:,})." for what, number in self._left_out.items() if number
        ]
        return Imported(
            published=_frame(self._rows),
            notes=(*self.notes, *counted),
            title=title,
            publisher=publisher,
            edition=edition,
        )


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=PUBLISHED_COLUMNS)
    numbers = ("value", "count", "population")
    return frame.astype({"row": int} | dict.fromkeys(numbers, float))


def not_printed(row: int, column: str, cell: str) -> Problem:
    """Return the problem of a cell that is neither a number nor a known mark."""
    advice = 'write the number, or a mark such as "c" (withheld) or "-" (not published)'
    return Problem(row, column, cell, "is neither a number nor a mark that is known", advice)


def unit_problem(row: int, column: str, words: str, indicator: Indicator) -> Problem | None:
    """Return the problem of a description whose "per so many" is not the indicator's, or None."""
    said = {int(found.replace(",", "")) for found in re.findall(r"\bper (\d[\d,]*\d)", words)}
    if not said or indicator.unit.per is None or indicator.unit.per in said:
        return None
    reason = f"is counted otherwise than {indicator.id}, which is {indicator.unit.long}"
    return Problem(row, column, words, reason, "load an edition with that unit")


def worked_out(count: int, population: int, indicator: Indicator, note: str) -> Printed:
    """Return a rate worked out here, rounded as the indicator is printed."""
    rate = count / population * indicator.unit.multiplier
    return Printed(round(rate, indicator.unit.decimals), State.DERIVED, note)


class OfficialPlaces:
    """The places of some types that a table may name, the first type being what it is made for."""

    def __init__(self, known: Known, types: Collection[AreaType]) -> None:
        self._names = [AreaNames(known.areas.values(), each) for each in types]
        self._refusals: dict[str, AreaNameError] = {}

    def named(self, text: str) -> tuple[Area, ...]:
        """Return every place that goes by a text; several are namesakes of different years.

        Raises:
            AreaNameError: if none does.
        """
        name = without_remarks(text)
        for names in self._names:
            if names.knows(name):
                return names.named(name)
        if name not in self._refusals:
            self._refusals[name] = self._refusal(name)
        raise self._refusals[name]

    def _refusal(self, name: str) -> AreaNameError:
        if len(self._refusals) < _MOST_NEAREST:
            try:
                self._names[0].named(name)
            except AreaNameError as error:
                return error
        return AreaNameError(name, "is not known either", "write its code or its name in full")


def place_in(namesakes: Collection[Area], period: Period) -> Area | None:
    """Return the one place that a name means in a period; None where the year leaves it open.

    Of namesakes it is the one that existed at the end of the period. A place without namesakes is
    meant in every year, so that a figure for a year in which it was abolished is seen as one.
    """
    if len(namesakes) > 1:
        namesakes = [area for area in namesakes if area.existed_in(period)]
    return next(iter(namesakes)) if len(namesakes) == 1 else None


def name_problem(row: int, column: str, error: AreaNameError) -> Problem:
    """Return the problem of a row whose place is not known."""
    return Problem(row, column, error.given, error.reason, error.advice)


def year_problem(row: int, namesakes: Collection[Area], period: Period) -> Problem:
    """Return the problem of a figure whose place its year does not decide."""
    names = " or ".join(f"{area.code} ({area.name})" for area in namesakes)
    given = next(iter(namesakes)).name
    reason = f"stands for none or for several areas in the {period.label}"
    return Problem(row, "area", given, reason, f"write the code or name of {names}")
