"""The state of a figure of a service's own, as people write it."""

from dashboard.core.own.figures import LocalState
from dashboard.core.written.meaning import Meaning
from dashboard.core.written.numbers import Absence
from dashboard.core.written.states import read_state

_ADVICE = f"leave it empty, or write one of {', '.join(LocalState)}"
_USUAL = {"": LocalState.FINAL} | {state.value: state for state in LocalState}
_TOO = {
    **dict.fromkeys(
        (
            *("confirmed", "actual", "validated", "verified", "complete", "published"),
            *("signed off", "revised", "[r]"),
        ),
        LocalState.FINAL,
    ),
    **dict.fromkeys(
        ("draft", "p", "[p]", "prov", "prov.", "interim", "estimated", "estimate", "[e]"),
        LocalState.PROVISIONAL,
    ),
    **dict.fromkeys(
        ("unvalidated", "unconfirmed", "not final", "to be confirmed", "subject to change"),
        LocalState.PROVISIONAL,
    ),
}


def state_for(why: Absence) -> LocalState:
    """Return the state of a figure that is absent for a reason."""
    return LocalState(why.value)


def read_local_state(text: str) -> Meaning[LocalState]:
    """Return the state that a text names; an empty one is final.

    >>> read_local_state("Suppressed").value, read_local_state("draft").value
    (<LocalState.WITHHELD: 'withheld'>, <LocalState.PROVISIONAL: 'provisional'>)

    Raises:
        NotReadError: for any other text.
    """
    return read_state(text, _USUAL, _TOO, state_for, _ADVICE)
