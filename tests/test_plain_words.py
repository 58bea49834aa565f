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
# Files and folders whose every sentence was read aloud; "" would be the whole package.
CLEAN = (
    "charts/case_audits.py",
    "charts/comparison.py",
    "charts/disproportionality.py",
    "charts/funnel.py",
    "charts/local_series.py",
    "charts/local_sparkline.py",
    "charts/ratio_line.py",
    "charts/sensitivity.py",
    "charts/small_multiples.py",
    "charts/team_dots.py",
    "charts/timeline.py",
    "charts/trend.py",
    "commands/warnings.py",
    "core/performance",
    "narrative/board",
    "narrative/disclosure.py",
    "narrative/history.py",
    "narrative/performance",
    "narrative/published",
    "narrative/register",
    "pages/case_audits",
    "pages/comparison",
    "pages/disproportionality",
    "pages/local_performance",
    "pages/recommendation",
    "pages/recommendations",
    "pages/register_exchange",
    "reports/case_audits.py",
    "reports/comparison.py",
    "reports/list_answers.py",
    "reports/warnings.py",
    "ui/disclosure.py",
    "ui/local_empty.py",
    "usecases/own",
    "usecases/published/comparison.py",
    "usecases/published/groups.py",
)
# A template with a banned word that has to stay, and why.
ALLOWED: dict[str, str] = {"held-back": "a section in the address, which links have already"}


def clean_modules() -> list[Path]:
    found = [path for place in CLEAN for path in _modules(PACKAGE / place)]
    return sorted(set(found))


def _modules(place: Path) -> list[Path]:
    return [place] if place.is_file() else list(place.rglob("*.py"))


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
    return re.split(r"(?<=[.!?])\s+", text)


def test_a_template_is_found_wherever_it_stands_and_a_docstring_is_not():
    source = '''"""Module words."""
LATER = {1: "Of the {area}"}
def told(x):
    """Docstring words."""
    return fill("One {a} " "two", a=f"three {x} four")
'''

    assert sorted(spoken(source)) == ["Of the X", "One X two", "three X four"]


@pytest.mark.parametrize("module", clean_modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_sentence_has_more_than_25_words(module):
    for text in spoken(module.read_text(encoding="utf-8")):
        for sentence in sentences(text):
            assert len(sentence.split()) <= MOST_WORDS, sentence


@pytest.mark.parametrize("module", clean_modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_sentence_uses_a_word_that_a_person_would_not_say(module):
    said = spoken(module.read_text(encoding="utf-8"))

    assert [text for text in said if BANNED.search(text) and text not in ALLOWED] == []


def test_every_template_allowed_has_a_reason_and_is_still_there():
    said = {text for module in clean_modules() for text in spoken(module.read_text("utf-8"))}

    assert all(ALLOWED.values())
    assert set(ALLOWED) <= said


def test_every_place_that_was_read_aloud_exists():
    assert all((PACKAGE / place).exists() for place in CLEAN)
