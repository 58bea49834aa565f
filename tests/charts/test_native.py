import pytest

from dashboard.charts.comparison import MOST_NAMED_AREAS, ranked_chart
from dashboard.charts.native import NativeKind, native_of
from dashboard.charts.theme import OTHERS, SERVICE
from dashboard.core.areas import ENGLAND
from tests.charts import test_comparison, test_local_series
from tests.charts.every_chart import EVERY_CHART
from tests.core.performance.test_series import STEADY
from tests.factories import OWN, compared, percentage, with_break
from tests.local_factories import series_of

BARS, LINES = ("comparison", "distribution", "reinspection"), ("control", "local_series", "trend")
OTHER = sorted(set(EVERY_CHART) - set(BARS) - set(LINES))


def natively(chart):
    native = native_of(chart)
    assert native is not None
    return native


def number(words):
    return float(words.split()[0].rstrip("%").replace(",", ""))


@pytest.mark.parametrize("name", BARS)
def test_bars_have_the_names_and_values_of_the_charts_table(name):
    chart = EVERY_CHART[name]()
    native = natively(chart)
    (series,) = native.series
    table = chart.table.set_index(chart.table.columns[0])[series.name].astype(str)

    assert native.kind is NativeKind.BARS
    assert dict(zip(native.categories, series.values, strict=True)) == {
        place: number(words) for place, words in table.items()
    }


@pytest.mark.parametrize("name", LINES)
def test_lines_have_the_names_and_values_of_the_charts_table(name):
    chart = EVERY_CHART[name]()
    native = natively(chart)
    table = chart.table.astype(str).set_index("Period")

    assert native.kind is NativeKind.LINES
    for series in native.series:
        for period, value in zip(native.categories, series.values, strict=True):
            words = table.loc[period, series.name] if period else ""
            assert value == (number(words) if words[:1].isdigit() else None)


@pytest.mark.parametrize("name", OTHER)
def test_what_office_programs_have_no_such_chart_of_stays_a_picture(name):
    assert native_of(EVERY_CHART[name]()) is None


def test_the_highest_area_is_on_top_and_the_service_strong():
    native = natively(EVERY_CHART["comparison"]())
    (series,) = native.series

    assert list(series.values) == sorted(series.values, reverse=True)
    colours = dict(zip(native.categories, series.colours, strict=True))
    assert colours.pop("Area A") == SERVICE
    assert set(colours.values()) == {OTHERS}


def test_bars_of_several_rows_have_the_same_order_as_the_picture():
    assert natively(EVERY_CHART["distribution"]()).categories[0] == "Outstanding"


def test_too_many_areas_to_name_stay_a_picture():
    many = {f"Z{number}": number for number in range(MOST_NAMED_AREAS + 1)}

    assert native_of(ranked_chart(compared({OWN: 5, **many}))) is None


def test_lines_stop_where_a_definition_changed_though_both_years_have_values():
    years = {"2015": 100, "2016": 110, "2017": 120, "2018": 130}
    chart = test_comparison.drawn({OWN: years, "B": years}, with_break("2017"))
    native = natively(chart)

    assert list(native.categories) == ["2015", "2016", "", "2017", "2018"]
    assert [line.values[2] for line in native.series] == [None] * len(native.series)
    assert len({line.dash for line in native.series}) == len(native.series)


def test_a_period_without_a_figure_is_a_gap_and_a_limit_no_line():
    chart = test_local_series.drawn(series_of([*STEADY, None, 40]))
    (series,) = natively(chart).series

    assert series.values[-2:] == [None, 40.0]
    assert list(series.colours) == [SERVICE]


def test_values_are_printed_with_the_unit_and_decimals_of_the_screen():
    values = {OWN: 32.26, "B": 31.04, ENGLAND: 30}
    native = natively(ranked_chart(compared(values, percentage())))

    assert native.number_format == '#,##0.0"%"'
    assert list(native.series[0].values) == [32.3, 31.0]
