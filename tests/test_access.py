"""Who may what, walked: each use case and page, as each kind of person, against the table.

Whoever may not is refused, changes nothing and hears no secret of the board here.
"""

import ast
import importlib
import re
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.errors import DashboardError, NotAllowedError
from dashboard.narrative.people import NOBODYS
from dashboard.store.engine import open_store
from dashboard.ui import navigation
from dashboard.ui.wiring import ADMISSION_KEY
from tests.access_arguments import arguments
from tests.access_table import (
    BOARD,
    BY_ITSELF,
    COMMANDS,
    DOWNLOADS,
    GIVEN,
    PAGES,
    as_markdown,
    pages_as_markdown,
    use_cases,
)
from tests.access_world import (
    HERE,
    KINDS,
    OTHER,
    SECRETS,
    STRANGER,
    UNREGISTERED,
    UndoneStore,
    World,
    fill,
)
from tests.pages.opening import go_to, new_session

ROOT = Path(__file__).resolve().parents[1]
TABLE = use_cases()
WALKED = [name for name, access in TABLE.items() if access not in (GIVEN, BY_ITSELF)]


@pytest.fixture(scope="module")
def world(sqlite, shipped_holdings):
    with sqlite.shipped() as url:
        opened = open_store(url)
        store = UndoneStore(opened.database, opened.cache)
        yield World(shipped_holdings.catalogue, store, fill(store))
        opened.close()


def _secrets_in(text):
    return [each for each in SECRETS if each in text]


def _asked(world, kind, name):
    """Ask as one kind of person, and return why it was refused; None where it was not."""
    module, _, function = name.rpartition(".")
    use_case = getattr(importlib.import_module(f"dashboard.usecases.{module}"), function)
    try:
        found = use_case(**arguments(world, kind, name, use_case))
        # What is told bit by bit asks at the first bit.
        if hasattr(found, "__next__"):
            list(found)
    except DashboardError as error:
        return error
    return None


def _kinds_asking(access):
    # What is published is asked for by whoever is let in: that door is the page's.
    if access.open:
        return [OTHER]
    # Of those who may read, the reader has least.
    return KINDS if access.roles or access.shared else [STRANGER, UNREGISTERED, OTHER, "reader"]


@pytest.mark.parametrize("name", WALKED)
def test_a_use_case_is_for_those_whom_the_table_names_and_nobody_else(world, name):
    for kind in _kinds_asking(TABLE[name]):
        before = len(world.whole.ended)
        refused = _asked(world, kind, name)
        if TABLE[name].allows(kind):
            assert not isinstance(refused, NotAllowedError), (kind, refused)
            continue
        assert refused is not None, kind
        assert len(world.whole.ended) == before, kind
        outside = kind in (STRANGER, UNREGISTERED, OTHER)
        assert not (outside and _secrets_in(str(refused))), (kind, refused)


def test_every_use_case_has_a_row():
    folder = ROOT / "dashboard/usecases"
    found = {
        f"{'.'.join(file.relative_to(folder).with_suffix('').parts)}.{each.name}"
        for file in folder.rglob("*.py")
        for each in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")
    }

    assert set(TABLE) == found


@pytest.fixture(scope="module")
def opened(world):
    """Open pages of the board here as somebody, one after the other in one session."""

    def of(kind, subjects):
        page = new_session(world.holdings(kind), world.store(kind))
        page.session_state[ADMISSION_KEY] = world.admission(kind)
        for subject in subjects:
            page.query_params["service"] = HERE
            yield subject, go_to(page, subject)

    return of


def _told(page):
    """Return all that a page sent: words, tables, choices, charts, what can be taken away."""
    assert not page.exception
    return "\n".join(str(each.proto) for each in page.main if hasattr(each, "proto"))


def test_every_page_says_whose_it_is():
    found = {each.subject: each.of_a_board for each in navigation.PAGES}

    assert found == {subject: access is BOARD for subject, access in PAGES.items()}


@pytest.mark.parametrize("kind", [STRANGER, UNREGISTERED])
def test_whoever_is_registered_nowhere_reads_one_sentence_on_every_page(opened, kind):
    for subject, page in opened(kind, PAGES):
        told = _told(page)
        assert NOBODYS.text in told, subject
        assert not page.selectbox, subject
        assert not page.metric, subject


def test_another_board_reads_whose_a_page_is_and_what_is_published(opened):
    for subject, page in opened(OTHER, PAGES):
        told = _told(page)
        assert not _secrets_in(told), subject
        # What is left out is never called empty.
        assert not re.search("[Nn]o target|target is set|not started", told), subject
        assert ("This is for the board of Essex. You belong to Hertfordshire." in told) is (
            PAGES[subject] is BOARD
        ), subject
        if PAGES[subject] is BOARD:
            assert not page.get("download_button"), subject
            assert not page.get("plotly_chart"), subject


def test_every_download_and_every_command_has_a_row():
    folder = ROOT / "dashboard"
    offering = {
        file.relative_to(folder).as_posix()
        for part in ("pages", "ui")
        for file in (folder / part).rglob("*.py")
        if "components.download(" in file.read_text(encoding="utf-8")
        or "offer_file(" in file.read_text(encoding="utf-8")
    }

    assert set(DOWNLOADS) == offering
    assert set(main.commands) == COMMANDS


def test_the_document_has_the_same_table():
    document = (ROOT / "docs/access.md").read_text(encoding="utf-8").splitlines()

    for table in (as_markdown(), pages_as_markdown()):
        assert [line for line in document if line in table] == table
