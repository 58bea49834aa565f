"""Figures that were held back on loading: listed, released or rejected, and decided again."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.core.editions import Edition, EditionStatus
from dashboard.core.entries import LONGEST_NOTE, beginning_of, paragraphs
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.plausibility.quarantine import (
    AllDetails,
    Decided,
    QuarantinedDetails,
    QuarantinedFigure,
)
from dashboard.core.plausibility.suspects import Suspect
from dashboard.core.published.indicators import number_or_none, whole_or_none
from dashboard.definitions.quarantine import details_bytes, details_of
from dashboard.errors import ChangeRefusedError
from dashboard.store.engine import Store
from dashboard.store.reading import Reading
from dashboard.store.writing import Writing
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class HeldBack:
    """A quarantined figure with its numbers and reasons, and the edition that it came with.

    They may be too small for the public: show them only to people who may load a file.
    """

    figure: QuarantinedFigure
    details: QuarantinedDetails
    edition: Edition

    @property
    def can_be_released(self) -> bool:
        """Whether it waits, and the rest of its file is in use."""
        return self.figure.is_waiting and self.edition.status is EditionStatus.CURRENT


def hold_back(
    work: Writing,
    held: Edition,
    file_name: str,
    rows: pd.DataFrame,
    suspects: Sequence[Suspect],
) -> None:
    """Store the suspects of a file, whose rows these are, beside the edition it makes."""
    if not suspects:
        return
    named = {f"held-back-{held.id}-{n}": each for n, each in enumerate(suspects, start=1)}
    details = {sid: _details(each, rows.iloc[each.position]) for sid, each in named.items()}
    content = details_bytes(AllDetails(secrets.token_hex(16), details))
    sha256 = work.add_file(content)
    for sid, each in named.items():
        where = f'{file_name}, sheet "{each.sheet}"' if each.sheet else file_name
        figure = _figure(sid, each, rows.iloc[each.position], held, where)
        work.add(replace(figure, details_sha256=sha256))


def quarantined(store: Store, holdings: Holdings, service_id: str) -> tuple[HeldBack, ...]:
    """Return what was held back of a service's own and of published figures, as at the day.

    Those that wait come first, then the newest.

    Raises:
        UnknownNameError: if there is no such service.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(service_id).id
    holdings.require_room(service)
    every = holdings.of_service(service).records.of(QuarantinedFigure).values()
    with store.reading() as held:
        found = list(_with_details(held, [each for each in every if each.service in ("", service)]))
    return tuple(sorted(found, key=lambda one: (not one.figure.is_waiting, -one.edition.id)))


def release(
    store: Store, signature: Signature, figure_id: str, note: str, version: int | None = None
) -> QuarantinedFigure:
    """Let a figure that was held back into its edition, and return it as decided.

    `version` is the one that a person saw, if they saw one.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if there is no such figure, it was decided on already, no note is
            given, or its edition is no longer in use.
        ConflictError: if somebody else changed it meanwhile.
    """
    return _decide(store, signature, figure_id, note, Decided.RELEASED, version)


def reject(
    store: Store, signature: Signature, figure_id: str, note: str, version: int | None = None
) -> QuarantinedFigure:
    """Decide that a figure that was held back is wrong, and return it as decided.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if there is no such figure, it was decided on already, or no note is
            given.
        ConflictError: if somebody else changed it meanwhile.
    """
    return _decide(store, signature, figure_id, note, Decided.REJECTED, version)


def undo_decision(
    store: Store, signature: Signature, figure_id: str, note: str, version: int | None = None
) -> QuarantinedFigure:
    """Let a figure wait again that was released or rejected, and return it.

    One that was released leaves its edition.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if there is no such figure, it waits, no note is given, or it was
            released into an edition that is no longer in use.
        ConflictError: if somebody else changed it meanwhile.
    """
    return _decide(store, signature, figure_id, note, Decided.WAITING, version)


def decide_all(
    store: Store, signature: Signature, figure_ids: Sequence[str], note: str, decision: Decided
) -> tuple[QuarantinedFigure, ...]:
    """Decide the same of several figures, all of them or none, and return them as decided.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if no figure is named, and as `release`, `reject` and `undo_decision`.
    """
    if not figure_ids:
        raise ChangeRefusedError("No figure is chosen: choose one or more, then decide.")
    require_may(signature.actor, Deed.IMPORT)
    with store.writing(signature) as work:
        return tuple(_decide_one(work, figure_id, note, decision) for figure_id in figure_ids)


