"""`export` and `load-bundle`: the whole database as CSV files, and back."""

import datetime as dt
from pathlib import Path

import click

from dashboard.store.engine import open_store
from dashboard.usecases.upkeep.bundle import Manifest, export_bundle
from dashboard.usecases.upkeep.bundle import load_bundle as load


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write everything that is held into FOLDER as CSV files, while the dashboard runs."""
    written = export_bundle(open_store(), folder, dt.datetime.now(tz=dt.UTC))
    click.echo(f"{folder.name} was written. {_words(written)}")


@click.command("load-bundle")
@click.argument("folder", type=click.Path(path_type=Path))
def load_bundle(folder: Path) -> None:
    """Load what `export` wrote into the empty database that DATABASE_URL names."""
    loaded = load(open_store(), folder)
    click.echo(f"{folder.name} was loaded. {_words(loaded)}")


def _words(manifest: Manifest) -> str:
    rows, tables = sum(manifest.rows.values()), len(manifest.rows)
    return (
        f"{rows:,} rows in {tables} tables. History entries: {manifest.entries:,}; hash of the "
        f"last: {manifest.head}"
    )
