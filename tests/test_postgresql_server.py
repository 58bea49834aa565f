"""The server that the tests start ends with them, however they end."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

ROOT = Path(__file__).resolve().parents[1]
HOLD_A_SERVER = """
from tests.postgresql_server import find_server, running_server
with running_server(find_server()) as address:
    print(address.format("postgres"), flush=True)
    input()
"""
SECONDS_TO_STOP = 30


def answers(address):
    try:
        create_engine(address, poolclass=NullPool).connect().close()
    except OperationalError:
        return False
    return True


@pytest.mark.usefixtures("postgresql")
def test_no_server_outlives_tests_that_are_killed():
    tests = subprocess.Popen(
        [sys.executable, "-c", HOLD_A_SERVER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert tests.stdout is not None
    address = tests.stdout.readline().strip()
    folder = Path(str(make_url(address).query["host"]))
    assert answers(address)

    tests.send_signal(signal.SIGKILL)
    tests.communicate()

    give_up = time.monotonic() + SECONDS_TO_STOP
    while folder.exists():
        assert time.monotonic() < give_up
        time.sleep(0.1)
    assert not answers(address)
