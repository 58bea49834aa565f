"""The operator's log: in words, or a line of JSON for each request, change, refusal and error.

Nothing in it says who did something: no name, no query, no id of a session. The exception is the
address of a visitor whom a limit refused, without which nobody could stop a flood.
"""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar

import streamlit as st
from pythonjsonlogger.json import JsonFormatter
from streamlit import config
from streamlit import logger as streamlits
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.errors import BrokenHistoryError, DashboardError, DefinitionError, SetupError
from dashboard.settings import Settings
from dashboard.store.change_log import CHANGES
from dashboard.ui.failures import reference_of
from dashboard.ui.operator_log import REFUSALS

REQUESTS = "dashboard.requests"
REQUEST_ID = "X-Request-ID"
# The request that is being answered in this task.
CURRENT: ContextVar[str] = ContextVar("request", default="")

# Their sentences are about the machine, and so for its operator; others may name somebody.
_FOR_THE_OPERATOR = (SetupError, DefinitionError, BrokenHistoryError)
_FILLED_IN = re.compile(r"%[a-z]")
# Where Streamlit logs what a page, or a download that is made when it is pressed, raised.
_TOLD_BY = ("streamlit.error_util", "streamlit.runtime.backend_operation_handler")


def begin_log(settings: Settings) -> None:
    """Write the log from now on as the settings say."""
    config.set_option("logger.enableRich", False, "dashboard.server")
    if settings.log == "json":
        _write_json()
    else:
        _write_words()
    for name in _TOLD_BY:
        logging.getLogger(name).addFilter(_in_one_line)


def _write_json() -> None:
    handler = logging.StreamHandler()
    # An error is its kind, where it came about, and the whole of it.
    names = {"levelname": "level", "name": "logger", "exc_info": "traceback"}
    fields = ("levelname", "name", "message")
    handler.setFormatter(JsonFormatter(fields, timestamp="time", rename_fields=names))
    handler.addFilter(_with_request)
    handler.addFilter(_in_its_own_words)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    # What a library warns of would come as words among the lines.
    logging.captureWarnings(capture=True)
    for name in (REQUESTS, CHANGES, REFUSALS):
        logging.getLogger(name).setLevel(logging.INFO)
    _set_up_each_of_streamlits(_leave_to_ours)


def _write_words() -> None:
    set_up = streamlits.setup_formatter

    def tell_less(logger: logging.Logger) -> None:
        set_up(logger)
        for handler in logger.handlers:
            handler.addFilter(_in_its_own_words)

    _set_up_each_of_streamlits(tell_less)


def _set_up_each_of_streamlits(set_up: Callable[[logging.Logger], None]) -> None:
    # Streamlit gives each of its loggers a handler of its own, with words.
    vars(streamlits)["setup_formatter"] = set_up
    streamlits.update_formatter()


def _leave_to_ours(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


def _with_request(record: logging.LogRecord) -> bool:
    record.request = getattr(record, "request", "") or CURRENT.get() or _of_the_session()
    if record.exc_info and record.exc_info[0]:
        record.error = record.exc_info[0].__name__
    return True


def _in_its_own_words(record: logging.LogRecord) -> bool:
    # What Streamlit fills in may be the id of a session, or what a provider says of somebody.
    if record.name.startswith("streamlit.") and record.args:
        record.msg, record.args = _FILLED_IN.sub("…", str(record.msg)), ()
    return True


def _of_the_session() -> str:
    # A page is made in a thread of its own, for whichever request opened its websocket.
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return st.context.headers.get(REQUEST_ID, "")


def _in_one_line(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, DashboardError):
        said = (
            error.for_operator if isinstance(error, _FOR_THE_OPERATOR) else "refused, and told so"
        )
        record.msg, record.args = f"{type(error).__name__}: {' '.join(said.split())}", ()
        record.exc_info = record.exc_text = None
    elif isinstance(error, Exception):
        # Whoever met it reads the same reference, and may tell it.
        reference_of(error)
    return True
