"""What each page offers to somebody signed in: all that they may send, and nothing else.

The rule is that of the table of who may what, which the use cases are walked against.
"""

import time

import pytest
from streamlit import config
from streamlit.testing.v1.element_tree import Element

from dashboard.settings import settings
from dashboard.store.engine import open_store
from dashboard.store.writing import Writing
from tests.access_table import (
    CHECK,
    CLOSE,
    DECIDE,
    EDIT,
    EDIT_OWN,
    LOAD,
    LOAD_ALL,
    LOAD_OWN,
    MANAGE,
    PAGES,
    PREPARE,
    PROGRESS,
    PUBLISHED,
)
from tests.access_world import HERE, OTHER, PEOPLE, UndoneStore, World, fill
from tests.board_factories import signed
from tests.pages.opening import folds, go_to, new_session, unfolded, words
from tests.signing_factories import CLAIMS, SETTINGS

# What sends something, by its words on the button or above the choice of a file.
OFFERS = {
    CHECK: ["I looked at it and found it good"],
    CLOSE: ["Close it as not done"],
    DECIDE: [
        *("Accept draft 1", "Accept draft 2", "Decline draft 1", "Decline draft 2"),
        "Record this assessment",
    ],
    EDIT: [
        *("Add this action", "Add this recommendation", "Adopt it"),
        *("Add this area team", "Rename", "Close this team", "Open this team again"),
        *("Record this reading", "Save this measure", "Save the response, owner and date"),
        *("Set this target", "Withdraw target 1", "Restore target 2", "Withdraw it"),
    ],
    EDIT_OWN: ["Add this partner"],
    LOAD: [
        "File with figures or inspections (Excel, OpenDocument, CSV or TOML)",
        *("Withdraw this file", "Let them wait again"),
        *("Release: right after all", "Reject: wrong"),
    ],
    LOAD_ALL: [
        "File with the list (Excel, OpenDocument or CSV, at most 5 MB)",
        *("Withdraw Family", "Restore Kin", "Add this report", "Load the invented example"),
    ],
    LOAD_OWN: ["Edited file (.xlsx or .csv, at most 5 MB)"],
    MANAGE: ["Add this person"],
    PREPARE: [
        *("Save this meeting", "Save the change", "Save who attended"),
        *("Record that it took place", "Save this choice", "Issue it for good"),
    ],
    PROGRESS: [
        *("Post the update", "Report it done", "It is done: ask for the check"),
        "Add this evidence",
        "Or a file of up to 10 MB, without personal details of any child",
    ],
}
OFFERED_TO = {label: access for access, labels in OFFERS.items() for label in labels}
# What a page only shows differently; what arranges a pack sends nothing until it is saved.
LOOKS = {"Sign out", "Stay signed in", "Show the pages", "Check everything now", "Previous", "Next"}
ARRANGES = ("Move up", "Move down", "Leave out", "Add: ")
SECTIONS = {"imports": ["file", "held-back", "loaded", "teams"]}
# Of what is everybody's, a board adds to one page only.
WALKED = [subject for subject, access in PAGES.items() if access is not PUBLISHED] + ["lists"]
KINDS = [kind for kind in PEOPLE if kind != OTHER]


@pytest.fixture(scope="module")
def world(sqlite, shipped_holdings):
    """Everybody of the board here, each with an account, while people sign in."""
    with pytest.MonkeyPatch.context() as given, sqlite.shipped() as url:
        for name, value in SETTINGS.items():
            given.setenv(f"DASHBOARD_{name}", value)
        settings.cache_clear()
        opened = open_store(url)
        store = UndoneStore(opened.database, opened.cache)
        found = World(shipped_holdings.catalogue, store, fill(store))
        with store.database.writing() as connection:
            for one in PEOPLE.values():
                Writing(connection, signed()).set_account_email(one, _email(one.id))
        yield found
        opened.close()
    settings.cache_clear()


def _email(person_id):
    return f"{person_id}@council.example"


def _pages(world, kind, subjects=WALKED):
    """Open pages, with every section, as somebody who signed in, one after the other."""
    one = PEOPLE[kind]
    page = new_session(world.holdings(kind), world.store(kind))
    claims = {**CLAIMS, "sub": one.id, "email": _email(one.id), "iat": time.time()}
    page.user = {**claims, "is_logged_in": True}
    # Streamlit finds a page once pages are known.
    page.run()
    for subject in subjects:
        for section in SECTIONS.get(subject, [""]):
            page.query_params["service"] = HERE
            if section:
                page.query_params["section"] = section
            yield subject, unfolded(go_to(page, subject))


def _offers(page):
    sent = [each.label for each in (*page.button, *page.get("file_uploader")) if not each.disabled]
    return {each for each in sent if each not in LOOKS and not each.startswith(ARRANGES)}


def _empty(page):
    """Return the words of what can be unfolded and the headings beneath which nothing stands."""
    later = folds(page)
    folded = [each.label for each in page.expander if not each.children and each.key not in later]
    shown = [each for each in page.main if isinstance(each, Element)]
    pairs = zip(shown, [*shown[1:], None], strict=True)
    return folded + [each.value for each, below in pairs if _is_empty(each, below)]


def _is_empty(each, below):
    if each.type not in ("header", "subheader"):
        return False
    return below is None or below.type in ("header", each.type)


def _larger_than_the_server_takes(page):
    """Return the size in MB that a choice of a file promises, where the server takes less."""
    sizes = [each.proto.max_upload_size_mb for each in page.get("file_uploader")]
    return [size for size in sizes if size > config.get_option("server.maxUploadSize")]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_offered_what_they_may_not_send_and_all_that_they_may(world, kind):
    offered = set()
    for subject, page in _pages(world, kind):
        assert not page.exception, subject
        here = _offers(page)
        assert not [each for each in here if not OFFERED_TO[each].allows(kind)], subject
        assert not _empty(page), subject
        assert not _larger_than_the_server_takes(page), subject
        offered |= here

    assert offered == {label for label, access in OFFERED_TO.items() if access.allows(kind)}


@pytest.mark.parametrize(("kind", "mode"), [("member", "board"), ("reader", "public")])
def test_the_overview_rests_on_what_who_looks_may_see_and_says_so(world, kind, mode):
    """Else it would call calm what one click away is not."""
    ((_, page),) = _pages(world, kind, ["overview"])

    assert f"yj-mode-{mode}" in words(page)


def test_the_meeting_view_on_a_wall_names_nobody_who_is_signed_in_and_can_be_left(world):
    ((_, page),) = _pages(world, "chair", ["meeting_view"])

    assert PEOPLE["chair"].name not in str(page.main)
    assert "**Leave the meeting view** →" in [each.proto.label for each in page.get("page_link")]
