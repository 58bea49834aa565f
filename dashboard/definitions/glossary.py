"""The words of the dashboard and what they mean to a board member."""

import re
from dataclasses import dataclass
from functools import lru_cache
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


_TAG = re.compile(r"<[^>]*>")


def terms_in(terms: tuple[Term, ...], markup: str) -> tuple[Term, ...]:
    """Return the terms that some HTML says, in the order in which they first come up in it.

    A term is found in any case, with or without a plural's last letter, as a whole word. Where one
    is part of another, as "rate" is of "birth rate", the longer one counts.
    """
    if not terms:
        return ()
    by_stem = {_stem(term.word): term for term in terms}
    said = _TAG.sub(" ", markup)
    found = (by_stem[_stem(match)] for match in _pattern(tuple(by_stem)).findall(said))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=2)
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(stems, key=len, reverse=True)
    words = "|".join(re.escape(stem) for stem in longest_first)
    return re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE)


def _stem(word: str) -> str:
    return word.lower().removesuffix("s")
