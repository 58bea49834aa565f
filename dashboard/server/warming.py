"""What is imported before the first visitor, so that nobody waits for it."""

import ast
import importlib
from collections.abc import Iterable
from pathlib import Path

# What Streamlit and its charts and tables import only when they are first used.
USED_LATER = frozenset(
    {
        "jinja2",
        "numpy",
        "pandas.io.formats.style",
        "plotly.graph_objects",
        "plotly.io",
        "pyarrow",
        "sqlalchemy.orm",
    }
)


def import_all_of(script: Path) -> None:
    """Import what the app's script and its pages will import."""
    for name in sorted(imports_of([script, *pages_of(script)])):
        importlib.import_module(name)


def pages_of(script: Path) -> list[Path]:
    """Return the pages beside the app's script, with the parts that only they use."""
    return sorted(script.parent.glob("dashboard/pages/*/*.py"))


def imports_of(scripts: Iterable[Path]) -> set[str]:
    """Return the names of the modules that some scripts import, without running them."""
    names = set(USED_LATER)
    for script in scripts:
        for node in ast.walk(ast.parse(script.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names.add(node.module)
    return names
