"""What a view shows, carried by the address bar: read, checked and written here only.

Streamlit can bind a widget to the address by itself, but then drops a wrong value in silence. A
board member who follows a mistyped link must be told, so the binding is our own. The address is
written only when somebody chooses something, whole and at once: each writing is a step that the
browser's back button goes through.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.core.areas import Service
from dashboard.core.periods import date_words
from dashboard.core.service_names import NamedService
from dashboard.errors import DashboardError, UnknownNameError
from dashboard.ui import components
from dashboard.usecases.holdings import DEFAULT_SERVICE, Holdings
from dashboard.usecases.upkeep.examples import examples_loaded

SERVICE, AS_OF = "service", "as_of"
# What the list of days is called.
_DAY = "Day"
FIRST_YEAR_END = 2016
_FIRST_DAY = dt.date(2000, 1, 1)
# Choices that mean something for one service only, and are dropped with another.
_OF_ONE_SERVICE = (
    "period",
    "area",
    "recommendation",
    "page",
    "team",
    "person",
    "reader",
    "who",
    "owner",
    "addressee",
    "part",
    "meeting",
    "issued",
)
# Stands in the address between the ids of a choice of many.
_BETWEEN = "."
# Session keys.
_SHOWN = "choices_shown"
_JUST_CHOSEN = "choice_just_made"
_FOLLOWS_A_CHOICE = "run_follows_a_choice"
_NOTICES = "place_for_notices"
_SERVICE_IN_VIEW = "service_in_view"


def begin(notices: DeltaGenerator) -> None:
    """Start a page's run; what is wrong with the address will be told in `notices`."""
    st.session_state[_NOTICES] = notices
    st.session_state[_SHOWN] = {}
    st.session_state[_FOLLOWS_A_CHOICE] = st.session_state.pop(_JUST_CHOSEN, False)


def carried() -> dict[str, str]:
    """Return the choices that go along to every page: the service and the day."""
    view = {**st.session_state.get(_SHOWN, {}), **st.query_params.to_dict()}
    return {param: view[param] for param in (SERVICE, AS_OF) if param in view}


def is_asked(param: str, value: str) -> bool:
    """Return whether the address asks for one value of a choice, before that choice is shown."""
    return st.query_params.get(param) == value


def asks_for(params: Iterable[str]) -> bool:
    """Return whether the address has one of some choices, before they are shown."""
    return any(param in st.query_params for param in params)


def choose(
    label: str,
    param: str,
    options: Mapping[str, str],
    default: str,
    *,
    unknown: str | None = None,
    resets: tuple[str, ...] = (),
    refusals: Mapping[str, str] | None = None,
    otherwise: str = "",
) -> str:
    """Return what was chosen of some options (id to words), in a list that the address bar follows.

    An address that names none of them shows one sentence with the nearest, and the default.
    `refusals` are sentences for what can be chosen elsewhere and not here, by id, and `otherwise`
    is one for any other id, where ids mean nothing to a reader. `resets` are choices that a new
    choice makes meaningless, such as the period of an indicator.
    """
    asked = st.query_params.get(param)
    if asked is not None and asked not in options:
        wrong = otherwise or str(UnknownNameError.among(unknown or label.lower(), asked, options))
        _tell(param, (refusals or {}).get(asked, wrong), label)
        asked = None
    return _list(label, param, options, asked or default, resets)


def choose_service(holdings: Holdings) -> NamedService:
    """Return the service in view, in a list of all, with the council whose name the address has.

    An invented service can be chosen once its figures are loaded, and is marked as invented.
    """
    options = {one.id: named(one) for one in all_services(holdings)}
    asked = st.query_params.get(SERVICE)
    try:
        chosen = _service_asked(holdings, asked, options)
    except DashboardError as error:
        _tell(SERVICE, str(error), "Service")
        chosen = holdings.catalogue.named_service(_usual_service(holdings))
    _list("Service", SERVICE, options, chosen.service.id, _OF_ONE_SERVICE)
    st.session_state[_SERVICE_IN_VIEW] = chosen.service.id
    if asked and chosen.councils and len(chosen.service.area_codes) > 1:
        # The name stays in the address, so that each further choice is about the same council.
        st.session_state[_SHOWN][SERVICE] = asked
    return chosen


def service_in_view() -> str:
    """Return the id of the service that the page shows; "" before the page has begun."""
    found: str = st.session_state.get(_SERVICE_IN_VIEW, "")
    return found


def choose_other_service(service_id: str) -> None:
    """Write another service into the address, as if it had been chosen in the list."""
    _write_choice(SERVICE, service_id, _OF_ONE_SERVICE)


def choose_recommendation(recommendation_id: str) -> None:
    """Write a recommendation into the address, as if it had been chosen in the list."""
    _write_choice("recommendation", recommendation_id)


