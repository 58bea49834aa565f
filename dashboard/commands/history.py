"""`history`: every change that was made, listed and checked."""

import click

from dashboard.commands.printing import print_json, wants_json
from dashboard.core.history import Search
from dashboard.errors import BrokenHistoryError
from dashboard.narrative.history import change_words, moment_words
from dashboard.reports.history import history_contract, history_table
from dashboard.reports.spreadsheets import csv_bytes
from dashboard.store.engine import open_store
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.upkeep.history import (
    check_everything,
    every_entry,
    names_in,
    replaced_names,
)


@click.group()
def history() -> None:
    """Every change that people made: who, when, what and why."""


@history.command()
@click.option("--head", default="", metavar="HASH", help="A hash noted earlier; 16 characters do.")
@wants_json
def verify(head: str, as_json: bool) -> None:
    """Check that nothing recorded was rewritten; the first thing that was is named, exit code 1."""
    try:
        store = open_store()
        entries, last = check_everything(store, head)
    except BrokenHistoryError as broken:
        if as_json:
            print_json({"whole": False, "broken": broken.number, "reason": str(broken)})
            raise SystemExit(1) from broken
        raise
    replaced = replaced_names(store)
    if as_json:
        print_json({"whole": True, "entries": entries, "head": last, "replaced": replaced})
        return
    click.echo(f"The history is whole: {entries:,} entries. Hash of the last: {last}")
    if replaced:
        click.echo(f"A name was replaced in {replaced:,} of them, as the history notes.")


@history.command("list")
@click.argument("service", required=False)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@wants_json
def list_all(service: str | None, as_csv: bool, as_json: bool) -> None:
    """List the changes of a service and of all together, newest first; or every change."""
    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other: choose one.")
    catalogue, store = open_store_with_shipped_figures()
    search = Search(service=catalogue.service(service).id if service else "")
    entries = every_entry(store, search)
    if as_json:
        print_json(history_contract(entries))
        return
    with store.reading() as held:
        names = names_in(catalogue, held.records())
    if as_csv:
        click.echo(csv_bytes(history_table(entries, names)), nl=False)
        return
    for entry in entries:
        words = change_words(entry.change, names)
        click.echo(f"{entry.number:<6} {moment_words(entry)}, {entry.who}: {words}")
