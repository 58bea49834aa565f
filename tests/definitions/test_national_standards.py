"""The national standards that ship, and files of them that cannot be."""

import shutil

import pytest

from dashboard.definitions.national_standards import load_national_standards
from dashboard.errors import DefinitionError
from tests.inspection_factories import DATA

SHIPPED = DATA / "definitions" / "national_standards"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "national_standards")


def edit(folder, old, new):
    path = folder / "2019.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_five_standards_of_2019_are_held_and_say_what_was_not_verified():
    held = load_national_standards(SHIPPED)

    assert [each.title for each in held.standards] == [
        "1. Out of court disposals",
        "2. At court",
        "3. In the community",
        "4. In secure settings",
        "5. Transition and resettlement",
    ]
    assert any("bandings" in text for text in held.not_verified)


def test_the_newest_edition_counts(folder):
    shutil.copy(folder / "2019.toml", folder / "2030.toml")
    path = folder / "2030.toml"
    path.write_text(path.read_text().replace('"2019-02"', '"2030"'))

    assert load_national_standards(folder).published.text == "2030"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('code = "at-court"', 'code = "in-the-community"', "in-the-community stands twice"),
        ("number = 2", "number = 3", "3 stands twice"),
        ('name = "At court"', 'name = " "', "name: is empty"),
        ('address = "https', 'address = "ftp', "is not a web address"),
        ("number = 2", "number = 2\nband = 1", "is not a known key"),
        ('published = "2019-02"', 'published = "soon"', "is not a date"),
    ],
)
def test_a_file_that_cannot_be_is_refused_by_name(folder, old, new, fault):
    edit(folder, old, new)

    with pytest.raises(DefinitionError, match=rf"2019\.toml.*{fault}"):
        load_national_standards(folder)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match="holds no national standards"):
        load_national_standards(tmp_path)
