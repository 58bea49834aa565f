"""Whole packs of real services: their pages, their numbers, their facts, and what changes them."""

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from dashboard.core.packs.facts import FactChange, differences
from dashboard.core.packs.sections import PackFormat, PackPlan, PackSection
from dashboard.core.sentences import Tone
from dashboard.reports.packs.document import Beside, Picture, Statement, Table, clauses, pictures
from dashboard.reports.packs.files import pack_bytes
from dashboard.reports.packs.fitting import fitted
from dashboard.reports.packs.pdf import running_over, section_pages
from dashboard.ui.navigation import BY_SUBJECT
from dashboard.usecases.packs.facts import facts_of
from dashboard.usecases.packs.making import PLACES, document_of, issued
from tests.pack_reader import known_numerals, numerals, pages_counted, pdf_pages, words_of
from tests.pack_reading_factory import pack_reading

PACKS = (
    ("hertfordshire", ""),
    ("hertfordshire", "2018-12-31"),
    ("cardiff", ""),
    ("west-mercia", ""),
    ("exampleshire", ""),
    # Before anything that is held was published, and a service without an inspection.
    ("hertfordshire", "2010-01-01"),
    ("isles-of-scilly", ""),
)


@pytest.fixture(scope="session")
def pack_of(reading_of):
    """A way to the fitted document of a service's pack, today or as at a day."""

    @cache
    def made(service, as_of):
        return fitted(document_of(reading_of(service, as_of)))

    return made


@pytest.fixture(scope="session")
def file_of(pack_of):
    """A way to the file of such a document."""

    @cache
    def written(service, as_of, wanted):
        return pack_bytes(pack_of(service, as_of), wanted)

    return written


# Of the slow formats two services do: one with warnings, one without.
LOCKED = [
    *((each, wanted) for each in PACKS for wanted in (PackFormat.PDF, PackFormat.HTML)),
    *((each, PackFormat.XLSX) for each in PACKS),
    *((each, wanted) for each in PACKS[1:3] for wanted in (PackFormat.PPTX, PackFormat.DOCX)),
]


@pytest.mark.parametrize(
    ("service", "as_of", "wanted"), [(*each, wanted) for each, wanted in LOCKED]
)
def test_every_numeral_of_a_pack_is_a_fact_of_its_view(pack_of, file_of, service, as_of, wanted):
    document = pack_of(service, as_of)
    content = file_of(service, as_of, wanted)
    # Points and sheets have numbers too.
    numbered = {str(n) for n in range(1, max(pages_counted(content, wanted), 12) + 1)}

    assert numerals(words_of(content, wanted)) <= known_numerals(document) | numbered


@pytest.mark.parametrize(("service", "as_of"), PACKS)
def test_a_pack_has_its_six_sections_in_order_on_six_pages_at_most_and_none_is_empty(
    pack_of, file_of, service, as_of
):
    document = pack_of(service, as_of)
    pages = pdf_pages(file_of(service, as_of, PackFormat.PDF))
    on = section_pages(document)

    assert [section.id for section in document.sections] == [each.value for each in PackSection]
    assert list(on) == sorted(on)
    assert on.count(1) == 1
    for section, number in zip(PackSection, on, strict=True):
        assert section.heading in pages[number - 1]
        assert len(pages[number - 1].split()) > 30
    assert "Annex" in pages[on[-1]]
    assert running_over(document) == frozenset()


@pytest.mark.parametrize(("service", "as_of"), PACKS)
def test_every_picture_has_words_and_its_values_in_a_table_of_the_pack(pack_of, service, as_of):
    document = pack_of(service, as_of)
    every = [b for s in (*document.sections, *document.annex) for b in s.blocks]
    tables = [block for block in every if isinstance(block, Table)]

    for picture in pictures(document):
        assert picture.drawing.alt
        assert any(picture.table.rows == table.rows for table in tables), picture.title


def test_the_gap_that_the_national_average_hid_leads_the_pack_of_its_time(pack_of):
    document = pack_of("hertfordshire", "2018-12-31")
    first = " ".join(pdf_pages(pack_bytes(document, PackFormat.PDF))[0].split())

    assert "First-time entrants: 23% above similar areas, about 60 more children a year" in first
    assert "the national average hides it" in first


