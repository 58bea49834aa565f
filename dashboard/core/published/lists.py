"""Lists of similar areas that a service supplies itself, each kept with who added it and when."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dashboard.core.areas import RESERVED_GROUPS, ComparatorModel
from dashboard.core.periods import date_words
from dashboard.errors import ChangeRefusedError


@dataclass(frozen=True)
class SuppliedList:
    """A list of similar areas as a user supplied it; `slug` is its id in addresses.

    `id` is a number as text. `lists` holds neighbours by area, both as codes, in the order of
    closeness.
    """

    id: str
    slug: str
    title: str
    publisher: str
    note: str
    lists: Mapping[str, tuple[str, ...]]
    recorded_at: dt.datetime
    recorded_by: str
    withdrawn_at: dt.datetime | None = None

    @property
    def service(self) -> str:
        """Every service may compare by it."""
        return ""

    @property
    def label(self) -> str:
        return self.title

    @property
    def in_use(self) -> bool:
        return self.withdrawn_at is None

    def as_model(self) -> ComparatorModel:
        """Return the list in the shape of a published one, marked as supplied."""
        when = date_words(self.recorded_at.date())
        explanation = f"Supplied by {self.recorded_by} on {when}; its publisher: {self.publisher}."
        return ComparatorModel(
            id=self.slug,
            title=self.title,
            publisher=self.publisher,
            published_on=self.recorded_at.date(),
            explanation=f"{explanation} {self.note}".strip(),
            source_url="",
            lists=self.lists,
            supplied=True,
        )


def slug_of(title: str, taken: Collection[str] = ()) -> str:
    """Return the id that a title makes in addresses: lower case, digits and hyphens.

    Two titles with one id are titles of one list. `taken` are ids of published lists.

    Raises:
        ChangeRefusedError: if nothing is left of the title, or the id is in use for something else.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not slug:
        raise ChangeRefusedError(f'"{title}" is no title for a list: write some words.')
    if slug in (*RESERVED_GROUPS, *taken):
        raise ChangeRefusedError(f'"{title}" already names another group: choose another title.')
    return slug
