"""`people`: who is registered here, and in which roles."""

import datetime as dt
import uuid

import click

from dashboard.commands import signing
from dashboard.commands.printing import print_json, wants_json
from dashboard.core.people import Person, Role
from dashboard.reports.people import people_contract
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.upkeep.people import PersonToSave, add_person, change_person, find_person

_ROLES = {role.name.lower(): role for role in Role}
roles = click.option(
    "--role", "roles", multiple=True, type=click.Choice(list(_ROLES)), help="May be repeated."
)


@click.group()
def people() -> None:
    """People who may act here: listed, added and changed, as an administrator."""


@people.command("list")
@wants_json
def list_all(as_json: bool) -> None:
    """List everybody registered; those who left are marked."""
    contract = people_contract(_opened()[1].records.of(Person).values())
    if as_json:
        print_json(contract)
    for one in () if as_json else contract:
        left = "" if one["active"] else " (left)"
        body = f", {one['body']}" if one["body"] else ""
        click.echo(f"{one['name']}{left}: {', '.join(one['roles'])}{body}")


@people.command()
@click.argument("name")
@roles
@click.option("--body", default="", help="The partner that they come from.")
@signing.by
def add(name: str, roles: tuple[str, ...], body: str, by: str) -> None:
    """Add a person, with one role or more."""
    asked = PersonToSave(str(uuid.uuid4()), name, _roles(roles), body)
    signed = signing.signature(by, Role.ADMINISTRATOR)
    added = add_person(*_opened(), signed, asked)
    click.echo(f"{added.name} was added.")


@people.command()
@click.argument("name")
@click.option("--name", "new_name", help="A new name.")
@roles
@click.option("--body", help="The partner that they come from; empty for none.")
@click.option("--left/--back", default=None, help="Whether they left, or came back.")
@signing.by
def change(
    name: str,
    new_name: str | None,
    roles: tuple[str, ...],
    body: str | None,
    left: bool | None,
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
    )
    signed = signing.signature(by, Role.ADMINISTRATOR)
    version = held.records.version_of(before)
    changed = change_person(store, held, signed, asked, version)
    click.echo(f"{changed.name} was changed.")


def _roles(names: tuple[str, ...]) -> tuple[Role, ...]:
    return tuple(_ROLES[name] for name in names)


def _opened() -> tuple[Store, Holdings]:
    catalogue, store = open_store_with_shipped_figures()
    today = dt.datetime.now(tz=dt.UTC).date()
    return store, holdings_of(catalogue, store, today, today)
