"""What became of a figure is said plainly, and the test over five years speaks of these only."""

import itertools
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.cohorts import Cohorts
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import Figures, State, Unit
from dashboard.core.published.trends import trend
from dashboard.core.verdicts import Lens, Polarity, Verdict
from dashboard.errors import ComparisonError
from dashboard.narrative.published.lenses import three_lenses
from dashboard.narrative.published.past import (
    past_in_short,
    past_sentence,
    past_story,
    recent_sentence,
)
from dashboard.narrative.published.trends import trend_message
from dashboard.usecases.published.comparison import (
    ComparisonChoice,
    comparable_indicators,
    compare_service,
)
from tests.factories import OWN, area, figures, group, indicator, percentage, service, year

NO_EARLIER = "No earlier year can be compared."
EXCLUSIONS = indicator(unit=Unit("per 100 pupils", "per 100 pupils", 2))


def own(values, of=None, children=100_000):
    """Return area A's comparison of 2024, its values being of the years up to then."""
    held = {str(2025 - len(values) + n): value for n, value in enumerate(values)}
    among = GroupFigures(
        figures({OWN: held}, of), group(()), {OWN: area()}, populations={OWN: {2024: children}}
    )
    return compare(among, service(), area(), year(2024))


def told(values, of=None):
    return past_sentence(own(values, of).past.change).text


def short(values, of=None):
    return past_in_short(own(values, of).past.change).text


def recent(values, of=None, children=100_000):
    return recent_sentence(own(values, of, children).past).text


@pytest.mark.parametrize(
    ("values", "of", "sentence", "in_short"),
    [
        (
            [313, 300, 290, 280, 200, 152, 140, 130, 120, 111],
            None,
            "Down 65% since 2015: 313 then, 152 in 2020, 111 in 2024.",
            "Down 65% since 2015",
        ),
        (
            [20.8, 19.0, 18.2, 16.7],
            percentage(),
            "Down 4.1 percentage points since 2021: 20.8% then, 18.2% in 2023, 16.7% in 2024.",
            "Down 4.1 percentage points since 2021",
        ),
        ([40, 50], None, "Up 25% since 2023: 40 then, 50 in 2024.", "Up 25% since 2023"),
        (
            [50, 90, 50],
            None,
            "The same as in 2022: 50 then, 90 in 2023, 50 in 2024.",
            "The same as in 2022",
        ),
        (
            [1000, 1004],
            None,
            "Up less than 1% since 2023: 1,000 then, 1,004 in 2024.",
            "Up less than 1% since 2023",
        ),
    ],
)
def test_what_happened_is_said_in_years_figures_and_one_change(values, of, sentence, in_short):
    assert told(values, of) == sentence
    assert short(values, of) == in_short


@pytest.mark.parametrize(
    ("values", "change"),
    [
        ([0, 0.04], "Up 0.04 per 100 pupils since 2023:"),
        ([0.04, 0.09], "Up 0.05 per 100 pupils since 2023:"),
        ([0.4, 0], "Down 0.40 per 100 pupils since 2023:"),
        ([0, 0], "The same as in 2023:"),
    ],
)
def test_of_nought_and_of_hardly_more_no_percentage_is_said(values, change):
    assert told(values, EXCLUSIONS).startswith(change)


def test_the_long_change_leads_and_the_first_year_middle_and_newest_follow():
    assert told([200, *[150] * 11, 100]) == (
        "Down 50% since 2012: 200 then, 150 in 2018, 100 in 2024."
    )


@pytest.mark.parametrize("values", [[100], [300, State.SUPPRESSED, 100]])
def test_without_an_earlier_year_nothing_more_is_said(values):
    assert told(values) == NO_EARLIER
    assert short(values) == ""


def test_without_a_figure_of_the_period_the_past_says_so():
    lens = three_lenses(own([300, State.NOT_PUBLISHED]))[1]

    assert lens.words.text == "No figure for the year ending December 2024."


