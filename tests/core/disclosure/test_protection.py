"""What each mode withholds, in figures small enough to check by hand."""

import numpy as np
import pytest

from dashboard.core.disclosure.protection import DisclosureRules, Mode, mode_words, protect
from dashboard.core.own.figures import LocalState
from dashboard.core.performance.derived_figures import total
from dashboard.core.periods import PeriodKind, parse_period
from dashboard.core.rules import ImpossibleValueError
from tests.local_factories import MONTHS, QUARTER, additive_figures, figure, own, plain_count, share

RULES = DisclosureRules()
Q1 = parse_period(QUARTER, PeriodKind.QUARTER)


def public(*rows, indicator=None, rules=RULES):
    return protect(own(indicator or plain_count(), rows), rules, Mode.PUBLIC)


def board(*rows, indicator=None):
    return protect(own(indicator or plain_count(), rows), RULES, Mode.BOARD)


def shown(protected):
    """Return the count of each place, month or group that has one."""
    table = protected.figures.table
    names = table["place"] + table["group"] + table["period"].where(table["period"] != QUARTER, "")
    return {n: c for n, c in zip(names, table["count"], strict=True) if not np.isnan(c)}


@pytest.mark.parametrize(
    ("count", "is_shown"), [(0, True), (1, False), (4, False), (5, True), (6, True)]
)
def test_counts_from_one_to_the_threshold_are_withheld_and_zero_is_not(count, is_shown):
    observed = public(figure(count)).at("", Q1)

    assert (observed.count == count) is is_shown
    assert (observed.state is LocalState.FINAL) is is_shown


def test_a_threshold_of_five_withholds_five():
    assert shown(public(figure(5), rules=DisclosureRules(largest_small_count=5))) == {}


def test_a_threshold_of_nought_withholds_nothing():
    rules = DisclosureRules(largest_small_count=0)

    assert shown(public(figure(1), rules=rules)) == {"": 1}
    assert mode_words(Mode.PUBLIC, rules).text == ("Public: no number is hidden for being small")


def test_the_board_sees_every_count():
    protected = board(figure(3), figure(1, place="a"), figure(2, place="b"))

    assert shown(protected) == {"": 3, "a": 1, "b": 2}
    assert protected.withheld == 0


def test_the_value_of_a_plain_count_is_a_count_too():
    rows = [figure(None, value=3.0, place="a"), figure(None, value=30.0, place="b")]

    table = public(*rows).figures.table

    assert table["value"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("count", "of", "is_shown"),
    [
        (20, 30, True),
        (0, 30, True),
        (30, 30, True),
        (3, 30, False),
        (27, 30, False),  # three were not
        (26, 30, False),
        (25, 30, True),
    ],
)
def test_of_a_share_those_left_over_are_children_too(count, of, is_shown):
    observed = public(figure(count, of), indicator=share()).at("", Q1)

    assert (observed.count == count) is is_shown
    assert (observed.value is not None) is is_shown
    assert observed.denominator == of


def test_a_small_denominator_is_withheld_with_its_count_and_percentage():
    observed = public(figure(0, 4), indicator=share()).at("", Q1)

    assert (observed.count, observed.denominator, observed.value) == (None, None, None)
    assert observed.state is LocalState.WITHHELD


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("of", "is_given"), [(9, False), (10, True)])
def test_no_percentage_is_given_of_fewer_than_ten_in_any_mode(mode, of, is_given):
    protected = protect(own(share(), [figure(5, of)]), RULES, mode)

    assert (protected.at("", Q1).value is not None) is is_given


def test_in_public_nobody_can_work_out_the_percentage_that_is_not_given():
    nobody, all_of_them = figure(0, 7, place="a"), figure(7, 7, place="b")

    protected = public(nobody, all_of_them, indicator=share())

    assert shown(protected) == {}
    assert protected.at("a", Q1).denominator == 7
    assert shown(board(nobody, all_of_them, indicator=share())) == {"a": 0, "b": 7}


def test_a_share_of_nobody_is_shown():
    observed = public(figure(0, 0), indicator=share()).at("", Q1)

    assert (observed.count, observed.denominator) == (0, 0)
    assert observed.state is LocalState.FINAL


