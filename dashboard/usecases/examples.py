"""The invented services: which are loaded, how one is loaded on request and removed again."""

from collections.abc import Mapping

from dashboard.core.areas import Service
from dashboard.core.people import Deed, Signature, require_may
from dashboard.errors import ChangeRefusedError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings


def examples_loaded(holdings: Holdings) -> Mapping[str, Service]:
    """Return the invented services whose figures are loaded, by id."""
    examples = holdings.catalogue.examples
    return {name: one for name, one in examples.items() if holdings.local_held(name)}


def load_example(
    store: Store, holdings: Holdings, signature: Signature, service_id: str, why: str
) -> None:
    """Store an invented service: its area teams, own figures and register, all of it or nothing.

    What is there already stays as it is.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if the service is none of the examples.
    """
    require_may(signature.actor, Deed.IMPORT)
    _require_example(holdings, service_id)


def remove_example(
    store: Store, holdings: Holdings, signature: Signature, service_id: str, why: str
) -> None:
    """Withdraw all figures of an invented service, so that no list names it any more.

    What was recorded about it stays in the history and comes back if it is loaded again.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if the service is none of the examples.
    """
    require_may(signature.actor, Deed.IMPORT)
    _require_example(holdings, service_id)


def _require_example(holdings: Holdings, service_id: str) -> None:
    if service_id not in holdings.catalogue.examples:
        raise ChangeRefusedError(
            f'"{service_id[:60]}" is no invented service, and only those can be loaded or removed '
            "as an example."
        )
