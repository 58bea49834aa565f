"""`example`: the invented service, loaded, removed, or its files written anew."""

import datetime as dt
from pathlib import Path

import click

from dashboard.commands.signing import by, signature
from dashboard.definitions.catalogue import load_catalogue
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.upkeep.example_figures import example_files
from dashboard.usecases.upkeep.examples import EXAMPLES_FOLDER, load_example, remove_example

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


@example.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=EXAMPLES_FOLDER / NAME,
    help="Where to; the folder that ships, if left out.",
)
def write(folder: Path) -> None:
    """Write the files of invented figures anew, the same every time."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in example_files(load_catalogue()).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    click.echo(f"{folder.name} was written.")


def _opened() -> tuple[Store, Holdings]:
    catalogue, store = open_store_with_shipped_figures()
    today = dt.datetime.now(tz=dt.UTC).date()
    return store, holdings_of(catalogue, store, today, today)
