"""What withheld small numbers leave open, in words."""

from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import State, WithheldCounts
from dashboard.core.published.trends import trend
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.comparison import beside_group, comparison_verdict
from dashboard.narrative.published.trends import trend_message
from dashboard.narrative.published.withheld import withheld_words
from tests.factories import OWN, area, figures, group, indicator, service, year

FIVE = dict.fromkeys("BCDEF", 100.0)
OF = indicator(withheld_counts=WithheldCounts(fewest=1, most=5))


def beside(*withheld, own=200.0, of=OF):
    """Return area A beside five at 100 per 100,000 and some withheld, each of 50,000 children."""
    values = {OWN: own, **FIVE, **dict.fromkeys(withheld, State.SUPPRESSED)}
    held = figures(
        {code: {"2017": value} for code, value in values.items()},
        of,
        populations=dict.fromkeys(values, 50_000),
    )
    areas = {code: area(code) for code in values}
    among = GroupFigures(held, group(tuple(areas)[1:]), areas)
    return compare(among, service(), areas[OWN], year(2017))


def test_several_areas_are_withheld_and_the_average_is_between_two_values():
    assert withheld_words(beside("G", "H")).text == (
        "2 of 7 similar areas are withheld: they have 1 to 5 such children each. "
        "With them the average is between 72 and 74."
    )


def test_one_area_is_withheld():
    assert withheld_words(beside("G")).text == (
        "1 of 6 similar areas is withheld: it has 1 to 5 such children. "
        "With it the average is between 84 and 85."
    )


def test_nothing_is_said_where_nothing_is_withheld():
    assert not withheld_words(beside())
    assert not withheld_words(beside("G", of=indicator()))


def test_what_is_left_open_is_not_blamed_on_chance():
    text = comparison_verdict(beside(*"GHIJK", own=99)).text

    assert text.endswith(", so the gap is not clear.")
    assert "chance" not in text


def test_level_with_what_is_shown_and_not_clear_is_a_whole_phrase_in_a_cell():
    c = beside(*"GHIJK", own=100)

    assert c.verdict is Verdict.UNCLEAR
    assert beside_group(c).text == "level with them; none of five is lower"


def test_a_trend_that_what_is_withheld_leaves_open_names_no_side():
    periods = (year(2016), year(2017))

    def said(*withheld, own=102.0):
        values = {OWN: own, **FIVE, **dict.fromkeys(withheld, State.SUPPRESSED)}
        both = {code: {"2016": value, "2017": value} for code, value in values.items()}
        held = figures(both, OF, populations=dict.fromkeys(values, 1_000))
        areas = {code: area(code) for code in values}
        among = GroupFigures(held, group(tuple(areas)[1:]), areas)
        return trend_message(trend(among, area(), periods))

    assert "above similar areas in every year" in said().text
    assert "above" not in said("G").text
    assert "above similar areas in every year" in said("G", own=900.0).text
