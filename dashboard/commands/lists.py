"""`lists`: lists of similar areas that the service supplies itself."""

from pathlib import Path

import click

from dashboard.commands import signing
from dashboard.commands.printing import (
    content_of,
    print_json,
    print_notes,
    print_problems,
    wants_json,
)
from dashboard.core.entries import by_number
from dashboard.core.published.lists import SuppliedList
from dashboard.errors import ImportRefusedError
from dashboard.importers.similar_areas.choice import LARGEST_BYTES
from dashboard.importers.similar_areas.lists import TEMPLATE
from dashboard.reports.lists import comparator_lists_contract
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.published.lists import (
    AboutList,
    add_list,
    preview_list,
    restore_list,
    withdraw_list,
)


@click.group()
def lists() -> None:
    """Lists of similar areas: those that ship, and those you supply."""


@lists.command()
def template() -> None:
    """Print an empty list as CSV, with rows that say what to write."""
    click.echo(TEMPLATE, nl=False)


@lists.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="What the list is called; replaces one of this title.")
@click.option("--publisher", required=True, help="Who says that these areas are similar.")
@signing.by
@click.option("--note", default="", help="What a reader must know of it.")
@click.option("--list", "wanted", default="", help="Which list, where the file has several.")
def add(file: Path, title: str, publisher: str, by: str, note: str, wanted: str) -> None:
    """Add a list from a file: your own, or a workbook of the DfE or the ONS as it came.

    Every problem is printed, and then nothing is stored.
    """
    catalogue, store = open_store_with_shipped_figures()
    about = AboutList(title, publisher, note)
    try:
        content = content_of(file, LARGEST_BYTES)
        read = preview_list(catalogue, content, file.name, wanted)
    except ImportRefusedError as refused:
        print_problems(refused)
        raise
    added = add_list(store, catalogue, signing.signature(by), read, about)
    print_notes(read.notes)
    click.echo(
        f'"{added.title}" was added as list {added.id} (areas with a list: {len(added.lists)}, '
        f"neighbours: {sum(map(len, added.lists.values()))}); "
        f"compare with --peers {added.slug}."
    )


@lists.command("list")
@wants_json
def list_all(as_json: bool) -> None:
    """List what is held: lists that ship, and supplied ones, withdrawn ones included."""
    catalogue, store = open_store_with_shipped_figures()
    shipped = catalogue.comparator_models.values()
    with store.reading() as held:
        supplied = by_number(held.of(SuppliedList).of(SuppliedList)).values()
    contract = comparator_lists_contract(shipped, supplied)
    if as_json:
        print_json(contract)
    for one in () if as_json else contract:
        number = "ships" if one["id"] is None else str(one["id"])
        withdrawn = " (withdrawn)" if one["withdrawn_at"] else ""
        click.echo(f"{number:<6} {one['peers']:<30} {one['title']}{withdrawn}")


@lists.command()
@click.argument("number")
@signing.by
def withdraw(number: str, by: str) -> None:
    """Take a supplied list out of use; it stays and can be restored."""
    held = withdraw_list(open_store_with_shipped_figures()[1], signing.signature(by), number)
    click.echo(f'"{held.title}" was withdrawn; undo with: lists restore {held.id}')


@lists.command()
@click.argument("number")
@signing.by
def restore(number: str, by: str) -> None:
    """Put a withdrawn list back in use; one of the same title is withdrawn for it."""
    held = restore_list(open_store_with_shipped_figures()[1], signing.signature(by), number)
    click.echo(f'"{held.title}" is in use again.')
