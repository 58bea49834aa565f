"""A page that cannot be shown: one sentence, the same for all; the rest is for the operator."""

import logging
import re
from pathlib import Path
from typing import cast

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.store.faults import DAMAGED, MOVED
from dashboard.usecases.holdings import Holdings
from tests.damage import damage
from tests.pages.opening import open_page
from tests.people_factories import actor

TITLE = "This cannot be shown just now"


@pytest.fixture
def file(own_database_url, monkeypatch):
    """The database that the pages of this test are about."""
    monkeypatch.setenv("DATABASE_URL", own_database_url)
    st.cache_resource.clear()
    yield Path(own_database_url.removeprefix("sqlite:///"))
    st.cache_resource.clear()


def says_only(page, sentence):
    assert not page.exception
    assert [each.value for each in page.title] == [TITLE]
    assert [each.value for each in page.error] == [sentence]
    assert (len(page.selectbox), len(page.header)) == (0, 0)
    return True


def lines(caplog):
    return [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR]


@pytest.mark.parametrize("table", ["history", "observation"])
def test_damage_is_one_sentence_on_every_page_and_one_line_in_the_log(file, table, caplog):
    damage(file, table)

    # The first meets it as it begins or in its midst, the others because it was seen.
    for subject in ("comparison", "people", "history", "comparison"):
        assert says_only(open_page(subject, None, service="essex"), DAMAGED.sentence)
    (line,) = lines(caplog)
    assert str(file) in line
    assert "malformed" in line
    assert "\n" not in line


def test_an_outage_ends_by_itself_at_the_next_run_and_what_was_typed_is_still_there(file, caplog):
    page = open_page("national_reports", None, actor=actor())
    page.text_input(key="report_title_hertfordshire_0").input("Inspection of 2026")
    file.rename(file.with_name("elsewhere"))
    next(each for each in page.button if each.label == "Add this report").click()
    assert says_only(page.run(), MOVED.sentence)
    file.with_name("elsewhere").rename(file)
    next(each for each in page.button if each.label == "Try again").click().run()

    assert page.text_input(key="report_title_hertfordshire_0").value == "Inspection of 2026"
    assert [each.getMessage() for each in caplog.records][-1] == "The database can be used again."


class Broken:
    """Holdings with a fault of ours in them."""

    def __getattr__(self, name: str) -> object:
        raise ZeroDivisionError(f"/srv/secret/{name}")


def test_of_a_bug_a_visitor_reads_a_reference_that_the_log_has_beneath_the_traceback(caplog):
    log = logging.getLogger("streamlit.error_util")
    log.addHandler(caplog.handler)
    page = open_page("ratings", cast(Holdings, Broken()))
    log.removeHandler(caplog.handler)

    (told,) = [each.value for each in page.error]
    sentence, reference = told.rsplit(" ", 1)
    assert sentence.endswith("Tell whoever runs it this reference:")
    assert "secret" not in told
    last_lines = rf"ZeroDivisionError: /srv/secret/\w+\nReference {reference}\s*\Z"
    assert re.search(last_lines, caplog.text)


def _callback_that_fails():
    import pytest

    from dashboard.errors import DashboardError
    from dashboard.ui import failures

    assert failures.tell(ZeroDivisionError("/srv/secret"))
    assert failures.tell(DashboardError("Choose another day."))
    with pytest.raises(ValueError, match="secret") as bug, failures.told():
        raise ValueError("/srv/secret")
    assert failures.tell(bug.value)


def test_what_fails_beside_the_page_is_told_once_and_nothing_of_it_is_shown():
    page = AppTest.from_function(_callback_that_fails).run()

    assert not page.exception
    told = [each.value for each in page.error]
    assert (len(told), told[1]) == (3, "Choose another day.")
    assert not any("secret" in each for each in told)
