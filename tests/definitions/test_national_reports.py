"""The national reports that ship, and the faults of a file that cannot be one."""

import pytest

from dashboard.definitions.catalogue import DATA_FOLDER
from dashboard.definitions.national_reports import load_national_reports
from dashboard.errors import DefinitionError

SHIPPED = DATA_FOLDER / "definitions" / "national_reports"
WHOLE = 'title = "A review"\npublisher = "An inspectorate"\npublished = "2018-03"\n'


@pytest.fixture
def loaded(tmp_path):
    def of(**files):
        for name, content in files.items():
            (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
        return load_national_reports(tmp_path)

    return of


def test_the_review_that_hertfordshire_had_not_considered_ships_with_drafts_marked_as_ours():
    report = load_national_reports(SHIPPED)["out-of-court-disposals-2018"]

    assert report.title == "Joint thematic review of out-of-court disposals"
    assert report.published.words == "March 2018"
    assert "HMI Probation" in report.publisher
    assert len(report.drafts) == 2
    assert "this project's own" in report.drafts_note
    assert "had not yet considered it" in report.said_of_it


def test_the_second_report_that_the_inspection_names_has_no_invented_date_or_wording():
    report = load_national_reports(SHIPPED)["public-protection"]

    assert report.published_words == "by 20 September 2018"
    assert "some of its recommendations" in report.said_of_it
    assert "own date is not known" in report.said_of_it
    assert not report.drafts


def test_the_id_is_the_name_of_the_file_and_the_oldest_comes_first(loaded):
    found = loaded(b=WHOLE.replace("2018-03", "2017"), a=WHOLE)

    assert list(found) == ["b", "a"]


def test_a_folder_without_any_holds_none(tmp_path):
    assert load_national_reports(tmp_path / "missing") == {}


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (WHOLE + 'colour = "red"\n', "colour"),
        (WHOLE.replace('title = "A review"\n', ""), "title"),
        (WHOLE.replace("A review", " "), "title"),
        (WHOLE.replace("2018-03", "spring"), "spring"),
        (WHOLE.replace("2018-03", "2018-02-30"), "2018-02-30"),
        (WHOLE + 'drafts = ["Do it.", ""]\n', "drafts.2"),
        (WHOLE + 'address = "example.org"\n', "address"),
        ("title = ", "syntax"),
    ],
)
def test_a_file_that_cannot_be_is_named_with_its_place(loaded, content, where):
    with pytest.raises(DefinitionError) as refused:
        loaded(report=content)

    assert str(refused.value).startswith("report.toml: ")
    assert where in str(refused.value)
