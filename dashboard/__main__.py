"""The command line: `python -m dashboard`, for analysts and schedulers."""

import datetime as dt
import sys
from collections.abc import Iterable
from typing import Any

import click

from dashboard import VERSION
from dashboard.commands.backup import backup, restore
from dashboard.commands.bundle import export
from dashboard.commands.example import example
from dashboard.commands.history import history
from dashboard.commands.imports import import_file, imports
from dashboard.commands.lists import lists
from dashboard.commands.national_standards import national_standards
from dashboard.commands.overview import overview
from dashboard.commands.pack import pack
from dashboard.commands.people import people
from dashboard.commands.printing import one_line, print_json, say_if_invented, wants_json
from dashboard.commands.quarantine import quarantine
from dashboard.commands.reads import reads
from dashboard.commands.register import register as register_group
from dashboard.commands.reminders import reminders
from dashboard.commands.status import status
from dashboard.commands.targets import targets
from dashboard.commands.teams import teams
from dashboard.commands.template import template
from dashboard.commands.tidy import tidy
from dashboard.commands.warnings import warnings
from dashboard.commands.who_knew import who_knew_command
from dashboard.core.areas import OWN_GROUP
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.reinspection import Reinspection
from dashboard.core.inspection.what_if import read_change
from dashboard.core.published.benchmarks import Method
from dashboard.errors import DashboardError
from dashboard.narrative.inspection.firmness import depth_sentences, share_words
from dashboard.narrative.inspection.ratings import edge_words
from dashboard.narrative.inspection.what_if import what_if_sentence
from dashboard.narrative.published.figures import england_elsewhere
from dashboard.narrative.published.groups import compared_with, other_areas
from dashboard.reports.comparison import comparison_contract
from dashboard.reports.lists import indicators_contract, services_contract
from dashboard.reports.ratings import no_ratings_contract, ratings_contract
from dashboard.reports.recommendations import recommendation_lines, recommendations_contract
from dashboard.usecases.holdings import Holdings, open_holdings
from dashboard.usecases.inspection.ratings import NoInspection, RatingsReading, read_ratings
from dashboard.usecases.published.comparison import ComparisonChoice, compare_service
from dashboard.usecases.published.figures import long_table
from dashboard.usecases.register.recommendations import RegisterFilter, register
from dashboard.usecases.upkeep.checking import every_fault


class OneSentenceGroup(click.Group):
    """A group of commands in which an expected error is one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; show what a user can mend as its sentence, and let bugs through."""
        try:
            return super().invoke(ctx)
        except DashboardError as error:
            click.echo(one_line(error.for_operator), err=True)
            ctx.exit(1)


@click.group(cls=OneSentenceGroup)
@click.version_option(VERSION, message="Youth justice board dashboard %(version)s")
def main() -> None:
    """The youth justice board dashboard on the command line."""


main.add_command(backup)
main.add_command(example)
main.add_command(export)
main.add_command(history)
main.add_command(import_file)
main.add_command(imports)
main.add_command(lists)
main.add_command(national_standards)
main.add_command(overview)
main.add_command(pack)
main.add_command(people)
main.add_command(quarantine)
main.add_command(reads)
main.add_command(register_group)
main.add_command(restore)
main.add_command(targets)
main.add_command(teams)
main.add_command(template)
main.add_command(status)
main.add_command(tidy)
main.add_command(reminders)
main.add_command(warnings)
main.add_command(who_knew_command)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8501,
    show_default=True,
    help="The port to listen on; 0 takes any free one.",
)
def serve(host: str, port: int) -> None:
    """Serve the dashboard to browsers."""
    # Imported here, because only this command needs a web server and Streamlit.
    from dashboard.server import serve as run_server
    from dashboard.ui.wiring import tidy_up, trouble, warm_up

    run_server(host=host, port=port, warm_up=warm_up, trouble=trouble, daily=tidy_up)


@main.command()
@wants_json
def check(as_json: bool) -> None:
    """Validate every definition and figure: a line per problem, and exit code 1 if there is one."""
    faults = every_fault()
    if as_json:
        print_json([fault.as_dict() for fault in faults])
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo(
            f"{len(faults)} problems." if faults else "Every definition and figure is sound."
        )
    sys.exit(1 if faults else 0)


@main.command()
@click.argument("service")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="3.1.2=79",
    help="Suppose a percentage, or for a judged standard a rating (1.1=Good).",
)
@click.argument("more_changes", nargs=-1, metavar="[3.1.3=70 ...]")
@wants_json
def ratings(
    service: str, changes: tuple[str, ...], more_changes: tuple[str, ...], as_json: bool
) -> None:
    """Show a service's latest inspection: published ratings beside derived ones."""
    supposed = _supposed((*changes, *more_changes))
    reading = read_ratings(_holdings(), service, supposed)
    if isinstance(reading, NoInspection):
        contract = no_ratings_contract(reading.service.id)
    else:
        contract = ratings_contract(reading.derived, reading.reinspection, reading.supposed)
    if as_json:
        print_json(contract)
        return
    _print_ratings(contract)
    say_if_invented(reading.service)
    if not isinstance(reading, NoInspection):
        _print_depth(reading)


