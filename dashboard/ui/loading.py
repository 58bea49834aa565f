"""Who may load a file on a page; a page that takes one asks here first."""

from dashboard.core.people import Deed, refusal_words
from dashboard.ui import acting, components


def may_load() -> bool:
    """Return whether who acts may load a file; else show what to do."""
    actor = acting.acting()
    if actor is None:
        components.muted(acting.before("choose the file here"))
        return False
    if not actor.may(Deed.IMPORT):
        components.muted(refusal_words(actor, Deed.IMPORT))
        return False
    return True
