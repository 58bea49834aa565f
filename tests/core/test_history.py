"""The chain of history entries: whole as it is written, and any tampering is found and named."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.history import START, WHOLE, HistoryEntry, chained, replayed, whole
from dashboard.errors import BrokenHistoryError
from tests.history_factories import SIGNED, chain, change

TEXTS = st.one_of(st.none(), st.text(max_size=20))
CHANGES = st.builds(change, st.integers(1, 5), after=TEXTS, before=TEXTS, why=st.text(max_size=20))
UNREADABLE: Any = b"\xff"
PARTS = ("at", "who", "person", "identity")
PARTS_OF_CHANGE = ("kind", "item", "service", "label", "field", "before", "after", "why")


def broken_at(entries) -> int | None:
    """The number of the entry that a check names, and None for a whole chain."""
    with pytest.raises(BrokenHistoryError) as found:
        list(whole(entries))
    return found.value.number


def renumbered(entries) -> list[HistoryEntry]:
    return [replace(entry, number=number) for number, entry in enumerate(entries, start=1)]


@given(st.lists(CHANGES, max_size=8), st.integers(0, 8))
def test_what_was_chained_is_whole_however_it_was_parted_into_transactions(changes, cut):
    first = chained(changes[:cut], SIGNED, 0, START)
    number, sealed = (first[-1].number, first[-1].hash) if first else (0, START)
    entries = first + chained(changes[cut:], SIGNED, number, sealed)

    assert list(whole(entries)) == entries
    assert [entry.number for entry in entries] == list(range(1, len(changes) + 1))


@given(st.data(), st.integers(1, 6), st.sampled_from(PARTS + PARTS_OF_CHANGE), TEXTS)
def test_any_edit_of_any_entry_is_named(data, length, part, text):
    entries = chain(length)
    place = data.draw(st.integers(0, length - 1))
    held = entries[place]
    if part in PARTS:
        edited = replace(held, **{part: text})
    else:
        edited = replace(held, change=replace(held.change, **{part: text}))
    if edited == held:
        return
    entries[place] = edited

    assert broken_at(entries) == place + 1


@given(st.data(), st.integers(2, 6), st.booleans())
def test_a_lost_entry_is_named_even_when_the_others_are_numbered_anew(data, length, anew):
    entries = chain(length)
    place = data.draw(st.integers(0, length - 2))
    del entries[place]

    assert broken_at(renumbered(entries) if anew else entries) == place + 1


@given(st.data(), st.integers(1, 6))
def test_an_entry_put_in_later_is_named(data, length):
    entries = chain(length)
    place = data.draw(st.integers(0, length - 1))
    before = entries[place - 1] if place else None
    number, sealed = (before.number, before.hash) if before else (0, START)
    (forged,) = chained([change(99)], SIGNED, number, sealed)
    entries.insert(place, forged)

    # The forged one follows rightly; the first that cannot be as it was written comes after it.
    assert broken_at(renumbered(entries)) == place + 2


@given(st.data(), st.integers(2, 6), st.booleans())
def test_swapped_entries_are_named(data, length, anew):
    entries = chain(length)
    one, other = sorted(data.draw(st.sets(st.integers(0, length - 1), min_size=2, max_size=2)))
    entries[one], entries[other] = entries[other], entries[one]

    assert broken_at(renumbered(entries) if anew else entries) == one + 1


def test_an_entry_rewritten_with_a_hash_of_its_own_parts_from_the_next():
    entries = chain(3)
    (entries[1],) = chained([change(2, after='"2030-01-01"')], SIGNED, 1, entries[0].hash)

    with pytest.raises(BrokenHistoryError, match="so one of the two was rewritten") as found:
        list(whole(entries))

    assert found.value.number == 3


def test_bytes_that_a_hand_put_in_are_named_and_no_bug():
    entries = chain(2)
    entries[1] = replace(entries[1], who=b"\xff")  # type: ignore[arg-type]

    assert broken_at(entries) == 2


def test_the_sentence_says_which_entry_who_when_and_what():
    entries = chain(3)
    entries[1] = replace(entries[1], change=replace(entries[1].change, why="Because"))

    with pytest.raises(BrokenHistoryError) as found:
        list(whole(entries))

    assert str(found.value).startswith(
        'Entry 2 (2026-11-21T12:00:00.000000+00:00, Ann: action "Train staff") was changed after '
    )


def test_nothing_and_an_empty_text_are_not_the_same_content():
    (nothing,) = chained([change(1, before=None)], SIGNED, 0, START)
    (empty,) = chained([change(1, before="")], SIGNED, 0, START)

    assert nothing.hash != empty.hash


def test_a_replay_gives_every_item_as_the_entries_left_it():
    changes = [
        change(1, field=WHOLE, before=None, after='{"id":"a1","due":null}'),
        change(2, field=WHOLE, before=None, after='{"id":"a2","due":null}'),
        change(1, field="due", before="null", after='"2027-03-31"'),
    ]

    items = replayed(chained(changes, SIGNED, 0, START))

    assert items == {
        ("action", "a1"): {"id": "a1", "due": "2027-03-31"},
        ("action", "a2"): {"id": "a2", "due": None},
    }


@pytest.mark.parametrize(
    "forged", [change(1), change(1, field=WHOLE, after="[1"), change(1, field=WHOLE, after="7")]
)
def test_an_entry_that_cannot_be_replayed_is_named(forged):
    with pytest.raises(BrokenHistoryError, match="cannot be read or changes what was never added"):
        replayed(chained([forged], SIGNED, 0, START))
