"""Inspection frameworks and inspections, read from their files and checked against each other."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Inspection, Speaker, require_fit
from dashboard.definitions.loader import dated, files_defining, parsed, rows, validated
from dashboard.definitions.provenance import provenance_of
from dashboard.errors import DashboardError, DefinitionError, UnknownNameError

OVERALL_RATINGS = "overall-ratings.csv"
_COLUMNS = ("service", "published", "kind", "overall", "framework", "source")
# What only a board says of a recommendation; a kind is the source's, which is an inspection.
_BOARD_FIELDS = frozenset({"adopts", "withdrawn_because", "kind"})
_DATES = ("used_from", "used_until", "published", "fieldwork")


def load_frameworks(folder: Path) -> dict[str, Framework]:
    """Return every framework of a folder by its id, which is its file's name, oldest first.

    Raises:
        DefinitionError: naming the file and the key, or the bands that leave a gap or overlap.
    """
    found = [
        validated(dated(parsed(path), _DATES) | {"id": path.stem}, Framework, path.name)
        for path in files_defining("framework", folder)
    ]
    found.sort(key=lambda framework: framework.used_from.latest)
    return {framework.id: framework for framework in found}


def load_inspections(
    folder: Path, frameworks: Mapping[str, Framework], service_ids: Collection[str]
) -> tuple[Inspection, ...]:
    """Return every inspection of a folder, oldest first.

    Inspections held in detail have a file each; `overall-ratings.csv` lists overall ratings.  A
    row and a file for the same service and date are one inspection and must agree.

    Raises:
        DefinitionError: naming the file and the key or row: an unknown service, framework,
            standard or key question, an impossible value, a standard left unrated without a note,
            a row that stands twice or contradicts a file, or a table that is missing.
    """
    detailed = load_detailed_inspections(folder, frameworks, service_ids)
    listed = _listed(folder / OVERALL_RATINGS, frameworks, service_ids)
    return tuple(sorted(_united(detailed, listed), key=lambda i: (i.published.latest, i.id)))


def load_detailed_inspections(
    folder: Path, frameworks: Mapping[str, Framework], service_ids: Collection[str]
) -> tuple[Inspection, ...]:
    """Return the inspections of a folder that have a file each, by file name.

    Raises:
        DefinitionError: as `load_inspections` does.
    """
    return tuple(
        checked(_detailed(path), frameworks, service_ids, f"{path.stem}.toml")
        for path in _detail_files(folder)
    )


def checked(
    inspection: Inspection,
    frameworks: Mapping[str, Framework],
    service_ids: Collection[str],
    file: str,
) -> Inspection:
    """Return an inspection held in detail, its recommendations placed by their standards.

    Raises:
        DefinitionError: as `load_inspections` does for such a file.
    """
    require_known(inspection, frameworks, service_ids, file, "content")
    framework = frameworks[inspection.framework]
    _require_complete(inspection, framework, file)
    return _placed(inspection, framework)


def _detail_files(folder: Path) -> Iterable[Path]:
    # The TOML file beside the table of overall ratings is its provenance, not an inspection.
    sidecar = (folder / OVERALL_RATINGS).with_suffix(".toml")
    return [path for path in sorted(folder.glob("*.toml")) if path != sidecar]


def _detailed(path: Path) -> Inspection:
    return inspection_from(parsed(path), path.stem, path.name)


def inspection_from(parsed_content: Mapping[str, Any], inspection_id: str, file: str) -> Inspection:
    """Return the inspection that a file's content tells of in detail.

    Raises:
        DefinitionError: naming the file and the key that is unknown, absent or impossible.
    """
    content = dated(parsed_content, _DATES) | {"id": inspection_id}
    handed_down = {
        "inspection": inspection_id,
        "service": content.get("service"),
        "published": content.get("published"),
        "source": _named(content.get("source")),
    }
    given = content.get("recommendations", [])
    if isinstance(given, list) and all(isinstance(entry, dict) for entry in given):
        _require_no_board_fields(given, file)
        content["recommendations"] = [
            entry | handed_down | {"id": f"{inspection_id}-{entry.get('number')}"}
            for entry in given
        ]
    return validated(content, Inspection, file)


def _require_no_board_fields(recommendations: Sequence[Mapping[str, Any]], file: str) -> None:
    """Refuse what only a board says of a recommendation, and a yes or no that is neither."""
    for number, entry in enumerate(recommendations, start=1):
        for key in _BOARD_FIELDS & entry.keys():
            wrong, advice = f'"{key}" is for a board to say', "remove the line"
            raise DefinitionError.at(file, f"recommendations, entry {number}, {key}", wrong, advice)
        if not isinstance(entry.get("for_others", False), bool):
            wrong = f'for_others "{entry["for_others"]}" is neither true nor false'
            advice = "write true or false, without quotation marks"
            where = f"recommendations, entry {number}, for_others"
            raise DefinitionError.at(file, where, wrong, advice)


def _named(source: object) -> str | None:
    """Return what recommendations call their source; an article's headline is no verdict."""
    if not isinstance(source, dict):
        return None
    title = source.get("title")
    return f"article “{title}”" if source.get("told_by") == Speaker.ARTICLE else title


