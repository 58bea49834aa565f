"""Who knew what on a day, as the command line gives it to other programs; its keys are a contract.

They only ever grow.
"""

from typing import Any

from dashboard.core.board.meetings import Acknowledgement, Decision, Meeting
from dashboard.core.board.who_knew import Knowledge, WhoKnew
from dashboard.core.people import Person
from dashboard.narrative.board.who_knew import board_words
from dashboard.narrative.published.warnings import warning_sentence


def who_knew_contract(found: WhoKnew) -> dict[str, Any]:
    """Return each warning of a day, who had acknowledged it, and what was decided.

    Days and moments are in ISO 8601, moments in UTC; what nobody gave is null.
    """
    return {
        "service": found.service.id,
        "on": found.on.isoformat(),
        "figures_scanned": found.scanned,
        "warnings": [_warning(each) for each in found.warnings],
    }


def _warning(known: Knowledge) -> dict[str, Any]:
    held, comparison = known.attention, known.attention.warning.comparison
    return {
        "id": held.warning.id,
        "indicator": comparison.indicator.id,
        "area_code": comparison.area.code,
        "period": comparison.period.id,
        "sentence": warning_sentence(held.warning).text,
        "since": held.warning.since.id,
        "known_from": held.known_from.isoformat(),
        "stood_at_meetings": [meeting.on.isoformat() for meeting in held.stood_at],
        "overlooked": held.is_overlooked,
        "days_unacknowledged": held.days_unacknowledged,
        "acknowledged_by": [_knower(made, person) for made, person in known.knowers],
        "not_acknowledged_by": [_silent(known, person) for person in known.silent],
        "members": len(known.members),
        "members_who_saw": len(known.seen_by),
        "what_the_board_did": board_words(known).text,
        "decisions": [_decision(made, meeting) for made, meeting in known.decisions],
    }


def _knower(made: Acknowledgement, person: Person | None) -> dict[str, Any]:
    return {
        "name": made.by,
        "roles": [role.value for role in person.roles] if person else [],
        "body": person.body or None if person else None,
        "at": made.at.isoformat(),
        "period": made.period,
        "note": made.note or None,
    }


def _silent(known: Knowledge, person: Person) -> dict[str, Any]:
    decided = known.decided_by(person)
    return {
        "name": person.name,
        "roles": [role.value for role in person.roles],
        "body": person.body or None,
        "decided_on": decided.isoformat() if decided else None,
    }


def _decision(made: Decision, meeting: Meeting | None) -> dict[str, Any]:
    return {
        "kind": made.kind.value,
        "text": made.text,
        "by": made.by,
        "at": made.at.isoformat(),
        "meeting": meeting.on.isoformat() if meeting else None,
    }
