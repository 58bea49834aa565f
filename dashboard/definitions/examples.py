"""Invented services, which exist to try the dashboard out: one TOML file each."""

from collections.abc import Collection
from pathlib import Path

from dashboard.core.areas import Service
from dashboard.definitions.loader import load_toml
from dashboard.errors import DefinitionError


def load_examples(folder: Path, taken: Collection[str]) -> dict[str, Service]:
    """Return every invented service of a folder by its id, which is its file's name.

    Without such a folder there is none.

    Raises:
        DefinitionError: naming the file of one that does not say that it is invented, or whose id
            is `taken` by a real service.
    """
    found = [load_toml(path, Service, id=path.stem) for path in sorted(folder.glob("*.toml"))]
    for service in found:
        file = f"{service.id}.toml"
        if not service.invented:
            advice = "write invented = true"
            raise DefinitionError.at(file, "invented", "an example must say that it is", advice)
        if service.id in taken:
            wrong = "is the id of a real service"
            raise DefinitionError.at(file, "file name", wrong, "choose another")
    return {service.id: service for service in found}
