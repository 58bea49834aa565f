"""How the dashboard is run, opened through app.py: for an administrator of every service only."""

import logging

from dashboard.core.people import Role
from dashboard.ui.operator_log import REFUSALS
from dashboard.usecases.upkeep.backup import back_up
from tests.history_factories import added
from tests.pages.opening import open_page, words
from tests.people_factories import actor, person


def test_an_administrator_is_told_of_the_backup_and_who_can_do_what(
    shipped_holdings, empty_store, tmp_path
):
    added(empty_store, person("Ann Lee", Role.ADMINISTRATOR))
    before = words(open_page("running", shipped_holdings, empty_store, actor(Role.ADMINISTRATOR)))
    back_up(empty_store, tmp_path / "b.sqlite3")
    after = words(open_page("running", shipped_holdings, empty_store, actor(Role.ADMINISTRATOR)))

    assert "No backup has been made yet" in before
    assert "Something needs the operator" in before
    assert "The last backup is less than an hour old" in after
    assert "All is well" in after
    assert "Ann Lee" in after
    # One person with two browsers counts twice.
    assert "Sessions open now" in after
    assert str(tmp_path) not in after


def test_others_read_one_sentence_and_nothing_else(shipped_holdings, empty_store, caplog):
    caplog.set_level(logging.INFO, logger=REFUSALS)
    page = open_page("running", shipped_holdings, empty_store, actor(Role.CHAIR)).run()

    assert "Only an administrator of every service" in page.error[0].value
    assert "Database" not in words(page)
    # Once, however often the page runs.
    assert [each.getMessage() for each in caplog.records if each.name == REFUSALS] == [
        "not allowed"
    ]
