"""What the register says: how many are late or stuck, what comes next, how a closing ended."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.register.follow_ups import Closing, Status
from dashboard.core.register.recommendations import SourceKind
from dashboard.core.register.success_measures import MeasureKind, Progress, Reading
from dashboard.narrative.register.actions import (
    action_sentence,
    action_words,
    actions_message,
    most_urgent_actions_first,
)
from dashboard.narrative.register.follow_ups import (
    closing_words,
    late_words,
    next_step,
    ownership_words,
    reopened_words,
    still_needed,
    stillness_words,
)
from dashboard.narrative.register.measures import holding_words, measure_title
from dashboard.narrative.register.recommendations import missing_sentence, register_answer
from tests.register_factories import (
    PUBLISHED,
    TODAY,
    action,
    done_action,
    evidence,
    follow_up,
    measure,
    progress,
    recommendation,
    standing,
    update,
)

BARE = follow_up(owner="", body="", due=None, original_due=None, measure=None)


def words(days):
    due = TODAY + dt.timedelta(days=days)
    return action_words(action(due=due, original_due=due), TODAY).text


def test_recommendations_that_lack_the_same_are_told_of_in_one_sentence():
    lacking = standing(BARE, of=recommendation(1))

    assert missing_sentence([lacking, lacking]).text == (
        "None of the 2 recommendations has an owner, a date or a measure yet."
    )
    assert missing_sentence([lacking, standing()]).text == (
        "1 of 2 recommendations lacks an owner, a date or a measure."
    )
    assert missing_sentence([lacking]).text == (
        "The one recommendation (to The service) has no owner, date and measure yet."
    )
    assert missing_sentence([standing()]).text == (
        "Every recommendation has an owner, a date and a measure."
    )
    assert missing_sentence([]).text.startswith("We have no recommendation")


def test_what_is_closed_lacks_nothing_and_is_not_counted():
    closed = standing(replace(BARE, status=Status.CLOSED), of=recommendation(2))
    lacking = standing(BARE, of=recommendation(1))

    assert missing_sentence([lacking, lacking, closed]).text == (
        "None of the 2 open recommendations has an owner, a date or a measure yet."
    )
    assert missing_sentence([lacking, standing(), closed]).text.startswith(
        "1 of 2 open recommendations lacks"
    )
    assert missing_sentence([closed]).text == "None of them is open."


def test_the_register_is_answered_in_one_sentence_with_every_count():
    late = standing(follow_up(due=dt.date(2019, 5, 1)), updates=[update()])
    stuck, fine = standing(), standing(updates=[update()])

    assert register_answer([late, stuck, fine], "to Essex").text == (
        "3 recommendations to Essex: 1 late, 1 stuck (nothing reported for a quarter) and none "
        "confirmed."
    )


def test_what_was_re_opened_is_counted_first():
    again = standing(follow_up(status=Status.REOPENED), updates=[update()])

    assert register_answer([again], "to Essex").text.startswith(
        "1 recommendation to Essex: 1 re-opened, none late"
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, "late by 1 day, was due 2 June 2019"), (0, "due today"), (1, "due 4 June 2019")],
)
def test_an_action_is_late_from_the_day_after_its_due_date(days, expected):
    assert words(days) == expected


def test_an_action_says_when_it_was_first_due_only_where_it_was_moved():
    moved = action(due=dt.date(2019, 9, 30))

    assert action_sentence(moved, TODAY).text == ("Due 30 September 2019 (first due 31 March 2019)")
    assert "first due" not in action_sentence(action(), TODAY).text
    assert action_words(action(due=None, original_due=None), TODAY).text == "no due date"


def test_actions_are_summed_up_without_what_there_is_none_of():
    assert actions_message([action(), done_action(2)], TODAY).text == "2 actions: 1 late and 1 done"
    fine = action(due=dt.date(2019, 7, 1), original_due=dt.date(2019, 7, 1))
    assert actions_message([fine], TODAY).text == "1 action: none late"
    assert actions_message([action(dropped_because="No money")], TODAY).text.startswith("0 actions")


def test_late_actions_come_first_then_by_date_then_without_one_then_the_done():
    later = action(2, due=dt.date(2019, 8, 1))
    open_ended = action(3, due=None)
    held = [done_action(4), open_ended, later, action(1), action(5, dropped_because="no")]

    ordered = most_urgent_actions_first(held, TODAY)

    assert [each.id for each in ordered] == ["action-1", "action-2", "action-3", "action-4"]


def test_late_says_of_what():
    overdue = follow_up(due=dt.date(2019, 6, 1))

    assert late_words(standing(overdue)).text == "late by 2 days"
    assert late_words(standing(actions=[action()])).text == "1 action late"
    assert late_words(standing(overdue, actions=[action()])).text == (
        "late by 2 days, 1 action late"
    )
    assert not late_words(standing())


def test_stuck_says_since_when():
    assert "since it was published 8 months ago" in stillness_words(standing()).text
    old = update(day=dt.date(2019, 1, 1))
    assert stillness_words(standing(updates=[old])).text == "nothing reported for 5 months"
    assert not stillness_words(standing(updates=[update()]))


def test_a_re_opening_says_why_whether_or_not_anybody_wrote_it_down():
    lost = Closing(
        Status.CONFIRMED, dt.date(2019, 4, 1), "Ann Chair", measured_to=dt.date(2019, 4, 1)
    )
    by_itself = standing(
        follow_up(status=Status.CONFIRMED, closings=(lost,)), progress=progress(85, 86, 74)
    )
    assert "Re-opened by itself: “Key question 3.3.3” fell to 74%" in reopened_words(by_itself).text

    written = replace(lost, reopened_on=TODAY, reopened_because="Victims complained")
    by_somebody = standing(follow_up(status=Status.REOPENED, closings=(written,)))
    assert reopened_words(by_somebody).text == "Re-opened because: Victims complained."
    assert not reopened_words(standing())


def test_a_moved_due_date_shows_the_first_one_too():
    held = follow_up(due=dt.date(2020, 3, 31))

    assert ownership_words(held, "Olu Owner").text == (
        "Olu Owner at Police; due 31 March 2020 (first due 31 December 2019)."
    )
    assert ownership_words(BARE, "").text == "Nobody yet; no due date."


MET, MISSED = progress(85, 86), progress(69)
ALL_DONE = (done_action(),)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (standing(follow_up(status=Status.NOT_STARTED, owner="", body="")), "Give it"),
        (standing(), "Add the first action."),
        (standing(actions=[action()]), 'Finish "Step 1", late by 64 days'),
        (standing(actions=ALL_DONE, progress=MISSED), "Record the next reading"),
        (standing(follow_up(measure=None), actions=ALL_DONE), "Set a success measure"),
        (standing(actions=ALL_DONE, progress=MET), "Add evidence"),
        (
            standing(actions=ALL_DONE, progress=MET, evidence=[evidence()]),
            "The owner says that it is done",
        ),
        (
            standing(
                follow_up(status=Status.DONE),
                actions=ALL_DONE,
                progress=MET,
                evidence=[evidence()],
            ),
            "Somebody who is not an owner confirms it.",
        ),
        (standing(follow_up(status=Status.REOPENED)), "Add an action that brings the effect back"),
        (standing(follow_up(status=Status.CONFIRMED)), "Nothing is left to do while"),
        (standing(follow_up(status=Status.CLOSED)), "Nothing is left to do: the board accepted"),
    ],
)
def test_one_thing_comes_next(held, expected):
    assert next_step(held).text.startswith(expected)


def test_what_confirming_needs_is_named_until_nothing_is_left():
    lines = [each.text for each in still_needed(standing(progress=MISSED))]

    assert lines[:2] == ["No action is recorded", "No evidence is recorded"]
    assert "is at 69%" in lines[2]
    assert still_needed(standing(actions=ALL_DONE, evidence=[evidence()], progress=MET)) == ()


def test_a_closing_says_how_it_ended():
    closing = Closing(
        Status.CLOSED,
        dt.date(2019, 1, 2),
        "Ann Chair",
        "No money",
        "Victims are not asked.",
        reopened_on=dt.date(2019, 5, 6),
        reopened_because="Money came",
    )

    assert closing_words(closing).text == (
        "Closed - not done on 2 January 2019 by Ann Chair. Reason: No money. Accepted risk: "
        "Victims are not asked. Re-opened on 6 May 2019: Money came."
    )


def test_a_measure_says_value_period_and_target():
    assert measure_title(progress(69)).text == "69% in December 2018, target at least 80%"
    assert measure_title(progress(None)).text == (
        "Baseline 69% (2018), no reading since, target at least 80%"
    )


def test_a_measure_without_a_baseline_has_no_reading_yet():
    bare = Progress(measure(baseline=None), (), PUBLISHED)

    assert measure_title(bare).text == "No reading yet, target at least 80%"


def test_an_indicator_keeps_the_name_of_its_own_period():
    of = measure(kind=MeasureKind.INDICATOR, unit="per 100,000", target=250)
    held = Progress(of, (Reading(TODAY, "Year ending March 2019", 287.25, "figures"),), PUBLISHED)

    assert measure_title(held).text == (
        "287.2 per 100,000 in year ending March 2019, target at least 250 per 100,000"
    )


def test_a_reading_before_the_recommendation_cannot_show_its_effect():
    early = Progress(measure(), (Reading(PUBLISHED, "inspection", 69, "report"),), PUBLISHED)

    assert "no reading since the recommendation was published" in holding_words(early).text
    assert holding_words(progress(85, 70)).text == (
        "Not met yet: 0 of 2 periods in a row reached the target."
    )
    assert holding_words(progress(85, 86)).text.startswith("Met: the target was reached in 2 of 2")


WATCHED = standing(BARE, of=recommendation(9, for_others=True))


def test_the_register_counts_those_for_others_apart():
    only = "1 recommendation is for somebody else (The service): nothing here is yours to do."

    assert register_answer([WATCHED], "to Essex").text == only
    assert register_answer([standing(), WATCHED], "to Essex").text == (
        "1 recommendation to Essex: none late, 1 stuck (nothing reported for a quarter) and none "
        f"confirmed. {only}"
    )


def test_several_for_others_name_the_one_they_are_for_if_it_is_one():
    other = standing(BARE, of=recommendation(8, for_others=True, addressee="Police"))

    assert register_answer([WATCHED, WATCHED], "to Essex").text == (
        "2 recommendations are for somebody else (The service): nothing here is yours to do."
    )
    assert register_answer([WATCHED, other], "to Essex").text == (
        "2 recommendations are for others: nothing here is yours to do."
    )


def test_an_own_action_is_not_counted_as_a_recommendation():
    own = standing(of=recommendation(4, kind=SourceKind.OWN))

    assert register_answer([own], "of Essex").text.startswith("1 own action of Essex: ")
    assert register_answer([own, own], "of Essex").text.startswith("2 own actions of Essex: ")
    assert register_answer([own, standing()], "of Essex").text.startswith(
        "2 recommendations and own actions of Essex: "
    )
    assert "recommendation" not in missing_sentence([own]).text


def test_of_one_for_others_nothing_comes_next_but_to_watch_or_adopt_it():
    adopted = replace(WATCHED, adopted_as=recommendation(10))

    assert next_step(WATCHED).text.startswith("Nothing here is yours to do: watch it, or adopt")
    assert next_step(adopted).text == "Watch it. The board adopted it as its own action."
