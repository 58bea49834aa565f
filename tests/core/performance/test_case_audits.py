"""Rehearsal ratings: pooled audits, the inspectors' own rules, what is missing, how sure it is."""

import pytest
from scipy import stats

from dashboard.core.disclosure.protection import Mode, protect
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.reinspection import SHARED_ASSUMPTIONS
from dashboard.core.performance.case_audits import (
    ASSUMPTIONS,
    Lack,
    audited_quarters,
    audited_question,
    pooled_quarters,
)
from dashboard.core.statistics.formulas import wilson_interval
from tests.audit_factories import (
    BEFORE,
    LAST,
    QUARTERS,
    RULES,
    audit,
    audits,
    rehearsed,
    rules_of,
)
from tests.local_factories import figure, own

GOOD = {BEFORE: (14, 20), LAST: (14, 20)}
BEST = {BEFORE: (19, 20), LAST: (20, 20)}
QUESTION = rules_of().standard("3.3").key_questions[0]


def question(by_quarter, mode=Mode.BOARD, place="", of_place=""):
    held = audits(QUESTION.code, by_quarter, mode, of_place)
    return audited_question(QUESTION, held, place, QUARTERS, RULES)


def rows(*given, mode=Mode.BOARD):
    held = protect(own(audit(QUESTION.code), given), RULES, mode)
    return audited_question(QUESTION, held, "", QUARTERS, RULES)


def test_the_last_two_quarters_are_added_up_not_their_percentages_averaged():
    pooled = question({BEFORE: (10, 10), LAST: (5, 30)})

    assert (pooled.yes, pooled.cases, pooled.percentage) == (15, 40, 38)


@pytest.mark.parametrize(
    ("yes", "percentage", "rating"),
    [(25, 63, "Requires improvement"), (26, 65, "Good"), (31, 78, "Good"), (32, 80, "Outstanding")],
)
def test_the_share_is_rounded_to_a_whole_per_cent_a_half_upwards_before_it_is_banded(
    yes, percentage, rating
):
    only = rehearsed([{BEFORE: (0, 0), LAST: (yes, 40)}])

    assert only.questions[0].percentage == percentage
    assert str(only.rating) == rating


def test_the_lowest_key_question_decides_and_those_level_with_it():
    found = rehearsed([BEST, GOOD, GOOD])

    assert found.rating is Rating.GOOD
    assert [each.question.code for each in found.deciding] == ["3.3.2", "3.3.3"]


def test_a_key_question_that_was_not_audited_might_be_the_lowest_so_there_is_no_rating():
    found = rehearsed([BEST, BEST, {}])

    assert found.rating is None
    assert [each.lack for each in found.lacking] == [Lack.NOT_AUDITED]
    assert found.shares == {}


def test_a_quarter_that_is_withheld_is_not_pooled_with_the_other():
    pooled = question({BEFORE: (3, 20), LAST: (15, 20)}, Mode.PUBLIC)

    assert (pooled.yes, pooled.cases, pooled.percentage) == (None, None, None)
    assert pooled.lack is Lack.WITHHELD


def test_a_quarter_withheld_by_the_sender_is_not_pooled_on_the_boards_screen_either():
    kept = figure(period=BEFORE, state="withheld")

    assert rows(kept, figure(15, 20, period=LAST)).lack is Lack.WITHHELD


def test_one_audited_quarter_is_enough():
    assert question({LAST: (14, 20)}).percentage == 70
    not_recorded = figure(period=BEFORE, state="not recorded")
    assert rows(not_recorded, figure(14, 20, period=LAST)).percentage == 70


def test_a_percentage_without_its_cases_cannot_be_pooled():
    alone = figure(period=LAST) | {"value": 70}

    assert rows(alone).lack is Lack.NO_CASES


@pytest.mark.parametrize(("cases", "lack"), [(9, Lack.TOO_FEW), (10, None)])
def test_below_ten_cases_there_is_no_percentage_and_so_no_rating(cases, lack):
    found = rehearsed([{LAST: (9, cases)}])

    assert found.questions[0].lack is lack
    assert (found.rating is None) is (lack is not None)


