"""Files of Explore education statistics: columns are chosen, totals taken, the rest is named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import ImportRefusedError
from dashboard.importers.imported import Chosen, unknown_columns
from dashboard.importers.official.education_statistics import FORMAT
from tests import official_files as files

PLACE = ("country_code", "country_name", "region_code", "region_name")
AUTHORITY = ("old_la_code", "new_la_code", "la_name")
HEADER = ("time_period", "time_identifier", "geographic_level", *PLACE, *AUTHORITY)
ENGLAND = ("E92000001", "England")
EAST = ("E12000006", "East of England")
NEET, ABSENCE = "not-in-education-16-17", "persistent-absence"


def authority(time, *cells, name="Hertfordshire", code="E10000015", number="919", kind=None):
    identifier = kind or ("Calendar year" if len(time) == 4 else "Academic year")
    return (time, identifier, "Local authority", *ENGLAND, *EAST, number, code, name, *cells)


def region(time, *cells, kind="Academic year"):
    return (time, kind, "Regional", *ENGLAND, *EAST, "", "", "", *cells)


def national(time, *cells, kind="Academic year"):
    return (time, kind, "National", *ENGLAND, "", "", "", "", "", *cells)


def read(header, *lines, columns=None):
    sent = files.sent(files.csv_file([(*HEADER, *header), *lines]), "neet.csv")
    known = replace(files.known(), chosen=Chosen(columns=columns or {}))
    assert FORMAT.recognises(sent)
    return FORMAT.read(sent, known)


def refused(header, *lines, columns=None):
    with pytest.raises(ImportRefusedError) as error:
        read(header, *lines, columns=columns)
    return error.value


def test_columns_that_nobody_chose_are_refused_with_what_the_file_is_and_the_way_in():
    lines = [authority("2023", "2.1", "300"), authority("2023", "c", "c", name="Rutland", code="")]

    error = refused(("NEET_percent", "Cohort"), *lines)

    (problem,) = error.problems
    assert problem.reason.startswith("is a file of Explore education statistics, which does not")
    assert problem.reason.endswith("stands in NEET_percent, Cohort")
    assert "template for published figures" in problem.advice
    choice = unknown_columns(error)
    assert choice is not None
    assert choice.figures == ("NEET_percent", "Cohort")
    assert choice.indicators == (NEET, "not-in-education-or-not-known-16-17")


def test_a_chosen_column_is_read_for_each_place_and_year():
    lines = [
        authority("2023", "2.1", "300"),
        authority("2024", "c", "c"),
        national("2023", "2.8", "9", kind="Calendar year"),
        region("2023", "2.5", "9", kind="Calendar year"),
    ]

    found = read(("NEET_percent", "Cohort"), *lines, columns={"neet percent": NEET})

    assert files.values(found, NEET, "E10000015") == {"2023": 2.1, "2024": None}
    assert files.values(found, NEET, "E92000001") == {"2023": 2.8}
    assert files.values(found, NEET, "E12000006") == {"2023": 2.5}
    assert found.notes[1] == "Columns of figures that were not taken: Cohort."
    assert found.publisher == "Department for Education"


@pytest.mark.parametrize(
    ("column", "indicator"),
    [
        ("enrolments_pa_10_exact_percent", ABSENCE),
        ("perm_excl_rate", "permanent-exclusions"),
        ("susp_rate", "suspensions"),
        ("fixed_excl_rate", "suspensions"),
    ],
)
def test_columns_that_a_definition_names_need_no_choice(column, indicator):
    found = read((column,), authority("202324", "3.5"))

    assert files.values(found, indicator, "E10000015") == {"2023-24": 3.5}


@pytest.mark.parametrize(
    ("time", "kind", "indicator", "period"),
    [
        ("2023", "Calendar year", NEET, "2023"),
        ("2023", "Reporting year", NEET, "2023"),
        ("2023", "Reporting year", "children-looked-after", "2023"),
        ("202324", "Financial year", "youth-justice-spending", "2023-24"),
        ("202324", "Financial year", "children-looked-after", "2024"),
        ("202324", "Academic year", ABSENCE, "2023-24"),
        ("2023/24", "academic year", ABSENCE, "2023-24"),
        ("202324.0", "Academic Year", ABSENCE, "2023-24"),
    ],
)
def test_a_time_is_read_by_its_identifier(time, kind, indicator, period):
    found = read(("x_rate",), authority(time, "20", kind=kind), columns={"x_rate": indicator})

    assert list(files.values(found, indicator, "E10000015")) == [period]


@pytest.mark.parametrize(("time", "kind"), [("202325", "Academic year"), ("2023", "Academic year")])
def test_a_time_that_its_identifier_does_not_allow_is_a_problem(time, kind):
    (problem,) = refused(("susp_rate",), authority(time, "3", kind=kind)).problems

    assert (problem.row, problem.column, problem.reason) == (
        2,
        "time_period",
        "is no academic year",
    )


def test_times_of_another_kind_and_other_levels_are_left_out_by_name():
    lines = [
        authority("202324", "3.5"),
        authority("202324", "9", kind="Autumn term"),
        ("202324", "Academic year", "School", *ENGLAND, *EAST, "919", "E10000015", "Herts", "1"),
        ("202324", "Academic year", "Local authority district", *[""] * 7, "1"),
    ]

    found = read(("susp_rate",), *lines)

    assert files.values(found, "suspensions", "E10000015") == {"2023-24": 3.5}
    assert 'Left out: rows of the level "School" (1).' in found.notes
    assert 'Left out: rows of the level "Local authority district" (1).' in found.notes
    assert any('"Autumn term", which "Suspensions' in note for note in found.notes)


@pytest.mark.parametrize("total", ["Total", "total", "All pupils", "All"])
def test_of_a_filter_the_total_is_taken_and_the_others_are_named(total):
    lines = [authority("202324", kind, rate) for kind, rate in (("Girls", "2"), (total, "3"))]

    found = read(("sex", "susp_rate"), *lines)

    assert files.values(found, "suspensions", "E10000015") == {"2023-24": 3}
    assert f'Of sex only "{total}" was taken, not Girls.' in found.notes


def test_a_filter_without_a_total_is_a_problem_that_names_it():
    lines = [authority("202324", "Total", kind, "2") for kind in ("Primary", "Secondary")]

    (problem,) = refused(("sex", "school_type", "susp_rate"), *lines).problems

    assert (problem.column, problem.value) == ("school_type", "Primary, Secondary")
    assert "without a total" in problem.reason


@pytest.mark.parametrize("name", ["age", "year_group", "idaci_decile"])
def test_a_filter_whose_values_are_numbers_is_no_column_of_figures(name):
    lines = [authority("202324", age, "2") for age in ("16", "17")]

    (problem,) = refused((name, "susp_rate"), *lines).problems

    assert (problem.column, problem.value) == (name, "16, 17")


def test_rows_that_are_all_of_one_value_without_a_total_are_named():
    found = read(("age_band", "susp_rate"), authority("202324", "16 to 17", "2"))

    assert "Without a total of age_band, the rows are of 16 to 17." in found.notes


@pytest.mark.parametrize("name", ["sex", "gender", "ethnicity_major", "characteristic", "fsm"])
def test_rows_of_only_some_children_are_never_taken_for_all_of_them(name):
    (problem,) = refused((name, "susp_rate"), authority("202324", "Girls", "2")).problems

    assert (problem.column, problem.value) == (name, "Girls")
    assert "only a part of the children" in problem.reason


def test_an_area_is_found_by_code_by_old_code_by_number_or_by_name():
    lines = [
        authority("202324", "1", name="x", number=""),
        authority("202324", "2", name="Unheard", code="E10000023", number=""),
        authority("202324", "3", name="Unheard of", code="x", number="881"),
        authority("202324", "4", name="Kent", code="z", number="z"),
    ]

    found = read(("susp_rate",), *lines).published

    assert found["area_code"].tolist() == ["E10000015", "E06000065", "E10000012", "E10000016"]


def test_rows_of_areas_that_we_do_not_know_are_left_out_by_name():
    lines = [
        authority("202324", "1"),
        authority("202324", "2", name="East Surrey", code="E06000099", number="999"),
        authority("202324", "2", name="Kingston upon Thames / Richmond upon Thames", code="z"),
    ]
    lines[2] = (*lines[2][:7], "", *lines[2][8:])

    found = read(("susp_rate",), *lines)

    assert found.published["area_code"].tolist() == ["E10000015"]
    assert any("left out: East Surrey, Kingston upon Thames / Richmond" in n for n in found.notes)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"nothing": ABSENCE}, "is no column of figures of this file"),
        ({"a_rate": "no-such"}, "is no indicator"),
        ({"a_rate": ABSENCE, "b_rate": ABSENCE}, "is chosen for two columns"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(columns, reason):
    (problem,) = refused(("a_rate", "b_rate"), authority("202324", 1, 2), columns=columns).problems

    assert problem.reason == reason


def test_a_cell_of_a_chosen_column_that_is_no_number_is_a_problem():
    (problem,) = refused(("susp_rate",), authority("202324", "many")).problems

    assert (problem.row, problem.column, problem.value) == (2, "susp_rate", "many")


def test_a_file_without_a_column_of_figures_is_refused():
    (problem,) = refused(("sex",), authority("202324", "Girls")).problems

    assert "without figures" in problem.reason


NAMED = {"Hertfordshire": "E10000015", "Essex": "E10000012", "Kent": "E10000016"}
FIGURES = st.one_of(st.sampled_from(["c", "x", "z", "low"]), st.integers(0, 1000).map(float))


@settings(max_examples=20, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(sorted(NAMED)), st.integers(2000, 2030)), FIGURES, min_size=1
    ),
    st.sampled_from(["sex", "education_phase", "characteristic", "ethnicity"]),
)
def test_any_table_written_in_the_layout_reads_back_the_same(figures, name):
    lines = [
        authority(
            f"{year}{(year + 1) % 100:02}", kind, value, name=place, code=NAMED[place], number=""
        )
        for (place, year), value in figures.items()
        for kind in ("Total", "Other")
    ]

    found = read((name, "susp_rate"), *lines, columns={"susp_rate": "suspensions"}).published

    rows = zip(found["area_code"], found["period"], found["value"], strict=True)
    read_back = {(code, int(period[:4])): value for code, period, value in rows}
    assert {key for key, value in read_back.items() if value == value} == {
        (NAMED[place], year) for (place, year), value in figures.items() if value.__class__ is float
    }
    assert len(read_back) == len(figures)


def test_a_file_without_a_figure_to_take_says_why_its_rows_were_left_out():
    line = authority("202324", "2.5")

    with pytest.raises(ImportRefusedError, match='rows of the time "Academic year"'):
        read(("NEET_percent",), line, columns={"NEET_percent": NEET})