def test_a_percentage_of_nobody_knows_how_many_is_withheld_in_public_only():
    alone = figure(None, None, value=33.3)

    assert public(alone, indicator=share()).at("", Q1).state is LocalState.WITHHELD
    assert public(alone, indicator=share()).at("", Q1).value is None
    assert board(alone, indicator=share()).at("", Q1).value == 33.3


@pytest.mark.parametrize(("of", "cautious"), [(9, False), (10, True), (29, True), (30, False)])
def test_a_percentage_of_ten_to_twenty_nine_is_read_with_caution(of, cautious):
    protected = board(figure(5, of), indicator=share())

    assert RULES.needs_caution(protected.at("", Q1)) is cautious


def test_what_somebody_wrote_beside_a_figure_is_not_for_the_public():
    noted = figure(30, note="of whom three are siblings")

    assert public(noted).at("", Q1).note == ""
    assert board(noted).at("", Q1).note == "of whom three are siblings"


def test_a_team_is_not_had_by_taking_the_others_from_the_service():
    parts = [figure(count, place=place) for place, count in zip("abc", (3, 8, 19), strict=True)]

    assert shown(public(figure(30), *parts)) == {"": 30, "c": 19}


def test_a_group_is_not_had_by_taking_the_others_from_all_children():
    rows = [figure(30), figure(3, group="sex-girls"), figure(27, group="sex-boys")]

    assert shown(public(*rows)) == {"": 30}


def test_groups_of_one_dimension_do_not_hide_those_of_another():
    ages = [figure(14, group="age-10-14"), figure(16, group="age-15-17")]
    rows = [figure(30), figure(3, group="sex-girls"), figure(27, group="sex-boys"), *ages]

    assert shown(public(*rows)) == {"": 30, "age-10-14": 14, "age-15-17": 16}


def test_a_month_is_not_had_by_taking_the_others_from_the_quarter():
    rows = [figure(n, period=month) for month, n in zip(MONTHS, (2, 9, 20), strict=True)]

    assert shown(public(figure(31), *rows)) == {"": 31, MONTHS[2]: 20}


def test_a_quarter_is_not_had_by_adding_its_months():
    months = [figure(n, period=month) for month, n in zip(MONTHS, (0, 0, 3), strict=True)]

    assert shown(public(figure(3), *months)) == {MONTHS[0]: 0, MONTHS[1]: 0}


def test_the_total_is_withheld_where_nothing_else_helps():
    only_team_and_others_empty = [figure(3, place="a"), figure(0, place="b")]

    assert shown(public(figure(3), *only_team_and_others_empty)) == {"b": 0}


def test_where_most_groups_within_teams_are_small_the_totals_stay():
    figures = additive_figures(seed=1, teams=3, mean=1)

    table = protect(figures, RULES, Mode.PUBLIC).figures.table

    crossed = (table["place"] != "") & (table["group"] != "")
    assert table["count"][crossed].isna().all()
    assert table["count"][(table["place"] == "") & (table["group"] == "")].notna().all()


def test_what_the_sender_kept_back_cannot_be_had_from_the_rest():
    kept_back = figure(None, place="a", state="withheld")
    rows = [figure(40), kept_back, figure(20, place="b"), figure(12, place="c")]

    protected = public(*rows)

    assert len({"", "b", "c"} & set(shown(protected))) == 2
    assert protected.at("a", Q1).state is LocalState.WITHHELD


def test_parts_of_which_one_was_never_sent_do_not_take_the_total_with_them():
    """Team b sent nothing in the first quarter, so nobody can take team a from the service."""
    rows = [figure(40), figure(3, place="a"), figure(9, place="b", period="2025-26 Q2")]

    assert shown(public(*rows))[""] == 40


def test_children_in_two_teams_are_protected_as_if_the_teams_added_up():
    parts = [figure(3, place="a"), figure(29, place="b")]

    assert shown(public(figure(30), *parts, indicator=plain_count(adds_up=False))) == {"": 30}


def test_what_is_withheld_does_not_depend_on_the_order_of_rows():
    figures = additive_figures(seed=3, teams=3, months=True, mean=9)
    shuffled = own(
        figures.indicator, figures.table.sample(frac=1, random_state=1).to_dict("records")
    )

    assert shown(protect(figures, RULES, Mode.PUBLIC)) == shown(
        protect(shuffled, RULES, Mode.PUBLIC)
    )


