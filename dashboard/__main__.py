"""The command line: `python -m dashboard`, for analysts and schedulers."""

from typing import Any

import click

from dashboard.errors import DashboardError

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
