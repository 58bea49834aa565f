"""`tidy`: what has had its time is deleted."""

import datetime as dt

import click

from dashboard.settings import settings
from dashboard.store.engine import open_store
from dashboard.usecases.upkeep.tidying import tidy as tidy_store


@click.command()
def tidy() -> None:
    """Delete reads and ended sessions that are older than the settings say."""
    click.echo(tidy_store(open_store(), settings(), dt.datetime.now(tz=dt.UTC)).words)
