"""What somebody is told who is not let in, one sentence each."""

from dashboard.core.sentences import Clause, fill

SIGN_IN = "Sign in to see what your board sees."
# Why a page shows nothing any more: nobody pressed anything on it, or the session's hours are over.
LEFT_OPEN = "This page was left open, and is hidden so that nobody else reads it: reload it."
STAY = "Stay signed in"


def hides_soon(minutes: Clause, *, lasts_by_pressing: bool) -> Clause:
    """Return that a page hides itself soon, and what to do about what was typed on it."""
    if lasts_by_pressing:
        template = 'This page hides itself within {minutes}: press "{stay}" to keep what you typed.'
    else:
        template = "Your time is up within {minutes}: save what you typed, then sign in again."
    return fill(template, minutes=minutes, stay=STAY)


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
