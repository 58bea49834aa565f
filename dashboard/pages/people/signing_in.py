"""By which address somebody signs in, as an administrator says it on a page."""

import streamlit as st

from dashboard.core.people import Person
from dashboard.errors import NotAllowedError
from dashboard.ui import acting, changes, components, wiring
from dashboard.usecases.upkeep.accounts import account_of, set_account_email, unbind_account


def offer_sign_in(person: Person) -> None:
    """Offer a form with somebody's address; nothing to whoever may not say how they sign in."""
    actor = acting.acting()
    if actor is None or not person.active:
        return
    try:
        account = account_of(wiring.store(), actor, person.id)
    except NotAllowedError:
        # It takes an administrator of all their services, who could sign in as them.
        return
    form = f"account_{person.id}"
    with st.form(changes.entry(form), border=False):
        email = st.text_input(
            "E-mail address to sign in with",
            account.email if account else "",
            key=changes.entry(f"{form}_email"),
        )
        confirmed = st.form_submit_button("Save this address")
    if confirmed:
        changes.make(
            lambda store, signature: set_account_email(store, signature, person.id, email),
            f"The address of {person.name} was saved.",
        )
    if account and account.subject:
        _offer_anew(person)


def _offer_anew(person: Person) -> None:
    components.muted(
        f"{person.name} signed in before, and is known by that account. If they have another one "
        "now, let them be recognised anew by their address."
    )
    if st.button("Recognise them anew", key=f"anew_{person.id}"):
        changes.make(
            lambda store, signature: unbind_account(store, signature, person.id),
            f"{person.name} will be recognised by their address at the next sign-in.",
            from_form=False,
        )
