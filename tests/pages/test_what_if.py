"""The page that supposes other percentages and judgements, opened through app.py."""

import datetime as dt

import pytest

from tests.inspection_factories import holdings
from tests.pages.opening import open_page, words


def open_what_if(service="hertfordshire", **address):
    return open_page("what_if", holdings(dt.date(2026, 1, 1)), service=service, **address)


def box(page, code):
    return next(n for n in page.number_input if n.label.startswith(code))


def test_the_page_opens_on_the_published_rating_and_its_least_headroom():
    page = open_what_if()

    assert page.title[0].value == "What would change the rating of Hertfordshire?"
    assert "One point lower would have been Good." in words(page)
    assert "About two of 54 cases fewer" in words(page)
    assert len(page.number_input) == 23
    assert not page.error


def test_the_key_questions_closest_to_an_edge_stand_first_and_only_once():
    page = open_what_if()
    codes = [number.label.split()[0] for number in page.number_input]

    assert "Closest to another rating" in [heading.value for heading in page.header][:1]
    assert len(codes) == len(set(codes)) == 23
    assert set(codes[:3]) >= {"2.1.3"}
    assert "2.1.3 is at the top, under Closest to another rating." in words(page)


def test_the_result_is_repeated_below_the_boxes():
    def last_line(page):
        return [line for line in words(page).splitlines() if "yj-lead" in line and "<p" in line][-1]

    assert "As published: 31 of 36 points, Outstanding." in last_line(open_what_if())
    assert (
        "With these changes: 30 of 36 points, Good (as published: 31 of 36 points, Outstanding)."
        in last_line(open_what_if(set="3.1.2:79"))
    )


def test_an_address_that_supposes_something_shows_what_follows_and_why():
    page = open_what_if(set="3.1.2:79,1.1:requires-improvement")

    assert "The total would be 29 of 36 points, Good." in words(page)
    assert "3.1.2 would be the weakest, at 79%" in words(page)
    assert "you changed this judgement" in words(page)
    assert box(page, "3.1.2").value == 79


def test_the_ruler_shows_the_total_as_published_and_then_as_supposed():
    assert "The mark is at 31" in words(open_what_if())
    assert "The mark is at 30" in words(open_what_if(set="3.1.2:79"))


def test_a_percentage_that_is_changed_goes_into_the_address_and_back_out_of_it():
    page = open_what_if()

    box(page, "3.1.2").set_value(79).run()
    assert page.query_params["set"] == "3.1.2:79"
    assert "3.1 Assessment falls from Outstanding to Good" in words(page)

    box(page, "3.1.2").set_value(83).run()
    assert "set" not in page.query_params
    assert "One point lower would have been Good." in words(page)


def test_a_judgement_is_changed_beside_what_is_supposed_already():
    page = open_what_if(set="3.1.2:79")

    next(s for s in page.selectbox if s.label.startswith("1.1 ")).set_value("outstanding").run()

    assert page.query_params["set"] == "3.1.2:79,1.1:outstanding"
    assert "The total stays 31 of 36 points, Outstanding" in words(page)


def test_one_button_takes_back_all_that_is_supposed():
    page = open_what_if(set="3.1.2:79,1.1:good")

    page.button[0].click().run()

    assert "set" not in page.query_params
    assert "One point lower would have been Good." in words(page)


def test_another_service_drops_what_was_supposed():
    page = open_what_if(set="3.1.2:79")

    next(s for s in page.selectbox if s.label == "Service").set_value("bromley").run()

    assert "set" not in page.query_params
    assert not page.error


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("3.1.2", "is not a code and a value"),
        ("3.1.2:great", "neither a percentage nor a rating"),
        ("9.9.9:50", 'no key question "9.9.9"'),
        ("3.1.2:101", "from 0 to 100"),
        ("1.1:79", "is judged as a whole"),
    ],
)
def test_an_address_that_supposes_what_cannot_be_is_one_sentence_and_the_published_view(
    address, sentence
):
    page = open_what_if(set=address)

    assert [sentence in error.value for error in page.error] == [True]
    assert "One point lower would have been Good." in words(page)


def test_a_service_known_only_overall_has_nothing_to_change():
    page = open_what_if("bromley")

    assert "there is nothing to change here" in words(page)
    assert not page.number_input


def test_a_service_without_inspection_says_so():
    page = open_what_if("blackpool")

    assert "We have no inspection of this service up to" in words(page)
    assert not page.error
