"""Services as a person writes them: by their own name or by that of a council they cover."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.core.area_names import name_then
from dashboard.core.areas import Area, AreaType, Service
from dashboard.core.place_names import forms_of, nearest_names, plain_name
from dashboard.errors import UnknownNameError


class ServiceNameError(UnknownNameError):
    """A text that leads to no service, or to more than one; `advice` says what to do."""

    def __init__(self, wrong: str, advice: str) -> None:
        self.advice = advice
        super().__init__(f"{wrong}: {advice}")


@dataclass(frozen=True)
class NamedService:
    """The service that a name leads to, and the councils of it that go, or went, by that name.

    `by_own_name` says that the service itself goes by the name.
    """

    service: Service
    councils: tuple[Area, ...] = ()
    by_own_name: bool = True

    def councils_on(self, day: dt.date) -> tuple[Area, ...]:
        """Return the councils that are meant on a day; none where the whole service is meant.

        They are those that exist on it. A council of the past is meant if nothing else is.
        """
        living = tuple(area for area in self.councils if area.exists_on(day))
        return living or (() if self.by_own_name else self.councils)


@dataclass(frozen=True)
class _Meaning:
    service: Service
    council: Area | None = None
    own_name: bool = False


class ServiceNames:
    """The services by all that may be written for them: id, code, name, alias, or a council.

    Names are read as `core/place_names.py` says. One of `unlisted` is found, and never suggested.
    """

    def __init__(
        self, services: Iterable[Service], areas: Iterable[Area], unlisted: Iterable[Service] = ()
    ) -> None:
        listed, others, places = list(services), list(unlisted), list(areas)
        self._by_name: dict[str, list[_Meaning]] = {}
        for names, meaning in _meanings([*listed, *others], places):
            for name in {plain_name(text) for text in names}:
                self._by_name.setdefault(name, []).append(meaning)
        self._shown = [names[0] for names, _ in _meanings(listed, places)]

    def knows(self, text: str) -> bool:
        """Return whether a text names a service, or more than one."""
        return any(form in self._by_name for form in forms_of(text))

    def find(self, text: str) -> NamedService:
        """Return the service that a text names, itself or by a council it covers.

        Raises:
            ServiceNameError: if the text leads to no service, naming what is spelt alike, or to
                more than one, naming each.
        """
        for form in forms_of(text):
            meant = self._by_name.get(form, [])
            services = {one.service.id: one.service for one in meant}
            if len(services) > 1:
                raise _shared(text, services.values())
            for service in services.values():
                councils = tuple(one.council for one in meant if one.council is not None)
                return NamedService(service, councils, any(one.own_name for one in meant))
        raise self._unknown(text)

    def _unknown(self, text: str) -> ServiceNameError:
        near = nearest_names(text, self._shown)
        advice = "choose from the list of services (on the command line: services)."
        if near:
            advice = f"did you mean {' or '.join(near)}?"
        return ServiceNameError(f'There is no service "{text[:80]}"', advice)


def _meanings(
    services: Iterable[Service], areas: Iterable[Area]
) -> Iterator[tuple[Sequence[str], _Meaning]]:
    """Yield what each service may be named by, the name to suggest first."""
    by_id = {one.id: one for one in services}
    for one in by_id.values():
        yield (one.name, one.id, one.code, *one.aliases), _Meaning(one, own_name=True)
        for council in one.councils:
            yield (council,), _Meaning(one)
    for area in areas:
        served = by_id.get(area.service or "")
        if served and area.area_type is AreaType.LOCAL_AUTHORITY:
            yield (name_then(area), area.name, area.code, *area.aliases), _Meaning(served, area)


def _shared(text: str, services: Iterable[Service]) -> ServiceNameError:
    choices = " or ".join(one.name for one in services)
    wrong = f'"{text[:80]}" stands for more than one service'
    return ServiceNameError(wrong, f"write {choices}.")
