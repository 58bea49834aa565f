"""`import`, `imports`, `quarantine` and `teams`: what they print, and refusals with exit code 1."""

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from tests.databases import on_both_databases
from tests.import_factories import ENTRANTS, FTE, own_file, published_file
from tests.new_edition_factory import entrants_edition
from tests.sheets_factories import new_workbook, saved
from tests.stored import tokens_in

HERTS = "E10000015"
FILE = published_file(f"{FTE},{HERTS},2017,287,,,,", f"{FTE},{HERTS},2016,3160,,,,")
BY = ("--by", "Ann")
ABOUT = ("--title", "Table 2.11", "--publisher", "YJB")


@pytest.fixture
def run(own_database_url):
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, [str(each) for each in arguments])


@pytest.fixture
def load(run, tmp_path):
    """Load a file with this content for Hertfordshire."""

    def from_content(content=FILE, *more):
        file = tmp_path / "figures.csv"
        file.write_bytes(content)
        return run("import", file, "--service", "hertfordshire", *BY, *ABOUT, *more)

    return from_content


def test_one_sheet_of_a_workbook_is_read_by_its_name(run, tmp_path):
    made = new_workbook("Q1")
    for sheet, count in ((made.active, 41), (made.create_sheet("Q2 copy"), 42)):
        sheet.append(["Indicator", "Area team", "Period", "Count"])
        sheet.append(["local-first-time-entrants", None, "2025-26 Q1", count])
    (tmp_path / "own.xlsx").write_bytes(saved(made))
    asked = ("import", tmp_path / "own.xlsx", "--service", "hertfordshire", "--preview", *BY)

    refused, read = run(*asked), run(*asked, "--sheet", "q2 copy")

    assert refused.exit_code == 1
    assert "To read one sheet alone: --sheet 'Q2 copy'" in refused.stdout
    assert read.exit_code == 0
    assert "Note: Sheets that are not read: Q1." in read.stdout


