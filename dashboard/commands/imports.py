"""`import` and `imports`: files of figures looked at, loaded, listed and withdrawn."""

import datetime as dt
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from dashboard.commands import signing
from dashboard.commands.foretold import foretold_contract, foretold_lines
from dashboard.commands.printing import (
    content_of,
    one_line,
    print_json,
    print_notes,
    print_problems,
    wants_json,
)
from dashboard.errors import ChangeRefusedError, ImportRefusedError
from dashboard.importers.files.delimited import LARGEST_CSV_BYTES
from dashboard.importers.imported import Chosen, sheets_to_choose, unknown_columns, unknown_teams
from dashboard.reports.alike import suspect_lines
from dashboard.reports.imports import edition_lines, editions_contract, suspects_contract
from dashboard.store.engine import Store
from dashboard.usecases.foretold import Foretold, foretell
from dashboard.usecases.holdings import DEFAULT_SERVICE, Holdings, holdings_of
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.upkeep.imports import (
    ImportPreview,
    accept_import,
    loaded_editions,
    preview_import,
    withdraw_import,
    withdrawal_effect,
)

# Of many columns and indicators, the first few are offered.
_MOST_CHOICES = 3


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--service", help="For which service it is loaded; needed for its own figures.")
@click.option("--published", "only_published", is_flag=True, help="Take published figures only.")
@click.option("--sheet", default="", help="Which sheet to read, where a file has several.")
@click.option("--preview", "only_look", is_flag=True, help="Show what it would do; store nothing.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="COLUMN=INDICATOR",
    help="Which indicator a column of figures is; may be given again for another.",
)
@click.option("--title", help="What the file is called; what it says itself if left out.")
@click.option("--publisher", help="Whose figures they are.")
@click.option("--published-on", help="When they were published, such as 2026-10.")
@click.option("--note", default="", help="What a reader must know of it.")
@signing.by
@wants_json
def import_file(
    file: Path,
    service: str | None,
    only_published: bool,
    sheet: str,
    only_look: bool,
    columns: tuple[str, ...],
    title: str | None,
    publisher: str | None,
    published_on: str | None,
    note: str,
    by: str,
    as_json: bool,
) -> None:
    """Load a file of figures, in any of the layouts known, whole or not at all.

    Every problem of a file is printed, and then nothing is stored. Figures that need checking
    are held back: see `quarantine`. A preview of published figures says what they would change on
    the Overview of the service; with --published it is that of the usual service if none is named.
    """
    signed, whom = signing.signature(by), _service_for(service, only_published)
    chosen = Chosen(sheet, _columns_of(columns), only_published)
    store, holdings = opened()
    seen = _previewed(file, whom, chosen, store, holdings)
    given = {"title": title, "publisher": publisher, "published_on": published_on, "note": note}
    about = replace(seen.proposed, **{name: text for name, text in given.items() if text})
    foretold = foretell(holdings, seen) if only_look else None
    number = None if only_look else accept_import(store, holdings, signed, seen, about)
    if as_json:
        print_json(_contract(seen, number) | {"overview": foretold_contract(foretold)})
    else:
        _print(seen, number, foretold)


def _previewed(
    file: Path, service: str, chosen: Chosen, store: Store, holdings: Holdings
) -> ImportPreview:
    """Return what loading a file would do; where it is refused, every problem is printed."""
    try:
        content = content_of(file, LARGEST_CSV_BYTES)
        today = dt.datetime.now(tz=dt.UTC).date()
        return preview_import(
            store, holdings, service, content, file.name, chosen=chosen, today=today
        )
    except ImportRefusedError as refused:
        _print_refusal(refused, service)
        raise


def _service_for(service: str | None, only_published: bool) -> str:
    """Return the service that is named, or the usual one for what is published for all."""
    if service is None and not only_published:
        raise click.UsageError(
            "Name the service with --service; it can be left out with --published, because "
            "published figures are everybody's."
        )
    return service or DEFAULT_SERVICE


def _print_refusal(refused: ImportRefusedError, service: str) -> None:
    print_problems(refused)
    for name in unknown_teams(refused):
        click.echo(f"To add this area team: teams add {service} {shlex.quote(name)}")
    for name in sheets_to_choose(refused):
        click.echo(f"To read one sheet alone: --sheet {shlex.quote(name)}")
    for choice in _column_choices(refused):
        click.echo(f"To choose what stands in a column: --column {shlex.quote(choice)}")


