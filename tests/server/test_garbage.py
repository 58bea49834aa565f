"""What pages leave is collected while nobody waits, and the machine gets back what is free."""

import gc
import platform
import subprocess
import sys
import weakref

import psutil
import pytest

from dashboard.server.garbage import Garbage, collect, give_back


def collected(*, until, happens, idle=lambda second: True):
    """Return at which seconds garbage was collected, and whether of all."""
    found = []
    garbage = Garbage(lambda of_all: found.append((second, of_all)), happens(0), 0)
    for second in range(1, until):
        garbage.tend(happens(second), second, idle=idle(second))
    return found


def test_a_busy_server_collects_only_what_is_new_though_it_is_idle_between_two_runs():
    assert collected(until=250, happens=lambda second: second) == [
        (60, False),
        (120, False),
        (180, False),
        (240, False),
    ]


def test_all_is_collected_once_it_is_quiet_and_then_no_more_while_nothing_happens():
    assert collected(until=500, happens=lambda second: min(second, 50)) == [(53, True)]


def test_no_quiet_moment_comes_soon_after_another():
    assert collected(until=100, happens=lambda second: second // 10) == [
        (33, True),
        (63, True),
        (93, True),
    ]


def test_a_server_that_is_never_quiet_collects_all_in_the_end():
    of_all = [at for at, of_all in collected(until=700, happens=lambda second: second) if of_all]

    assert of_all == [300, 600]


def test_a_long_run_is_no_quiet_moment():
    assert collected(until=59, happens=lambda _: "began", idle=lambda second: second > 40) == []
    happens = lambda second: "began" if second < 20 else "goes on"  # noqa: E731
    assert collected(until=59, happens=happens, idle=lambda second: second > 40) == [(41, True)]


class Circle:
    """What only the collector finds."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def collector():
    """Leave the collector as it was: what was kept from it would stay in memory."""
    yield collect
    gc.unfreeze()


def test_what_was_there_at_a_collection_is_looked_at_again_only_when_all_is(collector):
    held = Circle()
    left = weakref.ref(held)
    collector(of_all=False)
    del held

    collector(of_all=False)
    assert left() is not None
    collector(of_all=True)
    assert left() is None


def test_what_is_new_is_found_without_looking_through_all(collector):
    left = weakref.ref(Circle())

    collector(of_all=False)

    assert left() is None


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is free")
def test_what_is_free_between_what_is_in_use_goes_back_to_the_machine():
    pieces = [bytes(2000) for _ in range(50_000)]
    in_use = pieces[::50]
    held_bytes = psutil.Process().memory_info().rss
    del pieces

    give_back()

    assert len(in_use) == 1000
    assert held_bytes - psutil.Process().memory_info().rss > 50_000_000


# Many threads at once take memory; then it is told from how many places.
THREADS = """
import ctypes, threading
from dashboard.server.garbage import keep_together
{first}
all_here, kept = threading.Barrier(8), []
def work():
    all_here.wait()
    kept.append([bytes(2000) for _ in range(1000)])
    all_here.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
[each.start() for each in threads]
[each.join() for each in threads]
c = ctypes.CDLL(None)
c.malloc_info(0, ctypes.c_void_p.in_dll(c, "stdout"))
c.fflush(None)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is free")
@pytest.mark.parametrize(("first", "is_one"), [("keep_together()", True), ("", False)])
def test_all_threads_take_memory_from_one_place(first, is_one):
    script = [sys.executable, "-c", THREADS.format(first=first)]
    told = subprocess.run(script, check=True, capture_output=True, text=True).stdout

    # A thread of some library may have begun before.
    assert (told.count("<heap nr=") <= 2) is is_one
