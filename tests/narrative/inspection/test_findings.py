"""Whose word a finding is, and a share that a report gives in words."""

import pytest

from dashboard.core.inspection.inspections import Finding, Source, Speaker, VerbalBaseline
from dashboard.core.periods import PublicationDate
from dashboard.core.rules import ImpossibleValueError
from dashboard.narrative.inspection.findings import finding_words, findings_heading, share_words
from tests.inspection_factories import inspection


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        (Speaker.INSPECTORS, "All is well."),
        (Speaker.CHIEF_INSPECTOR, "The chief inspector says: All is well."),
        (Speaker.COUNCIL, "The council says: All is well."),
        (Speaker.ARTICLE, "The article says: All is well."),
    ],
)
def test_a_finding_says_whose_word_it_is_unless_it_is_the_inspectors(speaker, words):
    assert finding_words(Finding("All is well.", said_by=speaker)) == words


@pytest.mark.parametrize(
    ("published", "speaker", "words"),
    [
        ("2018-09-20", Speaker.INSPECTORS, "Strengths in 2018"),
        ("2012-06", Speaker.COUNCIL, "Strengths in 2012 (the council's words)"),
        ("2018", Speaker.ARTICLE, "Strengths in 2018 (the article's words)"),
        ("2019/20", Speaker.INSPECTORS, "Strengths, published 2019-20"),
    ],
)
def test_findings_say_their_year_and_whose_words_they_are(published, speaker, words):
    held = inspection(published=PublicationDate(published), source=Source("A", told_by=speaker))

    assert findings_heading("Strengths", held).text == words


@pytest.mark.parametrize("share", [0, 100])
def test_a_share_in_words_has_them_beside_our_reading_so_that_nobody_takes_it_for_printed(share):
    baseline = VerbalBaseline("2.2", "Plans with a victim in mind", share, "as it is")

    told = share_words(baseline)
    assert told.text == (
        f"Plans with a victim in mind: about {share}% (the report says “as it is”)."
    )
    assert told.facts == (f"{share}%",)


@pytest.mark.parametrize(("share", "printed"), [(-1, "none"), (101, "all"), (67, "")])
def test_a_share_outside_0_to_100_or_without_its_words_is_refused(share, printed):
    with pytest.raises(ImpossibleValueError, match="verbal_baselines"):
        VerbalBaseline("2.2", "Plans", share, printed)
