"""Inspections that somebody loads: held against what is held already, stored, withdrawn."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.loaded_inspections import (
    LoadedInspection,
    adds_to,
    identity,
    require_agreement,
)
from dashboard.errors import ImportRefusedError, Problem, RatingError
from dashboard.store.writing import Writing
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class InspectionDifference:
    """Which inspections of a file are new, which add to one that is held, and how many neither."""

    new: tuple[Inspection, ...] = ()
    fuller: tuple[Inspection, ...] = ()
    unchanged: int = 0

    @property
    def to_store(self) -> tuple[Inspection, ...]:
        return (*self.new, *self.fuller)


def compare_inspections(
    holdings: Holdings, inspections: Iterable[Inspection], file: str
) -> InspectionDifference:
    """Return what a file's inspections add to those held.

    Raises:
        ImportRefusedError: carrying a problem for each that contradicts what is held.
    """
    held = {identity(one): one for one in holdings.inspections}
    new, fuller, unchanged, problems = [], [], 0, []
    for inspection in inspections:
        there = held.get(identity(inspection))
        if there is None:
            new.append(inspection)
            continue
        try:
            require_agreement(there, inspection)
        except RatingError as error:
            reason, _, advice = str(error).rstrip(".").partition(": ")
            problems.append(Problem(None, "inspection", _words(inspection), reason, advice))
            continue
        if adds_to(there, inspection):
            fuller.append(inspection)
        else:
            unchanged += 1
    if problems:
        raise ImportRefusedError(file, problems)
    return InspectionDifference(tuple(new), tuple(fuller), unchanged)


def require_published(inspections: Iterable[Inspection], file: str, today: dt.date) -> None:
    """Refuse inspections that were published after today.

    Raises:
        ImportRefusedError: naming each.
    """
    to_come = [one for one in inspections if one.published.earliest > today]
    if to_come:
        reason, advice = "lies in the future", "correct the date of publication"
        problems = [Problem(None, "published", _words(one), reason, advice) for one in to_come]
        raise ImportRefusedError(file, problems)


def add_inspections(work: Writing, inspections: Iterable[Inspection], edition: str) -> None:
    """Store inspections under the key of the edition that they came with."""
    for inspection in inspections:
        record_id = f"{inspection.service}-{inspection.published.text}-{edition.rpartition('/')[2]}"
        work.add(LoadedInspection(record_id, inspection, edition))


def withdraw_inspections(work: Writing, edition: str, why: str) -> int:
    """Withdraw every inspection that came with an edition, and return how many those were."""
    recorded = work.records("")
    mine = [
        one
        for one in recorded.of(LoadedInspection).values()
        if one.edition == edition and one.in_use
    ]
    for one in mine:
        version = recorded.version_of(one)
        withdrawn = replace(one, withdrawn_because=why)
        work.change(withdrawn, version, why)
    return len(mine)


def _words(inspection: Inspection) -> str:
    return f"{inspection.service}, {inspection.published.words}"
