"""`template`: an empty table to fill in with figures."""

import datetime as dt
from pathlib import Path

import click

from dashboard.commands.printing import write_file
from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
from dashboard.reports.published_figures import published_csv_bytes, published_workbook_bytes
from dashboard.usecases.holdings import Holdings, open_holdings
from dashboard.usecases.own.figures import area_teams


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--service", help="Whose area teams can be chosen from a list.")
@click.option("--published", is_flag=True, help="For published figures, not for a service's own.")
def template(file: Path, service: str | None, published: bool) -> None:
    """Write an empty template for figures to FILE.xlsx, or its header to FILE.csv."""
    if published and service is not None:
        raise click.UsageError("--service and --published exclude each other: choose one.")
    kind = file.suffix.lower()
    if kind == ".csv":
        write_file(file, published_csv_bytes() if published else local_template_csv_bytes())
        return
    if kind != ".xlsx":
        raise click.UsageError(f"{file.name} is neither .xlsx nor .csv: name one of these.")
    write_file(file, _published() if published else _local(service))


def _local(service: str | None) -> bytes:
    holdings = _holdings()
    catalogue = holdings.catalogue
    if service is None:
        return local_template_bytes(catalogue.local_indicators, catalogue.groups)
    found = catalogue.service(service)
    teams = area_teams(holdings, found.id).values()
    return local_template_bytes(catalogue.local_indicators, catalogue.groups, found, teams)


def _published() -> bytes:
    catalogue = _holdings().catalogue
    return published_workbook_bytes(catalogue.indicators, catalogue.areas.values())


def _holdings() -> Holdings:
    today = dt.datetime.now(tz=dt.UTC).date()
    return open_holdings(today, today)
