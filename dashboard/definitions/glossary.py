"""The words of the dashboard and what they mean to a board member."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.definitions.loader import load_toml
from dashboard.errors import DefinitionError


@dataclass(frozen=True)
class Term:
    """A word of youth justice or of its figures, in plain language."""

    word: str
    meaning: str


@dataclass(frozen=True)
class _GlossaryFile:
    terms: tuple[Term, ...]


def load_glossary(path: Path) -> tuple[Term, ...]:
    """Return the terms of a glossary in alphabetical order.

    Raises:
        DefinitionError: naming a term that is explained twice or an unknown key, or if there is no
            term.
    """
    terms = load_toml(path, _GlossaryFile).terms
    if not terms:
        raise DefinitionError.at(path.name, "terms", "explains no word", "restore it")
    words = [term.word.lower() for term in terms]
    for word in words:
        if words.count(word) > 1:
            raise DefinitionError.at(path.name, word, "is explained twice", "keep one of them")
    return tuple(sorted(terms, key=lambda term: term.word.lower()))
