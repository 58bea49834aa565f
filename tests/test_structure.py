"""The structure that no contract on imports can hold."""

import ast
from pathlib import Path

from dashboard.ui.navigation import FOLDER, NO_PAGE, PAGES

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = 40


# What a migration did once is never edited.
FROZEN = ROOT / "dashboard" / "store" / "migrations" / "versions"


def functions_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_no_function_has_more_than_forty_lines():
    long = [
        f"{path.relative_to(ROOT)}: {function.name}"
        for path in (ROOT / "dashboard").rglob("*.py")
        if path.parent != FROZEN
        for function in functions_of(path)
        if (function.end_lineno or 0) - function.lineno >= MOST_LINES
    ]

    assert long == []


def test_each_page_has_a_folder_of_its_own_and_each_folder_is_a_page():
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name[0] != "_"}

    assert {entry.subject for entry in (*PAGES, NO_PAGE)} == folders
    assert all(entry.path.exists() for entry in PAGES)


def test_each_file_that_is_made_when_it_is_pressed_for_asks_first_who_is_signed_in():
    """No page runs then, and whoever offered it may have signed out or lost a role."""
    offering = [
        (path.name, ast.unparse(node.args[1]))
        for path in (ROOT / "dashboard").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("download_button")
    ]

    assert offering == [("components.py", "visits.still(made)")]


def test_html_is_shown_in_one_place():
    """What reaches a page as HTML is what our own components made, so it has one way there."""
    showing = [
        path.name
        for path in (ROOT / "dashboard").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "st.html"
    ]

    assert showing == ["own_html.py"]