def test_a_preview_is_a_table_and_stores_nothing(load, own_store):
    before = tokens_in(own_store)

    shown = load(FILE, "--preview")

    assert shown.exit_code == 0
    lines = [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert "Unchanged 1" in lines
    assert "To check 1" in lines
    assert any(line.startswith("row 3: ") for line in lines)
    assert lines[-1] == "Nothing was stored."
    assert tokens_in(own_store) == before


@on_both_databases
def test_a_file_is_loaded_listed_and_withdrawn(run, load):
    number = json.loads(load(FILE, "--json").stdout)["edition"]

    (one,) = json.loads(run("imports", "list", "--json").stdout)
    assert (one["id"], one["title"], one["status"]) == (number, "Table 2.11", "current")
    assert "Table 2.11" in run("imports", "list", "--service", "hertfordshire").stdout

    gone = run("imports", "withdraw", number, "--why", "Too early.", *BY)
    assert "Figures that count again as they were before: 1; figures gone: 0." in gone.stdout
    assert "withdrawn" in run("imports", "list").stdout
    assert run("history", "verify").exit_code == 0


@on_both_databases
def test_a_figure_held_back_is_listed_released_undone_and_rejected(run, load):
    load()
    (one,) = json.loads(run("quarantine", "list", "hertfordshire", "--json").stdout)
    assert one["value"] == "3,160 per 100,000"
    assert "figures.csv, row 3" in run("quarantine", "list", "hertfordshire").stdout

    decided = (one["id"], "--note", "Looked up.", *BY)
    assert "Released" in run("quarantine", "release", *decided).stdout
    assert "Waits again" in run("quarantine", "undo", *decided).stdout
    assert "Rejected" in run("quarantine", "reject", *decided).stdout
    assert run("quarantine", "list", "hertfordshire").stdout == "No figure waits for a decision.\n"
    assert "Decided: Looked up." in run("quarantine", "list", "hertfordshire", "--all").stdout


def test_own_figures_need_their_area_teams_first(run, load):
    content = own_file(f"{ENTRANTS},North,2025-26 Q1,,7,,,,")
    refused = load(content)
    assert refused.exit_code == 1
    assert '"North"' in refused.stdout
    assert refused.stdout.splitlines()[-1] == (
        "To add this area team: teams add hertfordshire North"
    )

    assert run("teams", "add", "hertfordshire", "North", *BY).stdout == "North was added.\n"
    assert load(content).exit_code == 0
    assert run("teams", "list", "hertfordshire").stdout == "North\n"


def test_a_team_is_renamed_closed_and_opened_again(run):
    run("teams", "add", "hertfordshire", "North", *BY)

    assert run("teams", "rename", "hertfordshire", "north", "East", *BY).exit_code == 0
    assert run("teams", "close", "hertfordshire", "East", "--why", "Merged.", *BY).exit_code == 0
    assert run("teams", "list", "hertfordshire").stdout == "East (closed)\n"
    assert run("teams", "reopen", "hertfordshire", "East", *BY).exit_code == 0
    (team,) = json.loads(run("teams", "list", "hertfordshire", "--json").stdout)
    assert (team["name"], team["active"]) == ("East", True)


@pytest.fixture
def new_edition(shipped_holdings, tmp_path):
    """A file with first-time entrants of 2025 in which those of Hertfordshire almost doubled."""
    file = tmp_path / "bds_long.csv"
    file.write_bytes(entrants_edition(shipped_holdings, {HERTS: 1.9}))
    return file


def test_a_preview_of_a_new_edition_says_what_changes_on_the_overview(run, new_edition, own_store):
    before = tokens_in(own_store)

    lines = run("import", new_edition, "--published", "--preview").stdout.splitlines()

    start = lines.index("If you store this file, the Overview of Hertfordshire changes:")
    assert lines[start + 1] == "New early warnings:"
    assert lines[start + 2].startswith("  First-time entrants: 105% above similar areas")
    assert lines[start + 3] == "Main measures that change:"
    assert lines[-1] == "Nothing was stored."
    assert tokens_in(own_store) == before


def test_the_overview_is_that_of_the_service_that_is_named(run, new_edition):
    shown = run("import", new_edition, "--service", "swansea", "--preview")

    assert "No sentence and no verdict on the Overview of Swansea would change." in shown.stdout


def test_the_json_of_a_preview_has_what_changes_with_verdicts_before_and_after(run, new_edition):
    shown = json.loads(run("import", new_edition, "--published", "--preview", "--json").stdout)

    overview = shown["overview"]
    assert (overview["service"], overview["changes_nothing"]) == ("hertfordshire", False)
    (warning,) = overview["new_warnings"]
    assert (warning["id"], warning["kind"]) == (
        "early-warning:first-time-entrants",
        "early warning",
    )
    (measure,) = overview["measures"]
    assert measure["before"] == {"period": "2024", "value": 111.0, "verdict": "mixed"}
    assert measure["after"] == {"period": "2025", "value": 211.0, "verdict": "worse"}
    assert (overview["ended_warnings"], overview["notes"]) == ([], [])


def test_what_is_stored_or_has_no_published_figures_foretells_nothing(load):
    stored = json.loads(load(FILE, "--published", "--json").stdout)
    again = json.loads(load(FILE, "--preview", "--json").stdout)
    own = json.loads(load(own_file(f"{ENTRANTS},,2025-26 Q1,,7,,,,"), "--preview", "--json").stdout)

    assert stored["overview"] is again["overview"] is own["overview"] is None
    assert again["already_loaded"] == stored["edition"]


def test_a_file_without_published_figures_is_refused_where_only_those_are_wanted(load, tmp_path):
    refused = load(own_file(f"{ENTRANTS},,2025-26 Q1,,7,,,,"), "--published", "--preview")

    assert refused.exit_code == 1
    assert "has no published figures" in refused.stderr


def test_only_for_published_figures_may_the_service_be_left_out(run, new_edition):
    refused = run("import", new_edition, "--preview")

    assert refused.exit_code == 2
    assert "Name the service with --service" in refused.stderr
    assert run("import", new_edition, "--published", "--preview").exit_code == 0


def test_every_problem_of_a_file_is_printed_and_the_error_is_one_sentence(load, own_store):
    before = tokens_in(own_store)

    result = load(published_file(f"{FTE},Esex,2017,1,,,,", f"{FTE},{HERTS},soon,1,,,,"))

    assert result.exit_code == 1
    assert len(result.stdout.strip().splitlines()) == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert tokens_in(own_store) == before


def test_alike_problems_and_suspects_are_one_line_with_their_rows(load):
    problems = load(published_file(*(f"{FTE},{HERTS},{y},many,,,," for y in (2016, 2017, 2018))))
    suspects = load(own_file(*(f"{ENTRANTS},,2025-26 Q{n},,99999,,,," for n in (1, 2, 3))))

    (line,) = problems.stdout.splitlines()
    assert line.startswith('3 rows (2 to 4), value: "many" is not a number: ')
    assert sum(one.startswith("3 rows (2 to 4): such as ") for one in suspects.stdout.splitlines())


def test_the_json_of_a_preview_still_has_each_suspect(load):
    rows = (f"{FTE},{HERTS},{year},9999,,,," for year in (2016, 2017, 2018))
    suspects = json.loads(load(published_file(*rows), "--preview", "--json").stdout)["suspects"]

    assert [one["row"] for one in suspects] == [2, 3, 4]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import", "gone.csv", "--service", "essex"), "cannot be read"),
        (("imports", "withdraw", "9999", "--why", "x"), 'no edition with the number "9999"'),
        (("imports", "withdraw", "one", "--why", "x"), "is no number"),
        (("imports", "withdraw", "1", "--why", "x"), "comes with the dashboard"),
        (("imports", "list", "--service", "nowhere"), 'no service "nowhere"'),
        (("quarantine", "list", "nowhere"), 'no service "nowhere"'),
        (("quarantine", "release", "x", "--note", "y"), 'There is no figure "x" to decide on'),
        (("teams", "add", "nowhere", "North"), 'no service "nowhere"'),
        (("teams", "close", "essex", "North", "--why", "x"), 'no area team "North"'),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_stored(run, own_store, arguments, sentence):
    before = tokens_in(own_store)

    result = run(*arguments)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert tokens_in(own_store) == before


NEET = (
    b"time_period,time_identifier,geographic_level,new_la_code,la_name,NEET_percent\r\n"
    b"2026,Calendar year,Local authority,E10000015,Hertfordshire,2.9\r\n"
)


def test_a_file_of_education_statistics_names_itself_and_the_way_in(load):
    refused = load(NEET, "--preview")

    assert refused.exit_code == 1
    assert "is a file of Explore education statistics" in refused.stdout
    assert "--column NEET_percent=not-in-education-16-17" in refused.stdout


def test_the_column_of_an_education_statistics_file_is_chosen_by_an_option(load):
    shown = load(NEET, "--preview", "--column", "NEET_percent=not-in-education-16-17", "--json")

    contract = json.loads(shown.stdout)
    assert (contract["figures"], contract["new"]) == (1, 1)


@pytest.mark.parametrize("choice", ["NEET_percent", "=x", "NEET_percent="])
def test_a_choice_without_a_column_or_an_indicator_is_refused(load, choice):
    refused = load(NEET, "--preview", "--column", choice)

    assert refused.exit_code == 1
    assert "write it like COLUMN=INDICATOR" in refused.stderr
