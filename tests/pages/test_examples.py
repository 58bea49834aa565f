"""The invented service: loaded only on request, marked on every page, and removed again."""

import hashlib

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.figures import AreaTeam
from dashboard.core.own.indicators import LocalKind
from dashboard.core.people import Person, Role
from dashboard.core.periods import PeriodKind
from dashboard.core.statistics.control_chart import FEWEST_BASELINE_POINTS
from dashboard.core.statistics.special_causes import SpecialCause
from dashboard.definitions.catalogue import load_catalogue
from dashboard.definitions.examples import load_example_lists, load_examples
from dashboard.errors import ChangeRefusedError, DefinitionError, NotAllowedError
from dashboard.store.engine import open_store
from dashboard.ui.navigation import BY_SUBJECT
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.invented import EXAMPLES_FOLDER
from dashboard.usecases.own.performance import Asked, read_local
from dashboard.usecases.upkeep.examples import (
    examples_loaded,
    load_example,
    remove_example,
)
from dashboard.usecases.upkeep.history import verify
from dashboard.usecases.upkeep.quarantine import quarantined
from tests.conftest import TODAY
from tests.pages.opening import open_page, unfolded, words
from tests.people_factories import actor, signature
from tests.stored import own_figures_in

NAME = "exampleshire"
INVENTED = "Invented example: no figure of this service is real."


def holdings(store, catalogue=None):
    return holdings_of(catalogue or load_catalogue(), store, TODAY, TODAY)


@pytest.fixture(scope="module")
def loaded(sqlite):
    """A database in which the invented service was loaded."""
    with sqlite.shipped() as url:
        store = open_store(url)
        load_example(store, holdings(store), signature(), NAME, "To try it out.")
        yield store
        store.close()


@pytest.fixture(scope="module")
def shown(loaded):
    return holdings(loaded)


def test_measures_and_kpis_have_sixteen_quarters_but_a_handful_that_has_too_few(loaded, shown):
    quarters = {
        each.id: len(own_figures_in(loaded, each, NAME).periods)
        for each in shown.catalogue.local_indicators.values()
        if each.kind in (LocalKind.MEASURE, LocalKind.KPI)
    }
    short = {name for name, number in quarters.items() if number < FEWEST_BASELINE_POINTS}

    assert {number for name, number in quarters.items() if name not in short} == {16}
    assert len(short) == 5
    assert all(name.startswith("kpi-10-victims") for name in short)


def test_fewer_children_are_in_education_than_is_usual_for_it(shown):
    asked = Asked(NAME, "kpi-2-education", Mode.BOARD, PeriodKind.QUARTER)
    chart = read_local(shown, asked).series.chart

    assert chart is not None
    assert chart.special_cause_type[-1] is SpecialCause.BELOW_LIMIT
    assert [round(value) for value in chart.values[-5:]] == [77, 78, 70, 61, 50]


def test_the_last_quarter_is_provisional_and_small_numbers_occur(loaded, shown):
    counted = shown.catalogue.local_indicator("local-first-time-entrants")
    table = own_figures_in(loaded, counted, NAME).table

    last = table[table["period"] == "2026-27 Q2"]
    assert set(last["state"]) == {"provisional"}
    assert table["count"].between(1, 4).any()


def test_only_its_two_deliberate_mistakes_are_held_back(shown, loaded):
    turned, slipped = sorted(
        quarantined(loaded, shown, NAME), key=lambda each: each.figure.indicator
    )

    assert (slipped.figure.place, slipped.figure.period) == ("", "2026-27 Q2")
    assert "30 would fit: check the decimal point." in slipped.details.reasons[0]
    assert "its 4 area teams add up to 30" in " ".join(slipped.details.reasons)
    assert (turned.figure.place, turned.figure.period) == (
        "exampleshire-eastwater",
        "2026-27 Q2",
    )
    assert turned.details.reasons == (
        "11 of 12 is 92%, not 97.1%: check all three numbers against the source.",
    )


def test_it_has_area_teams_people_and_a_filled_register(shown):
    teams = [each.name for each in shown.records.of(AreaTeam).values()]

    assert sorted(teams) == ["Eastwater", "Northmoor", "Southbrook", "Westvale"]
    assert all("(invented)" in each.name for each in shown.records.of(Person).values())
    assert all(each.service == NAME for each in shown.records.of(Person).values())


def test_loading_is_in_the_history_which_stays_whole(loaded):
    assert verify(loaded)[0] > 20


def test_it_stands_apart_from_the_real_services(shown):
    catalogue = shown.catalogue
    service = catalogue.service(NAME)

    assert service.invented
    assert NAME not in catalogue.services
    assert service.code not in catalogue.areas
    assert not [each for each in catalogue.inspections if each.service == NAME]
    assert [each.service for each in catalogue.showing(service).inspections].count(NAME) == 1
    assert catalogue.showing(catalogue.services["essex"]) is catalogue


