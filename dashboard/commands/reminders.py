"""`reminders`: what falls due, for a mail merge or a calendar."""

import datetime as dt

import click

from dashboard.commands.days import DAY
from dashboard.reports.reminders import reminder_lines, reminders_calendar, reminders_csv
from dashboard.usecases.holdings import open_holdings
from dashboard.usecases.register.reminders import reminders as find_reminders


@click.command()
@click.argument("service", required=False)
@click.option(
    "--until",
    type=DAY,
    required=True,
    help="The last day that counts; what is late already is always listed.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for a mail merge.")
@click.option("--ics", "as_calendar", is_flag=True, help="Print an iCalendar file.")
def reminders(service: str | None, until: dt.date, as_csv: bool, as_calendar: bool) -> None:
    """List the recommendations and actions that fall due by a day, late ones first."""
    if as_csv and as_calendar:
        raise click.UsageError("--csv and --ics exclude each other: choose one.")
    now = dt.datetime.now(tz=dt.UTC)
    found = find_reminders(open_holdings(now.date()), until, service)
    if as_csv:
        click.echo(reminders_csv(found), nl=False)
    elif as_calendar:
        click.echo(reminders_calendar(found, now), nl=False)
    else:
        for line in reminder_lines(found):
            click.echo(line)
