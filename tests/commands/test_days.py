"""A day on the command line is read as in a field."""

import click
import pytest
from click.testing import CliRunner

from dashboard.commands.days import DAY


@click.command()
@click.option("--on", type=DAY)
def shown(on):
    click.echo(on)


@pytest.mark.parametrize("typed", ["2018-12-31", "31/12/2018", "31 December 2018", "31-Dec-18"])
def test_a_day_is_read_as_people_write_it(typed):
    assert CliRunner().invoke(shown, ["--on", typed]).output == "2018-12-31\n"


def test_what_is_no_day_is_wrong_usage_that_says_why():
    result = CliRunner().invoke(shown, ["--on", "December 2018"])

    assert result.exit_code == 2
    assert "is December 2018 without its day" in result.output
