"""The first page leads with what the board needs to know."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.narrative.comparison import standing
from dashboard.core.narrative.sentences import Tone
from dashboard.core.verdicts import Verdict
from dashboard.usecases.overview import read_overview
from dashboard.usecases.warnings import scan


def test_warnings_come_first_then_the_rating_and_the_register(shipped_holdings):
    overview = read_overview(shipped_holdings, "hertfordshire")

    subjects = [sentence.subject for sentence in overview.sentences]
    assert overview.sentences[0].text.startswith("Children cautioned or sentenced: 46% above")
    assert overview.sentences[0].tone is Tone.WARNING
    assert subjects[-2:] == ["ratings", "recommendations"]
    assert "31 of 36, the lowest Outstanding score" in overview.sentences[-2].text
    assert "None of the 3 recommendations" in overview.sentences[-1].text
    assert overview.scan.text.startswith("4 figures scanned, ")


def test_in_2018_the_board_would_have_been_told_of_its_first_time_entrants(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    texts = [s.text for s in read_overview(then, "hertfordshire").sentences]

    (told,) = [text for text in texts if text.startswith("First-time entrants")]
    assert told.startswith("First-time entrants: 23% above similar areas, about 60 more")
    assert "287 per 100,000" in told
    assert "+9% to +29%" in told
    assert "no worse than England (4% below its 299), so the national average hides it" in told


def test_a_gap_that_chance_could_make_is_no_warning(shipped_holdings):
    overview = read_overview(shipped_holdings, "hertfordshire")

    assert not [s for s in overview.sentences if s.text.startswith("First-time entrants")]
    assert "2 not clear" in overview.scan.text


def test_a_list_that_did_not_exist_yet_is_told_on_the_first_page(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    (note,) = read_overview(then, "hertfordshire").notes

    assert note.startswith("DfE statistical neighbours, April 2021 did not exist yet on")


def test_a_gap_that_is_no_warning_is_named_with_its_reason(shipped_holdings):
    near = read_overview(shipped_holdings, "cumbria").near.text

    assert near.startswith("On the worse side, but no warning: ")
    assert "one year only, and chance cannot be judged" in near


def test_a_service_rate_printed_for_each_area_is_shown_once_and_not_judged(shipped_holdings):
    readings = read_overview(shipped_holdings, "west-mercia").readings

    (found,) = [
        reading.comparison
        for reading in readings
        if reading.comparison.indicator.id == "children-cautioned-or-sentenced"
    ]
    assert found.verdict is Verdict.NONE
    assert "prints the rate of the whole service for each of its 4 local" in standing(found).text


def test_every_service_has_three_to_six_sentences_or_says_what_is_missing(shipped_holdings):
    for service in shipped_holdings.catalogue.services:
        overview = read_overview(shipped_holdings, service)

        assert 3 <= len(overview.sentences) <= 6
        assert len({r.comparison.area.code for r in overview.readings}) >= 1


def test_a_service_of_several_areas_hides_none_of_them(shipped_holdings):
    areas = {r.comparison.area.name for r in read_overview(shipped_holdings, "cumbria").readings}

    assert areas >= {"Cumberland", "Westmorland and Furness"}


def test_warnings_of_one_indicator_in_several_areas_are_one_sentence(shipped_holdings):
    services = shipped_holdings.catalogue.services.values()
    several = [service.id for service in services if len(service.area_codes) > 1]
    for service in several:
        sentences = read_overview(shipped_holdings, service).sentences

        raised = [sentence for sentence in sentences if sentence.tone is Tone.WARNING]
        assert len(raised) == len(scan(shipped_holdings, service).by_indicator)
    assert several


@pytest.mark.parametrize("day", [dt.date(2010, 1, 1), dt.date(2016, 1, 1)])
def test_before_anything_was_published_the_page_still_stands(shipped_holdings, day):
    overview = read_overview(replace(shipped_holdings, as_of=day), "hertfordshire")

    assert "No inspection of this service published by" in overview.sentences[1].text
    assert "No core indicator had been published" in overview.sentences[0].text
