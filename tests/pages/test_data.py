"""Data and methods, opened through app.py: every edition, definition, gap and word."""

import pytest

from dashboard import VERSION
from tests.pages.opening import open_page, words


@pytest.fixture
def held(shipped_holdings):
    return shipped_holdings


def test_every_table_stands_with_publisher_date_licence_and_checksum(held):
    shown = words(open_page("data", held))

    for edition in held.editions().values():
        known = edition.provenance
        assert known.title in shown
        assert known.sha256[:12] in shown
        assert known.published_words in shown
    assert "Contains public sector information licensed under the Open Government Licence" in shown


def test_the_tables_of_the_core_indicators_come_first_and_checksums_are_folded(held):
    page = open_page("data", held)
    shown = words(page)

    newest = (
        "First-time entrants to the youth justice system, rate per 100,000 children aged 10 to 17"
    )
    assert f"<h2>{newest}, year to December 2016 to 2024</h2>" in shown
    in_use = shown.split("All tables in use")[-1]
    first, others = in_use.index("First-time entrants"), in_use.index("Care leavers")
    assert first < others
    assert "<details><summary>Show the checksum</summary>" in shown
    folded = {expander.label: expander for expander in page.expander}
    assert not folded["The checksums of these tables"].proto.expanded


def test_the_version_of_the_dashboard_is_given(held):
    assert f"This is version {VERSION} of the dashboard." in words(open_page("data", held))


def test_one_table_shows_its_full_checksum_its_address_and_what_was_changed(held):
    derived = next(e for e in held.editions().values() if e.key.startswith("derived/"))
    known = derived.provenance

    shown = words(open_page("data", held, table=known.sha256[:12]))

    assert known.sha256 in shown
    assert f'href="{known.address}"' in shown
    assert "weighted by children aged 10 to 17 in mid-2021" in shown


def test_an_indicator_shows_what_is_counted_out_of_what_and_where_the_series_breaks(held):
    shown = words(
        open_page("data", held, section="indicators", indicator="children-cautioned-or-sentenced")
    )

    assert "each counted once by a service" in shown
    assert "Children aged 10 to 17 living in the area" in shown
    assert "From 2024-25 the rate is published per 10,000" in shown
    assert "divides the figures of 2024-25 by the children aged 10 to 17 of mid-2021" in shown


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("similar-areas", "DfE statistical neighbours, May 2025"),
        ("similar-areas", "ONS nearest neighbours, October 2025"),
        ("gaps", "England has no figure and there is no rate for all ages."),
        ("gaps", "Wales: we have figures of its 17 services"),
        ("gaps", "of those after 18 February 2025 only seven are held"),
        ("frameworks", "The other standards&#x27; numbers and names, the bands and any score"),
        ("frameworks", "Standards for children in the youth justice system 2019"),
        ("frameworks", "The framework itself was not read, only an account of it."),
        ("words", "full-time equivalent"),
        ("small-numbers", "Numbers from 1 to 4 are withheld in public"),
        ("small-numbers", "No percentage is given of fewer than 10"),
        ("small-numbers", "Published figures are shown as published"),
    ],
)
def test_lists_of_similar_areas_gaps_and_words_are_explained(held, section, text):
    assert text in words(open_page("data", held, section=section))


@pytest.mark.parametrize(
    "section", ["tables", "indicators", "similar-areas", "gaps", "small-numbers", "words"]
)
def test_no_identifier_of_ours_stands_where_a_name_should(held, section):
    shown = words(open_page("data", held, section=section))

    assert "first-time-entrants" not in shown
    assert "lait-2026-04" not in shown


@pytest.mark.parametrize(
    ("param", "value", "nearest"),
    [("section", "word", "words"), ("table", "xyz", 'no table "xyz"')],
)
def test_an_unknown_name_in_the_address_is_one_sentence_and_the_page_still_works(
    held, param, value, nearest
):
    page = open_page("data", held, **{param: value})

    assert nearest in page.error[0].value
    assert "All tables in use" in words(page)


def test_an_unknown_indicator_in_the_address_names_the_nearest(held):
    page = open_page("data", held, section="indicators", indicator="suspension")

    assert "did you mean suspensions" in page.error[0].value


def test_a_service_in_wales_sees_the_same_page(held):
    page = open_page("data", held, service="cardiff")

    assert not page.error
    assert "All tables in use" in words(page)


def test_an_indicator_of_which_nothing_is_loaded_is_not_listed(held):
    test = open_page("data", held, section="indicators")

    assert "Custodial sentences" not in words(test)
    assert "Cautions and sentences, by service" in words(test)
