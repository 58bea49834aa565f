"""Areas as a person or a table writes them: by code, name or known spelling, never guessed."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.core.areas import Area, AreaType
from dashboard.core.place_names import forms_of, is_slip_of, nearest_names, plain_name
from dashboard.errors import UnknownNameError

_CODE = r"[EW]\d{8}"
# Regions and countries have no council or service whose words could be left out of a name.
_WITH_A_BODY = (AreaType.LOCAL_AUTHORITY, AreaType.SERVICE)
# So many areas that we do not know are new ones; beyond them, a fifth of all makes another file.
_FEW_UNKNOWN, _SHARE_UNKNOWN = 5, 0.2


class AreaNameError(UnknownNameError):
    """A text that names no area, or more than one: what stands there, why not, what to do."""

    def __init__(self, given: str, reason: str, advice: str) -> None:
        self.given, self.reason, self.advice = given, reason, advice
        stop = "" if advice.endswith("?") else "."
        super().__init__(f'"{given[:80]}" {reason}: {advice}{stop}')


class AreaNames:
    """The areas of one type by all that may be written for them: code, name, or an alias.

    Names are read as `core/place_names.py` says. An area that was reformed under its old name,
    such as Dorset, is found by its code only, unless whoever asks knows the year.
    """

    def __init__(
        self, areas: Iterable[Area], area_type: AreaType = AreaType.LOCAL_AUTHORITY
    ) -> None:
        self._type = area_type
        places = sorted(areas, key=lambda area: area.abolished_on is not None)
        self._wanted = [area for area in places if area.area_type is area_type]
        self._others = [area for area in places if area.area_type is not area_type]
        self._by_name: dict[str, list[Area]] = {}
        self._by_old_name: dict[str, list[Area]] = {}
        for area in self._wanted:
            for name in _names_of(area):
                self._by_name.setdefault(name, []).append(area)
            self._by_old_name.setdefault(plain_name(name_then(area)), []).append(area)
        self._words = {word for area in places for word in plain_name(area.name).split()}

    def knows(self, text: str) -> bool:
        """Return whether any area goes, or went, by this code, name or alias."""
        return bool(self._meant(text))

    def named(self, text: str) -> tuple[Area, ...]:
        """Return every area that goes, or went, by this code, name or alias.

        More than one are namesakes of different years; `Area.existed_in` tells them apart.

        Raises:
            AreaNameError: if none does, or if it is a place of another type.
        """
        meant = self._meant(text)
        if not meant:
            raise self._unknown(text)
        return meant

    def find(self, text: str) -> Area:
        """Return the area with this code, name or alias.

        Raises:
            AreaNameError: if none has it, if more than one goes by it, or if it is a place of
                another type.
        """
        namesakes = self.named(text)
        if len(namesakes) > 1:
            choices = " or ".join(f"{area.code} ({area.name})" for area in namesakes)
            raise AreaNameError(text, "stands for more than one area", f"write the code {choices}")
        if not any(form in self._by_name for form in self._forms(text)):
            raise self._not_known(text, namesakes)
        return namesakes[0]

    def of_old_code(self, text: str) -> Area | None:
        """Return the area that had another code until it changed; None where none had this one."""
        code = text.strip().upper()
        if not re.fullmatch(_CODE, code):
            return None
        # The notes tell of codes that changed while the area stayed the same.
        return next((area for area in self._wanted if f"Code {code} " in area.note), None)

    def numbered(self, la_number: int) -> Area | None:
        """Return the area with this number of the Department for Education, or None."""
        return next((area for area in self._wanted if area.la_number == la_number), None)

    def renewed(self, area: Area) -> Area | None:
        """Return the area that took over the name of an abolished one when it ended.

        A figure under that name for a later year is of the new area. None where no area did, as
        where a county was divided: no rule tells whose the figure then is.
        """
        if area.abolished_on is None:
            return None
        began = area.abolished_on + dt.timedelta(days=1)
        namesakes = self._by_name.get(plain_name(name_then(area)), [])
        return next((one for one in namesakes if one.created_on == began), None)

    def slips_of(self, text: str, named: Collection[str] = ()) -> tuple[Area, ...]:
        """Return the areas whose name an unknown text may be a slip of, the nearest first.

        There is none for a name of its own, such as that of a new council, and for a code. Nor is
        there one where the nearest is among `named`, by their codes: a table that names Essex does
        not mean it by "Esex" again.
        """
        if re.fullmatch(_CODE, text.strip().upper()):
            return ()
        meant = {
            area.name: area
            for area in self._wanted
            if any(is_slip_of(text, name, self._words) for name in (area.name, *area.aliases))
        }
        nearest = dict.fromkeys([*nearest_names(text, meant, most=len(meant)), *meant])
        found = [meant[name] for name in nearest]
        if found and found[0].code in named:
            return ()
        return tuple(area for area in found if area.code not in named)

    def _forms(self, text: str) -> tuple[str, ...]:
        return forms_of(text) if self._type in _WITH_A_BODY else (plain_name(text),)

    def _meant(self, text: str) -> tuple[Area, ...]:
        for form in self._forms(text):
            found = (*self._by_name.get(form, ()), *self._by_old_name.get(form, ()))
            if found:
                return tuple({area.code: area for area in found}.values())
        return ()

    def _unknown(self, text: str) -> AreaNameError:
        for area in self._others:
            if not set(forms_of(text)).isdisjoint(_names_of(area)):
                return AreaNameError(text, f"is a {area.area_type}", f"name a {self._type}")
        renewed = self.of_old_code(text)
        if renewed is not None:
            now = f"write {renewed.code}, its code today"
            return AreaNameError(text, f"is an old code of {renewed.name}", now)
        by_name = {name: area for area in self._wanted for name in (area.name, *area.aliases)}
        return self._not_known(text, [by_name[name] for name in nearest_names(text, by_name)])

    def _not_known(self, text: str, nearest: Iterable[Area]) -> AreaNameError:
        alike = dict.fromkeys(f"{area.name} ({area.code})" for area in nearest)
        advice = "write its code or its name in full"
        if alike:
            advice = f"did you mean {' or '.join(alike)}?"
        return AreaNameError(text, f"is not a known {self._type}", advice)


@dataclass(frozen=True)
class UnknownNames:
    """The names in a file that no area goes by: `new` ones, such as new councils, and slips.

    `slips` are misspelt or half written, each with the areas that may be meant, the nearest first.
    Where they are `too_many` the file is another than it seems, and none is either.
    """

    new: tuple[str, ...] = ()
    slips: Mapping[str, tuple[Area, ...]] = field(default_factory=dict)
    too_many: bool = False


def unknown_names(
    unknown: Collection[str],
    known: int,
    names: Collection[AreaNames],
    named: Collection[str] = (),
) -> UnknownNames:
    """Return which names are new ones and which are slips of one of `names`.

    `known` is how many areas the file names rightly. `named` are the codes of these, where a file
    gives each area one name only; see `AreaNames.slips_of`. A name of another type of area is
    neither new nor a slip.
    """
    if len(unknown) > max(_FEW_UNKNOWN, _SHARE_UNKNOWN * (len(unknown) + known)):
        return UnknownNames(too_many=True)
    wrong = [text for text in unknown if text and not any(each.knows(text) for each in names)]
    meant = {
        text: tuple(area for each in names for area in each.slips_of(text, named)) for text in wrong
    }
    new = tuple(text for text, areas in meant.items() if not areas)
    return UnknownNames(new, {text: areas for text, areas in meant.items() if areas})


def name_then(area: Area) -> str:
    """Return the name an area went by while it existed, without the month of its end."""
    return re.sub(r" \(to [^)]*\)$", "", area.name)


def _names_of(area: Area) -> set[str]:
    return {plain_name(text) for text in (area.code, area.name, *area.aliases)}
