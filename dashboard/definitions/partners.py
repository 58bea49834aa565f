"""The usual partners of a management board, as their file names them."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.core.rules import ImpossibleValueError
from dashboard.definitions.loader import load_toml


@dataclass(frozen=True)
class _PartnersFile:
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.names:
            raise ImpossibleValueError("names", "names no partner", "restore them")
        seen: set[str] = set()
        for number, name in enumerate(self.names, start=1):
            key = f"names.{number}"
            if name != " ".join(name.split()) or not name:
                raise ImpossibleValueError(key, f'"{name}" is blank or has spare blanks', "mend it")
            if name.lower() in seen:
                raise ImpossibleValueError(key, f'"{name}" stands twice', "keep one of the two")
            seen.add(name.lower())


def load_partners(path: Path) -> tuple[str, ...]:
    """Return the names of the usual partners, in the order in which they are offered.

    Raises:
        DefinitionError: naming a name that is blank or stands twice, or if there is none.
    """
    return load_toml(path, _PartnersFile).names
