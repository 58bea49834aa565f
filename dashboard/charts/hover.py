"""What a chart says where the pointer rests: a value in words, with its interval and its period."""


def hover_words(who: str, when: str, value: str, note: str = "") -> str:
    """Return the words for one value.

    >>> hover_words("Hertfordshire", "2024", "24.5 per 10,000", "likely 21.8 to 27.4")
    'Hertfordshire, 2024: 24.5 per 10,000 (likely 21.8 to 27.4)'
    """
    at = ", ".join(filter(None, (who, when)))
    return f"{at}: {value} ({note})" if note else f"{at}: {value}"


def likely_words(lower: str, upper: str) -> str:
    """Return an interval as a note: how far chance alone could move a value."""
    return f"likely {lower} to {upper}"
