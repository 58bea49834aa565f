"""What a view shows, carried by the address bar: read, checked and written here only.

Streamlit can bind a widget to the address by itself, but then drops a wrong value in silence. A
board member who follows a mistyped link must be told, so the binding is our own.
"""

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from dashboard.core.periods import date_words
from dashboard.errors import DashboardError, UnknownNameError
from dashboard.usecases.holdings import Holdings

SERVICE, AS_OF = "service", "as_of"
DEFAULT_SERVICE = "hertfordshire"
# Session keys. Choices outlive a change of page, because the menu's links carry no choices.
_REMEMBERED = "remembered_choices"
_TODAY = "today"


def today() -> dt.date:
    """Return the session's date: a test sets one, everybody else has the real day."""
    held: dt.date | None = st.session_state.get(_TODAY)
    return held or dt.datetime.now(tz=dt.UTC).date()


def choose(
    label: str,
    param: str,
    options: Mapping[str, str],
    default: str,
    *,
    unknown: str | None = None,
    resets: tuple[str, ...] = (),
) -> str:
    """Return what was chosen of some options (id to words), in a list that the address bar follows.

    An address that names none of them shows one sentence with the nearest, and the default.
    `resets` are choices that a new choice makes meaningless, such as the period of an indicator.
    """
    chosen = _requested(param, options, default, unknown or label.lower())
    key = f"choice_{param}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        on_change=_record,
        args=(param, key, resets),
    )
    return chosen


def search(label: str, param: str, placeholder: str = "") -> str:
    """Return the text typed into a search box that the address bar follows."""
    key = f"choice_{param}"
    st.session_state[key] = _asked(param) or ""
    st.text_input(label, key=key, placeholder=placeholder, on_change=_record, args=(param, key))
    return str(st.session_state[key]).strip()


def remember(param: str, value: str) -> None:
    """Put a choice into the address bar and keep it for the other pages."""
    _remembered()[param] = value
    if st.query_params.get(param) != value:
        st.query_params[param] = value


def chosen_date(now: dt.date) -> dt.date:
    """Return the day the view is shown as at: from the address bar, else today.

    Raises:
        DashboardError: if the address bar holds no date, or one that is still to come.
    """
    text = _asked(AS_OF)
    if text is None:
        return now
    try:
        asked = dt.date.fromisoformat(text)
    except ValueError:
        raise DashboardError(
            f'"{text[:40]}" is not a date: write it like 2018-12-31; the view below is as at today.'
        ) from None
    if asked > now:
        raise DashboardError(
            f"{date_words(asked)} is still to come: the view below is as at today."
        )
    return asked


def choose_date(now: dt.date) -> dt.date:
    """Return the day the view is shown as at, in a list of today and the ends of past years."""
    try:
        asked = chosen_date(now)
    except DashboardError as error:
        st.error(str(error))
        forget(AS_OF)
        asked = now
    ends = [dt.date(year, 12, 31) for year in range(now.year - 1, 2016, -1)]
    days = sorted({now, asked, *ends}, reverse=True)
    options = {day.isoformat(): date_words(day) for day in days}
    options[now.isoformat()] = "Today"
    key = f"choice_{AS_OF}"
    st.session_state[key] = asked.isoformat()
    st.selectbox(
        "As at",
        list(options),
        format_func=lambda day: options.get(day, day),
        key=key,
        on_change=_record_date,
        args=(key, now.isoformat()),
        help="Shows only what had been published by that day.",
    )
    return asked


def choose_service(holdings: Holdings) -> str:
    """Return the service in view, in a list of all of them."""
    services = holdings.catalogue.services
    asked = _asked(SERVICE)
    if asked is not None and asked not in services:
        _accept_alias(holdings, asked)
    options = {service.id: service.name for service in services.values()}
    return choose("Service", SERVICE, options, DEFAULT_SERVICE)


def _accept_alias(holdings: Holdings, asked: str) -> None:
    try:
        st.query_params[SERVICE] = holdings.catalogue.service(asked).id
    except UnknownNameError:
        return


def forget(param: str) -> None:
    """Take a choice out of the address bar and of what is remembered."""
    _remembered().pop(param, None)
    if param in st.query_params:
        del st.query_params[param]


def _requested(param: str, options: Mapping[str, str], default: str, kind: str) -> str:
    asked = _asked(param)
    if asked is None or asked in options:
        chosen = asked or default
        remember(param, chosen)
        return chosen
    if param in st.query_params:
        st.error(
            f"{UnknownNameError.among(kind, asked, options)} Shown instead: "
            f"{options.get(default, default)}."
        )
        return default
    remember(param, default)
    return default


def _asked(param: str) -> str | None:
    in_address = st.query_params.get(param)
    return in_address if in_address is not None else _remembered().get(param)


def _remembered() -> dict[str, str]:
    held: dict[str, str] = st.session_state.setdefault(_REMEMBERED, {})
    return held


def _record(param: str, key: str, resets: tuple[str, ...] = ()) -> None:
    remember(param, st.session_state[key])
    for dependent in resets:
        forget(dependent)


def _record_date(key: str, today_iso: str) -> None:
    chosen = st.session_state[key]
    if chosen == today_iso:
        forget(AS_OF)
    else:
        remember(AS_OF, chosen)
