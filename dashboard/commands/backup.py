"""`backup` and `restore`: everything that is held, in one file and back."""

from pathlib import Path

import click

from dashboard.store.engine import open_store
from dashboard.usecases.upkeep.backup import Copied, back_up
from dashboard.usecases.upkeep.backup import restore as restore_backup


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the file if it is there.")
def backup(file: Path, replace: bool) -> None:
    """Write everything that is held into FILE, while the dashboard runs."""
    copied = back_up(open_store(), file, replace=replace)
    click.echo(f"{file.name} was written ({_size_words(copied.size_bytes)}). {_head_words(copied)}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Copy a backup into the empty database that DATABASE_URL names, of either kind."""
    copied = restore_backup(open_store(), file)
    click.echo(f"{file.name} was restored. {_head_words(copied)}")


def _head_words(copied: Copied) -> str:
    return f"History entries: {copied.entries:,}; hash of the last: {copied.head}"


def _size_words(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.1f} MB"
