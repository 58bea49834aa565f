"""`warnings`: the early warnings of a service, or of all, and what is only to be watched."""

import datetime as dt
from collections.abc import Iterator

import click

from dashboard.commands.days import DAY
from dashboard.commands.printing import print_json, say_if_invented, wants_json
from dashboard.core.sentences import Clause, fill
from dashboard.narrative.published.to_watch import watch_sentence, watched_words
from dashboard.narrative.published.warnings import scan_words, warning_sentence
from dashboard.reports.warnings import warnings_contract, watched_contract
from dashboard.usecases.holdings import open_holdings
from dashboard.usecases.published.warnings import Scans, scan_all, scan_one


@click.command()
@click.argument("service", required=False)
@click.option("--all", "every", is_flag=True, help="Scan every service.")
@click.option(
    "--as-of",
    type=DAY,
    help="Use only what had been published by this day.",
)
@click.option("--watch", is_flag=True, help="As JSON: what is only to be watched instead.")
@wants_json
def warnings(
    service: str | None, every: bool, as_of: dt.date | None, watch: bool, as_json: bool
) -> None:
    """List early warnings, most children first, and then what is only to be watched.

    How many figures were scanned stands below, and how many warnings chance alone would raise.
    """
    if (service is None) != every:
        raise click.UsageError("Name one service, or scan every service with --all.")
    if watch and not as_json:
        raise click.UsageError("--watch is for --json: in words, what is to watch stands below.")
    today = dt.datetime.now(tz=dt.UTC).date()
    holdings = open_holdings(as_of or today, today)
    scans = scan_one(holdings, service) if service else scan_all(holdings)
    if as_json:
        print_json(_watched(scans) if watch else _contract(scans))
        return
    for line in _lines(scans):
        click.echo(line.text)
    for note in scans.notes:
        click.echo(note)
    for one in scans.services:
        say_if_invented(one.service)


def _contract(scans: Scans) -> list[dict[str, object]]:
    return warnings_contract(scans.warnings, scans.figures, scans.expected_warnings)


def _watched(scans: Scans) -> list[dict[str, object]]:
    return watched_contract(scans.watched, scans.expected_to_watch)


def _lines(scans: Scans) -> Iterator[Clause]:
    for warning in scans.warnings:
        yield _of_service(warning.comparison.service.id, warning_sentence(warning).words)
    for watched in scans.watched:
        words = fill("To watch: {words}", words=watch_sentence(watched).words)
        yield _of_service(watched.comparison.service.id, words)
    counts = (scans.figures, len(scans.warnings), len(scans.watched))
    yield scan_words(*counts, scans.expected_warnings)
    yield from watched_words(scans.watched, scans.expected_to_watch)


def _of_service(service: str, words: Clause) -> Clause:
    return Clause(f"{service}: {words.text}", words.facts)
