"""`template`: a table to fill in with figures."""

import datetime as dt
from pathlib import Path

import click

from dashboard.commands.printing import write_file
from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
from dashboard.reports.published_figures import published_csv_bytes, published_workbook_bytes
from dashboard.usecases.holdings import Holdings, open_holdings
from dashboard.usecases.own.template import own_template

_KINDS = (".xlsx", ".csv")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--service", help="Its area teams, and rows ready for the figures that come next.")
@click.option("--published", is_flag=True, help="For published figures, not for a service's own.")
def template(file: Path, service: str | None, published: bool) -> None:
    """Write a template for figures to FILE.xlsx or FILE.csv."""
    if published and service is not None:
        raise click.UsageError("--service and --published exclude each other: choose one.")
    kind = file.suffix.lower()
    if kind not in _KINDS:
        raise click.UsageError(f"{file.name} is neither .xlsx nor .csv: name one of these.")
    as_csv = kind == ".csv"
    write_file(file, _published(as_csv) if published else _local(service, as_csv))


def _local(service: str | None, as_csv: bool) -> bytes:
    holdings = _holdings()
    catalogue = holdings.catalogue
    groups = catalogue.groups
    if service is None and as_csv:
        return local_template_csv_bytes(groups)
    if service is None:
        return local_template_bytes(catalogue.local_indicators, groups)
    found = own_template(holdings, service)
    if as_csv:
        return local_template_csv_bytes(groups, found.teams, found.rows)
    return local_template_bytes(found.indicators, groups, found.service, found.teams, found.rows)


def _published(as_csv: bool) -> bytes:
    if as_csv:
        return published_csv_bytes()
    catalogue = _holdings().catalogue
    return published_workbook_bytes(catalogue.indicators, catalogue.areas.values())


def _holdings() -> Holdings:
    today = dt.datetime.now(tz=dt.UTC).date()
    return open_holdings(today, today)
