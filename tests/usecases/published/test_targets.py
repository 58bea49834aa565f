"""Targets: one or a file of them, each checked against its indicator before anything is stored."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from dashboard.core.published.targets import Target
from dashboard.errors import ChangeRefusedError, DashboardError, ImportRefusedError
from dashboard.narrative.history import change_words, parts_words
from dashboard.store import history
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.published.comparison import ComparisonChoice, compare_service
from dashboard.usecases.published.targets import (
    TargetToSet,
    load_targets,
    restore_target,
    set_target,
    withdraw_target,
)
from tests.databases import on_both_databases
from tests.history_factories import added
from tests.lists_factories import targets_held
from tests.memory_store import recording, records_anew
from tests.people_factories import AT, signature
from tests.register_factories import action
from tests.stored import records_by, tokens_in

TODAY = dt.date(2026, 11, 21)
GOOD = TargetToSet("hertfordshire", "first-time-entrants", "100", "per 100,000", note="Plan")
HEADER = "service,indicator,unit,value,area,note\n"
UNNAMED: dict[str, str] = {}


@pytest.fixture
def catalogue(shipped_holdings):
    return shipped_holdings.catalogue


def asked(**changed):
    return TargetToSet(**{**vars(GOOD), **changed})


def load(store, catalogue, *rows):
    content = (HEADER + "\n".join(rows)).encode()
    return load_targets(store, catalogue, signature(), content, "targets.csv", TODAY)


@on_both_databases
def test_a_target_is_for_the_one_authority_of_the_service_from_today(own_store, catalogue):
    target = set_target(own_store, catalogue, signature(), GOOD, TODAY)

    assert (target.area_code, target.value, target.set_on) == ("E10000015", 100, TODAY)
    assert (target.recorded_by, target.recorded_at, target.note) == ("Ann Lee", AT, "Plan")
    assert targets_held(own_store) == {1: target}


def test_an_indicator_of_services_has_a_target_for_the_service(own_store, catalogue):
    indicator = "children-cautioned-or-sentenced-by-service"

    held = set_target(
        own_store,
        catalogue,
        signature(),
        asked(indicator=indicator, unit="per 1,000", value="2"),
        TODAY,
    )

    assert held.area_code == catalogue.service("hertfordshire").code


def test_a_council_that_the_service_is_named_by_is_the_one_with_the_target(own_store, catalogue):
    held = set_target(own_store, catalogue, signature(), asked(service="Shropshire Council"), TODAY)

    assert (held.service, held.area_code) == ("west-mercia", "E06000051")


@pytest.mark.parametrize("area", ["Shropshire", "E06000051"])
def test_a_service_of_several_authorities_has_a_target_for_each(own_store, catalogue, area):
    held = set_target(
        own_store, catalogue, signature(), asked(service="west-mercia", area=area), TODAY
    )

    assert held.area_code == "E06000051"


def test_a_service_whose_county_was_split_needs_the_half_that_exists(own_store, catalogue):
    with pytest.raises(ChangeRefusedError, match="name one of North Northamptonshire, West"):
        set_target(own_store, catalogue, signature(), asked(service="northamptonshire"), TODAY)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"unit": "%"}, 'not in "%": give the target in "per 100,000"'),
        ({"unit": ""}, 'not in "": give the target'),
        ({"value": "lots"}, '"lots" is not a number'),
        ({"value": "-1"}, "is outside what is plausible"),
        ({"value": "999999"}, "is outside what is plausible"),
        ({"service": "hertfordshir"}, "did you mean Hertfordshire"),
        ({"indicator": "first-time"}, 'no indicator "first-time"'),
        ({"indicator": "children-in-need", "unit": "per 10,000"}, "carries no judgement"),
        ({"area": "Essex"}, '"Essex" is not a known local authority'),
        ({"service": "west-mercia"}, "name one of Herefordshire, Shropshire"),
        ({"service": "cardiff"}, "Cardiff has none"),
        ({"note": "x" * 501}, "shorten it to 500"),
    ],
)
def test_a_target_that_cannot_be_is_one_sentence_and_nothing_is_stored(
    own_store, catalogue, changed, sentence
):
    with pytest.raises(DashboardError, match=sentence) as refused:
        set_target(own_store, catalogue, signature(), asked(**changed), TODAY)

    assert "\n" not in str(refused.value)
    assert targets_held(own_store) == {}


@on_both_databases
def test_a_file_of_targets_is_set_whole(own_store, catalogue):
    read = load(
        own_store,
        catalogue,
        'hertfordshire,first-time-entrants,"per 100,000",100,,Plan',
        "essex,reoffending-15-17,%,30,Essex,",
    ).targets

    assert tuple(targets_held(own_store).values()) == read
    assert [target.service for target in read] == ["hertfordshire", "essex"]


@on_both_databases
def test_one_wrong_row_refuses_the_whole_file_and_every_wrong_row_is_named(own_store, catalogue):
    with pytest.raises(ImportRefusedError) as refused:
        load(
            own_store,
            catalogue,
            'hertfordshire,first-time-entrants,"per 100,000",100,,',
            "essex,reoffending-15-17,per 100,30,,",
            "narnia,reoffending-15-17,%,30,,",
        )

    assert [problem.row for problem in refused.value.problems] == [3, 4]
    assert 'give the target in "%"' in str(refused.value)
    assert targets_held(own_store) == {}


@on_both_databases
def test_a_withdrawn_target_counts_no_more_until_it_is_restored(own_store, catalogue):
    number = str(set_target(own_store, catalogue, signature(), GOOD, TODAY).id)

    withdraw_target(own_store, signature(), number)
    assert targets_held(own_store)[1].withdrawn_at == AT
    with pytest.raises(ChangeRefusedError, match="was withdrawn already"):
        withdraw_target(own_store, signature(), number)

    restore_target(own_store, signature(), number)
    assert targets_held(own_store)[1].in_use
    with pytest.raises(ChangeRefusedError, match="was not withdrawn"):
        restore_target(own_store, signature(), number)
    with pytest.raises(DashboardError, match='no target with the number "7"'):
        withdraw_target(own_store, signature(), "7")


@pytest.mark.parametrize(("as_of", "value"), [(TODAY, 100), (dt.date(2026, 11, 20), None)])
def test_a_comparison_carries_the_target_that_was_in_force_on_the_day(
    own_store, catalogue, shipped_holdings, as_of, value
):
    set_target(own_store, catalogue, signature(), GOOD, TODAY)
    held = replace(recording(shipped_holdings, records_anew(own_store, TODAY)), as_of=as_of)

    target = compare_service(held, ComparisonChoice(GOOD.service, GOOD.indicator)).comparison.target

    assert (target and target.value) == value


@on_both_databases
def test_who_set_withdrew_and_restored_a_target_stands_in_the_history(own_store, catalogue):
    set_target(own_store, catalogue, signature(), GOOD, TODAY)
    withdraw_target(own_store, signature(name="Bob Ray"), "1")
    restore_target(own_store, signature(name="Cy Dent"), "1")

    with own_store.database.reading() as connection:
        entries = list(history.entries(connection))

    assert [(e.who, e.change.field, e.change.before) for e in entries] == [
        ("Ann Lee", "", None),
        ("Bob Ray", "withdrawn_at", "null"),
        ("Cy Dent", "withdrawn_at", '"2026-11-21T09:30:00Z"'),
    ]
    assert {(e.change.kind, e.change.service) for e in entries} == {("target", "hertfordshire")}
    assert '"set_on":"2026-11-21"' in str(entries[0].change.after)


def test_the_history_reads_as_it_always_did(own_store, catalogue):
    set_target(own_store, catalogue, signature(), GOOD, TODAY)
    withdraw_target(own_store, signature(), "1")
    restore_target(own_store, signature(), "1")

    with own_store.database.reading() as connection:
        told = [entry.change for entry in history.entries(connection)]

    assert [change_words(change, UNNAMED.get) for change in told] == [
        "added the target 1, first-time-entrants",
        "in use of the target 1, first-time-entrants: from yes to no",
        "in use of the target 1, first-time-entrants: from no to yes",
    ]
    assert parts_words(told[0], UNNAMED.get) == {
        "area": "E10000015",
        "in use": "yes",
        "indicator": "first-time-entrants",
        "note": "Plan",
        "set on": "21 November 2026",
        "unit": "per 100,000",
        "value": "100",
    }


def test_each_change_is_told_by_the_token_of_records_alone(own_store, catalogue):
    tokens = [tokens_in(own_store)]
    for change in (
        lambda: set_target(own_store, catalogue, signature(), GOOD, TODAY),
        lambda: withdraw_target(own_store, signature(), "1"),
        lambda: restore_target(own_store, signature(), "1"),
    ):
        change()
        tokens.append(tokens_in(own_store))

    assert len({token.records for token in tokens}) == 4
    assert len({token.editions for token in tokens}) == 1


def test_ten_set_at_once_share_no_number(own_store, catalogue):
    values = [str(value) for value in range(100, 110)]
    with ThreadPoolExecutor(10) as pool:
        made = pool.map(
            lambda value: set_target(own_store, catalogue, signature(), asked(value=value), TODAY),
            values,
        )
        numbers = [target.id for target in made]

    assert sorted(numbers, key=int) == [str(number) for number in range(1, 11)]
    assert sorted(str(int(one.value)) for one in targets_held(own_store).values()) == values


def test_a_target_stands_where_it_stood_as_at_each_day(own_store, catalogue):
    """What the history has of it, and not how it stands now."""
    set_target(own_store, catalogue, signature(), GOOD, TODAY)

    assert list(records_by(own_store, TODAY).of(Target)) == ["1"]
    assert records_by(own_store, TODAY - dt.timedelta(days=1)).of(Target) == {}


def test_a_comparison_is_kept_until_something_changes_that_it_is_read_with(own_store, catalogue):
    choice = ComparisonChoice("hertfordshire", "first-time-entrants")

    def compared():
        held = holdings_of(catalogue, own_store, TODAY, TODAY).of_service("hertfordshire")
        return compare_service(held, choice)

    first = compared()
    added(own_store, action())
    assert compared() is first
    set_target(own_store, catalogue, signature(), GOOD, TODAY)
    assert compared().comparison.target.value == 100
