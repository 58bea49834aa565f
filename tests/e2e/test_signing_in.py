"""Signing in with a provider of OpenID Connect, in a real browser, from the first look to the last.

One journey: each of its steps needs the one before.
"""

import base64
import json
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from dashboard.core.history import Search
from dashboard.core.people import DASHBOARD, Role, Signature
from dashboard.store.engine import Store, open_store
from dashboard.ui.navigation import PRODUCT
from tests.e2e.conftest import WIDE, found_by_axe, provider_of, serving, settled, unfold, visit
from tests.people_factories import AT, person

pytestmark = [
    pytest.mark.e2e,
    # The provider runs in this process, and uses what its library will take away.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
KIT = person("Kit Marlowe", Role.OFFICER, service="leeds")
EMAIL = "kit@council.example"
KIT_HERE = "Kit Marlowe (Performance officer), identity verified by localhost."


@pytest.fixture
def provider(monkeypatch):
    claims = {"email": EMAIL, "email_verified": True, "name": "Kit"}
    with provider_of(monkeypatch, {"kit": claims}) as settings:
        yield settings


@pytest.fixture
def store(sqlite):
    with sqlite.shipped() as url, closing(open_store(url)) as opened:
        with opened.writing(Signature(DASHBOARD, AT)) as work:
            work.add(KIT)
            work.set_account_email(KIT, EMAIL)
        yield opened


@pytest.fixture
def address(provider, store):
    """The dashboard that signs people in with the provider."""
    given = {**provider, "DRAIN_SECONDS": "1"}
    with serving(str(store.database.engine.url), given) as found:
        yield found


def frames_of(page: Page) -> list[bytes]:
    """All that the server sends to a page over its websocket, as it comes."""
    heard: list[bytes] = []

    def hear(frame: object) -> None:
        heard.append(frame.encode() if isinstance(frame, str) else frame)  # type: ignore[arg-type]

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    return heard


def sign_in(page: Page) -> None:
    page.get_by_role("button", name="Sign in with localhost").click()
    page.get_by_role("button", name="kit").click()
    expect(page.get_by_text(KIT_HERE)).to_be_visible()
    settled(page)
    # On a phone the way out stands beside who is signed in.
    page.set_viewport_size({"width": 320, "height": 700})
    expect(page.get_by_role("button", name="Sign out")).to_be_in_viewport(ratio=1)
    page.set_viewport_size(WIDE)


def plan_meeting(page: Page, day: str) -> None:
    page.get_by_label("Day of the meeting", exact=True).first.fill(day)
    page.get_by_role("button", name="Save this meeting").click()


def calendar(page: Page) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("button", name="calendar").click()
    return started.value.path().read_bytes()


def tokens_in(copied: StorageState) -> set[str]:
    """The provider's tokens in a browser: signed, but whoever has the cookie can read them."""
    (cookie,) = [one for one in copied["cookies"] if one["name"] == "_streamlit_user_tokens"]
    packed = cookie["value"].strip('"').lstrip(".").partition(".")[0]
    told = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    return set(json.loads(json.loads(told)))


@contextmanager
def moved_away(store: Store) -> Iterator[None]:
    """Have the dashboard without its database for a while."""
    file = Path(str(store.database.engine.url.database))
    elsewhere = file.rename(file.with_name("elsewhere"))
    yield
    elsewhere.rename(file)


def reloaded_while_the_database_is_away(page: Page, store: Store) -> str:
    """Return the address once the database is back."""
    with moved_away(store):
        assert visit(page, page.url).get_by_role("button", name="Try again").is_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text(KIT_HERE)).to_be_visible()
    return page.url


def look_with(copied: StorageState, browser: Browser, address: str) -> tuple[str, list[bytes]]:
    """Return what a page says to somebody who copied all cookies, and what was sent to them."""
    thief = browser.new_context(storage_state=copied)
    page = thief.new_page()
    heard = frames_of(page)
    visit(page, address)
    # The last thing on the page: a page of a title alone has settled too.
    expect(page.get_by_role("button", name="Sign in with localhost")).to_be_visible()
    said = page.locator("main").inner_text()
    thief.close()
    return said, heard


def look_as_a_stranger(page: Page, address: str) -> None:
    """Open a page, and find a button to sign in with and nothing that is anybody's."""
    heard = frames_of(page)
    visit(page, address)
    expect(page.get_by_role("heading", level=1)).to_have_text(PRODUCT)
    expect(page.get_by_role("button", name="Sign in with localhost")).to_be_visible()
    assert page.title() == PRODUCT
    assert page.get_by_role("link").count() == 0
    assert not [frame for frame in heard if b"Marlowe" in frame or b"Leeds" in frame]
    assert found_by_axe(page) == []


def let_pass(page: Page, minutes: float) -> None:
    """Let so many minutes pass since the last press, in the page only."""
    move = """to => document.getAnimations()
        .filter(each => (each.animationName || "").startsWith("yj-left-open"))
        .forEach(each => each.currentTime = to)"""
    page.evaluate(move, minutes * 60 * 1000)


def hides_when_left_open(page: Page) -> None:
    """Let the idle limit pass, look, and set the page's time back."""
    let_pass(page, 31)
    expect(page.get_by_text(KIT_HERE)).not_to_be_visible()
    let_pass(page, 0)
    expect(page.get_by_text(KIT_HERE)).to_be_visible()


def keeps_what_is_typed_with_one_press(page: Page) -> None:
    """Type until the page says that it hides soon, and stay."""
    stay = page.get_by_role("button", name="Stay signed in")
    unfold(page, "Plan a meeting, or enter a past one")
    page.get_by_label("Day of the meeting", exact=True).first.fill("04/03/2030")
    let_pass(page, 24)
    expect(stay).not_to_be_visible()
    let_pass(page, 25.5)
    expect(stay).to_be_in_viewport(ratio=1)
    assert found_by_axe(page) == []
    stay.click()
    expect(stay).not_to_be_visible()


def test_a_stranger_sees_nothing_and_a_member_signs_in_acts_loses_a_role_and_signs_out(
    page, address, store, browser
):
    deep_link = f"{address}/meetings?service=leeds&day=all"
    look_as_a_stranger(page, deep_link)

    sign_in(page)
    assert page.url == deep_link
    hides_when_left_open(page)
    assert reloaded_while_the_database_is_away(page, store) == deep_link
    keeps_what_is_typed_with_one_press(page)
    # The day is still there.
    page.get_by_role("button", name="Save this meeting").click()
    expect(page.get_by_text("The meeting of 4 March 2030 was saved.")).to_be_visible()
    with store.reading() as held:
        (entry, *_) = held.entries(Search(kind="meeting"))
    assert (entry.who, entry.identity) == ("Kit Marlowe", "identity verified by localhost")
    assert b"DTSTART;VALUE=DATE:20300304" in calendar(page)

    with store.writing(Signature(DASHBOARD, AT)) as work:
        work.change(replace(KIT, roles=(Role.MEMBER,)), 1)
    unfold(page, "Plan a meeting, or enter a past one")
    plan_meeting(page, "05/03/2030")
    expect(page.get_by_text("Kit Marlowe (Board member)")).to_be_visible()
    expect(page.get_by_text("Kit Marlowe may not plan or record a meeting")).to_be_visible()

    copied = page.context.storage_state()
    assert tokens_in(copied) == {"id_token"}
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name="Sign in with localhost")).to_be_visible()
    said, heard = look_with(copied, browser, deep_link)
    assert "You signed out." in said
    assert not [frame for frame in heard if b"Marlowe" in frame]
