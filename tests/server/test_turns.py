"""Scripts take turns, in the order in which they came."""

import threading
import time

import pytest

from dashboard.server.turns import Turns


def test_scripts_take_turns(server):
    assert server.most_at_once(visitors=6) == 1


def test_no_more_scripts_run_at_once_than_allowed(board):
    assert board.most_at_once(visitors=8) == 2


class Runs:
    """Threads that take a turn, say so, and keep it until they are told to leave."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.began: list[str] = []
        self.leave = threading.Event()
        self.threads: list[threading.Thread] = []

    def come(self, name: str) -> None:
        thread = threading.Thread(target=self._run, args=[name], daemon=True)
        self.threads.append(thread)
        thread.start()
        time.sleep(0.02)

    def _run(self, name: str) -> None:
        with self.turns:
            self.began.append(name)
            self.leave.wait(5)

    def end(self) -> None:
        self.leave.set()
        for thread in self.threads:
            thread.join(5)


def test_those_who_wait_run_in_the_order_in_which_they_came():
    runs = Runs(Turns(at_once=1))
    for name in "abcde":
        runs.come(name)
    while_the_first_ran = list(runs.began)

    runs.end()

    assert while_the_first_ran == ["a"]
    assert runs.began == list("abcde")
    assert runs.turns.idle


def test_a_long_run_steps_aside_and_its_end_frees_no_turn_twice():
    runs = Runs(Turns(at_once=1, long_run_seconds=0.0))
    for name in "abc":
        runs.come(name)
    time.sleep(0.01)

    runs.turns.let_long_runs_step_aside()
    time.sleep(0.05)
    after_stepping_aside = list(runs.began)
    runs.end()

    assert after_stepping_aside == ["a", "b"]
    assert runs.began == ["a", "b", "c"]
    assert runs.turns.idle


def test_a_run_that_fails_gives_its_turn_back():
    turns = Turns(at_once=1)

    with pytest.raises(ZeroDivisionError), turns:
        1 / 0  # noqa: B018

    with turns:
        assert not turns.idle
    assert turns.idle
