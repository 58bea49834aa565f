"""The dashboard's own layout: what is read, and every way in which a file is refused."""

import pytest

from dashboard.core.published.indicators import OBSERVATION_COLUMNS
from dashboard.errors import ImportRefusedError
from dashboard.importers.shipped_table import read_template
from tests.figures_factories import AREAS, HEADER, INDICATORS, template

GOOD = "first-time-entrants,E10000015,2017,287,319,111018,published,"


def read(path):
    return read_template(path, INDICATORS, AREAS).observations


def problems(path):
    with pytest.raises(ImportRefusedError) as refused:
        read(path)
    return refused.value.problems


def test_a_good_row_arrives_with_its_count_population_state_and_note(tmp_path):
    path = template(tmp_path, GOOD + "As printed.")

    frame = read(path)

    assert list(frame.columns) == ["indicator", *OBSERVATION_COLUMNS]
    assert frame.iloc[0].to_dict() == {
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


def test_a_withheld_value_never_becomes_zero(tmp_path):
    path = template(tmp_path, "first-time-entrants,E10000015,2017,,,,suppressed,Fewer than five")

    frame = read(path)

    assert frame["value"].isna().all()
    assert frame["count"].isna().all()
    assert frame.loc[0, "state"] == "suppressed"


def test_a_value_without_a_state_counts_as_published(tmp_path):
    path = template(tmp_path, "first-time-entrants,E10000015,2017,287,,,,")

    assert read(path).loc[0, "state"] == "published"


def test_a_period_written_with_a_slash_is_stored_in_one_spelling(tmp_path):
    path = template(tmp_path, "reoffending,E10000015,2016/17,30,,,,")

    assert read(path).loc[0, "period"] == "2016-17"


def test_regions_and_england_may_stand_beside_areas(tmp_path):
    rows = [f"first-time-entrants,{code},2017,299,,,," for code in ("E12000006", "E92000001")]

    assert len(read(template(tmp_path, *rows))) == 2


def test_a_doubtful_figure_may_lie_outside_the_plausible_range(tmp_path):
    path = template(tmp_path, "first-time-entrants,E10000015,2017,0,,,doubtful,Printed as 0")

    assert read(path).loc[0, "value"] == 0


def test_empty_lines_and_a_byte_order_mark_do_no_harm(tmp_path):
    path = template(tmp_path, GOOD, "", ",,,,,,,")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert len(read(path)) == 1


def test_columns_that_an_export_adds_are_read_without_complaint(tmp_path):
    path = template(tmp_path, GOOD + ",Hertfordshire,x", header=HEADER + ",area_name,edition")

    assert len(read(path)) == 1


ONE_FAULT = [
    ("first-time-entrant,E10000015,2017,287,,,,", "indicator", "did you mean first-time-entrants?"),
    ("first-time-entrants,Hertfordshire,2017,287,,,,", "area", "E10000015 (Hertfordshire)"),
    ("first-time-entrants,F00HE00,2017,287,,,,", "area", "published for a local authority"),
    ("first-time-entrants,E10000015,2016-17,287,,,,", "period", "like 2017"),
    ("first-time-entrants,E10000015,1066,287,,,,", "period", "correct the year"),
    ("reoffending,E10000015,2016-18,30,,,,", "period", "like 2016-17"),
    ("first-time-entrants,E10000015,2017,c,,,,", "value", "write the state suppressed"),
    ('first-time-entrants,E10000015,2017,"1,2",,,,', "value", "write 1.2"),
    ("first-time-entrants,E10000015,2017,inf,,,,", "value", "digits and one decimal point"),
    ("first-time-entrants,E92000001,2017,2746,,,,", "value", "the decimal point and the unit"),
    ("first-time-entrants,E92000001,2024,1258,,,,", "value", "the decimal point and the unit"),
    ("first-time-entrants,E10000015,2017,0,,,,", "value", "the decimal point and the unit"),
    ("reoffending,E10000015,2016-17,100.1,,,,", "value", "from 0 to 100"),
    ("reoffending,E10000015,2016-17,-1,,,,", "value", "from 0 to 100"),
    ("first-time-entrants,E10000015,2017,287,-1,,,", "count", "leave it empty"),
    ("first-time-entrants,E10000015,2017,287,31.9,,,", "count", "digits only"),
    ("first-time-entrants,E10000015,2017,287,200,100,,", "count", "correct the count"),
    ("first-time-entrants,E10000015,2017,287,,many,,", "population", "one decimal point"),
    ("first-time-entrants,E10000015,2017,287,,99999999999,,", "population", "digits only"),
    ("first-time-entrants,E10000015,2017,٢٨٧,,,,", "value", "digits 0 to 9"),
    ("first-time-entrants,E10000015,2017,287,,,suppressed,", "state", "remove the value"),
    ("first-time-entrants,E10000015,2017,,4,,not published,", "state", "remove the value"),
    ("first-time-entrants,E10000015,2017,,,,published,", "value", "give the value"),
    ("first-time-entrants,E10000015,2017,,,,,", "value", "give the value"),
    ("first-time-entrants,E10000015,2017,287,,,estimated,", "state", "write one of published"),
    ("first-time-entrants,E10000015,2017,287", "row", "mend the row"),
]


@pytest.mark.parametrize(("row", "column", "advice"), ONE_FAULT)
def test_one_fault_is_reported_once_with_its_row_and_what_to_do(tmp_path, row, column, advice):
    found = problems(template(tmp_path, "reoffending,E10000012,2015-16,30,,,,", row))

    assert [(problem.row, problem.column) for problem in found] == [(3, column)]
    assert advice in found[0].advice


def test_every_problem_of_a_file_is_listed_in_the_order_of_its_rows(tmp_path):
    path = template(tmp_path, *[row for row, _, _ in ONE_FAULT], GOOD)

    found = problems(path)

    # Rows that repeat an indicator, area and period are told so as well, the last one among them.
    assert {problem.row for problem in found} == set(range(2, len(ONE_FAULT) + 3))
    assert [problem.row for problem in found] == sorted(problem.row for problem in found)


def test_a_repeated_figure_names_the_row_it_repeats(tmp_path):
    found = problems(template(tmp_path, GOOD, GOOD))

    assert [problem.row for problem in found] == [3]
    assert "row 2" in found[0].advice


def test_the_same_period_in_two_spellings_is_a_repeated_figure(tmp_path):
    rows = [f"reoffending,E10000015,{period},30,,,," for period in ("2016-17", "2016/17")]

    assert [problem.row for problem in problems(template(tmp_path, *rows))] == [3]


@pytest.mark.parametrize(
    ("header", "column", "reason"),
    [
        (HEADER.replace("area", "council"), "council", "is not a column"),
        (HEADER.replace(",value", ",count"), "count", "heads two columns"),
        ("area,period,value", "indicator", "is missing"),
    ],
)
def test_a_header_that_is_not_the_templates_is_refused(tmp_path, header, column, reason):
    found = problems(template(tmp_path, header=header))

    assert (column, True) in [(problem.column, reason in problem.reason) for problem in found]


def test_a_file_in_the_encoding_of_windows_is_read_like_one_in_utf_8(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_bytes((HEADER + "\n" + GOOD + "Caf\xe9\n").encode("cp1252"))

    assert read(path).loc[0, "note"] == "Café"


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", HEADER.encode() + b"\n", b'"\n', b"\x00\x01", HEADER.encode() + b"\nx\x00"],
)
def test_an_empty_or_broken_file_is_refused_without_a_traceback(tmp_path, content):
    path = tmp_path / "figures.csv"
    path.write_bytes(content)

    assert problems(path)


def test_the_refusal_is_one_sentence_that_counts_the_rest(tmp_path):
    path = template(tmp_path, "x,E10000015,2017,1,,,,", "y,E10000015,2017,1,,,,")

    with pytest.raises(ImportRefusedError, match=r"figures.csv was refused .* \(and 1 more\)"):
        read(path)
