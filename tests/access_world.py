"""Two boards with secrets, and everybody who might ask for them, for tests of who may what."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from dashboard.core.board.meetings import Meeting, SubjectKind
from dashboard.core.board.national_standards import Answer, StandardAssessment
from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.figures import AreaTeam
from dashboard.core.own.targets import LocalTarget
from dashboard.core.packs.facts import PackFact
from dashboard.core.packs.issued import IssuedPack, PackFile
from dashboard.core.packs.sections import PackFormat, PackPlan, PackSection
from dashboard.core.people import Actor, Partner, Person, Role, Signature
from dashboard.core.plausibility.quarantine import (
    AllDetails,
    Decided,
    QuarantinedDetails,
    QuarantinedFigure,
)
from dashboard.core.register.success_measures import MeasureKind, RecordedReading
from dashboard.core.rooms import EVERYWHERE, NOWHERE, Admission, actor_in, admission_of
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.pack_facts import facts_bytes
from dashboard.definitions.quarantine import details_bytes
from dashboard.definitions.records import Record, Records
from dashboard.store.engine import Store
from dashboard.store.writing import Writing
from dashboard.usecases.holdings import Holdings, holdings_of
from tests.board_factories import acknowledgement, decision, meeting, signed
from tests.conftest import TODAY
from tests.lists_factories import supplied_list, target
from tests.local_factories import load_own, series_of
from tests.people_factories import IDENTITY
from tests.register_factories import action, evidence, follow_up, measure, recommendation, update

HERE, THERE = "essex", "hertfordshire"
# What stands in the room of the board here, and nowhere else.
SECRET, NUMBER = "Quillfeather", 4711
SECRETS = (SECRET, "Zephyrhill", "Zorbing", "4711", "4,711", "47.11")
OWN = "local-first-time-entrants"
FILE = b"The Quillfeather audit found 4711."
AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

EVERY_ROLE = (Role.MEMBER, Role.CHAIR, Role.OFFICER, Role.ADMINISTRATOR)
# Everybody who may ask, by who they are. Of the board here, each has one role.
PEOPLE = {
    "reader": Person("reader", f"Rae {SECRET}", (Role.READER,), service=HERE),
    "member of another board": Person("other", "Otto Other", EVERY_ROLE, service=THERE),
    "member": Person("member", f"Mem {SECRET}", (Role.MEMBER,), service=HERE),
    "chair": Person("chair", f"Cha {SECRET}", (Role.CHAIR,), service=HERE),
    "officer": Person("officer", f"Off {SECRET}", (Role.OFFICER,), service=HERE),
    "administrator": Person("administrator", f"Adi {SECRET}", (Role.ADMINISTRATOR,), service=HERE),
    "officer of every service": Person("overall", "Olga Overall", (Role.OFFICER,)),
    "administrator of every service": Person("whole", "Wilma Whole", (Role.ADMINISTRATOR,)),
}
OWNER = Person("owner", f"Own {SECRET}", (Role.MEMBER,), service=HERE)
STRANGER, UNREGISTERED, OPERATOR = "stranger", "signed in, unregistered", "operator"
OTHER = "member of another board"
KINDS = (STRANGER, UNREGISTERED, *PEOPLE, OPERATOR)


class _UndoneError(Exception):
    """Ends a transaction whose changes are not to stay."""


@dataclass(frozen=True)
class UndoneStore(Store):
    """A store in which each change is made and undone; `ended` has one for each that was whole."""

    ended: list[Signature] = field(default_factory=list)

    @contextmanager
    def writing(self, signature: Signature) -> Iterator[Writing]:
        with suppress(_UndoneError), super().writing(signature) as work:
            yield work
            self.ended.append(signature)
            raise _UndoneError


@dataclass(frozen=True)
class World:
    """What each kind of person is given: a store and holdings that let them in, and their name."""

    catalogue: Catalogue
    whole: UndoneStore
    edition: int

    @cached_property
    def records(self) -> Records:
        """What every board recorded."""
        return self.whole.now(TODAY).records(TODAY)

    def admission(self, kind: str) -> Admission:
        if kind == OPERATOR:
            return EVERYWHERE
        return admission_of(PEOPLE[kind], ()) if kind in PEOPLE else NOWHERE

    def store(self, kind: str) -> Store:
        return self.whole.admitting(self.admission(kind))

    def holdings(self, kind: str) -> Holdings:
        held = holdings_of(self.catalogue, self.store(kind), TODAY, TODAY)
        return held.of_service(HERE)

    def actor(self, kind: str) -> Actor:
        """Return who acts in the room of the board here; of another board, in their own."""
        if kind == OPERATOR:
            return Actor("The Operator", tuple(Role), IDENTITY)
        if kind not in PEOPLE:
            return Actor("A Stranger", (), IDENTITY, "", "nowhere")
        person = PEOPLE[kind]
        found = actor_in(person.service or HERE, person, (), IDENTITY)
        assert found
        return found

    def signature(self, kind: str) -> Signature:
        return Signature(self.actor(kind), AT)


def fill(store: Store) -> int:
    """Store the people and all kinds of thing that a board records; return its edition's id."""
    edition = load_own(store, {OWN: series_of([NUMBER] * 5)}, service=HERE)
    with store.database.writing() as connection:
        work = Writing(connection, signed())
        for content in (FILE, _FACTS, _DETAILS):
            work.add_file(content)
        for record in (*PEOPLE.values(), OWNER, *_register(), *_board(), *_own(), *_packs()):
            work.add(record)
        for record in _held_back(edition):
            work.add(record)
    return edition


