"""One example of every chart of the house, by the module that draws it."""

from dashboard.charts.comparison import ranked_chart
from dashboard.core.areas import ENGLAND
from tests.charts import (
    test_case_audits,
    test_comparison,
    test_control,
    test_disproportionality,
    test_funnel,
    test_headroom,
    test_local_series,
    test_measure,
    test_named_bars,
    test_sensitivity,
    test_timeline,
)
from tests.core.performance.test_series import STEADY
from tests.factories import OWN, compared
from tests.local_factories import series_of
from tests.narrative.performance.test_series import target


def _local_series():
    rows = series_of([*STEADY, None, 40])
    return test_local_series.drawn(rows, aim=target(20), from_baseline=True)


EVERY_CHART = {
    "case_audits": test_case_audits.chart,
    "comparison": lambda: ranked_chart(
        compared({OWN: 115, **test_comparison.GROUP, ENGLAND: 99}), None
    ),
    "control": lambda: test_control.drawn([*test_control.STEADY, 60]),
    "disproportionality": lambda: test_disproportionality.chart(together=True),
    "distribution": test_named_bars.spread,
    "funnel": test_funnel.drawn,
    "headroom": test_headroom.chart,
    "local_series": _local_series,
    "measure": lambda: test_measure.chart(70, None, 75),
    "reinspection": test_named_bars.again,
    "sensitivity": lambda: test_sensitivity.strip({OWN: 150, **test_sensitivity.FIVE}),
    "timeline": lambda: test_timeline.chart(test_timeline.MOVED, test_timeline.OPEN),
    "trend": lambda: test_comparison.drawn(test_comparison.TWO_HIGHER | {"B": {"2016": 1}}),
}
# Pictures of several figures, which are no charts of their own.
SEVERAL = {"small_multiples": test_local_series.side_by_side}
