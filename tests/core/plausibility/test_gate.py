"""What the plausibility gate doubts and what it lets through, with its reasons."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.importers.shipped_table import read_template
from tests.core.plausibility.conftest import TEAMS
from tests.import_factories import ENTRANTS, FTE, QUARTERS, own, published, team

HERTFORDSHIRE, NORTHAMPTONSHIRE, CUMBRIA = "E10000015", "E10000021", "E10000006"
ENGLAND, EAST = "E92000001", "E12000006"
KPI, ABSENCE, REOFFENDING = "kpi-1-accommodation", "persistent-absence", "reoffending-10-14"
SPENDING = "youth-justice-spending"
DATA = Path(__file__).resolve().parents[3] / "data" / "figures"


@pytest.fixture(scope="module")
def shipped(catalogue):
    """Every shipped figure, a frame a table, by its path."""
    return {
        path.relative_to(DATA).as_posix(): read_template(
            path, catalogue.indicators, catalogue.areas
        ).observations
        for path in sorted(DATA.rglob("*.csv"))
    }


@pytest.fixture(scope="module")
def everything(shipped):
    return pd.concat(shipped.values(), ignore_index=True)


def changed(everything, area, period, value, indicator=FTE):
    """All figures of an indicator as one file, with one of them changed."""
    rows = everything[everything["indicator"] == indicator].reset_index(drop=True)
    here = (rows["area_code"] == area) & (rows["period"] == period)
    assert here.sum() == 1
    return rows.assign(value=rows["value"].where(~here, value))


def before(everything, period, indicator=FTE):
    rows = everything[everything["indicator"] == indicator]
    return rows[rows["period"] < period]


# The three traps of the issue


def test_trap_1_englands_sum_of_rates_is_held_back(everything, judged):
    held = everything[everything["indicator"] == FTE]

    reasons = " ".join(
        judged(published((FTE, ENGLAND, "2017", 2746.0)), held)[ENGLAND, "2017"].reasons
    )

    assert "2,746 per 100,000 cannot be the figure of the whole" in reasons
    assert "148 areas known lie between" in reasons
    assert "check whether a sum was taken for a rate" in reasons


def test_trap_1_the_sum_of_nine_regions_is_named_as_what_it_is(everything, judged):
    held = everything[(everything["indicator"] == FTE) & (everything["period"] == "2019")]
    regions = held[held["area_code"].str.startswith("E12")]
    total = float(regions["value"].sum())

    found = judged(published((FTE, ENGLAND, "2019", total)), held)

    assert any("is what the 9 regions add up to" in one for one in found[ENGLAND, "2019"].reasons)


@pytest.mark.parametrize("factor", [10, 0.1])
def test_trap_2_a_slipped_decimal_is_held_back(everything, judged, factor):
    rows = changed(everything, HERTFORDSHIRE, "2017", 287 * factor)

    (reason, *_) = judged(rows, rows.iloc[:0])[HERTFORDSHIRE, "2017"].reasons[-1:]

    assert "287 per 100,000 would fit: check the decimal point." in reason


def test_trap_2_a_slipped_decimal_is_found_with_two_earlier_years_and_no_other_area(
    everything, judged
):
    held = before(everything, "2017")

    found = judged(published((FTE, HERTFORDSHIRE, "2017", 28.7)), held)

    assert list(found) == [(HERTFORDSHIRE, "2017")]


def test_trap_3_a_percentage_that_its_own_numbers_contradict_is_held_back(judged):
    rows = published((ABSENCE, HERTFORDSHIRE, "2023-24", 15.2), count=17091, population=111018)

    (found,) = judged(rows, rows.iloc[:0]).values()

    assert found.reasons == (
        "17,091 of 111,018 is 15.4%, not 15.2%: check all three numbers against the source.",
    )


@pytest.mark.parametrize("printed", [15.4, 15.39, 15, 15.395, 17091 / 111018 * 100])
def test_rounding_is_no_contradiction(judged, printed):
    rows = published((ABSENCE, HERTFORDSHIRE, "2023-24", printed), count=17091, population=111018)

    assert judged(rows, rows.iloc[:0]) == {}


# Known defects of the sources


@pytest.mark.parametrize(
    ("area", "period", "value"), [(NORTHAMPTONSHIRE, "2021", 43), (CUMBRIA, "2023", 42)]
)
def test_part_of_a_year_of_an_abolished_county_is_held_back(
    everything, judged, area, period, value
):
    whole = changed(everything, area, period, value)
    assert "no longer existed" in judged(whole, whole.iloc[:0])[area, period].reasons[0]

    alone = published((FTE, area, period, float(value)))
    assert "no longer existed" in judged(alone, before(everything, period))[area, period].reasons[0]


def test_of_shipped_figures_less_than_one_in_two_hundred_is_doubted_for_its_number(shipped, judged):
    held, suspects, rows = next(iter(shipped.values())).iloc[:0], 0, 0
    for frame in shipped.values():
        found = judged(frame.reset_index(drop=True), held).values()
        suspects += sum("no longer existed" not in one.reasons[0] for one in found)
        rows += len(frame)
        held = pd.concat([frame, held])

    assert 0 < suspects / rows < 0.005


def test_a_year_that_comes_alone_is_judged_by_all_before_it(everything, judged):
    rows = everything[everything["indicator"] == FTE]
    newest = rows[rows["period"] == "2023"].reset_index(drop=True)

    assert len(judged(newest, rows[rows["period"] < "2023"])) <= 2


def test_most_slipped_decimals_of_first_time_entrants_are_found(everything, judged):
    rows = everything[(everything["indicator"] == FTE)].reset_index(drop=True)
    one_in_ten = rows.groupby("area_code").ngroup() % 10
    slipped = (one_in_ten == 3) & (rows["period"] == "2018") & rows["value"].notna()
    sent = rows.assign(value=rows["value"].where(~slipped, rows["value"] / 10))

    found = judged(sent, sent.iloc[:0])

    wanted = set(zip(rows["area_code"][slipped], rows["period"][slipped], strict=True))
    assert len(wanted & set(found)) >= 0.9 * len(wanted)


# Range


@pytest.mark.parametrize(
    ("value", "doubted"), [(0.9, True), (1, False), (1000, False), (1001, True)]
)
def test_the_bounds_of_the_plausible_range_are_within_it(judged, value, doubted):
    rows = published((FTE, HERTFORDSHIRE, "2017", float(value)))

    found = judged(rows, rows.iloc[:0])

    assert bool(found) is doubted
    assert all("1 to 1,000" in reason for one in found.values() for reason in one.reasons)


@pytest.mark.parametrize("state", ["doubtful", "part-year", "not published"])
def test_what_enters_no_calculation_is_not_judged(judged, state):
    rows = published((FTE, HERTFORDSHIRE, "2017", 9999.0), state=state)

    assert judged(rows, rows.iloc[:0]) == {}


def test_a_suspect_names_its_row_the_figure_and_the_value(judged):
    rows = published((FTE, HERTFORDSHIRE, "2016", 314.0), (FTE, HERTFORDSHIRE, "2017", 2870.0))

    (found,) = judged(rows, rows.iloc[:0]).values()

    assert (found.row, found.position, found.own) == (3, 1, False)
    assert found.what.endswith(", Hertfordshire, year ending December 2017")
    assert found.value == "2,870 per 100,000"


# Totals


def test_a_sum_of_money_must_be_the_sum_of_its_regions(everything, judged):
    rows = everything[(everything["indicator"] == SPENDING)]
    held = rows[rows["period"] == "2023-24"]
    england = float(held.loc[held["area_code"] == ENGLAND, "value"].iloc[0])

    right = judged(published((SPENDING, ENGLAND, "2023-24", england)), held)
    wrong = judged(published((SPENDING, ENGLAND, "2023-24", england * 1.3)), held)

    assert right == {}
    assert any("9 regions add up to" in one for one in wrong[ENGLAND, "2023-24"].reasons)


def test_a_nation_is_not_judged_by_a_few_of_its_areas(everything, judged):
    held = everything[(everything["indicator"] == FTE) & (everything["period"] == "2017")]
    few = held[held["area_code"].str.startswith("E10")].head(5)

    assert judged(published((FTE, ENGLAND, "2017", 299.0)), few) == {}


def quarter_of(whole, *by_team, quarter="2025-26 Q1"):
    """The whole service and, in the order of their names, its teams in one quarter."""
    teams = [(ENTRANTS, name, quarter, "", n) for name, n in zip(TEAMS, by_team, strict=False)]
    return [(ENTRANTS, "", quarter, "", whole), *teams]


@pytest.mark.parametrize("whole", [13, 18, 190])
def test_one_area_team_of_a_service_says_nothing_of_a_larger_whole(judged_own, whole):
    quarters = [row for q in QUARTERS[:2] for row in quarter_of(whole, 13, quarter=q)]

    assert judged_own(own(*quarters), teams={"north": team()}) == {}


def test_a_whole_above_its_area_teams_passes_where_they_need_not_cover_the_service(judged_own):
    partly = [row for q in QUARTERS[:4] for row in quarter_of(21, 7, 5, quarter=q)]

    assert judged_own(own(*partly)) == {}


def test_a_whole_above_its_area_teams_is_doubted_where_they_usually_make_it_up(judged_own):
    usual = [row for q in QUARTERS[:2] for row in quarter_of(12, 7, 5, quarter=q)]

    (found,) = judged_own(own(*usual, *quarter_of(21, 7, 5))).values()

    assert found.reasons == (
        "The whole counts 21, and its 2 area teams add up to 12: check which is right.",
    )


def test_quarters_with_nothing_to_count_do_not_show_that_teams_cover_the_service(judged_own):
    empty = [row for q in QUARTERS[:4] for row in quarter_of(0, 0, 0, quarter=q)]

    assert judged_own(own(*empty, *quarter_of(21, 7, 5))) == {}


def test_a_whole_below_the_sum_of_all_its_area_teams_is_doubted(judged_own):
    (found,) = judged_own(own(*quarter_of(9, 7, 5))).values()

    assert found.reasons == (
        "The whole counts 9, and its 2 area teams add up to 12: check which is right.",
    )


def test_teams_are_no_total_before_every_one_of_them_sent_a_figure(judged_own):
    three = {name: team(name.capitalize()) for name in ("north", "south", "west")}

    assert judged_own(own(*quarter_of(9, 7, 5)), teams=three) == {}


def test_what_a_closed_team_counted_is_not_added_to_that_of_those_at_work(judged_own):
    teams = {"north": team(), "south": team("South"), "old": team("Old", active=False)}
    rows = [*quarter_of(12, 7, 5), (ENTRANTS, "old", "2025-26 Q1", "", 9)]

    assert judged_own(own(*rows), teams=teams) == {}


def test_no_area_team_counts_more_than_the_service(judged_own):
    rows = own((ENTRANTS, "", "2025-26 Q1", "", 6), (ENTRANTS, "north", "2025-26 Q1", "", 7))

    assert "one of its area teams alone 7" in judged_own(rows)["", "2025-26 Q1", ""].reasons[0]


def test_a_part_that_does_not_fit_a_whole_held_is_doubted_itself(judged_own):
    held = own((ENTRANTS, "", "2025-26 Q1", "", 6)).drop(columns="row")

    found = judged_own(own((ENTRANTS, "north", "2025-26 Q1", "", 7)), held)

    assert "add up to 7. We have 6 for the whole." in found["north", "2025-26 Q1", ""].reasons[0]


def test_groups_of_children_and_months_make_the_whole(judged_own, catalogue):
    sex = next(each for each in catalogue.groups.dimensions if each.id == "sex")
    parts = [(ENTRANTS, "", "2025-26 Q1", group.id, 2) for group in sex.groups]
    months = [(ENTRANTS, "", f"2025-0{n}", "", 4) for n in (4, 5, 6)]

    found = judged_own(own((ENTRANTS, "", "2025-26 Q1", "", 40), *parts, *months))

    reasons = " ".join(found["", "2025-26 Q1", ""].reasons)
    assert f"its {len(sex.groups)} groups by sex add up to {2 * len(sex.groups)}" in reasons
    assert "its 3 months add up to 12" in reasons


def beside_teams(whole, *denominators):
    """A share of the whole service beside 80% and 70% of its two teams, with what each is of."""
    places = ["", "north", "south"]
    values = [whole, 80.0, 70.0]
    rows = [(KPI, p, "2025-26 Q1", "", v) for p, v in zip(places, values, strict=True)]
    return own(*rows, denominator=list(denominators) or None)


def test_a_share_of_the_service_lies_between_those_of_teams_that_cover_it(judged_own):
    (found,) = judged_own(beside_teams(95.0, 50, 30, 20)).values()

    assert "All 2 area teams known lie between 70% and 80%" in found.reasons[0]


@pytest.mark.parametrize("denominators", [(80, 30, 20), ()])
def test_a_share_may_lie_outside_those_of_teams_that_need_not_cover_the_service(
    judged_own, denominators
):
    assert judged_own(beside_teams(95.0, *denominators)) == {}


def test_a_share_that_is_the_sum_of_the_teams_shares_is_doubted_in_any_case(judged_own):
    rows = own(
        (KPI, "", "2025-26 Q1", "", 75.0),
        (KPI, "north", "2025-26 Q1", "", 40.0),
        (KPI, "south", "2025-26 Q1", "", 35.0),
    )

    (found,) = judged_own(rows).values()

    assert "is what the 2 area teams add up to, and a rate cannot be added up" in found.reasons[0]


# Jumps of a service's own figures


def series(values, place="north"):
    rows = zip(QUARTERS, values, strict=False)
    return own(*((ENTRANTS, place, quarter, "", float(value)) for quarter, value in rows))


@pytest.mark.parametrize("values", [[3, 1, 5, 2, 8, 0, 4, 9], [30, 22, 41, 35, 19, 28, 33, 60]])
def test_ordinary_quarters_of_small_numbers_pass(judged_own, values):
    assert judged_own(series(values)) == {}


def test_a_tenfold_quarter_is_held_back_and_its_neighbours_are_not(judged_own):
    found = judged_own(series([30, 22, 41, 35, 190, 28, 33, 25]))

    assert list(found) == [("north", "2024-25 Q1", "")]
    assert "19 would fit: check the decimal point" in found["north", "2024-25 Q1", ""].reasons[0]


def test_an_impossible_figure_throws_no_doubt_on_its_neighbours(judged_own):
    found = judged_own(series([30, 22, 300000]))

    assert list(found) == [("north", "2023-24 Q3", "")]


def test_one_or_two_earlier_figures_are_no_history(judged_own):
    assert judged_own(series([3, 12])) == {}


def test_chance_alone_is_no_leap(judged_own):
    chance = np.random.default_rng(34).poisson(6, size=(200, 12))
    rows = [
        (ENTRANTS, f"team-{n}", quarter, "", float(value))
        for n, values in enumerate(chance)
        for quarter, value in zip(QUARTERS, values, strict=True)
    ]

    assert len(judged_own(own(*rows), teams={})) / len(rows) < 0.002


def shares(*of, team_name="north"):
    """Quarters of a percentage, each given as a count and a denominator."""
    rows = [
        (KPI, team_name, quarter, "", 100 * count / denominator)
        for quarter, (count, denominator) in zip(QUARTERS, of, strict=False)
    ]
    counts, denominators = zip(*of, strict=True)
    return own(*rows, count=counts, denominator=denominators)


@pytest.mark.parametrize("last", [(0, 2), (0, 9), (9, 9), (3, 11)])
def test_a_share_of_few_children_is_no_leap(judged_own, last):
    assert judged_own(shares((7, 10), (8, 12), (6, 11), (9, 12), (7, 9), last)) == {}


@pytest.mark.parametrize(("last", "doubted"), [((0, 9), False), ((0, 30), True)])
def test_the_denominator_decides_whether_none_at_all_is_a_leap(judged_own, last, doubted):
    found = judged_own(shares((70, 80), (66, 78), (60, 70), (63, 75), (71, 85), last))

    assert [key[1] for key in found] == (["2024-25 Q2"] if doubted else [])


def test_a_leap_beside_quarters_of_few_children_is_chance(judged_own):
    assert judged_own(shares((0, 2), (1, 3), (0, 2), (12, 14))) == {}


def test_a_share_without_a_denominator_is_judged_as_it_stands(judged_own):
    rows = shares((70, 80), (66, 78), (60, 70), (63, 75), (71, 85), (3, 40))

    assert len(judged_own(rows.assign(count=None, denominator=None))) == 1


# Units and definitions


def test_a_file_in_another_unit_is_doubted_as_a_whole_for_one_reason(everything, judged):
    held = everything[everything["indicator"] == "children-cautioned-or-sentenced"]
    rows = held[held["period"] == "2021-22"].reset_index(drop=True)

    found = judged(rows.assign(value=rows["value"] * 10), held[held["period"] < "2021-22"])

    assert len(found) == rows["value"].notna().sum()
    (reason,) = {reason for one in found.values() for reason in one.reasons}
    assert "times higher than those we have" in reason
    assert '"per 10,000"' in reason


def test_a_revision_of_all_years_by_one_factor_is_a_changed_definition(everything, judged):
    held = everything[everything["indicator"] == FTE]
    rows = held.reset_index(drop=True)

    (reason,) = {
        r
        for one in judged(rows.assign(value=rows["value"] * 1.5), held).values()
        for r in one.reasons
    }

    assert "the unit or the definition has changed" in reason


def test_an_ordinary_revision_is_no_changed_definition(everything, judged):
    held = everything[everything["indicator"] == FTE]
    rows = held.reset_index(drop=True)

    assert len(judged(rows.assign(value=rows["value"] * 1.05), held)) < 10


def test_an_empty_table_is_not_doubted(judged):
    assert judged(published(), published()) == {}
