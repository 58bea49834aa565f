"""Comparisons from the names a person gives, on the shipped figures."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.published.benchmarks import Method
from dashboard.core.verdicts import Verdict
from dashboard.errors import ComparisonError, UnknownNameError
from dashboard.usecases.published.comparison import (
    ComparisonChoice,
    choices_for,
    comparable_indicators,
    compare_service,
)
from dashboard.usecases.published.groups import default_group
from tests.memory_store import MemoryStore

FTE = "first-time-entrants"
LOOKED_AFTER = "looked-after-children-convicted-or-cautioned-counted"


def compared(held, service="hertfordshire", indicator=FTE, **choice):
    return compare_service(held, ComparisonChoice(service, indicator, **choice)).comparison


def test_hertfordshire_2017_against_the_list_of_2021(shipped_holdings):
    c = compared(shipped_holdings, period="2017", peers="dfe-2021")

    assert (c.value, c.benchmark.value, c.higher_than) == (287, pytest.approx(233.2), 8)
    assert (c.benchmark.areas_with_data, c.benchmark.areas_in_group) == (10, 10)
    assert c.gap_percent == pytest.approx(23.1, abs=0.05)
    assert c.national is not None
    assert c.national.value == 299
    assert c.national_gap_percent == pytest.approx(-4.0, abs=0.05)
    assert c.hidden_by_national


def test_hertfordshire_2017_against_the_list_of_2025(shipped_holdings):
    c = compared(shipped_holdings, period="2017", peers="dfe-2025")

    assert c.benchmark.value == pytest.approx(251.9)
    assert c.gap_percent == pytest.approx(13.9, abs=0.05)


@pytest.mark.parametrize(("period", "gap"), [("2024", -4), ("2017", 44)])
def test_hertfordshire_against_the_ten_nearest_of_the_ons(shipped_holdings, period, gap):
    c = compared(shipped_holdings, period=period, peers="ons-2025")

    assert (c.benchmark.areas_with_data, c.benchmark.areas_in_group) == (10, 10)
    assert round(c.gap_percent or 0) == gap


def test_in_2024_the_lists_disagree_and_the_one_that_differs_is_named(shipped_holdings):
    c = compared(shipped_holdings, period="2024")

    assert len(c.sensitivity.variants) == 66
    assert round(c.gap_percent or 0) == 8
    assert c.verdict is Verdict.MIXED
    assert [answer.group.name for answer in c.lists.differing] == ["ONS 2025"]


@pytest.mark.parametrize(
    ("day", "model"),
    [
        (dt.date(2018, 12, 31), "dfe-2021"),
        (dt.date(2021, 5, 1), "dfe-2021"),
        (dt.date(2025, 5, 30), "dfe-2021"),
        (dt.date(2025, 5, 31), "dfe-2025"),
        (dt.date(2025, 10, 1), "dfe-2025"),
        (dt.date(2026, 11, 29), "dfe-2025"),
        (dt.date(2040, 1, 1), "dfe-2025"),
    ],
)
def test_the_usual_list_is_one_of_the_department_on_every_day(shipped_holdings, day, model):
    then = replace(shipped_holdings, as_of=day)

    assert default_group(then, "E10000015").model == model


def test_the_default_is_the_newest_period_and_the_list_in_force(shipped_holdings):
    c = compared(shipped_holdings)

    assert (c.period.id, c.benchmark.group.model) == ("2024", "dfe-2025")


def test_a_past_date_sees_only_what_was_out_and_says_which_list_stands_in(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    reading = compare_service(then, ComparisonChoice("hertfordshire", FTE))

    assert reading.comparison.period.id == "2017"
    assert reading.comparison.benchmark.group.model == "dfe-2021"
    assert "did not exist on 31 December 2018" in reading.note


def test_lists_are_read_in_their_own_direction(shipped_holdings):
    codes = compared(shipped_holdings, peers="dfe-2025").benchmark.group.area_codes
    surreys = compared(shipped_holdings, "surrey", peers="dfe-2025").benchmark.group.area_codes

    assert "E10000030" not in codes
    assert "E10000015" in surreys


def test_a_withheld_neighbour_is_left_out_and_counted_out(shipped_holdings):
    c = compared(shipped_holdings, period="2021", peers="dfe-2021")

    assert (c.benchmark.areas_with_data, c.benchmark.areas_in_group) == (9, 10)


def test_the_region_is_every_other_authority_of_it(shipped_holdings):
    group = compared(shipped_holdings, peers="region").benchmark.group

    assert group.noun == "others in the East of England"
    assert "E10000015" not in group.area_codes
    assert len(group.area_codes) == 10


def test_england_is_every_other_authority_that_existed(shipped_holdings):
    group = compared(shipped_holdings, period="2024", peers="england").benchmark.group

    assert len(group.area_codes) == 152


def test_the_median_can_be_asked_for(shipped_holdings):
    c = compared(shipped_holdings, period="2017", peers="dfe-2021", method=Method.MEDIAN)

    assert c.benchmark.value == pytest.approx(233.5)


def test_pooling_is_a_choice_only_where_every_area_has_a_count(shipped_holdings):
    rates, counts = (
        compare_service(shipped_holdings, ComparisonChoice("hertfordshire", indicator)).methods
        for indicator in (FTE, "outcomes-by-service")
    )

    assert rates == (Method.MEAN, Method.MEDIAN)
    assert counts == (Method.MEAN, Method.MEDIAN, Method.POOLED)


def test_a_group_without_a_figure_still_offers_mean_and_median(shipped_holdings):
    choice = ComparisonChoice("hertfordshire", "reoffending-10-14", period="2016")

    assert compare_service(shipped_holdings, choice).methods == (Method.MEAN, Method.MEDIAN)


def test_a_welsh_service_stands_beside_the_others_in_wales(shipped_holdings):
    reading = compare_service(
        shipped_holdings, ComparisonChoice("cardiff", "children-cautioned-or-sentenced-by-service")
    )

    assert reading.comparison.benchmark.group.noun == "others in Wales"
    assert "cover English local authorities only" in reading.note
    assert reading.comparison.children_are_estimated is False


def test_a_welsh_service_has_no_english_indicators_and_is_told_why(shipped_holdings):
    cardiff = shipped_holdings.catalogue.service("cardiff")

    assert FTE not in comparable_indicators(shipped_holdings, cardiff)
    with pytest.raises(ComparisonError, match="its source covers England only"):
        compared(shipped_holdings, "cardiff")


def test_a_service_of_several_areas_starts_with_one_that_still_exists(shipped_holdings):
    names = [a.name for a in choices_for(shipped_holdings, "northamptonshire", FTE).areas]

    assert names[0] in ("North Northamptonshire", "West Northamptonshire")
    assert names[-1].startswith("Northamptonshire")


def test_each_area_starts_with_its_own_newest_period(shipped_holdings):
    old = compared(shipped_holdings, "northamptonshire", area="E10000021")

    assert (old.period.id, old.value is not None) == ("2020", True)


def test_an_area_of_the_service_can_be_chosen_by_name_or_code(shipped_holdings):
    by_name = compared(shipped_holdings, "west-mercia", area="shropshire")
    by_code = compared(shipped_holdings, "west-mercia", area=by_name.area.code)

    assert by_name.area == by_code.area
    assert by_name.area.name == "Shropshire"


@pytest.mark.parametrize(
    ("written", "service", "council"),
    [
        ("Worcestershire", "west-mercia", "Worcestershire"),
        ("Telford & Wrekin Council", "west-mercia", "Telford and Wrekin"),
        ("Westmorland and Furness", "cumbria", "Westmorland and Furness"),
        ("Dorset", "dorset-combined-yos", "Dorset"),
        ("Bournemouth", "dorset-combined-yos", "Bournemouth (to March 2019)"),
        ("Leicestershire YJS", "leicestershire", "Leicestershire"),
    ],
)
def test_a_council_that_is_named_is_the_one_compared(shipped_holdings, written, service, council):
    c = compared(shipped_holdings, written)

    assert (c.service.id, c.area.name) == (service, council)


def test_the_period_decides_between_councils_of_one_name(shipped_holdings):
    old = compared(shipped_holdings, "Dorset", period="2017")

    assert old.area.name == "Dorset (to March 2019)"


def test_an_area_that_is_named_beside_a_council_goes_before_it(shipped_holdings):
    assert compared(shipped_holdings, "Worcestershire", area="Shropshire").area.name == "Shropshire"


def test_a_council_without_a_figure_is_never_answered_with_another_one(shipped_holdings):
    with pytest.raises(ComparisonError, match="is not known here for Rutland: choose another"):
        compared(shipped_holdings, "Rutland County Council")


def test_a_figure_of_the_whole_service_is_the_answer_for_each_of_its_councils(shipped_holdings):
    c = compared(shipped_holdings, "Rutland", "children-cautioned-or-sentenced-by-service")

    assert c.area.name == "Leicestershire"


def test_five_of_ten_published_is_said_and_fewer_gives_no_verdict(shipped_holdings):
    c = compared(shipped_holdings, indicator="reoffending-10-14", period="2024")

    assert (c.benchmark.areas_with_data, c.benchmark.areas_in_group) == (5, 10)
    assert c.verdict is not Verdict.NONE


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"service": "hertfordshir"}, 'no service "hertfordshir": did you mean Hertfordshire'),
        ({"indicator": "first-time-entrant"}, "did you mean first-time-entrants"),
        ({"period": "2033"}, '"2033": did you mean 20'),
        ({"peers": "dfe-2022"}, 'no group of areas "dfe-2022": did you mean dfe-202'),
        ({"area": "Essex"}, 'no area of this service "Essex"'),
    ],
)
def test_an_unknown_name_is_one_sentence_with_the_nearest(shipped_holdings, choice, sentence):
    with pytest.raises(UnknownNameError, match=sentence):
        compared(shipped_holdings, **choice)


def test_a_total_that_depends_on_size_is_not_compared(shipped_holdings):
    with pytest.raises(ComparisonError, match="depends on the size of the area"):
        compared(shipped_holdings, indicator="youth-justice-spending")


def test_every_service_can_be_compared_by_what_covers_it_or_is_told_why_not(shipped_holdings):
    refusals = []
    for service in shipped_holdings.catalogue.services.values():
        for indicator in comparable_indicators(shipped_holdings, service):
            try:
                compared(shipped_holdings, service.id, indicator)
            except ComparisonError as error:
                refusals.append(str(error))

    assert all("has no figure here for" in refusal for refusal in refusals)


CUSTODY = "custody-by-service"


def test_an_indicator_that_only_files_bring_is_offered_once_a_file_brought_it(shipped_holdings):
    service = shipped_holdings.catalogue.services["hertfordshire"]
    other = shipped_holdings.figures("outcomes-by-service").table

    def brought(indicator):
        return replace(shipped_holdings.store.figures(indicator), table=other)

    loaded = replace(shipped_holdings, store=MemoryStore(brought))

    assert CUSTODY not in comparable_indicators(shipped_holdings, service)
    assert CUSTODY in comparable_indicators(loaded, service)
    assert CUSTODY not in shipped_holdings.indicators
    assert len(loaded.indicators) == len(loaded.catalogue.indicators)


def test_an_indicator_of_which_nothing_is_loaded_is_refused_in_one_sentence(shipped_holdings):
    with pytest.raises(ComparisonError, match="Custodial sentences"):
        choices_for(shipped_holdings, "hertfordshire", CUSTODY)


CAUTIONED = "children-cautioned-or-sentenced"


@pytest.mark.parametrize(
    ("period", "children"),
    [("2016-17", 629), ("2020-21", 340), ("2024-25", 299)],
)
def test_a_published_number_is_shown_whichever_table_has_it(shipped_holdings, period, children):
    c = compared(shipped_holdings, indicator=CAUTIONED, period=period)

    assert (c.children, c.children_are_estimated) == (children, False)
    assert c.count_is_from_another_table


def test_a_number_that_was_not_published_by_the_day_is_not_shown(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 2, 15))

    c = compared(then, indicator=CAUTIONED, period="2016-17")

    assert c.children_are_estimated


def test_first_time_entrants_of_2024_are_estimated_on_the_children_of_mid_2024(shipped_holdings):
    c = compared(shipped_holdings, period="2024")

    assert c.population is not None
    assert (c.population.children_10_17, c.population.year) == (131_027, 2024)
    assert c.children == 145


def test_children_of_a_rate_are_estimated_on_the_population_its_source_divided_by(shipped_holdings):
    c = compared(shipped_holdings, "kent", CAUTIONED, period="2024-25")

    assert c.children_are_estimated
    assert c.population is not None
    assert c.population.year == 2021


def test_an_area_of_a_service_of_several_has_children_of_its_own(shipped_holdings):
    c = compared(shipped_holdings, "west-mercia", area="Shropshire")

    assert c.population is not None
    assert c.population.year == 2024
    assert c.interval is not None


def test_england_is_found_in_another_table_of_the_same_matter(shipped_holdings):
    c = compared(shipped_holdings, indicator=CAUTIONED, period="2024-25")

    assert c.national is None
    assert c.national_elsewhere is not None
    assert c.national_elsewhere.indicator.id == f"{CAUTIONED}-counted"
    assert (c.national_elsewhere.value, c.national_elsewhere.observed.count) == (22, 12_661)
    assert not c.hidden_by_national


def test_a_matter_of_which_nobody_has_england_says_nothing_of_it(shipped_holdings):
    assert compared(shipped_holdings, indicator="reoffending-15-17").national_elsewhere is None


def test_no_benchmark_of_the_shipped_figures_has_a_service_in_it_twice(shipped_holdings):
    catalogue = shipped_holdings.catalogue
    for service in catalogue.services.values():
        if service.country != "England":
            continue
        for area in choices_for(shipped_holdings, service.id, CAUTIONED).areas:
            c = compared(shipped_holdings, service.id, CAUTIONED, area=area.code)
            places = [m.place.code for m in (c.own, *c.members) if m.value is not None]
            assert len(places) == len(set(places))


def test_looked_after_children_have_numbers_and_an_interval(shipped_holdings):
    c = compared(shipped_holdings, indicator=LOOKED_AFTER, period="2025")

    assert (c.children, c.observed.population) == (12, 521)
    assert c.interval is not None
    assert (round(c.interval.lower, 1), round(c.interval.upper, 1)) == (1.3, 4.0)
    assert c.national is not None
    assert (c.national.observed.count, c.national.observed.population) == (800, 40_990)


def test_looked_after_children_that_are_withheld_leave_hertfordshire_not_clear(shipped_holdings):
    c = compared(shipped_holdings, indicator=LOOKED_AFTER, period="2025")

    assert (c.benchmark.areas_with_data, c.benchmark.areas_in_group) == (5, 10)
    assert c.benchmark_bounds is not None
    assert c.benchmark_bounds.ends == pytest.approx((0.99, 2.64), abs=0.005)
    assert (c.clear_of_chance, c.verdict) == (False, Verdict.UNCLEAR)


def test_whole_percentages_take_what_is_withheld_from_the_table_with_numbers(shipped_holdings):
    whole = LOOKED_AFTER.removesuffix("-counted")
    c = compared(shipped_holdings, indicator=whole, period="2025")

    assert c.benchmark_bounds is not None
    assert c.benchmark_bounds.withheld == 5
    assert c.verdict is Verdict.UNCLEAR


def test_three_years_with_withheld_similar_areas_have_no_benchmark(shipped_holdings):
    c = compared(shipped_holdings, "kent", LOOKED_AFTER, period="2025")

    assert c.pooled is not None
    assert c.pooled.benchmark is None


def test_no_source_that_withholds_small_numbers_prints_one_of_them(shipped_holdings):
    for indicator in shipped_holdings.indicators.values():
        withheld = indicator.withheld_counts
        if withheld is not None:
            counts = shipped_holdings.figures(indicator.id).table["count"].dropna()
            assert not counts.between(withheld.fewest, withheld.most).any()


@pytest.mark.parametrize(("service", "areas"), [("northamptonshire", 2), ("dorset", 2)])
def test_a_service_rate_is_of_the_authorities_that_exist(shipped_holdings, service, areas):
    assert compared(shipped_holdings, service, CAUTIONED).areas_with_this_rate == areas


def test_what_a_figure_is_out_of_is_the_population_only_for_a_rate_of_it(shipped_holdings):
    looked_after = compared(shipped_holdings, indicator=LOOKED_AFTER, period="2025")
    reoffending = compared(shipped_holdings, indicator="reoffending-15-17")
    entrants = compared(shipped_holdings, period="2024")

    assert (looked_after.denominator, looked_after.population) == (521, None)
    assert (reoffending.denominator, reoffending.population) == (None, None)
    assert entrants.denominator == 131_027


def test_numbers_of_looked_after_children_never_exceed_england_s(shipped_holdings):
    figures = shipped_holdings.figures(LOOKED_AFTER)
    areas = shipped_holdings.catalogue.areas
    for period in figures.periods:
        held = [
            figures.at(code, period) for code in areas if code[:3] in ("E06", "E08", "E09", "E10")
        ]
        england = figures.at("E92000001", period)
        assert england.count is not None
        assert england.population is not None
        assert sum(one.count or 0 for one in held) < england.count
        # England's numbers are rounded to ten.
        assert abs(sum(one.population or 0 for one in held) - england.population) < 10


def test_spending_for_each_child_has_no_better_or_worse(shipped_holdings):
    c = compared(shipped_holdings, indicator="youth-justice-spending-per-child")

    assert c.indicator.unit.in_full(c.value or 0) == "£36 per child"
    assert c.verdict is Verdict.LOWER
    assert c.observed.state.value == "derived"


def test_spending_of_a_return_that_was_not_certified_enters_nothing(shipped_holdings):
    figures = shipped_holdings.figures("youth-justice-spending-per-child")
    luton = figures.at("E06000032", figures.periods[-1])

    assert (luton.state.value, luton.value) == ("doubtful", 137.6)
    assert luton.note.startswith("The council had not certified its return.")
    with pytest.raises(ComparisonError, match="has no figure here for Luton"):
        compared(shipped_holdings, "luton", "youth-justice-spending-per-child")
