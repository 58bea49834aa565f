"""`example` on the command line: it can be removed without having been loaded."""

from click.testing import CliRunner

from dashboard.__main__ import main


def test_removing_what_was_never_loaded_changes_nothing(own_database_url):
    result = CliRunner(env={"DATABASE_URL": own_database_url}).invoke(main, ["example", "remove"])

    assert result.exit_code == 0
    assert "Exampleshire was removed." in result.stdout
