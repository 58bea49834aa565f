"""Own figures in a cell: the last quarters with what is usual, and one mark for each area team."""

import datetime as dt

from dashboard.charts.drawing import Box, Dot, Line, Shape
from dashboard.charts.local_sparkline import local_sparkline
from dashboard.charts.team_dots import team_dots
from dashboard.charts.theme import ACCENT, SERVICE
from dashboard.core.own.indicators import LocalKind
from dashboard.core.own.targets import LocalTarget
from dashboard.core.performance.signals import Signal
from dashboard.core.verdicts import Polarity
from tests.core.performance.test_series import STEADY, shown
from tests.local_factories import plain_count, series_of, share


def marks(drawing, kind):
    assert drawing is not None
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def colour(counts):
    (dot,) = marks(local_sparkline(shown(series_of(counts)), None), Dot)
    return dot.colour


def test_the_usual_range_is_shaded_from_twelve_figures_on():
    assert marks(local_sparkline(shown(series_of(STEADY)), None), Box)
    assert not marks(local_sparkline(shown(series_of(STEADY[:11])), None), Box)


def test_a_share_is_never_usually_above_a_hundred():
    high = share(kind=LocalKind.KPI, polarity=Polarity.HIGHER)
    drawing = local_sparkline(shown(series_of([94, 89, 95, 88, 94, 90] * 2, 100), high), None)

    assert drawing is not None
    assert drawing.alt.endswith(" to 100%")


def test_a_target_is_a_dashed_line_and_what_is_worse_has_its_colour():
    aim = LocalTarget("t", "anytown", "local-entrants", 15.0, 0.0, dt.date(2025, 1, 1))
    lines = marks(local_sparkline(shown(series_of(STEADY)), aim), Line)

    assert [bool(line.dash) for line in lines] == [True, False]
    assert (colour([*STEADY, 60]), colour(STEADY)) == (ACCENT, SERVICE)


def test_only_the_last_sixteen_quarters_are_drawn_and_told():
    drawing = local_sparkline(shown(series_of([99, *STEADY, *STEADY])), None)

    assert drawing is not None
    assert "99" not in drawing.alt


def test_a_withheld_figure_is_a_gap_and_is_not_told():
    drawing = local_sparkline(shown(series_of([20, 22, 3, 21, 23])), None)

    assert len(marks(drawing, Line)) == 2
    assert drawing is not None
    assert " 3," not in drawing.alt


def team(counts, of=None):
    return Signal(shown(series_of(counts), of))


def test_each_kind_of_signal_has_a_shape_of_its_own_and_a_word():
    lower = plain_count(polarity=Polarity.NONE)
    drawing = team_dots(
        [
            ("East", team([*STEADY, 60])),
            ("North", team([*STEADY, 5])),
            ("South", team([*STEADY, 60], lower)),
            ("West", team(STEADY)),
            ("Young", team([20, 21])),
        ]
    )

    assert drawing is not None
    assert [type(mark) for mark in drawing.marks] == [Shape, Shape, Dot, Dot, Line]
    assert drawing.alt == (
        "East: worse; North: better; South: higher; West: usual; Young: not judged, with too "
        "little history"
    )


def test_teams_of_which_none_can_be_judged_are_no_picture():
    assert team_dots([("East", team([20, 21]))]) is None
    assert team_dots([]) is None
