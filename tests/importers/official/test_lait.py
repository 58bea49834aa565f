"""The long table of LAIT is read as it is printed, impossible values included."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import ImportRefusedError
from dashboard.importers.official.lait import FORMAT
from dashboard.importers.tables.columns import MOST_PROBLEMS
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
        ("Dorset (Pre LGR 2019)", "E10000009"),
        ("Northamptonshire (Pre LGR 2021)", "E10000021"),
        ("Cumbria (Pre LGR 2023)", "E10000006"),
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


@pytest.mark.parametrize(
    ("year", "words"),
    [("2016", f"per {'1' * 5_000}"), (f"2016{' ' * 30_000}x", "Rate"), ("2016 (" * 5_000, "Rate")],
)
def test_very_long_texts_are_read_or_refused_in_time(year, words):
    lines = [item("Essex", f"{year}{n}", 277, words=f"{words}{n}") for n in range(40)]
    began = time.perf_counter()

    with pytest.raises(ImportRefusedError):
        files.read(FORMAT, table(*lines, item("Essex", "never", 277)))

    assert time.perf_counter() - began < 5


def test_a_table_of_nothing_but_problems_names_as_many_as_anybody_reads():
    found = refusal(table(*(item("Essex", "never", 277) for _ in range(MOST_PROBLEMS + 10))))

    assert len(found) == MOST_PROBLEMS + 1
    assert "more problems than" in found[-1].reason


def test_every_problem_of_a_damaged_table_is_listed_with_its_row():
    problems = refusal(
        table(
            item("Slouhg", "2016", 277),
            item("Essex", "2016-17", 277),
            item("Essex", "2017", "about 100"),
            item("Brightn and Hove", "2017", 100),
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


@settings(max_examples=20, deadline=None)
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


SHIPPED_MEASURES = [
    ("LAC", "children-looked-after", "2024"),
    ("CIN", "children-in-need", "2024"),
    ("LAC_Convictions", "looked-after-children-convicted-or-cautioned", "2024"),
    ("CareLeaversNEET", "care-leavers-not-in-education", "2024"),
    ("16-17 NEET", "not-in-education-16-17", "2024"),
    ("16-17_not known_NEET", "not-in-education-or-not-known-16-17", "2024"),
    ("TotPerAbNew", "persistent-absence", "2023-24"),
    ("TotPermEx", "permanent-exclusions", "2023/24"),
    ("TotFixedEx", "suspensions", "2023/24"),
    ("YouthJusticeFinance", "youth-justice-spending", "2023-24 (OT)"),
]


@pytest.mark.parametrize(("name", "indicator", "year"), SHIPPED_MEASURES)
def test_every_measure_that_ships_is_read_from_the_table(name, indicator, year):
    found = files.read(FORMAT, table(item("Hertfordshire", year, 40, name, "x"))).published

    assert found["indicator"].tolist() == [indicator]
    assert found["period"].tolist() == [year[:7].replace("/", "-")]


def test_every_indicator_that_ships_from_the_tool_has_its_short_name():
    shipped = {
        path.stem
        for path in (files.DATA / "figures/department-for-education/lait-2026-04").glob("*.csv")
    }

    named = {one.id for one in files.known().indicators.values() if one.lait_name}
    assert shipped - {"reoffending"} <= named


@pytest.mark.parametrize("name", ["16-17 neet", "16-17NEET", " 16-17  NEET "])
def test_capitals_and_blanks_of_a_short_name_do_not_matter(name):
    found = files.read(FORMAT, table(item("Essex", "2024", 3, name, "x")))

    assert found.published["indicator"].tolist() == ["not-in-education-16-17"]


def test_the_number_of_an_authority_tells_the_old_dorset_from_the_new():
    lines = [
        item("Dorset (Pre LG)", "2017", 28.5, "ReoffYO15-17", number="835"),
        item("Dorset", "2017", "-", "ReoffYO15-17", number="838"),
        item("Dorset", "2020", 30.5, "ReoffYO15-17", number="838.0"),
    ]

    found = files.read(FORMAT, table(*lines))

    assert files.values(found, "reoffending-15-17", "E10000009") == {"2017": 28.5}
    assert files.values(found, "reoffending-15-17", "E06000059") == {"2020": 30.5}


def test_a_name_that_we_do_not_have_is_found_by_its_number():
    found = files.read(FORMAT, table(item("Shire of Herts", "2016", 314, number="919")))

    assert found.published["area_code"].tolist() == ["E10000015"]
    assert found.notes == ("Shire of Herts is taken as Hertfordshire, by its number 919.",)


@pytest.mark.parametrize("year", ["2016-17 (Budget)", "2016-17 (B)", "2016-17 ( PLANNED )"])
def test_what_was_only_planned_is_left_out_beside_the_out_turn(year):
    rows = ((year, 5), ("2016-17 (OT)", 7))
    lines = [item("Essex", of, n, "YouthJusticeFinance", "Pounds") for of, n in rows]

    found = files.read(FORMAT, table(*lines))

    assert found.published["value"].tolist() == [7]
    assert "planned or budgeted" in " ".join(found.notes)


def test_a_name_and_a_number_that_contradict_each_other_are_a_problem():
    (problem,) = refusal(table(item("Essex", "2016", 277, number="919")))

    assert (problem.row, problem.value) == (2, "Essex")
    assert problem.reason == "is another area than its number 919, which is Hertfordshire"


@pytest.mark.parametrize("lines", [("277", "-"), ("-", "277"), ("277", "c"), ("c", "277")])
def test_a_mark_never_takes_the_place_of_a_number_of_the_same_file(lines):
    found = files.read(FORMAT, table(*(item("Essex", "2016", value) for value in lines)))

    assert files.values(found, NAME, "E10000012") == {"2016": 277}
    assert "Left out: marks beside a figure" in found.notes[0]


def test_a_nought_of_an_area_that_did_not_exist_is_left_out_with_a_note():
    lines = [item("Cumbria", "2024", 0), item("Cumberland", "2016", 0), item("Essex", "2016", 277)]

    found = files.read(FORMAT, table(*lines))

    assert found.published["area_code"].tolist() == ["E10000012"]
    assert found.notes == ("Left out: noughts of areas that did not exist in the year (2).",)


OLD, NEW = ("Dorset (Pre LG)", "Dorset")


@pytest.mark.parametrize("beside", [[], [item(NEW, "2021", "-")], [item(NEW, "2021", "")]])
def test_a_figure_on_the_row_of_the_old_county_is_of_the_area_that_took_over_its_name(beside):
    found = files.read(FORMAT, table(item(OLD, "2021", 140), *beside))

    assert files.values(found, NAME, "E06000059") == {"2021": 140}
    assert files.values(found, NAME, "E10000009") == {}
    assert found.published["note"].tolist() == ["Printed on the row of Dorset (to March 2019)."]
    assert any("for years after its end were taken as those of Dorset" in n for n in found.notes)


def test_the_row_of_the_old_county_is_left_out_where_the_new_area_has_its_own():
    found = files.read(FORMAT, table(item(OLD, "2021", 140), item(NEW, "2021", 142)))

    assert files.values(found, NAME, "E06000059") == {"2021": 142}
    assert len(found.published) == 1
    assert "because the file has those of Dorset" in found.notes[0]


def test_a_figure_of_a_divided_county_after_its_end_comes_through_to_be_judged():
    found = files.read(FORMAT, table(item("Northamptonshire", "2022", 43)))

    assert files.values(found, NAME, "E10000021") == {"2022": 43}


def test_a_spending_of_nought_is_doubtful():
    found = files.read(FORMAT, table(item("Essex", "2016-17", 0, "YouthJusticeFinance", "x")))

    assert found.published["state"].tolist() == ["doubtful"]
    assert found.published["note"].tolist()[0].startswith("Printed as £0:")


def test_rows_of_new_councils_are_left_out_by_name_and_the_others_are_read():
    lines = [item("Essex", "2027", 100), item("East Surrey", "2027", 90, number="999")]

    found = files.read(FORMAT, table(*lines, item("West Surrey", "2027", 91, number="998")))

    assert found.published["area_code"].tolist() == ["E10000012"]
    assert found.notes == (
        "Rows of areas that we do not know yet were left out: East Surrey, West Surrey.",
    )


def test_a_table_of_which_we_do_not_know_more_than_a_fifth_is_another_one():
    unknown = [item(f"Quux{chr(97 + n)}{chr(110 - n)}", "2016", 1) for n in range(6)]

    (problem,) = refusal(table(item("Essex", "2016", 277), *unknown))

    assert problem.reason.startswith("are 6 areas that we do not know, more than a fifth")


def test_an_indicator_in_another_unit_does_not_block_the_others():
    other = item("Essex", "2015-16", 4.2, "YJS_Caution-Sentence10-17_YO", "Rate per 1,000 children")

    found = files.read(FORMAT, table(item("Essex", "2016", 277), other))

    assert found.published["indicator"].tolist() == [NAME]
    assert found.notes[0].endswith('left out: "Rate per 1,000 children" is another unit.')


def test_england_is_that_of_the_schools_that_the_state_funds():
    lines = [
        item("England_all_schools", "2023-24", 19, "TotPerAbNew", "x", "970"),
        item("England_state_funded", "2023-24", 20, "TotPerAbNew", "x", "970"),
        item("England_all_schools", "2024", 138, "FirstYJS", "x", "970"),
        item("England_state_funded", "2024", "-", "FirstYJS", "x", "970"),
    ]

    found = files.read(FORMAT, table(*lines))

    assert files.values(found, "persistent-absence", "E92000001") == {"2023-24": 20}
    assert files.values(found, NAME, "E92000001") == {"2024": 138}


NEW_COUNCILS = st.sampled_from(["East Surrey", "Greater Essex", "Mid Kent", "Ipswich and Orwell"])


@settings(max_examples=20, deadline=None)
@given(NEW_COUNCILS, st.sampled_from(AREAS), st.sampled_from(SHIPPED_MEASURES))
def test_whichever_council_is_new_every_measure_of_the_others_is_read(new, known, measure):
    name, indicator, year = measure
    lines = [item(new, year, 1, name, "x"), item(known, year, 40, name, "x")]

    found = files.read(FORMAT, table(*lines))

    assert found.published["indicator"].tolist() == [indicator]
    assert found.notes == (f"Rows of areas that we do not know yet were left out: {new}.",)


def test_an_edition_without_numbers_of_authorities_is_read_by_names_and_years():
    header, line = LAIT[:5], item("Dorset", "2020", 150)[:5]

    found = files.read(FORMAT, files.csv_file([header, line]))

    assert files.values(found, NAME, "E06000059") == {"2020": 150}
