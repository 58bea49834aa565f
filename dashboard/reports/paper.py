"""What a browser writes at the foot of each printed sheet."""


def foot_style(words: str) -> str:
    """Return the style that gives paper its words; the rule of the sheet reads `--yj-paper`."""
    return f":root {{ --yj-paper: {css_text(words)}; }}"


def css_text(words: str) -> str:
    """Return words as a text of a style, in which no sign of theirs ends it."""
    signs = (c if c.isalnum() or c in " .," else f"\\{ord(c):x} " for c in words)
    return f'"{"".join(signs)}"'
