"""`status`: how the dashboard is run, for an operator or a monitor."""

import datetime as dt

import click

from dashboard.commands import signing
from dashboard.commands.printing import print_json, wants_json
from dashboard.core.people import Role
from dashboard.core.sentences import listed
from dashboard.narrative.upkeep import backup_sentence, check_sentence, tidy_sentence
from dashboard.reports.status import status_contract
from dashboard.settings import settings
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.upkeep.status import status_of


@click.command()
@wants_json
def status(as_json: bool) -> None:
    """Say how the dashboard is run: version, database, backups, roles; exit code 1 if not well."""
    catalogue, store = open_store_with_shipped_figures()
    actor = signing.signature(role=Role.ADMINISTRATOR).actor
    found = status_of(store, catalogue, actor, settings(), dt.datetime.now(tz=dt.UTC))
    if as_json:
        print_json(status_contract(found))
    else:
        click.echo(f"Version {found.version}; {found.database}, {found.size_bytes / 1e6:,.1f} MB.")
        for sentence in (backup_sentence(found), check_sentence(found), tidy_sentence(found)):
            click.echo(f"{sentence.tone.value}: {sentence.text}")
        for held in found.roles:
            click.echo(f"{held.where}, {held.role}: {listed(held.people)}")
    raise SystemExit(0 if found.is_sound else 1)
