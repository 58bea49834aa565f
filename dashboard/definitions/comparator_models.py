"""Published lists of similar areas (comparator models), as their files define them."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from dashboard.core.areas import RESERVED_GROUPS, Area, AreaType, ComparatorModel
from dashboard.core.editions import Provenance
from dashboard.definitions.loader import files_defining, load_toml, rows, validated
from dashboard.definitions.provenance import verify
from dashboard.errors import DefinitionError

COMPARATORS = "comparators"
_NEIGHBOUR_COLUMNS = ("area", "rank", "neighbour")
_CLOSENESS, _DISTANCE = "closeness", "distance"


@dataclass(frozen=True)
class _ModelFile:
    title: str
    publisher: str
    published_on: dt.date
    explanation: str
    source_url: str
    short_title: str
    may_be_usual: bool
    provenance: Provenance
    nearest_compared: int | None = None


def load_comparator_models(folder: Path, areas: Mapping[str, Area]) -> dict[str, ComparatorModel]:
    """Return every comparator model of the folder comparators/, by its id, oldest first.

    Raises:
        DefinitionError: naming the file and row of an unknown area or neighbour, one that is no
            local authority, an area listed as its own neighbour or twice, ranks with a gap, or a
            distance that is no number or less than the one before. Also for a table that was
            changed, lost or has no model, and where no list may be the usual one.
    """
    models = [_model(path, areas) for path in _model_files(folder)]
    if not any(model.may_be_usual for model in models):
        wrong, advice = "no list may be the usual one", "write may_be_usual = true in one of them"
        raise DefinitionError.at(f"{COMPARATORS}/", "folder", wrong, advice)
    return {model.id: model for model in sorted(models, key=lambda model: model.published_on)}


def load_list_sources(folder: Path) -> dict[str, Provenance]:
    """Return the provenance of each published list, by the file name of its table."""
    return {
        path.with_suffix(".csv").name: load_toml(path, _ModelFile).provenance
        for path in _model_files(folder)
    }


def _model_files(folder: Path) -> list[Path]:
    found = files_defining("comparator model", folder / COMPARATORS)
    for table in sorted((folder / COMPARATORS).glob("*.csv")):
        if table.with_suffix(".toml") not in found:
            advice = f"restore {table.stem}.toml, or remove {table.name} too"
            raise DefinitionError.at(table.name, "file", "no model says what it lists", advice)
    for path in found:
        if path.stem in RESERVED_GROUPS or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
            wrong = "is in use already" if path.stem in RESERVED_GROUPS else "is no id"
            advice = "choose another in lower case and hyphens"
            raise DefinitionError.at(path.name, "file name", wrong, advice)
    return found


def _model(path: Path, areas: Mapping[str, Area]) -> ComparatorModel:
    head, table = load_toml(path, _ModelFile), path.with_suffix(".csv")
    verify(head.provenance, table)
    listed: dict[str, list[dict[str, str]]] = {}
    for number, row in rows(table, _NEIGHBOUR_COLUMNS):
        earlier = listed.setdefault(row["area"], [])
        _check_neighbour(table.name, number, row, earlier, areas)
        earlier.append(row)
    content = {key: value for key, value in vars(head).items() if key != "provenance"}
    content |= {
        "id": path.stem,
        "lists": _column(listed, "neighbour"),
        "closeness": _column(listed, _CLOSENESS),
        "distances": _numbers(listed),
    }
    return validated(content, ComparatorModel, path.name)


def _column(
    listed: Mapping[str, Sequence[Mapping[str, str]]], name: str
) -> dict[str, tuple[str, ...]]:
    """Return one column of every area's rows; nothing of a column that the table has not."""
    held = {area: tuple(row[name] for row in of if name in row) for area, of in listed.items()}
    return {area: cells for area, cells in held.items() if cells}


def _numbers(listed: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, tuple[float, ...]]:
    texts = _column(listed, _DISTANCE)
    return {area: tuple(map(float, cells)) for area, cells in texts.items()}


def _check_neighbour(
    file: str,
    number: int,
    row: Mapping[str, str],
    earlier: Sequence[Mapping[str, str]],
    areas: Mapping[str, Area],
) -> None:
    area, neighbour = row["area"], row["neighbour"]
    for column in ("area", "neighbour"):
        _check_place(file, number, column, row[column], areas)
    if neighbour == area:
        _refuse(
            file, number, f"{areas[area].name} is listed as its own neighbour", "remove the row"
        )
    if neighbour in (before["neighbour"] for before in earlier):
        _refuse(file, number, f"{areas[neighbour].name} is listed twice", "keep one of the rows")
    if row["rank"] != str(len(earlier) + 1):
        wrong = f"rank {row['rank']} stands where {len(earlier) + 1} should follow"
        _refuse(file, number, wrong, "number each list from 1 without a gap")
    if _DISTANCE in row:
        _check_distance(file, number, row[_DISTANCE], earlier)


def _check_place(file: str, number: int, column: str, code: str, areas: Mapping[str, Area]) -> None:
    if code not in areas:
        _refuse(file, number, f'there is no {column} "{code}"', "name one of areas.csv")
    if areas[code].area_type is not AreaType.LOCAL_AUTHORITY:
        wrong = f"{areas[code].name} is a {areas[code].area_type}"
        _refuse(file, number, wrong, "name a local authority")


def _check_distance(
    file: str, number: int, distance: str, earlier: Sequence[Mapping[str, str]]
) -> None:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", distance):
        _refuse(file, number, f'the distance "{distance}" is no number', "write digits and a point")
    if earlier and float(distance) < float(earlier[-1][_DISTANCE]):
        wrong = f"the distance {distance} is less than the one before"
        _refuse(file, number, wrong, "put the nearest first")


def _refuse(file: str, number: int, wrong: str, advice: str) -> NoReturn:
    raise DefinitionError.at(file, f"row {number}", wrong, advice)
