"""How every page begins: its heading, the service in view and the day it is shown for."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.core.areas import INVENTED, Service
from dashboard.core.periods import date_words
from dashboard.core.sentences import listed
from dashboard.core.service_names import NamedService
from dashboard.ui import (
    acting,
    chart_html,
    components,
    navigation,
    notes,
    page_words,
    paper,
    reads,
    rooms,
    state,
    wiring,
)
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class View:
    """What the page shows: whose figures, and everything known on the chosen day.

    Of what people recorded, the holdings have the service's own and what belongs to everybody.

    `is_open` says that whoever looks belongs to the service; else they see what is published only.

    `named` is the service with the council whose name the address has, if any. `is_now` says that
    the day is today; only then can anything be changed.
    """

    named: NamedService
    holdings: Holdings
    is_now: bool

    @property
    def service(self) -> Service:
        return self.named.service

    @property
    def is_open(self) -> bool:
        return self.holdings.is_open(self.service.id)


@contextmanager
def page(title: str, *, names_who: bool = True) -> Iterator[View]:
    """Show a page's heading and its choices of service and date; expected errors as a sentence.

    `names_who` is whether its top says who is signed in; a page for a wall does not.
    """
    held = wiring.begin()
    rooms.require_any(held)
    heading, notices = st.container(key="heading"), st.container()
    state.begin(notices)
    page_words.begin()
    chart_html.begin()
    reads.begin()
    with st.container(horizontal=True, vertical_alignment="bottom", key="view"):
        named = state.choose_service(held)
        as_of = state.choose_date(held.as_of)
    service = named.service
    if names_who:
        acting.show_at_the_top()
    navigation.name_the_tab(service.name)
    heading.title(title.format(service=service.name), anchor=False)
    notes.begin(service, as_of)
    _tell_whose_part(named, heading)
    _tell_the_day(as_of, held.as_of, heading)
    if service.invented:
        with heading:
            components.html(f'<p class="yj-invented">{escape(INVENTED)}</p>')
    rooms.require_open(held, service)
    shown = replace(held.of_service(service.id).showing(service), as_of=as_of)
    with components.shown_errors(note=rooms.note_a_closed_page), st.container(key="page"):
        yield View(named, shown, is_now=as_of == held.as_of)
        page_words.show(shown.catalogue.glossary)
    paper.sign(service, as_of)


def _tell_whose_part(named: NamedService, heading: DeltaGenerator) -> None:
    """Say which service a council belongs to, where the address names the council."""
    if named.councils and not named.by_own_name:
        councils = listed([council.name for council in named.councils])
        with heading:
            components.muted(f"{councils} is served by {named.service.name} youth justice service.")


def _tell_the_day(as_of: dt.date, today: dt.date, heading: DeltaGenerator) -> None:
    if as_of < today:
        components.muted(f"What was published by {date_words(as_of)}, with later corrections.")
        return
    # On the screen the choice of date says "Today"; on paper that would say nothing.
    with heading:
        components.html(f'<p class="yj-printed">On {date_words(as_of)}</p>')
