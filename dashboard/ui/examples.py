"""How the invented example is offered where a service has no figures of its own, and removed."""

import streamlit as st

from dashboard.core.areas import Service
from dashboard.core.people import Deed, Signature
from dashboard.store.engine import Store
from dashboard.ui import acting, changes, components, rooms, state, wiring
from dashboard.ui.page import View
from dashboard.usecases.holdings import DEFAULT_SERVICE
from dashboard.usecases.upkeep.examples import examples_loaded, load_example, remove_example

_WHY = "Asked for on a page."


def offer_example(view: View) -> None:
    """Offer to look at an invented service, whose figures are loaded first if they are not.

    It belongs into a page that is empty because the service in view has no figures of its own.
    """
    # The example is a service of its own: whoever belongs to one board only could not look at it.
    if view.service.invented or not view.is_now or not view.holdings.is_open(None):
        return
    for example in view.holdings.catalogue.examples.values():
        if example.id in examples_loaded(view.holdings):
            _offer_to_show(example)
        elif _may_change_it(view):
            _offer_to_load(example)


def offer_removal(view: View) -> None:
    """Offer to remove the invented service in view; nothing is shown for a real one."""
    if not (view.service.invented and view.is_now and _may_change_it(view)):
        return
    st.subheader("Remove the example", anchor=False)
    components.muted(
        f"{view.service.name} then leaves the list of services. What was recorded about it stays "
        "in the history, as everything does."
    )
    acting.ask_who()
    if st.button("Remove the invented example", key="doing-remove-example"):
        changes.make(
            lambda store, signature: _remove(store, signature, view.service),
            f"{view.service.name} was removed.",
            takes=Deed.IMPORT,
        )


def _may_change_it(view: View) -> bool:
    # It is everybody's: whoever is signed in needs their role in every service.
    for_all = acting.can_become_another() or rooms.acts_for_all(Deed.IMPORT)
    return for_all and changes.may(view, Deed.IMPORT)


def _offer_to_load(example: Service) -> None:
    components.muted(
        f"To see what the pages can show, load {example.name}: an invented service beside real "
        "areas. It is marked as invented wherever it is shown, and can be removed again."
    )
    if acting.acting() is None:
        acting.ask_here("example")
    if st.button("Load the invented example", key="doing-load-example"):
        changes.make(
            lambda store, signature: _load(store, signature, example),
            f"{example.name} was loaded. Every figure of it is invented.",
            takes=Deed.IMPORT,
        )


def _offer_to_show(example: Service) -> None:
    components.muted(f"{example.name}, an invented service, shows what this page can look like.")
    st.button(
        f"Show {example.name} (invented)",
        key="doing-show-example",
        on_click=state.choose_other_service,
        args=(example.id,),
    )


def _load(store: Store, signature: Signature, example: Service) -> None:
    with st.spinner(f"Loading {example.name} ..."):
        load_example(store, wiring.holdings(), signature, example.id, _WHY)
    state.choose_other_service(example.id)


def _remove(store: Store, signature: Signature, example: Service) -> None:
    remove_example(store, wiring.holdings(), signature, example.id, _WHY)
    state.choose_other_service(DEFAULT_SERVICE)
