"""Lists of inspections: headings found, names matched, what is blank unknown, all problems told."""

import time

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
        ("Slough", "2024-01-14", "Fair", "about 3", ""),
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


@pytest.mark.parametrize("date", ["2025", "2024/25", "Feb 2025", "2021", "December 2021"])
def test_a_date_that_may_lie_under_two_frameworks_asks_for_the_framework(everything, date):
    (problem,) = problems_of(everything, ("Slough", date, "Good", "", ""))

    assert problem.column == "framework"


@pytest.mark.parametrize(
    "score", ["26/36", "26 out of 36", "72.2%", "72 %", "26/36 (72%)", "26 of 36 (72.2 %)"]
)
def test_a_score_is_read_however_it_is_written(everything, score):
    (found,) = read_rows(everything, ("Slough", "2024-12-03", "Good", score, "")).inspections

    assert (found.score, found.max_score) == (26, 36)


def test_points_without_their_maximum_are_a_problem_of_the_score(everything):
    (problem,) = problems_of(everything, ("Slough", "2024-12-03", "Good", "26", ""))

    assert (problem.column, problem.value) == ("score", "26")
    assert problem.advice == "write it like 31/36"


@pytest.mark.parametrize("rating", ["Requires improvement ", "Requires improvement [note 1]"])
def test_a_mark_behind_a_rating_is_no_part_of_it(everything, rating):
    (found,) = read_rows(everything, ("Slough", "2024-12-03", rating, "", "")).inspections

    assert found.overall is Rating.REQUIRES_IMPROVEMENT


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


SCRAPED = ("la_name", "score_%", "overall_rating", "publication_date")


@pytest.mark.parametrize("service", ["la_name", "Youth Justice Service", "YJS", "Local authority"])
@pytest.mark.parametrize("published", ["publication_date", "Date of publication", "Published on"])
@pytest.mark.parametrize("overall", ["overall_rating", "OVERALL RATING", "Overall-judgement"])
def test_headings_may_be_written_in_other_words_and_with_underscores(
    everything, service, published, overall
):
    header = (service, published, overall)

    (found,) = read_rows(everything, ("Reading", "03/12/2024", "Good"), header=header).inspections

    assert (found.service, found.overall) == ("reading", Rating.GOOD)


@pytest.mark.parametrize("day", ["03/12/24", "3-Dec-24", "03.12.2024", "Tue 3rd December 2024"])
def test_a_year_may_have_two_digits(everything, day):
    (found,) = read_rows(everything, ("Reading", day, "Good", "", "")).inspections

    assert found.published.text == "2024-12-03"


@pytest.mark.parametrize(
    "remark",
    [" - JI", " \u2013 JI", " (joint)", " JI", " - Joint inspection", " (Joint Inspection)"],
)
def test_a_remark_behind_the_name_says_that_the_inspection_was_joint(everything, remark):
    (found,) = read_rows(everything, (f"Reading{remark}", *READING[1:])).inspections

    assert (found.service, found.kind.value) == ("reading", "joint")
    assert found.name_as_published == f"Reading{remark}"


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("Royal Borough of Greenwich", "greenwich"),
        ("Conwy & Denbighshire", "conwy-and-denbighshire"),
        ("London Borough of Hackney - JI", "hackney"),
        ("City of Bristol", "bristol"),
    ],
)
def test_formal_names_are_matched(everything, name, service):
    (found,) = read_rows(everything, (name, *READING[1:])).inspections

    assert found.service == service


@pytest.mark.parametrize(
    ("percent", "points"), [("72.2", 26), ("44.4", 16), ("61.1%", 22), ("100", 36), ("0", 0)]
)
def test_a_score_in_per_cent_is_a_whole_number_of_points(everything, percent, points):
    imported = read_rows(everything, ("Reading", percent, "Good", "03/12/24"), header=SCRAPED)

    (found,) = imported.inspections
    assert (found.score, found.max_score) == (points, 36)
    assert f"is {points} of 36" in imported.notes[0]


@pytest.mark.parametrize("percent", ["72.3", "70.0"])
def test_a_percentage_that_is_no_whole_number_of_points_is_left_out(everything, percent):
    imported = read_rows(everything, ("Reading", percent, "Good", "03/12/24"), header=SCRAPED)

    assert imported.inspections[0].score is None
    assert imported.notes == (
        f"Row 2 gives a score of {percent}% to Reading: no whole number of points, so it was left "
        "out.",
    )


def test_of_two_frameworks_of_a_date_a_score_tells_the_one_that_has_points(everything):
    (found,) = read_rows(
        everything, ("Reading", "72.2", "Good", "18/02/25"), header=SCRAPED
    ).inspections

    assert found.framework == "hmip-2021"


@pytest.mark.parametrize("rating", ["RI", "Req. improvement", "REQUIRES IMPROVEMENT"])
def test_a_rating_may_be_shortened_where_it_can_mean_one_only(everything, rating):
    (found,) = read_rows(everything, ("Reading", "2024-12-03", rating, "", "")).inspections

    assert found.overall is Rating.REQUIRES_IMPROVEMENT


def test_a_service_that_we_do_not_know_yet_is_left_out_by_name(everything):
    imported = read_rows(everything, READING, ("East Surrey", *READING[1:]))

    assert [one.service for one in imported.inspections] == ["reading"]
    assert "Rows of services that we do not know yet were left out: East Surrey." in imported.notes


def test_a_list_of_unknown_services_only_is_refused(everything):
    (problem,) = problems_of(everything, ("East Surrey", *READING[1:]))

    assert problem.reason == "holds no inspection"


def test_a_list_longer_than_any_is_refused(everything):
    (problem,) = problems_of(everything, *[READING] * 10_001)

    assert "10,001 rows" in problem.reason


def test_a_list_of_nothing_but_unknown_services_is_refused_in_time(everything):
    rows = [(f"Somewhere {number}", *READING[1:]) for number in range(5_000)]
    began = time.perf_counter()

    (problem,) = problems_of(everything, READING, *rows)

    assert "5,000 services that we do not know" in problem.reason
    assert time.perf_counter() - began < 10
