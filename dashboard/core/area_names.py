"""Areas as a person or a table writes them: by code, name or known spelling, never guessed."""

import difflib
import re
from collections.abc import Iterable

from dashboard.core.areas import Area, AreaType
from dashboard.errors import UnknownNameError

_CODE = r"[EW]\d{8}"


class AreaNameError(UnknownNameError):
    """A text that names no area, or more than one: what stands there, why not, what to do."""

    def __init__(self, given: str, reason: str, advice: str) -> None:
        self.given, self.reason, self.advice = given, reason, advice
        stop = "" if advice.endswith("?") else "."
        super().__init__(f'"{given[:80]}" {reason}: {advice}{stop}')


class AreaNames:
    """The areas of one type by all that may be written for them: code, name, or an alias.

    Case and spaces do not matter, and "&" is "and". An area that was reformed under its old name,
    such as Dorset, is found by its code only, unless whoever asks knows the year.
    """

    def __init__(
        self, areas: Iterable[Area], area_type: AreaType = AreaType.LOCAL_AUTHORITY
    ) -> None:
        self._type = area_type
        places = list(areas)
        self._wanted = {
            area.code.casefold(): area for area in places if area.area_type is area_type
        }
        self._others = [area for area in places if area.area_type is not area_type]
        self._by_name = {
            _key(name): area
            for area in self._wanted.values()
            for name in (area.name, *area.aliases)
        }
        self._by_old_name: dict[str, list[Area]] = {}
        for area in self._wanted.values():
            self._by_old_name.setdefault(_key(_without_dates(area.name)), []).append(area)

    def knows(self, text: str) -> bool:
        """Return whether any area goes, or went, by this code, name or alias."""
        return any(_key(text) in by for by in (self._wanted, self._by_old_name, self._by_name))

    def named(self, text: str) -> tuple[Area, ...]:
        """Return every area that goes, or went, by this code, name or alias.

        More than one are namesakes of different years; `Area.existed_in` tells them apart.

        Raises:
            AreaNameError: if none does, or if it is a place of another type.
        """
        key = _key(text)
        if key in self._wanted:
            return (self._wanted[key],)
        namesakes = tuple(self._by_old_name.get(key, ()))
        if namesakes or key in self._by_name:
            return namesakes or (self._by_name[key],)
        raise self._unknown(text, key)

    def find(self, text: str) -> Area:
        """Return the area with this code, name or alias.

        Raises:
            AreaNameError: if none has it, if more than one goes by it, or if it is a place of
                another type.
        """
        key = _key(text)
        if key in self._wanted:
            return self._wanted[key]
        namesakes = self._by_old_name.get(key, [])
        if len(namesakes) > 1:
            namesakes = sorted(namesakes, key=lambda area: area.abolished_on is not None)
            choices = " or ".join(f"{area.code} ({area.name})" for area in namesakes)
            raise AreaNameError(text, "stands for more than one area", f"write the code {choices}")
        if key in self._by_name:
            return self._by_name[key]
        raise self._unknown(text, key)

    def _unknown(self, text: str, key: str) -> AreaNameError:
        for area in self._others:
            if key in (area.code.casefold(), *map(_key, (area.name, *area.aliases))):
                return AreaNameError(text, f"is a {area.area_type}", f"name a {self._type}")
        for area in self._wanted.values():
            # The notes tell of codes that changed while the area stayed the same.
            if re.fullmatch(_CODE, text.strip()) and text.strip() in area.note:
                now = f"write {area.code}, its code today"
                return AreaNameError(text, f"is an old code of {area.name}", now)
        return AreaNameError(text, f"is not a known {self._type}", self._nearest(key))

    def _nearest(self, key: str) -> str:
        spelt_alike = difflib.get_close_matches(key, self._by_name, n=3, cutoff=0.6)
        alike = {self._by_name[name].code: self._by_name[name] for name in spelt_alike}
        found = self._by_old_name.get(key) or list(alike.values())
        if not found:
            return "write its code or its name in full"
        return f"did you mean {' or '.join(f'{area.name} ({area.code})' for area in found)}?"


def _key(text: str) -> str:
    return " ".join(text.replace("&", " and ").split()).casefold()


def _without_dates(name: str) -> str:
    return re.sub(r" \(to [^)]*\)$", "", name)
