"""Whoever opens board-only figures is noted, without the page waiting for it or failing by it."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.people import Role
from dashboard.core.reads import ReadKind
from dashboard.ui import reads
from dashboard.ui.reads import Reader
from dashboard.ui.wiring import STORE_KEY
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.upkeep.reads import who_read
from tests.local_factories import load_own, series_of
from tests.pages.opening import go_to, open_page, words
from tests.people_factories import actor

HERE = "hertfordshire"
CHAIR = actor(Role.CHAIR)


def noted(store):
    # What was handed over before this has been written once it is done.
    reads.WRITER.submit(int).result()
    return [(one.who, one.kind, one.item) for one in who_read(store, CHAIR, HERE).reads]


def test_board_only_figures_on_a_page_are_noted_once_and_public_ones_never(
    own_store, shipped_holdings
):
    load_own(own_store, {"local-first-time-entrants": series_of([3, 8, 9])})
    today = shipped_holdings.as_of
    held = holdings_of(shipped_holdings.catalogue, own_store, today, today)
    page = open_page("local_performance", held, own_store, CHAIR)
    assert noted(own_store) == []

    page.toggle(key="choice_small_numbers").set_value(True).run()
    page.run()

    assert not page.exception
    assert noted(own_store) == [("Ann Lee", ReadKind.PAGE, "Local performance")]
    history = words(open_page("history", held, own_store, CHAIR))
    assert "Who read what" in history
    assert "<td" in history.split("the newest first</caption>")[1]
    assert "Who read what" not in words(open_page("history", held, own_store, actor(Role.MEMBER)))


def test_the_meeting_view_with_small_numbers_is_noted_too(own_store, shipped_holdings):
    today = shipped_holdings.as_of
    held = holdings_of(shipped_holdings.catalogue, own_store, today, today)
    page = open_page("board_pack", held, own_store, CHAIR)

    page.toggle(key="choice_small_numbers").set_value(True).run()
    page = go_to(page, "meeting_view")

    assert "Board only" in words(page)
    assert noted(own_store)[0] == ("Ann Lee", ReadKind.PAGE, "Meeting view")


def _offering():
    import streamlit as st

    from dashboard.core.reads import ReadKind
    from dashboard.ui import reads
    from tests.people_factories import actor

    ann, here = actor(), "hertfordshire"
    reads.begin()
    before = reads.noting_of_page("public.csv", lambda: b"")
    if st.checkbox("small numbers"):
        reads.page_opened(ann, here, "Case audits")
    st.session_state["files"] = [
        before,
        reads.noting_of_page("audits.csv", lambda: b"1"),
        reads.noting(ann, here, ReadKind.EVIDENCE, "Audit (a.pdf)", lambda: b"2"),
        reads.noting(None, here, ReadKind.EVIDENCE, "Audit (a.pdf)", lambda: b"3"),
    ]


def test_a_file_is_noted_when_somebody_has_it_and_a_public_one_is_not(empty_store):
    page = AppTest.from_function(_offering)
    page.session_state[STORE_KEY] = empty_store
    page.run()
    assert [made() for made in page.session_state["files"]] == [b"", b"1", b"2", b"3"]
    assert noted(empty_store) == [("Ann Lee", ReadKind.EVIDENCE, "Audit (a.pdf)")]

    page.checkbox[0].check().run()
    page.session_state["files"][1]()

    assert noted(empty_store)[:2] == [
        ("Ann Lee", ReadKind.DOWNLOAD, "audits.csv"),
        ("Ann Lee", ReadKind.PAGE, "Case audits"),
    ]


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
def test_a_page_neither_waits_for_a_writer_nor_fails_where_nothing_can_be_noted(
    empty_store, caplog
):
    reader = Reader(empty_store, CHAIR, HERE)
    with empty_store.database.writing() as connection:
        reader.note(ReadKind.PAGE, "Case audits")
        assert connection.in_transaction()
    assert len(noted(empty_store)) == 1

    with empty_store.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE reads")
    assert reader.noting(ReadKind.PACK, "a.pdf", lambda: b"1")() == b"1"
    reads.WRITER.submit(int).result()

    assert "A read could not be noted." in caplog.text
