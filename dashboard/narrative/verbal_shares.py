"""Shares that a report gives in words and not as a percentage."""

from dashboard.core.sentences import NOTHING, Clause, fill


def about_words(value: str, as_printed: str, of: str = "") -> Clause:
    """Return our reading of a share that a report gives in words, with those words beside it.

    Nobody shall take it for a printed percentage.

    >>> about_words("67%", "two-thirds").text
    'about 67% (the report says “two-thirds”)'
    """
    more = fill("; {of}", of=of) if of else NOTHING
    template = "about {value} (the report says “{printed}”{more})"
    return fill(template, value=value, printed=as_printed, more=more)
