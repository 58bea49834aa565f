"""Who knew what on a day: acknowledgements with their people, the silent, the decisions."""

import datetime as dt

from dashboard.core.board.acknowledgements import attention
from dashboard.core.board.meetings import SubjectKind
from dashboard.core.board.who_knew import WhoKnew, knowledge
from dashboard.narrative.board.who_knew import (
    known_words,
    role_words,
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


def test_all_that_is_known_is_told_in_five_parts():
    found = known([acknowledgement(note="Seen.")], [meeting(), meeting("2018-12-03")], [decision()])

    assert known_words(found) == {
        "Stood since": ("year ending December 2016, whose figure was out by 30 September 2017",),
        "Before the board": ("12 October 2018 and 3 December 2018",),
        "Acknowledged by": ("Ann Lee (Chair), 1 October 2018, 09:00 UTC: Seen.",),
        "Not acknowledged by": ("Bo Bell (Police)",),
        "Decided": ("Challenge (Management board, 12 October 2018, recorded by Ann Lee): Why?",),
    }


def test_what_nobody_did_is_told_too():
    told = known_words(known(people=()))

    assert told["Before the board"] == ("no meeting at which it stood is recorded",)
    assert told["Acknowledged by"] == (
        "First published 15 months ago; nobody has acknowledged it.",
    )
    assert told["Decided"] == ("no decision or challenge is recorded",)


def test_the_summary_says_how_many_stood_and_how_many_nobody_took_note_of():
    unseen, seen = known(), known([acknowledgement()])

    assert summary(unseen) == (
        "On 31 December 2018, 1 early warning stood; nobody had acknowledged it."
    )
    assert summary(seen).endswith("1 early warning stood; somebody had acknowledged it.")
    assert summary(unseen, seen).endswith("2 early warnings stood; 1 not acknowledged by anybody.")
    assert summary(unseen, unseen).endswith("none was acknowledged.")
    assert summary(seen, seen).endswith("all were acknowledged.")
    assert summary() == "No early warning stood on 31 December 2018."
    assert summary(scanned=0).startswith("Nothing that can be compared had been published")


def test_the_moment_is_told_in_utc():
    assert when_words(acknowledgement()) == "1 October 2018, 09:00 UTC"
