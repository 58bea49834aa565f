"""Entries of the history in words: labels, dates and names, never codes."""

import dataclasses
import json

import pytest

from dashboard.core.history import WHOLE
from dashboard.core.people import Person, Role
from dashboard.core.redaction import end_of_note, note
from dashboard.definitions.records import KINDS
from dashboard.narrative.history import (
    LONGEST_ON_SCREEN,
    change_words,
    field_words,
    kind_words,
    parts_words,
    shortened,
    thing_words,
    value_words,
)
from tests.history_factories import change

NAMES = {"p1": "Ann Smith", "r1": "A report, recommendation 3"}.get


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("due", "2027-03-31", "31 March 2027"),
        ("at", "2026-11-21T12:05:00Z", "21 November 2026, 12:05 UTC"),
        ("owner", "p1", "Ann Smith"),
        ("title", "p1", "p1"),
        ("held", True, "yes"),
        ("active", False, "no"),
        ("due", None, "nothing"),
        ("body", "", "nothing"),
        ("indicators", [], "nothing"),
        ("value", 72.5, "72.5"),
        ("file_bytes", 1234567, "1,234,567"),
        ("published", {"text": "2018-03"}, "March 2018"),
        ("drafts", ["One", "Two"], "One; Two"),
        ("title", "=1+1 <b>", "=1+1 <b>"),
        ("attendance", [{"body": "Police", "name": ""}], "responsible partner: Police"),
        (
            "measure",
            {"name": "Victims", "better": "at least", "target": 80, "unit": "%", "note": ""},
            "Victims (at least 80 %)",
        ),
    ],
)
def test_a_value_is_told_as_it_is_spoken_of(field, value, words):
    assert value_words(field, json.dumps(value), NAMES) == words


@pytest.mark.parametrize("text", ["nonsense", "{", ""])
def test_what_cannot_be_read_is_told_as_it_stands(text):
    assert value_words("due", text, NAMES) == text


def test_a_date_that_is_none_is_told_as_it_stands():
    assert value_words("title", '"2027-02-31"', NAMES) == '"2027-02-31"'


def test_no_field_of_any_kind_is_called_by_its_code():
    for kind in KINDS.values():
        for field in dataclasses.fields(kind):
            assert "_" not in field_words(field.name)


def test_a_change_is_one_sentence():
    assert change_words(change(), NAMES) == (
        'due date of the action "Train staff": from 31 January 2027 to 31 March 2027'
    )
    assert change_words(change(field=WHOLE), NAMES) == 'added the action "Train staff"'
    assert change_words(change(before="null"), NAMES).endswith("set to 31 March 2027")
    assert change_words(change(after="null"), NAMES).endswith("31 January 2027 was taken out")


def test_that_a_name_was_replaced_is_told_in_plain_words():
    noted = note(Person("cy", "Cy Brown", (Role.CHAIR,)), "Former chair 1", [], "")
    end = end_of_note(Person("cy", "Cy Brown", (Role.CHAIR,)), "Former chair 1")

    assert [change_words(each, NAMES) for each in (noted, end)] == [
        'replaced the name of somebody who left, now "Former chair 1"',
        'old name of somebody who left, now "Former chair 1": replaced for good',
    ]
    assert parts_words(noted, NAMES) == {"entries that had the old name": "0"}


def test_a_follow_up_is_called_by_its_recommendation_and_an_update_by_its_author():
    follow_up = change(kind="follow-up", label="follow-up", item="r1")
    update = change(kind="update", label="update by Ann")

    assert thing_words(follow_up, NAMES) == 'the follow-up of "A report, recommendation 3"'
    assert thing_words(update, NAMES) == "the update by Ann"


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        ("local target", "local target reoffending", "the local target Children who reoffend"),
        ("target", "target 3, reoffending", "the target 3, Children who reoffend"),
        ("inspection", "inspection of kent, July 2018", "the inspection of Kent, July 2018"),
        ("target", "target 3, of-old", "the target 3, of-old"),
    ],
)
def test_what_was_recorded_by_an_id_is_told_by_its_name(kind, label, words):
    names = {"reoffending": "Children who reoffend", "kent": "Kent"}.get

    assert thing_words(change(kind=kind, label=label), names) == words


def test_the_parts_of_what_was_added_leave_out_codes_and_what_says_nothing():
    content = '{"id":"a1","service":"essex","due":null,"owner":"p1","file_sha256":"ff"}'

    assert parts_words(change(field=WHOLE, after=content), NAMES) == {"owner": "Ann Smith"}
    assert parts_words(change(field=WHOLE, after="[1]"), NAMES) == {}


def test_a_long_text_is_cut_on_the_screen():
    assert shortened("x" * LONGEST_ON_SCREEN) == "x" * LONGEST_ON_SCREEN
    assert shortened("x" * 301).endswith("x ...")


def test_a_figure_held_back_is_called_in_the_history_as_the_pages_call_it():
    assert kind_words("quarantined figure") == "Doubted figure"
    held = change(kind="quarantined figure", label="Remands, July to September 2026")
    assert thing_words(held, NAMES) == 'the doubted figure "Remands, July to September 2026"'
