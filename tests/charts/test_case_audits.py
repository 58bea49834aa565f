"""The chart and tables of case audits: diamonds and dashes, and never an inspection."""

import plotly.graph_objects as go

from dashboard.charts.case_audits import audit_chart
from dashboard.charts.theme import SERVICE
from dashboard.reports.case_audits import audits_table, quarters_table, rehearsal_table
from tests.audit_factories import BEFORE, LAST, QUARTERS, rehearsed, rules_of
from tests.charts.plotlys import plotly_of

GOOD = {BEFORE: (14, 20), LAST: (14, 20)}
BEST = {BEFORE: (19, 20), LAST: (20, 20)}
RATINGS = [rehearsed([GOOD, BEST, {}], code="2.1"), rehearsed([GOOD, BEST])]


def chart(ratings=RATINGS):
    return audit_chart(ratings, rules_of(), QUARTERS, "Anytown")


def points(drawn):
    return next(trace for trace in plotly_of(drawn.figure).data if trace.mode == "markers")


def test_plotly_accepts_every_word():
    assert go.Figure(chart().figure.described).data


def test_key_questions_are_diamonds_on_dashed_intervals_unlike_an_inspections():
    drawn = chart()

    assert points(drawn).marker.symbol == "diamond"
    assert {trace.line.dash for trace in plotly_of(drawn.figure).data if trace.mode == "lines"} == {
        "dash"
    }


def test_only_what_decides_a_rehearsal_rating_is_dark():
    assert list(points(chart()).marker.color) == ["white", "white", SERVICE, "white"]


def test_the_bands_begin_where_the_framework_says_and_the_cut_of_the_scale_is_told():
    drawn = chart()

    assert list(plotly_of(drawn.figure).layout.xaxis.tickvals) == [50, 65, 80, 100]
    assert plotly_of(drawn.figure).layout.xaxis.range[0] == 50
    assert "The scale begins at 50%" in drawn.subtitle


def test_title_and_words_say_rehearsal_and_give_every_point():
    drawn = chart()

    assert drawn.title == "Rehearsal: 3.3 would be lowest, Good"
    assert "no inspection" in drawn.subtitle
    assert "3.3.1 70% (55% to 82%)" in drawn.alt


def test_without_a_percentage_there_is_no_chart():
    assert chart([rehearsed([{}])]) is None


def test_the_table_of_standards_gives_cases_range_and_what_is_missing():
    first, second = rehearsal_table(RATINGS).to_dict("records")

    assert (first["Rehearsal rating"], first["Likely range"]) == ("none", "2.1.3 not audited.")
    assert second["Published rating"] == "none"
    assert second["Cases"] == "40"
    assert second["Likely range"].startswith("3.3.1 at 70% (likely 55% to 82%). Drawn again: ")


def test_few_cases_carry_a_caution_in_the_table():
    assert rehearsal_table([rehearsed([{LAST: (14, 20)}])])["Cases"][0] == "20, small numbers"


def test_key_questions_stand_by_quarter_with_the_pooled_ones_last():
    row = quarters_table(RATINGS[1], QUARTERS).to_dict("records")[0]

    assert list(row.values()) == ["3.3.1 Question 1", "14 of 20", "14 of 20", "28 of 40, 70%"]


def test_the_download_has_every_quarter_and_says_that_it_is_no_inspection():
    table = audits_table(RATINGS, QUARTERS)

    pooled = table[table["Quarters"].str.startswith("pooled")]
    assert len(table) == 3 * 5
    assert pooled["State"].str.contains("rehearsal, no inspection").all()
    assert "pooled: October 2025 to March 2026" in set(table["Quarters"])
