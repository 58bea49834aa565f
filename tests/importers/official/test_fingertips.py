"""A Fingertips export is read whichever of its columns were renamed; only all children count."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import ImportRefusedError
from dashboard.importers.official.fingertips import FORMAT
from tests import official_files as files
from tests.official_files import FINGERTIPS, FINGERTIPS_NEWER, profile

NAME = "first-time-entrants"


def export(*lines, header=FINGERTIPS):
    return files.csv_file([header, *lines])


def refusal(content):
    with pytest.raises(ImportRefusedError) as refused:
        files.read(FORMAT, content)
    return refused.value.problems


@pytest.mark.parametrize("header", [FINGERTIPS, FINGERTIPS_NEWER], ids=["26", "27"])
def test_an_export_of_either_layout_is_read(header):
    line = profile(header, Value=287.318, Count=319, Denominator=111018)

    found = files.read(FORMAT, export(line, header=header)).published.iloc[0]

    assert (found["area_code"], found["period"], found["value"]) == ("E10000015", "2017", 287.318)
    assert (found["count"], found["population"]) == (319, 111018)


def test_line_breaks_in_names_do_not_shift_the_rows():
    lines = [profile(Time_period=str(y), Time_period_Sortable=y * 10000) for y in (2016, 2017)]

    found = files.read(FORMAT, export(*lines))

    assert found.published["period"].tolist() == ["2016", "2017"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"Category_Type": "deciles", "Category": "Most deprived"}, "a category such as depriv"),
        ({"Sex": "Male"}, "one sex"),
        ({"Age": "15-17 yrs"}, "other ages"),
        ({"Area_Type": "Districts & UAs (from Apr 2023)"}, "other kinds of area"),
        ({"Area_Type": "NHS regions", "Area_Code": "E40000007"}, "other kinds of area"),
        ({"Time_period_range": "3y"}, "other than one year"),
    ],
)
def test_rows_that_are_not_of_all_children_are_left_out_with_a_note(changes, why):
    header = FINGERTIPS_NEWER
    lines = [profile(header), profile(header, **changes)]

    found = files.read(FORMAT, export(*lines, header=header))

    assert len(found.published) == 1
    (note,) = found.notes
    assert "Left out: rows of " in note or "Left out: rows by " in note
    assert why in note


@pytest.mark.parametrize(
    ("area_type", "code"),
    [
        ("County & UA (pre 4/19)", "E10000009"),
        ("Counties & UAs (from Apr 2023)", "E10000012"),
        ("England", "E92000001"),
        ("Country", "E92000001"),
        ("Regions (statistical)", "E12000006"),
        ("Region", "E12000006"),
    ],
)
def test_the_kind_of_area_may_be_written_as_of_any_year(area_type, code):
    line = profile(Area_Type=area_type, Area_Code=code, Area_Name=files.known().areas[code].name)

    found = files.read(FORMAT, export(line))

    assert found.published["area_code"].tolist() == [code]


def test_a_code_and_a_name_that_contradict_each_other_are_a_problem():
    (problem,) = refusal(export(profile(Area_Code="E10000012", Area_Name="Hertfordshire")))

    assert problem.reason == "is another area than its code E10000012, which is Essex"


def test_an_area_under_an_old_code_is_taken_by_its_name_with_a_note():
    line = profile(Area_Code="E10000002", Area_Name="Buckinghamshire")

    found = files.read(FORMAT, export(line))

    assert found.published["area_code"].tolist() == ["E06000060"]
    assert found.notes == (
        "Buckinghamshire is taken by its name, because we do not have its code E10000002.",
    )


def test_england_is_taken_once_however_often_it_is_printed():
    line = profile(Area_Code="E92000001", Area_Name="England", Area_Type="England")

    assert len(files.read(FORMAT, export(line, line)).published) == 1


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("Value suppressed for disclosure control due to small count", "suppressed"),
        ("Value missing due to data quality issues", "not published"),
        ("", "not published"),
    ],
)
def test_an_empty_value_is_what_its_note_says_and_has_no_count(note, state):
    line = profile(Value="", Count=3, Value_note=note)

    found = files.read(FORMAT, export(line)).published.iloc[0]

    assert (found["state"], found["note"]) == (state, note)
    assert found[["value", "count"]].isna().all()


def test_unknown_indicators_are_left_out_with_a_note_that_names_them():
    other = profile(Indicator_ID=93356, Indicator_Name="Campylobacter incidence rate/100,000\n")

    found = files.read(FORMAT, export(profile(), other))

    assert len(found.published) == 1
    assert "Campylobacter incidence rate/100,000 (93356) (1 in all)" in found.notes[0]


def test_an_export_of_unknown_indicators_only_is_refused():
    (problem,) = refusal(export(profile(Indicator_ID=93356)))

    assert "is none of the indicators that the dashboard knows" in problem.reason


def test_every_problem_of_a_damaged_export_is_listed_with_its_row():
    problems = refusal(
        export(
            profile(Area_Code="E99999999", Area_Name="Esex"),
            profile(Time_period="2016/17", Time_period_Sortable=20160000),
            profile(Time_period="2016"),
            profile(Value="287.3.1"),
        )
    )

    # Each name holds a line break, so that a spreadsheet still counts one row a record.
    assert [(p.row, p.column) for p in problems] == [
        (2, "Area Code"),
        (3, "Time period"),
        (4, "Time period"),
        (5, "Value"),
    ]


def test_an_indicator_in_another_unit_is_refused():
    (problem,) = refusal(export(profile(Indicator_Name="First time entrants per 1,000")))

    assert "per 100,000 children aged 10 to 17" in problem.reason


AREAS = ("E10000015", "E10000012", "E92000001", "E12000006")
FIGURES = st.tuples(st.integers(1, 10**7), st.integers(0, 500), st.integers(1000, 200000))


@settings(max_examples=20, deadline=None)
@given(
    st.dictionaries(st.tuples(st.sampled_from(AREAS), st.integers(2010, 2025)), FIGURES, min_size=1)
)
def test_any_table_written_in_the_layout_reads_back_the_same(figures):
    lines = [
        profile(
            Area_Code=code,
            Area_Name=files.known().areas[code].name,
            Time_period=str(year),
            Time_period_Sortable=year * 10000,
            Value=value / 1000,
            Count=count,
            Denominator=population,
        )
        for (code, year), (value, count, population) in figures.items()
    ]

    found = files.read(FORMAT, export(*lines)).published

    columns = ["area_code", "period", "value", "count", "population"]
    read = {
        (code, int(period)): (round(value * 1000), count, population)
        for code, period, value, count, population in found[columns].itertuples(index=False)
    }
    assert read == figures