@pytest.mark.parametrize("polarity", Polarity)
def test_the_words_say_what_happened_and_not_whether_it_is_good(polarity):
    falling = [500, 440, 380, 320, 260]

    assert told(falling, indicator(polarity=polarity)).startswith("Down 48% since 2020: ")
    assert recent(falling, indicator(polarity=polarity)) == (
        "A steady fall since 2020, more than chance."
    )


@pytest.mark.parametrize(
    ("values", "children", "sentence"),
    [
        (
            [260, 320, 380, 440, 500],
            100_000,
            "A steady rise since 2020, more than chance.",
        ),
        (
            [161, 94, 254, 319, 308],
            100_000,
            "A rise since 2020, though not in every year, more than chance.",
        ),
        ([300] * 5, 100_000, "No steady change since 2020."),
        ([300, 340, 300, 340, 260], 10_000, "Lower than in 2020, but no steady five-year trend."),
        (
            [500, 250, 255, 250, 260],
            100_000,
            "Lower than in 2020, but one year decides it.",
        ),
        (
            [500, 440, 380, 320, 260],
            1_000,
            "Lower than in 2020, but too few children to rule out chance.",
        ),
        (
            [300, 500, 400, 250, 300],
            100_000,
            "A fall overall since 2020, more than chance, though 2024 is not below 2020.",
        ),
    ],
)
def test_the_test_over_five_years_says_since_when_and_why_a_change_is_not_confirmed(
    values, children, sentence
):
    assert recent([900, *values], None, children) == sentence


@pytest.mark.parametrize(
    ("values", "children", "sentence"),
    [
        (
            [300, 340, 300, 340, 260],
            10_000,
            "No steady five-year trend.",
        ),
        (
            [500, 440, 380, 320, 260],
            1_000,
            "Too few children to rule out chance.",
        ),
        ([260, 320, 380, 440, 500], 100_000, "A steady rise since 2020, more than chance."),
        ([300] * 5, 100_000, "No steady change since 2020."),
    ],
)
def test_where_five_years_are_all_there_are_the_change_is_not_said_again(
    values, children, sentence
):
    assert recent(values, None, children) == sentence


def test_not_clear_over_five_years_stands_behind_the_long_change():
    lens = three_lenses(own([313, 300, 290, 280, 200, 152, 140, 150, 120, 131], None, 10_000))[1]

    assert lens.verdict is Verdict.UNCLEAR
    assert lens.short.text == "Down 58% since 2015."
    assert lens.basis.text == "Lower than in 2020, but no steady five-year trend."


def test_years_that_cannot_be_tested_say_why():
    assert recent([300, 200]) == "Too few years to judge."
    assert recent([50.0] * 5, percentage()).startswith("No verdict: the number of children")


cells = st.one_of(st.integers(0, 900), st.sampled_from([s for s in State if not s.usable]))
series = st.lists(cells, min_size=1, max_size=12)
children = st.sampled_from([500, 10_000, 200_000])


@given(series, children)
def test_no_sentence_has_more_than_25_words_and_every_numeral_is_a_fact(values, children):
    lens = three_lenses(own(values, None, children))[1]

    for clause in (lens.words, lens.basis, lens.short):
        assert max(map(len, map(str.split, clause.text.split(". ")))) <= 25
        assert _numerals(clause.text) <= _numerals(" ".join(clause.facts))


@given(series, children)
def test_only_years_and_figures_that_exist_are_named(values, children):
    exist = {str(2025 - len(values) + n): v for n, v in enumerate(values)}
    words = three_lenses(own(values, None, children))[1].words.text

    for figure, period in re.findall(r"(\d[\d,]*) in (\d{4})", words):
        assert exist[period] == int(figure.replace(",", ""))


@given(st.lists(st.integers(100, 900), min_size=5, max_size=5), children)
def test_only_what_went_the_same_way_every_year_is_called_steady(values, children):
    steps = [later - earlier for earlier, later in itertools.pairwise(values)]
    one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)

    said = recent(values, None, children)
    assert one_way or not said.startswith("A steady")
    assert not (one_way and "not in every year" in said)


