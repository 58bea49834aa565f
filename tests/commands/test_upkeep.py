"""`status`, `tidy`, `reads` and scheduled backups on the command line, with their exit codes."""

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.core.reads import Read, ReadKind
from dashboard.store import reads
from dashboard.store.engine import open_store
from tests.people_factories import AT


@pytest.fixture
def run(own_database_url):
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, list(arguments))


def test_status_is_for_a_monitor_and_a_reader(run, tmp_path):
    bad = run("status", "--json")
    kept = run("backup", str(tmp_path), "--keep", "2")
    run("history", "verify")
    good, read = run("status", "--json"), run("status")

    assert (bad.exit_code, json.loads(bad.stdout)["last_backup"]) == (1, None)
    assert kept.exit_code == 0
    assert kept.stdout.startswith("dashboard-20")
    assert "Older backups removed: 0." in kept.stdout
    assert (good.exit_code, json.loads(good.stdout)["sound"]) == (0, True)
    assert set(json.loads(good.stdout)["last"]) == {"backup", "check"}
    assert "Met: The last backup is less than an hour old" in read.stdout
    assert str(tmp_path) not in good.stdout + read.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--keep", "2", "--replace"), 2), (("--keep", "0"), 2), (("x", "--keep", "2"), 1)],
)
def test_what_cannot_be_kept_is_refused(run, tmp_path, arguments, code):
    place = str(tmp_path / arguments[0]) if arguments[0] == "x" else str(tmp_path)
    result = run("backup", place, *[each for each in arguments if each != "x"])

    assert result.exit_code == code
    assert not list(tmp_path.iterdir())


def test_reads_are_listed_for_a_reader_and_a_spreadsheet_and_deleted_in_time(run, own_database_url):
    read = Read(AT, "ann", "=Ann", "hertfordshire", ReadKind.EVIDENCE, "Audit (a.pdf)")
    store = open_store(own_database_url)
    reads.note(store, read)
    store.close()

    listed, csv = run("reads", "--service", "hertfordshire"), run("reads", "--service", "Essex")
    as_csv = run("reads", "--service", "hertfordshire", "--csv").stdout

    assert listed.stdout == "2026-11-21 09:30  =Ann: Evidence, Audit (a.pdf)\n"
    assert csv.stdout == ""
    assert as_csv.splitlines()[1] == "2026-11-21 09:30,'=Ann,Evidence,Audit (a.pdf)"
    assert run("tidy").stdout.startswith("0 reads older than 400 days and 0 sessions")
