"""The command line: `python -m dashboard`, for analysts and schedulers."""

import dataclasses
import datetime as dt
import json
import sys
from typing import Any

import click

from dashboard.core.comparison import Method
from dashboard.errors import DashboardError
from dashboard.reports.comparison import comparison_contract
from dashboard.reports.ratings import ratings_contract
from dashboard.reports.recommendations import recommendations_contract
from dashboard.usecases.checking import every_problem
from dashboard.usecases.comparison import Choice, compare_service
from dashboard.usecases.figures import long_table
from dashboard.usecases.holdings import Holdings, open_holdings
from dashboard.usecases.ratings import read_ratings
from dashboard.usecases.recommendations import register

as_json = click.option("--json", "wants_json", is_flag=True, help="Print JSON.")


class OneSentenceGroup(click.Group):
    """A group of commands in which an expected error is one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DashboardError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)


@click.group(cls=OneSentenceGroup)
def main() -> None:
    """The youth justice board dashboard on the command line."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8501, show_default=True, help="The port to listen on.")
def serve(host: str, port: int) -> None:
    """Serve the dashboard to browsers."""
    from dashboard.server import serve as run_server
    from dashboard.ui.wiring import warm_up

    run_server(host=host, port=port, warm_up=warm_up)
