"""What is only to be watched: each material gap that raises no warning, and why it raises none."""

from dataclasses import replace

import pytest

from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.cohorts import Cohorts
from dashboard.core.published.comparison import compare
from dashboard.core.published.to_watch import Doubt, to_watch
from dashboard.core.published.warnings import raises_warning
from dashboard.narrative.published.to_watch import watch_sentence, watch_sentences
from tests.factories import (
    OWN,
    area,
    compared,
    figures,
    group,
    percentage,
    region,
    service,
    year,
)

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}


def labelled(before, cohorts=None, of=None):
    """A percentage of which no number of children is published, in two labelled years."""
    years = {"2017": 60} if before is None else {"2016": before, "2017": 60}
    peers = {code: {"2016": 30, "2017": 30} for code in "BCDEF"}
    held = figures({OWN: years, **peers}, of or percentage())
    areas = {code: area(code) for code in "ABCDEF"}
    among = GroupFigures(held, group(), areas, cohorts=Cohorts(cohorts or {}))
    return compare(among, service(), area(), year(2017))


@pytest.mark.parametrize(
    ("before", "doubt"),
    [(60, Doubt.TWO_YEARS), (30, Doubt.ONE_YEAR), (None, Doubt.ONE_YEAR)],
)
def test_without_an_interval_a_gap_is_only_to_watch_however_many_years_show_it(before, doubt):
    comparison = labelled(before)

    assert not raises_warning(comparison)
    assert [each.doubt for each in to_watch([comparison])] == [doubt]


@pytest.mark.parametrize(("cohort", "raised"), [(400, True), (8, False)])
def test_where_a_cohort_size_is_loaded_the_interval_decides(cohort, raised):
    values = {
        code: {"2017": value} for code, value in {OWN: 60, **dict.fromkeys("BCDEF", 30)}.items()
    }
    held = figures(values, percentage(), populations={OWN: cohort})
    among = GroupFigures(held, group(), {code: area(code) for code in "ABCDEF"})
    comparison = compare(among, service(), area(), year(2017))

    assert comparison.interval is not None
    assert raises_warning(comparison) is raised
    assert [each.doubt for each in to_watch([comparison])] == ([] if raised else [Doubt.TOO_FEW])


def test_a_material_gap_that_is_no_warning_is_to_watch_with_its_reason():
    few = compared({OWN: 160, **FIVE}, populations_10_17={2018: 3_000})
    small = compared({OWN: 125, **FIVE})
    better = compared({OWN: 60, **FIVE})

    watched = to_watch([few, labelled(None), small, better])

    assert [each.doubt for each in watched] == [Doubt.ONE_YEAR, Doubt.TOO_FEW]
    told = [watch_sentence(each).text for each in watched]
    assert "Only one year shows it. How far chance could move the figure is not known." in told[0]
    assert "Too few children to tell in one year" in told[1]
    short = [sentence.text for sentence in watch_sentences(watched, 2)]
    assert short[0].endswith(" Only one year shows it, and chance is not ruled out.")
    assert short[1].endswith(" One year has too few children to tell, so it is no warning.")


def test_a_gap_on_which_the_lists_disagree_is_never_left_out():
    others = {"G": 200, "H": 210, "I": 220, "J": 230, "K": 240}
    disputed = compared({OWN: 160, **FIVE, **others}, lists=["BCDEF"])
    by_own_list = compare(
        replace(disputed.among, group=group("BCDEF")),
        disputed.service,
        disputed.area,
        disputed.period,
        [replace(disputed.among, group=group("GHIJK"))],
    )

    assert [each.doubt for each in to_watch([by_own_list])] == [Doubt.MIXED]


def test_beside_a_region_a_gap_is_to_watch():
    peers = region("BCDEF")
    held = figures({code: {"2017": value} for code, value in {OWN: 300, **FIVE}.items()})
    areas = {code: area(code) for code in "ABCDEF"}
    among = GroupFigures(held, peers, areas, populations={OWN: {2017: 100_000}})

    watched = to_watch([compare(among, service(), area(), year(2017))])

    assert [each.doubt for each in watched] == [Doubt.NOT_SIMILAR]


def test_what_three_years_confirm_comes_before_a_wider_gap_of_one_year():
    of_three = small_service({"2015": 150, "2016": 150, "2017": 150})
    wider = labelled(None)

    watched = to_watch([wider, of_three])

    assert [each.comparison for each in watched] == [of_three, wider]
    assert watched[0].confirmed_by_three_years


