"""Areas, youth justice services and children aged 10 to 17, as their tables define them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from dashboard.core.areas import (
    WALES,
    Area,
    AreaType,
    Service,
    middle_of,
    summed_populations,
)
from dashboard.core.editions import Provenance
from dashboard.core.place_names import plain_name
from dashboard.core.rules import SENSIBLE_YEARS, require_between
from dashboard.definitions.loader import rows, validated
from dashboard.definitions.provenance import provenance_of
from dashboard.errors import DefinitionError

AREAS, SERVICES = "areas.csv", "services.csv"
ALIASES, POPULATIONS = "area_aliases.csv", "populations.csv"
WELSH_COUNCILS = "welsh_councils.csv"
_POPULATION = "children_10_17_"
_AREA_COLUMNS = ("code", "name", "type", "region", "service", "la_number")
_SERVICE_COLUMNS = ("id", "code", "name", "country", "region", "police_area", "aliases", "note")
_COUNCIL_COLUMNS = ("council", "service")
_ALIAS_COLUMNS = ("alias", "code", "type")
_POPULATION_COLUMNS = ("code", "year", "children_10_17")


def load_areas(folder: Path) -> dict[str, Area]:
    """Return every local authority, region and country of areas.csv, by its code.

    Their aliases are those of area_aliases.csv.

    Raises:
        DefinitionError: naming the row of a duplicate code, number or name, an unknown service or
            type, or an area that ends before it begins, or of an alias as `load_aliases` does.
    """
    services = {row["id"] for _, row in rows(folder / SERVICES, _SERVICE_COLUMNS)}
    areas: dict[str, Area] = {}
    names: set[str] = set()
    numbers: set[int] = set()
    for number, row in rows(folder / AREAS, _AREA_COLUMNS):
        area = _area(number, row)
        if area.code in areas:
            _refuse(AREAS, number, f'the code "{area.code}" stands twice', "keep one of the rows")
        if area.service is not None and area.service not in services:
            _refuse(
                AREAS, number, f'there is no service "{area.service}"', "name one of services.csv"
            )
        if plain_name(area.name) in names:
            _refuse(AREAS, number, f'"{area.name}" names another area too', "tell them apart")
        if area.la_number in numbers:
            _refuse(AREAS, number, f"the number {area.la_number} stands twice", "correct one")
        names.add(plain_name(area.name))
        numbers |= {area.la_number} if area.la_number else set()
        areas[area.code] = area
    _check_regions(areas)
    aliases = load_aliases(folder, areas)
    return {code: replace(area, aliases=aliases.get(code, ())) for code, area in areas.items()}


def load_aliases(folder: Path, areas: Mapping[str, Area]) -> dict[str, tuple[str, ...]]:
    """Return the other spellings of names in published tables, by the code of what they mean.

    Codes of services are among them.

    Raises:
        DefinitionError: naming the row of an alias of nothing or of a place of another type, or of
            one that names something of its type already.
    """
    services = [row for _, row in rows(folder / SERVICES, _SERVICE_COLUMNS)]
    types = {row["code"]: AreaType.SERVICE for row in services}
    types |= {code: area.area_type for code, area in areas.items()}
    taken = {(AreaType.SERVICE, plain_name(row["name"])): row["code"] for row in services}
    taken |= {(area.area_type, plain_name(area.name)): code for code, area in areas.items()}
    found: dict[str, tuple[str, ...]] = {}
    for number, row in rows(folder / ALIASES, _ALIAS_COLUMNS):
        _check_alias(number, row, types)
        key = (types[row["code"]], plain_name(row["alias"]))
        if key in taken:
            _refuse(ALIASES, number, f'"{row["alias"]}" names {taken[key]} already', "remove it")
        taken[key] = row["code"]
        found[row["code"]] = (*found.get(row["code"], ()), row["alias"])
    return found


@dataclass(frozen=True)
class _PopulationRow:
    code: str
    year: int
    children_10_17: int

    def __post_init__(self) -> None:
        require_between("year", self.year, SENSIBLE_YEARS[0], SENSIBLE_YEARS[-1])
        require_between("children_10_17", self.children_10_17, 1)


def load_populations(folder: Path, areas: Mapping[str, Area]) -> dict[str, dict[int, int]]:
    """Return children aged 10 to 17 by the code of an area, or of a service in Wales, and year.

    Raises:
        DefinitionError: naming the row of an unknown code, a year twice, a number that cannot be,
            an area that did not exist in the middle of the year, or an English service, whose
            children are the sum of its areas.
    """
    services = {row["code"]: row for _, row in rows(folder / SERVICES, _SERVICE_COLUMNS)}
    found: dict[str, dict[int, int]] = {}
    for number, row in rows(folder / POPULATIONS, _POPULATION_COLUMNS):
        one = validated(row, _PopulationRow, POPULATIONS, f"row {number}")
        _check_populated(number, one, areas, services)
        if one.year in found.get(one.code, {}):
            wrong = f'"{one.code}" stands twice for {one.year}'
            _refuse(POPULATIONS, number, wrong, "keep one of the rows")
        found.setdefault(one.code, {})[one.year] = one.children_10_17
    return found


def _check_populated(
    number: int,
    one: _PopulationRow,
    areas: Mapping[str, Area],
    services: Mapping[str, Mapping[str, str]],
) -> None:
    area, service = areas.get(one.code), services.get(one.code)
    if area is None and service is None:
        _refuse(POPULATIONS, number, f'there is no area or service "{one.code}"', "correct it")
    if area is not None and not area.exists_on(middle_of(one.year)):
        wrong = f"{area.name} did not exist in the middle of {one.year}"
        _refuse(POPULATIONS, number, wrong, "remove the row")
    if service is not None and service["country"] != WALES:
        wrong = f"{service['name']} is the sum of its local authorities"
        _refuse(POPULATIONS, number, wrong, "remove the row")
    if service is not None and service.get(f"{_POPULATION}{one.year}"):
        wrong = f"{SERVICES} has the children of {service['name']} in {one.year}"
        _refuse(POPULATIONS, number, wrong, "keep one of the two")


def load_services(folder: Path, areas: Mapping[str, Area]) -> dict[str, Service]:
    """Return every youth justice service of services.csv, by its id, with the areas it covers.

    Areas that no longer exist come last. Its children aged 10 to 17 are those of services.csv and,
    for further years, of populations.csv: its own, or the sum of its areas.

    Raises:
        DefinitionError: naming the row of a duplicate id, code, name or alias, of an English
            service that covers no area, or of a Welsh council of a service that is not there.
    """
    services: dict[str, Service] = {}
    aliases, councils = load_aliases(folder, areas), _welsh_councils(folder)
    taken: dict[str, str] = {}
    for number, row in rows(folder / SERVICES, _SERVICE_COLUMNS):
        spellings = (*_aliases_in(row), *aliases.get(row["code"], ()))
        service = replace(
            _service(number, row, _codes_of(row["id"], areas), spellings),
            councils=councils.get(row["id"], ()),
        )
        if service.code in areas:
            taken_by = areas[service.code].name
            _refuse(SERVICES, number, f'"{service.code}" is the code of {taken_by}', "correct it")
        _claim_names(number, service, taken, known=service.id in services)
        if service.country == "England" and not service.area_codes:
            _refuse(
                SERVICES, number, f'no area names the service "{service.id}"', "add it to areas.csv"
            )
        services[service.id] = service
    held = load_populations(folder, areas)
    return {name: _with_populations(each, areas, held) for name, each in services.items()}


def _welsh_councils(folder: Path) -> dict[str, tuple[str, ...]]:
    services = {row["id"] for _, row in rows(folder / SERVICES, _SERVICE_COLUMNS)}
    found: dict[str, tuple[str, ...]] = {}
    for number, row in rows(folder / WELSH_COUNCILS, _COUNCIL_COLUMNS):
        service = row["service"]
        if service not in services:
            wrong = f'there is no service "{service}"'
            _refuse(WELSH_COUNCILS, number, wrong, f"name one of {SERVICES}")
        found[service] = (*found.get(service, ()), row["council"])
    return found


def _with_populations(
    service: Service, areas: Mapping[str, Area], held: Mapping[str, Mapping[int, int]]
) -> Service:
    summed = summed_populations((areas[code] for code in service.area_codes), held)
    further = {**summed, **held.get(service.code, {})}
    return replace(service, populations_10_17={**further, **service.populations_10_17})


def areas_of_services(services: Mapping[str, Service]) -> dict[str, Area]:
    """Return each service as an area, by its code, for figures published per service."""
    return {
        service.code: Area(
            service.code,
            service.name,
            AreaType.SERVICE,
            service.region,
            service.id,
            note=service.note,
            aliases=service.aliases,
        )
        for service in services.values()
    }


def areas_of_example(service: Service) -> dict[str, Area]:
    """Return an invented service as an area, and the local authorities it covers, by code.

    The authorities are in no table of real places: they have the service's name and region.
    """
    authorities = {
        code: Area(
            code,
            service.name,
            AreaType.LOCAL_AUTHORITY,
            service.region,
            service.id,
            note=service.note,
        )
        for code in service.area_codes
    }
    return authorities | areas_of_services({service.id: service})


def load_table_sources(folder: Path) -> dict[str, Provenance]:
    """Return the provenance of each table of places, by its file name."""
    return {name: provenance_of(folder / name) for name in (AREAS, SERVICES, POPULATIONS)}


def _area(number: int, row: Mapping[str, str]) -> Area:
    content: dict[str, object] = {key: value for key, value in row.items() if value}
    content["area_type"] = content.pop("type", "")
    area = validated(content, Area, AREAS, f"row {number}")
    if area.created_on and area.abolished_on and area.abolished_on < area.created_on:
        _refuse(AREAS, number, f"{area.name} ends before it begins", "correct the dates")
    return area


def _check_regions(areas: Mapping[str, Area]) -> None:
    # Inner and Outer London are published too, but are parts of a region.
    whole = [area for area in areas.values() if area.region is None]
    regions = {area.name for area in whole if area.area_type is AreaType.REGION}
    for number, area in enumerate(areas.values(), start=2):
        if area.area_type is AreaType.LOCAL_AUTHORITY and area.region not in regions:
            wrong = f'"{area.region or ""}" is not the region of {area.name}'
            _refuse(AREAS, number, wrong, f"write one of {', '.join(sorted(regions))}")


def _codes_of(service: str, areas: Mapping[str, Area]) -> tuple[str, ...]:
    covered = [area for area in areas.values() if area.service == service]
    return tuple(
        area.code for area in sorted(covered, key=lambda area: area.abolished_on is not None)
    )


def _check_alias(number: int, row: Mapping[str, str], types: Mapping[str, AreaType]) -> None:
    code = row["code"]
    if code not in types:
        _refuse(ALIASES, number, f'there is no area or service "{code}"', "correct the code")
    if row["type"] != types[code]:
        _refuse(ALIASES, number, f'"{code}" is a {types[code]}', "correct the type or the code")
    if not row["alias"].strip():
        _refuse(ALIASES, number, "its alias is empty", "write it out, or remove the row")


def _aliases_in(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(alias for alias in row["aliases"].split(";") if alias)


def _service(
    number: int, row: Mapping[str, str], area_codes: tuple[str, ...], aliases: tuple[str, ...]
) -> Service:
    content: dict[str, object] = {
        key: value for key, value in row.items() if not key.startswith(_POPULATION)
    }
    content["populations_10_17"] = {
        key.removeprefix(_POPULATION): value
        for key, value in row.items()
        if key.startswith(_POPULATION) and value
    }
    content |= {"aliases": aliases, "area_codes": area_codes}
    service = validated(content, Service, SERVICES, f"row {number}")
    for key in ("code", "region", "police_area"):
        if not row[key].strip():
            _refuse(SERVICES, number, f"its {key} is empty", "write it out")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", service.id):
        _refuse(
            SERVICES, number, f'the id "{service.id}" is not a name in lower case', "use hyphens"
        )
    return service


def _claim_names(number: int, service: Service, taken: dict[str, str], *, known: bool) -> None:
    written = (service.id, service.code, service.name, *service.aliases, *service.councils)
    for name in written:
        owner = taken.setdefault(plain_name(name), service.id)
        if known or owner != service.id:
            _refuse(SERVICES, number, f'"{name}" already stands for {owner}', "choose another name")


def _refuse(file: str, number: int, wrong: str, advice: str) -> NoReturn:
    raise DefinitionError.at(file, f"row {number}", wrong, advice)
