"""Readings of a success measure that somebody enters, such as a case audit's, and withdraws."""

import datetime as dt
from dataclasses import replace

from dashboard.core.entries import LONGEST_NOTE, item_id, not_after, one_line, paragraphs
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.periods import date_words
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.standings import Standing
from dashboard.core.register.success_measures import RecordedReading, SuccessMeasure
from dashboard.errors import ChangeRefusedError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.closing import reopen_lost
from dashboard.usecases.register.measure_entries import require_plausible
from dashboard.usecases.register.transactions import Transaction, begun, changing_item

_LONGEST_SOURCE = 200


def record_reading(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    sid: str,
    recommendation_id: str,
    on: dt.date,
    period_words: str,
    value: float,
    source: str,
) -> RecordedReading:
    """Store the value of a measure for a period that ended on a day, and return it.

    A confirmed recommendation whose effect it shows to be lost is re-opened with it. `sid` is the
    form's own id: a second submit of the same form stores nothing more.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a recommendation that nobody published.
        ChangeRefusedError: if there is no measure yet, the value is not plausible, the period has
            not ended, there is a reading for it already, or its words or source are missing.
    """
    require_may(signature.actor, Deed.EDIT)
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing, _ = work.taken_up(recommendation_id)
        reading = RecordedReading(
            measure=_measure_read(work, standing, value).name,
            id=item_id(sid),
            service=standing.recommendation.service,
            recommendation=recommendation_id,
            on=not_after("end of the period", on, work.today),
            period_words=one_line("name of the period", period_words),
            value=float(value),
            source=one_line("source of the reading", source, _LONGEST_SOURCE),
            by=work.actor.name,
        )
        _require_first(work, standing, reading)
        stored = work.add(reading)
        reopen_lost(begun(work.ledger, holdings, reading.service))
        return stored


def withdraw_reading(
    store: Store, holdings: Holdings, signature: Signature, reading_id: str, because: str
) -> RecordedReading:
    """Store that a reading counts no longer, and return it; it stays to be seen.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a reading that is not there.
        ChangeRefusedError: if the reason is missing, it was withdrawn already, or a confirmation
            rests on it.
    """
    require_may(signature.actor, Deed.EDIT)
    reason = paragraphs("reason for withdrawing it", because, LONGEST_NOTE)
    with changing_item(store, holdings, signature, RecordedReading, reading_id) as work:
        held = work.held(RecordedReading, reading_id)
        if held.withdrawn_because == reason:
            return held
        if held.withdrawn_because:
            raise ChangeRefusedError(f"The {held.label} was withdrawn already: reload the page.")
        # A re-opening that this reading brought about is written first, and so it stays.
        standing, _ = work.taken_up(held.recommendation)
        _require_no_confirmation_on(standing, held)
        return work.change(replace(held, withdrawn_because=reason), why=reason)


def _measure_read(work: Transaction, standing: Standing, value: float) -> SuccessMeasure:
    measure = standing.follow_up.measure
    if measure is None:
        raise ChangeRefusedError(
            "The recommendation has no success measure: set one first, then record its readings."
        )
    require_plausible(work.holdings, measure, "reading", value)
    return measure


def _require_first(work: Transaction, standing: Standing, reading: RecordedReading) -> None:
    """Refuse a second reading for a day or a period, so that no period counts twice."""
    progress = standing.progress
    for there in progress.readings if progress else ():
        same_words = there.label.casefold() == reading.period_words.casefold()
        if there.id != reading.id and (there.on == reading.on or same_words):
            raise ChangeRefusedError(
                f"There is a reading for {there.label} ({date_words(there.on)}) already: withdraw "
                "it first if it is wrong."
            )


def _require_no_confirmation_on(standing: Standing, reading: RecordedReading) -> None:
    closing = standing.follow_up.last_closing
    is_confirmed = standing.follow_up.status is Status.CONFIRMED
    if is_confirmed and closing and reading.on <= (closing.measured_to or closing.on):
        raise ChangeRefusedError(
            "The recommendation was confirmed on this reading: re-open it first."
        )
