"""Words of the pack's slides: what is on no page, because a slide holds less."""

from dashboard.core.sentences import Clause, fill


def continued(title: Clause) -> Clause:
    """Return the title of a slide that goes on with what the one before had no room for."""
    return fill("{title} (continued)", title=title)
