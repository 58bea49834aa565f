"""The contract of `recommendations --json`, and the same as lines."""

import datetime as dt
from dataclasses import replace

from dashboard.core.register.follow_ups import FollowUp, Status
from dashboard.reports.recommendations import recommendation_lines, recommendations_contract
from tests.inspection_factories import shipped
from tests.register_factories import (
    PEOPLE,
    action,
    follow_up,
    measure,
    progress,
    recommendation,
    standing,
    update,
)

DAY = dt.date(2018, 9, 30)


def test_a_recommendation_nobody_took_up_has_nulls_where_nothing_was_given():
    second = shipped("hertfordshire-2018").recommendations[1]
    held = standing(FollowUp(second.id, second.service), of=second, as_of=DAY)

    (shown,) = recommendations_contract([(held, None)])

    assert shown["wording"].startswith("Make sure that information provided")
    del shown["wording"]
    assert shown == {
        "id": "hertfordshire-2018-2",
        "addressee": "Hertfordshire youth offending service",
        "source": "An inspection of youth offending services in Hertfordshire",
        "published": "2018-09-20",
        "standards": ["1.3", "1.4"],
        "areas_of_work": ["Organisational delivery"],
        "response": "No response yet",
        "status": "Not started",
        "late": None,
        "stuck": False,
        "age_days": 10,
        "owner": None,
        "body": None,
        "due": None,
        "measure": None,
        "open_actions": 0,
        "missing": ["owner", "date", "measure"],
        "for_others": False,
        "adopts": None,
        "adopted_as": None,
    }


def test_one_that_is_followed_up_says_whose_it_is_and_how_its_measure_stands():
    held = standing(follow_up(), [action(), action(2)], progress=progress(None, 81))

    (shown,) = recommendations_contract([(held, PEOPLE["olu"])])

    wanted = {"owner": "Olu Owner", "body": "Police", "due": "2019-12-31", "late": True}
    assert wanted.items() <= shown.items()
    assert (shown["status"], shown["open_actions"], shown["missing"]) == ("In progress", 2, [])
    assert shown["measure"] == {
        "name": "Key question 3.3.3",
        "unit": "%",
        "baseline": 69,
        "baseline_as_printed": None,
        "target": 80,
        "better": "at least",
        "periods_needed": 2,
        "latest": 81,
        "latest_period": "quarter 2",
        "met": False,
        "proposed": False,
    }


def test_a_measure_without_any_reading_has_null_and_is_not_met():
    held = standing(follow_up(), progress=progress(of=measure(baseline=None)))

    (shown,) = recommendations_contract([(held, None)])

    found = shown["measure"]
    assert (found["baseline"], found["latest"], found["latest_period"]) == (None, None, None)
    assert found["met"] is False


def test_a_line_says_where_it_stands_who_owns_it_and_what_it_lacks():
    late = standing(
        follow_up(due=dt.date(2019, 6, 2), measure=None), of=recommendation(wording="Do\n\nit.")
    )
    fine = standing(follow_up(status=Status.DONE, owner=""), updates=[update()])

    assert list(recommendation_lines([(late, PEOPLE["olu"]), (fine, None)])) == [
        "hertfordshire-2018-3: In progress, late, stuck, owned by Olu Owner and Police, lacks "
        "measure. Do it.",
        "hertfordshire-2018-3: Done - awaiting check, owned by Police. Do it.",
    ]


def test_one_for_others_says_so_and_names_the_own_action_that_was_adopted():
    own = recommendation(1, id="own", adopts="hertfordshire-2018-3")
    other = recommendation(for_others=True, addressee="Youth Justice Board")
    watched = replace(standing(of=other, as_of=DAY), adopted_as=own)

    shown, adopted = recommendations_contract([(watched, None), (standing(of=own), None)])
    (line,) = recommendation_lines([(watched, None)])

    assert (shown["status"], shown["for_others"]) == ("For others: watch", True)
    assert (shown["late"], shown["stuck"], shown["missing"]) == (False, False, [])
    assert (shown["adopted_as"], adopted["adopts"]) == ("own", "hertfordshire-2018-3")
    assert adopted["for_others"] is False
    assert "For others: watch, addressed to Youth Justice Board" in line
