"""Which layout a file is in: never two, and what is said where it is none."""

from dataclasses import replace

import pytest

from dashboard.errors import ImportRefusedError
from dashboard.importers.files.grids import read_grids
from dashboard.importers.formats import FORMATS, read_file, recognised
from dashboard.importers.imported import Chosen
from dashboard.importers.inspection_file import read_inspection_file
from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
from dashboard.reports.published_figures import published_csv_bytes, published_workbook_bytes
from tests import official_files as files
from tests.figures_factories import AREAS, INDICATORS
from tests.local_template_factories import GROUPS, LOCAL_INDICATORS, SERVICE, TEAMS, grid, sent

FILES = {
    "local-template": (
        local_template_bytes(LOCAL_INDICATORS, GROUPS, SERVICE, TEAMS.values()),
        local_template_csv_bytes(GROUPS),
    ),
    "figures-table": (
        published_workbook_bytes(INDICATORS, AREAS.values()),
        published_csv_bytes(),
        b"indicator,area,period,value,count,population,state,note,area_name,edition\n",
        b"Area;Period;Indicator;Value\nE1;2017;first-time-entrants;1\n",
    ),
}


@pytest.mark.parametrize(
    ("name", "content"), [(name, each) for name, files in FILES.items() for each in files]
)
def test_every_file_of_the_dashboards_own_is_recognised_by_one_format_alone(name, content):
    sent_file = read_grids(content, "file")

    assert [each.id for each in FORMATS if each.recognises(sent_file)] == [name]
    assert recognised(sent_file).id == name


def test_formats_have_ids_and_titles_of_their_own():
    assert len({each.id for each in FORMATS}) == len({each.title for each in FORMATS})


def test_a_file_in_no_layout_is_refused_in_one_short_sentence_with_its_first_row():
    with pytest.raises(ImportRefusedError) as refused:
        recognised(sent(grid("", "Council,,Rate", "Essex,,12")))

    (problem,) = refused.value.problems
    assert problem.value == "Council, Rate"
    assert len(problem.advice) < 140


def test_a_file_without_any_sheet_is_refused_too():
    with pytest.raises(ImportRefusedError, match="no known layout"):
        recognised(sent())


LAIT_FILE = files.csv_file([files.LAIT, files.item("Essex", "2016", 277)])
ENTRANTS = b"indicator,area,period,value\nfirst-time-entrants,E10000012,2016,277\n"


@pytest.mark.parametrize("content", [LAIT_FILE, ENTRANTS])
def test_a_choice_of_columns_is_refused_where_the_file_says_itself_what_stands_in_them(content):
    known = replace(files.known(), chosen=Chosen(columns={"Values": "reoffending-15-17"}))

    with pytest.raises(ImportRefusedError, match="leave the choice out"):
        read_file(read_grids(content, "file"), known)


@pytest.mark.parametrize("chosen", [Chosen(sheet="Figures"), Chosen(columns={"a": "b"})])
def test_a_choice_is_refused_of_a_file_that_has_no_sheets(chosen):
    with pytest.raises(ImportRefusedError, match="leave the choice out"):
        read_inspection_file(b"", "f.toml", replace(files.known(), chosen=chosen))


RATES = (("Region", "Local Authority/Region", 2023, 2024), ("East", "Essex", 130.5, 120))
LISTED = (("service", "published", "overall"), ("Essex", "2024-02-18", "Good"))


@pytest.mark.parametrize("rows", [(files.LAIT, files.item("Essex", "2016", 277)), RATES, LISTED])
def test_a_hidden_sheet_of_an_official_file_stands_behind_one_that_is_shown(rows):
    whole = read_grids(files.xlsx({"old": rows, "new": rows}), "file")
    old, new = whole.grids

    found = read_file(replace(whole, grids=(replace(old, hidden=True), new)), files.known())[1]

    assert found.sheets == ("new",)
    assert found.notes[-1] == "Sheets that are not read: old (hidden)."
