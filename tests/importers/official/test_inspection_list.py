"""Lists of inspections: headings found, names matched, what is blank unknown, all problems told."""

import pytest

from dashboard.core.inspection.frameworks import Rating
from dashboard.definitions.catalogue import load_catalogue
from dashboard.errors import ImportRefusedError
from dashboard.importers.official.inspection_list import read, recognises
from tests.grid_factories import grid, known, sent

HEADER = ("Service", "Date published", "Overall rating", "Score", "Link")
READING = ("Reading", "03/12/2024", "Inadequate", "5/36", "https://example.org/reading")


@pytest.fixture(scope="module")
def everything():
    return known(load_catalogue())


def read_rows(everything, *rows, header=HEADER):
    return read(sent(grid(header, *rows)), everything)


def problems_of(everything, *rows, header=HEADER):
    with pytest.raises(ImportRefusedError) as refused:
        read_rows(everything, *rows, header=header)
    return refused.value.problems


def test_a_row_is_an_inspection_with_its_score_and_maximum(everything):
    (found,) = read_rows(everything, READING).inspections
    assert (found.service, found.published.text) == ("reading", "2024-12-03")
    assert (found.overall, found.score, found.max_score) == (Rating.INADEQUATE, 5, 36)
    assert found.source.address == "https://example.org/reading"
    assert found.framework == "hmip-2021"


def test_headings_are_found_below_notes(everything):
    table = grid(("Inspections of youth justice services",), (), HEADER, READING)
    assert recognises(sent(table))
    assert len(read(sent(table), everything).inspections) == 1


@pytest.mark.parametrize("blank", ["", "-", "n/a", "Unknown"])
def test_a_blank_where_a_grade_is_expected_is_unknown(everything, blank):
    imported = read_rows(everything, ("Reading", "2024-12-03", blank, "", ""))
    (found,) = imported.inspections
    assert found.overall is None
    assert "it is unknown" in found.notes[0]
    assert imported.notes == ("Row 2 gives no rating of Reading: it is stored as unknown.",)


@pytest.mark.parametrize("day", ["2024-12-03", "03/12/2024", "3 December 2024", "3 Dec 2024"])
def test_a_date_may_be_written_as_people_write_it(everything, day):
    (found,) = read_rows(everything, ("Reading", day, "Inadequate", "", "")).inspections
    assert found.published.text == "2024-12-03"


@pytest.mark.parametrize("month", ["December 2018", "Dec 2018", "2018-12"])
def test_a_month_without_a_day_stays_a_month(everything, month):
    (found,) = read_rows(everything, ("Essex", month, "Outstanding", "", "")).inspections
    assert found.published.text == "2018-12"


def test_what_is_no_rating_is_told_that_unknown_is_left_empty(everything):
    (problem,) = problems_of(everything, ("Reading", "2024-12-03", "Not rated", "", ""))
    assert problem.advice.endswith("or leave it empty if it is unknown")


def test_other_spellings_of_a_service_are_matched_and_others_are_not_guessed(everything):
    rows = [
        ("Kingston-upon-Hull", "2021-09-16", "Good", "29/36", ""),
        ("Slouhg", "2024-01-14", "Inadequate", "", ""),
    ]
    (problem,) = problems_of(everything, *rows)
    assert (problem.row, problem.column) == (3, "service")
    assert "did you mean Slough" in problem.advice


@pytest.mark.parametrize("name", ["Reading Borough Council", "Reading YOS", "City of Reading"])
def test_words_for_the_body_may_stand_beside_the_service(everything, name):
    (found,) = read_rows(everything, (name, *READING[1:])).inspections
    assert found.service == "reading"


def test_a_council_of_a_combined_service_is_not_taken_for_the_whole_service(everything):
    (problem,) = problems_of(everything, ("Rochdale", *READING[1:]))
    assert problem.reason == "is a council of Bury and Rochdale"
    assert problem.advice == "write Bury and Rochdale, if that service was inspected"


def test_every_problem_is_told_with_its_row(everything):
    rows = [
        ("Slough", "soon", "Inadequate", "", ""),
        ("Slough", "2024-01-14", "Fair", "3 of 36", ""),
        ("Slough", "2024-12-03", "Inadequate", "37/36", ""),
        READING,
        READING,
    ]
    found = [(p.row, p.column) for p in problems_of(everything, *rows)]
    assert found == [
        (2, "published"),
        (3, "overall"),
        (3, "score"),
        (4, "row"),
        (6, "row"),
    ]


def test_a_date_under_two_frameworks_asks_for_the_framework(everything):
    (problem,) = problems_of(everything, ("Slough", "2021-12-02", "Good", "", ""))
    assert problem.column == "framework"
    assert "hmip-2018 or hmip-2021" in problem.advice


def test_grades_of_standards_are_not_taken_from_a_list_and_that_is_said(everything):
    header = (*HEADER, "Standard 1.1")
    imported = read_rows(everything, (*READING, "Good"), header=header)
    assert not imported.inspections[0].standards
    assert "Standard 1.1" in imported.notes[0]


def test_a_list_without_a_row_is_refused(everything):
    (problem,) = problems_of(everything)
    assert "holds no inspection" in problem.reason


def test_another_table_is_not_taken_for_a_list():
    assert not recognises(sent(grid(("indicator", "area", "period", "value"))))