def _placed(inspection: Inspection, framework: Framework) -> Inspection:
    # A recommendation belongs to the areas of work of the standards it is linked to.
    placed = [
        replace(
            recommendation,
            areas_of_work=tuple(
                dict.fromkeys(framework.domain_of(s).area_of_work for s in recommendation.standards)
            ),
        )
        for recommendation in inspection.recommendations
    ]
    return replace(inspection, recommendations=tuple(placed))


def _listed(
    path: Path, frameworks: Mapping[str, Framework], service_ids: Collection[str]
) -> list[tuple[int, Inspection]]:
    provenance_of(path)
    found = []
    for number, row in rows(path, _COLUMNS):
        where = f"row {number}"
        inspection = listed_inspection(row, path.name, where)
        require_known(inspection, frameworks, service_ids, path.name, where)
        found.append((number, inspection))
    return found


def listed_inspection(row: Mapping[str, str], file: str, where: str) -> Inspection:
    """Return the inspection that a row of a list tells of; a cell left empty is not known.

    Raises:
        DefinitionError: naming the file, the row and the cell that cannot be.
    """
    given: dict[str, Any] = {key: text for key, text in row.items() if text}
    note = given.pop("note", None)
    content = dated(given, _DATES) | {
        "id": f"{row.get('service')}-{_years(row.get('published') or '')}",
        "source": _source(given.get("source", "")),
        "notes": [note] if note else [],
    }
    return validated(content, Inspection, file, where)


def _years(published: str) -> str:
    """Return the year of a date, or the years between which it lies, as an id names them."""
    first, _, last = published.partition("/")
    years = dict.fromkeys((first[:4], last[:4])) if last else (first[:4],)
    return "-".join(years)


def _source(text: str) -> dict[str, str]:
    if not text.startswith("http"):
        return {"title": text}
    return {
        "title": "Inspection report",
        "publisher": "HM Inspectorate of Probation",
        "address": text,
        "licence": "Open Government Licence v3.0",
    }


def require_known(
    inspection: Inspection,
    frameworks: Mapping[str, Framework],
    service_ids: Collection[str],
    file: str,
    where: str,
) -> None:
    """Refuse an inspection of a service or under a framework that nobody defined, or unfit for it.

    Raises:
        DefinitionError: naming the file and the place in it.
    """
    try:
        if inspection.service not in service_ids:
            raise UnknownNameError.among("service", inspection.service, sorted(service_ids))
        if inspection.framework not in frameworks:
            raise UnknownNameError.among("framework", inspection.framework, frameworks)
        require_fit(inspection, frameworks[inspection.framework])
    except DashboardError as error:
        raise DefinitionError.at(file, where, str(error), "correct it") from error


def _require_complete(inspection: Inspection, framework: Framework, file: str) -> None:
    # A standard that is simply forgotten would change a total that nobody published.
    if not (framework.arithmetic and inspection.has_standards):
        return
    rated = {result.code for result in inspection.standards if result.published is not None}
    for code, standard in framework.standards.items():
        if standard.counted and code not in rated and not _noted(code, inspection):
            raise DefinitionError.at(
                file,
                "standards",
                f"standard {code} has no published rating",
                f"add it, or say in notes why {code} was not rated",
            )


def _noted(code: str, inspection: Inspection) -> bool:
    whole_code = rf"(?<![\d.]){re.escape(code)}(?!\.?\d)"
    return any(re.search(whole_code, note) for note in inspection.notes)


def _united(
    detailed: Iterable[Inspection], listed: Iterable[tuple[int, Inspection]]
) -> list[Inspection]:
    held = {_identity(inspection): inspection for inspection in detailed}
    ids = {inspection.id for inspection in held.values()}
    rows_seen: dict[tuple[str, str], int] = {}
    for number, row in listed:
        first = rows_seen.setdefault(_identity(row), number)
        if first != number:
            raise DefinitionError.at(
                OVERALL_RATINGS,
                f"row {number}",
                f"row {first} holds the same inspection",
                "keep one of them",
            )
        same = held.get(_identity(row))
        if same is None and row.id in ids:
            raise DefinitionError.at(
                OVERALL_RATINGS,
                f"row {number}",
                f"there is a second inspection {row.id}",
                "remove one, or give both the same date",
            )
        held[_identity(row)] = _one_of(same, row, number) if same else row
        ids.add(row.id)
    return list(held.values())


def _identity(inspection: Inspection) -> tuple[str, str]:
    return inspection.service, inspection.published.text


def _one_of(detail: Inspection, row: Inspection, number: int) -> Inspection:
    for key in ("framework", "kind", "overall", "score", "max_score"):
        in_file, in_row = getattr(detail, key), getattr(row, key)
        if in_file != in_row and not (in_file is None and key in ("score", "max_score")):
            raise DefinitionError.at(
                OVERALL_RATINGS,
                f"row {number}, {key}",
                f'it says "{in_row}", and {detail.id}.toml says "{in_file}"',
                "make them agree",
            )
    return replace(detail, score=row.score, max_score=row.max_score)
