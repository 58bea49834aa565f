"""What a chart says where the pointer rests: a value in words, with its interval and its period."""

import textwrap
from html import escape

# Characters: a phone shows as many beside a point.
_LONGEST_LINE = 38


def hover_words(who: str, when: str, value: str, note: str = "") -> str:
    """Return the words for one value, in lines that a phone can show.

    >>> hover_words("Hertfordshire", "2024", "24.5 per 10,000", "likely 21.8 to 27.4")
    'Hertfordshire, 2024: 24.5 per 10,000<br>(likely 21.8 to 27.4)'
    """
    at = ", ".join(filter(None, (who, when)))
    text = f"{at}: {value} ({note})" if note else f"{at}: {value}"
    lines = textwrap.wrap(text, _LONGEST_LINE, break_on_hyphens=False)
    return "<br>".join(escape(line, quote=False) for line in lines)


def likely_words(lower: str, upper: str) -> str:
    """Return an interval as a note: how far chance alone could move a value."""
    return f"likely {lower} to {upper}"
