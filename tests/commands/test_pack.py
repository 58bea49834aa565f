"""`pack`: files of a pack, boards that lack one, a calendar, and the packs that were issued."""

import datetime as dt
from dataclasses import replace

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from dashboard.__main__ import main
from dashboard.commands.pack import write_packs
from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.sections import PackFormat
from dashboard.reports.packs.files import pack_file_name
from dashboard.usecases.packs.reading import PackAsked
from tests.board_factories import stored
from tests.conftest import TODAY
from tests.factories import service
from tests.issued_packs import SERVICE, Desk, FactMaker, write
from tests.register_factories import action, follow_up, store_all, store_people

REAL_TODAY = dt.datetime.now(tz=dt.UTC).date()
SOON = Meeting("m1", SERVICE, REAL_TODAY + dt.timedelta(days=9), "Board\x1b[31m")


@pytest.fixture
def run(own_database_url):
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, ["pack", *map(str, arguments)])


@pytest.fixture
def desk(own_store, shipped_holdings):
    return Desk(own_store, shipped_holdings)


def test_each_format_asked_for_is_a_file_named_by_service_day_and_audience(desk, tmp_path, capsys):
    asked = PackAsked(SERVICE, audience=Mode.BOARD)
    wanted = [PackFormat.PDF, PackFormat.XLSX]

    write_packs(desk.store, desk.holdings(), asked, wanted, tmp_path, FactMaker(), write)

    names = [f"hertfordshire-board-pack-2026-11-21-board.{each}" for each in ("pdf", "xlsx")]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert (tmp_path / names[1]).read_bytes().startswith(b"xlsx: Document(")
    assert capsys.readouterr().out.count("was written.") == 2


def test_a_file_of_an_invented_service_says_so():
    invented = replace(service(), invented=True)

    name = pack_file_name(invented, TODAY, Mode.PUBLIC, PackFormat.PDF)

    assert name == f"{service().id}-board-pack-2026-11-21-public-invented.pdf"


def test_boards_that_meet_soon_without_a_pack_are_listed_a_line_each(run, desk):
    stored(desk.store, SOON, replace(SOON, id="m2", service="essex", on=REAL_TODAY, title="Board"))

    lines = run("--due").stdout.splitlines()

    assert lines[0].startswith("Essex: Board, ")
    assert lines[0].endswith(" (today): no pack issued.")
    assert lines[1].startswith("Hertfordshire: Board [31m, ")
    assert lines[1].endswith(" (in 9 days): no pack issued.")
    assert run("--due", "essex").stdout.splitlines() == lines[:1]
    assert run("--due", "--within", 8).stdout.splitlines() == lines[:1]


def test_it_says_so_where_none_is_due(run, desk):
    stored(desk.store, SOON)
    desk.issue(meeting="m1")

    assert run("--due").stdout == "No board without a pack was found to meet within 14 days.\n"


def test_meetings_and_due_dates_are_one_calendar(run, desk):
    store_people(desk.store)
    store_all(desk.store, follow_up(), action())
    stored(desk.store, SOON, replace(SOON, id="m2", service="essex"))

    events = Calendar.from_ical(run("hertfordshire", "--ics").stdout_bytes).events

    uids = [str(event["UID"]).partition("@")[0] for event in events]
    assert uids[:2] == ["meeting-m1", "action-action-1"]
    assert [event["SEQUENCE"] for event in events[:2]] == [1, 1]
    assert "meeting-m2" not in uids


def test_an_issued_pack_is_listed_with_its_checksums_and_opened_as_it_was(run, desk, tmp_path):
    first = desk.issue("p1", audience=Mode.BOARD)
    desk.issue("p2", audience=Mode.BOARD, corrects="p1", why="A slip.")

    lines = run("hertfordshire", "--issued").stdout.splitlines()
    result = run("--open", "p1", "--format", "html", "--format", "pdf", "--out", tmp_path)

    label = "board pack: 21 November 2026 (board), issued 21 November 2026, 09:00 UTC by Ann Lee"
    assert lines[0] == f"p2: {label}"
    assert lines[1] == "- corrects p1: A slip."
    assert lines[7:9] == [f"p1: {label}", "- was corrected by p2"]
    assert f"- pdf SHA-256 {first.files[0].sha256}" in lines
    assert result.stdout.count("was written.") == 2
    content = (tmp_path / "hertfordshire-board-pack-2026-11-21-board.pdf").read_bytes()
    assert content.startswith(b"pdf: Document(")


def test_it_says_so_where_none_was_issued(run):
    assert run("essex", "--issued").stdout == "No pack of Essex was issued yet.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "SERVICE is missing"),
        (("--ics",), "SERVICE is missing"),
        (("hertfordshire", "--meeting", "m1", "--as-of", "2018-12-31"), "exclude each other"),
        (("hertfordshire", "--as-of", "tomorrow"), "is not a day"),
        (("hertfordshire", "--format", "odt"), "'odt' is not one of 'pdf'"),
        (("hertfordshire", "--audience", "press"), "'press' is not one of"),
        (("hertfordshire", "--address", "javascript:alert(1)"), "is not a web address"),
        (("hertfordshire", "--address", ""), "Name the first page, as in http://localhost:8501"),
        (("hertfordshire", "--address", "https://example.org/?a=b"), "without ? or #."),
        (("--due", "--within", "-1"), "-1 is not in the range"),
        (("--due", "--issued"), "Choose one of --due, --ics, --issued and --open."),
    ],
)
def test_wrong_usage_is_told_before_any_database_is_opened(arguments, sentence):
    nowhere = CliRunner(env={"DATABASE_URL": "nowhere"})

    result = nowhere.invoke(main, ["pack", *arguments])

    assert result.exit_code == 2
    assert sentence in result.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("hertfordshir",), 'no service "hertfordshir": did you mean Hertfordshire'),
        (("hertfordshire", "--meeting", "m9"), 'no meeting "m9": choose one of m1 (Board'),
        (("essex", "--meeting", "m1"), 'no meeting "m1": plan one on the page Meetings first.'),
        (("hertfordshire", "--as-of", "2999-01-01"), "2999-01-01 is still to come"),
        (("--due", "narnia"), 'no service "narnia"'),
        (("--open", "p9"), 'no board pack "p9"'),
    ],
)
def test_what_is_not_there_is_one_sentence(run, desk, arguments, sentence):
    stored(desk.store, SOON)

    result = run(*arguments)

    assert result.exit_code == 1
    assert sentence in result.stderr
