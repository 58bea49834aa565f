"""What a board decides or challenges at a meeting, and what such a decision can be about."""

from collections.abc import Callable, Mapping

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Decision, DecisionKind, Meeting, SubjectKind
from dashboard.core.entries import paragraphs
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.register.actions import Action
from dashboard.core.rooms import require_room
from dashboard.definitions.records import Records
from dashboard.errors import UnknownNameError
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.narrative.register.recommendations import shortened
from dashboard.store.engine import Store
from dashboard.usecases.board.meetings import require_meeting, require_past
from dashboard.usecases.board.national_reports import national_reports
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.warnings import scan
from dashboard.usecases.register.recommendations import published_recommendations

LONGEST_DECISION, LONGEST_SUBJECT = 2_000, 160


def subjects(holdings: Holdings, meeting: Meeting, kind: SubjectKind) -> Mapping[str, str]:
    """Return what a decision of a meeting can be about: id to words.

    Of warnings, those that stand on the holdings' day and those that stood at the meeting.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(meeting.service)
    service = holdings.catalogue.service(meeting.service)
    return _SUBJECTS[kind](holdings, service, meeting)


def decisions_of(held: Records, meeting_id: str) -> tuple[Decision, ...]:
    """Return what was decided at a meeting, in the order of recording."""
    made = held.of(Decision).values()
    return tuple(each for each in made if each.meeting == meeting_id)


def record_decision(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    sid: str,
    meeting_id: str,
    kind: DecisionKind,
    subject_kind: SubjectKind,
    subject: str,
    text: str,
) -> Decision:
    """Record what a board decided or challenged at a meeting, for good; `sid` is its id.

    Raises:
        NotAllowedError: unless who acts may record a decision of the board.
        UnknownNameError: if there is no such meeting, or nothing of this kind has the id.
        ChangeRefusedError: if the meeting is still to come, or nothing was written.
    """
    require_may(signature.actor, Deed.DECIDE)
    written = paragraphs("text of what was decided", text, LONGEST_DECISION)
    with store.writing(signature) as work:
        held = holdings.with_records(work.records_about(Meeting, meeting_id))
        meeting = require_meeting(held.records, meeting_id)
        require_past(meeting, signature.at.date())
        words = _words_of(held, meeting, subject_kind, subject)
        decision = Decision(
            sid,
            meeting.service,
            meeting.id,
            kind,
            subject_kind,
            subject,
            words,
            written,
            signature.actor.name,
            signature.at,
        )
        work.add(decision)
    return decision


def decide_on_warning(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    sid: str,
    service_id: str,
    warning_id: str,
    kind: DecisionKind,
    text: str,
    meeting_id: str = "",
) -> Decision:
    """Record what a board decided about a warning, at a meeting or, with "", between meetings.

    Between meetings only a warning that stands on the holdings' day can be decided on.

    Raises:
        NotAllowedError: unless who acts may record a decision of the board.
        UnknownNameError: if there is no such service, meeting or warning of it.
        ChangeRefusedError: if the meeting is still to come, or nothing was written.
    """
    about = SubjectKind.WARNING
    if meeting_id:
        return record_decision(
            store, holdings, signature, sid, meeting_id, kind, about, warning_id, text
        )
    require_may(signature.actor, Deed.DECIDE)
    written = paragraphs("text of what was decided", text, LONGEST_DECISION)
    service = holdings.catalogue.service(service_id)
    require_room(signature.actor, service.id)
    standing = _standing_warnings(holdings, service)
    if warning_id not in standing:
        raise UnknownNameError.among(about.value, warning_id, standing)
    words, by = standing[warning_id], signature.actor.name
    decision = Decision(
        sid, service.id, "", kind, about, warning_id, words, written, by, signature.at
    )
    with store.writing(signature) as work:
        work.add(decision)
    return decision


def _words_of(holdings: Holdings, meeting: Meeting, kind: SubjectKind, subject: str) -> str:
    found = subjects(holdings, meeting, kind)
    if subject not in found:
        raise UnknownNameError.among(kind.value, subject, found)
    return found[subject]


def _warnings(holdings: Holdings, service: Service, meeting: Meeting) -> dict[str, str]:
    shown = {warning.id: warning.lead for warning in meeting.warnings}
    return shown | _standing_warnings(holdings, service)


def _standing_warnings(holdings: Holdings, service: Service) -> dict[str, str]:
    return {
        warning.id: warning_sentence(warning).lead
        for warning in scan(holdings, service.id).warnings
    }


def _recommendations(holdings: Holdings, service: Service, _meeting: Meeting) -> dict[str, str]:
    return {
        one.id: shortened(f"number {one.number}, {one.wording}", LONGEST_SUBJECT)
        for one in published_recommendations(holdings)
        if one.service == service.id
    }


def _actions(holdings: Holdings, service: Service, _meeting: Meeting) -> dict[str, str]:
    actions = holdings.records.of(Action).values()
    return {
        one.id: shortened(one.title, LONGEST_SUBJECT)
        for one in actions
        if one.service == service.id
    }


def _national_reports(holdings: Holdings, _service: Service, _meeting: Meeting) -> dict[str, str]:
    return {
        report.id: f"{report.title} ({report.published.words})"
        for report in national_reports(holdings).values()
    }


_SUBJECTS: Mapping[SubjectKind, Callable[[Holdings, Service, Meeting], dict[str, str]]] = {
    SubjectKind.WARNING: _warnings,
    SubjectKind.RECOMMENDATION: _recommendations,
    SubjectKind.ACTION: _actions,
    SubjectKind.NATIONAL_REPORT: _national_reports,
}
