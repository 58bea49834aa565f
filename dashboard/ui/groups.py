"""How a person chooses whom an area is compared with, and by which benchmark."""

from dataclasses import replace

from dashboard.core.areas import FEWEST_OWN_AREAS, MOST_AREAS_IN_A_GROUP, OWN_GROUP
from dashboard.core.benchmarks import Method
from dashboard.core.narrative.sentences import capitalised
from dashboard.ui import components, state
from dashboard.usecases.comparison import Choice, methods_for, why_not_pooled
from dashboard.usecases.groups import areas_to_choose, default_group, peer_models
from dashboard.usecases.holdings import Holdings

_IN_FORCE = "in-force"


def choose_group(holdings: Holdings, choice: Choice) -> Choice:
    """Return a choice of service, indicator, period and area with the group and the benchmark.

    The group is None where it is the usual one.
    """
    area_code = choice.area or ""
    usual = default_group(holdings, area_code).title
    groups = {_IN_FORCE: f"{usual} (the usual group)"} | peer_models(holdings)
    peers = state.choose(
        "Compared with", "peers", groups, _IN_FORCE, unknown="comparator group", resets=("region",)
    )
    own = _own_areas(holdings, area_code) if peers == OWN_GROUP else ()
    is_usual = peers == _IN_FORCE or (peers == OWN_GROUP and not own)
    chosen = replace(choice, peers=None if is_usual else peers, own_areas=own)
    return replace(chosen, method=_method(holdings, chosen))


def _method(holdings: Holdings, choice: Choice) -> Method:
    methods = {method.value: capitalised(method.words) for method in methods_for(holdings, choice)}
    indicator = holdings.catalogue.indicator(choice.indicator)
    refusals = {Method.POOLED.value: why_not_pooled(indicator)}
    mean = Method.MEAN.value
    return Method(state.choose("Benchmark", "method", methods, mean, refusals=refusals))


def _own_areas(holdings: Holdings, area_code: str) -> tuple[str, ...]:
    areas = areas_to_choose(holdings, area_code)
    own = state.choose_many(
        "Areas of your own choice", "own", areas, unknown="area to compare with"
    )
    if FEWEST_OWN_AREAS <= len(own) <= MOST_AREAS_IN_A_GROUP:
        return own
    components.muted(
        f"Choose {FEWEST_OWN_AREAS} to {MOST_AREAS_IN_A_GROUP} areas; until then the usual group "
        "is shown."
    )
    return ()
