"""What each partner and person of a board owes, and whether a partner comes to meetings."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.core.board.attendance import PartnerAttendance, attendance_of
from dashboard.core.board.meetings import Meeting
from dashboard.core.entries import one_line
from dashboard.core.people import Deed, Partner, Person, Signature, require_may
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.board.owed import Owed, OwedKind, checks_owed_by, in_order, owed_of
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.owners import partner_names, people_of
from dashboard.usecases.register.recommendations import Entry, RegisterFilter, register


@dataclass(frozen=True)
class PartnerReading:
    """What a partner owes, the earliest due first, and how it attended the meetings held."""

    name: str
    owed: tuple[Owed, ...]
    attendance: PartnerAttendance

    @property
    def late(self) -> int:
        return sum(each.late for each in self.owed)

    @property
    def open_by_kind(self) -> tuple[int, int, int]:
        """How many recommendations, actions and readings it owes."""
        kinds = [each.kind for each in self.owed]
        return (
            kinds.count(OwedKind.RECOMMENDATION),
            kinds.count(OwedKind.ACTION),
            kinds.count(OwedKind.READING),
        )


@dataclass(frozen=True)
class PersonReading:
    """What a person owes, the earliest due first: what they own, and what waits for their check."""

    person: Person
    owed: tuple[Owed, ...]

    @property
    def late(self) -> int:
        return sum(each.late for each in self.owed)


@dataclass(frozen=True)
class PartnersReading:
    """Every partner of a service, those that are late first, and its people, by name.

    `unowned` is owed by no partner, and `meetings_held` counts the meetings held by the day.
    """

    partners: tuple[PartnerReading, ...]
    people: tuple[PersonReading, ...]
    unowned: tuple[Owed, ...]
    meetings_held: int


def require_partner(holdings: Holdings, name: str) -> str:
    """Return the name of a partner as it is held.

    Raises:
        UnknownNameError: if there is no such partner, naming the nearest.
    """
    names = partner_names(holdings)
    if name not in names:
        raise UnknownNameError.among("partner", name, names)
    return name


def add_partner(
    store: Store, holdings: Holdings, signature: Signature, sid: str, name: str
) -> Partner:
    """Store a partner of the board, which needs no account, and return it; `sid` is its id.

    It is a partner of the service in which somebody acts, or of every one.

    Raises:
        NotAllowedError: unless the actor may edit the register.
        ChangeRefusedError: if the name is missing, too long or taken.
    """
    require_may(signature.actor, Deed.EDIT)
    room = signature.actor.room
    partner = Partner(sid, one_line("name of the partner", name), room)
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(room))
        others = {n.lower() for n in held.catalogue.partners}
        others |= {p.name.lower() for p in held.records.of(Partner).values() if p.id != sid}
        if partner.name.lower() in others:
            raise ChangeRefusedError(f'"{partner.name}" is a partner already: choose it instead.')
        work.add(partner)
    return partner


def read_partners(holdings: Holdings, service_id: str) -> PartnersReading:
    """Return what each partner and person of a service owes on the holdings' day.

    Of a partner it is also said how it attended. A partner that owes something, or was at a
    meeting, is there even if it is no longer listed.

    Raises:
        UnknownNameError: if there is no such service.
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service_id)
    holdings = holdings.of_service(service_id)
    entries = register(holdings, RegisterFilter(service_id)).entries
    owed = owed_of(holdings, entries)
    meetings = _meetings(holdings, service_id)
    return PartnersReading(
        _partners(holdings, owed, meetings),
        _people(holdings, service_id, owed, entries),
        # A reading without a partner is told by its recommendation, which has none either.
        tuple(each for each in owed if not each.partner and each.kind is not OwedKind.READING),
        sum(meeting.held for meeting in meetings),
    )


def _partners(
    holdings: Holdings, owed: Sequence[Owed], meetings: Sequence[Meeting]
) -> tuple[PartnerReading, ...]:
    noted = [each.body for meeting in meetings for each in meeting.attendance]
    names = dict.fromkeys((*partner_names(holdings), *(each.partner for each in owed), *noted))
    readings = [
        PartnerReading(
            name,
            tuple(each for each in owed if each.partner == name),
            attendance_of(name, meetings, holdings.as_of),
        )
        for name in names
        if name
    ]
    return tuple(sorted(readings, key=lambda each: (-each.late, -len(each.owed))))


def _people(
    holdings: Holdings, service_id: str, owed: Sequence[Owed], entries: Sequence[Entry]
) -> tuple[PersonReading, ...]:
    return tuple(
        PersonReading(
            person,
            in_order(
                (
                    *(each for each in owed if each.owner == person.id),
                    *checks_owed_by(person, entries),
                )
            ),
        )
        for person in people_of(holdings.records, service_id)
    )


def _meetings(holdings: Holdings, service_id: str) -> list[Meeting]:
    every = holdings.records.of(Meeting).values()
    return [each for each in every if each.service == service_id and each.on <= holdings.as_of]
