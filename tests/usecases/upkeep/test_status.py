"""How the dashboard is run, told to an administrator of every service and to nobody else."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.people import Role
from dashboard.core.rooms import Membership
from dashboard.core.upkeep import Upkeep, UpkeepKind
from dashboard.errors import NotAllowedError
from dashboard.narrative.upkeep import backup_sentence, check_sentence, tidy_sentence
from dashboard.settings import Settings
from dashboard.store import upkeep
from dashboard.usecases.upkeep.status import status_of
from tests.databases import on_both_databases
from tests.history_factories import added
from tests.inspection_factories import holdings
from tests.people_factories import AT, actor, person

BY = actor(Role.ADMINISTRATOR)
SECRET = "s3cret"
SIGNS_IN = Settings(
    public_address="https://board.example",
    sign_in_metadata="https://login.example/.well-known",
    sign_in_client_id="dashboard",
    sign_in_client_secret=SECRET,
    cookie_secret=SECRET * 6,
    sign_in_name="Example County",
)


def status(store, told=None, by=BY):
    return status_of(store, holdings(AT.date()).catalogue, by, told or Settings(), AT)


def done(store, kind, hours_ago, sound=True, outcome="done."):
    upkeep.note(store, Upkeep(AT - dt.timedelta(hours=hours_ago), kind, outcome, sound))


@on_both_databases
def test_it_tells_the_database_and_who_has_which_role_where(empty_store):
    added(empty_store, person("Ann Lee", Role.ADMINISTRATOR), person("Bob Ray", Role.CHAIR))
    added(empty_store, person("Cy Ek", Role.MEMBER, service="hertfordshire"))
    added(empty_store, person("Dee Fox", Role.MEMBER, active=False))
    added(empty_store, Membership("hertfordshire", "bob", "Bob Ray", (Role.MEMBER,)))
    # The same role twice: of where they belong, and from when they belonged elsewhere.
    added(empty_store, Membership("hertfordshire", "cy", "Cy Ek", (Role.MEMBER,)))

    found = status(empty_store)

    assert found.database in ("SQLite", "PostgreSQL")
    assert found.size_bytes > 10_000
    assert (found.entries, found.sessions, found.tables_version) == (6, 0, "0009")
    assert [(one.where, one.role, one.people) for one in found.roles] == [
        ("Every service", "Chair", ("Bob Ray",)),
        ("Every service", "Administrator", ("Ann Lee",)),
        ("Hertfordshire", "Board member", ("Bob Ray", "Cy Ek")),
    ]


def test_an_invented_service_is_told_by_its_name(empty_store, shipped_holdings):
    added(empty_store, person("Cy Ek", Role.MEMBER, service="exampleshire"))

    found = status_of(empty_store, shipped_holdings.catalogue, BY, Settings(), AT)

    assert [one.where for one in found.roles] == ["Exampleshire"]


def test_of_each_reader_it_is_told_whether_they_see_small_numbers(empty_store):
    people = [person(name, Role.READER, service="hertfordshire") for name in ("Flo Ray", "Gil Orr")]
    added(empty_store, *people, person("Hal Ek", Role.READER))
    for name in ("gil", "hal"):
        added(empty_store, Membership("hertfordshire", name, name, (Role.READER,), True))

    assert [(one.where, one.role, one.people) for one in status(empty_store).roles] == [
        ("Every service", "Reader", ("Hal Ek",)),
        ("Hertfordshire", "Reader", ("Flo Ray",)),
        ("Hertfordshire", "Reader (with small numbers)", ("Gil Orr", "Hal Ek")),
    ]


BACKUPS = {
    "none": ((), False, "No backup has been made yet"),
    "new": (((3, True),), True, "The last backup is 3 hours old: "),
    "just made": (((0, True),), True, "The last backup is less than an hour old"),
    "of two days": (((48, True),), True, "is 2 days old"),
    "old": (((49, True),), False, "The last backup is 2 days old"),
    "failed": (((26, True), (2, False)), False, "The last backup failed on 21 November 2026"),
    "only failed": (((2, False),), False, "No backup has been made yet"),
}


@pytest.mark.parametrize(("made", "sound", "words"), BACKUPS.values(), ids=BACKUPS)
def test_a_backup_that_lacks_is_old_or_failed_is_told(empty_store, made, sound, words):
    for hours_ago, went_well in made:
        done(empty_store, UpkeepKind.BACKUP, hours_ago, went_well)

    found = status(empty_store)

    assert found.is_sound is sound
    assert words in backup_sentence(found).text


def test_a_check_that_failed_is_wrong_until_one_goes_well(empty_store):
    done(empty_store, UpkeepKind.BACKUP, 5)
    done(empty_store, UpkeepKind.CHECK, 4, sound=False, outcome="The history is not whole.")
    broken = status(empty_store)
    done(empty_store, UpkeepKind.CHECK, 3, outcome="The history is whole: 9 entries.")
    whole = status(empty_store)

    assert (broken.is_sound, whole.is_sound) == (False, True)
    assert check_sentence(broken).text.endswith("The history is not whole.")
    assert "05:30 UTC" not in check_sentence(whole).text
    assert "No check" not in check_sentence(whole).text
    assert "have not been deleted" in tidy_sentence(whole).text


def test_before_a_check_of_everything_it_is_told_which_one_lacks(empty_store):
    # The page History says by itself that the history is whole, and looks at no evidence for that.
    assert check_sentence(status(empty_store)).text == (
        "No check of everything, evidence too, is on record: "
        'press "Check everything now" on the History page.'
    )


def test_the_settings_are_told_without_any_secret(empty_store):
    told = dict(status(empty_store, SIGNS_IN).settings)

    assert told["How people sign in"] == "with Example County"
    assert told["Signed out after"] == "30 minutes without a click"
    assert SECRET not in str(told)
    assert "on this computer only" in dict(status(empty_store).settings)["How people sign in"]


def test_a_setting_of_one_is_told_in_the_singular(empty_store):
    smallest = {"idle_minutes": 1, "session_hours": 1}
    smallest |= {"reads_kept_days": 1, "sign_ins_kept_days": 1}
    told = dict(status(empty_store, SIGNS_IN.model_copy(update=smallest)).settings)

    assert told["Signed out after"] == "1 minute without a click"
    assert told["Sign in again after"] == "1 hour"
    assert told["Record of reads kept"] == told["Ended sessions kept"] == "1 day"


@pytest.mark.parametrize(
    "who",
    [None, replace(BY, room="hertfordshire")]
    + [actor(role) for role in Role if role is not Role.ADMINISTRATOR],
)
def test_nobody_but_an_administrator_of_every_service_is_told(empty_store, who):
    with pytest.raises(NotAllowedError, match="Only an administrator of every service"):
        status(empty_store, by=who)
