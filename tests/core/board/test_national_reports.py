"""How long a board has not considered a national report, and what it made of its drafts."""

import datetime as dt

import pytest

from dashboard.core.board.meetings import SubjectKind
from dashboard.core.board.national_reports import considerations, draft_decision_id
from dashboard.errors import DashboardError
from tests.board_factories import at, decision, report

JULY = dt.date(2018, 7, 31)


def about(subject, **changed):
    return decision(subject, subject_kind=SubjectKind.NATIONAL_REPORT, **changed)


def radar(reports, decisions=(), as_of=JULY):
    return considerations(reports, decisions, "placeshire", as_of)


def test_a_march_report_with_no_board_entry_by_july_is_not_considered_for_4_months():
    (found,) = radar([report("2018-03")])

    assert not found.is_considered
    assert found.months_not_considered == 4


@pytest.mark.parametrize(
    ("published", "day", "months"),
    [
        ("2018-03-15", dt.date(2018, 4, 14), 0),
        ("2018-03-15", dt.date(2018, 4, 15), 1),
        ("2017-12-31", dt.date(2018, 1, 31), 1),
        ("2017", dt.date(2018, 1, 1), 12),
    ],
)
def test_only_whole_months_count(published, day, months):
    assert radar([report(published)], as_of=day)[0].months_not_considered == months


def test_a_report_of_one_service_is_not_on_the_radar_of_others():
    assert radar([report(service="elsewhere")]) == ()


def test_any_decision_of_this_board_about_it_makes_it_considered():
    (found,) = radar([report()], [about("report-2018-03")])

    assert found.is_considered
    assert found.months_not_considered is None


@pytest.mark.parametrize(
    "not_one",
    [
        about("report-2018-03", service="elsewhere"),
        about("another"),
        decision("report-2018-03"),
    ],
    ids=["another board's", "on another report", "on a warning"],
)
def test_a_decision_of_others_or_on_others_does_not(not_one):
    assert not radar([report()], [not_one])[0].is_considered


def test_those_not_considered_come_first_and_the_oldest_of_them_leads():
    reports = [report("2016-01"), report("2018-03"), report("2017-05"), report("2016-02")]
    done = [about("report-2016-01"), about("report-2016-02")]

    order = [each.report.published.text for each in radar(reports, done)]

    assert order == ["2017-05", "2018-03", "2016-02", "2016-01"]


def test_the_decision_on_a_draft_is_found_by_its_number():
    made = about(
        "report-2018-03",
        id=draft_decision_id("placeshire", "report-2018-03", 2),
        at=at("2018-05-01"),
    )

    (found,) = radar([report()], [made])

    assert found.decision_on(2) == made
    assert found.decision_on(1) is None


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"publisher": ""}, {"drafts": ("",)}, {"address": "javascript:alert(1)"}],
)
def test_a_report_without_its_texts_or_with_a_strange_address_is_refused(wrong):
    with pytest.raises(DashboardError):
        report(**wrong)
