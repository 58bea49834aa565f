"""`people`: who is registered here, and in which roles."""

import datetime as dt
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from dashboard.commands import signing
from dashboard.commands.printing import print_json, wants_json, write_file
from dashboard.core.people import Person, Role
from dashboard.core.rooms import Membership
from dashboard.reports.held import held_bytes
from dashboard.reports.people import further_roles, people_contract
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.register.owners import people_of
from dashboard.usecases.upkeep.held import held_about
from dashboard.usecases.upkeep.leaving import pseudonymise as replace_the_name
from dashboard.usecases.upkeep.people import (
    PersonToSave,
    add_person,
    change_person,
    find_person,
    save_membership,
)

_ROLES = {role.name.lower(): role for role in Role}
roles = click.option(
    "--role", "roles", multiple=True, type=click.Choice(list(_ROLES)), help="May be repeated."
)


@click.group()
def people() -> None:
    """People who may act here: listed, added and changed, as an administrator."""


def _service_id(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """Return the id of the service named; None where none was, "" for every one."""
    return _opened()[1].catalogue.service(name).id if name else name


@people.command("list")
@wants_json
@click.option("--service", callback=_service_id, help="Only those who can act for a service.")
def list_all(as_json: bool, service: str | None) -> None:
    """List everybody registered; those who left are marked."""
    records = _opened()[1].records
    every = records.of(Person).values() if service is None else people_of(records, service)
    # For one service the roles are already those that hold there.
    further = further_roles(records.of(Membership).values() if service is None else ())
    contract = [each | {"further": further.get(each["id"], {})} for each in people_contract(every)]
    if as_json:
        print_json(contract)
    for one in () if as_json else contract:
        left = "" if one["active"] else " (left)"
        body = f", {one['body']}" if one["body"] else ""
        of = f" ({one['service']})" if one["service"] else ""
        click.echo(f"{one['name']}{of}{left}: {', '.join(one['roles'])}{body}{_further(one)}")


def _further(one: Mapping[str, Any]) -> str:
    told = (f"{service}: {', '.join(roles)}" for service, roles in sorted(one["further"].items()))
    return "".join(f"; in {each}" for each in told)


@people.command()
@click.argument("name")
@roles
@click.option("--body", default="", help="The partner that they come from.")
@click.option("--service", callback=_service_id, help="Where they belong; else to every service.")
@signing.by
def add(name: str, roles: tuple[str, ...], body: str, service: str | None, by: str) -> None:
    """Add a person, with one role or more."""
    asked = PersonToSave(str(uuid.uuid4()), name, _roles(roles), body, service=service or "")
    signed = signing.signature(by, Role.ADMINISTRATOR)
    added = add_person(*_opened(), signed, asked)
    click.echo(f"{added.name} was added.")


@people.command()
@click.argument("name")
@click.option("--name", "new_name", help="A new name.")
@roles
@click.option("--body", help="The partner that they come from; empty for none.")
@click.option("--left/--back", default=None, help="Whether they left, or came back.")
@click.option("--service", callback=_service_id, help="Where they belong; empty for all.")
@signing.by
def change(
    name: str,
    new_name: str | None,
    roles: tuple[str, ...],
    body: str | None,
    left: bool | None,
    service: str | None,
    by: str,
) -> None:
    """Change a person's name, roles (give all of them again) or partner, or say they left."""
    store, held = _opened()
    before = find_person(held, name)
    asked = PersonToSave(
        before.id,
        before.name if new_name is None else new_name,
        _roles(roles) or before.roles,
        before.body if body is None else body,
        before.active if left is None else not left,
        before.service if service is None else service,
    )
    signed = signing.signature(by, Role.ADMINISTRATOR)
    version = held.records.version_of(before)
    changed = change_person(store, held, signed, asked, version)
    click.echo(f"{changed.name} was changed.")


@people.command()
@click.argument("name")
@click.option("--service", required=True, callback=_service_id, help="The further service.")
@roles
@click.option("--small-numbers", is_flag=True, help="A reader sees small numbers there too.")
@click.option("--end", is_flag=True, help="They have no role there any more.")
@signing.by
def join(
    name: str, service: str, roles: tuple[str, ...], small_numbers: bool, end: bool, by: str
) -> None:
    """Say which roles a person has in a further service (give all of them), or that it ended."""
    store, held = _opened()
    person = find_person(held, name)
    before = held.records.of(Membership).get(f"{service}:{person.id}")
    given = _roles(roles) or (before.roles if before else ())
    asked = Membership(service, person.id, person.name, given, small_numbers, not end)
    version = held.records.version_of(asked)
    signed = signing.signature(by, Role.ADMINISTRATOR)
    save_membership(store, held, signed, asked, version)
    click.echo(f"The roles of {person.name} in {service} were saved.")


def _roles(names: tuple[str, ...]) -> tuple[Role, ...]:
    return tuple(_ROLES[name] for name in names)


def _opened() -> tuple[Store, Holdings]:
    catalogue, store = open_store_with_shipped_figures()
    today = dt.datetime.now(tz=dt.UTC).date()
    return store, holdings_of(catalogue, store, today, today)


@people.command()
@click.argument("name")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The file (JSON) to write."
)
def export(name: str, out: Path) -> None:
    """Write all that is kept about a person into a file, but for what stands in files."""
    store, held = _opened()
    actor = signing.signature(role=Role.ADMINISTRATOR).actor
    write_file(out, held_bytes(held_about(store, actor, find_person(held, name).id)))


@people.command()
@click.argument("name")
@click.option("--why", default="", help="The reason, which is recorded.")
@click.confirmation_option(
    prompt="The name stays in files: evidence, loaded files, issued packs, backups. Elsewhere it "
    "is replaced for good. Go on?"
)
@signing.by
def pseudonymise(name: str, why: str, by: str) -> None:
    """Replace the name of somebody who left, for good; their account is deleted."""
    store, held = _opened()
    signed = signing.signature(by, Role.ADMINISTRATOR)
    done = replace_the_name(store, signed, find_person(held, name).id, why)
    click.echo(
        f"They are called {done.name} from now on: the name was replaced in {done.entries:,} "
        "entries of the history. It stays in files: evidence, loaded files, issued packs, backups."
    )
