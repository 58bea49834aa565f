"""The areas that a list of similar areas names, and those that it names and nobody knows here."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from dashboard.core.area_names import AreaNameError, AreaNames, UnknownNames, unknown_names
from dashboard.core.areas import Area

_LA_NUMBER = re.compile(r"([0-9]{3})(?:\.0{1,3})?")
_CODE = re.compile(r"[EWSN][0-9]{8}", re.IGNORECASE)
# What the codes of counties, unitary authorities, metropolitan and London boroughs begin with.
_UPPER_TIER = ("E06", "E08", "E09", "E10")
_DISTRICT = "E07"
# To look for what a text may be a slip of takes time; beyond so many, nothing is suggested.
_MOST_LOOKED_AT = 100


class ListedPlaces:
    """The local authorities that the texts of a list stand for; each text is looked up once.

    A place is named by several texts, such as its code and its name. Where `may_be_new`, a name
    that is no slip of a known one is that of an area not known yet, and is left out.
    """

    def __init__(
        self, areas: Iterable[Area], listed: Iterable[tuple[str, ...]], *, may_be_new: bool
    ) -> None:
        self._names = AreaNames(areas)
        self._may_be_new = may_be_new
        self._found: dict[tuple[str, ...], Area | AreaNameError | None] = {}
        self._listed = dict.fromkeys(listed)
        self._looked_at: dict[str, bool] = {}
        self.districts: set[str] = set()
        self.elsewhere: set[str] = set()
        self.not_known: dict[str, None] = {}
        self.old_codes: dict[str, Area] = {}
        self.of_this_name: dict[str, Area] = {}
        self._since = max(self._beginnings(), default=None)

    def find(self, texts: tuple[str, ...]) -> Area | None:
        """Return the area that some texts name; None for one that is left out and remembered.

        Raises:
            AreaNameError: if they name none, more than one, or not the same.
        """
        if texts not in self._found:
            try:
                self._found[texts] = self._look_up(tuple(text for text in texts if text))
            except AreaNameError as error:
                self._found[texts] = error
        found = self._found[texts]
        if isinstance(found, AreaNameError):
            raise found
        return found

    def may_be_meant(self, texts: tuple[str, ...]) -> bool:
        """Return whether some texts name an area, or are a slip of such a name."""
        given = [text for text in texts if text]
        codes = any(map(_is_code_or_number, given))
        return codes or any(self._names.knows(text) or self._is_slip(text) for text in given)

    def _look_up(self, texts: tuple[str, ...]) -> Area | None:
        if not texts:
            raise AreaNameError("", "is empty", "name an area, or remove the row")
        for text in texts:
            area = self._known(text)
            if area is not None:
                self._require_same(area, texts)
                return area
        self._leave_out(texts)
        return None

    def _named(self, text: str) -> tuple[Area, ...]:
        """Return every area that a number, code or name stands for today or stood for."""
        number = _LA_NUMBER.fullmatch(text)
        if number:
            found = self._names.numbered(int(number[1]))
            return (found,) if found else ()
        return self._names.named(text) if self._names.knows(text) else ()

    def _known(self, text: str) -> Area | None:
        """Return the one area that a text names, None if it is unknown.

        Raises:
            AreaNameError: if it names several that may be meant.
        """
        named = self._named(text)
        if named and _LA_NUMBER.fullmatch(text):
            return named[0]
        if named:
            return self._one_of(text, named)
        renewed = self._names.of_old_code(text)
        if renewed is not None:
            self.old_codes[text.upper()] = renewed
        return renewed

    def _one_of(self, text: str, namesakes: tuple[Area, ...]) -> Area:
        """Return the namesake that was there together with all other areas of the list."""
        together = [area for area in namesakes if self._is_as_late(area)]
        if len(namesakes) > 1 and len(together) == 1:
            self.of_this_name[text] = together[0]
            return together[0]
        return self._names.find(text)

    def _is_as_late(self, area: Area) -> bool:
        if self._since is None:
            return True
        return area.abolished_on is None or area.abolished_on >= self._since

    def _require_same(self, area: Area, texts: tuple[str, ...]) -> None:
        for text in texts:
            named = self._named(text)
            if named and area not in named:
                reason = f"is not {area.name} ({area.code}), which stands beside it"
                raise AreaNameError(text, reason, "correct the one that is wrong")

    def _leave_out(self, texts: tuple[str, ...]) -> None:
        """Remember an area that is not known here, by its kind.

        Raises:
            AreaNameError: if it is more likely one that is known, and not written as it is.
        """
        code = next((text.upper() for text in texts if _CODE.fullmatch(text)), "")
        name = texts[-1]
        if code.startswith(_DISTRICT):
            self.districts.add(code)
        elif code and not code.startswith(_UPPER_TIER):
            self.elsewhere.add(code)
        elif code or _LA_NUMBER.fullmatch(texts[0]) or (self._may_be_new and self._is_new(name)):
            self.not_known[name if name == texts[0] else f"{name} ({texts[0]})"] = None
        elif name in self._looked_at or len(self._looked_at) < _MOST_LOOKED_AT:
            self._looked_at[name] = True
            self._names.named(name)
        else:
            advice = "write its code or its name in full"
            raise AreaNameError(name, "is not known either", advice)

    def _is_new(self, name: str) -> bool:
        return name in self._unknown.new

    def _is_slip(self, text: str) -> bool:
        """Return whether a text may be a slip of a name, or whether too many were looked at."""
        if text not in self._looked_at and len(self._looked_at) < _MOST_LOOKED_AT:
            self._looked_at[text] = bool(self._names.slips_of(text))
        return self._looked_at.get(text, True)

    @cached_property
    def _unknown(self) -> UnknownNames:
        """The names of places of which nothing is known: no code, no number, no other text."""
        known: set[str] = set()
        unknown: dict[str, None] = {}
        for texts in self._listed:
            given = [text for text in texts if text]
            found = next(filter(None, map(self._named, given)), ())
            known.update(area.code for area in found[:1])
            if given and not found and not any(map(_is_code_or_number, given)):
                unknown[given[-1]] = None
        return unknown_names(unknown, len(known), [self._names])

    def _beginnings(self) -> Iterator[dt.date]:
        """Yield when each area began of those that the list names beyond doubt."""
        for text in {text for texts in self._listed for text in texts if text}:
            named = self._named(text)
            if len(named) == 1 and named[0].created_on is not None:
                yield named[0].created_on


def _is_code_or_number(text: str) -> bool:
    return bool(_CODE.fullmatch(text) or _LA_NUMBER.fullmatch(text))
