"""The shipped frameworks and inspections load, and files that cannot be are refused by name."""

import hashlib
import re
import shutil
from collections import Counter
from dataclasses import replace

import pytest

from dashboard.core.inspection.frameworks import Basis, Rating
from dashboard.core.inspection.headroom import headroom
from dashboard.core.inspection.inspections import FactState, SamplingDesign, Speaker
from dashboard.core.inspection.ratings import derive
from dashboard.core.inspection.reinspection import reinspect
from dashboard.definitions.catalogue import load_catalogue
from dashboard.definitions.inspections import load_frameworks, load_inspections
from dashboard.errors import DefinitionError
from tests.inspection_factories import DATA, shipped, shipped_frameworks, shipped_inspections

SERVICES = frozenset({"hertfordshire", "essex", "surrey"})


@pytest.fixture
def frameworks_folder(tmp_path):
    return shutil.copytree(DATA / "definitions" / "frameworks", tmp_path / "frameworks")


@pytest.fixture
def inspections_folder(tmp_path):
    folder = tmp_path / "inspections"
    folder.mkdir()
    shutil.copy(DATA / "inspections" / "hertfordshire-2018.toml", folder)
    write_list(folder, "surrey,Surrey,2019-08,single,Good,,,hmip-2018,Somebody,")
    return folder


def write_list(folder, *lines):
    header = (
        "service,name_as_published,published,kind,overall,score,max_score,framework,source,note"
    )
    table = folder / "overall-ratings.csv"
    table.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    sidecar = (DATA / "inspections" / "overall-ratings.toml").read_text(encoding="utf-8")
    new = hashlib.sha256(table.read_bytes()).hexdigest()
    (folder / "overall-ratings.toml").write_text(
        re.sub(r'sha256 = "\w+"', f'sha256 = "{new}"', sidecar), encoding="utf-8"
    )


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def load(folder):
    return load_inspections(folder, shipped_frameworks(), SERVICES)


def test_the_four_regimes_are_held_oldest_first():
    assert list(shipped_frameworks()) == ["pre-2018", "hmip-2018", "hmip-2021", "hmip-2025"]


def test_2025_and_the_years_before_2018_have_no_arithmetic_and_no_invented_bands():
    for name in ("hmip-2025", "pre-2018"):
        held = shipped_frameworks()[name]
        assert not held.arithmetic
        assert held.key_question_scale is None
        assert held.overall_scales == ()
        assert held.not_verified


def test_of_2025_only_the_victims_standard_is_known_and_the_file_says_so():
    held = shipped_frameworks()["hmip-2025"]

    assert not held.complete
    assert list(held.standards) == ["V1"]
    assert [question.code for question in held.key_questions] == ["V1.1", "V1.2"]
    assert held.standards["V1"].basis is Basis.NOT_KNOWN
    assert [(s.of, s.least, s.most) for s in held.sample_sizes] == [
        ("children", 14, 91),
        ("victims", 9, 24),
    ]
    assert "other standards' numbers and names" in held.not_verified[0]


def test_cardiff_was_inspected_again_two_years_after_it_was_rated_inadequate():
    first, again = (i for i in shipped_inspections() if i.service == "cardiff")

    assert (first.published.text, first.overall) == ("2020", Rating.INADEQUATE)
    assert (again.published.text, again.overall) == ("2022-08", Rating.REQUIRES_IMPROVEMENT)
    assert again.score is None
    assert "press-releases/2022/08/cardiff-yjs" in again.notes[0]


def test_every_inspected_service_is_in_the_list_of_services():
    catalogue = load_catalogue()

    assert {i.service for i in catalogue.inspections} <= set(catalogue.services)


def test_118_listed_and_three_detailed_make_119_because_two_are_the_same():
    assert len(shipped_inspections()) == 119
    assert Counter(i.id for i in shipped_inspections()).most_common(1)[0][1] == 1


def test_the_seven_ratings_of_2025_and_2026_are_held_as_published():
    held = {i.service: i for i in shipped_inspections() if i.framework == "hmip-2025"}

    assert {name: one.overall for name, one in held.items()} == {
        "wakefield": Rating.GOOD,
        "lambeth": Rating.GOOD,
        "south-gloucestershire": Rating.GOOD,
        "hounslow": Rating.REQUIRES_IMPROVEMENT,
        "trafford": Rating.REQUIRES_IMPROVEMENT,
        "leicester-city": Rating.REQUIRES_IMPROVEMENT,
        "gloucestershire": Rating.REQUIRES_IMPROVEMENT,
    }
    assert {one.covers for one in held.values()} == {"work with children and victims"}
    assert all(one.score is None for one in held.values())
    assert {n for n, one in held.items() if not one.published.is_between} == {"lambeth", "hounslow"}


