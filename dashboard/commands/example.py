"""`example`: the invented service, loaded or removed."""

import datetime as dt

import click

from dashboard.commands.signing import by, signature
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.upkeep.examples import load_example, remove_example

NAME = "exampleshire"
_WHY = "Asked for on the command line."


@click.group()
def example() -> None:
    """The invented service, for trying the dashboard out: no figure of it is real."""


@example.command()
@by
def load(by: str) -> None:
    """Load the invented service into the database that DATABASE_URL names."""
    store, holdings = _opened()
    load_example(store, holdings, signature(by), NAME, _WHY)
    click.echo(f"{holdings.catalogue.examples[NAME].name} is loaded. No figure of it is real.")


@example.command()
@by
def remove(by: str) -> None:
    """Remove the invented service from the lists; what was recorded stays in the history."""
    store, holdings = _opened()
    remove_example(store, holdings, signature(by), NAME, _WHY)
    click.echo(f"{holdings.catalogue.examples[NAME].name} was removed.")


def _opened() -> tuple[Store, Holdings]:
    catalogue, store = open_store_with_shipped_figures()
    today = dt.datetime.now(tz=dt.UTC).date()
    return store, holdings_of(catalogue, store, today, today)
