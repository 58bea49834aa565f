"""`backup` and `restore`: everything that is held, in one file and back."""

import datetime as dt
from pathlib import Path

import click

from dashboard.store.engine import open_store
from dashboard.usecases.upkeep.backup import Copied, back_up, back_up_into
from dashboard.usecases.upkeep.backup import restore as restore_backup


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the file if it is there.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="PLACE is a folder: add a backup to it, and keep the newest so many.",
)
def backup(place: Path, replace: bool, keep: int | None) -> None:
    """Write everything that is held into the file PLACE, while the dashboard runs."""
    if keep is None:
        _say_written(place.name, back_up(open_store(), place, replace=replace))
        return
    if replace:
        raise click.UsageError("--replace and --keep exclude each other: choose one.")
    kept = back_up_into(open_store(), place, keep, dt.datetime.now(tz=dt.UTC))
    _say_written(kept.file.name, kept.copied)
    click.echo(f"Older backups removed: {kept.removed}.")


def _say_written(name: str, copied: Copied) -> None:
    click.echo(f"{name} was written ({_size_words(copied.size_bytes)}). {_head_words(copied)}")


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
