"""Own figures as people keep them: what stands beside the table is named, and never in the way."""

import dataclasses
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.own.sheets import LOCAL_SHEET
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.cells import MOST_MERGED
from dashboard.importers.files.grids import read_grids
from dashboard.importers.formats import read_file, recognised
from dashboard.importers.imported import AS_IT_STANDS, Chosen, sheets_to_choose
from dashboard.importers.tables.figure_rows import looks_like
from tests.hostile_files import ods, ods_cell, ods_row, ods_table
from tests.local_template_factories import HEADER, KNOWN, grid, sent

ROW = "housed,North Herts,2025-26 Q1,Sex: Girls,50,2,4,provisional,Two homes"
SHORT = "Indicator,Area team,Period,Count"


def plain(n, count=12):
    """The count of a month, which no other row gives."""
    return f"entrants-counted,,2025-{n:02d},{count}"


def read(*grids, chosen=AS_IT_STANDS):
    return read_file(sent(*grids), dataclasses.replace(KNOWN, chosen=chosen))[1]


def problems(*grids, **how):
    with pytest.raises(ImportRefusedError) as refused:
        read(*grids, **how)
    return refused.value.problems


def own(*rows, header=SHORT, **how):
    return read(grid(header, *rows, **how))


# Columns


@pytest.mark.parametrize(
    "names", [["Completed by"], ["RAG", "Comments"], ["2024/25", "Date sent"], ["Notes"]]
)
def test_columns_beside_those_of_the_template_are_named_and_not_read(names):
    found = own(plain(6) + ",x" * len(names), header=",".join([SHORT, *names]))

    assert len(found.own) == 1
    assert found.notes == (f"Columns that are not read: {' and '.join(names)}.",)


def test_an_extra_column_without_anything_in_it_needs_no_mention():
    assert own(plain(6), header=f"{SHORT},RAG").notes == ()


def test_a_remark_below_no_heading_is_named_by_its_cell():
    assert own(plain(6), plain(7) + ",,,check").notes == (
        'Cells without a heading that are not read: G3 ("check").',
    )


def test_in_a_csv_row_longer_than_its_header_a_comma_may_have_moved_the_cells_so_it_is_refused():
    content = f"{HEADER}\nhoused,,2025-06,,50,,,,kept, as agreed\n".encode()

    with pytest.raises(ImportRefusedError, match="a text with a comma needs quotation marks"):
        read_file(read_grids(content, "own.csv"), KNOWN)


NEAR = {
    "Area team": ["Team", "area", "LOCALITY", "Area Teem"],
    "Period": ["Quarter", "Month", "Date", "Peroid", "Time period"],
    "Count": [
        "4. Count",
        "Count - children",
        "Number",
        "No.",
        "N",
        "Number of children",
        "Cuont",
        "Count (children)",
    ],
    "Indicator": ["Measure", "KPI", "Indicater", "Indicator / Measure", "1. Indicator"],
}


@pytest.mark.parametrize(
    ("column", "written"), [(column, each) for column, words in NEAR.items() for each in words]
)
def test_a_heading_that_is_nearly_one_of_the_template_is_told_what_to_change(column, written):
    header = SHORT.replace(column, written)

    (problem,) = problems(grid(header, plain(6)))

    assert problem.advice.startswith(f'change "{written}" to "{column}"')
    assert "looks like the template of own figures" in problem.reason


@settings(max_examples=12, deadline=None)
@given(st.tuples(*(st.sampled_from([column, *words]) for column, words in NEAR.items())))
def test_each_heading_that_is_nearly_right_is_a_problem_of_its_own(written):
    wanted = dict(zip(NEAR, written, strict=True))
    header = ",".join(wanted[column] for column in SHORT.split(","))

    changed = [each for column, each in wanted.items() if each != column]

    if changed:
        found = [problem.value for problem in problems(grid(header, plain(6)))]
        assert sorted(found) == sorted(changed)
    else:
        assert len(read(grid(header, plain(6))).own) == 1


@pytest.mark.parametrize(
    ("header", "row", "advice"),
    [
        (f"{HEADER},Gender", "housed,,2025-06,,50,,,,,Girls", 'into the column "Group"'),
        (f"{HEADER},Team", "housed,,2025-06,,50,,,,,North Herts", 'into the column "Area team"'),
        (f"{HEADER},Number", "entrants-counted,,2025-06,,,,,,,12", 'into the column "Count"'),
    ],
)
def test_what_belongs_into_an_empty_column_of_the_template_is_never_left_out(header, row, advice):
    (problem,) = problems(grid(header, row))

    assert advice in problem.advice


