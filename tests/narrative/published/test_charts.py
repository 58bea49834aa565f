"""What the newer charts and the page of all indicators say, in words made of facts."""

from dataclasses import replace

import pytest

from dashboard.core.areas import ENGLAND, AreaType
from dashboard.core.published.comparison import compare
from dashboard.core.published.funnel import funnel
from dashboard.core.published.indicators import (
    State,
)
from dashboard.core.sentences import Tone
from dashboard.core.verdicts import Polarity
from dashboard.narrative.published.funnel import beyond_drawn, funnel_message, spread_words
from dashboard.narrative.published.glance import glance_sentence
from dashboard.narrative.published.place_in_england import place_in_england_sentence
from tests.factories import OWN, area, compared, indicator, many_areas, region, service, year

FIVE = {"B": 100, "C": 100, "D": 100, "E": 100, "F": 100}
ALIKE = [(40, 20_000)] * 39


def funnel_of(own, others=ALIKE):
    found = funnel(many_areas(own, others))
    assert found is not None
    return found


FIFTY = {f"P{number}": 10 * number for number in range(1, 50)}


@pytest.mark.parametrize(
    ("value", "fifth"),
    [
        (495, "highest"),
        (395, "second-highest"),
        (255, "middle"),
        (105, "second-lowest"),
        (5, "lowest"),
    ],
)
def test_the_standing_names_the_fifth_from_the_highest_and_the_better_side(value, fifth):
    words = place_in_england_sentence(compared({OWN: value, **FIFTY}))

    assert words.text == (
        f"Of 50 areas in England, Area A is in the {fifth} fifth: lower is better."
    )
    assert words.facts == ("50",)


def test_without_a_polarity_the_standing_says_that_neither_side_is_better():
    of = indicator(polarity=Polarity.NONE)

    text = place_in_england_sentence(compared({OWN: 5, **FIFTY}, of)).text

    assert text.endswith("the lowest fifth: neither higher nor lower is better.")


def test_services_are_called_services():
    of = indicator(published_for=AreaType.SERVICE)
    held = {code: area(code, area_type=AreaType.SERVICE) for code in (OWN, *FIFTY)}

    words = place_in_england_sentence(compared({OWN: 287, **FIFTY}, of, areas=held))

    assert words.text.startswith("Of 50 services in England")


def test_nothing_is_said_of_a_standing_that_nobody_knows_or_among_fewer_than_fifty():
    assert not place_in_england_sentence(compared({OWN: State.NOT_PUBLISHED, **FIFTY}))
    fewer = dict(list(FIFTY.items())[1:])
    assert not place_in_england_sentence(compared({OWN: 287, **fewer}))


@pytest.mark.parametrize(
    ("events", "message"),
    [
        (40, "Area A is within what chance explains around the average of the 40 areas drawn"),
        (56, "Area A is above the average of the 40 areas drawn; chance alone seldom does this"),
        (26, "Area A is below the average of the 40 areas drawn; chance alone seldom does this"),
        (66, "Area A is above the average of the 40 areas drawn, beyond what chance explains"),
        (15, "Area A is below the average of the 40 areas drawn, beyond what chance explains"),
    ],
)
def test_a_funnel_says_which_limits_an_area_lies_beyond_and_of_whose_average(events, message):
    found = replace(funnel_of((events, 20_000)), worse_than_group=False)

    assert funnel_message(found).text == message


@pytest.mark.parametrize(
    ("events", "message"),
    [
        (40, "Area A is within the usual range of the 40 areas drawn"),
        (80, "Area A is above the average of the 40 areas drawn; few areas are"),
        (150, "Area A is above the usual range of the 40 areas drawn"),
    ],
)
def test_a_funnel_widened_by_how_areas_differ_speaks_of_their_usual_range(events, message):
    apart = [(20, 20_000)] * 10 + [(60, 20_000)] * 10 + ALIKE[:19]
    found = replace(funnel_of((events, 20_000), apart), worse_than_group=False)

    assert found.is_widened
    assert funnel_message(found).text == message


