"""By which e-mail address somebody signs in, set on a page by an administrator."""

import streamlit as st

from dashboard.core.people import Deed, Person
from dashboard.errors import NotAllowedError
from dashboard.ui import acting, changes, components, wiring
from dashboard.usecases.upkeep.accounts import account_of, set_account_email, unbind_account

EMAIL = "E-mail address with which they sign in"


def offer_account(person: Person) -> None:
    """Offer to say by which address somebody is recognised; nothing to who is no administrator."""
    actor = acting.acting_to(Deed.MANAGE_PEOPLE)
    if actor is None or not actor.may(Deed.MANAGE_PEOPLE):
        return
    try:
        account = account_of(wiring.store(), actor, person.id)
    except NotAllowedError as refusal:
        components.muted(str(refusal))
        return
    form = f"account_{person.id}"
    with st.form(changes.entry(form), border=False):
        now = account.email if account else ""
        email = st.text_input(EMAIL, now, key=changes.entry(f"{form}_email"))
        confirmed = st.form_submit_button("Save this address")
    if confirmed:
        changes.make(
            lambda store, signature: set_account_email(store, signature, person.id, email),
            f"The address of {person.name} was saved.",
            takes=Deed.MANAGE_PEOPLE,
        )
    if account and account.subject:
        _offer_anew(person)


def _offer_anew(person: Person) -> None:
    changes.offer(
        f"{person.name} has signed in, and is known without the address since. If they got another "
        "account with the provider, let them sign in anew.",
        "Let them sign in anew",
        f"unbind_{person.id}",
        lambda store, signature: unbind_account(store, signature, person.id),
        f"{person.name} is recognised by the address when they next sign in.",
        takes=Deed.MANAGE_PEOPLE,
    )
