"""Builders of small definitions, tables and stores for tests of figures."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from dashboard.core.areas import Area, AreaType
from dashboard.core.editions import Provenance
from dashboard.core.periods import PeriodKind
from dashboard.core.published.indicators import Indicator, Unit
from tests import factories

HEADER = "indicator,area,period,value,count,population,state,note"
DATA = Path(__file__).resolve().parents[1] / "data"

AREAS = {
    "E10000015": Area("E10000015", "Hertfordshire", AreaType.LOCAL_AUTHORITY, "East of England"),
    "E10000012": Area("E10000012", "Essex", AreaType.LOCAL_AUTHORITY, "East of England"),
    "E12000006": Area("E12000006", "East of England", AreaType.REGION),
    "E92000001": Area("E92000001", "England", AreaType.COUNTRY),
    "F00HE00": Area("F00HE00", "Hertfordshire", AreaType.SERVICE, "East of England"),
}


def indicator(name: str = "first-time-entrants", **changes: Any) -> Indicator:
    words = name.replace("-", " ").capitalize()
    named = {"id": name, "name": words, "subject": words, "plausible_minimum": 1}
    return factories.indicator(**(named | changes))


INDICATORS = {
    "first-time-entrants": indicator(),
    "reoffending": indicator(
        "reoffending",
        unit=Unit("%", "per cent of children", 1),
        period_kind=PeriodKind.FINANCIAL_YEAR,
        plausible_minimum=0,
        plausible_maximum=100,
    ),
}


def template(folder: Path, *rows: str, header: str = HEADER, name: str = "figures.csv") -> Path:
    """A file in the template's layout, with these rows."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def provenance(sha256: str = "0" * 64, **changes: object) -> Provenance:
    given: dict[str, object] = {
        "title": "A table",
        "publisher": "A publisher",
        "address": "https://example.org",
        "edition": "May 2025",
        "published_on": "2025-05",
        "compiled_on": dt.date(2026, 11, 1),
        "licence": "Open Government Licence v3.0",
        "sha256": sha256,
        "changes": ("One change", "another"),
    }
    return Provenance(**(given | changes))  # type: ignore[arg-type]


def write_sidecar(table: Path, *, title: str = "A table", sha256: str = "") -> None:
    """The sidecar of a table, with its checksum unless another is given."""
    found = hashlib.sha256(table.read_bytes()).hexdigest()
    table.with_suffix(".toml").write_text(
        f'title = "{title}"\npublisher = "A publisher"\naddress = "https://example.org"\n'
        f'edition = "May 2025"\npublished_on = "unknown"\ncompiled_on = 2026-11-01\n'
        f'licence = "Open Government Licence v3.0"\nsha256 = "{sha256 or found}"\n',
        encoding="utf-8",
    )
