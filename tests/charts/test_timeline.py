"""What the line of time of actions shows, in bars, marks, words and table."""

import datetime as dt

import plotly.graph_objects as go

from dashboard.charts.timeline import MOST_SHOWN, timeline_chart
from tests.charts.plotlys import plotly_of
from tests.register_factories import TODAY, action, done_action

MOVED = action(2, due=dt.date(2019, 9, 30))
OPEN = action(3, due=dt.date(2019, 8, 1), original_due=dt.date(2019, 8, 1))


def chart(*actions, **more):
    drawn = timeline_chart(actions, {"action-1": "Olu Owner at Police"}, TODAY, **more)
    assert drawn is not None
    return drawn


def labels(drawn):
    return [note.text for note in plotly_of(drawn.figure).layout.annotations]


def test_a_bar_runs_from_start_to_due_or_to_the_day_it_was_done():
    [bar, _] = plotly_of(chart(action()).figure).data
    assert tuple(bar.x) == ("2018-11-01", "2019-03-31")

    [bar, _] = plotly_of(chart(done_action()).figure).data
    assert tuple(bar.x) == ("2018-11-01", "2019-03-20")


def test_late_done_and_open_differ_by_words_and_symbol_and_not_by_colour_alone():
    drawn = chart(action(), done_action(4), OPEN)

    assert "▲ Step 1<br>Late by 64 days, was due 31 March 2019" in labels(drawn)
    assert "✔ Step 4<br>Done 20 March 2019" in labels(drawn)
    assert "Step 3<br>Due 1 August 2019" in labels(drawn)
    symbols = {bar.marker.symbol for bar in plotly_of(drawn.figure).data[:3]}
    assert symbols == {"triangle-up", "square", "circle"}


def test_where_the_date_was_moved_the_first_one_is_marked():
    drawn = chart(MOVED, OPEN)
    marks = plotly_of(drawn.figure).data[-1]

    assert list(marks.x) == ["2019-03-31"]
    assert "hollow diamond" in drawn.subtitle
    assert "hollow diamond" not in chart(OPEN).subtitle


def test_the_day_of_the_view_is_a_line_with_its_date():
    drawn = chart(OPEN)

    assert plotly_of(drawn.figure).layout.shapes[0].x0 == TODAY.isoformat()
    assert "3 June 2019" in labels(drawn)


def test_an_axis_of_few_months_has_one_tick_a_month_so_that_no_label_stands_twice():
    soon, later = TODAY + dt.timedelta(days=60), TODAY + dt.timedelta(days=200)
    near = action(start=TODAY, due=soon, original_due=soon)
    far = action(start=TODAY, due=later, original_due=later)

    assert plotly_of(chart(near).figure).layout.xaxis.dtick == "M1"
    assert plotly_of(chart(far).figure).layout.xaxis.dtick is None
    assert plotly_of(chart(far).figure).layout.xaxis.nticks == 5


def test_only_the_most_urgent_are_drawn_and_the_table_has_all():
    many = [action(n) for n in range(MOST_SHOWN + 10)]
    drawn = chart(*many, OPEN)

    assert len(plotly_of(drawn.figure).data) == MOST_SHOWN + 1
    assert f"The {MOST_SHOWN} most urgent are drawn." in drawn.subtitle
    assert len(drawn.table) == len(many) + 1
    assert drawn.title == f"{len(many) + 1} actions: {len(many)} late"


def test_the_words_give_every_action_drawn():
    drawn = chart(action(), MOVED)

    assert "Step 1: Late by 64 days, was due 31 March 2019" in drawn.alt
    assert "Step 2: Due 30 September 2019 (first due 31 March 2019)" in drawn.alt


def test_the_table_names_owner_and_recommendation_and_what_was_dropped():
    table = chart(
        OPEN,
        action(5, dropped_because="No money"),
        recommendations={"action-3": "Recommendation 3", "action-5": "Recommendation 3"},
    ).table

    assert list(table["State"]) == ["Due 1 August 2019", "Dropped"]
    assert list(table["Owner"]) == ["nobody yet", "nobody yet"]
    assert list(table["Recommendation"]) == ["Recommendation 3"] * 2


def test_an_action_without_any_date_is_in_the_table_and_not_in_the_picture():
    bare = action(6, start=None, due=None, original_due=None)

    assert timeline_chart([bare], {}, TODAY) is None
    drawn = chart(bare, OPEN)
    assert len(plotly_of(drawn.figure).data) == 2
    assert "no due date" in " ".join(drawn.table["State"]).lower()


def test_an_action_with_a_due_date_only_is_a_mark_and_one_with_a_start_only_runs_to_the_day():
    [point, _] = plotly_of(chart(action(start=None)).figure).data
    assert tuple(point.x) == ("2019-03-31", "2019-03-31")

    [bar, _] = plotly_of(chart(action(due=None, original_due=None)).figure).data
    assert tuple(bar.x) == ("2018-11-01", TODAY.isoformat())


def test_a_title_is_never_taken_for_markup():
    drawn = chart(action(title="A & B &lt;b&gt; <b>c</b>"))

    assert "<b>" not in labels(drawn)[0]


def test_plotly_accepts_it():
    go.Figure(chart(action(), MOVED, OPEN, done_action(4)).figure.described)
