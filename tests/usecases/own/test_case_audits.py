"""Case audits of a service: every standard rated on cases, beside what inspectors published."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.own.figures import AreaTeam
from dashboard.core.performance.case_audits import Lack
from dashboard.errors import UnknownNameError
from dashboard.usecases.own.case_audits import NoAudits, read_case_audits
from tests.local_factories import figure
from tests.own_holdings import QUARTERS, with_own_figures

NORTH = AreaTeam("north", "hertfordshire", "North")


def audited(yes=14, of=20, place="", codes=("3.3.1", "3.3.2", "3.3.3")):
    rows = [figure(yes, of, period=quarter, place=place) for quarter in QUARTERS]
    return {f"audit-{code}": rows for code in codes}


def read(held, rows_of, service="hertfordshire", mode=Mode.BOARD, place="", **changed):
    found = with_own_figures(held, rows_of, service, [NORTH])
    return read_case_audits(replace(found, **changed), service, mode, place)


def standard(reading, code):
    return next(each for each in reading.ratings if each.standard.code == code)


def test_every_standard_rated_on_cases_is_there_and_those_judged_are_named_apart(shipped_holdings):
    reading = read(shipped_holdings, audited())

    assert [r.standard.code for r in reading.ratings] == [
        "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4",
    ]  # fmt: skip
    assert [each.code for each in reading.judged] == ["1.1", "1.2", "1.3", "1.4"]
    assert [each.standard.code for each in reading.rated] == ["3.3"]


def test_the_published_rating_is_that_of_the_last_inspection_by_the_same_standards(
    shipped_holdings,
):
    reading = read(shipped_holdings, audited())

    assert reading.published.id == "hertfordshire-2018"
    assert standard(reading, "2.1").rated.published is Rating.OUTSTANDING
    assert (standard(reading, "3.3").rating, standard(reading, "3.3").changes) == (
        Rating.GOOD,
        False,
    )


def test_an_inspection_under_other_standards_is_not_compared_and_is_named(shipped_holdings):
    reading = read(shipped_holdings, audited(), service="surrey")

    assert reading.published is None
    assert reading.later.service == "surrey"
    assert standard(reading, "3.3").changes is None


def test_before_the_inspection_was_published_there_is_nothing_to_compare_with(shipped_holdings):
    reading = read(shipped_holdings, audited(), as_of=dt.date(2018, 1, 1))

    assert (reading.published, reading.later) == (None, None)


def test_two_quarters_are_pooled_and_four_are_shown(shipped_holdings):
    reading = read(shipped_holdings, audited())

    assert [quarter.id for quarter in reading.pooled] == list(QUARTERS[2:])
    assert [quarter.id for quarter in reading.quarters] == list(QUARTERS)
    assert standard(reading, "3.3").fewest_cases == 40


def test_an_area_team_has_its_own_rehearsal_of_the_same_quarters(shipped_holdings):
    reading = read(shipped_holdings, audited(place="north"), place="north")

    assert (reading.place_words, standard(reading, "3.3").rating) == ("North", Rating.GOOD)
    whole = read(shipped_holdings, audited(place="north"))
    assert standard(whole, "3.3").lacking[0].lack is Lack.NOT_AUDITED
    assert (whole.only_of_teams, reading.only_of_teams) == (True, False)


def test_small_numbers_are_protected_before_anything_is_pooled(shipped_holdings):
    public = read(shipped_holdings, audited(yes=3), mode=Mode.PUBLIC)

    assert {each.lack for each in standard(public, "3.3").questions} == {Lack.WITHHELD}
    assert public.protected.mode is Mode.PUBLIC
    assert standard(read(shipped_holdings, audited(yes=3)), "3.3").rating is Rating.INADEQUATE


def test_without_audits_it_is_said_which_standards_can_be_audited(shipped_holdings):
    absent = read(shipped_holdings, {})

    assert isinstance(absent, NoAudits)
    assert [framework.id for framework in absent.frameworks] == ["hmip-2018"]
    assert not absent.monthly


def test_audits_by_month_alone_are_not_taken_for_quarters(shipped_holdings):
    absent = read(shipped_holdings, {"audit-3.3.1": [figure(3, 5, period="2026-02")]})

    assert isinstance(absent, NoAudits)
    assert absent.monthly


def test_a_service_nobody_defined_is_refused(shipped_holdings):
    with pytest.raises(UnknownNameError):
        read(shipped_holdings, audited(), service="hertfordshir")
