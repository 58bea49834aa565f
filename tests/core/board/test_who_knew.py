"""Who knew what on a day: acknowledgements with their people, the silent, the decisions."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.board.acknowledgements import attention
from dashboard.core.board.meetings import DecisionKind, SubjectKind
from dashboard.core.board.who_knew import WhoKnew, knowledge
from dashboard.narrative.board.who_knew import (
    board_words,
    group_words,
    known_words,
    role_words,
    seen_words,
    silent_words,
    summary_words,
    when_words,
)
from tests.board_factories import acknowledgement, at, decision, meeting, members, warning
from tests.factories import service

DAY = dt.date(2018, 12, 31)


def known(acknowledgements=(), meetings=(), decisions=(), people=None):
    held = attention(warning(), acknowledgements, meetings, DAY)
    by_id = {each.id: each for each in meetings}
    registered = members() if people is None else people
    return knowledge(held, {one.id: one for one in registered}, by_id, decisions)


def summary(*warnings, scanned=4):
    return summary_words(WhoKnew(service(), DAY, scanned, warnings)).text


def test_each_acknowledgement_comes_with_the_person_as_registered():
    found = known([acknowledgement(), acknowledgement(person="gone", by="Old Name")])

    assert [(made.by, person and person.id) for made, person in found.knowers] == [
        ("Ann Lee", "ann"),
        ("Old Name", None),
    ]
    assert [role_words(person) for _, person in found.knowers] == [
        "Chair",
        "not registered on that day",
    ]


def test_decisions_on_the_warning_come_with_their_meeting_in_order():
    later = decision(id="later", at=at("2018-12-01"), meeting="")
    others = [
        decision("placeshire:other"),
        decision(service="elsewhere", id="else"),
        decision(subject_kind=SubjectKind.ACTION, id="action"),
    ]

    found = known(meetings=[meeting()], decisions=[later, decision(), *others])

    assert [(made.id, where and where.id) for made, where in found.decisions] == [
        ("decision-on-placeshire:first-time-entrants", "meeting-2018-10-12"),
        ("later", None),
    ]


def test_the_words_name_who_was_silent_and_where_they_come_from():
    found = known([acknowledgement()])

    assert silent_words(found).text == "Bo Bell (Police)"


def test_the_words_say_where_nobody_was_registered():
    assert silent_words(known(people=())).text.startswith("nobody was registered")
    only_ann = known([acknowledgement()], people=members()[:1])
    assert silent_words(only_ann).text.startswith("nobody else was registered")


def test_who_recorded_a_decision_and_did_not_acknowledge_is_said_to_have_decided():
    found = known(meetings=[meeting()], decisions=[decision()])

    assert silent_words(found).text == (
        "Ann Lee (decided on it on 12 October 2018) and Bo Bell (Police)"
    )
    assert [one.id for one in found.seen_by] == ["ann"]


def test_a_decision_from_before_the_warning_began_says_nothing_of_its_return():
    old = decision(at=at("2016-12-31"), meeting="")

    found = known(decisions=[old])

    assert found.decisions == ((old, None),)
    assert (found.newest_decision, found.seen_by) == (None, ())
    assert known(decisions=[replace(old, at=at("2017-01-01"))]).seen_by


def test_the_newest_decision_is_that_of_the_latest_meeting_whenever_it_was_recorded():
    late = decision(id="late", at=at("2018-12-20"), text="Old.")
    between = decision(id="between", at=at("2018-11-01"), meeting="", text="New.")

    found = known(meetings=[meeting()], decisions=[between, late])

    assert found.newest_decision == (between, None)


def test_what_the_board_did_is_one_line():
    seen, decided = [acknowledgement()], [decision()]

    assert board_words(known()).text == (
        "A warning for 15 months. Seen by 0 of 2 members; nothing decided yet"
    )
    assert board_words(known(seen)).text == "Seen by 1 of 2 members; nothing decided yet"
    assert board_words(known(seen, [meeting()], decided)).text == (
        "Seen by 1 of 2 members; challenged 12 October 2018: Why?"
    )
    agreed = decision(kind=DecisionKind.DECISION, at=at("2018-10-20"), meeting="", text="Ask them.")
    assert board_words(known(decisions=[agreed])).text == (
        "Seen by 1 of 2 members; decided 20 October 2018: Ask them."
    )


def test_who_saw_it_and_is_no_member_now_is_counted_apart():
    gone = acknowledgement(person="di", by="Di Dunn")

    assert seen_words(known([gone])).text == "Seen by 0 of 2 members and 1 other"
    assert seen_words(known([gone], people=())).text == (
        "No board member is registered, seen by 1 other"
    )
    assert seen_words(known(people=())).text == "No board member is registered"
    assert known([gone]).is_seen


def test_of_several_warnings_it_is_told_once_where_it_is_the_same():
    one = known()

    unseen = "A warning for 15 months. Seen by 0 of 2 members; nothing decided yet."
    assert group_words([one, one]).text == unseen
    assert group_words([one, known([acknowledgement()])]).text == (
        f"First-time entrants, Area A: {unseen} "
        "First-time entrants, Area A: Seen by 1 of 2 members; nothing decided yet."
    )


def test_a_long_decision_is_shortened_and_its_lines_are_joined():
    long = decision(text="Ask.\nAgain. " * 40)

    told = board_words(known(meetings=[meeting()], decisions=[long])).text

    assert "Ask. Again. Ask." in told
    assert told.endswith(" …")


@given(
    st.sets(st.sampled_from(["ann", "bo", "cy", "di", "gone"])),
    st.sampled_from(["", "Ann Lee", "Bo Bell", "Di Dunn"]),
)
def test_nobody_is_both_counted_as_having_seen_it_and_told_as_silent_without_a_word(seen, decider):
    decisions = [decision(by=decider)] if decider else []
    found = known([acknowledgement(person=each) for each in sorted(seen)], [meeting()], decisions)

    quiet = [one for one in found.silent if one not in found.seen_by]
    assert len(quiet) + len(found.seen_by) == len(found.members) == 2
    assert all(found.decided_by(one) for one in found.silent if one in found.seen_by)
    assert found.others_who_saw == len(seen - {"ann", "bo"})


def test_all_that_is_known_is_told_in_five_parts():
    found = known([acknowledgement(note="Seen.")], [meeting(), meeting("2018-12-03")], [decision()])

    assert known_words(found) == {
        "Since": ("year ending December 2016, published by 30 September 2017",),
        "Before the board": ("12 October 2018 and 3 December 2018",),
        "Acknowledged by": ("Ann Lee (Chair), 1 October 2018, 09:00 UTC: Seen.",),
        "Not acknowledged by": ("Bo Bell (Police)",),
        "Decided": ("Challenge (Management board, 12 October 2018, recorded by Ann Lee): Why?",),
    }


def test_what_nobody_did_is_told_too():
    told = known_words(known(people=()))

    assert told["Before the board"] == ("at no meeting that is recorded",)
    assert told["Acknowledged by"] == ("nobody, 15 months after it was published",)
    assert told["Decided"] == ("no decision or challenge is recorded",)


def test_the_summary_says_how_many_there_were_and_how_many_nobody_saw():
    unseen, seen = known(), known([acknowledgement()])

    assert summary(unseen) == (
        "There was one early warning on 31 December 2018. Seen by 0 of 2 members."
    )
    assert summary(seen).endswith("Seen by 1 of 2 members.")
    assert summary(unseen, seen) == (
        "There were 2 early warnings on 31 December 2018. Nobody had seen 1 of them."
    )
    assert summary(unseen, unseen).endswith("Nobody had seen any of them.")
    assert summary(seen, seen).endswith("Each had been seen by somebody.")
    assert summary() == "There was no early warning on 31 December 2018."
    assert summary(scanned=0).startswith("Nothing that can be compared had been published")


def test_the_moment_is_told_in_utc():
    assert when_words(acknowledgement()) == "1 October 2018, 09:00 UTC"
