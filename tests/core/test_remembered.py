"""What is remembered of the same facts, and what never is."""

import datetime as dt
import gc
import weakref

from dashboard.core.remembered import Unchanged, remembered


class Fact:
    """Equal to every other, as two comparisons of the same figures are."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


def counting():
    asked = []

    @remembered(2)
    def told(*facts, **named):
        asked.append((facts, named))
        return len(asked)

    return told, asked


def test_the_same_object_is_worked_out_once():
    told, asked = counting()
    fact = Fact()

    assert told(fact, 3) == told(fact, 3) == 1
    assert asked == [((fact, 3), {})]


def test_another_object_is_worked_out_anew_however_alike_it_is():
    told, _ = counting()

    assert [told(Fact()), told(Fact()), told([1]), told([1])] == [1, 2, 3, 4]


def test_plain_values_are_compared_by_what_they_are():
    told, _ = counting()
    day = dt.date(2018, 12, 31)

    assert told(day, name="a") == told(dt.date(2018, 12, 31), name="a")
    assert told(day, name="a") != told(day, name="b")
    assert told(1) != told(True)


def test_the_facts_stay_in_memory_so_that_no_other_takes_their_place_and_no_longer():
    told = remembered(2)(lambda fact: "told")
    fact = Fact()
    told(fact)
    held = weakref.ref(fact)
    del fact
    gc.collect()
    assert held() is not None

    told(Fact())
    told(Fact())
    gc.collect()
    assert held() is None


def test_what_equals_what_was_there_before_is_what_was_there_before():
    unchanged = Unchanged(2)
    first = [1]

    assert unchanged.of("key", first) is first
    assert unchanged.of("key", [1]) is first
    assert unchanged.of("another key", [1]) is not first


def test_what_changed_takes_the_place_of_what_was_there_before():
    unchanged = Unchanged(2)
    unchanged.of("key", [1])
    later = [2]

    assert unchanged.of("key", later) is later
    assert unchanged.of("key", [2]) is later


def test_what_was_asked_for_longest_ago_is_forgotten():
    unchanged = Unchanged(2)
    first = [1]
    for key in ("a", "b", "a", "c"):
        unchanged.of(key, first)

    assert unchanged.of("a", [1]) is first
    assert unchanged.of("b", [1]) is not first
