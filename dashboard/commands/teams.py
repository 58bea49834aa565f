"""`teams`: the area teams of a service."""

import uuid

import click

from dashboard.commands import signing
from dashboard.commands.imports import opened
from dashboard.commands.printing import print_json, wants_json
from dashboard.core.own.figures import AreaTeam
from dashboard.errors import UnknownNameError
from dashboard.reports.imports import teams_contract
from dashboard.store.engine import Store
from dashboard.usecases.own import area_teams


@click.group()
def teams() -> None:
    """The area teams of a service, by which its own figures are counted."""


@teams.command("list")
@click.argument("service")
@wants_json
def list_all(service: str, as_json: bool) -> None:
    """List a service's area teams; those that were closed are marked."""
    holdings = opened()[1]
    wanted = holdings.catalogue.service(service).id
    found = list(holdings.of_service(wanted).records.of(AreaTeam).values())
    if as_json:
        print_json(teams_contract(found))
    for one in () if as_json else found:
        click.echo(f"{one.name}{'' if one.active else ' (closed)'}")


@teams.command()
@click.argument("service")
@click.argument("name")
@signing.by
def add(service: str, name: str, by: str) -> None:
    """Add an area team."""
    signed = signing.signature(by)
    added = area_teams.add_area_team(*opened(), signed, str(uuid.uuid4()), service, name)
    click.echo(f"{added.name} was added.")


@teams.command()
@click.argument("service")
@click.argument("name")
@click.argument("new_name")
@signing.by
def rename(service: str, name: str, new_name: str, by: str) -> None:
    """Give an area team another name."""
    store, team = _found(service, name)
    renamed = area_teams.rename_area_team(store, signing.signature(by), team.id, new_name)
    click.echo(f"{team.name} is called {renamed.name} now.")


@teams.command()
@click.argument("service")
@click.argument("name")
@click.option("--why", required=True, help="The reason; recorded.")
@signing.by
def close(service: str, name: str, why: str, by: str) -> None:
    """Mark an area team as wound up; its figures stay."""
    store, team = _found(service, name)
    area_teams.close_area_team(store, signing.signature(by), team.id, why)
    click.echo(f"{team.name} was closed; undo with: teams reopen.")


@teams.command()
@click.argument("service")
@click.argument("name")
@signing.by
def reopen(service: str, name: str, by: str) -> None:
    """Put a closed area team to work again."""
    store, team = _found(service, name)
    area_teams.reopen_area_team(store, signing.signature(by), team.id)
    click.echo(f"{team.name} is open again.")


def _found(service: str, name: str) -> tuple[Store, AreaTeam]:
    store, holdings = opened()
    wanted = holdings.catalogue.service(service).id
    every = holdings.of_service(wanted).records.of(AreaTeam).values()
    by_name = {team.name.casefold(): team for team in every}
    if name.strip().casefold() not in by_name:
        known = [team.name for team in by_name.values()]
        raise UnknownNameError.among("area team", name, known)
    return store, by_name[name.strip().casefold()]
