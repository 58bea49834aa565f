"""How a service says that it meets the national standards: read, assessed, taken back."""

import datetime as dt
from dataclasses import dataclass, replace

from dashboard.core.areas import Service
from dashboard.core.board.national_standards import (
    Answer,
    NationalStandard,
    NationalStandards,
    StandardAssessment,
    StandardStanding,
    standard_standings,
)
from dashboard.core.entries import (
    LONGEST_NOTE,
    item_id,
    not_after,
    note_line,
    one_line,
    paragraphs,
    web_address,
)
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.periods import date_words
from dashboard.core.rooms import require_room
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.transactions import changing_item


@dataclass(frozen=True)
class StandardsReading:
    """The standards in force on the holdings' day, and where each stands by the service's own word.

    `standings` is empty for a day before the standards were published.
    """

    service: Service
    edition: NationalStandards
    standings: tuple[StandardStanding, ...]


@dataclass(frozen=True)
class AssessmentToRecord:
    """An assessment of a standard as somebody typed it; `id` is given by the form."""

    id: str
    service: str
    standard: str
    answer: Answer | None
    assessed_by: str
    on: dt.date | None
    evidence: str = ""
    link: str = ""
    note: str = ""


def read_standards(holdings: Holdings, service_name: str) -> StandardsReading:
    """Return every national standard with what a service said of it by the holdings' day.

    Raises:
        UnknownNameError: for a service nobody defined.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(service_name)
    holdings.require_room(service.id)
    edition = _edition(holdings)
    in_force = edition.published.latest <= holdings.as_of
    held = holdings.of_service(service.id).records.of(StandardAssessment).values()
    known = edition.standards if in_force else ()
    standings = standard_standings(known, held, service.id, holdings.as_of)
    return StandardsReading(service, edition, standings)


def record_assessment(
    store: Store, holdings: Holdings, signature: Signature, asked: AssessmentToRecord
) -> StandardAssessment:
    """Store what a service says of a standard, and return it; earlier assessments stay.

    A second submit of the same form stores nothing more.

    Raises:
        NotAllowedError: unless who acts may record a decision of the board.
        UnknownNameError: for a service or a standard that is not there.
        ChangeRefusedError: if the answer, who assessed it or the day is missing, the day is still
            to come or before the standards were published, a text is too long, or the link is no
            web address.
    """
    require_may(signature.actor, Deed.DECIDE)
    service = holdings.catalogue.service(asked.service)
    require_room(signature.actor, service.id)
    edition = _edition(holdings)
    made = _assessment(signature, asked, service, edition.standard(asked.standard))
    _require_published(edition, made.on)
    with store.writing(signature) as work:
        work.add(made)
    return made


def withdraw_assessment(
    store: Store, holdings: Holdings, signature: Signature, assessment_id: str, because: str
) -> StandardAssessment:
    """Store that an assessment counts no longer, and return it; the one before it counts again.

    Raises:
        NotAllowedError: unless who acts may record a decision of the board.
        UnknownNameError: for an assessment that is not there.
        ChangeRefusedError: if the reason is missing, or it was withdrawn already.
    """
    require_may(signature.actor, Deed.DECIDE)
    reason = paragraphs("reason for withdrawing it", because, LONGEST_NOTE)
    with changing_item(store, holdings, signature, StandardAssessment, assessment_id) as work:
        held = work.held(StandardAssessment, assessment_id)
        if held.withdrawn_because == reason:
            return held
        if not held.in_use:
            raise ChangeRefusedError("The assessment was withdrawn already: reload the page.")
        return work.change(replace(held, withdrawn_because=reason), why=reason)


def _edition(holdings: Holdings) -> NationalStandards:
    edition = holdings.catalogue.national_standards
    if edition is None:
        raise UnknownNameError("We have no national standards: restore their file.")
    return edition


def _require_published(edition: NationalStandards, day: dt.date) -> None:
    published = edition.published
    if day < published.earliest:
        raise ChangeRefusedError(
            f"The day of the assessment is {date_words(day)}, and the standards were published in "
            f"{published.words}: correct it."
        )


def _assessment(
    signature: Signature, asked: AssessmentToRecord, service: Service, standard: NationalStandard
) -> StandardAssessment:
    if asked.answer is None or asked.on is None:
        missing = "answer" if asked.answer is None else "day of the assessment"
        raise ChangeRefusedError(f"The {missing} is missing: give it, then try again.")
    return StandardAssessment(
        id=item_id(asked.id),
        service=service.id,
        standard=standard.code,
        standard_words=standard.name,
        answer=asked.answer,
        assessed_by=one_line("name of who assessed it", asked.assessed_by),
        on=not_after("day of the assessment", asked.on, signature.at.astimezone(dt.UTC).date()),
        by=signature.actor.name,
        at=signature.at,
        evidence=paragraphs("evidence", asked.evidence, may_be_empty=True),
        link=web_address("link to the evidence", asked.link),
        note=note_line(asked.note),
    )
