"""Sentences from facts: every numeral a reader meets comes from a fact, never from a template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """What a sentence asks of its reader; shown as a symbol and a word, never as colour alone."""

    WORSE = "Worse"
    BETTER = "Better"
    LEVEL = "Level"
    NOTE = "Note"
    MISSING = "Missing"


@dataclass(frozen=True)
class Sentence:
    """One plain sentence, the facts it was made from, and where its reader can see more."""

    text: str
    tone: Tone
    subject: str
    facts: Mapping[str, str] = field(default_factory=dict)


def say(tone: Tone, subject: str, template: str, **facts: str) -> Sentence:
    """Return the sentence that a template makes of some facts.

    A template with a numeral of its own is refused, because nobody could trace that numeral.

    >>> say(Tone.NOTE, "ratings", "Scored {score} points.", score="31").text
    'Scored 31 points.'
    """
    if any(character.isdigit() for character in template):
        raise ValueError(f"a numeral stands in the template itself: {template}")
    return Sentence(template.format(**facts), tone, subject, facts)