def test_a_second_column_of_figures_beside_one_that_is_read_is_named():
    found = own(plain(6) + ",8%", header=f"{SHORT},Rate")

    assert found.notes == ("Columns that are not read: Rate.",)


@pytest.mark.parametrize("heading", ["Sex", "Gender", "Ethnicity", "Age group"])
def test_a_column_that_divides_the_figures_beside_their_group_is_never_passed_over(heading):
    header = f"Indicator,Area team,Period,Group,{heading},Count"
    row = "entrants-counted,,2025-06,Sex: Girls,{},12"

    (problem,) = problems(grid(header, row.format("A part")))

    assert (problem.value, problem.advice[:34]) == (heading, "keep rows of one group each, and w")
    assert len(read(grid(header, row.format("All"))).own) == 1


@pytest.mark.parametrize("heading", ["Service", "YJS", "Local authority"])
def test_rows_of_another_service_are_refused_whatever_their_column_is_called(heading):
    services = {"essex": dataclasses.replace(KNOWN.service, id="essex", name="Essex", aliases=())}
    known = dataclasses.replace(KNOWN, services={**KNOWN.services, **services})
    rows = [plain(6) + ",Hertfordshire", plain(7) + ",Essex YJS", plain(8) + ",East office"]

    with pytest.raises(ImportRefusedError) as refused:
        read_file(sent(grid(f"{SHORT},{heading}", *rows)), known)

    assert [(each.row, each.value) for each in refused.value.problems] == [(3, "Essex YJS")]


def test_states_under_another_heading_are_not_lost():
    rows = [plain(6) + ",Final", plain(7) + ",Provisional", plain(8) + ",Provisional"]

    (problem,) = problems(grid(f"{SHORT},Status", *rows))

    assert (problem.row, problem.value) == (3, "Provisional")
    assert '"State"' in problem.advice


@pytest.mark.parametrize("cells", [("Green", "n/a"), ("Complete", ""), ("Sent", "Draft")])
def test_a_column_that_is_not_of_states_alone_is_named_and_not_read(cells):
    found = own(
        *(plain(6 + n) + f",{cell}" for n, cell in enumerate(cells)), header=f"{SHORT},Status"
    )

    assert found.notes == ("Columns that are not read: Status.",)


@pytest.mark.parametrize(
    "header",
    [
        "Indicator / Dangosydd,Area team / T\u00eem ardal,Period / Cyfnod,Count / Nifer",
        "Dangosydd/Indicator,Tim Ardal/Area Team,Cyfnod/Period,Nifer/Count",
        "Indicator (Dangosydd),Area team (T\u00eem ardal),Period (Cyfnod),Count (Nifer)",
        "Indicator\nDangosydd,Area team\nT\u00eem ardal,Period\nCyfnod,Count\nNifer",
    ],
)
def test_a_heading_in_english_and_welsh_is_the_english_one(header):
    found = own(plain(6), header=header)

    assert (found.own["count"].tolist(), found.notes) == ([12], ())


@pytest.mark.parametrize("heading", ["Count (2024/25)", "Count / Target", "Count (last year)"])
def test_a_heading_that_says_more_than_ours_is_asked_about_and_never_read_as_it(heading):
    (problem,) = problems(grid(SHORT.replace("Count", heading), plain(6)))

    assert problem.advice.startswith(f'change "{heading}" to "Count", or remove it')


def test_an_underscore_or_a_colon_makes_no_other_heading():
    assert len(own(plain(6), header="indicator,Area_team,PERIOD:,Count *").own) == 1


# Rows


BESIDE = [
    "Total,,,24",
    "Grand total,,,24",
    "entrants-counted,Sub-total,,24",
    "entrants-counted,,Total,24",
    "Total,,2025-26 Q1,24",
    "Average,,,12",
    "Overall mean,,,12",
    "Total entrants,,,24",
    "Year to date,,,24",
    "entrants-counted,,YTD,24",
    "entrants-counted,,Full year 2025/26,24",
    "Average,,2025-26 Q1,24",
    "Average of the quarters,,,24",
    "% change,,,-12",
    "Target,,,20",
    "Note: figures are provisional.",
    "Prepared by,,A. Smith",
    ",,,.",
    ",,,-",
    ",see above",
    "First-time entrants",
    SHORT,
    ",,,24",
]


