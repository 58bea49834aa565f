"""How a person chooses whom an area is compared with, and by which benchmark."""

from dashboard.core.areas import FEWEST_OWN_AREAS, MOST_AREAS_IN_A_GROUP
from dashboard.core.benchmarks import Method
from dashboard.ui import components, state
from dashboard.usecases.comparison import OWN, areas_to_choose, default_group, peer_models
from dashboard.usecases.holdings import Holdings

_IN_FORCE = "in-force"
_METHODS = {method.value: method.value.capitalize() for method in Method}


def choose_group(holdings: Holdings, area_code: str) -> tuple[str | None, Method, tuple[str, ...]]:
    """Return the group chosen (None is the usual one), the benchmark, and areas chosen by hand."""
    usual = default_group(holdings, area_code).title
    groups = {_IN_FORCE: f"{usual} (the usual group)"} | peer_models(holdings)
    peers = state.choose(
        "Compared with", "peers", groups, _IN_FORCE, unknown="comparator group", resets=("region",)
    )
    own = _own_areas(holdings, area_code) if peers == OWN else ()
    method = state.choose("Benchmark", "method", _METHODS, Method.MEAN.value)
    is_usual = peers == _IN_FORCE or (peers == OWN and not own)
    return None if is_usual else peers, Method(method), own


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
