"""What shows that a recommendation had its effect: a measure, its readings, whether it holds."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.rules import ImpossibleValueError, require_between, require_texts


class MeasureKind(StrEnum):
    """Where the readings of a measure come from."""

    INDICATOR = "indicator"
    KEY_QUESTION = "key question"
    AUDIT = "audit measure"
    BOARD_PRACTICE = "board practice"


class Better(StrEnum):
    """Which side of the target is the wanted one; the target itself counts as met."""

    HIGHER = "at least"
    LOWER = "at most"


@dataclass(frozen=True)
class SuccessMeasure:
    """A measure with its target, and how many periods in a row it must hold.

    `subject` is the id of an indicator or the code of a key question, "" for others; `area_code`
    names one authority where a service covers several.  `proposed` marks a suggestion that no
    board has adopted yet.  `baseline_words` says what the baseline is of.  `baseline_as_printed`
    are a report's words ("two-thirds") where the baseline is only our reading of them.
    """

    kind: MeasureKind
    name: str
    target: float
    unit: str = "%"
    better: Better = Better.HIGHER
    subject: str = ""
    area_code: str = ""
    periods_needed: int = 1
    baseline: float | None = None
    baseline_words: str = ""
    baseline_as_printed: str = ""
    proposed: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        require_texts({"measure.name": self.name, "measure.unit": self.unit})
        require_between("measure.target", self.target, -1e9, 1e9)
        require_between("measure.periods_needed", self.periods_needed, 1, 12)
        if self.baseline is not None:
            require_between("measure.baseline", self.baseline, -1e9, 1e9)
        elif self.baseline_as_printed:
            raise ImpossibleValueError(
                "measure.baseline", "is missing beside the words it is read from", "write it too"
            )
        if self.kind in (MeasureKind.INDICATOR, MeasureKind.KEY_QUESTION):
            require_texts({"measure.subject": self.subject})

    def is_of_same(self, other: "SuccessMeasure") -> bool:
        """Return whether another measures the same thing, whatever its target.

        What a case audit measures is told by its name alone.
        """
        mine, theirs = (
            (each.kind, each.subject, each.area_code, each.unit) for each in (self, other)
        )
        is_named = self.kind in (MeasureKind.AUDIT, MeasureKind.BOARD_PRACTICE)
        return mine == theirs and (not is_named or self.name == other.name)

    def asks_the_same_as(self, other: "SuccessMeasure") -> bool:
        """Return whether another is met by just the same readings."""
        mine, theirs = ((each.target, each.better, each.periods_needed) for each in (self, other))
        return self.is_of_same(other) and mine == theirs

    def is_met_by(self, value: float | None) -> bool:
        """Return whether a value reaches the target; a value that is absent does not."""
        if value is None:
            return False
        return value >= self.target if self.better is Better.HIGHER else value <= self.target


@dataclass(frozen=True)
class Reading:
    """The value of a measure for a period that ended on a day; None where it is absent."""

    on: dt.date
    label: str
    value: float | None
    source: str
    id: str = ""


@dataclass(frozen=True)
class RecordedReading:
    """A reading that somebody entered, such as a case audit's; withdrawn only with a reason.

    `measure` is the name of what it was read of; "" in readings that were recorded before that
    was kept.
    """

    id: str
    service: str
    recommendation: str
    on: dt.date
    period_words: str
    value: float
    source: str
    by: str
    withdrawn_because: str = ""
    measure: str = ""

    @property
    def label(self) -> str:
        return f"reading for {self.period_words}"

    def as_reading(self) -> Reading:
        """Return it in the shape of a published one."""
        return Reading(self.on, self.period_words, self.value, self.source, self.id)


@dataclass(frozen=True)
class Progress:
    """A measure and all its readings, oldest first.

    Only periods that ended after `counts_after` (when the recommendation was published) can show
    an effect; earlier ones are what it started from.
    """

    measure: SuccessMeasure
    readings: tuple[Reading, ...]
    counts_after: dt.date

    @property
    def latest(self) -> Reading | None:
        """The newest reading that has a value, whether or not it counts."""
        return next((r for r in reversed(self.readings) if r.value is not None), None)

    @property
    def counted(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if reading.on > self.counts_after)

    @property
    def periods_met(self) -> int:
        """How many periods in a row it has held up to now; an absent one ends the row."""
        number = 0
        for reading in reversed(self.counted):
            if not self.measure.is_met_by(reading.value):
                break
            number += 1
        return number

    @property
    def is_met(self) -> bool:
        return self.periods_met >= self.measure.periods_needed

    def lost_after(self, day: dt.date) -> Reading | None:
        """Return the first reading that shows that what was met by a day was lost, or None.

        It is one of a later period, or of the periods that it rested on where their figures were
        revised since. An absent value does not show that the effect was lost.
        """
        by_then = [r for r in self.counted if r.on <= day][-self.measure.periods_needed :]
        later = [r for r in self.counted if r.on > day]
        found = (r for r in (*by_then, *later) if r.value is not None)
        return next((r for r in found if not self.measure.is_met_by(r.value)), None)


def in_order(published: Iterable[Reading], recorded: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return readings oldest first, one for a day, so that no period counts twice.

    What is published takes the place of what somebody recorded of the same day, unless it is
    absent.
    """
    by_day = {reading.on: reading for reading in recorded}
    for reading in published:
        if reading.value is not None or reading.on not in by_day:
            by_day[reading.on] = reading
    return tuple(by_day[day] for day in sorted(by_day))
