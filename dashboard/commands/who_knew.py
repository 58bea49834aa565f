"""`who-knew`: what a board knew of its early warnings on a day."""

import datetime as dt

import click

from dashboard.commands.days import DAY
from dashboard.commands.printing import print_json, wants_json
from dashboard.core.board.who_knew import Knowledge
from dashboard.errors import DashboardError
from dashboard.narrative.board.who_knew import known_words, summary_words
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.reports.who_knew import who_knew_contract
from dashboard.usecases.board.acknowledgements import who_knew
from dashboard.usecases.holdings import open_holdings


@click.command("who-knew")
@click.argument("service")
@click.option(
    "--on",
    type=DAY,
    required=True,
    help="The day, such as 2018-12-31.",
)
@wants_json
def who_knew_command(service: str, on: dt.date, as_json: bool) -> None:
    """Show who had acknowledged which early warning by a day, who had not, and what was decided."""
    today = dt.datetime.now(tz=dt.UTC).date()
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
    click.echo(f"\n{warning_sentence(known.attention.warning).text}")
    for term, texts in known_words(known).items():
        for text in texts:
            click.echo(f"  {term}: {text}")
