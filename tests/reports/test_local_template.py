"""The templates: whatever can be chosen in them is accepted, and empty they are refused."""

import pytest

from dashboard.core.own.figures import LocalState
from dashboard.core.own.next_rows import RowToFill
from dashboard.core.own.sheets import LOCAL_SHEET, PUBLISHED_SHEET
from dashboard.errors import ImportRefusedError
from dashboard.importers.files.grids import read_grids
from dashboard.importers.formats import recognised
from dashboard.reports.alike import problem_lines
from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
from dashboard.reports.published_figures import published_csv_bytes, published_workbook_bytes
from tests.figures_factories import AREAS, INDICATORS
from tests.local_template_factories import GROUPS, KNOWN, LOCAL_INDICATORS, SERVICE, TEAMS
from tests.sheets_factories import opened, saved

LOCAL = local_template_bytes(LOCAL_INDICATORS, GROUPS, SERVICE, TEAMS.values())
PUBLISHED = published_workbook_bytes(INDICATORS, AREAS.values())
EMPTY = [LOCAL, PUBLISHED, local_template_csv_bytes(GROUPS), published_csv_bytes()]


def offered(workbook, sheet, name):
    """What the list of a column offers, as Excel would find it."""
    shown = workbook[sheet]
    place = [cell.value.lower() for cell in shown[1]].index(name) + 1
    letter = shown.cell(1, place).column_letter
    rules = shown.data_validations.dataValidation
    rule = next(each for each in rules if str(each.sqref).startswith(letter))
    title, cells = rule.formula1.split("!")
    return [cell.value for (cell,) in workbook[title][cells.replace("$", "")]]


@pytest.mark.parametrize("content", EMPTY)
def test_a_template_that_nobody_filled_in_is_refused_with_what_to_do(content):
    sent = read_grids(content, "template")

    with pytest.raises(ImportRefusedError, match="add a row under the header"):
        recognised(sent).read(sent, KNOWN)


def test_a_row_of_choices_from_the_lists_is_accepted():
    workbook = opened(LOCAL)
    shown = workbook[LOCAL_SHEET.title]
    for name in ("indicator", "area team", "group", "state"):
        choices = offered(workbook, LOCAL_SHEET.title, name)
        place = LOCAL_SHEET.names.index(name) + 1
        shown.cell(2, place).value = choices[1 if name == "area team" else 0]
    shown["C2"], shown["F2"] = "2025-06", 12

    sent = read_grids(saved(workbook), "filled in")
    (row,) = recognised(sent).read(sent, KNOWN).own.to_dict("records")

    assert (row["place"], row["period"], row["group"]) == ("north", "2025-06", "sex-girls")
    assert (row["indicator"], row["value"], row["state"]) == ("entrants-counted", 12, "final")


def test_rows_that_are_ready_lack_only_their_numbers():
    rows = [
        RowToFill("entrants-counted", "", "2025-26 Q1", ""),
        RowToFill("entrants-counted", "north", "2025-26 Q1", "sex-girls"),
    ]
    workbook = opened(local_template_bytes(LOCAL_INDICATORS, GROUPS, SERVICE, TEAMS.values(), rows))
    shown = workbook[LOCAL_SHEET.title]
    assert [cell.value for cell in shown[2]][:4] == [
        "entrants-counted",
        "Whole service",
        "2025-26 Q1",
        None,
    ]
    shown["F2"], shown["F3"] = 12, 4
    as_csv = local_template_csv_bytes(GROUPS, TEAMS.values(), rows).decode("utf-8-sig")
    filled = as_csv.replace("Q1,,,,,,", "Q1,,,12,,,").replace("Girls,,,,,", "Girls,,4,,,")

    for content in (saved(workbook), filled.encode()):
        sent = read_grids(content, "filled in")
        read = recognised(sent).read(sent, KNOWN).own
        assert read[["place", "group", "value"]].to_numpy().tolist() == [
            ["", "", 12],
            ["north", "sex-girls", 4],
        ]


def test_rows_that_are_ready_and_not_filled_in_are_refused_in_one_line():
    rows = [RowToFill("entrants-counted", place, "2025-26 Q1", "") for place in ("", "north")]
    content = local_template_csv_bytes(GROUPS, TEAMS.values(), rows)
    sent = read_grids(content, "template")

    with pytest.raises(ImportRefusedError) as refused:
        recognised(sent).read(sent, KNOWN)

    (line,) = problem_lines(refused.value.problems)
    assert line.startswith('2 rows (2 to 3), value: "" is missing and no state says why')
    assert line.endswith(", or remove the row")


def test_the_lists_offer_every_indicator_group_and_state_and_the_teams_that_still_work():
    workbook = opened(LOCAL)
    title = LOCAL_SHEET.title

    assert offered(workbook, title, "indicator") == list(LOCAL_INDICATORS)
    assert offered(workbook, title, "area team") == ["Whole service", "North Herts"]
    assert offered(workbook, title, "state") == [state.value for state in LocalState]
    assert offered(workbook, title, "group")[0] == "Sex: Girls"


def test_cells_for_periods_are_text_so_that_a_month_is_not_made_a_day():
    columns = opened(LOCAL)[LOCAL_SHEET.title].column_dimensions

    assert columns["C"].number_format == "@"
    # Typed into a cell of numbers in general, 15% keeps its sign, which is refused with advice.
    assert columns["E"].number_format == "General"


def test_the_words_say_what_each_indicator_counts_and_by_which_groups():
    rows = [[cell.value for cell in row[:6]] for row in opened(LOCAL)["Words"].iter_rows()]

    assert rows[0] == ["Id", "Name", "What is counted", "Out of", "Unit", "May be counted by"]
    assert ["housed", "Housed", "children", "children", "per cent of children", "Sex, Age"] in rows


def test_how_to_fill_it_in_explains_every_column():
    for content, layout in ((LOCAL, LOCAL_SHEET), (PUBLISHED, PUBLISHED_SHEET)):
        named = [row[0].value for row in opened(content)["How to fill it in"].iter_rows()]

        assert {column.heading for column in layout.columns} <= set(named)


def test_the_published_template_offers_indicators_and_lists_every_area():
    workbook = opened(PUBLISHED)

    assert offered(workbook, PUBLISHED_SHEET.title, "indicator") == list(INDICATORS)
    assert [row[0].value for row in workbook["Areas"].iter_rows(min_row=2)] == list(AREAS)


def test_without_a_service_a_template_offers_no_teams():
    workbook = opened(local_template_bytes(LOCAL_INDICATORS, GROUPS))

    assert offered(workbook, LOCAL_SHEET.title, "area team") == ["Whole service"]