def test_an_inspection_without_its_day_says_from_which_day_on_it_is_shown():
    undated = [i for i in shipped_inspections() if i.published.is_between]

    assert len(undated) == 5
    assert all("shown from that day on" in one.notes[0] for one in undated)
    assert {one.id.rpartition("-")[2] for one in undated} == {"2025", "2026"}


def test_hertfordshire_is_complete():
    held = shipped("hertfordshire-2018")
    rules = shipped_frameworks()["hmip-2018"]

    assert len(held.standards) == len(rules.standards) == 12
    assert len(rules.key_questions) == 37
    assert len(derive(held, rules).answers) == 23
    assert [len(held.strengths), len(held.areas_for_improvement)] == [14, 5]
    assert [sample.cases for sample in held.samples] == [54, 36]
    assert held.staff_surveyed == 27
    assert held.samples[1].part_key_questions == ("3.1.3", "3.2.3", "3.3.3")
    assert held.samples[1].part_cases_inferred == 13
    assert held.sampling == SamplingDesign(confidence_percent=80, margin_of_error_points=5)


def test_figures_printed_without_clear_labels_wait_to_be_confirmed():
    unclear = [f for f in shipped("hertfordshire-2018").key_facts if f.comparator]

    assert [(f.value, f.comparator_value) for f in unclear] == [("295", "301"), ("43.0%", "41.9%")]
    assert {f.state for f in unclear} == {FactState.TO_CONFIRM}


def test_the_unknown_rate_of_first_time_entrants_is_among_the_findings():
    texts = [finding.text for finding in shipped("hertfordshire-2018").other_findings]

    assert any("20 per cent higher than for similar local authorities" in text for text in texts)


HELD_IN_DETAIL = ("hertfordshire-2018", "essex-2018", "northamptonshire-2012")


@pytest.mark.parametrize("name", HELD_IN_DETAIL)
def test_every_finding_and_every_share_in_words_is_tied_to_standards_that_exist(name):
    held = shipped(name)
    known = shipped_frameworks()[held.framework].standards

    named = {code for finding in held.findings for code in finding.standards}
    assert named | {each.standard for each in held.verbal_baselines} <= set(known)


def test_each_finding_of_hertfordshire_beyond_its_lists_says_which_standard_it_is_about():
    held = shipped("hertfordshire-2018")

    assert len(held.other_findings) == 20
    assert all(finding.standards and finding.domain for finding in held.other_findings)


def test_the_shares_that_hertfordshires_report_gives_in_words_are_held_with_our_reading():
    read = Counter(
        (each.as_printed, each.share) for each in shipped("hertfordshire-2018").verbal_baselines
    )

    assert read == {
        ("two-thirds", 67): 4,
        ("just two-thirds", 67): 1,
        ("just over three-quarters", 76): 2,
        ("three-quarters", 75): 2,
        ("half", 50): 1,
        ("a third", 33): 1,
        ("a quarter", 25): 1,
    }


def test_a_share_given_in_words_enters_no_rating_no_headroom_and_no_re_inspection():
    held, rules = shipped("hertfordshire-2018"), shipped_frameworks()["hmip-2018"]
    without = replace(held, verbal_baselines=())

    assert held.verbal_baselines
    assert derive(held, rules).standards == derive(without, rules).standards
    assert headroom(derive(held, rules)) == headroom(derive(without, rules))
    assert reinspect(held, rules) == reinspect(without, rules)


def test_what_the_council_or_the_chief_inspector_or_an_article_says_is_marked():
    northamptonshire, essex = shipped("northamptonshire-2012"), shipped("essex-2018")
    council = [f.text for f in northamptonshire.findings if f.said_by is Speaker.COUNCIL]

    assert len(council) == 3
    assert "top 25 per cent" in council[0]
    assert "Investing in Volunteers" in council[1]
    assert [f.said_by for f in essex.other_findings] == [Speaker.ARTICLE, Speaker.CHIEF_INSPECTOR]


