"""An invented service stands beside real areas, and no real area ever stands beside it."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.core.areas import ENGLAND
from dashboard.core.board.meetings import Acknowledgement, Meeting
from dashboard.core.periods import PeriodKind, parse_period
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.to_watch import Doubt
from dashboard.core.verdicts import Verdict
from dashboard.definitions.catalogue import load_catalogue
from dashboard.errors import ImportRefusedError, UnknownNameError
from dashboard.reports.comparison import comparison_contract
from dashboard.reports.warnings import warnings_contract, watched_contract
from dashboard.store.engine import open_store
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.invented import FIGURES, invented_figures
from dashboard.usecases.published.comparison import ComparisonChoice, compare_service
from dashboard.usecases.published.figures import long_table
from dashboard.usecases.published.glance import read_glance
from dashboard.usecases.published.groups import areas_to_choose
from dashboard.usecases.published.lists import preview_list
from dashboard.usecases.published.warnings import Scans, scan
from dashboard.usecases.register.recommendations import (
    RegisterFilter,
    published_recommendations,
    register,
)
from dashboard.usecases.upkeep.examples import load_example
from tests.conftest import TODAY
from tests.figures_factories import template, write_sidecar
from tests.import_factories import preview, published_file
from tests.lists_factories import list_file
from tests.people_factories import signature
from tests.stored import figures_in

NAME, AUTHORITY = "exampleshire", "X06EX00"
FTE = "first-time-entrants"
SEVERAL = ("essex", "hertfordshire", "cambridgeshire", "cardiff", "west-mercia")


def held_by(store) -> Holdings:
    return holdings_of(load_catalogue(), store, TODAY, TODAY)


def told_of_real_services(held: Holdings, scans: Scans) -> str:
    """Everything that `warnings --all`, `compare` and All indicators say, as one text."""
    told = [
        warnings_contract(scans.warnings, scans.figures, scans.expected_warnings),
        watched_contract(scans.watched, scans.expected_to_watch),
        [comparison_contract(each) for each in compared(scans)],
        [
            comparison_contract(reading.comparison)
            for service in SEVERAL
            for reading in read_glance(held, service).readings
        ],
    ]
    return json.dumps(told, default=str)


def scanned(held: Holdings) -> Scans:
    """The scans of every eighth service, and of those that are looked at more closely."""
    services = dict.fromkeys((*list(held.catalogue.services)[::8], *SEVERAL))
    return Scans(tuple(scan(held, service) for service in services))


def compared(scans: Scans) -> Iterator[Comparison]:
    for one in scans.services:
        for reading in one.readings:
            yield reading.comparison


@pytest.fixture(scope="module")
def before_and_store(sqlite):
    """What is told of the real services before the example is loaded, and the store with it."""
    with sqlite.shipped() as url:
        store = open_store(url)
        held = held_by(store)
        before = told_of_real_services(held, scanned(held))
        load_example(store, held_by(store), signature(), NAME, "To try it out.")
        yield before, store
        store.close()


@pytest.fixture(scope="module")
def store(before_and_store):
    return before_and_store[1]


@pytest.fixture(scope="module")
def loaded(store):
    return held_by(store)


@pytest.fixture(scope="module")
def scans(loaded):
    """What is scanned of real services after the example was loaded."""
    return scanned(loaded)


@pytest.fixture(scope="module")
def shown(loaded):
    """What is held where the invented service is shown."""
    return loaded.showing(loaded.catalogue.service(NAME))


def test_loading_it_changes_no_byte_of_what_is_told_of_real_services(
    before_and_store, loaded, scans
):
    after = told_of_real_services(loaded, scans)

    assert after == before_and_store[0]
    assert "xampleshire" not in after
    assert AUTHORITY not in after


def test_no_figure_of_it_is_ever_stored_or_downloaded_with_real_ones(store, loaded):
    for indicator in loaded.catalogue.indicators.values():
        codes = set(figures_in(store, indicator).table["area_code"])
        assert not [code for code in codes if code.startswith("X")], indicator.id
        names = long_table(loaded, indicator.id)["area_name"].dropna()
        assert not names.str.contains("xampleshire").any(), indicator.id


def test_no_real_area_has_it_among_those_it_is_compared_or_ranked_with(loaded, scans):
    for comparison in compared(scans):
        among = comparison.among
        ranked = {*among.everywhere(comparison.period), *among.group.area_codes}
        assert AUTHORITY not in ranked, comparison.service.id
    for model in loaded.comparator_models.values():
        assert AUTHORITY not in {
            *model.lists,
            *(code for of in model.lists.values() for code in of),
        }


def test_nobody_can_choose_it_for_a_real_service(loaded, shown):
    of_essex = loaded.catalogue.services["essex"].area_codes[0]
    own = ComparisonChoice("essex", FTE, peers="own", own_areas=("Exampleshire", "Kent"))

    assert AUTHORITY not in areas_to_choose(loaded, of_essex)
    with pytest.raises(UnknownNameError):
        compare_service(loaded, own)
    # Not even on a page that shows the example, where the names of its areas are known.
    with pytest.raises(ImportRefusedError, match="Exampleshire"):
        preview_list(shown.catalogue, list_file("Essex,Exampleshire", "Essex,Kent"), "list.csv")


def test_no_file_of_published_figures_may_name_it(store, shown):
    row = f"{FTE},{AUTHORITY},2025,100,,,published,"

    with pytest.raises(ImportRefusedError, match=AUTHORITY):
        preview(store, shown, published_file(row), service=NAME)


def test_a_real_service_is_shown_as_ever(loaded):
    assert all(loaded.showing(each) is loaded for each in loaded.catalogue.services.values())
    assert not loaded.invented.tables
    assert not [number for number in loaded.editions() if number < 0]


def test_beside_it_stand_ten_real_areas_with_their_real_figures(loaded, shown):
    found = compare_service(loaded, ComparisonChoice(NAME, FTE)).comparison
    real = loaded.figures(FTE)

    assert len(found.members) == 10
    for member in found.members:
        assert member.area == loaded.catalogue.areas[member.area.code]
        assert member.value == real.value(member.area.code, found.period)
    assert found.benchmark.group.title == "Invented list of similar areas, 2025"
    assert shown.showing(found.service) is shown


def test_england_beside_it_is_the_real_england(loaded):
    found = compare_service(loaded, ComparisonChoice(NAME, FTE)).comparison

    assert found.national is not None
    assert found.national.value == loaded.figures(FTE).value(ENGLAND, found.period) == 138


def test_its_figures_name_an_edition_that_says_they_are_invented(shown):
    observed = shown.figures(FTE).at(AUTHORITY, parse_period("2024", PeriodKind.CALENDAR_YEAR))
    edition = shown.editions()[observed.edition_id]

    assert edition.provenance.publisher == "Nobody: an invented example"
    assert "No figure here is real." in edition.provenance.known_defects
    # Asked again, the same figures are not put together again.
    assert shown.figures(FTE) is shown.figures(FTE)


def test_its_entrants_tell_the_story_of_2018(loaded):
    (warning,) = scan(loaded, NAME).warnings

    assert (warning.comparison.indicator.id, warning.since.id) == (FTE, "2022")
    worse, england = loaded.showing(warning.comparison.service).figures(FTE), loaded.figures(FTE)
    for year in ("2022", "2023", "2024"):
        period = parse_period(year, PeriodKind.CALENDAR_YEAR)
        ours, theirs = worse.value(AUTHORITY, period), england.value(ENGLAND, period)
        assert ours is not None
        assert theirs is not None
        assert ours < theirs
    assert len(worse.values.loc[AUTHORITY].dropna()) == 10


def test_its_other_core_indicators_are_better_to_watch_and_level(loaded):
    found = scan(loaded, NAME)
    directions = {one.indicator.id: one.direction for one in found.newest}

    assert directions["children-cautioned-or-sentenced"] is Verdict.BETTER
    assert directions["reoffending-10-14"] is Verdict.LEVEL
    (watched,) = found.watched
    assert watched.comparison.indicator.id == "reoffending-15-17"
    assert watched.doubt is Doubt.TWO_YEARS


def test_its_board_saw_the_warning_at_each_meeting_and_its_chair_acknowledged_it(loaded):
    records = loaded.records
    held = [each for each in records.of(Meeting).values() if each.held]
    (seen,) = records.of(Acknowledgement).values()

    assert len(held) == 3
    for meeting in held:
        assert [one.id for one in meeting.warnings] == [f"{NAME}:{FTE}"]
        assert meeting.compared == meeting.core_indicators == 4
    assert seen.sentence == held[-1].warnings[0].sentence


def test_its_register_is_told_without_a_page_too(loaded):
    assert len(register(loaded, RegisterFilter(service=NAME)).entries) == 5
    assert NAME not in {one.service for one in published_recommendations(loaded)}


def test_on_an_earlier_day_only_what_was_out_by_then_is_told(loaded):
    then = replace(loaded, as_of=TODAY.replace(year=2018))

    assert not scan(then, NAME).warnings
    assert compare_service(then, ComparisonChoice(NAME, FTE)).comparison.period.id == "2017"


def test_a_table_of_invented_figures_is_refused_where_it_names_a_real_area(tmp_path, loaded):
    folder = tmp_path / NAME / FIGURES
    folder.mkdir(parents=True)
    table = template(folder, f"{FTE},E10000012,2024,100,,,published,")
    write_sidecar(table)
    service = loaded.catalogue.service(NAME)

    with pytest.raises(ImportRefusedError, match="is not the code of a known area"):
        invented_figures(loaded.catalogue.showing(service), service, tmp_path)
    assert not invented_figures(loaded.catalogue, service, tmp_path / "none").tables
