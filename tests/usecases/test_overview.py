"""The first page leads with what the board needs to know."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.narrative.sentences import Tone
from dashboard.usecases.overview import read_overview


def test_what_is_worse_comes_first_then_the_rating_and_the_register(shipped_holdings):
    overview = read_overview(shipped_holdings, "hertfordshire")

    subjects = [sentence.subject for sentence in overview.sentences]
    assert overview.sentences[0].text.startswith("Children cautioned or sentenced: 46% above")
    assert [s.tone for s in overview.sentences[:3]] == [Tone.WORSE] * 3
    assert subjects[-2:] == ["ratings", "recommendations"]
    assert "31 of 36, the lowest Outstanding score" in overview.sentences[-2].text
    assert "None of the 3 recommendations" in overview.sentences[-1].text
    assert overview.scan.text.startswith("4 figures scanned: 3 worse")


def test_in_2018_the_board_would_have_been_told_of_its_first_time_entrants(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    first = read_overview(then, "hertfordshire").sentences[0].text

    assert first.startswith("First-time entrants: 23% above similar areas. 287 per 100,000")
    assert "about 60 more children a year" in first
    assert first.endswith("The average for England (299) hides it.")


def test_a_gap_that_chance_could_make_says_so_and_stands_below_those_it_could_not(
    shipped_holdings,
):
    texts = [s.text for s in read_overview(shipped_holdings, "hertfordshire").sentences]

    entrants = next(t for t in texts if t.startswith("First-time entrants"))
    assert entrants.endswith("chance could make a gap of this size.")
    assert texts.index(entrants) > 0


def test_every_service_has_three_to_six_sentences_or_says_what_is_missing(shipped_holdings):
    for service in shipped_holdings.catalogue.services:
        overview = read_overview(shipped_holdings, service)

        assert 3 <= len(overview.sentences) <= 6
        assert len({r.comparison.area.code for r in overview.readings}) >= 1


def test_a_service_of_several_areas_hides_none_of_them(shipped_holdings):
    areas = {r.comparison.area.name for r in read_overview(shipped_holdings, "cumbria").readings}

    assert areas >= {"Cumberland", "Westmorland and Furness"}


def test_what_is_worse_beyond_the_third_is_named_in_one_more_sentence(shipped_holdings):
    sentences = read_overview(shipped_holdings, "blackpool").sentences

    also = [s.text for s in sentences if s.text.startswith("Also worse: ")]
    worse = read_overview(shipped_holdings, "blackpool").scan.text
    assert bool(also) == ("4 worse" in worse)


@pytest.mark.parametrize("day", [dt.date(2010, 1, 1), dt.date(2016, 1, 1)])
def test_before_anything_was_published_the_page_still_stands(shipped_holdings, day):
    overview = read_overview(replace(shipped_holdings, as_of=day), "hertfordshire")

    assert "No inspection of this service published by" in overview.sentences[1].text
    assert "No core indicator had been published" in overview.sentences[0].text
