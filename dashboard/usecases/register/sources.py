"""Recommendations that a board adds itself: from other sources, and adopted improvements."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.core.entries import item_id, note_line, one_line, paragraphs, sensible_day
from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Finding, Inspection
from dashboard.core.people import Deed, Signature, require_may
from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.register.actions import Action
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.recommendations import framework_of
from dashboard.usecases.register.transactions import Transaction, changing

_LONGEST_SOURCE = 200
# What every adopted area for improvement begins with.
FIRST_ACTION = "Agree what will be done about it, by when and by whom"


@dataclass(frozen=True)
class RecommendationToAdd:
    """A recommendation as somebody entered it, in its source's exact words.

    `for_others` says that somebody else than the service is to act on it.
    """

    id: str
    service: str
    kind: SourceKind
    source: str
    where: str
    wording: str
    addressee: str
    published: PublicationDate
    standards: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    wording_note: str = ""
    inspection: str = ""
    for_others: bool = False


def add_recommendation(
    store: Store, holdings: Holdings, signature: Signature, asked: RecommendationToAdd
) -> Recommendation:
    """Store a recommendation and return it; a second submit of the same id stores nothing more.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a service, inspection, standard or indicator that nobody defined.
        ChangeRefusedError: if a text is missing or it was not published yet.
    """
    require_may(signature.actor, Deed.EDIT)
    with changing(store, holdings, signature, asked.service) as work:
        _require_published(work, asked.published)
        entered = _entered(work.holdings, asked)
        require_own_id(work.holdings, entered.id)
        return work.add(numbered(work, entered))


def adopt_improvement(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    sid: str,
    service_id: str,
    inspection_id: str,
    finding_text: str,
) -> Recommendation:
    """Store an inspection's area for improvement as a recommendation with one action; return it.

    `sid` is the form's own id: a second submit of the same form stores nothing more.

    Raises:
        NotAllowedError: unless a role allows it.
        UnknownNameError: for a service, inspection or finding that is not there.
        ChangeRefusedError: if it was adopted already.
    """
    require_may(signature.actor, Deed.EDIT)
    with changing(store, holdings, signature, service_id) as work:
        inspection = _inspection(work.holdings, service_id, inspection_id)
        adopted = _adopted(work.holdings, item_id(sid), inspection, finding_text)
        require_own_id(work.holdings, adopted.id)
        there = work.records.of(Recommendation)
        if there.get(adopted.id) == adopted:
            return adopted
        if any(replace(adopted, id=each.id) == each for each in there.values()):
            raise ChangeRefusedError(
                f"This area for improvement was adopted already: find it as {adopted.label}."
            )
        work.add(adopted)
        work.add(Action(f"{adopted.id}.first", adopted.service, adopted.id, FIRST_ACTION))
        return adopted


def _entered(holdings: Holdings, asked: RecommendationToAdd) -> Recommendation:
    service = holdings.catalogue.service(asked.service)
    if asked.inspection:
        _inspection(holdings, service.id, asked.inspection)
    entered = Recommendation(
        id=item_id(asked.id),
        service=service.id,
        published=asked.published,
        number=1,
        wording=paragraphs("wording", asked.wording),
        addressee=one_line("addressee", asked.addressee, _LONGEST_SOURCE),
        source=one_line("source", asked.source, _LONGEST_SOURCE),
        where=one_line("paragraph", asked.where, _LONGEST_SOURCE, may_be_empty=True),
        kind=asked.kind,
        inspection=asked.inspection,
        standards=tuple(dict.fromkeys(asked.standards)),
        indicators=tuple(
            dict.fromkeys(holdings.catalogue.indicator(name).id for name in asked.indicators)
        ),
        wording_note=note_line(asked.wording_note),
        for_others=asked.for_others,
    )
    areas = _areas_of_work(framework_of(holdings, entered), entered.standards)
    return replace(entered, areas_of_work=areas)


def require_own_id(holdings: Holdings, new_id: str) -> None:
    """Refuse the id of a recommendation that an inspection made.

    Raises:
        ChangeRefusedError: naming it.
    """
    inspections = holdings.inspections
    if any(each.id == new_id for one in inspections for each in one.recommendations):
        raise ChangeRefusedError(f'"{new_id}" names another recommendation: choose another id.')


def numbered(work: Transaction, entered: Recommendation) -> Recommendation:
    """Return it with the next number among the service's recommendations of its source."""
    added = work.records.of(Recommendation)
    if entered.id in added:
        return replace(entered, number=added[entered.id].number)
    same = [
        each
        for each in added.values()
        if (each.service, each.source) == (entered.service, entered.source)
    ]
    return replace(entered, number=max((each.number for each in same), default=0) + 1)


def _areas_of_work(framework: Framework | None, standards: Iterable[str]) -> tuple[str, ...]:
    codes = list(standards)
    if codes and framework is None:
        raise UnknownNameError.among("standard", codes[0], ())
    if framework is None:
        return ()
    return tuple(dict.fromkeys(framework.domain_of(code).area_of_work for code in codes))


def _require_published(work: Transaction, published: PublicationDate) -> None:
    sensible_day("date of publication", published.earliest)
    if published.latest > work.today:
        raise ChangeRefusedError(
            f"It was published in {published.words}, which is not over: write the day of its "
            f"publication, up to {date_words(work.today)}."
        )


def _inspection(holdings: Holdings, service_id: str, inspection_id: str) -> Inspection:
    service = holdings.catalogue.service(service_id)
    of_service = {
        one.id: one
        for one in holdings.inspections
        if one.service == service.id and one.published.latest <= holdings.as_of
    }
    if inspection_id not in of_service:
        raise UnknownNameError.among("inspection of this service", inspection_id, of_service)
    return of_service[inspection_id]


def _adopted(
    holdings: Holdings, new_id: str, inspection: Inspection, finding_text: str
) -> Recommendation:
    texts = [finding.text for finding in inspection.areas_for_improvement]
    if finding_text not in texts:
        raise UnknownNameError.among("area for improvement", finding_text, texts)
    number = texts.index(finding_text)
    finding = inspection.areas_for_improvement[number]
    return Recommendation(
        id=new_id,
        service=inspection.service,
        published=inspection.published,
        number=number + 1,
        wording=finding.text,
        addressee=holdings.catalogue.services[inspection.service].name,
        source=inspection.source.title,
        where="Areas for improvement",
        kind=SourceKind.IMPROVEMENT,
        inspection=inspection.id,
        standards=finding.standards,
        areas_of_work=_work_of(holdings.catalogue.frameworks[inspection.framework], finding),
    )


def _work_of(framework: Framework, finding: Finding) -> tuple[str, ...]:
    found = _areas_of_work(framework, finding.standards)
    if not found and finding.domain:
        return (framework.domain(finding.domain).area_of_work,)
    return found
