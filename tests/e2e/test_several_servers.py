"""Two servers, one PostgreSQL, a reverse proxy and a provider of sign-in, in a real browser.

One journey, for each of its steps needs what the one before stored: three people of two boards act,
a server is killed in the middle, and the database is stopped and started again.
"""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import make_url

from dashboard.core.board.meetings import Acknowledgement, Meeting
from dashboard.core.people import DASHBOARD, Role, Signature
from dashboard.core.rooms import Membership
from dashboard.store.engine import Store, open_store
from tests.e2e.conftest import (
    WIDE,
    provider_of,
    settled,
    started,
    unfold,
    visit,
    wait_until_healthy,
)
from tests.people_factories import AT, person
from tests.postgresql_server import stopped
from tests.programs import needed
from tests.reverse_proxy import MISSING, Proxy, find_nginx, free_port, running_proxy

pytestmark = [
    pytest.mark.e2e,
    # The provider runs in this process, and uses what its library will take away.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
MEMBER = person("Mo Member", Role.MEMBER, service="hertfordshire")
CHAIR = person("Cy Chair", Role.CHAIR, service="leeds")
# Of two boards: officer of one, and of the other by a further membership.
OFFICER = person("Olu Officer", Role.OFFICER, service="hertfordshire")
ALSO = Membership("leeds", "olu", "Olu Officer", (Role.OFFICER,))
PEOPLE = (MEMBER, CHAIR, OFFICER)


@pytest.fixture
def provider(monkeypatch):
    people = {one.id: {"email": email_of(one.id), "email_verified": True} for one in PEOPLE}
    with provider_of(monkeypatch, people) as settings:
        yield settings


@pytest.fixture
def store(postgresql):
    with postgresql.shipped() as url, closing(open_store(url)) as opened:
        with opened.writing(Signature(DASHBOARD, AT)) as work:
            for record in (*PEOPLE, ALSO):
                work.add(record)
            for one in PEOPLE:
                work.set_account_email(one, email_of(one.id))
        yield opened


@pytest.fixture
def service(provider, store) -> Iterator["Service"]:
    nginx = needed(find_nginx(), MISSING)
    ports = (free_port(), free_port())
    with running_proxy(nginx, ports) as proxy, ExitStack() as servers:
        # A server that ends is ended at once: nothing is under way any more.
        given = {
            **provider,
            "PUBLIC_ADDRESS": proxy.address,
            "PROXY_ADDRESSES": "127.0.0.1",
            "DRAIN_SECONDS": "0",
        }
        url = store.database.engine.url.render_as_string(hide_password=False)
        running = {port: servers.enter_context(started(url, port, given)) for port in ports}
        for port, process in running.items():
            wait_until_healthy(f"http://localhost:{port}", process)
        yield Service(proxy, running)


class Service:
    """What people reach: a proxy, and behind it a dashboard on each of some ports."""

    def __init__(self, proxy: Proxy, running: dict[int, "subprocess.Popen[bytes]"]) -> None:
        self.address = proxy.address
        self._running = running

    def kill_server_of(self, page: Page) -> None:
        """Kill the dashboard that this browser's cookie names, without warning."""
        cookies = {each["name"]: each["value"] for each in page.context.cookies()}
        port = list(self._running)[int(cookies["board_server"]) - 1]
        self._running[port].kill()
        self._running[port].wait()


def email_of(person_id: str) -> str:
    return f"{person_id}@council.example"


@contextmanager
def signed_in(browser: Browser, address: str, who: str) -> Iterator[Page]:
    """A browser of its own, in which somebody signed in on the way to a page."""
    context = browser.new_context(ignore_https_errors=True, viewport=WIDE)
    context.set_default_timeout(20_000)
    page = context.new_page()
    visit(page, address)
    page.get_by_role("button", name="Sign in with localhost").click()
    page.get_by_role("button", name=who).click()
    expect(page.get_by_text("identity verified by localhost")).to_be_visible()
    settled(page)
    yield page
    context.close()


def plan_meeting(page: Page, day: str, words: str) -> None:
    unfold(page, "Plan a meeting, or enter a past one")
    page.get_by_label("Day of the meeting", exact=True).first.fill(day)
    page.get_by_role("button", name="Save this meeting").click()
    expect(page.get_by_text(f"The meeting of {words} was saved.")).to_be_visible()


def meetings_of(store: Store, service: str) -> set[str]:
    with store.reading() as held:
        return {str(each.on) for each in held.records(service).of(Meeting).values()}


def acknowledged_by(store: Store) -> set[str]:
    with store.reading() as held:
        return {each.person for each in held.of(Acknowledgement).of(Acknowledgement).values()}


def test_three_people_of_two_boards_act_while_a_server_dies_and_the_database_restarts(
    browser, service, store
):
    at = service.address
    with (
        signed_in(browser, f"{at}/?service=hertfordshire", "mo") as member,
        signed_in(browser, f"{at}/meetings?service=leeds", "cy") as chair,
        signed_in(browser, f"{at}/meetings?service=hertfordshire", "olu") as officer,
    ):
        # Each board is a room: the officer has both, the member one.
        member.get_by_role("button", name="Acknowledge").first.click()
        member.get_by_role("button", name="I have seen this").click()
        expect(member.get_by_text("Seen by 1 of 1").first).to_be_visible()
        plan_meeting(officer, "04/03/2030", "4 March 2030")
        visit(officer, f"{at}/meetings?service=leeds")
        expect(officer.get_by_text("Olu Officer (Performance officer)")).to_be_visible()
        visit(member, f"{at}/meetings?service=leeds")
        expect(member.get_by_text("This is for the board of Leeds.")).to_be_visible()
        expect(member.get_by_text("Cy Chair")).to_have_count(0)

        # A server dies: what was acknowledged is there, and its people go on with the other.
        plan_meeting(chair, "05/03/2030", "5 March 2030")
        service.kill_server_of(chair)
        visit(chair, f"{at}/meetings?service=leeds")
        expect(chair.get_by_text("5 March 2030").first).to_be_visible()
        plan_meeting(chair, "06/03/2030", "6 March 2030")
        assert meetings_of(store, "leeds") == {"2030-03-05", "2030-03-06"}
        assert acknowledged_by(store) == {MEMBER.id}

        # The database is away for a while: pages say so, and recover by themselves.
        visit(officer, f"{at}/meetings?service=hertfordshire")
        with stopped(Path(str(make_url(store.database.engine.url).query["host"]))):
            officer.goto(f"{at}/meetings?service=hertfordshire")
            expect(officer.get_by_text("database").first).to_be_visible()
        visit(officer, f"{at}/meetings?service=hertfordshire")
        plan_meeting(officer, "07/03/2030", "7 March 2030")
        assert meetings_of(store, "hertfordshire") == {"2030-03-04", "2030-03-07"}
