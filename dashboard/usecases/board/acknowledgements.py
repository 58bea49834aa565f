"""Members say that they have seen a warning; what the board made of each warning by a day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.core.areas import Service
from dashboard.core.board.acknowledgements import Attention, attention
from dashboard.core.board.meetings import Acknowledgement, Decision, Meeting
from dashboard.core.board.who_knew import Knowledge, WhoKnew, knowledge
from dashboard.core.entries import note_line
from dashboard.core.people import Actor, Deed, Person, Signature, require_may
from dashboard.core.published.warnings import EarlyWarning
from dashboard.core.rooms import require_room
from dashboard.definitions.records import Records
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.warnings import scan


def attentions(holdings: Holdings, warnings: Iterable[EarlyWarning]) -> tuple[Attention, ...]:
    """Return what a board made of some standing warnings by the holdings' day, in their order.

    Raises:
        NotAllowedError: if the room of one of them is not open.
    """
    standing = tuple(warnings)
    for warning in standing:
        holdings.require_room(warning.comparison.service.id)
    held = holdings.records
    acknowledgements = held.of(Acknowledgement).values()
    meetings = held.of(Meeting).values()
    return tuple(
        attention(warning, acknowledgements, meetings, holdings.as_of) for warning in standing
    )


def knowledge_of(holdings: Holdings, held: Iterable[Attention]) -> tuple[Knowledge, ...]:
    """Return what was known of some warnings by the holdings' day, in their order.

    It says who has seen each and what was decided; the page and the command line tell it.
    """
    records = holdings.records
    people, meetings = records.of(Person), records.of(Meeting)
    decisions = records.of(Decision).values()
    return tuple(knowledge(each, people, meetings, decisions) for each in held)


def who_knew(holdings: Holdings, service_name: str, day: dt.date) -> WhoKnew:
    """Return each warning of a day, and all that had been recorded about it by then.

    Figures, people, acknowledgements and decisions are those of the day.

    Raises:
        UnknownNameError: for a service nobody defined.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(service_name).id
    holdings.require_room(service)
    then = replace(holdings.of_service(service), as_of=day)
    scanned = scan(then, service)
    return WhoKnew(
        service=scanned.service,
        on=day,
        scanned=len(scanned.readings),
        warnings=knowledge_of(then, attentions(then, scanned.warnings)),
    )


def acknowledge(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    sid: str,
    service_id: str,
    warning_ids: Sequence[str],
    note: str = "",
    meeting: str = "",
) -> tuple[Acknowledgement, ...]:
    """Record that somebody has seen some warnings that stand now, with a note on all of them.

    Those that the same person acknowledged for the same period are left as they are.

    Raises:
        NotAllowedError: if it is not for somebody with these roles to acknowledge a warning, or it
            is another board's.
        UnknownNameError: for a service, or a meeting of it, that is not known.
        ChangeRefusedError: if who acts is not registered, a warning does not stand now, or the
            person acknowledged all of them already.
    """
    require_may(signature.actor, Deed.ACKNOWLEDGE)
    scanned = scan(holdings, service_id)
    require_room(signature.actor, scanned.service.id)
    warnings = _standing(scanned.warnings, warning_ids)
    written = note_line(note)
    with store.writing(signature) as work:
        held = work.records(scanned.service.id)
        _require_registered(held, signature.actor)
        _require_meeting(held, scanned.service, meeting)
        made = []
        for number, warning in enumerate(warnings, start=1):
            asked = _acknowledgement(signature, f"{sid}-{number}", warning, written, meeting)
            earlier = _earlier(held, asked)
            if earlier is None:
                work.add(asked)
            if earlier is None or earlier.id == asked.id:
                made.append(earlier or asked)
    return _required(made, signature.actor)


def _required(made: Sequence[Acknowledgement], actor: Actor) -> tuple[Acknowledgement, ...]:
    if not made:
        raise ChangeRefusedError(
            f"{actor.name} acknowledged this already: nothing more is needed until the next "
            "figure is published."
        )
    return tuple(made)


def _earlier(held: Records, asked: Acknowledgement) -> Acknowledgement | None:
    """Return what the same person said of the same figure of a warning, if they did."""
    wanted = (asked.warning, asked.period, asked.person)
    return next(
        (
            each
            for each in held.of(Acknowledgement).values()
            if (each.warning, each.period, each.person) == wanted
        ),
        None,
    )


def _standing(
    warnings: Iterable[EarlyWarning], warning_ids: Sequence[str]
) -> tuple[EarlyWarning, ...]:
    standing = {warning.id: warning for warning in warnings}
    for asked in warning_ids:
        if asked not in standing:
            raise ChangeRefusedError(
                f'The warning "{asked[:80]}" does not stand today: reload the page to see those '
                "that do."
            )
    return tuple(standing[asked] for asked in warning_ids)


def _require_registered(held: Records, actor: Actor) -> None:
    person = held.of(Person).get(actor.person_id)
    if person is None or not person.active:
        raise ChangeRefusedError(
            f"{actor.name} is not among the people registered here, and an acknowledgement needs "
            "one: add the name on the People page, then try again."
        )


def _require_meeting(held: Records, service: Service, meeting: str) -> None:
    mine = [each.id for each in held.of(Meeting).values() if each.service == service.id]
    if meeting and meeting not in mine:
        raise UnknownNameError.among("meeting", meeting, mine)


def _acknowledgement(
    signature: Signature, record_id: str, warning: EarlyWarning, note: str, meeting: str
) -> Acknowledgement:
    return Acknowledgement(
        id=record_id,
        service=warning.comparison.service.id,
        warning=warning.id,
        period=warning.comparison.period.id,
        person=signature.actor.person_id,
        by=signature.actor.name,
        at=signature.at,
        sentence=warning_sentence(warning).text,
        note=note,
        meeting=meeting,
    )