def test_the_figures_given_are_left_as_they_are():
    figures = own(plain_count(), [figure(3)])
    protect(figures, RULES, Mode.PUBLIC)

    assert figures.at("", Q1).count == 3


def test_no_figures_are_protected_too():
    assert public().figures.table.empty


def test_all_that_is_withheld_has_one_word_and_absence_keeps_its_own():
    rows = [figure(30), figure(3, place="a"), figure(27, place="b")]
    protected = public(*rows, figure(None, place="c", state="not recorded"))

    assert [RULES.why_absent(protected.at(place, Q1)) for place in ("", "a", "b", "c")] == [
        "",
        "withheld",
        "withheld",
        "not recorded",
    ]
    few = board(figure(3, 7), indicator=share())
    assert RULES.why_absent(few.at("", Q1)) == "no percentage of fewer than 10"


def test_the_explanation_tells_how_many_are_withheld_and_by_which_numbers():
    protected = public(figure(30), figure(3, place="a"), figure(27, place="b"))

    assert protected.explanation.text == (
        "2 of 3 figures are withheld: numbers from 1 to 4, and what would reveal one of them to "
        "somebody who adds and subtracts. What is withheld is not zero. No percentage is given of "
        "fewer than 10; one of 10 to 29 is read with caution."
    )
    assert public(figure(30)).explanation.text.startswith("Nothing had to be withheld here.")
    assert board(figure(3)).explanation.text.startswith("No percentage is given")


def test_the_label_says_who_may_see_the_figures():
    assert public().label == "Public: small numbers hidden"
    assert board().label == "Board only: small numbers are shown; do not pass on"


def test_a_sum_is_withheld_if_one_of_its_parts_is():
    protected = public(figure(9, place="a"), figure(3, place="b"), figure(8, place="c"))
    a, b, c = (protected.at(place, Q1) for place in "abc")

    assert total(protected, [a, c]).count == 17
    assert total(protected, [a, b]).state is LocalState.WITHHELD
    assert total(protected, [a, b]).count is None
    assert total(protected, [a, protected.at("d", Q1)]).state is LocalState.NOT_RECORDED
    assert total(protected, []).count is None


def test_the_percentage_of_a_sum_is_worked_out_anew_and_not_of_too_few():
    protected = board(figure(1, 4), figure(4, 6, place="b"), indicator=share())
    parts = [protected.at("", Q1), protected.at("b", Q1)]

    assert (total(protected, parts).value, total(protected, parts).denominator) == (50, 10)
    assert total(protected, parts[:1]).value is None


def test_a_sum_with_a_provisional_part_is_provisional():
    protected = board(figure(9), figure(9, place="a", state="provisional"))

    both = total(protected, [protected.at("", Q1), protected.at("a", Q1)])
    assert both.state is LocalState.PROVISIONAL


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("largest_small_count", -1),
        ("largest_small_count", 21),
        ("smallest_denominator", 0),
        ("largest_cautious_denominator", 9),
    ],
)
def test_rules_that_cannot_be_are_refused_by_name(key, value):
    with pytest.raises(ImpossibleValueError, match=key):
        DisclosureRules(**{key: value})


def test_a_total_that_is_missing_is_a_sum_of_teams_and_of_groups_all_the_same():
    """Nine and two children in teams, five girls and six boys: who adds up gets at the two."""
    by_team = [figure(9, place="a"), figure(2, place="b")]
    by_sex = [figure(5, group="sex-girls"), figure(6, group="sex-boys")]

    assert shown(public(*by_team)) == {"a": 9}
    assert shown(public(*by_team, *by_sex)) == {"a": 9, "sex-boys": 6}


def test_a_team_that_is_missing_hides_a_small_one_unless_its_groups_tell_it():
    before = [figure(20, place="b", period="2024-25 Q4")]
    teams = [figure(33), figure(3, place="a"), figure(19, place="c")]
    groups = [figure(5, place="b", group="sex-girls"), figure(6, place="b", group="sex-boys")]

    def newest(*rows):
        found = public(*before, *rows)
        return {place for place in ("", "a", "c") if found.at(place, Q1).count is not None}

    assert newest(*teams) == {"", "c"}
    assert newest(*teams, *groups) == {""}
