"""What somebody is told who is not let in, one sentence each."""

SIGN_IN = "Sign in to see what your board sees."
# Why a page shows nothing any more: nobody pressed anything on it, or the session's hours are over.
LEFT_OPEN = "This page was left open, and is hidden so that nobody else reads it: reload it."


def not_registered(called: str) -> str:
    """Return that nobody registered somebody who signed in."""
    return (
        f"You are signed in as {called}, and nobody has registered you here: ask the administrator "
        "of your board."
    )


def not_confirmed(called: str) -> str:
    """Return that an e-mail address proves nothing, because the provider does not confirm it."""
    return (
        f"You are signed in as {called}, and it is not confirmed that this address is yours: ask "
        "the administrator of your board."
    )


def name_wanted(called: str) -> str:
    """Return that the first administrator is asked for their name."""
    return f"You are signed in as {called}, the first administrator: say your name to begin."
