"""Sidecars: the TOML file beside a table that says where it comes from and proves its content."""

import hashlib
from pathlib import Path

from dashboard.core.editions import Provenance
from dashboard.definitions.loader import content_of, load_toml
from dashboard.errors import DefinitionError


def provenance_of(table: Path) -> Provenance:
    """Return what the sidecar of a table says, once its checksum is found to be the table's.

    Raises:
        DefinitionError: if there is no table or no sidecar, or the table is not the one that the
            sidecar was written for.
    """
    sidecar = table.with_suffix(".toml")
    if not sidecar.exists():
        content_of(table)  # Where both are missing, the table is the one to name.
        raise DefinitionError.at(
            table.name, "provenance", "no sidecar says where it comes from", f"add {sidecar.name}"
        )
    provenance = load_toml(sidecar, Provenance)
    if not provenance.address:
        wrong, advice = "is empty", "write where the table was published"
        raise DefinitionError.at(sidecar.name, "address", wrong, advice)
    verify(provenance, table)
    return provenance


def verify(provenance: Provenance, table: Path) -> None:
    """Check that a table is byte for byte the one its provenance was written for.

    Raises:
        DefinitionError: naming the table and both checksums.
    """
    found = hashlib.sha256(content_of(table)).hexdigest()
    if found != provenance.sha256:
        raise DefinitionError.at(
            table.name,
            "sha256",
            f"the file's checksum is {found}, its sidecar says {provenance.sha256}",
            "restore the file, or write the new checksum and the new edition into the sidecar",
        )
