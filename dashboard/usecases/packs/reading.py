"""What a board pack is made from: the result objects that the screens show, read once."""

from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.facts import PackFact
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackPlan
from dashboard.usecases.board.partners import PartnersReading
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.inspection.ratings import NoInspection, RatingsReading
from dashboard.usecases.overview import Overview
from dashboard.usecases.own.case_audits import CaseAuditsReading, NoAudits
from dashboard.usecases.register.recommendations import Register

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
class PackReading:
    """Everything that a pack tells, as at the holdings' day and with small numbers as asked.

    `last_meeting` is the newest one held before it. `before` is the pack issued last before this
    one, for the same audience, and `facts_before` are its facts; None and none without any.
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
    before: IssuedPack | None
    facts_before: tuple[PackFact, ...]
    corrected: IssuedPack | None
    frozen: Frozen
