"""Every definition and figure checked, every fault listed."""

from collections.abc import Callable
from pathlib import Path

from dashboard.definitions.catalogue import DATA_FOLDER, load_catalogue, require_data
from dashboard.definitions.inspections import load_frameworks
from dashboard.errors import DefinitionError, Fault
from dashboard.usecases.published.figures import check_figures, faults_of


def every_fault(data_folder: Path = DATA_FOLDER) -> list[Fault]:
    """Return everything wrong with what is shipped: places, indicators, figures, inspections.

    A file that cannot be read hides what only its content could reveal, so mend and check again.
    """
    try:
        require_data(data_folder)
    except DefinitionError as error:
        return [error.fault]
    loads: tuple[Callable[[], object], ...] = (
        lambda: load_frameworks(data_folder / "definitions" / "frameworks"),
        lambda: load_catalogue(data_folder),
    )
    found = [*check_figures(data_folder), *faults_of(*loads)]
    return list(dict.fromkeys(found))
