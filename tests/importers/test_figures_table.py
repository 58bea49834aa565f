"""Published figures in the dashboard's own layout, from any kind of file."""

import dataclasses

import pytest

from dashboard.core.areas import AreaType
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.figures_table import FORMAT
from dashboard.importers.imported import PUBLISHED_COLUMNS
from tests.figures_factories import HEADER, INDICATORS, indicator
from tests.local_template_factories import KNOWN, grid, sent

FOR_SERVICES = indicator("custody", published_for=AreaType.SERVICE)
BOTH = dataclasses.replace(KNOWN, indicators={**INDICATORS, "custody": FOR_SERVICES})


def read(*rows, header=HEADER, unreadable=()):
    return FORMAT.read(sent(grid(header, *rows, unreadable=unreadable)), BOTH).published


def problems(*rows, **how):
    with pytest.raises(ImportRefusedError) as refused:
        read(*rows, **how)
    return refused.value.problems


def test_a_good_row_arrives_with_the_row_it_came_from():
    frame = read("first-time-entrants,E10000015,2017,287,319,111018,published,As printed.")

    assert list(frame.columns) == PUBLISHED_COLUMNS
    assert frame.iloc[0].to_dict() == {
        "row": 2,
        "indicator": "first-time-entrants",
        "area_code": "E10000015",
        "period": "2017",
        "value": 287.0,
        "count": 319.0,
        "population": 111018.0,
        "state": "published",
        "note": "As printed.",
        "edition_id": None,
    }


@pytest.mark.parametrize(
    ("indicator_id", "area", "code"),
    [
        ("first-time-entrants", "hertfordshire", "E10000015"),
        ("first-time-entrants", "Hertfordshire County Council", "E10000015"),
        ("custody", "Hertfordshire", "F00HE00"),
        ("custody", "Hertfordshire Youth Justice Service", "F00HE00"),
        ("custody", "F00HE00", "F00HE00"),
        ("custody", "England", "E92000001"),
        ("first-time-entrants", "East of England", "E12000006"),
    ],
)
def test_a_name_stands_for_the_place_that_the_indicators_figures_are_for(indicator_id, area, code):
    assert read(f"{indicator_id},{area},2017,287,,,,")["area_code"].tolist() == [code]


def test_an_old_code_is_taken_as_the_code_of_today_and_said_once():
    old = "E10000099"
    renewed = dataclasses.replace(KNOWN.areas["E10000015"], note=f"Code {old} until March 2020.")
    known = dataclasses.replace(BOTH, areas={**KNOWN.areas, renewed.code: renewed})
    rows = [f"first-time-entrants,{old},{year},287,,,," for year in (2017, 2018)]

    found = FORMAT.read(sent(grid(HEADER, *rows)), known)

    assert found.published["area_code"].tolist() == [renewed.code] * 2
    assert found.notes == (
        f"{old} is an old code of Hertfordshire: its figures are taken under E10000015.",
    )


def test_what_is_not_plausible_is_left_to_the_gate_that_parts_the_rows():
    frame = read(
        "first-time-entrants,E92000001,2017,2746,,,,", "reoffending,E10000015,2016-17,120,,,,"
    )

    assert frame["value"].tolist() == [2746.0, 120.0]


@pytest.mark.parametrize(
    ("row", "column", "advice"),
    [
        ("first-time-entrant,E10000015,2017,287,,,,", "indicator", "did you mean"),
        ("first-time-entrants,Hertfordshir,2017,287,,,,", "area", "Hertfordshire (E10000015)"),
        ("first-time-entrants,F00HE00,2017,287,,,,", "area", "for a local authority"),
        ("first-time-entrants,E10000015,2016-17,287,,,,", "period", "like 2017"),
        ("first-time-entrants,E10000015,2017,28%,,,,", "value", "write the number alone"),
        ("first-time-entrants,E10000015,2017,,,,,", "value", "not published or suppressed"),
        ("first-time-entrants,E10000015,2017,287,200,100,,", "count", "correct the count"),
        ("first-time-entrants,E10000015,2017,287,,,suppressed,", "state", "remove the value"),
    ],
)
def test_one_fault_is_reported_once_with_its_row_and_what_to_do(row, column, advice):
    found = problems("first-time-entrants,E10000012,2017,287,,,,", row)

    assert [(problem.row, problem.column) for problem in found] == [(3, column)]
    assert advice in found[0].advice


def test_an_area_by_name_and_by_code_is_the_same_figure_twice():
    rows = (
        "first-time-entrants,E10000015,2017,287,,,,",
        "first-time-entrants,Hertfordshire,2017,288,,,,",
    )

    (found,) = problems(*rows)

    assert (found.row, found.reason) == (3, "is there twice")


def test_many_areas_that_nobody_knows_are_all_refused():
    rows = [f"first-time-entrants,Place {n},2017,287,,,," for n in range(500)]

    assert [problem.row for problem in problems(*rows)] == list(range(2, 502))


@pytest.mark.parametrize(
    "row", ["{},2017,287,,,,", "E10000015,{},287,,,,", "E10000015,2017,{},,,,"]
)
def test_a_text_of_any_length_in_the_wrong_place_is_refused(row):
    (found,) = problems("first-time-entrants," + row.format("x" * 5000))

    assert len(found.value) < 300