def choose_section(section_id: str) -> None:
    """Write a section of the board pack into the address, as if it had been chosen in the list."""
    _write_choice("section", section_id)


def named(service: Service) -> str:
    """Return the name of a service in a list, one that is invented marked so."""
    return f"{service.name} (invented)" if service.invented else service.name


def _usual_service(holdings: Holdings) -> str:
    """Return the id of the service that is shown where nobody chose one: a person's own first."""
    own = own_services(holdings)
    return own[0].id if own else DEFAULT_SERVICE


def own_services(holdings: Holdings) -> list[Service]:
    """Return the services that somebody belongs to, by name; none where it is every one."""
    services = holdings.store.admission.services or ()
    found = [one for one in all_services(holdings) if one.id in services]
    return sorted(found, key=lambda one: one.name)


def all_services(holdings: Holdings) -> list[Service]:
    """Return every service that can be chosen: the real ones, and invented ones with figures."""
    return [*holdings.catalogue.services.values(), *examples_loaded(holdings).values()]


def _service_asked(
    holdings: Holdings, asked: str | None, options: Mapping[str, str]
) -> NamedService:
    found = holdings.catalogue.named_service(asked or _usual_service(holdings))
    if found.service.id in options:
        return found
    if not holdings.is_open(found.service.id):
        raise DashboardError(
            f"{found.service.name} is an invented service, and only its own people see it: choose "
            "another."
        )
    raise DashboardError(
        f"{found.service.name} is an invented service, and its example figures are not loaded: "
        "the page Local performance offers them while it is empty."
    )


def choose_date(now: dt.date) -> dt.date:
    """Return the day the view is shown for, in a list of today and the ends of past years."""
    try:
        asked = _asked_date(now)
    except DashboardError as error:
        _tell(AS_OF, str(error), _DAY)
        asked = now
    ends = [dt.date(year, 12, 31) for year in range(now.year - 1, FIRST_YEAR_END, -1)]
    days = sorted({now, asked, *ends}, reverse=True)
    options = {day.isoformat(): "Today" if day == now else date_words(day) for day in days}
    # Today is not written: tomorrow the same address shows tomorrow.
    _list(_DAY, AS_OF, options, asked.isoformat(), ("period",), unwritten=now.isoformat())
    return asked


def offer_days(label: str, days: Mapping[dt.date, str], placeholder: str, now: dt.date) -> None:
    """Show some days to choose as the day in view, such as those of meetings (day to words)."""
    options = {day.isoformat(): words for day, words in days.items()}
    key = _key(f"{AS_OF}_of_several")
    shown = st.session_state[_SHOWN].get(AS_OF, now.isoformat())
    st.session_state[key] = shown if shown in options else None
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda day: options.get(day, day),
        placeholder=placeholder,
        key=key,
        on_change=_record_day,
        args=(key, now),
    )


def offer_any_day(label: str, now: dt.date) -> None:
    """Show a field in which any day up to now can be typed or picked as the day in view."""
    key = _key(f"{AS_OF}_typed")
    shown = dt.date.fromisoformat(st.session_state[_SHOWN].get(AS_OF, now.isoformat()))
    st.session_state[key] = shown
    st.date_input(
        label,
        value=None,
        min_value=min(shown, _FIRST_DAY),
        max_value=now,
        format="DD/MM/YYYY",
        key=key,
        on_change=_record_day,
        args=(key, now),
    )


def _record_day(key: str, now: dt.date) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        _write_choice(AS_OF, str(chosen), ("period",), unwritten=now.isoformat())


def search(label: str, param: str, placeholder: str = "", resets: tuple[str, ...] = ()) -> str:
    """Return the text typed into a search box that the address bar follows; `resets` as above."""
    text = st.query_params.get(param) or ""
    key = _key(param)
    st.session_state[key] = text
    if text:
        st.session_state[_SHOWN][param] = text
    st.text_input(
        label, key=key, placeholder=placeholder, on_change=_record, args=(param, resets, "")
    )
    return text.strip()


def _list(
    label: str,
    param: str,
    options: Mapping[str, str],
    chosen: str,
    resets: tuple[str, ...],
    unwritten: str | None = None,
) -> str:
    key = _key(param)
    st.session_state[key] = chosen
    if chosen != unwritten:
        st.session_state[_SHOWN][param] = chosen
    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        on_change=_record,
        args=(param, resets, unwritten),
    )
    return chosen


def _asked_date(now: dt.date) -> dt.date:
    text = st.query_params.get(AS_OF)
    if text is None:
        return now
    try:
        asked = dt.date.fromisoformat(text)
    except ValueError:
        raise DashboardError(
            f'"{text[:40]}" is not a date: write it like 2018-12-31. The page shows today.'
        ) from None
    if asked > now:
        raise DashboardError(f"{date_words(asked)} is still to come. The page shows today.")
    return asked


