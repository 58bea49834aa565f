"""Lists and targets, opened through app.py: shown, added, refused with nothing stored, undone."""

import pytest
import streamlit as st

from tests.conftest import TODAY
from tests.lists_factories import list_file, lists_held, targets_held
from tests.memory_store import recording, records_anew
from tests.pages.opening import open_page, words
from tests.people_factories import actor

FIVE = list_file(*(f"Hertfordshire,{n}" for n in ("Essex", "Kent", "Surrey", "Norfolk", "Suffolk")))
WITHDRAW = "change_list_1"


@pytest.fixture
def held(shipped_holdings, own_store):
    return recording(shipped_holdings, records_anew(own_store, TODAY))


@pytest.fixture
def opened(held, own_store):
    return lambda **address: open_page("lists", held, own_store, actor(), **address)


def typed(page, **fields):
    """Type into the fields of the forms, by the name of each."""
    for name, text in fields.items():
        field = next(f for f in page.text_input if str(f.key).startswith(f"{name}_"))
        field.set_value(text)
    return page


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def uploaded(page, content, name="family.csv"):
    return page.file_uploader[0].set_value((name, content, "text/csv")).run()


def added(page, **changed):
    about = {"list_title": "Family", "list_publisher": "YJB"} | changed
    return press(typed(uploaded(page, FIVE), **about), "Add this list")


def set_target(page, value):
    return press(typed(page, target_value=value), "Set this target")


def test_each_list_says_whom_it_compares_the_service_with(opened):
    shown = words(opened())

    assert "DfE statistical neighbours, April 2021" in shown
    assert "Bracknell Forest, Oxfordshire, Hampshire" in shown
    # The ten nearest of the fifteen that this list holds.
    assert "Essex, Buckinghamshire, Kent, Trafford" in shown
    assert "Surrey, Stockport and Bromley" in shown
    assert "published on 1 October 2025, never the usual list" in shown
    assert "No list was supplied yet" in shown
    assert "No target is set for this service. Set the first one below." in shown


def test_a_service_of_several_authorities_sees_the_list_of_each(opened):
    shown = words(opened(service="west-mercia"))

    assert "Shropshire with " in shown
    assert "Herefordshire with " in shown


def test_a_service_in_wales_is_told_that_no_list_covers_it(opened):
    page = opened(service="cardiff")

    assert not page.error
    assert "nobody: it lists no area of the service" in words(page)


def test_an_uploaded_list_is_shown_before_anything_is_stored(opened, own_store):
    page = uploaded(opened(), FIVE)

    assert "The file holds the list of one area." in words(page)
    assert "with Essex, Kent, Surrey, Norfolk and Suffolk." in words(page)
    assert lists_held(own_store) == {}


def test_what_is_not_read_of_a_list_is_named_on_the_page(opened):
    content = list_file("Hertfordshire,Essex,1,Close", header="area,neighbour,rank,closeness")

    assert "Columns that are not read: closeness." in words(uploaded(opened(), content))


def test_of_several_lists_in_a_file_one_is_chosen_on_the_page(opened, own_store):
    rows = ("2021,Hertfordshire,Essex", "2025,Hertfordshire,Kent")
    page = uploaded(opened(), list_file(*rows, header="model,area,neighbour"))

    assert not page.error
    assert "Add this list" not in [button.label for button in page.button]

    choice = next(box for box in page.selectbox if box.label.startswith("The file has several"))
    choice.select("2025").run()
    assert "Hertfordshire</strong> with Kent." in words(page)
    press(typed(page, list_title="Family", list_publisher="YJB"), "Add this list")
    assert lists_held(own_store)[1].lists == {"E10000015": ("E10000016",)}


def test_a_list_with_an_unknown_area_is_one_sentence_and_nothing_is_stored(opened, own_store):
    page = uploaded(opened(), list_file("Hertfordshire,Atlantis", "Hertfordshire,Narnia"))

    assert len(page.error) == 1
    assert "was refused and nothing was stored: row 2, neighbour" in page.error[0].value
    assert "&quot;Narnia&quot; is not a known local authority" in words(page)
    assert "Add this list" not in [button.label for button in page.button]
    assert lists_held(own_store) == {}


