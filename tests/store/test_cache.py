"""Answers are kept and shared, bounded in number, and worked out once however many ask."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.store.cache import Cache


def test_an_answer_is_worked_out_once_for_each_key():
    cache = Cache()
    asked: list[int] = []

    def answer():
        asked.append(len(asked) + 1)
        return asked[-1]

    def work(key):
        return cache.answer("figures", key, answer)

    assert [work("a"), work("b"), work("a")] == [1, 2, 1]
    assert asked == [1, 2]


def test_the_same_key_stands_for_another_answer_to_another_question():
    cache = Cache()
    assert cache.answer("figures", "a", lambda: 1) == 1
    assert cache.answer("records", "a", lambda: 2) == 2


def test_what_was_asked_for_longest_ago_makes_room_and_is_worked_out_again():
    cache, worked_out = Cache(), []

    def ask(number):
        cache.answer("protected figures", number, lambda: worked_out.append(number))

    for number in range(300):
        ask(0)
        ask(number)
    assert len(worked_out) == 300

    # 256 are kept: the one that was asked for all along, and the newest.
    for number in (0, *range(45, 300)):
        ask(number)
    assert len(worked_out) == 300
    ask(44)
    assert worked_out[300:] == [44]


def test_the_answer_of_another_state_is_told_the_latest_that_is_known():
    cache = Cache()
    assert cache.earlier("records", "a", 1) is None
    for state in (1, 2):
        cache.answer("records", "a", lambda: [state], state)  # noqa: B023

    assert cache.earlier("records", "a", 3) == (2, [2])
    assert cache.earlier("records", "a", 2) == (1, [1])
    assert cache.earlier("records", "b", 3) is None


def test_a_new_state_takes_the_room_of_the_one_before_the_last_and_of_no_other_key():
    cache, worked_out = Cache(), []

    def ask(key, state):
        cache.answer("records", key, lambda: worked_out.append((key, state)), state)

    for state in (1, 2, 1, 2):
        ask("a", state)
        ask("b", 1)
    assert worked_out == [("a", 1), ("b", 1), ("a", 2)]
    for asked in (("a", 3), ("a", 2), ("b", 1)):
        ask(*asked)
    assert worked_out[3:] == [("a", 3)]
    ask("a", 1)
    assert worked_out[4:] == [("a", 1)]


def test_what_fails_is_not_kept():
    cache = Cache()
    with pytest.raises(ZeroDivisionError):
        cache.answer("records", "a", lambda: 1 // 0)
    assert cache.answer("records", "a", lambda: 7) == 7


def fail(cache, question, key, state=None):
    with pytest.raises(ZeroDivisionError):
        cache.answer(question, key, lambda: 1 // 0, state)


def test_what_fails_takes_the_room_of_no_answer():
    cache, worked_out = Cache(), []

    def ask(number):
        cache.answer("packs", number, lambda: worked_out.append(number))

    for number in range(8):
        ask(number)
    for number in range(8, 30):
        fail(cache, "packs", number)
    for number in range(8):
        ask(number)
    assert worked_out == list(range(8))


def test_a_state_in_which_the_work_fails_takes_the_room_of_no_other_state():
    cache, worked_out = Cache(), []

    def ask(state):
        cache.answer("records", "a", lambda: worked_out.append(state), state)

    for state in (1, 2):
        ask(state)
    for state in (3, 4):
        fail(cache, "records", "a", state)
    for state in (1, 2):
        ask(state)
    assert worked_out == [1, 2]
    assert cache.earlier("records", "a", 3) == (2, None)


def test_of_many_threads_that_wait_for_what_fails_the_next_works_it_out_and_it_is_kept():
    cache, tried, all_here = Cache(), [], threading.Barrier(8)

    def work():
        tried.append(threading.get_ident())
        if len(tried) == 1:
            raise ZeroDivisionError
        return object()

    def ask(_number):
        all_here.wait()
        try:
            return cache.answer("records", "a", work)
        except ZeroDivisionError:
            return None

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(ask, range(8)))
    assert len(tried) == 2
    assert answers == {None, cache.answer("records", "a", work)}


def test_of_many_threads_that_ask_at_once_one_works_it_out_and_all_have_the_answer():
    cache, worked_out, all_here = Cache(), [], threading.Barrier(8)

    def work():
        worked_out.append(threading.get_ident())
        return object()

    def ask(_number):
        all_here.wait()
        return cache.answer("records", "a", work)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))
    assert len(worked_out) == 1
    assert len({id(answer) for answer in answers}) == 1


def test_an_answer_that_takes_long_holds_up_nobody_who_asks_for_another():
    cache, may_end = Cache(), threading.Event()

    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(cache.answer, "records", "slow", lambda: may_end.wait(30))
        quick = threads.submit(cache.answer, "records", "quick", lambda: "here")
        assert quick.result(timeout=20) == "here"
        assert not slow.done()
        may_end.set()
        assert slow.result(timeout=20)
