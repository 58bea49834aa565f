"""An invented service comes and goes like any other, on both databases."""

from dashboard.core.people import Person
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.upkeep.examples import examples_loaded, load_example, remove_example
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.people_factories import signature

NAME = "exampleshire"


@on_both_databases
def test_an_example_is_loaded_and_removed_with_its_people(own_store, shipped_holdings):
    def held():
        return holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)

    load_example(own_store, held(), signature(), NAME, "To try it out.")
    assert set(examples_loaded(held())) == {NAME}

    remove_example(own_store, held(), signature(), NAME, "Seen enough.")
    assert examples_loaded(held()) == {}
    assert not [each for each in held().records.of(Person).values() if each.active]
