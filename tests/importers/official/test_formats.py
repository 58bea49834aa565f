"""An official file is recognised by its layout, and by no other layout than its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import ImportRefusedError
from dashboard.importers.formats import FORMATS, recognised
from tests import official_files as files

WHOLE_YEAR = files.outcome("2020-21", "Kent", "Custody", 2)
FILES = {
    "first-time-entrants-table": files.rates_workbook(("E", "Essex", *range(100, 111))),
    "fingertips": files.csv_file([files.FINGERTIPS, files.profile()]),
    "lait": files.csv_file([files.LAIT, files.item("Essex", "2016", 277)]),
    "local-level-tables": files.open_data(files.OUTCOMES, WHOLE_YEAR),
    "education-statistics": files.csv_file([files.EDUCATION, files.school_figures()]),
}
OTHERS = {
    "children": files.open_data(files.CHILDREN, files.child("2020-21", "Kent", 1)),
    "offences": files.open_data(files.OFFENCES, files.offence("2020-21", "Kent", 1)),
}


@pytest.mark.parametrize("name", FILES)
def test_an_official_file_is_recognised_by_its_own_layout_only(name):
    sent = files.sent(FILES[name])

    assert [each.id for each in FORMATS if each.recognises(sent)] == [name]
    assert recognised(sent).id == name


@pytest.mark.parametrize("name", OTHERS)
def test_each_of_the_local_level_tables_is_recognised(name):
    found = [each.id for each in FORMATS if each.recognises(files.sent(OTHERS[name]))]

    assert found == ["local-level-tables"]


@pytest.mark.parametrize(
    "rows",
    [
        [("Local Authority", "Schools", "Pupils"), ("Essex", 1, 2)],
        [("financial_year", "yjs", "budget"), ("2020-21", "Essex", 1)],
        [("Indicator ID", "Value"), (10401, 287)],
        [("a", "b"), (1, 2)],
    ],
)
def test_what_only_looks_like_an_official_table_is_refused(rows):
    with pytest.raises(ImportRefusedError, match="no known layout has"):
        recognised(files.sent(files.csv_file(rows)))


@pytest.mark.parametrize("form", FORMATS[:5], ids=lambda form: form.id)
def test_a_file_of_another_layout_is_refused_and_not_misread(form):
    with pytest.raises(ImportRefusedError):
        form.read(files.sent(files.csv_file([("a", "b"), (1, 2)])), files.known())


HEADERS = (
    *(files.FINGERTIPS, files.LAIT, files.OUTCOMES, files.CHILDREN, files.OFFENCES),
    *(files.EDUCATION, ("la_name", "score_%", "overall_rating", "publication_date")),
)
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *("2020-21", "2020", "Kent", "E10000016", "10401", "FirstYJS", "Persons", "10-17"),
            *(
                "Custody",
                "-",
                "c",
                "202324",
                "Academic year",
                "Total",
                "Good",
                "03/12/24",
                "72.2",
                "835",
                "12 [note 1]",
                "1e400",
                "9" * 40,
                "nan",
                "inf",
                "\u0661\u0662",
            ),
        ]
    ),
)
LINES = st.lists(st.lists(CELLS, max_size=30), max_size=6)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([*HEADERS, ("Region", "Local Authority/Region", "2019", "2020")]), LINES)
def test_whatever_stands_under_a_header_is_read_or_refused_in_words(header, lines):
    found = read_or_refused(files.csv_file([("A rate",), header, *lines]))

    if isinstance(found, ImportRefusedError):
        assert [p for p in found.problems if not p.reason or not p.advice] == []
    else:
        assert not found.duplicated(["indicator", "area_code", "period"]).any()
        assert found.loc[found["value"].isna(), "count"].isna().all()


def read_or_refused(content):
    try:
        sent = files.sent(content)
        return recognised(sent).read(sent, files.known()).published
    except ImportRefusedError as refused:
        return refused


@pytest.mark.parametrize(
    ("sheet", "rows", "title"),
    [
        (
            "6.1",
            [("Use of remand for children",), ("Remand type", "2023")],
            "other than table 2.11",
        ),
        ("Data", [("ONS Crown Copyright Reserved [from Nomis on 5 May 2026]",)], "from Nomis"),
        ("Data", [("CIPFA nearest neighbours 2025",), ("Authority", "1")], "by CIPFA"),
        ("LA SN Groups", [("x",), ("LA num", "LA Name", "SN1", "SN2", "SN3")], "neighbours"),
        (
            "MYE2 - Persons",
            [("Code", "Name", "Geography", "All ages", "0")],
            "population estimates",
        ),
    ],
)
def test_a_layout_without_a_reader_is_named_with_the_way_in(sheet, rows, title):
    with pytest.raises(ImportRefusedError) as refused:
        recognised(files.sent(files.xlsx({sheet: rows})))

    (problem,) = refused.value.problems
    assert title in problem.reason
    assert problem.reason.endswith("which is not read")
    assert problem.advice
