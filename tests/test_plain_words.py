"""What the screen says is plain: short sentences, and words that a lay board member gets right."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

import dashboard

PACKAGE = Path(dashboard.__file__).parent
MOST_WORDS = 25
# A person says these otherwise: "known", "compared", "was", "on".
BANNED = re.compile(r"\b(held|told apart|stood|as at)\b", re.IGNORECASE)
# A migration is never edited, whatever it once said.
NOT_READ = PACKAGE / "store" / "migrations"
# A template with a banned word that has to stay, and why.
ALLOWED: dict[str, str] = {
    "held-back": "a section in the address, which links have already",
    "held-back-X-X": "the id of a figure, which the history has already",
}
# What a web page is made of and nobody reads: its style and its tags.
_MARKUP = re.compile(r"<style>.*?</style>|</?[a-z!][^<>]*>", re.IGNORECASE | re.DOTALL)


@pytest.fixture(scope="module")
def said() -> list[tuple[str, str]]:
    """Each text of the dashboard that can be said, behind the name of its module."""
    modules = sorted(path for path in PACKAGE.rglob("*.py") if NOT_READ not in path.parents)
    return [(path.name, text) for path in modules for text in spoken(path.read_text("utf-8"))]


def spoken(source: str) -> Iterator[str]:
    """Yield the texts of a module that can be said: templates, f-strings and plain sentences.

    Each fact in one is a single word. Docstrings, which nobody sees, are left out.
    """
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(_piece(part) for part in node.values)
        elif _is_text(node) and id(node) not in docstrings | inside:
            yield _piece(node)


def _is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _piece(part: ast.expr) -> str:
    return re.sub(r"\{\w+\}", "X", str(part.value)) if isinstance(part, ast.Constant) else "X"


def sentences(text: str) -> list[str]:
    """Return what is said in one breath: to a full stop, or to the end of a line."""
    return re.split(r"(?<=[.!?])\s+|\n", _MARKUP.sub(" ", text))


def test_a_template_is_found_wherever_it_stands_and_a_docstring_is_not():
    source = '''"""Module words."""
LATER = {1: "Of the {area}"}
def told(x):
    """Docstring words."""
    return fill("One {a} " "two", a=f"three {x} four")
'''

    assert sorted(spoken(source)) == ["Of the X", "One X two", "three X four"]


def test_a_sentence_ends_at_a_full_stop_or_a_line_and_has_no_markup():
    page = "<style>\n.a { color: red; }\n</style>\n<h1 id='top'>No page</h1>\n<p>Go back. Is 1 < 2?"

    found = [each.strip() for each in sentences(page)]

    assert [each for each in found if each] == ["No page", "Go back.", "Is 1 < 2?"]


def test_no_sentence_has_more_than_25_words(said):
    too_long = [
        (module, sentence)
        for module, text in said
        for sentence in sentences(text)
        if len(sentence.split()) > MOST_WORDS
    ]

    assert too_long == []


def test_no_sentence_uses_a_word_that_a_person_would_not_say(said):
    assert [each for each in said if BANNED.search(each[1]) and each[1] not in ALLOWED] == []


def test_every_template_allowed_has_a_reason_and_is_still_there(said):
    assert all(ALLOWED.values())
    assert set(ALLOWED) <= {text for _, text in said}
