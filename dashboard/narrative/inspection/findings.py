"""What an inspection says beyond its grades: whose word a finding is, and shares given in words."""

from collections.abc import Mapping

from dashboard.core.inspection.inspections import Finding, Inspection, Speaker, VerbalBaseline
from dashboard.core.periods import PublicationDate
from dashboard.core.sentences import Clause, fill
from dashboard.narrative.verbal_shares import about_words

_WHO: Mapping[Speaker, str] = {
    Speaker.INSPECTORS: "",
    Speaker.CHIEF_INSPECTOR: "The chief inspector says: ",
    Speaker.COUNCIL: "The council says: ",
    Speaker.ARTICLE: "The article says: ",
}


def finding_words(finding: Finding) -> str:
    """Return a finding, behind the one whose word it is where that is not the inspectors."""
    return f"{_WHO[finding.said_by]}{finding.text}"


def findings_heading(what: str, inspection: Inspection) -> Clause:
    """Return a heading over findings with their year, and whose words they are if not inspectors'.

    "Strengths in 2012 (the council's words)".
    """
    teller = inspection.source.told_by
    whose = "" if teller is Speaker.INSPECTORS else f" (the {teller.value}'s words)"
    return fill("{what}{whose}", what=with_year(what, inspection.published), whose=whose)


def with_year(what: str, published: PublicationDate) -> Clause:
    """Return something that was said with its year, or with its dates where it has no one year."""
    if published.earliest.year == published.latest.year:
        return fill("{what} in {year}", what=what, year=str(published.latest.year))
    return fill("{what}, published {when}", what=what, when=published.words)


def share_words(baseline: VerbalBaseline) -> Clause:
    """Return a share that a report gives in words, with our reading marked as one.

    >>> share_words(VerbalBaseline("3.1", "Cases read", 50, "half")).text
    'Cases read: about 50% (the report says “half”).'
    """
    about = about_words(f"{baseline.share}%", baseline.as_printed)
    return fill("{measured}: {about}.", measured=baseline.measured, about=about)
