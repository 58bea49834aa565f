"""What a server does once a day: again and again, whatever happened the day before."""

import asyncio
import contextlib

from dashboard.server.daily import once_a_day
from tests.server.running import run_alone


def test_what_failed_is_tried_again_the_next_day_and_told_to_the_log(caplog):
    days: list[int] = []

    def daily():
        days.append(len(days))
        if len(days) == 1:
            raise OSError("the database is away")

    async def some_days():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(once_a_day(daily, every_seconds=0.01), timeout=0.2)

    run_alone(some_days())

    assert len(days) > 1
    assert "it is tried again tomorrow" in caplog.text
