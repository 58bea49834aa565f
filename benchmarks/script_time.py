"""How long a page's script takes, alone on a warm server, from the request to its end.

Measured by a visitor without a browser, so it holds Streamlit's own work of sending too;
what a bare page takes is therefore taken off to find the page's own work.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.servers import PROJECT
from benchmarks.sessions import Timing


def script_timing(address: str, page: str = "", runs: int = 40) -> Timing:
    """Return the script time of one page of a running server, after it was opened once."""
    return visitors([address], "--page", page, "--runs", str(runs))


def crowd_timing(
    addresses: Sequence[str], sessions: int, seconds: float, member: str = ""
) -> Timing:
    """Return how long many sessions of some servers waited while each acted every ten seconds.

    With a `member` each is that person, as a proxy in front of the servers would say.
    """
    crowd = ("--sessions", str(sessions), "--seconds", str(seconds), "--member", member)
    return visitors(addresses, *crowd)


def visitors(addresses: Sequence[str], *options: str) -> Timing:
    """Let visitors of another process measure servers, and return what they found."""
    command = [sys.executable, "-m", "benchmarks.sessions", *addresses, *options]
    said = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    return Timing(**json.loads(said.stdout))
