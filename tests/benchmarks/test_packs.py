"""What packs take is measured on real ones, and told beside the fastest of the same run."""

import pytest

from benchmarks.packs import PacksTiming, PackTiming, measured
from benchmarks.report import packs_table
from tests.issued_packs import Desk


@pytest.fixture
def desk(own_store, shipped_holdings):
    return Desk(own_store, shipped_holdings)


def test_packs_of_some_services_and_then_of_every_one_are_timed(desk):
    found = measured(desk.store, desk.holdings(), ["cardiff"], ["cardiff", "cardiff"], runs=1)

    timing = found.services["cardiff"]
    assert min(timing.first, timing.usual, timing.every_format, found.every_seconds) > 0
    assert found.every_count == 2
    assert 0 < found.empty_megabytes <= found.some_megabytes <= found.every_megabytes


def test_the_table_has_each_service_beside_the_fastest_and_the_memory():
    services = {"cardiff": PackTiming(0.2, 0.1, 0.5), "essex": PackTiming(1.1, 0.25, 0.9)}
    table = packs_table(PacksTiming(services, 154, 77.0, 200.4, 400, 450))

    assert table.rows == [
        ["cardiff", "0.2", "0.10", "1.0", "0.5", "-"],
        ["essex", "1.1", "0.25", "2.5", "0.9", "-"],
        ["before any pack", "-", "-", "-", "-", "200"],
        ["after these", "-", "-", "-", "-", "400"],
        ["154 services in 77 s, each", "0.5", "-", "5.0", "-", "450"],
    ]
