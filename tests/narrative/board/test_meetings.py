"""What the first page says of acknowledgements, meetings and national reports."""

import datetime as dt

from dashboard.core.board.acknowledgements import attention
from dashboard.core.board.meetings import SubjectKind
from dashboard.core.board.national_reports import considerations
from dashboard.narrative.board.meetings import (
    meeting_sentence,
    reports_sentence,
    shown_words,
    told_warning,
)
from dashboard.narrative.published.warnings import warning_sentence
from tests.board_factories import acknowledgement, at, decision, meeting, report, warning

DAY = dt.date(2018, 10, 31)


def held(acknowledgements=(), meetings=(), as_of=DAY):
    return attention(warning(), acknowledgements, meetings, as_of)


def told(*group):
    return told_warning(warning_sentence(group[0].warning), group)


def test_a_warning_that_was_before_no_meeting_is_told_as_it_is():
    for one in (held(), held([acknowledgement()]), held([acknowledgement()], [meeting()])):
        assert told(one) == warning_sentence(one.warning)


def test_an_overlooked_warning_names_its_meeting_in_the_lead():
    found = told(held(meetings=[meeting()]))

    assert found.lead.endswith(
        "It was before the board on 12 October 2018, and nobody has acknowledged it."
    )
    assert found.text.startswith(found.lead)
    assert "12 October 2018" in found.facts


def test_a_warning_overlooked_twice_counts_the_meetings():
    twice = [meeting(), meeting("2018-07-02")]

    assert told(held(meetings=twice)).lead.endswith(
        "It was before 2 meetings, first on 2 July 2018, and nobody has acknowledged it."
    )


def test_of_several_areas_the_overlooked_one_is_named():
    lead = told(held([acknowledgement()]), held(meetings=[meeting()])).lead

    assert "Area A: it was before the board on 12 October 2018" in lead


def radar(*reports, decisions=(), as_of=dt.date(2018, 7, 31)):
    return reports_sentence(considerations(reports, decisions, "placeshire", as_of))


def test_one_report_is_named_with_its_months():
    assert radar(report()).text == (
        "No decision recorded on 1 national report. A review (March 2018, 4 months ago)."
    )


def test_a_board_of_which_nothing_is_recorded_is_not_said_to_have_overlooked_a_report():
    for told in (radar(report()), radar(report(), report("2017-01"))):
        assert "considered" not in told.text


def test_years_are_told_as_years():
    assert "8 years 8 months ago" in radar(report(), as_of=dt.date(2026, 11, 29)).text


def test_one_month_is_singular_and_a_new_report_has_none():
    assert radar(report(), as_of=dt.date(2018, 4, 1)).text.endswith("(March 2018, 1 month ago).")
    assert radar(report("2018-07-20")).text.endswith("A review (20 July 2018).")


def test_a_report_whose_own_date_is_not_known_waits_at_least_so_long():
    known = report("2018-03-20", published_by=True)

    assert radar(known).text == (
        "No decision recorded on 1 national report. A review (by 20 March 2018, at least 4 months "
        "ago)."
    )


def test_several_reports_are_counted_and_one_is_named():
    two, three = [report(), report("2017-01")], [report(), report("2017-01"), report("2016")]

    assert radar(*two).text == (
        "No decision recorded on 2 national reports. The oldest: A review (January 2017, 1 year 6 "
        "months ago)."
    )
    assert radar(*three).text.startswith(
        "No decision recorded on 3 national reports. The oldest: A"
    )


def test_nothing_is_said_where_every_report_was_considered():
    made = decision("report-2018-03", subject_kind=SubjectKind.NATIONAL_REPORT, at=at("2018-05-01"))

    assert radar(report(), decisions=[made]) is None
    assert radar() is None


def test_the_next_and_the_last_meeting_are_told():
    planned = meeting("2018-12-03", held=False)

    assert meeting_sentence(planned, meeting(), DAY).text == (
        "The next meeting is on 3 December 2018. The last one was on 12 October 2018."
    )
    assert meeting_sentence(None, None, DAY).text == (
        "No meeting is planned. No past meeting is recorded."
    )


def test_a_meeting_whose_day_passed_is_asked_for():
    past = meeting("2018-10-20", held=False)

    assert (
        "of 20 October 2018 is past, but not yet recorded" in meeting_sentence(past, None, DAY).text
    )


def test_what_could_be_seen_at_a_meeting_is_counted():
    seen = meeting(compared=3, core_indicators=4)

    assert shown_words(seen).text == (
        "Known that day: 3 of 4 main measures compared with similar areas, and 1 early warning:"
    )
    none = meeting(period=None, compared=4, core_indicators=4)
    assert shown_words(none).text.endswith("and no early warnings.")
    assert "None of the main measures had been published" in shown_words(meeting()).text
