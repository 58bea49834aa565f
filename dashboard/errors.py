"""Every error a user can meet, as one tree; its message is the sentence that is shown.

    DashboardError
    |-- UnknownNameError       a service, indicator, period or model nobody defined
    |-- DefinitionError        a definition file says something that cannot be
    |-- ImportRefusedError     a file that somebody loads has problems; nothing of it was stored
    |-- ChangeRefusedError     a change that cannot be made; nothing was stored
    |   |-- NotAllowedError    nobody with these roles may make it
    |   `-- ConflictError      somebody else changed the same thing meanwhile
    |-- RatingError            ratings that no framework can add up
    |-- ComparisonError        a comparison that the figures cannot carry
    |-- StatisticsError        numbers that cannot be, such as a count above its total
    |-- BrokenHistoryError     what is stored is not what people recorded
    `-- SetupError             the machine lacks something the dashboard needs
        `-- UnusableDatabaseError  nothing can be read or stored, so no page can be shown

Anything that is not a DashboardError is a bug and reaches the log whole.
"""

import dataclasses
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self


class DashboardError(Exception):
    """Something a user can understand and mend; the message is one clear sentence."""

    @property
    def for_operator(self) -> str:
        """The sentence for the log and the command line, which no visitor reads."""
        return str(self)


class UnknownNameError(DashboardError):
    """A name from the address bar or the command line that nothing here answers to."""

    @classmethod
    def among(cls, kind: str, name: str, valid: Iterable[str]) -> Self:
        """Return the error for a name of some kind, naming the nearest valid choices.

        >>> str(UnknownNameError.among("service", "hertfordshir", ["essex", "hertfordshire"]))
        'There is no service "hertfordshir": did you mean hertfordshire?'
        """
        choices = list(valid)
        nearest = difflib.get_close_matches(name, choices, n=3, cutoff=0.5)
        if nearest:
            advice = f"did you mean {' or '.join(nearest)}?"
        else:
            shown = ", ".join(choices[:8]) + (" ..." if len(choices) > 8 else "")
            advice = f"choose one of {shown}." if choices else "none is defined yet."
        return cls(f'There is no {kind} "{name[:80]}": {advice}')


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a shipped file: the file, its key or row, the fault, the remedy."""

    file: str
    where: str
    wrong: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.wrong}: {self.advice}"

    def as_dict(self) -> dict[str, str]:
        return dataclasses.asdict(self)


class DefinitionError(DashboardError):
    """A definition file says something that cannot be."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))

    @classmethod
    def at(cls, file: str, where: str, wrong: str, advice: str) -> Self:
        """Return the error that names the file, the key or row, the fault and the remedy."""
        return cls(Fault(file, where, wrong, advice))


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: where it is, what stands there, why that cannot be.

    `row` is the row as a spreadsheet counts it (the header is row 1). `sheet` is named only where
    several sheets of a file are read.
    """

    row: int | None
    column: str
    value: str
    reason: str
    advice: str
    sheet: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.said}"

    @property
    def where(self) -> str:
        """The sheet, the row and the column, as far as it has them; a whole row has no column."""
        sheet = f'sheet "{self.sheet}"' if self.sheet else ""
        row = f"row {self.row}" if self.row else ""
        column = "" if row and self.column == "row" else self.column
        return ", ".join(part for part in (sheet, row, column) if part)

    @property
    def said(self) -> str:
        """What stands there, why that cannot be, and what to do, as one sentence."""
        return f'"{self.value[:60]}" {self.reason}: {self.advice}'


class ImportRefusedError(DashboardError):
    """A file that somebody loads has problems; nothing of it was stored."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{file} was refused and nothing was stored: {problems[0]}{more}")


class RatingError(DashboardError):
    """Ratings that no framework can add up."""


class ComparisonError(DashboardError):
    """A comparison that the figures cannot carry."""


class StatisticsError(DashboardError):
    """Numbers that cannot be, such as a count above its total."""


class ChangeRefusedError(DashboardError):
    """A change of what is held that cannot be made; nothing was stored."""


class NotAllowedError(ChangeRefusedError):
    """A change that none of somebody's roles allows."""


class ConflictError(ChangeRefusedError):
    """Somebody else changed the same item since it was read; `held` is what is stored now."""

    def __init__(self, message: str, held: object, version: int) -> None:
        self.held, self.version = held, version
        super().__init__(message)


class BrokenHistoryError(DashboardError):
    """What is stored is not what people recorded; `number` is that of a history entry, if known."""

    def __init__(self, message: str, number: int | None = None) -> None:
        self.number = number
        super().__init__(message)


class SetupError(DashboardError):
    """The machine lacks something the dashboard needs.

    `message` is for whoever looks at a page: no path, address or setting's value, and no words of
    a driver. What an operator needs of them stands in `for_operator`.
    """

    def __init__(self, message: str, for_operator: str = "") -> None:
        self._for_operator = for_operator or message
        super().__init__(message)

    @property
    def for_operator(self) -> str:
        return self._for_operator


class UnusableDatabaseError(SetupError):
    """Nothing can be read or stored; `lasting` says that only a new start can mend it."""

    def __init__(self, message: str, for_operator: str = "", *, lasting: bool = False) -> None:
        self.lasting = lasting
        super().__init__(message, for_operator)
