"""How the dashboard is run now: told to who looks after every service."""

import datetime as dt
from collections.abc import Iterator, Mapping

from dashboard import VERSION
from dashboard.core.people import Actor, Deed, Person, Role
from dashboard.core.rooms import EVERYBODYS_ROOM, Membership, admission_of, memberships_of
from dashboard.core.sentences import capitalised, counted
from dashboard.core.upkeep import RoleHeld, Status, UpkeepKind
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.records import Records
from dashboard.errors import NotAllowedError
from dashboard.narrative.people import EVERY_SERVICE, role_held
from dashboard.settings import Settings
from dashboard.store import about_database, upkeep
from dashboard.store.engine import Store
from dashboard.store.versions import newest_version


def status_of(
    store: Store, catalogue: Catalogue, actor: Actor | None, told: Settings, now: dt.datetime
) -> Status:
    """Return how the dashboard is run at a moment.

    Raises:
        NotAllowedError: unless the actor is administrator of every service.
    """
    if not (actor and actor.acts_in(EVERYBODYS_ROOM) and actor.may(Deed.MANAGE_PEOPLE)):
        raise NotAllowedError(
            "Only an administrator of every service may see how the dashboard is run: ask one."
        )
    with store.reading() as held:
        records = held.records()
        done = upkeep.last_of_each(held)
        return Status(
            now=now,
            version=VERSION,
            database=about_database.kind_of(held),
            size_bytes=about_database.size_bytes(held),
            tables_version=newest_version(),
            entries=held.history_head()[0],
            backup=done.get((UpkeepKind.BACKUP, True)),
            last={each.kind: each for each in done.values()},
            sessions=upkeep.sessions_now(held, now - dt.timedelta(minutes=told.idle_minutes)),
            roles=tuple(_roles(catalogue, records)),
            settings=tuple(_settings(told)),
        )


def _roles(catalogue: Catalogue, records: Records) -> Iterator[RoleHeld]:
    """Yield who has each role in every service, then in each by name."""
    held = _who_has(records)
    services = [*catalogue.services.values(), *catalogue.examples.values()]
    names = {one.id: one.name for one in services} | {EVERYBODYS_ROOM: capitalised(EVERY_SERVICE)}
    for service, place, words in sorted(
        held, key=lambda key: (key[0] != EVERYBODYS_ROOM, names.get(key[0], key[0]), *key[1:])
    ):
        people = sorted(held[service, place, words], key=str.casefold)
        yield RoleHeld(names.get(service, service), words, tuple(people))


def _who_has(records: Records) -> Mapping[tuple[str, int, str], set[str]]:
    """Return the names of who has a role, by service, the role's place among all, and its words."""
    order = list(Role)
    # A set, because somebody who belongs to a service may have the same role there once more.
    held: dict[tuple[str, int, str], set[str]] = {}
    further = records.of(Membership).values()
    for person in records.of(Person).values():
        admission = admission_of(person, further)
        for one in memberships_of(person, further):
            sees = admission.shows_small_numbers(one.service)
            for role in one.roles:
                key = (one.service, order.index(role), role_held(role, small_numbers=sees))
                held.setdefault(key, set()).add(person.name)
    return held


def _settings(told: Settings) -> Iterator[tuple[str, str]]:
    """Yield what matters of the settings, in words; none of them is a secret."""
    yield "How people sign in", _sign_in(told)
    if told.knows_who:
        yield "Signed out after", f"{counted(told.idle_minutes, 'minute')} without a click"
        yield "Sign in again after", str(counted(told.session_hours, "hour"))
    yield "Record of reads kept", str(counted(told.reads_kept_days, "day"))
    yield "Ended sessions kept", str(counted(told.sign_ins_kept_days, "day"))


def _sign_in(told: Settings) -> str:
    if told.signs_in:
        return f"with {told.sign_in_name or 'their own organisation'}"
    if told.proxy_header:
        return f"through {told.proxy_name}"
    return "not at all: each chooses their name, on this computer only"
