"""Who acts, opened through app.py: the first person, choosing, changing, and nobody."""

from dataclasses import replace

import pytest

from dashboard.core.people import Person, Role
from dashboard.store import records
from dashboard.usecases.holdings import records_of
from tests.conftest import TODAY
from tests.pages.opening import open_page, words
from tests.people_factories import signature


@pytest.fixture
def held(shipped_holdings, own_store):
    return replace(shipped_holdings, records_as_at=lambda day: records_of(own_store, day, TODAY))


@pytest.fixture
def opened(held, own_store):
    return lambda **address: open_page("lists", held, own_store, **address)


def store_people(store, *people):
    with store.writing() as connection:
        for one in people:
            records.add(connection, signature(), one)


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def test_the_first_person_registers_themself_with_all_roles_in_one_click(opened, own_store):
    page = opened()
    assert "To change something here, say who you are." in words(page)

    page.text_input(key="first_person_name").set_value("Ann Lee")
    page = press(page, "Register me")

    assert not page.error
    (ann,) = own_store.records().of(Person).values()
    assert (ann.name, ann.roles) == ("Ann Lee", tuple(Role))
    assert (
        "You act as Ann Lee (Board member, Chair, Performance officer and Administrator); "
        "identity not verified (local use)." in words(page)
    )
