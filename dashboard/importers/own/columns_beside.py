"""Columns beside those of the template, which are not read but may contradict what is."""

from collections.abc import Iterator

import pandas as pd

from dashboard.core.own.figures import LocalState
from dashboard.core.own.sheets import STATE, STATUS, WHOSE
from dashboard.core.own.states import read_local_state
from dashboard.core.service_names import ServiceNameError
from dashboard.core.written.meaning import NotReadError
from dashboard.errors import Problem
from dashboard.importers.imported import ROW, Known
from dashboard.importers.tables.columns import distinct_mapped, each_row

# A column of very many names is no column of services.
_MOST_SERVICES = 100
_LONGEST = 200


def beside_problems(table: pd.DataFrame, known: Known) -> Iterator[Problem]:
    """Yield what columns that are not read say against the figures.

    That are rows of another service, and states that would be lost.
    """
    yield from _of_another_service(table, known)
    yield from _states_lost(table)


def _of_another_service(table: pd.DataFrame, known: Known) -> Iterator[Problem]:
    texts = table[WHOSE]
    if texts.nunique() > _MOST_SERVICES:
        return
    another = distinct_mapped(texts, lambda text: _is_another(text, known)).astype(bool)
    own = known.service.name
    says = (f"is another service than {own}", "leave the row out, and load it for that service")
    yield from each_row(table, another, WHOSE, says)


def _is_another(text: str, known: Known) -> bool:
    try:
        return known.service_names.find(text[:_LONGEST]).service.id != known.service.id
    except ServiceNameError:
        return False


def _states_lost(table: pd.DataFrame) -> Iterator[Problem]:
    """Yield the first state that stands under another heading, in a column of states alone."""
    found = distinct_mapped(table[STATUS], _state_in)
    lost = found.notna() & (found != LocalState.FINAL) & (table[STATE] == "")
    if found[table[STATUS] != ""].isna().any() or not lost.any():
        return
    reason = "may be the state of the figure, and its column is not read"
    advice = f'head that column "{STATE.capitalize()}", or remove it if it is something else'
    yield from each_row(
        table, lost & (table[ROW] == table[ROW][lost].min()), STATUS, (reason, advice)
    )


def _state_in(text: str) -> LocalState | None:
    try:
        return read_local_state(text).value if text else None
    except NotReadError:
        return None
