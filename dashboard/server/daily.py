"""What a server does once a day by itself, beside its visitors."""

import asyncio
import logging
from collections.abc import Callable

DAY_SECONDS = 24 * 60 * 60
_log = logging.getLogger(__name__)


async def once_a_day(daily: Callable[[], None], every_seconds: float = DAY_SECONDS) -> None:
    """Do something at once and then each day; where it fails, the log says so, and it goes on."""
    while True:
        try:
            # In a thread: it waits for the database, and nobody may wait for it.
            await asyncio.to_thread(daily)
        except Exception:
            _log.exception("What is done once a day failed; it is tried again tomorrow.")
        await asyncio.sleep(every_seconds)
