"""The pages, in the order of the menu; the only list of them."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.ui import state

# Session key: how often each link has been shown in this run.
_LINKS = "links_shown"
FOLDER = Path(__file__).resolve().parents[1] / "pages"


@dataclass(frozen=True)
class PageEntry:
    """A page's file, its title in the menu and its place in the address; "" is the first page."""

    file_name: str
    title: str
    url_path: str

    @property
    def path(self) -> Path:
        return FOLDER / self.file_name


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview.py", "Overview", ""),
    PageEntry("ratings.py", "Inspection ratings", "ratings"),
    PageEntry("what_if.py", "What if", "what-if"),
    PageEntry("comparison.py", "Similar areas", "comparison"),
    PageEntry("indicators.py", "All indicators", "indicators"),
    PageEntry("recommendations.py", "Recommendations", "recommendations"),
    PageEntry("lists.py", "Lists and targets", "lists"),
    PageEntry("data.py", "Data and methods", "data"),
    PageEntry("meetings.py", "Meetings", "meetings"),
    PageEntry("who_knew.py", "Who knew what", "who-knew"),
    PageEntry("national_reports.py", "National reports", "national-reports"),
)
BY_SUBJECT: Mapping[str, PageEntry] = {entry.path.stem: entry for entry in PAGES}


def current_page() -> Page:
    """Return the page asked for; call its `run` to show it."""
    pages = [
        st.Page(
            entry.path,
            title=entry.title,
            url_path=entry.url_path or None,
            default=not entry.url_path,
        )
        for entry in PAGES
    ]
    return st.navigation(pages, position="hidden")


def menu() -> None:
    """Show the links to all pages, on every width; each carries the service and the day along.

    Streamlit's own menu would lose them, and hides behind a symbol on a phone.
    """
    with st.container(horizontal=True, key="menu"):
        for entry in PAGES:
            st.page_link(entry.path, label=entry.title, query_params=state.carried() or None)


def begin() -> None:
    """Start a page's run, on which no link has been shown yet."""
    st.session_state[_LINKS] = Counter()


def link_to(subject: str, label: str, **choices: str) -> None:
    """Show a link to the page of a subject, carrying the view and some choices in its address.

    It stands in a container of its own, whose key begins with "link", so that paper can do without.
    """
    params = state.carried() | choices
    with st.container(key=_link_key(subject, label, choices)):
        st.page_link(BY_SUBJECT[subject].path, label=f"**{label}** →", query_params=params or None)


def _link_key(subject: str, label: str, choices: Mapping[str, str]) -> str:
    words = " ".join(["link", subject, label, *choices.values()])
    name = re.sub(r"[^a-z0-9]+", "-", words.lower())
    # The same link may stand twice on a page, and a key may not.
    shown: Counter[str] = st.session_state.setdefault(_LINKS, Counter())
    shown[name] += 1
    return f"{name}-{shown[name]}"


def address_of(subject: str, **choices: str) -> str:
    """Return the address of a subject's page from any other, carrying the view and some choices.

    It is for a link inside a table, where Streamlit's own links cannot stand.
    """
    return f"{BY_SUBJECT[subject].url_path}?{urlencode(state.carried() | choices)}"
