"""The national standards by a service's own word, as a table and as the command line gives them."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.core.areas import Service
from dashboard.core.board.national_standards import (
    NationalStandards,
    StandardAssessment,
    StandardStanding,
)
from dashboard.narrative.board.national_standards import OWN_WORD, answer_words


def standards_table(standings: Iterable[StandardStanding]) -> pd.DataFrame:
    """Return a row for each standard with its newest assessment; its cells are empty without one.

    Days are in ISO 8601; what is "Not assessed" says so.
    """
    return pd.DataFrame([_row(each) for each in standings])


def _row(standing: StandardStanding) -> dict[str, object]:
    latest = standing.latest
    return {
        "Number": standing.standard.number,
        "Standard": standing.standard.name,
        "Answer": answer_words(standing),
        "Assessed by": latest.assessed_by if latest else "",
        "Assessed on": latest.on.isoformat() if latest else "",
        "More than a year old": _yes_no(standing.is_old) if latest else "",
        "Evidence": latest.evidence if latest else "",
        "Link": latest.link if latest else "",
        "Note": latest.note if latest else "",
        "Recorded by": latest.by if latest else "",
    }


def _yes_no(held: bool) -> str:
    return "yes" if held else "no"


def standards_contract(
    service: Service, edition: NationalStandards, standings: Iterable[StandardStanding]
) -> dict[str, Any]:
    """Return the standards as plain values; the keys are a contract and only ever grow.

    `assessment` is null for a standard that is not assessed.
    """
    return {
        "service": service.id,
        "edition": edition.title,
        "note": OWN_WORD,
        "standards": [
            {
                "number": each.standard.number,
                "code": each.standard.code,
                "name": each.standard.name,
                "answer": answer_words(each),
                "days_old": each.days_old,
                "more_than_a_year_old": each.is_old if each.latest else None,
                "assessment": _assessment(each.latest) if each.latest else None,
            }
            for each in standings
        ],
    }


def _assessment(held: StandardAssessment) -> dict[str, Any]:
    return {
        "answer": held.answer.value,
        "assessed_by": held.assessed_by,
        "on": held.on.isoformat(),
        "evidence": held.evidence or None,
        "link": held.link or None,
        "note": held.note or None,
        "recorded_by": held.by,
        "recorded_at": held.at.isoformat(),
    }
