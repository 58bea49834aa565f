"""How much of something anybody may have in a while: counted in this process's memory.

Another server counts for itself, and a restart begins anew: limits stop a flood, not a trickle.
"""

import time

import limits
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Allowance:
    """So much in so long, such as "20/minute", for each that is counted apart."""

    def __init__(self, limit: str) -> None:
        self._limit = limits.parse(limit)
        self._counted = MovingWindowRateLimiter(MemoryStorage())

    def takes(self, whom: str, much: int = 1) -> bool:
        """Return whether somebody may have so much more now, and count it if so."""
        return self._counted.hit(self._limit, whom, cost=much)

    def is_used_up(self, whom: str) -> bool:
        """Return whether somebody may have nothing more now."""
        return not self._counted.test(self._limit, whom)

    def seconds_to_wait(self, whom: str) -> int:
        """Return after how long something of the allowance comes back, at least 1."""
        back = self._counted.get_window_stats(self._limit, whom).reset_time
        return max(1, round(back - time.time()))