def _column_choices(refused: ImportRefusedError) -> Iterator[str]:
    """Yield the choices of a column that are likely, as they are written."""
    unknown = unknown_columns(refused)
    if unknown is None:
        return
    for column in unknown.figures[:_MOST_CHOICES]:
        for indicator in unknown.indicators[:_MOST_CHOICES] or ("INDICATOR",):
            yield f"{column}={indicator}"


def _columns_of(choices: tuple[str, ...]) -> dict[str, str]:
    """Return the indicator of each column, from choices like NEET_percent=not-in-education-16-17.

    Raises:
        ChangeRefusedError: for a choice that is not written so.
    """
    found = {}
    for choice in choices:
        column, _, indicator = choice.rpartition("=")
        if not column.strip() or not indicator.strip():
            raise ChangeRefusedError(
                f'"{choice[:60]}" names no column and indicator: write it like COLUMN=INDICATOR.'
            )
        if column.strip() in found:
            raise ChangeRefusedError(
                f'"{column.strip()[:60]}" is chosen twice: name one indicator for it.'
            )
        found[column.strip()] = indicator.strip()
    return found


def _contract(seen: ImportPreview, number: int | None) -> dict[str, object]:
    return {
        "edition": number,
        "format": seen.format_title,
        "figures": seen.rows,
        "new": seen.new,
        "changed": seen.changed_in_all,
        "changed_to_marks": seen.changed_to_marks,
        "unchanged": seen.unchanged,
        "suspects": suspects_contract(seen.suspects),
        "notes": list(seen.notes),
        "inspections": len(seen.inspections),
        "already_loaded": seen.already_loaded.id if seen.already_loaded else None,
    }


def _print(seen: ImportPreview, number: int | None, foretold: Foretold | None) -> None:
    _print_read(seen)
    for line in foretold_lines(foretold):
        click.echo(line)
    if seen.already_loaded:
        click.echo(f"The same file is loaded already, as edition {seen.already_loaded.id}.")
    elif number is None:
        click.echo("Nothing was stored.")
    else:
        click.echo(f"Stored as edition {number}; undo with: imports withdraw {number} --why ...")


def _print_read(seen: ImportPreview) -> None:
    """Print what a file holds, and how it differs from what is stored."""
    click.echo(f"{seen.file_name}: {seen.format_title}")
    for name, figures in (
        ("New", seen.new),
        ("Changed", seen.changed_in_all),
        ("Unchanged", seen.unchanged),
        ("To check", len(seen.suspects)),
    ):
        click.echo(f"  {name:<10} {figures:>9,}")
    if seen.inspections:
        stored = len(seen.inspections_changed.to_store)
        click.echo(f"Inspections: {len(seen.inspections)}, new or fuller than before: {stored}.")
    for one in seen.changed:
        click.echo(f"changed: {one.what}, {one.period}: {one.before} -> {one.after}")
    for line in suspect_lines(seen.suspects):
        click.echo(one_line(line))
    print_notes(seen.notes)


@click.group()
def imports() -> None:
    """Files of figures that were loaded."""


@imports.command("list")
@click.option("--service", default="", help="Only its own figures and published ones.")
@wants_json
def list_all(service: str, as_json: bool) -> None:
    """List every loaded file, newest first; withdrawn ones are marked."""
    holdings = opened()[1]
    wanted = holdings.catalogue.service(service).id if service else ""
    found = loaded_editions(holdings, wanted)
    if as_json:
        print_json(editions_contract(found))
        return
    for line in edition_lines(found) if found else ["No file was loaded yet."]:
        click.echo(line)


@imports.command()
@click.argument("number")
@click.option("--why", required=True, help="The reason; recorded.")
@signing.by
def withdraw(number: str, why: str, by: str) -> None:
    """Take a loaded file out of use, whole; what it took the place of counts again."""
    store = opened()[0]
    if not number.isdecimal():
        raise ChangeRefusedError(f'"{number[:40]}" is no number: take one from imports list.')
    effect = withdrawal_effect(store, int(number))
    held = withdraw_import(store, signing.signature(by), int(number), why)
    click.echo(
        f'"{held.provenance.title}" was withdrawn. Figures that count again as they were before: '
        f"{effect.coming_back:,}; figures gone: {effect.gone:,}."
    )


def opened() -> tuple[Store, Holdings]:
    """Return the store and all that it holds today."""
    catalogue, store = open_store_with_shipped_figures()
    today = dt.datetime.now(tz=dt.UTC).date()
    return store, holdings_of(catalogue, store, today, today)