@pytest.mark.parametrize("row", BESIDE)
def test_a_row_below_the_table_that_is_no_figure_is_left_out_and_named(row):
    found = own(plain(6), plain(7), row)

    assert found.own["row"].tolist() == [2, 3]
    (note,) = found.notes
    assert note.startswith("Not read, because they are no rows of figures: ")
    assert next(cell for cell in row.split(",") if cell) in note


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(BESIDE[:-1]), max_size=4), st.integers(0, 4))
def test_what_is_no_row_of_figures_takes_nothing_from_the_figures_wherever_it_stands(rows, place):
    figures = [plain(n) for n in range(1, 5)]
    mixed = figures[:place] + rows + figures[place:]

    found = own(*mixed)

    assert found.own["period"].tolist() == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert found.own["row"].tolist() == [
        n for n, row in enumerate(mixed, start=2) if row in figures
    ]
    assert len(found.notes) == bool(rows)


def test_a_lone_sign_is_named_by_its_cell_and_a_row_by_its_number():
    (note,) = own(plain(6), "Total,,,12", ",,,.").notes

    assert 'row 3 ("Total, 12") and D4 (".")' in note


def test_a_second_header_in_another_order_is_no_remark():
    rows = [plain(6), "Period,Indicator,Area team,Count", "2025-07,entrants-counted,,13"]

    found = problems(grid(SHORT, *rows))

    assert (found[0].row, found[0].reason[:18]) == (3, "is a second header")


@pytest.mark.parametrize(
    "header",
    [
        "Indicator,Area team,2025-26 Q1,2025-26 Q2",
        "Measure,Q1,Q2,Q3",
        "KPI,Apr-25,May-25",
        "Team,2025 Q1,2025 Q2",
    ],
)
def test_periods_side_by_side_are_told_to_stand_one_below_the_other(header):
    (problem,) = problems(grid(header, "housed,,12,15"))

    assert problem.reason == "are periods side by side"
    assert 'in the column "Period"' in problem.advice


@pytest.mark.parametrize("above", [1, 10, 15])
def test_titles_above_the_header_do_not_matter(above):
    assert len(read(grid(*["A title"] * above, SHORT, plain(6))).own) == 1


def test_a_number_that_nothing_names_between_the_rows_is_a_problem_of_its_cell():
    (problem,) = problems(grid(SHORT, plain(6), ",,,24", plain(7)))

    assert (problem.row, problem.column, problem.value) == (3, "count", "24")
    assert "D3" in problem.advice


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("entrants,,2025-08,24", "indicator"),
        ("entrants-counted,,,24", "period"),
        (",North Herts,,24", "indicator"),
        (",,2025-08,24", "indicator"),
        ("entrants-counted,,2025-08,", "value"),
    ],
)
def test_a_row_that_may_be_a_figure_stays_and_its_faults_are_told(row, column):
    found = problems(grid(SHORT, plain(6), row))

    assert column in [problem.column for problem in found]


def test_many_rows_that_are_no_figures_are_counted_after_the_first():
    (note,) = own(plain(6), *(f"Remark {n}" for n in range(20))).notes

    assert note.endswith("and 15 more.")


def test_a_file_of_notes_alone_holds_no_figures():
    assert [problem.reason for problem in problems(grid(SHORT, "Note: none yet"))] == [
        "holds no figures"
    ]


# Rows given twice


def test_a_row_that_repeats_another_exactly_counts_once():
    found = own(plain(6), plain(6))

    assert found.own["row"].tolist() == [2]
    assert found.notes == ("Row 3 repeats row 2 exactly and counts once.",)


def test_a_figure_given_twice_with_another_note_counts_once_and_the_note_is_named():
    rows = [f"entrants-counted,,2025-06,,,{count},,,{note}" for count, note in TWICE]
    found = own(*rows, header=HEADER)

    assert found.own[["row", "note"]].to_numpy().tolist() == [[2, "One late"]]
    assert found.notes == (
        "Counted once: row 3 repeats row 2 and row 4 repeats row 2. "
        'Notes of repeated rows that are not read: row 3 ("Checked").',
    )


TWICE = [(12, "One late"), (12, "Checked"), (12, "")]


def test_a_single_row_with_another_note_repeats_the_figure_alone():
    rows = ["entrants-counted,,2025-06,,,12,,,", "entrants-counted,,2025-06,,,12,,,Checked"]

    (note,) = own(*rows, header=HEADER).notes
    assert note.startswith("Row 3 repeats the figure of row 2 and counts once. Notes of")


