"""Editions: what of their origin everybody may see."""

import datetime as dt

from dashboard.core.editions import Edition, EditionOrigin, EditionStatus, for_everybody
from tests.figures_factories import provenance


def edition(number, sign, service=""):
    return Edition(
        id=number,
        key=f"loaded/figures/{number}",
        provenance=provenance(sha256=sign * 64),
        loaded_at=dt.datetime(2026, 1, 15, tzinfo=dt.UTC),
        status=EditionStatus.CURRENT,
        origin=EditionOrigin.LOADED,
        observations=1,
        service=service,
    )


def test_a_file_with_own_figures_has_no_checksum_for_everybody():
    published_alone, both, own = edition(1, "a"), edition(2, "b"), edition(3, "b", "hertfordshire")

    shown = for_everybody({1: published_alone, 2: both, 3: own})

    assert [shown[n].provenance.sha256 for n in (1, 2, 3)] == ["a" * 64, "", ""]
    assert shown[3].key == own.key
