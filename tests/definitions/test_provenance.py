"""Sidecars: a table without one, or with another's checksum, is refused."""

import pytest

from dashboard.core.editions import Provenance
from dashboard.definitions.provenance import provenance_of
from dashboard.errors import DashboardError, DefinitionError
from tests.figures_factories import provenance, template, write_sidecar


def test_a_sidecar_tells_where_its_table_comes_from(tmp_path):
    table = template(tmp_path, "x")
    write_sidecar(table, title="First-time entrants")

    found = provenance_of(table)

    assert isinstance(found, Provenance)
    assert (found.title, found.published_words) == ("First-time entrants", "date not known")


def test_a_table_without_a_sidecar_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match=r"no sidecar .* add figures.toml"):
        provenance_of(template(tmp_path, "x"))


def test_a_table_that_changed_after_its_sidecar_is_refused(tmp_path):
    table = template(tmp_path, "x")
    write_sidecar(table)
    table.write_text("y", encoding="utf-8")

    with pytest.raises(DefinitionError, match=r"figures.csv: sha256: .* restore the file"):
        provenance_of(table)


def test_a_sidecar_without_a_checksum_is_refused(tmp_path):
    table = template(tmp_path, "x")
    write_sidecar(table)
    sidecar = table.with_suffix(".toml")
    lines = sidecar.read_text(encoding="utf-8").splitlines()
    blank = ['sha256 = ""' if line.startswith("sha256") else line for line in lines]
    sidecar.write_text("\n".join(blank), encoding="utf-8")

    with pytest.raises(DefinitionError, match=r"figures.csv: sha256: "):
        provenance_of(table)


@pytest.mark.parametrize("sha256", ["abc", "G" * 64])
def test_a_checksum_of_another_kind_is_refused(sha256):
    with pytest.raises(DashboardError, match="64 hexadecimal digits"):
        provenance(sha256)


@pytest.mark.parametrize(
    ("given", "words"),
    [("2026-04-08", "8 April 2026"), ("2026-04", "April 2026"), ("unknown", "date not known")],
)
def test_a_date_is_as_precise_as_its_source(given, words):
    assert provenance(published_on=given).published_words == words


def test_a_date_that_cannot_be_is_refused():
    with pytest.raises(DashboardError, match="is not a date"):
        provenance(published_on="last week")
