"""What is held at one moment: read once, of one service, and small numbers only protected."""

import datetime as dt
import itertools
from contextlib import contextmanager

import pytest

from dashboard.core.disclosure.protection import DisclosureRules, Mode
from dashboard.core.inspection.loaded_inspections import LoadedInspection
from dashboard.core.people import Person, Role
from dashboard.core.register.actions import Action, Update
from dashboard.core.rooms import EVERYWHERE, Admission, Membership
from dashboard.definitions.catalogue import load_catalogue
from dashboard.definitions.records import BESIDE_FIGURES
from dashboard.store.changes import Stand
from dashboard.store.redacting import replace_name
from tests.figures_factories import provenance
from tests.history_factories import NOON, action, added, changed, signature, update
from tests.import_factories import published
from tests.inspection_factories import inspection
from tests.local_factories import figure, load_own
from tests.stored import records_by, records_in, statements, tokens_in

TODAY = NOON.date()
YESTERDAY = TODAY - dt.timedelta(days=1)
NAME = "local-first-time-entrants"
LATER = signature(at=NOON + dt.timedelta(minutes=1))


@pytest.fixture(scope="module")
def counted():
    return load_catalogue().local_indicator(NAME)


@pytest.fixture
def two_services(empty_store):
    """Records of two services, people of both, and an inspection of one."""
    seen = LoadedInspection("i1", inspection(id="essex-2018", service="essex"), "loaded/1")
    added(
        empty_store,
        action(),
        action(id="a2", service="essex"),
        update(),
        Person("ann", "Ann", (Role.OFFICER,)),
        Person("sue", "Sue", (Role.OFFICER,), service="essex"),
        seen,
        who=signature(at=NOON - dt.timedelta(days=2)),
    )
    return empty_store


@pytest.mark.parametrize(
    ("service", "actions", "updates"),
    [("hertfordshire", ["a1"], ["u1"]), ("essex", ["a2"], []), ("", [], []), ("kent", [], [])],
)
@pytest.mark.parametrize("read", [records_in, lambda store, of: records_by(store, YESTERDAY, of)])
def test_a_service_has_its_own_records_with_everybodys(
    two_services, service, actions, updates, read
):
    found = read(two_services, service)
    assert list(found.of(Action)) == actions
    assert list(found.of(Update)) == updates
    assert list(found.of(Person)) == ["ann", "sue"]
    assert list(found.of(LoadedInspection)) == ["i1"]


@pytest.mark.parametrize("read", [records_in, lambda store, of: records_by(store, YESTERDAY, of)])
def test_every_services_records_are_the_same_all_together(two_services, read):
    assert list(read(two_services, None).of(Action)) == ["a1", "a2"]


def test_the_records_about_one_are_its_services_and_all_where_there_is_no_such_one(two_services):
    with two_services.reading() as held:
        assert list(held.records_about(Action, "a2").of(Action)) == ["a2"]
        assert list(held.records_about(Action, "a9").of(Action)) == ["a1", "a2"]


def test_a_kind_is_read_of_every_service_in_the_order_of_recording(two_services):
    with two_services.reading() as held:
        found = held.of(Action)
    assert list(found.of(Action)) == ["a1", "a2"]
    assert found.of(Update) == {}


def test_what_is_asked_again_is_not_read_again_and_another_snapshot_shares_it(two_services):
    before = two_services.now(TODAY).of_service("essex").records(TODAY)
    again = two_services.now(TODAY).of_service("essex")

    with statements(two_services) as found:
        assert again.records(TODAY) is before
    assert found == []


def test_one_services_records_take_one_statement(two_services):
    held = two_services.now(TODAY).of_service("essex")
    with statements(two_services) as found:
        held.records(TODAY)
    assert len(found) == 1


def test_what_was_read_stays_as_it_was_and_the_next_snapshot_sees_the_change(two_services):
    held = two_services.now(TODAY)
    held.records(TODAY)
    changed(two_services, action(title="Train everybody"), who=LATER)

    assert held.records(TODAY).of(Action)["a1"].title == "Train staff"
    assert two_services.now(TODAY).records(TODAY).of(Action)["a1"].title == "Train everybody"
    assert two_services.now(TODAY).records(YESTERDAY).of(Action)["a1"].title == "Train staff"


