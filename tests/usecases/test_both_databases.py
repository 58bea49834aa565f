"""Every use case that writes is tried on PostgreSQL too, though most of its tests run on SQLite."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
USECASES = ROOT / "dashboard" / "usecases"
# How a transaction begins, see `store.engine` and `usecases.register.transactions`.
BEGINNINGS = {"writing", "changing"}
# It lends a transaction to the others.
LENDERS = {"transactions.py"}
MARK = "on_both_databases"


def names_in(node):
    """Every name that a piece of code uses, alone or after a dot."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def functions_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def used_by(name, functions):
    """The names that a function uses, itself or through other functions and fixtures."""
    used: set[str] = set()
    waiting = [name]
    while waiting:
        function = functions[waiting.pop()]
        new = {*names_in(function), *(each.arg for each in function.args.args)} - used
        used |= new
        waiting += new & set(functions)
    return used


def used_on_both():
    """The names that tests on both databases use, themselves or through use cases they call."""
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        own = functions_of(path)
        functions = USE_CASES | own
        for name, function in own.items():
            if any(MARK in names_in(mark) for mark in function.decorator_list):
                found |= used_by(name, functions)
    return found


USE_CASES = {
    name: function
    for path in USECASES.rglob("*.py")
    for name, function in functions_of(path).items()
}
WRITING = [
    (path.relative_to(USECASES).as_posix(), name)
    for path in sorted(USECASES.rglob("*.py"))
    if path.name not in LENDERS
    for name, function in functions_of(path).items()
    if not name.startswith("_") and BEGINNINGS & set(names_in(function))
]


@pytest.fixture(scope="module")
def tried():
    return used_on_both()


@pytest.mark.parametrize(("module", "name"), WRITING)
def test_a_use_case_that_writes_has_a_test_on_both_databases(tried, module, name):
    assert name in tried, f"mark a test of {module}: {name} with @{MARK}"


def test_there_are_use_cases_that_write():
    assert len(WRITING) > 40