def _tell(param: str, sentence: str, label: str) -> None:
    """Tell what is wrong with the address, or, after a choice, only that another was dropped."""
    notices: DeltaGenerator = st.session_state[_NOTICES]
    if not st.session_state[_FOLLOWS_A_CHOICE]:
        notices.error(components.plain(sentence))
        return
    del st.query_params[param]
    notices.info(f"{label}: what was shown before is not available here, so the usual one is.")


def _record(param: str, resets: tuple[str, ...], unwritten: str | None = None) -> None:
    """Write the whole view into the address, with the choice just made."""
    _write_choice(param, str(st.session_state[_key(param)]), resets, unwritten)


def _write_choice(
    param: str, chosen: str, resets: tuple[str, ...] = (), unwritten: str | None = None
) -> None:
    view = {**st.session_state.get(_SHOWN, {}), param: chosen}
    dropped = {*resets, param} if chosen == unwritten else {*resets}
    st.query_params.from_dict({p: v for p, v in view.items() if p not in dropped})
    st.session_state[_JUST_CHOSEN] = True


def _key(param: str) -> str:
    return f"choice_{param}"


# What a page supposes, such as "3.1.2:79,1.1:good"; it is dropped with another service or day.
SUPPOSED = "set"


def supposed() -> dict[str, str]:
    """Return what the address supposes, new value by code, unchecked beyond its form.

    Raises:
        DashboardError: if a part of it is not a code and a value.
    """
    parts = [part for part in (st.query_params.get(SUPPOSED) or "").split(",") if part.strip()]
    pairs = [part.partition(":") for part in parts]
    for part, (code, _, value) in zip(parts, pairs, strict=True):
        if not code.strip() or not value.strip():
            raise DashboardError(
                f'"{part[:40]}" is not a code and a value: write it like 3.1.2:79 or 1.1:good.'
            )
    return {code.strip(): value.strip() for code, _, value in pairs}


def refuse_supposed(error: DashboardError) -> None:
    """Tell in one sentence what is wrong with what the address supposes."""
    notices: DeltaGenerator = st.session_state[_NOTICES]
    notices.error(components.plain(str(error)))


def suppose_percentage(label: str, code: str, published: int, now: Mapping[str, str]) -> None:
    """Show a box for a key question's percentage; `now` is all that is supposed, by code."""
    key = _key(f"{SUPPOSED}_{code}")
    st.session_state[key] = int(now.get(code, published))
    st.number_input(label, 0, 100, key=key, on_change=_suppose, args=(code, published, now))


def suppose_choice(
    label: str, code: str, options: Mapping[str, str], published: str, now: Mapping[str, str]
) -> None:
    """Show a list for a judged standard's rating (id to words); `now` as for percentages."""
    key = _key(f"{SUPPOSED}_{code}")
    st.session_state[key] = now.get(code, published)
    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        on_change=_suppose,
        args=(code, published, now),
    )


def reset_supposed(label: str) -> None:
    """Show a button that takes back all that is supposed.

    It is no link, because a link to the page in view leaves the browser's address as it is.
    """
    st.button(label, key=_key(SUPPOSED), on_click=_write, args=({},))


def _suppose(code: str, published: object, now: Mapping[str, str]) -> None:
    chosen = st.session_state[_key(f"{SUPPOSED}_{code}")]
    others = {other: value for other, value in now.items() if other != code}
    mine = {} if chosen in (None, published) else {code: str(chosen)}
    _write({**others, **mine})


def _write(supposed_now: Mapping[str, str]) -> None:
    text = ",".join(f"{code}:{value}" for code, value in supposed_now.items())
    view = {**st.session_state.get(_SHOWN, {}), SUPPOSED: text}
    st.query_params.from_dict({param: value for param, value in view.items() if value})


def choose_many(
    label: str, param: str, options: Mapping[str, str], *, unknown: str
) -> tuple[str, ...]:
    """Return which of some options (id to words) were chosen, in a list the address bar follows.

    The ids stand in the address with dots between them. Those it names that are no option are
    told of in one sentence and left out.
    """
    asked = dict.fromkeys(filter(None, st.query_params.get(param, "").split(_BETWEEN)))
    chosen = [name for name in asked if name in options]
    if len(chosen) < len(asked):
        wrong = next(name for name in asked if name not in options)
        _tell(param, f'There is no {unknown} "{wrong[:80]}": choose from the list.', label)
    key = _key(param)
    st.session_state[key] = chosen
    if chosen:
        st.session_state[_SHOWN][param] = _BETWEEN.join(chosen)
        if param not in st.query_params:
            # What another choice made impossible was dropped; the rest was not.
            st.query_params[param] = _BETWEEN.join(chosen)
    st.multiselect(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        select_all=False,
        on_change=_record_many,
        args=(param,),
    )
    return tuple(chosen)


def _record_many(param: str) -> None:
    _write_choice(param, _BETWEEN.join(st.session_state[_key(param)]), unwritten="")