def test_a_formula_is_a_problem_under_the_heading_of_its_column():
    formula = Problem(2, "D", "=A1", "is a formula", "paste its value")

    (found,) = problems("first-time-entrants,E10000015,2017,,,,,", unreadable=(formula,))

    assert (found.row, found.column) == (2, "value")


def test_columns_that_an_export_adds_are_read_without_complaint():
    row = "first-time-entrants,E10000015,2017,287,,,,,Hertfordshire,x"

    assert len(read(row, header=HEADER + ",area_name,edition")) == 1


def test_a_table_without_figures_is_refused():
    assert [problem.reason for problem in problems()] == ["holds no figures"]


def notes(*rows, header=HEADER):
    return FORMAT.read(sent(grid(header, *rows)), BOTH).notes


HERTS, ESSEX = (
    "first-time-entrants,Hertfordshire,2017,287,,,,",
    "first-time-entrants,Essex,2017,9,,,,",
)


@pytest.mark.parametrize("name", ["East Surrey", "West Surrey Council", "E06009999"])
def test_an_area_that_nobody_knows_yet_is_left_out_by_name_and_keeps_no_other_out(name):
    new = f"first-time-entrants,{name},2017,5,,,,"

    assert read(HERTS, new, ESSEX)["row"].tolist() == [2, 4]
    assert notes(HERTS, new, ESSEX) == (
        f"Rows of areas that we do not know yet were left out: {name} (1 row).",
    )


def test_a_slip_beside_the_right_name_is_asked_about_and_not_left_out():
    slip = "first-time-entrants,East of Englnd,2018,9,,,,"
    right = "first-time-entrants,East of England,2017,9,,,,"

    (problem,) = problems(right, slip, HERTS, ESSEX)

    assert (problem.row, problem.value) == (3, "East of Englnd")


def test_a_new_area_of_many_indicators_keeps_no_known_area_out():
    rows = [f"first-time-entrants,East Surrey,{year},5,,,," for year in range(2000, 2020)]

    assert read(*rows, HERTS)["row"].tolist() == [22]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("c", "suppressed"),
        ("[c]", "suppressed"),
        ("<5", "suppressed"),
        ("*", "suppressed"),
        ("-", "not published"),
        ("[x]", "not published"),
        ("n/a", "not published"),
        ("287 [u]", "doubtful"),
        ("287 [note 3]", "published"),
        ("1,287", "published"),
    ],
)
def test_a_sign_in_place_of_a_value_gives_the_state_and_is_said(cell, state):
    sheet = grid(HEADER, "first-time-entrants,E10000015,2017,,,,,")
    sheet.cells.loc[2, 3] = cell

    found = FORMAT.read(sent(sheet), BOTH)

    assert found.published["state"].tolist() == [state]
    assert f'"{cell}" as ' in found.notes[0]


@pytest.mark.parametrize(
    ("written", "state"),
    [("Withheld", "suppressed"), ("Not available", "not published"), ("Final", "published")],
)
def test_states_are_read_in_the_words_of_others(written, state):
    value = 287 if state == "published" else ""
    row = f"first-time-entrants,E10000015,2017,{value},,,{written},"

    assert read(row)["state"].tolist() == [state]
    assert notes(row) == (f'Read as meant in the column State: "{written}" as {state}.',)


@pytest.mark.parametrize(
    ("indicator_id", "written", "period"),
    [
        ("first-time-entrants", "January to December 2017", "2017"),
        ("first-time-entrants", "year ending December 2017", "2017"),
        ("first-time-entrants", "2017.0", "2017"),
        ("reoffending", "2016/17", "2016-17"),
        ("reoffending", "201617", "2016-17"),
        ("reoffending", "year ending March 2017", "2016-17"),
    ],
)
def test_years_are_read_as_tables_and_the_dashboard_write_them(indicator_id, written, period):
    assert read(f"{indicator_id},E10000015,{written},28,,,,")["period"].tolist() == [period]


def test_a_share_is_read_where_the_indicator_is_a_percentage():
    assert read("reoffending,E10000015,2016-17,28.5%,,,,")["value"].tolist() == [28.5]


def test_an_indicator_goes_by_its_name_too():
    assert read("First time entrants,E10000015,2017,287,,,,")["indicator"].tolist() == [
        "first-time-entrants"
    ]


def test_totals_notes_and_columns_beside_the_table_are_named():
    found = notes(
        f"{HERTS},,x", "Total,,,287", "Source: own table", header=f"{HEADER},area_name,Checked by"
    )

    assert found == (
        "Columns that are not read: Checked by.",
        'Not read, because they are no rows of figures: row 3 ("Total, 287") and '
        'A4 ("Source: own table").',
    )


def test_a_row_that_repeats_another_exactly_counts_once():
    assert read(HERTS, HERTS)["row"].tolist() == [2]
    assert notes(HERTS, HERTS) == ("Row 3 repeats row 2 exactly and counts once.",)


def test_a_merged_area_stands_for_its_rows():
    rows = [HERTS, "first-time-entrants,,2018,300,,,,"]
    merged = grid(HEADER, *rows, merged=("B2:B3",))

    found = FORMAT.read(sent(merged), BOTH).published

    assert found["area_code"].tolist() == ["E10000015"] * 2


def test_own_indicators_under_the_heading_area_are_told_which_heading_is_meant():
    (problem,) = problems("housed,North,2025-26 Q1,12", header="Indicator,Area,Period,Value")

    assert problem.advice == 'change "Area" to "Area team" in the header'
