"""`who-knew`: what a board knew of its early warnings on a day."""

import datetime as dt

import click

from dashboard.commands.printing import print_json, wants_json
from dashboard.core.meetings import Acknowledgement
from dashboard.core.narrative.who_knew import (
    role_words,
    silent_words,
    stood_words,
    summary_words,
    when_words,
)
from dashboard.core.people import Person
from dashboard.core.who_knew import Knowledge
from dashboard.errors import DashboardError
from dashboard.reports.who_knew import who_knew_contract
from dashboard.usecases.acknowledgements import who_knew
from dashboard.usecases.holdings import open_holdings


@click.command("who-knew")
@click.argument("service")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The day, such as 2018-12-31.",
)
@wants_json
def who_knew_command(service: str, day: dt.datetime, as_json: bool) -> None:
    """Show who had acknowledged which early warning by a day, who had not, and what was decided."""
    on, today = day.date(), dt.datetime.now(tz=dt.UTC).date()
    if on > today:
        raise DashboardError(f"{on.isoformat()} is still to come: name a day that is past.")
    found = who_knew(open_holdings(on, today), service, on)
    if as_json:
        print_json(who_knew_contract(found))
        return
    click.echo(summary_words(found).text)
    for each in found.warnings:
        _print(each)


def _print(known: Knowledge) -> None:
    click.echo(f"\n{known.sentence.text}\n{stood_words(known.attention).text}")
    for made, person in known.knowers:
        click.echo(_knower(made, person))
    click.echo(silent_words(known).text)
    for decision, meeting in known.decisions:
        where = meeting.label if meeting else "between meetings"
        click.echo(f"{decision.kind.value} ({where}, recorded by {decision.by}): {decision.text}")


def _knower(made: Acknowledgement, person: Person | None) -> str:
    body = f", {person.body}" if person and person.body else ""
    note = f": {made.note}" if made.note else "."
    return f"Acknowledged by {made.by} ({role_words(person)}{body}) on {when_words(made)}{note}"
