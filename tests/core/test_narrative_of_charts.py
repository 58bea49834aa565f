"""What the newer charts and the page of all indicators say, in words made of facts."""

from dataclasses import replace

import pytest

from dashboard.core.areas import AreaType
from dashboard.core.comparison import compare
from dashboard.core.funnel import funnel
from dashboard.core.indicators import Polarity, State
from dashboard.core.narrative.funnel import funnel_message, spread_words
from dashboard.core.narrative.glance import glance_sentence
from dashboard.core.narrative.sentences import Tone
from dashboard.core.narrative.standing import fifth_words, standing_sentence
from tests.factories import OWN, area, compared, indicator, many_areas, region, service, year

FIVE = {"B": 100, "C": 100, "D": 100, "E": 100, "F": 100}
ALIKE = [(40, 20_000)] * 39


def funnel_of(own, others=ALIKE):
    found = funnel(many_areas(own, others))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "fifth"),
    [(90, "highest"), (70, "second-highest"), (50, "middle"), (30, "second-lowest"), (5, "lowest")],
)
def test_the_fifth_is_named_from_the_highest(value, fifth):
    held = {f"P{n}": n for n in range(10, 100, 10) if n != value}

    words = fifth_words(compared({OWN: value, **held}))

    assert words.text == f"in the {fifth} fifth of {len(held) + 1} areas in England"
    assert words.facts == (str(len(held) + 1),)


def test_the_standing_is_a_sentence_with_the_better_side():
    text = standing_sentence(compared({OWN: 287, **FIVE})).text

    assert text == (
        "Among all, Area A is in the highest fifth of 6 areas in England; lower is better."
    )


def test_services_are_called_services():
    of = indicator(published_for=AreaType.SERVICE)
    held = {code: area(code, area_type=AreaType.SERVICE) for code in "ABCDEF"}

    assert "6 services in England" in fifth_words(compared({OWN: 287, **FIVE}, of, areas=held)).text


def test_nothing_is_said_of_a_standing_that_nobody_knows():
    assert not fifth_words(compared({OWN: State.NOT_PUBLISHED, **FIVE}))
    assert not standing_sentence(compared({OWN: 287, "B": 1}))


@pytest.mark.parametrize(
    ("events", "message"),
    [
        (40, "Area A lies within what chance explains around England's average"),
        (56, "Area A lies above England's average, and chance may explain it"),
        (66, "Area A lies above what chance explains around England's average"),
        (15, "Area A lies below what chance explains around England's average"),
    ],
)
def test_a_funnel_says_what_chance_explains(events, message):
    assert funnel_message(funnel_of((events, 20_000))).text == message


def test_where_many_lie_outside_it_is_said_that_this_is_not_unusual():
    spread = [(10, 20_000)] * 15 + [(70, 20_000)] * 15 + ALIKE[:9]

    words = spread_words(funnel_of((40, 20_000), spread)).text

    assert words == (
        "30 of 40 areas lie outside the outer limits: areas differ by more than chance, so lying "
        "outside is not unusual here."
    )


def test_where_hardly_any_lie_outside_nothing_is_made_of_it():
    words = spread_words(funnel_of((66, 20_000))).text

    assert words == "1 of 40 areas lie outside the outer limits."
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
        "5 figures of 2 indicators scanned, against similar areas: 1 worse, 1 better, 1 level, "
        "1 without a better side and 1 without a verdict."
    )
    assert sentence.lead == "5 figures of 2 indicators scanned"


def test_none_worse_is_said_and_not_passed_over():
    text = glance_sentence([compared({OWN: 50, **FIVE})]).text

    assert text == "1 indicator scanned, against similar areas: none worse and 1 better."


def test_nothing_published_is_said():
    assert glance_sentence([]).tone is Tone.MISSING


def test_where_englands_average_hides_a_gap_the_message_says_so_and_does_not_reassure():
    found = replace(funnel_of((40, 20_000)), hides_the_gap=True)

    assert funnel_message(found).text == (
        "Beside England Area A looks usual; its average hides a gap with similar areas"
    )


def test_beside_a_region_all_indicators_are_not_said_to_be_held_against_similar_areas():
    of_region = replace(compared({OWN: 50, **FIVE}).among, group=region("BCDEF"))
    alone = compare(of_region, service(), area(), year(2017))

    assert "against others in the region" in glance_sentence([alone]).text
    mixed = glance_sentence([alone, compared({OWN: 50, **FIVE})]).text
    assert "each against similar areas, or its region where no list covers it" in mixed
