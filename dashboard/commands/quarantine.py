"""`quarantine`: figures that were held back on loading, and what is decided on each."""

import click

from dashboard.commands import signing
from dashboard.commands.imports import opened
from dashboard.commands.printing import print_json, wants_json
from dashboard.reports.imports import quarantine_contract, quarantine_lines
from dashboard.usecases.upkeep import quarantine as usecases

_note = click.option("--note", required=True, help="Why; recorded.")


@click.group()
def quarantine() -> None:
    """Figures that need checking, held back until somebody decides on them."""


@quarantine.command("list")
@click.argument("service")
@click.option("--all", "every", is_flag=True, help="Those that were decided on, too.")
@wants_json
def list_all(service: str, every: bool, as_json: bool) -> None:
    """List a service's own and published figures that were held back, with the reasons."""
    held = usecases.quarantined(*opened(), service)
    found = [(one.figure, one.details) for one in held if every or one.figure.is_waiting]
    if as_json:
        print_json(quarantine_contract(found))
        return
    for line in quarantine_lines(found) if found else ["No figure waits for a decision."]:
        click.echo(line)


@quarantine.command()
@click.argument("figure")
@_note
@signing.by
def release(figure: str, note: str, by: str) -> None:
    """Let a figure count, by its id: it is right."""
    decided = usecases.release(opened()[0], signing.signature(by), figure, note)
    click.echo(f"Released: {decided.figure_words}.")


@quarantine.command()
@click.argument("figure")
@_note
@signing.by
def reject(figure: str, note: str, by: str) -> None:
    """Keep a figure out for good, by its id: it is wrong."""
    decided = usecases.reject(opened()[0], signing.signature(by), figure, note)
    click.echo(f"Rejected: {decided.figure_words}.")


@quarantine.command()
@click.argument("figure")
@_note
@signing.by
def undo(figure: str, note: str, by: str) -> None:
    """Take a decision back: the figure waits again."""
    decided = usecases.undo_decision(opened()[0], signing.signature(by), figure, note)
    click.echo(f"Waits again: {decided.figure_words}.")
