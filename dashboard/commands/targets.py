"""`targets`: what the board aims for."""

import datetime as dt
from pathlib import Path

import click

from dashboard.commands import signing
from dashboard.commands.printing import (
    content_of,
    print_json,
    print_notes,
    print_problems,
    wants_json,
)
from dashboard.core.entries import by_number
from dashboard.core.published.targets import Target
from dashboard.errors import ImportRefusedError
from dashboard.importers.targets import LARGEST_BYTES, TEMPLATE
from dashboard.reports.targets import targets_contract
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.published.targets import (
    TargetToSet,
    load_targets,
    restore_target,
    set_target,
    withdraw_target,
)


@click.group()
def targets() -> None:
    """Targets that the board sets itself."""


@targets.command()
def template() -> None:
    """Print a table of targets as CSV, with a row that says what to write."""
    click.echo(TEMPLATE, nl=False)


@targets.command("set")
@click.argument("service")
@click.argument("indicator")
@click.argument("value")
@click.option("--unit", required=True, help='The indicator\'s unit, such as "per 100,000".')
@click.option("--area", default="", help="A local authority, where the service covers several.")
@click.option("--note", default="", help="Where the target comes from.")
@signing.by
def set_one(
    service: str, indicator: str, value: str, unit: str, area: str, note: str, by: str
) -> None:
    """Set a target, in force from today."""
    catalogue, store = open_store_with_shipped_figures()
    asked = TargetToSet(service, indicator, value, unit, area, note)
    target = set_target(store, catalogue, signing.signature(by), asked, _today())
    click.echo(f"Target {target.id} was set: {target.indicator} {target.value:g} {target.unit}.")


@targets.command()
@click.argument("file", type=click.Path(path_type=Path))
@signing.by
def load(file: Path, by: str) -> None:
    """Set every target of a CSV file, or none if it has a problem."""
    catalogue, store = open_store_with_shipped_figures()
    try:
        content = content_of(file, LARGEST_BYTES)
        read = load_targets(store, catalogue, signing.signature(by), content, file.name, _today())
    except ImportRefusedError as refused:
        print_problems(refused)
        raise
    print_notes(read.notes)
    click.echo(f"Targets set: {len(read.targets)}.")


@targets.command("list")
@click.argument("service", required=False)
@wants_json
def list_all(service: str | None, as_json: bool) -> None:
    """List the targets of a service, or all; withdrawn ones are marked."""
    catalogue, store = open_store_with_shipped_figures()
    wanted = None if service is None else catalogue.service(service).id
    with store.reading() as read:
        held = by_number(read.of(Target).of(Target)).values()
    contract = targets_contract(one for one in held if wanted in (None, one.service))
    if as_json:
        print_json(contract)
    for one in () if as_json else contract:
        state = " (withdrawn)" if one["withdrawn_at"] else ""
        aim = f"{one['indicator']} {one['value']:g} {one['unit']}"
        where = f"{one['service']} ({one['area_code']})"
        click.echo(f"{one['id']:<6} {where}: {aim}, set on {one['set_on']}{state}")


@targets.command()
@click.argument("number")
@signing.by
def withdraw(number: str, by: str) -> None:
    """Take a target out of force; it stays and can be restored."""
    held = withdraw_target(open_store_with_shipped_figures()[1], signing.signature(by), number)
    click.echo(f"Target {held.id} was withdrawn; undo with: targets restore {held.id}")


@targets.command()
@click.argument("number")
@signing.by
def restore(number: str, by: str) -> None:
    """Put a withdrawn target back in force."""
    held = restore_target(open_store_with_shipped_figures()[1], signing.signature(by), number)
    click.echo(f"Target {held.id} is in force again.")


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()