def _register() -> Iterator[Record]:
    one: dict[str, Any] = {"service": HERE, "recommendation": "secret"}
    asked = measure(
        kind=MeasureKind.AUDIT, name=f"{SECRET} audits", target=NUMBER, subject="", baseline=None
    )
    yield recommendation(1, id="secret", service=HERE, wording=f"{SECRET} must do {NUMBER}.")
    yield recommendation(2, id="adopted", service=HERE, adopts="secret")
    yield follow_up(id="secret", service=HERE, owner=OWNER.id, body="Zorbing Trust", measure=asked)
    yield action(title=f"{SECRET} step", owner=OWNER.id, **one)
    yield update(text=f"{SECRET} told {NUMBER}.", by=OWNER.name, **one)
    yield evidence(
        title=f"{SECRET} file",
        added_by=OWNER.name,
        added_by_id=OWNER.id,
        file_name="audit.txt",
        file_sha256=_sha256(FILE),
        file_bytes=len(FILE),
        **one,
    )
    yield RecordedReading(
        "reading", HERE, "secret", dt.date(2019, 3, 31), "spring", NUMBER, SECRET, OWNER.name
    )
    yield Partner("zorbing", "Zorbing Trust", HERE)


def _board() -> Iterator[Record]:
    title = f"{SECRET} meeting"
    yield meeting("2026-10-12", id="held", service=HERE, title=title)
    yield Meeting("past", HERE, dt.date(2026, 11, 2), title)
    yield Meeting("next", HERE, TODAY + dt.timedelta(days=9), title)
    yield acknowledgement(
        id="seen", service=HERE, person="member", by=f"Mem {SECRET}", note=f"{NUMBER}"
    )
    yield decision(
        id="decided",
        service=HERE,
        meeting="held",
        subject_kind=SubjectKind.RECOMMENDATION,
        subject="secret",
        subject_words=SECRET,
        text=f"{SECRET} decided {NUMBER}.",
        by=f"Cha {SECRET}",
    )
    yield StandardAssessment(
        *("assessed", HERE, "1", "Out-of-court", Answer.MET, SECRET, dt.date(2026, 10, 1)),
        by=SECRET,
        at=AT,
        evidence=f"{NUMBER}",
    )


def _own() -> Iterator[Record]:
    yield AreaTeam("zephyrhill", HERE, "Zephyrhill")
    yield AreaTeam("closed", HERE, "Zephyrhill old", active=False)
    yield LocalTarget("local-target", HERE, OWN, NUMBER, 1, dt.date(2025, 1, 1), note=SECRET)
    yield target(id="1", service=HERE, area_code="E10000012", value=47.11, note=SECRET)
    yield target(id="2", service=HERE, area_code="E10000012", withdrawn_at=AT, note=SECRET)
    yield supplied_list()
    yield supplied_list(id="2", title="Kin", slug="kin", withdrawn_at=AT)


def _held_back(edition: int) -> Iterator[Record]:
    waiting = QuarantinedFigure(
        *("doubted", HERE, edition, "own.csv", 7, True, OWN, "", "2015-16 Q1", SECRET),
        details_sha256=_sha256(_DETAILS),
    )
    yield waiting
    yield replace(waiting, id="decided on", decision=Decided.REJECTED, decided_note=SECRET)


def _packs() -> Iterator[Record]:
    # A pack of one section is made in no time.
    yield PackPlan(HERE, HERE, (PackSection.NEEDS,), f"{SECRET} covers it.", "next")
    files = (PackFile(PackFormat.PDF, _sha256(FILE)),)
    for audience in Mode:
        yield IssuedPack(
            id=f"pack-{audience}",
            service=HERE,
            meeting="held",
            title=f"{SECRET} pack",
            as_of=dt.date(2026, 10, 12),
            audience=audience,
            sections=(PackSection.NEEDS,),
            files=files,
            facts_sha256=_sha256(_FACTS),
            inputs="",
            entries=1,
            head="0" * 64,
            by=OWNER.name,
            at=AT,
        )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_FACTS = facts_bytes((PackFact(SECRET, SECRET, str(NUMBER)),), "")
_DOUBTED = QuarantinedDetails(f"{NUMBER}", (f"{SECRET} doubts it.",), "final", NUMBER)
_DETAILS = details_bytes(AllDetails("0" * 32, {"doubted": _DOUBTED, "decided on": _DOUBTED}))
