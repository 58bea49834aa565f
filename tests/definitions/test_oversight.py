"""The oversight framework that ships: its four fields, and no tier that nobody read."""

import shutil

import pytest

from dashboard.definitions.oversight import load_oversight
from dashboard.errors import DefinitionError
from dashboard.ui.navigation import BY_SUBJECT
from tests.inspection_factories import DATA

SHIPPED = DATA / "definitions" / "oversight"


def test_the_four_fields_are_held_with_their_source_and_what_is_not_verified():
    held = load_oversight(SHIPPED)

    assert [field.name for field in held.fields] == [
        "Service delivery",
        "Service leadership",
        "Local strategic priorities",
        "Continuous improvement",
    ]
    assert (held.published.text, held.source) == (
        "2025-07",
        "Youth Justice Legal Centre, 21 July 2025",
    )
    assert any("tiers or bands" in text for text in held.not_verified)


def test_every_subject_and_page_of_a_field_is_one_of_the_dashboard():
    fields = load_oversight(SHIPPED).fields

    assert {name for field in fields for name in (*field.subjects, *field.pages)} <= set(BY_SUBJECT)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"imports"]\npages', '"ratings"]\npages', "subject ratings stands twice"),
        ('code = "service-delivery"', 'code = "service-leadership"', "stands twice"),
        ('name = "Service delivery"', 'name = "Service delivery"\ntier = 1', "is not a known key"),
    ],
)
def test_a_file_that_cannot_be_is_refused_by_name(tmp_path, old, new, fault):
    folder = shutil.copytree(SHIPPED, tmp_path / "oversight")
    path = folder / "2025-07.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(DefinitionError, match=rf"2025-07\.toml.*{fault}"):
        load_oversight(folder)
