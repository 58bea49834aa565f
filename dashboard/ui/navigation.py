"""The pages, by section and in the order of the menu; the only list of them."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.ui import components, state, wiring

# Session key: the page in view.
_CURRENT = "page_in_view"
PRODUCT = "Youth justice board dashboard"
# Where the link past the menu lands.
CONTENT_ID = "content"
FOLDER = Path(__file__).resolve().parents[1] / "pages"
# On a phone the sections are folded behind this bar; on a wide screen the style leaves it out.
_BAR = '<details class="yj-bar"><summary>Menu: <strong>{section}</strong></summary></details>'


class Section(Enum):
    """The parts of the menu, in its order; no page of the menu stands elsewhere."""

    OVERVIEW = "Overview"
    INSPECTION = "Inspection"
    FIGURES = "Figures"
    OWN = "Own figures"
    RECOMMENDATIONS = "Recommendations"
    MEETINGS = "Meetings"
    RECORDS = "Records"
    ELSEWHERE = "Elsewhere"


@dataclass(frozen=True)
class PageEntry:
    """A page's subject, its title in the menu, its place in the address and its section.

    The subject names the folder in which the page and the parts that only it uses stand.

    The place "" is the first page. A page that is not `in_menu` is reached by links only. What
    `of_a_board` is shown to the people of that board only; the rest shows what is published, which
    is everybody's. What is `of_every_service` stands in the menu of those who belong to all.
    """

    subject: str
    title: str
    url_path: str
    section: Section
    in_menu: bool = True
    of_a_board: bool = True
    of_every_service: bool = False

    @property
    def path(self) -> Path:
        return FOLDER / self.subject / f"{self.subject}.py"


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "Overview", "", Section.OVERVIEW),
    PageEntry("ratings", "Inspection ratings", "ratings", Section.INSPECTION, of_a_board=False),
    PageEntry("what_if", "What if", "what-if", Section.INSPECTION, of_a_board=False),
    PageEntry("comparison", "Similar areas", "comparison", Section.FIGURES, of_a_board=False),
    PageEntry("indicators", "All indicators", "indicators", Section.FIGURES, of_a_board=False),
    PageEntry("lists", "Lists and targets", "lists", Section.FIGURES, of_a_board=False),
    PageEntry("local_performance", "Local performance", "local", Section.OWN),
    PageEntry("case_audits", "Case audits", "case-audits", Section.OWN),
    PageEntry("disproportionality", "Disproportionality", "disproportionality", Section.OWN),
    PageEntry("imports", "Load figures", "load", Section.OWN),
    PageEntry("recommendations", "Register", "recommendations", Section.RECOMMENDATIONS),
    PageEntry(
        "recommendation", "One recommendation", "recommendation", Section.RECOMMENDATIONS, False
    ),
    PageEntry("partners", "Partners", "partners", Section.RECOMMENDATIONS),
    PageEntry("register_exchange", "Excel and CSV", "spreadsheet", Section.RECOMMENDATIONS),
    PageEntry("national_reports", "National reports", "national-reports", Section.RECOMMENDATIONS),
    PageEntry("meetings", "Meetings", "meetings", Section.MEETINGS),
    PageEntry("board_pack", "Board pack", "board-pack", Section.MEETINGS),
    PageEntry("meeting_view", "Meeting view", "meeting-view", Section.MEETINGS, in_menu=False),
    PageEntry("national_standards", "National standards", "national-standards", Section.MEETINGS),
    PageEntry("who_knew", "Who knew what", "who-knew", Section.MEETINGS),
    PageEntry("data", "Data and methods", "data", Section.RECORDS, of_a_board=False),
    PageEntry("people", "People and roles", "people", Section.RECORDS),
    PageEntry("history", "History", "history", Section.RECORDS),
    PageEntry(
        "running", "Running it", "running", Section.RECORDS, of_a_board=False, of_every_service=True
    ),
)
BY_SUBJECT: Mapping[str, PageEntry] = {entry.subject: entry for entry in PAGES}
# Stands at every address that is no page's.
NO_PAGE = PageEntry("no_such_page", "No such page", "no-such-page", Section.ELSEWHERE, False, False)


def current_page() -> Page:
    """Return the page asked for, or one that says there is none; call its `run` to show it."""
    # Copies, because Streamlit notes on the one in view that it may run, once.
    pages = [copy(page) for page in _pages().values()]
    # Without a page at this address, Streamlit shows the Overview beneath a dialog of its own.
    if unknown := unknown_address():
        pages.append(st.Page(NO_PAGE.path, title=NO_PAGE.title, url_path=unknown))
    page = st.navigation(pages, position="hidden")
    st.session_state[_CURRENT] = _entry_of(page)
    return page


@cache
def _pages() -> dict[str, Page]:
    """Return the pages by subject, made once: for each, Streamlit looks into every folder above."""
    return {
        entry.subject: st.Page(
            entry.path,
            title=entry.title,
            # Of the first it is "": without one, Streamlit would keep the name of its file for it.
            url_path=entry.url_path,
            default=not entry.url_path,
        )
        for entry in PAGES
    }


def show_alone(show: Callable[[], None]) -> None:
    """Show one thing at any address; Streamlit is told of no other page, so nor is the visitor."""
    pages = [st.Page(show, title=PRODUCT, url_path="", default=True)]
    if asked := place():
        pages.append(st.Page(show, title=PRODUCT, url_path=asked))
    st.navigation(pages, position="hidden").run()


def is_shown() -> bool:
    """Return whether this session has been shown the pages; who was not let in yet was not."""
    return _CURRENT in st.session_state


def show_instead(show: Callable[[], None]) -> None:
    """Show something in place of the page asked for, which stays the page in view.

    Who has not been let in yet is told of no page.
    """
    if is_shown():
        current_page()
        show()
    else:
        show_alone(show)


def _entry_of(page: Page) -> PageEntry:
    return next((entry for entry in PAGES if entry.url_path == page.url_path), NO_PAGE)


def unknown_address() -> str:
    """Return the last part of the browser's address if no page stands there, or ""."""
    return "" if any(entry.url_path == place() for entry in PAGES) else place()


