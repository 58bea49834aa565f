"""The long table of LAIT is read as it is printed, impossible values included."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import ImportRefusedError
from dashboard.importers.official.lait import FORMAT
from tests import official_files as files
from tests.official_files import LAIT, item

NAME = "first-time-entrants"


def table(*lines):
    return files.csv_file([LAIT, *lines])


def refusal(content):
    with pytest.raises(ImportRefusedError) as refused:
        files.read(FORMAT, content)
    return refused.value.problems


def test_the_figures_of_an_authority_are_read_by_year():
    lines = [item("Hertfordshire", str(year), value) for year, value in ((2016, 314), (2017, 287))]

    found = files.read(FORMAT, table(*lines))

    assert files.values(found, NAME, "E10000015") == {"2016": 314, "2017": 287}
    assert found.published["row"].tolist() == [2, 3]
    assert found.publisher == "Department for Education"


def test_each_indicator_is_found_by_its_short_name():
    lines = [
        item("Hertfordshire", "2024", 32.25, "ReoffYO15-17", "Reoffending"),
        item("Hertfordshire", "2024", 29.9, "ReoffYO", "Reoffending"),
        item("Hertfordshire", "2024-25", 24.5, "YJS_Caution-Sentence10-17_YO", "per 10,000"),
    ]

    found = files.read(FORMAT, table(*lines)).published

    assert dict(zip(found["indicator"], found["value"], strict=True)) == {
        "reoffending-15-17": 32.25,
        "reoffending-10-14": 29.9,
        "children-cautioned-or-sentenced": 24.5,
    }


def test_an_impossible_value_comes_through_to_be_judged():
    lines = [item("England", "2024", "1258"), item("Northamptonshire", "2021", "43")]

    found = files.read(FORMAT, table(*lines))

    assert files.values(found, NAME, "E92000001") == {"2024": 1258}
    assert files.values(found, NAME, "E10000021") == {"2021": 43}


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        *(("-", "not published"), ("c", "suppressed"), ("x", "not published")),
        *(("..", "not published"), ("", "not published")),
    ],
)
def test_a_mark_is_absence_and_never_zero(mark, state):
    found = files.read(FORMAT, table(item("Essex", "2016", mark))).published.iloc[0]

    assert (found["value"] != found["value"], found["state"]) == (True, state)
    assert found["note"] == (f'The source prints "{mark}".' if mark else "")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("London (Inner)", "dfe-987"),
        ("London (Outer)", "dfe-988"),
        ("East of England", "E12000006"),
        ("Bedford Borough", "E06000055"),
        ("Kingston Upon Hull, City of", "E06000010"),
        ("St. Helens", "E08000013"),
        ("Dorset (Pre LG)", "E10000009"),
        ("Bournemouth (Pre LG)", "E06000028"),
    ],
)
def test_a_place_is_found_as_the_table_names_it(place, code):
    found = files.read(FORMAT, table(item(place, "2016", 100)))

    assert found.published["area_code"].tolist() == [code]


def test_absent_figures_of_areas_that_did_not_exist_are_left_out():
    lines = [item("Cumberland", "2016", "-"), item("Essex", "2016", 277)]

    found = files.read(FORMAT, table(*lines))

    assert found.published["area_code"].tolist() == ["E10000012"]
    assert any("figures without a value of areas" in note for note in found.notes)


def test_a_year_that_came_as_a_decimal_is_a_year():
    assert list(
        files.values(files.read(FORMAT, table(item("Essex", "2016.0", 1))), NAME, "E10000012")
    )


def test_unknown_indicators_are_left_out_with_a_note_that_names_them():
    others = [item("Essex", "2016", 1, f"Other{n}") for n in range(7)]

    found = files.read(FORMAT, table(item("Essex", "2016", 277), *others))

    assert len(found.published) == 1
    assert "Other0, Other1, Other2, Other3, Other4, ... (7 in all)" in found.notes[0]


def test_a_file_of_unknown_indicators_only_is_refused():
    (problem,) = refusal(table(item("Essex", "2016", 1, "Other")))

    assert (problem.column, problem.value) == ("Short Desc", "Other")


def test_every_problem_of_a_damaged_table_is_listed_with_its_row():
    problems = refusal(
        table(
            item("Esex", "2016", 277),
            item("Essex", "2016-17", 277),
            item("Essex", "2017", "about 100"),
            item("Cardiff", "2017", 100),
        )
    )

    assert [(p.row, p.column) for p in problems] == [
        (2, "LA and Regions"),
        (3, "Years"),
        (4, "Values"),
        (5, "LA and Regions"),
    ]


def test_a_figure_that_is_there_twice_is_taken_once_or_refused():
    line, other = item("Essex", "2016", 277), item("ESSEX", "2016", 278)

    found = files.read(FORMAT, table(line, line))
    (problem,) = refusal(table(line, other))

    assert len(found.published) == 1
    assert found.notes == ("Left out: figures that repeat another of the file (1).",)
    assert (problem.row, problem.reason) == (3, "is there twice")
    assert problem.value == "Essex, 2016"
    assert "row 2" in problem.advice


def test_an_edition_in_another_unit_is_refused():
    line = item("Essex", "2015-16", 4.2, "YJS_Caution-Sentence10-17_YO", "Rate per 1,000 children")

    (problem,) = refusal(table(line))

    assert "per 10,000 children aged 10 to 17" in problem.reason


AREAS = ("Hertfordshire", "Essex", "Kent", "England", "South West")
FIGURES = st.one_of(st.sampled_from(["-", "c", "x", ".."]), st.integers(0, 2000).map(float))


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(st.tuples(st.sampled_from(AREAS), st.integers(2000, 2030)), FIGURES, min_size=1)
)
def test_any_table_written_in_the_layout_reads_back_the_same(figures):
    lines = [item(place, str(year), value) for (place, year), value in figures.items()]

    found = files.read(FORMAT, table(*lines)).published

    names = {area.code: area.name for area in files.catalogue().areas.values()}
    names["F00HE00"] = "the service"
    read = {
        (names[code], int(period)): None if value != value else value
        for code, period, value in found[["area_code", "period", "value"]].itertuples(index=False)
    }
    assert read == {key: v if isinstance(v, float) else None for key, v in figures.items()}