def test_rows_are_the_same_where_they_mean_the_same_in_other_words():
    found = own(plain(6), "Entrants counted,Hertfordshire,June 2025,12.0")

    assert found.own["row"].tolist() == [2]


def test_a_figure_given_twice_with_different_numbers_is_refused():
    (problem,) = problems(grid(SHORT, plain(6), plain(6, 13)))

    assert (problem.row, problem.reason) == (3, "is there twice")


@settings(max_examples=12, deadline=None)
@given(st.permutations([1, 2, 3, 1, 2, 1]))
def test_each_figure_counts_once_in_whatever_order_rows_are_repeated(months):
    found = own(*map(plain, months))

    assert sorted(found.own["period"]) == ["2025-01", "2025-02", "2025-03"]
    assert len(found.notes) == 1


# Merged cells


MERGED = ["housed,North Herts,2025-26 Q1,,50", ",,2025-26 Q2,,60", ",,2025-26 Q3,,70"]


def test_a_name_that_is_merged_downwards_stands_for_every_row_it_covers():
    found = read(grid(HEADER, *MERGED, merged=("A2:A4", "B2:B3")))

    assert found.own["indicator"].tolist() == ["housed"] * 3
    assert found.own["place"].tolist() == ["north", "north", ""]
    assert found.notes[0] == "Merged cells that are read for every row they cover: A2:A4 and B2:B3."


def test_a_heading_that_is_merged_over_a_column_of_figures_is_told_with_its_cells():
    table = grid("Indicator,Area team,Period,Value,", "housed,,2025-06,50,4", merged=("D1:E1",))

    (problem,) = problems(table)

    assert (problem.value, problem.reason) == ("Value", "is merged over several columns (D1:E1)")


@pytest.mark.parametrize(("column", "letter"), [("value", "E"), ("count", "F"), ("state", "H")])
def test_a_figure_that_is_merged_over_rows_is_a_question_to_a_person(column, letter):
    rows = ["housed,,2025-06,,50,2,4,final", "housed,,2025-07,,,,,"]

    found = problems(grid(HEADER, *rows, merged=(f"{letter}2:{letter}3",)))

    assert (found[0].row, found[0].column) == (2, column)
    assert "of these rows together, or of row 2 alone?" in found[0].advice


@pytest.mark.parametrize("merged", ["A1:I1", "B2:D2", "K2:K3", "A5:I9", "nonsense", "A9:A2"])
def test_merged_cells_that_touch_no_two_rows_of_the_table_do_not_matter(merged):
    assert read(grid(HEADER, ROW, merged=(merged,))).notes == ()


def test_a_merged_title_above_the_table_does_not_matter():
    found = read(grid("Our figures,,", HEADER, ROW, merged=("A1:I1",)))

    assert found.own["row"].tolist() == [3]


def test_more_merged_cells_than_anybody_makes_by_hand_are_refused():
    areas = tuple(f"A{n}:A{n + 1}" for n in range(2, 2 * MOST_MERGED + 4, 2))

    (problem, *_) = problems(grid(HEADER, ROW, merged=areas, name="Figures"))

    assert problem.advice == "unmerge them"


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_names_merged_over_any_blocks_are_read_as_if_they_were_written_out(sizes):
    names = itertools.cycle(["housed", "entrants-counted"])
    blocks = [(name, size) for name, size in zip(names, sizes, strict=False)]
    number, written, merged, areas = 2, [], [], []
    for name, size in blocks:
        for part in range(size):
            month = f"20{10 + number:02d}-06,5"
            written.append(f"{name},,{month}")
            merged.append(f"{name if part == 0 else ''},,{month}")
            number += 1
        areas.append(f"A{number - size}:A{number - 1}")
    header = "Indicator,Area team,Period,Value"

    found = read(grid(header, *merged, merged=tuple(areas)))

    assert found.own.equals(read(grid(header, *written)).own)


# Sheets


def test_sheets_in_the_layout_are_read_together_where_nothing_stands_twice():
    first, second = (grid(SHORT, plain(n), name=f"Q{n}") for n in (1, 2))

    found = read(first, second)

    assert found.own["period"].tolist() == ["2025-01", "2025-02"]
    assert found.sheet_of_row == ("Q1", "Q2")
    assert found.notes == ("Sheets that are read together: Q1 and Q2.",)