def test_northamptonshires_partners_are_named_and_its_date_is_said_to_be_the_notices():
    held = shipped("northamptonshire-2012")

    for partner in ("education", "substance misuse", "mental health", "police", "Connexions"):
        assert partner in held.strengths[2].text
    assert "its date are the council's" in held.source.note


def test_a_recommendation_belongs_to_the_areas_of_work_of_its_standards():
    first, second, third = shipped("hertfordshire-2018").recommendations

    assert first.areas_of_work == ("Organisational delivery", "Out-of-court disposals")
    assert second.areas_of_work == ("Organisational delivery",)
    assert third.areas_of_work == ("Court disposals", "Out-of-court disposals")
    assert third.id == "hertfordshire-2018-3"


def test_essex_is_known_from_an_article_and_its_recommendation_is_for_the_youth_justice_board():
    held = shipped("essex-2018")

    assert (held.overall, held.score) == (Rating.OUTSTANDING, None)
    assert len(held.areas_for_improvement) == 2
    assert held.recommendations[0].addressee == "Youth Justice Board"
    assert held.recommendations[0].for_others
    assert "article" in held.recommendations[0].wording_note


def test_northamptonshire_2012_has_percentages_beside_the_national_ones_and_no_rating():
    held = shipped("northamptonshire-2012")

    assert [(s.percentage, s.national) for s in held.case_scores] == [(80, 68), (68, 62), (76, 71)]
    assert held.overall is None
    assert held.samples[0].cases == 62


def test_a_band_with_a_gap_is_refused_naming_the_file(frameworks_folder):
    edit(frameworks_folder / "hmip-2018.toml", "lowest = 65", "lowest = 66")

    with pytest.raises(DefinitionError, match=r"hmip-2018\.toml: .*a gap between Requires"):
        load_frameworks(frameworks_folder)


def test_an_unknown_key_in_a_framework_is_refused(frameworks_folder):
    edit(frameworks_folder / "hmip-2018.toml", "arithmetic = true", "arithmatic = true")

    with pytest.raises(DefinitionError, match=r"hmip-2018\.toml: arithm[ae]tic"):
        load_frameworks(frameworks_folder)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"2.1.1" = 96', '"2.1.9" = 96', "no key question"),
        ('"2.1.1" = 96', '"2.1.1" = 196', "2.1.1 cannot be 196%"),
        ('code = "1.1"', 'code = "1.9"', "no standard"),
        ('code = "1.2"', 'code = "1.1"', "listed twice"),
        ("number = 2", "number = 1", "recommendation is listed twice"),
        ('framework = "hmip-2018"', 'framework = "hmip-2019"', "no framework"),
        ('service = "hertfordshire"', 'service = "hertfordshir"', "did you mean hertfordshire"),
        ('overall = "Outstanding"', 'overall = "Excellent"', "overall"),
        ('published = "2018-09-20"', 'published = "September"', "is not a date"),
        ("staff_surveyed", "staff_surveid", "not a known key"),
        ("cases = 54", "caeses = 54", "samples"),
        ("cases = 54", "cases = 0", "samples.cases: cannot be 0"),
        ("cases_inferred = 13", "cases_inferred = 37", "part_cases_inferred: cannot be 37"),
        ("part_key_questions = ", "# ", "part_cases_inferred: stands without part_key_questions"),
        ("percent = 80", "percent = 100", "sampling.confidence_percent: cannot be 100"),
        ("points = 5", "points = 0", "sampling.margin_of_error_points: cannot be 0"),
        ("confidence_percent", "confidence", "sampling"),
        ("staff_surveyed = 27", "staff_surveyed = -27", "staff_surveyed: cannot be -27"),
        ('fieldwork = "2018-07"', 'fieldwork = "2018-10"', "October 2018 is after publication"),
        ("number = 2", "number = 0", "recommendations.number: cannot be 0"),
        ('wording = "', 'wording = ""\n#', "recommendations.1.wording: is empty"),
        ('"3.1.3", "3.2.3"', '"9.9.9", "3.2.3"', "no key question"),
        ('"1.4"\npublished = "Good"', '"1.4"', "standard 1.4 has no published rating: add it"),
        ('[[standards]]\ncode = "1.4"\npublished = "Good"', "", "standard 1.4 has no published"),
        ('address = "https:', 'address = "javascript:', "source.address: .*is not a web address"),
        ("[source]\n", 'source = "x"\n[other]\n', "source: Input should be"),
        ('as_printed = "two-thirds"', "", "as_printed: is missing"),
        ('as_printed = "two-thirds"', 'as_printed = " "', "verbal_baselines.as_printed: is empty"),
        ("share = 67", "share = 101", "verbal_baselines.share: cannot be 101"),
        ("share = 67", "share = -1", "verbal_baselines.share: cannot be -1"),
        ("share = 67", "", "share: is missing"),
        ('standard = "1.3"', 'standard = "1.9"', "no standard"),
        ("baseline = 33\n", "", "measure.baseline: is missing beside the words"),
        ("baseline = 33", "baseline = 34", 'the baseline "a third" of .* is none of the verbal'),
        ("[[other_findings]]\n", '[[other_findings]]\nsaid_by = "a friend"\n', "said_by"),
    ],
)
def test_an_inspection_that_cannot_be_is_refused_naming_the_file(
    inspections_folder, old, new, fault
):
    edit(inspections_folder / "hertfordshire-2018.toml", old, new)

    with pytest.raises(DefinitionError, match=rf"hertfordshire-2018\.toml: .*{fault}"):
        load(inspections_folder)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("surrey,Surrey,2019-08,single,Fine,,,hmip-2018,Somebody,", "row 2, overall"),
        ("surry,Surrey,2019-08,single,Good,,,hmip-2018,Somebody,", "row 2: .*did you mean surrey"),
        ("surrey,Surrey,2019-08,single,Good,40,36,hmip-2018,Somebody,", "row 2: .*score 40"),
        ("surrey,Surrey,2019-08,single,Good,20,,hmip-2018,Somebody,", "row 2: .*max_score"),
        ("surrey,Surrey,August,single,Good,,,hmip-2018,Somebody,", "row 2: .*is not a date"),
        ("surrey,Surrey,2019-08,single,Good,,,hmip-2025,Somebody,", "row 2: hmip-2025 was in use"),
        ("surrey,Surrey,2024-08,single,Good,,,hmip-2018,Somebody,", "row 2: .*not in August 2024"),
        ("surrey,Surrey,2019-08,single,Good,,,hmip-2018,http://a.org,", "row 2, source.address"),
        ("surrey,Surrey,2019-08,single,Good,,,pre-2018,Somebody,", "row 2: .*no overall rating"),
    ],
)
def test_a_row_that_cannot_be_is_refused_naming_file_and_row(inspections_folder, line, fault):
    write_list(inspections_folder, line)

    with pytest.raises(DefinitionError, match=rf"overall-ratings\.csv: {fault}"):
        load(inspections_folder)


