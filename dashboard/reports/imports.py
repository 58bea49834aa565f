"""Loaded files, figures held back and area teams, as lines of text and as plain values for JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dashboard.core.editions import Edition
from dashboard.core.own.figures import AreaTeam
from dashboard.core.plausibility.quarantine import QuarantinedDetails, QuarantinedFigure
from dashboard.core.plausibility.suspects import Suspect

Contract = dict[str, Any]


def suspects_contract(suspects: Iterable[Suspect]) -> list[Contract]:
    """Return the suspects of a file: row, figure, value, reasons, and sheet where several are."""
    return [
        {
            "row": one.row,
            "figure": one.what,
            "value": one.value,
            "reasons": list(one.reasons),
            "sheet": one.sheet,
        }
        for one in suspects
    ]


def editions_contract(editions: Iterable[Edition]) -> list[Contract]:
    """Return loaded editions: number, when and where from, how many figures, and the state."""
    return [
        {
            "id": one.id,
            "service": one.service,
            "title": one.provenance.title,
            "publisher": one.provenance.publisher,
            "edition": one.provenance.edition,
            "figures": one.observations,
            "loaded_at": one.loaded_at.isoformat(),
            "status": one.status.value,
            "sha256": one.provenance.sha256,
        }
        for one in editions
    ]


def edition_lines(editions: Iterable[Edition]) -> list[str]:
    """Return loaded editions as a table of text."""
    head = ("No.", "Loaded", "Figures", "Status", "Service", "Title")
    return _columns(
        [
            head,
            *(
                (
                    str(one.id),
                    f"{one.loaded_at:%Y-%m-%d}",
                    f"{one.observations:,}",
                    one.status.value,
                    one.service or "published",
                    one.provenance.title,
                )
                for one in editions
            ),
        ]
    )


def quarantine_contract(
    held_back: Iterable[tuple[QuarantinedFigure, QuarantinedDetails]],
) -> list[Contract]:
    """Return figures held back: what each is, its value, the reasons and what was decided."""
    return [
        {
            "id": figure.id,
            "file": figure.file_name,
            "row": figure.row,
            "figure": figure.figure_words,
            "value": details.value_words,
            "reasons": list(details.reasons),
            "decision": figure.decision.value,
            "note": figure.decided_note,
        }
        for figure, details in held_back
    ]


def quarantine_lines(
    held_back: Iterable[tuple[QuarantinedFigure, QuarantinedDetails]],
) -> Iterator[str]:
    """Yield each figure held back, with a line for each reason beneath."""
    for figure, details in held_back:
        yield f"{figure.id} ({figure.decision.value}): {figure.figure_words}: {details.value_words}"
        yield f"    {figure.file_name}, row {figure.row}"
        yield from (f"    {reason}" for reason in details.reasons)
        if figure.decided_note:
            yield f"    Decided: {figure.decided_note}"


def teams_contract(teams: Iterable[AreaTeam]) -> list[Contract]:
    """Return area teams: id, name and whether each is open."""
    return [{"id": one.id, "name": one.name, "active": one.active} for one in teams]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
