"""The thematic radar: national reports, what a board made of them, drafts taken or declined."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Decision, SubjectKind
from dashboard.core.board.national_reports import (
    Consideration,
    NationalReport,
    considerations,
    draft_decision_id,
    draft_recommendation_id,
)
from dashboard.core.entries import (
    LONGEST_NOTE,
    one_line,
    published_of,
    sensible_day,
    web_address,
)
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.core.rooms import EVERYBODYS_ROOM, require_room
from dashboard.definitions.records import Records
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.board.register_decisions import (
    Subject,
    decision_on,
    require_own_meeting,
)
from dashboard.usecases.holdings import Holdings

LONGEST_TITLE, LONGEST_DRAFT, MOST_DRAFTS = 200, 1_000, 20
OFFICERS_WORDING = (
    "The wording is that of {name}, who added the report here; it is not the report's."
)


@dataclass(frozen=True)
class ReportToAdd:
    """A national report as somebody typed it; `published` as precise as it is known (2018-03).

    `id` is given by the form, and `drafts` has one draft a line.
    """

    id: str
    title: str
    publisher: str
    published: str
    address: str = ""
    drafts: str = ""


def national_reports(holdings: Holdings) -> Mapping[str, NationalReport]:
    """Return every national report known on the day by id: those that ship, then those added.

    One that ships counts once it was surely published; whoever added one had it in hand.
    """
    shipped = {
        name: report
        for name, report in holdings.catalogue.national_reports.items()
        if report.published.latest <= holdings.as_of
    }
    return shipped | dict(holdings.records.of(NationalReport))


def radar(holdings: Holdings, service_name: str) -> tuple[Consideration, ...]:
    """Return the reports known on the day with what a service's board made of each.

    Those not considered come first, the oldest of them first.

    Raises:
        UnknownNameError: for a service nobody defined.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(service_name)
    holdings.require_room(service.id)
    held = holdings.of_service(service.id)
    decisions = held.records.of(Decision).values()
    reports = national_reports(held).values()
    return considerations(reports, decisions, service.id, holdings.as_of)


def add_report(
    store: Store, holdings: Holdings, signature: Signature, asked: ReportToAdd
) -> NationalReport:
    """Store a national report, which every service sees, and return it.

    Raises:
        NotAllowedError: unless who acts may edit the register.
        DashboardError: if a text is missing or too long, the date is none or still to come, the
            address is no web address, or a report of this title and date is there.
    """
    require_may(signature.actor, Deed.EDIT)
    require_room(signature.actor, EVERYBODYS_ROOM)
    report = _report(signature, asked)
    sensible_day("date of publication", report.published.earliest)
    if report.published.earliest > signature.at.date():
        raise ChangeRefusedError(
            f"{report.published.words} is still to come: write when the report was published."
        )
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(""))
        _require_new(held, report)
        work.add(report)
    return report


def accept_draft(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    service_id: str,
    report_id: str,
    draft: int,
    meeting: str = "",
) -> Recommendation:
    """Take a draft of a report, numbered from 1, into the register, and record the decision.

    A second submit finds what the first one stored and changes nothing.

    Raises:
        NotAllowedError: unless who acts may record a decision of the board.
        UnknownNameError: for a service, report, draft or meeting that is not there.
        ChangeRefusedError: if the board declined it before, or the meeting is another board's.
    """
    require_may(signature.actor, Deed.DECIDE)
    require_room(signature.actor, service_id)
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(service_id))
        service, report = _found(held, service_id, report_id)
        wording = _wording(report, draft)
        require_own_meeting(work, held.records, service.id, meeting)
        recommendation = _recommendation(service, report, draft, wording)
        if recommendation.id in held.records.of(Recommendation):
            return held.records.of(Recommendation)[recommendation.id]
        _require_undecided(held.records, service.id, report.id, draft)
        text = f"Accepted as a recommendation: {wording}"
        decision = _decision(signature, service, report, draft, text, meeting)
        work.add(recommendation)
        work.add(decision)
    return recommendation


