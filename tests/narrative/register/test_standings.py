"""What the first page says of the recommendations: how many are late, stuck, re-opened, lacking."""

import datetime as dt
from dataclasses import replace

from dashboard.core.register.follow_ups import Closing, FollowUp, Status
from dashboard.core.register.recommendations import SourceKind
from dashboard.core.sentences import Tone
from dashboard.narrative.register.standings import reopened_sentence, standings_sentence
from tests.register_factories import (
    SERVICE,
    TODAY,
    action,
    follow_up,
    measure,
    progress,
    recommendation,
    standing,
    update,
)


def untouched(number=1, proposed=True):
    held = FollowUp(f"r{number}", SERVICE, measure=measure(proposed=True) if proposed else None)
    return standing(held, of=recommendation(number))


def moving(**changed):
    return standing(follow_up(due=dt.date(2099, 1, 1), **changed), updates=[update()])


def lost():
    """Return one that was confirmed on two good readings, before a third fell below the target."""
    closing = Closing(Status.CONFIRMED, dt.date(2019, 8, 1), "Ann", measured_to=dt.date(2019, 7, 1))
    held = follow_up(status=Status.CONFIRMED, closings=(closing,))
    return standing(held, progress=progress(84, 86, 84, 70))


def told(*standings):
    return standings_sentence(standings).text


def again(*standings):
    sentence = reopened_sentence(standings)
    assert sentence is not None
    return sentence


def test_recommendations_that_nobody_took_up_are_one_short_sentence():
    assert told(*(untouched(n) for n in (1, 2, 3))) == (
        "None of the 3 recommendations has an owner or a date yet. Each has a proposed measure."
    )


def test_without_a_measure_that_is_missing_too():
    assert told(untouched(1, False), untouched(2, False)) == (
        "None of the 2 recommendations has an owner, a date or a measure yet."
    )


def test_one_recommendation_names_its_addressee():
    assert told(untouched()) == (
        "The one recommendation (to The service) does not have an owner or a date yet. It has a "
        "proposed measure."
    )


def test_where_some_are_closed_only_the_open_ones_are_spoken_of():
    closed = standing(follow_up(status=Status.CONFIRMED))

    assert told(untouched(1), untouched(2), closed).startswith(
        "None of the 2 open recommendations has an owner or a date yet"
    )


def test_what_is_late_stuck_or_lacks_something_is_counted():
    late = standing(follow_up(due=dt.date(2019, 12, 31)), actions=[action()], updates=[update()])
    no_owner = moving(owner="", body="")

    assert told(late, no_owner, untouched()) == ("1 of 3 open recommendations is late. 1 stuck.")


def test_what_is_late_is_not_called_missing():
    late = standing(follow_up(due=dt.date(2019, 12, 31)), actions=[action()], updates=[update()])

    assert standings_sentence([late]).tone is Tone.MISSED
    assert standings_sentence([moving(owner="", body="")]).tone is Tone.MISSING


def test_where_nothing_is_wrong_that_is_said():
    sentence = standings_sentence([moving()])

    assert sentence.text == ("No open recommendation is late, stuck or without an owner (1 open).")
    assert sentence.tone is Tone.NOTE


def test_closed_recommendations_are_told_as_closed():
    closed = standing(follow_up(status=Status.CONFIRMED))

    assert told(closed) == "The one recommendation is closed."
    assert told(closed, closed) == "All 2 recommendations are closed."


def test_none_at_all_is_said_too():
    assert told() == "We have no recommendation to this service."


def test_a_recommendation_whose_effect_was_lost_says_why():
    sentence = again(untouched(), lost())

    assert sentence.lead == "1 recommendation re-opened: number 3 of A report."
    assert "“Key question 3.3.3” fell to 70% (quarter 4" in sentence.text
    assert sentence.tone is Tone.MISSED


def test_one_that_somebody_re_opened_says_so_in_their_words():
    closing = Closing(
        Status.CLOSED, TODAY, "Ann", "Too dear.", "Some.", None, TODAY, "A complaint."
    )
    held = standing(follow_up(status=Status.REOPENED, closings=(closing,)))

    assert again(held).text.endswith("number 3 of A report. A complaint.")


def test_several_re_opened_are_counted_and_the_first_explained():
    words = again(lost(), lost()).text

    assert words.startswith("2 recommendations are re-opened. Number 3 and number 3 of A report")
    assert words.count("The first: “Key question 3.3.3” fell to") == words.count("fell to") == 1


def test_of_many_re_opened_the_first_three_are_named():
    sentence = again(*(lost() for _ in range(5)))

    assert "number 3 of A report and 2 more." in sentence.text
    assert (sentence.lead, sentence.number) == ("5 recommendations are re-opened.", "5")


def test_nothing_is_said_where_none_re_opened():
    assert reopened_sentence([untouched(), moving()]) is None


def test_every_count_of_a_sentence_is_a_fact():
    assert {"3", "1", "2"} >= set(standings_sentence([untouched(), moving(), moving()]).facts)


def watched(number=1):
    return standing(FollowUp("w", SERVICE), of=recommendation(number, for_others=True))


def test_what_is_for_others_is_counted_apart_and_is_no_alarm():
    sentence = standings_sentence([watched()])

    assert (
        sentence.text
        == "1 recommendation is for somebody else (The service): nothing here is yours to do."
    )
    assert sentence.tone is Tone.NOTE
    assert told(watched(1), watched(2)).startswith("2 recommendations are for somebody else")


def test_own_actions_are_no_recommendations():
    of = recommendation(kind=SourceKind.OWN)
    own = replace(untouched(), recommendation=of)

    for sentence in (told(own), told(own, own), told(replace(moving(), recommendation=of))):
        assert "own action" in sentence
        assert "recommendation" not in sentence


def test_beside_its_own_those_for_others_are_a_sentence_of_their_own():
    assert told(untouched(), watched()) == (
        "The one recommendation (to The service) does not have an owner or a date yet. It has a "
        "proposed measure. 1 recommendation is for somebody else (The service): nothing here is "
        "yours to do."
    )
