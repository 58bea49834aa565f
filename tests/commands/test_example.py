"""`example` on the command line: its files are those that ship, and it can be removed twice."""

from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.usecases.examples import EXAMPLES_FOLDER


def test_removing_what_was_never_loaded_changes_nothing(own_database_url):
    result = CliRunner(env={"DATABASE_URL": own_database_url}).invoke(main, ["example", "remove"])

    assert result.exit_code == 0
    assert "Exampleshire was removed." in result.stdout


def test_the_files_are_written_anew_the_same_every_time(tmp_path):
    result = CliRunner().invoke(main, ["example", "write", "--folder", str(tmp_path / "files")])

    assert result.exit_code == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "files").iterdir()}
    shipped = (EXAMPLES_FOLDER / "exampleshire").glob("*.csv")
    assert written == {path.name: path.read_bytes() for path in shipped}
