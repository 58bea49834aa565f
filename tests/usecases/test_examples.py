"""An invented service comes and goes like any other, on both databases."""

from dashboard.core.editions import EditionStatus
from dashboard.core.people import Person
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.invented import EXAMPLES_FOLDER
from dashboard.usecases.upkeep.examples import (
    PUBLISHER,
    examples_loaded,
    load_example,
    remove_example,
)
from dashboard.usecases.upkeep.import_provenance import AboutFile
from dashboard.usecases.upkeep.imports import accept_import, preview_import
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.people_factories import signature
from tests.stored import editions_in

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


def test_figures_that_an_earlier_version_shipped_make_way_and_those_of_a_user_stay(
    own_store, shipped_holdings
):
    held = holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)
    file = EXAMPLES_FOLDER / NAME / "children-in-the-area.csv"
    header, first, *_ = file.read_text(encoding="utf-8").splitlines()
    title = "Exampleshire: children in the area (invented)"
    for name, year in (("earlier.csv", "2022-23 Q1"), ("tried.csv", "2023-24 Q1")):
        row = first.replace("2022-23 Q1", year).replace(first.split(",")[5], "123")
        content = f"{header}\n{row}\n".encode()
        seen = preview_import(own_store, held, NAME, content, name, today=TODAY)
        about = AboutFile(title if name == "earlier.csv" else "A file of my own", PUBLISHER)
        accept_import(own_store, held, signature(), seen, about)

    load_example(own_store, held, signature(), NAME, "To try it out.")

    editions = [each for each in editions_in(own_store).values() if each.service == NAME]
    ours = {each.status for each in editions if each.provenance.title == "A file of my own"}
    theirs = sorted(each.status for each in editions if each.provenance.title == title)
    assert ours == {EditionStatus.CURRENT}
    assert theirs == [EditionStatus.CURRENT, EditionStatus.WITHDRAWN]
