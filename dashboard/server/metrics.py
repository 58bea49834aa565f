"""What an operator may count, as Prometheus reads it, on a port of its own.

No label is an address, a name or an id: nothing here is about a person, and there is little of it.
"""

import logging
from functools import partial

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    start_http_server,
)

from dashboard.errors import SetupError
from dashboard.server.turns import Turns
from dashboard.settings import Settings
from dashboard.store.change_log import CHANGES

_REGISTRY = CollectorRegistry()
_counter = partial(Counter, registry=_REGISTRY)
_gauge = partial(Gauge, registry=_REGISTRY)

REQUESTS = _counter("dashboard_requests", "Requests answered.", ["route", "status"])
REFUSALS = _counter("dashboard_refusals", "Requests refused by a rule or a limit.", ["status"])
SESSIONS = _gauge("dashboard_sessions", "Pages that are open in a browser now.")
READY = _gauge("dashboard_ready", "1 if the database answered when /ready was last asked.")
_WRITES = _counter("dashboard_writes", "Transactions stored.")
_RUNNING = _gauge("dashboard_scripts_running", "Pages that are being made now.")
_WAITING = _gauge("dashboard_scripts_waiting", "Pages that wait for their turn.")
_RUN_SECONDS = Histogram(
    "dashboard_run_seconds", "Seconds to make a page, waiting apart.", registry=_REGISTRY
)


class _CountsWrites(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _WRITES.inc()


def count(turns: Turns) -> None:
    """Count from now on the changes that are stored and the pages that are made."""
    changes = logging.getLogger(CHANGES)
    changes.setLevel(logging.INFO)
    changes.addHandler(_CountsWrites())
    turns.when_done = _RUN_SECONDS.observe
    _RUNNING.set_function(lambda: turns.running)
    _WAITING.set_function(lambda: turns.waiting)


def offer(settings: Settings) -> None:
    """Answer on the port for metrics, if there is one, from a thread of its own.

    Raises:
        SetupError: if that port cannot be had.
    """
    if not settings.metrics_port:
        return
    ProcessCollector(registry=_REGISTRY)
    try:
        start_http_server(settings.metrics_port, settings.metrics_host, _REGISTRY)
    except OSError as error:
        raise SetupError(
            f"Port {settings.metrics_port} for metrics cannot be had on "
            f"{settings.metrics_host}: change DASHBOARD_METRICS_PORT or DASHBOARD_METRICS_HOST."
        ) from error
