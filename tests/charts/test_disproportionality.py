"""The chart of groups beside a reference: a ratio scale, words, and every group in the table."""

import math

import plotly.graph_objects as go

from dashboard.charts.disproportionality import disproportionality_chart, disproportionality_table
from dashboard.charts.theme import OTHERS, SERVICE
from dashboard.core.disclosure.protection import Mode
from dashboard.core.performance.disproportionality import ALL_OTHERS
from tests.charts.plotlys import plotly_of
from tests.disproportionality_factories import COUNTS, found


def chart(**given):
    return disproportionality_chart(found(**given), "Anytown")


def points(drawn):
    return next(trace for trace in plotly_of(drawn.figure).data if trace.mode == "markers")


def test_plotly_accepts_every_word():
    assert go.Figure(chart(together=True).figure.described).data


def test_the_scale_is_one_of_ratios_and_both_sides_of_1_are_on_it():
    axis = plotly_of(chart().figure).layout.xaxis

    assert axis.type == "log"
    assert axis.range[0] < 0 < axis.range[1]
    assert 1 in axis.tickvals


def test_every_interval_lies_within_the_scale():
    drawn = chart(counts=COUNTS | {"asian": (2, 1, 1, 1)})
    low, high = plotly_of(drawn.figure).layout.xaxis.range

    ends = [x for trace in plotly_of(drawn.figure).data if trace.mode == "lines" for x in trace.x]
    assert low <= min(map(math.log10, ends))
    assert max(map(math.log10, ends)) <= high


def test_a_clear_difference_is_filled_and_dark_and_another_hollow_and_grey():
    drawn = points(chart())

    assert list(drawn.marker.color) == [SERVICE, "white"]
    assert list(drawn.marker.line.color) == [SERVICE, OTHERS]


def test_the_title_is_the_message():
    assert chart().title == "Black children are counted 2.1 times as often as White children"
    fewer = chart(counts=COUNTS | {"black": (2, 2, 2, 2)})
    assert fewer.title == "No clear difference from White children"


def test_the_words_beside_it_give_every_point_and_who_is_missing():
    drawn = chart(counts=COUNTS | {"asian": (1, 1, 1, 1)})

    assert "Black 2.1 (1.1 to 3.8)" in drawn.alt
    assert "Not compared: Asian" in drawn.subtitle
    assert (
        "First-time entrants counted locally, April 2025 to March 2026, Anytown" in drawn.subtitle
    )


def test_the_table_has_every_group_with_counts_and_why_there_is_no_index():
    table = disproportionality_table(found(COUNTS | {"asian": (1, 1, 1, 1)})).set_index("Group")

    assert list(table.index) == ["Asian", "Black", "White", "Not known"]
    assert table.loc["Asian", "What can be said"] == "fewer than 5 counted"
    assert table.loc["White", "Times as often as White children"] == "1"
    assert table.loc["Not known", "Children living here"] == "not applicable"
    assert table.loc["Black", "Children counted"] == "14"


def test_a_withheld_count_is_in_no_output():
    hidden = COUNTS | {"black": (7, 3, 11, 13), "white": (15, 15, 15, 16)}
    result = found(hidden, mode=Mode.PUBLIC)

    assert disproportionality_chart(result, "Anytown") is None
    row = disproportionality_table(result).set_index("Group").loc["Black"]
    assert row["Children counted"] == "a quarter is withheld"
    assert row["Rate per 1,000"] == "none"


def test_against_all_others_no_group_stands_at_1():
    table = disproportionality_table(found(reference=ALL_OTHERS))

    assert len(plotly_of(chart(reference=ALL_OTHERS).figure).layout.yaxis.tickvals) == 3
    assert "1" not in list(table["Times as often as all other children whose ethnicity is known"])
