"""Sentences from facts: every numeral comes from a fact, never from a template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class Tone(StrEnum):
    """What a sentence says of its matter; shown as symbol and word, never as colour alone."""

    WARNING = "Warning"
    INADEQUATE = "Inadequate"
    IMPROVE = "To improve"
    WATCH = "To watch"
    WORSE = "Worse"
    BETTER = "Better"
    LEVEL = "Level"
    UNCLEAR = "Not clear"
    MIXED = "Mixed"
    MET = "Met"
    MISSED = "Not met"
    NOTE = "Note"
    MISSING = "Missing"

    @property
    def symbol(self) -> str:
        """The sign that stands before its word."""
        return _SYMBOLS[self]


_SYMBOLS = {
    Tone.WARNING: "▲",
    Tone.INADEQUATE: "✖",
    Tone.IMPROVE: "◐",
    Tone.WATCH: "△",
    Tone.WORSE: "▲",
    Tone.BETTER: "▼",
    Tone.LEVEL: "=",
    Tone.UNCLEAR: "≈",
    Tone.MIXED: "±",
    Tone.MET: "✔",
    Tone.MISSED: "○",
    Tone.NOTE: "●",
    Tone.MISSING: "!",
}


@dataclass(frozen=True)
class Clause:
    """Some words of a sentence, with the facts in them that have a numeral."""

    text: str
    facts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def without_numbers(self) -> str:
        """The words with an empty place for each fact with a numeral: what alike clauses share."""
        text = self.text
        for fact in sorted(self.facts, key=len, reverse=True):
            text = text.replace(fact, "_")
        return text


NOTHING = Clause("")
# Said of a figure that no table here has: its publisher may well print it elsewhere.
NOT_HELD = "not known here"


@dataclass(frozen=True)
class Sentence:
    """What a reader is told; `subject` is the page that says more, opened with `choices`.

    `lead` is the part at the start of the text that a hurried reader needs, or empty; `number` is
    what of it may stand large on a tile, in two or three words, or empty.
    """

    words: Clause
    tone: Tone
    subject: str
    choices: Mapping[str, str] = field(default_factory=dict)
    lead: str = ""
    number: str = ""

    @property
    def text(self) -> str:
        return self.words.text

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts in it that have a numeral, as they are printed."""
        return self.words.facts


def fill(template: str, **facts: str | Clause) -> Clause:
    """Return what a template makes of some facts, which it carries along.

    A template with a numeral of its own is refused, because nobody could trace that numeral.

    >>> fill("Scored {score} points.", score="31")
    Clause(text='Scored 31 points.', facts=('31',))
    """
    if _has_numeral(template):
        raise ValueError(f"a numeral stands in the template itself: {template}")
    numbered = (fact for value in facts.values() for fact in _facts(value))
    return Clause(template.format(**facts), tuple(dict.fromkeys(numbered)))


def counted(number: int, one: str, many: str = "") -> Clause:
    """Return a number with its noun; `many` is for a plural that takes more than an s.

    >>> [str(counted(number, "day")) for number in (0, 1, 1200)]
    ['0 days', '1 day', '1,200 days']
    >>> str(counted(2, "file was", "files were"))
    '2 files were'
    """
    noun = one if number == 1 else many or f"{one}s"
    return fill("{number} {noun}", number=f"{number:,}", noun=noun)


def _facts(value: str | Clause) -> tuple[str, ...]:
    if isinstance(value, Clause):
        return value.facts
    return (value,) if _has_numeral(value) else ()


# Templates are few, and facts come again at every run of a page.
@lru_cache(10_000)
def _has_numeral(text: str) -> bool:
    return any(character.isdigit() for character in text)


def joined(clauses: Iterable[Clause], between: str = " ") -> Clause:
    """Return some clauses as one, those without words left out."""
    spoken = [clause for clause in clauses if clause]
    facts = (fact for clause in spoken for fact in clause.facts)
    return Clause(between.join(c.text for c in spoken), tuple(dict.fromkeys(facts)))


def ended(clause: Clause) -> Clause:
    """Return a clause as the end of a sentence, with a full stop where it has no end of its own."""
    return clause if clause.text.endswith((".", "…", "?")) else fill("{words}.", words=clause)


def capital(clause: Clause) -> Clause:
    """Return a clause as the beginning of a sentence."""
    return Clause(capitalised(clause.text), clause.facts)


def about(number: int) -> str:
    """Return an estimated number of children with no more figures than an estimate can carry.

    >>> about(331), about(145), about(62), about(27), about(-7)
    ('about 330', 'about 145', 'about 60', 'about 25', 'about 7')
    """
    size = abs(number)
    step = 1 if size < 20 else 5 if size < 200 else max(10 ** (len(str(size)) - 2), 10)
    return f"about {round(size / step) * step:,}"


_NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def number_word(count: int) -> str:
    """Return a count up to ten as a word, a larger one in figures.

    >>> number_word(9), number_word(12)
    ('nine', '12')
    """
    return _NUMBER_WORDS[count] if count < len(_NUMBER_WORDS) else str(count)


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
    >>> lower_first("KPI 7: links to wider services")
    'KPI 7: links to wider services'
    """
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def listed_clauses(clauses: Sequence[Clause]) -> Clause:
    """Return clauses as a sentence lists them, with the facts of all."""
    facts = (fact for clause in clauses for fact in clause.facts)
    return Clause(listed([clause.text for clause in clauses]), tuple(dict.fromkeys(facts)))