def decline_draft(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    service_id: str,
    report_id: str,
    draft: int,
    reason: str,
    meeting: str = "",
) -> Decision:
    """Record that a board does not take a draft of a report, numbered from 1, and why.

    Raises:
        NotAllowedError: unless who acts may record a decision of the board.
        UnknownNameError: for a service, report, draft or meeting that is not there.
        ChangeRefusedError: if the reason is missing, the board decided on the draft before, or the
            meeting is another board's.
    """
    require_may(signature.actor, Deed.DECIDE)
    require_room(signature.actor, service_id)
    why = one_line("reason for declining", reason, LONGEST_NOTE)
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(service_id))
        service, report = _found(held, service_id, report_id)
        require_own_meeting(work, held.records, service.id, meeting)
        text = f"Declined: {_wording(report, draft)} Reason: {why}"
        decision = _decision(signature, service, report, draft, text, meeting)
        before = held.records.of(Decision).get(decision.id)
        if before is not None and before.text == text:
            return before
        _require_undecided(held.records, service.id, report.id, draft)
        work.add(decision)
    return decision


def _report(signature: Signature, asked: ReportToAdd) -> NationalReport:
    lines = [line for line in asked.drafts.splitlines() if line.strip()]
    if len(lines) > MOST_DRAFTS:
        raise ChangeRefusedError(
            f"There are {len(lines)} drafts, and a report can have {MOST_DRAFTS}: leave some out."
        )
    drafts = tuple(one_line("draft", line, LONGEST_DRAFT) for line in lines)
    return NationalReport(
        id=asked.id,
        title=one_line("title of the report", asked.title, LONGEST_TITLE),
        publisher=one_line("publisher", asked.publisher, LONGEST_TITLE),
        published=published_of(one_line("date of publication", asked.published)),
        address=web_address("web address", asked.address),
        drafts=drafts,
        drafts_note=OFFICERS_WORDING.format(name=signature.actor.name) if drafts else "",
    )


def _require_new(held: Holdings, report: NationalReport) -> None:
    for other in national_reports(held).values():
        same = other.title.lower() == report.title.lower() and other.published == report.published
        if same and other.id != report.id:
            raise ChangeRefusedError(
                f'"{report.title}" of {report.published.words} is there already: use that one.'
            )


def _found(held: Holdings, service_id: str, report_id: str) -> tuple[Service, NationalReport]:
    reports = national_reports(held)
    if report_id not in reports:
        raise UnknownNameError.among("national report", report_id, reports)
    return held.catalogue.service(service_id), reports[report_id]


def _wording(report: NationalReport, draft: int) -> str:
    numbers = {str(number): text for number, text in enumerate(report.drafts, start=1)}
    if str(draft) not in numbers:
        raise UnknownNameError.among(f'draft of "{report.title}"', str(draft), numbers)
    return numbers[str(draft)]


def _recommendation(
    service: Service, report: NationalReport, draft: int, wording: str
) -> Recommendation:
    return Recommendation(
        id=draft_recommendation_id(service.id, report.id, draft),
        service=service.id,
        published=report.published,
        number=draft,
        wording=wording,
        addressee=f"{service.name} youth justice service",
        source=report.title,
        where=f"Draft {draft}, accepted by the board",
        kind=SourceKind.THEMATIC,
        wording_note=report.drafts_note,
    )


def _decision(
    signature: Signature,
    service: Service,
    report: NationalReport,
    draft: int,
    text: str,
    meeting: str,
) -> Decision:
    words = f"draft {draft} of {report.title}"
    subject = Subject(service.id, SubjectKind.NATIONAL_REPORT, report.id, words)
    decision_id = draft_decision_id(service.id, report.id, draft)
    return decision_on(subject, decision_id, text, meeting, signature)


def _require_undecided(held: Records, service: str, report: str, draft: int) -> None:
    before = held.of(Decision).get(draft_decision_id(service, report, draft))
    if before is not None:
        verdict = before.text.partition(":")[0].lower()
        raise ChangeRefusedError(
            f"Draft {draft} was {verdict} by the board before (recorded by {before.by}): add a "
            "recommendation on the Recommendations page if the board thinks otherwise now."
        )
