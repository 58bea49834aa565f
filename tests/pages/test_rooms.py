"""What a page is to somebody who belongs to some boards: their own first, and nobody else's."""

import logging
from dataclasses import replace

import pytest

from dashboard.core.people import Actor, Role
from dashboard.core.rooms import Admission
from dashboard.ui.operator_log import REFUSALS
from dashboard.ui.wiring import ADMISSION_KEY
from dashboard.usecases.holdings import holdings_of
from tests.conftest import TODAY
from tests.lists_factories import target
from tests.pages.opening import go_to, open_page, words
from tests.register_factories import store_all

OFFICER = Actor("Otto Orr", (Role.OFFICER,), "verified", "otto", room="essex")


@pytest.fixture
def opened(own_store, shipped_holdings):
    """Open a page as somebody who belongs to some services."""

    def of(subject, *services, acting=OFFICER, **address):
        admission = Admission(frozenset(services))
        store = own_store.admitting(admission)
        held = holdings_of(shipped_holdings.catalogue, store, TODAY, TODAY)
        page = open_page(subject, held, store, acting, **address)
        page.session_state[ADMISSION_KEY] = admission
        return page.run()

    return of


def noted(caplog):
    return [each.getMessage() for each in caplog.records if each.name == REFUSALS]


def test_where_nobody_chose_a_service_it_is_ones_own(opened):
    page = opened("overview", "hertfordshire", "essex")

    assert page.title[0].value == "Essex youth justice service"
    # What is published of the others can still be looked at.
    assert len(page.selectbox(key="choice_service").options) > 100


def test_the_page_of_another_board_leads_to_the_same_page_of_each_of_ones_own(opened, caplog):
    caplog.set_level(logging.INFO, logger=REFUSALS)
    page = opened("meetings", "hertfordshire", "essex", service="kent")
    told = "This is for the board of Kent. You belong to Essex and Hertfordshire."
    assert told in words(page)
    assert [button.label for button in page.button] == ["Show Essex", "Show Hertfordshire"]
    assert noted(caplog) == ["not allowed"]

    page = page.button(key="show_essex").click().run()

    assert "Essex" in page.title[0].value
    assert "This is for" not in words(page)


def test_a_page_that_is_not_open_is_noted_once_however_often_it_runs(opened, caplog):
    caplog.set_level(logging.INFO, logger=REFUSALS)
    page = opened("meetings", "essex", service="kent").run()
    assert noted(caplog) == ["not allowed"]

    go_to(page, "recommendations").run()
    assert noted(caplog) == ["not allowed"] * 2

    page.query_params["service"] = "leeds"
    page.run().run()
    assert noted(caplog) == ["not allowed"] * 3


def test_whoever_belongs_to_no_board_is_noted_once(opened, caplog):
    caplog.set_level(logging.INFO, logger=REFUSALS)
    opened("overview").run()

    assert noted(caplog) == ["not allowed"]


def test_a_link_to_the_invented_service_of_others_does_not_say_that_it_is_not_loaded(opened):
    (told,) = opened("ratings", "essex", service="exampleshire").error

    assert told.value == (
        "Exampleshire is an invented service, and only its own people see it: choose another."
    )


def test_a_target_of_another_board_is_neither_shown_nor_called_unset(opened, own_store):
    store_all(own_store, target(service="kent", area_code="E10000016"))
    choice = {"indicator": "first-time-entrants"}

    mine = words(opened("comparison", "kent", service="kent", **choice))
    others = words(opened("comparison", "essex", service="kent", **choice))

    assert "against a target of 100" in mine
    assert "Three separate verdicts" in mine
    assert "against a target" not in others
    assert "No target" not in others
    assert "A target can be set" not in others
    assert "Two separate verdicts" in others


@pytest.mark.parametrize(
    ("subject", "deed", "form"),
    [
        ("lists", "add or withdraw a list", "list_file"),
        ("national_reports", "add a report", "report_title"),
    ],
)
def test_what_every_service_shares_is_changed_by_people_of_every_service(
    opened, subject, deed, form
):
    page = opened(subject, "essex", service="essex")
    assert (
        f"Every service shares this. To {deed}, ask a performance officer of every service. "
        "If there is none, an administrator of every service can give somebody that role."
    ) in words(page)
    assert not [each for each in page.text_input if str(each.key).startswith(form)]
    assert not page.get("file_uploader")

    for_all = replace(OFFICER, room="")
    page = opened(subject, "essex", service="essex", acting=for_all)
    assert "Every service shares this" not in words(page)


@pytest.mark.parametrize("subject", ["lists", "national_reports"])
def test_a_further_role_here_takes_no_form_from_an_officer_of_every_service(opened, subject):
    also_chair = replace(OFFICER, roles=(Role.CHAIR, Role.OFFICER), everywhere=(Role.OFFICER,))

    page = opened(subject, "essex", service="essex", acting=also_chair)

    assert "Every service shares this" not in words(page)


def test_the_register_offers_the_services_of_others_only_to_whoever_enters_all(opened):
    page = opened("recommendations", "essex", service="essex", scope="all")

    assert page.selectbox(key="choice_scope").options == ["Essex only"]
    assert not page.exception
