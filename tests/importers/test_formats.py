"""Which layout a file is in: never two, and what is said where it is none."""

import pytest

from dashboard.errors import ImportRefusedError
from dashboard.importers.files.grids import read_grids
from dashboard.importers.formats import FORMATS, recognised
from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
from dashboard.reports.published_figures import published_csv_bytes, published_workbook_bytes
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
