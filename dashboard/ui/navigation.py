"""The pages, in the order of the menu; the only list of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

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
    PageEntry("comparison.py", "Similar areas", "comparison"),
    PageEntry("recommendations.py", "Recommendations", "recommendations"),
    PageEntry("data.py", "Data and methods", "data"),
)
BY_SUBJECT: Mapping[str, PageEntry] = {entry.path.stem: entry for entry in PAGES}


def current_page() -> Page:
    """Return the page asked for, having drawn the menu; call its `run` to show it."""
    pages = [
        st.Page(
            entry.path,
            title=entry.title,
            url_path=entry.url_path or None,
            default=not entry.url_path,
        )
        for entry in PAGES
    ]
    return st.navigation(pages, position="top")


def link_to(subject: str, label: str, **params: str) -> None:
    """Show a link to the page of a subject, carrying choices in its address."""
    st.page_link(BY_SUBJECT[subject].path, label=label, query_params=params or None)
