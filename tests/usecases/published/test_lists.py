"""Lists that a service supplies: checked, then stored and offered, and never overwritten."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from dashboard.errors import (
    ChangeRefusedError,
    ComparisonError,
    ImportRefusedError,
    UnknownNameError,
)
from dashboard.narrative.published.lenses import three_lenses
from dashboard.store import history
from dashboard.usecases.published.comparison import ComparisonChoice, compare_service
from dashboard.usecases.published.groups import default_group, peer_models
from dashboard.usecases.published.lists import (
    AboutList,
    add_list,
    preview_list,
    restore_list,
    withdraw_list,
)
from dashboard.usecases.published.warnings import scan
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.lists_factories import TWO_AREAS, list_file, lists_held
from tests.memory_store import recording, records_anew
from tests.people_factories import AT, signature
from tests.stored import tokens_in

ABOUT = AboutList("Family", "Youth Justice Board")
FTE = "first-time-entrants"
FIVE = list_file(*(f"Hertfordshire,{n}" for n in ("Essex", "Kent", "Surrey", "Norfolk", "Suffolk")))


@pytest.fixture
def catalogue(shipped_holdings):
    return shipped_holdings.catalogue


@pytest.fixture
def held(shipped_holdings, own_store):
    """Everything shipped, with the lists of a store that a test may change."""
    return lambda: recording(shipped_holdings, records_anew(own_store, TODAY))


def add(store, catalogue, content=TWO_AREAS, about=ABOUT):
    read = preview_list(catalogue, content, "list.csv")
    return add_list(store, catalogue, signature(), read, about)


def test_a_preview_stores_nothing(own_store, catalogue):
    read = preview_list(catalogue, TWO_AREAS, "list.csv")

    assert read.lists["E10000012"] == ("E10000016", "E10000015")
    assert lists_held(own_store) == {}


@on_both_databases
def test_a_supplied_list_is_offered_after_the_published_ones(own_store, catalogue, held):
    add(own_store, catalogue)

    offered = list(peer_models(held()))

    assert offered == ["dfe-2025", "dfe-2021", "ons-2025", "family", "region", "england", "own"]


def test_a_supplied_list_compares_and_says_who_supplied_it(own_store, catalogue, held):
    add(own_store, catalogue, FIVE)

    reading = compare_service(held(), ComparisonChoice("hertfordshire", FTE, "2017", "family"))

    group = reading.comparison.benchmark.group
    assert len(group.area_codes) == 5
    assert group.explanation.startswith("Supplied by Ann Lee on ")
    assert reading.note == ""


def test_a_list_supplied_today_can_look_back_and_is_never_the_usual_group(
    own_store, catalogue, held
):
    add(own_store, catalogue, FIVE)
    then = replace(held(), as_of=dt.date(2018, 12, 31))

    assert "family" in peer_models(then)
    assert default_group(then, "E10000015").model == "dfe-2021"
    assert default_group(held(), "E10000015").model == "dfe-2025"


def test_an_added_list_is_shown_beside_the_published_ones_and_decides_nothing(
    own_store, catalogue, held
):
    before = compare_service(held(), ComparisonChoice("hertfordshire", FTE, "2017")).comparison
    add(own_store, catalogue, FIVE)

    comparison = compare_service(held(), ComparisonChoice("hertfordshire", FTE, "2017")).comparison

    assert [among.group.model for among in comparison.others] == ["dfe-2021", "ons-2025"]
    assert [among.group.model for among in comparison.supplied] == ["family"]
    assert comparison.sensitivity == before.sensitivity
    assert comparison.verdict is before.verdict
    assert len(comparison.supplied_trials.variants) == 12


def test_nobody_can_silence_a_warning_by_adding_a_list(own_store, catalogue, held):
    before = scan(held(), "hertfordshire").warnings
    worst = "Blackpool", "Middlesbrough", "Hartlepool", "Stoke-on-Trent", "Kingston upon Hull"
    add(own_store, catalogue, list_file(*(f"Hertfordshire,{name}" for name in worst)))

    after = scan(held(), "hertfordshire").warnings

    assert before
    assert [warning.id for warning in after] == [warning.id for warning in before]
    lens = three_lenses(after[0].comparison)[0]
    assert "A list added here says otherwise, but decides nothing: Family (added here)." in (
        lens.basis.text
    )


def test_an_added_list_that_is_chosen_decides_together_with_the_published_ones(
    own_store, catalogue, held
):
    add(own_store, catalogue, FIVE)

    chosen = compare_service(
        held(), ComparisonChoice("hertfordshire", FTE, "2017", "family")
    ).comparison

    assert [among.group.model for among in chosen.others] == ["dfe-2021", "dfe-2025", "ons-2025"]
    assert [answer.group.name for answer in chosen.lists.answers] == [
        "DfE 2021",
        "DfE 2025",
        "ONS 2025",
    ]
    assert "by Family (added here)." in three_lenses(chosen)[0].basis.text
    assert chosen.supplied == ()


def test_a_list_without_the_area_says_so(own_store, catalogue, held):
    add(own_store, catalogue, FIVE)

    with pytest.raises(ComparisonError, match='"Family" lists no similar areas for Essex'):
        compare_service(held(), ComparisonChoice("essex", FTE, "2017", "family"))


@on_both_databases
def test_a_withdrawn_list_is_no_longer_offered_until_it_is_restored(own_store, catalogue, held):
    number = add(own_store, catalogue).id

    withdraw_list(own_store, signature(), number)
    assert "family" not in peer_models(held())

    restore_list(own_store, signature(), number)
    assert "family" in peer_models(held())


@on_both_databases
def test_a_list_of_the_same_title_takes_its_place_and_undoing_brings_the_older_back(
    own_store, catalogue, held
):
    first = add(own_store, catalogue)
    add(own_store, catalogue, FIVE)
    assert len(held().comparator_models["family"].lists) == 1

    restore_list(own_store, signature(), first.id)

    assert len(held().comparator_models["family"].lists) == 2


def in_use(store):
    return [number for number, each in lists_held(store).items() if each.in_use]


def test_a_list_comes_back_with_its_order_and_who_added_it_when(own_store, catalogue):
    add(own_store, catalogue, about=AboutList("Family", "YJB", "n"))

    (held,) = lists_held(own_store).values()

    assert held.lists["E10000012"] == ("E10000016", "E10000015")
    assert (held.slug, held.title, held.publisher) == ("family", "Family", "YJB")
    assert (held.note, held.recorded_by, held.withdrawn_at) == ("n", "Ann Lee", None)
    assert held.recorded_at == AT


def test_a_list_of_the_same_title_withdraws_the_older_and_both_stay(own_store, catalogue):
    first = add(own_store, catalogue)
    add(own_store, catalogue, about=AboutList("Other", "YJB"))
    add(own_store, catalogue, FIVE)

    assert in_use(own_store) == [2, 3]
    assert lists_held(own_store)[1].lists == first.lists


def test_a_restored_list_takes_the_place_of_the_one_that_replaced_it(own_store, catalogue):
    add(own_store, catalogue)
    add(own_store, catalogue)

    restore_list(own_store, signature(), "1")

    assert in_use(own_store) == [1]
    assert lists_held(own_store)[2].withdrawn_at == AT


def test_of_ten_lists_of_one_title_added_at_once_one_is_in_use(own_store, catalogue):
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: add(own_store, catalogue), range(10)))

    assert list(lists_held(own_store)) == list(range(1, 11))
    assert in_use(own_store) == [10]


@pytest.mark.parametrize(
    ("content", "about", "error", "sentence"),
    [
        (b"", ABOUT, ImportRefusedError, "list.csv was refused and nothing was stored"),
        (list_file("Hertfordshire,Atlantis"), ABOUT, ImportRefusedError, '"Atlantis" is not'),
        (list_file("Hertfordshire,"), ABOUT, ImportRefusedError, "is empty"),
        (TWO_AREAS, AboutList("", "P"), ChangeRefusedError, "The title is missing"),
        (TWO_AREAS, AboutList("T", " "), ChangeRefusedError, "The publisher is missing"),
        (TWO_AREAS, AboutList("DfE 2025", "P"), ChangeRefusedError, "already names"),
        (
            TWO_AREAS,
            AboutList("DfE statistical neighbours - May 2025", "P"),
            ChangeRefusedError,
            "already names",
        ),
        (TWO_AREAS, AboutList("T", "P", "n" * 501), ChangeRefusedError, "shorten it to 500"),
    ],
)
def test_what_cannot_be_taken_is_one_sentence_and_nothing_is_stored(
    own_store, catalogue, content, about, error, sentence
):
    before = tokens_in(own_store)

    with pytest.raises(error, match=sentence) as refused:
        add(own_store, catalogue, content, about)

    assert "\n" not in str(refused.value)
    assert lists_held(own_store) == {}
    assert tokens_in(own_store) == before


@on_both_databases
def test_only_what_is_there_and_in_use_can_be_withdrawn(own_store, catalogue):
    number = add(own_store, catalogue).id
    withdraw_list(own_store, signature(), number)

    with pytest.raises(ChangeRefusedError, match="was withdrawn already"):
        withdraw_list(own_store, signature(), number)
    with pytest.raises(UnknownNameError, match='no supplied list with the number "99"'):
        withdraw_list(own_store, signature(), "99")


@on_both_databases
def test_a_list_in_use_cannot_be_restored(own_store, catalogue):
    number = add(own_store, catalogue).id

    with pytest.raises(ChangeRefusedError, match="is in use already"):
        restore_list(own_store, signature(), number)


def test_areas_of_ones_own_choice_may_be_names_or_codes(shipped_holdings):
    own = ("Essex", "kent", "E10000030", "Norfolk", "Suffolk")

    c = compare_service(
        shipped_holdings, ComparisonChoice("hertfordshire", FTE, "2017", "own", own_areas=own)
    ).comparison

    assert c.benchmark.group.model == "own"
    assert c.benchmark.areas_in_group == 5


@pytest.mark.parametrize(
    ("own", "sentence"),
    [((), "needs 2 to 60 areas, and 0"), (("Hertfordshire", "Kent"), "compared with itself")],
)
def test_an_empty_choice_of_areas_is_one_sentence(shipped_holdings, own, sentence):
    with pytest.raises(ComparisonError, match=sentence):
        compare_service(
            shipped_holdings, ComparisonChoice("hertfordshire", FTE, peers="own", own_areas=own)
        )


def test_a_figure_of_services_is_compared_with_services(shipped_holdings):
    indicator = "children-cautioned-or-sentenced-by-service"
    choice = ComparisonChoice(
        "hertfordshire", indicator, peers="own", own_areas=("Essex", "Kent", "Surrey")
    )

    group = compare_service(shipped_holdings, choice).comparison.benchmark.group

    assert all(code.startswith("F") for code in group.area_codes)


def history_of(store):
    with store.database.reading() as connection:
        return [
            (e.who, e.identity, e.change.item, e.change.field, e.change.before, e.change.after)
            for e in history.entries(connection)
            if e.change.kind == "list"
        ]


@on_both_databases
def test_who_added_withdrew_and_restored_a_list_stands_in_the_history(own_store, catalogue):
    add(own_store, catalogue)
    withdraw_list(own_store, signature(name="Bob Ray"), "1")
    restore_list(own_store, signature(name="Cy Dent"), "1")

    added, withdrawn, restored = history_of(own_store)

    assert added[:4] == ("Ann Lee", signature().actor.identity, "1", "")
    assert '"lists":{"E10000012":["E10000016","E10000015"]' in added[5]
    moment = '"2026-11-21T09:30:00Z"'
    assert (withdrawn[0], *withdrawn[3:]) == ("Bob Ray", "withdrawn_at", "null", moment)
    assert (restored[0], *restored[3:]) == ("Cy Dent", "withdrawn_at", moment, "null")


def test_a_list_that_another_takes_the_place_of_is_recorded_as_withdrawn(own_store, catalogue):
    add(own_store, catalogue)
    add(own_store, catalogue, FIVE)

    assert [(entry[2], entry[3]) for entry in history_of(own_store)] == [
        ("1", ""),
        ("1", "withdrawn_at"),
        ("2", ""),
    ]


def test_a_refused_change_of_a_list_writes_no_history(own_store, catalogue):
    with pytest.raises(UnknownNameError):
        withdraw_list(own_store, signature(), "99")

    assert history_of(own_store) == []