@pytest.mark.parametrize(("cases", "caution"), [(10, True), (29, True), (30, False)])
def test_from_ten_to_29_cases_a_rating_is_given_with_caution(cases, caution):
    assert rehearsed([{LAST: (9, cases)}]).needs_caution is caution


def test_the_fewest_cases_of_a_key_question_count_for_caution():
    found = rehearsed([BEST, {LAST: (14, 20)}])

    assert (found.fewest_cases, found.needs_caution) == (20, True)


def test_the_interval_is_wilsons_of_the_yes_answers():
    lower, upper = wilson_interval(28, 40)

    assert question(GOOD).interval == pytest.approx((lower * 100, upper * 100))


def test_drawn_again_the_shares_add_up_and_the_same_audits_give_the_same_shares():
    first, again = rehearsed([GOOD, BEST]), rehearsed([GOOD, BEST])

    assert sum(first.shares.values()) == pytest.approx(1)
    assert first.shares == again.shares
    assert max(first.shares, key=first.shares.__getitem__) is Rating.GOOD


def test_more_cases_make_a_rating_firmer():
    many = {BEFORE: (144, 200), LAST: (144, 200)}

    assert rehearsed([many]).shares[Rating.GOOD] > rehearsed([GOOD]).shares[Rating.GOOD]


def test_a_change_is_clear_only_if_the_work_inspected_would_rarely_come_out_like_it():
    def changed(yes, of):
        only = {LAST: (yes, of)}
        return rehearsed([only], published=Rating.OUTSTANDING, inspected=[85])

    assert (changed(60, 200).changes, changed(60, 200).changes_clearly) == (True, True)
    assert (changed(15, 20).changes, changed(15, 20).changes_clearly) == (True, False)
    assert changed(15, 20).is_lower


def test_how_often_chance_makes_such_a_change_is_the_binomials_tail():
    # 15 of 20 is 75%, Good: of work at 85%, as low or lower in 17% of samples of twenty.
    found = rehearsed([{LAST: (15, 20)}], published=Rating.OUTSTANDING, inspected=[85])

    assert found.by_chance == pytest.approx(stats.binom.cdf(15, 20, 0.85), abs=0.01)
    higher = rehearsed([{LAST: (19, 20)}], published=Rating.GOOD, inspected=[70])
    assert higher.by_chance == pytest.approx(stats.binom.sf(15, 20, 0.70), abs=0.01)


def test_without_the_published_percentages_nobody_can_say_what_chance_would_make():
    found = rehearsed([GOOD], published=Rating.OUTSTANDING)

    assert (found.by_chance, found.changes, found.changes_clearly) == (None, True, False)
    assert rehearsed([GOOD], published=Rating.GOOD).changes is False
    assert rehearsed([GOOD]).changes is None


def test_an_area_team_has_its_own_audits():
    assert question(GOOD, place="north", of_place="north").percentage == 70
    assert question(GOOD, place="south", of_place="north").lack is Lack.NOT_AUDITED


def test_the_quarters_are_the_newest_audited_and_the_one_before_even_if_that_is_empty():
    held = [audits("3.3.1", {"2024-25 Q1": (1, 2)}), audits("3.3.2", {LAST: (1, 2)})]
    monthly = protect(own(audit("3.3.3"), [figure(1, 2, period="2026-05")]), RULES, Mode.BOARD)

    empty = protect(
        own(audit("3.4.1"), [figure(period="2026-27 Q1", state="not recorded")]), RULES, Mode.BOARD
    )

    quarters = audited_quarters([*held, monthly, empty])
    assert [quarter.id for quarter in quarters] == ["2024-25 Q1", LAST]
    assert [quarter.id for quarter in pooled_quarters(quarters)] == [BEFORE, LAST]


def test_the_drawing_assumes_what_that_of_an_inspection_assumes_and_says_what_audits_add():
    assert set(SHARED_ASSUMPTIONS) < set(ASSUMPTIONS)
    assert any("more kindly" in text for text in ASSUMPTIONS)
