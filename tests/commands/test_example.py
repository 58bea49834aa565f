"""The invented service on the command line: removed though never loaded, and marked."""

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.core.areas import INVENTED

FTE = "first-time-entrants"


def test_removing_what_was_never_loaded_changes_nothing(own_database_url):
    result = CliRunner(env={"DATABASE_URL": own_database_url}).invoke(main, ["example", "remove"])

    assert result.exit_code == 0
    assert "Exampleshire was removed." in result.stdout


@pytest.mark.parametrize(
    "asked",
    [["warnings", "exampleshire"], ["compare", "exampleshire", FTE], ["ratings", "exampleshire"]],
)
def test_what_is_told_of_it_says_that_it_is_invented(own_database_url, asked):
    result = CliRunner(env={"DATABASE_URL": own_database_url}).invoke(main, asked)

    assert result.exit_code == 0
    assert INVENTED in result.stdout


def test_what_is_told_of_a_real_service_does_not_say_so(own_database_url):
    run = CliRunner(env={"DATABASE_URL": own_database_url})

    assert INVENTED not in run.invoke(main, ["compare", "essex", FTE]).stdout
