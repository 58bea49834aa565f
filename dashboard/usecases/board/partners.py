"""The partners of a board: which there are, what each owes, and whether it comes to meetings."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.core.board.attendance import PartnerAttendance, attendance_of
from dashboard.core.board.meetings import Meeting
from dashboard.core.entries import one_line
from dashboard.core.people import Deed, Partner, Person, Signature, require_may
from dashboard.core.register.recommendations import Recommendation
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.owners import partner_names
from dashboard.usecases.register.recommendations import Entry, RegisterFilter, register


@dataclass(frozen=True)
class Owed:
    """An open recommendation, or an open action of one (`action` is then its title).

    `owner` is the name of the person who owns it, or "".
    """

    recommendation: Recommendation
    partner: str
    owner: str
    due: dt.date | None
    late: bool
    action: str = ""


@dataclass(frozen=True)
class PartnerReading:
    """What a partner owes, the earliest due first, and how it attended the meetings held."""

    name: str
    owed: tuple[Owed, ...]
    attendance: PartnerAttendance

    @property
    def recommendations(self) -> int:
        return sum(not each.action for each in self.owed)

    @property
    def actions(self) -> int:
        return sum(bool(each.action) for each in self.owed)

    @property
    def late(self) -> int:
        return sum(each.late for each in self.owed)


@dataclass(frozen=True)
class PartnersReading:
    """Every partner of a service, those that are late first; `unowned` is owed by no partner.

    `meetings_held` counts the meetings held by the day.
    """

    partners: tuple[PartnerReading, ...]
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

    Raises:
        NotAllowedError: unless the actor may edit the register.
        ChangeRefusedError: if the name is missing, too long or taken.
    """
    require_may(signature.actor, Deed.EDIT)
    partner = Partner(sid, one_line("name of the partner", name))
    with store.writing(signature) as work:
        held = holdings.with_records(work.records(""))
        others = {n.lower() for n in held.catalogue.partners}
        others |= {p.name.lower() for p in held.records.of(Partner).values() if p.id != sid}
        if partner.name.lower() in others:
            raise ChangeRefusedError(f'"{partner.name}" is a partner already: choose it instead.')
        work.add(partner)
    return partner


def read_partners(holdings: Holdings, service_id: str) -> PartnersReading:
    """Return what each partner of a service owes on the holdings' day, and how it attended.

    What has no partner of its own is owed by the partner that its owner comes from. A partner that
    owes something, or was at a meeting, is there even if it is no longer listed.

    Raises:
        UnknownNameError: if there is no such service.
    """
    holdings = holdings.of_service(service_id)
    entries = register(holdings, RegisterFilter(service_id)).entries
    owed = sorted(_owed(holdings, entries), key=lambda each: each.due or dt.date.max)
    meetings = _meetings(holdings, service_id)
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
    return PartnersReading(
        tuple(sorted(readings, key=lambda each: (-each.late, -len(each.owed)))),
        tuple(each for each in owed if not each.partner),
        sum(meeting.held for meeting in meetings),
    )


def _meetings(holdings: Holdings, service_id: str) -> list[Meeting]:
    every = holdings.records.of(Meeting).values()
    return [each for each in every if each.service == service_id and each.on <= holdings.as_of]


def _owed(holdings: Holdings, entries: Iterable[Entry]) -> Iterator[Owed]:
    people = holdings.records.of(Person)
    for entry in entries:
        standing = entry.standing
        settled, one = standing.follow_up, entry.recommendation
        if standing.is_open:
            late = settled.due is not None and settled.due < holdings.as_of
            names = _names(people, settled.owner, settled.body)
            yield Owed(one, *names, settled.due, late)
            for action in standing.open_actions:
                names = _names(people, action.owner, action.body)
                yield Owed(one, *names, action.due, action.is_late(holdings.as_of), action.title)


def _names(people: Mapping[str, Person], owner: str, body: str) -> tuple[str, str]:
    person = people.get(owner)
    if person is None:
        return body, ""
    return body or person.body, person.name
