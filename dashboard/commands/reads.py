"""`reads`: who looked at what only a board may see."""

import click

from dashboard.commands import signing
from dashboard.core.people import Role
from dashboard.reports.reads import reads_table
from dashboard.reports.spreadsheets import csv_bytes
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.upkeep.reads import who_read


@click.command()
@click.option("--service", required=True, help="Of which service.")
@click.option("--person", default="", help="Only of somebody with this name.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def reads(service: str, person: str, as_csv: bool) -> None:
    """List who opened board-only figures, evidence and issued packs, newest first."""
    catalogue, store = open_store_with_shipped_figures()
    actor = signing.signature(role=Role.ADMINISTRATOR).actor
    found = who_read(store, actor, catalogue.service(service).id, person).reads
    table = reads_table(found)
    if as_csv:
        click.echo(csv_bytes(table), nl=False)
        return
    for when, who, what, which in table.itertuples(index=False, name=None):
        click.echo(f"{when}  {who}: {what}, {which}")
