"""The areas that a list of similar areas names, and those that it names and nobody knows here."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from dashboard.core.area_names import AreaNameError, AreaNames
from dashboard.core.areas import Area

_LA_NUMBER = re.compile(r"([0-9]{3})(?:\.0{1,3})?")
_CODE = re.compile(r"[EWSN][0-9]{8}", re.IGNORECASE)
# What the codes of counties, unitary authorities, metropolitan and London boroughs begin with.
_UPPER_TIER = ("E06", "E08", "E09", "E10")
_DISTRICT = "E07"
# Beyond so many unknown names the file is another than it seems, and to look for slips takes time.
_MOST_UNKNOWN = 100


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
        self._slips: dict[str, bool] = {}
        self.districts: set[str] = set()
        self.elsewhere: set[str] = set()
        self.not_known: dict[str, None] = {}
        self.old_codes: dict[str, Area] = {}
        self.of_this_name: dict[str, Area] = {}
        self._since = self._latest_beginning(listed)

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
        codes = any(_CODE.fullmatch(text) or _LA_NUMBER.fullmatch(text) for text in given)
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
        elif code or _LA_NUMBER.fullmatch(texts[0]) or self._is_new(name):
            self.not_known[name if name == texts[0] else f"{name} ({texts[0]})"] = None
        elif len(self._slips) > _MOST_UNKNOWN:
            advice = "write its code or its name in full"
            raise AreaNameError(name, "is not known either", advice)
        else:
            self._names.named(name)

    def _is_new(self, name: str) -> bool:
        return self._may_be_new and not self._is_slip(name)

    def _is_slip(self, name: str) -> bool:
        """Return whether a name may be a slip of a known one, or whether too many are unknown."""
        if name not in self._slips and len(self._slips) <= _MOST_UNKNOWN:
            self._slips[name] = bool(self._names.slips_of(name))
        return self._slips.get(name, True)

    def _latest_beginning(self, listed: Iterable[tuple[str, ...]]) -> dt.date | None:
        """Return when the youngest area began of those that a list names beyond doubt."""
        return max(self._beginnings(listed), default=None)

    def _beginnings(self, listed: Iterable[tuple[str, ...]]) -> Iterator[dt.date]:
        for text in {text for texts in set(listed) for text in texts if text}:
            named = self._named(text)
            if len(named) == 1 and named[0].created_on is not None:
                yield named[0].created_on
