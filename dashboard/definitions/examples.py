"""Invented services, which exist to try the dashboard out: one TOML file each."""

from collections.abc import Collection, Mapping
from pathlib import Path

from dashboard.core.areas import Area, ComparatorModel, Service
from dashboard.definitions.comparator_models import COMPARATORS, load_comparator_models
from dashboard.definitions.loader import load_toml
from dashboard.definitions.places import areas_of_example
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


def load_example_lists(
    folder: Path, examples: Mapping[str, Service], areas: Mapping[str, Area]
) -> dict[str, dict[str, ComparatorModel]]:
    """Return the invented lists of similar areas of each example that has some, by its id.

    They stand in the folder of the example's id. What they list are real `areas`.

    Raises:
        DefinitionError: as `load_comparator_models` does for the lists of real areas, and for a
            list of an area that is none of the example's.
    """
    return {
        name: _lists_of(folder / name, service, areas)
        for name, service in examples.items()
        if (folder / name / COMPARATORS).is_dir()
    }


def _lists_of(
    folder: Path, service: Service, areas: Mapping[str, Area]
) -> dict[str, ComparatorModel]:
    models = load_comparator_models(folder, {**areas} | areas_of_example(service))
    for model in models.values():
        for code in model.lists:
            if code not in service.area_codes:
                wrong = f"lists similar areas of {code}, which is no area of the example"
                raise DefinitionError.at(f"{model.id}.csv", "area", wrong, "remove its rows")
    return models
