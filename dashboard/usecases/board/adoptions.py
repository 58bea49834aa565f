"""A recommendation for others that a board makes an action of its own, and takes back again."""

import datetime as dt
from dataclasses import dataclass, replace

from dashboard.core.board.meetings import Decision, SubjectKind
from dashboard.core.entries import LONGEST_NOTE, item_id, paragraphs, sensible_day
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.register.follow_ups import FollowUp, Response, Status
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import listed
from dashboard.definitions.records import Records
from dashboard.errors import ChangeRefusedError
from dashboard.narrative.register.recommendations import shortened
from dashboard.store.engine import Store
from dashboard.usecases.board.register_decisions import (
    Subject,
    decision_on,
    require_own_meeting,
)
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.owners import body_of, owner_of
from dashboard.usecases.register.sources import numbered, require_own_id
from dashboard.usecases.register.transactions import Transaction, changing_item

OWN_WORDS = "The words are the board's own, not the source's."


@dataclass(frozen=True)
class OwnAction:
    """What a board will do itself; `id` is the form's own, `owner` a person's id, `body` a partner.

    `meeting` is the id of the meeting that decided it, "" for between meetings.
    """

    id: str
    wording: str
    owner: str = ""
    body: str = ""
    due: dt.date | None = None
    meeting: str = ""


def adopt(
    store: Store, holdings: Holdings, signature: Signature, recommendation_id: str, asked: OwnAction
) -> Recommendation:
    """Take an action of the board's own into the register for one that is for others; return it.

    Its owner, its due date and the decision are stored with it. The other one stays as it is. A
    second submit finds what the first one stored and changes nothing.

    Raises:
        NotAllowedError: unless who acts may record a decision of the board.
        UnknownNameError: for a recommendation or meeting that is not there.
        ChangeRefusedError: if it is not for others or was adopted already, the words, the owner or
            the due date are missing, the date is past, or the meeting is another board's.
    """
    require_may(signature.actor, Deed.DECIDE)
    with changing_item(store, holdings, signature, Recommendation, recommendation_id) as work:
        standing = work.standing(recommendation_id)
        there = work.records.of(Recommendation).get(asked.id)
        if there and there.adopts == recommendation_id:
            return there
        _require_adoptable(standing)
        _require_whole(asked)
        made = _own_action(work, standing.recommendation, asked)
        settled = _settled(work, made, asked)
        _decide(work, standing.recommendation, made.id, f"Adopted: {made.wording}", asked.meeting)
        work.add(made)
        work.add(settled)
        return made


def take_back(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    own_action_id: str,
    why: str,
    meeting: str = "",
) -> Recommendation:
    """Take an adopted action out of the register again, with the reason, and return it.

    Raises:
        NotAllowedError: unless who acts may record a decision of the board.
        UnknownNameError: for an action or meeting that is not there.
        ChangeRefusedError: if the reason is missing, it was not adopted, work on it was recorded,
            or the meeting is another board's.
    """
    require_may(signature.actor, Deed.DECIDE)
    reason = paragraphs("reason for taking it back", why, LONGEST_NOTE)
    with changing_item(store, holdings, signature, Recommendation, own_action_id) as work:
        held = work.held(Recommendation, own_action_id)
        if held.withdrawn_because == reason:
            return held
        _require_untouched(work, held)
        adopted_from = work.standing(held.adopts).recommendation
        text = f"No longer adopted: {held.wording} Reason: {reason}"
        _decide(work, adopted_from, _back_id(held.id), text, meeting)
        return work.change(replace(held, withdrawn_because=reason), why=reason)


def taken_back_words(records: Records, made: Recommendation) -> str:
    """Return when and why an adopted action was taken back, as a sentence."""
    decided = records.of(Decision).get(_back_id(made.id))
    on = f" on {date_words(decided.at.date())}" if decided else ""
    return f"This action was taken back{on}: {made.withdrawn_because}"


def _back_id(own_action_id: str) -> str:
    return f"{own_action_id}.back"


def _require_adoptable(standing: Standing) -> None:
    if not standing.for_others:
        raise ChangeRefusedError(
            "The recommendation is addressed to this service: follow it up as it is."
        )
    if standing.adopted_as is not None:
        raise ChangeRefusedError(f"It was adopted already: find it as {standing.adopted_as.label}.")


def _require_whole(asked: OwnAction) -> None:
    # All at once: a form that asks for one thing after another is tried three times.
    given = {
        "what your board will do": asked.wording.strip(),
        "an owner (a person or a partner)": asked.owner or asked.body,
        "a due date": asked.due,
    }
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise ChangeRefusedError(f"Still missing: {listed(missing)}. Fill in, then try again.")


def _own_action(work: Transaction, of: Recommendation, asked: OwnAction) -> Recommendation:
    made = replace(
        of,
        id=item_id(asked.id),
        published=PublicationDate(work.today.isoformat()),
        wording=paragraphs("text of what the board will do", asked.wording),
        addressee=work.holdings.catalogue.services[of.service].name,
        where="Adopted by the board",
        kind=SourceKind.OWN,
        wording_note=OWN_WORDS,
        measure=None,
        for_others=False,
        adopts=of.id,
    )
    require_own_id(work.holdings, made.id)
    return numbered(work, made)


def _settled(work: Transaction, made: Recommendation, asked: OwnAction) -> FollowUp:
    owner = owner_of(work.holdings, made.service, asked.owner)
    body = body_of(work.holdings, asked.body)
    if asked.due is not None and sensible_day("due date", asked.due) < work.today:
        raise ChangeRefusedError(
            f"The due date {date_words(asked.due)} is past: choose a day to come."
        )
    return FollowUp(
        made.id,
        made.service,
        Response.ACCEPTED,
        owner=owner,
        body=body,
        due=asked.due,
        original_due=asked.due,
        indicators=made.indicators,
    )


def _decide(
    work: Transaction, about: Recommendation, decision: str, text: str, meeting: str
) -> None:
    require_own_meeting(work.ledger, work.records, about.service, meeting)
    words = shortened(f"number {about.number}, {about.wording}")
    subject = Subject(about.service, SubjectKind.RECOMMENDATION, about.id, words)
    work.add(decision_on(subject, decision, text, meeting, work.signature))


def _require_untouched(work: Transaction, held: Recommendation) -> None:
    if not held.adopts:
        raise ChangeRefusedError("The board did not adopt this: close it as not done instead.")
    if held.withdrawn_because:
        raise ChangeRefusedError("It was taken back already: reload the page.")
    standing = work.standing(held.id)
    readings = standing.progress.readings if standing.progress else ()
    # A reading with an id was recorded here; the others are published figures.
    recorded = any(each.id for each in readings)
    recorded = recorded or bool(standing.actions or standing.updates or standing.evidence)
    if recorded or standing.follow_up.status is not Status.NOT_STARTED:
        raise ChangeRefusedError(
            "Work on it was recorded, which stays: close it as not done instead, with the reason."
        )
