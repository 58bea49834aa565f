"""The fields by which the Youth Justice Board oversees services, as an order for what is told."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dashboard.core.periods import PublicationDate
from dashboard.core.rules import ImpossibleValueError, require_address, require_texts

T = TypeVar("T")


@dataclass(frozen=True)
class OversightField:
    """One field: what it covers by its source, and what of the dashboard belongs to it.

    `subjects` are those of sentences; `pages` are where to look when there is no such sentence.
    """

    code: str
    name: str
    covers: str
    subjects: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_texts({"code": self.code, "name": self.name, "covers": self.covers})


@dataclass(frozen=True)
class OversightFramework:
    """The fields of a framework in its order, where they were read, and what is not verified."""

    title: str
    publisher: str
    published: PublicationDate
    source: str
    address: str
    authored_by: str
    reviewed_on: dt.date
    fields: tuple[OversightField, ...]
    not_verified: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_texts({"title": self.title, "publisher": self.publisher, "source": self.source})
        require_address("address", self.address)
        if not self.fields:
            raise ImpossibleValueError("fields", "holds none", "add the fields")
        _require_once("code", [each.code for each in self.fields])
        _require_once("subject", [subject for each in self.fields for subject in each.subjects])

    def grouped(
        self, items: Sequence[T], subject_of: Callable[[T], str]
    ) -> tuple[tuple[OversightField | None, tuple[T, ...]], ...]:
        """Return each field with the items of its subjects, in the order they come in.

        Every field is there, also with no items.  What no field names stands last, under None, so
        that nothing is lost.
        """
        by_subject = {subject: field for field in self.fields for subject in field.subjects}
        groups: dict[OversightField | None, list[T]] = {field: [] for field in self.fields}
        for item in items:
            groups.setdefault(by_subject.get(subject_of(item)), []).append(item)
        return tuple((field, tuple(held)) for field, held in groups.items())


def _require_once(what: str, names: Sequence[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise ImpossibleValueError("fields", f"the {what} {name} stands twice", "correct one")
