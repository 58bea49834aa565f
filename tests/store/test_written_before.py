"""A database that version 0.1.0 wrote opens, migrates and verifies, and nothing of it is lost.

`written_by_0_1_0/held.json` is what that version answered to the questions in `ANSWERS`.
"""

import datetime as dt
import json
import math
from functools import cache

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.entries import by_number
from dashboard.core.history import Search
from dashboard.core.people import Role
from dashboard.core.published.lists import SuppliedList
from dashboard.core.published.targets import Target
from dashboard.core.register.actions import Evidence
from dashboard.core.targets import target_in_force
from dashboard.definitions.catalogue import load_catalogue
from dashboard.definitions.record_fields import fields_of, record_of
from dashboard.reports.history import history_contract
from dashboard.reports.imports import editions_contract
from dashboard.store.engine import open_store
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.own.performance import own_figures
from dashboard.usecases.published.lists import (
    AboutList,
    add_list,
    preview_list,
    restore_list,
    withdraw_list,
)
from dashboard.usecases.published.targets import (
    TargetToSet,
    restore_target,
    set_target,
    withdraw_target,
)
from dashboard.usecases.register.evidence import evidence_file
from dashboard.usecases.upkeep.history import every_entry, verify
from dashboard.usecases.upkeep.imports import accept_import, loaded_editions
from dashboard.usecases.upkeep.quarantine import quarantined, release
from tests.conftest import TODAY
from tests.import_factories import ABOUT, ENTRANTS, FTE, own_file, preview
from tests.lists_factories import TWO_AREAS
from tests.people_factories import signature
from tests.store.older_databases import WRITTEN_BY_0_1_0, write_as_0_1_0
from tests.stored import figures_in, records_by, records_in

HERTFORDSHIRE = "hertfordshire"
DAYS = tuple(
    map(
        dt.date.fromisoformat,
        ("2026-01-13", "2026-03-31", "2026-05-15", "2026-06-10", "2026-08-04", "2026-11-21"),
    )
)
PUBLISHED = (FTE, "custody-by-service")
# Somebody whom that version did not know.
OFFICER = signature(Role.OFFICER, name="Eve New", person_id="eve")
OWN = (ENTRANTS, "local-caseload", "kpi-2-education")


def lists_held(store):
    """Every supplied list by its number, withdrawn ones included."""
    return {
        one.id: {
            "peers": one.slug,
            "title": one.title,
            "publisher": one.publisher,
            "note": one.note,
            "added_at": one.recorded_at.isoformat(),
            "added_by": one.recorded_by,
            "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
            "lists": {area: list(codes) for area, codes in one.lists.items()},
        }
        for one in by_number(records_in(store).of(SuppliedList)).values()
    }


def targets_held(store):
    """Every target by its number, withdrawn ones included."""
    return {
        one.id: {
            "service": one.service,
            "indicator": one.indicator,
            "area_code": one.area_code,
            "value": one.value,
            "unit": one.unit,
            "set_on": one.set_on.isoformat(),
            "note": one.note,
            "added_at": one.recorded_at.isoformat(),
            "added_by": one.recorded_by,
            "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
        }
        for one in by_number(records_in(store).of(Target)).values()
    }


def value_in_force(store, service, indicator, area, day):
    """The value of the target in force on a day, None where there is none."""
    found = target_in_force(_holdings(store).targets, (service, indicator, area), day)
    return found.value if found else None


def targets_in_force(store):
    """The value in force on each day, for everything that ever had a target."""
    held = targets_held(store).values()
    aims = sorted({(one["service"], one["indicator"], one["area_code"]) for one in held})
    return {
        " ".join(aim): {str(day): value_in_force(store, *aim, day) for day in DAYS} for aim in aims
    }


def records_held(store):
    """Every record with its version, by kind and id."""
    found = records_in(store)
    return {
        kind: {
            name: {"version": found.version_of(one), **fields_of(one)}
            for name, one in by_id.items()
        }
        for kind, by_id in found.by_kind.items()
    }