def test_a_row_and_a_file_of_the_same_inspection_are_one():
    assert shipped("hertfordshire-2018").score == 31
    assert len([i for i in shipped_inspections() if i.service == "hertfordshire"]) == 1


def test_a_row_that_contradicts_a_file_is_refused(inspections_folder):
    write_list(
        inspections_folder,
        "hertfordshire,Hertfordshire,2018-09-20,single,Good,31,36,hmip-2018,Somebody,",
    )

    with pytest.raises(DefinitionError, match=r"row 2, overall: .*Good.*hertfordshire-2018\.toml"):
        load(inspections_folder)


def test_a_second_inspection_with_the_same_name_is_refused(inspections_folder):
    row = "surrey,Surrey,2019-0{},single,Good,,,hmip-2018,Somebody,"
    write_list(inspections_folder, row.format(7), row.format(8))

    with pytest.raises(DefinitionError, match="row 3: there is a second inspection surrey-2019"):
        load(inspections_folder)


def test_a_list_changed_without_its_provenance_is_refused(inspections_folder):
    with (inspections_folder / "overall-ratings.csv").open("a", encoding="utf-8") as file:
        file.write("surrey,Surrey,2019-08,single,Good,,,hmip-2018,Somebody,\n")

    with pytest.raises(DefinitionError, match="checksum"):
        load(inspections_folder)


def test_a_headline_is_named_as_an_article_so_that_nobody_takes_it_for_the_finding():
    (asked,) = shipped("essex-2018").recommendations

    assert asked.source == "article “Inspectors praise 'outstanding' youth offending team”"


def test_only_the_recommendation_to_the_youth_justice_board_is_for_others():
    asked = [each for held in shipped_inspections() for each in held.recommendations]

    assert [each.id for each in asked if each.for_others] == ["essex-2018-1"]
