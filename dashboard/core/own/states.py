"""The state of a figure of a service's own, as people write it."""

from dashboard.core.own.figures import LocalState
from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.core.written.numbers import Absence, Absent, read_number

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
    words = " ".join(text[:100].split()).casefold()
    if words in _USUAL:
        return Meaning(_USUAL[words])
    if words in _TOO:
        return Meaning(_TOO[words], otherwise=True)
    try:
        found = read_number(text)
    except NotReadError:
        found = None
    if not isinstance(found, Absent):
        raise NotReadError(text, "is not a state", _ADVICE)
    return Meaning(state_for(found.why), otherwise=True)