def known_then(now, then):
    """What is held now, and of its fields those only that version 0.1.0 knew."""
    if isinstance(then, dict):
        return {name: known_then(now[name], part) for name, part in then.items()}
    if isinstance(then, list) and len(now) == len(then):
        return [known_then(*parts) for parts in zip(now, then, strict=True)]
    return now


def read_today(kind, then):
    """What version 0.1.0 held of a record, with what today's schema adds where nothing is said."""
    fields = {name: part for name, part in then.items() if name != "version"}
    return {"version": then["version"], **fields_of(record_of(kind, fields))}


def records_on_days(store):
    """The ids of the records on each day, by kind, worked out from the history."""
    return {
        str(day): {kind: list(by_id) for kind, by_id in records_by(store, day).by_kind.items()}
        for day in DAYS
    }


def history_listed(store):
    """Every entry in short, oldest first; its hash stands for all the rest of it."""
    names = ("number", "at", "who", "kind", "item", "field", "hash")
    entries = history_contract(every_entry(store, Search()))
    return [[entry[name] for name in names] for entry in reversed(entries)]


def published_figures(store):
    """The loaded figures of two published indicators."""
    indicators = _catalogue().indicators
    return {name: _rows(figures_in(store, indicators[name]).table) for name in PUBLISHED}


def own_figures_shown(store):
    """Hertfordshire's own figures as they may be shown, to whom and on which day."""
    return {
        f"{name}, {mode.value}, {day}": _rows(
            own_figures(
                holdings_of(_catalogue(), store, day, TODAY), HERTFORDSHIRE, name, mode
            ).figures.table
        )
        for name in OWN
        for mode in Mode
        for day in DAYS[3::2]
    }


def editions_listed(store):
    """What `imports list` tells of every loaded file."""
    return editions_contract(loaded_editions(_holdings(store)))


def held_back(store):
    """The figures that were held back, with what was decided of each."""
    return {
        service: [
            [one.figure.id, one.figure.decision.value, one.details.value_words, one.edition.id]
            for one in quarantined(store, _holdings(store), service)
        ]
        for service in (HERTFORDSHIRE, "essex")
    }


def files_attached(store):
    """What stands in each file that is evidence, by the id of the evidence."""
    held = records_in(store).of(Evidence).values()
    return {one.id: evidence_file(store, one).decode() for one in held if one.file_sha256}


# What a database is asked, by the name of the answer.
ANSWERS = {
    "lists": lists_held,
    "targets": targets_held,
    "targets in force": targets_in_force,
    "records": records_held,
    "records on days": records_on_days,
    "history": history_listed,
    "published figures": published_figures,
    "own figures": own_figures_shown,
    "editions": editions_listed,
    "held back": held_back,
    "files": files_attached,
}


@cache
def _catalogue():
    return load_catalogue()


def _holdings(store):
    return holdings_of(_catalogue(), store, TODAY, TODAY)


def _rows(table):
    rows = [[_plain(cell) for cell in row] for row in table.itertuples(index=False)]
    return [list(table.columns), *sorted(rows, key=str)]


def _plain(cell):
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    return cell if isinstance(cell, str) else float(cell)