def test_an_accepted_list_appears_in_the_list_of_the_comparison(opened, held, own_store):
    page = added(opened())

    assert not page.error
    assert '"Family" was added' in page.success[0].value.replace("\\", "")
    assert "YJB, added here on" in words(page)

    comparison = open_page("comparison", held, peers="family", period="2017")
    listed = "Family (added here), nearest first: Essex, Kent, Surrey, Norfolk, Suffolk."
    assert listed in words(comparison)
    assert "Family" in comparison.selectbox(key="choice_peers").options


def test_a_form_that_is_refused_keeps_what_was_typed(opened, own_store):
    page = added(opened(), list_publisher="")

    assert "The publisher is missing" in page.error[0].value
    assert "Family" in [field.value for field in page.text_input]
    assert lists_held(own_store) == {}


def test_a_list_is_withdrawn_and_restored(opened, own_store):
    page = added(opened())

    page.button(key=WITHDRAW).click().run()
    assert not lists_held(own_store)[1].in_use
    assert "was withdrawn" in page.success[0].value
    assert "YJB, added here on" not in words(page)

    page.button(key=WITHDRAW).click().run()
    assert lists_held(own_store)[1].in_use


def test_a_title_is_never_taken_for_a_style_or_a_link(opened):
    page = added(opened(), list_title="[Family](https://example.org)")

    assert page.button(key=WITHDRAW).label.startswith("Withdraw \\[Family\\]")


def test_a_target_is_set_and_stands_in_the_table(opened, own_store):
    page = set_target(opened(indicator="first-time-entrants"), "100")

    assert not page.error
    assert "100 per 100,000" in words(page)
    assert "in force" in words(page)
    assert targets_held(own_store)[1].recorded_by == "Ann Lee"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("20%", 'not in "%": give the target in "per 100,000"'),
        ("20 per 10,000", 'give the target in "per 100,000"'),
        ("", "The target is missing"),
        ("many", "is not a number"),
    ],
)
def test_a_target_that_cannot_be_is_one_sentence_and_nothing_is_stored(
    opened, own_store, value, sentence
):
    page = set_target(opened(indicator="first-time-entrants"), value)

    assert len(page.error) == 1
    assert sentence in page.error[0].value.replace("\\", "")
    assert value in [field.value for field in page.text_input]
    assert targets_held(own_store) == {}


def test_a_newer_target_takes_the_place_of_the_older_and_withdrawing_it_undoes_that(opened):
    page = set_target(set_target(opened(), "100"), "90")
    assert "replaced by a later one" in words(page)

    page.button(key="change_target_2").click().run()

    assert "replaced by a later one" not in words(page)
    assert "withdrawn" in words(page)


def test_of_two_targets_set_on_one_day_the_later_is_in_force(opened):
    page = set_target(set_target(opened(), "100"), "90")

    table = words(page).partition("Targets of Hertfordshire")[2]
    in_order = ("90 per 100,000", "in force", "100 per 100,000", "replaced by a later one")
    places = [table.index(each) for each in in_order]
    assert places == sorted(places)


def test_an_indicator_without_judgement_is_not_offered_for_a_target(opened):
    page = opened(indicator="children-in-need")

    assert "Children in need" not in page.selectbox(key="choice_indicator").options
    assert 'no indicator "children-in-need"' in page.error[0].value.replace("\\", "")


def test_a_change_is_seen_by_every_session_at_its_next_run(own_database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", own_database_url)
    st.cache_resource.clear()
    mine, theirs = (open_page(name, None, actor=actor()) for name in ("lists", "comparison"))

    added(mine)
    theirs.run()

    assert "Family" in theirs.selectbox(key="choice_peers").options
    st.cache_resource.clear()
