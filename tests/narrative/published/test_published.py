"""Sentences say what the facts say, and no number besides."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.core.areas import ENGLAND
from dashboard.core.published.chance import ByChance
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.indicators import State
from dashboard.core.published.warnings import early_warnings
from dashboard.core.sentences import Clause, Sentence, Tone, about, fill
from dashboard.narrative.published.comparison import (
    comparison_answer,
    comparison_verdict,
)
from dashboard.narrative.published.lenses import three_lenses
from dashboard.narrative.published.warnings import (
    Scanned,
    scan_sentence,
    scan_words,
    warning_sentence,
)
from tests.factories import OWN, compared, indicator, percentage, region
from tests.lists_factories import target

TARGET = target(service="placeshire", area_code=OWN, value=250, set_on=dt.date(2017, 5, 3))
TODAY = dt.date(2018, 12, 31)
TEN = dict(zip("BCDEFGHIJK", (236, 240, 231, 145, 212, 262, 305, 177, 327, 197), strict=True))


def test_the_verdict_gives_count_size_rank_and_england():
    text = comparison_verdict(compared({OWN: 287, **TEN, ENGLAND: 299})).text

    assert text == (
        "287 per 100,000 (about 290 children). That is 23% above the average of 10 similar areas "
        "(233). Eight of ten are lower. It is 4% below England (299)."
    )


def test_a_missing_figure_is_said_to_be_missing_and_not_zero():
    sentence = comparison_verdict(compared({OWN: State.NOT_PUBLISHED, **TEN}))

    assert sentence.tone is Tone.MISSING
    assert "no figure for Area A in the year ending December 2017." in sentence.text
    assert "it is not zero" in sentence.text


def test_a_partly_published_group_says_how_many_published():
    absent: dict[str, float | State] = {**TEN, "B": State.NOT_PUBLISHED}

    assert (
        "the 9 of 10 similar areas with a figure"
        in comparison_verdict(compared({OWN: 287, **absent})).text
    )


def test_a_mean_of_nought_carries_no_verdict_and_is_not_called_too_few():
    text = comparison_verdict(compared({OWN: 3, **dict.fromkeys("BCDEF", 0)})).text

    assert "No verdict: the average of 5 similar areas is nought." in text


def test_percentages_differ_in_points_and_not_in_per_cent():
    group = dict.fromkeys("BCDEF", 30)

    text = comparison_verdict(compared({OWN: 33, **group, ENGLAND: 35}, percentage())).text

    assert "3.0 percentage points above the average" in text
    assert "2.0 percentage points below England" in text


def test_too_few_areas_give_no_verdict_in_words():
    few: dict[str, float | State] = {
        "B": 100,
        "C": 100,
        **dict.fromkeys("DEF", State.NOT_PUBLISHED),
    }

    text = comparison_verdict(compared({OWN: 287, **few})).text

    assert "No verdict: only 2 of 5 similar areas have a published figure." in text


def test_the_scan_says_how_many_main_measures_are_worse_and_what_the_others_are():
    worse = compared({OWN: 287, **TEN})
    better = compared({OWN: 100, **TEN})

    assert scan_sentence(Scanned([worse, better], 0, 0, ByChance(2, 0), TODAY)).text == (
        "One of two figures (one main measure) is worse than in similar areas. "
        "The others: one better. No early warnings."
    )
    assert scan_sentence(Scanned([better], 0, 0, ByChance(1, 0), TODAY)).text == (
        "The one main measure is not worse than in similar areas. It is better. No early warnings."
    )


def test_a_scan_counts_what_is_to_watch_so_that_no_warning_is_no_all_clear():
    better = compared({OWN: 100, **TEN})

    text = scan_sentence(Scanned([better], 0, 2, ByChance(1, 0.1), TODAY)).text

    assert text.endswith(" No early warnings; two to watch.")


def test_a_scan_of_old_figures_beside_a_region_says_both():
    old = replace(compared({OWN: 100, **TEN}), among=among_region())

    text = scan_sentence(Scanned([old], 0, 0, ByChance(0, 0), dt.date(2022, 1, 1))).text

    assert "not worse than others in the South East." in text
    assert text.endswith("The newest figure is 4 years old (year ending December 2017).")


def among_region():
    return replace(compared({OWN: 100, **TEN}).among, group=region(tuple(TEN)))


def test_the_scan_of_one_service_says_how_many_boards_chance_alone_would_warn():
    worse = compared({OWN: 287, **TEN})
    ending = "If all areas were alike, about 1 in 20 boards would still see a warning by chance."

    assert scan_sentence(Scanned([worse], 1, 0, ByChance(1, 0.051), TODAY)).text.endswith(ending)
    assert scan_words(1, 1, 0, ByChance(1, 0.051)).text.endswith(ending)
    # Without a warning it would say nothing.
    assert "boards" not in scan_sentence(Scanned([worse], 0, 0, ByChance(1, 0.051), TODAY)).text


def test_the_scan_of_all_says_of_how_many_that_can_raise_one_chance_alone_would():
    text = scan_words(631, 50, 174, ByChance(278, 7.9)).text

    assert text == (
        "631 figures of main measures checked: 50 early warnings, 174 to watch. "
        "Of the 278 that can raise one, chance alone would raise about 8."
    )


def test_a_group_that_is_too_small_is_called_so_and_not_unpublished():
    text = comparison_verdict(compared({OWN: 287, "B": 100, "C": 120})).text

    assert "No verdict: 2 similar areas are too few: it takes 5." in text


def test_nothing_published_is_said_and_not_counted():
    assert (
        "None of the main measures had been published"
        in scan_sentence(Scanned([], 0, 0, ByChance(0, 0), TODAY)).text
    )


def test_mean_and_rank_that_disagree_are_mixed_in_words():
    skewed = {"B": 90, "C": 95, "D": 96, "E": 97, "F": 300}

    sentence = comparison_verdict(compared({OWN: 98, **skewed, "G": 93}))

    assert sentence.tone is Tone.MIXED
    assert sentence.text.endswith("but above by the median or with one area left out.")


def test_an_area_of_a_larger_service_is_named():
    sentence = comparison_answer(compared({OWN: 287, **TEN}, area_codes=(OWN, "Z")))

    assert sentence.lead == "First-time entrants in Area A, year ending December 2017:"


def test_offences_are_not_called_children():
    counted = indicator(counted="offences", counted_one="offence")

    assert "offences)" in comparison_verdict(compared({OWN: 287, **TEN}, counted)).text


def test_points_are_those_of_the_printed_figures():
    group = dict.fromkeys("BCDEF", 31.24)

    text = comparison_verdict(compared({OWN: 29.87, **group}, percentage())).text

    assert text.startswith(
        "29.9%. That is 1.3 percentage points below the average of 5 similar areas (31.2%)."
    )


def test_a_template_with_a_numeral_of_its_own_is_refused():
    with pytest.raises(ValueError, match="a numeral stands in the template"):
        fill("All 3 are {word}.", word="late")


values = st.one_of(st.integers(20, 900), st.just(State.NOT_PUBLISHED))
groups = st.lists(values, min_size=5, max_size=10)


def _spoken(c: Comparison) -> list[Sentence]:
    warned = [warning_sentence(warning) for warning in early_warnings([c])]
    return [comparison_verdict(c), comparison_answer(c), *warned]


def _clauses(c: Comparison) -> list[Clause]:
    lenses = [clause for lens in three_lenses(c) for clause in (lens.words, lens.basis)]
    return [sentence.words for sentence in _spoken(c)] + lenses


def _beside(own, peers, national, of=None, children=100_000) -> Comparison:
    held = {OWN: own, **dict(zip("BCDEFGHIJK", peers, strict=False)), ENGLAND: national}
    lists = [[code for code in held if code not in (OWN, ENGLAND)][:count] for count in (5, 6)]
    return compared(held, of, target=TARGET, populations_10_17={2018: children}, lists=lists)


@given(values, groups, st.integers(20, 900))
def test_every_numeral_in_a_sentence_is_found_among_the_facts(own, peers, national):
    result = _beside(own, peers, national)

    for clause in _clauses(result):
        assert _numerals(clause.text) <= _numerals(" ".join(clause.facts))
        assert _numerals(clause.text) <= _facts(result)


@given(st.integers(20, 90), groups, st.integers(20, 90))
def test_percentages_say_no_numeral_that_is_not_a_fact_either(own, peers, national):
    shares = [peer if isinstance(peer, State) else peer / 10 for peer in peers]

    result = _beside(own, shares, national, percentage())

    for clause in _clauses(result):
        assert _numerals(clause.text) <= _numerals(" ".join(clause.facts))


@given(st.integers(20, 900), st.integers(20, 900), groups, st.integers(20, 900))
def test_another_figure_changes_every_sentence_about_it_or_removes_it(own, other, peers, national):
    assume(own != other)
    before, after = _beside(own, peers, national), _beside(other, peers, national)

    assert not {s.text for s in _spoken(before)} & {s.text for s in _spoken(after)}


@given(st.integers(100, 900), groups, st.integers(20, 900), st.integers(20, 900))
def test_another_national_average_changes_what_is_said_of_it(own, peers, national, other):
    assume(national != other)
    before, after = _beside(own, peers, national), _beside(own, peers, other)

    assert comparison_verdict(before).text != comparison_verdict(after).text


@given(st.integers(100, 900), st.integers(1, 9))
def test_another_number_of_children_changes_what_is_said_of_it(own, times):
    peers = [20, 30, 40, 50, 60]
    before, after = _beside(own, peers, 30), _beside(own, peers, 30, children=100_000 * (times + 1))

    for one, another in zip(_spoken(before), _spoken(after), strict=True):
        assert one.text != another.text


def _numerals(text: str) -> set[str]:
    return {n.replace(",", "").rstrip(".") for n in re.findall(r"\d[\d,.]*", text)}


def _facts(c: Comparison) -> set[str]:
    """Return every number that may be said of a comparison, computed apart from the sentences."""
    national = c.national.value if c.national else None
    numbers = [c.value, c.benchmark.value, national, c.target.value if c.target else None]
    numbers += [c.benchmark.areas_with_data, c.benchmark.areas_in_group, c.higher_than]
    numbers += [c.gap_percent, c.national_gap_percent, 2]
    numbers += [answer.gap_percent for answer in c.lists.answers]
    numbers += [len(c.lists.answers), len(c.lists.agreeing)]
    numbers += [c.interval.lower, c.interval.upper] if c.interval else []
    numbers += [c.spread.lower, c.spread.upper] if c.spread else []
    rounded = {f"{abs(n):.0f}" for n in numbers if n is not None}
    children = [about(n) for n in (c.children, c.gap_children) if n is not None]
    words = [c.indicator.unit.long, c.period.label, "3 May 2017", "5", "95", *children]
    return rounded | _numerals(" ".join(words))