@pytest.mark.parametrize("subject", BY_SUBJECT)
def test_every_page_opens_with_it_and_says_that_it_is_invented(shown, loaded, subject):
    page = open_page(subject, shown, loaded, actor(), service=NAME)

    assert not page.exception
    assert INVENTED in words(page)


@pytest.mark.parametrize("subject", ["local_performance", "overview", "recommendations"])
def test_no_page_of_a_real_service_says_so_or_names_it(shown, loaded, subject):
    page = open_page(subject, shown, loaded, actor(), service="essex")

    assert INVENTED not in words(page)


def test_its_four_people_are_offered_with_it_and_none_of_them_with_a_real_service(shown, loaded):
    here = open_page("meetings", shown, loaded, service=NAME)
    elsewhere = open_page("meetings", shown, loaded, service="essex")

    names = here.selectbox(key="acting_choice").options
    assert len(names) == 4
    assert all("(invented)" in name for name in names)
    assert "Nobody is registered. You will add the others." in words(elsewhere)


def test_its_tables_and_files_are_marked(shown, loaded):
    page = unfolded(open_page("recommendations", shown, loaded, actor(), service=NAME))

    assert "(invented example: no figure of this service is real)" in words(page)
    assert "Exampleshire (invented)" in page.selectbox(key="choice_service").options


def test_it_is_in_the_list_of_services_only_once_it_is_loaded(shipped_holdings):
    page = open_page("overview", shipped_holdings)
    asked = open_page("overview", shipped_holdings, service=NAME)

    assert "Exampleshire (invented)" not in page.selectbox(key="choice_service").options
    assert "its example figures are not loaded" in asked.error[0].value


def test_an_empty_page_offers_it_and_once_loaded_the_way_to_it(shown, loaded, shipped_holdings):
    before = open_page("local_performance", shipped_holdings, loaded, actor(), service="essex")
    after = open_page("local_performance", shown, loaded, actor(), service="essex")

    assert "Load the invented example" in [button.label for button in before.button]
    assert "Show Exampleshire (invented)" in [button.label for button in after.button]


def test_it_is_removed_with_its_people_and_comes_back(loaded):
    remove_example(loaded, holdings(loaded), signature(), NAME, "Seen enough.")
    gone = holdings(loaded)

    assert examples_loaded(gone) == {}
    assert not [each for each in gone.records.of(Person).values() if each.active]
    assert verify(loaded)

    load_example(loaded, gone, signature(), NAME, "Once more.")
    again = holdings(loaded)
    assert set(examples_loaded(again)) == {NAME}
    assert all(each.active for each in again.records.of(Person).values())


def test_only_who_may_load_a_file_loads_it_and_only_an_example(empty_store, shipped_holdings):
    member = signature(Role.MEMBER)

    for deed in (load_example, remove_example):
        with pytest.raises(NotAllowedError, match="may not load a file"):
            deed(empty_store, shipped_holdings, member, NAME, "Why not.")
        with pytest.raises(ChangeRefusedError, match="is no invented service"):
            deed(empty_store, shipped_holdings, signature(), "essex", "Why not.")


def test_an_example_may_not_say_whom_a_real_area_resembles(tmp_path):
    catalogue = load_catalogue()
    lists = tmp_path / NAME / "comparators"
    lists.mkdir(parents=True)
    for path in (EXAMPLES_FOLDER / NAME / "comparators").iterdir():
        (lists / path.name).write_bytes(path.read_bytes())
    assert load_example_lists(tmp_path, catalogue.examples, catalogue.areas)

    table = lists / "invented-2025.csv"
    more = table.read_text(encoding="utf-8") + "E10000012,1,X06EX00\n"
    was = hashlib.sha256(table.read_bytes()).hexdigest()
    table.write_text(more, encoding="utf-8")
    sidecar = table.with_suffix(".toml").read_text(encoding="utf-8")
    now = hashlib.sha256(table.read_bytes()).hexdigest()
    table.with_suffix(".toml").write_text(sidecar.replace(was, now), encoding="utf-8")

    with pytest.raises(DefinitionError, match="E10000012, which is no area of the example"):
        load_example_lists(tmp_path, catalogue.examples, catalogue.areas)
    assert load_example_lists(tmp_path / "none", catalogue.examples, catalogue.areas) == {}


def test_an_example_that_does_not_say_so_or_takes_a_real_name_is_refused(tmp_path):
    text = (EXAMPLES_FOLDER / f"{NAME}.toml").read_text(encoding="utf-8")
    (tmp_path / "essex.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match="is the id of a real service"):
        load_examples(tmp_path, {"essex"})

    plain = text.replace("invented = true", "invented = false")
    (tmp_path / "essex.toml").write_text(plain, encoding="utf-8")
    with pytest.raises(DefinitionError, match="an example must say that it is"):
        load_examples(tmp_path, ())
    assert load_examples(tmp_path / "none", ()) == {}
