"""Programs that tests run and no package brings: found, else installed, else named as missing."""

import logging
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

_SECONDS_TO_INSTALL = 900
_log = logging.getLogger(__name__)


def needed(found: Path | None, missing: str) -> Path:
    """Return a program that was found; without it skip the test, or fail it if CI says so."""
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def found_or_installed(find: Callable[[], Path | None], package: str) -> Path | None:
    """Return a program, from Debian's package where it is not found and the tests run as root."""
    found = find()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if found is not None or not root or shutil.which("apt-get") is None:
        return found
    _log.warning("Installing Debian's %s, which was not found ...", package)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", package]):
        subprocess.run(
            ["apt-get", *arguments], env=environment, check=False, timeout=_SECONDS_TO_INSTALL
        )
    return find()


def exit_code(found: Path | None, missing: str) -> int:
    """Return 0, or where a program could not be had say so; in CI its lack is a failure."""
    if found is not None:
        return 0
    _log.error(missing)
    return 1 if os.environ.get("CI") == "true" else 0
