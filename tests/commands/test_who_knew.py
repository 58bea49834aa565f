"""`who-knew`: what it prints, its contract, and one sentence for what cannot be asked."""

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from tests.board_factories import (
    STOOD_IN_2018,
    acknowledgement,
    decision,
    meeting,
    members,
    stored,
)

DAY = ("hertfordshire", "--on", "2018-12-31")


@pytest.fixture
def run(own_database_url, own_store):
    mine = {"service": "hertfordshire"}
    shown = acknowledgement(warning=STOOD_IN_2018, person="bo", by="Bo Bell", note="Seen.", **mine)
    stored(own_store, *members(), shown, decision(STOOD_IN_2018, **mine), meeting(**mine))
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, ["who-knew", *arguments])


def test_it_says_who_had_acknowledged_what_and_who_had_not(run):
    printed = run(*DAY).stdout

    assert printed.startswith("There were 2 early warnings on 31 December 2018.")
    assert "Acknowledged by: Bo Bell (Board member, Police), 1 October 2018, 09:00 UTC: Seen." in (
        printed
    )
    assert "Not acknowledged by: Ann Lee (decided on it on 12 October 2018)\n" in printed
    assert "Challenge (Management board, 12 October 2018, recorded by Ann Lee): Why?" in printed


def test_its_contract_is_plain_data(run):
    found = json.loads(run(*DAY, "--json").stdout)

    assert (found["service"], found["on"]) == ("hertfordshire", "2018-12-31")
    by_id = {each["id"]: each for each in found["warnings"]}
    known = by_id[STOOD_IN_2018]
    assert known["sentence"].startswith("First-time entrants: 23% above similar areas")
    assert (known["since"], known["known_from"]) == ("2015", "2016-09-30")
    assert known["acknowledged_by"] == [
        {
            "name": "Bo Bell",
            "roles": ["Board member"],
            "body": "Police",
            "at": "2018-10-01T09:00:00+00:00",
            "period": "2017",
            "note": "Seen.",
        }
    ]
    assert known["not_acknowledged_by"] == [
        {"name": "Ann Lee", "roles": ["Chair"], "body": None, "decided_on": "2018-10-12"}
    ]
    assert (known["members"], known["members_who_saw"]) == (2, 2)
    assert known["what_the_board_did"] == (
        "Seen by 2 of 2 members; challenged 12 October 2018: Why?"
    )
    assert known["decisions"][0]["meeting"] == "2018-10-12"
    assert known["days_unacknowledged"] is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("hertfordshir", "--on", "2018-12-31"), 'There is no service "hertfordshir"'),
        (("hertfordshire", "--on", "2999-01-01"), "2999-01-01 is still to come"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(run, arguments, sentence):
    refused = run(*arguments)

    assert refused.exit_code == 1
    assert refused.stderr.startswith(sentence)
    assert refused.stderr.count("\n") == 1
