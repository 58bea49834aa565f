"""What a board pack is made from: the result objects that the screens show, read once."""

import re
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.facts import PackFact
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackPlan
from dashboard.errors import DashboardError, UnknownNameError
from dashboard.usecases.board.meetings import calendar, require_meeting
from dashboard.usecases.board.partners import PartnersReading, read_partners
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.inspection.ratings import NoInspection, RatingsReading, read_ratings
from dashboard.usecases.overview import Overview, read_overview
from dashboard.usecases.own.case_audits import CaseAuditsReading, NoAudits, read_case_audits
from dashboard.usecases.register.recommendations import Register, RegisterFilter, register

# Where the dashboard is, if nobody says: the address in the links of a pack.
USUAL_ADDRESS = "http://localhost:8501"


@dataclass(frozen=True)
class PackAsked:
    """Which pack is asked for.

    `meeting` is the id of the meeting it is for, or "". `address` is where the dashboard is.
    `corrects` is the id of an issued pack that it will stand in place of, or "", and `why` why.
    """

    service: str
    meeting: str = ""
    audience: Mode = Mode.PUBLIC
    address: str = USUAL_ADDRESS
    corrects: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        # It comes from a browser or a command, and stands as a link in what everybody opens.
        if not re.match(r"https?://[^\s/]", self.address):
            raise DashboardError(
                f'"{self.address[:60]}" is not where the dashboard can be: name an address that '
                "begins with http:// or https://."
            )


@dataclass(frozen=True)
class Frozen:
    """What of the database a pack carries so that it can be checked: the head of the history.

    `seal` is a checksum over the secret salts of the service's own figures, "" where it has none
    or the pack is public; nobody can tell small numbers from a checksum that rests on it.
    """

    entries: int
    head: str
    seal: str = ""


@dataclass(frozen=True)
class Earlier:
    """What was issued before a pack that is made now.

    `pack` was issued last, for the same audience, and `facts` are what it told; `corrected` is the
    one in place of which this one is asked for. None where there is none.
    """

    pack: IssuedPack | None = None
    facts: tuple[PackFact, ...] = ()
    corrected: IssuedPack | None = None


@dataclass(frozen=True)
class PackReading:
    """Everything that a pack tells, as at the holdings' day and with small numbers as asked.

    `last_meeting` is the newest one held before the pack's own, None without any.
    """

    holdings: Holdings
    asked: PackAsked
    plan: PackPlan
    service: Service
    meeting: Meeting | None
    last_meeting: Meeting | None
    overview: Overview
    ratings: RatingsReading | NoInspection
    audits: CaseAuditsReading | NoAudits
    register: Register
    partners: PartnersReading
    earlier: Earlier
    frozen: Frozen


def read_pack(
    holdings: Holdings, asked: PackAsked, plan: PackPlan, frozen: Frozen, earlier: Earlier
) -> PackReading:
    """Return what the pack of a service tells, as at the holdings' day.

    Raises:
        UnknownNameError: for a service, or a meeting of it, that is not there.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(asked.service)
    holdings.require_room(service.id)
    holdings = holdings.of_service(service.id).showing(service)
    meeting = _meeting(holdings, service, asked.meeting)
    return PackReading(
        holdings=holdings,
        asked=asked,
        plan=plan,
        service=service,
        meeting=meeting,
        last_meeting=_last_meeting(holdings, service, meeting),
        overview=read_overview(holdings, service.id, asked.audience),
        ratings=read_ratings(holdings, service.id),
        audits=read_case_audits(holdings, service.id, asked.audience),
        register=register(holdings, RegisterFilter(service=service.id)),
        partners=read_partners(holdings, service.id),
        earlier=earlier,
        frozen=frozen,
    )


def _meeting(holdings: Holdings, service: Service, meeting_id: str) -> Meeting | None:
    if not meeting_id:
        return None
    # Of a past day the meeting may have been recorded afterwards.
    meeting = require_meeting(holdings.records_now, meeting_id)
    if meeting.service != service.id:
        mine = [each.id for each in holdings.records_now.of(Meeting).values()]
        raise UnknownNameError.among("meeting", meeting_id, mine)
    return meeting


def _last_meeting(holdings: Holdings, service: Service, meeting: Meeting | None) -> Meeting | None:
    held = calendar(holdings, service.id).held
    until = meeting.on if meeting else holdings.as_of
    return next((each for each in held if each.on < until and each != meeting), None)