def place() -> str:
    """Return the last part of the browser's address, or ""."""
    return unquote(urlsplit(st.context.url or "").path).strip("/").rpartition("/")[2]


def nearest_page(place: str) -> PageEntry | None:
    """Return the page in the menu whose place in the address is most like a mistyped one."""
    by_place = {entry.url_path: entry for entry in PAGES if entry.in_menu and entry.url_path}
    near = difflib.get_close_matches(place.lower(), by_place, n=1)
    return by_place[near[0]] if near else None


def title_in_view() -> str:
    """Return the title of the page in view, as the menu has it."""
    current: PageEntry = st.session_state.get(_CURRENT, NO_PAGE)
    return current.title


def is_of_a_board() -> bool:
    """Return whether the page in view is for the people of a board only."""
    current: PageEntry = st.session_state[_CURRENT]
    return current.of_a_board


def name_the_tab(service: str) -> None:
    """Give the browser's tab the names of the page and the service, the one that differs first."""
    st.set_page_config(page_title=f"{title_in_view()} - {service} - {PRODUCT}")


def by_section(pages: Sequence[PageEntry]) -> dict[Section, list[PageEntry]]:
    """Return the pages in the menu by section, in its order; a section without any is left out."""
    shown = {
        section: [entry for entry in pages if entry.section is section and entry.in_menu]
        for section in Section
    }
    return {section: entries for section, entries in shown.items() if entries}


def menu(page: Page) -> None:
    """Show the sections, and beneath them the pages of the current one where it has several.

    It stands on every width, and each link carries the service and the day along: Streamlit's own
    menu would lose them, and hides behind a symbol on a phone.
    """
    current = _entry_of(page)
    of_all, carried = wiring.admission().admits(None), state.carried()
    sections = by_section([entry for entry in PAGES if of_all or not entry.of_every_service])
    with st.container(key="menu", gap="xxsmall"):
        components.html(_BAR.format(section=escape(current.section.value)))
        with st.container(horizontal=True, key="menu_sections", gap="xxsmall"):
            for section, entries in sections.items():
                # Bold, from which the style draws its bar: Streamlit marks a link on no other page
                # than its own. No container here: a link that moves into one loses the focus.
                name = section.value
                _menu_link(
                    entries[0], f"**{name}**" if section is current.section else name, carried
                )
        pages = sections.get(current.section, [])
        if len(pages) > 1:
            with st.container(horizontal=True, key="menu_pages", gap="xxsmall"):
                for entry in pages:
                    _menu_link(entry, entry.title, carried)
        _say_where(current)


def _say_where(current: PageEntry) -> None:
    # Streamlit's links cannot be marked as current for those who hear the page. The link past the
    # menu lands here.
    where = " → ".join(dict.fromkeys([current.section.value, current.title]))
    components.html(
        f'<p class="yj-heard" id="{CONTENT_ID}" tabindex="-1">You are here: {escape(where)}</p>'
    )


def _menu_link(entry: PageEntry, label: str, carried: Mapping[str, str]) -> None:
    st.page_link(_pages()[entry.subject], label=label, query_params=carried or None)


def link_to(subject: str, label: str, **choices: str) -> None:
    """Show a link to the page of a subject, carrying the view and some choices in its address."""
    params = state.carried() | choices
    st.page_link(_pages()[subject], label=f"**{label}** →", query_params=params or None)


def address_of(subject: str, **choices: str) -> str:
    """Return the address of a subject's page from any other, carrying the view and some choices.

    It is for a link inside a table, where Streamlit's own links cannot stand.
    """
    return addresses_of(subject)(**choices)


def addresses_of(subject: str) -> Callable[..., str]:
    """Return what gives the addresses of a subject's page by their choices; see `address_of`.

    For a long table: what they carry is looked up once.
    """
    place, carried = BY_SUBJECT[subject].url_path, state.carried()
    return lambda **choices: f"{place}?{urlencode(carried | choices)}"