def test_the_officer_s_choice_of_sections_and_note_makes_the_pack(reading_of):
    sections = (PackSection.RATING, PackSection.NEEDS)
    plan = PackPlan("cardiff", "cardiff", sections, "Please read page 2 first.")
    document = document_of(replace(reading_of("cardiff"), plan=plan))

    assert [each.id for each in document.sections] == ["rating", "needs"]
    assert "Please read page 2 first." in {clause.text for clause in clauses(document)}


def test_a_note_of_many_lines_leaves_the_first_page_to_the_warnings(reading_of):
    note = "\n".join(f"{place}. Please read this." for place in range(1, 61))
    plan = PackPlan("hertfordshire", "hertfordshire", (PackSection.NEEDS,), note)
    document = fitted(document_of(replace(reading_of("hertfordshire"), plan=plan)))

    first = document.sections[0].blocks
    assert any(isinstance(b, Statement) and b.tone is Tone.WARNING for b in first)
    assert "60. Please read this." in " ".join(clause.text for clause in clauses(document))


def test_a_note_that_was_written_for_a_meeting_is_in_no_other_pack(reading_of):
    plan = PackPlan("cardiff", "cardiff", note="For September only.", note_for="september")
    document = document_of(replace(reading_of("cardiff"), plan=plan))

    assert "For September only." not in {clause.text for clause in clauses(document)}


def test_an_issued_pack_is_no_draft_and_says_when_it_was_issued(pack_of):
    document = pack_of("cardiff", "")
    told = {clause.text for clause in clauses(issued(document, dt.date(2026, 11, 21)))}

    assert "Draft: this pack was not issued." in {clause.text for clause in clauses(document)}
    assert "Draft: this pack was not issued." not in told
    assert "Issued on 21 November 2026." in told


def test_each_page_leads_to_the_live_page_of_its_subject_as_at_the_day(pack_of):
    document = pack_of("hertfordshire", "2018-12-31")

    for section in document.sections:
        place = PLACES[PackSection(section.id)]
        address = f"http://localhost:8501/{place}?service=hertfordshire&as_of=2018-12-31"
        assert section.link == address
        assert any(entry.url_path == place for entry in BY_SUBJECT.values())


def with_one_figure_changed(held, indicator, code, period, factor):
    """Return holdings in which one area's figure of one period is another."""
    table = held.figures(indicator).table.copy()
    row = (table["area_code"] == code) & (table["period"] == period)
    assert row.sum() == 1
    table.loc[row, ["value", "count"]] *= factor
    changed = replace(held.figures(indicator), table=table)
    figures_of = held.store.figures_of
    store = replace(
        held.store,
        figures_of=lambda asked: changed if asked.id == indicator else figures_of(asked),
    )
    return replace(held, store=store)


def test_changing_one_figure_changes_exactly_one_line_of_what_changed(shipped_holdings, reading_of):
    before = reading_of("hertfordshire")
    c = before.overview.readings[0].comparison
    held = with_one_figure_changed(
        shipped_holdings, c.indicator.id, c.area.code, c.period.id, factor=0.5
    )
    now = pack_reading(held, "hertfordshire")

    found = differences(facts_of(before), facts_of(now))

    assert [each.change for each in found] == [FactChange.REVISED]
    now_told = found[0].now
    assert now_told is not None
    assert now_told.id == f"indicator:{c.indicator.id}:{c.area.code}"


def test_the_facts_of_the_same_view_do_not_differ(shipped_holdings, reading_of):
    again = pack_reading(shipped_holdings, "hertfordshire")

    assert differences(facts_of(reading_of("hertfordshire")), facts_of(again)) == ()


def test_no_two_facts_of_a_pack_are_of_one_matter(reading_of):
    for service, as_of in PACKS:
        ids = [each.id for each in facts_of(reading_of(service, as_of))]
        assert len(ids) == len(set(ids))


def test_pictures_of_a_warning_stand_beside_each_other(pack_of):
    document = pack_of("hertfordshire", "2018-12-31")
    blocks = next(s.blocks for s in document.sections if s.id == "warnings")

    assert any(isinstance(block, Beside | Picture) for block in blocks)
