"""Opens a page through app.py, with holdings of the test's own and choices in the address."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.core.people import Actor
from dashboard.store.engine import Store
from dashboard.ui.acting import ACTOR_KEY
from dashboard.ui.navigation import BY_SUBJECT
from dashboard.ui.wiring import HOLDINGS_KEY, STORE_KEY
from dashboard.usecases.holdings import Holdings

ROOT = Path(__file__).resolve().parents[2]


def open_page(
    subject: str,
    held: Holdings | None,
    store: Store | None = None,
    actor: Actor | None = None,
    **address: str,
) -> AppTest:
    """Return the page of a subject after its first run; what failed stands in `exception`.

    A page that makes changes needs the store they go to, and an actor where nobody is to be asked
    who they are. Without holdings it opens its own.
    """
    page = new_session(held, store)
    if actor is not None:
        page.session_state[ACTOR_KEY] = actor
    return _opened(page, subject, address)


def open_page_signed_in(
    claims: Mapping[str, object], subject: str, held: Holdings, store: Store, **address: str
) -> AppTest:
    """Return the page of a subject as somebody sees it of whom a provider says something."""
    page = new_session(held, store)
    page.user = dict(claims)
    return _opened(page, subject, address)


def _opened(page: AppTest, subject: str, address: Mapping[str, str]) -> AppTest:
    for param, value in address.items():
        page.query_params[param] = value
    return go_to(page, subject)


def new_session(held: Holdings | None, store: Store | None = None) -> AppTest:
    """Return a session in which no page was opened yet."""
    page = AppTest.from_file(ROOT / "app.py", default_timeout=30)
    page._bidi_component_manager = _installed_components()
    page.session_state[HOLDINGS_KEY] = held
    if store is not None:
        page.session_state[STORE_KEY] = store
    return page


def go_to(page: AppTest, subject: str) -> AppTest:
    """Return a session after it went to the page of a subject."""
    # By its place in the address, as a browser asks: `switch_page` would have to draw another page
    # first, from which it learns the places.
    page._page_hash = calc_hash(BY_SUBJECT[subject].url_path)
    return page.run()


@cache
def _installed_components() -> BidiComponentManager:
    # Without it, each page under test reads the metadata of every installed package, which takes
    # three quarters of its time. A server looks for components once, when it starts.
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


def charts(page: AppTest) -> list[str]:
    """Return the keys of the charts that a page shows, from the top."""
    return re.findall(r'data-chart="([^"]*)"', words(page))


def ways_to_save(page: AppTest, chart: str) -> list[str]:
    """Return in which forms a chart is offered to be saved, once its door is opened."""
    page.session_state[f"{chart}_download_ways"] = True
    offered = page.run().get("download_button")
    its_own = [button for button in offered if str(button.key).startswith(f"{chart}_")]
    return [str(getattr(button, "label", "")) for button in its_own]


def unfolded(page: AppTest) -> AppTest:
    """Return a page after all was unfolded that is made only then, and what is folded therein."""
    while closed := [key for key in folds(page) if not page.session_state[key]]:
        for key in closed:
            page.session_state[key] = True
        page.run()
    return page


def folds(page: AppTest) -> list[str]:
    """Return the keys of what is made only once it is unfolded."""
    keys = [str(each.key) for each in page.expander]
    return [key for key in keys if key.startswith("fold_")]


def words(page: AppTest) -> str:
    """Return the HTML that a page shows, as one text."""
    assert not page.exception
    return "\n".join(str(getattr(element, "value", "")) for element in page.get("html"))
