"""The menu: sections, the pages of the current one, and addresses that stay."""

import datetime as dt

from dashboard.ui.navigation import (
    BY_SUBJECT,
    PAGES,
    PageEntry,
    Section,
    by_section,
    nearest_page,
)
from tests.inspection_factories import holdings
from tests.pages.opening import open_page, words

TODAY = dt.date(2026, 1, 1)
SECTIONS = [section.value for section in by_section(PAGES)]


def opened(subject, **address):
    return open_page(subject, holdings(TODAY), service="hertfordshire", **address)


def menu_links(page):
    """The links of the menu as label, address and what the address carries."""
    links = [element.proto for element in page.main.children[0].get("page_link")]
    return [(link.label, link.page, link.query_string) for link in links]


def labels(page):
    return [label for label, _, _ in menu_links(page)]


def entry(title, section, *, in_menu=True):
    return PageEntry(f"{title}.py", title, title, section, in_menu)


def test_sections_stand_in_their_own_order_and_pages_in_that_of_the_list():
    notes = entry("notes", Section.RECORDS)
    first, second = entry("b", Section.FIGURES), entry("a", Section.FIGURES)

    assert list(by_section([notes, first, second]).items()) == [
        (Section.FIGURES, [first, second]),
        (Section.RECORDS, [notes]),
    ]


def test_a_section_without_a_page_is_not_shown():
    assert Section.MEETINGS not in by_section([entry("a", Section.RECORDS)])


def test_a_page_outside_the_menu_neither_stands_in_it_nor_makes_its_section_show():
    hidden = entry("one", Section.RECOMMENDATIONS, in_menu=False)

    assert by_section([hidden]) == {}
    assert by_section([entry("all", Section.RECOMMENDATIONS), hidden]) == {
        Section.RECOMMENDATIONS: [entry("all", Section.RECOMMENDATIONS)]
    }


def test_the_menu_shows_the_sections_and_the_pages_of_the_current_one_only():
    marked = [f"**{name}**" if name == "Inspection" else name for name in SECTIONS]

    assert labels(opened("what_if")) == [*marked, "Inspection ratings", "What if"]


def test_a_section_of_one_page_has_no_second_row():
    assert labels(opened("overview")) == [
        f"**{name}**" if name == "Overview" else name for name in SECTIONS
    ]


def test_a_section_links_to_its_first_page():
    addresses = {label: address for label, address, _ in menu_links(opened("data"))}

    assert (addresses["Overview"], addresses["Inspection"], addresses["Figures"]) == (
        "",
        "ratings",
        "comparison",
    )


def test_every_link_of_the_menu_carries_the_service_and_the_day():
    carried = {query for _, _, query in menu_links(opened("ratings", as_of="2020-12-31"))}

    assert carried == {"service=hertfordshire&as_of=2020-12-31"}


def test_those_who_hear_the_page_are_told_section_and_page_and_one_name_once():
    assert ">You are here: Inspection → What if</p>" in words(opened("what_if"))
    assert ">You are here: Overview</p>" in words(opened("overview"))


def test_a_mistyped_place_leads_to_the_page_in_the_menu_that_is_most_like_it():
    assert nearest_page("Rating") == BY_SUBJECT["ratings"]
    assert nearest_page("recommendation-") == BY_SUBJECT["recommendations"]
    assert nearest_page("zzz") is None


def test_addresses_in_old_messages_still_lead_to_their_pages():
    kept = {
        "overview": "",
        "ratings": "ratings",
        "what_if": "what-if",
        "comparison": "comparison",
        "indicators": "indicators",
        "lists": "lists",
        "recommendations": "recommendations",
        "data": "data",
    }

    assert {subject: BY_SUBJECT[subject].url_path for subject in kept} == kept
    assert len({page.url_path for page in PAGES}) == len(PAGES)