@given(st.lists(st.integers(100, 200), min_size=5, max_size=7), st.just(1_000))
def test_no_change_is_never_said_where_a_change_is_seen(values, children):
    past = own(values, None, children).past
    assume(past.verdict is Verdict.UNCLEAR)

    is_seen = past.recent_change.is_material(10)
    assert (recent_sentence(past).text == "No steady change since 2020.") is not is_seen


def _numerals(text):
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


@pytest.mark.parametrize("service_id", ["hertfordshire", "essex", "cardiff", "west-mercia"])
def test_no_sentence_on_the_past_of_any_shipped_figure_has_more_than_25_words(
    shipped_holdings, service_id
):
    held = shipped_holdings.catalogue.service(service_id)
    lenses = [
        _own_past(shipped_holdings, service_id, i)
        for i in comparable_indicators(shipped_holdings, held)
    ]

    said = [clause.text for lens in lenses if lens for clause in (lens.words, lens.basis)]
    assert len(said) > 4
    assert max(len(part.split()) for text in said for part in text.split(". ")) <= 25


def _own_past(holdings, service_id, indicator_id):
    try:
        reading = compare_service(holdings, ComparisonChoice(service_id, indicator_id))
    except ComparisonError:
        return None
    return next(x for x in three_lenses(reading.comparison) if x.lens is Lens.OWN_PAST)


def test_a_first_year_of_a_new_definition_has_no_past(shipped_holdings):
    lens = _own_past(shipped_holdings, "hertfordshire", "children-cautioned-or-sentenced")

    assert lens.words.text == NO_EARLIER
    assert lens.verdict is Verdict.NONE


def shares(values, counts=None, cohorts=None):
    """Return area A's comparison of 2024 in per cent of children, with what is known of them."""
    held = {str(2025 - len(values) + n): value for n, value in enumerate(values)}
    table = figures({OWN: held}, percentage()).table
    shown = (
        Figures(percentage(), table.assign(count=counts))
        if counts
        else figures({OWN: held}, percentage())
    )
    among = GroupFigures(shown, group(()), {OWN: area()}, cohorts=Cohorts(cohorts or {}))
    return compare(among, service(), area(), year(2024))


def test_points_of_a_percentage_come_with_the_published_children_of_both_years():
    lens = three_lenses(shares([20.0, 15.0], counts=[14, 10]))[1]

    assert lens.short.text == "Down 5.0 percentage points since 2023, from 14 children to 10."
    assert lens.words.text.endswith(" That is from 14 children to 10.")


def test_points_of_a_percentage_come_with_our_estimate_where_no_number_is_published():
    c = shares([20.0, 15.0], cohorts={OWN: 25})
    lens = three_lenses(c)[1]

    assert lens.short.text == "Down 5.0 percentage points since 2023, among about 25 children."
    assert lens.words.text.endswith(" That is among about 25 children, by our estimate.")
    drawn = trend(c.among, area(), (year(2023), year(2024)))
    assert trend_message(drawn).text.startswith(
        "Down 5.0 percentage points since 2023, among about"
    )


def test_a_rate_needs_no_children_beside_its_change():
    lens = three_lenses(own([300, 200]))[1]

    assert "children" not in lens.short.text + lens.words.text


def test_a_fall_since_long_ago_never_hides_a_rise_that_five_years_confirm():
    past = own([700, 650, 600, 550, 100, 200, 300, 400, 500]).past

    assert past_story(past).text.startswith("Down 29% since 2016: ")
    assert past_story(past).text.endswith(" But a rise since 2020.")
    assert recent_sentence(past).text == "A steady rise since 2020, more than chance."


def test_where_both_go_the_same_way_or_nothing_is_confirmed_the_story_is_the_sentence():
    for values in ([500, 400, 300, 200, 100], [700, 100, 120, 110, 115, 112], [300]):
        past = own(values).past

        assert past_story(past) == past_sentence(past.change)