def moved_to_essex(store):
    changed(store, action(service="essex"), who=LATER)


def renamed(store):
    with store.writing(LATER) as work:
        replace_name(work, Person("ann", "Ann", (Role.OFFICER,)), "She left.")


def items(found):
    return [(kind, list(held.items())) for kind, held in sorted(found.by_kind.items())]


something_happens = pytest.mark.parametrize(
    "happens",
    [
        lambda store: changed(store, action(title="Train everybody"), who=LATER),
        lambda store: added(store, action(id="a0"), update(id="u2"), who=LATER),
        lambda store: changed(store, action(id="a2", service="essex", title="Ours"), who=LATER),
        lambda store: added(store, Person("kim", "Kim", (Role.CHAIR,)), who=LATER),
        lambda store: added(store, Membership("hertfordshire", "sue", "Sue", (Role.CHAIR,))),
        moved_to_essex,
        renamed,
    ],
    ids=["changed", "added", "elsewhere", "a person", "a member", "moved", "a name replaced"],
)
ADMITTED = [EVERYWHERE, Admission(frozenset({"hertfordshire"}))]
ASKED = list(itertools.product(ADMITTED, ["hertfordshire", "essex", "", None]))


@something_happens
def test_records_read_after_a_change_are_those_that_somebody_new_would_read(two_services, happens):
    def now(admission, service):
        held = two_services.admitting(admission).now(TODAY).of_service(service)
        return held.records(TODAY), held.for_figures().records(TODAY)

    for each in ASKED:
        now(*each)
    happens(two_services)
    for admission, service in ASKED:
        with two_services.admitting(admission).reading() as held:
            anew = held.records(service)
        again, for_figures = now(admission, service)
        assert (items(again), again.versions) == (items(anew), anew.versions)
        assert items(for_figures) == items(anew.only(BESIDE_FIGURES))


@something_happens
def test_records_of_a_transaction_are_those_that_somebody_new_would_read(two_services, happens):
    for admission, service in ASKED:
        two_services.admitting(admission).now(TODAY).of_service(service).records(TODAY)
    happens(two_services)

    for admission, service in ASKED:
        with two_services.admitting(admission).reading() as held:
            anew = held.records(service)
        with two_services.admitting(admission).writing(LATER) as work:
            found = work.records(service)
        assert (items(found), found.versions) == (items(anew), anew.versions)


def test_a_transaction_reads_what_it_changed_itself_and_nothing_that_was_read_before(two_services):
    two_services.now(TODAY).of_service("hertfordshire").records(TODAY)
    added(two_services, action(id="a3"), who=LATER)

    with two_services.writing(LATER) as work:
        work.add(action(id="a4"))
        with statements(two_services) as found:
            assert list(work.records("hertfordshire").of(Action)) == ["a1", "a3", "a4"]

    assert sum("records.content" in each for each in found) == 1
    assert "changed_in > " in found[-1]


def test_after_a_change_only_what_changed_is_read(two_services):
    two_services.now(TODAY).of_service("hertfordshire").records(TODAY)
    added(two_services, action(id="a3"), who=LATER)
    held = two_services.now(TODAY).of_service("hertfordshire")

    with statements(two_services) as found:
        assert list(held.records(TODAY).of(Action)) == ["a1", "a3"]
    assert ["changed_in > " in each for each in found] == [True]


def test_what_an_older_database_holds_is_read_whole(two_services):
    before = Stand(entry=7, renamed=0)
    assert before.entry_before(Stand(entry=9, renamed=0)) == 7
    assert before.entry_before(Stand(entry=3, renamed=0)) is None
    assert before.entry_before(Stand(entry=9, renamed=8)) is None


