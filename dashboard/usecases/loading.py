"""The published figures that come with the dashboard, loaded once into the store."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.core.areas import Area
from dashboard.core.editions import Edition, EditionOrigin, EditionStatus, Provenance
from dashboard.core.people import DASHBOARD, Signature
from dashboard.core.published.indicators import Indicator
from dashboard.definitions.catalogue import DATA_FOLDER, Catalogue, load_catalogue
from dashboard.definitions.provenance import provenance_of
from dashboard.errors import DefinitionError, Fault
from dashboard.importers.shipped_table import read_template
from dashboard.store.database import WAIT_SECONDS
from dashboard.store.engine import Store, open_store


@dataclass(frozen=True)
class LoadReport:
    """What loading the shipped figures did, by the key of each table."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def stored(self) -> tuple[str, ...]:
        return (*self.added, *self.replaced)

    @property
    def changed(self) -> bool:
        return bool(self.stored or self.withdrawn)


def open_store_with_shipped_figures(
    url: str | None = None,
    data_folder: Path = DATA_FOLDER,
    wait_seconds: float = WAIT_SECONDS,
) -> tuple[Catalogue, Store]:
    """Return all definitions and the open store, which holds every shipped figure.

    `wait_seconds` is how long one waits for another that writes.

    Raises:
        SetupError: if the database cannot be opened.
        DefinitionError, ImportRefusedError: if a shipped file is not what it should be.
    """
    catalogue = load_catalogue(data_folder)
    store = open_store(url, wait_seconds)
    load_shipped_figures(
        store.patient(), catalogue.indicators, catalogue.areas, data_folder / "figures"
    )
    return catalogue, store


def load_shipped_figures(
    store: Store, indicators: Mapping[str, Indicator], areas: Mapping[str, Area], folder: Path
) -> LoadReport:
    """Bring the store to what a folder of figures holds, and return what that took.

    A table whose content or provenance changed becomes a new edition, one that is no longer there
    is superseded, and the others are left alone, so a second call does nothing. A table that
    somebody replaced by a file of their own stays replaced.

    Raises:
        DefinitionError: if there is no table, a sidecar without a table, or a table without its
            sidecar or with another checksum than its sidecar says.
        ImportRefusedError: if a table has problems; then nothing at all was stored.
    """
    lost = lost_tables(folder)
    if lost:
        raise DefinitionError(lost[0])
    wanted = {
        path.relative_to(folder).as_posix(): provenance_of(path) for path in figure_tables(folder)
    }
    with store.reading() as held:
        report = _difference(wanted, held.editions())
    if not report.changed:
        return report
    read = {key: read_template(folder / key, indicators, areas) for key in report.stored}
    with store.writing(Signature(DASHBOARD, dt.datetime.now(tz=dt.UTC))) as work:
        # Another process may have loaded some while this one was reading.
        report = _difference(wanted, work.editions())
        for key in report.stored:
            imported = read.get(key) or read_template(folder / key, indicators, areas)
            work.add_shipped_edition(key, wanted[key], imported.observations)
        for key in report.withdrawn:
            work.supersede(key)
    return report


def figure_tables(folder: Path) -> list[Path]:
    """Return every table of figures in a folder, by its path."""
    return sorted(folder.rglob("*.csv"))


def lost_tables(folder: Path) -> list[Fault]:
    """Return a fault for each sidecar whose table is gone, or one if there is no table at all.

    A table is withdrawn on purpose by removing its sidecar too.
    """
    tables = set(figure_tables(folder))
    lost = [path for path in folder.rglob("*.toml") if path.with_suffix(".csv") not in tables]
    if not tables and not lost:
        return [Fault(f"{folder.name}/", "folder", "holds no table of figures", "restore it")]
    return [
        Fault(
            path.relative_to(folder).as_posix(),
            "file",
            f"its table {path.stem}.csv is missing",
            "restore the table, or remove its sidecar too",
        )
        for path in sorted(lost)
    ]


def _difference(wanted: Mapping[str, Provenance], every: Mapping[int, Edition]) -> LoadReport:
    current = {each.key: each for each in every.values() if each.status is EditionStatus.CURRENT}
    shipped = {key for key, held in current.items() if held.origin is EditionOrigin.SHIPPED}
    return LoadReport(
        added=tuple(key for key in wanted if key not in current),
        replaced=tuple(
            key for key in wanted if key in shipped and current[key].provenance != wanted[key]
        ),
        withdrawn=tuple(sorted(shipped - set(wanted))),
    )
