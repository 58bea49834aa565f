"""`national-standards`: how a service says that it meets the national standards."""

import datetime as dt

import click

from dashboard.commands.printing import print_json, wants_json
from dashboard.core.board.national_standards import StandardStanding
from dashboard.narrative.board.national_standards import (
    OWN_WORD,
    answer_words,
    assessed_words,
    standards_words,
)
from dashboard.reports.national_standards import standards_contract
from dashboard.usecases.board.national_standards import read_standards
from dashboard.usecases.holdings import open_holdings


@click.command("national-standards")
@click.argument("service")
@wants_json
def national_standards(service: str, as_json: bool) -> None:
    """Show how a service says that it meets each national standard: its own word."""
    reading = read_standards(open_holdings(dt.datetime.now(tz=dt.UTC).date()), service)
    if as_json:
        print_json(standards_contract(reading.service, reading.edition, reading.standings))
        return
    click.echo(f"{standards_words(reading.standings).text} {OWN_WORD}")
    for each in reading.standings:
        click.echo(_line(each))


def _line(standing: StandardStanding) -> str:
    line = f"{standing.standard.title}: {answer_words(standing)}"
    return f"{line} ({assessed_words(standing).text})" if standing.latest else line
