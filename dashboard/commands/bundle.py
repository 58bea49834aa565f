"""`export`: the whole database as CSV files."""

import datetime as dt
from pathlib import Path

import click

from dashboard.store.engine import open_store
from dashboard.usecases.upkeep.bundle import export_bundle


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write everything that is held into FOLDER as CSV files, while the dashboard runs."""
    written = export_bundle(open_store(), folder, dt.datetime.now(tz=dt.UTC))
    rows, tables = sum(written.rows.values()), len(written.rows)
    click.echo(
        f"{folder.name} was written. {rows:,} rows in {tables} tables. History entries: "
        f"{written.entries:,}; hash of the last: {written.head}"
    )