def small_service(own):
    """A service of 40,000 children, in which one year has too few to tell."""
    values = {OWN: own} | {code: dict.fromkeys(own, value) for code, value in FIVE.items()}
    areas = {code: area(code) for code in "ABCDEF"}
    populations = {code: {2016: 40_000} for code in areas}
    among = GroupFigures(figures(values), group(), areas, populations=populations)
    return compare(among, service(), area(), year(2017))


def test_nothing_to_watch_is_nothing_said():
    assert watch_sentences(to_watch([compared({OWN: 120, **FIVE})]), 3) == ()


def test_what_there_is_no_room_for_is_named_in_the_last_sentence_with_its_reason():
    watched = to_watch([labelled(60, dict.fromkeys("ABCDEF", 20)) for _ in range(5)])

    *whole, rest = watch_sentences(watched, 3)

    assert len(whole) == 2
    assert rest.text.startswith("Also to watch: first-time entrants (")
    assert rest.text.count("two years show it; chance alone makes gaps as wide in") == 3


def test_gaps_without_an_interval_say_how_often_chance_puts_them_here_and_as_wide():
    (watched,) = to_watch([labelled(60, dict.fromkeys("ABCDEF", 20))])

    assert watched.by_chance is not None
    assert watched.as_wide_by_chance is not None
    assert watched.as_wide_by_chance < watched.by_chance
    sentence = watch_sentence(watched)
    assert "60.0% (of about 20 children, our estimate) against 30.0%" in sentence.text
    assert "By chance alone, about 1 in" in sentence.text


def test_a_gap_that_chance_alone_seldom_shows_stands_before_a_wider_one_that_it_often_does():
    often = labelled(None, dict.fromkeys("ABCDEF", 5))
    seldom = labelled(50, dict.fromkeys("ABCDEF", 300))

    watched = to_watch([often, seldom])

    assert [each.comparison for each in watched] == [seldom, often]
    assert [each.is_strong for each in watched] == [True, False]


def test_a_figure_older_than_the_newest_is_to_watch_and_says_that_none_is_newer():
    old = labelled(None)

    (watched,) = to_watch([], [old, compared({OWN: 100, **FIVE})])

    assert watched.doubt is Doubt.OLD
    (sentence,) = watch_sentences([watched], 1)
    assert sentence.text.endswith("No newer figure is published for this area.")


def test_three_years_confirm_only_a_material_gap_that_is_worse_by_every_list():
    c = small_service({"2015": 150, "2016": 150, "2017": 150})
    too_small = replace(c.among, group=group("BC"))
    by_two_lists = replace(c, others=(too_small,))
    areas = {code: area(code) for code in "ABCDEFGHIJK"}
    values = {OWN: 150, **FIVE, **dict.fromkeys("GHIJK", 300)}
    held = figures({code: dict.fromkeys(("2015", "2016", "2017"), v) for code, v in values.items()})
    populations = {code: {2016: 40_000} for code in areas}
    among = GroupFigures(held, group(), areas, populations=populations)
    disputed = replace(among, group=group("GHIJK"))
    of_both = compare(among, service(), area(), year(2017), [disputed])

    assert to_watch([by_two_lists])[0].confirmed_by_three_years
    assert not to_watch([of_both])[0].confirmed_by_three_years


def test_a_second_year_makes_a_gap_no_likelier_and_a_subset_no_likelier_than_its_set():
    cohorts = dict.fromkeys("ABCDEF", 20)
    (twice,), (once,) = to_watch([labelled(45, cohorts)]), to_watch([labelled(None, cohorts)])
    (one_year,) = to_watch([labelled(30, cohorts)])

    assert (twice.as_wide_by_chance or 1) < (once.as_wide_by_chance or 0)
    for watched in (twice, once, one_year):
        assert (watched.as_wide_by_chance or 1) <= (watched.by_chance or 0)


def test_an_older_figure_says_how_often_chance_shows_a_gap_as_wide():
    (watched,) = to_watch([], [labelled(None, dict.fromkeys("ABCDEF", 20))])

    why = watch_sentence(watched).text.split("for this area. ")[1]
    assert why.startswith("Chance alone makes a gap as wide in about 1 in")