@main.command()
@click.argument("service")
@click.argument("indicator")
@click.option("--period", help="A period such as 2017 or 2016-17; the newest if left out.")
@click.option("--peers", metavar="GROUP", help="A list (see `lists list`), region, england or own.")
@click.option("--areas", help="With --peers own: names or codes, separated by commas.")
@click.option("--method", type=click.Choice([m.value for m in Method]), default="mean")
@click.option("--area", help="A local authority of the service, where it covers several.")
@wants_json
def compare(
    service: str,
    indicator: str,
    period: str | None,
    peers: str | None,
    areas: str | None,
    method: str,
    area: str | None,
    as_json: bool,
) -> None:
    """Compare a service's figure with similar areas and with England."""
    if areas is not None and peers != OWN_GROUP:
        raise click.UsageError("--areas goes with --peers own.")
    own = tuple(name for name in (areas or "").split(",") if name.strip())
    choice = ComparisonChoice(service, indicator, period, peers, Method(method), area, own)
    reading = compare_service(_holdings(), choice)
    contract = comparison_contract(reading.comparison)
    if as_json:
        print_json(contract)
    else:
        click.echo(f"{reading.comparison.place.name}, {reading.comparison.period.label}:")
        click.echo(contract["verdict"])
        if reading.comparison.national_elsewhere:
            click.echo(england_elsewhere(reading.comparison).text)
        click.echo(f"Compared with: {compared_with(reading.comparison)}")
        if reading.beside:
            others = other_areas(reading.comparison.service, reading.beside)
            click.echo(f"{others} To see another: --area.")
        click.echo(f"Its own past: {contract['own_past']['sentence']}")
        say_if_invented(reading.comparison.service)


@main.command()
@click.argument("service")
@wants_json
def recommendations(service: str, as_json: bool) -> None:
    """List the recommendations to a service, most urgent first, and where each one stands."""
    held = register(_holdings(), RegisterFilter(service=service))
    owned = [(entry.standing, entry.owner) for entry in held.entries]
    if as_json:
        print_json(recommendations_contract(owned))
    for line in () if as_json else recommendation_lines(owned):
        click.echo(line)


@main.command()
@wants_json
def services(as_json: bool) -> None:
    """List the youth justice services."""
    _print_list(services_contract(_holdings().catalogue.services.values()), as_json)


@main.command()
@wants_json
def indicators(as_json: bool) -> None:
    """List the indicators."""
    _print_list(indicators_contract(_holdings().catalogue.indicators.values()), as_json)


@main.command()
@click.option("--indicator", required=True, help="The indicator's id.")
@click.option("--area", help="An area's code or name; all areas if left out.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV (this is the default).")
@wants_json
def figures(indicator: str, area: str | None, as_csv: bool, as_json: bool) -> None:
    """Print every figure held of an indicator as a long table."""
    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other: choose one.")
    table = long_table(_holdings(), indicator, area)
    if as_json:
        click.echo(table.to_json(orient="records", indent=2, force_ascii=False))
    else:
        click.echo(table.to_csv(index=False), nl=False)


def _holdings() -> Holdings:
    today = dt.datetime.now(tz=dt.UTC).date()
    return open_holdings(today, today)


def _supposed(texts: Iterable[str]) -> dict[str, float | Rating]:
    supposed: dict[str, float | Rating] = {}
    for text in texts:
        code, _, value = text.partition("=")
        if not value.strip():
            message = f'"{text}" is not a code and a value: write it like 3.1.2=79 or 1.1=Good.'
            raise DashboardError(message)
        supposed[code.strip()] = read_change(value)
    return supposed


def _print_list(contract: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(contract)
    for one in () if as_json else contract:
        click.echo(f"{one['id']:<50} {one['name']}")


def _print_ratings(contract: dict[str, Any]) -> None:
    overall = contract["overall"]
    if contract["inspection"] is None:
        click.echo(f"We have no inspection of {contract['service']}.")
        return
    derived = f"{overall['derived'] or 'none'} derived"
    score = "score not known"
    if overall["score"] is not None:
        score = f"{overall['score']} of {overall['max_score']}"
    click.echo(f"{contract['inspection']}: {overall['published']} published, {derived}, {score}.")
    for one in contract["standards"]:
        mark = " (changed)" if one["changed"] else ""
        words = f"{one['published']} published, {one['derived'] or 'none'} derived{mark}"
        click.echo(f"{one['code']} {one['name']}: {words}")


def _print_depth(reading: RatingsReading) -> None:
    again = reading.reinspection
    if reading.supposed:
        click.echo(what_if_sentence(reading.supposed).text)
    click.echo(edge_words(reading.as_published).text)
    for sentence in depth_sentences(reading.as_published, again):
        click.echo(sentence.text)
    if isinstance(again, Reinspection):
        for one in again.models:
            share = share_words(one.shares[again.rating])
            click.echo(f"- {one.model.label}, {share}: {one.assumption}")


if __name__ == "__main__":
    main(prog_name="python -m dashboard")