def test_a_problem_says_in_which_of_several_sheets_it_is():
    (problem,) = problems(
        grid(SHORT, plain(1), name="Q1"), grid(SHORT, "entrants,,2025-02,1", name="Q2")
    )

    assert str(problem).startswith('sheet "Q2", row 2, indicator: "entrants"')


def test_a_figure_in_two_sheets_is_for_the_officer_to_choose():
    sheets = grid(SHORT, plain(1), name="Q1"), grid(SHORT, plain(1, 13), plain(2), name="Copy")

    with pytest.raises(ImportRefusedError, match="choose one sheet to read") as refused:
        read(*sheets)

    assert sheets_to_choose(refused.value) == ("Q1", "Copy")
    found = read(*sheets, chosen=Chosen(sheet="copy"))
    assert found.own["count"].tolist() == [13, 12]
    assert found.notes == ("Sheets that are not read: Q1.",)


def test_a_sheet_that_is_not_there_cannot_be_chosen():
    (problem,) = problems(grid(SHORT, plain(1), name="Q1"), chosen=Chosen(sheet="Q9"))

    assert problem.advice == "choose one of Q1"


def test_sheets_that_are_not_read_are_named_and_those_of_the_template_itself_are_not():
    found = read(
        grid(SHORT, plain(1), name="Figures"),
        grid("Month,Line", "1,2", name="Chart data"),
        grid(SHORT, plain(2), name="Last year", hidden=True),
        grid("Id,Name", "a,b", name="Words"),
    )

    assert found.notes == ("Sheets that are not read: Chart data and Last year (hidden).",)


def test_an_empty_sheet_of_the_template_gives_way_to_the_filled_copy_beside_it():
    begun = "entrants-counted,,2025-03,"
    found = read(grid(SHORT, begun, name="Figures"), grid(SHORT, plain(1), name="Figures (2)"))

    assert found.own["period"].tolist() == ["2025-01"]
    assert found.notes == ("Sheets that are not read: Figures.",)


def test_a_sheet_that_is_nearly_one_of_figures_is_never_left_out_in_silence():
    near = grid("Indicator,Team,Quarter,Number", plain(2), name="Q2")

    with pytest.raises(ImportRefusedError, match='change "Team" to "Area team"') as refused:
        read(grid(SHORT, plain(1), name="Q1"), near)

    assert sheets_to_choose(refused.value) == ("Q1", "Q2")


# Which layout a file is in


def test_a_header_that_fits_no_layout_but_nearly_one_of_ours_names_what_to_change():
    with pytest.raises(ImportRefusedError) as refused:
        recognised(sent(grid("Indicator,Team,Quarter,Number", "a,b,c,1")))

    assert [problem.advice for problem in refused.value.problems] == [
        'change "Team" to "Area team"',
        'change "Quarter" to "Period"',
        'change "Number" to "Count", or remove it if it is something else',
    ]


def test_a_header_nearly_that_of_published_figures_is_told_so():
    with pytest.raises(ImportRefusedError, match="the template of published figures"):
        recognised(sent(grid("Indicator,Local authority,Year,Rate", "a,b,c,1")))


def test_what_a_header_is_like_is_found_out_in_bounded_time():
    narrow, wide = (",".join(f"indicater {n}" for n in range(width)) for width in (40, 500))
    sheets = [grid(*[names] * 10, name=f"{n}") for n in range(12) for names in (narrow, wide)]
    started = time.process_time()

    assert looks_like(sent(*sheets), LOCAL_SHEET) == 0

    assert time.process_time() - started < 10


def test_cells_merged_in_an_opendocument_spreadsheet_stand_for_their_rows_too():
    spanned = 'office:value-type="string" table:number-rows-spanned="2"'
    header = ods_row(*map(ods_cell, SHORT.split(",")))
    first = ods_row(ods_cell("housed", spanned), *map(ods_cell, ["", "2025-06", "1"]))
    second = ods_row("<table:covered-table-cell/>", *map(ods_cell, ["", "2025-07", "2"]))
    table = ods_table(header.replace("Count", "Value") + first + second)

    found = read_file(read_grids(ods(table), "own.ods"), KNOWN)[1]

    assert found.own["indicator"].tolist() == ["housed", "housed"]


def test_a_formula_without_a_value_in_a_row_of_totals_keeps_no_figure_out():
    formula = Problem(3, "D", "=SUM(D2:D2)", "is a formula without a stored value", "paste it")

    found = read(grid(SHORT, plain(6), "Total", unreadable=(formula,)))

    assert found.own["row"].tolist() == [2]