@pytest.mark.parametrize(
    ("events", "polarity", "ending"),
    [
        (40, Polarity.LOWER, ", but most of its similar areas are lower"),
        (26, Polarity.LOWER, "seldom does this, but most of its similar areas are lower"),
        (15, Polarity.LOWER, "what chance explains, but most of its similar areas are lower"),
        (56, Polarity.LOWER, "; chance alone seldom does this"),
        (40, Polarity.HIGHER, ", but most of its similar areas are higher"),
        (66, Polarity.HIGHER, "what chance explains, but most of its similar areas are higher"),
        (26, Polarity.HIGHER, "; chance alone seldom does this"),
    ],
)
def test_a_funnel_never_reassures_where_similar_areas_are_better(events, polarity, ending):
    found = funnel_of((events, 20_000))
    worse = replace(
        found, indicator=replace(found.indicator, polarity=polarity), worse_than_group=True
    )

    assert funnel_message(worse).text.endswith(ending)


def test_the_verdict_against_similar_areas_reaches_the_funnel():
    # The group's areas have a quarter of the others' events.
    worse = funnel_of((40, 20_000), [(10, 20_000)] * 5 + [(40, 20_000)] * 34)

    assert worse.worse_than_group
    assert not funnel_of((40, 20_000)).worse_than_group


def test_beside_a_funnel_stand_the_published_figure_and_the_areas_that_are_not_drawn():
    found = funnel_of((40, 20_000))
    england = compared({OWN: 1, ENGLAND: 142}).national

    assert not beyond_drawn(found)
    assert beyond_drawn(replace(found, national=england, left_out=24)).text == (
        "The published figure for England is 142. "
        "24 areas are left out: their population is not known here."
    )
    assert beyond_drawn(replace(found, left_out=1)).text.startswith("1 area is left out")


def test_where_many_lie_outside_chance_it_is_said_that_areas_differ():
    spread = [(10, 20_000)] * 15 + [(70, 20_000)] * 15 + ALIKE[:9]

    words = spread_words(funnel_of((40, 20_000), spread)).text

    assert words == (
        "None of 40 areas are outside the outer limits. Outside what chance alone explains: 30. "
        "Areas differ for reasons of their own."
    )


def test_where_hardly_any_lie_outside_nothing_is_made_of_it():
    words = spread_words(funnel_of((66, 20_000))).text

    assert words == "1 of 40 areas are outside the outer limits."
    assert spread_words(funnel_of((40, 20_000))).text.startswith("None of 40 areas")


def test_all_indicators_are_counted_by_how_they_stand():
    of = indicator(id="other", polarity=Polarity.NONE)
    comparisons = [
        compared({OWN: 287, **FIVE}),
        compared({OWN: 50, **FIVE}),
        compared({OWN: 101, **FIVE}),
        compared({OWN: 287, **FIVE}, of),
        compared({OWN: 287, "B": 100}),
    ]

    sentence = glance_sentence(comparisons)

    assert sentence.text == (
        "One of five figures (two measures) is worse than in similar areas. The others: one "
        "better, one level, one neither good nor bad and one without a verdict."
    )
    assert sentence.lead == "One of five figures (two measures) is worse than in similar areas."


def test_none_worse_is_said_and_not_passed_over():
    alone = glance_sentence([compared({OWN: 50, **FIVE})]).text
    of = indicator(id="other")
    two = glance_sentence([compared({OWN: 50, **FIVE}), compared({OWN: 50, **FIVE}, of)]).text

    assert alone == "The one measure is not worse than in similar areas. It is better."
    assert two == "None of two measures is worse than in similar areas. Two better."


def test_nothing_published_is_said():
    assert glance_sentence([]).tone is Tone.MISSING


def test_beside_a_region_all_indicators_are_not_said_to_be_held_against_similar_areas():
    of_region = replace(compared({OWN: 50, **FIVE}).among, group=region("BCDEF"))
    alone = compare(of_region, service(), area(), year(2017))

    assert "worse than others in the South East." in glance_sentence([alone]).text
    mixed = glance_sentence([alone, compared({OWN: 50, **FIVE})]).text
    assert "worse than in similar areas, or the region where no list covers it." in mixed
