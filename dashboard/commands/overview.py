"""`overview`: what the board needs to know, as the first page says it and in its order."""

import datetime as dt

import click

from dashboard.commands.days import DAY
from dashboard.commands.printing import print_json, wants_json
from dashboard.errors import DashboardError
from dashboard.usecases.holdings import open_holdings
from dashboard.usecases.overview import Told, read_overview


@click.command()
@click.argument("service")
@click.option(
    "--as-of",
    type=DAY,
    help="Use only what had been published by this day.",
)
@wants_json
def overview(service: str, as_of: dt.date | None, as_json: bool) -> None:
    """Say what the board of a service needs to know, the most urgent first.

    What needs the board comes before what was looked at and is calm.
    """
    today = dt.datetime.now(tz=dt.UTC).date()
    day = as_of or today
    if day > today:
        raise DashboardError(f"{day.isoformat()} is still to come: name a day that is past.")
    found = read_overview(open_holdings(day, today), service)
    if as_json:
        print_json([_contract(told) for told in found.told])
        return
    for told in found.told:
        click.echo(f"{told.sentence.tone}: {told.sentence.text}")


def _contract(told: Told) -> dict[str, object]:
    """Return a sentence as plain values; the keys are a contract and only ever grow.

    `subject` is the page that says more, `facts` are the figures in the sentence, as printed.
    """
    return {
        "id": told.id,
        "kind": told.kind.value,
        "tone": told.sentence.tone.value,
        "subject": told.sentence.subject,
        "sentence": told.sentence.text,
        "facts": list(told.sentence.facts),
    }
