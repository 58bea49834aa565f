"""Excel and CSV, opened through app.py: downloaded, previewed, stored, refused with its reasons."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.register.follow_ups import FollowUp, Response
from dashboard.reports.register import workbook_bytes
from dashboard.usecases.register.export import register_sheets
from dashboard.usecases.register.follow_up import Settlement, settle
from tests.conftest import TODAY
from tests.memory_store import recording
from tests.pages.opening import open_page, words
from tests.register_factories import (
    SERVICE,
    THIRD,
    action,
    actor,
    follow_up,
    signature,
    store_all,
    store_people,
)
from tests.sheets_factories import changed, edited, opened
from tests.stored import records_in

FIRST = "hertfordshire-2018-1"
AT = dt.datetime.combine(TODAY, dt.time(9), tzinfo=dt.UTC)


@pytest.fixture
def store(own_store):
    store_people(own_store)
    store_all(own_store, follow_up(), action(1))
    return own_store


@pytest.fixture
def held(store, shipped_holdings):
    return recording(shipped_holdings, lambda _day: records_in(store))


@pytest.fixture
def page(held, store):
    return lambda who="ben", **address: open_page(
        "register_exchange", held, store, actor(who) if who else None, **address
    )


@pytest.fixture
def exported(held, store):
    return workbook_bytes(register_sheets(store, held, SERVICE, AT))


def uploaded(page, content, name="register.xlsx"):
    return page.file_uploader[0].set_value((name, content, "application/octet-stream")).run()


def button(page, label):
    return next(one for one in page.button if one.label == label)


def test_the_page_offers_the_register_in_each_form(page):
    shown = page()

    labels = [one.label for one in shown.get("download_button")]
    assert labels == [
        "Download as Excel workbook",
        "Download recommendations as CSV",
        "Download actions as CSV",
    ]
    assert "Download the register of Hertfordshire (3 recommendations)" in words(shown)
    assert "No file is chosen yet" in words(shown)


def test_a_service_without_recommendations_is_told_so(page):
    assert "there is nothing to edit yet" in words(page(service="surrey"))


def test_nobody_loads_a_file_before_they_said_who_they_are(page):
    shown = page(None)

    assert "Choose your name at the top of this page" in words(shown)
    assert not shown.file_uploader


def test_what_of_a_file_is_not_read_is_named_above_its_changes(page, exported):
    def rename(made):
        made["Actions"].title = "My <b>actions"

    shown = uploaded(page(), changed(exported, rename))

    said = words(shown)
    assert "My &lt;b&gt;actions" in said
    assert "<b>actions" not in said


def test_a_member_is_told_who_may_load_a_file(page):
    shown = page("mia")

    assert "Mia Member may not load a file" in words(shown)
    assert not shown.file_uploader


def test_on_a_past_day_the_register_can_be_taken_out_and_not_loaded(page):
    shown = page(as_of="2019-01-31")

    assert not shown.file_uploader
    assert "only while the register is shown as it is today" in words(shown)


def test_each_change_and_each_refusal_is_shown_before_anything_is_stored(page, store, exported):
    before = records_in(store)
    sent = edited(exported, "Recommendations", FIRST, owner="Mia Member", response="Accepted")
    sent = edited(sent, "Recommendations", THIRD, owner="<b>Nobody</b>")

    shown = uploaded(page(), sent)

    assert "The file holds: 2 changes; 1 refused row; 2 rows as they are" in words(shown)
    assert "No response yet" in words(shown)
    assert "Recommendations, row 2" in words(shown)
    assert "There is no owner &quot;&lt;b&gt;Nobody&lt;/b&gt;&quot;" in words(shown)
    assert button(shown, "Store these 2 changes")
    assert records_in(store) == before


def test_what_was_shown_is_stored_when_it_is_asked_for(page, store, exported):
    sent = edited(exported, "Recommendations", FIRST, owner="Mia Member")

    shown = button(uploaded(page(), sent), "Store this 1 change").click().run()

    assert not shown.error
    assert "The file was loaded" in shown.success[0].value
    assert "Changes stored: 1. Rows refused: 0." in words(shown)
    assert records_in(store).of(FollowUp)[FIRST].owner == "mia"


def test_rows_refused_on_storing_are_named_afterwards(page, store, held, exported):
    sent = edited(exported, "Recommendations", FIRST, owner="Mia Member")
    sent = edited(sent, "Recommendations", "hertfordshire-2018-2", owner="Mia Member")
    shown = uploaded(page(), sent)
    settle(
        store, held, replace(signature(), at=AT), FIRST, Settlement(Response.NONE, owner="ann"), 0
    )

    shown = button(shown, "Store these 2 changes").click().run()

    assert "Changes stored: 1. Rows refused: 1." in words(shown)
    assert "It was changed by Ben Officer" in words(shown)
    assert records_in(store).of(FollowUp)[FIRST].owner == "ann"


def test_a_file_of_which_nothing_can_be_stored_any_more_says_so(page, store, held, exported):
    shown = uploaded(page(), edited(exported, "Recommendations", FIRST, owner="Mia Member"))
    settle(
        store, held, replace(signature(), at=AT), FIRST, Settlement(Response.NONE, owner="ann"), 0
    )

    shown = button(shown, "Store this 1 change").click().run()

    assert "Nothing was stored, because every row" in shown.error[0].value
    assert not shown.success


def test_a_file_that_changes_nothing_offers_nothing_to_store(page, exported):
    shown = uploaded(page(), exported)

    assert "The file holds: no change; 4 rows as they are stored already." in words(shown)
    assert "There is nothing to store." in words(shown)
    assert not [one for one in shown.button if one.label.startswith("Store")]


def test_a_file_that_cannot_be_read_is_one_sentence(page):
    shown = uploaded(page(), b"name,age\nAnn,40\n", "people.csv")

    assert len(shown.error) == 1
    assert "was refused and nothing was stored" in shown.error[0].value
    assert "keep the header of the export" in shown.error[0].value


def test_every_problem_of_the_columns_is_listed(page):
    shown = uploaded(page(), b"Action id,Ownr\n1,2\n", "actions.csv")

    assert "add the column &quot;version&quot;" in words(shown)


def test_a_download_opens_and_holds_the_register(exported):
    assert opened(exported).sheetnames == ["Recommendations", "Actions", "Read me", "Choices"]
