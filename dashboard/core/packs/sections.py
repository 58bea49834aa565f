"""The sections of a board pack in their usual order, and what an officer chose of them."""

from dataclasses import dataclass, field
from enum import StrEnum


class PackSection(StrEnum):
    """A part of a pack, a page at most; the value stands in addresses and in what is stored."""

    NEEDS = "needs"
    GLANCE = "glance"
    WARNINGS = "warnings"
    RATING = "rating"
    RECOMMENDATIONS = "recommendations"
    SINCE = "since"

    @property
    def heading(self) -> str:
        """What stands above it."""
        return _HEADINGS[self]


_HEADINGS = {
    PackSection.NEEDS: "What the board needs to know",
    PackSection.GLANCE: "The main measures at a glance",
    PackSection.WARNINGS: "Early warnings",
    PackSection.RATING: "The inspection rating",
    PackSection.RECOMMENDATIONS: "Recommendations",
    PackSection.SINCE: "Since the last meeting",
}


class PackFormat(StrEnum):
    """A file that a pack can be; the value is the end of its name."""

    PDF = "pdf"
    PPTX = "pptx"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"


@dataclass(frozen=True)
class PackPlan:
    """What an officer chose for the packs of a service: its sections in order, a covering note.

    `note_for` is the meeting that the note was written for, "" for a pack without one. The id is
    the service's.
    """

    id: str
    service: str
    sections: tuple[PackSection, ...] = field(default_factory=lambda: tuple(PackSection))
    note: str = ""
    note_for: str = ""

    @property
    def label(self) -> str:
        return "pack plan"