@pytest.fixture(scope="module")
def held():
    """What version 0.1.0 said that the database holds."""
    return json.loads((WRITTEN_BY_0_1_0 / "held.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def only_read(request):
    """The store of such a database, opened once for all tests that change nothing."""
    with request.getfixturevalue(request.param).new() as url:
        write_as_0_1_0(url)
        store = open_store(url)
        yield store
        store.close()


@pytest.fixture
def store(new_database_url):
    """The store of such a database that one test may change."""
    write_as_0_1_0(new_database_url)
    opened = open_store(new_database_url)
    yield opened
    opened.close()


def test_it_verifies_up_to_the_hash_that_was_noted_before(only_read, held):
    entries, _ = verify(only_read, held["verified"]["hash"])

    assert entries >= held["verified"]["entries"]


def test_it_holds_something_of_every_kind(held):
    assert len(held["lists"]) == 7
    assert len(held["targets"]) == 18
    assert len(held["records"]) == 16
    assert len(held["history"]) == held["verified"]["entries"] == 156


@pytest.mark.parametrize(
    "name", [name for name in ANSWERS if name not in ("records", "records on days", "history")]
)
def test_it_answers_as_it_did_before(only_read, held, name):
    assert ANSWERS[name](only_read) == held[name]


def test_no_record_is_lost_or_changed(only_read, held):
    found = records_held(only_read)

    for kind, before in held["records"].items():
        assert set(found[kind]) == set(before)
        assert known_then(found[kind], before) == before


def test_a_field_added_since_says_nothing_of_what_was_recorded_before(only_read, held):
    found = records_held(only_read)

    for kind, before in held["records"].items():
        assert found[kind] == {name: read_today(kind, one) for name, one in before.items()}


@pytest.mark.parametrize("day", [str(day) for day in DAYS])
def test_what_was_recorded_by_a_day_is_still_known(only_read, held, day):
    found, before = records_on_days(only_read)[day], held["records on days"][day]

    assert {kind: found[kind] for kind in before} == before


def test_no_entry_of_the_history_is_lost_or_changed(only_read, held):
    before = held["history"]

    assert history_listed(only_read)[: len(before)] == before


def test_a_list_is_added_replaced_withdrawn_and_restored_as_ever(store, held):
    about = AboutList("Our family", "Youth Justice Board")
    newest = add_list(
        store, _catalogue(), OFFICER, preview_list(_catalogue(), TWO_AREAS, "family.csv"), about
    )
    withdraw_list(store, OFFICER, "1")
    restore_list(store, OFFICER, "5")

    after = lists_held(store)
    in_use = {number for number, one in after.items() if one["withdrawn_at"] is None}
    assert str(newest.id) not in held["lists"]
    assert in_use == {"5", "6"}
    assert after["5"] == held["lists"]["5"]
    verify(store, held["verified"]["hash"])


def test_a_target_is_set_withdrawn_and_restored_as_ever(store, held):
    asked = TargetToSet(HERTFORDSHIRE, FTE, "90", "per 100,000")
    newest = set_target(store, _catalogue(), OFFICER, asked, TODAY)
    assert value_in_force(store, HERTFORDSHIRE, FTE, "E10000015", TODAY) == 90
    withdraw_target(store, OFFICER, str(newest.id))
    withdraw_target(store, OFFICER, "1")
    restore_target(store, OFFICER, "2")

    assert str(newest.id) not in held["targets"]
    assert value_in_force(store, HERTFORDSHIRE, FTE, "E10000015", TODAY) == 100
    assert value_in_force(store, HERTFORDSHIRE, FTE, "E10000015", DAYS[1]) == 120
    assert value_in_force(store, HERTFORDSHIRE, FTE, "E10000015", DAYS[0]) == 1000 / 3
    verify(store, held["verified"]["hash"])


def test_a_file_is_loaded_and_a_figure_that_waited_is_released_as_ever(store, held):
    row = f"{ENTRANTS},,2026-27 Q3,,,25,,,"
    seen = preview(store, _holdings(store), own_file(row))
    number = accept_import(store, _holdings(store), OFFICER, seen, ABOUT)
    waits = next(
        each for each, decided, *_ in held["held back"][HERTFORDSHIRE] if decided == "waiting"
    )
    release(store, OFFICER, waits, "It is right.")

    assert number not in [one["id"] for one in held["editions"]]
    assert [each for each in editions_listed(store) if each["id"] == number]
    assert [waits, "released"] in [one[:2] for one in held_back(store)[HERTFORDSHIRE]]
    verify(store, held["verified"]["hash"])
