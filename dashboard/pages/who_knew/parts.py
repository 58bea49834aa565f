"""How what was known of an early warning on a day looks on a page."""

from html import escape

from dashboard.core.board.who_knew import Knowledge
from dashboard.narrative.board.who_knew import known_words
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.ui import components


def show_knowledge(known: Knowledge) -> None:
    """Show a warning, since when it stood, who had acknowledged it or not, what was decided."""
    components.fact(warning_sentence(known.attention.warning))
    pairs = "".join(
        f"<dt>{term}</dt><dd>{_several(texts)}</dd>" for term, texts in known_words(known).items()
    )
    components.html(f'<div class="yj-chain"><dl class="yj-pairs">{pairs}</dl></div>')


def _several(texts: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return f'<span class="yj-typed">{escape(texts[0])}</span>'
    points = "".join(f'<li class="yj-typed">{escape(text)}</li>' for text in texts)
    return f"<ul>{points}</ul>"
