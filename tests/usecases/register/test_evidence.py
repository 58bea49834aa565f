"""Evidence: a link or a small file, checked by somebody else, withdrawn only with a reason."""

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any

import pytest

from dashboard.core.people import Role
from dashboard.core.register.actions import LARGEST_EVIDENCE_BYTES, Evidence, EvidenceKind
from dashboard.core.register.follow_ups import Closing, Status
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.usecases.register.evidence import (
    EvidenceToAdd,
    add_evidence,
    check_evidence,
    evidence_file,
    withdraw_evidence,
)
from tests.databases import on_both_databases
from tests.register_factories import (
    NOW,
    THIRD,
    TODAY,
    action,
    evidence,
    follow_up,
    signature,
    store_all,
    store_roles,
)
from tests.stored import records_in

LINK = "https://example.org/audit?year=2019#cases"
FILE = b"%PDF-1.7 twenty cases"


@pytest.fixture
def store(store):
    store_all(store, follow_up(owner="olu"), action(owner="mia"))
    return store


def asked(**changed):
    usual: dict[str, Any] = {
        "id": "e1",
        "recommendation": THIRD,
        "title": "Audit of twenty cases",
        "kind": EvidenceKind.AUDIT,
        "dated": dt.date(2019, 3, 31),
        "link": LINK,
    }
    return EvidenceToAdd(**usual | changed)


def a_file(**changed):
    return asked(**{"link": "", "file_name": "Audit 2019.PDF", "content": FILE} | changed)


def test_evidence_is_a_link_with_who_added_it(store, holdings):
    found = add_evidence(store, holdings, signature("olu"), asked(action="action-1"))

    assert (found.link, found.added_by, found.added_by_id) == (LINK, "Olu Owner", "olu")
    assert (found.action, found.checked_by) == ("action-1", "")
    with pytest.raises(UnknownNameError, match="has no file"):
        evidence_file(store, found)


@on_both_databases
def test_a_file_is_kept_byte_for_byte_under_its_checksum(store, holdings):
    found = add_evidence(store, holdings, signature("olu"), a_file())

    assert found.file_sha256 == hashlib.sha256(FILE).hexdigest()
    assert (found.file_name, found.file_bytes) == ("Audit 2019.PDF", len(FILE))
    assert evidence_file(store, found) == FILE


def test_the_same_file_serves_two_pieces_of_evidence(store, holdings):
    for sid in ("e1", "e2"):
        add_evidence(store, holdings, signature("olu"), a_file(id=sid))

    assert len(records_in(store).of(Evidence)) == 2


def test_a_second_submit_is_no_second_evidence(store, holdings):
    for _ in range(2):
        add_evidence(store, holdings, signature("olu"), a_file())

    assert len(records_in(store).of(Evidence)) == 1


