"""Table 2.11 of the Youth Justice Statistics is read with its quirks, or refused with every one."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import ImportRefusedError
from dashboard.importers.official.first_time_entrants_table import FORMAT
from tests import official_files as files
from tests.official_files import HERTFORDSHIRE, YEARS, rates_table, rates_workbook

NAME = "first-time-entrants"
HERTS = ("Eastern", "Hertfordshire", *HERTFORDSHIRE)


def row(name, first=100, region="Eastern"):
    return (region, name, *(first + n for n in range(len(YEARS))))


def refusal(content):
    with pytest.raises(ImportRefusedError) as refused:
        files.read(FORMAT, content)
    return refused.value.problems


def test_hertfordshire_reads_as_it_is_printed():
    found = files.read(FORMAT, rates_workbook(HERTS))

    read = files.values(found, NAME, "E10000015")
    assert read == dict(zip(map(str, YEARS[1:]), HERTFORDSHIRE[1:], strict=True))
    assert found.published["state"].unique().tolist() == ["published"]
    assert found.published["row"].unique().tolist() == [5]
    assert (found.publisher, found.edition) == (
        "Youth Justice Board and Ministry of Justice",
        "Years to December 2024",
    )
    assert "Left out: empty cells" in found.notes[0]


def test_a_csv_file_of_the_sheet_reads_the_same():
    whole = [[cell if cell is not None else "" for cell in line] for line in rates_table(HERTS)]

    found = files.read(FORMAT, files.csv_file(whole))

    again = files.read(FORMAT, rates_workbook(HERTS))
    assert found.published.equals(again.published)


def test_the_header_is_found_below_any_number_of_notes():
    notes = [(f"Note {n}",) for n in range(20)]

    found = files.read(FORMAT, files.xlsx({"2.11": [*notes, *rates_table(HERTS)]}))

    assert files.values(found, NAME, "E10000015")["2017"] == 287.318
    assert found.published["row"].tolist()[0] == 25


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Eastern", "E12000006"),
        ("Yorkshire and the Humber", "E12000003"),
        ("London", "E12000007"),
        ("England", "E92000001"),
        ("Bristol, City of [note 3]", "E06000023"),
        ("Kingston upon Hull, City of", "E06000010"),
        ("Herefordshire, County of", "E06000019"),
        ("Bournemouth, Christchurch and Poole", "E06000058"),
        ("St. Helens", "E08000013"),
        ("Southend-on-Sea", "E06000033"),
    ],
)
def test_regions_and_areas_are_found_by_the_names_that_the_table_prints(name, code):
    found = files.read(FORMAT, rates_workbook(row(name, region=name)))

    assert found.published["area_code"].unique().tolist() == [code]


def test_wales_and_england_and_wales_are_left_out_with_a_note():
    lines = (
        HERTS,
        row("Cardiff", region="Wales"),
        row("Swansea", region=None),
        row("Wales", region="Wales"),
        row("England and Wales", region="England and Wales"),
    )

    found = files.read(FORMAT, rates_workbook(*lines))

    assert found.published["area_code"].unique().tolist() == ["E10000015"]
    assert any("Left out: rows of Wales, or of England and Wales" in note for note in found.notes)


def test_marks_and_notes_in_cells_and_headings_are_understood():
    marks = ("-", "c", "*", "..", "x", "12.5 [note 4]", "[c]", "<5", "10 [r]", 9, "1,058.125")
    years = ("2014 [note 3]", *YEARS[1:])

    found = files.read(FORMAT, rates_workbook(("Eastern", "Essex", *marks), years=years))

    states = found.published["state"].tolist()
    assert states == [
        *("not published", "suppressed", "suppressed", "not published", "not published"),
        *("published", "suppressed", "suppressed", "published", "published", "published"),
    ]
    assert list(files.values(found, NAME, "E10000012").values()) == [
        *(None, None, None, None, None, 12.5, None, None, 10, 9, 1058.125)
    ]
    assert found.published["note"].tolist()[5] == "The source marks it [note 4]."


def test_an_area_reformed_under_its_name_is_told_by_the_year():
    found = files.read(FORMAT, rates_workbook(row("Dorset", region="South West")))

    assert list(files.values(found, NAME, "E10000009")) == [str(y) for y in range(2014, 2019)]
    assert list(files.values(found, NAME, "E06000059")) == [str(y) for y in range(2019, 2025)]


def test_a_figure_of_an_area_in_a_year_without_it_comes_through_to_be_judged():
    found = files.read(FORMAT, rates_workbook(("E", "Northamptonshire", *[50] * 7, 43, *["-"] * 3)))

    read = files.values(found, NAME, "E10000021")
    assert read["2021"] == 43
    assert "2022" not in read
    assert any("areas that did not exist in the year" in note for note in found.notes)


def test_every_problem_of_a_damaged_table_is_listed_with_its_row():
    lines = (
        ("Eastern", "Hertfordshire", "many", *HERTFORDSHIRE[1:]),
        row("Bromly"),
        ("Eastern", "Essex", *[1] * 10, "1O4"),
        row("Brightn and Hove"),
    )

    problems = refusal(rates_workbook(*lines))

    assert [(p.row, p.column, p.value) for p in problems] == [
        (5, "2014", "many"),
        (6, "Local Authority/Region", "Bromly"),
        (7, "2024", "1O4"),
        (8, "Local Authority/Region", "Brightn and Hove"),
    ]
    assert "did you mean Bromley (E09000006)" in problems[1].advice


def test_two_columns_of_one_year_are_refused():
    (problem,) = refusal(rates_workbook(HERTS, years=(*YEARS[:-1], "2023 [note 9]")))

    assert (problem.row, problem.column, problem.reason) == (4, "2023", "heads two columns")


def test_the_older_table_of_counts_is_recognised_and_refused():
    header = ("Local Authority", *YEARS)
    title = "Table 2.8: Number of first time entrants by local authority"
    rows = [(title,), (), (), header, ("Hertfordshire", *range(300, 311))]

    (problem,) = refusal(files.xlsx({"Notes": [("x",)], "2.8": rows}))

    assert "holds counts of first-time entrants" in problem.reason
    assert "load table 2.11" in problem.advice


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Number of first time entrants, years to December", "holds counts"),
        ("Rate of first time entrants, years ending March 2014 to 2024", "years ending in March"),
    ],
)
def test_a_table_of_something_else_is_refused_by_its_title(title, reason):
    (problem,) = refusal(rates_workbook(HERTS, title=title))

    assert reason in problem.reason


def test_a_table_without_any_figure_is_refused():
    (problem,) = refusal(rates_workbook(("Eastern", "Hertfordshire")))

    assert "holds no figure" in problem.reason


AREAS = ("Hertfordshire", "Essex", "Kent", "Bromley", "Luton", "East Midlands")
FIGURES = st.one_of(st.none(), st.integers(0, 3000).map(lambda n: n / 8))


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(AREAS), st.lists(FIGURES, min_size=3, max_size=3)))
def test_any_table_written_in_the_layout_reads_back_the_same(table):
    lines = [("", name, *("-" if v is None else v for v in row)) for name, row in table.items()]
    if not lines:
        return

    found = files.read(FORMAT, rates_workbook(*lines, years=(2015, 2016, 2017)))

    names = {area.code: area.name for area in files.catalogue().areas.values()}
    read = {
        names[code]: list(files.values(found, NAME, code).values())
        for code in found.published["area_code"].unique()
    }
    assert read == table


def line(*figures, name="Hertfordshire", region="Eastern"):
    return (region, name, *figures)


RATES, COUNTS = (134.1, 111.2), (134, 111)


def old_table(header, *lines, title="Table 2.11: Rate of first time entrants per 100,000 children"):
    return files.xlsx({"2.11": [(title,), (), header, *lines]})


@pytest.mark.parametrize(
    "place",
    [
        *("Local Authority", "Local Authorities", "Local Authority Name", "LA name", "Area"),
        *("Local Authority/Region", "Local Authority / Region [note 2]", "Region/Local Authority"),
    ],
)
@pytest.mark.parametrize(
    "years",
    [
        ("2023", "2024"),
        ("2023.0", "2024.0"),
        ("Year ending December 2023", "Year ending December 2024"),
        ("Jan-Dec 2023", "Jan-Dec 2024 [note 2]"),
        ("January to December 2023", "12 months ending December 2024"),
        ("2023 (r)", "2024 [p]"),
        ("Dec 2023", "31 December 2024"),
    ],
)
def test_headings_of_older_editions_are_read_alike(place, years):
    found = files.read(FORMAT, old_table(("Region", place, *years), line(*RATES)))

    assert files.values(found, NAME, "E10000015") == {"2023": 134.1, "2024": 111.2}


@pytest.mark.parametrize(
    ("sheet", "above", "figures"),
    [
        ("2.11", "Rate of first time entrants", COUNTS),
        ("Table", "First time entrants per 100,000 children", COUNTS),
        ("2.9", "Table 2.9: First time entrants. Rates are rounded.", COUNTS),
        ("2.9", "Table 2.9: First time entrants by local authority", RATES),
        ("2.11", "First time entrants by local authority", COUNTS),
    ],
)
def test_rates_are_told_by_title_notes_sheet_or_decimals(sheet, above, figures):
    header = ("Region", "Local Authority", "2023", "2024")
    content = files.xlsx({sheet: [(above,), (), header, line(*figures)]})

    assert len(files.read(FORMAT, content).published) == 2


@pytest.mark.parametrize(
    ("sheet", "above", "figures"),
    [
        ("2.8", "Table 2.8: Number of first time entrants", COUNTS),
        ("2.11", "Table 2.11: Number of first time entrants", RATES),
        ("2.8", "Table 2.8: First time entrants by local authority", COUNTS),
    ],
)
def test_counts_are_refused_clearly(sheet, above, figures):
    header = ("Region", "Local Authority", "2023", "2024")
    (problem,) = refusal(files.xlsx({sheet: [(above,), (), header, line(*figures)]}))

    assert problem.reason.startswith("holds counts of first-time entrants")


def test_of_a_workbook_with_counts_and_rates_the_rates_are_taken():
    header = ("Region", "Local Authority", "2023", "2024")
    counts = [("Table 2.8: Number of first time entrants",), header, line(500, 400)]
    rates = [("Table 2.9: Rate of first time entrants",), header, line(*RATES)]

    found = files.read(FORMAT, files.xlsx({"2.8": counts, "2.9": rates}))

    assert files.values(found, NAME, "E10000015") == {"2023": 134.1, "2024": 111.2}


def test_a_heading_may_be_the_last_day_of_its_year():
    header = ("Region", "Local Authority", dt.date(2023, 12, 31), dt.date(2024, 12, 31))

    found = files.read(FORMAT, old_table(header, line(*RATES)))

    assert files.values(found, NAME, "E10000015") == {"2023": 134.1, "2024": 111.2}


@pytest.mark.parametrize(
    "years",
    [
        ("Year ending March 2023", "Year ending March 2024"),
        ("2022/23", "2023/24"),
        (dt.date(2023, 3, 31), dt.date(2024, 3, 31)),
    ],
)
def test_years_to_march_in_the_headings_are_refused(years):
    header = ("Region", "Local Authority", *years)
    (problem,) = refusal(old_table(header, line(*RATES)))

    assert problem.reason == "holds years ending in March"


def test_one_year_under_two_headings_is_refused():
    header = ("Region", "Local Authority", "2023", "Year ending December 2023")
    (problem,) = refusal(old_table(header, line(*RATES)))

    assert (problem.column, problem.reason) == ("2023", "heads two columns")


@pytest.mark.parametrize("names", [("Dorset", "Dorset [note 3]"), ("Dorset (Pre LG)", "Dorset")])
def test_dorset_on_two_rows_is_the_county_and_then_the_new_area(names):
    header = ("Region", "Local Authority/Region", "2017", "2018", "2019", "2020")
    old = line(190.5, 180.5, "-", "[z]", name=names[0], region="South West")
    new = line("-", "[z]", 150.5, 140.5, name=names[1], region="South West")

    found = files.read(FORMAT, old_table(header, old, new))

    assert files.values(found, NAME, "E10000009") == {"2017": 190.5, "2018": 180.5}
    assert files.values(found, NAME, "E06000059") == {"2019": 150.5, "2020": 140.5}


@pytest.mark.parametrize(
    "below", ["1. Rates are of children aged 10 to 17.", "Source: Police, 2024"]
)
def test_footnotes_below_the_table_are_no_rows(below):
    header = ("Region", "Local Authority", "2023", "2024")
    found = files.read(FORMAT, old_table(header, line(*RATES), (), (below,), ("", below)))

    assert len(found.published) == 2


def test_the_row_of_a_new_council_is_left_out_by_name():
    found = files.read(FORMAT, rates_workbook(HERTS, row("East Surrey", region="South East")))

    assert found.published["area_code"].unique().tolist() == ["E10000015"]
    assert "Rows of areas that we do not know yet were left out: East Surrey." in found.notes


def test_a_csv_of_an_older_edition_is_read_like_its_workbook():
    header = ("Region", "Local Authority", "2023", "2024")
    rows = [("Table 2.11: Rate of first time entrants",), header, line(*RATES)]

    found = files.read(FORMAT, files.csv_file(rows))

    assert files.values(found, NAME, "E10000015") == {"2023": 134.1, "2024": 111.2}


def test_columns_beside_the_years_are_named():
    header = ("Region", "Local Authority", "2023", "2024", "% change")

    found = files.read(FORMAT, old_table(header, line(*RATES, -17)))

    assert found.notes == ("Columns that were not taken: % change.",)
