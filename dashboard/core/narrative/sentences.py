"""Sentences from facts: every numeral comes from a fact, never from a template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """What a sentence says of its matter; shown as symbol and word, never as colour alone."""

    WORSE = "Worse"
    BETTER = "Better"
    LEVEL = "Level"
    MIXED = "Mixed"
    NOTE = "Note"
    MISSING = "Missing"


@dataclass(frozen=True)
class Sentence:
    """What a reader is told; `subject` is the page that says more, opened with `choices`.

    `lead` is the part at the start of the text that a hurried reader needs, or empty.
    """

    text: str
    tone: Tone
    subject: str
    choices: Mapping[str, str] = field(default_factory=dict)
    lead: str = ""


def fill(template: str, **facts: str) -> str:
    """Return the text that a template makes of some facts.

    A template with a numeral of its own is refused, because nobody could trace that numeral.

    >>> fill("Scored {score} points.", score="31")
    'Scored 31 points.'
    """
    if any(character.isdigit() for character in template):
        raise ValueError(f"a numeral stands in the template itself: {template}")
    return template.format(**facts)


def about(number: int) -> str:
    """Return an estimated number of children with no more figures than an estimate can carry.

    >>> about(331), about(62), about(27), about(-7)
    ('about 330', 'about 60', 'about 25', 'about 7')
    """
    size = abs(number)
    step = 1 if size < 20 else 5 if size < 50 else max(10 ** (len(str(size)) - 2), 10)
    return f"about {round(size / step) * step:,}"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    >>> listed(["owner", "date", "measure"])
    'owner, date and measure'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capitalised(text: str) -> str:
    """Return a text with a capital at its start and the rest as it is.

    >>> capitalised("year ending December 2017")
    'Year ending December 2017'
    """
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return a text without the capital at its start, for use within a sentence.

    >>> lower_first("Youth inspection standards")
    'youth inspection standards'
    """
    return text[:1].lower() + text[1:]