def _decide(
    store: Store,
    signature: Signature,
    figure_id: str,
    note: str,
    decision: Decided,
    version: int | None,
) -> QuarantinedFigure:
    require_may(signature.actor, Deed.IMPORT)
    with store.writing(signature) as work:
        return _decide_one(work, figure_id, note, decision, version)


def _decide_one(
    work: Writing,
    figure_id: str,
    note: str,
    decision: Decided,
    version: int | None = None,
) -> QuarantinedFigure:
    words = paragraphs("note", note, LONGEST_NOTE)
    figure, now = _held(work, figure_id)
    if figure.is_waiting is (decision is Decided.WAITING):
        raise ChangeRefusedError(
            f"{figure.label} is {figure.decision.value} already: reload the page."
        )
    after = replace(figure, decision=decision, decided_note=words)
    work.change(after, now if version is None else version, words)
    if Decided.RELEASED in (decision, figure.decision):
        _move(work, figure, words, released=decision is Decided.RELEASED)
    return after


def _held(work: Writing, figure_id: str) -> tuple[QuarantinedFigure, int]:
    found = work.held(QuarantinedFigure, figure_id)
    if found is None:
        raise ChangeRefusedError(
            f'There is no figure "{beginning_of(figure_id)}" to decide on: choose one of the list.'
        )
    return found


def _move(work: Writing, figure: QuarantinedFigure, why: str, *, released: bool) -> None:
    """Put a figure into its edition, or take it out again."""
    one = next(_with_details(work, [figure]))
    if one.edition.status is not EditionStatus.CURRENT:
        raise ChangeRefusedError(
            f"{figure.label} came with a file that was withdrawn: load the file again instead."
        )
    row = _row(one)
    if released:
        work.add_figure(one.edition, pd.DataFrame([row]), why)
        return
    keys = ("indicator", "place" if figure.own else "area_code", "period")
    key = {name: row[name] for name in (*keys, *(["group"] if figure.own else []))}
    work.remove_figure(one.edition, key, why)


def _with_details(held: Reading, figures: Sequence[QuarantinedFigure]) -> Iterator[HeldBack]:
    editions, read = held.editions(), {}
    for figure in figures:
        sha256 = figure.details_sha256
        if sha256 not in read:
            content = held.file_of(figure, sha256) or b"{}"
            read[sha256] = details_of(content).figures
        yield HeldBack(figure, read[sha256][figure.id], editions[figure.edition_id])


def _figure(
    sid: str, suspect: Suspect, row: pd.Series, held: Edition, file_name: str
) -> QuarantinedFigure:
    return QuarantinedFigure(
        id=sid,
        service=held.service,
        edition_id=held.id,
        file_name=file_name,
        row=suspect.row,
        own=suspect.own,
        indicator=str(row["indicator"]),
        place=str(row["place" if suspect.own else "area_code"]),
        period=str(row["period"]),
        group=str(row["group"]) if suspect.own else "",
        figure_words=suspect.what,
        details_sha256="",
    )


def _details(suspect: Suspect, row: pd.Series) -> QuarantinedDetails:
    return QuarantinedDetails(
        value_words=suspect.value,
        reasons=suspect.reasons,
        state=str(row["state"]),
        value=number_or_none(row["value"]),
        count=whole_or_none(row["count"]),
        denominator=whole_or_none(row["denominator" if suspect.own else "population"]),
        note=row["note"] if isinstance(row["note"], str) else "",
    )


def _row(one: HeldBack) -> dict[str, Any]:
    """Return a figure in the columns of the table that it belongs to."""
    figure, details = one.figure, one.details
    row = {
        "indicator": figure.indicator,
        "place" if figure.own else "area_code": figure.place,
        "period": figure.period,
        "value": details.value,
        "count": details.count,
        "denominator" if figure.own else "population": details.denominator,
        "state": details.state,
        "note": details.note,
    }
    return row | ({"group": figure.group} if figure.own else {})
