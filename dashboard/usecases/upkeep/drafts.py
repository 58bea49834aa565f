"""Files that are written beside their place first, so that nobody ever sees half of one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.errors import SetupError


@contextmanager
def draft_beside(place: Path) -> Iterator[Path]:
    """Lend an empty folder next to a file or folder that is to be, removed at the end.

    Only from there can what is in it take the name in one step.

    Raises:
        SetupError: if nothing can be written there.
    """
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise SetupError(
            "The folder cannot be written: name another.",
            f"The folder {place.parent} cannot be written ({error.strerror}): name another.",
        ) from error
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
