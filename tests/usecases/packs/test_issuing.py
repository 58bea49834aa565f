"""Packs are issued whole and for good, once; corrected by a new one; opened again as they were."""

import datetime as dt
import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import event

from dashboard.core.disclosure.protection import Mode
from dashboard.core.history import Search
from dashboard.core.packs.issued import IssuedPack, corrections, day_shown
from dashboard.core.packs.sections import PackFormat, PackSection
from dashboard.core.people import Role
from dashboard.definitions.pack_facts import facts_bytes
from dashboard.errors import (
    ChangeRefusedError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.narrative.history import change_words, parts_words
from dashboard.store.engine import open_store
from dashboard.store.seals import sealed
from dashboard.usecases.packs.frozen import facts_of_pack, frozen_of, pack_before
from dashboard.usecases.packs.issuing import (
    issue_pack,
    issued_file,
    issued_packs,
    require_may_see,
)
from dashboard.usecases.packs.reading import PackAsked
from dashboard.usecases.upkeep.history import names_in, verify
from tests.board_factories import signed, stored
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.history_factories import action, added
from tests.issued_packs import (
    ENTRANTS,
    FACTS,
    LATE,
    NEXT,
    SERVICE,
    Desk,
    FactMaker,
    checksum,
    pack_document,
    write,
)
from tests.local_factories import figure, load_own
from tests.people_factories import actor, person
from tests.refusals import operator_told
from tests.stored import records_in

YESTERDAY = TODAY - dt.timedelta(days=1)
WORSE = (replace(ENTRANTS, words="300", period="2018/19", standing=-300), LATE)


@pytest.fixture
def desk(empty_store, shipped_holdings):
    stored(empty_store, NEXT, day="2026-11-01")
    return Desk(empty_store, shipped_holdings)


def packs_in(store):
    return records_in(store).of(IssuedPack)


@on_both_databases
def test_a_pack_is_stored_whole_with_its_facts_and_the_head_of_the_history(desk, empty_store):
    entries, head = verify(empty_store)

    pack = desk.issue(meeting="m1", why="not for a first issue")

    assert packs_in(empty_store) == {"p1": pack}
    assert (pack.meeting, pack.title) == ("m1", "Management board, 1 December 2026")
    assert (pack.entries, pack.head, pack.by, pack.why) == (entries, head, "Ann Lee", "")
    assert pack.sections == tuple(PackSection)
    for wanted in PackFormat:
        content = issued_file(empty_store, None, pack, wanted)
        assert content.startswith(f"{wanted}: ".encode())
        assert b"issued_on=datetime.date(2026, 11, 21)" in content
        assert pack.file(wanted).sha256 == checksum(content)
    assert facts_of_pack(empty_store, pack) == FACTS
    assert verify(empty_store)[0] == entries + 1


@on_both_databases
def test_issuing_twice_gives_one_hash_and_stores_nothing_more(desk, empty_store):
    first = desk.issue("p1", meeting="m1")
    added(empty_store, action())
    before = verify(empty_store)

    again = desk.issue("p2", meeting="m1")

    assert again == first
    assert verify(empty_store) == before


def test_a_form_that_is_sent_twice_issues_one_pack(desk, empty_store):
    first = desk.issue("p1")

    assert desk.issue("p1", WORSE) == first
    assert list(packs_in(empty_store)) == ["p1"]


def test_another_day_meeting_or_audience_is_another_pack(desk):
    packs = [
        desk.issue("p1"),
        desk.issue("p2", WORSE, meeting="m1"),
        desk.issue("p3", WORSE, audience=Mode.BOARD),
        desk.issue("p4", WORSE, on=YESTERDAY),
    ]

    assert [pack.id for pack in packs] == ["p1", "p2", "p3", "p4"]
    assert [pack.id for pack in issued_packs(desk.holdings(), SERVICE)] == ["p4", "p3", "p2", "p1"]
    assert issued_packs(desk.holdings(), "essex") == ()
    assert issued_packs(desk.holdings(YESTERDAY), SERVICE) == ()


def test_of_one_meeting_or_day_one_pack_is_in_force_and_another_stands_in_its_place(
    desk, empty_store
):
    desk.issue("p1")

    with pytest.raises(ChangeRefusedError, match="correct it with a new issue in its place"):
        desk.issue("p2", WORSE)
    desk.issue("p3", WORSE, corrects="p1", why="A figure was revised.")
    # What the first said is true again, and the one in force says otherwise.
    desk.issue("p4", corrects="p3", why="It was revised back.")

    assert list(packs_in(empty_store)) == ["p1", "p3", "p4"]


@on_both_databases
def test_a_mistake_is_corrected_by_a_new_issue_and_the_old_one_stays(desk, empty_store):
    wrong = desk.issue("p1", WORSE)

    right = desk.issue("p2", corrects="p1", why="The figure of another\nyear stood there.")
    again = desk.issue("p3", corrects="p1", why="The figure of another\nyear stood there.")

    assert again == right
    assert packs_in(empty_store) == {"p1": wrong, "p2": right}
    assert corrections(packs_in(empty_store).values()) == {"p1": right}
    assert b"Corrects p1" in issued_file(empty_store, None, right, PackFormat.PDF)
    assert facts_of_pack(empty_store, wrong) == WORSE
    with empty_store.reading() as held:
        entry = held.last_entry("board pack", "p2")
    assert entry.change.why == right.why == "The figure of another\nyear stood there."


@pytest.mark.parametrize(
    ("asked", "kind", "match"),
    [
        ({"corrects": "p1"}, ChangeRefusedError, "reason for the correction is missing"),
        ({"corrects": "p1", "why": " \n"}, ChangeRefusedError, "correction is missing"),
        ({"corrects": "p1", "why": "x" * 501}, ChangeRefusedError, "501 characters long"),
        ({"corrects": "p0", "why": "x"}, UnknownNameError, 'no board pack "p0": did you mean p1'),
        ({"corrects": "old", "why": "x"}, ChangeRefusedError, "was corrected already"),
        ({"corrects": "p1", "why": "x", "audience": Mode.BOARD}, ChangeRefusedError, "for other"),
        ({"corrects": "p1", "why": "x", "meeting": "m1"}, ChangeRefusedError, "another meeting"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_is_stored(
    desk, empty_store, asked, kind, match
):
    desk.issue("old", meeting="m1")
    desk.issue("new", meeting="m1", corrects="old", why="A slip.")
    desk.issue("p1")
    before = verify(empty_store)

    with pytest.raises(kind, match=match):
        desk.issue("p2", WORSE, **asked)

    assert verify(empty_store) == before


def test_a_pack_of_another_service_is_not_corrected(desk, empty_store):
    stored(empty_store, replace(desk.issue("p1"), id="theirs", service="essex"))

    with pytest.raises(UnknownNameError, match='no board pack "theirs"'):
        desk.issue("p2", corrects="theirs", why="A slip.")


@pytest.mark.parametrize("role", [Role.CHAIR, Role.OFFICER])
def test_a_chair_or_an_officer_issues(desk, role):
    asked = PackAsked(SERVICE)

    pack = issue_pack(
        desk.store, desk.holdings(), signed(role, day="2026-11-21"), "p1", asked, FactMaker(), write
    )

    assert pack.by == "Ann Lee"


@pytest.mark.parametrize("roles", [(Role.MEMBER,), (Role.ADMINISTRATOR,)])
@on_both_databases
def test_others_may_not_and_nothing_is_made(desk, empty_store, roles):
    def make(*_):
        raise AssertionError("it was made")

    with pytest.raises(NotAllowedError, match="Ann Lee may not issue a board pack: ask somebody"):
        issue_pack(desk.store, desk.holdings(), signed(*roles), "p1", PackAsked(SERVICE), make)

    assert not packs_in(empty_store)


def test_who_lost_the_role_meanwhile_leaves_no_file_behind(desk, empty_store):
    stored(empty_store, person("Ann Lee", Role.MEMBER))
    before = verify(empty_store)

    with pytest.raises(NotAllowedError, match="is no longer"):
        desk.issue()

    assert verify(empty_store) == before
    assert files_in(empty_store) == 0


def files_in(store):
    with store.database.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM files").scalar_one()


def test_small_numbers_are_for_who_has_a_role_with_the_board(desk, empty_store):
    pack = desk.issue(audience=Mode.BOARD)
    made = FactMaker()(desk.store, desk.holdings(), PackAsked(SERVICE, audience=Mode.BOARD))

    for nobody in (None, replace(actor(), roles=())):
        with pytest.raises(NotAllowedError, match="for the board only: say first who you are"):
            issued_file(empty_store, nobody, pack, PackFormat.PDF)
        with pytest.raises(NotAllowedError, match="for the board only"):
            require_may_see(empty_store, nobody, made)
    unregistered = replace(actor(Role.MEMBER), person_id="")
    assert issued_file(empty_store, unregistered, pack, PackFormat.PDF)
    require_may_see(empty_store, unregistered, made)


@pytest.mark.parametrize(
    "now", [person("Ann Lee", Role.MEMBER, active=False), replace(person("Ann Lee"), roles=())]
)
def test_who_left_or_lost_every_role_gets_no_board_pack_from_a_page_opened_before(
    desk, empty_store, now
):
    """A page holds who pressed its button as they were when it was opened."""
    pack = desk.issue(audience=Mode.BOARD)
    made = FactMaker()(desk.store, desk.holdings(), PackAsked(SERVICE, audience=Mode.BOARD))
    stored(empty_store, now)

    with pytest.raises(NotAllowedError, match="for the board only"):
        issued_file(empty_store, actor(), pack, PackFormat.PDF)
    with pytest.raises(NotAllowedError, match="for the board only"):
        require_may_see(empty_store, actor(), made)


def test_a_file_that_a_pack_lacks_is_refused(desk, empty_store):
    pack = desk.issue()

    with pytest.raises(UnknownNameError, match='no file of this pack "pdf"'):
        issued_file(empty_store, None, replace(pack, files=pack.files[1:]), PackFormat.PDF)


def test_a_full_disk_leaves_no_half_pack(desk, empty_store):
    before = verify(empty_store)
    with empty_store.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def no_further(connection):
        # Room for the first files, not for all.
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 40}")

    def write_much(document, wanted):
        return f"{wanted}".encode() * 20_000

    event.listen(empty_store.database.engine, "begin", no_further)
    with operator_told(r"disk is full\): nothing was stored"):
        issue_pack(
            empty_store,
            desk.holdings(),
            signed(day="2026-11-21"),
            "p1",
            PackAsked(SERVICE),
            FactMaker(),
            write_much,
        )
    event.remove(empty_store.database.engine, "begin", no_further)

    assert verify(empty_store) == before
    assert files_in(empty_store) == 0
    assert desk.issue().id == "p1"


@pytest.mark.parametrize("failing", [1, 3, 6, 8])
@on_both_databases
def test_a_database_that_fails_in_the_middle_has_nothing_of_a_pack(desk, empty_store, failing):
    before, inserts = verify(empty_store), itertools.count(1)

    def fail(_connection, _cursor, statement, *_):
        if statement.startswith("INSERT") and next(inserts) == failing:
            raise OSError("gone")

    event.listen(empty_store.database.engine, "before_cursor_execute", fail)
    with pytest.raises(OSError, match="gone"):
        desk.issue()
    event.remove(empty_store.database.engine, "before_cursor_execute", fail)

    assert verify(empty_store) == before
    assert files_in(empty_store) == 0
    assert desk.issue().id == "p1"


@on_both_databases
def test_officers_who_issue_the_same_at_once_issue_one_pack(desk, empty_store):
    with ThreadPoolExecutor(4) as officers:
        issued = list(officers.map(desk.issue, ("p1", "p2", "p3", "p4")))

    assert len(set(issued)) == 1
    assert list(packs_in(empty_store)) == [issued[0].id]
    assert verify(empty_store)


def test_a_pack_is_told_against_the_newest_of_an_earlier_day_for_the_same_audience(desk):
    older = dt.date(2026, 6, 1)
    desk.issue("old", on=older, at="2026-06-01")
    desk.issue("for-the-board", audience=Mode.BOARD, on=YESTERDAY, at="2026-11-20")
    desk.issue("of-m1", meeting="m1", on=YESTERDAY, at="2026-11-20")
    desk.issue("today")
    before = {
        (audience, meeting): pack_before(desk.holdings(), PackAsked(SERVICE, meeting, audience))
        for audience in Mode
        for meeting in ("", "m1")
    }

    assert {key: found and found.id for key, found in before.items()} == {
        (Mode.PUBLIC, ""): "of-m1",
        (Mode.PUBLIC, "m1"): "old",
        (Mode.BOARD, ""): "for-the-board",
        (Mode.BOARD, "m1"): "for-the-board",
    }
    assert pack_before(desk.holdings(older), PackAsked(SERVICE)) is None
    assert pack_before(desk.holdings(), PackAsked("essex")) is None


def test_after_a_correction_what_changed_is_told_against_the_right_one(desk):
    desk.issue("wrong", on=YESTERDAY)
    desk.issue("right", WORSE, on=YESTERDAY, corrects="wrong", why="A slip.")

    before = pack_before(desk.holdings(), PackAsked(SERVICE))

    assert before is not None
    assert before.id == "right"


def test_a_pack_is_frozen_with_the_history_of_its_day(desk, empty_store):
    asked = PackAsked(SERVICE)
    then = frozen_of(empty_store, desk.holdings(dt.date(2026, 10, 31)), asked)
    now = frozen_of(empty_store, desk.holdings(), asked)

    assert (then.entries, then.head, then.seal) == (0, "0" * 64, "")
    assert (now.entries, now.head) == verify(empty_store)


def test_the_history_tells_a_pack_in_words(desk, empty_store):
    desk.issue("p1", meeting="m1")
    desk.issue("p2", WORSE, meeting="m1", corrects="p1", why="A slip.")
    with empty_store.reading() as held:
        (entry, _) = held.entries(Search(kind="board pack"))
        names = names_in(desk.shipped.catalogue, held.records())

    parts = parts_words(entry.change, names)
    assert change_words(entry.change, names) == (
        "added the board pack: Management board, 1 December 2026 (public)"
    )
    assert parts["meeting"] == "Management board, 1 December 2026"
    assert parts["in place of"] == "board pack: Management board, 1 December 2026 (public)"
    assert parts["sections"].startswith("What the board needs to know; The main measures")
    assert f"PDF {packs_in(empty_store)['p2'].files[0].sha256}" in parts["files"]


def test_a_past_meeting_is_shown_as_at_its_day_and_one_to_come_as_at_today():
    assert day_shown(YESTERDAY, TODAY) == YESTERDAY
    assert day_shown(NEXT.on, TODAY) == TODAY


class TestNobodyFindsASmallNumberByTrying:
    """Everybody may read the history. Who knows all but one small number tries every number."""

    SMALL = 3

    def facts(self, number):
        return (replace(ENTRANTS, words=f"{number} children"), LATE)

    def candidates(self, pack, number, seal):
        """Every checksum of a pack that would tell this number, with a seal that was guessed."""
        facts = self.facts(number)
        asked = PackAsked(SERVICE, audience=Mode.BOARD)
        document = pack_document(facts, asked, pack.as_of, seal)
        issued = replace(document, issued_on=pack.at.date())
        inputs = checksum(repr((replace(document, seal=""), facts, None)).encode())
        return {
            *(checksum(write(issued, wanted)) for wanted in PackFormat),
            checksum(facts_bytes(facts, seal)),
            sealed(seal, inputs),
            inputs,
        }

    @pytest.fixture
    def pack(self, desk, empty_store):
        load_own(empty_store, {"local-entrants": [figure(self.SMALL)]})
        return desk.issue(facts=self.facts(self.SMALL), audience=Mode.BOARD)

    def public(self, store):
        """All that everybody may read of what is stored."""
        with store.reading() as held:
            return json.dumps([entry.change.after for entry in held.entries(Search())])

    def test_without_the_salt_no_checksum_fits(self, pack, empty_store):
        told = self.public(empty_store)
        guesses = ["", "0" * 64, checksum(b""), pack.head, pack.id]

        assert pack.facts_sha256 in told
        for number in range(30):
            for seal in guesses:
                assert not any(one in told for one in self.candidates(pack, number, seal))

    def test_with_it_they_do_so_the_attack_is_one(self, pack, desk, empty_store):
        asked = PackAsked(SERVICE, audience=Mode.BOARD)
        seal = frozen_of(empty_store, desk.holdings(), asked).seal
        told = self.public(empty_store)

        assert seal
        assert seal not in told
        fits = self.candidates(pack, self.SMALL, seal)
        assert {each.sha256 for each in pack.files} | {pack.facts_sha256, pack.inputs} < fits

    def test_no_size_is_told_because_a_longer_number_makes_a_longer_file(self, pack, empty_store):
        with empty_store.reading() as held:
            told = json.loads(held.last_entry("board pack", pack.id).change.after)

        assert [set(each) for each in told["files"]] == [{"format", "sha256"}] * len(PackFormat)
        assert [name for name, value in told.items() if isinstance(value, int)] == ["entries"]

    def test_two_databases_with_the_same_numbers_tell_other_checksums(
        self, pack, shipped_holdings, supply
    ):
        with supply.empty() as url:
            other = open_store(url)
            stored(other, NEXT, day="2026-11-01")
            load_own(other, {"local-entrants": [figure(self.SMALL)]})
            theirs = Desk(other, shipped_holdings).issue(
                facts=self.facts(self.SMALL), audience=Mode.BOARD
            )
            other.close()

        assert not {each.sha256 for each in pack.files} & {each.sha256 for each in theirs.files}
        assert theirs.facts_sha256 != pack.facts_sha256
        assert theirs.inputs != pack.inputs

    def test_a_pack_for_the_public_carries_no_seal(self, pack, desk, empty_store):
        asked = PackAsked("Hertfordshire")

        assert frozen_of(empty_store, desk.holdings(), asked).seal == ""
        assert frozen_of(empty_store, desk.holdings(), replace(asked, audience=Mode.BOARD)).seal

    def test_the_same_board_pack_issued_twice_is_one(self, pack, desk):
        again = desk.issue("p2", self.facts(self.SMALL), audience=Mode.BOARD)

        assert again == pack
