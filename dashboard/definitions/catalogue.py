"""Everything the definition files say, loaded once and looked up by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from dashboard.core.areas import Area, ComparatorModel, Service, populations_by_area
from dashboard.core.board.national_reports import NationalReport
from dashboard.core.board.national_standards import NationalStandards
from dashboard.core.board.oversight import OversightFramework
from dashboard.core.disclosure.protection import DisclosureRules
from dashboard.core.editions import Provenance
from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.own.groups import Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import Indicator
from dashboard.core.service_names import NamedService, ServiceNames
from dashboard.definitions.comparator_models import load_comparator_models, load_list_sources
from dashboard.definitions.examples import load_example_lists, load_examples
from dashboard.definitions.glossary import Term, load_glossary
from dashboard.definitions.indicators import load_indicators
from dashboard.definitions.inspections import (
    OVERALL_RATINGS,
    load_detailed_inspections,
    load_frameworks,
    load_inspections,
)
from dashboard.definitions.loader import load_toml
from dashboard.definitions.local_indicators import load_groups, load_local_indicators
from dashboard.definitions.national_reports import load_national_reports
from dashboard.definitions.national_standards import load_national_standards
from dashboard.definitions.oversight import load_oversight
from dashboard.definitions.partners import load_partners
from dashboard.definitions.places import (
    areas_of_example,
    areas_of_services,
    load_areas,
    load_populations,
    load_services,
    load_table_sources,
)
from dashboard.definitions.provenance import provenance_of
from dashboard.errors import DefinitionError, UnknownNameError

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"
PARTS = ("definitions", "inspections")


@dataclass(frozen=True)
class Catalogue:
    """Areas by code; services, indicators, comparator models and frameworks by id.

    `areas` holds the services too, under their own codes; `table_sources` says by file name where
    the tables of places and the list of ratings come from; `populations_held` are the children of
    places by year as their table has them; `partners` are the names of a board's usual partners.
    `local_indicators` are what services count themselves, by `groups` of children; `disclosure`
    says which numbers are too small to show. `examples` are invented services, which stand apart so
    that nothing real is ever compared with them; so do `example_inspections` and, by example,
    `example_lists` of similar areas. `national_standards` are those that services are held to
    today, `oversight` is how they are overseen.
    """

    areas: Mapping[str, Area]
    services: Mapping[str, Service]
    indicators: Mapping[str, Indicator]
    comparator_models: Mapping[str, ComparatorModel]
    frameworks: Mapping[str, Framework]
    inspections: tuple[Inspection, ...]
    glossary: tuple[Term, ...] = ()
    table_sources: Mapping[str, Provenance] = field(default_factory=dict)
    populations_held: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    national_reports: Mapping[str, NationalReport] = field(default_factory=dict)
    partners: tuple[str, ...] = ()
    local_indicators: Mapping[str, LocalIndicator] = field(default_factory=dict)
    groups: Groups = field(default_factory=lambda: Groups(()))
    disclosure: DisclosureRules = field(default_factory=DisclosureRules)
    examples: Mapping[str, Service] = field(default_factory=dict)
    example_inspections: tuple[Inspection, ...] = ()
    example_lists: Mapping[str, Mapping[str, ComparatorModel]] = field(default_factory=dict)
    national_standards: NationalStandards | None = None
    oversight: OversightFramework | None = None

    @cached_property
    def populations(self) -> Mapping[str, Mapping[int, int]]:
        """Children aged 10 to 17 by the code of a place and the year, where they are held."""
        return populations_by_area(self.services.values(), self.areas, self.populations_held)

    def service(self, name: str) -> Service:
        """Return the service with an id or a name, an invented one too; others are refused.

        Raises:
            UnknownNameError: as `named_service` does.
        """
        return self.services.get(name) or self.named_service(name).service

    def named_service(self, name: str) -> NamedService:
        """Return the service that a name leads to, and the councils of it that go by the name.

        Raises:
            UnknownNameError: if the name leads to no service, or to more than one.
        """
        return self._service_names.find(name)

    @cached_property
    def _service_names(self) -> ServiceNames:
        return ServiceNames(self.services.values(), self.areas.values(), self.examples.values())

    def showing(self, service: Service) -> "Catalogue":
        """Return the catalogue in which a service has its place: for an invented one, its own.

        Whoever shows a real service never meets an invented one among the others. The lists of
        similar areas are then the example's own, because no published list can name it.
        """
        if not service.invented or service.id in self.services:
            return self
        return replace(
            self,
            areas={**self.areas} | areas_of_example(service),
            services={**self.services} | {service.id: service},
            comparator_models=self.example_lists.get(service.id, self.comparator_models),
            inspections=tuple(
                sorted(
                    (*self.inspections, *self.inspections_of_example(service)),
                    key=lambda each: (each.published.latest, each.id),
                )
            ),
        )

    @property
    def real_areas(self) -> Mapping[str, Area]:
        """The areas but those of invented services: what a list or a published file may name."""
        return {
            code: area for code, area in self.areas.items() if area.service not in self.examples
        }

    def inspections_of_example(self, service: Service) -> tuple[Inspection, ...]:
        """Return the invented inspections of an invented service."""
        return tuple(each for each in self.example_inspections if each.service == service.id)

    def indicator(self, name: str) -> Indicator:
        """Return the indicator with an id; unknown names are refused with the nearest."""
        if name not in self.indicators:
            raise UnknownNameError.among("indicator", name, self.indicators)
        return self.indicators[name]

    def local_indicator(self, name: str) -> LocalIndicator:
        """Return the local indicator with an id; unknown names are refused with the nearest."""
        if name not in self.local_indicators:
            raise UnknownNameError.among("local indicator", name, self.local_indicators)
        return self.local_indicators[name]


def require_data(data_folder: Path) -> None:
    """Refuse a data folder that is not there or lacks its definitions or inspections.

    Raises:
        DefinitionError: naming the folder that is missing.
    """
    for folder in (data_folder, *(data_folder / name for name in PARTS)):
        if not folder.is_dir():
            raise DefinitionError.at(f"{folder.name}/", "folder", "is missing", "restore it")


@cache
def load_catalogue(data_folder: Path = DATA_FOLDER) -> Catalogue:
    """Return everything defined under a data folder, each file checked against the others.

    A process reads a folder once, and again only if it was refused: a command may ask twice.

    Raises:
        DefinitionError: naming the first file and key or row that cannot be.
    """
    require_data(data_folder)
    definitions = data_folder / "definitions"
    areas = load_areas(definitions)
    services = load_services(definitions, areas)
    frameworks = load_frameworks(definitions / "frameworks")
    groups = load_groups(definitions / "groups.toml")
    indicators = load_indicators(definitions / "indicators")
    local = definitions / "local_indicators"
    folder = data_folder / "examples"
    examples = load_examples(folder, services)
    invented = folder / "inspections"
    return Catalogue(
        areas=areas | areas_of_services(services),
        services=services,
        indicators=indicators,
        comparator_models=load_comparator_models(definitions, areas),
        frameworks=frameworks,
        inspections=load_inspections(data_folder / "inspections", frameworks, frozenset(services)),
        glossary=load_glossary(definitions / "glossary.toml"),
        table_sources=_table_sources(data_folder),
        populations_held=load_populations(definitions, areas),
        national_reports=load_national_reports(definitions / "national_reports"),
        national_standards=load_national_standards(definitions / "national_standards"),
        oversight=load_oversight(definitions / "oversight"),
        partners=load_partners(definitions / "partners.toml"),
        local_indicators=load_local_indicators(local, frameworks.values(), groups, indicators),
        groups=groups,
        disclosure=load_toml(definitions / "disclosure.toml", DisclosureRules),
        examples=examples,
        example_inspections=load_detailed_inspections(invented, frameworks, frozenset(examples)),
        example_lists=load_example_lists(folder, examples, areas),
    )


def _table_sources(data_folder: Path) -> dict[str, Provenance]:
    definitions = data_folder / "definitions"
    overall = {OVERALL_RATINGS: provenance_of(data_folder / "inspections" / OVERALL_RATINGS)}
    return load_table_sources(definitions) | load_list_sources(definitions) | overall