@on_both_databases
def test_a_file_of_ten_megabytes_is_kept_and_a_larger_one_is_refused(store, holdings):
    largest = b"a" * LARGEST_EVIDENCE_BYTES
    found = add_evidence(store, holdings, signature("olu"), a_file(content=largest))
    assert found.file_bytes == LARGEST_EVIDENCE_BYTES

    with pytest.raises(ChangeRefusedError) as refused:
        add_evidence(store, holdings, signature(), a_file(id="e2", content=largest + b"a"))
    assert str(refused.value) == (
        "Audit 2019.PDF is 10.0 MB (10,485,761 bytes) and the limit is 10.0 MB (10,485,760 bytes): "
        "add a link to it instead."
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"link": " "}, "Evidence needs a link or a file"),
        ({"link": "javascript:alert(1)"}, "not a web address"),
        ({"link": "ftp://example.org/a"}, "not a web address"),
        ({"link": "https://user:word@example.org"}, "not a web address"),
        ({"link": 'https://example.org/"onclick="x'}, "not a web address"),
        ({"link": "https://example.org/" + "a" * 2000}, "not a web address"),
        ({"title": ""}, "title of the evidence is missing"),
        ({"dated": TODAY + dt.timedelta(days=1)}, "date of the evidence is 4 June 2019"),
    ],
)
def test_evidence_that_cannot_be_is_one_sentence(store, holdings, changed, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        add_evidence(store, holdings, signature("olu"), asked(**changed))

    assert not records_in(store).of(Evidence)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"content": b""}, "is empty"),
        ({"file_name": "tool.pdf", "content": b"MZ\x90"}, "tool.pdf is a program and no document"),
        ({"file_name": "tool.exe"}, "tool.exe is not of a type that is kept"),
        ({"file_name": "page.html"}, "not of a type"),
        ({"file_name": "audit.pdf.svg"}, "not of a type"),
        ({"file_name": "audit"}, "not of a type"),
        ({"file_name": ""}, "name of the file is missing"),
    ],
)
def test_a_file_that_is_not_kept_is_one_sentence(store, holdings, changed, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        add_evidence(store, holdings, signature("olu"), a_file(**changed))


@pytest.mark.parametrize("name", ["../../etc/audit.pdf", "C:\\Users\\ann\\audit.pdf"])
def test_a_path_before_the_name_of_a_file_is_left_out(store, holdings, name):
    found = add_evidence(store, holdings, signature("olu"), a_file(file_name=name))

    assert found.file_name == "audit.pdf"


def test_owners_and_officers_add_evidence_and_others_do_not(store, holdings):
    for number, person in enumerate(("olu", "mia", "ben")):
        add_evidence(store, holdings, signature(person), asked(id=f"e{number}"))
    with pytest.raises(NotAllowedError):
        add_evidence(store, holdings, signature("ann"), asked(id="e9"))


def test_unknown_recommendations_actions_and_evidence_are_refused(store, holdings):
    with pytest.raises(UnknownNameError, match="no recommendation"):
        add_evidence(store, holdings, signature(), asked(recommendation="x"))
    with pytest.raises(UnknownNameError, match='no action "x"'):
        add_evidence(store, holdings, signature(), asked(action="x"))
    with pytest.raises(ChangeRefusedError, match="belongs to another recommendation"):
        add_evidence(
            store,
            holdings,
            signature(),
            asked(recommendation="hertfordshire-2018-1", action="action-1"),
        )
    with pytest.raises(UnknownNameError, match='no evidence "x"'):
        check_evidence(store, holdings, signature(), "x")
    with pytest.raises(UnknownNameError, match='no evidence "x"'):
        withdraw_evidence(store, holdings, signature(), "x", "a slip")


@on_both_databases
def test_somebody_else_checks_evidence(store, holdings):
    add_evidence(store, holdings, signature("olu"), asked())

    found = check_evidence(store, holdings, signature("ann"), "e1")

    assert (found.checked_by, found.checked_on) == ("Ann Chair", TODAY)
    assert check_evidence(store, holdings, signature("ben"), "e1") == found


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (signature("ben"), "Ben Officer added this evidence: somebody else"),
        (signature("olu", NOW, Role.CHAIR), "Olu Owner owns what it is for: somebody else"),
        (signature("mia", NOW, Role.OFFICER), "Mia Member owns what it is for: somebody else"),
        (
            signature("mia"),
            "may not check evidence: ask somebody who is chair or performance officer",
        ),
    ],
)
def test_who_added_or_owns_it_does_not_check_it(store, holdings, who, sentence):
    store_roles(store, who.actor.person_id, *who.actor.roles)
    add_evidence(store, holdings, signature("ben"), asked())

    with pytest.raises(NotAllowedError, match=sentence):
        check_evidence(store, holdings, who, "e1")


def test_somebody_of_the_same_name_may_check_what_a_registered_person_added(store, holdings):
    add_evidence(store, holdings, signature("ben"), asked())
    ann = signature("ann")
    namesake = replace(ann, actor=replace(ann.actor, name="Ben Officer"))

    assert check_evidence(store, holdings, namesake, "e1").checked_by == "Ben Officer"


def test_where_nobody_registered_added_it_the_name_tells(store, holdings):
    store_all(store, evidence(added_by="Ann Chair", added_by_id=""))

    with pytest.raises(NotAllowedError, match="Ann Chair added this evidence"):
        check_evidence(store, holdings, signature("ann"), "evidence-1")
    nobody = signature("ann")
    nobody = replace(nobody, actor=replace(nobody.actor, person_id=""))
    with pytest.raises(NotAllowedError, match="not on the list of people"):
        check_evidence(store, holdings, nobody, "evidence-1")


def test_evidence_of_a_confirmed_recommendation_is_not_withdrawn(store, holdings):
    closing = Closing(Status.CONFIRMED, TODAY, "Ann Chair", measured_to=TODAY)
    confirmed = follow_up(id="hertfordshire-2018-1", status=Status.CONFIRMED, closings=(closing,))
    store_all(store, confirmed, evidence(recommendation=confirmed.id))

    with pytest.raises(ChangeRefusedError, match="rests on its evidence: re-open it first"):
        withdraw_evidence(store, holdings, signature(), "evidence-1", "A slip")


@on_both_databases
def test_evidence_is_withdrawn_with_a_reason_and_stays_to_be_seen(store, holdings):
    add_evidence(store, holdings, signature("olu"), asked())

    with pytest.raises(ChangeRefusedError, match="reason for withdrawing it is missing"):
        withdraw_evidence(store, holdings, signature("olu"), "e1", "")
    with pytest.raises(NotAllowedError):
        withdraw_evidence(store, holdings, signature("mia"), "e1", "Wrong cases")

    found = withdraw_evidence(store, holdings, signature("olu"), "e1", "Wrong cases")
    assert not found.counts
    assert withdraw_evidence(store, holdings, signature("olu"), "e1", "Wrong cases") == found
    with pytest.raises(ChangeRefusedError, match="was withdrawn"):
        check_evidence(store, holdings, signature("ann"), "e1")
