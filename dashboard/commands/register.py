"""`register`: the register taken out to a spreadsheet and brought back."""

import datetime as dt
from pathlib import Path

import click

from dashboard.commands import signing
from dashboard.commands.printing import content_of, print_problems, write_file
from dashboard.core.register.sheets import SHEETS
from dashboard.errors import ImportRefusedError
from dashboard.importers.register.rows import LARGEST_BYTES
from dashboard.reports.register import sheet_csv_bytes, workbook_bytes
from dashboard.usecases.holdings import Holdings, open_holdings
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.register.exchange import Preview, apply, preview
from dashboard.usecases.register.export import register_sheets


@click.group()
def register() -> None:
    """The register of recommendations and actions, as Excel and CSV."""


@register.command()
@click.argument("service")
@click.argument("place", type=click.Path(path_type=Path))
def export(service: str, place: Path) -> None:
    """Write a service's register to FILE.xlsx, or as CSV files into a folder."""
    now = dt.datetime.now(tz=dt.UTC)
    store = open_store_with_shipped_figures()[1]
    sheets = register_sheets(store, _holdings(now), service, now)
    if place.suffix.lower() == ".xlsx":
        write_file(place, workbook_bytes(sheets))
        return
    for sheet in SHEETS:
        write_file(place / sheet.file_name, sheet_csv_bytes(sheets, sheet))


@register.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what it would change, and store nothing.")
@signing.by
def load(file: Path, dry_run: bool, by: str) -> None:
    """Load an edited file: each change and each refused row is printed."""
    signed = signing.signature(by)
    store, holdings = open_store_with_shipped_figures()[1], _holdings(signed.at)
    try:
        content = content_of(file, LARGEST_BYTES)
        work = preview if dry_run else apply
        found = work(store, holdings, signed, content, file.name)
    except ImportRefusedError as refused:
        print_problems(refused)
        raise
    _print(found, "would be stored" if dry_run else "stored")
    if found.refused:
        raise click.exceptions.Exit(1)


def _print(found: Preview, verb: str) -> None:
    for note in found.notes:
        click.echo(f"Note: {note}")
    for change in found.changes:
        words = f'"{change.before}" -> "{change.after}"'
        click.echo(f"{change.sheet}, row {change.row}: {change.item}: {change.field}: {words}")
    for refused in found.refused:
        click.echo(f"Refused: {refused}", err=True)
    click.echo(
        f"Changes {verb}: {len(found.changes)}. Rows refused: {len(found.refused)}, unchanged: "
        f"{found.unchanged}."
    )


def _holdings(now: dt.datetime) -> Holdings:
    return open_holdings(now.date(), now.date())