def test_what_is_worked_out_of_figures_outlives_every_change_but_one_that_they_are_read_with(
    two_services,
):
    def worked_out():
        held = two_services.now(TODAY).of_service("").for_figures()
        return held.of_state("glance", "all", lambda: (object(), held.records(TODAY)))

    first, records = worked_out()
    assert set(records.by_kind) == {"inspection"}
    added(two_services, action(id="a3"), who=LATER)
    assert worked_out()[0] is first
    later = LoadedInspection("i2", inspection(id="kent-2019", service="kent"), "loaded/2")
    added(two_services, later, who=LATER)
    second, records = worked_out()
    assert second is not first
    assert set(records.of(LoadedInspection)) == {"i1", "i2"}


def test_who_belongs_where_is_read_again_only_when_it_changed(two_services):
    two_services.now(TODAY).of(Person)
    added(two_services, action(id="a3"), who=LATER)
    with statements(two_services) as found:
        people = two_services.now(TODAY).of(Person)
        assert not [each for each in found if "content" in each]
    added(two_services, Person("kim", "Kim", (Role.CHAIR,)), who=LATER)
    assert set(two_services.now(TODAY).of(Person).of(Person)) == {*people.of(Person), "kim"}


def test_a_day_to_come_is_as_it_stands_now(two_services):
    held = two_services.now(TODAY)
    assert held.records(TODAY + dt.timedelta(days=9)) is held.records(TODAY)


def test_records_of_a_transaction_stand_for_those_of_every_day(two_services):
    given = records_in(two_services, "essex")
    held = two_services.now(TODAY).with_records(given)
    assert held.records(TODAY) is held.of_service("hertfordshire").records(YESTERDAY) is given


def shown(store, counted, mode, rules, **options):
    held = store.now(TODAY, **options)
    return held.protected_figures(counted, "hertfordshire", TODAY, mode, rules)


def test_own_figures_come_out_protected_by_the_rules_asked_for(empty_store, counted):
    load_own(empty_store, {NAME: [figure(3), figure(30, period="2024-25 Q1")]})
    strict, none = DisclosureRules(), DisclosureRules(largest_small_count=0)

    public = shown(empty_store, counted, Mode.PUBLIC, strict).figures.table
    assert sorted(public["state"]) == ["final", "withheld"]
    assert 3 not in public["count"].tolist()
    for mode, rules in ((Mode.BOARD, strict), (Mode.PUBLIC, none)):
        assert 3 in shown(empty_store, counted, mode, rules).figures.table["count"].tolist()


def test_the_person_who_waits_is_told_only_while_figures_are_protected(empty_store, counted):
    load_own(empty_store, {NAME: [figure(30)]})
    told = []

    @contextmanager
    def slowly():
        told.append("begins")
        yield
        told.append("ends")

    for _ in range(2):
        shown(empty_store, counted, Mode.PUBLIC, DisclosureRules(), slowly=slowly)
    assert told == ["begins", "ends"]


def test_own_figures_of_a_past_day_are_those_loaded_by_then(empty_store, counted):
    load_own(empty_store, {NAME: [figure(30)]}, loaded_at=NOON)
    held = empty_store.now(TODAY)

    assert held.own_indicators("hertfordshire", TODAY) == {NAME}
    assert held.own_indicators("hertfordshire", YESTERDAY) == frozenset()
    past = held.protected_figures(
        counted, "hertfordshire", YESTERDAY, Mode.BOARD, DisclosureRules()
    )
    assert past.figures.table.empty


def test_a_file_that_was_withdrawn_does_not_bring_back_what_was_said_before_it(empty_store):
    frame = published(("first-time-entrants", "E10000015", "2017", 287.0))
    before = tokens_in(empty_store).editions
    assert empty_store.now(TODAY).editions() == {}
    with empty_store.writing(LATER) as work:
        number = work.add_loaded_edition("loaded/one", "", provenance(), frame)
    with empty_store.writing(LATER) as work:
        work.withdraw_edition(work.editions()[number], "The wrong file")

    assert tokens_in(empty_store).editions != before
    assert list(empty_store.now(TODAY).editions()) == [number]
