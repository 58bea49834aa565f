"""The register of recommendations, opened through app.py."""

from tests.inspection_factories import holdings
from tests.pages.opening import open_page, words

ENTRY = '<article class="yj-recommendation">'


def open_register(service="hertfordshire", **address):
    return open_page("recommendations", holdings(), service=service, **address)


def test_every_recommendation_of_the_service_stands_in_its_own_words_with_what_it_lacks():
    page = open_register()

    assert words(page).count(ENTRY) == 3
    assert "compare its performance with that of similar local authority areas." in words(page)
    assert "owner, date and measure" in words(page)
    assert "Not started" in words(page)
    assert not page.error


def test_all_services_can_be_shown_together():
    assert words(open_register(scope="all")).count(ENTRY) == 4


def test_filters_narrow_the_register():
    assert words(open_register(work="court-disposals")).count(ENTRY) == 1
    assert words(open_register(text="similar local")).count(ENTRY) == 1
    assert words(open_register(scope="all", addressee="youth-justice-board")).count(ENTRY) == 1


def test_a_search_without_result_says_how_to_widen_it():
    shown = words(open_register(text="unicorn"))

    assert "None of the 3 recommendations held fits" in shown
    assert "clear the search" in shown


def test_a_service_without_recommendations_says_why_and_where_to_look():
    page = open_register("blackpool")

    assert "No recommendation made to Blackpool is held." in words(page)
    assert "Choose All services" in words(page)
    assert not page.error


def test_words_typed_into_the_search_are_never_read_as_html():
    shown = words(open_register(text="<script>alert(1)</script>"))

    assert "<script>" not in shown


def test_words_of_an_article_are_marked_as_such():
    assert "the article&#x27;s, not the report&#x27;s" in words(open_register("essex"))
